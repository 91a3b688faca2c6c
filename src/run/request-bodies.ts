import { familyOf, sendableOf } from "../contracts/request-template.ts";
import { isVariable } from "../contracts/template-variables.ts";
import { type RequestTemplate, withoutByteOrderMark } from "../evidence/request-template.ts";
import { requestBody } from "../probes/bodies.ts";
import type { RequestBodies } from "../settings/source.ts";
import { isObject, type JsonObject } from "../text/json.ts";
import { positions } from "../text/positions.ts";
import { shownFile } from "../text/shown.ts";

/** What is known of the request bodies of each API family, for the settings, which know no API. */
export const REQUEST_BODIES: RequestBodies = {
  familyOf,
  sendableOf: (template, secrets) => {
    const sendable = sendableOf(template, secrets);
    const { text } = template;
    if (sendable.kind === "none") {
      const { offset, ...rest } = sendable;
      return { ...rest, at: offset === null ? null : positions(withoutByteOrderMark(text))(offset) };
    }
    const field = unfilledIn(bodySent(template, sendable.body), "");
    if (field === null) return sendable;
    const why = `has a variable in ${shownFile(field.path)}, which nobody fills in`;
    return { kind: "none", why, help: FILL, at: placeOf(field.value, text) };
  },
};

const FILL =
  "Give it a value for the probe in the gate file, release.template-values: { NAME: value }, or leave the field out. The gate fills in the model and the prompt alone.";

/** What the probes send of a template, with a model and a prompt filled in. */
function bodySent({ family }: RequestTemplate, body: JsonObject): JsonObject {
  if (family === null) return body;
  return requestBody(family, { model: "m", nonce: "0", adaptations: [], bodies: { [family]: body } }, true);
}

/** The first text that still is a variable, with the path of its field. */
function unfilledIn(value: unknown, path: string): { readonly path: string; readonly value: string } | null {
  if (typeof value === "string") return isVariable(path, value) ? { path, value } : null;
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

/** Where a value first stands in a file, in quotes or, as a variable may, bare. */
function placeOf(value: string, text: string): { readonly line: number; readonly column: number } | null {
  const offset = [JSON.stringify(value), value].map((part) => text.indexOf(part)).find((found) => found !== -1);
  return offset === undefined ? null : positions(text)(offset);
}
