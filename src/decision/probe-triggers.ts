/** The triggers that one probe raises, from its whole sample (decision.md, "Kinds of trigger"). */

import type { Attempt, ErrorReason } from "../evidence/attempt.ts";
import { CATEGORIES, CATEGORY_FACTS, type Category } from "../evidence/categories.ts";
import type { ProbeRun } from "../evidence/evidence.ts";
import { commonest, failureWords, unaskedWords, whereWords } from "../evidence/failure-words.ts";
import { waitWords } from "../evidence/pace-words.ts";
import { type Look, MINIMUM_SUCCESSES, type Policy, type Sample } from "../evidence/policy.ts";
import { threshold } from "../evidence/statistics.ts";
import { TRIGGERS, type TriggerId } from "../evidence/triggers.ts";
import { firingLooks, type RateResult } from "./rate-result.ts";
import type { FailedAttempt, SamplingPlan } from "./sampling.ts";

/** A trigger that one probe raised, with the count behind it. */
export interface ProbeTrigger {
  readonly id: TriggerId;
  readonly observed: number;
  readonly limit: number | null;
  readonly n: number;
  /** What follows on `2 of 5 attempts`; equal texts of several probes are one story. */
  readonly said: string;
}

/** `2 of 5 attempts failed with route 404 at api.example; ...`. */
export function countSentence({ observed, n, said }: ProbeTrigger): string {
  return `${observed} of ${n} attempts${said}`;
}

/** Failures of a category by their name, by what was commonly seen, and by where. */
export function wordsOf(category: Category, failures: readonly FailedAttempt[], { id, where }: ProbeRun): string {
  const own = failures.filter(({ outcome }) => outcome.category === category);
  const [words = ""] = commonest(own.map(({ outcome }) => failureWords(category, outcome.observed, id)));
  return words + whereWords(where, category);
}

/** The confirmed category that decides: the first one whose trigger is not advisory. */
export function leading(confirmed: readonly Category[], plan: SamplingPlan): Category | null {
  return confirmed.find((category) => !plan.advisory.includes(category)) ?? null;
}

/** Certain failures that their confirmation repeated, one trigger for each category. */
export function certainTriggers(
  probe: ProbeRun,
  confirmed: readonly Category[],
  failures: readonly FailedAttempt[],
  n: number,
): ProbeTrigger[] {
  return confirmed.map((category) => {
    const observed = failures.filter(({ outcome }) => outcome.category === category).length;
    const said = ` failed with ${wordsOf(category, failures, probe)}; an immediate second request failed the same way`;
    return { id: CATEGORY_FACTS[category].trigger, observed, limit: null, n, said };
  });
}

/** The categories, what has to be read first in front: a probe's reason is that of its first trigger. */
const EXPOSURES_FIRST = CATEGORIES.toSorted((a, b) => rankOf(a) - rankOf(b));

function rankOf(category: Category): number {
  return TRIGGERS[CATEGORY_FACTS[category].trigger].first ? 0 : 1;
}

/** Failures of which one is enough. A fallback is counted here and, as a rate, under `fallback-rate`. */
export function zeroTriggers(probe: ProbeRun, failures: readonly FailedAttempt[], n: number): ProbeTrigger[] {
  const seen = Map.groupBy(failures, ({ outcome }) => outcome.category);
  return EXPOSURES_FIRST.flatMap((category) => {
    const { trigger, once } = CATEGORY_FACTS[category];
    const id = once ?? trigger;
    const own = seen.get(category) ?? [];
    if (TRIGGERS[id].kind !== "zero" || own.length === 0) return [];
    return [{ id, observed: own.length, limit: 1, n, said: `: ${wordsOf(category, own, probe)}` }];
  });
}

/** What the rate over the whole sample raises: the trigger of the commonest category, or `inconclusive-rate`. */
export function rateTriggers(
  probe: ProbeRun,
  rate: RateResult,
  confirmed: readonly Category[],
  failures: readonly FailedAttempt[],
  plan: SamplingPlan,
  n: number,
): ProbeTrigger[] {
  const { limit } = rate;
  const counts = { observed: failures.length, limit, n };
  const mostly = rate.category === null ? "" : `, mostly ${wordsOf(rate.category, failures, probe)}`;
  if (rate.level === "inconclusive" && leading(confirmed, plan) === null) {
    const short = failures.length === limit - 1 ? `one short of ${limit}` : `and the third look did not end`;
    return [{ id: "inconclusive-rate", ...counts, said: ` failed, ${short}${mostly}` }];
  }
  if (rate.level !== "fires" || rate.category === null) return [];
  const id = CATEGORY_FACTS[rate.category].trigger;
  if (confirmed.some((category) => CATEGORY_FACTS[category].trigger === id)) return [];
  if (TRIGGERS[id].kind === "zero") return [];
  return [{ id, ...counts, said: ` failed${mostly}; ${limit} ${limit === 1 ? "is" : "are"} too many` }];
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
  const slow = attempts.filter((attempt) => attempt.durationMs > objective);
  // Over the whole of a look, not over the attempts so far: further attempts must not un-fire what has fired.
  const limited = ({ total }: Look): Look => ({ total, limit: threshold(total, policy.tolerate, policy.alpha) });
  const [second, third] = plan.looks;
  const looks: Sample["looks"] = third === undefined ? [limited(second)] : [limited(second), limited(third)];
  const [look] = firingLooks(slow, attempts, { ...plan, looks });
  const said = ` took longer than ${waitWords(objective)}`;
  return look === undefined
    ? []
    : [{ id: "slow-rate", observed: slow.length, limit: look.limit, n: attempts.length, said }];
}

/** What none of the attempts did. */
const HAPPENED: Readonly<Partial<Record<ErrorReason, string>>> = {
  "edge-answered": "reached the API",
  "answer-too-large": "could be read to the end",
  "own-machine": "could be made by the gate's own machine",
};

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
  const counts = { id: "insufficient-evidence" as const, observed: passes, limit: needed };
  const unasked = probe.attempts.flatMap(({ outcome }) =>
    outcome.kind === "error" && outcome.observed ? [outcome] : [],
  );
  const [first] = unasked;
  if (n === 0 && first !== undefined) {
    const what = HAPPENED[first.reason] ?? "asked what was to be asked";
    return [{ ...counts, n: unasked.length, said: ` ${what}: ${unaskedWords(first, probe.where)}` }];
  }
  return [{ ...counts, n, said: ` succeeded; at least ${needed} ${needed === 1 ? "is" : "are"} needed` }];
}

/** "Too few successes" says nothing new where a hold or rollback trigger already names the cause on this probe. */
export function withoutRedundantMinimum(triggers: readonly ProbeTrigger[], policy: Policy): ProbeTrigger[] {
  const explained = triggers.some(({ id }) => id !== "insufficient-evidence" && policy.severities[id] !== "advisory");
  return triggers.filter(({ id }) => !explained || id !== "insufficient-evidence");
}
