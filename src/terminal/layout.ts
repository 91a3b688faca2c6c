/** Text in columns. Apart from the terminal itself, because what knows how wide a text is takes time to load. */
import { padded, widthOf, wrap } from "../report/terminal-text.ts";

/** A name and what is said about it. */
export type Fact = readonly [name: string, value: string];

/** Widest column of names; a longer name stands on a line of its own. */
const MAX_NAME = 16;

/** Fewest columns in which two columns of text can be read. */
const TWO_COLUMNS = 60;

/** Facts as two columns, or one beneath the other where the terminal is narrow. */
export function factLines(facts: readonly Fact[], columns: number): readonly string[] {
  const width = Math.min(MAX_NAME, Math.max(0, ...facts.map(([name]) => widthOf(name))));
  return facts.flatMap(([name, value]) => {
    if (columns < TWO_COLUMNS) return [`  ${name}`, ...wrap(value, 4, columns)];
    const [first = "", ...rest] = wrap(value, width + 4, columns);
    return widthOf(name) <= width
      ? [`  ${padded(name, width)}  ${first.trimStart()}`, ...rest]
      : [`  ${name}`, first, ...rest];
  });
}
