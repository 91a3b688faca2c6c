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

/** Pairs of bytes that are told apart: seven bits of each, so that a table of them stays near the processor. */
export const PAIRS = 0x4000;

/** The number of a pair; every sign of ASCII has its own, and what shares one with another is looked at more closely. */
export function pairOf(first: number, second: number): number {
  return ((first & 0x7f) << 7) | (second & 0x7f);
}

/** The widest step: a table of bytes holds no more. */
const LONGEST_STEP = 254;

/**
 * Finds many texts in one pass (Wu and Manber, "A fast algorithm for multi-pattern searching", 1994): the two bytes where
 * the shortest text would end say how far none of them can begin. Bytes are looked at, never decoded, so that what holds
 * none of the texts costs a fraction of what reading it as text would.
 */
export function finderOf(texts: readonly string[]): Finder {
  const words = texts.map((text) => Buffer.from(text).map((byte) => FOLD[byte] ?? byte));
  const width = Math.min(LONGEST_STEP, ...words.map((word) => word.length));
  if (words.length === 0 || width < 1) return { next: () => -1, which: () => -1 };
  const step = new Uint8Array(PAIRS).fill(width - 1);
  const ending: number[][] = [];
  for (const [index, word] of words.entries())
    for (let at = 1; at < width; at++)
      for (const first of casesOf(word[at - 1] ?? 0))
        for (const second of casesOf(word[at] ?? 0)) {
          const pair = pairOf(first, second);
          step[pair] = Math.min(step[pair] ?? 0, width - 1 - at);
          if (at === width - 1) ending[pair] = [...(ending[pair] ?? []), index];
        }
  let found = -1;
  const holds = (index: number, bytes: Uint8Array, at: number, to: number): boolean => {
    const word = words[index] as Buffer;
    if (at + word.length > to) return false;
    for (let i = 0; i < word.length; i++) if (FOLD[bytes[at + i] as number] !== word[i]) return false;
    return true;
  };
  /** A single sign says nothing about the next place: one after the other is looked at. */
  const nextShort = (bytes: Uint8Array, from: number, to: number): number => {
    for (let at = from; at < to; at++) {
      found = words.findIndex((_, index) => holds(index, bytes, at, to));
      if (found !== -1) return at;
    }
    return -1;
  };
  const next = (bytes: Uint8Array, from: number, to: number): number => {
    for (let end = from + width - 1; end < to; ) {
      const pair = pairOf(bytes[end - 1] as number, bytes[end] as number);
      const skip = step[pair] as number;
      if (skip > 0) {
        end += skip;
        continue;
      }
      const start = end - width + 1;
      for (const index of ending[pair] ?? [])
        if (holds(index, bytes, start, to)) {
          found = index;
          return start;
        }
      end += 1;
    }
    return -1;
  };
  return { next: width === 1 ? nextShort : next, which: () => found };
}
