import { familyOf, sendableOf } from "../contracts/request-template.ts";
import type { RequestTemplate } from "../evidence/request-template.ts";
import { requestBody } from "../probes/bodies.ts";
import type { RequestBodies } from "../settings/source.ts";
import { isObject, type JsonObject } from "../text/json.ts";
import { VARIABLE } from "../text/placeholder.ts";
import { shownFile } from "../text/shown.ts";

/** What is known of the request bodies of each API family, for the settings, which know no API. */
export const REQUEST_BODIES: RequestBodies = {
  familyOf,
  sendableOf: (template, secrets) => {
    const sendable = sendableOf(template, secrets);
    if (sendable.kind === "none") return { ...sendable, help: HELP, at: null };
    const field = unfilledIn(bodySent(template, sendable.body), "");
    if (field === null) return sendable;
    const why = `has a variable in ${shownFile(field.path)}, which nobody fills in`;
    return { kind: "none", why, help: FILL, at: positionOf(JSON.stringify(field.value), template.text) };
  },
};

const HELP =
  "Correct the file: it must be the JSON object that the application sends, without the key. A run with probes: template says where it is not.";

const FILL =
  "Write the value that the application sends, or leave the field out. The gate fills in the model and the prompt alone.";

/** Prose and schemas, where an application's own users may read braces, and marks that end an answer. */
const MEANT = /^stop\b|\.(?:description|parameters|schema|definition|pattern|instructions)\b/;

/** A word between angle brackets, in a field that holds no prose. */
const BRACKETED = /^<[^<>]{1,100}>$/;

/** What the probes send of a template, with a model and a prompt filled in. */
function bodySent({ family }: RequestTemplate, body: JsonObject): JsonObject {
  if (family === null) return body;
  return requestBody(family, { model: "m", nonce: "0", adaptations: [], bodies: { [family]: body } }, true);
}

/** The first text that still is a variable, with the path of its field. */
function unfilledIn(value: unknown, path: string): { readonly path: string; readonly value: string } | null {
  if (MEANT.test(path)) return null;
  if (typeof value === "string") return VARIABLE.test(value) || BRACKETED.test(value) ? { path, value } : null;
  const members: readonly (readonly [string, unknown])[] = Array.isArray(value)
    ? value.map((each, i) => [`${path}[${i}]`, each])
    : isObject(value)
      ? Object.entries(value).map(([name, each]) => [path === "" ? name : `${path}.${name}`, each])
      : [];
  for (const [inner, each] of members) {
    const found = unfilledIn(each, inner);
    if (found !== null) return found;
  }
  return null;
}

/** Where a text first stands in another. */
function positionOf(part: string, text: string): { readonly line: number; readonly column: number } | null {
  const offset = text.indexOf(part);
  if (offset === -1) return null;
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}
