import { isObject, type JsonObject } from "../text/json.ts";
import {
  contentWith,
  FILLER,
  filler,
  harmlessMembers,
  harmlessName,
  harmlessRole,
  keptPart,
  LEFT_OUT,
  neutral,
  textFor,
  withQuestion,
} from "./harmless.ts";
import { documentUrl, fileLike, soundLike, TINY_IMAGE } from "./tiny-media.ts";

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
  const { role } = message;
  return harmlessMembers(message, {
    role: harmlessRole,
    content: (value) => harmlessContent(value, textFor(role)),
    // A person's name may be in it, except where the name is that of a function.
    name: role === "tool" || role === "function" ? harmlessName : (value) => neutral(value),
    tool_calls: (value) => (Array.isArray(value) ? value.filter(isObject).map(harmlessCall) : neutral(value)),
    function_call: harmlessFunction,
    tool_call_id: harmlessName,
    // The id of an earlier answer: state of the application. Signed and encrypted reasoning is nothing that can be replaced.
    audio: LEFT_OUT,
    reasoning_details: LEFT_OUT,
    extra_content: harmlessExtra,
    refusal: filler,
  });
}

function harmlessCall(call: JsonObject): JsonObject {
  return harmlessMembers(call, {
    id: harmlessName,
    function: harmlessFunction,
    custom: harmlessFunction,
    extra_content: harmlessExtra,
  });
}

/** What Google documents in place of a signature of its reasoning, for calls that no model of theirs made. */
const NO_SIGNATURE = "skip_thought_signature_validator";

/** What Google's compatible endpoint adds to a call, without the signature; a call with none at all is refused. */
function harmlessExtra(extra: unknown): unknown {
  const google = (value: unknown) =>
    isObject(value) ? harmlessMembers(value, { thought_signature: () => NO_SIGNATURE }) : neutral(value);
  return isObject(extra) ? harmlessMembers(extra, { google }) : neutral(extra);
}

function harmlessFunction(called: unknown): unknown {
  if (!isObject(called)) return neutral(called);
  return harmlessMembers(called, { name: harmlessName, arguments: () => "{}" }, FILLER);
}

function harmlessPart(part: JsonObject, text: string): JsonObject {
  switch (part.type) {
    case "text":
      return harmlessMembers(part, { text: () => text });
    case "refusal":
      return harmlessMembers(part, { refusal: () => text });
    case "image_url":
      return harmlessMembers(part, { image_url: harmlessImage });
    case "input_audio":
    case "audio_url":
      return { type: part.type, [part.type]: soundLike(part[part.type]) };
    case "file":
      return { type: "file", file: isObject(part.file) ? fileLike(part.file) : neutral(part.file) };
    case "document_url":
      return harmlessMembers(part, { document_url: documentUrl });
    case "video":
      // The pictures of one (Qwen); a film nobody can make up, so it stays.
      return Array.isArray(part.video)
        ? { type: "video", video: part.video.map(() => TINY_IMAGE) }
        : (keptPart(part) ?? { type: "text", text });
    default:
      return keptPart(part) ?? { type: "text", text };
  }
}

/** Documented as an object; gateways take the bare URL as well. */
function harmlessImage(image: unknown): unknown {
  if (!isObject(image)) return TINY_IMAGE;
  return harmlessMembers(image, { url: () => TINY_IMAGE, detail: (value) => neutral(value, "auto") });
}
