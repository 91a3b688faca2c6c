import { isObject, type JsonObject } from "../text/json.ts";
import { type Claim, type ContractNotes, isEventName, type PieceKind, valueWord } from "./contract.ts";
import { ownPaths } from "./endpoint.ts";
import { stepsOf } from "./operation-part.ts";
import { wordsOfType } from "./type-words.ts";

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
    const bounds = (["default", "minimum", "maximum"] as const).map((key) => {
      const value = node[key];
      const label = key === "default" ? key : key === "minimum" ? "min" : "max";
      return ["string", "number", "boolean"].includes(typeof value) ? valueWord(label, String(value)) : null;
    });
    const constants = [
      ...(Array.isArray(node.enum) ? node.enum : []),
      ...(node.const === undefined ? [] : [node.const]),
    ];
    for (const constant of constants)
      if (typeof constant === "string" && isEventName(constant)) say({ kind: "event", name: constant, words: [] });
    const values = constants.filter((one) => !isEventName(String(one))).map((one) => valueWord("value", String(one)));
    return [
      ...[node.type]
        .flat()
        .flatMap((type) => (typeof type === "string" ? wordsOfType(type.replace(/^enum.*/, "string")) : [])),
      ...(node.deprecated === true ? ["deprecated"] : []),
      ...(node.nullable === true ? ["null"] : []),
      ...[...bounds, ...values].filter((word) => word !== null),
      ...COMBINED.flatMap((key) => listOf(node[key]).flatMap((one) => describe(one, depth + 1))),
      ...(node.items === undefined ? [] : ["array", ...describe(node.items, depth + 1)]),
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
        say({ kind: side, name: own, words: [...describe(member, 0), ...(required ? ["required"] : [])] });
        members.push({ node: member, name: own });
      }
    }
    return members;
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
      if (node.in === "body") found.field.push({ node: inner, name: "" });
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
      else if (key === "schema" || key === "schemaArray")
        found[side].push(...[member].flat().map((one) => ({ node: one, name: "" })));
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
    say({ kind: "path", name: base + paths.path, words: method === "" ? [] : [method] });
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
      const methods = Object.keys(isObject(node) ? node : {}).filter((member) => METHODS.test(member));
      say({ kind: "path", name: root + key, words: methods.map((method) => method.toUpperCase()) });
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
