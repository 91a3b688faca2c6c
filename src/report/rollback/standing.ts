import type { Evidence } from "../../evidence/evidence.ts";

/**
 * What the decision to roll back means for whoever reads it: put the known-good release back now; only in case any of
 * this release is out already; do not, because it would not help; or there is no record of what to put back.
 */
export type RollbackStanding = "needed" | "not-shipped" | "would-not-help" | "no-record";

/**
 * Null where the decision is no rollback; where nothing was shipped and the way back is not judged, as in a check
 * (product.md, "Who uses it"); and after a rollback that failed its verification, because going back again leads to the
 * same release.
 */
export function rollbackStanding({ run, verdict }: Evidence): RollbackStanding | null {
  if (verdict.decision !== "rollback" || run.mode === "verify-rollback") return null;
  if (run.kind === "check" && !run.live && run.mode === "gate") return null;
  if (verdict.reasonCode === "rollback-would-not-help") return "would-not-help";
  if (verdict.rollbackPlan.length === 0) return "no-record";
  return run.live ? "needed" : "not-shipped";
}

/** Why going back would not help, as a clause. */
export function whyNotBack({ verdict, legs }: Evidence): string {
  if (legs.length > 0) return "in every leg that fails, the known-good release fails too or is that very release";
  if (verdict.rehearsal?.result !== "bad") return "this is the known-good release itself";
  return `the known-good release fails in the same way (${verdict.rehearsal.triggers.join(", ")})`;
}
