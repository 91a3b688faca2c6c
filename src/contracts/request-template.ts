import {
  LARGEST_TEMPLATE,
  type RequestTemplate,
  TEMPLATE_BOUNDS,
  type TemplateRule,
  withoutByteOrderMark,
} from "../evidence/request-template.ts";
import { FAMILIES, type Family } from "../evidence/vocabulary.ts";
import { arrayAt, endOfString, exceededBound, isObject, type JsonObject, stringAt } from "../text/json.ts";
import { offsetOfMistake } from "../text/json-mistake.ts";
import { FAMILY, INSTEAD_OF_INPUT } from "./families.ts";
import { type FilledTemplate, filledTemplate } from "./filled-template.ts";
import { documentedBy, GATEWAY_FIELDS } from "./gateway-fields.ts";
import { mistakeIn } from "./json-mistakes.ts";
import { isOfType } from "./request-field.ts";
import { REQUEST_FIELDS } from "./request-fields.ts";
import { wrappedBody } from "./template-exports.ts";
import { type ForeignText, foreignText } from "./template-language.ts";

/** The limit as a person reads it. */
const LARGEST_TEMPLATE_WORDS = "8 MB";

/** Where the nesting exceeds the limit; null where it does not. */
export function tooDeepAt(text: string): number | null {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '"') i = endOfString(text, i) - 1;
    else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") depth--;
    if (depth > TEMPLATE_BOUNDS.levels) return i;
  }
  return null;
}

/** Fields by which a body of Messages is told from one of Chat Completions: gateways take the others in both. */
const FIELDS_OF_MESSAGES = ["system", "stop_sequences"];

/** Types of content blocks that no other family has; thoughts are signed there. */
const BLOCKS_OF_MESSAGES = ["tool_use", "tool_result", "redacted_thinking"];

/** Whether a body has a content block of Messages, or a tool with its schema as Messages has it. */
function isWrittenAsMessages(body: unknown): boolean {
  const blocks = (arrayAt(body, "messages") ?? []).flatMap((message) => arrayAt(message, "content") ?? []);
  const tools = arrayAt(body, "tools") ?? [];
  return (
    blocks.some(
      (block) =>
        BLOCKS_OF_MESSAGES.includes(stringAt(block, "type") ?? "") ||
        isEmbedded(block) ||
        (stringAt(block, "type") === "thinking" && stringAt(block, "signature") !== null),
    ) || tools.some((tool) => isObject(tool) && isObject(tool.input_schema))
  );
}

/** A picture or a document by its `source`, where OpenAI's families have a URL or data. */
function isEmbedded(block: unknown): boolean {
  return isObject(block) && isObject(block.source);
}

/**
 * The family that a body belongs to: the one whose required field it has (`messages`, `input`, or what stands for the
 * latter), and of several the one with more fields that only it knows. Of those that call
 * it the same and cannot be told apart the first one that is asked, else the first. Null where that cannot be told.
 * @param asked families that the run probes
 */
export function familyOf(text: string, asked: readonly Family[] = []): Family | null {
  const body = parsedTemplate({ text });
  const has = isObject(body)
    ? (name: string) => Object.hasOwn(body, name)
    : (name: string) => text.includes(`"${name}"`) && new RegExp(`"${name}"\\s{0,100}:`).test(text);
  const marked = FAMILIES.filter((family) => has(FAMILY[family].content));
  const own = (family: Family) =>
    family === "messages"
      ? Number(FIELDS_OF_MESSAGES.some(has) || isWrittenAsMessages(body))
      : NAMES.filter((name) => has(name) && isOwn(name, family, body)).length +
        Number(family === "embeddings" && isOfEmbeddings(body));
  const most = Math.max(...marked.map(own));
  const [first, ...others] = marked.filter((family) => own(family) === most);
  if (first !== undefined) {
    if (others.some((other) => FAMILY[other].content !== FAMILY[first].content)) return null;
    return [first, ...others].find((family) => asked.includes(family)) ?? first;
  }
  // A prompt that is a text belongs to the old completions, which are no family.
  const instead = INSTEAD_OF_INPUT.some((name) => has(name));
  return isObject(body) && instead && typeof body.prompt !== "string" ? "responses" : null;
}

/** Names of models that make vectors. */
const EMBEDDINGS_MODEL = /embed|(?:^|\/)(?:voyage|bge|gte|e5|multilingual-e5)-/i;

/** Whether a body asks for vectors by its model, or by a list of texts, tokens or media where Responses has items. */
function isOfEmbeddings(body: unknown): boolean {
  const input = arrayAt(body, "input") ?? [];
  const listed = input.length > 0 && !input.some((item) => isObject(item) && ("role" in item || "type" in item));
  return listed || EMBEDDINGS_MODEL.test(stringAt(body, "model") ?? "");
}

/** Every field that a family can be told by. */
const NAMES: readonly string[] = [
  ...new Set([
    ...FAMILIES.flatMap((family) => Object.keys(REQUEST_FIELDS[family])),
    ...Object.keys(GATEWAY_FIELDS.embeddings),
  ]),
];

/** Whether a field, as it stands in a body, is one that no other family has, beside the one that a family is told by. */
function isOwn(name: string, family: Family, body: unknown): boolean {
  const takers = FAMILIES.filter((one) => documentedBy(one, name) !== null);
  const knows = (one: Family) => {
    const field = Object.hasOwn(REQUEST_FIELDS[one], name) ? REQUEST_FIELDS[one][name] : undefined;
    const value = isObject(body) ? (body[name] ?? null) : null;
    // What gateways take in several families tells none of them.
    if (field === undefined) return one === "embeddings" && takers.length === 1 && takers[0] === one;
    return value === null || isOfType(field, value);
  };
  return name !== FAMILY[family].content && FAMILIES.every((one) => knows(one) === (one === family));
}

/** Bodies by family; a family without one is asked with the minimal body. */
export type Bodies = Readonly<Partial<Record<Family, JsonObject>>>;

/** A template as live probes can take it: its body, or why there is none. */
type Sendable = { readonly kind: "body"; readonly body: JsonObject } | Unsendable;

/** Why a template cannot be sent. */
export interface Unsendable extends Omit<ForeignText, "offset"> {
  readonly kind: "none";
  readonly rule: Extract<TemplateRule, "not-json" | "too-large">;
  /** UTF-16 units from the start of the file, without a byte-order mark; null: all of it. */
  readonly offset: number | null;
}

/** What live probes send of these templates: the first one of each family, where it can be sent. */
export function bodiesOf(templates: readonly RequestTemplate[]): Bodies {
  const found = FAMILIES.flatMap((family) => {
    const first = templates.find((template) => template.family === family);
    const sendable = first === undefined ? null : sendableOf(first);
    return sendable?.kind === "body" ? [[family, sendable.body] as const] : [];
  });
  return Object.fromEntries(found);
}

/** A template as JSON, with declared values in the place of variables and every other variable a text; undefined: it is none. */
export function parsedTemplate({ text, values }: Pick<RequestTemplate, "text" | "values">): unknown {
  return filledTemplate(withoutByteOrderMark(text), values).value;
}

const APPLICATION = "It must be the JSON object that the application sends.";

/** Whether a template can be sent, and what it is where it cannot (product.md, "What the gate sends"). */
export function sendableOf(template: RequestTemplate): Sendable {
  const { text } = template;
  const none = (why: string, help: string, offset: number | null = null): Unsendable => {
    return { kind: "none", rule: "not-json", why, help, offset };
  };
  if (text.length > LARGEST_TEMPLATE) {
    const help = "Shorten it, or load the large parts when the request is made.";
    return { ...none(`is larger than ${LARGEST_TEMPLATE_WORDS}`, help), rule: "too-large" };
  }
  // The prompt in it is replaced by recursion.
  const deep = tooDeepAt(text);
  if (deep !== null)
    return {
      ...none(`is nested deeper than ${TEMPLATE_BOUNDS.levels} levels`, "Flatten the body.", deep),
      rule: "too-large",
    };
  const bound = exceededBound(TEMPLATE_BOUNDS, text);
  if (bound !== null) {
    const help = "Leave the ones out that the release does not need, or add them when the request is made.";
    return { ...none(`has more than ${TEMPLATE_BOUNDS[bound]} ${bound}`, help), rule: "too-large" };
  }
  if (text.trim() === "") return none("is empty", APPLICATION);
  const filled = filledTemplate(withoutByteOrderMark(text), template.values);
  const body = filled.value;
  if (body === undefined) {
    const known = foreignText(withoutByteOrderMark(text)) ?? mistakeIn(filled);
    return known === null
      ? none("is not JSON", `${APPLICATION} Correct it at this place.`, placeOfMistake(filled))
      : none(known.why, known.help, known.offset);
  }
  const wrapped = wrappedBody(body);
  if (wrapped !== null) return none(wrapped.why, wrapped.help);
  if (!isObject(body))
    return none(`is ${Array.isArray(body) ? "a list" : "a single value"}, not an object`, APPLICATION);
  return { kind: "body", body };
}

/** Where a file stops being JSON. */
function placeOfMistake({ json, offsetInFile }: FilledTemplate): number | null {
  const offset = offsetOfMistake(json);
  return offset === null ? null : offsetInFile(offset);
}
