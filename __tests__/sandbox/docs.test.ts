import { describe, expect, it } from "@jest/globals";
import { checkDocs } from "../../src/docs/check.ts";
import type { Sandbox } from "../../src/sandbox/gateway.ts";
import type { ScenarioName } from "../../src/sandbox/scenarios.ts";
import { docsBelow } from "../../src/settings/release/docs.ts";
import { settings } from "../run/running.ts";
import { during } from "./client.ts";

const root = (sandbox: Sandbox) => `${new URL(sandbox.baseUrl).origin}/docs`;

/** What the gate's own check says of the sandbox's documentation. */
async function checked(sandbox: Sandbox) {
  const docs = { ...docsBelow(root(sandbox)), chosen: [], reviewed: {}, reviewFile: ".github/release-gate.docs.json" };
  const found = await checkDocs({ ...settings(sandbox.baseUrl), families: [], docs }, new AbortController().signal);
  if (found === null) throw new Error("docs were not looked at");
  return found;
}

describe("the sandbox's documentation", () => {
  it("has an index, and each page in two forms, without a key", () =>
    during("healthy", async (sandbox) => {
      for (const [path, type] of [
        ["/llms.txt", "text/plain"],
        ["/api/text/chat.md", "text/markdown"],
        ["/api/text/responses", "text/html"],
      ]) {
        const response = await fetch(root(sandbox) + path);
        expect([response.status, response.headers.get("content-type")]).toEqual([200, `${type}; charset=utf-8`]);
      }
      expect((await fetch(`${root(sandbox)}/api/text/other`)).status).toBe(404);
      expect((await fetch(`${root(sandbox)}/llms.txt`, { method: "POST" })).status).toBe(405);
    }));

  it("documents everything that the gate sends, in both forms", () =>
    during("healthy", async (sandbox) => {
      const { pages } = await checked(sandbox);
      expect(pages.slice(1).map(({ listed, documents }) => ({ listed, ...documents }))).toEqual([
        { listed: true, endpoint: true, fields: true },
        { listed: true, endpoint: true, fields: true },
      ]);
    }));

  it.each<[ScenarioName, string, string[]]>([
    ["healthy", "pass", ["(never-reviewed)", "(never-reviewed)"]],
    ["docs-down", "not_tested", ["(page-unreachable)", "(page-unreachable)", "(index-unreachable)"]],
    ["docs-page-left-index", "fail", ["(never-reviewed)", "page-left-index", "(never-reviewed)"]],
    ["docs-redirect", "pass", ["(never-reviewed)", "(never-reviewed)"]],
    ["docs-redirect-elsewhere", "pass", ["(redirect-elsewhere)", "(redirect-elsewhere)"]],
    ["server-errors", "pass", ["(never-reviewed)", "(never-reviewed)"]],
  ])("%s: %s", (name, result, rules) =>
    during(name, async (sandbox) => {
      const { check } = await checked(sandbox);
      const found = check.findings.map(({ rule, severity }) => (severity === "hold" ? rule : `(${rule})`));
      expect([check.result, found]).toEqual([result, rules]);
    }),
  );
});
