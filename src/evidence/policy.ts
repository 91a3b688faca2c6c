import { z } from "zod";
import { threshold } from "./statistics.ts";
import { TRIGGER_IDS, type TriggerId } from "./triggers.ts";
import { SEVERITIES, type Severity } from "./vocabulary.ts";

const severities = Object.fromEntries(TRIGGER_IDS.map((id) => [id, z.enum(SEVERITIES)])) as Record<
  TriggerId,
  z.ZodEnum<{ [S in Severity]: S }>
>;

/**
 * Everything that `decide()` weighs evidence against. It travels inside the evidence, so that a replay needs nothing else.
 */
export const PolicySchema = z.strictObject({
  /** Attempts per must-pass probe at the first look (n1); the second look ends at twice, the third at four times that. */
  samples: z.int().min(2),
  /** Tolerated true failure rate, 0 to 1 (p0). */
  tolerate: z.number().min(0).lt(1),
  /** Bound on the false-alarm rate of a rate trigger, 0 to 1 (alpha). */
  alpha: z.number().gt(0).lt(1),
  /** Pause between the first failure and the second look, ms. */
  settleMs: z.int().min(0),
  /** Key of a sampled probe to "at most `failures` of `of` attempts", where a user replaced the computed threshold. */
  maxFailures: z.record(z.string(), z.strictObject({ failures: z.int().min(0), of: z.int().min(2) })),
  severities: z.strictObject(severities),
  /** Declared latency objective of one attempt, ms; null: `slow-rate` is not evaluated. */
  latencyObjectiveMs: z.int().positive().nullable(),
});
export type Policy = z.infer<typeof PolicySchema>;

/** The numbers from which the sample of every probe follows. */
export const SamplingNumbersSchema = PolicySchema.pick({
  samples: true,
  tolerate: true,
  alpha: true,
  maxFailures: true,
});
export type SamplingNumbers = z.infer<typeof SamplingNumbersSchema>;

/** Those numbers of a policy. */
export function samplingNumbers({ samples, tolerate, alpha, maxFailures }: Policy): SamplingNumbers {
  return { samples, tolerate, alpha, maxFailures };
}

/** Successes without which a must-pass probe says nothing (decision.md, "Order of the decision"). */
export const MINIMUM_SUCCESSES = 2;

/** One size at which the failures of a probe are counted. */
export interface Look {
  /** Attempts in total when this look is over. */
  readonly total: number;
  /** Failed attempts from which the probe's rate trigger fires (k). */
  readonly limit: number;
}

/** How many attempts a sampled probe gets, and from how many failures it fires. */
export interface Sample {
  /** Attempts at the first look: a pilot and a burst. A clean one is the whole sample. */
  readonly first: number;
  /** The looks after one that was not clean. Whoever ends one failure short is asked on to the next, if there is one. */
  readonly looks: readonly [second: Look, third?: Look | undefined];
}

/** The sample of the must-pass probe of this key (decision.md, "Sampling one must-pass live probe"). */
export function sampleOf(key: string, policy: SamplingNumbers): Sample {
  const stated = policy.maxFailures[key];
  if (stated) {
    const first = Math.max(Math.ceil(stated.of / 2), MINIMUM_SUCCESSES);
    return { first, looks: [{ total: Math.max(stated.of, first), limit: stated.failures + 1 }] };
  }
  return plannedSample(policy);
}

/** The sample that follows from numbers alone; where one failure fires, none is one short of firing. */
export function plannedSample({ samples, tolerate, alpha }: Omit<SamplingNumbers, "maxFailures">): Sample {
  const lookOf = (total: number): Look => ({ total, limit: threshold(total, tolerate, alpha) });
  const second = lookOf(2 * samples);
  return { first: samples, looks: second.limit > 1 ? [second, lookOf(4 * samples)] : [second] };
}
