import type { Sample } from "./policy.ts";
import { binomialTail } from "./statistics.ts";

/** What becomes of a probe by its plan. */
export interface Course {
  /** How likely it has fired by each attempt: entry m after m attempts, entry 0 is 0. */
  readonly firedBy: readonly number[];
  /** How likely it ends one failure short of firing. */
  readonly short: number;
  /** How likely it ends with less. */
  readonly passed: number;
  /** How many attempts it takes on average. */
  readonly requests: number;
}

/**
 * What becomes of a probe whose true failure rate is `rate`, exactly. Failing earlier is stranger, so the likelihoods of
 * having fired only grow, and the last one is the whole plan's (decision.md, "Sampling", "Doubt over many legs").
 */
export function courseOf({ first, looks }: Sample, rate: number): Course {
  const firedBy = [0];
  /** Probability of each count of failures, of the courses that go on. */
  const going = Array.from({ length: Math.max(...looks.map((look) => look?.limit ?? 0)) }, () => 0);
  going[0] = 1;
  let fired = 0;
  let short = 0;
  let passed = 0;
  let requests = 0;
  for (const look of looks) {
    if (look === undefined) continue;
    const { total, limit } = look;
    while (firedBy.length <= total) {
      requests += sum(going);
      fired += (going[limit - 1] ?? 0) * rate;
      // From the largest count down, so that each is read before it is written.
      for (let failures = limit - 1; failures >= 0; failures--)
        going[failures] = (going[failures] ?? 0) * (1 - rate) + (going[failures - 1] ?? 0) * rate;
      // A burst is sent at once: after a pilot that passed, what fires within it is asked to its end.
      if (firedBy.length < first) requests += (1 - rate) * binomialTail(limit, firedBy.length - 1, rate);
      // A clean first look is the whole sample.
      if (firedBy.length === first) {
        passed += going[0] ?? 0;
        going[0] = 0;
      }
      firedBy.push(fired);
    }
    passed += sum(going.slice(0, limit - 1));
    short = limit > 1 ? (going[limit - 1] ?? 0) : 0;
    // Whoever stands one short is asked on; the others are done.
    going.fill(0);
    going[limit - 1] = short;
  }
  return { firedBy, short, passed, requests };
}

function sum(masses: readonly number[]): number {
  return masses.reduce((total, mass) => total + mass, 0);
}

/** The plan's exact false-alarm rate: how likely it fires where the true rate is the tolerated one. */
export function falseAlarmRate(sample: Sample, tolerate: number): number {
  return courseOf(sample, tolerate).firedBy.at(-1) ?? 0;
}
