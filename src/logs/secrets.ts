import { byteLists, MIN_SCANNABLE_CHARS, maskedForms } from "../evidence/redaction.ts";
import { type Block, LONGEST_BLOCK, lineEnd } from "./blocks.ts";
import { densify, unescapeDense } from "./dense.ts";
import { finderOf } from "./needles.ts";

/** Escapes within escapes that are undone: JSON in JSON in a page. */
const MOST_LEVELS = 3;

/** Where bytes are made dense; one block is looked at after the other. */
const SPACE = { bytes: null as Uint8Array | null };

/** Whether bytes hold a secret between two places. */
type SecretFinder = (bytes: Buffer, from: number, to: number) => boolean;

/**
 * Whether bytes hold one of these secrets, in the encodings in which gateways, proxies and log pipelines repeat them:
 * base64, percent signs, hexadecimal digits, lists of bytes, escapes of JSON and HTML, wrapped or coloured. Secrets under 16
 * characters are not looked for.
 */
export function secretFinder(secrets: readonly string[]): SecretFinder {
  const scannable = secrets.filter(({ length }) => length >= MIN_SCANNABLE_CHARS);
  // Lists of bytes are long: alone they are looked for in wide steps, which shorter texts and their many digits would spoil.
  const finders = [scannable.flatMap(maskedForms), scannable.flatMap(byteLists)].map((forms) =>
    finderOf([...new Set(forms.flatMap(denseForms))].filter(({ length }) => length >= MIN_SCANNABLE_CHARS)),
  );
  if (scannable.length === 0) return () => false;
  const isIn = (length: number) => finders.some(({ next }) => next(SPACE.bytes as Uint8Array, 0, length) !== -1);
  return (bytes, from, to) => {
    SPACE.bytes ??= new Uint8Array(LONGEST_BLOCK);
    let { length, special } = densify(bytes, from, to, SPACE.bytes);
    for (let level = 0; level < MOST_LEVELS; level++) {
      if (isIn(length)) return true;
      if (!special) return false;
      const before = length;
      ({ length, special } = unescapeDense(SPACE.bytes, length));
      if (length === before) return false;
    }
    return isIn(length);
  };
}

/** A form as it reads in a log that was made dense, before and after escapes were undone. */
function denseForms(form: string): string[] {
  const bytes = Buffer.from(form);
  const into = new Uint8Array(bytes.length);
  const { length } = densify(bytes, 0, bytes.length, into);
  const plain = Buffer.from(into.subarray(0, length)).toString();
  return [plain, Buffer.from(into.subarray(0, unescapeDense(into, length).length)).toString()];
}

/** The lines of a block that hold a secret. */
export function* secretLines({ bytes, to, line: first, whole }: Block, isIn: SecretFinder): Generator<number> {
  if (!isIn(bytes, 0, to)) return;
  const ends: number[] = [];
  let alone = false;
  for (let from = 0; from < to && whole; from = (ends.at(-1) ?? to) + 1) {
    const end = lineEnd(bytes, from, to);
    ends.push(end);
    if (!isIn(bytes, from, end)) continue;
    yield first + ends.length - 1;
    alone = true;
  }
  if (alone) return;
  // Wrapped over several lines, as base64 is: the first line with which the lines up to it hold it. Nothing else is looked
  // for across lines: what follows is another record.
  let [low, high] = [0, Math.max(0, ends.length - 1)];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isIn(bytes, 0, ends[middle] as number)) high = middle;
    else low = middle + 1;
  }
  yield first + low;
}
