/** Exports whose first line names the columns: comma, semicolon or tabulator between the cells (RFC 4180). */
import { fieldName, type Vocabulary } from "./names.ts";

/** Names of columns that only logs have, beside those that are asked for. */
const OF_LOGS = new Set(
  "timestamp @timestamp time date message @message msg log content raw level severity".split(" "),
);

/** Characters of a name in the first line. */
const COLUMN = /^[\w@.][\w@./ :()-]{0,63}$/;

/** Columns that are read; a table has no more. */
const MOST_COLUMNS = 500;

/** Reads the rows of one file as objects, where its first line names columns. */
export function tableReader(vocabulary: Vocabulary) {
  let columns: readonly string[] = [];
  let separator = ",";
  return {
    /** Looks at the first line of the file. */
    begin: (line: string): void => {
      for (const sign of [",", "\t", ";"]) {
        const names = cellsOf(line, sign);
        const known = names.some((name) => OF_LOGS.has(fieldName(name)) || vocabulary.knows(fieldName(name)));
        if (names.length < 2 || names.length > MOST_COLUMNS || !known || !names.every((name) => COLUMN.test(name)))
          continue;
        [columns, separator] = [names, sign];
        return;
      }
    },
    /** A line as the text of an object; the line itself where it is no row. */
    record: (line: string): string => {
      if (columns.length === 0) return line;
      const cells = cellsOf(line, separator);
      // Of empty cells at its end nothing is left of a line but white space.
      const isRow =
        separator === "\t" ? cells.length > 1 && cells.length <= columns.length : cells.length === columns.length;
      return isRow ? JSON.stringify(Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? ""]))) : line;
    },
  };
}

/** The cells of a line: in quotes a quote is doubled, and a separator belongs to the text. */
function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  for (let at = 0; at <= line.length && cells.length <= MOST_COLUMNS; ) {
    if (line[at] === '"') {
      let end = at + 1;
      while (end < line.length && (line[end] !== '"' || line[end + 1] === '"')) end += line[end] === '"' ? 2 : 1;
      cells.push(line.slice(at + 1, end).replaceAll('""', '"'));
      at = end + 2;
    } else {
      const end = line.indexOf(separator, at);
      cells.push(line.slice(at, end === -1 ? line.length : end).trim());
      at = (end === -1 ? line.length : end) + 1;
    }
  }
  return cells;
}
