import type { OpenAiFamily } from "../evidence/vocabulary.ts";
import { arrayAt, isObject, parseJson, stringAt } from "../text/json.ts";
import type { WireEvent } from "./reading.ts";

/*
 * The text of an answer that was read and found good. It is held against what was asked for, in this process alone, and
 * kept nowhere.
 */

/** The text of an answer in one piece; empty where it has none. */
export function answerText(family: OpenAiFamily, body: unknown): string {
  return family === "responses" ? outputText(body) : textOfMessage(choiceOf(body).message);
}

/** The text of a streamed answer, from its deltas or, where none came, from what its last event holds. */
export function streamedText(family: OpenAiFamily, events: readonly WireEvent[]): string {
  const parsed = events.map(({ data }) => parseJson(data));
  if (family === "chat-completions")
    return parsed.map((chunk) => stringAt(choiceOf(chunk).delta, "content") ?? "").join("");
  const deltas = parsed.filter((event) => stringAt(event, "type") === "response.output_text.delta");
  if (deltas.length > 0) return deltas.map((event) => stringAt(event, "delta") ?? "").join("");
  return (
    parsed.map((event) => (isObject(event) ? outputText(event.response) : "")).findLast((text) => text !== "") ?? ""
  );
}

function choiceOf(body: unknown): { readonly message?: unknown; readonly delta?: unknown } {
  const [choice] = arrayAt(body, "choices") ?? [];
  return isObject(choice) ? choice : {};
}

function textOfMessage(message: unknown): string {
  return stringAt(message, "content") ?? "";
}

function outputText(response: unknown): string {
  return (arrayAt(response, "output") ?? [])
    .filter((item) => stringAt(item, "type") === "message")
    .flatMap((item) => arrayAt(item, "content") ?? [])
    .map((part) => (stringAt(part, "type") === "output_text" ? (stringAt(part, "text") ?? "") : ""))
    .join("");
}
