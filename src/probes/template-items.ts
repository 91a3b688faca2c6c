import { isObject, type JsonObject } from "../contracts/json.ts";
import {
  contentWith,
  FILLER,
  harmlessName,
  harmlessRole,
  neutral,
  rebuilt,
  TINY_IMAGE,
  textFor,
  withQuestion,
} from "./harmless.ts";

/** Items that the gate can make harmless and still have understood; `role` alone marks the short form of a message. */
const KINDS = ["message", "function_call", "function_call_output", "custom_tool_call", "custom_tool_call_output"];

/**
 * The input of a Responses template without the team's words, the question last in the last user message. Left out are
 * items that point at stored state (`item_reference`), that nobody can replace (encrypted reasoning) or that belong to
 * a tool the provider runs, and results whose call is not in the input: an endpoint refuses them.
 */
export function harmlessInput(input: unknown, question: string): string | readonly JsonObject[] {
  if (!Array.isArray(input)) return question;
  const kept = input.filter(isObject).filter(isKept).map(harmlessItem);
  const called = new Set(kept.filter(isCall).map(({ call_id }) => call_id));
  const items = kept.filter((item) => !isResult(item) || called.has(item.call_id));
  return withQuestion(items, question, "input_text");
}

/** The variables of a stored prompt: texts and content parts. */
export function harmlessVariables(variables: unknown): unknown {
  if (!isObject(variables)) return neutral(variables, FILLER);
  return rebuilt(variables, (_name, value) => (isObject(value) ? harmlessPart(value, "user") : neutral(value, FILLER)));
}

function isKept({ type, role }: JsonObject): boolean {
  return type === undefined ? role !== undefined : KINDS.some((kind) => kind === type);
}

function isCall({ type }: JsonObject): boolean {
  return type === "function_call" || type === "custom_tool_call";
}

function isResult({ type }: JsonObject): boolean {
  return type === "function_call_output" || type === "custom_tool_call_output";
}

function harmlessItem(item: JsonObject): JsonObject {
  return rebuilt(item, (member, value) => {
    switch (member) {
      case "id":
        // The id of an item that the provider may have stored; without it the item stands for itself.
        return undefined;
      case "role":
        return harmlessRole(value);
      case "content":
      case "output":
        return contentWith(textFor(item.role), value, (part) => harmlessPart(part, item.role));
      case "name":
        return isCall(item) ? harmlessName(value) : neutral(value);
      case "call_id":
        return harmlessName(value);
      case "arguments":
        return "{}";
      case "input":
        return neutral(value, FILLER);
      default:
        return neutral(value);
    }
  });
}

function harmlessPart(part: JsonObject, role: unknown): JsonObject {
  const text = textFor(role);
  switch (part.type) {
    case "input_text":
    case "output_text":
      return rebuilt(part, (member, value) => {
        if (member === "text") return text;
        // Sources that an answer quoted, and the tokens that it was made of.
        return member === "annotations" || member === "logprobs" ? [] : neutral(value);
      });
    case "refusal":
      return rebuilt(part, (member, value) => (member === "refusal" ? text : neutral(value)));
    case "input_image":
      // By URL or by the id of an uploaded file: the tiny image takes the place of both.
      return { ...rebuilt(part, imageMember), image_url: TINY_IMAGE };
    default:
      return { type: role === "assistant" ? "output_text" : "input_text", text };
  }
}

function imageMember(name: string, value: unknown): unknown {
  if (name === "file_id" || name === "image_url") return undefined;
  return neutral(value, name === "detail" ? "auto" : undefined);
}
