import type { Evidence } from "../evidence/evidence.ts";
import type { Settings } from "../settings/settings.ts";
import { attemptTable } from "./attempt-table.ts";
import { configurationSection } from "./configuration.ts";
import { decisionRecord } from "./decision-record.ts";
import { atMost, MAX_LISTED, type Report, type Section } from "./document.ts";
import { nextSteps } from "./next-steps.ts";
import { owners, readinessRows } from "./people.ts";
import { probeTable } from "./probe-table.ts";
import { reproduceSection } from "./reproduce.ts";
import { tokenTable } from "./token-table.ts";
import { findingTable, triggerTable } from "./trigger-table.ts";

/** Last line of every report (product.md, "What the gate never claims"). */
export const NEVER_CLAIMED =
  "What this run does not show: price, quota, billing, rate limits, uptime, throughput, capacity, latency guarantees, model availability, feature coverage beyond what was probed, output quality, production readiness.";

/** Shown wherever the embedded gateway answered. */
export const SANDBOX_NOTICE = "Sandbox run: the embedded gateway answered. This proves nothing about a real endpoint.";

/** Decision, code and sentence; the sentence of a fired trigger starts with its code already. */
function headline({ decision, reasonCode, reason }: Evidence["verdict"]): string {
  return `${decision} - ${reason.startsWith(`${reasonCode}: `) ? reason : `${reasonCode}: ${reason}`}`;
}

function identity({ run, release }: Evidence): string {
  return [
    `Gate for ${run.environment === null ? run.name : `${run.name} / ${run.environment}`}`,
    run.live ? `${run.kind}, live` : run.kind,
    ...(run.leg === null ? [] : [`leg ${run.leg}`]),
    ...(run.changeId === null ? [] : [`change ${run.changeId}`]),
    ...(release.deploymentVersion === null ? [] : [`version ${release.deploymentVersion}`]),
    `run ${run.id}`,
    `started ${run.startedAt}`,
    `ended ${run.endedAt}`,
  ].join(" · ");
}

function notices(evidence: Evidence, settings: Settings | null): readonly string[] {
  return [
    ...(evidence.run.sandbox ? [SANDBOX_NOTICE] : []),
    ...(evidence.verdict.productionRisk ? [`Production risk. Owners: ${owners(settings)}.`] : []),
    ...atMost(settings?.warnings ?? [], MAX_LISTED, (cut) => `${cut} more`).map((warning) => `Warning: ${warning}`),
  ];
}

function steps(evidence: Evidence, settings: Settings | null): Section {
  const items = nextSteps(evidence, settings);
  return { title: "What to do next", folded: false, sheds: null, blocks: [{ kind: "steps", items }] };
}

function decisionSection(evidence: Evidence, settings: Settings | null): Section {
  const rows = Object.entries(decisionRecord(evidence, settings));
  return { title: "Decision record", folded: true, sheds: 5, blocks: [{ kind: "facts", rows }] };
}

function readinessSection(settings: Settings | null): Section | null {
  const rows = readinessRows(settings);
  return rows.length === 0 ? null : { title: "Readiness", folded: true, sheds: 3, blocks: [{ kind: "facts", rows }] };
}

/** Waived cases are known to the settings only; everything else the verdict knows. */
function notTested({ verdict }: Evidence, settings: Settings | null): string {
  const waived = (settings?.mustFail.waived ?? []).map((waiver) => `${waiver.case} (waived: ${waiver.why})`);
  const items = atMost([...verdict.notTested, ...waived], MAX_LISTED, (cut) => `${cut} more`);
  return `Not tested: ${items.length === 0 ? "nothing else was selected" : items.join("; ")}.`;
}

/** Everything there is to say about a run, in the order in which a tired person needs it. */
export function content(evidence: Evidence, settings: Settings | null): Report {
  const findings = findingTable(evidence);
  // Where nothing was asked, the findings are the reason and come first.
  const first = evidence.verdict.probes.every(({ attempts }) => attempts === 0) ? findings : null;
  const sections = [
    steps(evidence, settings),
    first,
    probeTable(evidence),
    triggerTable(evidence),
    first === null ? findings : null,
    configurationSection(evidence, settings),
    decisionSection(evidence, settings),
    attemptTable(evidence),
    tokenTable(evidence),
    readinessSection(settings),
    reproduceSection(evidence, settings),
  ];
  return {
    decision: evidence.verdict.decision,
    headline: headline(evidence.verdict),
    identity: identity(evidence),
    notices: notices(evidence, settings),
    sections: sections.filter((section) => section !== null),
    ending: [`Strength of evidence: ${evidence.verdict.strength}`, notTested(evidence, settings), NEVER_CLAIMED],
  };
}
