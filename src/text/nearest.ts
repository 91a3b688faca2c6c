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

/** ` - did you mean "x"?` for a mistyped word, or nothing when no candidate is near. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const candidate = nearest(word, candidates);
  return candidate === null ? "" : ` - did you mean "${candidate}"?`;
}
