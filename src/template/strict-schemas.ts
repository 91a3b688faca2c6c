import type { ValueNode } from "@humanwhocodes/momoa";
import type { Family } from "../evidence/vocabulary.ts";
import { elsewhere } from "./field-types.ts";
import { type Flaw, holds } from "./flaw.ts";
import { type Members, membersOf, pathOf, startOf, textOf } from "./json-body.ts";
import { type Located, placesAt } from "./nested-fields.ts";

/** Where each family declares a schema, and what it is called there; only OpenAI's families call one strict. */
const DECLARED: Readonly<Record<Family, readonly (readonly [place: string, schema: string])[]>> = {
  "chat-completions": [
    ["response_format[json_schema].json_schema", "schema"],
    ["tools[function].function", "parameters"],
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
 * What OpenAI refuses in a strict schema (its guide to structured outputs): an object that leaves other members open or one of its
 * own optional, and some keywords. Others take such a schema, so that it holds nothing. One finding for each schema.
 */
export function strictFlaws(members: Members, family: Family): readonly Flaw[] {
  return DECLARED[family].flatMap(([place, name]) =>
    placesAt(members, place).flatMap(({ node, path }) => {
      const inside = membersOf(node);
      const strict = inside.get("strict")?.value;
      const schema = inside.get(name)?.value;
      if (strict?.type !== "Boolean" || !strict.value || schema === undefined) return [];
      const flaw = looseIn({ node: schema, path: `${path}.${name}` });
      return flaw === null ? [] : [elsewhere(flaw, "vLLM, Mistral and others")];
    }),
  );
}

/** The first part of a schema that is not strict; the depth of a body is bounded. */
function looseIn({ node, path }: Located): Flaw | null {
  if (node.type !== "Object") return null;
  const members = membersOf(node);
  const flaw = (what: string) => holds("out-of-range", { path, offset: startOf(node) }, `${path} ${what}`, "");
  const unknown = UNKNOWN.find((keyword) => members.has(keyword));
  if (unknown !== undefined) return flaw(`is strict and has ${unknown}, which is not allowed`);
  const properties = members.get("properties")?.value;
  if (textOf(members.get("type")?.value) === "object") {
    const others = members.get("additionalProperties")?.value;
    if (others?.type !== "Boolean" || others.value) return flaw("is strict without additionalProperties: false");
    const required = namesIn(members.get("required")?.value);
    if (properties !== undefined && [...membersOf(properties).keys()].some((name) => !required.includes(name)))
      return flaw("is strict and does not require every property");
  }
  return partsOf(members, path).reduce<Flaw | null>((found, part) => found ?? looseIn(part), null);
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
