/**
 * Longest template, UTF-16 units. A body with two embedded pictures stays below it; what is larger is a data set, and
 * endpoints refuse it.
 */
export const LARGEST_TEMPLATE = 1024 * 1024;

/** Deepest nesting. A JSON Schema in a tool is about ten levels deep; the parser and the digest walk by recursion. */
export const DEEPEST_TEMPLATE = 64;

/** Where the nesting exceeds the limit; null where it does not. */
export function tooDeepAt(text: string): number | null {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (quoted && character === "\\") i++;
    else if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") depth--;
    if (depth > DEEPEST_TEMPLATE) return i;
  }
  return null;
}
