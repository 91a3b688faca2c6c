import { canonicalJson } from "../evidence/digest.ts";
import { definitionIn, isFieldName, type Part, valuesIn } from "./definition.ts";
import { plain } from "./piece.ts";

/** A cell as it was read. */
export interface Cell {
  readonly header: boolean;
  readonly parts: readonly Part[];
}

/** Columns that explain. */
const PROSE_COLUMN =
  /^(?:descriptions?|notes?|details?|meaning|comments?|remarks?|explanations?|summary|purpose|usage|examples?|what .*|why)$/;
/** Columns by which a table is one of fields, values, statuses or paths. */
const CONTRACT_COLUMN =
  /\b(?:fields?|param(?:eter)?s?|propert(?:y|ies)|keys?|attributes?|arguments?|names?|types?|required|optional|defaults?|methods?|paths?|endpoints?|status|codes?|events?|values?|headers?)\b/;

/** In a table without a header, a cell of more words than this explains. */
const MOST_WORDS = 8;

/**
 * Divides a table: rows are compared without their order, and without the columns that explain. `contract` is null where
 * it is no table of fields, and all of it is prose.
 */
export function readTable(rows: readonly (readonly Cell[])[]) {
  const [first = [], ...others] = rows;
  const hasHeader = first.length > 0 && first.every(({ header }) => header);
  const titles = hasHeader ? first.map(({ parts }) => textOf(parts).toLowerCase()) : [];
  const body = hasHeader ? others : rows;
  const named = body.filter(([cell]) => cell !== undefined && nameIn(cell) !== null).length;
  const isContract = titles.some((title) => CONTRACT_COLUMN.test(title)) || (named > 0 && named * 2 >= body.length);
  if (!isContract) return { contract: null, names: [], prose: rows.flat().map(({ parts }) => parts) };
  const prose: (readonly Part[])[] = [];
  const lines = body.map((row) =>
    row.map(({ parts }, column) => {
      const besides = parts.filter((part) => part.paragraph !== true && /\S/.test(part.text));
      const paragraphs = parts.filter((part) => part.paragraph === true);
      if (!hasHeader && column > 0 && besides.length > 0 && paragraphs.length > 0) {
        // Redoc puts type, default and values into one cell, and the description below them into a paragraph.
        prose.push(paragraphs);
        return [textOf(besides), ...valuesIn(paragraphs)].join(" ");
      }
      const text = textOf(parts);
      const explains = hasHeader
        ? PROSE_COLUMN.test(titles[column] ?? "")
        : column > 0 && text.split(" ").length > MOST_WORDS;
      if (!explains) return text;
      prose.push(parts);
      return valuesIn(parts).join(" ");
    }),
  );
  const kept = titles.map((title) => (PROSE_COLUMN.test(title) ? "" : title));
  return {
    contract: canonicalJson(["table", kept, lines.map((line) => canonicalJson(line)).sort()]),
    names: lines.map(([name = ""]) => name),
    prose,
  };
}

function nameIn({ parts }: Cell): string | null {
  return definitionIn(parts)?.name ?? (isFieldName(textOf(parts)) ? textOf(parts) : null);
}

/** The text of a cell; marks of emphasis are none of it. */
export function textOf(parts: readonly Part[]): string {
  return plain(parts.map(({ text }) => text).join("")).replace(/[*~¶]+/g, "");
}
