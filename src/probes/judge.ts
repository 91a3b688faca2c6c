import { readError } from "../contracts/error-envelope.ts";
import { type BodyReading, DONE, type StreamReading } from "../contracts/reading.ts";
import type { Observation, Outcome } from "../evidence/attempt.ts";
import type { Category } from "../evidence/categories.ts";
import type { Note, TerminalState } from "../evidence/vocabulary.ts";
import { isJson } from "../http/headers.ts";
import type { Answer, Exchange, ExchangeFailure } from "../http/types.ts";
import { endsWithinJson, parseJson } from "../text/json.ts";
import { judgeOutput } from "./judge-output.ts";
import {
  fail,
  failWith,
  notes,
  observeBody,
  observeFailure,
  observeHead,
  observeReport,
  observeStream,
} from "./observe.ts";
import { blamed } from "./refused.ts";
import type { OwnBody } from "./structured-output.ts";

/** The outcome of an exchange; an answer has a judge of its own. */
export function judgeExchange(exchange: Exchange, judge: (answer: Answer) => Outcome): Outcome {
  if (exchange.kind === "aborted") return { kind: "error", reason: "stopped" };
  return exchange.kind === "no-answer" ? failWith(exchange.failure, {}) : judge(exchange);
}

/** Judges the JSON of a whole answer; what is none, or does not say that it is, breaks the contract, unless it is an error. */
export function judgeBody(
  answer: Answer,
  model: string,
  judge: (body: unknown, head: Observation) => Outcome,
): Outcome {
  const head = observeHead(answer);
  if (answer.end.kind === "failed") return failWith(answer.end.failure, head);
  const body = isJson(answer.mediaType) ? parseJson(answer.text) : undefined;
  if (body !== undefined) return judge(body, head);
  const cut = isCutAtLength(answer) && endsWithinJson(answer.text) ? ("cut-at-content-length" as const) : null;
  const detail = cut ?? (isJson(answer.mediaType) ? "not-json" : "content-type-not-json");
  const error = readError(answer.text, answer.headers);
  const category = blamed("response-contract", error, answer.status, model);
  return fail(category, { ...head, json: false, detail, ...observeReport(error, answer.requestId) });
}

/**
 * Judges a non-streaming success: whole, JSON, of the documented shape, with text or usable vectors (contracts.md, 6 and 8).
 * @param own the team's own body: what it asks for beside text, with tools or in pictures or sound, is an answer too
 */
export function judgeJson(answer: Answer, model: string, read: (body: unknown) => BodyReading, own?: OwnBody): Outcome {
  return judgeBody(answer, model, (body, head) => {
    const reading = read(body);
    const observed = { ...head, ...observeBody(reading) };
    switch (reading.kind) {
      case "error":
      case "failed":
        return fail(blamed(BROKEN[reading.kind], reading.error, answer.status, model), {
          ...observed,
          ...observeReport(reading.error, answer.requestId),
        });
      case "wrong-shape":
        return fail("response-contract", observed);
      case "output":
        return judgeOutput(reading.output, observed, [], own);
      case "vectors":
        return reading.vectors.defect === null ? { kind: "pass", observed } : fail("response-contract", observed);
    }
  });
}

/** What an error with a success status is, unless it is somebody else's fault: gateways re-send their upstream's error. */
const BROKEN = { error: "response-contract", failed: "stream-failed" } as const;

/** Judges a streaming success by its events and by how it ended (contracts.md, 6.2 to 6.4); `own` as above. */
export function judgeStream(
  answer: Answer,
  model: string,
  read: (events: NonNullable<Answer["events"]>) => StreamReading,
  own: OwnBody | undefined,
): Outcome {
  if (answer.events === null) return judgeNonStream(answer, model);
  const reading = read(lastData(answer) === DONE ? [...answer.events, { event: null, data: DONE }] : answer.events);
  const list: Note[] = [...reading.notes];
  if (answer.comments > 0) list.push("comments");
  if (answer.mediaType !== "text/event-stream") list.push("content-type-not-event-stream");
  if (answer.unterminatedFrame) list.push("unterminated-final-frame");
  const observed = {
    ...observeHead(answer),
    ...observeStream(reading),
    ...observeReport(reading.error, answer.requestId),
  };
  const verdict = (category: Category, more: Observation = {}): Outcome =>
    fail(category, { ...observed, ...more, ...notes(list) });

  if (reading.terminalState === "error-event" || reading.terminalState === "failed")
    return verdict(blamed("stream-failed", reading.error, answer.status, model));
  if (reading.defect !== null) return verdict("response-contract");
  const failure = brokenOff(answer, reading.over);
  if (failure !== null) {
    const terminalState = TRANSPORT_END[failure.category] ?? "connection-lost";
    return verdict(failure.category, { ...observeFailure(failure), terminalState });
  }
  if (answer.end.kind === "failed") list.push("reset-after-terminal");
  if (answer.end.kind === "left-open") list.push("left-open-after-terminal");
  if (reading.terminalState === "done-without-finish") return verdict("stream-unterminated");
  if (reading.terminalState === null) {
    const terminalState = "eof-without-terminal";
    const cut = isCutAtLength(answer) && answer.unterminatedFrame ? ("cut-at-content-length" as const) : null;
    if (reading.events > 0)
      return verdict("stream-unterminated", { terminalState, ...(cut === null ? {} : { detail: cut }) });
    // A relay that breaks after the head writes its error as it would have without a stream (contracts.md, 1.6).
    const error = readError(answer.text, answer.headers);
    const seen = {
      detail: cut ?? "stream-without-events",
      terminalState,
      ...observeReport(error, answer.requestId),
    } as const;
    return verdict(blamed("response-contract", error, answer.status, model), seen);
  }
  // What a whole body would have failed with.
  const late = answer.end.kind === "failed" ? answer.end.failure.detail : null;
  return judgeOutput(reading.output, late === null ? observed : { ...observed, detail: late }, list, own);
}

/** The end of a text in which its last line is looked for, UTF-16 units: marks are short. */
const LAST_LINE = 2_048;

/**
 * The data of a last line that no blank line follows, of a body that came to its end. It is no event (WHATWG), but a mark in it
 * ends the stream: clients that drop it have nothing more to read either (openai-python), others take it (openai-node).
 */
export function lastData({ text, end, unterminatedFrame }: Answer): string | null {
  if (end.kind !== "complete" || !unterminatedFrame) return null;
  return /(?:^|[\r\n])data:([^\r\n]*)$/.exec(text.slice(-LAST_LINE).trimEnd())?.[1]?.trim() ?? null;
}

/** Whether the end of a body is that of its Content-Length: where it ends in the middle, the header may be wrong. */
function isCutAtLength({ end, headers, bytes }: Answer): boolean {
  return (
    end.kind === "complete" && headers["content-encoding"] === undefined && Number(headers["content-length"]) === bytes
  );
}

/**
 * What broke a stream; null: nothing did. What breaks after the end says nothing any more; only text that is not UTF-8 came
 * before it.
 */
export function brokenOff({ end }: Answer, over: boolean): ExchangeFailure | null {
  return end.kind === "failed" && (!over || end.failure.detail === "invalid-utf8") ? end.failure : null;
}

/** What ended a stream, where the connection did. */
export const TRANSPORT_END: Readonly<Partial<Record<Category, TerminalState>>> = {
  "timeout-idle": "idle-timeout",
  "timeout-total": "total-timeout",
};

/** A stream was asked for and something else came with a success status. */
function judgeNonStream(answer: Answer, model: string): Outcome {
  const error = readError(answer.text, answer.headers);
  const detail = error === null ? "not-an-event-stream" : "error-in-200";
  const observed: Observation = {
    ...observeHead(answer),
    terminalState: "non-sse-body",
    detail,
    ...observeReport(error, answer.requestId),
  };
  const { end } = answer;
  return end.kind === "failed"
    ? failWith(end.failure, observed)
    : fail(blamed("response-contract", error, answer.status, model), observed);
}
