/**
 * What the gate itself changed in a body, and whether a refusal may be of that: nothing of it is ever blamed on the release
 * (product.md, "What the gate sends"). What can be taken back is, and the request sent again; for the rest the question could
 * not be asked, which holds and never speaks against anybody.
 */
import type { ErrorReport } from "../contracts/error-envelope.ts";
import { blameOf, proseBlameOf } from "../contracts/error-words.ts";
import { type AddedField, FAMILY } from "../contracts/families.ts";
import type { Family } from "../evidence/vocabulary.ts";
import { isObject, type JsonObject } from "../text/json.ts";
import { isAt, isNamed, isOfMedia, saysUnknown, wantsStream } from "./refusal-words.ts";

/** Other names of the fields that the gate adds: gateways that translate a request complain in their upstream's words (Google, Bedrock). */
const CAPS = ["max_tokens", "maxTokens", "maxOutputTokens", "max_new_tokens"];
const OTHER_NAMES: Readonly<Record<AddedField, readonly string[]>> = {
  max_completion_tokens: ["max_output_tokens", ...CAPS],
  max_output_tokens: ["max_completion_tokens", ...CAPS],
  stream_options: ["include_usage"],
  tool_choice: ["tool choice", "Tool choice", "toolChoice"],
  strict: ["strict mode", "Strict mode", "strict tool", "strict schema", "strict function"],
  detail: ["image detail", "detail level"],
};

/** The fields of a request that the gate added, and can leave out. */
export function addedFields(sent: JsonObject, template: JsonObject): readonly AddedField[] {
  return (Object.keys(OTHER_NAMES) as AddedField[]).filter(
    (field) => holdsMember(sent, field) && !holdsMember(template, field),
  );
}

/** Whether there is a member of this name anywhere in a body. */
function holdsMember(value: unknown, name: string): boolean {
  if (Array.isArray(value)) return value.some((each: unknown) => holdsMember(each, name));
  return (
    isObject(value) && (Object.hasOwn(value, name) || Object.values(value).some((each) => holdsMember(each, name)))
  );
}

/** Whether an error names a field that the gate added. */
export function namesAdded(error: ErrorReport | null, field: AddedField): boolean {
  return error !== null && (isNamed(error, field) || OTHER_NAMES[field].some((name) => error.mentions(name)));
}

/** A refusal of a request. */
interface Refused {
  readonly family: Family;
  readonly error: ErrorReport | null;
  readonly status: number;
  readonly model: string;
  readonly sent: JsonObject;
  /** The team's own body that it was made of; undefined: all of it is the gate's. */
  readonly template: JsonObject | undefined;
  /** The status, or the identifiers, say that the request is at fault. */
  readonly rejected: boolean;
}

/**
 * Whether a refusal may be of what the gate changed and cannot take back. A field that was sent as the team wrote it is the
 * team's. Where something was left out, or another kind of thing stands in its place, a refusal that names nothing may be
 * of that; where something of the same kind stands there, only one that names it and is about its value.
 */
export function isOfChange({ family, error, status, model, sent, template: own, rejected }: Refused): boolean {
  if (own === undefined && sent.stream !== true && error !== null && wantsStream(error)) return true;
  if (own === undefined && rejected && error !== null && isOfOwnBody(error, sent)) return true;
  const template = own ?? {};
  const { content } = FAMILY[family];
  const lost = lostNames(template, sent, content);
  if (error === null) return rejected && lost.length > 0;
  const names = Object.keys(template).filter((field) => field !== "model" && field !== content && field !== "stream");
  const kept = names.filter((field) => isSame(template[field], sent[field]));
  if (kept.some((field) => isAt(error, field))) return false;
  const filledIn = Object.keys(sent).filter((field) => isFilledIn(field, family, template));
  if ([...lost, ...filledIn].some((field) => isNamed(error, field))) return true;
  const unnamed = rejected && !kept.some((field) => isNamed(error, field)) && !isAboutModel(error, status, model);
  if (lost.length > 0 && unnamed) return true;
  const replaced = names.filter((field) => Object.hasOwn(sent, field) && !kept.includes(field));
  if (replaced.some((field) => isNamed(error, field)) && !saysUnknown(error)) return true;
  return isOfMedia(error, namesIn(sent[content]));
}

/** That something has to be there. */
const MISSING = /^(missing|required|missing_\w+|\w+_(missing|required))$/i;

/** The name of what has to be there, in its place; words that name nothing, and what is sent, come before it. */
const ASKED_FOR = {
  before: String.raw`\b(missing|requires?|expect(s|ed)?|provide|specify|include|needs?)( (a|an|the|required|mandatory|request|body|http|query))* ((parameter|field|argument|property|member|key)s?)?:? ?['"\`]?`,
  behind: String.raw`['"\`]?( (parameter|field|argument|property|member))? (is|are|was|were|must be|has to be|cannot be|should be) (missing|required|mandatory|provided|specified|given|set|present|included|null|empty|not (set|given|provided|specified))\b`,
} as const;
const NO_NAME =
  "model|name|it|this|that|which|you|body|value|values|content|field|parameter|request|input|text|prompt|message|messages|one|array|object|string|valid|a|an|the|at|is|to|be";

/**
 * Whether a refusal of a body that is all the gate's is of something that it does not have: a field that the gate has taken
 * back, or one that no reference asks for. The endpoint has a rule of its own then, and the application may well keep it.
 * Headers and the query are the release's.
 */
export function isOfOwnBody(error: ErrorReport, sent: JsonObject): boolean {
  if (error.reads(/\b(header|query)\b/i, "") || error.mentions("header.") || error.mentions("query.")) return false;
  const takenBack = (Object.keys(OTHER_NAMES) as AddedField[]).filter((field) => !holdsMember(sent, field));
  return takenBack.some((field) => namesAdded(error, field)) || asksForMore(error, sent);
}

function asksForMore(error: ErrorReport, sent: JsonObject): boolean {
  if (saysUnknown(error)) return false;
  // Who asks for what another family is asked with is asked in the wrong place.
  const had = new Set(["model", ...Object.values(FAMILY).map(({ content }) => content), ...namesIn(sent)]);
  const { param } = error;
  if (param !== null) return !had.has(param.split(/[.[\]]+/).findLast((part) => /^[A-Za-z_]/.test(part)) ?? param);
  if (error.words.some((word) => MISSING.test(word)) && ![...had].some((name) => error.mentions(`body.${name}`)))
    return ![...had].some((name) => isNamed(error, name));
  const name = String.raw`(?!(?:${[...had].join("|")}|${NO_NAME})(?![\w-]))[A-Za-z_][\w.-]{1,63}(?![\w-])`;
  const forms = [`${ASKED_FOR.before}(?=[\\w]*[_-]|(?<=['"\`]))${name}`, `(?<![\\w.-])${name}${ASKED_FOR.behind}`];
  return forms.some((form) => error.reads(new RegExp(form, "i"), ""));
}

/** A cap that is required and that the body left out. */
function isFilledIn(field: string, family: Family, template: JsonObject): boolean {
  return field === FAMILY[family].outputCap && !Object.hasOwn(template, field);
}

/** Whether an error says, beside its parameter, that the model is not there: that is the release's. */
function isAboutModel(error: ErrorReport, status: number, model: string): boolean {
  return blameOf({ ...error, param: null }, status) === "model" || proseBlameOf(error, status, model) === "model";
}

/** Members that point at something or explain it, and that no endpoint needs where the thing itself stands. */
const POINTERS = new Set(["id", "file_id", "file_url", "detail", "citations", "caller"]);

/** Members in which words of the team stand, or a tiny file whatever its form was: what is in them is not looked at. */
const OPAQUE = new Set([
  ...["input", "arguments", "annotations", "logprobs", "citations", "caller", "extra_content"],
  ...["source", "file", "image_url", "input_audio", "audio_url"],
]);

/** Names of what is no more: fields, members of messages and items, and their types. */
function lostNames(template: JsonObject, sent: JsonObject, content: string): readonly string[] {
  const fields = Object.keys(template).filter(
    (field) => !field.startsWith("stream") && template[field] !== undefined && !Object.hasOwn(sent, field),
  );
  const left = namesIn(sent[content]);
  return [...fields, ...[...namesIn(template[content])].filter((name) => !left.has(name) && !POINTERS.has(name))];
}

/** Names of members and types in a prompt. */
function namesIn(value: unknown): ReadonlySet<string> {
  if (Array.isArray(value)) return new Set(value.flatMap((each: unknown) => [...namesIn(each)]));
  if (!isObject(value)) return new Set();
  const inner = Object.entries(value).flatMap(([name, member]) =>
    OPAQUE.has(name) ? [name] : [name, ...namesIn(member)],
  );
  return new Set(typeof value.type === "string" ? [value.type, ...inner] : inner);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
