/** Comment and issue of a run, once its outputs are set: nothing here changes verdict or exit code. */
import { isWithheld } from "../evidence/answers.ts";
import { createRedactor } from "../evidence/redaction.ts";
import type { GateResult } from "../gate.ts";
import { runUrl } from "../report/addresses.ts";
import * as say from "../report/threads.ts";
import { stickComment } from "./comment.ts";
import { beforeThis, NOTHING_BEFORE } from "./heartbeat.ts";
import { keepIssue } from "./issue.ts";
import { keyOf, type MarkKind, stateOf } from "./mark.ts";
import type { Patience } from "./patience.ts";
import type { Environment } from "./runner-files.ts";
import { openThreads, type Threads, type ThreadsTarget, warningsOf } from "./threads.ts";
import { pullRequestNumber, workflowOf } from "./workflow-run.ts";

/** Where GitHub is when its own variables do not say. */
const API_URL = "https://api.github.com";

/** What of the runner a comment and an issue need. */
interface Posting {
  readonly env: Environment;
  /** Text of the event payload; null without one. */
  readonly event: string | null;
  /** Input `github-token`; empty: there is none. */
  readonly token: string;
  /** Where the job was cancelled, what was gathered until then is no state that anybody should be called for. */
  readonly patience: Patience;
  /** Limits other than the usual ones. */
  readonly limits?: Pick<ThreadsTarget, "limitMs" | "totalMs">;
}

/** Writes the comment and keeps the issue, as far as they were asked for. @returns warnings; never throws */
export async function post(result: GateResult, posting: Posting): Promise<readonly string[]> {
  if (posting.patience.stop.aborted) return [];
  const warnings: string[] = [];
  for (const [what, write] of [["comment", comment] as const, ["issue", issue] as const]) {
    try {
      warnings.push(...(await write(result, posting)));
    } catch (error) {
      // A defect of the gate itself; its message could hold anything.
      const name = error instanceof Error ? error.name : "unknown";
      warnings.push(`The ${what} was not written: internal error (${name}); please report it.`);
    }
  }
  return warnings;
}

async function comment(result: GateResult, posting: Posting): Promise<readonly string[]> {
  const { evidence, context, report } = result;
  const when = report.comment;
  const number = pullRequestNumber(posting.env, posting.event);
  if (when === "never" || number === null) return [];
  const { name, environment, leg } = subjectOf(result);
  const url = runUrl(posting.env);
  const text = cleaned(result, say.commentText(evidence, context, url));
  const resolved = cleaned(result, say.resolvedText(evidence, context, url));
  if (text === null || resolved === null) return [exposing("comment")];
  const key = keyOf("comment", [workflowOf(posting.env), posting.env.GITHUB_JOB ?? "", name, environment, leg]);
  return speaking("comment", posting, (threads) =>
    stickComment(
      {
        when,
        proceeds: isMended(evidence),
        mark: { kind: "comment", key, state: stateOf(evidence.verdict), at: evidence.run.startedAt },
        text,
        resolved,
        replaced: say.replacedText,
      },
      number,
      threads,
    ),
  );
}

async function issue(result: GateResult, posting: Posting): Promise<readonly string[]> {
  const { evidence, context, report } = result;
  const not = whyNoIssue(result, posting);
  if (not !== null) return not;
  const subject = subjectOf(result);
  const url = runUrl(posting.env);
  const proceeds = isMended(evidence);
  const before = proceeds
    ? NOTHING_BEFORE
    : await beforeThis(report.issue.after, { ...posting, target: targetOf(posting) });
  const title = cleaned(result, say.issueTitle(evidence, subject));
  const text = cleaned(result, say.issueText(evidence, context, url, before.runs));
  if (title === null || text === null) return [exposing("issue")];
  const short = (written: string) => cleaned(result, written) ?? "";
  const kept = await speaking("issue", posting, (threads) =>
    keepIssue(
      {
        proceeds,
        due: before.due,
        mark: {
          kind: "issue",
          key: keyOf("issue", [subject.name, subject.environment]),
          state: stateOf(evidence.verdict),
          at: evidence.run.startedAt,
        },
        labels: report.issue.labels,
        assignees: report.issue.assignees,
        title,
        text,
        changed: (before) => short(say.changedText(evidence, before, url)),
        closing: (recovered, before) => ({
          title: short(say.recoveredTitle(evidence, subject)),
          text: short(say.recoveredIssueText(recovered, before)),
        }),
        recovered: (openedAt) => short(say.recoveredText(evidence, openedAt, url)),
        again: short(say.againText(evidence, url)),
        duplicate: say.duplicateText,
      },
      threads,
    ),
  );
  return [...before.warnings, ...kept];
}

/** Null: the issue is kept. Else the warnings to that effect, none where nobody would miss it. */
function whyNoIssue({ evidence, settings, report }: GateResult, { env, event }: Posting): readonly string[] | null {
  const { when } = report.issue;
  if (when === "never") return [];
  // A record is of a run that was judged before, and a pull request without secrets was not judged at all.
  if (evidence.run.mode === "record" || isWithheld(evidence)) return [];
  // A hold that a person let pass neither calls for anybody nor is over: the issue stays as it is.
  if (evidence.verdict.reasonCode === "overridden") return [];
  if (when === "on-failure" && pullRequestNumber(env, event) !== null)
    return [
      "No issue is kept from a pull request with issue: on-failure; the comment is for that. Set the input issue to never in this workflow, or to always to have one all the same.",
    ];
  const leg = subjectOf({ evidence, settings, report }).leg !== null && evidence.run.legCount !== 1;
  if (leg && settings?.mode !== "replay")
    return [
      "No issue is kept from one leg of a matrix: another leg that proceeds would close it. Set issue in the job that fans the legs in (mode: replay).",
    ];
  return null;
}

/** Whether a failure is over; what a person let pass is not. */
function isMended({ verdict }: GateResult["evidence"]): boolean {
  return verdict.decision === "proceed" && verdict.reasonCode !== "overridden";
}

function subjectOf({ evidence, settings, report }: Pick<GateResult, "evidence" | "settings" | "report">) {
  return settings === null ? report.subject : evidence.run;
}

/** The text without secrets; null where it still shows one in some spelling. */
function cleaned({ settings }: GateResult, text: string): string | null {
  const redactor = createRedactor(settings?.secrets ?? []);
  const clean = redactor.redact(text);
  return redactor.exposes(clean) ? null : clean;
}

function exposing(what: MarkKind): string {
  return `The ${what} was not written: it would show a secret. Look for the secret in names, labels and the gate file, and rotate it.`;
}

function targetOf({ env, patience, limits }: Posting): ThreadsTarget {
  return { apiUrl: env.GITHUB_API_URL || API_URL, repository: env.GITHUB_REPOSITORY ?? "", patience, ...limits };
}

/** Opens GitHub for one of the two, and hands it over. */
async function speaking(
  what: MarkKind,
  posting: Posting,
  write: (threads: Threads) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const permission = what === "comment" ? "pull-requests: write" : "issues: write";
  const threads = await openThreads(posting.token, targetOf(posting), permission);
  return threads.ok ? write(threads.value) : warningsOf(`The ${what} was not written`)(threads);
}
