import { describe, expect, it } from "@jest/globals";
import { DocsReviewFileSchema } from "../../src/evidence/docs.ts";
import { docsReviewFile } from "../../src/report/records/docs-review.ts";
import type { SettingsReview } from "../../src/settings/release/docs.ts";
import { HTML, MDX } from "./pages.ts";
import { type Answer, check, html, INDEX, markdown, site } from "./site.ts";

const TWIN = "/api/text/responses.md";
const PAGE = "/api/text/responses";

const usual = (more: Readonly<Record<string, Answer>> = {}) =>
  site({ "/llms.txt": INDEX, [TWIN]: markdown(MDX), [PAGE]: html(HTML), ...more });

/** What a person reviewed, as the reviewed file or, by digests alone, the gate file has it. */
async function reviewOf(answers: Readonly<Record<string, Answer>>, pasted = false): Promise<SettingsReview> {
  await using server = await usual(answers);
  const { pages } = await check(server);
  const entry = DocsReviewFileSchema.parse(JSON.parse(docsReviewFile(pages, {})[0]?.content ?? "")).pages.responses;
  if (entry === undefined) throw new Error("nothing was read");
  const { pieces: _, ...digests } = entry;
  return pasted ? { ...digests, pasted } : entry;
}

const page = (title: string, body: string) =>
  html(`<!doctype html><html><head><title>${title}</title></head><body><nav>Docs</nav>${body}</body></html>`);

const GONE: readonly (readonly [string, Answer])[] = [
  ["a title", page("Page Not Found | Docs", "<div id=root></div>")],
  ["a heading", page("Docs", "<main><h1>404</h1><h2>This page could not be found.</h2></main>")],
  ["an apology", page("Docs", "<main><h1>Oops! We can&#39;t find that page</h1><p>Try the search.</p></main>")],
  ["another language", page("Seite nicht gefunden", "<p>Zur\u00fcck</p>")],
  ["nothing but that", page("Docs", "<p>The page you asked for does not exist.</p>")],
  [
    "a heading beside a navigation that names endpoints",
    page("Docs", "<div>POST /v1/responses</div><main><h1>Page not found</h1><p><code>POST /v1/chat</code></p></main>"),
  ],
  ["Markdown", markdown("# Page not found\n\nSee [the index](/llms.txt).\n")],
  ["a line", { type: "text/plain", text: "404: Not Found" }],
];

const THERE: readonly (readonly [string, Answer])[] = [
  ["a check of bots", page("Just a moment...", "<h1>docs.example</h1><p>Verify you are human. Error 404 ray</p>")],
  ["a sign-in", page("Sign in to Docs", "<h1>Sign in</h1><p>Page not found? Ask your admin.</p>")],
  ["a form with a password", page("Not found", '<h1>Welcome</h1><form><input type="password"></form>')],
  ["an application that draws itself", page("Docs", '<div id="root"></div><script>x = "Page not found"</script>')],
  ["a denial", page("Access denied", "<h1>Access denied</h1><p>Resource not found in your plan.</p>")],
];

describe.each([
  ["Markdown", {}, false],
  ["Markdown, by digests", {}, true],
  ["HTML", { [TWIN]: html("<!doctype html><p>Not here") }, false],
] as const)("a page that was reviewed in %s", (_form, answers, pasted) => {
  it.each(GONE)("and answers 200 with %s instead has left", async (_what, answer) => {
    await using server = await usual({ [TWIN]: answer, [PAGE]: answer });
    const { check: result, rules } = await check(server, { reviewed: await reviewOf(answers, pasted) });
    expect([result.result, rules]).toEqual(["fail", ["page-not-found"]]);
    expect(result.findings[0]).toMatchObject({ trigger: "contract-drift", severity: "hold" });
    expect(result.findings[0]?.message).toContain("says that it does not exist, with status 200");
  });

  it.each(THERE)("and answers 200 with %s instead is only not compared", async (_what, answer) => {
    await using server = await usual({ [TWIN]: answer, [PAGE]: answer });
    const { check: result, rules } = await check(server, { reviewed: await reviewOf(answers, pasted) });
    expect([result.result, rules]).toEqual([
      expect.stringMatching(/^(?:pass|not_tested)$/),
      [expect.stringMatching(/^\((?:no-contract|page-unreachable)\)$/)],
    ]);
  });
});

describe("a page that says in some place that something is not found", () => {
  it("and keeps its fields is compared as ever", async () => {
    const titled = HTML.replace("<title>Responses</title>", "<title>Responses, 404 Not Found and other errors</title>");
    const answers = { [TWIN]: html("<!doctype html><p>Not here") };
    await using server = await usual({ ...answers, [PAGE]: html(titled) });
    expect((await check(server, { reviewed: await reviewOf(answers) })).rules).toEqual([]);
  });

  it("as its Markdown twin does is read itself", async () => {
    await using server = await usual({ [TWIN]: markdown("# Page not found\n") });
    const answers = { [TWIN]: html("<!doctype html><p>Not here") };
    expect((await check(server, { reviewed: await reviewOf(answers) })).rules).toEqual([]);
  });

  it("and was never reviewed is advisory", async () => {
    const answer = page("Page not found", "<h1>Page not found</h1>");
    await using server = await usual({ [TWIN]: answer, [PAGE]: answer });
    expect((await check(server)).rules).toEqual(["(page-not-found)"]);
  });
});
