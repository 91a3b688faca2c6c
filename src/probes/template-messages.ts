import { isObject, type JsonObject } from "../contracts/json.ts";
import {
  contentWith,
  FILLER,
  harmlessName,
  harmlessRole,
  LABEL,
  neutral,
  rebuilt,
  TINY_IMAGE,
  textFor,
  withQuestion,
} from "./harmless.ts";

/**
 * The messages of a chat template without the team's words: roles, order, tool calls and pictures stay, every text is
 * harmless, and the question stands last in the last user message. What is no message stands for something that the
 * application fills in, for example `"{{history}}"`, and is left out.
 */
export function harmlessMessages(messages: unknown, question: string): readonly JsonObject[] {
  const list = Array.isArray(messages) ? messages.filter(isObject).map(harmlessMessage) : [];
  return withQuestion(list, question, "text");
}

/** A `content` of Chat Completions, in messages and in a `prediction`, with this text in place of every other. */
export function harmlessContent(content: unknown, text: string): unknown {
  return contentWith(text, content, (part) => harmlessPart(part, text));
}

function harmlessMessage(message: JsonObject): JsonObject {
  return rebuilt(message, (member, value) => {
    switch (member) {
      case "role":
        return harmlessRole(value);
      case "content":
        return harmlessContent(value, textFor(message.role));
      case "name":
        // A person's name may be in it, except where the name is that of a function.
        return message.role === "tool" || message.role === "function" ? harmlessName(value) : neutral(value);
      case "tool_calls":
        return Array.isArray(value) ? value.filter(isObject).map(harmlessCall) : neutral(value);
      case "function_call":
        return isObject(value) ? harmlessFunction(value) : neutral(value);
      case "tool_call_id":
        return harmlessName(value);
      case "audio":
        // The id of an earlier answer: state of the application.
        return undefined;
      case "refusal":
        return neutral(value, FILLER);
      default:
        return neutral(value);
    }
  });
}

function harmlessCall(call: JsonObject): JsonObject {
  return rebuilt(call, (member, value) => {
    if (member === "id") return harmlessName(value);
    return (member === "function" || member === "custom") && isObject(value) ? harmlessFunction(value) : neutral(value);
  });
}

function harmlessFunction(called: JsonObject): JsonObject {
  return rebuilt(called, (member, value) => {
    if (member === "name") return harmlessName(value);
    return member === "arguments" ? "{}" : neutral(value, FILLER);
  });
}

function harmlessPart(part: JsonObject, text: string): JsonObject {
  switch (part.type) {
    case "text":
    case "refusal":
      return rebuilt(part, (member, value) => (member === part.type ? text : neutral(value)));
    case "image_url":
      return rebuilt(part, (member, value) => (member === "image_url" ? harmlessImage(value) : neutral(value)));
    default:
      // Sound, files and video: a text takes their place, because a made-up file would be the gate's own mistake.
      return { type: "text", text };
  }
}

/** Documented as an object; gateways take the bare URL as well. */
function harmlessImage(image: unknown): unknown {
  if (!isObject(image)) return TINY_IMAGE;
  return rebuilt(image, (member, value) =>
    member === "url" ? TINY_IMAGE : neutral(value, member === "detail" ? "auto" : LABEL),
  );
}
