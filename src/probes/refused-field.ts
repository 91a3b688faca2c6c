/**
 * Which field of a request a refusal names, as a path into what was sent: every name of it is the request's own, so that no
 * word of the endpoint's is kept.
 */
import type { ErrorReport } from "../contracts/error-envelope.ts";
import { jsonIn, plain } from "../contracts/error-wrappings.ts";
import { isObject, type JsonObject } from "../text/json.ts";
import { type ProsePlaces, placesInProse } from "./prose-field.ts";
import { isNamed, namesStreaming } from "./refusal-words.ts";

/** Members that say where a fault is, under plain names: OpenAI, FastAPI, RFC 9457, Ajv, Google, Spring, class-validator, Azure. */
const PLACES = new Set([
  ...["param", "loc", "path", "pointer", "instancepath", "datapath", "jsonpath", "field", "fieldpath", "fieldname"],
  ...["property", "propertyname", "propertypath", "attribute", "parameter", "target", "name", "additionalproperty"],
]);

/** Members below which names are the team's own. */
const FREE = new Set(["metadata", "properties", "parameters", "schema", "input_schema", "arguments", "logit_bias"]);

/** Members of every message, part and tool: without a place nobody knows which one is meant. */
const EVERYWHERE = new Set(["type", "role", "content", "name", "id", "text", "function", "url", "data", "index"]);

/** A name that a field may have; what is none may be anything. */
const FIELD = /^[A-Za-z_]\w{0,63}$/;

/** Gateways that translate a request name its fields as their upstream does: `presencePenalty`. */
function inSnake(name: string): string {
  return name.replace(/[A-Z]/g, (letter, at: number) => `${at === 0 ? "" : "_"}${letter.toLowerCase()}`);
}

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
  const prose = placesInProse(answer);
  // What is said in words may be of a member of the place.
  if (place !== undefined) return withMember(sent, place, prose);
  // A decoder's sentence may come without any wrapping (axum), and a page says nothing.
  if (error === null && /^\s*</.test(answer)) return null;
  if (namesStreaming(error)) return "stream";
  const [path] = prose.flatMap(({ paths }) => paths.flatMap((parts) => spelledOut(sent, parts) ?? []));
  if (path !== undefined) return withMember(sent, path, prose);
  const names = new Set(
    prose.flatMap(({ announced }) => announced).filter((name) => name !== content && name !== "model"),
  );
  const named = Object.keys(sent).filter(
    (name) => name !== "model" && name !== content && FIELD.test(name) && error !== null && isNamed(error, name),
  );
  // Of several the one that is called a field: others are those that would have been right.
  const [field, ...others] = named.length > 1 ? named.filter((name) => names.has(name)) : named;
  if (field !== undefined && others.length === 0) return withMember(sent, field, prose);
  if (named.length > 0) return null;
  const [top] = Object.keys(sent).filter((name) => FIELD.test(name) && names.has(name));
  return top ?? memberNamed(sent, "", (name) => !EVERYWHERE.has(name) && names.has(name));
}

/** What stands for the whole request in front of a path: its name in a framework, or that of its type in a language. */
const WHOLE = /^(?:body|request|payload|data|root|[A-Z]\w*)$/;

/**
 * A path in prose, where it begins with the whole request, or with a field of it and goes on below it: else it is a word before
 * a full stop.
 */
function spelledOut(sent: JsonObject, parts: readonly string[]): string | null {
  const below = parts.slice(WHOLE.test(parts[0] ?? "") && !Object.hasOwn(sent, parts[0] ?? "") ? 1 : 0);
  const path = Object.hasOwn(sent, inSnake(below[0] ?? "")) ? pathIn(sent, below) : null;
  return path !== null && (below.length < parts.length || /[.[]/.test(path)) ? path : null;
}

/** The place, or the one member of what stands there that the prose calls a field, or has in quotes: `property 'cache_control'`. */
function withMember(sent: JsonObject, place: string, prose: readonly ProsePlaces[]): string {
  const at = valueAt(sent, place);
  if (!isObject(at) || FREE.has(place.split(".").at(-1) ?? "")) return place;
  const members = (["announced", "quoted"] as const).map((kind) => {
    const said = new Set(prose.flatMap((places) => places[kind]));
    return Object.keys(at).filter((name) => FIELD.test(name) && said.has(name));
  });
  const [member] = members.find(({ length }) => length === 1) ?? [];
  return member === undefined ? place : `${place}.${member}`;
}

function valueAt(sent: JsonObject, place: string): unknown {
  return (place.match(/[^.[\]]+/g) ?? []).reduce<unknown>(
    (at, part) => (isObject(at) ? at[part] : Array.isArray(at) ? at[Number(part)] : undefined),
    sent,
  );
}

/** The path of the first member anywhere in the request that is meant. */
function memberNamed(value: unknown, path: string, isMeant: (name: string) => boolean): string | null {
  const members = Array.isArray(value)
    ? value.map((each: unknown, i) => [`${path}[${i}]`, each] as const)
    : isObject(value)
      ? Object.entries(value).flatMap(([name, each]) =>
          FIELD.test(name)
            ? [[path === "" ? name : `${path}.${name}`, FREE.has(name) ? null : each, name] as const]
            : [],
        )
      : [];
  const found = members.find(([, , name]) => name !== undefined && isMeant(name));
  if (found !== undefined) return found[0];
  return members.reduce<string | null>((known, [at, each]) => known ?? memberNamed(each, at, isMeant), null);
}

/** The places that an error names, each as its parts; an error may be quoted as a text in another one. */
function placesIn(value: unknown, depth: number): readonly (readonly string[])[] {
  if (depth > MAX_DEPTH) return [];
  if (typeof value === "string") return placesOfQuoted(value, depth);
  if (Array.isArray(value)) return value.flatMap((each: unknown) => placesIn(each, depth + 1));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    if (plain(name) === "errors" && isObject(member)) return placesAmong(member, [], depth);
    const parts = PLACES.has(plain(name)) ? partsOf(member) : null;
    return parts === null ? placesIn(member, depth + 1) : [parts];
  });
}

/** Places as names of members, with sentences below them: ASP.NET, Laravel, marshmallow. */
function placesAmong(errors: JsonObject, above: readonly string[], depth: number): readonly (readonly string[])[] {
  if (depth > MAX_DEPTH) return [];
  return Object.entries(errors).flatMap(([name, member]) => {
    const parts = [...above, ...(partsOf(name) ?? [])];
    return isObject(member) ? placesAmong(member, parts, depth + 1) : [parts];
  });
}

function placesOfQuoted(text: string, depth: number) {
  const json = jsonIn(text);
  return json === undefined ? [] : placesIn(json, depth + 1);
}

/** `messages[0].content`, `/messages/0/content`, `#/stream`, `["body", "stream"]`, `[{ key: "stream" }]`; null: no place. */
function partsOf(place: unknown): readonly string[] | null {
  const parts = Array.isArray(place)
    ? place.map((part: unknown) => (isObject(part) ? part.key : part))
    : typeof place === "string"
      ? place.split(/[.[\]/#$'"]+/)
      : null;
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
    } else if (isObject(at)) {
      const name = [part, inSnake(part)].find((one) => Object.hasOwn(at as JsonObject, one) && FIELD.test(one));
      if (name === undefined) continue;
      path += path === "" ? name : `.${name}`;
      at = FREE.has(name) ? null : at[name];
    }
  }
  return path === "" ? null : path;
}
