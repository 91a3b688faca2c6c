import { isObject, type JsonObject } from "../text/json.ts";
import { isEventName, valueWord } from "./contract.ts";
import { wordsOfType } from "./type-words.ts";

/**
 * What bounds a value, and the word for it. Validation keywords of JSON Schema by their own names, but for the two that
 * pages have in prose, too.
 */
// biome-ignore format: a table reads by its rows
export const BOUNDS: Readonly<Record<string, string>> = {
  default: "default", minimum: "min", maximum: "max",
  exclusiveMinimum: "exclusiveMinimum", exclusiveMaximum: "exclusiveMaximum", multipleOf: "multipleOf",
  minLength: "minLength", maxLength: "maxLength", minItems: "minItems", maxItems: "maxItems",
  minProperties: "minProperties", maxProperties: "maxProperties",
};

/** Bounds that bound nothing at 0, and are written all the same. */
const COUNTED_FROM = /^min(?:Length|Items|Properties)$/;

/** Where OpenAPI 3.0 says only whether the bound itself is left out; 3.1 has the bound here. */
const EXCLUSIVE = [
  ["exclusiveMinimum", "minimum"],
  ["exclusiveMaximum", "maximum"],
] as const;

const FLAGS = [
  ["deprecated", "deprecated"],
  ["nullable", "null"],
] as const;

/** What a schema without `additionalProperties` does not refuse: members that it does not name. */
export const CLOSED = "additionalProperties false";

/** Words of what a schema says of its value by itself: types, flags, bounds and values, not what it is made of. */
export function ownWords(node: JsonObject): readonly string[] {
  const types = [node.type].flat().filter((type) => typeof type === "string");
  const values = constantsOf(node).filter((one) => !isEventName(one));
  return [
    ...types.flatMap((type) => wordsOfType(type.replace(/^enum.*/, "string"))),
    ...FLAGS.flatMap(([key, word]) => (node[key] === true ? [word] : [])),
    ...(node.additionalProperties === false ? [CLOSED] : []),
    ...[...boundsIn(node), ...values.map((one) => valueWord("value", one))].filter((word) => word !== null),
  ];
}

/** The values that a schema names. */
export function constantsOf(node: JsonObject): readonly string[] {
  const listed = Array.isArray(node.enum) ? node.enum : [];
  return [...listed, ...(node.const === undefined ? [] : [node.const])].map(String);
}

function boundsIn(node: JsonObject): readonly (string | null)[] {
  const said: Record<string, unknown> = { ...node };
  for (const [exclusive, bound] of EXCLUSIVE) {
    if (typeof node[exclusive] !== "boolean") continue;
    said[exclusive] = node[exclusive] ? node[bound] : undefined;
    if (node[exclusive]) delete said[bound];
  }
  return Object.entries(BOUNDS).map(([key, label]) => {
    const value = said[key];
    const bounds = ["string", "number", "boolean"].includes(typeof value) && !(value === 0 && COUNTED_FROM.test(key));
    return bounds ? valueWord(label, String(value)) : null;
  });
}

/** Words of what an array holds. Values are the field's own, wherever they stand: a long list of them has to fit a line. */
export function itemWords(words: readonly string[]): readonly string[] {
  return words.map((word) => (word.startsWith("value ") ? word : `items ${word}`));
}

/** Words of an operation for its path: the method, and whether it is deprecated. */
export function methodWords(method: string, operation: unknown): readonly string[] {
  const name = method.toUpperCase();
  return isObject(operation) && operation.deprecated === true ? [name, `deprecated ${name}`] : [name];
}
