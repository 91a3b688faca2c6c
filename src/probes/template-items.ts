import { isObject, type JsonObject } from "../text/json.ts";
import {
  contentWith,
  filler,
  harmlessArguments,
  harmlessMembers,
  harmlessName,
  harmlessRole,
  keptPart,
  LEFT_OUT,
  neutral,
  rebuilt,
  textFor,
  withQuestion,
} from "./harmless.ts";
import { fileLike, pictureLike, soundLike } from "./tiny-media.ts";

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
  if (!isObject(variables)) return filler(variables);
  return rebuilt(variables, (_name, value) => (isObject(value) ? harmlessPart(value, "user") : filler(value)));
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
  const content = (value: unknown) => contentWith(textFor(item.role), value, (part) => harmlessPart(part, item.role));
  return harmlessMembers(item, {
    // The id of an item that the provider may have stored; without it the item stands for itself.
    id: LEFT_OUT,
    role: harmlessRole,
    content,
    output: content,
    name: isCall(item) ? harmlessName : (value) => neutral(value),
    call_id: harmlessName,
    arguments: harmlessArguments,
    input: filler,
  });
}

function harmlessPart(part: JsonObject, role: unknown): JsonObject {
  const text = textFor(role);
  switch (part.type) {
    case "input_text":
    case "output_text":
    case "refusal":
      // Also the sources that an answer quoted, and the tokens that it was made of.
      return harmlessMembers(part, {
        text: () => text,
        refusal: () => text,
        annotations: () => [],
        logprobs: () => [],
      });
    case "input_image":
      // By URL or by the id of an uploaded file: the tiny image takes the place of both.
      return {
        ...harmlessMembers(part, { file_id: LEFT_OUT, image_url: LEFT_OUT, detail: (value) => neutral(value, "auto") }),
        image_url: pictureLike(part.image_url),
      };
    case "input_audio":
      return { type: "input_audio", input_audio: soundLike(part.input_audio) };
    case "input_file":
      return { type: "input_file", ...fileLike(part) };
    default:
      return keptPart(part) ?? { type: role === "assistant" ? "output_text" : "input_text", text };
  }
}
