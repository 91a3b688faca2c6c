import type { Evidence } from "../evidence/evidence.ts";
import type { ReportContext } from "./context.ts";
import type { Report } from "./document.ts";
import { oneLine, paragraph } from "./markdown.ts";
import { page } from "./markdown-page.ts";
import { content } from "./summary/summary.ts";

/**
 * Bytes of a comment or an issue: GitHub takes 65,536 characters (platform.md, "Limits"), and no character is less than a
 * byte. The rest is room for the mark and the sentences around the page.
 */
export const MAX_PAGE_BYTES = 63_000;

/** Characters of a headline when nothing else fits: each can become a dozen bytes of Markdown. */
const SHORT_HEADLINE = 1_000;

/**
 * The same page as the job summary, small enough for a comment: first the least needed sections are left out, then the
 * notices, then all but decision and reason.
 */
export function fittingPage(report: Report): string {
  const bare: Report = { ...report, notices: [], sections: [], ending: report.ending.slice(-1) };
  const headline = [...oneLine(report.headline)].slice(0, SHORT_HEADLINE).join("");
  for (const attempt of [report, { ...report, notices: [] }, bare]) {
    const text = page(attempt, MAX_PAGE_BYTES);
    if (Buffer.byteLength(text) <= MAX_PAGE_BYTES) return text;
  }
  return page({ ...bare, headline, identity: "" }, MAX_PAGE_BYTES);
}

/** A link to the run, whose job summary has everything; where there is no run, a word instead. */
export function runLink(runUrl: string | null, text: string): string {
  return runUrl === null ? text : `[${text}](<${runUrl}>)`;
}

/** Where a page ends: the whole of it, with all sections, is in the run's summary. */
export function footer(runUrl: string | null): string {
  return `<sub>${runLink(runUrl, "Summary of this run")}: every section and every attempt.</sub>`;
}

/**
 * The comment on a pull request: decision, reason, next steps, the tables as far as they fit, and a link to the run.
 *
 * @param runUrl address of the workflow run; null outside one
 */
export function commentText(evidence: Evidence, context: ReportContext, runUrl: string | null): string {
  return `${fittingPage(content(evidence, context))}\n${footer(runUrl)}\n`;
}

/** What a comment about a failure becomes once a run proceeds (`comment: on-failure`): nobody has to read the rest. */
export function resolvedText(evidence: Evidence, context: ReportContext, runUrl: string | null): string {
  const { headline, identity } = content(evidence, context);
  return [`### ✅ Resolved: ${paragraph(headline)}`, paragraph(identity), footer(runUrl)].join("\n\n");
}

/** What a second comment of the same key becomes: two runs wrote at the same moment. */
export function replacedText(url: string): string {
  return `The release gate goes on in ${runLink(URL.canParse(url) ? url : null, "its other comment")}.`;
}
