import leven from "leven";

/** Longest label and longest sentence in characters: the `label` pattern of `evidence/evidence.ts` allows no more. */
export const LABEL_LIMIT = 300;

/** Longest foreign value that a message repeats: enough to recognise a typing error, too short for a pasted document. */
const SHOWN_LIMIT = 40;

/** Twenty or more characters without a break look like a credential, whatever they are; such a value is never repeated. */
const LOOKS_SECRET = /[A-Za-z0-9_+/=-]{20,}|\bsk-/;

/** Share of a word that may be mistyped before a suggestion becomes a guess. */
const SUGGESTION_SHARE = 0.4;

/**
 * Puts foreign text on one printable line: control and format characters become spaces, runs of white space one space,
 * and what exceeds `limit` characters is cut and ends in an ellipsis. The result matches the evidence's `label`.
 */
export function oneLine(text: string, limit: number = LABEL_LIMIT): string {
  const characters = [
    ...text
      .toWellFormed()
      .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
      .trim(),
  ];
  return characters.length <= limit ? characters.join("") : `${characters.slice(0, limit - 1).join("")}…`;
}

/** A value as a message may repeat it: in quotes when it is short and cannot be a credential, else only its length. */
export function shown(value: string): string {
  if (value.length <= SHOWN_LIMIT && !LOOKS_SECRET.test(value)) return `"${oneLine(value)}"`;
  return `a text of ${value.length} characters`;
}

/** The candidate that a mistyped word most likely meant, or null when none is near. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const lower = word.toLowerCase();
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: leven(lower, candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  if (best === undefined) return null;
  return best.distance <= Math.max(1, best.candidate.length * SUGGESTION_SHARE) ? best.candidate : null;
}

/** ` - did you mean "x"?` for a mistyped word, or nothing when no candidate is near. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const candidate = nearest(word, candidates);
  return candidate === null ? "" : ` - did you mean "${candidate}"?`;
}

/** True for text that somebody meant to replace: `<MODEL_ID>`, `REPLACE_WITH_...`, `YOUR_MODEL`, `${MODEL}`, `changeme`. */
export function isPlaceholder(text: string): boolean {
  return (
    /^<.*>$|^\$\{?\w+\}?$|\$\{\{|^\{\{.*\}\}$|^\[.*\]$/s.test(text) ||
    /^(replace|your|insert|enter|put)[ _-]|^(change|replace)[ _-]?me$|^(todo|tbd|fixme|placeholder|model[_-]id|x{3,})$/i.test(
      text,
    )
  );
}
