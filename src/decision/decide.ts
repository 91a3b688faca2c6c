import type { ObservedRun, ProbeRun } from "../evidence/evidence.ts";
import { type Policy, TRIGGERS } from "../evidence/policy.ts";
import type { TriggerReport, Verdict } from "../evidence/verdict.ts";
import { type Decision, type ReasonCode, TRIGGER_IDS, type TriggerId } from "../evidence/vocabulary.ts";
import { type FamilySupport, judgeProbe, type ProbeJudgement } from "./probe-verdict.ts";
import { notTested, reasonSentence, strengthOfEvidence } from "./reason.ts";
import { rank } from "./sampling.ts";

/**
 * Turns what was observed into one word (decision.md). Pure and total: no network, no clock, no GitHub; the same run
 * gives the same verdict byte for byte, which is what makes a replay possible.
 */
export function decide(run: ObservedRun): Verdict {
  const judgements = run.probes.map((probe) => judgeProbe(probe, run.policy, familySupport(probe, run.probes)));
  const reports = [...probeTriggers(judgements, run.policy), ...checkTriggers(run), ...stateTriggers(run, judgements)];
  const triggers = inOrder(merge(reports, run.policy));
  const decision = decisionOf(triggers);
  const probes = judgements.map(({ verdict }) => verdict);
  const leading = triggers.filter((trigger) => trigger.fired && trigger.severity === decision);
  const reasonCode: ReasonCode = leading[0]?.id ?? "all-passed";
  const fired = new Set(triggers.filter((trigger) => trigger.fired).map((trigger) => trigger.id));
  return {
    decision,
    reasonCode,
    reason: reasonSentence(decision, leading, probes, run),
    decidedAt: run.run.endedAt,
    rollbackTriggered: decision === "rollback",
    // Without a known-good record the rollback plan is empty, so no restore job has anything to do.
    rollbackNeeded: false,
    productionRisk: run.run.live && decision === "hold" && COULD_NOT_ASK.some((id) => fired.has(id)),
    triggers,
    probes,
    failedProbes: probes.filter((probe) => probe.result === "fail").map((probe) => probe.key),
    strength: strengthOfEvidence(probes),
    notTested: notTested(run, probes),
  };
}

/** Holds that leave a live configuration unjudged (decision.md, "Order of the decision"). */
const COULD_NOT_ASK: readonly TriggerId[] = ["configuration", "unreachable", "insufficient-evidence", "no-secrets"];

/**
 * A family that only a preset selected, that never passed, and that says "not here" while the other family works is
 * unsupported, not broken (product.md, "Unsupported").
 */
function familySupport(probe: ProbeRun, probes: readonly ProbeRun[]): FamilySupport {
  if (probe.family === null) return "supported";
  const same = mustPass(probes).filter((other) => other.family === probe.family);
  if (same.some((other) => other.selected === "explicit")) return "supported";
  const others = mustPass(probes).filter((other) => other.family !== probe.family && other.family !== null);
  const notHere = same.some((other) => other.attempts.some((attempt) => attempt.outcome.kind === "unsupported"));
  const answered = (group: readonly ProbeRun[]) =>
    group.some((other) => other.attempts.some(({ outcome }) => outcome.kind === "pass"));
  const failedOtherwise = same.some((other) => other.attempts.some(({ outcome }) => outcome.kind === "fail"));
  return notHere && !answered(same) && !failedOtherwise && answered(others) ? "unsupported" : "supported";
}

function mustPass(probes: readonly ProbeRun[]): ProbeRun[] {
  return probes.filter((probe) => probe.polarity === "must-pass");
}

function probeTriggers(judgements: readonly ProbeJudgement[], policy: Policy): TriggerReport[] {
  return judgements.flatMap(({ verdict, triggers }) =>
    triggers.map((trigger) => ({
      ...trigger,
      severity: policy.severities[trigger.id],
      fired: true,
      probes: [verdict.key],
      detail: `${verdict.key}: ${trigger.detail}`,
    })),
  );
}

function checkTriggers(run: ObservedRun): TriggerReport[] {
  return run.checks.flatMap((check) =>
    check.findings.map((finding) => ({
      id: finding.trigger,
      // A finding may be milder than its trigger (an advisory remark), never stronger.
      severity: milder(finding.severity, run.policy.severities[finding.trigger]),
      fired: true,
      probes: [],
      observed: 1,
      limit: null,
      n: null,
      detail: finding.message,
    })),
  );
}

function milder(a: TriggerReport["severity"], b: TriggerReport["severity"]): TriggerReport["severity"] {
  return rank(a) < rank(b) ? a : b;
}

function stateTriggers(run: ObservedRun, judgements: readonly ProbeJudgement[]): TriggerReport[] {
  const report = (id: TriggerId, detail: string): TriggerReport => ({
    id,
    severity: run.policy.severities[id],
    fired: true,
    probes: [],
    observed: 1,
    limit: null,
    n: null,
    detail,
  });
  const reports: TriggerReport[] = [];
  if (run.rollbackTarget === "missing") {
    reports.push(report("rollback-target", "a release needs a known-good to go back to, or known-good: none"));
  }
  if (run.rollbackTarget === "unusable") reports.push(report("rollback-target", "the known-good record is not usable"));
  for (const stop of run.stops) {
    if (stop === "sensitive-exposure") continue;
    reports.push(report("insufficient-evidence", `the run ended early: ${stop}`));
  }
  const asked = judgements.some(({ verdict }) => verdict.result !== "not_tested");
  const checked = run.checks.some((check) => check.result !== "not_tested");
  if (!asked && !checked && run.stops.length === 0)
    reports.push(report("insufficient-evidence", "nothing that was selected ran"));
  return reports;
}

/** One report per trigger: probes together, the largest count shown, the most severe severity kept. */
function merge(reports: readonly TriggerReport[], policy: Policy): TriggerReport[] {
  const byId = new Map<TriggerId, TriggerReport>();
  for (const report of reports) {
    const known = byId.get(report.id);
    byId.set(report.id, known ? joined(known, report) : report);
  }
  for (const id of TRIGGER_IDS) {
    if (byId.has(id)) continue;
    const quiet = {
      severity: policy.severities[id],
      fired: false,
      probes: [],
      observed: 0,
      limit: null,
      n: null,
      detail: "",
    };
    byId.set(id, { id, ...quiet });
  }
  return [...byId.values()];
}

function joined(a: TriggerReport, b: TriggerReport): TriggerReport {
  const larger = b.observed > a.observed ? b : a;
  return {
    ...larger,
    severity: rank(b.severity) > rank(a.severity) ? b.severity : a.severity,
    probes: [...new Set([...a.probes, ...b.probes])],
    detail: a.detail === b.detail ? a.detail : `${a.detail}; ${b.detail}`,
  };
}

/** What a person has to hear first: exposure, then what is certain, then rates, then the state of the run. */
const KIND_ORDER = { certain: 0, rate: 1, zero: 1, static: 2, state: 3 } as const;

/** State triggers that stopped the gate from asking explain everything that follows from them. */
const FIRST: readonly TriggerId[] = ["sensitive-exposure", "configuration", "no-secrets"];

function inOrder(triggers: readonly TriggerReport[]): TriggerReport[] {
  const place = ({ id }: TriggerReport) => (FIRST.includes(id) ? -1 : KIND_ORDER[TRIGGERS[id].kind]);
  const last = ({ id }: TriggerReport) => (id === "inconclusive-rate" || id === "insufficient-evidence" ? 1 : 0);
  return [...triggers].sort(
    (a, b) =>
      Number(b.fired) - Number(a.fired) ||
      rank(b.severity) - rank(a.severity) ||
      place(a) - place(b) ||
      last(a) - last(b) ||
      b.observed - a.observed ||
      TRIGGER_IDS.indexOf(a.id) - TRIGGER_IDS.indexOf(b.id),
  );
}

function decisionOf(triggers: readonly TriggerReport[]): Decision {
  const fired = triggers.filter((trigger) => trigger.fired);
  if (fired.some((trigger) => trigger.severity === "rollback")) return "rollback";
  return fired.some((trigger) => trigger.severity === "hold") ? "hold" : "proceed";
}
