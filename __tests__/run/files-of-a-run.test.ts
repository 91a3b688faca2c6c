/** The files that a run leaves in the evidence folder. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { gate } from "../../src/gate.ts";
import { readFileIfPresent } from "../../src/run/read.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "release-gate-files-"));
  writeFileSync(join(folder, "p.json"), '{"messages":[{"role":"user","content":"Hi"}]}');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A pull request without secrets: what is written does not depend on any endpoint. */
async function filesOf(probes: string): Promise<readonly string[]> {
  await gate({
    source: {
      inputs: { probes, model: "m", "request-template": "p.json", "evidence-dir": "evidence" },
      env: {},
      workingDirectory: folder,
      readFile: readFileIfPresent,
      mask: () => undefined,
      untrusted: "no-secrets",
      sandbox: null,
    },
    runner: { node: "v24.0.0", platform: "linux-x64" },
    cancelled: new AbortController().signal,
    progress: () => undefined,
    github: async () => null,
  });
  return readdirSync(join(folder, "evidence")).sort();
}

const ALWAYS = ["decision-record.json", "evidence.json", "junit.xml", "summary.md"];

it("are evidence, decision record, JUnit and summary where no endpoint was asked", async () => {
  expect(await filesOf("chat,template")).toEqual(ALWAYS);
});

it("hold the migration report where its preset was selected", async () => {
  expect(await filesOf("migration,template")).toEqual([...ALWAYS, "migration-report.json"].sort());
});
