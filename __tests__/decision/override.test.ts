/** decision.md, "A person decides otherwise": which holds a person may let pass, and what is said of it. */
import { describe, expect, it } from "@jest/globals";
import { decide } from "../../src/decision/decide.ts";
import type { Category } from "../../src/evidence/categories.ts";
import type { ObservedRun } from "../../src/evidence/evidence.ts";
import { nextKnownGood } from "../../src/evidence/next-known-good.ts";
import { TRIGGER_IDS, TRIGGERS } from "../../src/evidence/triggers.ts";
import type { Verdict } from "../../src/evidence/verdict.ts";
import { checkOf, confirming, fail, mustPass, pass, releaseOf, runOf, times, UNUSABLE } from "./observed.ts";

const OVERRIDE = { reason: "the quota is raised at noon, see INC-7", actor: "octocat" };

function decided(run: ObservedRun, override: ObservedRun["run"]["override"] | null = OVERRIDE): Verdict {
  return decide({ ...run, run: { ...run.run, live: true, ...(override == null ? {} : { override }) } });
}

const failing = (category: Category, count = 3) => runOf([mustPass("chat", times(count, fail(category)))]);

it("may let pass what product.md and decision.md name, and nothing else", () => {
  expect(TRIGGER_IDS.filter((id) => TRIGGERS[id].mayBeOverridden).sort()).toEqual([
    "capacity",
    "contract-drift",
    "empty-output",
    "inconclusive-rate",
    "readiness",
    "stream-unterminated",
    "template",
    "unreachable",
  ]);
});

describe("a hold about money, reach or doubt", () => {
  it.each<Category>(["capacity", "tcp", "empty-output", "stream-unterminated"])("%s proceeds", (category) => {
    const verdict = decided(failing(category));
    expect(verdict).toMatchObject({ decision: "proceed", reasonCode: "overridden", productionRisk: false });
    expect(verdict.reason).toContain(`octocat let ${verdict.triggers[0]?.id} pass: ${OVERRIDE.reason}`);
    expect(decided(failing(category), null).decision).toBe("hold");
  });

  it("leaves no next known-good: nothing was verified", () => {
    const run = { ...failing("capacity"), release: releaseOf("model-1") };
    const released = {
      ...run,
      run: { ...run.run, environment: "production", kind: "release" as const, override: OVERRIDE },
    };
    const evidence = { ...released, verdict: decide(released), digest: `sha256:${"0".repeat(64)}` };
    expect(evidence.verdict.decision).toBe("proceed");
    expect(nextKnownGood(evidence)).toBeNull();
  });

  it("names nobody where nobody is known", () => {
    expect(decided(failing("capacity"), { ...OVERRIDE, actor: null }).reason).toMatch(/^Somebody let capacity pass: /);
  });
});

describe("what nobody can let pass", () => {
  it.each<[string, ObservedRun, string]>([
    ["a rollback", runOf([mustPass("chat", [fail("route"), confirming(1, fail("route"))])]), "route"],
    ["an exposure", failing("sensitive-exposure", 1), "sensitive-exposure"],
    ["a run without evidence", runOf([]), "insufficient-evidence"],
    ["a broken way back", { ...runOf([mustPass("chat", times(5, pass))]), knownGood: UNUSABLE }, "rollback-target"],
    [
      "a mistake in the settings",
      runOf([], { checks: [checkOf("settings", { trigger: "configuration", severity: "hold" })] }),
      "configuration",
    ],
  ])("%s", (_what, run, id) => {
    const without = decided(run, null);
    const verdict = decided(run);
    expect(verdict.decision).toBe(without.decision);
    expect(verdict.reasonCode).toBe(without.reasonCode);
    expect(verdict.reason).toContain(`The override changes nothing: it cannot let ${id} pass.`);
  });

  it("a hold that it may let pass beside one that it may not", () => {
    const run = { ...failing("capacity"), knownGood: UNUSABLE };
    expect(decided(run)).toMatchObject({ decision: "hold" });
  });
});

it("says nothing where the release passes", () => {
  const good = runOf([mustPass("chat", times(5, pass))]);
  expect(decided(good)).toEqual(decided(good, null));
});
