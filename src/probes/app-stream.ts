import { isDeepStrictEqual } from "node:util";
import type { StreamSettings, TerminalEvent } from "../evidence/app.ts";
import type { Observation, Outcome } from "../evidence/attempt.ts";
import type { Category } from "../evidence/categories.ts";
import type { TransportDetail } from "../evidence/transport-details.ts";
import type { Note, TerminalState } from "../evidence/vocabulary.ts";
import { isJson } from "../http/headers.ts";
import type { Answer, ExchangeFailure, StreamEvent } from "../http/types.ts";
import { isObject, parseJson, stringAt } from "../text/json.ts";
import { type Said, saidIn, valueAtPointer } from "./app-said.ts";
import { brokenOff, lastData, TRANSPORT_END } from "./judge.ts";
import { fail, failWith, notes, observeFailure } from "./observe.ts";

/** One event of a stream, and what it parses to; undefined: it is no JSON. */
interface ReadEvent extends StreamEvent {
  readonly value: unknown;
}

/** What a stream says, and how it went. */
export interface StreamSaid extends Said {
  /** Up to the last event and with it; what follows says nothing any more. */
  readonly events: readonly ReadEvent[];
  /** The pieces of the text, put together. */
  readonly text: string;
  /** The declared last event came. */
  readonly terminal: boolean;
}

/** What a stream says; null: the answer is none. */
export function saidInStream(answer: Answer, stream: StreamSettings): StreamSaid | null {
  if (answer.events === null) return null;
  // One JSON document is an answer in one piece, whoever sends it.
  if (isJson(answer.mediaType) && parseJson(answer.text) !== undefined) return null;
  const all = answer.events.map((event): ReadEvent => ({ ...event, value: parseJson(event.data) }));
  const last = all.findIndex((event) => isTerminal(event, stream.terminal));
  const events = last < 0 ? all : all.slice(0, last + 1);
  // A mark is no text; an event that holds one may be the last as well.
  const isMark = stream.terminal?.kind === "data" || !stream.text;
  const text = textOf(last >= 0 && isMark ? events.slice(0, -1) : events, stream.text);
  const isText = (pointer: string) => pointer === "" || pointer === stream.text;
  return {
    ...saidIn(answer),
    body: events.findLast(({ value }) => isObject(value))?.value,
    at: (pointer) =>
      isText(pointer)
        ? text.trim()
        : events.map(({ value }) => valueAtPointer(value, pointer)).findLast((value) => value !== undefined),
    events,
    text,
    terminal: last >= 0 || endsBare(answer, stream.terminal),
  };
}

/** The pieces of a text, where the pointer leads; without one the data is the text, and what is written as JSON what it says. */
function textOf(events: readonly ReadEvent[], pointer: string | null): string {
  return events
    .map(({ data, value }) => {
      if (pointer === null || pointer === "") return typeof value === "string" ? value : data;
      const piece = valueAtPointer(value, pointer);
      return typeof piece === "string" ? piece : "";
    })
    .join("");
}

/** Whether this is the declared last event. */
export function isTerminal(event: StreamEvent, terminal: TerminalEvent | null): boolean {
  switch (terminal?.kind) {
    case "data":
      return event.data.trim() === terminal.data.trim();
    case "event":
      return event.event === terminal.name;
    case "value":
      return isDeepStrictEqual(valueAtPointer(parseJson(event.data), terminal.pointer), terminal.value);
    default:
      return false;
  }
}

/**
 * Whether the last event came without data, which makes it none (WHATWG) although LangServe ends its streams so; or as the last
 * line of a body that came to its end, without the blank line behind it.
 */
function endsBare(answer: Answer, terminal: TerminalEvent | null): boolean {
  if (terminal?.kind === "data") return lastData(answer) === terminal.data.trim();
  if (terminal?.kind !== "event") return false;
  return answer.text.split(/\r?\n\r?\n/).some((frame) => /^event: ?(.*)$/.exec(frame.trim())?.[1] === terminal.name);
}

/** How services name an event that reports an error: alone, of a run (AG-UI), or of a response. */
const ERROR_NAME = /^(?:(?:run|response|stream)[._-]?)?(?:error|failed)$/i;

/** The error part of the data stream protocol, which has no other name. */
const ERROR_PART = "3";

/** Whether an event reports an error: by its name or type, or by a member that says more than that there is none. */
function reportsError({ event, value }: ReadEvent): boolean {
  if (event !== null && (ERROR_NAME.test(event) || event === ERROR_PART)) return true;
  if (ERROR_NAME.test(stringAt(value, "type") ?? "") || ERROR_NAME.test(stringAt(value, "event") ?? "")) return true;
  const { error } = isObject(value) ? value : {};
  return isObject(error) || error === true || (typeof error === "string" && error.trim() !== "");
}

/** Limits of what the gate reads: no documentation bounds what a service of one's own answers. */
const OWN_LIMITS: readonly (TransportDetail | null)[] = ["body-too-large", "frame-too-large", "wire-too-large"];

/** An answer that did not come to its end; beyond a limit of the gate's own nobody knows whether it is right. */
export function endedEarly(failure: ExchangeFailure, seen: Observation): Outcome {
  return OWN_LIMITS.includes(failure.detail)
    ? tooLarge({ ...seen, ...observeFailure(failure) })
    : failWith(failure, seen);
}

/** The service answered more than the gate reads. */
export function tooLarge(observed: Observation): Outcome {
  return { kind: "error", reason: "answer-too-large", observed };
}

/**
 * How a stream went, with the care of the provider's streams (contracts.md, 6.2 to 6.4); null: to its end, with all that was
 * declared of it.
 */
export function judgeStream(
  answer: Answer,
  said: StreamSaid | null,
  stream: StreamSettings,
  head: Observation,
): Outcome | null {
  const { end } = answer;
  if (said === null) {
    const seen = { ...head, terminalState: "non-sse-body" as const };
    return end.kind === "failed"
      ? endedEarly(end.failure, seen)
      : fail("app-behaviour", { ...seen, detail: "not-an-event-stream" });
  }
  const { events, terminal } = said;
  const list: Note[] = [
    ...(answer.comments > 0 ? (["comments"] as const) : []),
    ...(answer.unterminatedFrame ? (["unterminated-final-frame"] as const) : []),
  ];
  const verdict = (category: Category, terminalState: TerminalState, more: Observation = {}) =>
    fail(category, { ...head, events: events.length, terminalState, ...more, ...notes(list) });
  if (events.some(reportsError)) return verdict("stream-failed", "error-event");
  const failure = brokenOff(answer, terminal);
  if (failure !== null)
    return endedEarly(failure, {
      ...head,
      events: events.length,
      terminalState: TRANSPORT_END[failure.category] ?? "connection-lost",
      ...notes(list),
    });
  const cut = "eof-without-terminal" as const;
  if (events.length === 0 && stream.minEvents > 0)
    return verdict("app-behaviour", cut, { detail: "stream-without-events" });
  if (stream.terminal !== null && !terminal) return verdict("stream-unterminated", cut);
  if (events.length < stream.minEvents) return verdict("app-behaviour", "completed", { detail: "too-few-events" });
  return stream.text !== null && said.text.trim() === ""
    ? verdict("empty-output", "completed", { detail: "no-text" })
    : null;
}
