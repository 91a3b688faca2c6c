/**
 * What one probe comes to, by walking every course that it can take through the real `nextStep` and asking the real
 * judgement what each comes to: slow, and with nothing in common with the arithmetic that the figures are computed by.
 */
import type { Characteristic } from "../../src/decision/operating-characteristics.ts";
import { judgeProbes } from "../../src/decision/probe-verdict.ts";
import { failuresOf, nextStep, type SamplingPlan, samplingPlan } from "../../src/decision/sampling.ts";
import { decisionOf, probeTriggers } from "../../src/decision/trigger-reports.ts";
import type { Attempt } from "../../src/evidence/attempt.ts";
import type { Category } from "../../src/evidence/categories.ts";
import type { Policy } from "../../src/evidence/policy.ts";
import type { Decision } from "../../src/evidence/vocabulary.ts";
import { bareAttempt, mustPass } from "./observed.ts";

/** A failure that counts as a rate and fires as a rollback: a provider error. */
const RATE_FAILURE: Category = "provider-5xx";

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
    const judged = judgeProbes([mustPass("chat", [], { key, attempts: [...attempts], selected: "explicit" })], policy);
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
export function walkedCharacteristic(rate: number, all: readonly Course[]): Characteristic {
  const sum = { rollback: 0, hold: 0, proceed: 0, requests: 0 };
  for (const course of all) {
    const probability = likelihood(course, rate);
    sum[course.decision] += probability;
    sum.requests += probability * (course.passes + course.failures);
  }
  return sum;
}
