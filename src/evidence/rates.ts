import { z } from "zod";

/**
 * Dimensions in which a team holds a run against its alert thresholds (release-and-rollback-checklist, "Check alerting
 * assumptions"). The names are those of `readiness.alerts` in the gate file. Latency is counted in buckets; a backlog is
 * nothing that a gate could see.
 */
export const RATE_DIMENSIONS = ["authentication", "timeouts", "errors", "parser", "fallback"] as const;
export type RateDimension = (typeof RATE_DIMENSIONS)[number];

/**
 * Upper ends of the latency buckets, ms, inclusive. They are fixed, so that runs, probes and legs can be compared and
 * added: one second (still felt as an answer), steps of about three (a declared objective is rarely known better), and
 * 60 s, where an attempt ends by default.
 */
export const LATENCY_BOUNDS_MS = [1_000, 3_000, 10_000, 30_000, 60_000] as const;

const RateSchema = z.strictObject({
  /** Attempts in which it was observed. */
  observed: z.int().min(0),
  /**
   * Exact one-sided 95% upper bound of the rate, 0 to 1 (Clopper-Pearson). Null without attempts, and in the sum of a
   * fan-in: its legs are no one sample.
   */
  upperBound: z.number().min(0).max(1).nullable(),
});

/** What the attempts of one sample showed, dimension by dimension. An attempt may count in several. */
const RatesSchema = z.strictObject({
  /** Attempts that were asked: every rate is out of these. */
  n: z.int().min(0),
  /** The configured credential was refused. */
  authentication: RateSchema,
  /** A connect, first-byte, idle or total limit ran out. */
  timeouts: RateSchema,
  /** The answer that decided the attempt had an HTTP status other than 2xx. */
  errors: RateSchema,
  /** A success status without the documented shape: a parser would fail. */
  parser: RateSchema,
  /** The fallback answered. */
  fallback: RateSchema,
  /** Attempts by their whole duration, waits and second requests included; `upToMs` null: longer than every bound. */
  latency: z.array(z.strictObject({ upToMs: z.int().nullable(), attempts: z.int().min(0) })),
});
export type Rates = z.infer<typeof RatesSchema>;

/** The rates of a run. Shown beside alert thresholds, and never part of a decision. */
export const RunRatesSchema = z.strictObject({
  /** All must-pass live probes of the release together; in a fan-in the sum over the legs. */
  overall: RatesSchema,
  /** Each of them on its own, by key; in a fan-in the label of the leg comes first. */
  probes: z.array(RatesSchema.extend({ key: z.string() })),
  /** Queue depth and worker backlog are on the application's side. */
  backlog: z.literal("not_tested"),
});
export type RunRates = z.infer<typeof RunRatesSchema>;
