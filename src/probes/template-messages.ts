import { NESTED_FIELDS } from "../contracts/nested-fields.ts";
import { isObject, type JsonObject } from "../text/json.ts";
import {
  contentWith,
  FILLER,
  filler,
  harmlessArguments,
  harmlessMembers,
  harmlessName,
  harmlessRole,
  isFilledIn,
  keptPart,
  LABEL,
  LEFT_OUT,
  neutral,
  textFor,
  withQuestion,
} from "./harmless.ts";
import { documentUrl, fileLike, pictureLike, soundLike, TINY_IMAGE } from "./tiny-media.ts";

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
    name: role === "tool" || role === "function" ? harmlessName : harmlessPerson,
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

const { form: NAME_OF_PERSON } = NESTED_FIELDS["chat-completions"]["messages[].name"] ?? {};

/** A label in place of a person's name; one that is not of the documented form has a label that is not. */
function harmlessPerson(name: unknown): unknown {
  const isOdd = typeof name === "string" && !isFilledIn(name) && NAME_OF_PERSON?.pattern.test(name) === false;
  return neutral(name, isOdd ? `${LABEL} ${LABEL}` : LABEL);
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
  return harmlessMembers(called, { name: harmlessName, arguments: harmlessArguments }, FILLER);
}

/** Types of parts that the gate has a harmless one of; what is in them has the same name. */
const PARTS = ["text", "refusal", "image_url", "input_audio", "audio_url", "file", "document_url", "video"];

/** A part of a type, or without one, as some endpoints take it. */
function harmlessPart(part: JsonObject, text: string): JsonObject {
  const { type = PARTS.find((name) => Object.hasOwn(part, name)), video } = part;
  // The pictures of a film (Qwen); a film nobody can make up, so it stays.
  const isFilm = type === "video" && !Array.isArray(video);
  if (isFilm || !PARTS.some((one) => one === type)) return keptPart(part) ?? { type: "text", text };
  return harmlessMembers(part, {
    text: () => text,
    refusal: () => text,
    image_url: harmlessImage,
    input_audio: soundLike,
    audio_url: soundLike,
    file: (value) => (isObject(value) ? fileLike(value) : neutral(value)),
    document_url: documentUrl,
    video: (value) => (Array.isArray(value) ? value.map(() => TINY_IMAGE) : neutral(value)),
  });
}

/** Documented as an object; gateways take the bare URL as well. A variable may stand for either, and every endpoint takes the object. */
function harmlessImage(image: unknown): unknown {
  if (!isObject(image)) return isFilledIn(image) ? { url: pictureLike(image) } : pictureLike(image);
  return harmlessMembers(image, { url: pictureLike, detail: (value) => neutral(value, "auto") });
}
