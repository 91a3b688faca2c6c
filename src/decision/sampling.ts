import { type Attempt, isOtherVersion } from "../evidence/attempt.ts";
import { CATEGORIES, CATEGORY_FACTS, type Category, kindOf } from "../evidence/categories.ts";
import type { ProbeRun } from "../evidence/evidence.ts";
import { type Policy, type Sample, sampleOf } from "../evidence/policy.ts";
import { isFeature } from "../evidence/probes.ts";
import type { Severity } from "../evidence/vocabulary.ts";

/** How a probe is sampled. */
export interface SamplingPlan extends Sample {
  /** False: one attempt and its confirmation, which fire together; such a probe is never inconclusive. */
  readonly sampled: boolean;
  /** Categories whose trigger is advisory under the policy: such failures are shown, and never count towards `limit`. */
  readonly advisory: readonly Category[];
}

/** What to do next for one probe. Asked whenever nothing of this probe is in flight. */
export type Step =
  | { readonly kind: "ask"; readonly look: Attempt["look"]; readonly count: number }
  | { readonly kind: "confirm"; readonly attempt: number }
  | { readonly kind: "settle" }
  | { readonly kind: "done" };

/** An attempt that answered the question badly: `fail` or, before the family is known, `unsupported`. */
export type FailedAttempt = Attempt & { readonly outcome: { readonly kind: "fail"; readonly category: Category } };

/**
 * The plan of a probe (decision.md, "Sampling"): must-pass probes are sampled; features and all others get one attempt
 * and its confirmation, which fire together (2 of 2).
 */
export function samplingPlan(probe: Pick<ProbeRun, "id" | "polarity">, policy: Policy): SamplingPlan {
  const advisory = CATEGORIES.filter((category) => severityOf(category, policy) === "advisory");
  if (probe.polarity !== "must-pass" || isFeature(probe.id))
    return { first: 1, total: 2, limit: 2, sampled: false, advisory };
  return { ...sampleOf(probe.id, policy), sampled: true, advisory };
}

/** The failed attempts, in order. */
export function failuresOf(attempts: readonly Attempt[]): FailedAttempt[] {
  return attempts.filter((attempt): attempt is FailedAttempt => attempt.outcome.kind === "fail");
}

/**
 * Attempts that count into n: all but those that the gate could not ask. Where another version answered too, a failure
 * that does not say which version gave it speaks of neither (decision.md, "Has the release arrived?").
 */
export function countedOf(attempts: readonly Attempt[]): Attempt[] {
  const mixed = attempts.some(({ outcome }) => isOtherVersion(outcome));
  return attempts.filter(({ outcome }) => {
    if (outcome.kind === "error") return false;
    return !mixed || outcome.kind !== "fail" || isExposure(outcome) || outcome.observed.versionUnderTest === true;
  });
}

/** The categories of certain failures that their own confirmation repeated, each once. */
export function confirmedCategories(attempts: readonly Attempt[]): Category[] {
  const confirmed = failuresOf(attempts).filter(({ outcome: { category }, confirms }) => {
    if (confirms === null || kindOf(category) !== "certain") return false;
    const original = attempts.find((attempt) => attempt.n === confirms)?.outcome;
    return original?.kind === "fail" && original.category === category;
  });
  return [...new Set(confirmed.map(({ outcome }) => outcome.category))];
}

/** The severity and category under which k failures fire together, and whether they do. */
export interface RateResult {
  readonly level: "fires" | "inconclusive" | "marginal" | "clean";
  /** Commonest category (of the severity that won, when it fires); null without failures. */
  readonly category: Category | null;
}

/**
 * All failed attempts of a probe count together, whatever their category (decision.md, "Sampling"). With more failures
 * than the limit, the more severe reading wins: if any `limit` of them would fire as a rollback, it is a rollback. So a
 * further failure can never make the result milder, and the order of attempts never matters.
 */
export function rateResult(
  failures: readonly FailedAttempt[],
  { limit, sampled }: Pick<SamplingPlan, "limit" | "sampled">,
  policy: Policy,
): RateResult {
  const counts = new Map<Category, number>();
  for (const { outcome } of failures) counts.set(outcome.category, (counts.get(outcome.category) ?? 0) + 1);
  const ranked = [...counts].sort(
    ([a, countA], [b, countB]) =>
      countB - countA || rank(severityOf(b, policy)) - rank(severityOf(a, policy)) || (a < b ? -1 : 1),
  );
  const commonest = ranked[0]?.[0] ?? null;
  if (failures.length === 0) return { level: "clean", category: null };
  if (failures.length < limit) {
    return { level: sampled && failures.length === limit - 1 ? "inconclusive" : "marginal", category: commonest };
  }
  const leader = (["rollback", "hold"] as const)
    .map((severity) =>
      ranked.find((entry) => severityOf(entry[0], policy) === severity && canLead(entry, ranked, limit, policy)),
    )
    .find((entry) => entry !== undefined);
  return { level: "fires", category: leader?.[0] ?? commonest };
}

/** Whether some `limit` of the failures have this category as their commonest (ties go to the more severe). */
function canLead(
  [category, count]: [Category, number],
  ranked: readonly [Category, number][],
  limit: number,
  policy: Policy,
): boolean {
  const share = Math.min(count, limit);
  const own = rank(severityOf(category, policy));
  const others = ranked.filter(([other]) => other !== category);
  const room = others.reduce((sum, [other, n]) => {
    const most = rank(severityOf(other, policy)) > own ? share - 1 : share;
    return sum + Math.min(n, most);
  }, 0);
  return share + room >= limit;
}

/** The severity of the trigger that a category belongs to, under this policy. */
function severityOf(category: Category, policy: Policy): Severity {
  return policy.severities[CATEGORY_FACTS[category].trigger];
}

/** Order of severities: advisory 0, hold 1, rollback 2. */
export function rank(severity: Severity): number {
  return { advisory: 0, hold: 1, rollback: 2 }[severity];
}

/**
 * The next step of a probe's sampling (decision.md, "Sampling one must-pass live probe"). Pure: the same attempts give
 * the same step. The first look is a pilot and, if that passes, a burst; the first failure leads through an immediate
 * confirmation (certain categories) or a pause into single attempts that stop as soon as the result cannot change.
 */
export function nextStep(attempts: readonly Attempt[], plan: SamplingPlan, settled: boolean): Step {
  if (attempts.some(({ outcome }) => endsProbe(outcome))) return { kind: "done" };
  if (attempts.length === 0) return { kind: "ask", look: plan.sampled ? "pilot" : "single", count: 1 };

  const counted = countedOf(attempts);
  const confirmed = confirmedCategories(counted);
  const decided = confirmed.some((category) => !plan.advisory.includes(category));
  if (decided || repeatedUnsupported(attempts)) return { kind: "done" };
  // A confirmation that another version answered confirms nothing; it is sent again while the sample has room.
  const unconfirmed = pendingConfirmation(counted, attempts.length < plan.total ? counted : attempts, plan, confirmed);
  if (unconfirmed !== null) return { kind: "confirm", attempt: unconfirmed };

  const failed = counted.filter(({ outcome }) => countsTowardsLimit(outcome, plan)).length;
  if (failed === 0) {
    const missing = plan.first - attempts.length;
    return missing > 0 ? { kind: "ask", look: "burst", count: missing } : { kind: "done" };
  }
  // Below the limit every further attempt matters, even when the count is out of reach: it may fail for certain.
  if (failed >= plan.limit || attempts.length >= plan.total) return { kind: "done" };
  return settled ? { kind: "ask", look: "second-look", count: 1 } : { kind: "settle" };
}

/** What could not be asked ends a probe; another version that answered leaves the question open. */
function endsProbe(outcome: Attempt["outcome"]): boolean {
  return isExposure(outcome) || (outcome.kind === "error" && !isOtherVersion(outcome));
}

/** The key came back: nothing more is sent, by any probe (decision.md, "Kinds of trigger"). */
function isExposure(outcome: Attempt["outcome"]): boolean {
  return outcome.kind === "fail" && outcome.category === "sensitive-exposure";
}

/** Whether an attempt is one of the failures of which `limit` fire. "Not here" counts: it may turn out as `route`. */
function countsTowardsLimit(outcome: Attempt["outcome"], { advisory }: SamplingPlan): boolean {
  return outcome.kind === "unsupported" || (outcome.kind === "fail" && !advisory.includes(outcome.category));
}

/**
 * The attempt whose certain (or, for probes that are not sampled, any) failure has not been sent again yet. What was
 * confirmed once is not sent a third time.
 * @param answers the attempts that may have confirmed one
 */
function pendingConfirmation(
  attempts: readonly Attempt[],
  answers: readonly Attempt[],
  plan: SamplingPlan,
  confirmed: readonly Category[],
): number | null {
  const sentAgain = new Set(answers.map((attempt) => attempt.confirms));
  const pending = attempts.find(({ n, confirms, outcome }) => {
    if (confirms !== null || sentAgain.has(n)) return false;
    if (outcome.kind === "unsupported") return true;
    if (outcome.kind !== "fail" || confirmed.includes(outcome.category)) return false;
    return !plan.sampled || kindOf(outcome.category) === "certain";
  });
  return pending?.n ?? null;
}

/** An endpoint that said twice that it is not there is not asked a third time. */
function repeatedUnsupported(attempts: readonly Attempt[]): boolean {
  return attempts.some((again) => {
    const original = again.confirms === null ? undefined : attempts.find((attempt) => attempt.n === again.confirms);
    return again.outcome.kind === "unsupported" && original?.outcome.kind === "unsupported";
  });
}
