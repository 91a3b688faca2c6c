/** Exchanges as the wire would have left them, and a drive of one probe over a list of them. No socket is opened. */
import type { Adaptation, Outcome } from "../../src/evidence/attempt.ts";
import type { TransportDetail } from "../../src/evidence/transport-details.ts";
import type { Answer, BodyEnd, Exchange, ExchangeFailure, RequestPlan, StreamEvent } from "../../src/http/types.ts";
import type { Probe, Question } from "../../src/probes/probe.ts";

/** The model under release in every test of this room. */
export const MODEL = "vendor/model-1";

/** The nonce of every question in this room. */
export const NONCE = "7f3a";

const TIMING = { resolve: 1, connect: 1, tls: 1, firstByte: 2, firstEvent: null, lastEvent: null, total: 3 };

/** What a test may change about an answer. */
type AnswerParts = Partial<Pick<Answer, "end" | "requestId" | "comments" | "unterminatedFrame">>;

/** An answer of any content type; null stands for a missing one. */
export function answer(status: number, mediaType: string | null, text: string, parts: AnswerParts = {}): Answer {
  return {
    kind: "answer",
    status,
    headers: mediaType === null ? {} : { "content-type": mediaType },
    mediaType,
    text,
    aside: "",
    events: null,
    comments: 0,
    unterminatedFrame: false,
    end: { kind: "complete" },
    bytes: Buffer.byteLength(text),
    requestId: null,
    timing: TIMING,
    ...parts,
  };
}

/** A JSON answer. */
export function json(status: number, body: unknown, parts: AnswerParts = {}): Answer {
  return answer(status, "application/json", JSON.stringify(body), parts);
}

/** An HTML page, as proxies and web front ends answer. */
export function html(status: number): Answer {
  return answer(status, "text/html", "<!DOCTYPE html>\n<html><head><title>Error</title></head></html>");
}

/** An answer without a body and without a content type. */
export function empty(status: number): Answer {
  return answer(status, null, "");
}

/** One event of a stream: a raw `data:` payload, a JSON payload, or a whole event where its name matters. */
export type Sent = string | Readonly<Record<string, unknown>> | StreamEvent;

/** A stream of unnamed events, as Chat Completions sends them. Strings are raw payloads. */
export function stream(sent: readonly Sent[], parts: AnswerParts = {}): Answer {
  return streamOf(
    sent.map((each) => (isEvent(each) ? each : { event: null, data: payload(each) })),
    parts,
  );
}

/** A stream whose events are named after the `type` of their JSON, as Responses sends them. Strings are raw payloads. */
export function namedStream(sent: readonly Sent[], parts: AnswerParts = {}): Answer {
  return streamOf(
    sent.map((each) => {
      if (isEvent(each)) return each;
      const named = typeof each === "object" && typeof each.type === "string";
      return { event: named ? String(each.type) : null, data: payload(each) };
    }),
    parts,
  );
}

function isEvent(sent: Sent): sent is StreamEvent {
  return typeof sent === "object" && "data" in sent && "event" in sent;
}

function payload(sent: string | object): string {
  return typeof sent === "string" ? sent : JSON.stringify(sent);
}

function streamOf(events: readonly StreamEvent[], parts: AnswerParts): Answer {
  const text = events
    .map(({ event, data }) => `${event === null ? "" : `event: ${event}\n`}data: ${data}\n\n`)
    .join("");
  return { ...answer(200, "text/event-stream", text, parts), events };
}

/** A body that ended before it was whole. */
export function brokenOff(category: ExchangeFailure["category"], detail: TransportDetail | null = null): BodyEnd {
  return { kind: "failed", failure: { category, code: null, detail } };
}

/** The gate had the terminal event and closed the connection itself. */
export const LEFT_OPEN: BodyEnd = { kind: "left-open" };

/** No response head arrived. */
export function noAnswer(
  category: ExchangeFailure["category"],
  code: string | null = null,
): Extract<Exchange, { kind: "no-answer" }> {
  return { kind: "no-answer", failure: { category, code, detail: null }, timing: TIMING };
}

/** The run was stopped while the request was under way. */
export const ABORTED: Exchange = { kind: "aborted", timing: TIMING };

/** What one attempt came to. */
export interface Driven {
  readonly outcome: Outcome;
  readonly adaptations: readonly Adaptation[];
  /** Every request that the probe asked for, in order. */
  readonly plans: readonly RequestPlan[];
  /** The bodies of those requests. */
  readonly bodies: readonly unknown[];
}

/** Drives a probe with these exchanges, one for each request that it asks for; fails when it asks for more or for less. */
export function drive(probe: Probe, exchanges: readonly Exchange[], question: Partial<Question> = {}): Driven {
  const steps = probe.steps({ model: MODEL, nonce: NONCE, adaptations: [], bodies: {}, ...question });
  const plans: RequestPlan[] = [];
  let step = steps.next();
  for (const exchange of exchanges) {
    if (step.done) throw new Error(`${probe.key} concluded after ${plans.length} of ${exchanges.length} exchanges`);
    plans.push(step.value);
    step = steps.next(exchange);
  }
  if (!step.done) throw new Error(`${probe.key} asked again after ${exchanges.length} exchanges`);
  return { ...step.value, plans, bodies: plans.map(({ body }) => body) };
}

/**
 * Drives a probe that is given the same answer however often it asks, and says how the attempt ended in one line:
 * `pass`, `unsupported`, `error stopped` or the category of the failure.
 */
export function verdict(probe: Probe, exchange: Exchange): string {
  return verdictOf(conclude(probe, exchange).outcome);
}

/** An outcome in one line. */
export function verdictOf(outcome: Outcome): string {
  if (outcome.kind === "fail") return outcome.category;
  return outcome.kind === "error" ? `error ${outcome.reason}` : outcome.kind;
}

/** The same answer however often the probe asks; more than four times would be a loop. */
export function conclude(probe: Probe, exchange: Exchange, question: Partial<Question> = {}): Driven {
  const steps = probe.steps({ model: MODEL, nonce: NONCE, adaptations: [], bodies: {}, ...question });
  const plans: RequestPlan[] = [];
  let step = steps.next();
  while (!step.done) {
    plans.push(step.value);
    if (plans.length > 4) throw new Error(`${probe.key} does not stop asking`);
    step = steps.next(exchange);
  }
  return { ...step.value, plans, bodies: plans.map(({ body }) => body) };
}

/** What was kept of the answer that decided; an attempt that could not be made kept nothing. */
export function observedIn(outcome: Outcome) {
  return outcome.kind === "error" ? {} : outcome.observed;
}
