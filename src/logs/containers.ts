/** Under which names records hold others: objects whose members count as their own, and texts that are records. */
import { isObject } from "../text/json.ts";
import { remembered } from "./remember.ts";

/** Where loggers and collectors put what was logged. */
// biome-ignore format: a list of words reads by lines
const CONTAINERS = new Set([
  "attrs", "body", "common", "content", "contextmap", "custom", "data", "details", "entry", "event", "extra", "extras", "json", "log",
  "logentry", "logmessage", "logrecord", "map", "mdc", "message", "metadata", "namedtags", "parsed", "payload", "jsonpayload", "record",
  "resource", "result", "scope", "source", "span", "state", "stream", "structured", "tags", "userdata", "workers",
]);

/** What most of them are called, alone or behind another word: `LogAttributes`, `customDimensions`, `thread_context`. */
const CONTAINER =
  /^[a-z]{0,24}(?:attributes?(?:string|number|bool|int64|float64)?|resourcesstring|labels|fields|properties|dimensions|metadata|context)$/;

/** Strings that may be a record of their own: container runtimes and collectors wrap lines like this. */
// biome-ignore format: a list of words reads by lines
const WRAPPED = new Set([
  "body", "content", "event", "line", "log", "logentry", "logmessage", "message", "msg", "raw", "renderedmessage",
  "resultdescription", "shortmessage", "text", "textpayload", "userdata", "value",
]);

/** Whether the members of an object of this name count as members of the record; `logging.googleapis.com/labels` too. */
export const isContainer = remembered((name) => {
  const word = name.slice(name.lastIndexOf("/") + 1);
  return CONTAINERS.has(word) || CONTAINER.test(word);
});

/** Names of an id that a record of a span has, and a span around a record has not. */
const SPAN_IDS = ["id", "spanId", "spanID", "span_id"];

/**
 * Whether a list of this name holds objects that all belong to the record, the outermost first: the scopes of .NET, and the
 * spans of Rust's tracing.
 */
export function isScopes(name: string, list: readonly unknown[]): boolean {
  const word = name.toLowerCase();
  if (word === "scopes") return true;
  return (
    word === "spans" &&
    list.every((item) => isObject(item) && typeof item.name === "string" && !SPAN_IDS.some((id) => id in item))
  );
}

/** What a dotted name is called within the containers that it begins with: `labels.environment` is `environment`. */
export function withinContainers(name: string): string {
  let rest = name;
  for (let dot = rest.indexOf("."); dot > 0 && isContainer(rest.slice(0, dot)); dot = rest.indexOf("."))
    rest = rest.slice(dot + 1);
  return rest;
}

/** Whether the text in a field of this name may be a record. */
export const isWrapper = (name: string): boolean => WRAPPED.has(name) || isContainer(name);

/** Whether a text may be a record, or an object that was written as a text. Most messages are words. */
export function mayHoldRecord(name: string, text: string): boolean {
  if (WRAPPED.has(name)) return text.includes("=") || text.includes(":") || text.includes("{");
  return text.startsWith("{") && isContainer(name);
}
