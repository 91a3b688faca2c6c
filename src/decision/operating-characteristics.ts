/**
 * How often a sampling plan answers rollback, hold and proceed for a given true failure rate, and how many requests that
 * takes (decision.md, "Sampling one must-pass live probe"). Exact, from what becomes of a probe by its plan.
 */
import type { Course } from "../evidence/firing.ts";
import type { Policy } from "../evidence/policy.ts";
import { boundOf } from "./run-wide.ts";

/** True failure rates of the published table, 0 to 1. */
export const RATES = [0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8] as const;

/** Probabilities of the three decisions, 0 to 1, and the mean number of requests. */
export interface Characteristic {
  readonly rollback: number;
  readonly hold: number;
  readonly proceed: number;
  readonly requests: number;
}

/** What one probe comes to whose failures count as a rate and fire as a rollback, such as provider errors. */
export function characteristicOf({ firedBy, short, passed, requests }: Course): Characteristic {
  return { rollback: firedBy.at(-1) ?? 0, hold: short, proceed: passed, requests };
}

/** The same for independent probes of one run, which are decided together, the worst one first. */
export function together(probes: readonly Characteristic[]): Characteristic {
  const none = probes.reduce((product, one) => product * (1 - one.rollback), 1);
  const proceed = probes.reduce((all, one) => all * one.proceed, 1);
  const requests = probes.reduce((sum, one) => sum + one.requests, 0);
  return { rollback: otherwise(none), hold: Math.max(none - proceed, 0), proceed, requests };
}

/** What is left of 1, which is not all of it where there is something else, however little. */
function otherwise(likelihood: number): number {
  return likelihood > 0 ? Math.min(1 - likelihood, 1 - Number.EPSILON) : 1;
}

/** A sampled probe of a leg: what becomes of it at its true failure rate, and at the tolerated one. */
interface LegProbe {
  readonly course: Course;
  readonly byChance: Course;
}

/**
 * The same for the sampled probes of all legs of a fan-in, which asks of those that fired whether chance gives as many
 * (decision.md, "Doubt over many legs").
 */
export function fannedIn(probes: readonly LegProbe[], { alpha }: Policy): Characteristic {
  const falseAlarms = probes.map(({ byChance }) => byChance.firedBy.at(-1) ?? 0);
  const { alone, many } = boundOf(falseAlarms, alpha);
  const whole = together(probes.map(({ course }) => characteristicOf(course)));
  /** How likely so many probes fired, none of them by itself stranger than chance; as many as are too many do not count. */
  const late = [1];
  for (const { course, byChance } of probes) {
    // Having fired by an attempt only grows likelier, so what is stranger than chance is what fired before some attempt.
    const last = byChance.firedBy.findLastIndex((chance) => chance <= alone);
    const early = course.firedBy[last] ?? 0;
    const fired = course.firedBy.at(-1) ?? 0;
    for (let k = Math.min(late.length, many - 1); k >= 0; k--)
      late[k] = (late[k] ?? 0) * (1 - fired) + (late[k - 1] ?? 0) * (fired - early);
  }
  const none = late.reduce((sum, mass) => sum + mass, 0);
  return { ...whole, rollback: otherwise(none), hold: Math.max(none - whole.proceed, 0) };
}
