import type { Configuration } from "../evidence/configuration.ts";
import { configurationFields, templateField } from "../evidence/configuration-fields.ts";
import type { KnownGoodState, ObservedRun } from "../evidence/evidence.ts";
import type { PlanStep } from "../evidence/verdict.ts";

/**
 * What a rollback has to put back, in the order of the checklist's procedure: flag and traffic first, then the artifact,
 * then the configuration, the secret last (release-and-rollback-checklist, "Rollback procedure"). Empty where both
 * releases are the same, or where there is no record to compare with.
 */
export function rollbackPlan(release: ObservedRun["release"], knownGood: KnownGoodState): PlanStep[] {
  if (knownGood.kind !== "record" || release.configuration === null) return [];
  const { record } = knownGood;
  const { configuration } = release;
  const from = configurationFields({ configuration, secretVersion: release.secretVersion }, record.configuration);
  const to = configurationFields(record, configuration);
  const fields = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort((a, b) => place(a) - place(b));
  const steps = fields.map((field) => ({ field, from: from[field] ?? null, to: to[field] ?? null }));
  return steps
    .filter((step) => step.from !== step.to)
    .map((step) => withDeclaredFlag(step, release.flagRollbackValue))
    .map((step) => withCommit(step, record.configuration, configuration));
}

/** A record that knew no flag yet: the value to go back to is the one that the gate file declares. */
function withDeclaredFlag(step: PlanStep, rollbackValue: string | null): PlanStep {
  return step.field === "feature-flag" && step.to === null ? { ...step, to: rollbackValue } : step;
}

/** A template is the same on every commit that did not change it; where it differs, the commit says where to find it. */
function withCommit(step: PlanStep, record: Configuration, release: Configuration): PlanStep {
  const template = record.templates.find((each) => step.field === templateField(each, [record, release]));
  const commit = template?.commit ?? null;
  return step.to === null || commit === null ? step : { ...step, to: `${step.to} at ${commit}` };
}

/** Order of the fields; templates stand where `request-templates` does. */
const ORDER = [
  "feature-flag",
  "traffic",
  "deployment-version",
  "base-url",
  "model",
  "families",
  "request-templates",
  "timeout",
  "retry",
  "fallback",
  "headers",
  "auth",
  "env",
  "config-version",
  "secret-version",
];

function place(field: string): number {
  return ORDER.indexOf(field.replace(/\..*$/, ""));
}
