import type { BodyReading, OutputFacts } from "../contracts/chat-completions.ts";
import { type ErrorReport, isCapacity, isUnknownModel, readError } from "../contracts/error-envelope.ts";
import { parseJson } from "../contracts/json.ts";
import type { StreamReading } from "../contracts/stream-reading.ts";
import type { Category } from "../evidence/categories.ts";
import type { Adaptation, Observation, Outcome } from "../evidence/evidence.ts";
import type { Family, Note, TerminalState } from "../evidence/vocabulary.ts";
import { isJson } from "../http/headers.ts";
import type { Answer, Exchange, RequestPlan } from "../http/types.ts";
import { ADDED_FIELDS } from "./bodies.ts";
import {
  notes,
  observeBody,
  observeFailure,
  observeHead,
  observeNoAnswer,
  observeReport,
  observeStream,
} from "./observe.ts";
import type { Conclusion, Question } from "./probe.ts";
import { isHtml, refused } from "./refused.ts";

/** How one must-pass probe asks and reads. */
export interface Asking {
  readonly family: Family;
  readonly plan: (question: Question) => RequestPlan;
  readonly judge: (answer: Answer) => Outcome;
}

/**
 * Asks until the endpoint has answered a body that it accepts: a field that the gate itself added and the endpoint
 * rejects is dropped, and an answer that spent its whole cap on reasoning is asked again with the larger cap, once
 * (product.md, "What the gate sends"). Every round adds an adaptation, so the loop is bounded by their number.
 */
export function* ask(asking: Asking, question: Question): Generator<RequestPlan, Conclusion, Exchange> {
  let adaptations = question.adaptations;
  for (;;) {
    const plan = asking.plan({ ...question, adaptations });
    const exchange = yield plan;
    const outcome = judgeExchange(exchange, plan, asking, question.model);
    const next = furtherAdaptations(exchange, outcome, plan, asking.family);
    const fresh = next.filter((adaptation) => !adaptations.includes(adaptation));
    if (fresh.length === 0) return { outcome, adaptations };
    adaptations = [...adaptations, ...fresh];
  }
}

function judgeExchange(exchange: Exchange, plan: RequestPlan, asking: Asking, model: string): Outcome {
  if (exchange.kind === "aborted") return { kind: "error", reason: "stopped" };
  if (exchange.kind === "no-answer")
    return { kind: "fail", category: exchange.failure.category, observed: observeNoAnswer(exchange) };
  const success = exchange.status >= 200 && exchange.status < 300;
  if (!success) return withTerminalState(refused(exchange, model), plan);
  return isHtml(exchange)
    ? fail("route", { ...observeHead(exchange), json: false, detail: "html" })
    : asking.judge(exchange);
}

/** A streaming request that was refused has a terminal state too (contracts.md, 6.4); no other request has one. */
function withTerminalState(outcome: Outcome, plan: RequestPlan): Outcome {
  return plan.expect === "event-stream" && outcome.kind !== "error"
    ? { ...outcome, observed: { terminalState: "http-error", ...outcome.observed } }
    : outcome;
}

/** Fields to drop, or the larger cap, that could turn this outcome into an answer about the release. */
function furtherAdaptations(exchange: Exchange, outcome: Outcome, plan: RequestPlan, family: Family): Adaptation[] {
  if (exchange.kind !== "answer" || outcome.kind !== "fail") return [];
  const sent = ADDED_FIELDS[family].filter((field) => field in (plan.body as object));
  if (outcome.category === "request-schema") {
    const error = readError(exchange.text);
    const named = sent.filter((field) => error?.mentions(field));
    return (named.length > 0 ? named : sent).map((field) => `dropped:${field}` as const);
  }
  const capSent = sent.some((field) => field !== "stream_options");
  return outcome.category === "empty-output" && outcome.observed.detail === CUT_OFF && capSent
    ? ["output-cap:2048"]
    : [];
}

/** Detail of an answer that was cut off before any text came. */
const CUT_OFF = "cut-off-without-text";

/** Judges a non-streaming success: whole, JSON, of the documented shape, with text (contracts.md, 6). */
export function judgeJson(answer: Answer, read: (body: unknown) => BodyReading): Outcome {
  const head = observeHead(answer);
  if (answer.end.kind === "failed") {
    return fail(answer.end.failure.category, { ...head, ...observeFailure(answer.end.failure) });
  }
  if (!isJson(answer.mediaType))
    return fail("response-contract", { ...head, json: false, detail: "content-type-not-json" });
  const body = parseJson(answer.text);
  if (body === undefined) return fail("response-contract", { ...head, json: false, detail: "not-json" });
  const reading = read(body);
  const observed = { ...head, ...observeBody(reading) };
  switch (reading.kind) {
    case "error":
      return fail(reportedCategory(reading.error, "response-contract"), {
        ...observed,
        ...observeReport(reading.error, answer.requestId),
      });
    case "wrong-shape":
      return fail("response-contract", observed);
    case "failed":
      return fail(reportedCategory(reading.error, "stream-failed"), {
        ...observed,
        ...observeReport(reading.error, answer.requestId),
      });
    case "output":
      return judgeOutput(reading.output, observed, []);
  }
}

/** Judges a streaming success by its events and by how it ended (contracts.md, 6.2 to 6.4). */
export function judgeStream(answer: Answer, read: (events: NonNullable<Answer["events"]>) => StreamReading): Outcome {
  const head = observeHead(answer);
  if (answer.events === null) return judgeNonStream(answer);
  const reading = read(answer.events);
  const list: Note[] = [...reading.notes];
  if (answer.comments > 0) list.push("comments");
  if (answer.unterminatedFrame) list.push("unterminated-final-frame");
  const observed = { ...head, ...observeStream(reading), ...observeReport(reading.error, answer.requestId) };
  const verdict = (category: Category, terminalState?: TerminalState): Outcome =>
    fail(category, { ...observed, ...(terminalState ? { terminalState } : {}), ...notes(list) });

  if (reading.terminalState === "error-event" || reading.terminalState === "failed")
    return verdict(reportedCategory(reading.error, "stream-failed"));
  if (reading.defect !== null) return verdict("response-contract");
  const over = reading.doneMarker || (reading.terminalState !== null && endsAtTerminal(reading));
  // What breaks after the end says nothing any more; only text that is not UTF-8 came before it.
  if (answer.end.kind === "failed" && (!over || answer.end.failure.detail === "invalid-utf8")) {
    const { failure } = answer.end;
    return fail(failure.category, {
      ...observed,
      ...observeFailure(failure),
      terminalState: TRANSPORT_END[failure.category] ?? "connection-lost",
      ...notes(list),
    });
  }
  if (answer.end.kind === "failed") list.push("reset-after-terminal");
  if (answer.end.kind === "left-open") list.push("left-open-after-terminal");
  if (reading.terminalState === "done-without-finish") return verdict("stream-unterminated");
  if (reading.terminalState === null) {
    return reading.events === 0
      ? fail("response-contract", {
          ...observed,
          detail: "stream-without-events",
          terminalState: "eof-without-terminal",
          ...notes(list),
        })
      : verdict("stream-unterminated", "eof-without-terminal");
  }
  return judgeOutput(reading.output, observed, list);
}

/** A Responses stream is over with its terminal event; a chat stream only with `[DONE]` or the end of the body. */
function endsAtTerminal(reading: StreamReading): boolean {
  return Object.keys(reading.eventTypes).some((type) => type.startsWith("response."));
}

const TRANSPORT_END: Readonly<Partial<Record<Category, TerminalState>>> = {
  "timeout-idle": "idle-timeout",
  "timeout-total": "total-timeout",
  "connection-lost": "connection-lost",
};

/** A stream was asked for and something else came with a success status. */
function judgeNonStream(answer: Answer): Outcome {
  const error = readError(answer.text);
  const detail = error === null ? "not-an-event-stream" : "error-in-200";
  const observed: Observation = {
    ...observeHead(answer),
    terminalState: "non-sse-body",
    detail,
    ...observeReport(error, answer.requestId),
  };
  const { end } = answer;
  return end.kind === "failed"
    ? fail(end.failure.category, { ...observed, ...observeFailure(end.failure) })
    : fail(reportedCategory(error, "response-contract"), observed);
}

/** Text passes, also when it was cut off; no text, a refusal or a content filter does not (trigger `empty-output`). */
function judgeOutput(output: OutputFacts, observed: Observation, list: readonly Note[]): Outcome {
  const all: Note[] = [...list, ...(output.usage === null ? (["usage-missing"] as const) : [])];
  if (output.filtered) return fail("empty-output", { ...observed, detail: "content-filter", ...notes(all) });
  if (output.refusal && !output.text) return fail("empty-output", { ...observed, detail: "refusal", ...notes(all) });
  if (output.text)
    return { kind: "pass", observed: { ...observed, ...notes(output.cutOff ? [...all, "truncated"] : all) } };
  const detail = output.cutOff ? CUT_OFF : "no-text";
  return fail("empty-output", { ...observed, detail, ...notes(output.reasoning ? [...all, "reasoning-only"] : all) });
}

/**
 * An error that came with a success status. An unknown model is one whatever the status, and money and rate limits are
 * not a bad release (product.md, "Triggers"): gateways re-send their upstream's error with a 200 (contracts.md, 1.2).
 */
function reportedCategory(error: ErrorReport | null, otherwise: Category): Category {
  if (isUnknownModel(error)) return "model";
  return isCapacity(error) ? "capacity" : otherwise;
}

function fail(category: Category, observed: Observation): Outcome {
  return { kind: "fail", category, observed };
}
