import { describe, expect, it } from "@jest/globals";
import { rollbackPlan } from "../../src/decision/rollback-plan.ts";
import type { Configuration } from "../../src/evidence/configuration.ts";
import { recordOf, releaseOf, UNUSABLE } from "./observed.ts";

/** A release of `model-1` with these differences. */
function changed(changes: Partial<Configuration>, secretVersion: string | null = null) {
  const release = releaseOf("model-1");
  if (release.configuration === null) throw new Error("a release has a configuration");
  return { ...release, secretVersion, configuration: { ...release.configuration, ...changes } };
}

/** The record of `model-1` with these differences. */
function knownWith(changes: Partial<Configuration>) {
  const state = recordOf("model-1");
  if (state.kind !== "record") throw new Error("a record is a record");
  const { record } = state;
  return { ...state, record: { ...record, configuration: { ...record.configuration, ...changes } } };
}

describe("what a rollback has to put back", () => {
  const known = recordOf("model-1");

  it("is nothing where both releases are the same, or where there is no record to compare with", () => {
    expect(rollbackPlan(changed({}), known)).toEqual([]);
    for (const none of [
      UNUSABLE,
      { kind: "none", notice: null },
      { kind: "missing" },
      { kind: "not-required" },
    ] as const)
      expect(rollbackPlan(changed({ model: "model-2" }), none)).toEqual([]);
    expect(rollbackPlan({ ...changed({}), configuration: null }, known)).toEqual([]);
  });

  it("is every field that differs: flag and traffic first, then the artifact, the configuration, the secret last", () => {
    const release = changed(
      {
        model: "model-2",
        baseUrl: "https://other.example.com/v1",
        deploymentVersion: "7",
        featureFlag: { name: "llm-v2", value: "on" },
        traffic: { control: "edge/canary", weight: 10 },
        timeoutMs: 30_000,
        configVersion: "42",
      },
      "8",
    );
    expect(rollbackPlan(release, known).map(({ field }) => field)).toEqual([
      "feature-flag",
      "traffic",
      "deployment-version",
      "base-url",
      "model",
      "timeout",
      "config-version",
      "secret-version",
    ]);
  });

  it("says from what to what, and null where one side declared nothing", () => {
    expect(rollbackPlan(changed({ model: "model-2", timeoutMs: 30_000 }), known)).toEqual([
      { field: "model", from: "model-2", to: "model-1" },
      { field: "timeout", from: "30000 ms", to: null },
    ]);
  });

  it("takes the flag back to the value that the gate file declares when the record knew no flag", () => {
    const release = changed({ featureFlag: { name: "llm-v2", value: "on" } });
    expect(rollbackPlan({ ...release, flagRollbackValue: "off" }, known)).toEqual([
      { field: "feature-flag", from: "llm-v2 = on", to: "off" },
    ]);
  });

  const template = (path: string, n: number, commit: string | null = null) => ({
    family: "responses" as const,
    path,
    commit,
    digest: `sha256:${String(n).repeat(64)}`,
  });

  it("names a template by its family, and the commit at which it is found", () => {
    const known = knownWith({ templates: [template("a.json", 1, "c0ffee")] });
    expect(rollbackPlan(changed({ templates: [template("a.json", 2)] }), known)).toEqual([
      {
        field: "request-templates.responses",
        from: `a.json (sha256:${"2".repeat(64)})`,
        to: `a.json (sha256:${"1".repeat(64)}) at c0ffee`,
      },
    ]);
  });

  it("has a step for each of several templates of a family, whichever side has them", () => {
    const known = knownWith({ templates: [template("a.json", 1, "c0ffee"), template("b.json", 2, "c0ffee")] });
    const release = changed({ templates: [template("a.json", 3)] });
    expect(rollbackPlan(release, known)).toEqual([
      {
        field: "request-templates.responses:a.json",
        from: `a.json (sha256:${"3".repeat(64)})`,
        to: `a.json (sha256:${"1".repeat(64)}) at c0ffee`,
      },
      { field: "request-templates.responses:b.json", from: null, to: `b.json (sha256:${"2".repeat(64)}) at c0ffee` },
    ]);
    const back = knownWith({ templates: [template("a.json", 1)] });
    expect(rollbackPlan(changed({ templates: [template("a.json", 1), template("b.json", 2)] }), back)).toEqual([
      { field: "request-templates.responses:b.json", from: `b.json (sha256:${"2".repeat(64)})`, to: null },
    ]);
  });

  it("does not see the order in which families or environment variables were declared", () => {
    const release = changed({ families: ["responses", "chat-completions"] });
    expect(rollbackPlan(release, known)).toEqual([]);
  });
});
