import { parseDocument } from "yaml";
import { isDeeperThan, isObject, parseJson } from "../text/json.ts";
import { type ContractNotes, isEventName } from "./contract.ts";
import { isDescription, readDescription } from "./description.ts";
import { calledIn, endpointsIn, isBelowOwn, isOwn } from "./endpoint.ts";
import { describesOperations, operationPart } from "./operation-part.ts";

/** Largest block that is parsed as YAML, characters: what takes a parser a second and some hundred megabytes. */
const LARGEST_YAML = 2 * 1024 * 1024;

/** Above this, characters, only the page's own operation is parsed, which is a tenth of the description of a whole API. */
const WHOLE_API = 256 * 1024;

/** How deep a description may nest; what lies deeper is read as an example. */
const DEEPEST_VALUE = 100;

/** Expansions of anchors, the `yaml` package's own default. */
const MOST_ALIASES = 100;

/**
 * Takes down what a block of code promises: what a description says, else the names of the members that an example shows,
 * the endpoints it calls and the events it streams. Its values, and whatever else stands in it, are made up.
 *
 * @param path end of the path that the page is about; null: any
 */
export function readCode(info: string, text: string, path: string | null, notes: ContractNotes): void {
  const [, status] = /(?:^|[\s"'=])([1-5]\d\d)(?=$|[\s"'-])/.exec(info) ?? [];
  if (status !== undefined) notes.say({ kind: "status", name: status, words: [] });
  const description = descriptionIn(info, text, path);
  if (description !== null) {
    readDescription(description, path, notes);
    return;
  }
  for (const { method, path: name } of endpointsIn(info))
    if (isBelowOwn(name, path)) notes.say({ kind: "path", name, words: [method ?? ""] });
  for (const { method, path: name } of calledIn(text))
    if (isOwn(name, path)) notes.say({ kind: "path", name, words: method === null ? [] : [method] });
  for (const [, found = ""] of text.matchAll(/^\s*HTTP\/[\d.]+\s+([1-5]\d\d)\b/gm))
    notes.say({ kind: "status", name: found, words: [] });
  for (const [, name = ""] of text.matchAll(/^\s*event:\s*([a-z][a-z\d_.]{0,80})\s*$/gm))
    notes.say({ kind: "event", name, words: [] });
  readExample(text, notes);
}

/** A description of an API or a schema; null where the block is none, or none that can be trusted to be complete. */
function descriptionIn(info: string, text: string, path: string | null): Record<string, unknown> | null {
  const part = path !== null && text.length > WHOLE_API ? operationPart(text, path) : null;
  const value = (part === null ? undefined : dataIn(info, part)) ?? dataIn(info, text);
  return isDescription(value) && !isDeeperThan(DEEPEST_VALUE, value) ? value : null;
}

/** Whether a text by itself is a description of an API. */
export function isDescriptionOfApi(text: string): boolean {
  if (!/^\s*(?:\{|["']?(?:openapi|swagger)["']?\s*:)/.test(text)) return false;
  return (text.length > WHOLE_API && describesOperations(text)) || descriptionIn("", text, null) !== null;
}

function dataIn(info: string, text: string): unknown {
  const language = /^[a-z]+/i.exec(info.trim())?.[0].toLowerCase() ?? "";
  const json = /^\s*\{/.test(text) ? parseJson(text) : undefined;
  if (isObject(json)) return json;
  const marked = ["yaml", "yml", "openapi"].includes(language);
  if ((!marked && !/^\s*["']?(?:openapi|swagger)["']?:/.test(text)) || text.length > LARGEST_YAML) return undefined;
  try {
    const document = parseDocument(text, { schema: "core", prettyErrors: false, logLevel: "silent" });
    return document.errors.length > 0 ? undefined : document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch {
    // Nested too deeply for the parser, or an anchor that repeats too much.
    return undefined;
  }
}

/** Members whose own members are somebody's data, and no names of the API. */
const OPEN_MEMBERS = new Set(
  "metadata logit_bias parameters properties arguments args schema input_schema headers env definitions input".split(
    " ",
  ),
);

const TOKEN = /"(?:[^"\\\n]|\\.)*"(\s*:)?|'(\w{1,60})'\s*:|[{}]/g;

/** The names of members in anything that looks like JSON: in a shell's quotes, in Python, in an event's `data:`. */
function readExample(text: string, notes: ContractNotes): void {
  /** For each open brace, whether its members are names of the API. */
  const open: boolean[] = [];
  let key: string | null = null;
  for (const { 0: token, 1: colon, 2: quoted, index } of text.matchAll(TOKEN)) {
    if (token === "{") {
      open.push((open.at(-1) ?? true) && !(key !== null && OPEN_MEMBERS.has(key)));
      key = null;
    } else if (token === "}") {
      open.pop();
      key = null;
    } else if (colon !== undefined || quoted !== undefined) {
      key = quoted ?? /^"([^"]*)"/.exec(token)?.[1] ?? "";
      if (open.at(-1) === true) notes.show(key, typeAt(text, index + token.length));
    } else {
      const value = token.slice(1, -1);
      if (key === "type" && isEventName(value)) notes.say({ kind: "event", name: value, words: [] });
      key = null;
    }
  }
}

/** Type of the value that begins at an offset; null for null, and for what is no literal. */
function typeAt(text: string, at: number): string | null {
  const start = /\s*(\S)(\w*)/y;
  start.lastIndex = at;
  const [, first = "", more = ""] = start.exec(text) ?? [];
  if (first === '"' || first === "'") return "string";
  if (first === "{") return "object";
  if (first === "[") return "array";
  if (/[\d-]/.test(first)) return "number";
  // A template says the type itself: `"content": string | array`.
  return /^(?:true|false)$/i.test(first + more)
    ? "boolean"
    : (/^(?:string|number|boolean|array|object)$/.exec(first + more)?.[0] ?? null);
}
