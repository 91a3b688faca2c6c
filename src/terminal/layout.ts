/** Laying out what the commands say, within the columns that the terminal has. */
import { padded, widthOf, wrap } from "../report/terminal-text.ts";

/** A name and what is said about it. */
export type Fact = readonly [name: string, value: string];

/** Widest column of names; a longer name stands on a line of its own. */
const MAX_NAME = 16;

/** Fewest columns in which two columns of text can be read. */
const TWO_COLUMNS = 60;

/** Text broken at spaces, every line indented. */
export function paragraph(text: string, indent: number, columns: number): readonly string[] {
  return wrap(text, indent, columns);
}

/** Facts as two columns, or one beneath the other where the terminal is narrow. */
export function factLines(facts: readonly Fact[], columns: number): readonly string[] {
  const width = Math.min(MAX_NAME, Math.max(0, ...facts.map(([name]) => widthOf(name))));
  return facts.flatMap(([name, value]) => {
    if (columns < TWO_COLUMNS) return [`  ${name}`, ...paragraph(value, 4, columns)];
    const [first = "", ...rest] = paragraph(value, width + 4, columns);
    return widthOf(name) <= width
      ? [`  ${padded(name, width)}  ${first.trimStart()}`, ...rest]
      : [`  ${name}`, first, ...rest];
  });
}
