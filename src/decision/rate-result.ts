import type { Attempt } from "../evidence/attempt.ts";
import { CATEGORY_FACTS, type Category } from "../evidence/categories.ts";
import { courseOf } from "../evidence/firing.ts";
import type { Look, Policy, Sample } from "../evidence/policy.ts";
import type { Severity } from "../evidence/vocabulary.ts";
import type { FailedAttempt, SamplingPlan } from "./sampling.ts";

/** A look that a probe took, and the attempt with which the next one began. */
interface LookTaken extends Look {
  readonly before: number;
}

/** The second look and, where it was begun, the third. */
function looksTaken(all: readonly Attempt[], { looks: [second, third] }: Sample): readonly LookTaken[] {
  const begins = all.find(({ look }) => look === "third-look")?.n;
  const last = Number.POSITIVE_INFINITY;
  if (third === undefined || begins === undefined) return [{ ...second, before: last }];
  return [
    { ...second, before: begins },
    { ...third, before: last },
  ];
}

/** The looks at which so many of the attempts are of one kind that they fire. */
export function firingLooks(some: readonly Attempt[], all: readonly Attempt[], plan: Sample): readonly LookTaken[] {
  return some.length === 0 ? [] : reached(looksTaken(all, plan), some);
}

function reached(looks: readonly LookTaken[], some: readonly Attempt[]): readonly LookTaken[] {
  return looks.filter((look) => some.filter(({ n }) => n < look.before).length >= look.limit);
}

/** What the failures of a probe come to. */
export interface RateResult {
  readonly level: "fires" | "inconclusive" | "marginal" | "clean";
  /** Failures from which it fires, at the look that says so. */
  readonly limit: number;
  /** Commonest category (of the severity that won, when it fires); null without failures. */
  readonly category: Category | null;
}

/**
 * All failed attempts of a probe count together, whatever their category (decision.md, "Sampling"). With more failures
 * than the limit, the more severe reading wins: if any `limit` of them would fire as a rollback, it is a rollback. So a
 * further failure can never make the result milder, and the order of attempts within a look never matters.
 */
export function rateResult(
  failures: readonly FailedAttempt[],
  all: readonly Attempt[],
  plan: Pick<SamplingPlan, "first" | "looks" | "sampled">,
  policy: Policy,
): RateResult {
  const looks = looksTaken(all, plan);
  const [worst] = reached(looks, failures)
    .map(({ limit, before }) => ({
      limit,
      category: leader(
        failures.filter(({ n }) => n < before),
        limit,
        policy,
      ),
    }))
    .sort((a, b) => rankOf(b.category, policy) - rankOf(a.category, policy));
  if (worst !== undefined) return { level: "fires", ...worst };
  const [category] = ranked(failures, policy)[0] ?? [null];
  const look = looks.at(-1) ?? { ...plan.looks[0], before: 0 };
  if (category === null) return { level: "clean", limit: look.limit, category };
  // A third look was begun in doubt, which only so many passes resolve as leave less than one failure short.
  const passes = all.filter(({ outcome }) => outcome.kind === "pass").length;
  const short =
    look.total > plan.looks[0].total ? passes < look.total - look.limit + 2 : failures.length === look.limit - 1;
  return { level: plan.sampled && short ? "inconclusive" : "marginal", limit: look.limit, category };
}

/**
 * How likely chance alone fires a probe at the tolerated rate by the attempt at which these failures did: earlier is
 * stranger, so a failure more never makes it likelier (decision.md, "Doubt over many legs"). Null where they did not fire.
 */
export function chanceOf(
  failures: readonly Attempt[],
  all: readonly Attempt[],
  plan: Sample,
  tolerate: number,
): number | null {
  const [first] = firingLooks(failures, all, plan);
  const last = failures[(first?.limit ?? 0) - 1];
  if (first === undefined || last === undefined) return null;
  const { firedBy: by } = courseOf(plan, tolerate);
  const asked = all.filter(({ n }) => n <= last.n).length;
  return by[Math.min(asked, by.length - 1)] ?? null;
}

type Count = readonly [Category, number];

/** Categories with their counts, the commonest first; of equals the more severe. */
function ranked(failures: readonly FailedAttempt[], policy: Policy): readonly Count[] {
  const counts = new Map<Category, number>();
  for (const { outcome } of failures) counts.set(outcome.category, (counts.get(outcome.category) ?? 0) + 1);
  return [...counts].sort(
    ([a, countA], [b, countB]) => countB - countA || rankOf(b, policy) - rankOf(a, policy) || (a < b ? -1 : 1),
  );
}

/** The category under which failures fire that reached their limit: the most severe one that can lead. */
function leader(failures: readonly FailedAttempt[], limit: number, policy: Policy): Category | null {
  const all = ranked(failures, policy);
  const found = (["rollback", "hold"] as const)
    .map((severity) => all.find((one) => severityOf(one[0], policy) === severity && canLead(one, all, limit, policy)))
    .find((one) => one !== undefined);
  return found?.[0] ?? all[0]?.[0] ?? null;
}

/** Whether some `limit` of the failures have this category as their commonest (ties go to the more severe). */
function canLead([category, count]: Count, all: readonly Count[], limit: number, policy: Policy): boolean {
  const share = Math.min(count, limit);
  const own = rankOf(category, policy);
  const others = all.filter(([other]) => other !== category);
  const room = others.reduce((sum, [other, n]) => {
    const most = rankOf(other, policy) > own ? share - 1 : share;
    return sum + Math.min(n, most);
  }, 0);
  return share + room >= limit;
}

function rankOf(category: Category | null, policy: Policy): number {
  return category === null ? 0 : rank(severityOf(category, policy));
}

/** The severity of the trigger that a category belongs to, under this policy. */
function severityOf(category: Category, policy: Policy): Severity {
  return policy.severities[CATEGORY_FACTS[category].trigger];
}

/** Order of severities: advisory 0, hold 1, rollback 2. */
export function rank(severity: Severity): number {
  return { advisory: 0, hold: 1, rollback: 2 }[severity];
}
