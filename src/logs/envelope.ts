import { isObject, parseJson } from "../contracts/json.ts";
import { LONGEST_LINE } from "./blocks.ts";

/** Levels of a document that is looked through; a deeper one is hostile, and too much for the stack. */
const MOST_LEVELS = 64;

/** How deep lists of records lie within an export; OpenTelemetry's are at six. */
const DEEPEST = 8;

/** Characters that all records may have together: what stands beside a list is repeated in every record of it. */
const MOST_CHARS = 16 * LONGEST_LINE;

/**
 * The records of an export that puts them into a list somewhere in one document, as the APIs of log stores do: the items
 * that hold the mark, each with the objects beside its list (the labels of a stream, the resource of a service). Where
 * the mark stands outside of every list, that is the document itself.
 *
 * @param marked whether a text may be of this run
 */
export function recordsIn(text: string, marked: (text: string) => boolean): readonly string[] {
  if (!text.startsWith("{") || !/\[\s{0,99}[[{]/.test(text)) return [];
  const found: string[] = [];
  let chars = 0;
  const add = (record: object): void => {
    const written = JSON.stringify(record);
    chars += written.length;
    found.push(written);
  };
  const holdsMark = ([, value]: readonly [string, unknown]) => marked(JSON.stringify(value));
  const take = (item: unknown, around: object, depth: number): void => {
    if (depth > DEEPEST || chars > MOST_CHARS || !marked(JSON.stringify(item))) return;
    // A time and a line: Loki's.
    if (isTexts(item)) add({ ...around, line: item.join(" ") });
    else if (Array.isArray(item)) for (const each of item) take(each, around, depth + 1);
    else if (isObject(item) && marked(JSON.stringify(item, withoutLists))) add({ ...around, ...item });
    else if (isObject(item)) {
      const members = Object.entries(item).filter(([, value]) => typeof value === "object" && value !== null);
      const [inside, beside] = [members.filter(holdsMark), members.filter((member) => !holdsMark(member))];
      const here = { ...around, ...Object.fromEntries(beside) };
      for (const [, value] of inside) take(value, here, depth + 1);
    }
  };
  const document = parseJson(text);
  if (!isDeep(document)) take(document, {}, 0);
  // Not all of them is none: then the document is judged as one record, which lacks what is in the list.
  return chars > MOST_CHARS ? [] : found;
}

function isDeep(document: unknown): boolean {
  let level: readonly unknown[] = [document];
  for (let depth = 0; depth < MOST_LEVELS && level.length > 0; depth += 1)
    level = level.flatMap((value) => (typeof value === "object" && value !== null ? Object.values(value) : []));
  return level.length > 0;
}

function withoutLists(_: string, value: unknown): unknown {
  return Array.isArray(value) ? undefined : value;
}

function isTexts(item: unknown): item is readonly string[] {
  return Array.isArray(item) && item.length > 0 && item.every((each) => typeof each === "string");
}
