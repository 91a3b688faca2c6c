/** Text that may be hostile as inline Markdown: everything that a page shows passes `inert`. */
import { FAMILIES } from "../evidence/vocabulary.ts";
import type { Link } from "./document.ts";

/** Characters of one cell: as many as a note of a record has at most, so that no label and no note is ever cut. */
export const MAX_CELL_CHARACTERS = 600;

/** Characters of a step or a paragraph; a report of nothing but the longest ones still is a fraction of 1 MiB. */
export const MAX_PARAGRAPH_CHARACTERS = 3_000;

/** Line breaks, control and invisible format characters: they end rows, hide text or turn it around. */
const INVISIBLE = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;

/**
 * Markup in GFM; a colon before another colon (workflow command), a slash (bare link) or the name of an emoji, which no time of
 * day, no line of a file and no family in the name of a probe is; and how the words begin that GitHub makes a link of: `www.`,
 * `GH-2`. The hash of a commit is no obstacle: it leads to the repository's own commit or nowhere. Nor is an underscore inside a
 * word, which begins and ends no emphasis (CommonMark 0.31, section 6.2).
 */
const MARKUP = new RegExp(
  String.raw`[&<>|\x60\\*[\]~#@$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|:(?=[:/])|:(?!\d{1,2}(?:\D|$)|(?:${FAMILIES.join("|")}):)(?=[\w+-]{1,60}:)|www(?=\.)|GH(?=-\d)`,
  "gi",
);

/** GitHub looks for these, and for words, in rendered text, where an entity is no obstacle but an element is. */
const BREAKS = new Set(["@", "#", ":"]);

/** A web address that needs no escaping, and so may stay a link. */
const PLAIN_URL = /^https:\/\/[A-Za-z0-9.-]+(\/[A-Za-z0-9._~/%=-]*)?$/;

/** Line breaks, control and format characters become one space. */
export function visible(text: string): string {
  return text.toWellFormed().replace(INVISIBLE, " ");
}

/** One line of printable text without space around it. */
export function printable(text: string): string {
  return visible(text).trim();
}

/**
 * The text as inert inline Markdown on one line: no markup, link, mention, table border or workflow command is left.
 * Character references cannot stand in for structure (CommonMark 0.31, "Entity and numeric character references").
 */
export function inert(text: string): string {
  return visible(text).replace(MARKUP, (found) => {
    if (found.length > 1) return `${found}<wbr>`;
    return `&#${found.charCodeAt(0)};${BREAKS.has(found) ? "<wbr>" : ""}`;
  });
}

/** Escaped text that is cut, visibly, after so many characters; plain https addresses in it stay links. */
function cutAfter(limit: number, text: string): string {
  const line = printable(text);
  const characters = [...line];
  if (characters.length > limit) return `${inert(characters.slice(0, limit).join(""))}…`;
  const words = line.split(" ").map((word) => (PLAIN_URL.test(word) ? `<${word}>` : inertWord(word)));
  return words.join(" ");
}

/** A word, and what stands around it in a sentence. */
const WORD = /^([("']*)(:.*?:|.*?)([)"'.,:;!?]*)$/s;

/** What no code can hold in a table, or what a log that prints the file would act on even there. */
const NO_CODE = /[`|<]|::|##\[/;

/**
 * A word that GitHub would act on in rendered text is code: there it does not, and whoever reads the file reads the word as it
 * is. All others, and those that cannot be code, are escaped.
 */
function inertWord(word: string): string {
  const escaped = inert(word);
  const [, before = "", core = "", after = ""] = WORD.exec(word) ?? [];
  return !escaped.includes("<wbr>") || NO_CODE.test(word) ? escaped : `${inert(before)}\`${core}\`${inert(after)}`;
}

/** Text for a table cell: escaped, cut after `MAX_CELL_CHARACTERS`. The text of a link is no second link. */
export function cell(content: string | Link): string {
  if (typeof content === "string") return cutAfter(MAX_CELL_CHARACTERS, content);
  const { text, url } = content;
  return `[${inert([...printable(text)].slice(0, MAX_CELL_CHARACTERS).join(""))}](<${destination(url)}>)`;
}

/** An address as a link's destination: nothing in it ends the link or a table's cell. */
function destination(url: string): string {
  return printable(url).replace(/[\s<>|\\`]/g, encodeURIComponent);
}

/** Text for a step or a paragraph: escaped, cut after `MAX_PARAGRAPH_CHARACTERS`. */
export function paragraph(text: string): string {
  return cutAfter(MAX_PARAGRAPH_CHARACTERS, text);
}
