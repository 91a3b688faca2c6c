import { describe, expect, it } from "@jest/globals";
import { type SamplingPlan, samplingPlan } from "../../src/decision/sampling.ts";
import type { Policy } from "../../src/evidence/policy.ts";
import type { Polarity } from "../../src/evidence/vocabulary.ts";
import { defaultPolicy } from "../../src/settings/policy/policy.ts";
import { answering, takeCourse } from "./course.ts";
import { error, fail, pass, policyWith, type Seen, times, unsupported } from "./observed.ts";

function planFor(polarity: Polarity, policy: Policy = defaultPolicy()): SamplingPlan {
  return samplingPlan({ key: "chat", id: "chat", polarity }, policy);
}

/** The steps of a must-pass probe, as one line. */
function steps(policy: Policy, ...seen: readonly [Seen, ...Seen[]]): string {
  return takeCourse(planFor("must-pass", policy), answering(...seen)).steps.join(", ");
}

/** Looks, each as its size and the failures that fire. */
const looks = (...all: (readonly [number, number])[]) => all.map(([total, limit]) => ({ total, limit }));
const FIVE = looks([10, 3], [20, 4]);

const DEFAULT = defaultPolicy();
const FOUR_OF_TEN: Policy = { ...DEFAULT, maxFailures: { chat: { failures: 3, of: 10 } } };

describe("the plan of a probe", () => {
  it("is 5 attempts, then 10 of which 3 fire, then 20 of which 4 fire, for a must-pass probe at the defaults", () => {
    expect(planFor("must-pass")).toMatchObject({ first: 5, looks: FIVE, sampled: true });
  });

  it("follows samples, tolerate and alpha", () => {
    expect(planFor("must-pass", { ...DEFAULT, samples: 2 })).toMatchObject({ first: 2, looks: looks([4, 2], [8, 3]) });
    expect(planFor("must-pass", { ...DEFAULT, samples: 10 })).toMatchObject({
      first: 10,
      looks: looks([20, 4], [40, 5]),
    });
    expect(planFor("must-pass", { ...DEFAULT, tolerate: 0.2 })).toMatchObject({
      first: 5,
      looks: looks([10, 5], [20, 8]),
    });
  });

  it("has no third look where one failure fires: none is one short of it", () => {
    expect(planFor("must-pass", { ...DEFAULT, tolerate: 0 }).looks).toEqual(looks([10, 1]));
  });

  it.each([
    { stated: { failures: 2, of: 10 }, plan: { first: 5, looks: looks([10, 3]) } },
    { stated: { failures: 0, of: 10 }, plan: { first: 5, looks: looks([10, 1]) } },
    { stated: { failures: 1, of: 7 }, plan: { first: 4, looks: looks([7, 2]) } },
    { stated: { failures: 0, of: 2 }, plan: { first: 2, looks: looks([2, 1]) } },
  ])("takes max-failures $stated.failures of $stated.of at its word, in two looks", ({ stated, plan }) => {
    const policy = { ...DEFAULT, maxFailures: { chat: stated } };
    expect(planFor("must-pass", policy)).toMatchObject({ ...plan, sampled: true });
    expect(samplingPlan({ key: "responses", id: "responses", polarity: "must-pass" }, policy).looks).toEqual(FIVE);
  });

  it.each(["must-fail", "advisory"] as const)("is one attempt and its confirmation for a %s probe", (polarity) => {
    expect(planFor(polarity, FOUR_OF_TEN)).toMatchObject({ first: 1, looks: looks([2, 2]), sampled: false });
  });
});

describe("sampling a must-pass probe", () => {
  it("asks a healthy endpoint five times, in two round trips", () => {
    const { steps, attempts } = takeCourse(planFor("must-pass"), answering(pass));
    expect(steps).toEqual(["pilot", "burst 4"]);
    expect(attempts.map((attempt) => attempt.look)).toEqual(["pilot", "burst", "burst", "burst", "burst"]);
  });

  it("asks a dead endpoint three times, with one pause", () => {
    for (const category of ["tcp", "timeout-first-byte", "provider-5xx", "capacity"] as const)
      expect(steps(DEFAULT, fail(category))).toBe("pilot, settle, second-look, second-look");
  });

  it("sends a certain failure again at once, and is done when it fails the same way", () => {
    for (const category of ["authentication", "route", "request-schema", "model", "response-contract"] as const)
      expect(steps(DEFAULT, fail(category))).toBe("pilot, confirm 1");
    expect(steps(DEFAULT, fail("unclassified"))).toBe("pilot, confirm 1");
  });

  it.each([
    {
      when: "the burst was clean but for one: the stragglers are read, then a pause, then one at a time to ten",
      seen: [pass, pass, fail("provider-5xx"), pass],
      expected: ["pilot", "burst 4", "settle", ...times(5, "second-look")],
    },
    {
      when: "the burst alone reached the limit",
      seen: [pass, ...times(3, fail("provider-5xx")), pass],
      expected: ["pilot", "burst 4"],
    },
    {
      when: "the limit is reached in the second look",
      seen: [fail("timeout-idle"), pass, pass, fail("tcp"), pass, fail("provider-5xx"), pass],
      expected: ["pilot", "settle", ...times(5, "second-look")],
    },
    {
      when: "a failed pilot is the only failure: no burst follows it",
      seen: [fail("provider-5xx"), pass],
      expected: ["pilot", "settle", ...times(9, "second-look")],
    },
    {
      when: "the confirmation passes: it counts, and the pause follows",
      seen: [fail("model"), pass],
      expected: ["pilot", "confirm 1", "settle", ...times(8, "second-look")],
    },
    {
      when: "the confirmation fails otherwise: both count, and one more failure fires",
      seen: [fail("model"), fail("provider-5xx"), pass, fail("provider-5xx")],
      expected: ["pilot", "confirm 1", "settle", "second-look", "second-look"],
    },
    {
      when: "a burst holds two certain failures: each gets its own confirmation",
      seen: [pass, fail("model"), fail("route"), pass, pass, pass, fail("route")],
      expected: ["pilot", "burst 4", "confirm 2", "confirm 3"],
    },
    {
      when: "a certain failure of the second look is confirmed at once too",
      seen: [pass, pass, fail("tcp"), pass, pass, pass, fail("route"), fail("route")],
      expected: ["pilot", "burst 4", "settle", "second-look", "second-look", "confirm 7"],
    },
    {
      when: "the last attempt is a certain failure: its confirmation is sent beyond the ten",
      seen: [fail("tcp"), ...times(8, pass), fail("route"), fail("route")],
      expected: ["pilot", "settle", ...times(9, "second-look"), "confirm 10"],
    },
    {
      when: "one failure short of firing: another pause, and two at a time, as fewer cannot fire, to twenty",
      seen: [fail("tcp"), pass, pass, fail("tcp"), pass],
      expected: ["pilot", "settle", ...times(9, "second-look"), "settle", ...times(5, "third-look 2")],
    },
    {
      when: "a failure in the third look: one at a time, and the next failure fires",
      seen: [fail("tcp"), pass, pass, fail("tcp"), ...times(7, pass), fail("tcp"), pass, pass, fail("tcp"), pass],
      expected: ["pilot", "settle", ...times(9, "second-look"), "settle", "third-look 2", ...times(3, "third-look")],
    },
    {
      when: "two failures at once in the third look: it is over",
      seen: [fail("tcp"), pass, pass, fail("tcp"), ...times(6, pass), fail("tcp"), fail("tcp")],
      expected: ["pilot", "settle", ...times(9, "second-look"), "settle", "third-look 2"],
    },
    {
      when: "a certain failure of the third look is confirmed at once too",
      seen: [fail("tcp"), pass, pass, fail("tcp"), ...times(6, pass), fail("model"), pass, fail("model")],
      expected: ["pilot", "settle", ...times(9, "second-look"), "settle", "third-look 2", "confirm 11"],
    },
    {
      when: "the limit is reached but a certain failure has not been confirmed: its name matters",
      seen: [pass, fail("tcp"), fail("tcp"), fail("model"), pass, pass],
      expected: ["pilot", "burst 4", "confirm 4"],
    },
  ] satisfies { when: string; seen: [Seen, ...Seen[]]; expected: string[] }[])("$when", ({ seen, expected }) => {
    expect(steps(DEFAULT, ...(seen as [Seen, ...Seen[]]))).toBe(expected.join(", "));
  });

  it("settles once before the second look, however many failures follow", () => {
    const seen: [Seen, ...Seen[]] = [fail("tcp"), fail("tcp"), pass, pass, fail("tcp")];
    expect(steps(DEFAULT, ...seen).match(/settle/g)).toHaveLength(1);
  });

  it("goes on while a certain failure could still fire, even when the count no longer can", () => {
    // One failure, limit 4: after the eighth pass three failures are out of reach, but two attempts may still say 401.
    const { attempts } = takeCourse(planFor("must-pass", FOUR_OF_TEN), answering(fail("tcp"), pass));
    expect(attempts).toHaveLength(10);
  });

  it("fires at the first failure under max-failures: 0", () => {
    const policy = { ...DEFAULT, maxFailures: { chat: { failures: 0, of: 10 } } };
    expect(steps(policy, fail("tcp"))).toBe("pilot");
    expect(steps(policy, fail("model"), pass)).toBe("pilot, confirm 1");
  });

  it("follows max-failures to its own total", () => {
    const policy = { ...DEFAULT, maxFailures: { chat: { failures: 1, of: 7 } } };
    expect(steps(policy, pass)).toBe("pilot, burst 3");
    expect(steps(policy, fail("tcp"), pass)).toBe(["pilot", "settle", ...times(6, "second-look")].join(", "));
  });

  it("ends with the attempt that the gate could not ask", () => {
    expect(steps(DEFAULT, error())).toBe("pilot");
    expect(steps(DEFAULT, pass, pass, error("max-requests"), pass)).toBe("pilot, burst 4");
    expect(steps(DEFAULT, fail("tcp"), error("cancelled"))).toBe("pilot, settle, second-look");
    expect(steps(DEFAULT, fail("route"), error())).toBe("pilot, confirm 1");
  });

  it("ends at once when the key came back", () => {
    expect(steps(DEFAULT, fail("sensitive-exposure"))).toBe("pilot");
    expect(steps(DEFAULT, pass, fail("route"), fail("sensitive-exposure"), pass)).toBe("pilot, burst 4");
    expect(steps(DEFAULT, fail("route"), fail("sensitive-exposure"))).toBe("pilot, confirm 1");
  });

  it("asks an endpoint that says it is not there once more, and not a third time", () => {
    expect(steps(DEFAULT, unsupported)).toBe("pilot, confirm 1");
    expect(steps(DEFAULT, unsupported, pass)).toBe(
      ["pilot", "confirm 1", "settle", ...times(8, "second-look")].join(", "),
    );
  });
});

describe("failures that the policy made advisory", () => {
  const tolerant = policyWith({ capacity: "advisory", model: "advisory" });

  it("do not lead to a second look", () => {
    expect(steps(tolerant, pass, fail("capacity"), fail("capacity"), fail("capacity"), pass)).toBe("pilot, burst 4");
    expect(steps(tolerant, fail("capacity"), pass)).toBe("pilot, burst 4");
  });

  it("do not end a second look that another failure began", () => {
    const seen: [Seen, ...Seen[]] = [fail("capacity"), fail("capacity"), fail("tcp"), fail("capacity"), pass];
    expect(steps(tolerant, ...seen)).toBe(["pilot", "burst 4", "settle", ...times(5, "second-look")].join(", "));
  });

  it("are confirmed once so that they can be shown, and do not end the sampling", () => {
    expect(steps(tolerant, pass, fail("model"), pass, pass, pass, fail("model"))).toBe("pilot, burst 4, confirm 2");
    expect(steps(tolerant, fail("model"))).toBe("pilot, confirm 1, burst 3");
  });
});

describe.each(["must-fail", "advisory"] as const)("sampling a %s probe", (polarity) => {
  const course = (...seen: [Seen, ...Seen[]]) => takeCourse(planFor(polarity), answering(...seen)).steps.join(", ");

  it("asks once when the answer is as it has to be", () => {
    expect(course(pass)).toBe("single");
  });

  it("sends any failure again at once, and then no more", () => {
    for (const category of ["invalid-accepted", "uncontrolled-error", "tcp", "capacity", "response-contract"] as const)
      for (const again of [pass, fail(category), fail("provider-5xx")])
        expect(course(fail(category), again, pass)).toBe("single, confirm 1");
    expect(course(unsupported)).toBe("single, confirm 1");
  });

  it("ends with an attempt that the gate could not ask, and when the key came back", () => {
    expect(course(error())).toBe("single");
    expect(course(fail("invalid-accepted"), error())).toBe("single, confirm 1");
    expect(course(fail("sensitive-exposure"))).toBe("single");
  });
});
