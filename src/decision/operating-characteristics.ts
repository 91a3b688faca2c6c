/**
 * How often a sampling plan answers rollback, hold and proceed for a given true failure rate, and how many requests that
 * takes (decision.md, "Sampling one must-pass live probe"). Exact: it walks every course that a probe can take through the
 * real `nextStep`, and lets the real judgement of a probe say what each comes to.
 */
import type { Attempt } from "../evidence/attempt.ts";
import type { Category } from "../evidence/categories.ts";
import type { ProbeRun } from "../evidence/evidence.ts";
import type { Policy } from "../evidence/policy.ts";
import type { Decision } from "../evidence/vocabulary.ts";
import { judgeProbes } from "./probe-verdict.ts";
import { boundOf } from "./run-wide.ts";
import { failuresOf, nextStep, type SamplingPlan, samplingPlan } from "./sampling.ts";
import { decisionOf, probeTriggers } from "./trigger-reports.ts";

/** A failure that counts as a rate and fires as a rollback: a provider error. */
const RATE_FAILURE: Category = "provider-5xx";

/** True failure rates of the published table, 0 to 1. */
export const RATES = [0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8] as const;

/** Ways in which the sampling of a probe can go that come to the same. */
export interface Course {
  readonly passes: number;
  readonly failures: number;
  /** How many orders of passes and failures there are. */
  readonly ways: number;
  readonly decision: Decision;
  /** As in the verdict of a probe. */
  readonly chance: number | null;
}

/** Probabilities of the three decisions, 0 to 1, and the mean number of requests. */
export interface Characteristic {
  readonly rollback: number;
  readonly hold: number;
  readonly proceed: number;
  readonly requests: number;
}

/** An attempt number `n` of which nothing is known but its outcome. */
export function bareAttempt(
  n: number,
  look: Attempt["look"],
  confirms: number | null,
  outcome: Attempt["outcome"],
): Attempt {
  const startedAt = "2026-11-20T10:11:12.000Z";
  return { n, look, confirms, startedAt, durationMs: 100, requests: [], waitsMs: [], adaptations: [], outcome };
}

/** A must-pass probe that was named explicitly, with these attempts. */
function bareProbe(key: string, attempts: readonly Attempt[]): ProbeRun {
  return {
    key,
    id: "chat",
    family: null,
    case: null,
    polarity: "must-pass",
    subject: "candidate",
    selected: "explicit",
    attempts: [...attempts],
  };
}

/** Courses that have the same future. */
interface State {
  readonly attempts: readonly Attempt[];
  readonly pauses: number;
  readonly ways: number;
}

/** Every course of the must-pass probe of this key whose attempts pass or fail with this category. */
export function courses(policy: Policy, key = "chat", category: Category = RATE_FAILURE): readonly Course[] {
  const plan = samplingPlan({ key, id: "chat", polarity: "must-pass" }, policy);
  const outcomes: readonly Attempt["outcome"][] = [
    { kind: "pass", observed: {} },
    { kind: "fail", category, observed: {} },
  ];
  const ended: State[] = [];
  let states: readonly State[] = [{ attempts: [], pauses: 0, ways: 1 }];
  while (states.length > 0) {
    const next = states.flatMap((state): readonly State[] => {
      const { attempts, pauses, ways } = state;
      const step = nextStep(attempts, plan, pauses);
      if (step.kind === "done") ended.push(state);
      if (step.kind === "done") return [];
      if (step.kind === "settle") return [{ ...state, pauses: pauses + 1 }];
      const [look, confirms, count] =
        step.kind === "confirm"
          ? (["confirmation", step.attempt, 1] as const)
          : ([step.look, null, step.count] as const);
      let ends: readonly State[] = [{ attempts, pauses, ways }];
      for (let asked = 0; asked < count; asked++)
        ends = merged(
          plan,
          ends.flatMap((end) =>
            outcomes.map((outcome) => ({
              ...end,
              attempts: [...end.attempts, bareAttempt(end.attempts.length + 1, look, confirms, outcome)],
            })),
          ),
        );
      return ends;
    });
    states = merged(plan, next);
  }
  return ended.map(({ attempts, ways }) => {
    const failures = attempts.filter(({ outcome }) => outcome.kind === "fail").length;
    const judged = judgeProbes([bareProbe(key, attempts)], policy);
    const decision = decisionOf(probeTriggers(judged, policy));
    const [chance = null] = judged.map(({ verdict }) => verdict.chance);
    return { passes: attempts.length - failures, failures, ways, decision, chance };
  });
}

/** One state for all that have the same future: as many attempts of each look that came out alike, and fired as early. */
function merged(plan: SamplingPlan, states: readonly State[]): readonly State[] {
  const byKey = new Map<string, State>();
  for (const state of states) {
    const failures = failuresOf(state.attempts);
    const third = state.attempts.some(({ look }) => look === "third-look");
    const firedAt = failures[(plan.looks[third ? 1 : 0]?.limit ?? 0) - 1]?.n;
    const confirmed = new Set(state.attempts.map(({ confirms }) => confirms));
    const marks = state.attempts.map(
      ({ look, confirms, outcome, n }) =>
        `${look === "third-look"} ${outcome.kind} ${confirms !== null} ${confirmed.has(n)}`,
    );
    const counts = [...Map.groupBy(marks, (mark) => mark)].map(([mark, same]) => `${same.length} ${mark}`);
    const key = [state.pauses, firedAt, ...counts.sort()].join();
    const known = byKey.get(key);
    byKey.set(key, known === undefined ? state : { ...known, ways: known.ways + state.ways });
  }
  return [...byKey.values()];
}

/** How likely a course is when each attempt fails with this probability, independently. */
export function likelihood({ passes, failures, ways }: Course, rate: number): number {
  return ways * (1 - rate) ** passes * rate ** failures;
}

/** What one probe comes to when each attempt fails with this probability, independently. */
export function characteristicOf(rate: number, all: readonly Course[]): Characteristic {
  const sum = { rollback: 0, hold: 0, proceed: 0, requests: 0 };
  for (const course of all) {
    const probability = likelihood(course, rate);
    sum[course.decision] += probability;
    sum.requests += probability * (course.passes + course.failures);
  }
  return sum;
}

/** The same for independent probes of one run, which are decided together, the worst one first. */
export function together(probes: readonly Characteristic[]): Characteristic {
  const rollback = 1 - probes.reduce((none, one) => none * (1 - one.rollback), 1);
  const proceed = probes.reduce((all, one) => all * one.proceed, 1);
  const requests = probes.reduce((sum, one) => sum + one.requests, 0);
  return { rollback, hold: 1 - rollback - proceed, proceed, requests };
}

/** A sampled probe of a leg: its courses, and its true failure rate. */
export interface LegProbe {
  readonly courses: readonly Course[];
  readonly rate: number;
}

/**
 * The same for the sampled probes of all legs of a fan-in, which asks of those that fired whether chance gives as many
 * (decision.md, "Doubt over many legs").
 */
export function fannedIn(probes: readonly LegProbe[], { tolerate, alpha }: Policy): Characteristic {
  const falseAlarms = probes.map((probe) => characteristicOf(tolerate, probe.courses).rollback);
  const { alone, many } = boundOf(falseAlarms, alpha);
  const whole = together(probes.map(({ courses, rate }) => characteristicOf(rate, courses)));
  /** How likely so many probes fired, none of them by itself stranger than chance. */
  let late: readonly number[] = [1];
  for (const { courses, rate } of probes) {
    const fired = courses.filter(({ decision }) => decision === "rollback");
    const [early, rest] = [true, false].map((strange) =>
      fired
        .filter(({ chance }) => (chance === null || chance <= alone) === strange)
        .reduce((sum, course) => sum + likelihood(course, rate), 0),
    ) as [number, number];
    late = [...late, 0].map((mass, k) => mass * (1 - early - rest) + (late[k - 1] ?? 0) * rest);
  }
  const rollback = 1 - late.slice(0, many).reduce((sum, mass) => sum + mass, 0);
  return { ...whole, rollback, hold: 1 - rollback - whole.proceed };
}
