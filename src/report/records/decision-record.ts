import { z } from "zod";
import type { Evidence } from "../../evidence/evidence.ts";
import { DECISIONS, type Result } from "../../evidence/vocabulary.ts";
import type { ReportContext } from "../context.ts";
import { docsChecked, endpointReferenceChecked, failedInLeg } from "./docs-result.ts";
import { labelField, NOT_TESTED, notesField, ResultSchema, resultField } from "./fields.ts";
import { parserResult, smokeTestResult } from "./probe-results.ts";

/** `decision-record.json`: the decision template of release-and-rollback-checklist, its labels in snake_case and order. */
export const DecisionRecordSchema = z.strictObject({
  change_id: z.string(),
  environment: z.string(),
  reviewer: z.string(),
  time_started: z.iso.datetime(),
  time_completed: z.iso.datetime(),
  docs_checked: ResultSchema,
  endpoint_reference_checked: ResultSchema,
  deployment_version: z.string(),
  config_version: z.string(),
  secret_version: z.string(),
  smoke_test_result: ResultSchema,
  parser_result: ResultSchema,
  observability_result: ResultSchema,
  rollback_test_result: ResultSchema,
  decision: z.enum(DECISIONS),
  notes: z.string(),
});
export type DecisionRecord = z.infer<typeof DecisionRecordSchema>;

/** The log check, as a probe or as a check that sends nothing. Of its legs a fan-in only knows which one failed it. */
function observability(evidence: Evidence): Result {
  if (failedInLeg(evidence, "logs")) return "fail";
  const check = evidence.checks.find(({ id }) => id === "logs");
  return check?.result ?? resultField(evidence.verdict.probes.find(({ id }) => id === "logs"));
}

/**
 * Whether going back was tried (release-and-rollback-checklist, "Rollback readiness"): wholly by a run after the restore;
 * in part by a rehearsal, which asks the known-good release but restores nothing. A fan-in takes it from its legs.
 */
function rollbackTest({ run, verdict, legs }: Evidence): Result {
  if (run.mode === "verify-rollback") {
    if (verdict.probes.every(({ attempts }) => attempts === 0)) return NOT_TESTED;
    return verdict.decision === "proceed" ? "pass" : "fail";
  }
  const rehearsals = [verdict, ...legs.map((leg) => leg.verdict)].map(({ rehearsal }) => rehearsal?.result);
  if (rehearsals.includes("bad")) return "fail";
  return rehearsals.includes("good") ? "partial" : NOT_TESTED;
}

/** Fields that a fan-in cannot fill: the verdicts of its legs do not say, their own records do. */
function leftToLegs({ legs }: Evidence, fields: Readonly<Record<string, Result>>): readonly string[] {
  const left = Object.keys(fields).filter((name) => fields[name] === NOT_TESTED);
  return legs.length === 0 || left.length === 0 ? [] : [`see the records of the legs for ${left.join(", ")}`];
}

/** The decision record. */
export function decisionRecord(evidence: Evidence, context: ReportContext): DecisionRecord {
  const { run, release, verdict } = evidence;
  const docs = {
    docs_checked: docsChecked(evidence),
    endpoint_reference_checked: endpointReferenceChecked(evidence),
  };
  const tested = { parser_result: parserResult(evidence), observability_result: observability(evidence) };
  return {
    change_id: labelField(run.changeId),
    environment: labelField(run.environment),
    reviewer: labelField(run.reviewer),
    time_started: run.startedAt,
    time_completed: run.endedAt,
    ...docs,
    deployment_version: labelField(release.deploymentVersion),
    config_version: labelField(release.configuration?.configVersion ?? null),
    secret_version: labelField(release.secretVersion),
    smoke_test_result: smokeTestResult(evidence),
    ...tested,
    rollback_test_result: rollbackTest(evidence),
    decision: verdict.decision,
    notes: notesField(evidence, context, [
      verdict.reason.replace(/\.$/, ""),
      `run ${run.id}`,
      ...leftToLegs(evidence, { ...docs, ...tested }),
    ]),
  };
}
