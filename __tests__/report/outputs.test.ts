import { describe, expect, it } from "@jest/globals";
import { canonicalJson } from "../../src/evidence/digest.ts";
import type { Evidence } from "../../src/evidence/evidence.ts";
import { parseRecord } from "../../src/known-good/parse.ts";
import { MAX_RESULT_BYTES, OUTPUTS, outputs } from "../../src/report/outputs.ts";
import { proceedCheck, RUN_ID, refusedCredential } from "./evidence-examples.ts";
import { ALL_EXAMPLES, badRelease, fanIn, goodRelease, record, restoredWell } from "./release-examples.ts";

const PATHS = { evidence: "/e.json", decisionRecord: "/d.json", junit: "/j.xml", summary: "/s.md" };

describe("the outputs", () => {
  it("are those of the contract, in its order, each described", () => {
    expect(OUTPUTS.map(({ name }) => name)).toEqual([
      ...["decision", "reason-code", "reason", "decided-at", "rollback-triggered", "rollback-needed", "triggers"],
      ...[
        "advisory-triggers",
        "failed-probes",
        "known-good-config",
        "known-good-source",
        "known-good-version",
        "known-good-commit",
      ],
      ...[
        "rollback-plan",
        "next-known-good",
        "commit",
        "run-id",
        "evidence-path",
        "decision-record-path",
        "junit-path",
      ],
      ...["summary-path", "result"],
    ]);
    for (const { description } of OUTPUTS) expect(description).toMatch(/^\S.*[.]$/);
  });

  it.each(Object.entries(ALL_EXAMPLES))("all have a value, in the same order: %s", (_name, build) => {
    expect(Object.keys(outputs(build(), PATHS))).toEqual(OUTPUTS.map(({ name }) => name));
  });

  it("say what fired and what failed", () => {
    expect(outputs(refusedCredential(), PATHS)).toMatchObject({
      decision: "rollback",
      "reason-code": "authentication",
      "decided-at": "2026-11-20T10:11:20.000Z",
      "rollback-triggered": "true",
      "rollback-needed": "false",
      // What is only a remark stands apart: a job that keys on `triggers` keys on what decided.
      triggers: '["authentication"]',
      "advisory-triggers": '["slow-rate"]',
      "failed-probes": '["chat"]',
      "known-good-config": "{}",
      "rollback-plan": "[]",
      "run-id": RUN_ID,
      "evidence-path": "/e.json",
      "summary-path": "/s.md",
    });
  });

  it("hand on what a restore job needs", () => {
    const given = outputs(badRelease(), PATHS);
    expect(given).toMatchObject({
      "rollback-needed": "true",
      "known-good-source": "deployments#17",
      "known-good-version": "2026.11.19-2",
      "known-good-commit": "c0ffee12",
      "next-known-good": "",
    });
    expect(JSON.parse(given["known-good-config"])).toEqual({ ...record().configuration, secretVersion: "7" });
    expect(JSON.parse(given["rollback-plan"])).toEqual(badRelease().verdict.rollbackPlan);
    expect(JSON.parse(given["rollback-plan"])).toContainEqual({
      ...{ field: "model", from: "example/model-1", to: "example/model-0", recorded: true, implicated: "yes" },
    });
  });

  it("hand on the record of a release that proceeded, as it can be read again", () => {
    const text = outputs(goodRelease(), PATHS)["next-known-good"];
    const parsed = parseRecord(text, { name: "the output", mend: "" });
    expect(parsed).toMatchObject({ ok: true, record: { environment: "production", parent: record().recordDigest } });
    expect(text).toBe(canonicalJson(JSON.parse(text)));
  });

  it.each([
    ["a check", proceedCheck()],
    ["a rollback that was verified", restoredWell()],
    ["a fan-in", fanIn(3, { checks: [] })],
  ])("offer no record of %s", (_name, example) => {
    expect(outputs(example, PATHS)["next-known-good"]).toBe("");
  });

  it("of a fan-in hand on the known-good that its legs share, and the plan of the worst", () => {
    expect(outputs(fanIn(), PATHS)).toMatchObject({
      "rollback-needed": "true",
      "known-good-source": "deployments#17",
      "rollback-plan": JSON.stringify(badRelease().verdict.rollbackPlan),
    });
    const apart = fanIn(12, { knownGood: { kind: "not-required" } });
    expect(outputs(apart, PATHS)).toMatchObject({ "known-good-config": "{}", "known-good-source": "" });
  });

  it("carry the whole verdict as versioned JSON", () => {
    const example = proceedCheck();
    expect(JSON.parse(outputs(example, PATHS).result)).toMatchObject({
      schema: "cometapi-release-gate/result",
      version: 1,
      run: { id: RUN_ID, name: "shop-assistant" },
      trimmed: false,
      verdict: example.verdict,
    });
  });

  it.each([
    ["the detail of the probes", 300, 300],
    ["the probes altogether", 5_000, 0],
  ])("trim %s where the result would be too large", (_name, count, kept) => {
    const example = refusedCredential();
    const [first] = example.verdict.probes;
    const probes = Array.from({ length: count }, (_, index) => ({
      ...first,
      key: `chat:${index}`,
      reason: "r".repeat(300),
    }));
    const { result } = outputs({ ...example, verdict: { ...example.verdict, probes } } as Evidence, PATHS);
    expect(Buffer.byteLength(result)).toBeLessThanOrEqual(MAX_RESULT_BYTES);
    const { trimmed, verdict } = JSON.parse(result);
    expect(trimmed).toBe(true);
    expect(verdict.decision).toBe("rollback");
    expect(verdict.probes).toHaveLength(kept);
  });
});
