import type { Evidence } from "../evidence/evidence.ts";
import { fittingPage, footer, runLink } from "./comment.ts";
import type { ReportContext } from "./context.ts";
import { inert, oneLine, paragraph } from "./markdown.ts";
import { content } from "./summary/summary.ts";

/** Characters of a title; GitHub takes 256. */
const MAX_TITLE_CHARACTERS = 250;

/** Units of a duration that are worth a word, in minutes. */
const UNITS = [
  ["day", 1_440],
  ["hour", 60],
  ["minute", 1],
] as const;

/** `Release gate: hold (unreachable) - shop in production`. Plain text: GitHub renders no markup but code in titles. */
export function issueTitle(
  { verdict }: Evidence,
  { name, environment }: Pick<Evidence["run"], "name" | "environment">,
): string {
  const whose = environment === null ? name : `${name} in ${environment}`;
  const title = oneLine(`Release gate: ${verdict.decision} (${verdict.reasonCode}) - ${whose}`).replaceAll("`", "'");
  return [...title].slice(0, MAX_TITLE_CHARACTERS).join("");
}

/**
 * The text of the issue: what the latest run that failed says. The people named in it are not notified; that is what
 * assignees are for.
 */
export function issueText(evidence: Evidence, context: ReportContext, runUrl: string | null): string {
  const about =
    "The release gate opened this issue. It puts the latest run here as long as the failure lasts, and closes the issue when a run proceeds: please write in comments, not here.";
  return `${about}\n\n${fittingPage(content(evidence, context))}\n${footer(runUrl)}\n`;
}

/** The comment when the failure became another one. `before` is a state such as `hold/unreachable`. */
export function changedText({ verdict }: Evidence, before: string, runUrl: string | null): string {
  const was = inert(before.replace("/", ", "));
  return `Changed: **${verdict.decision}** (was ${was}). ${paragraph(verdict.reason)} ${runLink(runUrl, "Run")}.`;
}

/**
 * The comment that closes the issue.
 * @param openedAt when the issue was opened, ISO 8601
 */
export function recoveredText({ verdict }: Evidence, openedAt: string, runUrl: string | null): string {
  const lasted = durationInWords(Date.parse(verdict.decidedAt) - Date.parse(openedAt));
  return `Recovered after ${lasted}: **proceed**. ${paragraph(verdict.reason)} ${runLink(runUrl, "The run that proceeded")}.`;
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
