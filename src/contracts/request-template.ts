import { createRedactor } from "../evidence/redaction.ts";
import { type RequestTemplate, withoutByteOrderMark } from "../evidence/request-template.ts";
import { FAMILIES, type Family } from "../evidence/vocabulary.ts";
import { isObject, type JsonObject, parseJson } from "../text/json.ts";
import { FAMILY } from "./families.ts";
import { REQUEST_FIELDS } from "./request-fields.ts";

/**
 * Longest template, UTF-16 units. A body with two embedded pictures stays below it; what is larger is a data set, and
 * endpoints refuse it.
 */
export const LARGEST_TEMPLATE = 1024 * 1024;

/** Deepest nesting. A JSON Schema in a tool is about ten levels deep; the parser and the digest walk by recursion. */
export const DEEPEST_TEMPLATE = 64;

/** Where the nesting exceeds the limit; null where it does not. */
export function tooDeepAt(text: string): number | null {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (quoted && character === "\\") i++;
    else if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") depth--;
    if (depth > DEEPEST_TEMPLATE) return i;
  }
  return null;
}

/** What stands for the input of a Responses body that has none (OpenAI's published description). */
export const INSTEAD_OF_INPUT: readonly string[] = ["prompt", "previous_response_id", "conversation"];

/**
 * The family that a body belongs to: the one whose required field it has (`messages`, `input`, or what stands for the
 * latter), and of several the one with more fields that only it knows. Null where that cannot be told.
 */
export function familyOf(text: string): Family | null {
  const body = parseJson(withoutByteOrderMark(text));
  const has = isObject(body)
    ? (name: string) => Object.hasOwn(body, name)
    : (name: string) => text.includes(`"${name}"`) && new RegExp(`"${name}"\\s{0,100}:`).test(text);
  const marked = FAMILIES.filter((family) => has(FAMILY[family].content));
  const [first, second] = marked
    .map((family) => ({ family, own: ownFields(family).filter(has).length }))
    .sort((a, b) => b.own - a.own);
  if (first !== undefined) return first.own === second?.own ? null : first.family;
  // A prompt that is a text belongs to the old completions, which are no family.
  const instead = INSTEAD_OF_INPUT.some((name) => has(name));
  return isObject(body) && instead && typeof body.prompt !== "string" ? "responses" : null;
}

/** Fields that no other family has. */
function ownFields(family: Family): readonly string[] {
  const others = FAMILIES.filter((other) => other !== family);
  return Object.keys(REQUEST_FIELDS[family]).filter((name) =>
    others.every((other) => !Object.hasOwn(REQUEST_FIELDS[other], name)),
  );
}

/** Bodies by family; a family without one is asked with the minimal body. */
export type Bodies = Readonly<Partial<Record<Family, JsonObject>>>;

/** A template as live probes can take it: its body, or why there is none, as the rest of a sentence. */
export type Sendable =
  | { readonly kind: "body"; readonly body: JsonObject }
  | { readonly kind: "none"; readonly why: string };

/** What live probes send of these templates: the first one of each family, where it can be sent. */
export function bodiesOf(templates: readonly RequestTemplate[], secrets: readonly string[]): Bodies {
  const found = FAMILIES.flatMap((family) => {
    const first = templates.find((template) => template.family === family);
    const sendable = first === undefined ? null : sendableOf(first, secrets);
    return sendable?.kind === "body" ? [[family, sendable.body] as const] : [];
  });
  return Object.fromEntries(found);
}

/** Whether a template can be sent. Its size is bounded, because the prompt in it is replaced by recursion. */
export function sendableOf({ text }: RequestTemplate, secrets: readonly string[]): Sendable {
  if (text.length > LARGEST_TEMPLATE || tooDeepAt(text) !== null) return { kind: "none", why: "is too large" };
  const body = parseJson(text);
  if (!isObject(body)) return { kind: "none", why: "is not a JSON object" };
  // Escapes are undone by the search, so a secret is found however it is written.
  if (createRedactor(secrets).exposes(text)) return { kind: "none", why: "holds a secret of this run" };
  return { kind: "body", body };
}
