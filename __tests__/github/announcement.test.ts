/** The annotation of the decision. */
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import type { GateResult } from "../../src/gate.ts";
import { report } from "../../src/github/runner.ts";
import { fail, probe, settings, times } from "../report/evidence-examples.ts";
import { decided, found, goodRelease } from "../report/release-examples.ts";
import { contextOf } from "../report/reports.ts";

const written: string[] = [];
beforeEach(() => {
  written.length = 0;
  jest.spyOn(process.stdout, "write").mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});

function announced(evidence: GateResult["evidence"]): readonly string[] {
  const outputs = { "evidence-path": "" } as GateResult["outputs"];
  const { report: reportSettings } = settings();
  report(
    {
      evidence,
      context: contextOf(evidence, settings()),
      settings: settings(),
      report: reportSettings,
      outputs,
      summary: "",
      failed: false,
      problems: [],
    },
    {},
  );
  return written.filter((line) => line.includes("release gate") || line.startsWith("proceed: "));
}

describe("a run that proceeds", () => {
  it("is a line of the log", () => {
    expect(announced(goodRelease())).toEqual([expect.stringMatching(/^proceed: .* pass; no trigger fired/)]);
  });

  it("is a warning with reason and actor where a person let a hold pass", () => {
    const capacity = probe("chat", times(10, fail("capacity", { status: 429 })));
    const run = {
      kind: "release",
      environment: "production",
      override: { reason: "quota is bought", actor: "ada" },
    } as const;
    const example = decided({ probes: [capacity], knownGood: found(), run });
    expect(announced(example)).toEqual([
      expect.stringMatching(
        /^::warning title=release gate%3A overridden::proceed: ada let capacity pass: quota is bought/,
      ),
    ]);
  });
});
