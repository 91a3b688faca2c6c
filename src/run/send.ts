import { randomBytes } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { readError } from "../contracts/error-envelope.ts";
import { blameOf, isAboutMoney, isRateLimit } from "../contracts/error-words.ts";
import type { RequestFacts } from "../evidence/attempt.ts";
import { exchange, type Target } from "../http/exchange.ts";
import { type RateLimit, rateLimitIn } from "../http/rate-limit.ts";
import type { Answer, Exchange, RequestPlan } from "../http/types.ts";
import { type AttemptContext, originOf } from "./attempt-context.ts";
import { exposesSecret } from "./exposure.ts";
import type { ProgressEvent, Session } from "./session.ts";

/** Waits that a 503 may ask for within one attempt: more would hide an outage instead of reporting it. */
const MAX_WAITS = 2;

/** What one attempt has gathered so far. */
export interface AttemptLog {
  /** When the first request went out. */
  started: { readonly at: Date; readonly clock: number } | null;
  /** When the last answer had arrived, on the clock of `performance.now`; null: none has. */
  answered: number | null;
  /** Time that later requests waited for a free place, ms: not the endpoint's doing. */
  queuedMs: number;
  readonly requests: RequestFacts[];
  readonly waitsMs: number[];
  fallbackAnswered: boolean;
}

/** How a probe's requests meet a limit of the endpoint. */
interface Way {
  readonly label: string;
  /**
   * A rate limit is no answer to it: it is sent again in its host's lane. Not the application's users, who know of no lane.
   */
  readonly paced: boolean;
  /**
   * It is sent again after a 503 that asks for it. Not where a failure is what was asked for, and not by the application's
   * users, who see the first answer: with it a failure, or a provider's error, would be forgotten.
   */
  readonly again: boolean;
}

/** Bytes of a span id (W3C Trace Context, `parent-id`). */
const SPAN_ID_BYTES = 8;

/** The target with a `traceparent`, unless it has one of its own. */
function traced(target: Target, traceId: string | undefined): Target {
  if (traceId === undefined) return target;
  const traceparent = `00-${traceId}-${randomBytes(SPAN_ID_BYTES).toString("hex")}-01`;
  return { ...target, headers: { traceparent, ...target.headers } };
}

/** Ms from the attempt's first request to a moment, without the time that it waited for a free place. */
function elapsedMs({ started, queuedMs }: AttemptLog, until = performance.now()): number {
  return started === null ? 0 : until - started.clock - queuedMs;
}

/** What an attempt took, ms: until its last answer had arrived. What the gate then makes of it is its own time. */
export function durationMs(log: AttemptLog): number {
  return Math.round(elapsedMs(log, log.answered ?? undefined));
}

/**
 * Sends one request of an attempt, after the pause that its plan asks for. One that a rate limit refused is sent again in its
 * lane's turn, whose waits are not the attempt's; after a 503 the wait that it asks for is made within the attempt's limit.
 */
export async function send(
  plan: RequestPlan,
  { label, paced, again }: Way,
  context: AttemptContext,
  session: Session,
  log: AttemptLog,
): Promise<Exchange | "budget" | null> {
  const target = plan.credential === "fake" ? context.fake : context.configured;
  let refusal: Answer | null = null;
  if (plan.pauseMs !== undefined) {
    log.waitsMs.push(plan.pauseMs);
    await session.pause(label, plan.pauseMs, "job");
  }
  for (;;) {
    if (session.signal.aborted) return null;
    const queued = performance.now();
    const request = async () => {
      if (!session.spend()) return "budget" as const;
      const { connectMs, firstByteMs, idleMs, timeoutMs } = session.limits;
      const queuedMs = performance.now() - queued;
      if (log.started !== null) log.queuedMs += queuedMs;
      if (refusal !== null) log.waitsMs.push(Math.round(queuedMs));
      log.started ??= { at: new Date(), clock: performance.now() };
      const spentMs = plan.pauseMs === undefined ? Math.round(elapsedMs(log)) : 0;
      const totalMs = Math.max(1, timeoutMs - spentMs);
      const limits = { connectMs, firstByteMs, idleMs, totalMs };
      const answer = await exchange(
        plan,
        traced(target, context.traceId),
        limits,
        context.network,
        session.signal,
        () => session.progress({ kind: "sent", key: label }),
      );
      log.answered = performance.now();
      // Whatever else has arrived gets its time before this answer is judged: the others would wait for that.
      await setImmediate();
      return answer;
    };
    const result: Exchange | "budget" | null = paced
      ? await session.lane(originOf(context)).inTurn(label, request, rateLimitOf, refusal !== null)
      : await session.inFlight(request);
    if (result === null) return session.signal.aborted ? null : refusal;
    if (result === "budget" || result.kind === "aborted") return result;
    log.requests.push(requestFacts(result));
    session.progress(exchanged(label, target, result));
    if (result.kind !== "answer") return result;
    if (result.status === 429) session.slowDown();
    // This answer may be about to be forgotten; a secret in it must not be.
    if (!paced || exposesSecret(result, session.redactor)) return result;
    refusal = rateLimitOf(result) === null ? null : result;
    if (refusal !== null) continue;
    const waitMs = again && log.waitsMs.length < MAX_WAITS ? waitAsked(result) : null;
    if (waitMs === null || elapsedMs(log) + waitMs >= session.limits.timeoutMs) return result;
    log.waitsMs.push(waitMs);
    await session.pause(label, waitMs, "retry-after");
  }
}

/** The limit that a 429 is about, or a 503 by its identifier; null where it is about money, or no further request helps. */
function rateLimitOf(result: Exchange | "budget"): RateLimit | null {
  if (result === "budget" || result.kind !== "answer") return null;
  const error = readError(result.text);
  if (result.status !== 429 && !(result.status === 503 && isRateLimit(error))) return null;
  const found = rateLimitIn(result.headers, result.text);
  const hopeless = result.headers["x-should-retry"] === "false";
  return hopeless || isAboutMoney(error, found.waitMs !== null) ? null : found;
}

/** The wait that a 503 asks for, ms; null where waiting cannot help. */
function waitAsked({ status, headers, text }: Answer): number | null {
  return status !== 503 || blameOf(readError(text)) === "model" ? null : rateLimitIn(headers, text).waitMs;
}

/** What there is to say of a request without any value of it. */
function exchanged(key: string, { headers }: Target, result: Exclude<Exchange, { kind: "aborted" }>): ProgressEvent {
  const answer = result.kind === "answer" ? result : { status: null, headers: {} };
  const received = Object.keys(answer.headers);
  const { timing } = result;
  return { kind: "exchanged", key, status: answer.status, timing, sent: Object.keys(headers), received };
}

function requestFacts(result: Exchange): RequestFacts {
  if (result.kind !== "answer")
    return { status: null, mediaType: null, bytes: 0, requestId: null, timing: result.timing };
  const { status, mediaType, bytes, requestId, timing } = result;
  return { status, mediaType, bytes, requestId, timing };
}
