import { casesOf, FOLD } from "./needles.ts";

/** A word at which a closer look begins. */
export interface Anchor<Kind> {
  readonly word: string;
  /** Only as it is written, and not in another case. */
  readonly exact?: true;
  readonly kind: Kind;
}

/** Every two bytes. */
const TWO_BYTES = 0x10000;

/**
 * Finds the words in bytes, whatever their case: of three neighbouring letters, the rarest ones of a word, two stand at an
 * even place. So every second place is looked at, two bytes at once, and a table says that it is none of them. Short words
 * would slow down a search that skips.
 *
 * @param anchors words of three bytes or more
 */
export function anchorScan<Kind>(anchors: readonly Anchor<Kind>[]) {
  const bucket = new Uint16Array(TWO_BYTES);
  const buckets: Candidate<Kind>[][] = [[]];
  for (const { word, exact = false, kind } of anchors) {
    const bytes = Buffer.from(exact ? word : word.toLowerCase());
    const rare = rarestLetters(word);
    const cases = exact ? (byte: number) => [byte] : casesOf;
    for (const at of [rare, rare + 1])
      for (const one of cases(bytes[at] as number))
        for (const other of cases(bytes[at + 1] as number)) {
          const [pair = 0] = new Uint16Array(Uint8Array.of(one, other).buffer);
          if (bucket[pair] === 0) bucket[pair] = buckets.push([]) - 1;
          buckets[bucket[pair] as number]?.push({ bytes, at, fold: exact ? SAME : FOLD, kind });
        }
  }
  return (bytes: Buffer, from: number, to: number, visit: (at: number, kind: Kind) => void): void => {
    const odd = (bytes.byteOffset + from) % 2;
    const count = Math.max(0, (to - from - odd) >> 1);
    const pairs = new Uint16Array(bytes.buffer, bytes.byteOffset + from + odd, count);
    for (let i = 0; i < count; i++) {
      const index = bucket[pairs[i] as number] as number;
      if (index === 0) continue;
      const candidates = buckets[index] as Candidate<Kind>[];
      for (let k = 0; k < candidates.length; k++) {
        const { bytes: word, at, fold, kind } = candidates[k] as Candidate<Kind>;
        const start = from + odd + 2 * i - at;
        if (start < from || start + word.length > to) continue;
        let same = 0;
        while (same < word.length && fold[bytes[start + same] as number] === word[same]) same += 1;
        if (same === word.length) visit(start, kind);
      }
    }
  };
}

/** A word that may stand where two of its letters do, which begin at `at` in it. */
interface Candidate<Kind> {
  readonly bytes: Buffer;
  readonly at: number;
  readonly fold: Uint8Array;
  readonly kind: Kind;
}

/** Letters from the most frequent to the rarest in English; numbers, signs and capitals are rarer in names and messages. */
const BY_FREQUENCY = "etaoinsrh_ldcum-fpgwybv0123456789./:= kxjqz";

/** Where in a word the three letters begin of which each two are rarest in ordinary text. */
function rarestLetters(word: string): number {
  const rarity = [...word].map((sign) => BY_FREQUENCY.indexOf(sign.toLowerCase()) + (/[A-Z]/.test(sign) ? 20 : 0));
  const pairs = rarity.slice(1).map((second, i) => (rarity[i] ?? 0) + second);
  const rarest = pairs.slice(1).map((second, i) => Math.min(pairs[i] ?? 0, second));
  return rarest.indexOf(Math.max(...rarest));
}

const SAME = Uint8Array.from({ length: 256 }, (_, byte) => byte);
