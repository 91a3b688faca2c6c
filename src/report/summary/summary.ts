import type { Evidence } from "../../evidence/evidence.ts";
import type { Decision } from "../../evidence/vocabulary.ts";
import type { ReportContext } from "../context.ts";
import { atMost, type Block, MAX_LISTED, type Report, type Section } from "../document.ts";
import { knownGoodNotices, recordIn, releaseName } from "../known-good.ts";
import { codedReason, legsSection } from "../legs.ts";
import { page } from "../markdown-page.ts";
import { owners, preflightRows } from "../people.ts";
import { decisionRecord } from "../records/decision-record.ts";
import { changedSection, changedSince, rehearsalSection } from "../rollback/comparison.ts";
import { restoreJobSection, rollbackSection } from "../rollback/section.ts";
import { attemptTable } from "./attempt-table.ts";
import { configurationSection } from "./configuration.ts";
import { migrationSections } from "./migration.ts";
import { nextSteps } from "./next-steps.ts";
import { probeDetails, probeTable, tokenTable } from "./probe-table.ts";
import { ratesSection } from "./rates.ts";
import { reproduceSection } from "./reproduce.ts";
import { timelineSection } from "./timeline.ts";
import { findingTable, triggerTable } from "./trigger-table.ts";

/** Last line of every report (product.md, "What the gate never claims"). */
export const NEVER_CLAIMED =
  "What this run does not show: price, quota, billing, rate limits, uptime, throughput, capacity, latency guarantees, model availability, feature coverage beyond what was probed, output quality, production readiness.";

/** Shown wherever the embedded gateway answered. */
export const SANDBOX_NOTICE = "Sandbox run: the embedded gateway answered. This proves nothing about a real endpoint.";

/** What the decision says about the release that a team put back. */
const RESTORED: Readonly<Record<Decision, string>> = {
  proceed: "the rollback is verified, the restored release passes",
  hold: "the rollback is not verified yet",
  rollback: "the restored release fails too",
};

/** Decision, code and sentence. */
function headline({ run, recorded, verdict }: Evidence): string {
  const { decision, reason } = verdict;
  // What was recorded says it all; that no trigger fired, nobody asks here.
  if (recorded !== null && decision === "proceed") return `${decision} - ${reason}`;
  const restored = run.mode === "verify-rollback" ? `${RESTORED[decision]} - ` : "";
  const about = run.mode === "record" ? "nothing was recorded - " : restored;
  return `${decision} - ${about}${codedReason(verdict)}`;
}

/** What this run was about. */
function subject({ run, legs }: Evidence): string {
  if (run.mode === "verify-rollback") return "Rollback verification of";
  if (run.mode === "record") return "Known-good record of";
  return run.mode === "replay" ? `Fan-in of ${legs.length} legs of` : "Gate for";
}

function identity(evidence: Evidence): string {
  const { run, release } = evidence;
  const record = recordIn(evidence);
  return [
    `${subject(evidence)} ${run.environment === null ? run.name : `${run.name} / ${run.environment}`}`,
    run.live ? `${run.kind}, live` : run.kind,
    ...(run.leg === null ? [] : [`leg ${run.leg}`]),
    ...(run.changeId === null ? [] : [`change ${run.changeId}`]),
    ...(release.deploymentVersion === null ? [] : [`version ${release.deploymentVersion}`]),
    ...(record === null ? [] : [`known-good ${releaseName(record)}`]),
    `run ${run.id}`,
    `started ${run.startedAt}`,
    `ended ${run.endedAt}`,
  ].join(" · ");
}

function notices(evidence: Evidence, context: ReportContext): readonly string[] {
  return [
    ...(evidence.run.sandbox ? [SANDBOX_NOTICE] : []),
    ...(evidence.verdict.productionRisk ? [`Production risk. Owners: ${owners(context)}.`] : []),
    ...knownGoodNotices(evidence),
    ...atMost([...(evidence.recorded?.warnings ?? []), ...context.warnings], MAX_LISTED, (cut) => `${cut} more`).map(
      (warning) => `Warning: ${warning}`,
    ),
  ];
}

/** A section of one block. */
function sectionOf(title: string, block: Block, folded: boolean, sheds: number | null): Section {
  return { title, folded, sheds, blocks: [block] };
}

function notTested({ verdict, waived }: Evidence): string {
  const excused = waived.map((waiver) => `${waiver.case} (waived: ${waiver.why})`);
  const items = atMost([...verdict.notTested, ...excused], MAX_LISTED, (cut) => `${cut} more`);
  return `Not tested: ${items.length === 0 ? "nothing else was selected" : items.join("; ")}.`;
}

/** Everything there is to say about a run, in the order in which a tired person needs it. */
export function content(evidence: Evidence, context: ReportContext): Report {
  const findings = findingTable(evidence);
  // Where nothing was asked, the findings are the reason and come first.
  const first = evidence.verdict.probes.every(({ attempts }) => attempts === 0) ? findings : null;
  const items = nextSteps(evidence, context);
  const record = Object.entries(decisionRecord(evidence, context));
  const readiness = preflightRows(context);
  const sections = [
    sectionOf("What to do next", { kind: "steps", items }, false, null),
    first,
    legsSection(evidence),
    probeTable(evidence),
    first === null ? findings : null,
    rollbackSection(evidence, context),
    rehearsalSection(evidence),
    triggerTable(evidence),
    ...migrationSections(context),
    restoreJobSection(evidence),
    changedSection(evidence),
    configurationSection(evidence, context),
    sectionOf("Decision record", { kind: "facts", rows: record }, true, 5),
    probeDetails(evidence),
    timelineSection(evidence),
    attemptTable(evidence),
    ratesSection(evidence, context),
    tokenTable(evidence),
    readiness.length === 0 ? null : sectionOf("Readiness", { kind: "facts", rows: readiness }, true, 3),
    reproduceSection(evidence, context),
  ];
  return {
    decision: evidence.verdict.decision,
    headline: headline(evidence),
    changed: changedSince(evidence),
    identity: identity(evidence),
    notices: notices(evidence, context),
    sections: sections.filter((section) => section !== null),
    ending: [`Strength of evidence: ${evidence.verdict.strength}`, notTested(evidence), NEVER_CLAIMED],
  };
}

/**
 * Bytes of a summary. GitHub drops one over 1 MiB (platform.md, "Limits"); the rest is room for what the door adds.
 */
export const MAX_SUMMARY_BYTES = 1_000_000;

/**
 * The job summary in GitHub-flavoured Markdown: decision first, then what to do, then the tables, then the folds.
 * Always below `MAX_SUMMARY_BYTES`.
 */
export function summary(evidence: Evidence, context: ReportContext): string {
  return page(content(evidence, context), MAX_SUMMARY_BYTES);
}
