/** How exports write the members of an object as a list, and values with their type around them. */
import { isObject, type JsonObject, parseJson } from "../text/json.ts";

/** Names of a name, and of its value: OpenTelemetry, CloudWatch Insights, Jaeger and Zipkin, X-Ray, Application Insights. */
const NAMES = ["key", "field", "name", "Key", "Field", "Name"] as const;
const VALUES = ["value", "Value"] as const;

/** Members of such an item: beside name and value a type, and what Jaeger adds. */
const MOST_MEMBERS = 4;

/** A name as a member has one: no time, which Loki writes before a line. */
const NAME = /^[A-Za-z_@$][\w.@/:-]{0,127}$/;

/** Members as pairs, `["release", "1.2"]`: Sentry's tags. */
function textPairs(list: readonly unknown[]): JsonObject | null {
  const object: Record<string, unknown> = {};
  for (const item of list) {
    const [key, value] = Array.isArray(item) && item.length === 2 ? item : [];
    if (typeof key !== "string" || !NAME.test(key) || (typeof value === "object" && value !== null)) return null;
    if (key !== "__proto__") object[key] = value;
  }
  return object;
}

/** A list of names and values as the object that it stands for; null for another list. */
export function memberPairs(list: readonly unknown[]): JsonObject | null {
  const [first] = list;
  if (Array.isArray(first)) return textPairs(list);
  if (!isObject(first)) return null;
  const name = NAMES.find((each) => typeof first[each] === "string");
  const value = VALUES.find((each) => each in first) ?? "value";
  if (name === undefined) return null;
  const object: Record<string, unknown> = {};
  for (const item of list) {
    if (!isObject(item) || Object.keys(item).length > MOST_MEMBERS) return null;
    const key = item[name];
    if (typeof key !== "string" || (!(value in item) && Object.keys(item).length > 1)) return null;
    // A name is no prototype.
    if (key !== "__proto__") object[key] = unquoted(item[value]) ?? null;
  }
  return object;
}

/** A text without the quotes of JSON that Railway leaves around it. */
function unquoted(value: unknown): unknown {
  return typeof value === "string" && value.startsWith('"') ? (parseJson(value) ?? value) : value;
}

/** Types that OpenTelemetry writes around a value (opentelemetry-proto, `AnyValue`). */
const PLAIN = new Set(
  ["string", "int", "bool", "double", "bytes"].flatMap((type) => [`${type}Value`, `${type}_value`]),
);

/** A value without the type around it: `{ "stringValue": "a" }`; the list or object in `arrayValue` and `kvlistValue`. */
export function plainValue(value: object): unknown {
  // Elasticsearch answers every field as a list.
  if (Array.isArray(value)) return value.length === 1 && typeof value[0] !== "object" ? value[0] : value;
  // Sentry names the type beside the value.
  if ("value" in value && "type" in value) return Object.keys(value).length === 2 ? value.value : value;
  let only: string | undefined;
  for (const key in value) {
    if (only !== undefined) return value;
    only = key;
  }
  if (only === undefined) return value;
  const inside = (value as JsonObject)[only];
  if (PLAIN.has(only)) return inside;
  const isList = only === "arrayValue" || only === "array_value";
  if (!isList && only !== "kvlistValue" && only !== "kvlist_value") return value;
  const values = isObject(inside) && Array.isArray(inside.values) ? inside.values : [];
  return isList ? values : (memberPairs(values) ?? {});
}
