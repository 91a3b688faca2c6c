/** The triggers that one probe raises, from its whole sample (decision.md, "Kinds of trigger"). */

import type { Attempt } from "../evidence/attempt.ts";
import { CATEGORIES, CATEGORY_FACTS, type Category, categoryName, firedOnce } from "../evidence/categories.ts";
import type { ProbeRun } from "../evidence/evidence.ts";
import { MINIMUM_SUCCESSES, type Policy } from "../evidence/policy.ts";
import { threshold } from "../evidence/statistics.ts";
import { TRIGGERS, type TriggerId } from "../evidence/triggers.ts";
import type { FailedAttempt, RateResult, SamplingPlan } from "./sampling.ts";

/** A trigger that one probe raised, with the count behind it. */
export interface ProbeTrigger {
  readonly id: TriggerId;
  readonly observed: number;
  readonly limit: number | null;
  readonly n: number;
  readonly detail: string;
}

/** The confirmed category that decides: the first one whose trigger is not advisory. */
export function leading(confirmed: readonly Category[], plan: SamplingPlan): Category | null {
  return confirmed.find((category) => !plan.advisory.includes(category)) ?? null;
}

/** Certain failures that their confirmation repeated, one trigger for each category. */
export function certainTriggers(
  confirmed: readonly Category[],
  failures: readonly FailedAttempt[],
  n: number,
): ProbeTrigger[] {
  return confirmed.map((category) => {
    const failed = failures.filter((failure) => failure.outcome.category === category);
    const observed = failed.length;
    const detail = `${observed} of ${n} attempts failed with ${category}${seenIn(failed)}; an immediate second request failed the same way`;
    return { id: CATEGORY_FACTS[category].trigger, observed, limit: null, n, detail };
  });
}

/** Members that a sentence names; the folds have them all. */
const MOST_MISSING = 3;

/** What the last failure showed, in words of our own: ` (pointer-not-expected: /reply)`. */
function seenIn(failed: readonly FailedAttempt[]): string {
  const { detail, missing = [] } = failed.at(-1)?.outcome.observed ?? {};
  if (detail === undefined) return "";
  return missing.length === 0 ? ` (${detail})` : ` (${detail}: ${missing.slice(0, MOST_MISSING).join(", ")})`;
}

/** The categories, what has to be read first in front: a probe's reason is that of its first trigger. */
const EXPOSURES_FIRST = CATEGORIES.toSorted((a, b) => rankOf(a) - rankOf(b));

function rankOf(category: Category): number {
  return TRIGGERS[CATEGORY_FACTS[category].trigger].first ? 0 : 1;
}

/** Failures of which one is enough. A fallback is counted here and, as a rate, under `fallback-rate`. */
export function zeroTriggers(failures: readonly FailedAttempt[], n: number): ProbeTrigger[] {
  return EXPOSURES_FIRST.flatMap((category) => {
    const id = firedOnce(category);
    const observed = failures.filter((failure) => failure.outcome.category === category).length;
    if (id === null || observed === 0) return [];
    return [{ id, observed, limit: 1, n, detail: `${observed} of ${n} attempts: ${category}` }];
  });
}

/** What the rate over the whole sample raises: the trigger of the commonest category, or `inconclusive-rate`. */
export function rateTriggers(
  { id: probe }: Pick<ProbeRun, "id">,
  rate: RateResult,
  confirmed: readonly Category[],
  failed: number,
  plan: SamplingPlan,
  n: number,
): ProbeTrigger[] {
  const counts = { observed: failed, limit: plan.limit, n };
  if (rate.level === "inconclusive" && leading(confirmed, plan) === null) {
    const detail = `${failed} of ${n} attempts failed, one short of ${plan.limit}`;
    return [{ id: "inconclusive-rate", ...counts, detail }];
  }
  if (rate.level !== "fires" || rate.category === null) return [];
  const id = CATEGORY_FACTS[rate.category].trigger;
  if (confirmed.some((category) => CATEGORY_FACTS[category].trigger === id)) return [];
  if (TRIGGERS[id].kind === "zero") return [];
  return [
    {
      id,
      ...counts,
      detail: `${failed} of ${n} attempts failed, mostly ${categoryName(rate.category, probe)}; ${plan.limit} are too many`,
    },
  ];
}

/** Slow attempts are counted against a declared objective only (decision.md, "Strength of evidence"). */
export function slowTrigger(
  probe: ProbeRun,
  attempts: readonly Attempt[],
  plan: SamplingPlan,
  policy: Policy,
): ProbeTrigger[] {
  const objective = policy.latencyObjectiveMs;
  // A feature may take two requests per attempt: the objective speaks of the sampled probes.
  if (objective === null || probe.polarity !== "must-pass" || !plan.sampled || attempts.length === 0) return [];
  const observed = attempts.filter((attempt) => attempt.durationMs > objective).length;
  // Over the whole sample, not over the attempts so far: further attempts must not un-fire what has fired.
  const limit = threshold(plan.total, policy.tolerate, policy.alpha);
  const detail = `${observed} of ${attempts.length} attempts took longer than ${objective} ms`;
  return observed >= limit ? [{ id: "slow-rate", observed, limit, n: attempts.length, detail }] : [];
}

/** Too few successes to say anything (decision.md, "Order of the decision"). */
export function minimumEvidence(
  probe: ProbeRun,
  { sampled }: SamplingPlan,
  passes: number,
  moving: number,
  n: number,
): ProbeTrigger[] {
  const needed = probe.polarity === "advisory" ? 0 : sampled ? MINIMUM_SUCCESSES : 1;
  // A must-fail probe that only failed in ways that the policy made advisory has been answered all the same.
  if (passes >= needed || (probe.polarity === "must-fail" && n > 0 && moving === 0)) return [];
  const detail = `${passes} of ${n} attempts succeeded; at least ${needed} ${needed === 1 ? "is" : "are"} needed`;
  return [{ id: "insufficient-evidence", observed: passes, limit: needed, n, detail }];
}

/** "Too few successes" says nothing new where a hold or rollback trigger already names the cause on this probe. */
export function withoutRedundantMinimum(triggers: readonly ProbeTrigger[], policy: Policy): ProbeTrigger[] {
  const explained = triggers.some(({ id }) => id !== "insufficient-evidence" && policy.severities[id] !== "advisory");
  return triggers.filter(({ id }) => !explained || id !== "insufficient-evidence");
}
