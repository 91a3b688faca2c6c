import { stripVTControlCharacters } from "node:util";
import { isObject, type JsonObject, parseJson } from "../text/json.ts";
import { memberPairs, plainValue } from "./attributes.ts";
import { fieldName, isEmpty, type Vocabulary } from "./names.ts";

/** What one record says that is asked for: values by the names that the vocabulary knows. */
export type Fields = ReadonlyMap<string, unknown>;

/** How deep objects are followed, and how many members: log records are flat, and a hostile one costs no more than this. */
const DEEPEST = 8;
const MOST_FIELDS = 2_000;

/** Records in records that are looked into: a container runtime around a collector around a logger. */
const MOST_WRAPPERS = 3;

/** Objects whose members count as members of the record itself: where loggers and collectors put what was logged. */
const CONTAINERS = new Set(
  "fields attributes labels resource scope stream jsonpayload context contextmap mdc extra metadata properties customdimensions span event result source body data log message record entry payload content details attrs tags common logrecord parsed structured".split(
    " ",
  ),
);

/** Strings that may be a record of their own: container runtimes and collectors wrap lines like this. */
const WRAPPED = new Set("message @message msg log line body textpayload event raw value renderedmessage".split(" "));

/** The fields of a record: of its JSON object, wherever on the line it begins, and of `name=value` and `name: value`. */
export function fieldsOf(record: string, vocabulary: Vocabulary): Fields {
  const fields = new Map<string, unknown>();
  const add = (path: string, value: unknown): void => {
    if (vocabulary.knows(path) && isEmpty(fields.get(path))) fields.set(path, value);
  };
  // Coloured output has an escape sequence between a name and its value.
  addRecord(record.includes("\u001b") ? stripVTControlCharacters(record) : record, add, MOST_WRAPPERS);
  return fields;
}

/** The fields of a record that is an object already. */
export function fieldsOfObject(record: JsonObject, vocabulary: Vocabulary): Fields {
  const fields = new Map<string, unknown>();
  addObject(
    record,
    (path, value) => {
      if (vocabulary.knows(path) && isEmpty(fields.get(path))) fields.set(path, value);
    },
    MOST_WRAPPERS,
  );
  return fields;
}

type Add = (path: string, value: unknown) => void;

function addRecord(text: string, add: Add, wrappers: number): void {
  const { before, value } = objectIn(text);
  if (value !== null) addObject(value, add, wrappers);
  if (before !== "") addTokens(before, add);
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

interface Pending {
  readonly path: string;
  readonly object: JsonObject;
  readonly depth: number;
}

function addObject(root: JsonObject, add: Add, wrappers: number): void {
  const pending: Pending[] = [{ path: "", object: root, depth: 0 }];
  let count = 0;
  // In breadth: what a record says itself comes before what a container in it says.
  for (let i = 0; i < pending.length; i++) {
    const next = pending[i] as Pending;
    for (const key in next.object) {
      const written = next.object[key];
      count += 1;
      if (count > MOST_FIELDS) return;
      const name = fieldName(key);
      const path = next.path === "" ? name : `${next.path}.${name}`;
      const value = typeof written === "object" && written !== null ? plainValue(written) : written;
      add(path, value);
      if (typeof value === "object" && value !== null) {
        const object = Array.isArray(value) ? memberPairs(value) : (value as JsonObject);
        if (object !== null && next.depth < DEEPEST) {
          pending.push({ path, object, depth: next.depth + 1 });
          if (next.path === "" && CONTAINERS.has(name)) pending.push({ path: "", object, depth: next.depth + 1 });
        }
      } else if (wrappers > 0 && next.path === "" && typeof value === "string" && mayHoldRecord(name, value))
        addRecord(value, add, wrappers - 1);
    }
  }
}

/** Whether a text may be a record, or an object that was written as a text. Most messages are words. */
function mayHoldRecord(name: string, text: string): boolean {
  if (WRAPPED.has(name)) return text.includes("=") || text.includes(":") || text.includes("{");
  return CONTAINERS.has(name) && text.startsWith("{");
}

/**
 * `name=value`, `name: value`, `"name": value`, `"name"=>value`. After `=` the value follows at once, as in logfmt. Lengths are bounded, so
 * that a hostile line costs no more than its length.
 */
const TOKEN =
  /(?<![\w.@/-])(["']?)([A-Za-z_@][\w.@/-]{0,127})\1(?:=>?|\s{0,4}:\s{0,4})(?:"((?:[^"\\]|\\.){0,8192})"|'([^']{0,8192})'|([^\s,;"'()[\]{}]{0,8192}))/g;

function addTokens(text: string, add: Add): void {
  let count = 0;
  for (const [, , name = "", quoted, single, bare] of text.matchAll(TOKEN)) {
    count += 1;
    if (count > MOST_FIELDS) return;
    add(fieldName(name), quoted ?? single ?? bare ?? "");
  }
}
