import { stripVTControlCharacters } from "node:util";
import { isObject, type JsonObject, parseJson } from "../text/json.ts";

/**
 * The fields of one record: names in lower case without `_` and `-`, nested ones joined with dots. `requestId`,
 * `request_id` and `request-id` are one field.
 */
export type Fields = ReadonlyMap<string, unknown>;

/** How deep objects are followed, and how many members: log records are flat, and a hostile one costs no more than this. */
const DEEPEST = 8;
const MOST_FIELDS = 2_000;

/** Objects whose members count as members of the record itself: where loggers and collectors put what was logged. */
const CONTAINERS = new Set(
  "fields attributes labels resource scope stream jsonpayload context contextmap mdc extra metadata properties customdimensions span event result source body data log message".split(
    " ",
  ),
);

/** Strings that may be a record of their own: container runtimes and collectors wrap lines like this. */
const WRAPPED = new Set(["message", "msg", "log", "line", "body", "textpayload", "event", "raw", "value"]);

/** A field's name as it is compared. */
export function fieldName(written: string): string {
  return written.toLowerCase().replace(/[_\s-]/g, "");
}

/** The fields of a record: of its JSON object, wherever on the line it begins, and of `name=value` and `name: value`. */
export function fieldsOf(record: string): Fields {
  const fields = new Map<string, unknown>();
  // Coloured output has an escape sequence between a name and its value.
  addRecord(record.includes("\u001b") ? stripVTControlCharacters(record) : record, fields, true);
  return fields;
}

/**
 * Whether the record has the field. Null is a value: nothing went wrong, nothing to say. An empty text is none, except for
 * the error class, which the checklist wants only "if any".
 */
export function hasField(fields: Fields, name: string): boolean {
  const wanted = fieldName(name);
  if (wanted === "errorclass") return fields.has(wanted);
  return [wanted, ...(wanted === "requestid" ? TRACE_FIELDS : [])].some((each) => !isEmpty(fields.get(each)));
}

/** Fields that stand for `request_id` (release-and-rollback-checklist, "Check observability": request ID or trace ID). */
const TRACE_FIELDS = ["xrequestid", "request.id", "http.request.id", "traceid", "trace.id", "traceparent"];

function isEmpty(value: unknown): boolean {
  return value === undefined || (typeof value === "string" && value.trim() === "");
}

function addRecord(text: string, fields: Map<string, unknown>, unwrap: boolean): void {
  const { before, value } = objectIn(text);
  if (value !== null) addObject(value, fields, unwrap);
  addTokens(before, fields);
}

/** The JSON object that ends a line, and what stands before it: a time, a stream, the name of a container. */
function objectIn(text: string): { readonly before: string; readonly value: JsonObject | null } {
  const start = text.indexOf("{");
  const end = text.lastIndexOf("}");
  if (start !== -1 && end > start) {
    const value = parseJson(text.slice(start, end + 1));
    if (isObject(value)) return { before: text.slice(0, start), value };
  }
  return { before: text, value: null };
}

function addObject(root: JsonObject, fields: Map<string, unknown>, unwrap: boolean): void {
  const pending: { readonly path: string; readonly object: JsonObject; readonly depth: number }[] = [
    { path: "", object: root, depth: 0 },
  ];
  // In breadth: what a record says itself comes before what a container in it says.
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    for (const [key, written] of Object.entries(next.object)) {
      const value = Array.isArray(written) ? named(written) : plain(written);
      if (fields.size >= MOST_FIELDS) return;
      const name = fieldName(key);
      const path = next.path === "" ? name : `${next.path}.${name}`;
      add(path, value, fields);
      if (isObject(value) && next.depth < DEEPEST) {
        pending.push({ path, object: value, depth: next.depth + 1 });
        if (next.path === "" && CONTAINERS.has(name)) pending.push({ path: "", object: value, depth: next.depth + 1 });
      }
      if (unwrap && next.path === "" && typeof value === "string" && WRAPPED.has(name)) addRecord(value, fields, false);
    }
  }
}

/** A list of keys and values is an object (OpenTelemetry's JSON). */
function named(list: readonly unknown[]): unknown {
  if (!list.every((item) => isObject(item) && typeof item.key === "string")) return list;
  return Object.fromEntries(list.filter(isObject).map(({ key, value = null }) => [key, value]));
}

/** A value without the type around it: `{ "stringValue": "a" }`; nothing at all in it is null. */
function plain(value: unknown): unknown {
  if (!isObject(value)) return value;
  const [[type = "", inside] = []] = Object.entries(value);
  return /^(?:string|int|bool|double)Value$/.test(type) ? inside : value;
}

/**
 * `name=value`, `name: value`, `"name": value`, `"name"=>value`. After `=` the value follows at once, as in logfmt. Lengths are bounded, so
 * that a hostile line costs no more than its length.
 */
const TOKEN =
  /(?<![\w.@/-])(["']?)([A-Za-z_@][\w.@/-]{0,127})\1(?:=>?|\s{0,4}:\s{0,4})(?:"((?:[^"\\]|\\.){0,8192})"|'([^']{0,8192})'|([^\s,;"'()[\]{}]{0,8192}))/g;

function addTokens(text: string, fields: Map<string, unknown>): void {
  for (const [, , name = "", quoted, single, bare] of text.matchAll(TOKEN)) {
    if (fields.size >= MOST_FIELDS) return;
    add(fieldName(name), quoted ?? single ?? bare ?? "", fields);
  }
}

function add(name: string, value: unknown, fields: Map<string, unknown>): void {
  if (isEmpty(fields.get(name))) fields.set(name, value);
}
