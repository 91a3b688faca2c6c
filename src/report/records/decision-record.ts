import { z } from "zod";
import { answerFor } from "../../evidence/answers.ts";
import type { DocsPage } from "../../evidence/docs.ts";
import type { Evidence } from "../../evidence/evidence.ts";
import { metricRemark } from "../../evidence/metrics.ts";
import { PROBES, type ProbeId } from "../../evidence/probes.ts";
import { resultWords } from "../../evidence/results.ts";
import { TRIGGERS } from "../../evidence/triggers.ts";
import type { ProbeVerdict } from "../../evidence/verdict.ts";
import { DECISIONS, FAMILIES, type Result, weighs } from "../../evidence/vocabulary.ts";
import type { ReportContext } from "../context.ts";
import { combinedResult, labelField, NOT_TESTED, notesField, ResultSchema, resultField } from "./fields.ts";
import { parserResult } from "./parser-result.ts";

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
type DecisionRecord = z.infer<typeof DecisionRecordSchema>;

/** What shows how the service does, as far as it was looked at. Of its legs a fan-in only knows which one failed it. */
function observability(evidence: Evidence): Result {
  const looked: readonly ProbeId[] = ["logs", "metrics"];
  if (looked.some((id) => failedInLeg(evidence, id))) return "fail";
  return combinedResult(looked.flatMap((id) => evidence.checks.find((check) => check.id === id)?.result ?? []));
}

/**
 * Whether going back was tried (release-and-rollback-checklist, "Rollback readiness"): wholly by a run after the restore;
 * in part by a rehearsal, which asks the known-good release but restores nothing. A fan-in takes it from its legs.
 */
function rollbackTest({ run, verdict, checks, legs }: Evidence): Result {
  if (run.mode === "verify-rollback") {
    // A body that cannot be read leaves a part untested, whatever the rest of the release answers.
    if (verdict.decision !== "rollback" && checks.some(({ id }) => id === "known-good-template")) return "partial";
    if (verdict.probes.every(({ attempts }) => attempts === 0)) return NOT_TESTED;
    if (verdict.decision === "rollback") return "fail";
    // What a person let pass, and what holds, was seen in part at most.
    if (verdict.decision === "proceed" && verdict.reasonCode !== "overridden") return "pass";
    return verdict.probes.some(({ passes }) => passes > 0) ? "partial" : NOT_TESTED;
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
      ...(evidence.results === undefined ? [] : [`tests: ${resultWords(evidence.results)}`]),
      ...(evidence.metrics?.checks ?? []).map((check) => `metric ${metricRemark(check)}`),
      ...leftToLegs(evidence, { ...docs, ...tested }),
    ]),
  };
}

/** How a page counts; one that could not be read takes something away where others were. */
const RESULT_OF: Readonly<Record<DocsPage["result"], Result>> = {
  unchanged: "pass",
  listing: "pass",
  "prose-changed": "partial",
  "never-reviewed": "partial",
  "contract-changed": "fail",
  unreachable: NOT_TESTED,
};

function resultOf(page: DocsPage): Result {
  return page.listed === false ? "fail" : RESULT_OF[page.result];
}

/** Whether a leg of a fan-in fired a trigger of this check, and not as a remark: all that is known of the legs' checks. */
function failedInLeg({ legs }: Evidence, check: ProbeId): boolean {
  return legs.some(({ verdict }) =>
    verdict.triggers.some((trigger) => weighs(trigger) && TRIGGERS[trigger.id].check === check),
  );
}

/** All pages of the documentation that were looked at. */
function docsChecked(evidence: Evidence): Result {
  return failedInLeg(evidence, "docs") ? "fail" : combinedResult(evidence.docs.map(resultOf));
}

/** The reference pages of the probed families; where no family was probed, every reference page. */
function endpointReferenceChecked({ verdict, docs }: Evidence): Result {
  const probed = FAMILIES.filter((family) => verdict.probes.some((probe) => probe.family === family));
  const pages = docs.filter(({ page }) => page !== "index");
  if (probed.length === 0) return combinedResult(pages.map(resultOf));
  const found = probed.map((family) => pages.find(({ page }) => page === family));
  return combinedResult(found.map((page) => (page === undefined ? NOT_TESTED : resultOf(page))));
}

/** Probes whose result counts. What an endpoint does not offer was not tested and takes nothing away. */
function smokeTestResult(evidence: Evidence): Result {
  return combinedResult(evidence.verdict.probes.filter((verdict) => counts(evidence, verdict)).map(resultField));
}

function counts(evidence: Evidence, verdict: ProbeVerdict): boolean {
  const { id, key, result } = verdict;
  if (result === "unsupported") return false;
  const { run } = answerFor(evidence, verdict);
  if (run !== null) return run.polarity !== "advisory";
  // In a fan-in only the triggers tell whether such a probe informs or the release depends on it.
  const informs = PROBES[id].kind === "advisory" || PROBES[id].kind === "feature";
  return !informs || evidence.verdict.triggers.some((trigger) => weighs(trigger) && trigger.probes.includes(key));
}
