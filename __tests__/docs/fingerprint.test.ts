import { describe, expect, it } from "@jest/globals";
import { documents, fingerprint, formOf } from "../../src/docs/fingerprint.ts";
import type { DocsForm } from "../../src/evidence/docs.ts";
import { GFM, HTML, MDX, README, REDOC } from "./pages.ts";

type Change = readonly [what: string, from: string | RegExp, to: string];

function digests(form: DocsForm, text: string) {
  const found = fingerprint(form, text, "responses");
  if (found === null) throw new Error("nothing was read");
  return { contract: found.contract, prose: found.prose };
}

/** Which digests a change moves. */
function moved(form: DocsForm, page: string, from: string | RegExp, to: string): string {
  const changed = page.replace(from, to);
  expect(changed).not.toBe(page);
  const [before, after] = [digests(form, page), digests(form, changed)];
  const parts = [before.contract === after.contract ? "" : "contract", before.prose === after.prose ? "" : "prose"];
  return parts.filter((part) => part !== "").join(" and ") || "nothing";
}

describe.each([
  [
    "components",
    "markdown",
    MDX,
    [
      ["a field is added", "<ResponseField", '<ParamField body="store" type="boolean" />\n\n<ResponseField'],
      ["a field is removed", '<ParamField body="stream" type="boolean">', "<div>"],
      ["a field is renamed", 'body="max_output_tokens"', 'body="max_tokens"'],
      ["a type changes", 'type="integer"', 'type="string"'],
      ["a field is no longer required", 'type="string" required', 'type="string"'],
      ["a default changes", "default={256}", "default={512}"],
      ["a default in a sentence changes", "Defaults to `false`", "Defaults to `true`"],
      ["an allowed value is added", "`assistant` or `system`", "`assistant`, `system` or `tool`"],
      ["a nested field moves up", /<Expandable[\s\S]*?<\/Expandable>\n<\/ParamField>/, "</ParamField>"],
      ["the example changes", '"content": "hi"', '"text": "hi"'],
      ["the path changes", 'openapi: "POST /v1/responses"', 'openapi: "POST /v2/responses"'],
      ["the method changes", "    post:", "    put:"],
      ["the described type changes", "model: { type: string,", "model: { type: object,"],
      ["a described value is added", "enum: [low, high]", "enum: [low, medium, high]"],
      ["a described default changes", "default: low", "default: high"],
      ["a field called title is renamed", "title: { type: string }", "name: { type: string }"],
      ["a described field is required", "required: [model, input]", "required: [model]"],
    ],
    [
      ["a sentence", "Which model answers.", "Which model will answer."],
      ["a heading", "## Body", "## Request body"],
      ["the introduction", "Asks a model.", "Asks one model."],
    ],
    [
      ["carriage returns", /\n/g, "\r\n"],
      ["the banner", /> ## Documentation Index\n(>.*\n)+/, ""],
      ["line wrapping", "Asks a model. See", "Asks a model.\nSee"],
      ["emphasis", "Asks a model.", "Asks **a** _model_."],
      ["the address of a link", "https://docs.example/guide", "https://docs.example/moved"],
      ["order of attributes", 'body="model" type="string" required', 'required type="string" body="model"'],
      ["indentation of components", /^ {2,6}(?=<)/gm, ""],
      ["descriptions in OpenAPI", "description: Which model", "description: The model"],
      ["examples in OpenAPI", "example: some-model", "example: another-model"],
      ["the version in OpenAPI", "version: 1.0.0", "version: 1.0.1"],
      ["order of keys in OpenAPI", "type: string, enum: [low, high]", "enum: [high, low], type: string"],
      ["an extension in OpenAPI", "      summary:", "      x-codeSamples: [{ lang: sh }]\n      summary:"],
      ["layout of JSON", '{ "role": "user", "content": "hi" }', '{"content":"hi",\n    "role":"user"}'],
      ["a comment", "## Body", "{/* check this */}\n\n## Body"],
      ["a byte-order mark", /^/, "\uFEFF"],
    ],
  ],
  [
    "tables and lists",
    "markdown",
    GFM,
    [
      ["a row is added", "| `stream`", "| `store` | boolean | no | Keep it. |\n| `stream`"],
      ["a row is removed", /\| `stream`.*\n/, ""],
      ["a field is renamed", "`max_output_tokens`", "`max_tokens`"],
      ["a type changes", "| integer |", "| string |"],
      ["required changes", "| string | yes | What", "| string | no | What"],
      ["a default in the description changes", "default: 256", "default: 512"],
      ["a list item gets another type", "`id` (string)", "`id` (integer)"],
      ["a list item is renamed", "- `status`", "- `state`"],
      ["a nested item is no longer nested", "  - `reason`", "- `reason`"],
      ["the path changes", "`POST https://api.example/v1/responses`", "`POST https://api.example/v2/responses`"],
      ["the method changes", "`POST ", "`PUT "],
      ["code changes", '"input": "hi"', '"prompt": "hi"'],
    ],
    [
      ["a description", "| Which model answers. |", "| The model that answers. |"],
      ["what follows a definition", "identifier of the response", "identifier of this response"],
      ["a sentence", "The answer has these members", "Its members"],
    ],
    [
      ["alignment of the table", "| --- | --- | :---: | --- |", "|:--|--|--|--:|"],
      ["padding of cells", /\| {1}/g, "|   "],
      ["bullets", /^- /gm, "* "],
      ["curly quotes in prose and code", /"/g, "\u201C"],
      ["white space in code", "responses \\\n  -d", "responses \\\n    -d"],
      ["carriage returns", /\n/g, "\r\n"],
      ["a fence of tildes", /```/g, "~~~"],
    ],
  ],
  [
    "HTML of a site generator",
    "html",
    HTML,
    [
      ["a row is removed", /<tr><td><code>input[\s\S]*?<\/tr>/, ""],
      ["a type changes", "<td>string</td><td>What", "<td>array</td><td>What"],
      ["a term changes its type", "(integer)", "(number)"],
      ["a term is renamed", "<code>stream</code>", "<code>streaming</code>"],
      ["the method changes", ">POST<", ">PUT<"],
      ["the path changes", "/v1/responses", "/v2/responses"],
      ["an example shows another member", '"m"', '"m", "seed": 1'],
    ],
    [
      ["a description", "Which model answers.", "The model that answers."],
      ["an explanation", "<dd>Upper bound.", "<dd>The upper bound."],
    ],
    [
      ["build ids, nonces, class names and assets", /4711|abc/g, "9999"],
      ["menus, footers and scripts", /<nav>[\s\S]*?<\/nav>|<aside>[\s\S]*?<\/aside>/g, "<nav>Other</nav>"],
      ["the day of the last change", "Nov 3, 2026", "Dec 24, 2026"],
      ["the edit link", "Edit this page", "Edit on GitHub"],
      ["white space between elements", /></g, ">\n<"],
      [
        "elements without meaning",
        "<p>Creates a response.</p>",
        '<div class="a"><p>Creates a <b>response</b>.</p></div>',
      ],
    ],
  ],
  [
    "Redoc",
    "html",
    REDOC,
    [
      ["a type changes", "<span>integer", "<span>number"],
      ["a default changes", "1024", "2048"],
      ["an allowed value is added", '<span>"low"</span>', '<span>"low"</span> <span>"medium"</span>'],
      ["a field is no longer required", "input</span><div>required</div>", "input</span>"],
      ["a field is removed", /<tr><td><span>effort[\s\S]*?<\/tr>/, ""],
      ["the path changes", "/v1/responses", "/v2/responses"],
      ["an example gets another member", '"object"', '"kind"'],
    ],
    [["a description", "Which model", "The model"]],
    [
      ["the menu", ">Menu<", ">Other<"],
      ["other buttons", ">Copy<", ">Copied<"],
      ["what an example makes up", /resp_1|1700000000/g, "2"],
    ],
  ],
  [
    "ReadMe",
    "html",
    README,
    [
      ["a type changes", "integer", "number"],
      ["a default changes", "1024", "2048"],
      ["a field is no longer required", "<span>required</span></div><div><p>Text", "</div><div><p>Text"],
      ["a field is renamed", "<label>stream", "<label>streaming"],
      ["the method changes", ">post<", ">put<"],
      ["the path changes", "/v1/responses", "/v2/responses"],
    ],
    [["a description", "Which model answers", "The model"]],
    [["the day of the last change", "3 months ago", "4 months ago"]],
  ],
] satisfies readonly (readonly [string, DocsForm, string, readonly Change[], readonly Change[], readonly Change[]])[])(
  "a page of %s",
  (_style, form, page, contract, prose, nothing) => {
    it.each(contract)("has another contract when %s", (_what, from, to) => {
      expect(moved(form, page, from, to)).toContain("contract");
    });
    it.each(prose)("has only other prose after a change of %s", (_what, from, to) => {
      expect(moved(form, page, from, to)).toBe("prose");
    });
    it.each(nothing)("is the same after a change of %s", (_what, from, to) => {
      expect(moved(form, page, from, to)).toBe("nothing");
    });
    it("names the endpoint and the fields that the gate sends, and no others", () => {
      const content = fingerprint(form, page, "responses")?.content;
      if (content === undefined) throw new Error("nothing was read");
      const fields = ["model", "input", "max_output_tokens", "stream"];
      expect(documents(content, "responses", fields)).toEqual({ endpoint: true, fields: true });
      expect(documents(content, "responses", [...fields, "seed"])).toEqual({ endpoint: true, fields: false });
      expect(documents(content, "chat-completions", ["messages"])).toEqual({ endpoint: false, fields: false });
    });
  },
);

describe("order", () => {
  it("of the rows of a table is no part of the contract", () => {
    const swapped = GFM.replace(/(\| `model`.*\n)(\| `input`.*\n)/, "$2$1");
    expect(digests("markdown", swapped).contract).toBe(digests("markdown", GFM).contract);
    expect(swapped).not.toBe(GFM);
  });
});

describe("the form of a page", () => {
  it.each([
    ["text/markdown", "# A", "markdown"],
    ["text/plain", "# A", "markdown"],
    [null, "# A", "markdown"],
    ["application/octet-stream", "# A", "markdown"],
    ["text/html", "<p>A", "html"],
    ["text/markdown", "\n<!-- a --><!DOCTYPE html><p>A", "html"],
    ["text/plain", "<html><p>A", "html"],
    ["application/json", "{}", null],
    ["image/png", "x", null],
  ] as const)("of type %s with %j is %s", (mediaType, text, form) => {
    expect(formOf(mediaType, text)).toBe(form);
  });
});

describe("a page without a contract", () => {
  it.each([
    ["markdown", "# Hello\n\nWelcome."],
    ["html", "<!doctype html><div id=app></div><script>start()</script>"],
    ["html", "<html><body><h1>Just a moment...</h1></body></html>"],
    ["markdown", ""],
  ] as const)("has no fingerprint: %s %j", (form, text) => {
    expect(fingerprint(form, text, "responses")).toBeNull();
  });
});
