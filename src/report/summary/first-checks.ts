import type { Evidence } from "../../evidence/evidence.ts";
import type { TriggerReport } from "../../evidence/verdict.ts";
import { quickCheck } from "../quick-check.ts";

/** Quick checks among the steps; more triggers than this have one cause, and the table lists them all. */
const MAX_CHECKS = 5;

/** Failing probes named in one step. */
const MAX_NAMED_PROBES = 4;

/** The probes in parentheses, or nothing. */
export function named(probes: readonly string[]): string {
  if (probes.length === 0) return "";
  const more = probes.length > MAX_NAMED_PROBES ? ` and ${probes.length - MAX_NAMED_PROBES} more` : "";
  return ` (${probes.slice(0, MAX_NAMED_PROBES).join(", ")}${more})`;
}

/** Fired triggers that moved the decision, with what to look at first. */
export function firstChecks(evidence: Evidence): readonly string[] {
  const moving = (trigger: TriggerReport) => trigger.fired && trigger.severity !== "advisory";
  return evidence.verdict.triggers
    .filter(moving)
    .slice(0, MAX_CHECKS)
    .map((trigger) => `${trigger.id}${named(trigger.probes)}: ${quickCheck(trigger, evidence)}`);
}
