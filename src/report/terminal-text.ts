/** Layout by the columns that text takes: a full-width character or emoji two, a combining mark or colour none. */
import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";
import type { Fact } from "./document.ts";
import { MAX_COLUMNS, plain } from "./plain-text.ts";

/** Columns between two cells. */
const GAP = 2;

/** A column is never narrower than this, so that something of its text is left. */
const MIN_COLUMN = 4;

/** Columns that the text takes. */
export function widthOf(text: string): number {
  return stringWidth(text);
}

/** Pads with spaces; a text that is wider stays as it is. */
export function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

/** Cuts with an ellipsis, pads with spaces: exactly `width` columns. */
export function fixed(text: string, width: number): string {
  if (widthOf(text) <= width) return padded(text, width);
  let cut = "";
  // A segment is what a reader takes for one character.
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (widthOf(cut + segment) > width - 1) break;
    cut += segment;
  }
  return padded(`${cut}…`, width);
}

/** Breaks at spaces, and inside a word that is longer than a line. Every line starts with `indent` spaces. */
export function wrap(text: string, indent: number, columns = MAX_COLUMNS): readonly string[] {
  const words = plain(text).replace(/ +/g, " ");
  return wrapAnsi(words, columns - indent, { hard: true })
    .split("\n")
    .map((line) => " ".repeat(indent) + line);
}

/** A first line that starts with a mark, and further lines beneath its text. */
export function hanging(mark: string, text: string, columns = MAX_COLUMNS): readonly string[] {
  const [first = "", ...rest] = wrap(text, widthOf(mark), columns);
  return [mark + first.trimStart(), ...rest];
}

/** Widest column of names beside facts; a longer name stands on a line of its own. */
const MAX_NAME = 16;

/** Fewest columns in which two columns of text can be read. */
const TWO_COLUMNS = 60;

/** Facts as two columns, or one beneath the other where the terminal is narrow. */
export function factLines(facts: readonly Fact[], columns: number): readonly string[] {
  const width = Math.min(MAX_NAME, Math.max(0, ...facts.map(([name]) => widthOf(name))));
  return facts.flatMap(([name, value]) => {
    if (columns < TWO_COLUMNS) return [`  ${name}`, ...wrap(value, 4, columns)];
    if (widthOf(name) > width) return [`  ${name}`, ...wrap(value, width + 4, columns)];
    return hanging(`  ${padded(name, width)}  `, value, columns);
  });
}

/** Widths of the columns, the widest one narrowed until a row of them fits. */
export function columnWidths(
  rows: readonly (readonly string[])[],
  indent: number,
  columns = MAX_COLUMNS,
): readonly number[] {
  const count = rows[0]?.length ?? 0;
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(MIN_COLUMN, ...rows.map((cells) => widthOf(cells[column] ?? ""))),
  );
  const limit = columns - indent - GAP * Math.max(0, count - 1);
  while (widths.reduce((sum, width) => sum + width, 0) > limit && Math.max(...widths) > MIN_COLUMN) {
    const widest = widths.indexOf(Math.max(...widths));
    widths[widest] = Math.max(...widths) - 1;
  }
  return widths;
}

/** The cells side by side. */
export function joined(cells: readonly string[]): string {
  return cells.join(" ".repeat(GAP)).trimEnd();
}
