import type { Look, Sample } from "./policy.ts";

/**
 * How likely a probe whose true failure rate is `rate` has fired by each attempt of its plan: entry m is the exact
 * probability after m attempts, entry 0 is 0. Failing earlier is stranger, so the entries only grow, and the last one is the
 * whole plan's (decision.md, "Sampling", "Doubt over many legs").
 */
export function firedBy({ first, looks }: Sample, rate: number): readonly number[] {
  const chances = [0];
  /** Probability of each count of failures, of the courses that go on. */
  let going: readonly number[] = [1];
  let fired = 0;
  let before: Look | null = null;
  for (const look of looks) {
    if (look === undefined) continue;
    const { total, limit } = look;
    // Whoever stands one short is asked on; the others are done.
    const short = (before?.limit ?? 0) - 1;
    if (before !== null) going = going.map((chance, failures) => (failures === short ? chance : 0));
    before = look;
    while (chances.length <= total) {
      const next = Array.from({ length: Math.min(chances.length, limit - 1) + 1 }, () => 0);
      for (const [failures, chance] of going.entries()) {
        if (failures + 1 >= limit) fired += chance * rate;
        else next[failures + 1] = (next[failures + 1] ?? 0) + chance * rate;
        next[failures] = (next[failures] ?? 0) + chance * (1 - rate);
      }
      going = next;
      if (chances.length === first) going = going.map((chance, failures) => (failures === 0 ? 0 : chance));
      chances.push(fired);
    }
  }
  return chances;
}

/** The plan's exact false-alarm rate: how likely it fires where the true rate is the tolerated one. */
export function falseAlarmRate(sample: Sample, tolerate: number): number {
  return firedBy(sample, tolerate).at(-1) ?? 0;
}
