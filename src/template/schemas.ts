import type { ValueNode } from "@humanwhocodes/momoa";
import type { Family } from "../evidence/vocabulary.ts";
import { elsewhere } from "./field-types.ts";
import { type Flaw, holds } from "./flaw.ts";
import { type Members, membersOf, pathOf, startOf, textOf } from "./json-body.ts";
import { type Located, placesAt } from "./nested-fields.ts";

/** Where each family declares a schema, and what it is called there; Anthropic takes any. */
const DECLARED: Readonly<Record<Family, readonly (readonly [place: string, schema: string])[]>> = {
  "chat-completions": [
    ["response_format[json_schema].json_schema", "schema"],
    ["tools[function].function", "parameters"],
    ["functions[]", "parameters"],
  ],
  responses: [
    ["text.format[json_schema]", "schema"],
    ["tools[function]", "parameters"],
  ],
  messages: [],
  embeddings: [],
};

/** Keywords of JSON Schema that OpenAI does not know in a strict schema. */
const UNKNOWN = ["allOf", "not", "if", "then", "else", "dependentRequired", "dependentSchemas", "patternProperties"];

/** Keywords below which a schema stands, or several: by name, or in a list. */
const ONE = ["items", "additionalProperties"];
const SEVERAL = ["properties", "$defs", "definitions", "anyOf"];

/**
 * What OpenAI refuses in a schema: a list without items, and in a strict one (its guide to structured outputs) an object that leaves
 * other members open or one of its own optional, and some keywords. Others take such a schema, so that it holds nothing. One
 * finding for each schema.
 */
export function schemaFlaws(members: Members, family: Family): readonly Flaw[] {
  return DECLARED[family].flatMap(([place, name]) =>
    placesAt(members, place).flatMap(({ node, path }) => {
      const inside = membersOf(node);
      const strict = inside.get("strict")?.value;
      const schema = inside.get(name)?.value;
      if (schema === undefined) return [];
      const isStrict = strict?.type === "Boolean" && strict.value;
      const root = { node: schema, path: `${path}.${name}` };
      const type = textOf(membersOf(schema).get("type")?.value) ?? "object";
      const flaw =
        isStrict && type !== "object"
          ? flawOf(root, "is strict and not of type object")
          : refusedIn(root, isStrict ? looseIn : unlistedIn);
      return flaw === null ? [] : [elsewhere(flaw, "vLLM, Mistral and others")];
    }),
  );
}

/** What is wrong with a schema itself, as the rest of a sentence; null: nothing. */
type Look = (schema: Members) => string | null;

/** The first part of a schema that is refused; the depth of a body is bounded. */
function refusedIn({ node, path }: Located, look: Look): Flaw | null {
  if (node.type !== "Object") return null;
  const members = membersOf(node);
  const what = look(members);
  if (what !== null) return flawOf({ node, path }, what);
  return partsOf(members, path).reduce<Flaw | null>((found, part) => found ?? refusedIn(part, look), null);
}

function flawOf({ node, path }: Located, what: string): Flaw {
  return holds("out-of-range", { path, offset: startOf(node) }, `${path} ${what}`, "");
}

function unlistedIn(schema: Members): string | null {
  const isList = textOf(schema.get("type")?.value) === "array";
  return isList && !schema.has("items") && !schema.has("prefixItems") ? "is a list without items" : null;
}

function looseIn(schema: Members): string | null {
  const unknown = UNKNOWN.find((keyword) => schema.has(keyword));
  if (unknown !== undefined) return `is strict and has ${unknown}, which is not allowed`;
  if (textOf(schema.get("type")?.value) !== "object") return unlistedIn(schema);
  const others = schema.get("additionalProperties")?.value;
  if (others?.type !== "Boolean" || others.value) return "is strict without additionalProperties: false";
  const properties = schema.get("properties")?.value;
  const required = namesIn(schema.get("required")?.value);
  if (properties !== undefined && [...membersOf(properties).keys()].some((name) => !required.includes(name)))
    return "is strict and does not require every property";
  return null;
}

function namesIn(list: ValueNode | undefined): readonly (string | null)[] {
  return list?.type === "Array" ? list.elements.map(({ value }) => textOf(value)) : [];
}

function partsOf(members: Members, path: string): readonly Located[] {
  const at = (keywords: readonly string[]) =>
    keywords.flatMap((name) => {
      const node = members.get(name)?.value;
      return node === undefined ? [] : [{ node, path: `${path}.${name}` }];
    });
  return [
    ...at(ONE),
    ...at(SEVERAL).flatMap(({ node, path: place }) =>
      node.type === "Array"
        ? node.elements.map(({ value }, i) => ({ node: value, path: `${place}[${i}]` }))
        : [...membersOf(node)].map(([name, { value }]) => ({ node: value, path: pathOf(place, name) })),
    ),
  ];
}
