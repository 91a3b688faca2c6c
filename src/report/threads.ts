/** What comments and issues on GitHub say. */
import type { Evidence } from "../evidence/evidence.ts";
import { capitalised } from "../evidence/pace-words.ts";
import { oneLine } from "../text/one-line.ts";
import type { ReportContext } from "./context.ts";
import { causeOf, codedReason, MAX_HEADLINE } from "./headline.ts";
import { inert, paragraph } from "./inert-text.ts";
import { commentPage, issuePage, MAX_PAGE_BYTES } from "./short-page.ts";
import { content } from "./summary/summary.ts";

/** A link to the run, whose job summary has everything; where there is no run, a word instead. */
function runLink(runUrl: string | null, text: string): string {
  return runUrl === null ? text : `[${text}](<${runUrl}>)`;
}

/** Where a page ends: the whole of it, with all sections, is in the run's summary. */
function footer(runUrl: string | null): string {
  return `<sub>${runLink(runUrl, "Summary of this run")}: every section and every attempt.</sub>`;
}

/** The comment on a pull request: what was decided, what to do and what failed; `runUrl` is null outside a workflow run. */
export function commentText(evidence: Evidence, context: ReportContext, runUrl: string | null): string {
  return `${commentPage(evidence, context)}\n${footer(runUrl)}\n`;
}

/** What a comment about a failure becomes once a run proceeds (`comment: on-failure`): nobody has to read the rest. */
export function resolvedText(evidence: Evidence, context: ReportContext, runUrl: string | null): string {
  const { identity } = content(evidence, context);
  const state = isOverridden(evidence) ? "⚠️ Let pass, not resolved" : "✅ Resolved";
  return [`### ${state}: ${paragraph(causeOf(evidence, MAX_HEADLINE))}`, paragraph(identity), footer(runUrl)].join(
    "\n\n",
  );
}

/** What a second comment of the same key becomes: two runs wrote at the same moment. */
export function replacedText(url: string): string {
  return `The release gate goes on in ${runLink(URL.canParse(url) ? url : null, "its other comment")}.`;
}

/** Characters of a title; GitHub takes 256. */
const MAX_TITLE_CHARACTERS = 250;

/** Units of a duration that are worth a word, in minutes. */
const UNITS = [
  ["day", 1_440],
  ["hour", 60],
  ["minute", 1],
] as const;

/**
 * `The endpoint could not be reached from this runner (ENOTFOUND) · release gate: hold, shop in production`. Plain text:
 * GitHub renders no markup but code in titles.
 */
export function issueTitle(evidence: Evidence, of: Pick<Evidence["run"], "name" | "environment">): string {
  return titleOf(capitalised(causeOf(evidence, MAX_HEADLINE)), `${evidence.verdict.decision}, `, of);
}

/** How one run of the workflow ended, and its address. */
export interface RunMark {
  readonly failed: boolean;
  readonly url: string | null;
}

/** The last runs of the workflow on this branch as a line of marks, the oldest first. */
function marksLine(runs: readonly RunMark[]): string {
  if (runs.length === 0) return "";
  const marks = runs.map(({ failed, url }) => runLink(url, failed ? "❌" : "✅"));
  const failed = runs.filter((run) => run.failed).length;
  return `Last runs of this workflow on this branch, this one last: ${marks.join(" ")} (${failed} of ${runs.length} failed)\n\n`;
}

/** The issue: what the latest failed run says. Nobody named in it is notified; that is what assignees are for. */
export function issueText(
  evidence: Evidence,
  context: ReportContext,
  runUrl: string | null,
  runs: readonly RunMark[],
): string {
  const about =
    "The release gate opened this issue. It puts the latest run here as long as the failure lasts, and closes the issue when a run proceeds: please write in comments, not here.";
  return `${about}\n\n${marksLine(runs)}${issuePage(evidence, context)}\n${footer(runUrl)}\n`;
}

/** Titles of an issue share their end; what they begin with says how it stands. */
function titleOf(
  state: string,
  decision: string,
  { name, environment }: Pick<Evidence["run"], "name" | "environment">,
): string {
  const whose = environment === null ? name : `${name} in ${environment}`;
  return oneLine(`${state} · release gate: ${decision}${whose}`, MAX_TITLE_CHARACTERS).replaceAll("`", "'");
}

/** The title of an issue that is closed because a run proceeded; what a person let pass did not recover. */
export function recoveredTitle(
  evidence: Pick<Evidence, "verdict">,
  of: Pick<Evidence["run"], "name" | "environment">,
): string {
  return titleOf(isOverridden(evidence) ? "Let pass" : "Recovered", "", of);
}

function isOverridden({ verdict }: Pick<Evidence, "verdict">): boolean {
  return verdict.reasonCode === "overridden";
}

/** What a closed issue says: that it is over, and beneath it what the last failed run said, as far as both fit. */
export function recoveredIssueText(recovered: string, before: string): string {
  const whole = `${recovered}\n\n---\n\nWhat the last failed run said:\n\n${before}`;
  return Buffer.byteLength(whole) <= MAX_PAGE_BYTES ? whole : recovered;
}

/** The comment when the failure became another one. `before` is a state such as `hold/unreachable`. */
export function changedText({ verdict }: Evidence, before: string, runUrl: string | null): string {
  const was = inert(
    before.replace("/rollback-would-not-help", ", and going back would not have helped").replace("/", ", "),
  );
  return `Changed: **${verdict.decision}** (was ${was}). ${paragraph(codedReason(verdict))} ${runLink(runUrl, "Run")}.`;
}

/** The comment under an issue that is opened again. */
export function againText({ verdict }: Evidence, runUrl: string | null): string {
  return `Failing again within a day: **${verdict.decision}**. ${paragraph(codedReason(verdict))} ${runLink(runUrl, "Run")}.`;
}

/** The comment that closes the issue; `openedAt` is ISO 8601. */
export function recoveredText(evidence: Evidence, openedAt: string, runUrl: string | null): string {
  const { verdict } = evidence;
  const lasted = durationInWords(Date.parse(verdict.decidedAt) - Date.parse(openedAt));
  const state = isOverridden(evidence) ? `Let pass after ${lasted}, not recovered` : `Recovered after ${lasted}`;
  return `${state}: **proceed**. ${paragraph(verdict.reason)} ${runLink(runUrl, "The run that proceeded")}.`;
}

/** The comment under the newer of two issues. */
export function duplicateText(older: number): string {
  return `Duplicate of #${older}: two runs opened an issue at the same moment, and the older one goes on.`;
}

/** The two largest units of a time in ms: `2 days 3 hours`; under a minute it says so. */
export function durationInWords(ms: number): string {
  let minutes = Math.floor(Math.max(0, Number.isFinite(ms) ? ms : 0) / 60_000);
  const parts = UNITS.flatMap(([unit, size]) => {
    const count = Math.floor(minutes / size);
    minutes -= count * size;
    return count === 0 ? [] : [`${count} ${unit}${count === 1 ? "" : "s"}`];
  });
  return parts.length === 0 ? "less than a minute" : parts.slice(0, 2).join(" ");
}
