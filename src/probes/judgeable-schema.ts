import { isObject, type JsonObject } from "../text/json.ts";

/** The types of JSON Schema; Gemini writes them in capitals, other dialects have `any`, `str` and `file`. */
const TYPES: ReadonlySet<unknown> = new Set(["object", "array", "string", "number", "integer", "boolean", "null"]);

/** How the value of a keyword holds further schemas, or what it has to be to say something. */
type Form = "schema" | "schemas" | "named schemas" | ((value: unknown) => boolean);

const isNumber = (value: unknown) => typeof value === "number";
const isText = (value: unknown) => typeof value === "string";
const isSomeList = (value: unknown) => Array.isArray(value) && value.length > 0;

/**
 * The keywords that an answer is held against. None of them is fulfilled by less, so one that is left out never makes an
 * answer wrong that was right: there is no `not`, no `if` and no `oneOf` among them. `format` only annotates; `pattern` is an
 * expression of somebody else's, in any language's dialect, and no answer of a provider's is matched by it.
 */
const KEYWORDS: Readonly<Record<string, Form>> = {
  $id: isText,
  $anchor: isText,
  $ref: isText,
  $defs: "named schemas",
  definitions: "named schemas",
  type: (value) => (Array.isArray(value) ? value : [value]).every((one) => TYPES.has(one)),
  // Of drafts before the fourth, and of tools that write it so, a property says itself that it is required.
  required: (value) => Array.isArray(value) && value.every(isText),
  properties: "named schemas",
  additionalProperties: "schema",
  items: "schema",
  prefixItems: "schemas",
  anyOf: "schemas",
  allOf: "schemas",
  enum: isSomeList,
  const: () => true,
  minimum: isNumber,
  maximum: isNumber,
  // Of draft 4 they are `true` beside the limit.
  exclusiveMinimum: isNumber,
  exclusiveMaximum: isNumber,
  multipleOf: isNumber,
  minLength: isNumber,
  maxLength: isNumber,
  minItems: isNumber,
  maxItems: isNumber,
};

/** Keywords beside which other properties than the named ones may be meant: pydantic and others write these around a `$ref`. */
const MORE_PROPERTIES = ["patternProperties", "allOf", "anyOf", "oneOf", "$ref"];

/** What a place is found by, wherever else its schema goes. */
const PLACE: ReadonlySet<string> = new Set(["$id", "$anchor", "$defs", "definitions"]);

/**
 * What of a schema an answer can be held against. A type that JSON Schema does not know is of a dialect that nobody here
 * knows, so its schema says nothing; OpenAPI's `nullable` also allows null.
 */
export function judgeable(schema: unknown): unknown {
  if (!isObject(schema)) return typeof schema === "boolean" ? schema : {};
  const { type, nullable, oneOf } = schema;
  const open = MORE_PROPERTIES.some((name) => Object.hasOwn(schema, name));
  const kept = Object.entries(schema).flatMap(([name, value]) => {
    const form = Object.hasOwn(KEYWORDS, name) ? KEYWORDS[name] : undefined;
    if (form === undefined || (name === "additionalProperties" && open)) return [];
    const held = heldBy(form, value);
    return held === undefined ? [] : [[name, held] as const];
  });
  const place = kept.filter(([name]) => PLACE.has(name));
  if (type !== undefined && !kept.some(([name]) => name === "type")) return Object.fromEntries(place);
  const said = Object.fromEntries(kept.filter(([name]) => !PLACE.has(name)));
  // One of several is at least any of them.
  const one = Array.isArray(oneOf) ? { allOf: [said, { anyOf: oneOf.map(judgeable) }] } : said;
  return { ...Object.fromEntries(place), ...(nullable === true ? { anyOf: [one, { type: "null" }] } : one) };
}

/** A keyword's value as it is judged; undefined: it has no form in which it says something. */
function heldBy(form: Form, value: unknown): unknown {
  if (typeof form === "function") return form(value) ? value : undefined;
  if (form === "schema") return isObject(value) || typeof value === "boolean" ? judgeable(value) : undefined;
  if (form === "schemas") return Array.isArray(value) && value.length > 0 ? value.map(judgeable) : undefined;
  return isObject(value) ? mapped(value) : undefined;
}

function mapped(named: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(named).map(([name, schema]) => [name, judgeable(schema)]));
}
