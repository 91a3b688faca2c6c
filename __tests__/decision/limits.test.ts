/** The numbers of the decision room, each from both sides. */
import { describe, expect, it } from "@jest/globals";
import { decide } from "../../src/decision/decide.ts";
import { nextStep, samplingPlan } from "../../src/decision/sampling.ts";
import type { Outcome } from "../../src/evidence/attempt.ts";
import { defaultPolicy } from "../../src/settings/policy/policy.ts";
import {
  attemptsOf,
  confirming,
  fail,
  firedIds,
  mustFail,
  mustPass,
  pass,
  policyWith,
  runOf,
  type Seen,
  taking,
  times,
  unsupported,
} from "./observed.ts";

const GOOD = mustPass("chat", times(5, pass));
const chat = (seen: readonly Seen[], policy = defaultPolicy()) => decide(runOf([mustPass("chat", seen)], { policy }));

describe("the plan of a must-pass probe", () => {
  it("has five attempts, then ten, of which three fire", () => {
    expect(samplingPlan({ key: "chat", id: "chat", polarity: "must-pass" }, defaultPolicy())).toMatchObject({
      ...{
        first: 5,
        looks: [
          { total: 10, limit: 3 },
          { total: 20, limit: 4 },
        ],
        sampled: true,
      },
    });
    expect(samplingPlan({ key: "chat", id: "chat", polarity: "must-fail" }, defaultPolicy())).toMatchObject({
      ...{ first: 1, looks: [{ total: 2, limit: 2 }], sampled: false },
    });
  });

  it.each([
    [
      { failures: 0, of: 1 },
      { first: 2, looks: [{ total: 2, limit: 1 }] },
    ],
    [
      { failures: 0, of: 3 },
      { first: 2, looks: [{ total: 3, limit: 1 }] },
    ],
    [
      { failures: 1, of: 5 },
      { first: 3, looks: [{ total: 5, limit: 2 }] },
    ],
    [
      { failures: 2, of: 10 },
      { first: 5, looks: [{ total: 10, limit: 3 }] },
    ],
  ])("that is stated as %j", (stated, plan) => {
    const policy = { ...defaultPolicy(), maxFailures: { chat: stated } };
    expect(samplingPlan({ key: "chat", id: "chat", polarity: "must-pass" }, policy)).toMatchObject({
      ...plan,
      sampled: true,
    });
    expect(samplingPlan({ key: "responses", id: "responses", polarity: "must-pass" }, policy)).toMatchObject({
      first: 5,
      looks: [
        { total: 10, limit: 3 },
        { total: 20, limit: 4 },
      ],
    });
  });

  it("asks a pilot alone, the rest as a burst, then one at a time after a pause", () => {
    const plan = samplingPlan({ key: "chat", id: "chat", polarity: "must-pass" }, defaultPolicy());
    const step = (seen: readonly Seen[], pauses = 0) => nextStep(attemptsOf(seen), plan, pauses);
    expect(step([])).toEqual({ kind: "ask", look: "pilot", count: 1 });
    expect(step([pass])).toEqual({ kind: "ask", look: "burst", count: 4 });
    expect(step(times(5, pass))).toEqual({ kind: "done" });
    const one = fail("provider-5xx");
    expect(step([one])).toEqual({ kind: "settle", before: "second-look" });
    expect(step([one], 1)).toEqual({ kind: "ask", look: "second-look", count: 1 });
    expect(step([one, ...times(8, pass)], 1)).toEqual({ kind: "ask", look: "second-look", count: 1 });
    expect(step([one, ...times(9, pass)], 1)).toEqual({ kind: "done" });
    expect(step([one, one, ...times(8, pass)], 1)).toEqual({ kind: "settle", before: "third-look" });
    expect(step([one, one, ...times(8, pass)], 2)).toEqual({ kind: "ask", look: "third-look", count: 2 });
    expect(step([...times(2, one), pass], 1)).toEqual({ kind: "ask", look: "second-look", count: 1 });
    expect(step(times(3, one), 1)).toEqual({ kind: "done" });
  });
});

describe("the plan of a feature", () => {
  it.each(["chat-tools", "responses-tools", "chat-image", "responses-image", "responses-state"] as const)(
    "%s: one attempt and one confirmation",
    (id) => {
      const plan = samplingPlan({ key: id, id, polarity: "must-pass" }, defaultPolicy());
      expect(plan).toMatchObject({ first: 1, looks: [{ total: 2, limit: 2 }], sampled: false });
    },
  );

  it.each(["chat", "chat-stream", "responses", "responses-stream", "app"] as const)("%s is none", (id) => {
    expect(samplingPlan({ key: id, id, polarity: "must-pass" }, defaultPolicy()).sampled).toBe(true);
  });
});

describe("failures of a must-pass probe, of ten", () => {
  it.each([
    [0, "proceed", [], false],
    [1, "proceed", [], true],
    [2, "hold", ["inconclusive-rate"], false],
    [3, "rollback", ["error-rate"], false],
    [10, "rollback", ["error-rate"], false],
  ] as const)("%i: %s", (count, decision, triggers, marginal) => {
    const verdict = chat([...times(count, fail("provider-5xx")), ...times(10 - count, pass)]);
    expect([verdict.decision, firedIds(verdict)]).toEqual([decision, triggers]);
    expect(verdict.probes[0]).toMatchObject({ failures: count, passes: 10 - count, attempts: 10, limit: 3, marginal });
  });

  it.each([
    [1, "hold", "1 of 1 attempts succeeded; at least 2 are needed"],
    [2, "proceed", "2 of 2 as documented"],
  ])("%i passes alone: %s", (count, decision, reason) => {
    const verdict = chat(times(count, pass));
    expect([verdict.decision, verdict.probes[0]?.reason]).toEqual([decision, reason]);
  });

  it("a must-fail probe needs one", () => {
    const verdict = decide(runOf([GOOD, mustFail("responses", [])]));
    expect(verdict.triggers.find(({ id }) => id === "insufficient-evidence")).toMatchObject({
      ...{ fired: true, observed: 0, limit: 1 },
      detail: expect.stringContaining("0 of 0 attempts succeeded; at least 1 is needed"),
    });
    expect(decide(runOf([GOOD, mustFail("responses", [pass])])).decision).toBe("proceed");
  });
});

describe("slow attempts", () => {
  const policy = policyWith({}, { latencyObjectiveMs: 1_000 });
  const verdict = (slow: number, ms: number) =>
    chat([...times(slow, taking(ms, pass)), ...times(10 - slow, taking(1_000, pass))], policy);

  it.each([
    [2, 1_001, false],
    [3, 1_001, true],
    [3, 1_000, false],
  ])("%i of %i ms against an objective of 1000 ms: %s", (slow, ms, fires) => {
    expect(firedIds(verdict(slow, ms)).includes("slow-rate")).toBe(fires);
  });

  it("of a policy that tolerates none fire with the first", () => {
    const strict = policyWith({}, { latencyObjectiveMs: 1_000, tolerate: 0 });
    expect(firedIds(chat([taking(1_001, pass)], strict))).toContain("slow-rate");
    expect(firedIds(chat([taking(1_000, pass)], strict))).not.toContain("slow-rate");
    expect(firedIds(chat([], strict))).not.toContain("slow-rate");
  });

  it("are counted over the whole plan and shown over the attempts that there were", () => {
    const report = chat(times(5, taking(2_000, pass)), policy).triggers.find(({ id }) => id === "slow-rate");
    expect(report).toMatchObject({ fired: true, observed: 5, limit: 3, n: 5, severity: "advisory" });
  });
});

describe("a reason", () => {
  const keyed = (n: number) =>
    Array.from({ length: n }, (_, i) =>
      mustFail("responses", [fail("invalid-accepted"), confirming(1, fail("invalid-accepted"))], {
        key: `error-path:${i}`,
      }),
    );

  it("names four probes and counts the others", () => {
    const reason = (n: number) => decide(runOf([GOOD, ...keyed(n)])).reason;
    expect(reason(4)).toContain(" on error-path:0, error-path:1, error-path:2, error-path:3.");
    expect(reason(5)).toContain(" on error-path:0, error-path:1, error-path:2, error-path:3 and 1 more.");
  });

  it("names three triggers beside the first", () => {
    const both = (category: Parameters<typeof fail>[0], id: Parameters<typeof mustPass>[0]) =>
      mustPass(id, [fail(category), confirming(1, fail(category))], { selected: "explicit" });
    const failing = [
      both("authentication", "chat"),
      both("route", "chat-stream"),
      both("request-schema", "responses"),
      both("model", "responses-stream"),
    ];
    const also = (n: number, ...more: typeof failing) =>
      /Also fired: ([^.]*)\./.exec(decide(runOf([...failing.slice(0, n), ...more])).reason)?.[1]?.split(", ").length;
    expect([also(1), also(2), also(3), also(4)]).toEqual([undefined, 1, 2, 3]);
    const fifth = mustFail("responses", [fail("invalid-accepted"), confirming(1, fail("invalid-accepted"))]);
    expect(also(4, fifth)).toBe(3);
  });

  it("of a probe names three missing members of its commonest failure", () => {
    const failed = (missing: string[]): Seen => {
      const observed = { detail: "wrong-shape", missing };
      return { outcome: { kind: "fail", category: "response-contract", observed } satisfies Outcome };
    };
    const reason = (...missing: string[]) =>
      chat([fail("response-contract"), confirming(1, failed(missing))]).probes[0]?.reason;
    expect(reason()).toContain("response-contract (wrong-shape); an immediate");
    expect(reason("a", "b", "c")).toContain("(wrong-shape: a, b, c);");
    expect(reason("a", "b", "c", "d")).toContain("(wrong-shape: a, b, c);");
    const thrice = chat([failed(["a"]), { ...failed(["b"]), confirms: 1 }, failed(["c"])]);
    expect(thrice.probes[0]?.reason).toContain("3 of 3 attempts failed with response-contract (wrong-shape: a);");
  });

  it("of a feature that is not offered says whether the release depends on it", () => {
    const seen = [unsupported, confirming(1, unsupported)];
    const reason = (polarity: "must-pass" | "advisory") =>
      decide(runOf([GOOD, mustPass("chat-tools", seen, { family: "chat-completions", polarity })])).probes[1]?.reason;
    const said = "not supported by this model or channel, 2 of 2 attempts";
    expect(reason("must-pass")).toBe(`${said}; it was named, so nothing shows that the release works`);
    expect(reason("advisory")).toBe(said);
  });
});

describe("the upper bound of a rate", () => {
  const boundOf = (n: number) => decide(runOf([mustPass("chat", times(n, pass))])).rates.overall.errors.upperBound;

  it("is computed for any number of attempts but none", () => {
    expect(boundOf(10_000)).toBeCloseTo(1 - 0.05 ** (1 / 10_000), 10);
    expect(boundOf(0)).toBeNull();
  });

  it("has a confidence of 95%", () => {
    expect(boundOf(5)).toBeCloseTo(1 - 0.05 ** (1 / 5), 10);
    expect(chat(times(5, pass)).probes[0]?.upperBound).toBeCloseTo(1 - 0.05 ** (1 / 5), 10);
  });
});
