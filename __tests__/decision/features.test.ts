/** Features and the model list: one attempt, one confirmation, and "not supported" as an outcome of its own. */
import { describe, expect, it } from "@jest/globals";
import { array, assert, constantFrom, nat, oneof, property, tuple } from "fast-check";
import { decide } from "../../src/decision/decide.ts";
import { samplingPlan } from "../../src/decision/sampling.ts";
import type { Outcome } from "../../src/evidence/attempt.ts";
import type { ProbeRun } from "../../src/evidence/evidence.ts";
import { defaultPolicy } from "../../src/settings/policy/policy.ts";
import { CASES, categories, failed } from "./arbitrary.ts";
import { answering, takeCourse } from "./course.ts";
import {
  confirming,
  fail,
  firedIds,
  informing,
  mustPass,
  pass,
  runOf,
  type Seen,
  times,
  unsupported,
} from "./observed.ts";

/** A feature that the user named. */
const named = (...seen: readonly Seen[]): ProbeRun =>
  mustPass("chat-tools", seen, { family: "chat-completions", selected: "explicit" });

/** The same feature in a preset. */
const held = (...seen: readonly Seen[]): ProbeRun => ({ ...named(...seen), polarity: "advisory", selected: "preset" });

const twice = (seen: Seen): Seen[] => [seen, confirming(1, seen)];
const healthy = mustPass("chat", times(5, pass));
const judged = (probe: ProbeRun, others: readonly ProbeRun[] = [healthy]) => decide(runOf([...others, probe]));
const shown = (probe: ProbeRun) => judged(probe).probes.at(-1);

describe("the plan of a feature", () => {
  const plan = samplingPlan({ key: "chat-tools", id: "chat-tools", polarity: "must-pass" }, defaultPolicy());

  it.each<[string, [Seen, ...Seen[]], string[]]>([
    ["one attempt that passes", [pass], ["single"]],
    ["any failure and its confirmation", [fail("provider-5xx"), pass], ["single", "confirm 1"]],
    ["a certain failure that repeats", [fail("response-contract")], ["single", "confirm 1"]],
    ["not supported, said twice", [unsupported], ["single", "confirm 1"]],
    ["not supported, then supported", [unsupported, pass], ["single", "confirm 1"]],
  ])("%s", (_title, seen, steps) => {
    expect(takeCourse(plan, answering(...seen)).steps).toEqual(steps);
  });
});

describe("a feature that the user named", () => {
  it.each<[string, Seen[], string, string, string]>([
    ["passes with one attempt", [pass], "proceed", "all-passed", "pass"],
    [
      "passes when the confirmation passes",
      [fail("response-contract"), confirming(1, pass)],
      "proceed",
      "all-passed",
      "pass",
    ],
    ["fires what it fails with twice", twice(fail("response-contract")), "rollback", "response-contract", "fail"],
    ["fires a rate trigger at 2 of 2", twice(fail("provider-5xx")), "rollback", "error-rate", "fail"],
    ["holds when no function was called", twice(fail("empty-output")), "hold", "empty-output", "fail"],
    ["holds when it is not supported", twice(unsupported), "hold", "insufficient-evidence", "unsupported"],
    ["passes when it was not supported only once", [unsupported, confirming(1, pass)], "proceed", "all-passed", "pass"],
    [
      "holds when nothing passed",
      [unsupported, confirming(1, fail("provider-5xx"))],
      "hold",
      "insufficient-evidence",
      "partial",
    ],
    ["holds when it was not asked", [], "hold", "insufficient-evidence", "not_tested"],
  ])("%s", (_title, seen, decision, code, result) => {
    const verdict = judged(named(...seen));
    expect([verdict.decision, verdict.reasonCode, verdict.probes.at(-1)?.result]).toEqual([decision, code, result]);
  });

  it("says what is missing, and does not call it a failure", () => {
    expect(shown(named(...twice(unsupported)))).toMatchObject({
      failures: 0,
      category: null,
      reason: expect.stringContaining("not supported by this model or channel, 2 of 2 attempts"),
    });
    expect(judged(named(...twice(unsupported))).failedProbes).toEqual([]);
  });

  it("names its family, so that a family that is not there is a wrong route", () => {
    const gone = mustPass("responses", twice(unsupported));
    const state = mustPass("responses-state", twice(fail("route")), { family: "responses", selected: "explicit" });
    expect(judged(state, [healthy, gone]).reasonCode).toBe("route");
  });

  it("is not measured against the latency objective", () => {
    const slow = twice(fail("provider-5xx")).map((seen) => ({ ...seen, durationMs: 60_000 }));
    const policy = { ...defaultPolicy(), latencyObjectiveMs: 10 };
    expect(firedIds(decide(runOf([named(...slow)], { policy })))).not.toContain("slow-rate");
  });
});

describe("a feature that only a preset holds", () => {
  it.each<[string, Seen[], string]>([
    ["is shown as unsupported", twice(unsupported), "unsupported"],
    ["is shown as failed", twice(fail("response-contract")), "fail"],
    ["need not have been asked", [], "not_tested"],
  ])("%s, and never moves the decision", (_title, seen, result) => {
    const verdict = judged(held(...seen));
    expect([verdict.decision, verdict.probes.at(-1)?.result]).toEqual(["proceed", result]);
  });

  it("is not judged where its family is excused", () => {
    const gone = mustPass("responses", twice(unsupported));
    const tools = { ...held(...twice(fail("route"))), key: "responses-tools", family: "responses" as const };
    const verdict = judged(tools, [healthy, gone]);
    expect(verdict.decision).toBe("proceed");
    expect(verdict.probes.map(({ result }) => result)).toEqual(["pass", "unsupported", "not_tested"]);
  });
});

describe("the model list", () => {
  it("belongs to no family", () => {
    const gone = mustPass("responses", twice(unsupported));
    const listed = { ...informing([pass]), family: null };
    expect(judged(listed, [healthy, gone]).probes.at(-1)?.result).toBe("pass");
  });

  it("that leaves the model out moves nothing", () => {
    expect(judged(informing(twice(fail("model")))).decision).toBe("proceed");
  });
});

describe("features keep the properties of decision.md", () => {
  const BADNESS = { proceed: 0, hold: 1, rollback: 2 } as const;
  const outcomes = oneof(
    constantFrom<Outcome>({ kind: "pass", observed: {} }, { kind: "unsupported", observed: {} }),
    categories.map(failed),
  );
  const attempts = array(tuple(outcomes, nat(1)), { minLength: 1, maxLength: 4 }).map((drawn) =>
    drawn.map(([outcome, confirms], i): Seen => (i === 1 && confirms === 1 ? { outcome, confirms: 1 } : { outcome })),
  );

  it("a further failure, or a pass that becomes one, never makes the decision milder", () => {
    assert(
      property(attempts, categories, nat(3), (seen, category, at) => {
        const before = BADNESS[judged(named(...seen)).decision];
        expect(BADNESS[judged(named(...seen, { outcome: failed(category) })).decision]).toBeGreaterThanOrEqual(before);
        const turned = seen.map((each, i) =>
          i === at && each.outcome.kind === "pass" ? { ...each, outcome: failed(category) } : each,
        );
        expect(BADNESS[judged(named(...turned)).decision]).toBeGreaterThanOrEqual(before);
      }),
      CASES,
    );
  });

  it("unsupported alone never yields a rollback", () => {
    for (const count of [1, 2, 3]) expect(judged(named(...times(count, unsupported))).decision).toBe("hold");
  });
});

it("a family is not excused by the deployed service, which is no family", () => {
  const gone = mustPass("responses", twice(unsupported));
  const verdict = decide(runOf([mustPass("app", times(5, pass)), gone]));
  expect(verdict).toMatchObject({ decision: "rollback", reasonCode: "route" });
});

it("a family that is not offered has no passes", () => {
  const gone = mustPass("responses", twice(unsupported));
  const verdict = decide(runOf([mustPass("chat", times(5, pass)), gone]));
  expect(verdict.probes.at(-1)).toMatchObject({ result: "unsupported", attempts: 2, passes: 0, failures: 0 });
});

describe("a migration", () => {
  const migrating = (...probes: ReturnType<typeof mustPass>[]) => {
    const run = runOf([mustPass("chat", times(5, pass)), ...probes]);
    return decide({ ...run, run: { ...run.run, migration: true } });
  };
  const SILENT = "insufficient-evidence: too little was observed to decide: the family to migrate to did not answer";

  it("holds where the endpoint does not offer the family to migrate to", () => {
    const verdict = migrating(mustPass("responses", times(2, unsupported)));
    expect(verdict).toMatchObject({ decision: "hold", reasonCode: "insufficient-evidence" });
    expect(verdict.reason).toContain(SILENT);
  });

  it("holds where it was not asked", () => {
    expect(migrating().reason).toContain(SILENT);
  });

  it("goes on where it answered, and says nothing more where it failed", () => {
    expect(migrating(mustPass("responses", times(5, pass))).decision).toBe("proceed");
    const bad = migrating(mustPass("responses", times(3, fail("provider-5xx"))));
    expect(bad.decision).toBe("rollback");
    expect(bad.triggers.find(({ id }) => id === "insufficient-evidence")?.fired).toBe(false);
  });

  it("is no matter of a run that compares nothing", () => {
    const gone = mustPass("responses", twice(unsupported));
    expect(decide(runOf([mustPass("chat", times(5, pass)), gone])).decision).toBe("proceed");
  });
});
