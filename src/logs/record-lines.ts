import { isDeeperThan, isObject, parseJson } from "../text/json.ts";
import { LONGEST_LINE } from "./blocks.ts";

/** A record and the line in which it begins. */
export interface LogRecord {
  readonly text: string;
  readonly line: number;
  /** False where it was too long to be put together. */
  readonly whole: boolean;
}

/** A line that opens an object of several lines. */
const OPENS = /^(?:\[\s*)?\{$/;

/** A line that closes one object of a list and opens the next. */
const CLOSES_AND_OPENS = /^\}\s*,\s*\{$/;

/** Blank lines, and what stands around the objects of a list. */
const BETWEEN = /^(?:[[\]]|\],)?$/;

/**
 * One line is one record, with two exceptions. JSON that is laid out over several lines, as exports of cloud logs are, is
 * read from a line that is only `{` to the brace that closes it. Several objects on one line are several records.
 */
export function recordLines() {
  let lines: string[] = [];
  let first = 0;
  let depth = 0;
  let length = 0;

  const start = (line: number) => {
    first = line;
    depth = 0;
    length = 0;
  };
  const take = (text: string) => {
    lines.push(text);
    length += text.length;
    depth += depthOf(text);
  };
  const close = (): readonly LogRecord[] => {
    if (lines.length === 0) return [];
    const record = { text: lines.join("\n"), line: first, whole: length <= LONGEST_LINE };
    lines = [];
    return [record];
  };

  return {
    /** Whether a record is open, so that no line may be skipped. */
    open: () => lines.length > 0,
    /** What the file left open. */
    end: close,
    /** The records that end with this line: mostly the line itself. */
    add: (text: string, line: number): readonly LogRecord[] => {
      const trimmed = text.trim();
      if (lines.length === 0) {
        if (BETWEEN.test(trimmed)) return [];
        if (!OPENS.test(trimmed)) return objectsOn(trimmed).map((each) => ({ text: each, line, whole: true }));
        start(line);
      } else if (depth === 1 && CLOSES_AND_OPENS.test(trimmed)) {
        take("}");
        const closed = close();
        start(line);
        take("{");
        return closed;
      }
      take(text);
      return depth <= 0 || length > LONGEST_LINE ? close() : [];
    },
  };
}

/** How many braces the line leaves open. A string of JSON ends in the line in which it begins. */
function depthOf(line: string): number {
  let depth = 0;
  for (const [sign] of line.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)) depth += sign === "{" ? 1 : sign === "}" ? -1 : 0;
  return depth;
}

/** The objects of a line that holds more than one, with or without the brackets of a list; else the line itself. */
function objectsOn(line: string): readonly string[] {
  if (!/^\[?\s*\{/.test(line) || !/\}[,\s]*\{/.test(line)) return [line];
  const inside = line.replace(/^\[/, "").replace(/\]?,?$/, "");
  const list = parseJson(`[${inside}]`) ?? parseJson(`[${inside.replace(/\}\s*\{/g, "},{")}]`);
  if (!Array.isArray(list) || list.length < 2) return [line];
  return list.filter(isObject).map((each) => JSON.stringify(each));
}

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
  // An export that was cut is no document.
  if (isObject(document) && !isDeeperThan(MOST_LEVELS, document)) take(document, {}, 0);
  // Not all of them is none: then the document is judged as one record, which lacks what is in the list.
  return chars > MOST_CHARS ? [] : found;
}

function withoutLists(_: string, value: unknown): unknown {
  return Array.isArray(value) ? undefined : value;
}

function isTexts(item: unknown): item is readonly string[] {
  return Array.isArray(item) && item.length > 0 && item.every((each) => typeof each === "string");
}
