import { describe, expect, it } from "@jest/globals";
import { fingerprint } from "../../src/docs/fingerprint.ts";
import type { DocsForm } from "../../src/evidence/docs.ts";
import { GFM, HTML, MDX, README } from "./pages.ts";

const contractOf = (form: DocsForm, text: string) => fingerprint(form, text, "responses")?.content.contract;

describe("what a page says of other pages is prose", () => {
  const OTHERS = [
    "- `POST /v1/embeddings`: make vectors\n- `GET /v1/responses/{id}`: get one\n- `store`: keep one",
    "- [`POST /v1/embeddings`](/api/embeddings)\n- [Cancel `POST /v1/responses/{id}/cancel`](/api/cancel)",
    "| Endpoint | For |\n| --- | --- |\n| `DELETE /v1/responses/{id}` | delete it |\n| `GET /v1/models` | list |",
    '```sh\ncurl https://api.example/v1/embeddings -d \'{"another": "a"}\'\n```',
  ];

  it.each([
    "## See also",
    "## Related",
    "### Related endpoints",
    "## Next steps",
    "## What's next?",
    "**See also:**",
    "Related operations:",
    "## 関連項目",
  ])("below %s", (heading) => {
    for (const list of OTHERS)
      for (const page of [MDX, GFM]) {
        const after = contractOf("markdown", `${page}\n\n${heading}\n\n${list}\n`);
        expect(after).toEqual(contractOf("markdown", page));
      }
  });

  it.each([
    [
      "a heading",
      "<h2>See also</h2><ul><li><code>GET /v1/responses/{id}</code></li><li><code>store</code> (boolean)</li></ul>",
    ],
    ["a label", "<p><b>Related</b></p><ul><li>POST /v1/responses/{id}/cancel</li></ul>"],
    [
      "a list of links",
      '<ul><li><a href="/x">GET /v1/responses/{id}</a></li><li><a href="/y">POST /v1/embeddings</a></li></ul>',
    ],
    [
      "a sidebar without a mark",
      "<div><div>POST /v1/embeddings</div><div><span>get</span> <span>/v1/models</span></div></div>",
    ],
    ["a table", "<table><tr><td><code>POST /v1/embeddings</code></td><td>vectors</td></tr></table>"],
  ])("in HTML: %s", (_what, more) => {
    expect(contractOf("html", HTML.replace("</article>", `${more}</article>`))).toEqual(contractOf("html", HTML));
    expect(contractOf("html", README.replace("</main>", `${more}</main>`))).toEqual(contractOf("html", README));
  });

  it.each([
    "- [Embeddings](/api/embeddings) `POST /v1/embeddings`\n- [Chat](/api/chat) `POST /v1/chat/completions`",
    "`POST /v1/embeddings` · `GET /v1/models`",
    '<Card title="POST /v1/responses/{id}/cancel" href="/api/cancel">Cancel</Card>',
  ])("in a list without a heading, at the top and at the end: %s", (list) => {
    for (const page of [`${list}\n\n${GFM}`, `${GFM}\n\n${list}\n`])
      expect(contractOf("markdown", page)).toEqual(contractOf("markdown", GFM));
  });
});

describe("the way through a site is prose", () => {
  const list = (items: readonly string[]) => `<ul>${items.map((item) => `<li>${item}</li>`).join("")}</ul>`;
  it.each([
    list(["API", "Text"]),
    list(['<a href="/api">API</a>', '<a href="/api/text">Text</a>', "Responses"]),
    list(["Image", "File"]),
    list(["Streaming", "Object", "JSON"]),
    '<nav><a href="/api">API</a> / <a href="/api/text">Text</a> / Responses</nav>',
    '<nav><a href="/api">API</a> · <a href="/api/text">Text</a></nav>',
    '<div><a href="/api">API</a></div><div><a href="/api/text">Text</a></div>',
    '<p><a href="/api">api</a> &gt; <a href="/api/text">text</a> &gt; responses</p>',
    "<p><span>api</span> › <span>text</span></p>",
  ])("in HTML: %s", (trail) => {
    const heading = "<h3><code>temperature</code> number</h3><p>Sampling.</p>";
    for (const page of [HTML, README])
      for (const body of [`${trail}<h1>`, `${heading}${trail}<h1>`]) {
        const before = body.replace(trail, "");
        const of = (text: string) => contractOf("html", page.replace("<h1>", text));
        expect(of(body)).toEqual(of(before));
      }
  });

  it.each([
    "- API\n- Text\n",
    "- [API](/api)\n- [Text](/api/text)\n- Chat\n",
    "[API](/api) / [Text](/api/text) / Chat\n",
  ])("in Markdown: %s", (trail) => {
    expect(contractOf("markdown", `${trail}\n${GFM}`)).toEqual(contractOf("markdown", GFM));
    expect(contractOf("markdown", `${GFM}\n${trail}`)).toEqual(contractOf("markdown", GFM));
  });

  it("and a name with its type is none, also where both are links", () => {
    const fields = list([
      "<code>alpha</code> string",
      '<a href="#beta">beta</a> <a href="/types#string">string</a>',
      "<div>gamma</div><div>string</div>",
    ]);
    const added = contractOf("html", HTML.replace("</main>", `${fields}</main>`))?.filter((piece) =>
      /alpha|beta|gamma/.test(piece),
    );
    expect(added).toEqual(["field alpha: string", "field beta: string", "field gamma: string"]);
  });
});

describe("what a page promises stays its contract", () => {
  it("the other operations on its own thing, where they are described", () => {
    const after = contractOf("markdown", `${GFM}\n\n## Retrieve\n\n\`GET /v1/responses/{id}\`\n`);
    expect(after).toContain("path /v1/responses/{id}: GET");
  });

  it("its fields behind an aside that has ended", () => {
    for (const [aside, next] of [
      ["### See also\n\n- a", "## More fields\n\n"],
      ["See also:\n\n- a", "These are sent as well:\n\n"],
    ]) {
      const after = contractOf("markdown", `${GFM}\n\n${aside}\n\n${next}- \`store\` (boolean): keep it\n`);
      expect(after).toContain("field store: boolean");
    }
  });

  it("a field whose name is such a word", () => {
    const after = contractOf("markdown", `${GFM}\n\n- \`links\` (array): of sources\n- \`resources\` (object): used\n`);
    expect(after).toEqual(expect.arrayContaining(["field links: array", "field resources: object"]));
  });
});
