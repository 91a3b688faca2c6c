import { isObject, type JsonObject } from "../text/json.ts";
import { type Claim, type ContractNotes, isEventName, type PieceKind } from "./contract.ts";
import { CLOSED, constantsOf, itemWords, methodWords, ownWords } from "./description-words.ts";
import { ownPaths } from "./endpoint.ts";
import { stepsOf } from "./operation-part.ts";

/** Marks of a description of an API, or of a schema. */
const MARKS = ["openapi", "swagger", "paths", "components", "definitions", "properties", "$schema"];

/** Members that say what something is for, or show it, or are told elsewhere. */
const APART =
  /^(?:x-.*|description|summary|title|examples?|externalDocs|tags|info|servers?|security|securitySchemes|components|definitions|callbacks|links|headers)$/;

const METHODS = /^(?:get|post|put|patch|delete|head|options)$/;
const COMBINED = ["allOf", "anyOf", "oneOf", "schemaArray"];

/** Most schemas that are looked at; those of a whole API, asked for one operation, are a third. */
const MOST_SCHEMAS = 20_000;

/** A schema where it is used, by the name of the field there; empty: the body itself. */
interface Place {
  readonly node: unknown;
  readonly name: string;
}

type Side = Extract<PieceKind, "field" | "response field">;

/** Whether data describes an API (OpenAPI 2 and 3, and as Mintlify resolves it) or is a JSON Schema. */
export function isDescription(value: unknown): value is JsonObject {
  return isObject(value) && MARKS.some((mark) => Object.hasOwn(value, mark));
}

/**
 * Takes down what a description promises: paths and methods, fields of requests and answers, statuses, events. Of a
 * description of many operations only those whose path ends with `path` count, where there are any.
 */
export function readDescription(document: JsonObject, path: string | null, notes: ContractNotes): void {
  const say = (claim: Claim) => notes.say(claim, "description");
  const found: Record<Side, Place[]> = { field: [], "response field": [] };
  const seen = new Set<unknown>();
  const walked = new Set<unknown>();
  let described = 0;
  /** The path whose operations are read. */
  let operated = "";
  const resolved = (node: unknown): unknown => {
    for (let hops = 0, at = node; hops < 10; hops++) {
      if (!isObject(at) || typeof at.$ref !== "string") return at;
      at = pointed(document, at.$ref);
    }
    return null;
  };

  const describe = (schema: unknown, depth: number): readonly string[] => {
    const node = resolved(schema);
    if (!isObject(node) || depth > 5 || described++ > MOST_SCHEMAS) return [];
    for (const constant of constantsOf(node))
      if (isEventName(constant)) say({ kind: "event", name: constant, words: [] });
    return [
      ...ownWords(node),
      ...COMBINED.flatMap((key) => listOf(node[key]).flatMap((one) => describe(one, depth + 1))),
      ...(node.items === undefined ? [] : ["array", ...itemWords(describe(node.items, depth + 1))]),
    ];
  };

  /** Tells what a schema promises at its place; @returns the places of its members. */
  const schema = (place: Place, side: Side): readonly Place[] => {
    const members: Place[] = [];
    const here = [place];
    for (let at = 0; at < here.length; at++) {
      const { name, node: unresolved } = here[at] as Place;
      const node = resolved(unresolved);
      // A schema that is used twice is told once, at its outermost place: it may hold itself.
      if (!isObject(node) || seen.has(node) || seen.size > MOST_SCHEMAS) continue;
      seen.add(node);
      for (const key of COMBINED) for (const one of listOf(node[key])) here.push({ node: one, name });
      if (node.items !== undefined) here.push({ node: node.items, name: `${name}[]` });
      if (isObject(node.additionalProperties))
        here.push({ node: node.additionalProperties, name: name === "" ? "" : `${name}.*` });
      const needed = [node.required, node.requiredProperties].flatMap(listOf);
      const properties = isObject(node.properties) ? node.properties : {};
      // What is required may be described elsewhere: in the schema that this one is combined with.
      const named = needed.flatMap((key) => (typeof key === "string" ? [[key, properties[key]] as const] : []));
      for (const [key, member] of [...Object.entries(properties), ...named]) {
        const own = name === "" || name === "[]" ? key : `${name}.${key}`;
        const required = needed.includes(key) || (isObject(member) && member.required === true);
        // Whether an answer may have members that nobody described binds no client.
        const said = describe(member, 0).filter((word) => side === "field" || !word.endsWith(CLOSED));
        say({ kind: side, name: own, words: [...said, ...(required ? ["required"] : [])] });
        members.push({ node: member, name: own });
      }
    }
    return members;
  };

  /** Takes a body down; what is said of all of it, and so of none of its fields, is said of the path. */
  const body = (node: unknown, side: Side): void => {
    found[side].push({ node, name: "" });
    if (side === "field" && describe(node, 0).includes(CLOSED))
      say({ kind: "path", name: operated, words: [`body ${CLOSED}`] });
  };

  const parameters = (declared: unknown): void => {
    const groups = isObject(declared)
      ? Object.values(declared).flatMap((group) => (isObject(group) ? Object.entries(group) : []))
      : [];
    const all = [...listOf(declared).map((one) => ["", one] as const), ...groups];
    for (const [key, one] of all) {
      const node = resolved(one);
      if (!isObject(node)) continue;
      const inner = listOf(node.schema)[0] ?? node.schema ?? node;
      if (node.in === "body") body(inner, "field");
      else {
        const required = node.required === true ? ["required"] : [];
        say({ kind: "field", name: String(node.name ?? key), words: [...describe(inner, 0), ...required] });
      }
    }
  };

  const operation = (described: unknown, side: Side, depth: number): void => {
    const node = resolved(described);
    if (depth > 12) return;
    for (const one of listOf(node)) operation(one, side, depth + 1);
    if (!isObject(node) || walked.has(node)) return;
    walked.add(node);
    for (const [key, member] of Object.entries(node)) {
      if (APART.test(key)) continue;
      if (key === "parameters") parameters(member);
      else if (key === "schema" || key === "schemaArray") for (const one of [member].flat()) body(one, side);
      else if (key === "response" || key === "responses")
        for (const [status, answer] of Object.entries(isObject(member) ? member : {})) {
          say({ kind: "status", name: status.toUpperCase(), words: [] });
          operation(answer, "response field", depth + 1);
        }
      else operation(member, side, depth + 1);
    }
  };

  const paths = isObject(document.paths) ? document.paths : {};
  const root = basePath(document);
  if (typeof paths.path === "string") {
    // One operation, as Mintlify resolves it.
    const base = basePath(paths) || root;
    const method = String(paths.method ?? "").toUpperCase();
    operated = base + paths.path;
    say({ kind: "path", name: operated, words: method === "" ? [] : methodWords(method, paths) });
    operation(paths, "field", 0);
  } else {
    const all = Object.entries(paths);
    const names =
      path === null
        ? []
        : ownPaths(
            Object.keys(paths).map((key) => root + key),
            path,
          );
    const own = all.filter(([key]) => names.includes(root + key));
    for (const [key, item] of own.length > 0 ? own : all) {
      const node = resolved(item);
      const methods = Object.entries(isObject(node) ? node : {}).filter(([member]) => METHODS.test(member));
      operated = root + key;
      say({ kind: "path", name: operated, words: methods.flatMap(([method, one]) => methodWords(method, one)) });
      operation(node, "field", 0);
    }
    if (all.length === 0) {
      found.field.push({ node: document, name: "" });
      for (const group of [document.components, document.definitions].filter(isObject))
        for (const [name, member] of Object.entries(isObject(group.schemas) ? group.schemas : group))
          found.field.push({ node: member, name });
    }
  }
  // Requests first, the outermost first, then by name: where a shared schema is told must not depend on who is described
  // before whom, nor on what a place is wrapped in.
  for (const side of ["field", "response field"] as const)
    for (let level: readonly Place[] = found[side]; level.length > 0; )
      level = [...level]
        .sort((a, b) => Number(a.name > b.name) - Number(a.name < b.name))
        .flatMap((place) => schema(place, side));
}

/** The path that stands in front of every path. */
function basePath(node: JsonObject): string {
  const [server] = listOf(node.servers);
  const url = isObject(server) && typeof server.url === "string" ? server.url : "";
  const base =
    typeof node.basePath === "string" ? node.basePath : (URL.parse(url)?.pathname ?? (url.startsWith("/") ? url : ""));
  return base.replace(/\/+$/, "");
}

function pointed(document: JsonObject, ref: string): unknown {
  if (!ref.startsWith("#/")) return null;
  return stepsOf(ref).reduce<unknown>((at, key) => (isObject(at) && Object.hasOwn(at, key) ? at[key] : null), document);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
