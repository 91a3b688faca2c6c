/** What is asked of the records of a request, one bit for each required field. */
import { type Fields, saidIn } from "./field-values.ts";
import { fieldName, hasField, VERSION_FIELDS, type Vocabulary } from "./names.ts";

/** One bit for each required field. */
export type Bits = bigint;

/** These required fields, compared with those of records. */
export function requiredFields(required: readonly string[], vocabulary: Vocabulary) {
  const wanted = required.map((written, i) => {
    const name = fieldName(written);
    const isId = name === "requestid" || vocabulary.roleOf(name) === "trace";
    return { written, name, isId, bit: 1n << BigInt(i) };
  });
  const all = (1n << BigInt(wanted.length)) - 1n;
  return {
    all,
    /** Those that a record has; one that is named by its trace needs no id of its own. */
    bitsOf: (fields: Fields, isNamed: boolean): Bits => {
      let lacks = 0n;
      for (const { name, isId, bit } of wanted)
        if (!(isNamed && isId) && !hasField(fields, name, vocabulary)) lacks |= bit;
      return lacks === 0n ? all : all ^ lacks;
    },
    bitCount: (bits: Bits): number => wanted.filter(({ bit }) => (bits & bit) !== 0n).length,
    /** The names of those that are not among them, as the settings write them. */
    missing: (bits: Bits): readonly string[] =>
      wanted.filter(({ bit }) => (bits & bit) === 0n).map(({ written }) => written),
    /** How much a record with these fields would lack: required fields, the version, and whose it is. */
    lacks: (fields: Fields): number =>
      wanted.filter(({ name }) => !hasField(fields, name, vocabulary)).length +
      (saidIn(fields, VERSION_FIELDS) === null ? 1 : 0) +
      (hasField(fields, "requestid", vocabulary) ? 0 : 1),
  };
}
