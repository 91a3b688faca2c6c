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
