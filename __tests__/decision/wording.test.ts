/** Words of a verdict that say what was seen: the plan's texts, what was not tested, whose failure is the same. */
import { describe, expect, it } from "@jest/globals";
import { decide } from "../../src/decision/decide.ts";
import { rateResult } from "../../src/decision/rate-result.ts";
import type { Configuration } from "../../src/evidence/configuration.ts";
import type { ObservedRun } from "../../src/evidence/evidence.ts";
import type { KnownGoodState } from "../../src/evidence/way-back.ts";
import { defaultPolicy } from "../../src/settings/policy/policy.ts";
import {
  attemptsOf,
  checkOf,
  confirming,
  fail,
  informing,
  mustPass,
  pass,
  recordOf,
  rehearsed,
  releaseOf,
  runOf,
  times,
} from "./observed.ts";

const GOOD = mustPass("chat", times(5, pass));

/** The plan from a release that differs in this to the record of `model-1`. */
function planTo(to: Partial<Configuration>, from: Partial<Configuration> = {}) {
  const release = releaseOf("model-1");
  const known = recordOf("model-1") as Extract<KnownGoodState, { kind: "record" }>;
  const { configuration } = release;
  if (configuration === null) throw new Error("a release has a configuration");
  const run: Partial<ObservedRun> = {
    release: { ...release, configuration: { ...configuration, ...from } },
    knownGood: { ...known, record: { ...known.record, configuration: { ...known.record.configuration, ...to } } },
  };
  return decide(runOf([GOOD], run)).rollbackPlan;
}

describe("a step of the plan", () => {
  it.each<[string, Partial<Configuration>, string, string | null]>([
    ["families", { families: ["responses"] }, "chat-completions, responses", "responses"],
    ["retry", { retry: { maxAttempts: 2, on: [] } }, "", "2 attempts"],
    ["retry", { retry: { maxAttempts: 2, on: [429, 503] } }, "", "2 attempts on 429, 503"],
    ["timeout", { timeoutMs: 1500 }, "", "1500ms"],
    ["auth", { auth: "none" }, "Authorization: Bearer", "none"],
    ["auth", { auth: { header: "api-key", scheme: "" } }, "Authorization: Bearer", "api-key"],
    ["fallback", { fallback: { enabled: true, header: null } }, "", "enabled"],
    ["fallback", { fallback: { enabled: false, header: "x-f" } }, "", "disabled, seen in x-f"],
    ["fallback", { fallback: { enabled: null, header: "x-f" } }, "", "not declared, seen in x-f"],
    ["traffic", { traffic: { control: "edge", weight: 5 } }, "", "edge at 5"],
    ["feature-flag", { featureFlag: { name: "f", value: "on" } }, "", "f = on"],
    ["config-version", { configVersion: "41" }, "", "41"],
    ["deployment-version", { deploymentVersion: "v1" }, "", "v1"],
  ])("for %s", (field, to, from, text) => {
    expect(planTo(to)).toMatchObject([{ field, from: from === "" ? null : from, to: text }]);
  });

  it("stands in the order of the procedure", () => {
    const steps = planTo({
      ...{ configVersion: "41", env: ["A"], auth: "none", headerNames: ["x"], timeoutMs: 1, model: "m", baseUrl: "u" },
      ...{ fallback: { enabled: true, header: null }, retry: { maxAttempts: 1, on: [] }, families: ["responses"] },
      ...{ deploymentVersion: "v", traffic: { control: "e", weight: 1 }, featureFlag: { name: "f", value: "on" } },
    });
    expect(steps.map(({ field }) => field)).toEqual([
      ...["feature-flag", "traffic", "deployment-version", "base-url", "model", "families", "timeout", "retry"],
      ...["fallback", "headers.x", "auth", "env.A", "config-version"],
    ]);
  });
});

describe("a trigger that no probe raised", () => {
  it("was observed once, of nothing", () => {
    const check = checkOf("logs", { trigger: "log-fields", severity: "hold" });
    const { triggers } = decide(runOf([GOOD], { checks: [check], knownGood: { kind: "missing" } }));
    for (const id of ["log-fields", "rollback-target"])
      expect(triggers.find((trigger) => trigger.id === id)).toMatchObject({
        ...{ fired: true, observed: 1, limit: null, n: null, probes: [] },
      });
    expect(triggers.find(({ id }) => id === "route")).toMatchObject({ fired: false, observed: 0, detail: "" });
  });
});

describe("a run without evidence", () => {
  const detail = (...probes: Parameters<typeof runOf>[0]) =>
    decide(runOf(probes)).triggers.find(({ id }) => id === "insufficient-evidence")?.detail;

  it("says whether nothing ran, or only what informs", () => {
    expect(detail()).toBe("nothing that was selected ran");
    expect(detail(mustPass("chat", []))).toContain("nothing that was selected ran");
    expect(detail(informing([fail("dns"), confirming(1, fail("dns"))]))).toBe(
      "only advisory probes ran, and none passed",
    );
    expect(detail(informing([pass]))).toBe("");
    expect(detail(GOOD)).toBe("");
  });
});

describe("what was not tested", () => {
  it("names streaming until it ran", () => {
    const streaming = "Chat Completions streaming";
    expect(decide(runOf([GOOD])).notTested).toContain(streaming);
    const streamed = mustPass("chat-stream", times(5, pass));
    expect(decide(runOf([GOOD, streamed])).notTested).not.toContain(streaming);
    expect(decide(runOf([GOOD, { ...streamed, attempts: [] }])).notTested).toContain(streaming);
  });

  it("is everything in a fan-in of no legs", () => {
    const run = runOf([]);
    expect(decide({ ...run, run: { ...run.run, mode: "replay" } }).notTested).toEqual(["everything"]);
  });
});

describe("a rollback", () => {
  const both = (category: Parameters<typeof fail>[0]) => [fail(category), confirming(1, fail(category))];

  it("helps where only one of several reasons is the known-good release's too", () => {
    const candidate = [mustPass("chat", both("route"), { selected: "explicit" }), mustPass("responses", both("model"))];
    const same = rehearsed(
      mustPass("chat", both("route"), { selected: "explicit" }),
      mustPass("responses", times(5, pass)),
    );
    const more: Partial<ObservedRun> = { rehearsal: { kind: "ran", untested: [] }, knownGood: recordOf("model-0") };
    const verdict = decide(runOf([...candidate, ...same], { ...more, release: releaseOf("model-1") }));
    expect(verdict).toMatchObject({ decision: "rollback", reasonCode: "route" });
    expect(verdict.reason).toContain("The way back failed too: the known-good release failed: route.");
  });
});

describe("of categories that are equally common and equally severe", () => {
  it("the first by name leads, in whatever order they came", () => {
    const lead = (...categories: Parameters<typeof fail>[0][]) => {
      const failures = attemptsOf(categories.map(fail)).flatMap((attempt) =>
        attempt.outcome.kind === "fail" ? [{ ...attempt, outcome: attempt.outcome }] : [],
      );
      const plan = { first: 1, looks: [{ total: 2, limit: 2 }], sampled: true } as const;
      return rateResult(failures, failures, plan, defaultPolicy()).category;
    };
    expect(lead("timeout-total", "timeout-idle")).toBe("timeout-idle");
    expect(lead("timeout-idle", "timeout-total")).toBe("timeout-idle");
  });
});

describe("whose fault", () => {
  const failing = (id: "app" | "chat", category: "provider-5xx" | "timeout-idle" | "tcp" | "capacity") =>
    mustPass(id, times(3, fail(category)));

  it.each([
    ["provider-5xx", "the deployed service failed too often on app (service-5xx)."],
    ["timeout-idle", "the deployed service answered too late too often on app (timeout-idle)."],
    ["tcp", "the deployed service could not be reached from this runner on app (tcp); its network is a suspect."],
    ["capacity", "the deployed service refused requests for load on app; that does not speak against the release."],
  ] as const)("of the service's %s nothing is said of a provider", (category, sentence) => {
    const { reason } = decide(runOf([failing("app", category)]));
    expect(reason).toContain(sentence);
    expect(reason).not.toMatch(/provider|endpoint/);
  });

  it("of a provider's failure nothing is said of the service", () => {
    expect(decide(runOf([failing("chat", "provider-5xx")])).reason).toContain(
      "ended in a provider error on chat (provider-5xx).",
    );
  });

  it("of both, each in its own words", () => {
    expect(decide(runOf([failing("chat", "provider-5xx"), failing("app", "provider-5xx")])).reason).toContain(
      "too many attempts ended in a provider error on chat (provider-5xx); the deployed service failed too often on app (service-5xx).",
    );
  });
});
