import type { AppExpectations, AppRoute } from "../evidence/app.ts";
import type { Arrival } from "../evidence/arrival.ts";
import { isOtherVersion, type Outcome, type Versions } from "../evidence/attempt.ts";
import type { RunIdentity } from "../evidence/run-identity.ts";
import { exchange } from "../http/exchange.ts";
import type { Exchange, RequestPlan } from "../http/types.ts";
import { appProbe } from "../probes/app.ts";
import { observeFailure } from "../probes/observe.ts";
import { isHtmlDocument } from "../probes/refused.ts";
import type { Settings } from "../settings/settings.ts";
import type { AttemptContext } from "./attempt-context.ts";

/**
 * Asks the service once whether the release is there, at most so long (ms): no attempt, and no evidence. Null: the job was
 * cancelled meanwhile.
 */
export async function askService(
  service: AppRoute,
  { release, limits, network }: Settings,
  { configured }: AttemptContext,
  run: RunIdentity,
  leftMs: number,
  cancelled: AbortSignal,
) {
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
  // It ran out of the time that was left, which was less than an attempt has.
  const cutShort = answer.kind === "no-answer" && totalMs < timeoutMs && answer.failure.category.startsWith("timeout-");
  return { answer, nonce, cutShort, last: lastOf(answer, outcome, service.expect) };
}

/** Another version, of which nothing is known. */
export const SILENT: Versions = { answered: null, underTest: null, saidIn: null };

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
