import type { Evidence } from "../../evidence/evidence.ts";
import type { PlanStep } from "../../evidence/verdict.ts";
import { declared, type ReportContext } from "../context.ts";
import { atMost } from "../document.ts";
import { recordIn, releaseName } from "./comparison.ts";
import { BEARING, bearingOf, changed, isNamed, isUnreadValue, partName, putBack } from "./put-back.ts";

/** Fields that are put back as configuration, in words; the others have a step of their own. */
const CONFIGURATION: Readonly<Record<string, string>> = {
  "base-url": "base URL",
  model: "model",
  families: "endpoint families",
  timeout: "application's timeout",
  retry: "retry policy",
  fallback: "fallback",
  auth: "authentication header",
  "config-version": "config version",
};

/** Headers and variables named in one step; the plan has them all. */
const MOST_NAMED = 10;

/** The plan; where no failed probe speaks, nothing is known of what a field has to do with it, and no step says so. */
function planOf({ verdict: { decision, rollbackPlan } }: Evidence): readonly PlanStep[] {
  return decision === "rollback" ? rollbackPlan : rollbackPlan.map((step) => ({ ...step, implicated: "yes" }));
}

function stop({ release }: Evidence): string {
  const traffic = release.configuration?.traffic ?? null;
  const control = traffic === null ? "" : ` (${traffic.control} stands at ${traffic.weight})`;
  return `Pause the deployment and every increase of traffic${control}.`;
}

/** Who decides, where it is said, who does it. */
function announce({ run }: Evidence, context: ReportContext): string {
  const approver = declared(context, "rollback-approver") ?? "whoever may approve it (readiness: names nobody)";
  const channel = declared(context, "channel");
  const owner = declared(context, "rollback-owner");
  const change = run.changeId === null ? "this release" : run.changeId;
  const said = channel === null ? "tell the others" : `say in ${channel}`;
  const done = owner === null ? "" : `; ${owner} (rollback owner) carries it out`;
  return `Get the approval of ${approver} for the rollback, and ${said} that ${change} is being rolled back${done}.`;
}

/** The artifact is put back when the declared version or the commit differs: then the code changed. */
function artifact(evidence: Evidence): readonly string[] {
  const { release, run } = evidence;
  const record = recordIn(evidence);
  const step = planOf(evidence).find(({ field }) => field === "deployment-version" || field === "commit");
  if (record === null) return step === undefined ? [] : [changed("Restore", "deployment artifact", step)];
  if (step === undefined && (record.commit === null || record.commit === run.commit)) return [];
  const ours = releaseName({ deploymentVersion: release.deploymentVersion, commit: run.commit });
  const bearing = step === undefined ? "" : bearingOf(step);
  return [`Restore the deployment artifact: ${releaseName(record)} in place of ${ours}${bearing}.`];
}

function configuration(evidence: Evidence): readonly string[] {
  const plan = planOf(evidence);
  const steps = plan.flatMap((step) => {
    const name = CONFIGURATION[step.field] ?? partName(step.field);
    if (name === undefined || isUnreadValue(step)) return [];
    return [isNamed(step) ? putBack(name, step, recordIn(evidence)) : changed("Restore", name, step)];
  });
  const unread = plan
    .filter(isUnreadValue)
    .map(({ field, implicated }) => `${partName(field) ?? field}${BEARING[implicated] && ` (${BEARING[implicated]})`}`);
  if (unread.length === 0) return steps;
  return [
    ...steps,
    `Keep or check what the known-good record holds no value of: ${atMost(unread, MOST_NAMED).join(", ")}. Ask whoever sets a value that comes from the environment.`,
  ];
}

/** The secret is touched only where its version differs, or where the credential was refused. */
function secret(evidence: Evidence): readonly string[] {
  const { verdict, release } = evidence;
  const implicated = verdict.triggers.some(({ id, fired }) => fired && id === "authentication");
  const step = planOf(evidence).find(({ field }) => field === "secret-version");
  const place = release.apiKeyRef === null ? "" : ` in ${release.apiKeyRef}`;
  if (step !== undefined) {
    const when = implicated ? "the credential was refused" : "only if the new secret or its path is implicated";
    return [changed("Restore", "secret version", step, `${place} (${when})`)];
  }
  return implicated
    ? [
        `The credential was refused although no other secret version is recorded: check the secret's path and value${place}.`,
      ]
    : [];
}

/** Flag and traffic of the plan; without a record, the value that the gate file declares for going back. */
function switches(evidence: Evidence): readonly string[] {
  const { verdict, release } = evidence;
  const names: Readonly<Record<string, string>> = { "feature-flag": "feature flag", traffic: "traffic control" };
  const planned = planOf(evidence).flatMap((step) => {
    const name = names[step.field];
    return name === undefined ? [] : [changed("Set", name, step, " back").replace(/^(Keep or check .*?) back:/, "$1:")];
  });
  const flag = release.configuration?.featureFlag ?? null;
  if (verdict.rollbackPlan.length > 0 || flag === null || release.flagRollbackValue === null) return planned;
  return flag.value === release.flagRollbackValue
    ? []
    : [`Set the feature flag ${flag.name} to ${release.flagRollbackValue}, its declared rollback value.`];
}

/** Alerts beside what is watched after a rollback, by their keys under `readiness:`. */
const WATCHED = { errors: "errors", timeouts: "timeouts", "parser failures": "parser", fallbacks: "fallback" } as const;

/** What remains to be done once the known-good release serves again; `mode: verify-rollback` goes on from here. */
export function afterRestore(evidence: Evidence, context: ReportContext): readonly string[] {
  const record = recordIn(evidence);
  const dashboard = declared(context, "dashboard");
  const watched = Object.entries(WATCHED).map(([what, alert]) => {
    const link = declared(context, `alerts.${alert}`);
    return link === null ? what : `${what} ( ${link} )`;
  });
  return [
    `See in the application's logs that ${record === null ? "the restored release" : releaseName(record)} answers.`,
    `Watch ${watched.join(", ")}${dashboard === null ? " (readiness: names no dashboard)." : ` on the dashboard: ${dashboard}`}`,
    `Write down the cause${evidence.run.changeId === null ? "" : ` with ${evidence.run.changeId}`}, and keep the evidence of run ${evidence.run.id} with it.`,
  ];
}

/** The checklist's rollback procedure with the names of this release; what is put back is the verdict's plan alone. */
export function rollbackProcedure(evidence: Evidence, context: ReportContext): readonly string[] {
  const unknown =
    evidence.verdict.rollbackPlan.length > 0 || recordIn(evidence) !== null
      ? []
      : [
          "No record says what ran before: restore the last deployment that you know to work, with its configuration. Touch the secret only when the key itself is implicated.",
        ];
  const verify =
    recordIn(evidence) === null
      ? "Run the gate again against the restored release, and go on only when it says proceed."
      : "Run the gate again with mode: verify-rollback and the lines below, and go on only when it says proceed.";
  return [
    stop(evidence),
    announce(evidence, context),
    ...switches(evidence),
    ...artifact(evidence),
    ...configuration(evidence),
    ...unknown,
    ...secret(evidence),
    "Restart workers or reload the configuration where the platform does not do it by itself.",
    verify,
    ...afterRestore(evidence, context),
  ];
}
