/** The check `results` in a whole run. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { decide } from "../../src/decision/decide.ts";
import { EvidenceSchema } from "../../src/evidence/evidence.ts";
import { FAILED, PASSED, SKIPPED, suite } from "../results/checking.ts";
import { type Workspace, workspace } from "./workspace.ts";

let here: Workspace;
beforeEach(() => {
  here = workspace();
});
afterEach(() => here.remove());

/** A run that reads this report alone. */
async function run(report: string) {
  here.write("gate.yml", { version: 1, probes: { results: { files: "reports/*.xml" } } });
  here.write("reports/r.xml", report);
  return here.run({ probes: "results", name: "shop", environment: "production", "known-good": "none", live: "true" });
}

describe("the tests of an earlier step", () => {
  it("that passed let the release proceed, and every record counts them", async () => {
    const { evidence, summary } = await run(suite(PASSED, SKIPPED));
    expect(evidence.verdict.decision).toBe("proceed");
    expect(evidence.results).toMatchObject({ files: 1, passed: 1, skipped: 1 });
    expect(summary).toContain("1 of 2 cases passed, 1 skipped (1 file).");
    expect(JSON.parse(here.read("out/decision-record.json")).notes).toContain("tests: 1 of 2 cases passed, 1 skipped");
  });

  it("that failed are a rollback of the service's, with the cases in the first sentence", async () => {
    const { evidence, summary } = await run(suite(PASSED, FAILED));
    expect(evidence.verdict).toMatchObject({ decision: "rollback", reasonCode: "app-behaviour" });
    expect(evidence.verdict.reason).toContain("results: 1 of 2 cases passed, 1 failed: c › fails");
    expect(summary).toContain("app-behaviour: Read the report of the test step");
    expect(summary).not.toContain("provider's support");
  });

  it("that crashed are a hold", async () => {
    const { evidence, summary } = await run("");
    expect(evidence.verdict).toMatchObject({ decision: "hold", reasonCode: "insufficient-evidence" });
    expect(summary).toContain("insufficient-evidence: The test run may have crashed");
  });

  it("are decided again from the evidence in the same way", async () => {
    for (const report of [suite(PASSED), suite(FAILED), ""]) {
      await run(report);
      const { verdict, digest: _, ...observed } = EvidenceSchema.parse(JSON.parse(here.read("out/evidence.json")));
      expect(decide(observed)).toEqual(verdict);
    }
  });
});
