import { TextDecoder } from "node:util";

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

/**
 * Decodes bytes as they arrive. Bytes that spell nothing become U+FFFD; a byte-order mark stays, which is white space to
 * whoever reads the first line.
 */
export async function* textsOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let head: Buffer = Buffer.alloc(0);
  let decoder: TextDecoder | null = null;
  for await (const chunk of chunks) {
    const bytes: Buffer = decoder === null ? Buffer.concat([head, chunk]) : chunk;
    if (decoder === null && bytes.length < 4) {
      head = bytes;
      continue;
    }
    decoder ??= new TextDecoder(encodingOf(bytes), { ignoreBOM: true });
    yield decoder.decode(bytes, { stream: true });
  }
  yield decoder === null ? head.toString("utf8") : decoder.decode();
}

/** Share of control characters and of bytes that spell nothing from which a text is none: of random bytes it is half. */
const BINARY_SHARE = 0.1;

/** So few of them are an accident, however short the text is: a word in another encoding, a cut-off character. */
const BINARY_SIGNS = 8;

/**
 * Whether the beginning of a file is no text: an archive, an image, a database. Zeros count neither way, because a log
 * that was cut while it was written begins with them.
 */
export function looksBinary(text: string): boolean {
  const signs = text.slice(0, 4_096).replaceAll("\0", "");
  const odd = signs.match(/[\u0001-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/g)?.length ?? 0;
  return odd > Math.max(BINARY_SIGNS, signs.length * BINARY_SHARE);
}

/** One line longer than this is not read as a record, UTF-16 units: log pipelines cut lines at 16 KiB to 1 MiB. */
export const LONGEST_LINE = 1024 * 1024;

/**
 * Windows of an over-long line overlap by this much, UTF-16 units: a secret of 4,096 characters, the longest that is
 * accepted as a key, written as `\u0041` for every character and escaped once more.
 */
const OVERLAP = 32 * 1024;

/** Consecutive lines of a file, or a window of one that is too long. */
export interface Block {
  readonly text: string;
  /** Line in which the text begins, from 1. */
  readonly line: number;
  /** False for a window of an over-long line. */
  readonly whole: boolean;
}

/**
 * Cuts decoded text into blocks that end where a line ends. Memory is bounded whatever the file holds: a line that never
 * ends arrives in overlapping windows.
 */
export async function* blocksOf(texts: AsyncIterable<string>): AsyncGenerator<Block> {
  let line = 1;
  let open = "";
  let tooLong = false;
  for await (const text of texts) {
    let rest = open + text;
    if (tooLong) {
      const end = rest.indexOf("\n");
      if (end !== -1) {
        yield { text: rest.slice(0, end), line, whole: false };
        rest = rest.slice(end + 1);
        line += 1;
        tooLong = false;
      }
    }
    const end = tooLong ? -1 : rest.lastIndexOf("\n");
    if (end !== -1) {
      const whole = rest.slice(0, end);
      yield { text: whole, line, whole: true };
      line += countOf("\n", whole) + 1;
      rest = rest.slice(end + 1);
    }
    if (rest.length > LONGEST_LINE) {
      yield { text: rest, line, whole: false };
      rest = rest.slice(-OVERLAP);
      tooLong = true;
    }
    open = rest;
  }
  if (open !== "") yield { text: open, line, whole: !tooLong };
}

function countOf(sign: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1)) count += 1;
  return count;
}
