import {
  LARGEST_TEMPLATE,
  type RequestTemplate,
  TEMPLATE_BOUNDS,
  type TemplateRule,
  withoutByteOrderMark,
} from "../evidence/request-template.ts";
import { FAMILIES, type Family } from "../evidence/vocabulary.ts";
import { endOfString, exceededBound, isObject, type JsonObject } from "../text/json.ts";
import { offsetOfMistake } from "../text/json-mistake.ts";
import { type FilledTemplate, filledTemplate } from "./filled-template.ts";
import { mistakeIn } from "./json-mistakes.ts";
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
  if (body === undefined || typeof body === "string") {
    const known = foreignText(withoutByteOrderMark(text)) ?? mistakeIn(filled);
    if (known !== null) return none(known.why, known.help, known.offset);
  }
  if (body === undefined)
    return none("is not JSON", `${APPLICATION} Correct it at this place.`, placeOfMistake(filled));
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
