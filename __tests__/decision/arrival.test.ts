/** decision.md, "Has the release arrived?": another version that answers, and a wait that ran out. */
import { describe, expect, it } from "@jest/globals";
import { decide } from "../../src/decision/decide.ts";
import { nextStep, samplingPlan } from "../../src/decision/sampling.ts";
import type { Arrival } from "../../src/evidence/arrival.ts";
import type { Attempt } from "../../src/evidence/attempt.ts";
import type { Category } from "../../src/evidence/categories.ts";
import type { ObservedRun, ProbeRun } from "../../src/evidence/evidence.ts";
import { OF_ANY_VERSION } from "../../src/evidence/finding.ts";
import { type KnownGoodContent, sealRecord } from "../../src/evidence/known-good.ts";
import type { Verdict } from "../../src/evidence/verdict.ts";
import { defaultPolicy } from "../../src/settings/policy/policy.ts";
import {
  attemptsOf,
  checkOf,
  confirming,
  fail,
  firedIds,
  mustPass,
  pass,
  recordOf,
  releaseOf,
  runOf,
  type Seen,
  times,
} from "./observed.ts";

/** An answer of the version that was there before. */
const OLD: Seen = {
  outcome: {
    kind: "error",
    reason: "other-version",
    versions: { answered: "v1", underTest: "v2", saidIn: "x-app-version" },
  },
};

/** A failure of an answer that said that it comes from the version under test. */
const failOfNew = (category: Category): Seen => ({
  outcome: { kind: "fail", category, observed: { versionUnderTest: true } },
});

/** A record of the version v1. */
const KNOWN_GOOD = ((): ObservedRun["knownGood"] => {
  const state = recordOf("model-1");
  if (state.kind !== "record") throw new Error("no record");
  const { recordDigest: _, ...content } = state.record;
  return { ...state, record: sealRecord({ ...content, deploymentVersion: "v1" }) };
})();

/** A live release whose service answered so. */
function decided(
  probes: readonly ProbeRun[],
  more: Partial<ObservedRun> = {},
  run: Partial<ObservedRun["run"]> = {},
): Verdict {
  const observed = runOf(probes, { knownGood: KNOWN_GOOD, release: releaseOf("model-2"), ...more });
  return decide({ ...observed, run: { ...observed.run, live: true, ...run } });
}

const app = (...seen: readonly Seen[]) => mustPass("app", seen);

const WAITED: Arrival = {
  result: "not-ready",
  withinMs: 180_000,
  waitedMs: 180_000,
  requests: 36,
  asDeclared: 0,
  other: null,
  last: { status: 503, category: "provider-5xx", versions: null },
};

describe("a service that answers with another version", () => {
  it("is a hold that names both versions, and needs no restoring where the other one is the known-good's", () => {
    const verdict = decided([app(...times(5, OLD))]);
    expect(verdict).toMatchObject({ decision: "hold", reasonCode: "rollout-incomplete", rollbackNeeded: false });
    expect(verdict.reason).toContain("5 of 5 answers came from v1, not from v2");
    expect(verdict.reason).toContain("that is the known-good release, so nothing needs restoring");
    expect(firedIds(verdict)).toEqual(["rollout-incomplete"]);
  });

  it("holds where old pods answer among new ones", () => {
    const verdict = decided([app(pass, OLD, pass, OLD, pass)]);
    expect(verdict).toMatchObject({ decision: "hold", reasonCode: "rollout-incomplete" });
    expect(verdict.reason).toContain("2 of 5 answers came from v1, not from v2");
    expect(verdict.reason).not.toContain("nothing needs restoring");
    expect(verdict.probes[0]).toMatchObject({ result: "partial", attempts: 3, passes: 3 });
  });

  it("never counts as a failure, nor do failures beside it that do not say which version gave them", () => {
    const draining = [OLD, fail("provider-5xx"), fail("connection-lost"), fail("provider-5xx"), pass];
    expect(decided([app(...draining)])).toMatchObject({ decision: "hold", reasonCode: "rollout-incomplete" });
  });

  it.each([
    ["hold", "of any version", OF_ANY_VERSION, [pass, pass, OLD, pass, OLD]],
    ["rollback", "of the release alone", "metric-limit", [pass, pass, OLD, pass, OLD]],
    ["rollback", "of any version, of which one serves", OF_ANY_VERSION, times(5, pass)],
  ])("orders a %s by a metric %s", (decision, _whose, rule, seen) => {
    const metrics = checkOf("metrics", { trigger: "metric-limit", severity: "rollback" });
    const checks = [{ ...metrics, findings: metrics.findings.map((finding) => ({ ...finding, rule })) }];
    expect(decide(runOf([app(...seen)], { checks })).decision).toBe(decision);
  });

  it("orders nothing by a metric of any version where records of the service show another version", () => {
    const metrics = checkOf("metrics", { trigger: "metric-limit", severity: "rollback" });
    const findings = metrics.findings.map((finding) => ({ ...finding, rule: OF_ANY_VERSION }));
    const logs = checkOf("logs", { trigger: "rollout-incomplete", severity: "hold" });
    const verdict = decide(runOf([app(...times(5, pass))], { checks: [{ ...metrics, findings }, logs] }));
    expect(verdict.decision).toBe("hold");
    expect(verdict.triggers.find(({ id }) => id === "metric-limit")?.detail).toContain("does not tell them apart");
  });

  it("takes no failure of another route of the service for this release's, as of one that the old version has not", () => {
    const missing = [fail("app-behaviour"), confirming(1, fail("app-behaviour"))];
    const at = (name: string, host: string, seen: readonly Seen[]) =>
      mustPass("app", seen, { key: `app:${name}`, case: name, where: { host, key: null } });
    const chat = at("chat", "app.example", times(5, OLD));
    const beside = decided([chat, at("search", "app.example", missing)]);
    expect(beside).toMatchObject({ decision: "hold", reasonCode: "rollout-incomplete" });
    expect(firedIds(beside)).toEqual(["rollout-incomplete"]);
    expect(beside.probes[1]).toMatchObject({ result: "not_tested", reason: "nobody knows which version failed" });
    // Another host is another service, and a provider is none.
    for (const other of [
      at("search", "search.example", missing),
      mustPass("chat", [fail("route"), confirming(1, fail("route"))]),
    ])
      expect(decided([chat, other]).decision).toBe("rollback");
    const leaking = at("search", "app.example", [fail("sensitive-exposure")]);
    expect(decided([chat, leaking]).reasonCode).toBe("sensitive-exposure");
  });

  it("does not hide what the version under test got wrong", () => {
    const bad = failOfNew("app-behaviour");
    const certain = decided([app(OLD, bad, confirming(2, bad))]);
    expect(certain).toMatchObject({ decision: "rollback", reasonCode: "app-behaviour", rollbackNeeded: true });
    const rate = decided([app(OLD, ...times(3, failOfNew("provider-5xx")), OLD)]);
    expect(rate).toMatchObject({ decision: "rollback", reasonCode: "error-rate" });
  });

  it("does not hide a key that came back", () => {
    expect(decided([app(OLD, fail("sensitive-exposure"))])).toMatchObject({
      decision: "rollback",
      reasonCode: "sensitive-exposure",
    });
  });

  it("leaves the orders about the API as they are, but restores nothing that is still there", () => {
    const bad = mustPass("chat", [fail("model"), confirming(1, fail("model"))]);
    expect(decided([bad, app(...times(5, OLD))])).toMatchObject({ decision: "rollback", rollbackNeeded: false });
    expect(decided([bad, app(OLD, pass, pass, pass, pass)])).toMatchObject({ rollbackNeeded: true });
  });

  it("is another release's where no record says that it is the known-good's", () => {
    const other = decided([app(...times(5, OLD))], { knownGood: recordOf("model-1") });
    expect(other.reason).not.toContain("known-good");
  });

  it("that was waited out is over after as many answers as a clean first look has, and not before", () => {
    const waited = (after: number) => {
      const attempts = attemptsOf(times(1 + after, pass)).map((attempt, i) =>
        i === 0
          ? {
              ...attempt,
              waitedOut: { answers: 3, versions: [{ answered: "1.9.0", underTest: "2.0.0", saidIn: "x-version" }] },
            }
          : attempt,
      );
      return decide(runOf([mustPass("app", [], { attempts })]));
    };
    expect(waited(4).decision).toBe("proceed");
    expect(waited(3)).toMatchObject({ decision: "hold", reasonCode: "rollout-incomplete" });
    expect(waited(3).reason).toContain("3 of 7 answers came from 1.9.0");
  });

  it("that was waited out on one route speaks for failures of another that do not say whose they are", () => {
    const where = { host: "app.example", key: null };
    const [first, ...others] = attemptsOf(times(5, pass));
    const settled = [{ ...first, waitedOut: { answers: 2, versions: [] } }, ...others] as Attempt[];
    const failing = mustPass("app", [fail("app-behaviour"), confirming(1, fail("app-behaviour"))], {
      key: "app:new",
      case: "new",
      where,
    });
    const ready = mustPass("app", [], { key: "app:ready", case: "ready", attempts: settled, where });
    expect(decide(runOf([ready, failing]))).toMatchObject({ decision: "hold", reasonCode: "rollout-incomplete" });
    expect(decide(runOf([{ ...ready, attempts: attemptsOf(times(5, pass)) }, failing])).decision).toBe("rollback");
  });

  it("is asked on: the question is still open", () => {
    const plan = samplingPlan({ key: "app", id: "app", polarity: "must-pass" }, defaultPolicy());
    expect(nextStep(attemptsOf([OLD]), plan, 0)).toEqual({ kind: "ask", look: "burst", count: 4 });
    expect(nextStep(attemptsOf(times(5, OLD)), plan, 0)).toEqual({ kind: "done" });
  });

  it("confirms nothing: the failure is sent again, until the sample is full", () => {
    const plan = samplingPlan({ key: "app", id: "app", polarity: "must-pass" }, defaultPolicy());
    const bad = failOfNew("app-behaviour");
    const asked = (n: number) => attemptsOf([bad, ...times(n, confirming(1, OLD))]);
    expect(nextStep(asked(1), plan, 0)).toEqual({ kind: "confirm", attempt: 1 });
    expect(nextStep(asked(8), plan, 1)).toEqual({ kind: "confirm", attempt: 1 });
    expect(nextStep(asked(9), plan, 1)).toEqual({ kind: "done" });
  });
});

describe("routes that were asked again beside the version", () => {
  const failing = mustPass("app", [fail("app-behaviour"), confirming(1, fail("app-behaviour"))]);
  const again = (passes: number, failures: number) =>
    decided([failing], {
      recheck: { probes: ["app"], requests: 10, other: null, again: [{ key: "app", passes, failures }] },
    });

  it("hold where they pass, and say what is not known", () => {
    expect(again(10, 0)).toMatchObject({ decision: "hold", reasonCode: "rollout-incomplete", rollbackNeeded: false });
    expect(again(10, 0).probes[0]).toMatchObject({
      result: "not_tested",
      reason: "nobody knows which version failed",
    });
    expect(again(10, 0).triggers.find(({ fired }) => fired)).toMatchObject({ probes: ["app"], observed: 2, n: 2 });
  });

  it("keep the order where they fail as before, or could not be asked, and in older evidence", () => {
    for (const [passes, failures] of [
      [9, 1],
      [0, 1],
      [0, 0],
    ] as const)
      expect(again(passes, failures)).toMatchObject({ decision: "rollback", reasonCode: "app-behaviour" });
    const older = { probes: ["app"], requests: 10, other: null };
    expect(decided([failing], { recheck: older })).toMatchObject({ decision: "rollback" });
  });

  it("never excuse what says that the version under test gave it", () => {
    const own = mustPass("app", [failOfNew("app-behaviour"), confirming(1, failOfNew("app-behaviour"))]);
    const recheck = { probes: ["app"], requests: 10, other: null, again: [{ key: "app", passes: 10, failures: 0 }] };
    expect(decided([own], { recheck })).toMatchObject({ decision: "rollback", reasonCode: "app-behaviour" });
  });
});

describe("whose the other version is", () => {
  const of = (answered: string | null, record: Partial<KnownGoodContent>, more: readonly string[] = []) => {
    const state = recordOf("model-1");
    if (state.kind !== "record") throw new Error("no record");
    const { recordDigest: _, ...content } = state.record;
    const versions = [answered, ...more].map(
      (version): Seen => ({
        outcome: {
          kind: "error",
          reason: "other-version",
          versions: { answered: version, underTest: null, saidIn: null },
        },
      }),
    );
    const knownGood = { ...state, record: sealRecord({ ...content, ...record }) };
    return decided([app(...versions)], { knownGood }).reason;
  };
  const ITS = "that is the known-good release";

  it.each<[string, Partial<KnownGoodContent>]>([
    ["v1", { deploymentVersion: "v1" }],
    ["41", { configVersion: "41" }],
    ["c0ffee0", { commit: "c0ffee0123456789" }],
    ["c0ffee0123456789", { commit: "c0ffee0123456789" }],
  ])("%s is the known-good's", (answered, record) => {
    expect(of(answered, record)).toContain(ITS);
  });

  it.each<[string | null, Partial<KnownGoodContent>, readonly string[]]>([
    ["v0", { deploymentVersion: "v1" }, []],
    ["c0ffee", { commit: "c0ffee0123456789" }, []],
    ["0ffee0123", { commit: "c0ffee0123456789" }, []],
    ["c0ffee0", { commit: null }, []],
    [null, { deploymentVersion: "v1" }, []],
    ["v1", { deploymentVersion: "v1" }, ["v0"]],
  ])("%s is not", (answered, record, more) => {
    expect(of(answered, record, more)).not.toContain(ITS);
  });

  it("is not said where nobody knows the known-good, or the answers do not say theirs", () => {
    expect(decided([app(OLD)], { knownGood: { kind: "missing" } }).reason).not.toContain(ITS);
    const silent: Seen = { outcome: { kind: "error", reason: "other-version" } };
    expect(decided([app(silent)]).reason).toContain(
      "1 of 1 answers do not say in what is declared that they come from the version under test.",
    );
  });

  it("stands in the trigger with the probe that saw it", () => {
    const report = decided([app(pass, OLD)]).triggers.find(({ id }) => id === "rollout-incomplete");
    expect(report).toMatchObject({ fired: true, probes: ["app"], observed: 1, n: 2 });
  });
});

describe("a wait that ran out", () => {
  it("is a hold that says what the service answered, and how long it was waited for", () => {
    const verdict = decided([], { arrival: WAITED });
    expect(verdict).toMatchObject({
      decision: "hold",
      reasonCode: "not-ready",
      rollbackNeeded: false,
      productionRisk: true,
    });
    expect(verdict.reason).toContain("after 3m of waiting the service still does not answer as declared (status 503)");
    expect(firedIds(verdict)).toEqual(["not-ready"]);
    const refused = decided([], { arrival: { ...WAITED, last: { status: null, category: "tcp", versions: null } } });
    expect(refused.reason).toContain("the service still gave no answer (tcp)");
  });

  const V1 = { answered: "v1", underTest: "v2", saidIn: "x-app-version" };

  it("is a rollout under way where another version answered", () => {
    const arrival: Arrival = { ...WAITED, result: "other-version", other: { answers: 36, versions: [V1] } };
    const verdict = decided([], { arrival });
    expect(verdict).toMatchObject({ decision: "hold", reasonCode: "rollout-incomplete" });
    expect(verdict.reason).toContain("36 of 36 answers came from v1, not from v2, after 3m of waiting");
    expect(verdict.reason).toContain("nothing needs restoring");
  });

  it("needs restoring where anything else answered, too: an error may be the new release's first", () => {
    const error: Arrival = { ...WAITED, result: "other-version", other: { answers: 35, versions: [V1] } };
    expect(decided([], { arrival: error }).reason).not.toContain("nothing needs restoring");
    const older = { ...V1, answered: "v0" };
    const third: Arrival = { ...WAITED, result: "other-version", other: { answers: 36, versions: [older, V1] } };
    expect(decided([], { arrival: third }).reason).toContain("36 of 36 answers came from v0, v1, not from v2");
    expect(decided([], { arrival: third }).reason).not.toContain("nothing needs restoring");
  });

  it("needs restoring where some of its answers came from the version under test", () => {
    const arrival: Arrival = {
      ...WAITED,
      result: "other-version",
      asDeclared: 5,
      other: { answers: 31, versions: [V1] },
    };
    const { reason } = decided([], { arrival });
    expect(reason).toContain("31 of 36 answers came from v1, not from v2");
    expect(reason).not.toContain("nothing needs restoring");
  });

  it("says so where nothing was asked, and where nothing was said", () => {
    expect(decided([], { arrival: { ...WAITED, last: null } }).reason).toContain(
      "the service was not asked after 3m of waiting",
    );
    const silent = { ...WAITED, last: { status: null, category: null, versions: null } };
    expect(decided([], { arrival: silent }).reason).toContain("the service still gave no answer.");
    const other = { answers: 4, versions: [{ ...V1, answered: null }] };
    expect(decided([], { arrival: { ...WAITED, result: "other-version", other } }).reason).toContain(
      "4 of 36 answers do not say in x-app-version that they come from v2, after 3m of waiting",
    );
  });

  it("rotates the key that the service sent back meanwhile", () => {
    const last = { status: 200, category: "sensitive-exposure" as const, versions: null };
    expect(decided([], { arrival: { ...WAITED, last } })).toMatchObject({ reasonCode: "sensitive-exposure" });
  });

  it("says nothing where the release arrived", () => {
    const verdict = decided([app(...times(5, pass))], { arrival: { ...WAITED, result: "ready" } });
    expect(verdict).toMatchObject({ decision: "proceed", reasonCode: "all-passed" });
  });
});

describe("after a rollback", () => {
  it("the bad version that still answers is 'not rolled back yet'", () => {
    const verdict = decided([app(...times(5, OLD))], {}, { mode: "verify-rollback" });
    expect(verdict).toMatchObject({ decision: "hold", reasonCode: "rollout-incomplete" });
    expect(verdict.reason).toContain("not rolled back yet: 5 of 5 answers came from v1, not from v2");
  });

  it("never says that a rollback would not help", () => {
    const bad = mustPass("chat", [fail("route"), confirming(1, fail("route"))]);
    const verdict = decided([bad], { release: releaseOf("model-1") }, { mode: "verify-rollback" });
    expect(verdict).toMatchObject({ decision: "rollback", reasonCode: "route" });
    expect(verdict.reason).not.toContain("would not help");
  });

  it("says what nobody tested where no answer says which version gave it", () => {
    const WHICH = "which version the service runs (nothing that is declared says it)";
    const restored = (...seen: readonly Seen[]) => decided([app(...seen)], {}, { mode: "verify-rollback" }).notTested;
    expect(restored(...times(5, pass))).toContain(WHICH);
    const said: Seen = { outcome: { kind: "pass", observed: { versionUnderTest: true } } };
    expect(restored(...times(5, said))).not.toContain(WHICH);
    expect(restored(...times(5, OLD))).not.toContain(WHICH);
    expect(decided([app(...times(5, pass))]).notTested).not.toContain(WHICH);
  });
});

describe("the sentence of a wait that ran out", () => {
  it.each<[string, Arrival["last"], RegExp]>([
    ["something on the way", { status: null, category: "tcp", versions: null }, /no answer .*; this runner's network/],
    ["the service itself", { status: 503, category: "provider-5xx", versions: null }, /as declared \([^:;]*\)/],
    [
      "a page in its place",
      { status: 200, category: "app-behaviour", versions: null },
      /: a page in place of the service, or other headers/,
    ],
    ["a refusal", { status: 404, category: "app-behaviour", versions: null }, /as declared \([^:;]*\)/],
  ])("suspects %s", (_what, last, sentence) => {
    const { reason } = decided([], { arrival: { ...WAITED, last } });
    expect(reason).toMatch(sentence);
  });
});

describe("a route that an older version does not have", () => {
  const named: Seen = { outcome: { kind: "pass", observed: { status: 200, versionUnderTest: true } } };
  const refused = (status: number, more: object = {}): Seen => ({
    outcome: { kind: "fail", category: "app-behaviour", observed: { status, detail: "status-not-expected", ...more } },
  });

  it.each([400, 404, 405, 410, 422, 501])("answers %i beside the release: a rollout that is under way", (status) => {
    const { decision, reason, rollbackNeeded } = decided([app(named, refused(status), refused(status), named, named)]);
    expect([decision, rollbackNeeded]).toEqual(["hold", false]);
    expect(reason).toMatch(/^rollout-incomplete: .*2 of 5 answers do not say in what is declared that they come from/);
  });

  it("is the release's fault where it answers alone, says that it is the release, or fails in another way", () => {
    const of = (...seen: readonly Seen[]) => decided([app(...seen)]).decision;
    expect(of(refused(404), refused(404), refused(404))).toBe("rollback");
    const own = refused(404, { versionUnderTest: true });
    expect(of(named, own, own, own)).toBe("rollback");
    const other = {
      ...refused(404),
      outcome: { ...refused(404).outcome, observed: { status: 404, detail: "not-json" } },
    } as Seen;
    expect(of(named, other, other, other)).toBe("rollback");
    const unnamed: Seen = { outcome: { kind: "pass", observed: { status: 200 } } };
    expect(of(unnamed, refused(404), refused(404), refused(404))).toBe("rollback");
  });
});
