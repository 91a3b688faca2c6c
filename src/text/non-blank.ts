/** A trimmed text; undefined for an absent or blank one, because an unset secret or variable arrives as an empty text. */
export function nonBlank(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === "" ? undefined : trimmed;
}

/** Entries of a list in a text: separated by commas or line breaks, trimmed, without blanks. */
export function entriesOf(text: string): readonly string[] {
  return text
    .split(/[,\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}
