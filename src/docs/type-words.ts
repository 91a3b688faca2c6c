import { isModelName, valueWord } from "./contract.ts";
import { plain } from "./piece.ts";

/** Spellings of one type: languages and generators have their own, and the wire has one. */
// biome-ignore format: a table reads by its rows
const SPELLINGS: Readonly<Record<string, string>> = {
  string: "string", strings: "string", str: "string", text: "string",
  integer: "integer", integers: "integer", int: "integer", int32: "integer", int64: "integer", long: "integer",
  number: "number", numbers: "number", float: "number", double: "number", real: "number", decimal: "number",
  boolean: "boolean", booleans: "boolean", bool: "boolean",
  array: "array", arrays: "array", list: "array", lists: "array",
  object: "object", objects: "object", map: "object", dict: "object", dictionary: "object", record: "object", hash: "object",
  null: "null", nullable: "null", none: "null",
  file: "file", binary: "binary", any: "any", unknown: "any", uuid: "uuid", uri: "uri", url: "uri",
  date: "date", datetime: "date-time", timestamp: "timestamp",
  required: "required", deprecated: "deprecated", readonly: "read-only", writeonly: "write-only",
};

/** Words that stand in types and say nothing by themselves. */
const EMPTY = /^(?:enum|optional|of|or|and|literal|union|default|format|one|any of|type|not|iterable|sequence)$/i;

/** One token of a type in a sentence; null: no type. */
export function typeWord(token: string): readonly string[] | null {
  const lower = token.toLowerCase();
  const known = SPELLINGS[lower.replace("-", "")];
  if (known !== undefined && Object.hasOwn(SPELLINGS, lower.replace("-", ""))) return [known];
  // Only what is wholly made of types: `object[]`, `array<string>`, `string|null`.
  if (!/[[<|]/.test(lower) || !/^[\w[\]<>|,/ ]+$/.test(lower)) return null;
  const names = lower.match(/\w+/g) ?? [];
  const all = names.every((name) => Object.hasOwn(SPELLINGS, name) || EMPTY.test(name));
  return all && names.length > 0 ? wordsOfType(token) : null;
}

/**
 * The words of a text that is a type and nothing else, as a column or an attribute has it: known types, names of schemas
 * (`ChatMessage`), and literals as values.
 */
export function wordsOfType(type: string): readonly string[] {
  const text = plain(type);
  const words: (string | null)[] = /\w\[\]/.test(text) ? ["array"] : [];
  for (const [token] of text.matchAll(/"[^"]{0,80}"|'[^']{0,80}'|`[^`]{0,80}`|[A-Za-z_][\w-]*/g)) {
    if (/^["'`]/.test(token)) {
      words.push(typeWord(token.slice(1, -1))?.[0] ?? valueWord("value", token));
      continue;
    }
    const known = SPELLINGS[token.toLowerCase().replace("-", "")];
    if (known !== undefined) words.push(known);
    else if (/^[A-Z]\w*[a-z]\w*[A-Z]\w*$/.test(token) && !isModelName(token)) words.push(token);
  }
  return words.filter((word) => word !== null);
}
