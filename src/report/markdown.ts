/**
 * GitHub-flavoured Markdown out of text that may be hostile. Everything that is shown passes `inert`; nothing else in
 * the reports knows about markup.
 */

/** Characters of one cell: as many as a note of a record has at most, so that no label and no note is ever cut. */
export const MAX_CELL_CHARACTERS = 600;

/** Characters of a step or a paragraph; a report of nothing but the longest ones still is a fraction of 1 MiB. */
export const MAX_PARAGRAPH_CHARACTERS = 3_000;

/** Line breaks, control and invisible format characters: they end rows, hide text or turn it around. */
const INVISIBLE = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;

/** Markup in GFM, and a colon before another colon (workflow command) or a slash (bare link). */
const MARKUP = /[&<>|`\\*_[\]~#@$]|:(?=[:/])/g;

/** GitHub looks for mentions and issue numbers in rendered text, where an entity is no obstacle but an element is. */
const BREAKS = new Set(["@", "#"]);

/** A web address that needs no escaping, and so may stay a link. */
const PLAIN_URL = /^https:\/\/[A-Za-z0-9.-]+(\/[A-Za-z0-9._~/%=-]*)?$/;

/** Line breaks, control and format characters become one space. */
function visible(text: string): string {
  return text.toWellFormed().replace(INVISIBLE, " ");
}

/** One line of printable text without space around it. */
export function oneLine(text: string): string {
  return visible(text).trim();
}

/**
 * The text as inert inline Markdown on one line: no markup, link, mention, table border or workflow command is left.
 * Character references cannot stand in for structure (CommonMark 0.31, "Entity and numeric character references").
 */
export function inert(text: string): string {
  return visible(text).replace(
    MARKUP,
    (character) => `&#${character.charCodeAt(0)};${BREAKS.has(character) ? "<wbr>" : ""}`,
  );
}

/** Escaped text that is cut, visibly, after so many characters; plain https addresses in it stay links. */
function cutAfter(limit: number, text: string): string {
  const line = oneLine(text);
  const characters = [...line];
  const words = () => line.split(" ").map((word) => (PLAIN_URL.test(word) ? `<${word}>` : inert(word)));
  return characters.length <= limit ? words().join(" ") : `${inert(characters.slice(0, limit).join(""))}…`;
}

/** Text for a table cell: escaped, cut after `MAX_CELL_CHARACTERS`. */
export function cell(text: string): string {
  return cutAfter(MAX_CELL_CHARACTERS, text);
}

/** Text for a step or a paragraph: escaped, cut after `MAX_PARAGRAPH_CHARACTERS`. */
export function paragraph(text: string): string {
  return cutAfter(MAX_PARAGRAPH_CHARACTERS, text);
}

/** A table; cells are raw text. A row with too few or too many cells is a bug of the caller and shows as such. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

/** A folded section; `body` is Markdown. */
export function details(title: string, body: string): string {
  return `<details><summary>${inert(title)}</summary>\n\n${body}\n\n</details>`;
}

/** A fenced block that keeps its lines as they are; no line of it can close the fence. */
export function fenced(language: string, lines: readonly string[]): string {
  const text = lines.map(visible).join("\n");
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** Lines to copy into a terminal. HTML, because a fenced block would show character references as they are spelled. */
export function preformatted(lines: readonly string[]): string {
  return `<pre>${lines.map(inert).join("\n")}</pre>`;
}
