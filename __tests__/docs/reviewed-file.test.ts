/** The reviewed file on its way: a run writes it, a person commits it, the next run names what changed. */
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { DocsReviewFileSchema } from "../../src/evidence/docs.ts";
import { gate } from "../../src/gate.ts";
import { readFileIfPresent } from "../../src/run/read.ts";
import { MDX } from "./pages.ts";
import { markdown, site } from "./site.ts";
import { MINTLIFY } from "./sites.ts";

const FILE = "release-gate.docs.json";
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "release-gate-docs-"));
  mkdirSync(join(folder, ".github"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the probe `docs` alone over a site with one page for both families. */
async function run(page: string, more = "") {
  await using server = await site({ "/llms.txt": markdown("- [R](/r.md)"), "/r.md": markdown(page) });
  const pages = `{ responses: "${server.url}/r.md", chat-completions: "${server.url}/r.md" }`;
  const section = `docs:\n  index: ${server.url}/llms.txt\n  pages: ${pages}\n${more}`;
  writeFileSync(join(folder, ".github/release-gate.yml"), section);
  const { evidence } = await gate({
    source: {
      inputs: { probes: "docs", "evidence-dir": "evidence" },
      env: {},
      workingDirectory: folder,
      readFile: readFileIfPresent,
      mask: () => undefined,
      untrusted: false,
      sandbox: null,
    },
    runner: { node: "v24.0.0", platform: "linux-x64" },
    cancelled: new AbortController().signal,
    progress: () => undefined,
    github: async () => null,
  });
  const findings = evidence.checks.flatMap((check) => check.findings);
  return { evidence, said: findings.map(({ rule, message }) => `${rule}: ${message}`).join("\n") };
}

const written = () => join(folder, "evidence", FILE);
const commit = () => copyFileSync(written(), join(folder, ".github", FILE));

it("is written by a run, settles it when it is committed, and names the next change", async () => {
  expect((await run(MDX)).said).toContain("never-reviewed");
  commit();
  const settled = await run(MDX);
  expect([settled.evidence.verdict.decision, settled.said]).toEqual(["proceed", ""]);
  const drifted = await run(MDX.replace('type="integer"', 'type="string"'));
  expect(drifted.evidence.verdict).toMatchObject({ decision: "hold", reasonCode: "contract-drift" });
  expect(drifted.said).toContain("field max_output_tokens changed from integer to string");
  commit();
  expect((await run(MDX.replace('type="integer"', 'type="string"'))).said).toBe("");
});

it("keeps the day of the review while nothing changes", async () => {
  await run(MDX);
  commit();
  const reviewed = readFileSync(written(), "utf8").replaceAll(/"at": "[\d-]+"/g, '"at": "2026-01-31"');
  writeFileSync(join(folder, ".github", FILE), reviewed);
  await run(MDX);
  expect(DocsReviewFileSchema.parse(JSON.parse(readFileSync(written(), "utf8"))).pages.responses?.at).toBe(
    "2026-01-31",
  );
});

it("lends its names to the same digest in the gate file, and yields to another one", async () => {
  await run(MDX);
  commit();
  const { contract } = DocsReviewFileSchema.parse(JSON.parse(readFileSync(written(), "utf8"))).pages.responses ?? {};
  const reviewed = (digest: unknown) => `  reviewed: { responses: "${digest}" }\n`;
  expect((await run(MDX, reviewed(contract))).said).toBe("");
  const drifted = await run(MDX.replace('body="stream"', 'body="streaming"'), reviewed(contract));
  expect(drifted.said).toContain("field stream went; field streaming appeared");
  const other = await run(MDX, reviewed(`sha256:${"0".repeat(64)}`));
  expect(other.said).toContain("contract-changed: responses page");
});

it("holds names and types, and no sentence and no sample of the page", async () => {
  const { evidence } = await run(`${MINTLIFY}\n\n- \`secret_word\` (string): hush, sk-live0123456789abcdef.\n`);
  const texts = readdirSync(join(folder, "evidence")).map((name) =>
    readFileSync(join(folder, "evidence", name), "utf8"),
  );
  for (const foreign of ["Bad request", "Tell me", "Four.", "resp_0a153", "nimbus", "hush", "sk-live", "tenant"])
    for (const text of texts) expect(text).not.toContain(foreign);
  expect(evidence.docs.find(({ page }) => page === "responses")?.pieces).toContain("field secret_word: string");
});

it.each([
  ["{", "is not what the gate writes"],
  ['{"schema":"cometapi-release-gate/docs-review","version":2,"pages":{}}', "at version"],
  [
    `{"schema":"cometapi-release-gate/docs-review","version":1,"pages":{"responses":{"contract":"sha256:${"a".repeat(64)}","prose":null,"at":null,"url":null,"pieces":["field a: ::warning::b"]}}}`,
    "at pages.responses.pieces.0",
  ],
])("that somebody broke is a configuration hold: %#", async (text, what) => {
  writeFileSync(join(folder, ".github", FILE), text);
  const { evidence, said } = await run(MDX);
  expect(evidence.verdict).toMatchObject({ decision: "hold", reasonCode: "configuration" });
  expect(said).toContain(`.github/${FILE}`);
  expect(said).toContain(what);
});
