/** What the healthy model answers where a request asks for JSON. */
import { Validator } from "@cfworker/json-schema";
import { describe, expect, it } from "@jest/globals";
import { jsonAnswer } from "../../src/sandbox/structured.ts";

const strict = (schema: object) => ({ type: "json_schema", name: "answer", strict: true, schema });

describe("JSON that is asked for", () => {
  it.each<[string, object]>([
    [
      "an object",
      {
        type: "object",
        properties: { a: { type: "string" }, n: { type: "integer", minimum: 3 } },
        required: ["a", "n"],
      },
    ],
    [
      "words of a list",
      { type: "object", properties: { mood: { enum: ["good", "bad"] }, v: { const: 2 } }, required: ["mood", "v"] },
    ],
    ["a list with a least length", { type: "array", items: { type: "boolean" }, minItems: 2 }],
    [
      "a choice",
      { type: "object", properties: { a: { anyOf: [{ type: "string" }, { type: "null" }] } }, required: ["a"] },
    ],
    [
      "a list that contains itself",
      {
        $defs: {
          node: {
            type: "object",
            properties: { next: { anyOf: [{ $ref: "#/$defs/node" }, { type: "null" }] } },
            required: ["next"],
          },
        },
        type: "object",
        properties: { first: { $ref: "#/$defs/node" } },
        required: ["first"],
      },
    ],
    ["a type or null", { type: "object", properties: { a: { type: ["number", "null"] } }, required: ["a"] }],
  ])("follows its schema: %s", (_what, schema) => {
    const bodies = [
      { response_format: { type: "json_schema", json_schema: strict(schema) } },
      { text: { format: strict(schema) } },
      { output_config: { format: strict(schema) } },
    ];
    for (const body of bodies) {
      const value: unknown = JSON.parse(jsonAnswer(body, "code-1") ?? "");
      expect(new Validator(schema, "2020-12").validate(value).errors).toEqual([]);
    }
  });

  it("is an object without a schema, and nothing where text is asked for", () => {
    expect(jsonAnswer({ response_format: { type: "json_object" } }, "code-1")).toBe('{"reply":"OK code-1"}');
    expect([
      jsonAnswer({ response_format: { type: "text" } }, "c"),
      jsonAnswer({ text: { verbosity: "low" } }, "c"),
    ]).toEqual([null, null]);
    expect(jsonAnswer(null, "c")).toBe(null);
  });
});
