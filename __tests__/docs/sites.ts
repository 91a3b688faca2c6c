/** Pages as the usual documentation platforms make them, for what may change on them without any promise being broken. */

/** Mintlify's Markdown twin: text, samples, tables and the description of the operation. */
export const MINTLIFY = `> ## Documentation Index
> Fetch the complete documentation index at: https://docs.example/llms.txt

# Responses

> Use POST /v1/responses to ask a model.

<Warning>Last updated: 2026-11-03. Not every parameter works with every model.</Warning>

\`\`\`python theme={null}
from openai import OpenAI

client = OpenAI(base_url="https://api.example/v1", api_key="<KEY>")
response = client.responses.create(model="nimbus-4.1", input="Tell me a story.")
\`\`\`

\`\`\`json 200 theme={null}
{
  "id": "resp_0a153ae8201f73bc",
  "object": "response",
  "created_at": 1772611588,
  "model": "nimbus-4.1",
  "system_fingerprint": null,
  "metadata": { "tenant": "a" },
  "output": [{ "id": "msg_77", "type": "message", "content": [{ "type": "output_text", "text": "Four." }] }],
  "usage": { "input_tokens": 19, "output_tokens": 9 }
}
\`\`\`

## Supported models

| Model | Context window | Max output | Price per 1M tokens |
| --- | --- | --- | --- |
| \`nimbus-4.1\` | 128,000 | 16,384 | $2.50 |
| \`nimbus-mini\` | 64,000 | 8,192 | $0.15 |

- \`nimbus-4.1\`: the default.
- \`o9\`: reasons.

## Streaming

Events come in this order:

- \`response.created\`: it begins.
- \`response.output_text.delta\`: a piece of text.
- \`response.completed\`: it ends.

## Errors

| Status | Meaning | Retry |
| --- | --- | --- |
| 400 | Bad request | No |
| 429 | Too many requests | Later |

## OpenAPI

\`\`\`\`yaml api/openapi.json post /v1/responses
openapi: 3.1.0
info: { title: Example, version: 1.0.0 }
servers: [{ url: https://api.example, description: Production }]
paths:
  /v1/responses:
    post:
      requestBody:
        content:
          application/json:
            schema: { $ref: "#/components/schemas/Request" }
            examples: { basic: { value: { model: nimbus-4.1, input: hi } } }
      responses:
        "200":
          description: OK
          content: { application/json: { schema: { $ref: "#/components/schemas/Response" } } }
        "429": { description: Slow down }
components:
  schemas:
    Request:
      type: object
      required: [model, input]
      properties:
        model: { type: string, enum: [nimbus-4.1, nimbus-mini], default: nimbus-4.1, example: nimbus-4.1 }
        input: { oneOf: [{ type: string }, { type: array, items: { $ref: "#/components/schemas/Item" } }] }
        max_output_tokens: { type: integer, minimum: 16, description: Upper bound }
        effort: { type: string, enum: [low, high], default: low }
    Item:
      type: object
      properties:
        role: { type: string, enum: [user, assistant] }
        content: { type: string }
    Response:
      type: object
      properties:
        id: { type: string, example: resp_0a153ae8201f73bc }
        status: { type: string, enum: [completed, failed] }
\`\`\`\`
`;

/** A page of Docusaurus, with what it puts around it. */
export const DOCUSAURUS = `<!doctype html><html lang="en" data-theme="light"><head><title>Responses</title>
<link rel="stylesheet" href="/assets/css/styles.3f2a91bc.css"></head><body class="navigation-with-keyboard">
<div class="cookieConsent_x1"><p>We use cookies to improve this site.</p><table><tr><th>Name</th><th>Type</th></tr>
<tr><td>_ga</td><td>analytics</td></tr></table></div>
<div class="announcementBar_m1"><div>Version 9 is here! Try <code>nimbus_next</code>.</div></div>
<nav class="navbar"><a href="/a">Guides</a><a href="/b">Reference</a></nav>
<div id="__docusaurus"><aside><ul><li><a href="/x">Chat</a></li><li><a href="/y">Responses</a></li></ul></aside>
<main class="docMainContainer_x"><article><nav aria-label="Breadcrumbs"><ul><li>API</li></ul></nav>
<div class="theme-doc-markdown markdown"><header><h1>Create a response</h1></header>
<p><span class="badge">POST</span> <code>https://api.example/v1/responses</code></p>
<h2 id="body">Body<a href="#body" class="hash-link">#</a></h2>
<table><thead><tr><th>Parameter</th><th>Type</th><th>Required</th><th>Default</th><th>Description</th></tr></thead><tbody>
<tr><td><code>model</code></td><td>string</td><td>Yes</td><td></td><td>For example nimbus-4.1.</td></tr>
<tr><td><code>input</code></td><td>string | array</td><td>Yes</td><td></td><td>What to answer.</td></tr>
<tr><td><code>temperature</code></td><td>number</td><td>No</td><td>1</td><td>How much it varies.</td></tr>
</tbody></table>
<div class="language-json codeBlockContainer_a theme-code-block"><pre tabindex="0" class="prism-code language-json"><code>
<span class="token-line"><span class="token property">"id"</span>: <span class="token string">"resp_81ff02"</span>,</span><br>
<span class="token-line">{<span class="token property">"usage"</span>: {"total_tokens": 28}, "tier": null}</span></code></pre>
<div class="buttonGroup_x"><button>Copy</button></div></div>
<h3>429 Too Many Requests</h3><p>Wait.</p></div>
<footer class="theme-doc-footer"><a href="/edit">Edit this page</a><span>Last updated on <time>Nov 3, 2026</time> by <b>Ann</b></span></footer>
</article><nav class="pagination-nav"><a href="/p">Previous</a><a href="/n">Next</a></nav></main></div>
<script src="/assets/js/main.9ab3.js"></script></body></html>`;

/** A whole API as OpenAPI in JSON, of which one operation is the page's. */
export const OPENAPI = JSON.stringify({
  openapi: "3.0.3",
  info: { title: "Example", version: "2026-11-03" },
  servers: [{ url: "https://api.example/v1" }],
  paths: {
    "/responses": {
      post: {
        operationId: "createResponse",
        summary: "Create a response",
        parameters: [{ name: "x-trace-id", in: "header", schema: { type: "string" } }],
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Request" } } } },
        responses: {
          200: {
            description: "OK",
            content: { "text/event-stream": { schema: { $ref: "#/components/schemas/Event" } } },
          },
        },
      },
    },
    "/files": {
      get: { parameters: [{ name: "purpose", in: "query", schema: { type: "string" } }], responses: { 200: {} } },
    },
  },
  components: {
    schemas: {
      Request: {
        type: "object",
        required: ["model"],
        properties: {
          model: { type: "string" },
          input: { type: "string", maxLength: 5 },
          nested: { $ref: "#/components/schemas/Request" },
        },
      },
      Event: {
        type: "object",
        properties: { type: { type: "string", enum: ["response.created", "response.completed"] } },
      },
      File: { type: "object", properties: { bytes: { type: "integer" } } },
    },
  },
});

/** Mintlify in a browser, without a main element: every step of the path and every part of a field is an element. */
export const MINTLIFY_HTML = `<!doctype html><html><body><div id="navbar"><a>Docs</a></div>
<div class="cookie-banner"><p>Cookies</p><table><tr><th>Name</th><th>Type</th></tr><tr><td>_ga</td><td>string</td></tr></table></div>
<div id="content-area"><h1 id="page-title">Responses</h1>
<div class="flex"><div class="method">POST</div><div>/</div><div>v1</div><div>/</div><div>responses</div></div>
<h4>Body</h4><div class="param"><div class="head"><div class="name">model</div><div><div><span>string</span></div><div>required</div></div></div>
<div><p>Which model answers.</p></div></div>
<div class="param"><div class="head"><div class="name">max_output_tokens</div><div><div><span>integer</span></div>
<div><span>default:</span>256</div></div></div><div><p>Upper bound.</p></div></div>
<pre><code class="language-json">{"id":"resp_9","usage":{"n":1}}</code></pre><p>Was this page helpful?</p></div></body></html>`;

/** A page of GitBook, with its blocks. */
export const GITBOOK = `# Create a response

{% openapi-operation spec="x" path="/v1/responses" method="post" %}
[OpenAPI x](https://raw.example/x.json?X-Amz-Date=20260712T130706Z)
{% endopenapi-operation %}

{% swagger-parameter in="body" name="model" type="string" required="true" %}
Which model answers.
{% endswagger-parameter %}

You may also call \`GET /v1/models\` to see which there are, before you begin with anything else.

{% hint style="info" %}
\`temperature\` and \`top_p\` exclude each other.
{% endhint %}

## Supported models

- \`sonar-pro\`: good at most things.

## Modes

- \`auto\`: whatever fits.
- \`user\` (string): Any text that stands for one.

#### \`seed\`

integer, Required

\`\`\`ts
await fetch("https://api.example/v1/files", { method: "POST" });
await fetch("https://api.example/v1/responses", { method: "POST" });
\`\`\`

\`\`\`
HTTP/1.1 429 Too Many Requests
\`\`\`
`;
