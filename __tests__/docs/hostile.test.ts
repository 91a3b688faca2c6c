import { describe, expect, it } from "@jest/globals";

import { fingerprint } from "../../src/docs/fingerprint.ts";
import { pathsIn } from "../../src/docs/index-pages.ts";
import { DOCS_PIECE, type DocsForm, DocsReviewSchema } from "../../src/evidence/docs.ts";

/** Far more than any of these takes, and far less than a quadratic reader would need for them. */
const QUICK_MS = 5_000;

const N = 50_000;

const PAGES: readonly (readonly [string, DocsForm, string])[] = [
  ["quotes in quotes", "markdown", `${">".repeat(N)} a`],
  ["lists in lists", "markdown", `${"- ".repeat(N)}a`],
  [
    "indented lists in lists",
    "markdown",
    Array.from({ length: 1_000 }, (_, i) => `${" ".repeat(2 * i)}- a`).join("\n"),
  ],
  ["backticks that never match", "markdown", Array.from({ length: 700 }, (_, i) => `${"`".repeat(i + 1)}a`).join(" ")],
  ["tags that never end", "markdown", '<a b="'.repeat(N)],
  ["braces that never end", "markdown", "<A b={".repeat(N)],
  ["comments that never end", "markdown", "<!-- {/* ".repeat(N)],
  ["components in components", "markdown", "<A>\n".repeat(N)],
  ["closing tags alone", "markdown", `${"<A>".repeat(200)}${"</B>".repeat(N)}`],
  ["brackets", "markdown", "[".repeat(N)],
  ["links that never end", "markdown", "](a ".repeat(N)],
  ["stars", "markdown", "*a **a ".repeat(N)],
  ["dashes in code", "markdown", `- \`a\` ${"-".repeat(N)}`],
  ["pipes", "markdown", `${"|".repeat(N)}\n${"|-".repeat(N)}`],
  ["empty lines in a list", "markdown", "- a\n\n\n".repeat(N)],
  ["YAML in YAML", "markdown", `\`\`\`yaml\n${"[".repeat(N)}\n\`\`\``],
  ["YAML that repeats itself", "markdown", `\`\`\`yaml\na: &a [x, x]\n${aliases()}\`\`\``],
  ["JSON in JSON", "markdown", `\`\`\`json\n${"[".repeat(N)}${"]".repeat(N)}\n\`\`\``],
  ["zeros and controls", "markdown", "\u0000\u0001`a`\u202E".repeat(N)],
  ["metadata that never ends", "markdown", `---\n${"a: b\n".repeat(N)}`],
  ["elements in elements", "html", "<div>".repeat(N)],
  ["formatting in formatting", "html", "<b>".repeat(N)],
  ["tables in tables", "html", "<table><tr><td>".repeat(N)],
  ["tags that never end, in HTML", "html", "<a b='".repeat(N)],
  ["closing tags alone, in HTML", "html", "</p></x>".repeat(N)],
  ["comments that never end, in HTML", "html", "<!-- ".repeat(N)],
  ["a crowd of attributes", "html", `<p ${Array.from({ length: N }, (_, i) => `a${i}=1`).join(" ")}>a`],
  ["a lost doctype", "html", `<!doctype${"<".repeat(N)}`],
  ["references", "html", "&amp;&#x110000;&bogus;&#0;".repeat(N)],
];

function aliases(): string {
  const names = "abcdefghij".split("");
  return names
    .slice(1)
    .map((name, i) => `${name}: &${name} [${`*${names[i]}, `.repeat(10)}x]\n`)
    .join("");
}

describe("a hostile page", () => {
  it.each(PAGES)(
    "of %s is read in time, or not at all, and leaves only pieces that evidence may hold",
    (_what, form, page) => {
      const started = process.cpuUsage();
      const pages = [page, `${page}\n\n\`\`\`json\n{}\n\`\`\`\n`].map((text) => fingerprint(form, text, "responses"));
      const { user } = process.cpuUsage(started);
      expect(user / 1_000).toBeLessThan(QUICK_MS);
      for (const piece of pages.flatMap((read) => read?.content.contract ?? [])) expect(piece).toMatch(DOCS_PIECE);
    },
  );

  it("of long names, long lists and commands leaves only pieces that evidence may hold", () => {
    const values = Array.from({ length: 200 }, (_, i) => `"value_number_${i}"`).join(" | ");
    const page = [
      `<ParamField body="${"a".repeat(130)}" type="string" />`,
      `<ParamField body="a.b[0].c" type='${values}' />`,
      '<ParamField body="::error::x" type="string" default="a b\\n::error::" />',
      `- \`${"x.".repeat(80)}y\` (string): long`,
      `\`\`\`\nevent: ${"e".repeat(90)}\nevent: x: y\n\`\`\``,
      `POST /v1/${"p".repeat(190)}`,
      `| Field | Type |\n| --- | --- |\n| \`a\` | ${"Some".repeat(90)}Type |`,
    ].join("\n\n");
    const pieces = fingerprint("markdown", page, "responses")?.content.contract ?? [];
    expect(pieces.length).toBeGreaterThan(1);
    for (const piece of pieces) expect(piece).toMatch(DOCS_PIECE);
    expect(DocsReviewSchema.shape.pieces.safeParse(pieces).success).toBe(true);
  });

  it("with elements too deep in each other is not read", () => {
    expect(fingerprint("html", `<pre>a</pre>${"<div>".repeat(N)}`, "responses")).toBeNull();
  });

  it("still has its contract where the rest is malformed", () => {
    const broken = "<main><table><tr><th>Name<th>Type<tr><td>model<td>string</table></b></main></div><p";
    expect(fingerprint("html", broken, "responses")?.content.contract).toEqual(["field model: string"]);
  });

  it("cannot make the index slow", () => {
    const started = process.cpuUsage();
    for (const text of ["](".repeat(N), "[a]:".repeat(N), "https://".repeat(N), "<http://a".repeat(N)])
      pathsIn(text, "https://docs.example/llms.txt", ["docs.example"]);
    const { user } = process.cpuUsage(started);
    expect(user / 1_000).toBeLessThan(QUICK_MS);
  });
});
