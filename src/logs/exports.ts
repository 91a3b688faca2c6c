/** Exports that hold their records in a list somewhere in one document, as the APIs of log stores answer. */
import { isDeeperThan, isObject, type JsonObject, parseJson } from "../text/json.ts";
import { memberPairs } from "./attributes.ts";
import { isScopes } from "./containers.ts";

/** Levels of a document that is looked through; a deeper one is hostile, and too much for the stack. */
const MOST_LEVELS = 64;

/** How deep lists of records lie within an export; OpenTelemetry's are at six. */
const DEEPEST = 8;

/** The object that a text is, where it holds a list of others somewhere; else null. */
export function exportIn(text: string): JsonObject | null {
  if (!text.includes("[") || !text.startsWith("{") || !/\[\s{0,99}[[{]/.test(text)) return null;
  const document = parseJson(text);
  return isObject(document) ? document : null;
}

/**
 * The records of an export: the items of its lists that hold the mark, each with the objects beside its list (the labels
 * of a stream, the resource of a service). Where the mark stands outside of every list, that is the document itself.
 *
 * @param marked whether a text may be of a record that is looked for
 */
export function recordsIn(document: JsonObject, marked: (text: string) => boolean): readonly JsonObject[] {
  if (isDeeperThan(MOST_LEVELS, document)) return [];
  const found: JsonObject[] = [];
  const root = tableRows(document);
  const { all, own } = holders(root, marked);
  const holds = (value: unknown, lists: boolean) =>
    typeof value === "object" && value !== null ? (lists ? all : own).has(value) : holdsText(value, marked);
  const take = (item: unknown, around: JsonObject, depth: number): void => {
    if (depth > DEEPEST || !holds(item, true)) return;
    const pairs = Array.isArray(item) ? memberPairs(item) : null;
    if (pairs !== null) found.push({ ...around, ...pairs });
    // A time and a line, and since version 3 labels of the line: Loki's.
    else if (isTexts(item)) {
      const line = item.filter((each) => typeof each === "string").join(" ");
      found.push(Object.assign({ ...around, line }, ...item.filter(isObject)));
    } else if (Array.isArray(item)) for (const each of item) take(each, around, depth + 1);
    else if (isObject(item)) {
      // It may hold lists of others all the same, as a trace does its spans.
      if (holds(item, false)) found.push({ ...around, ...item });
      const inside: unknown[] = [];
      const beside: Record<string, unknown> = {};
      for (const [key, value] of Object.entries(item)) {
        if (Array.isArray(value) && isScopes(key, value)) continue;
        if (holds(value, true)) inside.push(value);
        else if (typeof value === "object" && value !== null) beside[key] = value;
      }
      for (const value of inside)
        if (!holds(item, false) || isList(value)) take(value, { ...around, ...beside }, depth + 1);
    }
  };
  take(root, {}, 0);
  return found;
}

/** Whether a value holds such a text somewhere. */
export function holdsText(value: unknown, marked: (text: string) => boolean): boolean {
  if (typeof value === "string") return marked(value);
  if (typeof value === "number") return marked(String(value));
  if (typeof value !== "object" || value === null) return false;
  for (const key in value) if (holdsText((value as JsonObject)[key], marked)) return true;
  return false;
}

/**
 * The objects and lists of a document that hold such a text, each looked at once: all of them, and those that hold it
 * outside of lists. The members of an object that are written as a list are its own, and so are its scopes. Rows of tables become objects.
 */
function holders(document: JsonObject, marked: (text: string) => boolean) {
  const all = new Set<object>();
  const own = new Set<object>();
  const look = (value: unknown, name = ""): void => {
    if (typeof value !== "object" || value === null) return;
    const isOwn = !Array.isArray(value) || isScopes(name, value) || memberPairs(value) !== null;
    for (const key in value) {
      const written = (value as JsonObject)[key];
      const member = isObject(written) ? tableRows(written) : written;
      if (member !== written) (value as Record<string, unknown>)[key] = member;
      look(member, key);
      if (typeof member !== "object" || member === null) {
        if (!holdsText(member, marked)) continue;
      } else if (!all.has(member)) continue;
      all.add(value);
      if (isOwn && (typeof member !== "object" || member === null || own.has(member))) own.add(value);
    }
  };
  look(document);
  return { all, own };
}

/** A list of objects that is not the members of one. */
function isList(value: unknown): boolean {
  return Array.isArray(value) && value.every(isObject) && memberPairs(value) === null;
}

/** A list that begins with a text and holds but texts and objects. */
function isTexts(item: unknown): item is readonly unknown[] {
  return (
    Array.isArray(item) &&
    typeof item[0] === "string" &&
    item.every((each) => typeof each === "string" || isObject(each))
  );
}

/** Names under which a table has its columns, and its rows: Azure Monitor, InfluxDB, ClickHouse, Snowflake, OpenSearch. */
const COLUMNS = ["columns", "meta", "fields", "schema"] as const;
const ROWS = ["rows", "values", "data", "datarows"] as const;

/** An object that holds a table, with its rows as objects; else the object itself. */
function tableRows(object: JsonObject): JsonObject {
  const { schema, data } = object;
  if (isObject(schema) && isObject(data) && Array.isArray(schema.fields) && Array.isArray(data.values))
    return frameRows(object, schema.fields, data.values);
  const columns = COLUMNS.map((name) => object[name]).find(Array.isArray);
  const rows = ROWS.find((name) => Array.isArray(object[name]));
  if (columns === undefined || rows === undefined) return object;
  const names = columnNames(columns);
  const list = object[rows] as readonly unknown[];
  if (!list.every((row) => Array.isArray(row) && row.length === names.length)) return object;
  const asObject = (row: unknown) => Object.fromEntries((row as unknown[]).map((value, i) => [names[i], value]));
  return { [rows]: list.map(asObject) };
}

function columnNames(columns: readonly unknown[]): string[] {
  return columns.map((column) => String(isObject(column) ? (column.name ?? column.columnName) : column));
}

/** A data frame of Grafana, which has a list for each column. */
function frameRows(object: JsonObject, columns: readonly unknown[], values: readonly unknown[]): JsonObject {
  const [first] = values;
  if (!Array.isArray(first) || values.length !== columns.length || !values.every(Array.isArray)) return object;
  const names = columnNames(columns);
  const lists = values as readonly (readonly unknown[])[];
  return { rows: first.map((_, row) => Object.fromEntries(names.map((name, i) => [name, lists[i]?.[row]]))) };
}
