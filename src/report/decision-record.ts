import { z } from "zod";
import type { Attempt, Evidence } from "../evidence/evidence.ts";
import { answered, observedIn, statusOf } from "../evidence/records/attempts.ts";
import { labelField, NOT_TESTED, notesField, ResultSchema, resultField } from "../evidence/records/fields.ts";
import { DECISIONS, type Result } from "../evidence/vocabulary.ts";
import type { Settings } from "../settings/settings.ts";

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

/** One result for several: all alike, or any failure, or something in between. */
function together(results: readonly Result[]): Result {
  if (results.includes("fail")) return "fail";
  if (results.length === 0 || results.every((result) => result === NOT_TESTED)) return NOT_TESTED;
  return results.every((result) => result === "pass") ? "pass" : "partial";
}

/** Probes whose result counts. What an endpoint does not offer was not tested and takes nothing away. */
function smokeTest(evidence: Evidence): Result {
  const probes = evidence.verdict.probes.filter(
    (verdict) => verdict.result !== "unsupported" && answered(evidence, verdict).run?.polarity !== "advisory",
  );
  return together(probes.map(resultField));
}

/** Whether a success could be read as documented; null where there was none to read. */
function parsed(attempt: Attempt): boolean | null {
  const { outcome } = attempt;
  const status = statusOf(attempt);
  if (outcome.kind === "fail" && outcome.category === "response-contract") return false;
  if (status === null || status < 200 || status > 299) return null;
  return observedIn(attempt)?.shape ?? (outcome.kind === "pass" ? true : null);
}

function parser(evidence: Evidence): Result {
  const readings = evidence.probes
    .filter(({ polarity, family, subject }) => polarity === "must-pass" && family !== null && subject === "candidate")
    .flatMap(({ attempts }) => attempts.map(parsed))
    .filter((reading) => reading !== null);
  if (readings.length === 0) return NOT_TESTED;
  if (readings.every(Boolean)) return "pass";
  return readings.some(Boolean) ? "partial" : "fail";
}

/** The log check, as a probe or as a check that sends nothing. */
function observability(evidence: Evidence): Result {
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

/** The decision record. Docs are not tested by this version and say so. */
export function decisionRecord(evidence: Evidence, settings: Settings | null): DecisionRecord {
  const { run, release, verdict } = evidence;
  return {
    change_id: labelField(run.changeId),
    environment: labelField(run.environment),
    reviewer: labelField(run.reviewer),
    time_started: run.startedAt,
    time_completed: run.endedAt,
    docs_checked: NOT_TESTED,
    endpoint_reference_checked: NOT_TESTED,
    deployment_version: labelField(release.deploymentVersion),
    config_version: labelField(release.configuration?.configVersion ?? null),
    secret_version: labelField(release.secretVersion),
    smoke_test_result: smokeTest(evidence),
    parser_result: parser(evidence),
    observability_result: observability(evidence),
    rollback_test_result: rollbackTest(evidence),
    decision: verdict.decision,
    notes: notesField(evidence, settings, [verdict.reason.replace(/\.$/, ""), `run ${run.id}`]),
  };
}

/** The text of `decision-record.json`. */
export function decisionRecordFile(evidence: Evidence, settings: Settings | null): string {
  return `${JSON.stringify(decisionRecord(evidence, settings), null, 2)}\n`;
}
