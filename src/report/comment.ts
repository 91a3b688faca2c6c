import type { Evidence } from "../evidence/evidence.ts";
import { fittingPage, footer, runLink } from "./comment-page.ts";
import type { ReportContext } from "./context.ts";
import { paragraph } from "./markdown.ts";
import { content } from "./summary/content.ts";

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
