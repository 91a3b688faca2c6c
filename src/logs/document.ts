/**
 * JSON that is laid out over several lines or longer than a line may be, read byte by byte as it arrives. A document is
 * given away when its last brace closes. One that grows too large is given away in parts: what stands around a list, with
 * as many of its items as there are, which is a document again.
 */
import { LONGEST_BLOCK, LONGEST_LINE } from "./blocks.ts";

/** Levels that are followed; a deeper document is hostile, and too much for whoever parses it. */
const MOST_LEVELS = 256;

/** Bytes from which a document is given away in parts: enough for a batch, little enough to be parsed at once. */
const LONGEST_PART = 64 * 1024;

/** Bytes that may stand around the list of a large document: each of its parts repeats them. */
const LONGEST_FRAME = LONGEST_LINE / 4;

const [QUOTE, BACKSLASH, COMMA, COLON, NEWLINE] = [0x22, 0x5c, 0x2c, 0x3a, 0x0a];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/** What a byte is outside of a string; 0: no JSON has it there. */
const [WORD, SPACE, STRING, OPENING, CLOSING, COMMA_SIGN] = [1, 2, 3, 4, 5, 6];
const KIND = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === QUOTE) return STRING;
  if (byte === COMMA) return COMMA_SIGN;
  if (byte === OPEN_LIST || byte === OPEN_OBJECT) return OPENING;
  if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) return CLOSING;
  if ([0x20, 0x09, 0x0a, 0x0d].includes(byte)) return SPACE;
  return /[-+.:\w]/.test(String.fromCharCode(byte)) ? WORD : 0;
});

/** Where a document is given to; `line` is the one in which it, or this part of it, begins. */
interface DocumentSink {
  readonly take: (bytes: Buffer, from: number, to: number, line: number) => void;
  /** Bytes of a document that is too large to be put together, and has no list that could be taken apart. */
  readonly tooLarge: (bytes: Buffer, from: number, to: number, line: number) => void;
}

/** How reading went on: to the end of what there was, to the end of the document, or to what no JSON has. */
type Reading = "open" | "closed" | "broken";

/** A reader of one document at a time, which begins with a brace. */
export function documentReader({ take, tooLarge }: DocumentSink) {
  let held: Buffer = Buffer.alloc(0);
  let length = 0;
  let depth = 0;
  let quoted = false;
  let escaped = false;
  let last = 0;
  let discards = false;
  let active = false;
  let first = 0;
  let part = 0;
  /** By depth: the bracket, for a list where its first item begins and its last one ended, in bytes from the start. */
  const brackets: number[] = [0];
  const begins: number[] = [0];
  const ends: number[] = [0];

  const hold = (bytes: Buffer, from: number, to: number): void => {
    if (held.length < length + to - from) {
      const larger = Buffer.allocUnsafe(Math.min(2 * LONGEST_BLOCK, Math.max(65_536, 2 * (length + to - from))));
      held.copy(larger, 0, 0, length);
      held = larger;
    }
    bytes.copy(held, length, from, to);
    length += to - from;
  };

  /** Gives away the items that ended of the outermost list, and keeps what stands around them; false: there are none. */
  const giveAway = (line: number): boolean => {
    let level = 1;
    while (level <= depth && !(brackets[level] === OPEN_LIST && at(ends, level) > at(begins, level))) level += 1;
    const [begin, end] = [at(begins, level), at(ends, level)];
    if (level > depth || begin > LONGEST_FRAME) return false;
    const closing = Buffer.from(brackets.slice(1, level + 1).map((open) => open + 2)).reverse();
    const whole = Buffer.concat([held.subarray(0, end), closing]);
    take(whole, 0, whole.length, part);
    part = line;
    // The comma behind the items goes with them.
    let rest = end;
    while (rest < length && (KIND[held[rest] as number] === SPACE || held[rest] === COMMA)) rest += 1;
    held.copyWithin(begin, rest, length);
    length -= rest - begin;
    ends[level] = begin;
    for (let inner = level + 1; inner <= depth; inner++) {
      begins[inner] = at(begins, inner) - (rest - begin);
      ends[inner] = at(ends, inner) - (rest - begin);
    }
    return true;
  };

  return {
    isOpen: () => active,
    /** The line in which it began. */
    firstLine: () => first,
    begin: (line: number): void => {
      [length, depth, last, first, part] = [0, 0, 0, line, line];
      [active, quoted, escaped, discards] = [true, false, false, false];
    },
    /** The document was cut: gives away what it has of whole items; false where it has none. */
    cut: (): boolean => discards || giveAway(part) || part !== first,
    /** Gives up an open document; what is held of it, unless parts of it were given away. */
    leave: (): Buffer => {
      const rest = Buffer.from(held.subarray(0, discards || part !== first ? 0 : length));
      [length, active] = [0, false];
      return rest;
    },
    /** Reads on; returns how it went, and where it stopped. */
    read: (bytes: Buffer, from: number, to: number, line: number): { readonly state: Reading; readonly at: number } => {
      const base = length - from;
      let place = from;
      for (; place < to; place++) {
        const byte = bytes[place] as number;
        if (quoted) {
          if (escaped) escaped = false;
          else if (byte === QUOTE) quoted = false;
          else if (byte === BACKSLASH) escaped = true;
          else if (byte === NEWLINE) return { state: "broken", at: place };
          continue;
        }
        const kind = KIND[byte] as number;
        if (kind === SPACE) continue;
        if (kind === 0) return { state: "broken", at: place };
        if (kind === STRING) quoted = true;
        else if (kind === COMMA_SIGN) {
          if (brackets[depth] === OPEN_LIST) ends[depth] = base + place;
        } else if (kind === OPENING) {
          const fits =
            depth === 0 || last === COLON || (brackets[depth] === OPEN_LIST && (last === COMMA || last === OPEN_LIST));
          if (!fits || depth === MOST_LEVELS) return { state: "broken", at: place };
          depth += 1;
          brackets[depth] = byte;
          begins[depth] = base + place + 1;
          ends[depth] = base + place + 1;
        } else if (kind === CLOSING) {
          if (brackets[depth] !== byte - 2) return { state: "broken", at: place };
          depth -= 1;
          if (depth > 0 && brackets[depth] === OPEN_LIST) ends[depth] = base + place + 1;
          if (depth === 0) {
            const end = place + 1;
            active = false;
            if (discards) tooLarge(bytes, from, end, first);
            else if (length === 0) take(bytes, from, end, part);
            else {
              hold(bytes, from, end);
              take(held, 0, length, part);
              length = 0;
            }
            return { state: "closed", at: end };
          }
        }
        last = byte;
      }
      if (discards) tooLarge(bytes, from, to, first);
      else hold(bytes, from, to);
      if (length > LONGEST_PART && !giveAway(line) && length > LONGEST_LINE) {
        tooLarge(held, 0, length, first);
        [length, discards] = [0, true];
      }
      return { state: "open", at: to };
    },
  };
}

function at(list: readonly number[], index: number): number {
  return list[index] ?? 0;
}
