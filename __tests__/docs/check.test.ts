import { brotliCompressSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import { DocsPageSchema } from "../../src/evidence/docs.ts";
import { CheckSchema } from "../../src/evidence/evidence.ts";
import type { DocsReview } from "../../src/settings/release/docs.ts";
import { GFM, HTML, MDX } from "./pages.ts";
import { type Answer, check, html, INDEX, markdown, site, to } from "./site.ts";

const TWIN = "/api/text/responses.md";
const PAGE = "/api/text/responses";

/** A site with an index, the Markdown twin, and whatever the test changes. */
const usual = (more: Readonly<Record<string, Answer>> = {}) =>
  site({ "/llms.txt": INDEX, [TWIN]: markdown(MDX), [PAGE]: html(HTML), ...more });

/** The review that the printed line would make. */
async function reviewOf(answers: Readonly<Record<string, Answer>> = {}): Promise<DocsReview> {
  await using server = await usual(answers);
  const { page } = await check(server);
  if (page.contract === null) throw new Error("nothing was read");
  return { contract: page.contract, prose: page.prose, at: "2026-11-01", url: page.readFrom };
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
    expect(result.findings[0]?.message).toMatch(/since the review \(2026-11-01, http:/);
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
  it("is advisory, and prints a line that makes the next run pass", async () => {
    await using server = await usual();
    const { check: result, rules } = await check(server);
    expect([result.result, rules]).toEqual(["pass", ["(never-reviewed)"]]);
    const help = result.findings[0]?.help ?? "";
    expect(help.length).toBeLessThanOrEqual(300);
    const [, contract = "", prose = "", at = "", url = ""] =
      /^responses: \{ contract: "(.*)", prose: "(.*)", at: "(\d{4}-\d\d-\d\d)", url: "(.*)" \}$/.exec(help) ?? [];
    expect((await check(server, { reviewed: { contract, prose, at, url } })).rules).toEqual([]);
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
