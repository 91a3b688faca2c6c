import { isObject, parseJson } from "../text/json.ts";
import { type Block, lineEnd, linesIn } from "./blocks.ts";
import { documentReader } from "./document.ts";
import type { Finder } from "./needles.ts";

/** A record, or an export that holds records, and the line in which it begins. */
export interface LogRecord {
  readonly text: string;
  readonly line: number;
}

/** What the records of one file are given to. */
export interface RecordSink {
  /** A record with a mark in it. */
  readonly take: (record: LogRecord) => void;
  /** A record with a mark in it is too long to be put together. */
  readonly tooLong: (line: number) => void;
  /** The first line of the file, where it is a line of text: it may name columns. */
  readonly begin: (text: string) => void;
}

const [QUOTE, COMMA, NEWLINE, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [
  0x22, 0x2c, 0x0a, 0x5b, 0x5d, 0x7b, 0x7d,
];

/** White space, and what stands around the objects of a list: brackets, commas (log4j2 begins a line with one), a BOM. */
const AROUND = Uint8Array.from({ length: 256 }, (_, byte) =>
  [0x20, 0x09, 0x0d, COMMA, OPEN_LIST, CLOSE_LIST, 0xef, 0xbb, 0xbf].includes(byte) ? 1 : 0,
);

/**
 * Takes the records out of the blocks of one file. One line is one record, with two exceptions: JSON that is laid out over
 * several lines, as exports of cloud logs are, or that is longer than a line may be, is one document to its last brace;
 * several objects on one line are several records. Only what holds a mark is decoded.
 *
 * @param marks what makes a record one that is looked for
 */
export function recordReader(marks: Finder, { take, tooLong, begin }: RecordSink) {
  let records = 0;
  const isMarked = (bytes: Buffer, from: number, to: number) => marks.next(bytes, from, to) !== -1;
  const document = documentReader({
    take: (bytes, from, to, line) => {
      records += 1;
      if (isMarked(bytes, from, to)) take({ text: bytes.toString("utf8", from, to), line });
    },
    tooLarge: (bytes, from, to, line) => {
      if (isMarked(bytes, from, to)) tooLong(line);
    },
  });
  const takeLine = (bytes: Buffer, from: number, to: number, line: number): void => {
    const texts = objectsOn(bytes.toString("utf8", from, to).trim());
    records += texts.length - 1;
    for (const text of texts) take({ text, line });
  };
  /** What began like a document and is none: lines like any other. */
  const takeLines = (bytes: Buffer, first: number): void => {
    let line = first;
    for (let from = 0; from < bytes.length; line++) {
      const end = lineEnd(bytes, from, bytes.length);
      records += 1;
      if (isMarked(bytes, from, end)) takeLine(bytes, from, end, line);
      from = end + 1;
    }
  };

  const readLines = ({ bytes, to, line: first }: Block): void => {
    let line = first;
    let mark = marks.next(bytes, 0, to);
    for (let at = 0; at < to; ) {
      if (document.isOpen()) {
        const { state, at: stopped } = document.read(bytes, at, to, line);
        if (state !== "broken") {
          line += linesIn(bytes, stopped, at);
          at = stopped;
          continue;
        }
        const held = document.leave();
        const begun = bytes.subarray(at, stopped).lastIndexOf(NEWLINE) + 1;
        // The line in which it broke may begin something else, unless it is the one that began this document.
        const resumed = begun > 0 || held.length > 0 ? at + begun : lineEnd(bytes, stopped, to);
        takeLines(Buffer.concat([held, bytes.subarray(at, resumed)]), document.firstLine());
        line += linesIn(bytes, resumed, at);
        at = resumed;
        continue;
      }
      if (bytes[at] === NEWLINE) {
        line += 1;
        at += 1;
        continue;
      }
      const end = lineEnd(bytes, at, to);
      const start = contentStart(bytes, at, end);
      if (start < end && opensDocument(bytes, start, end, to)) {
        document.begin(line);
        at = start;
        continue;
      }
      if (start < end) {
        if (line === 1 && records === 0 && bytes[start] !== OPEN_OBJECT) begin(bytes.toString("utf8", at, end).trim());
        records += 1;
        while (mark !== -1 && mark < at) mark = marks.next(bytes, at, to);
        if (mark !== -1 && mark < end) takeLine(bytes, at, end, line);
      }
      at = end;
    }
  };

  /** A line that is too long is read as a document where it begins like one, or else not at all. */
  const readWindow = ({ bytes, to, line, fresh }: Block): void => {
    for (let at = fresh; at < to; ) {
      if (!document.isOpen()) {
        const start = contentStart(bytes, at, to);
        if (start < to && bytes[start] === OPEN_OBJECT && (at > fresh || fresh === 0)) document.begin(line);
        else {
          if (isMarked(bytes, at, to)) tooLong(line);
          return;
        }
        at = start;
      }
      const { state, at: stopped } = document.read(bytes, at, to, line);
      if (state === "broken") {
        const held = document.leave();
        if (isMarked(held, 0, held.length) || isMarked(bytes, at, to)) tooLong(line);
        return;
      }
      at = stopped;
    }
  };

  return {
    read: (block: Block): void => (block.whole ? readLines(block) : readWindow(block)),
    /** What the file left open: an export that was cut is judged by what is left of it. */
    end: (): void => {
      if (!document.isOpen()) return;
      const line = document.firstLine();
      const whole = document.cut();
      const held = document.leave();
      if (whole) return;
      records += 1;
      if (isMarked(held, 0, held.length)) take({ text: held.toString(), line });
    },
    /** Records so far, of whatever run. */
    count: () => records,
  };
}

/** Where begins what stands between white space, brackets and commas; where nothing else is there, the end. */
function contentStart(bytes: Buffer, from: number, to: number): number {
  let at = from;
  while (at < to && AROUND[bytes[at] as number] === 1) at += 1;
  return at;
}

/** Whether an object begins here and does not end in this line: a brace, and then a name as far as there is more. */
function opensDocument(bytes: Buffer, start: number, end: number, to: number): boolean {
  if (bytes[start] !== OPEN_OBJECT || endsWithBrace(bytes, start, end)) return false;
  let at = start + 1;
  while (at < to && (bytes[at] === NEWLINE || bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === 0x0d)) at += 1;
  return at === to || bytes[at] === QUOTE || bytes[at] === CLOSE_OBJECT;
}

/** Whether an object that begins in this line also ends in it, as far as the last sign of the line tells. */
function endsWithBrace(bytes: Buffer, start: number, end: number): boolean {
  let at = end - 1;
  while (at > start && AROUND[bytes[at] as number] === 1) at -= 1;
  return bytes[at] === CLOSE_OBJECT && at > start;
}

/** The objects of a line that holds a list of them, or several one after the other; else the line itself. */
function objectsOn(line: string): readonly string[] {
  // The first brace that closes anything ends the line: one flat object, as most are.
  if (line.indexOf("}") >= line.length - 2 || !/^[\s,[\ufeff]{0,9}\{/.test(line)) return [line];
  if (line.startsWith("{") && !/\}[,\s]{0,9}\{/.test(line)) return [line];
  const inside = line.replace(/^[\s,[\ufeff]+/, "").replace(/[\s,\]]+$/, "");
  const list = parseJson(`[${inside}]`) ?? parseJson(`[${inside.replace(/\}\s*\{/g, "},{")}]`);
  if (!Array.isArray(list) || (list.length < 2 && line.startsWith("{"))) return [line];
  const objects = list.filter(isObject).map((each) => JSON.stringify(each));
  return objects.length > 0 ? objects : [line];
}
