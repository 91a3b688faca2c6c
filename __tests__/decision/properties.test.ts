import { describe, expect, it } from "@jest/globals";
import {
  type Arbitrary,
  array,
  assert,
  boolean,
  constant,
  constantFrom,
  nat,
  oneof,
  property,
  shuffledSubarray,
  tuple,
  uniqueArray,
} from "fast-check";
import { decide } from "../../src/decision/decide.ts";
import { confirmationsOf, confirmedCategories, type SamplingPlan, samplingPlan } from "../../src/decision/sampling.ts";
import type { Attempt, Outcome } from "../../src/evidence/attempt.ts";
import { CATEGORIES, CATEGORY_FACTS, type Category, kindOf } from "../../src/evidence/categories.ts";
import { digestOf } from "../../src/evidence/digest.ts";
import { EvidenceSchema, type ObservedRun, type ProbeRun } from "../../src/evidence/evidence.ts";
import type { Policy } from "../../src/evidence/policy.ts";
import type { Verdict } from "../../src/evidence/verdict.ts";
import { type Decision, SEVERITIES } from "../../src/evidence/vocabulary.ts";
import { CASES, categories, failed, isHarmless, policies, runs } from "./arbitrary.ts";
import { takeCourse } from "./course.ts";
import { bareAttempt, fanInOf, fired, legOf, mustPass, runOf, type Seen } from "./observed.ts";

/** How bad a decision is. */
const BADNESS: Readonly<Record<Decision, number>> = { proceed: 0, hold: 1, rollback: 2 };

/** The run with other attempts in its probe number `at`. */
function withAttempts(run: ObservedRun, at: number, attempts: readonly Attempt[]): ObservedRun {
  return { ...run, probes: run.probes.map((probe, i) => (i === at ? { ...probe, attempts: [...attempts] } : probe)) };
}

function wasAsked(probe: ProbeRun): boolean {
  return probe.attempts.some(({ outcome }) => outcome.kind !== "error");
}

/** One thing getting worse: in which probe, how, and which attempt it is that a new one confirms or that turns bad. */
type Worsening = readonly [pick: number, category: Category, which: number];

/** The run after one more failed attempt in one of its probes, which may confirm an earlier attempt. */
function withFailure(run: ObservedRun, [pick, category, which]: Worsening): ObservedRun {
  const at = pick % Math.max(run.probes.length, 1);
  const attempts = run.probes[at]?.attempts ?? [];
  const n = attempts.length + 1;
  const confirms = attempts[which]?.n ?? null;
  const look = attempts.some((attempt) => attempt.look === "third-look") ? "third-look" : "second-look";
  return withAttempts(run, at, [...attempts, bareAttempt(n, look, confirms, failed(category))]);
}

/** The run after one of its passes, if that probe has any, was a failure instead. */
function withPassTurned(run: ObservedRun, [pick, category, which]: Worsening): ObservedRun {
  const at = pick % Math.max(run.probes.length, 1);
  const attempts = run.probes[at]?.attempts ?? [];
  const passes = attempts.filter(({ outcome }) => outcome.kind === "pass");
  const turned = passes[which % Math.max(passes.length, 1)];
  const turn = (each: Attempt) => (each === turned ? { ...each, outcome: failed(category) } : each);
  return withAttempts(run, at, attempts.map(turn));
}

/** Things get worse step by step, in one to three ways. */
const worsenings: Arbitrary<Worsening[]> = uniqueArray(categories, { minLength: 1, maxLength: 3 }).chain((ways) =>
  array(tuple(nat(6), constantFrom(...ways), nat(20)), { minLength: 1, maxLength: 12 }),
);

/** What was decided on a run: one that gets worse step by step is asked after at each step. */
const VERDICTS = new WeakMap<ObservedRun, Verdict>();

function verdictOf(run: ObservedRun): Verdict {
  const verdict = VERDICTS.get(run) ?? decide(run);
  VERDICTS.set(run, verdict);
  return verdict;
}

function expectNotMilder(worse: ObservedRun, run: ObservedRun): void {
  const [before, now] = [verdictOf(run), verdictOf(worse)];
  if (BADNESS[now.decision] < BADNESS[before.decision])
    throw new Error(`${before.decision} (${before.reason}) became ${now.decision} (${now.reason})`);
}

/** Probes of families that are not offered and need not be. */
function excused(run: ObservedRun): number {
  return verdictOf(run).probes.filter(({ result }) => result === "unsupported").length;
}

describe("an order to roll back", () => {
  it("is never given where nothing that was asked differs or may differ", () => {
    assert(
      property(runs, (run) => {
        const { rollbackNeeded, rollbackPlan } = decide(run);
        if (rollbackNeeded) expect(rollbackPlan.some(({ implicated }) => implicated !== "no")).toBe(true);
      }),
      CASES,
    );
  });
});

describe("more failures never make the decision milder", () => {
  it("when failed attempts are added to probes that were asked", () => {
    assert(
      property(runs, worsenings, (first, added) => {
        let run = first;
        for (const worsening of added) {
          // The first answer of a probe ends an absence of evidence: another matter, below.
          const probe = run.probes[worsening[0] % Math.max(run.probes.length, 1)];
          if (probe === undefined || !wasAsked(probe)) continue;
          const worse = withFailure(run, worsening);
          // An answer, even an empty one, says that its family is there, which excuses another that is not.
          if (excused(worse) > excused(run)) continue;
          expectNotMilder(worse, run);
          run = worse;
        }
      }),
      CASES,
    );
  });

  it("when the first answer of a probe that has to answer is a failure that counts", () => {
    assert(
      property(runs, worsenings, (run, [worsening]) => {
        const probe = run.probes[(worsening?.[0] ?? 0) % Math.max(run.probes.length, 1)];
        if (worsening === undefined || probe === undefined || probe.polarity === "advisory") return;
        if (probe.subject === "known-good") return;
        if (wasAsked(probe) || isHarmless(worsening[1], run.policy)) return;
        const worse = withFailure(run, worsening);
        // The must-fail probes of a family that is excused are not judged.
        const isExcused = verdictOf(run).probes.some(({ result }) => result === "unsupported");
        if (!isExcused) expect(verdictOf(worse).decision).not.toBe("proceed");
        expectNotMilder(worse, run);
      }),
      CASES,
    );
  });

  it("when passes are turned into failures", () => {
    assert(
      property(runs, worsenings, (first, turned) => {
        let run = first;
        for (const worsening of turned) {
          const worse = withPassTurned(run, worsening);
          expectNotMilder(worse, run);
          run = worse;
        }
      }),
      CASES,
    );
  });
});

describe("more failures in one leg never make a fan-in milder", () => {
  const fanIn = (legs: readonly ObservedRun[]) => fanInOf(legs.map((leg, i) => legOf(`leg-${i}`, leg)));
  const matrix = tuple(runs, runs, runs);

  it("when failed attempts are added to probes that were asked", () => {
    assert(
      property(matrix, worsenings, ([first, ...others], added) => {
        let run = first;
        let whole = fanIn([run, ...others]);
        for (const worsening of added) {
          const probe = run.probes[worsening[0] % Math.max(run.probes.length, 1)];
          if (probe === undefined || !wasAsked(probe)) continue;
          run = withFailure(run, worsening);
          const worse = fanIn([run, ...others]);
          expectNotMilder(worse, whole);
          whole = worse;
        }
      }),
      { ...CASES, numRuns: 100 },
    );
  });

  it("when passes are turned into failures", () => {
    assert(
      property(matrix, worsenings, ([first, ...others], turned) => {
        let run = first;
        let whole = fanIn([run, ...others]);
        for (const worsening of turned) {
          run = withPassTurned(run, worsening);
          const worse = fanIn([run, ...others]);
          expectNotMilder(worse, whole);
          whole = worse;
        }
      }),
      { ...CASES, numRuns: 100 },
    );
  });

  it("and it is never milder than a hold where a leg rolls back, nor harder than its worst leg", () => {
    assert(
      property(matrix, (legs) => {
        const whole = decide(fanIn(legs)).decision;
        const worst = Math.max(...legs.map((leg) => BADNESS[decide(leg).decision]));
        expect(BADNESS[whole]).toBeLessThanOrEqual(worst);
        expect(BADNESS[whole]).toBeGreaterThanOrEqual(Math.min(worst, BADNESS.hold));
      }),
      { ...CASES, numRuns: 100 },
    );
  });
});

describe("a person's word", () => {
  it("never touches a rollback, never makes a run harder, and what it lets pass is not verified", () => {
    assert(
      property(runs, (run) => {
        const override = { reason: "quota raised", actor: "octocat" };
        const [before, after] = [decide(run), decide({ ...run, run: { ...run.run, override } })];
        if (before.decision !== "hold") expect(after.decision).toBe(before.decision);
        else if (after.decision === "proceed") expect(after.reasonCode).toBe("overridden");
        else expect(after.decision).toBe("hold");
      }),
      CASES,
    );
  });
});

describe("advisory triggers never matter", () => {
  it("the decision is the worst severity among the fired triggers that are not advisory", () => {
    assert(
      property(runs, (run) => {
        const verdict = decide(run);
        const severities = fired(verdict).map(({ severity }) => severity);
        const expected = severities.includes("rollback")
          ? "rollback"
          : severities.includes("hold")
            ? "hold"
            : "proceed";
        expect(verdict.decision).toBe(expected);
      }),
      CASES,
    );
  });

  it("failures whose triggers are all advisory change nothing, however many are added", () => {
    assert(
      property(runs, worsenings, (run, added) => {
        // "Not here" beside another failure is judged as a wrong route: there, a failure of any kind speaks.
        if (run.probes.some(({ attempts }) => attempts.some(({ outcome }) => outcome.kind === "unsupported"))) return;
        let more = run;
        for (const worsening of added) {
          const probe = run.probes[worsening[0] % Math.max(run.probes.length, 1)];
          if (probe === undefined || !wasAsked(probe) || !isHarmless(worsening[1], run.policy)) continue;
          more = withFailure(more, worsening);
        }
        expect(decide(more).decision).toBe(decide(run).decision);
      }),
      CASES,
    );
  });

  it("what a probe that only informs saw changes nothing, unless the key came back", () => {
    assert(
      property(runs, runs, (run, other) => {
        const seen = other.probes.find(({ polarity }) => polarity === "advisory")?.attempts ?? [];
        const exposes = (attempts: readonly Attempt[]) =>
          attempts.some(({ outcome }) => outcome.kind === "fail" && outcome.category === "sensitive-exposure");
        const informs = ({ polarity, subject }: ProbeRun) => polarity === "advisory" && subject === "candidate";
        const at = run.probes.findIndex(informs);
        if (at < 0 || exposes(seen) || exposes(run.probes[at]?.attempts ?? [])) return;
        if (!run.probes.some((probe, i) => i !== at && probe.subject === "candidate" && wasAsked(probe))) return;
        expect(decide(withAttempts(run, at, seen)).decision).toBe(decide(run).decision);
      }),
      CASES,
    );
  });
});

describe("what the gate could not ask", () => {
  it("changes nothing when it is added", () => {
    assert(
      property(runs, nat(6), nat(4), (run, pick, count) => {
        const at = pick % Math.max(run.probes.length, 1);
        // A known-good release that could not be asked leaves the way back unproven, which holds.
        if (run.probes[at]?.subject === "known-good") return;
        const attempts = run.probes[at]?.attempts ?? [];
        const more = Array.from({ length: count }, (_, i) =>
          bareAttempt(attempts.length + 1 + i, "burst", null, { kind: "error", reason: "deadline" }),
        );
        expect(decide(withAttempts(run, at, [...attempts, ...more])).decision).toBe(decide(run).decision);
      }),
      CASES,
    );
  });

  it("never yields a rollback", () => {
    assert(
      property(runs, (run) => {
        const probes = run.probes.map((probe) => ({
          ...probe,
          attempts: probe.attempts.filter(({ outcome }) => outcome.kind === "pass" || outcome.kind === "error"),
        }));
        const policy = { ...run.policy, latencyObjectiveMs: null };
        expect(decide({ ...run, probes, policy, checks: [] }).decision).not.toBe("rollback");
      }),
      CASES,
    );
  });
});

describe("the order of attempts", () => {
  const withoutChance = ({ probes, ...verdict }: Verdict) => ({
    ...verdict,
    probes: probes.map(({ chance: _chance, ...probe }) => probe),
  });
  const RATE = CATEGORIES.filter((category) => kindOf(category) === "rate");
  const outcome = oneof(
    constant<Outcome>({ kind: "pass", observed: {} }),
    constantFrom(...RATE).map(failed),
    constant<Outcome>({ kind: "unsupported", observed: {} }),
    constant<Outcome>({ kind: "error", reason: "deadline" }),
  );

  it("does not matter for rate triggers: the whole verdict is the same, but for how early it fired", () => {
    const shuffled = array(outcome, { maxLength: 12 }).chain((all) =>
      tuple(constant(all), shuffledSubarray(all, { minLength: all.length })),
    );
    assert(
      property(policies, shuffled, shuffled, (policy, [chat, otherChat], [responses, otherResponses]) => {
        const ofBoth = (first: readonly Outcome[], second: readonly Outcome[]) =>
          withoutChance(
            decide(runOf([mustPass("chat", first.map(seen)), mustPass("responses", second.map(seen))], { policy })),
          );
        expect(ofBoth(otherChat, otherResponses)).toEqual(ofBoth(chat, responses));
      }),
      CASES,
    );
  });
});

describe("with early stop a probe comes out as under the full plan", () => {
  /** The answers of an endpoint; a confirmation repeats what it confirms where the endpoint is that steady. */
  const endpoints = (among: readonly Category[]) =>
    array(
      tuple(
        oneof(
          { weight: 3, arbitrary: constant<Outcome>({ kind: "pass", observed: {} }) },
          { weight: 2, arbitrary: constantFrom(...among).map(failed) },
        ),
        boolean(),
      ),
      { minLength: 40, maxLength: 40 },
    ).map((answers) => (n: number, confirms: Attempt | null): Seen => {
      const [outcome, steady] = answers[n - 1] ?? [{ kind: "pass", observed: {} } as const, false];
      return { outcome: steady && confirms !== null ? confirms.outcome : outcome };
    });

  const judged = (attempts: readonly Attempt[], policy: Policy) => {
    const verdict = decide(runOf([mustPass("chat", [], { attempts: [...attempts] })], { policy }));
    return { decision: verdict.decision, result: verdict.probes[0]?.result };
  };

  it("fires, is inconclusive, or passes alike, whatever the failures", () => {
    assert(
      property(policies, endpoints(CATEGORIES), (policy, answer) => {
        const plan = samplingPlan({ key: "chat", id: "chat", polarity: "must-pass" }, policy);
        const stopped = takeCourse(plan, answer).attempts;
        const full = fullPlan(plan, answer);
        expect(full.slice(0, stopped.length).map(({ outcome }) => outcome)).toEqual(
          stopped.map(({ outcome }) => outcome),
        );
        expect(judged(stopped, policy).result).toBe(judged(full, policy).result);
      }),
      CASES,
    );
  });

  it("decides alike where all failures have one severity", () => {
    const cases = tuple(policies, constantFrom(...SEVERITIES)).chain(([policy, severity]) => {
      const among = CATEGORIES.filter(
        (category) =>
          policy.severities[CATEGORY_FACTS[category].trigger] === severity &&
          (category !== "fallback-used" || policy.severities["fallback-used"] === severity),
      );
      return tuple(constant(policy), endpoints(among.length > 0 ? among : ["sensitive-exposure"]));
    });
    assert(
      property(cases, ([policy, answer]) => {
        const plan = samplingPlan({ key: "chat", id: "chat", polarity: "must-pass" }, policy);
        const stopped = takeCourse(plan, answer).attempts;
        expect(judged(stopped, policy)).toEqual(judged(fullPlan(plan, answer), policy));
      }),
      CASES,
    );
  });
});

describe("replay", () => {
  it("gives the same verdict, byte for byte, also from the evidence that was written and read again", () => {
    assert(
      property(runs, (run) => {
        const verdict = decide(run);
        const written = JSON.stringify({ ...run, verdict, digest: digestOf({ ...run, verdict }) });
        const { verdict: read, digest, ...again } = EvidenceSchema.parse(JSON.parse(written));
        expect(JSON.stringify(decide(run))).toBe(JSON.stringify(verdict));
        expect(JSON.stringify(decide(again))).toBe(JSON.stringify(verdict));
        // What was read is what was written, the verdict with it.
        expect(digestOf({ ...again, verdict: read })).toBe(digest);
      }),
      CASES,
    );
  });

  it("leaves the evidence as it was", () => {
    assert(
      property(runs, (run) => {
        const before = JSON.stringify(run);
        decide(run);
        expect(JSON.stringify(run)).toBe(before);
      }),
      { ...CASES, numRuns: 200 },
    );
  });
});

function seen(outcome: Outcome): Seen {
  return { outcome };
}

/**
 * The plan of decision.md without stopping early: the first look, and unless it was clean every attempt up to the total,
 * each certain failure sent again at once. Only what ends a probe for good ends it here.
 */
function fullPlan(plan: SamplingPlan, answer: (n: number, confirms: Attempt | null) => Seen): Attempt[] {
  const attempts: Attempt[] = [];
  const ask = (original: Attempt | null, look: Attempt["look"] = "single") => {
    const n = attempts.length + 1;
    attempts.push(bareAttempt(n, look, original?.n ?? null, answer(n, original).outcome));
  };
  const counts = ({ outcome }: Attempt) => outcome.kind === "fail" && !plan.advisory.includes(outcome.category);
  const isOver = () =>
    attempts.some(({ outcome }) => outcome.kind === "fail" && outcome.category === "sensitive-exposure") ||
    confirmedCategories(confirmationsOf(attempts)).some((category) => !plan.advisory.includes(category));
  const askAndConfirm = (count: number, look?: Attempt["look"]) => {
    for (let asked = 0; asked < count; asked++) ask(null, look);
    for (const original of [...attempts]) {
      const { outcome } = original;
      if (isOver() || original.confirms !== null || outcome.kind !== "fail") continue;
      if (kindOf(outcome.category) !== "certain" || attempts.some(({ confirms }) => confirms === original.n)) continue;
      if (!confirmedCategories(confirmationsOf(attempts)).includes(outcome.category)) ask(original);
    }
  };
  askAndConfirm(1);
  if (!isOver() && !attempts.some(counts)) askAndConfirm(plan.first - attempts.length);
  const [second, third] = plan.looks;
  if (attempts.some(counts)) while (!isOver() && attempts.length < second.total) askAndConfirm(1);
  const doubtful = third !== undefined && attempts.filter(counts).length === second.limit - 1;
  // Side by side as far as the sampler asks them, so that each is given the same answer.
  const batch = (limit: number, total: number) =>
    Math.max(1, Math.min(limit - attempts.filter(counts).length, total - attempts.length));
  if (doubtful)
    while (!isOver() && attempts.length < third.total) askAndConfirm(batch(third.limit, third.total), "third-look");
  return attempts;
}

describe("the arbitrary evidence of these properties", () => {
  it("reaches every decision, the triggers of every kind, and the excuse of a family", () => {
    const reached = new Set<string>();
    assert(
      property(runs, (run) => {
        const verdict = decide(run);
        reached.add(verdict.decision);
        for (const { id } of fired(verdict)) reached.add(id);
        for (const { result } of verdict.probes) reached.add(result);
      }),
      CASES,
    );
    for (const word of ["proceed", "hold", "rollback", "unsupported", "partial", "not_tested", "inconclusive-rate"])
      expect(reached).toContain(word);
    for (const word of ["authentication", "error-rate", "fallback-rate", "fallback-used", "slow-rate", "template"])
      expect(reached).toContain(word);
  });
});
