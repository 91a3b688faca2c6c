import { z } from "zod";
import type { Problem } from "../text/problem.ts";
import { LabelSchema } from "./configuration.ts";
import { TRIGGER_IDS } from "./triggers.ts";
import { SEVERITIES } from "./vocabulary.ts";

/** A finding of a check that sends nothing to the provider: a problem, and what it means for the decision. */
export const FindingSchema = z.strictObject({
  trigger: z.enum(TRIGGER_IDS),
  /** Stable rule id, for example `unknown-key`. */
  rule: z.string().regex(/^[a-z0-9-]{1,64}$/),
  severity: z.enum(SEVERITIES),
  /** What happened and what to do, ours, one line each. */
  message: LabelSchema,
  help: LabelSchema,
  file: LabelSchema.nullable(),
  line: z.int().nullable(),
  column: z.int().nullable(),
});
export type Finding = z.infer<typeof FindingSchema>;

/** Rule of `metric-limit` where the numbers are those of every version that serves: while several do, nobody knows whose. */
export const OF_ANY_VERSION = "metric-limit-of-any-version";

/** A problem as a finding: under which trigger it counts, and how much it weighs. */
export function findingOf(
  { code, message, help, at }: Problem,
  weight: Pick<Finding, "trigger" | "severity">,
): Finding {
  const place = { file: at?.file ?? null, line: at?.line ?? null, column: at?.column ?? null };
  return { trigger: weight.trigger, rule: code, severity: weight.severity, message, help, ...place };
}
