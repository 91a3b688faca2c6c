/** What of a schema an answer is held against: only what JSON Schema says, and never so that less of it is harder to fulfil. */
import { Validator } from "@cfworker/json-schema";
import { describe, expect, it } from "@jest/globals";
import { judgeable } from "../../src/probes/judgeable-schema.ts";

const follows = (schema: object, value: unknown) =>
  new Validator(judgeable(schema) as object, "2020-12").validate(value).valid;

/** An object whose one member, required, has this schema. */
const holding = (member: object, more: object = {}) => ({
  type: "object",
  properties: { a: member },
  required: ["a"],
  additionalProperties: false,
  ...more,
});

describe("what cannot be judged is not judged", () => {
  it.each<[string, object, unknown]>([
    [
      "types in capitals, as Gemini writes them",
      { type: "OBJECT", properties: { a: { type: "STRING" } }, required: ["a"] },
      {},
    ],
    ["a type that is no type", holding({ type: "any" }), { a: 1 }],
    ["a type of a programming language", holding({ type: "str" }), { a: 1 }],
    ["one of several such types", holding({ type: ["STRING", "NULL"] }), { a: 1 }],
    ["a choice between such types", holding({ oneOf: [{ type: "STRING" }, { type: "NUMBER" }] }), { a: "x" }],
    ["a choice between patterns", holding({ oneOf: [{ pattern: "^x" }, { pattern: "^y" }] }), { a: "z" }],
    ["what it must not be", holding({ not: { pattern: "x" } }), { a: "y" }],
    ["no words to choose from", holding({ enum: [] }), { a: "x" }],
    ["a property that says itself that it is required", holding({ type: "string", required: true }), { a: "x" }],
    [
      "members by pattern",
      { type: "object", patternProperties: { "^x-": {} }, additionalProperties: false },
      { "x-a": 1 },
    ],
    ["members of a schema beside it", { allOf: [holding({})], properties: {}, additionalProperties: false }, { a: 1 }],
  ])("%s", (_what, schema, value) => {
    expect(follows(schema, value)).toBe(true);
  });
});

describe("OpenAPI's nullable", () => {
  const nullable = { nullable: true };
  const defs = { $defs: { word: { type: "string" } } };

  it.each<[boolean, object, unknown]>([
    [true, holding({ type: "string", ...nullable }), { a: null }],
    [true, holding({ enum: ["x"], ...nullable }), { a: null }],
    [true, holding({ $ref: "#/$defs/word", ...nullable }, defs), { a: null }],
    [true, { ...holding({ $ref: "#/$defs/word" }, defs), ...nullable }, null],
    [false, holding({ type: "string", ...nullable }), { a: 1 }],
    [false, holding({ enum: ["x"], ...nullable }), { a: "y" }],
    [false, { ...holding({ $ref: "#/$defs/word" }, defs), ...nullable }, { a: 1 }],
    [false, holding({ type: "string", nullable: false }), { a: null }],
  ])("allows null, and nothing else: %s %j %j", (valid, schema, value) => {
    expect(follows(schema, value)).toBe(valid);
  });
});

it.each<[string, object, unknown]>([
  ["a type", holding({ type: "string" }), { a: 1 }],
  ["a member that is missing", holding({}), {}],
  ["a member too many", holding({}), { a: 1, b: 1 }],
  ["a word of none", holding({ enum: ["x"] }), { a: "y" }],
  ["none of several", holding({ oneOf: [{ type: "string" }, { type: "null" }] }), { a: 1 }],
  ["a definition", holding({ $ref: "#/$defs/b" }, { $defs: { b: holding({ type: "null" }) } }), { a: { a: 1 } }],
  ["an item of a list", holding({ type: "array", items: { type: "string" } }), { a: ["x", 1] }],
  [
    "a member of that name is no keyword",
    holding({}, { properties: { a: {}, type: { type: "string" } } }),
    { a: 1, type: 1 },
  ],
])("what JSON Schema says counts: %s", (_what, schema, value) => {
  expect(follows(schema, value)).toBe(false);
});
