import { casesOf, FOLD, PAIRS, pairOf } from "./needles.ts";

/** A word at which a closer look begins. */
export interface Anchor<Kind> {
  readonly word: string;
  /** Only as it is written, and not in another case. */
  readonly exact?: true;
  readonly kind: Kind;
}

/**
 * Finds the words in bytes, whatever their case, by their two rarest letters: a table says in one look that a place is
 * none of them. Short words would slow down a search that skips.
 */
export function anchorScan<Kind>(anchors: readonly Anchor<Kind>[]) {
  const words = anchors.map(({ word, exact = false, kind }) => ({
    bytes: Buffer.from(exact ? word : word.toLowerCase()),
    rare: rarestPair(word),
    cases: exact ? (byte: number) => [byte] : casesOf,
    fold: exact ? SAME : FOLD,
    kind,
  }));
  const bucket = new Uint16Array(PAIRS);
  const buckets: (typeof words)[] = [[]];
  for (const word of words) {
    const [first = 0, second = 0] = word.bytes.subarray(word.rare, word.rare + 2);
    for (const one of word.cases(first))
      for (const other of word.cases(second)) {
        const pair = pairOf(one, other);
        if (bucket[pair] === 0) bucket[pair] = buckets.push([]) - 1;
        buckets[bucket[pair] as number]?.push(word);
      }
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

/** Letters from the most frequent to the rarest in English; numbers, signs and capitals are rarer in names and messages. */
const BY_FREQUENCY = "etaoinsrh_ldcum-fpgwybv0123456789./:= kxjqz";

/** Where in a word the two letters begin that are rarest in ordinary text. */
function rarestPair(word: string): number {
  const rarity = [...word].map((sign) => BY_FREQUENCY.indexOf(sign.toLowerCase()) + (/[A-Z]/.test(sign) ? 20 : 0));
  const pairs = rarity.slice(1).map((second, i) => (rarity[i] ?? 0) + second);
  return pairs.indexOf(Math.max(...pairs));
}

const SAME = Uint8Array.from({ length: 256 }, (_, byte) => byte);
