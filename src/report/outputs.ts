import { canonicalJson } from "../evidence/digest.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { nextKnownGood } from "../evidence/next-known-good.ts";
import type { Verdict } from "../evidence/verdict.ts";
import { weighs } from "../evidence/vocabulary.ts";
import { recordIn } from "./rollback/comparison.ts";

/** Every output of the action in the documented order (product.md, "Outputs"); `action.yml` is checked against it. */
export const OUTPUTS = [
  { name: "decision", description: "proceed, hold or rollback. Deploy on decision == 'proceed' and on nothing else." },
  { name: "reason-code", description: "Id of the trigger that decided, or all-passed." },
  { name: "reason", description: "Why, in one sentence." },
  {
    name: "decided-at",
    description: "When the evidence was complete, ISO 8601 in UTC. Reject a decision that is old.",
  },
  { name: "rollback-triggered", description: "true when the decision is rollback." },
  {
    name: "rollback-needed",
    description:
      "true only when the decision is rollback, the release is live and the probes that failed exercised something that differs, or may differ, from the known-good. Restore jobs key on this.",
  },
  {
    name: "triggers",
    description:
      "JSON array with the ids of the triggers that fired and are more than a remark: [] on a clean proceed.",
  },
  {
    name: "advisory-triggers",
    description: "JSON array with the ids of the triggers that fired as a remark only; they never move the decision.",
  },
  { name: "failed-probes", description: "JSON array with the keys of the probes that failed." },
  {
    name: "known-good-config",
    description: "JSON with the previous known-good configuration, {} when there is none.",
  },
  { name: "known-good-source", description: "Where the known-good configuration was found." },
  { name: "known-good-version", description: "Deployment version of the known-good release." },
  { name: "known-good-commit", description: "Commit of the known-good release." },
  {
    name: "rollback-plan",
    description:
      "JSON array of {field, from, to, recorded, implicated}: what to restore; to null with recorded false: keep or check.",
  },
  { name: "next-known-good", description: "JSON record of this release, set when the decision is proceed." },
  {
    name: "commit",
    description: "The commit that the artifact under test was built from, for a fan-in, a deployment and mode record.",
  },
  { name: "run-id", description: "Id from which the ids of all records derive." },
  { name: "evidence-path", description: "Path of evidence.json." },
  { name: "decision-record-path", description: "Path of decision-record.json." },
  { name: "junit-path", description: "Path of junit.xml." },
  { name: "summary-path", description: "Path of the summary in Markdown." },
  { name: "result", description: "Versioned JSON of the whole verdict; each of its triggers says its severity." },
] as const satisfies readonly { readonly name: string; readonly description: string }[];

/** As a workflow writes it: `steps.gate.outputs.NAME`. */
export type OutputName = (typeof OUTPUTS)[number]["name"];

/** The outputs of a gate that failed itself: a hold, and no word about the release. */
export const NOTHING_KNOWN: Readonly<Record<OutputName, string>> = {
  ...(Object.fromEntries(OUTPUTS.map(({ name }) => [name, ""])) as Record<OutputName, string>),
  decision: "hold",
  "reason-code": "insufficient-evidence",
  reason: "The gate itself failed; nothing is known about the release.",
  "rollback-triggered": "false",
  "rollback-needed": "false",
  triggers: "[]",
  "advisory-triggers": "[]",
  "failed-probes": "[]",
  "known-good-config": "{}",
  "rollback-plan": "[]",
};

/** Where the files of the run went. Empty: the file was not written. */
interface ReportPaths {
  readonly evidence: string;
  readonly decisionRecord: string;
  readonly junit: string;
  readonly summary: string;
}

/** Version of the JSON in the output `result`; raised when a reader would have to change. */
const RESULT_VERSION = 1;

/** Bytes of `result`: all outputs of a job share 1 MB (platform.md, "Limits"), and a job may have many gates. */
export const MAX_RESULT_BYTES = 64 * 1024;

/** A JSON array or object as an output value. */
const json = (value: unknown): string => JSON.stringify(value);

/** The verdict without what a program can read from `evidence.json`, for when all of it is too large. */
function trimmed(verdict: Verdict, keepProbes: boolean): unknown {
  const { decision, reasonCode, reason, decidedAt, rollbackTriggered, rollbackNeeded, productionRisk } = verdict;
  return {
    ...{ decision, reasonCode, reason, decidedAt, rollbackTriggered, rollbackNeeded, productionRisk },
    triggers: verdict.triggers.filter(({ fired }) => fired).map(({ id, severity }) => ({ id, severity })),
    probes: keepProbes ? verdict.probes.map(({ key, result, category }) => ({ key, result, category })) : [],
  };
}

/** Versioned JSON of the verdict; the first form that fits into `MAX_RESULT_BYTES`. */
function result(evidence: Evidence): string {
  const { run, verdict } = evidence;
  const head = {
    schema: "cometapi-release-gate/result",
    version: RESULT_VERSION,
    run: { id: run.id, kind: run.kind, name: run.name, environment: run.environment, leg: run.leg, live: run.live },
  };
  const forms = [
    json({ ...head, trimmed: false, verdict }),
    json({ ...head, trimmed: true, verdict: trimmed(verdict, true) }),
  ];
  const fitting = forms.find((form) => Buffer.byteLength(form) <= MAX_RESULT_BYTES);
  return fitting ?? json({ ...head, trimmed: true, verdict: trimmed(verdict, false) });
}

/** The configuration that a restore job puts back, and the version of the secret that belongs to it; `{}` without a record. */
function knownGoodConfig(evidence: Evidence): unknown {
  const record = recordIn(evidence);
  return record === null ? {} : { ...record.configuration, secretVersion: record.secretVersion };
}

/**
 * The value of every output. In a fan-in the known-good is the one that all legs share, and the plan is the worst leg's.
 * What comes from a record is bounded by the size that a record may have.
 *
 * @param paths absolute paths of the files that were written
 */
export function outputs(evidence: Evidence, paths: ReportPaths): Record<OutputName, string> {
  const { verdict, knownGood } = evidence;
  const record = recordIn(evidence);
  const next = nextKnownGood(evidence);
  const fired = verdict.triggers.filter((trigger) => trigger.fired);
  return {
    decision: verdict.decision,
    "reason-code": verdict.reasonCode,
    reason: verdict.reason,
    "decided-at": verdict.decidedAt,
    "rollback-triggered": String(verdict.rollbackTriggered),
    "rollback-needed": String(verdict.rollbackNeeded),
    triggers: json(fired.filter(weighs).map(({ id }) => id)),
    "advisory-triggers": json(fired.filter(({ severity }) => severity === "advisory").map(({ id }) => id)),
    "failed-probes": json(verdict.failedProbes),
    "known-good-config": json(knownGoodConfig(evidence)),
    "known-good-source": knownGood.kind === "record" ? knownGood.origin : "",
    "known-good-version": record?.deploymentVersion ?? "",
    "known-good-commit": record?.commit ?? "",
    "rollback-plan": json(verdict.rollbackPlan),
    // Canonical, so that it can be committed as it is.
    "next-known-good": next === null ? "" : canonicalJson(next),
    commit: evidence.run.commit ?? "",
    "run-id": evidence.run.id,
    "evidence-path": paths.evidence,
    "decision-record-path": paths.decisionRecord,
    "junit-path": paths.junit,
    "summary-path": paths.summary,
    result: result(evidence),
  };
}
