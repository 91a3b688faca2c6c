import { describe, expect, it } from "@jest/globals";
import type { Evidence } from "../../src/evidence/evidence.ts";
import { MAX_RESULT_BYTES, OUTPUTS, outputs } from "../../src/report/outputs.ts";
import { EXAMPLES, proceedCheck, RUN_ID, refusedCredential } from "./evidence-examples.ts";

const PATHS = { evidence: "/e.json", decisionRecord: "/d.json", junit: "/j.xml", summary: "/s.md" };

describe("the outputs", () => {
  it("are those of the contract, in its order, each described", () => {
    expect(OUTPUTS.map(({ name }) => name)).toEqual([
      ...["decision", "reason-code", "reason", "decided-at", "rollback-triggered", "rollback-needed", "triggers"],
      ...["failed-probes", "known-good-config", "known-good-source", "known-good-version", "known-good-commit"],
      ...["rollback-plan", "next-known-good", "run-id", "evidence-path", "decision-record-path", "junit-path"],
      ...["summary-path", "result"],
    ]);
    for (const { description } of OUTPUTS) expect(description).toMatch(/^\S.*[.]$/);
  });

  it.each(Object.entries(EXAMPLES))("all have a value, in the same order: %s", (_name, build) => {
    expect(Object.keys(outputs(build(), PATHS))).toEqual(OUTPUTS.map(({ name }) => name));
  });

  it("say what fired and what failed", () => {
    expect(outputs(refusedCredential(), PATHS)).toMatchObject({
      decision: "rollback",
      "reason-code": "authentication",
      "decided-at": "2026-11-20T10:11:20.000Z",
      "rollback-triggered": "true",
      "rollback-needed": "false",
      triggers: '["authentication","slow-rate"]',
      "failed-probes": '["chat"]',
      "known-good-config": "{}",
      "rollback-plan": "[]",
      "run-id": RUN_ID,
      "evidence-path": "/e.json",
      "summary-path": "/s.md",
    });
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
