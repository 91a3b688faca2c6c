/**
 * Which field of a request a refusal names, as a path into what was sent: every name of it is the request's own, so that no
 * word of the endpoint's is kept.
 */
import type { ErrorReport } from "../contracts/error-envelope.ts";
import { jsonIn, plain } from "../contracts/error-wrappings.ts";
import { isObject, type JsonObject } from "../text/json.ts";
import { isNamed, namesStreaming } from "./refusal-words.ts";

/** Members that say where a fault is, under plain names: OpenAI, FastAPI, RFC 9457, Ajv, Google, Spring, class-validator, Azure. */
const PLACES = new Set([
  ...["param", "loc", "path", "pointer", "instancepath", "datapath", "jsonpath", "field", "fieldpath", "fieldname"],
  ...["property", "propertyname", "propertypath", "attribute", "parameter", "target", "name"],
]);

/** Members below which names are the team's own. */
const FREE = new Set(["metadata", "properties", "parameters", "schema", "input_schema", "arguments", "logit_bias"]);

/** A name that a field may have; what is none may be anything. */
const FIELD = /^[A-Za-z_]\w{0,63}$/;

/** How deep errors lie in each other, and how long a place is: what goes further was made up. */
const MAX_DEPTH = 12;
const MOST_PARTS = 16;

/**
 * The field as `messages[0].content`; null: none of the request's is named.
 * @param answer body of the refusal
 * @param content the member with the prompt: prose names it whatever is wrong
 */
export function refusedField(
  answer: string,
  error: ErrorReport | null,
  sent: JsonObject,
  content: string,
): string | null {
  const [place] = placesIn(jsonIn(answer), 0).flatMap((parts) => pathIn(sent, parts) ?? []);
  if (place !== undefined || error === null) return place ?? null;
  if (namesStreaming(error)) return "stream";
  const named = Object.keys(sent).filter(
    (name) => name !== "model" && name !== content && FIELD.test(name) && isNamed(error, name),
  );
  return named.length === 1 ? (named[0] ?? null) : null;
}

/** The places that an error names, each as its parts; an error may be quoted as a text in another one. */
function placesIn(value: unknown, depth: number): readonly (readonly string[])[] {
  if (depth > MAX_DEPTH) return [];
  if (typeof value === "string") return placesOfQuoted(value, depth);
  if (Array.isArray(value)) return value.flatMap((each: unknown) => placesIn(each, depth + 1));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const parts = PLACES.has(plain(name)) ? partsOf(member) : null;
    return parts === null ? placesIn(member, depth + 1) : [parts];
  });
}

function placesOfQuoted(text: string, depth: number) {
  const json = jsonIn(text);
  return json === undefined ? [] : placesIn(json, depth + 1);
}

/** `messages[0].content`, `/messages/0/content`, `#/stream`, `["body", "stream"]`; null: no place. */
function partsOf(place: unknown): readonly string[] | null {
  const parts = Array.isArray(place) ? place : typeof place === "string" ? place.split(/[.[\]/#$'"]+/) : null;
  if (!parts?.every((part) => typeof part === "string" || typeof part === "number")) return null;
  return parts.map(String).filter(Boolean).slice(0, MOST_PARTS);
}

/** The path as far as the request has it. What validators put between, `body` or the name of a type, is passed over. */
function pathIn(sent: JsonObject, parts: readonly string[]): string | null {
  let at: unknown = sent;
  let path = "";
  for (const part of parts) {
    if (Array.isArray(at) && /^\d+$/.test(part) && at[Number(part)] !== undefined) {
      path += `[${part}]`;
      at = at[Number(part)];
    } else if (isObject(at) && Object.hasOwn(at, part) && FIELD.test(part)) {
      path += path === "" ? part : `.${part}`;
      at = FREE.has(part) ? null : at[part];
    }
  }
  return path === "" ? null : path;
}
