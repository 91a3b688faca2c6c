import type { Part } from "./definition.ts";
import type { Cell } from "./field-table.ts";
import { DEEPEST } from "./piece.ts";

/** Elements inside a line: they mark words and end no paragraph. */
const INLINE = new Set(
  "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike strong sub sup tt u var".split(
    " ",
  ),
);
const CODE = new Set(["code", "kbd", "samp", "tt"]);
const STRUCTURES = new Set(["li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"]);

interface Frame {
  readonly name: string;
  /** Field that is defined here; what is nested in it belongs to it. */
  field: string | null;
  readonly rows: Cell[][] | null;
  readonly cell: Part[] | null;
}

/**
 * Where the reader stands in the page: which elements are open, and which field they document.
 *
 * @param endTable takes the rows of a table that ends
 */
export function frames(endTable: (rows: readonly (readonly Cell[])[]) => void) {
  const stack: Frame[] = [];
  let section: string | null = null;
  let heading = "";
  const openRows = () => stack.findLast(({ rows }) => rows !== null)?.rows ?? null;
  const end = ({ name, cell, rows }: Frame): void => {
    const around = openRows();
    if (cell !== null && around !== null) {
      if (around.length === 0) around.push([]);
      around.at(-1)?.push({ header: name === "th", parts: cell });
    } else if (rows !== null) endTable(rows);
  };
  /** Ends the innermost elements until so many are open. */
  const endTo = (depth: number): void => {
    while (stack.length > depth) {
      const frame = stack.pop();
      if (frame !== undefined) end(frame);
    }
  };
  return {
    isInline: (name: string) => INLINE.has(name),
    open: (name: string, field: string | null = null) => {
      if (stack.length >= DEEPEST) return;
      if (name === "tr") openRows()?.push([]);
      // A term ends the field of the term before it; what follows belongs to the new one.
      const list = name === "dt" ? stack.findLast((frame) => frame.name === "dl") : undefined;
      if (list !== undefined) list.field = null;
      stack.push({
        name,
        field,
        rows: name === "table" ? [] : null,
        cell: name === "td" || name === "th" ? [] : null,
      });
    },
    close: (name: string) => {
      const at = stack.findLastIndex((frame) => frame.name === name);
      if (at !== -1) endTo(at);
    },
    closeAll: () => endTo(0),
    /** Parts of the cell that is being read; null outside of tables. */
    cell: () => stack.findLast(({ cell }) => cell !== null)?.cell ?? null,
    /** How the words that come now are marked. */
    mark: (): Part["mark"] => {
      const inline = stack.slice(1 + stack.findLastIndex(({ name }) => !INLINE.has(name)));
      if (inline.some(({ name }) => CODE.has(name))) return "code";
      return inline.length > 0 ? "element" : "plain";
    },
    /** Whether the words that come now stand in a paragraph. */
    inParagraph: () => stack.findLast(({ name }) => !INLINE.has(name))?.name === "p",
    /** The list item, term or heading that is being read; empty for a plain paragraph. */
    structure: () => stack.findLast(({ name }) => STRUCTURES.has(name))?.name ?? "",
    /** Fields in which the reader stands, the outermost first. */
    path: (): readonly string[] => [
      ...(section === null ? [] : [section]),
      ...stack.flatMap(({ field }) => (field === null ? [] : [field])),
    ],
    nameSection: (field: string | null) => {
      section = field;
      heading = "";
    },
    nameHeading: (text: string) => {
      heading = text;
    },
    /** Whether the heading above says that what follows is a list of models: their names are no fields. */
    listsModels: () => /\bmodels\b/i.test(heading),
    /** Names the list item or, for a term, its list: the explanation that follows belongs to it. */
    nameFrame: (field: string) => {
      const frame = stack.findLast(({ name }) => ["li", "dl"].includes(name));
      if (frame !== undefined) frame.field = field;
    },
  };
}
