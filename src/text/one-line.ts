/** Longest label and longest sentence of ours in characters: the evidence schema and every file hold no longer one. */
export const LABEL_LIMIT = 300;

/**
 * Puts foreign text on one printable line: control and format characters and white space become one space, and the rest
 * beyond `limit` characters an ellipsis. The result matches the evidence's `label`.
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
