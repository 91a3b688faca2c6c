import { CATEGORY_FACTS } from "../evidence/categories.ts";
import { courseOf } from "../evidence/firing.ts";
import type { Leg } from "../evidence/leg.ts";
import { type Sample, type SamplingNumbers, sampleOf } from "../evidence/policy.ts";
import { isSampled } from "../evidence/probes.ts";
import { EPSILON } from "../evidence/statistics.ts";
import { TRIGGERS } from "../evidence/triggers.ts";
import type { ProbeVerdict, TriggerReport } from "../evidence/verdict.ts";

/** Shares of the false-alarm bound for one probe that fired too early for chance, and for too many that fired at all. */
const ALONE = 0.9;
const TOGETHER = 0.1;

/** Probability that is none: a thousand of such do not reach the slack of a comparison. */
const NEVER = 1e-18;

/** How a probe is sampled, and how likely that fires by chance alone. */
interface Plan {
  readonly sample: Sample;
  /** By each attempt; the last entry is the plan's false-alarm rate. */
  readonly firedBy: readonly number[];
}

/** A sampled probe that a fan-in decides about, by the plan of its leg. */
interface Sampled extends Plan {
  readonly leg: Leg;
  readonly verdict: ProbeVerdict;
  readonly alpha: number;
}

/**
 * The bound of a run of probes, by how likely each fires by chance (decision.md, "Doubt over many legs"): `alone`, the largest
 * chance of a probe that stands by itself, and `many`, the fired probes from which all stand.
 */
export function boundOf(falseAlarms: readonly number[], alpha: number) {
  const tails = tailsOf(falseAlarms);
  const many = tails.findIndex((tail, fired) => fired > 0 && tail <= TOGETHER * alpha + EPSILON);
  return { alone: aloneBound(falseAlarms.length, alpha), many: many === -1 ? falseAlarms.length + 1 : many };
}

/** The largest chance of one of so many probes that stands by itself. */
export function aloneBound(probes: number, alpha: number): number {
  return (ALONE * alpha) / probes + EPSILON;
}

/** What a run of many probes makes of those that fired (decision.md, "Doubt over many legs"). */
export interface RunWide {
  /** Whether a fired trigger of a leg is more than chance gives in so many probes. */
  readonly stands: (trigger: TriggerReport, leg: Leg) => boolean;
  /** How likely chance alone is to fire as many, and what would have been enough. */
  readonly words: string;
}

/**
 * Looks at all legs. The number of probes is that of the plan: one failure more never adds a probe to share the bound with.
 * What fired in a leg that a rollback would not help has another cause, and vouches for no order elsewhere; for such a leg, of
 * which nobody rolls anything back, all count, so that one failure more never takes a witness from everybody.
 */
export function runWide(legs: readonly Leg[]): RunWide {
  // Hundreds of legs have few plans between them, and a course takes as long as its plan.
  const plans = new Map<string, Plan>();
  const all = legs.flatMap((leg) => sampledOf(leg, plans));
  const fired = all.filter(({ verdict }) => verdict.chance !== null);
  const alpha = Math.min(...all.map((one) => one.alpha));
  const falseAlarms = all.map(({ firedBy }) => firedBy.at(-1) ?? 0);
  const { alone, many } = boundOf(falseAlarms, alpha);
  const vouching = fired.filter(({ leg }) => !isHelpless(leg));
  return {
    stands: (trigger, leg) => {
      if (trigger.severity !== "rollback" || TRIGGERS[trigger.id].kind === "zero" || trigger.probes.length === 0)
        return true;
      const witnesses = isHelpless(leg) ? fired : vouching;
      const isStrange = ({ chance }: ProbeVerdict) => chance === null || witnesses.length >= many || chance <= alone;
      const behind = new Set(trigger.probes);
      return leg.verdict.probes.some(
        (probe) => behind.has(probe.key) && (isStrange(probe) || firedUnder(probe) !== trigger.id),
      );
    },
    words: `${fired.length === 1 ? "one" : fired.length} of ${all.length} probes, which chance alone gives in ${share(tailsOf(falseAlarms)[fired.length] ?? 0)} of such runs${enough(fired, alone)}`,
  };
}

/** Whether a rollback would not help this leg (decision.md, "Would going back help?"). */
function isHelpless({ verdict }: Leg): boolean {
  return verdict.reasonCode === "rollback-would-not-help";
}

function sampledOf(leg: Leg, plans: Map<string, Plan>): Sampled[] {
  const { verdict, sampling } = leg;
  const { samples, tolerate, alpha, maxFailures } = sampling;
  return verdict.probes
    .filter(({ id }) => isSampled(id))
    .map((probe) => {
      const numbers = JSON.stringify([samples, tolerate, alpha, maxFailures[probe.key]]);
      const plan = plans.get(numbers) ?? planOf(probe.key, sampling);
      plans.set(numbers, plan);
      return { leg, verdict: probe, ...plan, alpha };
    });
}

function planOf(key: string, sampling: SamplingNumbers): Plan {
  const sample = sampleOf(key, sampling);
  return { sample, firedBy: courseOf(sample, sampling.tolerate).firedBy };
}

/** The trigger under which the failures of a probe fired together. */
function firedUnder({ category }: ProbeVerdict) {
  return category === null ? null : CATEGORY_FACTS[category].trigger;
}

/** How likely at least each number of independent probes fires; numbers so large that they never do are left out. */
function tailsOf(chances: readonly number[]): readonly number[] {
  const byCount = [1];
  for (const chance of chances) {
    for (let k = byCount.length; k >= 0; k--) {
      const mass = (byCount[k] ?? 0) * (1 - chance) + (byCount[k - 1] ?? 0) * chance;
      // Kept, the tail of a thousand probes would be a thousand long.
      if (k < byCount.length || mass > NEVER) byCount[k] = mass;
    }
  }
  for (let k = byCount.length - 2; k >= 0; k--) byCount[k] = (byCount[k] ?? 0) + (byCount[k + 1] ?? 0);
  return byCount;
}

/** Until when a probe would have had to fire. */
function enough([first]: readonly Sampled[], bound: number): string {
  if (first === undefined) return "";
  const by = first.firedBy.findLastIndex((chance) => chance > 0 && chance <= bound);
  const look = first.sample.looks.find((one) => one !== undefined && one.total >= by);
  return by === -1 || look === undefined ? "" : `; ${look.limit} of the first ${by} would have been a rollback`;
}

function share(chance: number): string {
  return chance < 0.01 ? "less than 1%" : `${Math.round(chance * 100)}%`;
}
