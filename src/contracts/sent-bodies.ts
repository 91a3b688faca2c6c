import { createRedactor } from "../evidence/redaction.ts";
import type { RequestTemplate } from "../evidence/request-template.ts";
import { FAMILIES, type Family } from "../evidence/vocabulary.ts";
import { isObject, type JsonObject, parseJson } from "./json.ts";
import { LARGEST_TEMPLATE, tooDeepAt } from "./template-size.ts";

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
