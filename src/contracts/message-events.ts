import type { TerminalState } from "../evidence/vocabulary.ts";
import { isObject, type JsonObject, parseJson, stringAt } from "../text/json.ts";
import { endingOf, INCOMPLETE } from "./endings.ts";
import { errorIn } from "./error-envelope.ts";
import { messageOutput } from "./messages.ts";
import {
  familyOfEvent,
  isDone,
  isText,
  MESSAGE_EVENTS,
  nestedError,
  type StreamReading,
  type Usage,
  usageIn,
  type WireEvent,
} from "./reading.ts";
import { countEvent, nothingRead } from "./stream-state.ts";

/** Whether an event ends a Messages stream; a client may close afterwards. */
export function endsMessage(event: WireEvent): boolean {
  // Deltas are the bulk of a stream and need not be parsed twice.
  if (!/message_stop|error/.test(`${event.event} ${event.data}`)) return false;
  const type = typeOf(parseJson(event.data), event);
  return type === "message_stop" || type === "error";
}

/** A content block while its deltas arrive; `json` is the input of a tool, as far as it has come. */
interface GrowingBlock {
  readonly start: JsonObject;
  text: string;
  json: string;
}

/** State while events are read; local to this file, one per stream. */
const initialState = () => ({
  ...nothingRead(),
  started: false,
  blocks: new Map<number, GrowingBlock>(),
  stopReasons: [] as string[],
  stops: 0,
  model: null as string | null,
  usage: null as Usage | null,
});
type State = ReturnType<typeof initialState>;

/**
 * Reads a Messages stream (contracts.md, 8): `message_start`, content blocks, a stop reason, `message_stop`, and no error.
 * `ping` may come anywhere and unknown types are ignored. What the vendor's own client cannot put together breaks the
 * contract: it passes over events without a name, and stops at an order or a member that it does not expect.
 */
export function readMessageStream(events: readonly WireEvent[]): StreamReading {
  const state = initialState();
  for (const event of events) {
    if (isDone(event)) state.doneMarker = true;
    else readEvent(event, state);
    if (state.defect !== null || state.errorEvent) break;
  }
  const { stopReasons, stops, defect, error, eventTypes, doneMarker } = state;
  // The last word counts, unless an earlier one says that something broke.
  const stopReason = stopReasons.find((reason) => endingOf(reason) === "failed") ?? stopReasons.at(-1) ?? null;
  if (stopReasons.length > 1 || stops > 1) state.notes.add("finish-reason-repeated");
  return {
    terminalState: terminalState(state, stopReason),
    defect,
    error,
    output: messageOutput([...state.blocks.values()].map(whole), stopReason, state.model, state.usage),
    events: state.events,
    eventTypes,
    doneMarker,
    over: stops > 0,
    notes: [...state.notes],
  };
}

function terminalState({ errorEvent, stops }: State, stopReason: string | null): TerminalState | null {
  if (errorEvent) return "error-event";
  if (stops === 0) return null;
  if (stopReason === null) return "done-without-finish";
  const ending = endingOf(stopReason);
  return ending === "failed" ? "failed" : (INCOMPLETE[ending] ?? "completed");
}

/** A block as an answer in one piece would have it. */
function whole({ start, text, json }: GrowingBlock): JsonObject {
  if (start.type === "text") return { ...start, text };
  if (!("input" in start) || json.trim() === "") return start;
  const input = parseJson(json);
  // What does not parse is no input, and stays what it is.
  return { ...start, input: input === undefined ? json : input };
}

function readEvent(event: WireEvent, state: State): void {
  const parsed = parseJson(event.data);
  const type = typeOf(parsed, event);
  if (type === "error" || nestedError(parsed) !== null || (type === "" && errorIn(parsed) !== null)) {
    state.error = errorIn(parsed);
    state.errorEvent = true;
    return;
  }
  // The vendor's client looks at the name alone, and reads nothing that is called a ping.
  if (event.event === "ping") {
    countEvent("ping", MESSAGE_EVENTS, state);
    if (type !== "ping") state.notes.add("event-name-mismatch");
    return;
  }
  if (!isObject(parsed)) state.defect = "event-not-json";
  else if ((familyOfEvent(parsed) ?? "messages") !== "messages") state.defect = "wrong-family";
  else if (type === "") state.defect = "event-without-type";
  if (state.defect !== null || !isObject(parsed)) return;
  countEvent(type, MESSAGE_EVENTS, state);
  if (!MESSAGE_EVENTS.has(type)) state.notes.add("unknown-event-type");
  else if (event.event === null) state.defect = "event-without-name";
  else if (event.event !== type) state.notes.add("event-name-mismatch");
  read(type, parsed, state);
}

function read(type: string, event: JsonObject, state: State): void {
  if (type === "message_start") {
    startMessage(event.message, state);
    return;
  }
  if (MESSAGE_EVENTS.has(type) && type !== "ping" && !state.started) {
    state.defect = "message-start-missing";
    return;
  }
  if (type === "content_block_start" && isObject(event.content_block)) {
    const { text } = event.content_block;
    const grown = { start: event.content_block, text: typeof text === "string" ? text : "", json: "" };
    // It puts blocks one behind the other, so a start needs none.
    if (typeof event.index !== "number") state.notes.add("index-missing");
    state.blocks.set(typeof event.index === "number" ? event.index : state.blocks.size, grown);
  } else if (type === "content_block_delta") grow(event, state);
  else if (type === "message_delta") readDelta(event, state);
  else if (type === "message_stop") state.stops++;
}

function startMessage(message: unknown, state: State): void {
  if (state.started) state.defect = "message-started-twice";
  else if (!isObject(message) || !Array.isArray(message.content) || !isObject(message.usage))
    state.defect = "message-start-incomplete";
  state.started = true;
  state.model = stringAt(message, "model");
  state.usage = usageIn(message, "messages");
}

function grow(event: JsonObject, state: State): void {
  // The vendor's client looks a delta's block up by its index, and one that never began is not there.
  const block = typeof event.index === "number" ? state.blocks.get(event.index) : undefined;
  if (typeof event.index !== "number") state.notes.add("index-missing");
  if (block === undefined) return;
  const text = stringAt(event.delta, "text") ?? "";
  if (state.stopReasons.length > 0 && isText(text)) state.notes.add("text-after-finish");
  block.text += text;
  block.json += stringAt(event.delta, "partial_json") ?? "";
}

function readDelta(event: JsonObject, state: State): void {
  if (!isObject(event.delta) || !isObject(event.usage)) {
    state.defect = "message-delta-incomplete";
    return;
  }
  const usage = usageIn(event, "messages");
  state.usage = { input: state.usage?.input ?? null, output: null, total: null, ...known(usage) };
  const reason = stringAt(event.delta, "stop_reason");
  if (reason === "") state.notes.add("finish-reason-empty");
  else if (reason !== null) state.stopReasons.push(reason);
}

/** The counts that are there; they are totals, so the later one counts. */
function known(usage: Usage | null): Partial<Usage> {
  return Object.fromEntries(Object.entries(usage ?? {}).filter(([, count]) => count !== null));
}

/** The JSON `type`, else the event's name. */
function typeOf(parsed: unknown, event: WireEvent): string {
  return event.event === "error" ? "error" : (stringAt(parsed, "type") ?? event.event ?? "");
}
