import type { TerminalState } from "../evidence/vocabulary.ts";
import { arrayAt, isObject, type JsonObject, parseJson, stringAt } from "../text/json.ts";
import { heldByMessage } from "./beside-text.ts";
import { chatOutput, contentText, hasReasoning, transcriptIn } from "./chat-completions.ts";
import { endingOf, INCOMPLETE } from "./endings.ts";
import { errorIn } from "./error-envelope.ts";
import {
  familyOfEvent,
  type Held,
  isDone,
  isText,
  nestedError,
  type StreamReading,
  type Usage,
  usageIn,
  type WireEvent,
} from "./reading.ts";
import { nothingRead } from "./stream-state.ts";
import { calledInMessage, chatCallsTool, toolCallDeltas } from "./tool-calls.ts";

/** State while chunks are read; local to this file, one per stream. */
const initialState = () => ({
  ...nothingRead(),
  text: false,
  answer: "",
  refusal: false,
  calls: toolCallDeltas(),
  holds: new Set<Held>(),
  chunks: 0,
  finishReasons: [] as string[],
  model: null as string | null,
  usage: null as Usage | null,
});
type State = ReturnType<typeof initialState>;

/**
 * Reads a Chat Completions stream (contracts.md, 2.4, 4 and 6.2): text, refusal or tool deltas, exactly one non-empty
 * `finish_reason`, no error inside the stream. A missing `[DONE]` is a warning; `[DONE]` without `finish_reason` is a
 * truncated stream, because gateways write it even when their upstream died.
 */
export function readChatStream(events: readonly WireEvent[]): StreamReading {
  const state = initialState();
  for (const event of events) {
    if (isDone(event)) {
      state.doneMarker = true;
      break;
    }
    readChunk(event, state);
    if (state.defect !== null || state.errorEvent) break;
  }
  const reasons = new Set(state.finishReasons);
  const message = state.calls.message();
  const finishReason =
    state.finishReasons.find((reason) => endingOf(reason) === "failed") ?? state.finishReasons[0] ?? null;
  if (reasons.size < state.finishReasons.length) state.notes.add("finish-reason-repeated");
  if (finishReason !== null && !state.doneMarker) state.notes.add("done-marker-missing");
  return {
    terminalState: terminalState(state, finishReason),
    defect: state.defect ?? (reasons.size > 1 ? "finish-reason-contradicted" : null),
    error: state.error,
    output: chatOutput(finishReason, {
      text: state.text,
      answer: state.answer,
      refusal: state.refusal,
      holds: [...heldByMessage(message), ...state.holds],
      awaits: chatCallsTool(message),
      calls: calledInMessage(message),
      toolDefect: state.calls.defect(),
      reasoning: state.reasoning,
      model: state.model,
      usage: state.usage,
    }),
    events: events.length,
    eventTypes: { "chat.completion.chunk": state.chunks },
    doneMarker: state.doneMarker,
    over: state.doneMarker,
    notes: [...state.notes],
  };
}

function terminalState(state: State, finishReason: string | null): TerminalState | null {
  if (state.errorEvent) return "error-event";
  if (finishReason === null) return state.doneMarker ? "done-without-finish" : null;
  const ending = endingOf(finishReason);
  return ending === "failed" ? "failed" : (INCOMPLETE[ending] ?? "completed");
}

function readChunk(event: WireEvent, state: State): void {
  const chunk = parseJson(event.data);
  const choices = arrayAt(chunk, "choices");
  const reported = choices === null || (isObject(chunk) && isText(chunk.error));
  const error = reported ? errorIn(chunk) : (nestedError(chunk) ?? nestedError(choices[0]));
  // SDK decoders raise on any payload with an error, and on the event's name (contracts.md, 2.5).
  // That is an empty one, too, which a whole answer may have.
  if (error !== null || (isObject(chunk) && (isObject(chunk.error) || event.event === "error"))) {
    state.error = error;
    state.errorEvent = true;
    return;
  }
  if (!isObject(chunk)) {
    state.defect = "event-not-json";
    return;
  }
  if ((familyOfEvent(chunk) ?? "chat-completions") !== "chat-completions") {
    state.defect = "wrong-family";
    return;
  }
  state.chunks++;
  state.model ??= stringAt(chunk, "model");
  state.usage = usageIn(chunk, "chat-completions") ?? state.usage;
  if (choices === null && !isObject(chunk.usage)) {
    state.defect = "chunk-without-choices";
    return;
  }
  // A usage chunk has `choices: []`; other choices than the first are not asked for.
  const choice = choices?.[0];
  if (choice !== undefined) readChoice(choice, state);
}

function readChoice(choice: unknown, state: State): void {
  const finishReason = stringAt(choice, "finish_reason");
  const delta = isObject(choice) ? (choice.delta ?? (maySayNothing(choice, finishReason, state) ? {} : null)) : null;
  if (!isObject(delta)) {
    state.defect = "choice-without-delta";
    return;
  }
  const content = contentText(delta);
  if (state.finishReasons.length > 0 && isText(content)) state.notes.add("text-after-finish");
  state.text ||= isText(content) || isText(transcriptIn(delta));
  state.answer += content;
  state.refusal ||= isText(stringAt(delta, "refusal"));
  state.calls.add(delta);
  for (const held of heldByMessage({ images: delta.images, audio: delta.audio })) state.holds.add(held);
  state.reasoning ||= hasReasoning(delta);
  // Some gateways send "" on every chunk; it says nothing (contracts.md, 4.7).
  if (finishReason === "") state.notes.add("finish-reason-empty");
  else if (finishReason !== null) state.finishReasons.push(finishReason);
}

/**
 * Whether a choice may have no delta: the end of an answer that was cut off or had its text before, which clients skip
 * (contracts.md, 7.3), and the results of Azure's filter, which come in chunks of their own.
 */
function maySayNothing(choice: JsonObject, finishReason: string | null, { text, reasoning }: State): boolean {
  if (choice.message != null || choice.text != null) return false;
  if (finishReason === null) return "content_filter_results" in choice;
  return text || reasoning || INCOMPLETE[endingOf(finishReason)] !== undefined;
}
