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

/** Other names of the fields that the gate adds: gateways that translate a request complain in their upstream's words (Google, Bedrock). */
const CAPS = ["max_tokens", "maxTokens", "maxOutputTokens", "max_new_tokens"];
const OTHER_NAMES: Readonly<Record<AddedField, readonly string[]>> = {
  max_completion_tokens: ["max_output_tokens", ...CAPS],
  max_output_tokens: ["max_completion_tokens", ...CAPS],
  stream_options: ["include_usage"],
  tool_choice: ["tool choice", "Tool choice", "toolChoice"],
};

/** The fields of a request that the gate added, and can leave out. */
export function addedFields(sent: JsonObject, template: JsonObject): readonly AddedField[] {
  return (Object.keys(OTHER_NAMES) as AddedField[]).filter(
    (field) => Object.hasOwn(sent, field) && !Object.hasOwn(template, field),
  );
}

/** Whether an error names a field that the gate added. */
export function namesAdded(error: ErrorReport | null, field: AddedField): boolean {
  return error !== null && [field, ...OTHER_NAMES[field]].some((name) => error.mentions(name));
}

/** That an answer has to be streamed: DashScope, ModelScope, Codex' backend. */
const WANTS_STREAM =
  /\b(only|must|requires?|have to|needs? to|enable)\b(\s+\S+){0,4}?\s+['"`]?stream(ing|ed)?\b|\bstream(ing)?['"`]?(\s+\S+){0,2}?\s+(must be (set to )?true|must be enabled|required)|\bnon-?stream|\bstream['"`]?\s*[=:]\s*['"`]?false|(仅|只)支持[^，。]{0,8}流|非流/i;

/** That a model, or this account, gets no streams: OpenAI, Azure, Groq. */
const REFUSES_STREAM =
  /\b((not|\w*n't|cannot) (yet )?(be )?(support|allow|accept|implement|permit|enabled)\w*|unsupported|verified|disable)\b(\s+\S+){0,4}?\s+['"`]?stream(ing|ed)?\b|\bstream(ing|ed)?['"`,]*(\s+\S+){0,3}?\s+(unsupported|disabled|(not|\w*n't) (yet )?(be )?(support|implement|allow|enabl|permit|accept)\w*)|\bstream['"`]?\s*[=:]\s*['"`]?true|流式?[^，。]{0,8}不支持|不支持[^，。]{0,8}流/i;

/** Whether an error is about whether an answer is streamed. */
export function namesStreaming(error: ErrorReport | null): boolean {
  if (error === null) return false;
  const isNamed = error.param === "stream" || error.mentions("body.stream");
  return isNamed || error.reads(WANTS_STREAM, "") || error.reads(REFUSES_STREAM, "");
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
  if (own === undefined && sent.stream !== true && error?.reads(WANTS_STREAM, "")) return true;
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
  return MEDIA.some(
    ({ types, form }) => typesIn(sent[content]).some((type) => types.includes(type)) && saysUnusable(error, form),
  );
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

function typesIn(value: unknown): readonly string[] {
  return [...namesIn(value)];
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Whether the parameter of an error is this field, or lies in it. */
function isAt(error: ErrorReport, field: string): boolean {
  return error.param === field || error.param?.split(/[.[]/)[0] === field || error.mentions(`body.${field}`);
}

/** Whether an error names this: as its parameter, or in prose as a name and not as a word that everybody uses. */
function isNamed(error: ErrorReport, name: string): boolean {
  if (isAt(error, name) || error.param?.split(/[.[\]]+/).includes(name)) return true;
  const exact = name.replace(/[^\w]/g, "\\$&");
  const isWord = /^[a-z]+$/.test(name);
  return error.reads(
    new RegExp(isWord ? `['"\`]${exact}['"\`]|\\b${exact}(=|\\[|\\.\\w)` : `(?<![\\w-])${exact}(?![\\w-])`),
    "",
  );
}

/** Whether an error says that a field is not known at all, whatever its value. */
function saysUnknown(error: ErrorReport): boolean {
  return (
    error.words.some((word) =>
      /^(unknown|unsupported|unrecognized)_(parameter|field)$|^extra_forbidden$/i.test(word),
    ) ||
    error.reads(
      /\b(unknown|unrecognized|unexpected|unsupported|extra) (\w+ )?(parameter|field|argument|input|propert)|not permitted|\b(is|are) (not supported|unsupported)/i,
      "",
    )
  );
}

/** Types of parts in which a tiny file stands, and how errors call it. */
const MEDIA = [
  { types: ["image_url", "input_image", "image", "video"], form: /image|picture|video|pixel|图/i },
  { types: ["input_audio", "audio_url"], form: /audio|sound|speech|wav|音频/i },
  { types: ["file", "input_file", "document", "document_url"], form: /file|document|pdf|文件|文档/i },
];

/** That something is wrong with the very file, and that something is wrong with it or with the model. */
const OF_FILE =
  /too (small|short|large|long|low)|at least|minimum|(small|short|larg|long|great)er than|less than|dimension|resolution|pixel|duration|\bseconds?\b|corrupt|decod|base64|data:|data ur[il]|https?|download|fetch|(process|read|load|open|pars)(e|ed|ing)?\b[^.]{0,20}\b(image|audio|file|document|pdf)|no (pages|text|speech|audio)|\bempty\b|太(小|短)|尺寸|时长/i;
const OF_EITHER = /invalid|malformed|not (a )?valid|could not|unable to|failed to|format|codec|mime/i;
const OF_MODEL =
  /\bmodels?\b[^.]{0,80}\b(support|accept|handle|capab)|\b(support|accept)\w*\b[^.]{0,40}\bmodels?\b|模型[^，。]{0,8}不支持/i;

function saysUnusable(error: ErrorReport, form: RegExp): boolean {
  if (!error.reads(form, "") && !form.test([error.param, ...error.words].join(" "))) return false;
  return error.reads(OF_FILE, "") || (error.reads(OF_EITHER, "") && !error.reads(OF_MODEL, ""));
}
