import type { ObservedRun } from "../evidence/evidence.ts";
import { TRIGGERS } from "../evidence/triggers.ts";
import type { ProbeVerdict, RehearsalVerdict, TriggerReport, Verdict } from "../evidence/verdict.ts";
import type { Severity } from "../evidence/vocabulary.ts";
import { arrivalTriggers, knownGoodServes } from "./arrival.ts";
import { type Culprit, culpritOf, mayHelp } from "./attribution.ts";
import { fanIn } from "./fan-in.ts";
import { overridden } from "./override.ts";
import { judgeProbes } from "./probe-verdict.ts";
import { runRates } from "./rates.ts";
import { notTested, reasonSentence, strengthOfEvidence } from "./reason.ts";
import { judgeRehearsal, unmet } from "./rehearsal.ts";
import { rollbackPlan } from "./rollback-plan.ts";
import {
  checkTriggers,
  decisionOf,
  findingSeverity,
  inOrder,
  merge,
  probeTriggers,
  stateReport,
  stateTriggers,
} from "./trigger-reports.ts";
import { vectorLengthTriggers } from "./vector-length.ts";

/**
 * Turns what was observed into one word (decision.md). Pure and total: no network, no clock, no GitHub; the same run
 * gives the same verdict byte for byte, which is what makes a replay possible.
 */
export function decide(run: ObservedRun): Verdict {
  return overridden(run.run.mode === "replay" ? fanIn(run) : judge(run), run);
}

/** What the evidence of one run says. */
function judge(run: ObservedRun): Verdict {
  const candidate = run.probes.filter((probe) => probe.subject === "candidate");
  const judgements = judgeProbes(candidate, run.policy, run.recheck);
  const rehearsal = judgeRehearsal(run);
  const arrival = arrivalTriggers(run);
  // Answers show it, or records of the service.
  const seen = [
    ...arrival.map(({ id }) => id),
    ...run.checks.flatMap(({ findings }) => findings.map((one) => one.trigger)),
  ];
  const reports = [
    ...probeTriggers(judgements, run.policy),
    ...checkTriggers(run, seen.includes("rollout-incomplete")),
    ...stateTriggers(run, judgements, arrival.length === 0),
    ...vectorLengthTriggers(run),
    ...arrival,
  ];
  const triggers = inOrder(merge([...reports, ...wayBackTriggers(rehearsal, reports, run)], run.policy));
  const decision = decisionOf(triggers);
  const probes = judgements.map(({ verdict }) => verdict);
  const plan = rollbackPlan(run, probes, culpritsOf(reports, probes, run));
  const speaking: Severity = decision === "proceed" ? "advisory" : decision;
  const leading = triggers.filter((trigger) => trigger.fired && trigger.severity === speaking);
  const fired = triggers.filter((trigger) => trigger.fired);
  const passed = run.recorded?.kind === "superseded" ? "superseded" : "all-passed";
  // What was restored is there or not there yet; that going back would not help is said before it.
  const helpless = decision === "rollback" && run.run.mode === "gate" && wouldNotHelp(rehearsal, reports, probes, run);
  return {
    decision,
    reasonCode: helpless ? "rollback-would-not-help" : decision === "proceed" ? passed : (leading[0]?.id ?? passed),
    reason: reasonSentence({ decision, leading, fired, probes, rehearsal, helpless, run }),
    decidedAt: run.run.endedAt,
    rollbackTriggered: decision === "rollback",
    // What was just restored is not restored again: a restore job keyed on this would never end.
    rollbackNeeded:
      decision === "rollback" &&
      run.run.mode === "gate" &&
      run.run.live &&
      mayHelp(plan) &&
      !helpless &&
      !knownGoodServes(run),
    rollbackPlan: plan,
    rehearsal,
    productionRisk: run.run.live && decision === "hold" && fired.some(({ id }) => TRIGGERS[id].couldNotAsk),
    triggers,
    probes,
    failedProbes: probes.filter((probe) => probe.result === "fail").map((probe) => probe.key),
    strength: strengthOfEvidence(probes),
    rates: runRates(run),
    notTested: notTested(run, probes),
  };
}

/**
 * A release that is good and whose way back is broken or unproven holds (decision.md, "Rehearsal"). A key that came back
 * is an exposure, whichever release was asked.
 */
function wayBackTriggers(
  rehearsal: RehearsalVerdict | null,
  reports: readonly TriggerReport[],
  run: ObservedRun,
): TriggerReport[] {
  const bad = decisionOf(reports) === "rollback";
  if (rehearsal?.triggers.includes("sensitive-exposure"))
    return [stateReport("sensitive-exposure", rehearsal.reason, run.policy)];
  if (rehearsal === null || rehearsal.result === "good" || bad) return [];
  return [stateReport("rollback-target", rehearsal.reason, run.policy)];
}

/** The probes and checks behind the rollback triggers. */
function culpritsOf(
  reports: readonly TriggerReport[],
  probes: readonly ProbeVerdict[],
  run: ObservedRun,
): readonly Culprit[] {
  const behind = reports.filter(({ severity }) => severity === "rollback");
  const failed = new Set(behind.flatMap((report) => report.probes));
  const found = behind.flatMap(({ id, probes: keys }) => (keys.length === 0 ? [id] : []));
  const checks = run.checks.filter(({ findings }) =>
    findings.some((finding) => found.includes(finding.trigger) && findingSeverity(finding, run.policy) === "rollback"),
  );
  const service = run.arrival?.last?.category === "sensitive-exposure" ? [culpritOf({ id: "app" })] : [];
  return [...probes.filter(({ key }) => failed.has(key)), ...checks.map(culpritOf), ...service];
}

/**
 * Going back helps nothing where all that failed is met by the known-good release as well, or asked nothing that differs
 * from it: look at provider, network and credential instead.
 */
function wouldNotHelp(
  rehearsal: RehearsalVerdict | null,
  reports: readonly TriggerReport[],
  probes: readonly ProbeVerdict[],
  run: ObservedRun,
): boolean {
  const left = culpritsOf(unmet(rehearsal, run, reports, probes), probes, run);
  return run.knownGood.kind === "record" && !mayHelp(rollbackPlan(run, probes, left));
}
