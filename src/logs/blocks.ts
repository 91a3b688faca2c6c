import { TextDecoder } from "node:util";
import { BLOCK_BYTES } from "../files/files.ts";

/**
 * The encoding that the first four bytes show: a byte-order mark, or ASCII with a zero beside every character. Windows
 * PowerShell redirects output as UTF-16. Everything else is read as UTF-8, in which every ASCII-based encoding keeps its
 * ASCII.
 */
function encodingOf(head: Buffer): "utf-8" | "utf-16le" | "utf-16be" {
  const [a = 1, b = 1, c = 1, d = 1] = head;
  if ((a === 0xff && b === 0xfe) || (a !== 0 && b === 0 && c !== 0 && d === 0)) return "utf-16le";
  if ((a === 0xfe && b === 0xff) || (a === 0 && b !== 0 && c === 0 && d !== 0)) return "utf-16be";
  return "utf-8";
}

/** The bytes in UTF-8, whatever they are written in; what is no UTF-16 passes as it is. */
export async function* inUtf8(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let head: Buffer = Buffer.alloc(0);
  let decoder: TextDecoder | "none" | null = null;
  for await (const chunk of chunks) {
    const bytes: Buffer = decoder === null && head.length > 0 ? Buffer.concat([head, chunk]) : chunk;
    if (decoder === null && bytes.length < 4) {
      head = Buffer.from(bytes);
      continue;
    }
    if (decoder === null) {
      const encoding = encodingOf(bytes);
      decoder = encoding === "utf-8" ? "none" : new TextDecoder(encoding, { ignoreBOM: true });
    }
    yield decoder === "none" ? bytes : Buffer.from(decoder.decode(bytes, { stream: true }));
  }
  if (decoder === null) yield head;
  else if (decoder !== "none") yield Buffer.from(decoder.decode());
}

/** Share of control characters and of bytes that spell nothing from which a text is none: of random bytes it is half. */
const BINARY_SHARE = 0.1;

/** So few of them are an accident, however short the text is: a word in another encoding, a cut-off character. */
const BINARY_SIGNS = 8;

/**
 * Whether the beginning of a file is no text: an archive, an image, a database. Zeros count neither way, because a log
 * that was cut while it was written begins with them.
 */
export function looksBinary({ bytes, to }: Block): boolean {
  const signs = bytes.toString("utf8", 0, Math.min(to, 4_096)).replaceAll("\0", "");
  const odd = signs.match(/[\u0001-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/g)?.length ?? 0;
  return odd > Math.max(BINARY_SIGNS, signs.length * BINARY_SHARE);
}

/** One line longer than this arrives in windows, bytes: log pipelines cut lines at 16 KiB to 1 MiB. */
export const LONGEST_LINE = 1024 * 1024;

/**
 * Windows of an over-long line overlap by this much, bytes: a secret of 4,096 characters, the longest that is accepted as
 * a key, written as `\u0041` for every character and escaped once more.
 */
const OVERLAP = 32 * 1024;

/** Most bytes of one block. */
export const LONGEST_BLOCK = LONGEST_LINE + BLOCK_BYTES;

/** Consecutive lines of a file, or a window of one that is too long. It is gone when the next one is asked for. */
export interface Block {
  /** The text lies in them from 0 to `to`. */
  readonly bytes: Buffer;
  readonly to: number;
  /** Line in which the text begins, from 1. */
  readonly line: number;
  /** False for a window of an over-long line. */
  readonly whole: boolean;
  /** Where begins what the window before did not hold; 0 in the first one. */
  readonly fresh: number;
}

/**
 * Cuts bytes into blocks that end where a line ends. Memory is bounded whatever the file holds: a line that never ends
 * arrives in overlapping windows.
 *
 * @param space where the blocks lie, one after the other: `LONGEST_BLOCK` bytes
 */
export async function* blocksOf(chunks: AsyncIterable<Buffer>, space: Buffer): AsyncGenerator<Block> {
  let line = 1;
  let held = 0;
  let fresh = 0;
  let tooLong = false;
  const drop = (count: number): void => {
    space.copyWithin(0, count, held);
    held -= count;
  };
  for await (const chunk of chunks)
    for (let read = 0; read < chunk.length; ) {
      const before = held;
      const copied = chunk.copy(space, held, read);
      held += copied;
      read += copied;
      if (tooLong) {
        const end = endOf(space, before, held, "first");
        if (end !== -1) {
          yield { bytes: space, to: end, line, whole: false, fresh };
          drop(end + 1);
          line += 1;
          tooLong = false;
        }
      }
      const end = tooLong ? -1 : endOf(space, 0, held, "last");
      if (end !== -1) {
        yield { bytes: space, to: end, line, whole: true, fresh: 0 };
        line += linesIn(space, end) + 1;
        drop(end + 1);
      }
      if (held > LONGEST_LINE) {
        yield { bytes: space, to: held, line, whole: false, fresh: tooLong ? fresh : 0 };
        drop(held - OVERLAP);
        fresh = OVERLAP;
        tooLong = true;
      }
    }
  if (held > 0) yield { bytes: space, to: held, line, whole: !tooLong, fresh: tooLong ? fresh : 0 };
}

const NEWLINE = 0x0a;

function endOf(bytes: Buffer, from: number, to: number, which: "first" | "last"): number {
  const text = bytes.subarray(from, to);
  const at = which === "first" ? text.indexOf(NEWLINE) : text.lastIndexOf(NEWLINE);
  return at === -1 ? -1 : from + at;
}

/** Bytes that are looked at one by one before the end of a line is searched for: a search costs as much as these. */
const SHORT_LINE = 24;

/** How many lines end between two places. */
export function linesIn(bytes: Buffer, to: number, from = 0): number {
  let count = 0;
  for (let at = lineEnd(bytes, from, to); at < to; at = lineEnd(bytes, at + 1, to)) count += 1;
  return count;
}

/** Where the line ends, without its line break. */
export function lineEnd(bytes: Buffer, from: number, to: number): number {
  const near = Math.min(to, from + SHORT_LINE);
  for (let at = from; at < near; at++) if (bytes[at] === NEWLINE) return at;
  if (near === to) return to;
  // Behind the text lies what was there before: a short text must not be searched far beyond its end.
  const end = to - near < SHORT_TEXT ? bytes.subarray(near, to).indexOf(NEWLINE) + near : bytes.indexOf(NEWLINE, near);
  return end < near || end > to ? to : end;
}

/** Bytes of a text that is cut out before it is searched. */
const SHORT_TEXT = 4_096;
