import { setTimeout as delay } from "node:timers/promises";
import type { AppExpectations, ReadySettings } from "../evidence/app.ts";
import type { Arrival } from "../evidence/arrival.ts";
import { isOtherVersion, type Outcome, type Versions } from "../evidence/attempt.ts";
import { createRedactor } from "../evidence/redaction.ts";
import type { RunIdentity } from "../evidence/run-identity.ts";
import { exchange } from "../http/exchange.ts";
import type { Exchange, RequestPlan } from "../http/types.ts";
import { appProbe } from "../probes/app.ts";
import { observeFailure } from "../probes/observe.ts";
import { isHtmlDocument } from "../probes/refused.ts";
import type { Settings } from "../settings/settings.ts";
import type { AttemptContext } from "./attempt-context.ts";
import { exposesSecret } from "./exposure.ts";
import { contextForApp } from "./observe.ts";
import { mayKeep, scrubVersions } from "./scrub.ts";
import type { ProgressEvent } from "./session.ts";

/** Answers as declared, one right after the other, from which the release is there: one alone may be one new pod of many. */
const IN_A_ROW = 3;

/**
 * Asks the service until it answers as declared, at most for `ready.within` (decision.md, "Has the release arrived?").
 * Whatever else comes is "not yet": refused connections, errors, HTML pages, another version. The run's deadline and budget
 * begin afterwards. Undefined: the settings do not say what to wait for.
 *
 * @param run what the service is told about who asks
 * @param cancelled aborted when the job is cancelled; the release has not arrived then
 */
export async function waitForRelease(
  settings: Settings,
  run: RunIdentity,
  cancelled: AbortSignal,
  progress: (event: ProgressEvent) => void,
): Promise<Arrival | undefined> {
  const { ready } = settings;
  if (ready === undefined) return undefined;
  const started = performance.now();
  const elapsed = () => Math.round(performance.now() - started);
  const context = contextForApp(ready.service, settings, run);
  const redactor = createRedactor(settings.secrets);
  let seen: Omit<Arrival, "result" | "withinMs" | "waitedMs"> = { requests: 0, asDeclared: 0, other: null, last: null };
  let inARow = 0;
  const ended = (result: Arrival["result"]): Arrival => ({
    result,
    withinMs: ready.withinMs,
    waitedMs: elapsed(),
    where: context.where,
    ...seen,
  });
  for (;;) {
    const left = ready.withinMs - elapsed();
    if (left <= 0 || cancelled.aborted) return ended(seen.other === null ? "not-ready" : "other-version");
    const asked = await ask(ready, settings, context, run, left, cancelled);
    if (asked === null) continue;
    if (exposesSecret(asked.answer, redactor)) {
      seen = {
        ...seen,
        requests: seen.requests + 1,
        last: { ...asked.last, category: "sensitive-exposure", versions: null },
      };
      return ended("not-ready");
    }
    const versions = asked.last.versions && scrubVersions(asked.last.versions, mayKeep(redactor, asked.nonce));
    const isDeclared = asked.last.category === null && versions === null;
    seen = {
      requests: seen.requests + 1,
      asDeclared: seen.asDeclared + (isDeclared ? 1 : 0),
      other: versions === null ? seen.other : withAnswer(seen.other, versions),
      // A question that had only the rest of the time says less than the one before.
      last: asked.cutShort && seen.last !== null ? seen.last : { ...asked.last, versions },
    };
    inARow = isDeclared ? inARow + 1 : 0;
    if (inARow >= IN_A_ROW) return ended("ready");
    if (inARow > 0) continue;
    progress({
      kind: "waiting",
      key: "ready",
      waitedMs: elapsed(),
      withinMs: ready.withinMs,
      where: context.where,
      last: { ...asked.last, versions },
    });
    await delay(Math.min(ready.everyMs, Math.max(0, ready.withinMs - elapsed())), undefined, {
      signal: cancelled,
    }).catch(() => undefined);
  }
}

/** Whether the release was waited for in vain: then nothing is asked. */
export function isMissing(arrival: Arrival | undefined): arrival is Arrival {
  return arrival !== undefined && arrival.result !== "ready";
}

/**
 * What is left of the wait once the release was there, ms: old pods may still answer among new ones. At most half of the
 * run's deadline, so that there is time to judge.
 */
export function patienceLeft(arrival: Arrival | undefined, { limits }: Settings): number {
  return arrival === undefined ? 0 : Math.min(arrival.withinMs - arrival.waitedMs, limits.deadlineMs / 2);
}

/** Different versions that are kept: a rollout has two or three. */
const MOST_VERSIONS = 5;

/** One more answer of another version. */
function withAnswer(other: Arrival["other"], answer: Versions): NonNullable<Arrival["other"]> {
  const { answers, versions } = other ?? { answers: 0, versions: [] };
  const known = versions.some(({ answered }) => answered === answer.answered) || versions.length >= MOST_VERSIONS;
  return { answers: answers + 1, versions: known ? versions : [...versions, answer] };
}

/** One question, and what came back. */
interface Question {
  readonly answer: Exchange;
  readonly nonce: string;
  /** It ran out of the time that was left, which was less than an attempt has. */
  readonly cutShort: boolean;
  readonly last: NonNullable<Arrival["last"]>;
}

/** One request of the service's route; null: the job was cancelled meanwhile. */
async function ask(
  { service }: ReadySettings,
  { release, limits, network }: Settings,
  { configured }: AttemptContext,
  run: RunIdentity,
  leftMs: number,
  cancelled: AbortSignal,
): Promise<Question | null> {
  const nonce = run.id;
  const steps = appProbe({ route: service, release, runId: run.id }).steps({
    model: release.model,
    nonce,
    adaptations: [],
    bodies: {},
  });
  const { connectMs, firstByteMs, idleMs, timeoutMs } = limits;
  const totalMs = Math.max(1, Math.min(timeoutMs, leftMs));
  // The first step of an application's probe is its only request, and the second its conclusion.
  const plan = steps.next().value as RequestPlan;
  const answer = await exchange(plan, configured, { connectMs, firstByteMs, idleMs, totalMs }, network, cancelled);
  if (answer.kind === "aborted") return null;
  const conclusion = steps.next(answer);
  const outcome: Outcome = conclusion.done ? conclusion.value.outcome : { kind: "error", reason: "internal" };
  const cutShort = answer.kind === "no-answer" && totalMs < timeoutMs && answer.failure.category.startsWith("timeout-");
  return { answer, nonce, cutShort, last: lastOf(answer, outcome, service.expect) };
}

/** Another version, of which nothing is known. */
const SILENT: Versions = { answered: null, underTest: null, saidIn: null };

/** Why there was no answer, or none that could be read: in words of ours. */
function transportOf(answer: Exchange): Pick<NonNullable<Arrival["last"]>, "observed"> {
  if (answer.kind === "no-answer") return { observed: observeFailure(answer.failure) };
  return answer.kind === "answer" && answer.end.kind === "failed"
    ? { observed: observeFailure(answer.end.failure) }
    : {};
}

/** What an answer says about the release's arrival. */
function lastOf(
  answer: Exchange,
  outcome: Outcome,
  { headers, pointers }: AppExpectations,
): NonNullable<Arrival["last"]> {
  const status = answer.kind === "answer" ? answer.status : null;
  if (isOtherVersion(outcome)) return { status, category: null, versions: outcome.versions ?? SILENT };
  if (outcome.kind === "fail" && outcome.category !== "fallback-used")
    return { status, category: outcome.category, ...transportOf(answer), versions: null };
  // A page in place of the service: what a load balancer shows until somebody answers behind it. Whoever declares more than
  // a status has said what tells the service from it.
  const byStatusAlone = Object.keys(headers).length + Object.keys(pointers).length === 0;
  const page = byStatusAlone && answer.kind === "answer" && isHtmlDocument(answer.text);
  return { status, category: page ? "app-behaviour" : null, versions: null };
}
