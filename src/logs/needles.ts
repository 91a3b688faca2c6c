/** Finds the first of several texts in bytes, from a place on; no matter in which case they are written. */
export interface Finder {
  /** Where the next one begins, from `from` and wholly before `to`; -1 where there is none. */
  readonly next: (bytes: Uint8Array, from: number, to: number) => number;
  /** Which one the last call found: its index in the list. */
  readonly which: () => number;
}

/** Bytes of a text without case; only letters of ASCII have two. */
export const FOLD = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte));

/** The ways to write a byte: letters of ASCII in either case. */
export function casesOf(byte: number): readonly number[] {
  return byte >= 97 && byte <= 122 ? [byte, byte - 32] : [byte];
}

/** The widest step: a table of bytes holds no more. */
const LONGEST_STEP = 254;

/** Bytes that are looked at together, and tables of steps in bits: a small one stays near the processor. */
const WINDOW = 4;
const SMALL_TABLE = 14;
const LARGE_TABLE = 18;

/** Windows of the texts from which a small table has too few places that are none of theirs. */
const MANY_WINDOWS = 2_000;

/** Fibonacci hashing: the golden ratio spreads neighbours. */
const GOLDEN = 0x9e3779b1;

/** Finds many texts in one pass: long ones fast, and short ones, which would slow that down, beside them. */
export function finderOf(texts: readonly string[]): Finder {
  const words = texts.map((text, index) => ({ index, bytes: Buffer.from(text).map((byte) => FOLD[byte] ?? byte) }));
  const { long = [], short = [] } = Object.groupBy(
    words.filter(({ bytes }) => bytes.length > 0),
    ({ bytes }) => (bytes.length < WINDOW ? "short" : "long"),
  );
  if (short.length === 0) return longFinder(long);
  return long.length === 0
    ? shortFinder(short)
    : eitherOf(longFinder(long), shortFinder(short), Math.max(...long.map(({ bytes }) => bytes.length)));
}

/** A text that is looked for, without case, and its place in the list. */
interface Word {
  readonly index: number;
  readonly bytes: Uint8Array;
}

function holds({ bytes: word }: Word, bytes: Uint8Array, at: number, to: number): boolean {
  if (at + word.length > to) return false;
  for (let i = 0; i < word.length; i++) if (FOLD[bytes[at + i] as number] !== word[i]) return false;
  return true;
}

/** A few letters say nothing about the next place: one after the other is looked at. */
function shortFinder(words: readonly Word[]): Finder {
  const byFirst: (Word[] | undefined)[] = new Array(256).fill(undefined);
  for (const word of words)
    for (const first of casesOf(word.bytes[0] as number)) byFirst[first] = [...(byFirst[first] ?? []), word];
  let found = -1;
  const next = (bytes: Uint8Array, from: number, to: number): number => {
    for (let at = from; at < to; at++) {
      const word = byFirst[bytes[at] as number]?.find((each) => holds(each, bytes, at, to));
      if (word === undefined) continue;
      found = word.index;
      return at;
    }
    return -1;
  };
  return { next, which: () => found };
}

/**
 * Wu and Manber, "A fast algorithm for multi-pattern searching", 1994: the bytes where the shortest text would end say how
 * far none of them can begin. Bytes are looked at, never decoded, so that what holds none of the texts costs a fraction of
 * what reading it as text would.
 */
function longFinder(words: readonly Word[]): Finder {
  if (words.length === 0) return { next: () => -1, which: () => -1 };
  const width = Math.min(LONGEST_STEP + WINDOW, ...words.map(({ bytes }) => bytes.length));
  const shift = 32 - (words.length * width > MANY_WINDOWS ? LARGE_TABLE : SMALL_TABLE);
  /** The number of the window that ends here; letters are the same in both cases, as one bit tells them apart. */
  const windowAt = (bytes: Uint8Array, end: number): number => {
    const first = (bytes[end - 3] as number) | ((bytes[end - 2] as number) << 8);
    const second = ((bytes[end - 1] as number) << 16) | ((bytes[end] as number) << 24);
    return Math.imul(first | second | 0x20202020, GOLDEN) >>> shift;
  };
  const step = new Uint8Array(1 << (32 - shift)).fill(width - WINDOW + 1);
  const ending = new Map<number, Word[]>();
  for (const word of words)
    for (let at = WINDOW - 1; at < width; at++) {
      const window = windowAt(word.bytes, at);
      step[window] = Math.min(step[window] ?? 0, width - 1 - at);
      if (at === width - 1) ending.set(window, [...(ending.get(window) ?? []), word]);
    }
  let found = -1;
  const next = (bytes: Uint8Array, from: number, to: number): number => {
    for (let end = from + width - 1; end < to; ) {
      const window = windowAt(bytes, end);
      const skip = step[window] as number;
      if (skip > 0) {
        end += skip;
        continue;
      }
      const start = end - width + 1;
      for (const word of ending.get(window) ?? [])
        if (holds(word, bytes, start, to)) {
          found = word.index;
          return start;
        }
      end += 1;
    }
    return -1;
  };
  return { next, which: () => found };
}

/** Bytes that are searched for the first and then for the second texts. */
const STRETCH = 4_096;

/**
 * Two finders in one, stretch by stretch, each twice as long: a text that is nowhere is not looked for to the end of the
 * block whenever the other one is found.
 *
 * @param longest bytes of the longest text: by so much do stretches overlap
 */
function eitherOf(first: Finder, second: Finder, longest: number): Finder {
  let last = first;
  const next = (bytes: Uint8Array, from: number, to: number): number => {
    for (let [at, length] = [from, STRETCH + 2 * longest]; at < to; length *= 2) {
      const end = Math.min(to, at + length);
      const one = first.next(bytes, at, end);
      const other = second.next(bytes, at, one === -1 ? end : Math.min(end, one + WINDOW));
      last = other === -1 || (one !== -1 && one < other) ? first : second;
      if (one !== -1 || other !== -1) return last === first ? one : other;
      if (end === to) break;
      at = end - longest;
    }
    return -1;
  };
  return { next, which: () => last.which() };
}
