import { z } from "zod";
import { CATEGORY_FACTS, type Category } from "./categories.ts";
import { SEVERITIES, type Severity, TRIGGER_IDS, type TriggerId, type TriggerKind } from "./vocabulary.ts";

/** Kind and default severity of every trigger (product.md, "Triggers"). */
export const TRIGGERS: Readonly<Record<TriggerId, { readonly kind: TriggerKind; readonly severity: Severity }>> = {
  authentication: { kind: "certain", severity: "rollback" },
  route: { kind: "certain", severity: "rollback" },
  "request-schema": { kind: "certain", severity: "rollback" },
  model: { kind: "certain", severity: "rollback" },
  "response-contract": { kind: "certain", severity: "rollback" },
  "unclassified-failure": { kind: "certain", severity: "rollback" },
  "app-behaviour": { kind: "certain", severity: "rollback" },
  "timeout-rate": { kind: "rate", severity: "rollback" },
  "error-rate": { kind: "rate", severity: "rollback" },
  "fallback-rate": { kind: "rate", severity: "rollback" },
  "fallback-used": { kind: "zero", severity: "hold" },
  "stream-unterminated": { kind: "zero", severity: "hold" },
  "empty-output": { kind: "rate", severity: "hold" },
  unreachable: { kind: "rate", severity: "hold" },
  capacity: { kind: "rate", severity: "hold" },
  "inconclusive-rate": { kind: "rate", severity: "hold" },
  "slow-rate": { kind: "rate", severity: "advisory" },
  "sensitive-exposure": { kind: "zero", severity: "rollback" },
  "prompt-exposure": { kind: "zero", severity: "hold" },
  "invalid-accepted": { kind: "certain", severity: "hold" },
  "uncontrolled-error": { kind: "certain", severity: "hold" },
  template: { kind: "static", severity: "hold" },
  "contract-drift": { kind: "static", severity: "hold" },
  "log-fields": { kind: "static", severity: "hold" },
  readiness: { kind: "state", severity: "hold" },
  "rollback-target": { kind: "state", severity: "hold" },
  "insufficient-evidence": { kind: "state", severity: "hold" },
  configuration: { kind: "state", severity: "hold" },
  "no-secrets": { kind: "state", severity: "hold" },
};

/** The trigger kind under which a failed attempt of this category is counted. */
export function kindOf(category: Category): TriggerKind {
  return TRIGGERS[CATEGORY_FACTS[category].trigger].kind;
}

const severities = Object.fromEntries(TRIGGER_IDS.map((id) => [id, z.enum(SEVERITIES)])) as Record<
  TriggerId,
  z.ZodEnum<{ [S in Severity]: S }>
>;

/**
 * Everything that `decide()` weighs evidence against. It travels inside the evidence, so that a replay needs nothing else.
 */
export const PolicySchema = z.strictObject({
  /** Attempts per must-pass probe at the first look (n1); the second look ends at twice that. */
  samples: z.int().min(2),
  /** Tolerated true failure rate, 0 to 1 (p0). */
  tolerate: z.number().min(0).lt(1),
  /** Bound on the false-alarm rate of a rate trigger, 0 to 1 (alpha). */
  alpha: z.number().gt(0).lt(1),
  /** Pause between the first failure and the second look, ms. */
  settleMs: z.int().min(0),
  /** Probe id to "at most `failures` of `of` attempts", where a user replaced the computed threshold. */
  maxFailures: z.record(z.string(), z.strictObject({ failures: z.int().min(0), of: z.int().min(2) })),
  severities: z.strictObject(severities),
  /** Declared latency objective of one attempt, ms; null: `slow-rate` is not evaluated. */
  latencyObjectiveMs: z.int().positive().nullable(),
});
export type Policy = z.infer<typeof PolicySchema>;
