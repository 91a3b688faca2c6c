/** What a report says, before it is Markdown or terminal text: both renderers show the same content in the same order. */
import type { ProbeVerdict } from "../evidence/verdict.ts";
import type { Decision, Severity } from "../evidence/vocabulary.ts";

/** How a thing came out: decides the icon in Markdown and the colour in a terminal. */
export type Tone = "good" | "warn" | "bad" | "quiet";

/** Tone of a decision. */
export const DECISION_TONES: Readonly<Record<Decision, Tone>> = { proceed: "good", hold: "warn", rollback: "bad" };

/** Tone of what a fired trigger asks for. */
export const SEVERITY_TONES: Readonly<Record<Severity, Tone>> = { rollback: "bad", hold: "warn", advisory: "quiet" };

/** Tone of a probe's or a check's result. */
export const RESULT_TONES: Readonly<Record<ProbeVerdict["result"], Tone>> = {
  pass: "good",
  fail: "bad",
  partial: "warn",
  not_tested: "quiet",
  not_provided: "quiet",
  unsupported: "quiet",
};

/** A table column. `wide` columns stand beneath the row in a terminal. */
interface Column {
  readonly title: string;
  readonly wide?: boolean;
}

/** Raw text that leads to a page. */
export interface Link {
  readonly text: string;
  readonly url: string;
}

/** A table row with one cell per column. */
export interface Row {
  readonly cells: readonly string[];
  readonly tone?: Tone;
  /** Where the cell of a column leads on GitHub; a terminal shows its text alone. */
  readonly link?: { readonly column: number; readonly url: string };
}

/** A named value and, where that is known, the place that it comes from. */
export type Fact = readonly [name: string, value: string, origin?: string];

/** One piece of a section. All text in it is raw; the renderers escape it. */
export type Block =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "steps"; readonly items: readonly string[] }
  | { readonly kind: "facts"; readonly rows: readonly Fact[] }
  | { readonly kind: "command"; readonly lines: readonly string[] }
  /** Lines of a workflow or a gate file. They are shown as they are, so every foreign value in them must be a YAML scalar. */
  | { readonly kind: "workflow"; readonly lines: readonly string[] }
  /** A mermaid diagram: drawn on GitHub, left out of a terminal, so a table has to say the same. */
  | { readonly kind: "diagram"; readonly lines: readonly string[] }
  | {
      readonly kind: "table";
      readonly columns: readonly Column[];
      readonly rows: readonly Row[];
      /** Column that carries the tone of its row. */
      readonly toneColumn: number;
    };

/** A titled part of the report; without blocks it is left out. */
export interface Section {
  readonly title: string;
  readonly folded: boolean;
  /** Place in the order in which sections are left out when the report is too large, from 1; null: never left out. */
  readonly sheds: number | null;
  readonly blocks: readonly Block[];
}

/** The whole report. */
export interface Report {
  readonly decision: Decision;
  /** Decision and cause in one line. */
  readonly headline: string;
  /** Reason code and the sentence that says why. */
  readonly reason: string;
  /** What changed since the known-good, where that may be the cause; null: nothing to say. */
  readonly changed: string | null;
  /** Which integration, environment, change and run this is. */
  readonly identity: string;
  /** Pages about this run, on GitHub; a terminal leaves them out. */
  readonly links: readonly Link[];
  /** What must not be overlooked, for example that the sandbox answered. */
  readonly notices: readonly string[];
  readonly sections: readonly Section[];
  /** Strength of evidence, what was not tested, what the run does not show; the last line is always the same. */
  readonly ending: readonly string[];
}

/** Shown where there is nothing to show. */
export const EMPTY = "–";

/** Items of an enumeration inside a sentence: more than this nobody reads, and the evidence file has them all. */
export const MAX_LISTED = 50;

/** Rows of a table; the one of the attempts has a bound of its own. Far above any real plan, and a bound on the size of the report. */
const MAX_ROWS = 200;

/** The first items, with a last one that says how many were cut. */
export function atMost(items: readonly string[], limit: number): readonly string[] {
  return items.length <= limit ? items : [...items.slice(0, limit), `${items.length - limit} more`];
}

/** A paragraph. */
export const text = (words: string): Block => ({ kind: "text", text: words });

/** Columns by their titles, the wide ones last. */
export function columns(titles: readonly string[], wide: readonly string[] = []): readonly Column[] {
  return [...titles.map((title) => ({ title })), ...wide.map((title) => ({ title, wide: true }))];
}

/** A section whose blocks are read at once; `sheds` as in `Section`. */
export function open(title: string, sheds: Section["sheds"], blocks: readonly Block[]): Section {
  return { title, folded: false, sheds, blocks };
}

/** A section that a reader opens. */
export function folded(title: string, sheds: Section["sheds"], blocks: readonly Block[]): Section {
  return { title, folded: true, sheds, blocks };
}

/** A table of at most `most` rows, with a last one that says how many were cut. */
export function table(columns: readonly Column[], rows: readonly Row[], toneColumn: number, most = MAX_ROWS): Block {
  const cut = rows.length - most;
  const cells = [`${cut} more in evidence.json`, ...columns.slice(1).map(() => EMPTY)];
  const shown: readonly Row[] = cut > 0 ? [...rows.slice(0, most), { cells, tone: "quiet" }] : rows;
  return { kind: "table", columns, rows: shown, toneColumn };
}

/** The same, and nothing where there is no row. */
export function tableIfAny(
  columns: readonly Column[],
  rows: readonly Row[],
  toneColumn: number,
  most = MAX_ROWS,
): readonly Block[] {
  return rows.length === 0 ? [] : [table(columns, rows, toneColumn, most)];
}

/** A yes/no cell; undefined means "not observed". */
export function yesNo(value: boolean | undefined): string {
  if (value === undefined) return EMPTY;
  return value ? "yes" : "no";
}
