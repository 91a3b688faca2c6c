/** Reference pages in the three styles that documentation comes in, as the tests of this room change them. */

/** The Markdown twin of a page written with components. */
export const MDX = `---
title: Create a response
openapi: "POST /v1/responses"
---

> ## Documentation Index
> Fetch the complete index at https://docs.example/llms.txt
> Use this file to find pages.

# Create a response

Asks a model. See [the guide](https://docs.example/guide) first.

## Body

<ParamField body="model" type="string" required>
  Which model answers.
</ParamField>

<ParamField body="input" type="string | object[]" required>
  What to answer.

  <Expandable title="properties">
    <ParamField body="role" type="enum">
      One of \`user\`, \`assistant\` or \`system\`.
    </ParamField>

    \`\`\`json Example
    { "role": "user", "content": "hi" }
    \`\`\`
  </Expandable>
</ParamField>

<ParamField body="max_output_tokens" type="integer" default={256}>
  Upper bound of the answer.
</ParamField>

<ParamField body="stream" type="boolean">Whether the answer comes in events. Defaults to \`false\`.</ParamField>

<ResponseField name="id" type="string">Identifier.</ResponseField>

## OpenAPI

\`\`\`\`yaml post /v1/responses
openapi: 3.1.0
info: { title: API, version: 1.0.0 }
paths:
  /v1/responses:
    post:
      summary: Create a response
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [model, input]
              properties:
                model: { type: string, description: Which model, example: some-model }
                title: { type: string }
                effort: { type: string, enum: [low, high], default: low }
\`\`\`\`
`;

/** A page in plain GitHub Markdown, with a table and a list of fields. */
export const GFM = `# Responses

Send \`POST https://api.example/v1/responses\` with a JSON body.

| Field | Type | Required | Description |
| --- | --- | :---: | --- |
| \`model\` | string | yes | Which model answers. |
| \`input\` | string | yes | What to answer. |
| \`max_output_tokens\` | integer | no | Upper bound, default: 256. |
| \`stream\` | boolean | no | Whether the answer comes in events. |

The answer has these members:

- \`id\` (string): identifier of the response.
- \`status\` (string, one word): how it ended.
  - \`reason\` (string): why.

\`\`\`sh
curl https://api.example/v1/responses \\
  -d '{"model": "m", "input": "hi"}'
\`\`\`
`;

/** A page as a static site generator writes it. */
export const HTML = `<!doctype html>
<html lang="en"><head><title>Responses</title><meta name="build" content="4711">
<link rel="stylesheet" href="/assets/site.4711.css"><script nonce="abc">window.build = "4711";</script></head>
<body class="theme-4711"><nav><a href="/start">Start</a></nav><header>Docs</header>
<main id="content-4711"><article>
<h1 id="responses">Responses<a class="headerlink" href="#responses">¶</a></h1>
<p>Creates a response.</p>
<p><span class="method">POST</span> <code>/v1/responses</code></p>
<table class="docutils"><thead><tr><th>Name</th><th>Type</th><th>Description</th></tr></thead>
<tbody><tr><td><code>model</code></td><td>string</td><td>Which model answers.</td></tr>
<tr><td><code>input</code></td><td>string</td><td>What to answer.</td></tr></tbody></table>
<dl><dt><code>max_output_tokens</code> (integer)</dt><dd>Upper bound.</dd>
<dt><code>stream</code> (boolean)</dt><dd>Whether the answer comes in events.</dd></dl>
<div class="highlight-json"><pre><span></span><code>{ <span class="nt">"model"</span>: "m", "input": "hi" }</code></pre></div>
<a href="https://git.example/edit/4711">Edit this page</a><p>Last updated on Nov 3, 2026</p>
</article></main>
<aside>Related</aside><footer>Build 4711</footer><script>track("4711")</script></body></html>
`;

/** The page of an operation as Redoc renders it: the endpoint on a button, a table without a header. */
export const REDOC = `<!doctype html><html><body><div id="redoc"><div class="menu-content" role="navigation">Menu</div>
<h1>Create a response</h1><button><span class="http-verb post">post</span><span>/v1/responses</span></button>
<button>Copy</button><h5>Request Body schema</h5><table><tbody>
<tr><td><span>model</span><div>required</div></td><td><div><span>string</span></div><div><p>Which model</p></div></td></tr>
<tr><td><span>input</span><div>required</div></td><td><div><span>string</span></div><div><p>The text</p></div></td></tr>
<tr><td><span>max_output_tokens</span></td><td><div><span>integer</span></div><div><span>Default: </span><span>1024</span></div>
<div><p>Cap</p></div></td></tr>
<tr><td><span>effort</span></td><td><div><span>string</span></div><div><span>Enum: </span><span>"low"</span> <span>"high"</span></div>
<div><p>Effort</p></div></td></tr>
<tr><td><span>stream</span></td><td><div><span>boolean</span></div></td></tr></tbody></table>
<pre class="language-json">{"id": "resp_1", "object": "response", "created_at": 1700000000}</pre></div></body></html>`;

/** The page of an operation as ReadMe renders it: fields in boxes without a table, method and address side by side. */
export const README = `<!doctype html><html><body><main><h1>Create a response</h1>
<div><span class="method">post</span><span class="url">https://api.example/v1/responses</span></div><section><h3>Body Params</h3>
<div><div><label>model</label><span>string</span><span>required</span></div><div><p>Which model answers</p></div></div>
<div><div><label>input</label><span>string</span><span>required</span></div><div><p>Text</p></div></div>
<div><div><label>max_output_tokens</label><span>integer</span><span>Defaults to 1024</span></div><div><p>Cap</p></div></div>
<div><div><label>stream</label><span>boolean</span></div><p>Stream</p></div></section><p>Updated 3 months ago</p></main></body></html>`;
