/** Text for terminals and logs, where no Markdown is read. */

import { requestIdName, requestIdOf, statusOf } from "../evidence/answers.ts";
import type { Arrival } from "../evidence/arrival.ts";
import type { Attempt, Where } from "../evidence/attempt.ts";
import { answerWords, failureWords, lastAnswer, unaskedWords, whereWords } from "../evidence/failure-words.ts";
import { type Pause, paceWords, pauseWords, waitWords } from "../evidence/pace-words.ts";
import type { ProbeId } from "../evidence/probes.ts";
import { probeIn } from "../evidence/whose-fault.ts";
import { formatDuration } from "../text/duration.ts";
import { printable } from "./inert-text.ts";

/** Columns that every line fits into; CI logs and split panes are rarely wider. */
export const MAX_COLUMNS = 100;

/** One line that no terminal and no runner obeys: no control characters, no workflow commands (`::` and `##[`). */
export function plain(text: string): string {
  return printable(text)
    .replace(/:(?=:)/g, ": ")
    .replaceAll("##[", "# #[");
}

/** What answered in place of the version under test; a page that names none is not called a version. */
function otherVersionWords(answered: string | null): string {
  return answered === null
    ? "the answer does not name the version under test"
    : `another version answered (${answered})`;
}

/** `pass 200`, `fail authentication 403 access_denied`, `not asked: deadline`. */
function outcomeWords(attempt: Attempt, probe: ProbeId | null): string {
  const { outcome } = attempt;
  if (outcome.kind === "error")
    return outcome.reason === "other-version"
      ? otherVersionWords(outcome.versions?.answered ?? null)
      : `not asked: ${unaskedWords(outcome, undefined)}`;
  const status = statusOf(attempt);
  const observed = status === null ? outcome.observed : { ...outcome.observed, status };
  if (outcome.kind === "fail") return `fail ${failureWords(outcome.category, observed, probe)}`;
  return `${outcome.kind} ${answerWords(observed)}`.trim();
}

/** What else happened in the attempt, in our own words. */
function asides(probeKey: string, attempt: Attempt, where: Where | undefined): readonly string[] {
  const requestId = requestIdOf(attempt);
  const probe = probeIn(probeKey);
  const name = probe === null ? "request id" : requestIdName(probe);
  const waited = attempt.waitsMs.reduce((sum, wait) => sum + wait, 0);
  const { outcome } = attempt;
  const category = outcome.kind === "fail" ? outcome.category : outcome.kind === "error" ? "blocked" : null;
  const place = category === null || outcome.observed === undefined ? "" : whereWords(where, category).trim();
  return [
    ...(place === "" ? [] : [place]),
    ...(requestId === null ? [] : [`${name} ${requestId}`]),
    ...(attempt.confirms === null ? [] : [`confirms #${attempt.confirms}`]),
    ...(waited === 0 ? [] : [`waited ${waitWords(waited)}`]),
    ...attempt.adaptations.map((adaptation) => `adapted ${adaptation}`),
  ];
}

/** The log line of an attempt, `chat #1 pilot: pass 200 in 123 ms`: enumerations, numbers, checked identifiers. */
export function attemptLine(probeKey: string, attempt: Attempt, where?: Where): string {
  const more = asides(probeKey, attempt, where);
  const outcome = outcomeWords(attempt, probeIn(probeKey));
  const line = `${probeKey} #${attempt.n} ${attempt.look}: ${outcome} in ${waitWords(attempt.durationMs)}`;
  return plain(more.length === 0 ? line : `${line} (${more.join(", ")})`);
}

/** Why a probe waits and for how long; null: too short to be told. */
export function pauseLine({ key, ...pause }: Pause & { readonly key: string }): string | null {
  const words = pauseWords(pause);
  return words === null ? null : plain(`${key}: ${words}`);
}

/** How an endpoint is asked after a 429, on the line of the probe that comes next. */
export function slowedLine({
  key,
  lane,
}: {
  readonly key: string;
  readonly lane: Parameters<typeof paceWords>[0];
}): string {
  return plain(`${key}: ${paceWords(lane)}`);
}

/** The wait for the release in one line: how long, and what the service answered last. */
export function waitingLine(arrival: Pick<Arrival, "waitedMs" | "withinMs" | "last" | "where">): string {
  const { waitedMs, withinMs } = arrival;
  const seconds = Math.round(waitedMs / 1_000);
  return `ready: not yet after ${seconds} s of ${formatDuration(withinMs)} (${lastAnswer(arrival)})`;
}
