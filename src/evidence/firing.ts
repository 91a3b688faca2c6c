import type { Sample } from "./policy.ts";

/** What becomes of a probe by its plan. */
export interface Course {
  /** How likely it has fired by each attempt: entry m after m attempts, entry 0 is 0. */
  readonly firedBy: readonly number[];
  /** How likely it ends one failure short of firing. */
  readonly short: number;
}

/**
 * What becomes of a probe whose true failure rate is `rate`, exactly. Failing earlier is stranger, so the likelihoods of
 * having fired only grow, and the last one is the whole plan's (decision.md, "Sampling", "Doubt over many legs").
 */
export function courseOf({ first, looks }: Sample, rate: number): Course {
  const firedBy = [0];
  /** Probability of each count of failures, of the courses that go on. */
  let going: readonly number[] = [1];
  let fired = 0;
  let short = 0;
  for (const look of looks) {
    if (look === undefined) continue;
    const { total, limit } = look;
    while (firedBy.length <= total) {
      const next = Array.from({ length: Math.min(firedBy.length, limit - 1) + 1 }, () => 0);
      for (const [failures, chance] of going.entries()) {
        if (failures + 1 >= limit) fired += chance * rate;
        else next[failures + 1] = (next[failures + 1] ?? 0) + chance * rate;
        next[failures] = (next[failures] ?? 0) + chance * (1 - rate);
      }
      // A clean first look is the whole sample.
      going = firedBy.length === first ? next.with(0, 0) : next;
      firedBy.push(fired);
    }
    short = limit > 1 ? (going[limit - 1] ?? 0) : 0;
    // Whoever stands one short is asked on; the others are done.
    going = going.map((_, failures) => (failures === limit - 1 ? short : 0));
  }
  return { firedBy, short };
}

/** The plan's exact false-alarm rate: how likely it fires where the true rate is the tolerated one. */
export function falseAlarmRate(sample: Sample, tolerate: number): number {
  return courseOf(sample, tolerate).firedBy.at(-1) ?? 0;
}
