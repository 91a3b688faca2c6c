import { z } from "zod";
import { LabelSchema as label } from "./configuration.ts";
import { MetricsSchema } from "./metrics.ts";
import { SamplingNumbersSchema } from "./policy.ts";
import { VerdictSchema } from "./verdict.ts";

/** Jobs that GitHub makes of one matrix. */
export const MOST_LEGS = 256;

/** One leg of a matrix, as a fan-in sees it: its own verdict, made by its own run. */
export const LegSchema = z.strictObject({
  label,
  runId: label,
  commit: label.nullable(),
  workflowRun: label.nullable(),
  runAttempt: z.int().nullable(),
  /** Id of its job in that attempt; absent where its runner did not say. */
  jobId: label.optional(),
  /** The values of its matrix, by key. */
  values: z.record(label, label).optional(),
  /** The numbers by which its probes were sampled. */
  sampling: SamplingNumbersSchema,
  /** What its metrics said; absent: they were not asked. */
  metrics: MetricsSchema.optional(),
  verdict: VerdictSchema,
});
export type Leg = z.infer<typeof LegSchema>;

/** Labels of legs in one enumeration; those of several values have commas of their own. */
export function labelsOf(legs: readonly Leg[]): string {
  const labels = legs.map(({ label }) => label);
  return labels.join(labels.some((label) => label.includes(",")) ? "; " : ", ");
}

/** `2 of 3 legs are here`: what a fan-in lacks, before anything is counted of those that it has; null: nothing. */
export function lackingLegs(legs: readonly Leg[], expected: number | undefined): string | null {
  return expected === undefined || expected <= legs.length ? null : `${legs.length} of ${expected} legs are here`;
}
