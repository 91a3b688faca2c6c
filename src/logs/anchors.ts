import { casesOf, FOLD, PAIRS, pairOf } from "./needles.ts";

/** A word at which a closer look begins. */
export interface Anchor<Kind> {
  readonly word: string;
  /** Index of the two letters that are rarest in ordinary text: they are looked for first. */
  readonly rare: number;
  /** Only as it is written, and not in another case. */
  readonly exact?: true;
  readonly kind: Kind;
}

/**
 * Finds the words in bytes, whatever their case, by their two rarest letters: a table says in one look that a place is
 * none of them. Short words would slow down a search that skips.
 */
export function anchorScan<Kind>(anchors: readonly Anchor<Kind>[]) {
  const words = anchors.map(({ word, rare, exact = false, kind }) => ({
    bytes: Buffer.from(exact ? word : word.toLowerCase()),
    rare,
    cases: exact ? (byte: number) => [byte] : casesOf,
    fold: exact ? SAME : FOLD,
    kind,
  }));
  const bucket = new Uint8Array(PAIRS);
  const buckets: (typeof words)[] = [[]];
  for (const word of words) {
    const [first = 0, second = 0] = word.bytes.subarray(word.rare, word.rare + 2);
    const known = bucket[pairOf(first, second)] as number;
    const index = known > 0 ? known : buckets.push([]) - 1;
    buckets[index]?.push(word);
    for (const one of word.cases(first)) for (const other of word.cases(second)) bucket[pairOf(one, other)] = index;
  }
  return (bytes: Buffer, from: number, to: number, visit: (at: number, kind: Kind) => void): void => {
    let before = 0;
    for (let at = from; at < to; at++) {
      const byte = bytes[at] as number;
      const index = bucket[pairOf(before, byte)] as number;
      before = byte;
      if (index === 0) continue;
      const candidates = buckets[index] as typeof words;
      for (let i = 0; i < candidates.length; i++) {
        const { bytes: word, rare, fold, kind } = candidates[i] as (typeof words)[number];
        const start = at - 1 - rare;
        if (start < from || start + word.length > to) continue;
        let same = 0;
        while (same < word.length && fold[bytes[start + same] as number] === word[same]) same += 1;
        if (same === word.length) visit(start, kind);
      }
    }
  };
}

const SAME = Uint8Array.from({ length: 256 }, (_, byte) => byte);
