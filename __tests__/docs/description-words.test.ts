/** What a schema promises of a value, seen by what becomes of it when the schema changes. */
import { describe, expect, it } from "@jest/globals";
import { contractChanges } from "../../src/docs/contract.ts";
import { fingerprint } from "../../src/docs/fingerprint.ts";

/** A description of one operation whose body has one field, in JSON, which is YAML too. */
function description(stop: string, body = "", operation = "", answer = ""): readonly string[] {
  const text = `{ "openapi": "3.1.0", "paths": { "/v1/responses": { "post": { ${operation}
    "requestBody": { "content": { "application/json": { "schema": { ${body} "properties": { "stop": { ${stop} } } } } } },
    "responses": { "200": { "content": { "application/json": { "schema": {
      "properties": { "usage": { ${answer} "type": "object" } } } } } } } } } } }`;
  const found = fingerprint("openapi", text, "responses");
  if (found === null) throw new Error("nothing was read");
  return found.content.contract;
}

const TEXTS = '"type": "array", "items": { "type": "string" }';
const EITHER = `"oneOf": [{ "type": "string" }, { ${TEXTS} }]`;

describe("a field of a description", () => {
  it.each([
    ["a union narrowed to one of its members", EITHER, TEXTS, "is no longer string"],
    ["a union widened", TEXTS, EITHER, "is now also string"],
    ["other items", TEXTS, TEXTS.replace("string", "number"), "changed from items string to items number"],
    [
      "items of items",
      TEXTS,
      `"type": "array", "items": { ${TEXTS} }`,
      "changed from items string to items array, items items string",
    ],
    [
      "a value that items may have",
      '"items": { "enum": ["a", "b"] }',
      '"items": { "enum": ["a"] }',
      "is no longer value b",
    ],
    ["fewer items", `"maxItems": 4, ${TEXTS}`, `"maxItems": 2, ${TEXTS}`, "changed from maxItems 4 to maxItems 2"],
    [
      "shorter items",
      TEXTS,
      '"type": "array", "items": { "type": "string", "maxLength": 9 }',
      "is now also items maxLength 9",
    ],
    ["at least one item", TEXTS, `"minItems": 1, ${TEXTS}`, "is now also minItems 1"],
    [
      "another length",
      '"minLength": 1, "maxLength": 9',
      '"minLength": 2',
      "changed from maxLength 9, minLength 1 to minLength 2",
    ],
    ["steps", '"type": "number"', '"type": "number", "multipleOf": 0.5', "is now also multipleOf 0.5"],
    ["fewer members", '"maxProperties": 16', '"maxProperties": 8', "changed from maxProperties 16 to maxProperties 8"],
    ["an open bound", '"minimum": 0', '"exclusiveMinimum": 0', "changed from min 0 to exclusiveMinimum 0"],
    [
      "no further members",
      '"type": "object"',
      '"type": "object", "additionalProperties": false',
      "is now also additionalProperties false",
    ],
  ])("that has %s is named", (_what, before, after, change) => {
    expect(contractChanges(description(before), description(after))).toEqual([`field stop ${change}`]);
  });

  it.each([
    ["an open bound of OpenAPI 3.0 and 3.1", '"maximum": 2, "exclusiveMaximum": true', '"exclusiveMaximum": 2'],
    ["a bound that is not open", '"minimum": 1, "exclusiveMinimum": false', '"minimum": 1'],
    ["a length from zero", `"minLength": 0, "minItems": 0, ${TEXTS}`, TEXTS],
    ["members that were never refused", '"type": "object", "additionalProperties": true', '"type": "object"'],
    ["members of a union in another order", EITHER, `"oneOf": [{ ${TEXTS} }, { "type": "string" }]`],
  ])("is the same with %s", (_what, before, after) => {
    expect(contractChanges(description(before), description(after))).toEqual([]);
  });
});

describe("an operation", () => {
  const usual = description(TEXTS);

  it("that is deprecated is named by its path", () => {
    expect(contractChanges(usual, description(TEXTS, "", '"deprecated": true,'))).toEqual([
      "path /v1/responses is now also deprecated POST",
    ]);
  });

  it("whose body takes no further members is named by its path", () => {
    expect(contractChanges(usual, description(TEXTS, '"additionalProperties": false,'))).toEqual([
      "path /v1/responses is now also body additionalProperties false",
    ]);
  });

  it("may say or not that its answer has no further members", () => {
    expect(description(TEXTS, "", "", '"additionalProperties": false,')).toEqual(usual);
  });
});
