import { statusOf } from "../evidence/answers.ts";
import type { Attempt } from "../evidence/attempt.ts";
import type { Category } from "../evidence/categories.ts";
import type { ObservedRun } from "../evidence/evidence.ts";
import type { Leg } from "../evidence/leg.ts";
import {
  LATENCY_BOUNDS_MS,
  RATE_DIMENSIONS,
  type RateDimension,
  type Rates,
  type RunRates,
} from "../evidence/rates.ts";
import { upperBound } from "../evidence/statistics.ts";
import { countedOf } from "./sampling.ts";

/**
 * What the must-pass live probes of the release under test showed, dimension by dimension (release-and-rollback-checklist,
 * "Check alerting assumptions"). Advisory: nothing in the decision reads it.
 */
export function runRates({ probes }: Pick<ObservedRun, "probes">): RunRates {
  const live = probes.filter(({ polarity, subject }) => polarity === "must-pass" && subject === "candidate");
  const bound = boundOnce();
  const all = live.map(({ key, attempts }) => ({ key, ...ratesOf(attempts, bound) }));
  return { overall: summed(all, bound), probes: all, backlog: "not_tested" };
}

/**
 * The rates of a fan-in: the counts of the legs added up, and each probe of each leg on its own. Only counts are added;
 * every leg keeps the decision that it came to by itself.
 */
export function legRates(legs: readonly Leg[]): RunRates {
  const all = legs.map(({ verdict }) => verdict.rates.overall);
  const probes = legs.flatMap(({ label, verdict }) =>
    verdict.rates.probes.map((probe) => ({ ...probe, key: `${label} ${probe.key}` })),
  );
  return { overall: summed(all, () => null), probes, backlog: "not_tested" };
}

type Bound = (observed: number, n: number) => number | null;

/** The upper bound, computed once per count: most dimensions of most probes show 0 of the same n. */
function boundOnce(): Bound {
  const known = new Map<string, number>();
  return (observed, n) => {
    if (n === 0) return null;
    const key = `${observed}/${n}`;
    const bound = known.get(key) ?? upperBound(observed, n);
    known.set(key, bound);
    return bound;
  };
}

function ratesOf(attempts: readonly Attempt[], bound: Bound): Rates {
  const asked = countedOf(attempts);
  const counts = new Map<Counted, number>();
  for (const attempt of asked) for (const seen of countedIn(attempt)) counts.set(seen, (counts.get(seen) ?? 0) + 1);
  return ratesFrom(asked.length, (seen) => counts.get(seen) ?? 0, bound);
}

function summed(all: readonly Rates[], bound: Bound): Rates {
  const countIn = (rates: Rates, seen: Counted) =>
    typeof seen === "string"
      ? rates[seen].observed
      : (rates.latency.find(({ upToMs }) => upToMs === seen)?.attempts ?? 0);
  return ratesFrom(
    sum(all, ({ n }) => n),
    (seen) => sum(all, (rates) => countIn(rates, seen)),
    bound,
  );
}

/** What attempts are counted by: a dimension, or the upper end of a latency bucket; null: the last one, which has none. */
type Counted = RateDimension | number | null;

function ratesFrom(n: number, count: (seen: Counted) => number, bound: Bound): Rates {
  const rates = RATE_DIMENSIONS.map((dimension) => {
    const observed = count(dimension);
    return [dimension, { observed, upperBound: bound(observed, n) }] as const;
  });
  const latency = [...LATENCY_BOUNDS_MS, null].map((upToMs) => ({ upToMs, attempts: count(upToMs) }));
  return { n, ...(Object.fromEntries(rates) as Pick<Rates, RateDimension>), latency };
}

/** The dimension in which a failure of a category counts. */
const DIMENSIONS: Readonly<Partial<Record<Category, RateDimension>>> = {
  authentication: "authentication",
  "timeout-connect": "timeouts",
  "timeout-first-byte": "timeouts",
  "timeout-idle": "timeouts",
  "timeout-total": "timeouts",
  "response-contract": "parser",
  "fallback-used": "fallback",
};

/** Its latency bucket, and the dimensions in which an attempt counts. */
function countedIn(attempt: Attempt): readonly Counted[] {
  const { outcome, durationMs } = attempt;
  const bucket = LATENCY_BOUNDS_MS.find((bound) => durationMs <= bound) ?? null;
  const own = outcome.kind === "fail" ? DIMENSIONS[outcome.category] : undefined;
  // The answer that decided, and not one on the way to it: a wait or a field that the gate took back is no failure.
  const status = statusOf(attempt);
  const refused = status !== null && (status < 200 || status > 299);
  return [bucket, ...(own === undefined ? [] : [own]), ...(refused ? (["errors"] as const) : [])];
}

function sum<T>(items: readonly T[], count: (item: T) => number): number {
  return items.reduce((total, item) => total + count(item), 0);
}
