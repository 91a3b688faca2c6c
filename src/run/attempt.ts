import { randomBytes } from "node:crypto";
import { readError } from "../contracts/error-envelope.ts";
import { blameOf } from "../contracts/error-words.ts";
import type { Adaptation, Attempt, Outcome, RequestFacts } from "../evidence/attempt.ts";
import { PROBES } from "../evidence/probes.ts";
import { exchange, type Target } from "../http/exchange.ts";
import { retryAfterMs } from "../http/headers.ts";
import type { Answer, Exchange, RequestPlan } from "../http/types.ts";
import { saysYes } from "../probes/app-expected.ts";
import type { Conclusion, Probe, Question } from "../probes/probe.ts";
import type { Network, Release } from "../settings/settings.ts";
import { exposesSecret } from "./exposure.ts";
import { mayKeep, scrubOutcome, scrubRequest } from "./scrub.ts";
import type { Session } from "./session.ts";
import { wordsOf } from "./template-words.ts";

/** Waits that `Retry-After` may ask for within one attempt: more would hide a rate limit instead of reporting it. */
const MAX_WAITS = 2;

/** The nonce: 8 bytes are unique over any number of runs. */
const NONCE_BYTES = 8;

/** Whom an attempt asks: the release, with the credential already in the headers. */
export interface AttemptContext {
  readonly release: Release;
  readonly network: Network;
  /** The team's own request bodies by family; empty: the minimal ones are sent. */
  readonly bodies: Question["bodies"];
  readonly configured: Target;
  /** An obviously fake credential, and no header that came from a secret. */
  readonly fake: Target;
  /** Until when another version than the one under test is still waited out; absent: it is not. */
  readonly patience?: Patience;
  /** W3C trace id of every request, each with a span of its own; absent: the endpoint is told none. */
  readonly traceId?: string;
}

/** Until when (as `performance.now()` counts, ms) a rollout may still go on, and how long is waited between two questions, ms. */
export interface Patience {
  readonly until: number;
  readonly everyMs: number;
}

/** Which attempt this is within its probe's sample. */
export interface AttemptPosition {
  readonly n: number;
  readonly look: Attempt["look"];
  readonly confirms: number | null;
  readonly adaptations: readonly Adaptation[];
}

/** What one attempt has gathered so far. */
interface AttemptLog {
  /** When the first request went out. */
  started: { readonly at: Date; readonly clock: number } | null;
  /** Time that later requests waited for a free place, ms: not the endpoint's doing. */
  queuedMs: number;
  readonly requests: RequestFacts[];
  readonly waitsMs: number[];
  fallbackAnswered: boolean;
}

/**
 * Makes one attempt: drives the probe's generator through real exchanges until it concludes. The attempt's own limit
 * bounds all its requests and waits together. A key that comes back ends everything (trigger `sensitive-exposure`).
 */
export async function makeAttempt(
  probe: Probe,
  place: AttemptPosition,
  context: AttemptContext,
  session: Session,
): Promise<Attempt> {
  const log: AttemptLog = { started: null, queuedMs: 0, requests: [], waitsMs: [], fallbackAnswered: false };
  const nonce = randomBytes(NONCE_BYTES).toString("hex");
  const conclusion = await conclude(probe, { ...place, nonce }, context, session, log);
  const template = probe.family === null ? undefined : context.bodies[probe.family];
  const keep = mayKeep(session.redactor, nonce, template === undefined ? [] : wordsOf(template));
  const outcome = log.fallbackAnswered ? asFallback(conclusion.outcome) : conclusion.outcome;
  const { n, look, confirms } = place;
  return {
    n,
    look,
    confirms,
    startedAt: (log.started?.at ?? new Date()).toISOString(),
    durationMs: Math.round(elapsedMs(log)),
    requests: log.requests.map((facts) => scrubRequest(facts, keep)),
    waitsMs: log.waitsMs,
    adaptations: [...conclusion.adaptations],
    outcome: scrubOutcome(outcome, keep),
  };
}

async function conclude(
  probe: Probe,
  { adaptations, nonce }: AttemptPosition & { readonly nonce: string },
  context: AttemptContext,
  session: Session,
  log: AttemptLog,
): Promise<Conclusion> {
  const unasked = (): Conclusion => ({ outcome: { kind: "error", reason: session.errorReason() }, adaptations });
  const steps = probe.steps({ model: context.release.model, nonce, adaptations, bodies: context.bodies });
  let step = steps.next();
  while (!step.done) {
    const plan = step.value;
    const result = await send(plan, mayWait(probe), context, session, log);
    if (result === "budget") return { outcome: { kind: "error", reason: "max-requests" }, adaptations };
    if (result === null || result.kind === "aborted") return unasked();
    if (exposesSecret(result, session.redactor)) {
      session.stop("sensitive-exposure");
      return { outcome: { kind: "fail", category: "sensitive-exposure", observed: statusOf(result) }, adaptations };
    }
    log.fallbackAnswered ||= usedFallback(result, context.release.fallbackHeader);
    step = steps.next(result);
  }
  return step.value;
}

/**
 * Whether `Retry-After` is heeded. Not where a failure is what was asked for, and not by the application's users, who see
 * the first answer: with it a failure, or a provider's error, would be forgotten.
 */
function mayWait({ polarity, id }: Probe): boolean {
  return polarity !== "must-fail" && PROBES[id].target !== "application";
}

/** Bytes of a span id (W3C Trace Context, `parent-id`). */
const SPAN_ID_BYTES = 8;

/** The target with a `traceparent`, unless it has one of its own. */
function traced(target: Target, traceId: string | undefined): Target {
  if (traceId === undefined) return target;
  const traceparent = `00-${traceId}-${randomBytes(SPAN_ID_BYTES).toString("hex")}-01`;
  return { ...target, headers: { traceparent, ...target.headers } };
}

/** Ms since the attempt's first request went out, without the time that it waited for a free place. */
function elapsedMs({ started, queuedMs }: AttemptLog): number {
  return started === null ? 0 : performance.now() - started.clock - queuedMs;
}

/** Sends one request of an attempt; waits and sends again where `Retry-After` allows it within the attempt's limit. */
async function send(
  plan: RequestPlan,
  waits: boolean,
  context: AttemptContext,
  session: Session,
  log: AttemptLog,
): Promise<Exchange | "budget" | null> {
  for (;;) {
    if (session.signal.aborted) return null;
    const queued = performance.now();
    const result = await session.inFlight(async () => {
      if (!session.spend()) return "budget" as const;
      const { connectMs, firstByteMs, idleMs, timeoutMs } = session.limits;
      if (log.started !== null) log.queuedMs += performance.now() - queued;
      log.started ??= { at: new Date(), clock: performance.now() };
      const totalMs = Math.max(1, timeoutMs - Math.round(elapsedMs(log)));
      const target = traced(plan.credential === "fake" ? context.fake : context.configured, context.traceId);
      return exchange(plan, target, { connectMs, firstByteMs, idleMs, totalMs }, context.network, session.signal);
    });
    if (result === null || result === "budget" || result.kind === "aborted") return result;
    log.requests.push(requestFacts(result));
    if (result.kind !== "answer") return result;
    if (result.status === 429) session.slowDown();
    const waitMs = waits && log.waitsMs.length < MAX_WAITS ? waitAsked(result) : null;
    if (waitMs === null || elapsedMs(log) + waitMs >= session.limits.timeoutMs) return result;
    // This answer is about to be forgotten; a secret in it must not be.
    if (exposesSecret(result, session.redactor)) return result;
    log.waitsMs.push(waitMs);
    await session.wait(waitMs);
  }
}

/** The wait that a 429 or 503 asks for, ms; null where waiting cannot help. */
function waitAsked(answer: Answer): number | null {
  if (answer.status !== 429 && answer.status !== 503) return null;
  return blameOf(readError(answer.text)) === "model" ? null : retryAfterMs(answer.headers);
}

function requestFacts(result: Exchange): RequestFacts {
  if (result.kind !== "answer")
    return { status: null, mediaType: null, bytes: 0, requestId: null, timing: result.timing };
  const { status, mediaType, bytes, requestId, timing } = result;
  return { status, mediaType, bytes, requestId, timing };
}

function statusOf(result: Exchange): { status?: number } {
  return result.kind === "answer" ? { status: result.status } : {};
}

function usedFallback(result: Exchange, header: string | null): boolean {
  return header !== null && result.kind === "answer" && saysYes(result.headers[header.toLowerCase()]);
}

/** An answer of the fallback is not an answer of the release; a failure keeps its own name. */
function asFallback(outcome: Outcome): Outcome {
  return outcome.kind === "pass" ? { kind: "fail", category: "fallback-used", observed: outcome.observed } : outcome;
}
