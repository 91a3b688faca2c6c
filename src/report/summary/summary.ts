import type { Evidence } from "../../evidence/evidence.ts";
import { lackingLegs } from "../../evidence/leg.ts";
import type { Severity } from "../../evidence/vocabulary.ts";
import { owners, preflightRows, type ReportContext } from "../context.ts";
import { atMost, type Block, folded, MAX_LISTED, open, type Report, type Section } from "../document.ts";
import { codedReason, headline } from "../headline.ts";
import { linksOf } from "../links.ts";
import { page } from "../markdown.ts";
import { overrideNotices } from "../override.ts";
import { decisionRecord } from "../records/decision-record.ts";
import { changedSince, changes, recordIn, rehearsal, releaseName } from "../rollback/comparison.ts";
import { restoreJobLines, rollbackBlocks } from "../rollback/section.ts";
import { attemptTable } from "./attempt-table.ts";
import { configurationFacts, recordedFacts } from "./configuration.ts";
import { expectedStatusBlocks } from "./expected-statuses.ts";
import { everyLeg, legBlocks } from "./legs.ts";
import { legMetricBlocks, metricBlocks } from "./metrics.ts";
import { areaBlocks, fieldBlocks } from "./migration.ts";
import { nextSteps } from "./next-steps.ts";
import { detailTable, failedProbeTable, probeTable, tokenBlocks } from "./probe-table.ts";
import { rateBlocks } from "./rates.ts";
import { reproduceBlocks } from "./reproduce.ts";
import { resultBlocks } from "./results.ts";
import { timelineBlocks } from "./timeline.ts";
import { findingTable, triggerBlocks } from "./trigger-table.ts";
import { slowLaneNotices, waitBlocks, waitedBlocks } from "./wait.ts";

/** Last line of every report (product.md, "What the gate never claims"). */
export const NEVER_CLAIMED =
  "What this run does not show: price, quota, billing, rate limits, uptime, throughput, capacity, latency guarantees, model availability, feature coverage beyond what was probed, output quality, production readiness.";

/** Shown wherever the embedded gateway answered. */
export const SANDBOX_NOTICE = "Sandbox run: the embedded gateway answered. This proves nothing about a real endpoint.";

/** What this run was about. */
function subject({ run, legs }: Evidence): string {
  if (run.mode === "verify-rollback") return "Rollback verification of";
  if (run.mode === "record") return "Known-good record of";
  const lacking = lackingLegs(legs, run.legsExpected) === null ? "" : ` of ${run.legsExpected}`;
  return run.mode === "replay" ? `Fan-in of ${legs.length}${lacking} legs of` : "Gate for";
}

function identity(evidence: Evidence): string {
  const { run, release } = evidence;
  const record = recordIn(evidence);
  return [
    `${subject(evidence)} ${run.environment === null ? run.name : `${run.name} / ${run.environment}`}`,
    run.live ? `${run.kind}, live` : run.kind,
    ...(run.leg === null ? [] : [`leg ${run.legValues?.name ?? run.leg}`]),
    ...(run.changeId === null ? [] : [`change ${run.changeId}`]),
    ...(release.deploymentVersion === null ? [] : [`version ${release.deploymentVersion}`]),
    ...(record === null ? [] : [`known-good ${releaseName(record)}`]),
    `run ${run.id}`,
    `started ${run.startedAt}`,
    `ended ${run.endedAt}`,
  ].join(" · ");
}

/** What must not be overlooked about the way back: that there is none, that it cannot be used, or that it is doubtful. */
function knownGoodNotices({ knownGood }: Evidence): readonly string[] {
  switch (knownGood.kind) {
    case "not-required":
      return [];
    case "missing":
      return ["No known-good was named, so there is nothing to roll back to."];
    case "none":
      return knownGood.notice === null ? [] : [knownGood.notice];
    case "unusable":
      return [`The known-good cannot be used: ${knownGood.message}. ${knownGood.help}`];
    case "record":
      return knownGood.warnings.map((warning) => `Known-good: ${warning}`);
  }
}

/** The pre-flight list that a release should have; a remark where nobody declared one, never a hold. */
function preflightNotice({ run }: Evidence, { plan, preflight }: ReportContext): readonly string[] {
  const judged = run.kind === "release" && run.mode === "gate" && plan !== null;
  return judged && preflight.length === 0
    ? [
        "Advisory: no pre-flight list (owners, approver, alerts, dashboard, channel) is declared. Declare it under readiness: in the gate file; init writes one to fill in.",
      ]
    : [];
}

function notices(evidence: Evidence, context: ReportContext): readonly string[] {
  return [
    ...(evidence.run.sandbox ? [SANDBOX_NOTICE] : []),
    ...overrideNotices(evidence),
    ...(evidence.verdict.productionRisk ? [`Production risk. Owners: ${owners(context)}.`] : []),
    ...slowLaneNotices(evidence),
    ...knownGoodNotices(evidence),
    ...preflightNotice(evidence, context),
    ...atMost([...(evidence.recorded?.warnings ?? []), ...context.warnings], MAX_LISTED).map(
      (warning) => `Warning: ${warning}`,
    ),
  ];
}

function notTested({ verdict, waived }: Evidence): string {
  const excused = waived.map((waiver) => `${waiver.case} (waived: ${waiver.why})`);
  const items = atMost([...verdict.notTested, ...excused], MAX_LISTED);
  return `Not tested: ${items.length === 0 ? "nothing else was selected" : items.join("; ")}.`;
}

function severities({ checks }: Evidence): readonly Severity[] {
  return checks.flatMap(({ findings }) => findings.map(({ severity }) => severity));
}

/** Every section in the order in which a tired person needs it, with its place among those that are left out first. */
function sections(evidence: Evidence, context: ReportContext): readonly Section[] {
  const { verdict, legs, arrival } = evidence;
  const findings = open("Problems found", 7, findingTable(evidence, context));
  // Where nothing was asked, the findings are the reason and come first.
  const nothingAsked = verdict.probes.every(({ attempts }) => attempts === 0);
  // What only holds waits until the way back is walked.
  const below = verdict.decision === "rollback" && !severities(evidence).includes("rollback");
  const fired = verdict.triggers.filter((trigger) => trigger.fired).length;
  const attempts = evidence.probes.flatMap((probe) => probe.attempts).length;
  const record = Object.entries(decisionRecord(evidence, context));
  const readiness = preflightRows(context);
  const recordedRelease = recordedFacts(evidence);
  return [
    open("What to do next", null, [{ kind: "steps", items: nextSteps(evidence, context) }]),
    open("Lines for the gate file", null, expectedStatusBlocks(evidence)),
    ...(nothingAsked ? [findings] : []),
    open("Recorded release", 10, recordedRelease.length === 0 ? [] : [{ kind: "facts", rows: recordedRelease }]),
    open("Legs", 10, legBlocks(evidence, context)),
    // Of a fan-in the legs are the table that is read.
    (legs.length > 0 ? folded : open)("Probes", 9, [...probeTable(evidence), ...waitedBlocks(evidence)]),
    open("Tests", 8, resultBlocks(evidence)),
    open("Metrics", 8, [...metricBlocks(evidence), ...legMetricBlocks(evidence)]),
    ...(nothingAsked || below ? [] : [findings]),
    (arrival === undefined || arrival.result === "ready" ? folded : open)(
      "Wait for the release",
      7,
      waitBlocks(arrival),
    ),
    open("Rollback", null, rollbackBlocks(evidence, context)),
    ...(below && !nothingAsked ? [findings] : []),
    open("Rehearsal", 8, rehearsal(evidence)),
    folded(`Triggers (${fired} of ${verdict.triggers.length} fired)`, 8, triggerBlocks(evidence, context)),
    open("Migration: Chat Completions to Responses", 7, areaBlocks(context.migration)),
    (context.migration?.request_fields.result === "mapped" ? folded : open)(
      "Migration: request fields",
      5,
      fieldBlocks(context.migration),
    ),
    folded("Restore job to copy into a workflow", null, restoreJobLines(evidence, context)),
    folded("What changed since the known-good", 6, changes(evidence)),
    folded("Resolved configuration", 4, [{ kind: "facts", rows: configurationFacts(evidence, context) }]),
    folded("Decision record", 5, [{ kind: "facts", rows: record }]),
    folded("What each probe saw", 5, detailTable(evidence)),
    folded(`Every leg (${legs.length})`, 5, everyLeg(evidence, context)),
    folded("Timeline", 2, timelineBlocks(evidence)),
    folded(`Every attempt (${attempts})`, 1, attemptTable(evidence)),
    folded("Rates by dimension", 3, rateBlocks(evidence, context)),
    folded("Tokens used by this run", 2, tokenBlocks(evidence)),
    folded("Readiness", 3, readiness.length === 0 ? [] : [{ kind: "facts", rows: readiness }]),
    folded("Reproduce from a terminal", 6, reproduceBlocks(evidence, context)),
  ];
}

/** What failed and what was found: of a fan-in the legs, of a run its probes, and the problems that checks found. */
export function failureTables(evidence: Evidence, context: ReportContext): readonly Block[] {
  return [
    ...legBlocks(evidence, context),
    ...(evidence.legs.length > 0 ? [] : failedProbeTable(evidence)),
    ...findingTable(evidence, context),
  ];
}

/** Everything there is to say about a run. */
export function content(evidence: Evidence, context: ReportContext): Report {
  return {
    decision: evidence.verdict.decision,
    headline: headline(evidence),
    reason: codedReason(evidence.verdict),
    changed: changedSince(evidence),
    identity: identity(evidence),
    links: linksOf(evidence, context.addresses),
    notices: notices(evidence, context),
    sections: sections(evidence, context).filter(({ blocks }) => blocks.length > 0),
    ending: [`Strength of evidence: ${evidence.verdict.strength}`, notTested(evidence), NEVER_CLAIMED],
  };
}

/** Bytes of a summary. GitHub drops one over 1 MiB (platform.md, "Limits"); the rest is room for what the door adds. */
export const MAX_SUMMARY_BYTES = 1_000_000;

/** The job summary in GitHub-flavoured Markdown: decision first, then what to do, then the tables, then the folds. */
export function summary(evidence: Evidence, context: ReportContext): string {
  return page(content(evidence, context), MAX_SUMMARY_BYTES);
}
