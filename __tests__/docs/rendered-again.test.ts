import { describe, expect, it } from "@jest/globals";
import { contractChanges } from "../../src/docs/contract.ts";
import { fingerprint } from "../../src/docs/fingerprint.ts";
import type { DocsForm } from "../../src/evidence/docs.ts";
import { DOCUSAURUS, GITBOOK, MINTLIFY, MINTLIFY_HTML, OPENAPI } from "./sites.ts";

type Change = readonly [what: string, from: string | RegExp, to: string];

function read(form: DocsForm, text: string) {
  const found = fingerprint(form, text, "responses");
  if (found === null) throw new Error("nothing was read");
  return found;
}

/** What a change of the page does to its contract. */
function changes(form: DocsForm, page: string, from: string | RegExp, to: string): readonly string[] {
  const changed = page.replace(from, to);
  expect(changed).not.toBe(page);
  const [before, after] = [read(form, page), read(form, changed)];
  const named = contractChanges(before.content.contract, after.content.contract);
  expect(named.length === 0).toBe(before.contract === after.contract);
  return named;
}

describe.each<[string, DocsForm, string, readonly Change[], readonly (readonly [...Change, string])[]]>([
  [
    "Mintlify's twin",
    "markdown",
    MINTLIFY,
    [
      ["sample ids", /resp_0a153ae8201f73bc|msg_77/g, "resp_ffff9999"],
      ["token counts", '"input_tokens": 19', '"input_tokens": 23'],
      ["dates in samples", "1772611588", "1790000000"],
      ["the text of a sample", "Four.", "The answer is four."],
      ["a value that was null", '"system_fingerprint": null', '"system_fingerprint": "fp_44"'],
      ["a caller's own metadata", '{ "tenant": "a" }', '{ "team": "b", "n": 1 }'],
      ["the model of the samples", /"nimbus-4\.1"/g, '"nimbus-5"'],
      ["the prompt of a sample", "Tell me a story.", "Say hello."],
      ["a further model in the table", "| `nimbus-mini`", "| `nimbus-max` | 256,000 | 32,768 | $9 |\n| `nimbus-mini`"],
      ["a model's limits and price", "128,000 | 16,384 | $2.50", "256,000 | 32,768 | $2.00"],
      ["a further model in a list", "- `o9`: reasons.", "- `o9`: reasons.\n- `o10-mini`: reasons less."],
      ["the models of the schema", "enum: [nimbus-4.1, nimbus-mini]", "enum: [nimbus-4.1, nimbus-5]"],
      ["the default model", "default: nimbus-4.1", "default: nimbus-5"],
      ["the day of the last change", "2026-11-03", "2026-12-24"],
      ["a variable of a sample", /\bresponse = client/, "answer = client"],
      [
        "a second sample",
        "## Supported models",
        '```sh\ncurl https://api.example/v1/responses -d \'{"model": "m", "input": "x"}\'\n```\n\n## Supported models',
      ],
      [
        "the same sample twice",
        "## Supported models",
        '```json\n{ "id": "resp_2", "usage": { "input_tokens": 1 } }\n```\n\n## Supported models',
      ],
      ["the meaning of a status", "Too many requests | Later", "Rate limited | Yes"],
      ["the order of schemas", /( {8}id: .*\n)( {8}status: .*\n)/, "$2$1"],
    ],
    [
      ["a field", "        effort:", "        seed: { type: integer }\n        effort:", "field seed appeared"],
      [
        "a nested field",
        "        content: { type: string }\n    Response",
        "    Response",
        "field input[].content went",
      ],
      [
        "a type",
        "max_output_tokens: { type: integer",
        "max_output_tokens: { type: string",
        "field max_output_tokens changed from integer to string",
      ],
      ["a required field", "required: [model, input]", "required: [model]", "field input is no longer required"],
      ["an event", "- `response.completed`", "- `response.done`", "event response.completed went"],
      ["a status", "| 429 | Too", "| 402 | Too", "status 402 appeared"],
      ["an answer's field", "        status: { type", "        state: { type", "response field status went"],
      ["a member of a sample", '"text": "Four."', '"value": "Four."', "field text went"],
      ["the path", "  /v1/responses:", "  /v2/responses:", "path /v2/responses appeared"],
      ["the server", "url: https://api.example,", "url: https://api.example/beta,", "path /beta/v1/responses appeared"],
    ],
  ],
  [
    "Docusaurus",
    "html",
    DOCUSAURUS,
    [
      ["assets and class names", /3f2a91bc|9ab3|_x1|_m1|_x\b/g, "zz77"],
      ["the cookie banner", /<div class="cookieConsent[\s\S]*?<\/table><\/div>/, ""],
      ["the announcement", "Version 9 is here! Try <code>nimbus_next</code>.", "Version 10"],
      [
        "the order of the menu",
        '<a href="/a">Guides</a><a href="/b">Reference</a>',
        '<a href="/b">Reference</a><a href="/a">Guides</a>',
      ],
      ["the day of the last change", "Nov 3, 2026", "Dec 24, 2026"],
      ["ids and counts of samples", /resp_81ff02|28/g, "77"],
      ["a null in a sample", '"tier": null', '"tier": "gold"'],
      ["the example of a model", "For example nimbus-4.1.", "For example nimbus-5."],
      ["the order of rows", /(<tr><td><code>model.*\n)(<tr><td><code>input.*\n)/, "$2$1"],
      ["the order of columns", /<th>Type<\/th><th>Required<\/th>/, "<th>Type</th><th>Required </th>"],
    ],
    [
      ["a row", /<tr><td><code>temperature.*\n/, "", "field temperature went"],
      ["a type", "string | array", "string", "field input is no longer array"],
      ["a default", "<td>1</td>", "<td>0.7</td>", "field temperature changed from default 1 to default 0.7"],
      [
        "whether it is required",
        "<td>string | array</td><td>Yes",
        "<td>string | array</td><td>No",
        "field input is no longer required",
      ],
      ["a status", "429 Too Many", "402 Payment", "status 402 appeared"],
      ["the path", "/v1/responses", "/v2/responses", "path /v2/responses appeared"],
    ],
  ],
  [
    "OpenAPI",
    "openapi",
    OPENAPI,
    [
      ["the version", '"2026-11-03"', '"2026-12-24"'],
      ["another operation", '"purpose"', '"reason"'],
      ["a schema that nothing here uses", '"bytes"', '"size"'],
      ["the id of the operation", "createResponse", "responses_create"],
      ["the host", "https://api.example/v1", "https://eu.api.example/v1"],
    ],
    [
      ["a header", "x-trace-id", "x-request-id", "field x-request-id appeared"],
      ["an event", "response.completed", "response.done", "event response.done appeared"],
      ["a field", '"maxLength":5}', '"maxLength":5},"seed":{"type":"integer"}', "field seed appeared"],
      ["the path", '"/responses"', '"/answers/responses"', "path /v1/answers/responses appeared"],
    ],
  ],
  [
    "Mintlify in a browser",
    "html",
    MINTLIFY_HTML,
    [
      ["the cookie banner", /<div class="cookie-banner">[\s\S]*?<\/table><\/div>/, ""],
      ["the ids of samples", "resp_9", "resp_10"],
      ["the question for feedback", "Was this page helpful?", "Was this page helpful? Yes No"],
    ],
    [
      ["a default", "</span>256", "</span>512", "field max_output_tokens changed from default 256 to default 512"],
      ["a name", ">model<", ">engine<", "field engine appeared"],
      ["a step of the path", "<div>v1</div>", "<div>v2</div>", "path /v2/responses appeared"],
    ],
  ],
  [
    "GitBook",
    "markdown",
    GITBOOK,
    [
      ["signed links", "20260712T130706Z", "20261224T000000Z"],
      ["a sentence about another endpoint", "GET /v1/models", "GET /v1/catalogue"],
      ["the first word of an explanation", "(string): Any text", "(string): List of words"],
      ["the first word of a second sentence", "integer, Required\n", "integer, Required. Any number will do.\n"],
      ["a further model", "- `sonar-pro`", "- `sonar-max`: better\n- `sonar-pro`"],
      ["a call of another endpoint in a sample", "/v1/files", "/v1/uploads"],
      ["a sentence that begins with a name", "`temperature` and `top_p` exclude", "`top_p` and `temperature` exclude"],
    ],
    [
      ["a parameter", 'name="model"', 'name="engine"', "field engine appeared"],
      ["a path", 'path="/v1/responses"', 'path="/v2/responses"', "path /v2/responses appeared"],
      ["a type in a list", "(string): Any", "(string, required): Any", "field user is now also required"],
      ["a heading", "#### `seed`", "#### `salt`", "field seed went"],
      ["a status", "HTTP/1.1 429", "HTTP/1.1 402", "status 402 appeared"],
      ["a word in a list", "- `auto`: ", "- `manual`: ", "field auto went"],
    ],
  ],
])("a page of %s", (_what, form, page, noise, drift) => {
  it.each(noise)("keeps its contract when it is made again with other %s", (_change, from, to) => {
    expect(changes(form, page, from, to)).toEqual([]);
  });

  it.each(drift)("has another contract with another %s", (_change, from, to, named) => {
    expect(changes(form, page, from, to)).toContain(named);
  });
});
