import type { Configuration } from "../evidence/configuration.ts";
import type { KnownGoodState, ObservedRun } from "../evidence/evidence.ts";
import type { PlanStep } from "../evidence/verdict.ts";

/** A release as the plan compares it: its configuration, and the label of its secret's version. */
interface Side {
  readonly configuration: Configuration;
  readonly secretVersion: string | null;
}

/**
 * What a rollback has to put back, in the order of the checklist's procedure: flag and traffic first, then the artifact,
 * then the configuration, the secret last (release-and-rollback-checklist, "Rollback procedure"). Empty where both
 * releases are the same, or where there is no record to compare with.
 */
export function rollbackPlan(release: ObservedRun["release"], knownGood: KnownGoodState): PlanStep[] {
  if (knownGood.kind !== "record" || release.configuration === null) return [];
  const { record } = knownGood;
  const { configuration } = release;
  const from = fieldsOf({ configuration, secretVersion: release.secretVersion }, record.configuration);
  const to = fieldsOf(record, configuration);
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

/**
 * The field of a template: `request-templates.responses`, and with several of the family on either side
 * `request-templates.responses:PATH`, so that each one is a step of its own.
 */
function templateField(
  { family, path }: Configuration["templates"][number],
  sides: readonly Pick<Configuration, "templates">[],
): string {
  const several = sides.some(({ templates }) => templates.filter((each) => each.family === family).length > 1);
  return `request-templates.${family}${several ? `:${path}` : ""}`;
}

/**
 * A configuration as one readable text per field; null where nothing was declared.
 *
 * @param other the configuration that it is compared with, so that both sides name their fields alike
 */
export function fieldsOf(
  { configuration: c, secretVersion }: Side,
  other: Pick<Configuration, "templates"> = { templates: [] },
): Record<string, string | null> {
  const templates = c.templates.map((template) => [
    templateField(template, [c, other]),
    `${template.path} (${template.digest})`,
  ]);
  return {
    "feature-flag": c.featureFlag === null ? null : `${c.featureFlag.name} = ${c.featureFlag.value}`,
    traffic: c.traffic === null ? null : `${c.traffic.control} at ${c.traffic.weight}`,
    "deployment-version": c.deploymentVersion,
    "base-url": c.baseUrl,
    model: c.model,
    families: list([...c.families].sort()),
    ...Object.fromEntries(templates),
    timeout: c.timeoutMs === null ? null : `${c.timeoutMs} ms`,
    retry:
      c.retry === null
        ? null
        : `${c.retry.maxAttempts} attempts${c.retry.on.length === 0 ? "" : ` on ${c.retry.on.join(", ")}`}`,
    fallback: fallback(c.fallback),
    headers: list(c.headerNames),
    auth: c.auth === "none" ? "none" : `${c.auth.header}${c.auth.scheme === "" ? "" : `: ${c.auth.scheme}`}`,
    env: list([...c.env].sort()),
    "config-version": c.configVersion,
    "secret-version": secretVersion,
  };
}

function fallback({ enabled, header }: Configuration["fallback"]): string | null {
  if (enabled === null && header === null) return null;
  const state = enabled === null ? "not declared" : enabled ? "enabled" : "disabled";
  return header === null ? state : `${state}, seen in ${header}`;
}

function list(items: readonly string[]): string | null {
  return items.length === 0 ? null : items.join(", ");
}
