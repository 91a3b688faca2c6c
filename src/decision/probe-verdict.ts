import type { Attempt, ProbeRun } from "../evidence/evidence.ts";
import type { Policy } from "../evidence/policy.ts";
import type { ProbeVerdict } from "../evidence/verdict.ts";
import { CATEGORY_FACTS, type Category, type TriggerId } from "../evidence/vocabulary.ts";
import {
  confirmedCategory,
  countedOf,
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
  if (support === "unsupported") return unsupported(probe, counted);
  const attempts = counted.map(unsupportedIsWrongRoute);
  const plan = samplingPlan(probe, policy);
  const failures = failuresOf(attempts);
  const passes = attempts.length - failures.length;
  const confirmed = confirmedCategory(attempts);
  const rate = rateResult(failures, plan, policy);
  const triggers = [
    ...certainTrigger(confirmed, failures, attempts.length),
    ...zeroTriggers(failures, attempts.length),
    ...rateTriggers(rate, confirmed, failures.length, plan, attempts.length),
    ...slowTrigger(probe, attempts, policy),
    ...minimumEvidence(probe, passes, attempts.length),
  ];
  const moving = triggers.filter((trigger) => policy.severities[trigger.id] !== "advisory");
  const uncertain = moving.every(
    (trigger) => trigger.id === "inconclusive-rate" || trigger.id === "insufficient-evidence",
  );
  const result = attempts.length === 0 ? "not_tested" : moving.length === 0 ? "pass" : uncertain ? "partial" : "fail";
  return {
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
      category: confirmed ?? rate.category,
      upperBound: attempts.length === 0 ? null : upperBound(failures.length, attempts.length),
      reason: reasonFor(probe, triggers, failures.length, attempts.length),
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
  return { verdict, triggers: [] };
}

/** Where the family is not excused, "not here" is what product.md calls `route`. */
function unsupportedIsWrongRoute(attempt: Attempt): Attempt {
  if (attempt.outcome.kind !== "unsupported") return attempt;
  return { ...attempt, outcome: { kind: "fail", category: "route", observed: attempt.outcome.observed } };
}

function certainTrigger(
  confirmed: Category | null,
  failures: readonly { outcome: { category: Category } }[],
  n: number,
): ProbeTrigger[] {
  if (confirmed === null) return [];
  const observed = failures.filter((failure) => failure.outcome.category === confirmed).length;
  const detail = `${observed} of ${n} attempts failed with ${confirmed}; an immediate second request failed the same way`;
  return [{ id: CATEGORY_FACTS[confirmed].trigger, observed, limit: null, n, detail }];
}

/** Categories of which one occurrence is enough. A fallback is counted here and, as a rate, under `fallback-rate`. */
const ZERO_TOLERANCE: Partial<Record<Category, TriggerId>> = {
  "sensitive-exposure": "sensitive-exposure",
  "prompt-exposure": "prompt-exposure",
  "stream-unterminated": "stream-unterminated",
  "fallback-used": "fallback-used",
};

function zeroTriggers(failures: readonly { outcome: { category: Category } }[], n: number): ProbeTrigger[] {
  return Object.entries(ZERO_TOLERANCE).flatMap(([category, id]) => {
    const observed = failures.filter((failure) => failure.outcome.category === category).length;
    return observed === 0 ? [] : [{ id, observed, limit: 1, n, detail: `${observed} of ${n} attempts: ${category}` }];
  });
}

function rateTriggers(
  rate: RateResult,
  confirmed: Category | null,
  failed: number,
  plan: SamplingPlan,
  n: number,
): ProbeTrigger[] {
  const counts = { observed: failed, limit: plan.limit, n };
  if (rate.level === "inconclusive" && confirmed === null) {
    const detail = `${failed} of ${n} attempts failed, one short of ${plan.limit}`;
    return [{ id: "inconclusive-rate", ...counts, detail }];
  }
  if (rate.level !== "fires" || rate.category === null) return [];
  const id = CATEGORY_FACTS[rate.category].trigger;
  if (confirmed !== null && CATEGORY_FACTS[confirmed].trigger === id) return [];
  if (rate.category !== "fallback-used" && ZERO_TOLERANCE[rate.category] === id) return [];
  return [
    { id, ...counts, detail: `${failed} of ${n} attempts failed, mostly ${rate.category}; ${plan.limit} are too many` },
  ];
}

/** Slow attempts are counted against a declared objective only (decision.md, "Strength of evidence"). */
function slowTrigger(probe: ProbeRun, attempts: readonly Attempt[], policy: Policy): ProbeTrigger[] {
  const objective = policy.latencyObjectiveMs;
  if (objective === null || probe.polarity !== "must-pass" || attempts.length === 0) return [];
  const observed = attempts.filter((attempt) => attempt.durationMs > objective).length;
  const limit = threshold(attempts.length, policy.tolerate, policy.alpha);
  const detail = `${observed} of ${attempts.length} attempts took longer than ${objective} ms`;
  return observed >= limit ? [{ id: "slow-rate", observed, limit, n: attempts.length, detail }] : [];
}

function minimumEvidence(probe: ProbeRun, passes: number, n: number): ProbeTrigger[] {
  const needed = probe.polarity === "must-pass" ? MINIMUM_SUCCESSES : probe.polarity === "must-fail" ? 1 : 0;
  if (passes >= needed || (probe.polarity === "must-fail" && n > 0)) return [];
  const detail = `${passes} of ${n} attempts succeeded; at least ${needed} are needed`;
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
