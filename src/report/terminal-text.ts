/** Laying text out in a terminal: cleaning, wrapping and aligning. No colour here, so that widths are characters. */
import { oneLine } from "./markdown.ts";

/** Columns that every line fits into; CI logs and split panes are rarely wider. */
export const MAX_COLUMNS = 100;

/** Columns between two cells. */
const GAP = 2;

/** A column is never narrower than this, so that something of its text is left. */
const MIN_COLUMN = 4;

/**
 * One line that no terminal and no runner obeys: control characters are gone, and the markers of workflow commands
 * (`::` and `##[`) are broken up.
 */
export function plain(text: string): string {
  return oneLine(text)
    .replace(/:(?=:)/g, ": ")
    .replaceAll("##[", "# #[");
}

/** Cuts with an ellipsis, pads with spaces: exactly `width` characters. */
export function fixed(text: string, width: number): string {
  const characters = [...text];
  if (characters.length > width) return `${characters.slice(0, width - 1).join("")}…`;
  return text + " ".repeat(width - characters.length);
}

/** Breaks at spaces, and inside a word that is longer than a line. Every line starts with `indent` spaces. */
export function wrap(text: string, indent: number, columns = MAX_COLUMNS): readonly string[] {
  const width = columns - indent;
  const lines: string[] = [];
  let line: string[] = [];
  const words = plain(text).split(/ +/);
  for (const word of words.flatMap((long) => pieces(long, width))) {
    const characters = [...word];
    if (line.length > 0 && line.length + 1 + characters.length > width) {
      lines.push(line.join(""));
      line = [];
    }
    line.push(...(line.length > 0 ? [" "] : []), ...characters);
  }
  return [...lines, line.join("")].map((one) => " ".repeat(indent) + one);
}

function pieces(word: string, width: number): readonly string[] {
  const characters = [...word];
  const count = Math.max(1, Math.ceil(characters.length / width));
  return Array.from({ length: count }, (_, index) => characters.slice(index * width, (index + 1) * width).join(""));
}

/** Widths of the columns, the widest one narrowed until a row of them fits. */
export function columnWidths(rows: readonly (readonly string[])[], indent: number): readonly number[] {
  const count = rows[0]?.length ?? 0;
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(MIN_COLUMN, ...rows.map((cells) => [...(cells[column] ?? "")].length)),
  );
  const limit = MAX_COLUMNS - indent - GAP * Math.max(0, count - 1);
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
