import { setTimeout as delay } from "node:timers/promises";
import type { ReadySettings } from "../evidence/app.ts";
import type { Arrival } from "../evidence/arrival.ts";
import { isOtherVersion, type Outcome } from "../evidence/attempt.ts";
import { createRedactor } from "../evidence/redaction.ts";
import type { RunIdentity } from "../evidence/run-identity.ts";
import { exchange } from "../http/exchange.ts";
import type { Exchange, RequestPlan } from "../http/types.ts";
import { appProbe } from "../probes/app.ts";
import { isHtmlDocument } from "../probes/refused.ts";
import type { Settings } from "../settings/settings.ts";
import type { AttemptContext } from "./attempt.ts";
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
  let requests = 0;
  let inARow = 0;
  let last: Arrival["last"] = null;
  const ended = (result: Arrival["result"]): Arrival => ({
    result,
    withinMs: ready.withinMs,
    waitedMs: elapsed(),
    requests,
    last,
  });
  for (;;) {
    const left = ready.withinMs - elapsed();
    if (left <= 0 || cancelled.aborted) return ended(last?.versions ? "other-version" : "not-ready");
    const asked = await ask(ready, settings, context, run, left, cancelled);
    if (asked === null) continue;
    requests++;
    const exposed = exposesSecret(asked.answer, redactor);
    last = exposed
      ? { status: asked.last.status, category: "sensitive-exposure", versions: null }
      : {
          ...asked.last,
          versions: asked.last.versions && scrubVersions(asked.last.versions, mayKeep(redactor, asked.nonce)),
        };
    if (exposed) return ended("not-ready");
    inARow = last.category === null && last.versions === null ? inARow + 1 : 0;
    if (inARow >= IN_A_ROW) return ended("ready");
    if (inARow > 0) continue;
    progress({ kind: "waiting", key: "ready", waitedMs: elapsed(), withinMs: ready.withinMs, last });
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

interface Asked {
  readonly answer: Exchange;
  readonly nonce: string;
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
): Promise<Asked | null> {
  const nonce = run.id;
  const steps = appProbe({ app: service, release, runId: run.id }).steps({
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
  return { answer, nonce, last: lastOf(answer, outcome) };
}

/** What an answer says about the release's arrival. */
function lastOf(answer: Exchange, outcome: Outcome): NonNullable<Arrival["last"]> {
  const status = answer.kind === "answer" ? answer.status : null;
  if (isOtherVersion(outcome))
    return { status, category: null, versions: outcome.versions ?? { answered: null, underTest: null } };
  if (outcome.kind === "fail" && outcome.category !== "fallback-used")
    return { status, category: outcome.category, versions: null };
  // A page in place of the service: what a load balancer shows until somebody answers behind it.
  const page = answer.kind === "answer" && isHtmlDocument(answer.text);
  return { status, category: page ? "app-behaviour" : null, versions: null };
}
