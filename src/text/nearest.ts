import leven from "leven";

/** Share of a word that may be mistyped before a suggestion becomes a guess. */
const SUGGESTION_SHARE = 0.4;

/** The candidate that a mistyped word most likely meant, or null when none is near. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const lower = word.toLowerCase();
  // Swapped letters count as two mistakes, and are the commonest one.
  const swapped = candidates.find((candidate) => sorted(lower) === sorted(candidate.toLowerCase()));
  if (swapped !== undefined) return swapped;
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: leven(lower, candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  if (best === undefined) return null;
  return best.distance <= Math.max(1, best.candidate.length * SUGGESTION_SHARE) ? best.candidate : null;
}

function sorted(word: string): string {
  return [...word].sort().join("");
}

/** What people write for yes and no, and which word of a vocabulary means the same. */
const PLAIN_ANSWERS = [
  { said: ["true", "yes", "y", "on", "1", "enable", "enabled"], means: ["true", "always"] },
  { said: ["false", "no", "n", "off", "0", "none", "disable", "disabled"], means: ["false", "never", "none"] },
];

/** Shortest part of a word that says which one is meant. */
const MIN_PART = 4;

/** The word of a closed vocabulary that a text most likely means: mistyped, cut, lengthened, or a plain yes or no; null: none. */
export function meantWord(text: string, words: readonly string[]): string | null {
  const lower = text.toLowerCase().replace(/[\s_]+/g, "-");
  const answer = PLAIN_ANSWERS.find(({ said }) => said.includes(lower));
  const plain = words.find((word) => answer?.means.includes(word));
  if (plain !== undefined) return plain;
  const near = nearest(lower, words);
  if (near !== null) return near;
  const within = words.filter(
    (word) => (lower.length >= MIN_PART && word.includes(lower)) || (word.length >= MIN_PART && lower.includes(word)),
  );
  return within.length === 1 ? (within[0] ?? null) : null;
}

/** ` - did you mean "x"?` for a mistyped word, or nothing when no candidate is near. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const candidate = meantWord(word, candidates);
  return candidate === null ? "" : ` - did you mean "${candidate}"?`;
}
