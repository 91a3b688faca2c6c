import type { ObservedRun } from "../evidence/evidence.ts";
import { type Leg, labelsOf, lackingLegs } from "../evidence/leg.ts";
import type { Policy } from "../evidence/policy.ts";
import type { TriggerId } from "../evidence/triggers.ts";
import type { TriggerReport, Verdict } from "../evidence/verdict.ts";
import { mayHelp } from "./attribution.ts";
import { legRates } from "./rates.ts";
import { notTestedInLegs } from "./reason.ts";
import { type RunWide, runWide } from "./run-wide.ts";
import { checkTriggers, decisionOf, inOrder, merge, stateReport } from "./trigger-reports.ts";

/** Order of decisions, worst first. */
const WORST_FIRST = ["rollback", "hold", "proceed"] as const;

/**
 * One decision over many legs, worst leg first, each leg named (decision.md, "Replay and fan-in"). A leg keeps its own
 * verdict: nothing is sampled or pooled again.
 */
export function fanIn(run: ObservedRun): Verdict {
  // A single run is not a fan-in.
  const wide = run.legs.length > 1 ? runWide(run.legs) : null;
  const judged = run.legs
    .map((leg) => judgedLeg(leg, wide, run.policy))
    .sort((a, b) => place(a) - place(b) || (a.leg.label < b.leg.label ? -1 : 1));
  const legs = judged.map(({ leg }) => leg);
  const own = [
    ...checkTriggers(run, false),
    ...(legs.length === 0 ? [stateReport("insufficient-evidence", "no leg left evidence", run.policy)] : []),
  ];
  const triggers = inOrder(merge([...judged.flatMap(({ triggers }) => triggers), ...own], run.policy));
  const decision = decisionOf(triggers);
  const probes = legs.flatMap(({ label, verdict }) =>
    verdict.probes.map((probe) => ({ ...probe, key: `${label} ${probe.key}` })),
  );
  const [first] = triggers.filter((trigger) => trigger.fired && trigger.severity === decision);
  const worst = telling(
    judged.filter((each) => each.decision === decision).map(({ leg }) => leg),
    first?.id,
  );
  const [lead] = worst;
  // A leg may know better than its triggers why (rollback-would-not-help); only where all of the worst say the same.
  const codes = new Set(
    worst.map(({ verdict }) => (verdict.decision === decision ? verdict.reasonCode : "inconclusive-rate")),
  );
  const [code] = codes;
  const reasonCode =
    decision === "proceed"
      ? legs.some(isOverridden)
        ? "overridden"
        : "all-passed"
      : codes.size === 1 && code
        ? code
        : lead?.verdict.decision === decision
          ? lead.verdict.reasonCode
          : (first?.id ?? "all-passed");
  return {
    decision,
    reasonCode,
    reason: sentence(run, decision, worst, first, wide),
    decidedAt: run.run.endedAt,
    rollbackTriggered: decision === "rollback",
    rollbackNeeded: decision === "rollback" && worst.some(({ verdict }) => verdict.rollbackNeeded),
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

/**
 * Legs that a rollback helps before those that it would not, and of these the ones that fail as the whole is said to: the
 * sentence speaks of the first.
 */
function telling(legs: readonly Leg[], first: TriggerId | undefined): readonly Leg[] {
  const help = ({ verdict }: Leg) =>
    verdict.rollbackNeeded ? 0 : verdict.reasonCode === "rollback-would-not-help" ? 2 : 1;
  const other = ({ verdict }: Leg) => Number(verdict.reasonCode !== first);
  return legs.toSorted((a, b) => help(a) - help(b) || other(a) - other(b));
}

/** One leg that a person let pass was not verified, and neither is the whole. */
function isOverridden({ verdict }: Leg): boolean {
  return verdict.reasonCode === "overridden";
}

/** The plan of a leg that needs it, before one of a leg that a rollback would not help. */
function planOf(worst: readonly Leg[]): Verdict["rollbackPlan"] {
  const leg =
    worst.find(({ verdict }) => verdict.rollbackNeeded) ??
    worst.find(({ verdict }) => mayHelp(verdict.rollbackPlan)) ??
    worst.find(({ verdict }) => verdict.rollbackPlan.length > 0);
  return leg?.verdict.rollbackPlan ?? [];
}

/** A leg as the whole run sees it. */
interface JudgedLeg {
  readonly leg: Leg;
  readonly triggers: readonly TriggerReport[];
  readonly decision: Verdict["decision"];
}

function place({ decision }: JudgedLeg): number {
  return WORST_FIRST.indexOf(decision);
}

/**
 * What fired in a leg; what a person let pass there is shown and no longer holds, and what so many probes give by chance is
 * a doubt.
 */
function judgedLeg(leg: Leg, wide: RunWide | null, policy: Policy): JudgedLeg {
  const { label, verdict } = leg;
  const triggers = verdict.triggers
    .filter((trigger) => trigger.fired)
    .map((trigger) => (wide === null || wide.stands(trigger, leg) ? trigger : doubted(trigger, policy)))
    .map((trigger) => ({
      ...trigger,
      severity: isOverridden(leg) ? ("advisory" as const) : trigger.severity,
      probes: trigger.probes.map((key) => `${label} ${key}`),
      detail: `${label}: ${trigger.detail}`,
    }));
  return { leg, triggers, decision: decisionOf(triggers) };
}

/** A policy that thinks nothing of a probe's doubt has not said so of a trigger that fired. */
function doubted(trigger: TriggerReport, { severities }: Policy): TriggerReport {
  const stated = severities["inconclusive-rate"];
  return { ...trigger, id: "inconclusive-rate", severity: stated === "advisory" ? "hold" : stated };
}

function sentence(
  run: ObservedRun,
  decision: Verdict["decision"],
  worst: readonly Leg[],
  first: TriggerReport | undefined,
  wide: RunWide | null,
): string {
  const { legs } = run;
  const lacking = lackingLegs(legs, run.run.legsExpected);
  if (decision === "proceed") {
    const overridden = legs.filter(isOverridden).map(({ label, verdict }) => ` ${label}: ${verdict.reason}`);
    return `all ${legs.length} legs proceed.${overridden.join("")}`;
  }
  const [leg, ...others] = worst;
  if (leg === undefined)
    return `${first?.id ?? "configuration"}: ${lacking === null ? "" : `${lacking}; `}${first?.detail ?? "the legs cannot be used"}.`;
  const more = others.length === 0 ? "" : ` Also ${decision}: ${labelsOf(others)}.`;
  const counted = lacking === null ? `${worst.length} of ${legs.length} legs` : `${lacking}; ${worst.length} of these`;
  const own = `${counted}: ${decision}. ${leg.label}: `;
  if (wide === null || leg.verdict.decision === decision) return `${own}${leg.verdict.reason}${more}`;
  return `${own}${first?.detail.replace(`${leg.label}: `, "") ?? ""}: ${wide.words}.${more}`;
}
