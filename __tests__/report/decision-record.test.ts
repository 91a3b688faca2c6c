import { describe, expect, it } from "@jest/globals";
import type { Result } from "../../src/evidence/vocabulary.ts";
import { DecisionRecordSchema, decisionRecord, decisionRecordFile } from "../../src/report/decision-record.ts";
import {
  evidence,
  fail,
  invalidSettings,
  pass,
  probe,
  proceedCheck,
  refusedCredential,
  sandboxRun,
  settings,
  unsupportedFamily,
  withoutSecrets,
} from "./evidence-examples.ts";
import { ALL_EXAMPLES } from "./release-examples.ts";

describe("the decision record", () => {
  it("has the labels of the checklist's template, in its order", () => {
    expect(Object.keys(decisionRecord(proceedCheck(), settings()))).toEqual([
      ...["change_id", "environment", "reviewer", "time_started", "time_completed", "docs_checked"],
      ...["endpoint_reference_checked", "deployment_version", "config_version", "secret_version", "smoke_test_result"],
      ...["parser_result", "observability_result", "rollback_test_result", "decision", "notes"],
    ]);
  });

  it.each(Object.entries(ALL_EXAMPLES))("is valid: %s", (_name, build) => {
    for (const given of [settings(), null]) {
      expect(DecisionRecordSchema.safeParse(JSON.parse(decisionRecordFile(build(), given))).success).toBe(true);
    }
  });

  it("never guesses: absent labels are not provided, what did not run is not tested", () => {
    const example = evidence({
      run: { changeId: null, reviewer: null },
      configuration: { configVersion: null },
      release: { deploymentVersion: null, secretVersion: null },
      probes: [],
    });
    expect(decisionRecord(example, null)).toMatchObject({
      change_id: "not_provided",
      environment: "not_provided",
      reviewer: "not_provided",
      docs_checked: "not_tested",
      endpoint_reference_checked: "not_tested",
      deployment_version: "not_provided",
      config_version: "not_provided",
      secret_version: "not_provided",
      smoke_test_result: "not_tested",
      parser_result: "not_tested",
      observability_result: "not_tested",
      rollback_test_result: "not_tested",
    });
  });

  it.each([
    ["pass", proceedCheck()],
    ["fail", refusedCredential()],
    ["not_tested", withoutSecrets()],
    ["not_tested", invalidSettings()],
    ["pass", unsupportedFamily()],
    ["partial", evidence({ probes: [probe("chat", [pass()]), probe("responses", [])] })],
  ] as [Result, ReturnType<typeof evidence>][])("says %s of the smoke test", (result, example) => {
    expect(decisionRecord(example, settings()).smoke_test_result).toBe(result);
  });

  it.each([
    ["pass", [pass()]],
    ["partial", [pass(), fail("response-contract", { status: 200, shape: false })]],
    ["fail", [fail("response-contract", { status: 200 })]],
    ["not_tested", [fail("tcp", { networkCode: "ECONNREFUSED" })]],
    ["not_tested", [fail("authentication", { status: 401, json: true, shape: false })]],
  ] as const)("says %s of the parser", (result, outcomes) => {
    expect(decisionRecord(evidence({ probes: [probe("chat", outcomes)] }), null).parser_result).toBe(result);
  });

  it("takes the observability result from the log check", () => {
    const checks = [{ id: "logs", result: "pass" as const, findings: [] }];
    expect(decisionRecord(evidence({ checks }), null).observability_result).toBe("pass");
  });

  it("keeps the reason, the run and the user's note, and says when it was the sandbox", () => {
    const { notes } = decisionRecord(refusedCredential(), settings());
    expect(notes).toContain("authentication: the configured credential was refused");
    expect(notes).toContain("run 20261120T101112Z-deadbeef");
    expect(notes).toContain("second attempt today");
    expect(decisionRecord(sandboxRun(), null).notes).toMatch(/^sandbox run: proves nothing/);
  });
});
