import { z } from "zod";
import { CATEGORIES } from "./categories.ts";
import { PROBE_IDS } from "./probes.ts";
import { RunRatesSchema } from "./rates.ts";
import { REASON_CODES } from "./reasons.ts";
import { TRIGGER_IDS } from "./triggers.ts";
import { DECISIONS, FAMILIES, RESULTS, SEVERITIES } from "./vocabulary.ts";

/** What became of one trigger: whether it fired, on which probes, and what was observed against which limit. */
const TriggerReportSchema = z.strictObject({
  id: z.enum(TRIGGER_IDS),
  severity: z.enum(SEVERITIES),
  fired: z.boolean(),
  /** Keys of the probes on which it fired or was observed. */
  probes: z.array(z.string()),
  /** Observed count, for example failed attempts; of the probe where it fired first. */
  observed: z.int(),
  /** Count from which it fires; null where no count applies. */
  limit: z.int().nullable(),
  /** Attempts that the count is out of; null where no count applies. */
  n: z.int().nullable(),
  /** One sentence, ours, without provider text. */
  detail: z.string(),
});
export type TriggerReport = z.infer<typeof TriggerReportSchema>;

/** How one probe came out. */
const ProbeVerdictSchema = z.strictObject({
  key: z.string(),
  id: z.enum(PROBE_IDS),
  family: z.enum(FAMILIES).nullable(),
  case: z.string().nullable(),
  /** `unsupported` is a row of its own: neither pass nor fail (product.md, "Unsupported"). */
  result: z.enum([...RESULTS, "unsupported"]),
  attempts: z.int(),
  passes: z.int(),
  failures: z.int(),
  /** Failed attempts from which the probe fires; null for probes that are not sampled. */
  limit: z.int().nullable(),
  /** Failures below the limit, at least one. */
  marginal: z.boolean(),
  /** A certain failure that its confirmation did not repeat. */
  flaky: z.boolean(),
  /** Commonest category among the failures. */
  category: z.enum(CATEGORIES).nullable(),
  /**
   * Where its failures fired together: how likely chance alone fires the plan by that attempt at the tolerated rate, 0 to 1
   * (decision.md, "Doubt over many legs"). Null where they did not, or where a confirmed failure decides.
   */
  chance: z.number().min(0).max(1).nullable(),
  /** Exact one-sided 95% upper bound of the failure rate, 0 to 1 (Clopper-Pearson); null without attempts. */
  upperBound: z.number().nullable(),
  /** One sentence, ours. */
  reason: z.string(),
});
export type ProbeVerdict = z.infer<typeof ProbeVerdictSchema>;

/** One thing that a rollback has to put back, keep or check. Null: nothing, or nothing known, on that side. */
const PlanStepSchema = z.strictObject({
  /**
   * For example `model`, `headers.x-tenant`, `env.LLM_ROUTE` or `request-templates.responses`; with several templates of a
   * family `request-templates.responses:PATH`.
   */
  field: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  /**
   * Whether the known-good record says what it was, which may be that there was none: then `to` is null. Where it does not,
   * nothing is to be removed: keep it or check it.
   */
  recorded: z.boolean(),
  /**
   * Whether a probe behind a fired rollback trigger exercised it (decision.md, "Would going back help?"): `yes`, and its value
   * differs; `no`, none did; `unknown`, its value is not known on one side, or cannot be compared.
   */
  implicated: z.enum(["yes", "no", "unknown"]),
});
export type PlanStep = z.infer<typeof PlanStepSchema>;

/** How the known-good release came out when it was probed in the same run (decision.md, "Rehearsal"). */
const RehearsalVerdictSchema = z.strictObject({
  result: z.enum(["good", "bad", "not-testable"]),
  /** Triggers that it would have fired. */
  triggers: z.array(z.enum(TRIGGER_IDS)),
  probes: z.array(ProbeVerdictSchema),
  reason: z.string(),
});
export type RehearsalVerdict = z.infer<typeof RehearsalVerdictSchema>;

/** The answer of the gate. `decide()` makes it; everything shown to a person or a job is read from it. */
export const VerdictSchema = z.strictObject({
  decision: z.enum(DECISIONS),
  reasonCode: z.enum(REASON_CODES),
  /** One sentence for a tired person. */
  reason: z.string(),
  /** End of the evidence, not the time of a replay: ISO 8601, UTC. */
  decidedAt: z.string(),
  rollbackTriggered: z.boolean(),
  rollbackNeeded: z.boolean(),
  /** What differs from the known-good release, in the order in which it is put back; empty without a record. */
  rollbackPlan: z.array(PlanStepSchema),
  /** Null where no rehearsal was asked for. */
  rehearsal: RehearsalVerdictSchema.nullable(),
  /** A hold on a live configuration that could not be asked (decision.md, "Order of the decision"). */
  productionRisk: z.boolean(),
  triggers: z.array(TriggerReportSchema),
  probes: z.array(ProbeVerdictSchema),
  /** Keys of probes with result `fail`. */
  failedProbes: z.array(z.string()),
  /** What the sample can and cannot rule out. */
  strength: z.string(),
  /** Counts by alert dimension; they never move the decision. */
  rates: RunRatesSchema,
  /** What this run did not test, one phrase each. */
  notTested: z.array(z.string()),
});
export type Verdict = z.infer<typeof VerdictSchema>;
