/** A trimmed text; undefined for an absent or blank one, because an unset secret or variable arrives as an empty text. */
export function nonBlank(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === "" ? undefined : trimmed;
}

/** Entries of a list in a text: separated by line breaks or by commas outside braces, trimmed, without blanks. */
export function entriesOf(text: string): readonly string[] {
  return text
    .split(/\n|,(?![^{}\n]*\})/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}

/** What people put around a list or an entry because YAML or JSON has it there: brackets, a dash, quotes. */
const AROUND_LIST = /^(?:\[([^[\]]*)\]|\(([^()]*)\)|\{([^{}]*)\})$/;
const DASH = /^[-*•]\s+/;

/** Entries of a list of paths: commas, semicolons and line breaks part them, since a path may have a space in it. */
export function listedPaths(text: string): readonly string[] {
  return entriesOf(unquoted(text.trim()).replace(AROUND_LIST, "$1$2$3").replaceAll(";", ","))
    .map((entry) => unquoted(entry.replace(DASH, "")))
    .filter((entry) => entry !== "");
}

/** Entries of a list of words, none of which has white space in it. An expression that nothing replaced stays one entry. */
export function listedWords(text: string): readonly string[] {
  const whole = text.replace(/\$?\{\{.*?\}\}/g, (expression) => expression.replace(/\s+/g, ""));
  return listedPaths(whole.replace(/(^|\s)[-*•]\s/g, ",").replace(/\s+/g, ","));
}

/** A text without the quotes around it; several quoted texts stay as they are. */
export function unquoted(text: string): string {
  return /^(["'`])((?:(?!\1).)*)\1$/s.exec(text)?.[2]?.trim() ?? text;
}
