import { type Block, LONGEST_LINE, lineEnd, linesIn } from "./blocks.ts";
import { documentReader } from "./document.ts";
import type { Finder } from "./needles.ts";
import { contentStart, objectsOn, opensDocument } from "./objects.ts";

/** A record, or an export that holds records, and the line in which it begins. */
export interface LogRecord {
  readonly text: string;
  readonly line: number;
}

/** What the records of one file are given to. */
interface RecordSink {
  /** A record with a mark in it. */
  readonly take: (record: LogRecord) => void;
  /** A record with a mark in it is too long to be put together. */
  readonly tooLong: (line: number) => void;
  /** The first line of the file, where it is a line of text: it may name columns. False: the next one may. */
  readonly begin: (text: string) => boolean;
  /**
   * Where a record ends whose first line ends at `end`, as a row of a table may have several; -1 where it is still to come.
   * @param isLast nothing comes behind `to`
   */
  readonly rowEnd: (bytes: Buffer, from: number, end: number, to: number, isLast: boolean) => number;
}

const [NEWLINE, OPEN_OBJECT] = [0x0a, 0x7b];

/**
 * Takes the records out of the blocks of one file. One line is one record, with two exceptions: JSON that is laid out over
 * several lines, as exports of cloud logs are, or that is longer than a line may be, is one document to its last brace;
 * several objects on one line are several records. Only what holds a mark is decoded.
 *
 * @param marks what makes a record one that is looked for
 */
export function recordReader(marks: Finder, { take, tooLong, begin, rowEnd }: RecordSink) {
  let records = 0;
  let begun = false;
  /** A row whose end is still to come, and the line in which it begins. */
  let row: { readonly bytes: Buffer; readonly line: number } | null = null;
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

  const leaveRow = (): void => {
    if (row === null) return;
    const { bytes, line } = row;
    row = null;
    readLines({ bytes, to: bytes.length, line }, true);
  };

  const readLines = (block: Pick<Block, "bytes" | "to" | "line">, isLast = false): void => {
    if (row !== null) {
      const bytes = Buffer.concat([row.bytes, Buffer.of(NEWLINE), block.bytes.subarray(0, block.to)]);
      const { line } = row;
      row = null;
      readLines({ bytes, to: bytes.length, line });
      return;
    }
    const { bytes, to } = block;
    let { line } = block;
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
      const lineStop = lineEnd(bytes, at, to);
      const start = contentStart(bytes, at, lineStop);
      if (!begun && start < lineStop)
        begun = bytes[start] === OPEN_OBJECT || begin(bytes.toString("utf8", start, lineStop).trim());
      const rowStop = rowEnd(bytes, at, lineStop, to, isLast);
      if (rowStop === -1 && to - at <= LONGEST_LINE) {
        row = { bytes: Buffer.from(bytes.subarray(at, to)), line };
        return;
      }
      const end = rowStop === -1 ? lineStop : rowStop;
      if (start < end && opensDocument(bytes, start, end, to)) {
        document.begin(line);
        at = start;
        continue;
      }
      if (start < end) {
        records += 1;
        while (mark !== -1 && mark < at) mark = marks.next(bytes, at, to);
        if (mark !== -1 && mark < end) takeLine(bytes, at, end, line);
      }
      if (end > lineStop) line += linesIn(bytes, end, at);
      at = end;
    }
  };

  /** A line that is too long is read as a document where it begins like one, or else not at all. */
  const readWindow = ({ bytes, to, line, fresh }: Block): void => {
    leaveRow();
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
      leaveRow();
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
