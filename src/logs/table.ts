/**
 * Exports whose first line names the columns: comma, semicolon or tabulator between the cells (RFC 4180), or bars, as clients
 * of databases and Markdown draw them.
 */
import { multiLineRecords, unfolded } from "./multi-line.ts";
import { fieldName, type Vocabulary } from "./names.ts";

/** Names of columns that only logs have, beside those that are asked for. */
const OF_LOGS = new Set(
  "timestamp @timestamp time date message @message msg log content raw level severity".split(" "),
);

/** Characters of a name in the first line. */
const COLUMN = /^[\w@.$][\w@./ :()[\]-]{0,63}$/;

/** What stands before the names: a spreadsheet is told of the separator, a table has a border. */
const NO_COLUMNS = /^(?:sep=.|[+|─-]{3,4096})$/;

/** Bars around a row. */
const OUTER_BARS = /^\s{0,9}\||\|\s{0,9}$/g;

const [QUOTE, NEWLINE] = [0x22, 0x0a];

/** Columns that are read; a table has no more. */
const MOST_COLUMNS = 500;

/** Reads the rows of one file as objects, where its first line names columns. */
export function tableReader(vocabulary: Vocabulary) {
  let columns: readonly string[] = [];
  let separator = ",";
  const text = multiLineRecords();
  return {
    /** Looks at the first line of the file; false where the next one is the first of the table. */
    begin: (line: string): boolean => {
      if (NO_COLUMNS.test(line)) return false;
      for (const sign of [",", "\t", ";", "|"]) {
        const names = cellsOf(line, sign);
        const known = names.map(fieldName).filter((name) => OF_LOGS.has(name) || vocabulary.knows(name)).length;
        // Ordinary lines have bars as well, and one of their words may be a name.
        const isEnough = known >= (sign === "|" ? 2 : 1);
        if (names.length < 2 || names.length > MOST_COLUMNS || !isEnough || !names.every((name) => COLUMN.test(name)))
          continue;
        [columns, separator] = [names, sign];
        break;
      }
      return true;
    },
    /**
     * Where a row ends whose first line ends at `end`: a cell in quotes may have several; -1 where it has no end yet. Without
     * columns, where a record of text ends.
     */
    rowEnd: (bytes: Buffer, from: number, end: number, to: number, isLast: boolean): number => {
      if (columns.length === 0) return text.end(bytes, from, end, to, isLast);
      if (bytes.subarray(from, end).indexOf(QUOTE) === -1) return end;
      const sign = separator.charCodeAt(0);
      let quoted = false;
      for (let at = from; at < to; at++) {
        const byte = bytes[at];
        if (byte === QUOTE && quoted && bytes[at + 1] === QUOTE) at += 1;
        else if (byte === QUOTE) quoted = !quoted && (at === from || bytes[at - 1] === sign);
        else if (byte === NEWLINE && !quoted) return at;
      }
      if (!quoted) return to;
      return isLast ? end : -1;
    },
    /** A line as the text of an object; the line itself where it is no row. */
    record: (line: string): string => {
      if (columns.length === 0) return unfolded(line);
      const cells = cellsOf(line, separator);
      // Of empty cells at its end nothing is left of a line but white space.
      const isRow =
        separator === "\t" ? cells.length > 1 && cells.length <= columns.length : cells.length === columns.length;
      return isRow ? JSON.stringify(Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? ""]))) : line;
    },
  };
}

/** The cells of a line: in quotes a quote is doubled, and a separator belongs to the text. */
function cellsOf(written: string, separator: string): string[] {
  const line = separator === "|" ? written.replace(OUTER_BARS, "").trimStart() : written;
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
