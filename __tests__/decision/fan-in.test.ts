import { describe, expect, it } from "@jest/globals";
import { decide } from "../../src/decision/decide.ts";
import type { ObservedRun, ProbeRun } from "../../src/evidence/evidence.ts";
import type { Leg } from "../../src/evidence/leg.ts";
import type { Verdict } from "../../src/evidence/verdict.ts";
import {
  checkOf,
  confirming,
  fail,
  fanInOf,
  firedIds,
  legOf as liveLeg,
  mustPass,
  pass,
  policyWith,
  recordOf,
  releaseOf,
  runOf,
  times,
} from "./observed.ts";

const GOOD = mustPass("chat", times(5, pass));
const NO_ROUTE = mustPass("chat", [fail("route"), confirming(1, fail("route"))]);
const OVERLOADED = mustPass("chat", [...times(7, pass), ...times(3, fail("capacity"))]);

const legOf = (label: string, probe: ProbeRun, more: Partial<ObservedRun> = {}): Leg =>
  liveLeg(label, runOf([probe], more), true);

function together(legs: readonly Leg[], more: Partial<ObservedRun> = {}): Verdict {
  return decide(fanInOf(legs, more));
}

describe("many legs, one decision", () => {
  it("proceeds when all proceed", () => {
    const verdict = together([legOf("eu", GOOD), legOf("us", GOOD)]);
    expect(verdict).toMatchObject({ decision: "proceed", reasonCode: "all-passed", reason: "all 2 legs proceed." });
    expect(verdict.probes.map(({ key }) => key)).toEqual(["eu chat", "us chat"]);
  });

  it("is the decision of the worst leg, which is named first", () => {
    const verdict = together([legOf("ap", GOOD), legOf("eu", OVERLOADED), legOf("us", NO_ROUTE)]);
    expect(verdict).toMatchObject({ decision: "rollback", reasonCode: "route", rollbackTriggered: true });
    expect(verdict.reason).toMatch(/^1 of 3 legs: rollback\. us: route: /);
    expect(verdict.reason).not.toContain("Also rollback");
    expect(verdict.failedProbes).toEqual(["us chat", "eu chat"]);
    expect(firedIds(verdict)).toEqual(["route", "capacity"]);
    expect(together([legOf("ap", GOOD), legOf("eu", OVERLOADED)])).toMatchObject({
      decision: "hold",
      reasonCode: "capacity",
    });
  });

  it("names every leg of the worst decision, and each leg beside its own probes", () => {
    const verdict = together([legOf("us", NO_ROUTE), legOf("eu", NO_ROUTE)]);
    expect(verdict.reason).toMatch(/^2 of 2 legs: rollback\. eu: .* Also rollback: us\.$/);
    expect(verdict.triggers[0]).toMatchObject({ id: "route", probes: ["eu chat", "us chat"] });
  });

  it("does not depend on the order in which the legs arrived", () => {
    const legs = [legOf("us", NO_ROUTE), legOf("eu", OVERLOADED), legOf("ap", GOOD)];
    expect(together(legs.toReversed())).toEqual(together(legs));
  });

  it("needs a rollback when one of its legs does, by that leg's plan", () => {
    const record = { knownGood: recordOf("model-1"), release: releaseOf("model-2") };
    const legs = [legOf("ap", GOOD, record), legOf("eu", NO_ROUTE, record)];
    expect(together(legs)).toMatchObject({
      rollbackNeeded: true,
      rollbackPlan: [{ field: "model", from: "model-2", to: "model-1" }],
    });
    expect(together([legOf("eu", NO_ROUTE)]).rollbackNeeded).toBe(false);
  });

  it("is overridden where a person let one of its legs pass", () => {
    const held = legOf("eu", OVERLOADED);
    const override = { reason: "quota raised, INC-7", actor: "octocat" };
    const run = runOf([OVERLOADED]);
    const passed = { ...held, verdict: decide({ ...run, run: { ...run.run, override } }) };
    const verdict = together([passed, legOf("us", GOOD)]);
    expect(verdict).toMatchObject({ decision: "proceed", reasonCode: "overridden" });
    expect(verdict.reason).toContain("all 2 legs proceed. eu: octocat let capacity pass: quota raised, INC-7");
  });

  it("says that a rollback would not help only where all of the worst legs say so", () => {
    const same = { knownGood: recordOf("model-2"), release: releaseOf("model-2") };
    const helpless = legOf("eu", NO_ROUTE, same);
    expect(together([helpless, legOf("us", GOOD)]).reasonCode).toBe("rollback-would-not-help");
    expect(together([helpless, legOf("us", NO_ROUTE)]).reasonCode).toBe("route");
  });

  it("speaks first of the leg that a rollback helps, and last of the one that it would not", () => {
    const helpless = legOf("ap", NO_ROUTE, { knownGood: recordOf("model-2"), release: releaseOf("model-2") });
    const helped = legOf("us", NO_ROUTE, { knownGood: recordOf("model-1"), release: releaseOf("model-2") });
    const neither = legOf("eu", NO_ROUTE);
    expect(together([helpless, helped, neither]).reason).toMatch(
      /^3 of 3 legs: rollback\. us: .* Also rollback: eu, ap\.$/,
    );
  });

  it("holds when no leg left evidence, and when a leg is missing", () => {
    expect(together([])).toMatchObject({ decision: "hold", reasonCode: "insufficient-evidence" });
    const missing = checkOf("legs", { trigger: "insufficient-evidence", severity: "hold" });
    expect(together([legOf("eu", GOOD)], { checks: [missing] })).toMatchObject({
      decision: "hold",
      reasonCode: "insufficient-evidence",
    });
  });
});

describe("what fired in one leg of many", () => {
  const probes = (first: ProbeRun) => [
    first,
    mustPass("responses", times(5, pass)),
    mustPass("responses-stream", times(5, pass)),
  ];
  const leg = (label: string, first = GOOD, more: Partial<ObservedRun> = {}) =>
    liveLeg(label, runOf(probes(first), more));
  const twelve = (...bad: readonly ProbeRun[]) =>
    Array.from({ length: 12 }, (_, i) => leg(`leg-${String(i).padStart(2, "0")}`, bad[i] ?? GOOD));
  const failing = (...pattern: readonly boolean[]) =>
    mustPass(
      "chat",
      pattern.map((bad) => (bad ? fail("provider-5xx") : pass)),
    );
  const late = failing(true, false, false, false, true, false, false, true);
  const early = failing(true, false, true, false, true);

  it("is a doubt where chance gives as much, with the sentence that says how often and what would have been enough", () => {
    expect(leg("leg-00", late).verdict.decision).toBe("rollback");
    const verdict = together(twelve(late));
    expect(verdict).toMatchObject({ decision: "hold", reasonCode: "inconclusive-rate", rollbackNeeded: false });
    expect(verdict.reason).toBe(
      "1 of 12 legs: hold. leg-00: chat: 3 of 8 attempts failed, mostly provider-5xx; 3 are too many: one of 36 probes, which chance alone gives in 43% of such runs; 3 of the first 5 would have been a rollback.",
    );
    expect(firedIds(verdict)).toEqual(["inconclusive-rate"]);
  });

  it("stays a rollback where it fired too early for chance, and where too many fired", () => {
    expect(together(twelve(early)).decision).toBe("rollback");
    expect([1, 2, 3, 4].map((count) => together(twelve(...times(count, late))).decision)).toEqual([
      "hold",
      "hold",
      "hold",
      "rollback",
    ]);
  });

  it("finds no witness for a rollback in legs that one would not help, which stay what they are", () => {
    const same = { knownGood: recordOf("model-2"), release: releaseOf("model-2") };
    const other = { knownGood: recordOf("model-1"), release: releaseOf("model-2") };
    const legs = (...firstThree: readonly Leg[]) => [
      leg("leg-11", late, other),
      ...firstThree,
      ...twelve().slice(0, 8),
    ];
    const helpless = ["eu", "us", "ap"].map((label) => leg(label, late, same));
    const helped = ["eu", "us", "ap"].map((label) => leg(label, late, other));
    const verdict = together(legs(...helpless));
    expect(verdict).toMatchObject({ decision: "rollback", reasonCode: "rollback-would-not-help" });
    expect(verdict.reason).toMatch(/^3 of 12 legs: rollback\. .* Also rollback: eu, us\.$/);
    expect(verdict.triggers).toContainEqual(
      expect.objectContaining({ id: "inconclusive-rate", severity: "hold", probes: ["leg-11 chat"] }),
    );
    expect(together(legs(...helped)).reason).toMatch(/^4 of 12 legs: rollback\. /);
  });

  it("stays what it is where it is certain, where one occurrence is enough, and where nothing is fanned in", () => {
    expect(together(twelve(NO_ROUTE)).decision).toBe("rollback");
    expect(together(twelve(mustPass("chat", [fail("sensitive-exposure")]))).decision).toBe("rollback");
    expect(together([leg("alone", late)]).decision).toBe("rollback");
  });

  it("holds although the policy thinks nothing of a probe's doubt: the trigger fired", () => {
    const policy = policyWith({ "inconclusive-rate": "advisory" });
    const legs = twelve(late).map((one, i) => (i === 0 ? leg("leg-00", late, { policy }) : one));
    expect(together(legs, { policy })).toMatchObject({ decision: "hold", reasonCode: "inconclusive-rate" });
  });

  it("is judged by the plan that its own leg had", () => {
    const policy = policyWith({}, { maxFailures: { chat: { failures: 2, of: 10 } } });
    const strict = twelve().map((one, i) => (i === 0 ? leg("leg-00", late, { policy }) : one));
    expect(together(strict).reason).toContain("3 of the first 5 would have been a rollback");
  });

  it("is judged by the plan of its own route, where that has one", () => {
    const policy = policyWith({}, { maxFailures: { "app:chat": { failures: 0, of: 10 } } });
    const route = mustPass("app", [...times(4, pass), fail("provider-5xx")], { key: "app:chat", case: "chat" });
    const legs = twelve().map((one, i) => (i === 0 ? leg("leg-00", route, { policy }) : one));
    // 22.6% of its plans fire by chance, and 1.56% of each of the 35 others.
    expect(together(legs).reason).toContain("one of 36 probes, which chance alone gives in 55% of such runs");
  });
});
