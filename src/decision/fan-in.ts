import type { Leg, ObservedRun } from "../evidence/evidence.ts";
import type { ProbeVerdict, TriggerReport, Verdict } from "../evidence/verdict.ts";
import { mayHelp } from "./attribution.ts";
import { legRates } from "./rates.ts";
import { notTestedInLegs } from "./reason.ts";
import { checkTriggers, decisionOf, inOrder, merge, stateReport } from "./trigger-reports.ts";

/** Order of decisions, worst first. */
const WORST_FIRST = ["rollback", "hold", "proceed"] as const;

/**
 * One decision over many legs, worst leg first, each leg named (decision.md, "Replay and fan-in"). A leg keeps its own
 * verdict: nothing is sampled or pooled again.
 */
export function fanIn(run: ObservedRun): Verdict {
  const legs = [...run.legs].sort((a, b) => place(a) - place(b) || (a.label < b.label ? -1 : 1));
  const own = [
    ...checkTriggers(run),
    ...(legs.length === 0 ? [stateReport("insufficient-evidence", "no leg left evidence", run.policy)] : []),
  ];
  const triggers = inOrder(merge([...legs.flatMap(triggersOf), ...own], run.policy));
  const decision = decisionOf(triggers);
  const probes = legs.flatMap(probesOf);
  const [first] = triggers.filter((trigger) => trigger.fired && trigger.severity === decision);
  const worst = helpedFirst(legs.filter((leg) => leg.verdict.decision === decision));
  // A leg may know better than its triggers why (rollback-would-not-help); only where all of the worst say the same.
  const codes = new Set(worst.map(({ verdict }) => verdict.reasonCode));
  const [code] = codes;
  const reasonCode =
    decision === "proceed" ? passedCode(legs) : codes.size === 1 && code ? code : (first?.id ?? "all-passed");
  return {
    decision,
    reasonCode,
    reason: sentence(run, decision, worst, first),
    decidedAt: run.run.endedAt,
    rollbackTriggered: decision === "rollback",
    rollbackNeeded: decision === "rollback" && legs.some(({ verdict }) => verdict.rollbackNeeded),
    rollbackPlan: planOf(worst),
    rehearsal: null,
    productionRisk: legs.some(({ verdict }) => verdict.productionRisk),
    triggers,
    probes,
    failedProbes: probes.filter(({ result }) => result === "fail").map(({ key }) => key),
    strength: legs[0]?.verdict.strength ?? "No leg left evidence.",
    rates: legRates(legs),
    notTested: notTestedInLegs(legs),
  };
}

/** Legs that a rollback helps before those that it would not: the sentence speaks of the first. */
function helpedFirst(legs: readonly Leg[]): readonly Leg[] {
  const order = ({ verdict }: Leg) =>
    verdict.rollbackNeeded ? 0 : verdict.reasonCode === "rollback-would-not-help" ? 2 : 1;
  return legs.toSorted((a, b) => order(a) - order(b));
}

/** One leg that a person let pass was not verified, and neither is the whole. */
function passedCode(legs: readonly Leg[]): Verdict["reasonCode"] {
  return legs.some(isOverridden) ? "overridden" : "all-passed";
}

function isOverridden({ verdict }: Leg): boolean {
  return verdict.reasonCode === "overridden";
}

/** What let a leg pass that would have held; empty where nothing did. */
function overrideOf(leg: Leg): string {
  return isOverridden(leg) ? ` ${leg.label}: ${leg.verdict.reason}` : "";
}

/** The plan of a leg that needs it, before one of a leg that a rollback would not help. */
function planOf(worst: readonly Leg[]): Verdict["rollbackPlan"] {
  const leg =
    worst.find(({ verdict }) => verdict.rollbackNeeded) ??
    worst.find(({ verdict }) => mayHelp(verdict.rollbackPlan)) ??
    worst.find(({ verdict }) => verdict.rollbackPlan.length > 0);
  return leg?.verdict.rollbackPlan ?? [];
}

function place({ verdict }: Leg): number {
  return WORST_FIRST.indexOf(verdict.decision);
}

/** What fired in a leg; what a person let pass there is shown and no longer holds. */
function triggersOf(leg: Leg): TriggerReport[] {
  const { label, verdict } = leg;
  return verdict.triggers
    .filter((trigger) => trigger.fired)
    .map((trigger) => ({
      ...trigger,
      severity: isOverridden(leg) ? "advisory" : trigger.severity,
      probes: trigger.probes.map((key) => `${label} ${key}`),
      detail: `${label}: ${trigger.detail}`,
    }));
}

function probesOf({ label, verdict }: Leg): ProbeVerdict[] {
  return verdict.probes.map((probe) => ({ ...probe, key: `${label} ${probe.key}` }));
}

function sentence(
  run: ObservedRun,
  decision: Verdict["decision"],
  worst: readonly Leg[],
  first: TriggerReport | undefined,
): string {
  const { legs } = run;
  if (decision === "proceed") return `all ${legs.length} legs proceed.${legs.map(overrideOf).join("")}`;
  const [leg, ...others] = worst;
  if (leg === undefined) return `${first?.id ?? "configuration"}: ${first?.detail ?? "the legs cannot be used"}.`;
  const more = others.length === 0 ? "" : ` Also ${decision}: ${others.map(({ label }) => label).join(", ")}.`;
  return `${worst.length} of ${legs.length} legs: ${decision}. ${leg.label}: ${leg.verdict.reason}${more}`;
}
