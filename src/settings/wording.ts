import leven from "leven";

/** Longest label and longest sentence in characters: the `label` pattern of `evidence/evidence.ts` allows no more. */
export const LABEL_LIMIT = 300;

/** Longest foreign value that a message repeats: enough to recognise a typing error, too short for a pasted document. */
const SHOWN_LIMIT = 40;

/** Characters without a break from which a text may be a credential; names and words are shorter, or letters only. */
const SHORTEST_SECRET = 20;

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

/** True for text that may be a credential, whoever issued it; such a text is never repeated. */
export function looksSecret(text: string): boolean {
  if (/\bsk-/.test(text)) return true;
  const runs = text.match(/[A-Za-z0-9_+/=-]+/g) ?? [];
  return runs.some(
    (run) => run.length >= SHORTEST_SECRET && (/\d/.test(run) || /[a-z]/.test(run) === /[A-Z]/.test(run)),
  );
}

/** A long unbroken stretch with a digit behind the prefix of keys: `sk-production-eu` and `sk-2026-11-20` are none. */
const KEY_TEXT = /\bsk-[\w-]*(?=[A-Za-z]*\d)[A-Za-z0-9]{16}/;

/** True for text that is almost certainly a key, also where ordinary names are long and have digits. */
export function looksKey(text: string): boolean {
  return KEY_TEXT.test(text);
}

/** A path as a message may repeat it: whole, unless it is a key that was pasted in the wrong place. */
export function shownFile(path: string): string {
  return looksKey(path) ? `a text of ${path.length} characters` : oneLine(path);
}

/** A value as a message may repeat it: in quotes when it is short and cannot be a credential, else only its length. */
export function shown(value: string): string {
  if (value.length <= SHOWN_LIMIT && !looksSecret(value)) return `"${oneLine(value)}"`;
  return `a text of ${value.length} characters`;
}

/** A path of keys with dots. The user's own names (headers, pointers) may be a secret that was pasted in the wrong place. */
export function shownPath(path: readonly PropertyKey[]): string {
  return path.map((key) => (looksSecret(String(key)) ? "(hidden)" : String(key))).join(".");
}

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

/** True for text that somebody meant to replace: `<MODEL_ID>`, `REPLACE_WITH_...`, `YOUR_MODEL`, `${MODEL}`, `changeme`. */
export function isPlaceholder(text: string): boolean {
  return (
    /^<.*>$|^\$\{?\w+\}?$|\$\{\{|^\{\{.*\}\}$|^\[.*\]$/s.test(text) ||
    /^(replace|your|insert|enter|put)[ _-]|^(change|replace)[ _-]?me$|^(todo|tbd|fixme|placeholder|model[_-]id|x{3,})$/i.test(
      text,
    )
  );
}
