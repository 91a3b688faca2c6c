import { CATEGORY_FACTS, type Category } from "../evidence/categories.ts";
import type { Attempt, ProbeRun } from "../evidence/evidence.ts";
import type { Policy } from "../evidence/policy.ts";
import type { ProbeVerdict } from "../evidence/verdict.ts";
import type { Polarity, TriggerId } from "../evidence/vocabulary.ts";
import { isFeature } from "./features.ts";
import {
  confirmedCategories,
  countedOf,
  type FailedAttempt,
  failuresOf,
  MINIMUM_SUCCESSES,
  type RateResult,
  rateResult,
  type SamplingPlan,
  samplingPlan,
} from "./sampling.ts";
import { threshold, upperBound } from "./statistics.ts";

/** A trigger that one probe raised, with the count behind it. */
export interface ProbeTrigger {
  readonly id: TriggerId;
  readonly observed: number;
  readonly limit: number | null;
  readonly n: number;
  readonly detail: string;
}

/** What one probe contributes to the decision. */
export interface ProbeJudgement {
  readonly polarity: Polarity;
  readonly verdict: ProbeVerdict;
  readonly triggers: readonly ProbeTrigger[];
}

/** How the probe's family came out, seen over all probes. */
export type FamilySupport = "supported" | "unsupported";

/**
 * Judges one probe by its whole sample (decision.md, "Kinds of trigger" and "Sampling"). `support` says whether its
 * family answered at all: only then is "not here" a wrong route.
 */
export function judgeProbe(probe: ProbeRun, policy: Policy, support: FamilySupport): ProbeJudgement {
  const counted = countedOf(probe.attempts);
  // A key that came back outweighs every excuse.
  if (support === "unsupported" && !counted.some(isExposure)) return unsupported(probe, counted);
  const attempts = isFeature(probe) ? counted : counted.map(unsupportedIsWrongRoute);
  const plan = samplingPlan(probe, policy);
  const failures = failuresOf(attempts);
  const passes = attempts.filter(({ outcome }) => outcome.kind === "pass").length;
  const missing = attempts.length > 0 && passes + failures.length === 0;
  const isAdvisory = ({ outcome }: FailedAttempt) => plan.advisory.includes(outcome.category);
  const moving = failures.filter((failure) => !isAdvisory(failure));
  const shown = failures.filter(isAdvisory);
  const confirmed = confirmedCategories(attempts);
  const rate = rateResult(moving, plan, policy);
  const shownRate = rateResult(shown, { ...plan, sampled: false }, policy);
  const triggers = [
    ...certainTriggers(confirmed, failures, attempts.length),
    ...zeroTriggers(failures, attempts.length),
    ...rateTriggers(rate, confirmed, moving.length, plan, attempts.length),
    ...rateTriggers(shownRate, confirmed, shown.length, plan, attempts.length),
    ...slowTrigger(probe, attempts, plan, policy),
    ...minimumEvidence(probe, plan, passes, moving.length, attempts.length),
  ];
  const fired = triggers.filter((trigger) => policy.severities[trigger.id] !== "advisory");
  const uncertain = fired.every(
    (trigger) => trigger.id === "inconclusive-rate" || trigger.id === "insufficient-evidence",
  );
  const judged = fired.length === 0 ? "pass" : uncertain ? "partial" : "fail";
  const result = attempts.length === 0 ? "not_tested" : missing ? "unsupported" : judged;
  return {
    polarity: probe.polarity,
    triggers: withoutRedundantMinimum(triggers, policy),
    verdict: {
      ...identity(probe),
      result,
      attempts: attempts.length,
      passes,
      failures: failures.length,
      limit: plan.sampled ? plan.limit : null,
      marginal: result === "pass" && failures.length > 0,
      flaky: isFlaky(attempts),
      category: leading(confirmed, plan) ?? rate.category ?? confirmed[0] ?? shownRate.category,
      upperBound: attempts.length === 0 ? null : upperBound(failures.length, attempts.length),
      reason: missing
        ? notOffered(probe, attempts.length)
        : reasonFor(probe, triggers, failures.length, attempts.length),
    },
  };
}

function identity(probe: ProbeRun): Pick<ProbeVerdict, "key" | "id" | "family" | "case"> {
  return { key: probe.key, id: probe.id, family: probe.family, case: probe.case };
}

function unsupported(probe: ProbeRun, counted: readonly Attempt[]): ProbeJudgement {
  const mustPass = probe.polarity === "must-pass";
  const reason = mustPass
    ? `this endpoint does not offer ${probe.family}; only a preset asked for it and the other family works`
    : `not judged: this endpoint does not offer ${probe.family}`;
  const verdict: ProbeVerdict = {
    ...identity(probe),
    result: mustPass ? "unsupported" : "not_tested",
    attempts: counted.length,
    passes: 0,
    failures: 0,
    limit: null,
    marginal: false,
    flaky: false,
    category: null,
    upperBound: null,
    reason,
  };
  return { polarity: probe.polarity, verdict, triggers: [] };
}

/** Where the family is not excused, "not here" is what product.md calls `route`. */
function unsupportedIsWrongRoute(attempt: Attempt): Attempt {
  if (attempt.outcome.kind !== "unsupported") return attempt;
  return { ...attempt, outcome: { kind: "fail", category: "route", observed: attempt.outcome.observed } };
}

/** The key came back (decision.md, "Kinds of trigger"). */
function isExposure({ outcome }: Attempt): boolean {
  return outcome.kind === "fail" && outcome.category === "sensitive-exposure";
}

/** The confirmed category that decides: the first one whose trigger is not advisory. */
function leading(confirmed: readonly Category[], plan: SamplingPlan): Category | null {
  return confirmed.find((category) => !plan.advisory.includes(category)) ?? null;
}

function certainTriggers(
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

/** Categories of which one occurrence is enough. A fallback is counted here and, as a rate, under `fallback-rate`. */
const ZERO_TOLERANCE: Partial<Record<Category, TriggerId>> = {
  "sensitive-exposure": "sensitive-exposure",
  "prompt-exposure": "prompt-exposure",
  "stream-unterminated": "stream-unterminated",
  "fallback-used": "fallback-used",
};

function zeroTriggers(failures: readonly FailedAttempt[], n: number): ProbeTrigger[] {
  return Object.entries(ZERO_TOLERANCE).flatMap(([category, id]) => {
    const observed = failures.filter((failure) => failure.outcome.category === category).length;
    return observed === 0 ? [] : [{ id, observed, limit: 1, n, detail: `${observed} of ${n} attempts: ${category}` }];
  });
}

function rateTriggers(
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
  if (rate.category !== "fallback-used" && ZERO_TOLERANCE[rate.category] === id) return [];
  return [
    { id, ...counts, detail: `${failed} of ${n} attempts failed, mostly ${rate.category}; ${plan.limit} are too many` },
  ];
}

/** Slow attempts are counted against a declared objective only (decision.md, "Strength of evidence"). */
function slowTrigger(
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

function minimumEvidence(
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
function withoutRedundantMinimum(triggers: readonly ProbeTrigger[], policy: Policy): ProbeTrigger[] {
  const explained = triggers.some(({ id }) => id !== "insufficient-evidence" && policy.severities[id] !== "advisory");
  return triggers.filter(({ id }) => !explained || id !== "insufficient-evidence");
}

/** A failure that its own confirmation did not repeat in kind. */
function isFlaky(attempts: readonly Attempt[]): boolean {
  return attempts.some((again) => {
    const original = attempts.find((attempt) => attempt.n === again.confirms)?.outcome;
    if (original?.kind !== "fail") return false;
    return again.outcome.kind !== "fail" || again.outcome.category !== original.category;
  });
}

/** Everything that was asked came back as "not here" (product.md, "Unsupported"). */
function notOffered(probe: ProbeRun, n: number): string {
  const said = `not supported by this model or channel, ${n} of ${n} attempts`;
  return probe.polarity === "must-pass" ? `${said}; it was named, so nothing shows that the release works` : said;
}

function reasonFor(probe: ProbeRun, triggers: readonly ProbeTrigger[], failed: number, n: number): string {
  const first = triggers[0];
  if (n === 0) return `not asked${stopReason(probe)}`;
  if (first) return first.detail;
  return failed === 0 ? `${n} of ${n} as documented` : `${failed} of ${n} attempts failed, below the limit`;
}

function stopReason(probe: ProbeRun): string {
  const stopped = probe.attempts.find((attempt) => attempt.outcome.kind === "error")?.outcome;
  return stopped?.kind === "error" ? `: ${stopped.reason}` : "";
}
