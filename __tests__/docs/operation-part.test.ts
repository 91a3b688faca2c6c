/** The description of a whole API in YAML: what one operation needs of it, without reading the rest. */
import { describe, expect, it } from "@jest/globals";
import { fingerprint, formOf } from "../../src/docs/fingerprint.ts";
import { describesOperations, operationPart } from "../../src/docs/operation-part.ts";

/** A small API with what makes cutting hard: comments at the margin, text that looks like keys, lists at the same depth. */
const API = `openapi: 3.1.0
info:
  title: Example
  description: |
    paths:
      /v1/responses: is not described here
servers:
- url: https://api.example/v1
tags:
  - name: unused
paths:
  # What a model answers.
  "/responses":
    post:
      requestBody:
        content:
          application/json:
            schema:
              $ref: "#/components/schemas/Request"
# A comment at the margin.
      responses:
        '200':
          description: |
            components:
              schemas: none of this counts
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Answer~1v2' }
        '429':
          $ref: '#/components/responses/Slow'
  /responses/{id}:
    get:
      responses: { '404': { description: Gone } }
  /organization/usage/responses:
    get:
      responses: { '451': { description: Another thing of that name } }
  /files:
    get:
      responses:
        '418':
          description: Tea
components:
  schemas:
    Request:
      type: object
      required:
      - model
      - input
      properties:
        model:
          type: string
        input:
          $ref: '#/components/schemas/Item'
        limit: { $ref: '#/components/schemas/Item/properties/depth' }
    Item:
      type: object
      properties:
        depth: { type: integer, maximum: 9 }
        parent: { $ref: '#/components/schemas/Item' }
    'Answer/v2':
      type: object
      properties:
        output: { type: array }
    File:
      type: object
      properties:
        bytes: { type: integer }
  responses:
    Slow:
      description: Slow down
      content: { application/json: { schema: { type: object, properties: { code: { type: string } } } } }
`;

/** The same with so many other operations that nobody would parse it all. */
const LARGE = API.replace(
  "  /files:\n",
  `${Array.from({ length: 9_000 }, (_, i) => `  /other/${i}:\n    get: { responses: { '200': { description: Other } } }\n`).join("")}  /files:\n`,
);

const contractOf = (text: string) => fingerprint("openapi", text, "responses")?.content.contract ?? [];

describe("the part of a description that an operation needs", () => {
  it("promises what the whole promises", () => {
    expect(contractOf(API)).toEqual([
      "field input.depth: integer, max 9",
      "field input.parent: object",
      "field input: object, required",
      "field limit: integer, max 9",
      "field model: required, string",
      "path /v1/responses: POST",
      "response field code: string",
      "response field output: array",
      "status 200",
      "status 429",
    ]);
    expect(LARGE.length).toBeGreaterThan(256 * 1024);
    expect(contractOf(LARGE)).toEqual(contractOf(API));
    expect(contractOf(LARGE.replaceAll("\n", "\r\n"))).toEqual(contractOf(API));
  });

  it("is the operation, what it leads to however far, and where paths begin; nothing else", () => {
    const part = operationPart(API, "/responses") ?? "";
    for (const kept of ["url: https://api.example/v1", '"/responses":', "Request:", "Item:", "'Answer/v2':", "Slow:"])
      expect(part).toContain(kept);
    for (const left of ["tags:", "title:", "/files:", "/responses/{id}:", "File:", "Tea", "usage"])
      expect(part).not.toContain(left);
  });

  it("is nobody's guess where no path ends so, or braces hold the paths", () => {
    expect(operationPart(API, "/embeddings")).toBeNull();
    expect(operationPart("openapi: 3.1.0\npaths: { /responses: { post: {} } }\n", "/responses")).toBeNull();
    expect(operationPart("", "/responses")).toBeNull();
  });

  it("knows shared parts by their names in OpenAPI 2", () => {
    const old = `swagger: "2.0"
basePath: /v1
paths:
  /responses:
    post:
      parameters:
        - { in: body, name: body, schema: { $ref: "#/definitions/Request" } }
definitions:
  Request: { type: object, properties: { model: { type: string } } }
  Other: { type: object }
`;
    const part = operationPart(old, "/responses") ?? "";
    expect(part).toContain("Request:");
    expect(part).not.toContain("Other:");
    expect(contractOf(part)).toEqual(contractOf(old));
  });
});

describe("the description of a whole API", () => {
  it("is one however large it is, and however it is served", () => {
    expect(describesOperations(LARGE)).toBe(true);
    // More than a parser is given.
    const enormous = `${LARGE}x-notes: |\n${"  Words.\n".repeat(300_000)}`;
    for (const text of [API, LARGE, enormous]) expect(formOf("text/plain", text)).toBe("openapi");
    expect(contractOf(enormous)).toEqual(contractOf(API));
    expect(formOf("text/plain", `openapi: is a word\n${"Words.\n".repeat(50_000)}`)).toBe("markdown");
  });
});

describe("a schema that is used at several places", () => {
  const withOutput = (schema: string) => API.replace("output: { type: array }", `output: ${schema}`);
  const item = "{ $ref: '#/components/schemas/Item' }";

  it("is told at the outermost one, whatever wraps it and whoever comes first", () => {
    const plain = contractOf(withOutput(`{ type: array, items: ${item} }`));
    expect(contractOf(withOutput(`{ anyOf: [{ type: "null" }, { type: array, items: ${item} }] }`))).toEqual(
      plain.map((piece) => piece.replace("output: array, items object", "output: array, items object, null")),
    );
    const [head = "", request = "", rest = ""] = API.split(/^(?= {4}(?:Request|Item):)/m);
    expect(contractOf(head + rest.replace(/^(?= {4}'Answer)/m, request))).toEqual(contractOf(API));
  });
});
