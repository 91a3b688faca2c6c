import type { TerminalState } from "../evidence/vocabulary.ts";
import { isObject, type JsonObject, parseJson, stringAt } from "../text/json.ts";
import { type Ending, INCOMPLETE } from "./endings.ts";
import { errorIn } from "./error-envelope.ts";
import { familyOfEvent, isDone, isText, nestedError, type StreamReading, type WireEvent } from "./reading.ts";
import { ERROR_TYPES, FAILED_TYPES, RESPONSE_EVENTS, TERMINAL_TYPES, TEXT_DELTAS } from "./response-event-names.ts";
import { responseMessages } from "./response-messages.ts";
import { outputOf, responseEnding } from "./responses.ts";
import { countEvent, nothingRead } from "./stream-state.ts";

/** Event types that carry a position in the output; without one a client cannot place the delta. */
const INDEXED = /^response\.(output_item|content_part|output_text|refusal)\./;

/** Words without which no event ends a stream. */
const ENDING = /response\.(completed|failed|incomplete|cancell?ed)|error"/;

/** Whether an event ends a Responses stream; a client may close afterwards. */
export function endsResponse(event: WireEvent): boolean {
  if (isDone(event)) return true;
  // Deltas are the bulk of a stream and need not be parsed twice.
  if (!ENDING.test(event.data) && !ENDING.test(`"${event.event}"`)) return false;
  const parsed = parseJson(event.data);
  return isObject(parsed) && (TERMINAL_TYPES.has(typeOf(parsed, event)) || isErrorEvent(parsed, event));
}

/** An event that ends a response, and how many came before it. */
interface Terminal {
  readonly type: string;
  readonly response: unknown;
  readonly before: number;
}

/** State while events are read; local to this file, one per stream. */
const initialState = () => ({
  ...nothingRead(),
  text: { delta: false, done: false },
  refusal: false,
  messages: responseMessages(),
  items: [] as unknown[],
  sound: false,
  terminals: [] as Terminal[],
  lastSequence: null as number | null,
});
type State = ReturnType<typeof initialState>;

/**
 * Reads a Responses stream (contracts.md, 2.3, 4 and 6.3): at least one event before exactly one terminal event, which
 * is `response.completed`, and no error event. `[DONE]` is neither required nor forbidden; event names, sequence numbers
 * and indexes that are off are warnings; unknown event types are ignored.
 */
export function readResponseStream(events: readonly WireEvent[]): StreamReading {
  const state = initialState();
  for (const event of events) {
    if (isDone(event)) {
      state.doneMarker = true;
      break;
    }
    readEvent(event, state);
    if (state.defect !== null) break;
  }
  const terminal = state.terminals[0];
  const output = outputOf(terminal?.response);
  const streamed = state.text.delta || state.text.done;
  const items = outputOf({ output: state.items });
  if (terminal?.type === "response.completed" && streamed && !output.text) state.notes.add("completed-output-empty");
  if (output.text && !streamed) state.notes.add("text-only-in-completed");
  return {
    terminalState: terminalState(state),
    defect: state.defect ?? terminalDefect(state),
    error: state.error ?? nestedError(terminal?.response),
    output: {
      ...output,
      text: streamed || output.text,
      answer: state.messages.answer() || output.answer,
      refusal: state.refusal || output.refusal,
      holds: [...(state.sound ? (["sound"] as const) : []), ...items.holds, ...output.holds],
      awaits: items.awaits || output.awaits,
      calls: items.calls.length > 0 ? items.calls : output.calls,
      reasoning: state.reasoning || output.reasoning,
      ending: terminal === undefined ? "complete" : terminalEnding(terminal),
    },
    events: state.events,
    eventTypes: state.eventTypes,
    doneMarker: state.doneMarker,
    over: state.doneMarker || terminal !== undefined,
    notes: [...state.notes],
  };
}

function terminalState(state: State): TerminalState | null {
  if (state.errorEvent) return "error-event";
  const [terminal] = state.terminals;
  if (terminal === undefined) return state.doneMarker ? "done-without-finish" : null;
  if (state.terminals.length > 1) return "more-than-one-terminal";
  if (FAILED_TYPES.has(terminal.type)) return "failed";
  const otherwise = terminal.type === "response.completed" ? "completed" : "incomplete-other";
  return INCOMPLETE[terminalEnding(terminal)] ?? otherwise;
}

/** The event's name says what the response leaves out; vLLM completes a response that it calls incomplete. */
function terminalEnding({ type, response }: Terminal): Ending {
  return responseEnding(response, type === "response.incomplete" ? "incomplete" : stringAt(response, "status"));
}

function terminalDefect(state: State): string | null {
  const [terminal] = state.terminals;
  if (terminal === undefined || state.errorEvent) return null;
  if (state.terminals.length > 1) return "more-than-one-terminal-event";
  if (!isObject(terminal.response)) return "terminal-event-without-response";
  if (terminal.before === 0) return "no-event-before-the-terminal-event";
  if (terminal.type === "response.completed" && nestedError(terminal.response) !== null) return "completed-with-error";
  const status = stringAt(terminal.response, "status");
  const expected = terminal.type.replace("response.", "");
  const cutShort = status === "incomplete" && INCOMPLETE[terminalEnding(terminal)] !== undefined;
  return status !== null && status !== expected && !cutShort ? "status-contradicts-terminal-event" : null;
}

function readEvent(event: WireEvent, state: State): void {
  const parsed = parseJson(event.data);
  if (!isObject(parsed)) {
    state.error = errorIn(parsed);
    state.errorEvent = state.error !== null;
    state.defect = state.errorEvent ? null : "event-not-json";
    return;
  }
  if ((familyOfEvent(parsed) ?? "responses") !== "responses") {
    state.defect = "wrong-family";
    return;
  }
  const type = typeOf(parsed, event);
  countEvent(type, RESPONSE_EVENTS, state);
  noteFraming(type, event, parsed, state);
  if (isErrorEvent(parsed, event)) {
    state.errorEvent = true;
    // The flat form may have no message.
    state.error ??= errorIn(parsed) ?? errorIn({ error: parsed });
    return;
  }
  if (type === "") {
    state.defect = "event-without-type";
    return;
  }
  if (TERMINAL_TYPES.has(type)) {
    state.terminals.push({ type, response: parsed.response, before: state.events - 1 });
    return;
  }
  state.text.delta ||= TEXT_DELTAS.has(type) && isText(parsed.delta);
  state.text.done ||= type === "response.output_text.done" && isText(parsed.text);
  state.refusal ||= type.startsWith("response.refusal.");
  if (type === "response.output_item.done") state.items.push(parsed.item);
  state.messages.add(type, parsed);
  state.sound ||= type === "response.audio.delta";
  state.reasoning ||= type.startsWith("response.reasoning");
}

/** The JSON `type`, else the event's name: gateways leave out either (contracts.md, 4.9). */
function typeOf(parsed: JsonObject, event: WireEvent): string {
  return stringAt(parsed, "type") ?? event.event ?? "";
}

function isErrorEvent(parsed: JsonObject, event: WireEvent): boolean {
  const type = typeOf(parsed, event);
  if (ERROR_TYPES.has(type)) return true;
  if (type.startsWith("response.")) return false;
  // A flat error has its own type: `rate_limit_error`.
  if (/error$/i.test(type)) return true;
  const shape = errorIn(parsed)?.envelope;
  // With a type of its own only a problem (RFC 9457) is an error: an extension may carry a message too (contracts.md, 3).
  const isOther = type === "" ? shape !== undefined : shape === "detail";
  const reported = isObject(parsed.error) || isText(parsed.error) || isOther;
  return reported || event.event === "error" || parsed.object === "error";
}

function noteFraming(type: string, event: WireEvent, parsed: JsonObject, state: State): void {
  if (event.event === null) state.notes.add("event-name-missing");
  else if (event.event !== type) state.notes.add("event-name-mismatch");
  if (!RESPONSE_EVENTS.has(type) && type !== "") state.notes.add("unknown-event-type");
  const sequence = parsed.sequence_number;
  if (typeof sequence !== "number") state.notes.add("sequence-missing");
  else {
    if (state.lastSequence !== null && sequence <= state.lastSequence) state.notes.add("sequence-not-increasing");
    state.lastSequence = sequence;
  }
  if (INDEXED.test(type) && typeof parsed.output_index !== "number") state.notes.add("index-missing");
}
