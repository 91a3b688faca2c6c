/** Pages for threads on GitHub, which are read between other things. */
import type { Evidence } from "../evidence/evidence.ts";
import { oneLine } from "../text/one-line.ts";
import type { ReportContext } from "./context.ts";
import { type Block, open, type Report, table } from "./document.ts";
import { page } from "./markdown.ts";
import { nextSteps } from "./summary/next-steps.ts";
import { content, failureTables } from "./summary/summary.ts";

/**
 * Bytes of a comment or an issue: GitHub takes 65,536 characters (platform.md, "Limits"), and no character is less than a
 * byte. The rest is room for the mark and the sentences around the page.
 */
export const MAX_PAGE_BYTES = 63_000;

/** Bytes of the page in a comment: with mark and link it stays below 4 KB, which nobody has to scroll past. */
const MAX_COMMENT_BYTES = 3_500;

/** Steps of a comment; the summary has them all. */
const MOST_STEPS = 3;

/** How much of it a short page says, the most first; escaped, a character can become a dozen bytes of Markdown. */
const SHAPES = [
  { rows: 10, characters: 600 },
  { rows: 10, characters: 240 },
  { rows: 5, characters: 160 },
  { rows: 2, characters: 120 },
  { rows: 0, characters: 30 },
] as const;

/** What a short page is made of. */
interface Parts {
  readonly whole: Report;
  readonly steps: readonly string[];
  readonly failures: readonly Block[];
}

/** Headline, next steps and what failed; `rows` and `characters` bound it. */
function shortPage({ whole, steps, failures }: Parts, { rows, characters }: (typeof SHAPES)[number]): string {
  const cut = (text: string) => oneLine(text, characters);
  const failed = failures.map((block) =>
    block.kind === "table"
      ? table(
          block.columns,
          block.rows.map((row) => ({ ...row, cells: row.cells.map(cut) })),
          block.toneColumn,
          rows,
        )
      : block,
  );
  return page(
    {
      ...whole,
      reason: cut(whole.reason),
      changed: whole.changed === null ? null : cut(whole.changed),
      identity: cut(whole.identity),
      notices: whole.notices.slice(0, MOST_STEPS).map(cut),
      sections: [
        open("What to do next", null, [{ kind: "steps", items: steps.map(cut) }]),
        open("What failed", null, rows === 0 ? [] : failed),
      ].filter(({ blocks }) => blocks.length > 0),
      ending: [],
    },
    Number.POSITIVE_INFINITY,
  );
}

/** The first of these pages that fits into so many bytes, else the last; those after it are not made. */
function fitting(pages: Iterable<string>, limit: number): string {
  let last = "";
  for (const page of pages) {
    last = page;
    if (Buffer.byteLength(page) <= limit) break;
  }
  return last;
}

/** From the fullest to the barest. */
function* shortPages(whole: Report, evidence: Evidence, context: ReportContext): Generator<string> {
  const steps = nextSteps(evidence, context).slice(0, MOST_STEPS);
  const parts = { whole, steps, failures: failureTables(evidence, context) };
  for (const shape of SHAPES) yield shortPage(parts, shape);
}

/** The summary as far as GitHub takes it, and less of it only where it would not. */
function* longPages(evidence: Evidence, context: ReportContext): Generator<string> {
  const whole = content(evidence, context);
  yield page(whole, MAX_PAGE_BYTES);
  yield* shortPages(whole, evidence, context);
}

/** The page of a comment: what was decided, what to do and what failed. */
export function commentPage(evidence: Evidence, context: ReportContext): string {
  return fitting(shortPages(content(evidence, context), evidence, context), MAX_COMMENT_BYTES);
}

/** The page of an issue. */
export function issuePage(evidence: Evidence, context: ReportContext): string {
  return fitting(longPages(evidence, context), MAX_PAGE_BYTES);
}
