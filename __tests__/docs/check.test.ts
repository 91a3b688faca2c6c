import { brotliCompressSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import { type DocsPage, DocsPageSchema, DocsReviewFileSchema } from "../../src/evidence/docs.ts";
import { CheckSchema } from "../../src/evidence/evidence.ts";
import { docsReviewFile } from "../../src/report/records/docs-review.ts";
import { type DocsSettings, docsBelow, type SettingsReview } from "../../src/settings/release/docs.ts";
import { GFM, HTML, MDX } from "./pages.ts";
import { type Answer, check, html, INDEX, markdown, site, to } from "./site.ts";

const TWIN = "/api/text/responses.md";
const PAGE = "/api/text/responses";

/** A site with an index, the Markdown twin, and whatever the test changes. */
const usual = (more: Readonly<Record<string, Answer>> = {}) =>
  site({ "/llms.txt": INDEX, [TWIN]: markdown(MDX), [PAGE]: html(HTML), ...more });

/** The review that the printed line would make. */
async function reviewOf(answers: Readonly<Record<string, Answer>> = {}): Promise<SettingsReview> {
  await using server = await usual(answers);
  const { page } = await check(server);
  if (page.contract === null) throw new Error("nothing was read");
  return { contract: page.contract, prose: page.prose, at: "2026-11-01", url: page.readFrom, pasted: true };
}

describe("a page that was reviewed", () => {
  it("is unchanged: passes and says nothing", async () => {
    await using server = await usual();
    const { check: result, rules, page, pages } = await check(server, { reviewed: await reviewOf() });
    expect([result.result, rules]).toEqual(["pass", []]);
    expect(page).toMatchObject({ result: "unchanged", listed: true, status: 200, readFrom: `${server.url}${TWIN}` });
    expect(page.documents).toEqual({ endpoint: true, fields: true });
    expect(pages.map((one) => one.result)).toEqual(["listing", "unchanged"]);
    for (const one of pages) DocsPageSchema.parse(one);
    CheckSchema.parse(result);
  });

  it("holds when its contract changed, and says when and by which link it was reviewed", async () => {
    await using server = await usual({ [TWIN]: markdown(MDX.replace('type="integer"', 'type="string"')) });
    const { check: result, rules, page } = await check(server, { reviewed: await reviewOf() });
    expect([result.result, rules, page.result]).toEqual(["fail", ["contract-changed"], "contract-changed"]);
    expect(result.findings[0]).toMatchObject({ trigger: "contract-drift", severity: "hold" });
    expect(result.findings[0]?.message).toMatch(/changed since the review in .* \(2026-11-01, http:/);
    expect(result.findings[0]?.help).toContain(`responses: { contract: "${page.contract}", prose: "${page.prose}"`);
  });

  it("holds without a date too, and says that none is written down", async () => {
    await using server = await usual();
    const reviewed = { contract: `sha256:${"0".repeat(64)}`, prose: null, at: null, url: null };
    const { check: result } = await check(server, { reviewed });
    expect(result.findings[0]?.message).toContain("date not written down");
  });

  it("is advisory when only its prose changed, and silent where no prose was reviewed", async () => {
    await using server = await usual({ [TWIN]: markdown(MDX.replace("Asks a model", "Asks one model")) });
    const reviewed = await reviewOf();
    const { check: result, rules } = await check(server, { reviewed });
    expect([result.result, rules]).toEqual(["pass", ["(prose-changed)"]]);
    expect((await check(server, { reviewed: { ...reviewed, prose: null } })).rules).toEqual([]);
  });

  it("is advisory when only its HTML is left: its digests cannot be compared with those of the twin", async () => {
    await using server = await usual({ [TWIN]: to("/gone", 404) });
    const { check: result, rules, page } = await check(server, { reviewed: await reviewOf() });
    expect([result.result, rules, page.result]).toEqual(["pass", ["(other-form)"], "never-reviewed"]);
    expect(page.readFrom).toBe(`${server.url}${PAGE}`);
  });

  it("is compared as HTML where it was reviewed as HTML", async () => {
    const only = { [TWIN]: html("<!doctype html><p>Not here") };
    const reviewed = await reviewOf(only);
    await using server = await usual(only);
    expect((await check(server, { reviewed })).rules).toEqual([]);
    await using changed = await usual({
      ...only,
      [PAGE]: html(HTML.replace("<td>string</td><td>What", "<td>array</td><td>What")),
    });
    expect((await check(changed, { reviewed })).rules).toEqual(["contract-changed"]);
  });
});

describe("a page that was never reviewed", () => {
  it("is advisory, and says which file to commit after reading it", async () => {
    await using server = await usual();
    const { check: result, rules } = await check(server);
    expect([result.result, rules]).toEqual(["pass", ["(never-reviewed)"]]);
    expect(result.findings[0]?.help).toBe(
      "Read it, then commit release-gate.docs.json of the evidence folder as .github/release-gate.docs.json.",
    );
  });
});

describe("a page of which the reviewed file holds the pieces", () => {
  /** The entry that the gate writes for the page as it is. */
  async function entryOf(answers: Readonly<Record<string, Answer>> = {}): Promise<SettingsReview> {
    await using server = await usual(answers);
    const { pages } = await check(server);
    const [file] = docsReviewFile(pages, {});
    const entry = DocsReviewFileSchema.parse(JSON.parse(file?.content ?? "")).pages.responses;
    if (entry === undefined) throw new Error("nothing was read");
    return entry;
  }

  it("is unchanged where it says the same", async () => {
    await using server = await usual();
    expect((await check(server, { reviewed: await entryOf() })).rules).toEqual([]);
  });

  it.each<[what: string, from: string, to: string, change: string]>([
    [
      "field that appeared",
      "<ResponseField",
      '<ParamField body="store" type="boolean" />\n\n<ResponseField',
      "field store appeared",
    ],
    [
      "field that went",
      'body="max_output_tokens"',
      'body="max_tokens"',
      "field max_output_tokens went; field max_tokens appeared",
    ],
    ["type that changed", 'type="integer"', 'type="string"', "field max_output_tokens changed from integer to string"],
    ["allowed value", "low, high]", "low, medium, high]", "field effort is now also value medium"],
    ["path that moved", "  /v1/responses:", "  /v2/responses:", "path /v2/responses appeared"],
    ["event", "Asks a model.", "Ends with `response.completed`.", "event response.completed appeared"],
    ["status", "## OpenAPI", "## Errors\n\n- `429`: slow down.\n\n## OpenAPI", "status 429 appeared"],
  ])("names the %s", async (_what, from, to, change) => {
    await using server = await usual({ [TWIN]: markdown(MDX.replace(from, to)) });
    const { check: result, rules, page } = await check(server, { reviewed: await entryOf() });
    expect(rules).toEqual(["contract-changed"]);
    expect(result.findings[0]?.message).toContain(change);
    expect(page.changes?.join("; ")).toContain(change);
    CheckSchema.parse(result);
    DocsPageSchema.parse(page);
  });

  it("names ten changes and how many more there are, in as many findings as that takes", async () => {
    const fields = Array.from(
      { length: 14 },
      (_, i) => `<ParamField body="another_field_of_the_request_${"x".repeat(i)}" type="string" />\n\n`,
    );
    await using server = await usual({
      [TWIN]: markdown(MDX.replace("<ResponseField", `${fields.join("")}<ResponseField`)),
    });
    const { check: result, rules, page } = await check(server, { reviewed: await entryOf() });
    expect(page.changes).toHaveLength(10);
    expect(new Set(rules)).toEqual(new Set(["contract-changed"]));
    const said = result.findings.map(({ message }) => message).join("; ");
    for (const change of page.changes ?? []) expect(said).toContain(change);
    expect(said).toContain("and 4 more");
    CheckSchema.parse(result);
  });

  it("names a change of a long list in a sentence that ends", async () => {
    const values = (from: number) => Array.from({ length: 40 }, (_, i) => `"value_${from + i}"`).join(" | ");
    const field = (from: number) => markdown(`${MDX}\n\n<ParamField body="mode" type='${values(from)}' />\n`);
    await using server = await usual({ [TWIN]: field(30) });
    const { check: result, page } = await check(server, { reviewed: await entryOf({ [TWIN]: field(0) }) });
    expect(result.findings[0]?.message).toContain("field mode changed");
    CheckSchema.parse(result);
    DocsPageSchema.parse(page);
  });

  it("is compared with itself only: another form is advisory", async () => {
    await using server = await usual({ [TWIN]: to("/gone", 404) });
    expect((await check(server, { reviewed: await entryOf() })).rules).toEqual(["(other-form)"]);
  });

  it("keeps its entry where it cannot be read today", async () => {
    const reviewed = await entryOf();
    await using server = await usual({ [TWIN]: { status: 503, type: "text/html", text: "down" } });
    const { pages } = await check(server, { reviewed });
    expect(docsReviewFile(pages, { responses: reviewed })).toEqual([]);
    const chat = {
      ...pages[1],
      page: "chat-completions",
      contract: reviewed.contract,
      prose: reviewed.prose,
    } as DocsPage;
    expect(docsReviewFile([chat], { responses: reviewed })[0]?.content).toContain("field max_output_tokens");
  });
});

describe("a reviewed page that is gone", () => {
  it.each([404, 410])("with status %i holds: the contract is gone with it", async (status) => {
    const gone = { status, type: "text/html", text: "<!doctype html><p>Gone" };
    await using server = await usual({ [TWIN]: gone, [PAGE]: gone });
    const { check: result, rules } = await check(server, { reviewed: await reviewOf() });
    expect([result.result, rules]).toEqual(["fail", ["page-not-found"]]);
    expect(result.findings[0]).toMatchObject({ trigger: "contract-drift", severity: "hold" });
    expect((await check(server)).rules).toEqual(["(page-not-found)"]);
  });

  it.each([403, 429, 500, 503])("only for today, with status %i, is advisory", async (status) => {
    const down = { status, type: "text/html", text: "<!doctype html><p>Not now" };
    await using server = await usual({ [TWIN]: down, [PAGE]: down });
    expect((await check(server, { reviewed: await reviewOf() })).rules).toEqual(["(page-unreachable)"]);
  });
});

describe("what is said", () => {
  it("keeps its last word, however long the addresses are", async () => {
    const far = `/${"a".repeat(150)}`;
    await using server = await usual({ [TWIN]: to(`${far}.md`), [`${far}.md`]: markdown(MDX) });
    const reviewed = {
      contract: `sha256:${"0".repeat(64)}`,
      prose: null,
      at: null,
      url: `https://docs.example${far}.md`,
      pasted: true as const,
    };
    const { check: result, page } = await check(server, { reviewed });
    const found = result.findings.find(({ rule }) => rule === "contract-changed");
    expect(found?.message).toMatch(/paste the line below docs: reviewed: in the gate file\.$/);
    expect(found?.help).toMatch(/^responses: \{ .*, at: "\d{4}-\d\d-\d\d" \}$/);
    expect(found?.help).toContain(String(page.prose));
    CheckSchema.parse(result);
  });
});

describe("the index", () => {
  const listing = (text: string) => ({ "/llms.txt": markdown(text) });
  it.each([
    ["absolute, with the twin's name", (url: string) => `- [R](${url}${TWIN})`],
    ["relative, without it", () => "- [R](api/text/responses)"],
    ["with query, fragment and slash", () => "- [R](/api/text/responses/?a=1#b)"],
    ["as a bare address", (url: string) => `See ${url}${PAGE}.`],
    ["as a definition", () => "[r]: /api/text/responses.md"],
  ])("lists the page %s", async (_what, text) => {
    await using server = await site({
      "/llms.txt": (request, response) => response.end(text(`http://${request.headers.host}`)),
      [TWIN]: markdown(MDX),
    });
    expect((await check(server)).page.listed).toBe(true);
  });

  it("holds when it no longer lists the page, also one that still answers", async () => {
    await using server = await usual(listing("- [Other](/api/text/other.md)"));
    const { check: result, rules, page } = await check(server, { reviewed: await reviewOf() });
    expect([result.result, rules, page.listed]).toEqual(["fail", ["page-left-index"], false]);
  });

  it("holds once when the page is gone as well", async () => {
    await using server = await site(listing("- [Other](/api/text/other.md)"));
    expect((await check(server)).rules).toEqual(["page-left-index"]);
  });

  it("does not count pages of other hosts", async () => {
    await using server = await usual(listing("- [R](https://elsewhere.invalid/api/text/responses.md)\n- [a](/b)"));
    expect((await check(server)).rules).toContain("page-left-index");
  });

  it.each([
    ["is down", { status: 503, type: "text/html", text: "down" }],
    ["is missing", { status: 404, type: "text/html", text: "gone" }],
    ["is a web page", { type: "text/html", text: "<!doctype html><a href='/x'>x</a>" }],
    ["lists nothing", { type: "text/plain", text: "# Docs\n" }],
  ] as const)("is advisory when it %s: nobody knows what it lists", async (_what, answer) => {
    await using server = await usual({ "/llms.txt": answer });
    const { check: result, rules, page } = await check(server, { reviewed: await reviewOf() });
    expect([result.result, rules, page.listed]).toEqual(["pass", ["(index-unreachable)"], null]);
  });
});

describe("an index that is a web page", () => {
  const page = (...paths: readonly string[]) =>
    html(
      `<!doctype html><nav><a href="/">Home</a> ${paths.map((path) => `<a class=x href='${path}'>x</a>`).join("")}</nav>`,
    );

  it("lists what it links", async () => {
    await using server = await usual({ "/llms.txt": page("/start", PAGE) });
    const { rules, page: one, pages } = await check(server, { reviewed: await reviewOf() });
    expect([rules, one.listed, pages[0]?.result]).toEqual([[], true, "listing"]);
  });

  it("lists what the pages of its folders link", async () => {
    await using server = await usual({ "/llms.txt": page("/api/text"), "/api/text": page(PAGE) });
    expect((await check(server, { reviewed: await reviewOf() })).page.listed).toBe(true);
  });

  it("shows that a page left only by another one that it lists", async () => {
    await using server = await usual({ "/llms.txt": page("/start", "/api/text/chat") });
    const settings = { families: ["chat-completions", "responses"] } as const;
    const { pages } = await check(server, { settings });
    expect(pages.map(({ page: name, listed }) => [name, listed])).toEqual([
      ["index", null],
      ["chat-completions", true],
      ["responses", false],
    ]);
  });

  it("that lists none of them, as the shell of a site or a sign-in, is no index", async () => {
    await using server = await usual({ "/llms.txt": page("/login", "/status", "/pricing") });
    const { check: result, rules } = await check(server, { reviewed: await reviewOf() });
    expect([result.result, rules]).toEqual(["pass", ["(index-unreachable)"]]);
    expect(result.findings[0]?.message).toContain("is a web page that lists none of the pages");
  });
});

describe("an index of indexes", () => {
  const link = (...paths: readonly string[]) => markdown(paths.map((path) => `- [Part](${path})\n`).join(""));

  it.each<[string, Readonly<Record<string, Answer>>]>([
    ["one level down", { "/llms.txt": link("/_llms/api.md", "/start.md"), "/_llms/api.md": INDEX }],
    [
      "two levels down",
      { "/llms.txt": link("/_llms/en.md"), "/_llms/en.md": link("/_llms/en/api.md"), "/_llms/en/api.md": INDEX },
    ],
    ["beside it", { "/llms.txt": link("/llms-api.txt"), "/llms-api.txt": INDEX }],
    [
      "in a site map",
      {
        "/llms.txt": link("/sitemap.xml"),
        "/sitemap.xml": { type: "application/xml", text: `<urlset><url><loc>/x</loc></url></urlset>[a](${PAGE})` },
      },
    ],
    [
      "on the page of its folder",
      { "/llms.txt": link("/api/text"), "/api/text": html(`<!doctype html><a href="${PAGE}">R</a>`) },
    ],
    ["in another language", { "/llms.txt": link(`/zh-Hans${PAGE}.md`) }],
  ])("lists a page %s", async (_where, answers) => {
    await using server = await usual(answers);
    const { rules, page } = await check(server, { reviewed: await reviewOf() });
    expect([rules, page.listed]).toEqual([[], true]);
  });

  it("that lists it nowhere holds, after every part was read once", async () => {
    await using server = await usual({
      "/llms.txt": link("/_llms/a.md", "/_llms/gone.md"),
      "/_llms/a.md": link("/llms.txt", "/_llms/a.md", "/other.md"),
    });
    expect((await check(server, { reviewed: await reviewOf() })).rules).toEqual(["page-left-index"]);
    const paths = server.asked.map(({ path }) => path);
    expect(paths.filter((path) => path.startsWith("/_llms"))).toEqual(["/_llms/a.md", "/_llms/gone.md"]);
  });

  it.each<[string, Readonly<Record<string, Answer>>]>([
    ["is down", { "/llms.txt": link("/_llms/a.md"), "/_llms/a.md": { status: 503, type: "text/html", text: "down" } }],
    ["is one of too many", { "/llms.txt": link(...Array.from({ length: 99 }, (_, i) => `/_llms/${i}.md`)) }],
    [
      "lies too deep",
      Object.fromEntries(
        ["/llms.txt", "/_llms/1.md", "/_llms/2.md", "/_llms/3.md"].map((path, i) => [path, link(`/_llms/${i + 1}.md`)]),
      ),
    ],
  ])("of which a part %s is advisory: nobody knows what it lists", async (_what, answers) => {
    await using server = await usual(answers);
    const { rules, page } = await check(server, { reviewed: await reviewOf() });
    expect([rules, page.listed]).toEqual([["(index-unreachable)"], null]);
    expect(server.asked.length).toBeLessThan(40);
  });

  it("is followed on its own host only, and not to ordinary pages", async () => {
    await using elsewhere = await site({ "/_llms/api.md": INDEX });
    await using server = await usual({
      "/llms.txt": link(`${elsewhere.url}/_llms/api.md`, "/guide.md"),
      "/guide.md": INDEX,
    });
    expect((await check(server, { reviewed: await reviewOf() })).rules).toEqual(["page-left-index"]);
    expect(elsewhere.asked).toEqual([]);
  });
});

describe("redirects", () => {
  it("are followed within the host, and the page counts as listed by its new path", async () => {
    await using server = await usual({
      "/llms.txt": markdown("- [R](/new/responses.md)"),
      [TWIN]: to("/new/responses.md"),
      "/new/responses.md": markdown(MDX),
    });
    const { page, rules } = await check(server);
    expect(page).toMatchObject({ listed: true, readFrom: `${server.url}/new/responses.md` });
    expect(rules).toEqual(["(never-reviewed)"]);
  });

  it("to another host are not followed: advisory", async () => {
    await using elsewhere = await site({ [TWIN]: markdown(MDX), [PAGE]: markdown(MDX) });
    const away = to(`${elsewhere.url}${TWIN}`);
    await using server = await usual({ [TWIN]: away, [PAGE]: away });
    const { page, rules } = await check(server, { reviewed: await reviewOf() });
    expect([rules, page.result, page.status]).toEqual([["(redirect-elsewhere)"], "unreachable", 308]);
    expect(elsewhere.asked).toEqual([]);
  });

  it.each([
    ["in a circle", { [TWIN]: to(PAGE), [PAGE]: to(TWIN) }, 2],
    ["without an address", { [TWIN]: to("") }, 1],
    ["to an address that cannot be written down", { [TWIN]: to("/a%20b/::warning::x") }, 1],
    [
      "one after the other",
      Object.fromEntries([...Array(9).keys()].map((i) => [i === 0 ? TWIN : `/${i}`, to(`/${i + 1}`)])),
      6,
    ],
  ])("%s are not followed: advisory", async (_what, answers, times) => {
    await using server = await usual(answers as Record<string, Answer>);
    expect((await check(server)).rules).toEqual(["(page-unreachable)"]);
    expect(server.asked.filter(({ path }) => path !== "/llms.txt")).toHaveLength(times);
  });
});

describe("asking", () => {
  it("sends no credential and no header of the release", async () => {
    await using server = await usual();
    await check(server, {});
    expect(server.asked.map(({ path }) => path).sort()).toEqual(["/api/text/responses.md", "/llms.txt"]);
    for (const { headers } of server.asked) {
      expect(Object.keys(headers).sort()).toEqual(["accept", "accept-encoding", "connection", "host", "user-agent"]);
      expect(headers.accept).toBe("text/markdown, text/html;q=0.9, text/plain;q=0.8");
    }
  });

  it("looks at both pages where no family is probed", async () => {
    await using server = await usual();
    const { pages, rules } = await check(server, { settings: { families: [] } });
    expect(pages.map(({ page }) => page)).toEqual(["index", "chat-completions", "responses"]);
    expect(rules).toEqual(["(page-not-found)", "(never-reviewed)"]);
  });

  it("looks at a page that somebody chose, whichever families are probed", async () => {
    await using server = await usual();
    const docs: DocsSettings = { ...docsBelow(server.url), chosen: ["messages"], reviewed: {}, reviewFile: "r.json" };
    for (const [families, more] of [
      [[], ["chat-completions", "responses"]],
      [["embeddings"], []],
    ] as const) {
      const { pages } = await check(server, { settings: { families, docs } });
      expect(pages.map(({ page }) => page).sort()).toEqual([...more, ...families, "index", "messages"].sort());
    }
  });

  it("ends at the deadline, and at once when the job is cancelled", async () => {
    const silent: Answer = () => undefined;
    await using server = await site({ "/llms.txt": silent, [TWIN]: silent });
    const late = await check(server, { limits: { deadlineMs: 200 } });
    expect([late.check.result, late.rules]).toEqual(["not_tested", ["(page-unreachable)", "(index-unreachable)"]]);
    const { check: result } = await check(server, { cancelled: AbortSignal.abort() });
    expect(result.result).toBe("not_tested");
  });

  it("asks for every top-level field of the request template", async () => {
    await using server = await usual();
    const template = (text: string) => ({
      template: { templates: [{ family: "responses" as const, path: "a.json", text }], waivers: [] },
    });
    const documented = await check(server, { settings: template('{"model":"m","effort":"low"}') });
    expect(documented.page.documents?.fields).toBe(true);
    const other = await check(server, { settings: template('{"model":"m","seed":1}') });
    expect(other.page.documents).toEqual({ endpoint: true, fields: false });
  });
});

describe("a page that cannot be read", () => {
  const endless: Answer = (_request, response) => {
    response.writeHead(200, { "content-type": "text/markdown" });
    const write = () => {
      while (!response.destroyed && response.write("word ".repeat(10_000)));
    };
    response.on("drain", write);
    write();
  };
  const encoded =
    (encoding: string, bytes: Buffer): Answer =>
    (_request, response) => {
      response.writeHead(200, { "content-type": "text/markdown", "content-encoding": encoding }).end(bytes);
    };
  const cases: readonly (readonly [string, Answer, string])[] = [
    ["is down", { status: 503, type: "text/html", text: "down" }, "status 503"],
    ["has ten megabytes", markdown(GFM.repeat(12_000)), "body-too-large"],
    ["never ends", endless, "body-too-large"],
    ["is a bomb", encoded("gzip", gzipSync(Buffer.alloc(64 * 1024 * 1024, "a"))), "body-too-large"],
    ["is not what its encoding says", encoded("br", Buffer.from("plain")), "undecodable-body"],
    ["resets", (request) => request.socket.resetAndDestroy(), "connection-lost"],
    ["is JSON", { type: "application/json", text: "{}" }, "neither Markdown nor HTML"],
  ];
  it.each(cases)(
    "because it %s is advisory, says why, and is not replaced by its other form",
    async (_what, answer, why) => {
      await using server = await usual({ [TWIN]: answer });
      const { check: result, rules, page } = await check(server, { reviewed: await reviewOf() });
      expect([result.result, rules, page.result, page.contract]).toEqual([
        "pass",
        ["(page-unreachable)"],
        "unreachable",
        null,
      ]);
      expect(result.findings[0]?.message).toContain(why);
    },
  );

  it("because it is an empty shell is advisory: nothing can be compared", async () => {
    const shell = html("<!doctype html><div id=app></div><script src=/app.js></script>");
    await using server = await usual({ [TWIN]: shell, [PAGE]: shell });
    const { rules, page } = await check(server, { reviewed: await reviewOf() });
    expect([rules, page.result]).toEqual([["(no-contract)"], "unreachable"]);
  });

  it.each([
    ["as plain text", { type: "text/plain", text: MDX }],
    ["in no known type", { type: "application/octet-stream", text: MDX }],
    ["compressed", encoded("br", brotliCompressSync(MDX))],
  ] as const)("is no page that comes %s: it is the same page", async (_what, answer) => {
    await using server = await usual({ [TWIN]: answer });
    expect((await check(server, { reviewed: await reviewOf() })).rules).toEqual([]);
  });

  it("is no page in an old encoding, or with zeros in it: it is read, and the same every time", async () => {
    const old = { type: "text/markdown", text: Buffer.from(`${MDX}\n\nGr\u00fc\u00dfe\u0000\n`, "latin1") };
    await using server = await usual({ [TWIN]: old });
    expect((await check(server, { reviewed: await reviewOf({ [TWIN]: old }) })).rules).toEqual([]);
  });
});
