import { describe, expect, it } from "@jest/globals";
import { decide } from "../../src/decision/decide.ts";
import type { ObservedRun, ProbeRun } from "../../src/evidence/evidence.ts";
import type { Verdict } from "../../src/evidence/verdict.ts";
import {
  checkOf,
  confirming,
  error,
  fail,
  firedIds,
  informing,
  mustFail,
  mustPass,
  pass,
  policyWith,
  recordOf,
  rehearsed,
  releaseOf,
  runOf,
  times,
  unsupported,
} from "./observed.ts";

const GOOD = mustPass("chat", times(5, pass));
const NO_ROUTE = mustPass("chat", [fail("route"), confirming(1, fail("route"))]);
const NO_MODEL = mustPass("chat", [fail("model"), confirming(1, fail("model"))]);
const UNREACHABLE = mustPass("chat", times(3, fail("tcp")));

/** A live release and its known-good, each as it answered. */
function decided(
  candidate: ProbeRun,
  knownGood: readonly ProbeRun[] | ObservedRun["rehearsal"],
  more: Partial<ObservedRun> = {},
): Verdict {
  const [rehearsal, probes] = Array.isArray(knownGood)
    ? [{ kind: "ran" as const, untested: [] }, rehearsed(...knownGood)]
    : [knownGood as ObservedRun["rehearsal"], []];
  const run = runOf([candidate, ...probes], {
    knownGood: recordOf("model-1"),
    release: releaseOf("model-2"),
    rehearsal,
    ...more,
  });
  return decide({ ...run, run: { ...run.run, live: true } });
}

describe("the table of decision.md, 'Rehearsal'", () => {
  it("good, good: proceed", () => {
    const verdict = decided(GOOD, [GOOD]);
    expect(verdict).toMatchObject({ decision: "proceed", reasonCode: "all-passed", rehearsal: { result: "good" } });
  });

  it("bad, good: rollback, and it helps", () => {
    const verdict = decided(NO_ROUTE, [GOOD]);
    expect(verdict).toMatchObject({ decision: "rollback", reasonCode: "route", rollbackNeeded: true });
    expect(verdict.reason).toContain("a rollback helps");
  });

  it("good, bad: hold, the way back is broken", () => {
    const verdict = decided(GOOD, [NO_ROUTE]);
    expect(verdict).toMatchObject({ decision: "hold", reasonCode: "rollback-target", failedProbes: [] });
    expect(verdict.rehearsal).toMatchObject({ result: "bad", triggers: ["route"] });
    expect(verdict.reason).toContain("the known-good release failed: route");
  });

  it("good, not testable: hold, the way back is unproven", () => {
    const verdict = decided(GOOD, { kind: "not-testable", reason: "the older secret is missing" });
    expect(verdict).toMatchObject({ decision: "hold", reasonCode: "rollback-target" });
    expect(verdict.reason).toContain("the older secret is missing");
    for (const unasked of [[], [mustPass("chat", [error()])], [mustPass("chat", []), mustFail("responses", [error()])]])
      expect(decided(GOOD, unasked)).toMatchObject({
        decision: "hold",
        reasonCode: "rollback-target",
        rehearsal: { result: "not-testable" },
      });
  });

  it("bad, bad with the same trigger: rollback, which would not help", () => {
    const verdict = decided(NO_ROUTE, [NO_ROUTE]);
    expect(verdict).toMatchObject({
      decision: "rollback",
      reasonCode: "rollback-would-not-help",
      rollbackTriggered: true,
      rollbackNeeded: false,
    });
    expect(verdict.reason).toMatch(
      /meets the same \([a-z-]+(?:, [a-z-]+)*\); look at provider, network and credential\.$/,
    );
  });

  it("bad, bad otherwise: rollback, and the reason says that the way back failed too", () => {
    const verdict = decided(NO_ROUTE, [NO_MODEL]);
    expect(verdict).toMatchObject({ decision: "rollback", reasonCode: "route", rollbackNeeded: true });
    expect(verdict.reason).toContain("The way back failed too");
    expect(firedIds(verdict)).toEqual(["route"]);
  });

  it("bad, not testable: rollback, and the reason says so", () => {
    const verdict = decided(NO_ROUTE, { kind: "not-testable", reason: "no key for it" });
    expect(verdict).toMatchObject({ decision: "rollback", reasonCode: "route", rollbackNeeded: true });
    expect(verdict.reason).toContain("could not be tested: no key for it");
  });
});

describe("a rehearsal", () => {
  it("never moves the candidate's triggers, its probes or its strength", () => {
    const alone = decided(GOOD, { kind: "off" });
    const beside = decided(GOOD, [NO_ROUTE, UNREACHABLE]);
    expect(alone.rehearsal).toBeNull();
    expect(firedIds(beside)).toEqual(["rollback-target"]);
    expect({ ...beside, probes: [] }).toMatchObject({ strength: alone.strength, failedProbes: [] });
    expect(beside.probes).toEqual(alone.probes);
    expect(beside.rehearsal?.probes.map(({ result }) => result)).toEqual(["fail", "fail"]);
  });

  it("does not lend the candidate its successes", () => {
    expect(decided(mustPass("chat", [pass]), [GOOD]).reasonCode).toBe("insufficient-evidence");
    const notHere = mustPass("responses", [unsupported, confirming(1, unsupported)]);
    expect(decided(notHere, [GOOD]).reasonCode).toBe("route");
  });

  it("proves nothing where money, load or reach stopped it: that is no failure of the release that was asked", () => {
    const loaded = mustPass("chat", times(3, fail("capacity")));
    for (const stopped of [UNREACHABLE, loaded, mustPass("chat", [pass])]) {
      expect(decided(GOOD, [stopped])).toMatchObject({ decision: "hold", rehearsal: { result: "not-testable" } });
      const verdict = decided(NO_ROUTE, [stopped]);
      expect(verdict).toMatchObject({ decision: "rollback", reasonCode: "route", rollbackNeeded: true });
      expect(verdict.reason).toContain("The way back is unproven");
    }
  });

  it("is no bad one where it was asked with what may not be its own", () => {
    const assumed = ["was asked with secret version 7 and not with its own, 6 (known-good-api-key)"];
    const run = runOf([NO_ROUTE, ...rehearsed(NO_ROUTE)], {
      knownGood: recordOf("model-1"),
      release: releaseOf("model-2"),
      rehearsal: { kind: "ran", untested: [], assumed },
    });
    const verdict = decide({ ...run, run: { ...run.run, live: true } });
    expect(verdict).toMatchObject({ decision: "rollback", reasonCode: "route", rollbackNeeded: true });
    expect(verdict.reason).toContain("the known-good release failed (route), but was asked with secret version 7");
    const good = runOf([NO_ROUTE, ...rehearsed(GOOD)], { ...run, rehearsal: { kind: "ran", untested: [], assumed } });
    expect(decide({ ...good, probes: [NO_ROUTE, ...rehearsed(GOOD)] }).rehearsal?.result).toBe("good");
  });

  it("fails the same way only where each probe behind the rollback does", () => {
    const responses = mustPass("responses", times(3, fail("provider-5xx")));
    const chat = mustPass("chat", times(3, fail("provider-5xx")));
    const answers = mustPass("responses", times(5, pass));
    const both = (known: readonly ProbeRun[]) => {
      const run = runOf([chat, responses, ...rehearsed(...known)], {
        knownGood: recordOf("model-1"),
        release: releaseOf("model-2"),
        rehearsal: { kind: "ran", untested: [] },
      });
      return decide({ ...run, run: { ...run.run, live: true } });
    };
    expect(both([chat, responses])).toMatchObject({ reasonCode: "rollback-would-not-help", rollbackNeeded: false });
    expect(both([chat, answers])).toMatchObject({ reasonCode: "error-rate", rollbackNeeded: true });
    expect(both([chat])).toMatchObject({ reasonCode: "error-rate", rollbackNeeded: true });
  });

  it("is compared by what rolls back, and not by what holds beside it", () => {
    const loaded = mustPass("responses", times(3, fail("capacity")));
    const run = runOf([NO_ROUTE, loaded, ...rehearsed(NO_ROUTE)], {
      knownGood: recordOf("model-1"),
      release: releaseOf("model-2"),
      rehearsal: { kind: "ran", untested: [] },
    });
    expect(decide(run).reasonCode).toBe("rollback-would-not-help");
  });

  it("is good when only advisory triggers fired", () => {
    const informed = decided(GOOD, [GOOD, informing([fail("model"), confirming(1, fail("model"))])]);
    expect(informed).toMatchObject({ decision: "proceed", rehearsal: { result: "good", triggers: [] } });
  });

  it("that fails in the same way as a hold does not make it a rollback", () => {
    expect(decided(UNREACHABLE, [UNREACHABLE])).toMatchObject({ decision: "hold", reasonCode: "unreachable" });
  });

  it("moves nothing where the policy made rollback-target advisory", () => {
    expect(decided(GOOD, [NO_ROUTE], { policy: policyWith({ "rollback-target": "advisory" }) }).decision).toBe(
      "proceed",
    );
  });

  it("that shares only a hold with the candidate leaves the rollback a help", () => {
    const run = runOf([NO_ROUTE, mustPass("responses", times(3, fail("tcp"))), ...rehearsed(UNREACHABLE)], {
      knownGood: recordOf("model-1"),
      release: releaseOf("model-2"),
      rehearsal: { kind: "ran", untested: [] },
    });
    expect(firedIds(decide(run))).toEqual(["route", "unreachable"]);
    expect(decide(run).reasonCode).toBe("route");
  });

  it("is unproven where no time or budget was left to ask it, and says so", () => {
    for (const [reason, said] of [
      ["deadline", "no time was left (deadline)"],
      ["max-requests", "no request was left (max-requests)"],
    ] as const) {
      const verdict = decided(NO_ROUTE, [mustPass("chat", [pass, pass, error(reason)])]);
      expect(verdict).toMatchObject({ reasonCode: "route", rehearsal: { result: "not-testable", triggers: [] } });
      expect(verdict.reason).toContain(`was not asked chat to the end: ${said}`);
    }
  });

  it("that failed before the time was over has failed", () => {
    const cut = mustPass("chat", [fail("route"), confirming(1, fail("route")), error("deadline")]);
    expect(decided(NO_ROUTE, [cut]).reasonCode).toBe("rollback-would-not-help");
  });

  it("is unproven as a whole where a body of its own could not be read, unless what was asked failed", () => {
    const rehearsal = {
      kind: "ran" as const,
      untested: ["responses sends body.json, which cannot be read: it is gone"],
    };
    const asking = (one: ProbeRun) =>
      decide(
        runOf([NO_ROUTE, ...rehearsed(one)], {
          knownGood: recordOf("model-1"),
          release: releaseOf("model-2"),
          rehearsal,
        }),
      );
    expect(asking(GOOD)).toMatchObject({ reasonCode: "route", rehearsal: { result: "not-testable" } });
    expect(asking(GOOD).reason).toContain("body.json, which cannot be read: it is gone");
    expect(asking(NO_ROUTE)).toMatchObject({ reasonCode: "rollback-would-not-help", rehearsal: { result: "bad" } });
  });
});

describe("a service that fails while the API behind it does", () => {
  const service = (...outcomes: Parameters<typeof mustPass>[1][number][]) => ({
    ...mustPass("app", outcomes),
    case: null,
  });
  const down = (category: Parameters<typeof fail>[0]) => mustPass("chat", times(3, fail(category)));
  const both = (own: ProbeRun, other: ProbeRun, known: readonly ProbeRun[]) =>
    decide({
      ...runOf([own, other, ...rehearsed(...known)], {
        knownGood: recordOf("model-1"),
        release: releaseOf("model-2"),
        rehearsal: { kind: "ran", untested: [] },
      }),
      run: { ...runOf([]).run, live: true },
    });

  it.each(["provider-5xx", "authentication", "capacity"] as const)(
    "is not ordered back where the known-good release meets the same: %s",
    (category) => {
      const verdict = both(service(...times(3, fail("provider-5xx"))), down(category), [down(category)]);
      expect(verdict).toMatchObject({ reasonCode: "rollback-would-not-help", rollbackNeeded: false });
      expect(verdict.reason).toContain("the known-good release meets the same");
      expect(verdict.reason).toMatch(/look at provider, network and credential, and apart from that at the service/);
    },
  );

  it("is ordered back where the known-good release is answered", () => {
    for (const category of ["provider-5xx", "authentication", "capacity"] as const)
      expect(both(service(...times(3, fail("provider-5xx"))), down(category), [GOOD]).rollbackNeeded).toBe(true);
  });

  it("is ordered back for what it does wrong by itself, and where another probe of the API passes", () => {
    const wrong = service(fail("app-behaviour"), confirming(1, fail("app-behaviour")));
    expect(both(wrong, down("provider-5xx"), [down("provider-5xx")]).rollbackNeeded).toBe(true);
    const run = runOf(
      [
        service(...times(3, fail("provider-5xx"))),
        down("provider-5xx"),
        mustPass("responses", times(5, pass)),
        ...rehearsed(down("provider-5xx")),
      ],
      {
        knownGood: recordOf("model-1"),
        release: releaseOf("model-2"),
        rehearsal: { kind: "ran", untested: [] },
      },
    );
    expect(decide({ ...run, run: { ...run.run, live: true } }).rollbackNeeded).toBe(true);
  });

  it("is said beside it where the known-good release was not asked", () => {
    const verdict = both(service(...times(3, fail("provider-5xx"))), down("capacity"), []);
    expect(verdict.reason).toContain("Asked directly: quota, balance or a rate limit stopped the requests on chat.");
  });
});

describe("what a check found beside probes that the known-good release fails as well", () => {
  const DOWN = mustPass("chat", times(3, fail("provider-5xx")));
  const beside = (candidate: ProbeRun, knownGood: readonly ProbeRun[], check: ReturnType<typeof checkOf>) =>
    decided(candidate, knownGood, { checks: [check] });
  const FAILED_TESTS = checkOf("results", { trigger: "app-behaviour", severity: "rollback" });
  const METRIC = checkOf("metrics", { trigger: "metric-limit", severity: "rollback" });
  const LEAKING_LOGS = checkOf("logs", { trigger: "sensitive-exposure", severity: "rollback" });

  it.each([
    ["tests that failed", FAILED_TESTS],
    ["logs that show a secret", LEAKING_LOGS],
    ["a metric beyond its limit, where the endpoint refuses the release alone", METRIC],
  ])("keeps the order: %s", (_what, check) => {
    const [candidate, knownGood] = check === METRIC ? [NO_ROUTE, NO_MODEL] : [DOWN, DOWN];
    expect(beside(candidate, [knownGood], check)).toMatchObject({
      decision: "rollback",
      rollbackNeeded: true,
      rehearsal: { result: "bad" },
    });
  });

  it("follows from an API that is down for both: a metric of the service", () => {
    for (const category of ["provider-5xx", "authentication", "capacity"] as const) {
      const down = mustPass("chat", times(3, fail(category)));
      expect(beside(down, [down], METRIC)).toMatchObject({
        reasonCode: "rollback-would-not-help",
        rollbackNeeded: false,
      });
      expect(beside(down, [GOOD], METRIC)).toMatchObject({ decision: "rollback", rollbackNeeded: true });
    }
    const half = runOf([DOWN, mustPass("responses", times(5, pass)), ...rehearsed(DOWN)], {
      knownGood: recordOf("model-1"),
      release: releaseOf("model-2"),
      rehearsal: { kind: "ran", untested: [] },
      checks: [METRIC],
    });
    expect(decide({ ...half, run: { ...half.run, live: true } }).rollbackNeeded).toBe(true);
  });

  it("does not keep the order where it asked nothing that differs, as the reference pages", () => {
    const drift = checkOf("docs", { trigger: "contract-drift", severity: "rollback" });
    const policy = policyWith({ "contract-drift": "rollback" });
    expect(decided(DOWN, [DOWN], { checks: [drift], policy })).toMatchObject({
      reasonCode: "rollback-would-not-help",
      rollbackNeeded: false,
    });
  });
});
