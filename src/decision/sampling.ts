import { type Attempt, isOtherVersion } from "../evidence/attempt.ts";
import { CATEGORIES, CATEGORY_FACTS, type Category, kindOf } from "../evidence/categories.ts";
import type { ProbeRun } from "../evidence/evidence.ts";
import { type Look, type Policy, type Sample, sampleOf } from "../evidence/policy.ts";
import { isFeature } from "../evidence/probes.ts";
import { answersMixed } from "../evidence/rollout.ts";

/** How a probe is sampled. */
export interface SamplingPlan extends Sample {
  /** False: one attempt and its confirmation, which fire together; such a probe is never inconclusive. */
  readonly sampled: boolean;
  /** Categories whose trigger is advisory under the policy: such failures are shown, and never count towards a limit. */
  readonly advisory: readonly Category[];
}

/** What to do next for one probe. Asked whenever nothing of this probe is in flight. */
export type Step =
  | { readonly kind: "ask"; readonly look: Attempt["look"]; readonly count: number }
  | { readonly kind: "confirm"; readonly attempt: number }
  | { readonly kind: "settle"; readonly before: "second-look" | "third-look" }
  | { readonly kind: "done" };

/** An attempt that answered the question badly: `fail` or, before the family is known, `unsupported`. */
export type FailedAttempt = Attempt & { readonly outcome: { readonly kind: "fail"; readonly category: Category } };

/**
 * The plan of a probe (decision.md, "Sampling"): must-pass probes are sampled; features and all others get one attempt
 * and its confirmation, which fire together (2 of 2).
 */
export function samplingPlan(probe: Pick<ProbeRun, "key" | "id" | "polarity">, policy: Policy): SamplingPlan {
  const advisory = CATEGORIES.filter((category) => policy.severities[CATEGORY_FACTS[category].trigger] === "advisory");
  if (probe.polarity !== "must-pass" || isFeature(probe.id))
    return { first: 1, looks: [{ total: 2, limit: 2 }], sampled: false, advisory };
  return { ...sampleOf(probe.key, policy), sampled: true, advisory };
}

/** The failed attempts, in order. */
export function failuresOf(attempts: readonly Attempt[]): FailedAttempt[] {
  return attempts.filter((attempt): attempt is FailedAttempt => attempt.outcome.kind === "fail");
}

/**
 * Attempts that count into n: all but those that the gate could not ask. Where another version answered too, a failure
 * that does not say which version gave it speaks of neither (decision.md, "Has the release arrived?").
 * @param mixed another version answered, if only on another route of the same service
 */
export function countedOf(attempts: readonly Attempt[], mixed = answersMixed(attempts)): Attempt[] {
  return attempts.filter(({ outcome }) => {
    if (outcome.kind === "error") return false;
    return !mixed || outcome.kind !== "fail" || isExposure(outcome) || outcome.observed.versionUnderTest === true;
  });
}

/** Outcome of what was asked once more, beside that of the attempt which it was to confirm. */
export interface Confirmation {
  readonly original: Attempt["outcome"];
  readonly again: Attempt["outcome"];
}

/** What was asked once more. */
export function confirmationsOf(attempts: readonly Attempt[]): readonly Confirmation[] {
  const confirming = attempts.filter(({ confirms }) => confirms !== null);
  if (confirming.length === 0) return [];
  const confirmed = new Set(confirming.map(({ confirms }) => confirms));
  const originals = new Map(attempts.filter(({ n }) => confirmed.has(n)).map(({ n, outcome }) => [n, outcome]));
  return confirming.flatMap(({ confirms, outcome: again }) => {
    const original = confirms === null ? undefined : originals.get(confirms);
    return original === undefined ? [] : [{ original, again }];
  });
}

/** The categories of certain failures that their own confirmation repeated, each once. */
export function confirmedCategories(confirmations: readonly Confirmation[]): Category[] {
  const confirmed = confirmations.flatMap(({ original, again }) => {
    const same = again.kind === "fail" && original.kind === "fail" && original.category === again.category;
    return same && kindOf(again.category) === "certain" ? [again.category] : [];
  });
  return [...new Set(confirmed)];
}

/**
 * The next step of a probe's sampling (decision.md, "Sampling one must-pass live probe"). Pure: the same attempts give
 * the same step. The first look is a pilot and, if that passes, a burst; the first failure leads through an immediate
 * confirmation (certain categories) or a pause into single attempts, and one failure short of firing through another pause
 * into a third look. Both stop as soon as the result cannot change.
 * @param pauses how often this probe has paused
 */
export function nextStep(attempts: readonly Attempt[], plan: SamplingPlan, pauses: number): Step {
  // What could not be asked ends a probe; another version that answered leaves the question open.
  const isOver = ({ outcome }: Attempt) =>
    isExposure(outcome) || (outcome.kind === "error" && !isOtherVersion(outcome));
  if (attempts.some(isOver)) return { kind: "done" };
  if (attempts.length === 0) return { kind: "ask", look: plan.sampled ? "pilot" : "single", count: 1 };

  const counted = countedOf(attempts);
  const confirmed = confirmedCategories(confirmationsOf(counted));
  const decided = confirmed.some((category) => !plan.advisory.includes(category));
  // An endpoint that said twice that it is not there is not asked a third time.
  const isAbsent = ({ original, again }: Confirmation) =>
    original.kind === "unsupported" && again.kind === "unsupported";
  if (decided || confirmationsOf(attempts).some(isAbsent)) return { kind: "done" };
  // Failures fire together. "Not here" counts: it may turn out as `route`.
  const fails = ({ outcome }: Attempt) =>
    outcome.kind === "unsupported" || (outcome.kind === "fail" && !plan.advisory.includes(outcome.category));
  const failed = counted.filter(fails).length;
  const { look, limit, total } = lookDue(attempts, failed, plan);
  // A confirmation that another version answered confirms nothing; it is sent again while the sample has room.
  const unconfirmed = pendingConfirmation(counted, attempts.length < total ? counted : attempts, plan, confirmed);
  if (unconfirmed !== null) return { kind: "confirm", attempt: unconfirmed };

  if (failed === 0) {
    const missing = plan.first - attempts.length;
    return missing > 0 ? { kind: "ask", look: "burst", count: missing } : { kind: "done" };
  }
  // Below the limit every further attempt matters, even when the count is out of reach: it may fail for certain.
  if (failed >= limit || attempts.length >= total) return { kind: "done" };
  if (pauses < (look === "second-look" ? 1 : 2)) return { kind: "settle", before: look };
  if (look === "second-look") return { kind: "ask", look, count: 1 };
  // Fewer than these cannot fire, so asking them side by side asks for none too many.
  return { kind: "ask", look, count: Math.min(limit - failed, total - attempts.length) };
}

/** The look that a probe with a failure is in. Another version that answered is no doubt that more answers could resolve. */
function lookDue(
  attempts: readonly Attempt[],
  failed: number,
  { looks: [second, third] }: SamplingPlan,
): Look & { readonly look: "second-look" | "third-look" } {
  const doubt = attempts.length >= second.total && failed === second.limit - 1;
  const begins = doubt && !answersMixed(attempts);
  return third !== undefined && (begins || attempts.some(({ look }) => look === "third-look"))
    ? { look: "third-look", ...third }
    : { look: "second-look", ...second };
}

/** The key came back: nothing more is sent, by any probe (decision.md, "Kinds of trigger"). */
export function isExposure(outcome: Attempt["outcome"]): boolean {
  return outcome.kind === "fail" && outcome.category === "sensitive-exposure";
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
