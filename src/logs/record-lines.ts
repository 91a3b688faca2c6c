import { isObject, parseJson } from "../contracts/json.ts";
import { LONGEST_LINE } from "./blocks.ts";

/** A record and the line in which it begins. */
export interface LogRecord {
  readonly text: string;
  readonly line: number;
  /** False where it was too long to be put together. */
  readonly whole: boolean;
}

/** Puts lines together to records. */
export interface RecordLines {
  /** The records that end with this line: mostly the line itself. */
  readonly add: (text: string, line: number) => readonly LogRecord[];
  /** Whether a record is open, so that no line may be skipped. */
  readonly open: () => boolean;
  /** What the file left open. */
  readonly end: () => readonly LogRecord[];
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
export function recordLines(): RecordLines {
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
    open: () => lines.length > 0,
    end: close,
    add: (text, line) => {
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
