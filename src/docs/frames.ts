import { canonicalJson } from "../evidence/digest.ts";
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
const LISTS = new Set(["ul", "ol", "dl"]);

interface Frame {
  readonly name: string;
  /** Field that is defined here; what is nested in it belongs to it. */
  field: string | null;
  /** Entries of a list, which is one entry itself. */
  readonly entries: string[] | null;
  readonly rows: Cell[][] | null;
  readonly cell: Part[] | null;
}

type EndTable = (rows: readonly (readonly Cell[])[]) => void;

/** Where the reader stands in the page: which elements are open, and which field they document. */
export function frames() {
  const root: string[] = [];
  const stack: Frame[] = [];
  let section: string | null = null;
  const emit = (entry: string) => {
    for (let i = stack.length - 1; i >= 0; i--) {
      const entries = stack[i]?.entries;
      if (entries) return void entries.push(entry);
    }
    root.push(entry);
  };
  const innermost = <T>(of: (frame: Frame) => T | null): T | null => {
    for (let i = stack.length - 1; i >= 0; i--) {
      const frame = stack[i];
      const found = frame === undefined ? null : of(frame);
      if (found !== null) return found;
    }
    return null;
  };
  const end = (frame: Frame, endTable: EndTable) => {
    const rows = innermost((one) => one.rows);
    if (frame.cell !== null && rows !== null) {
      if (rows.length === 0) rows.push([]);
      rows.at(-1)?.push({ header: frame.name === "th", parts: frame.cell });
    } else if (frame.rows !== null) endTable(frame.rows);
    else if (frame.entries !== null && frame.entries.length > 0)
      emit(canonicalJson(["list", [...frame.entries].sort()]));
  };
  return {
    emit,
    isInline: (name: string) => INLINE.has(name),
    open: (name: string, field: string | null = null) => {
      if (stack.length >= DEEPEST) return;
      if (name === "tr") innermost((one) => one.rows)?.push([]);
      // A term ends the field of the term before it; what follows belongs to the new one.
      const list = name === "dt" ? stack.findLast((frame) => frame.name === "dl") : undefined;
      if (list !== undefined) list.field = null;
      stack.push({
        name,
        field,
        entries: LISTS.has(name) ? [] : null,
        rows: name === "table" ? [] : null,
        cell: name === "td" || name === "th" ? [] : null,
      });
    },
    close: (name: string, endTable: EndTable) => {
      const at = stack.findLastIndex((frame) => frame.name === name);
      while (at !== -1 && stack.length > at) {
        const frame = stack.pop();
        if (frame !== undefined) end(frame, endTable);
      }
    },
    closeAll: (endTable: EndTable) => {
      for (let frame = stack.pop(); frame !== undefined; frame = stack.pop()) end(frame, endTable);
    },
    emitted: (): readonly string[] => root,
    /** Parts of the cell that is being read; null outside of tables. */
    cell: () => innermost((frame) => (frame.rows === null ? frame.cell : null)),
    /** How the words that come now are marked. */
    mark: (): Part["mark"] => {
      let mark: Part["mark"] = "plain";
      for (let i = stack.length - 1; i >= 0; i--) {
        const name = stack[i]?.name ?? "";
        if (CODE.has(name)) return "code";
        if (!INLINE.has(name)) return mark;
        mark = "element";
      }
      return mark;
    },
    /** Whether the words that come now stand in a paragraph. */
    inParagraph: () => stack.findLast(({ name }) => !INLINE.has(name))?.name === "p",
    /** The list item, term or heading that is being read; empty for a plain paragraph. */
    structure: () => innermost((frame) => (STRUCTURES.has(frame.name) ? frame.name : null)) ?? "",
    /** Fields in which the reader stands, the outermost first. */
    path: (): readonly string[] => [
      ...(section === null ? [] : [section]),
      ...stack.flatMap(({ field }) => (field === null ? [] : [field])),
    ],
    nameSection: (field: string | null) => {
      section = field;
    },
    /** Names the list item or, for a term, its list: the explanation that follows belongs to it. */
    nameFrame: (field: string) => {
      const frame = stack.findLast(({ name }) => ["li", "dl"].includes(name));
      if (frame !== undefined) frame.field = field;
    },
  };
}
