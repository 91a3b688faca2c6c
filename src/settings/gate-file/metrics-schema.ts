import { z } from "zod";
import { METRIC_NAME, type MetricUnit } from "../../evidence/metrics.ts";
import { DURATION_PATTERN, parseDuration } from "../../text/duration.ts";
import * as s from "./words.ts";

/** Longest query, characters: percent-encoded it still fits the request line that common proxies take, 8 KiB. */
const LONGEST_QUERY = 4_000;

/** Most checks: each is a line of the summary that somebody reads, and asks once per sample. */
const MOST_CHECKS = 20;

/** Most samples that may be over a limit; more is no limit. */
const MOST_FAILURES = 100;

const PERCENTAGE = /^-?\d{1,9}(\.\d{1,6})?%$/;

/** A number, and how it was written. */
interface Amount {
  readonly value: number;
  readonly unit: MetricUnit;
}

/** A number, a percentage or a duration; Prometheus counts time in seconds. */
const amount = () => {
  const says = "must be a number, a percentage such as 2% or a duration such as 800ms";
  const either = new RegExp(`${PERCENTAGE.source}|${DURATION_PATTERN.source}`);
  return z.union([s.matching(either, says), z.number(says)], says).transform((written): Amount => {
    if (typeof written === "number") return { value: written, unit: "number" };
    if (PERCENTAGE.test(written))
      return { value: Number((Number.parseFloat(written) / 100).toPrecision(12)), unit: "percent" };
    return { value: (parseDuration(written) ?? Number.NaN) / 1_000, unit: "seconds" };
  });
};

const query = () =>
  z
    .string("must be text: put it in quotes")
    .regex(/\S/, "must not be blank")
    .max(LONGEST_QUERY, `must have at most ${LONGEST_QUERY} characters: use a recording rule`)
    .describe("PromQL that gives one number. {{version}}, {{environment}} and {{commit}} are filled in.");

const check = s.section({
  name: s
    .matching(METRIC_NAME, "must begin with a letter or digit and have at most 40 letters, digits, spaces, . _ -")
    .describe(
      "What people call it; that of an alert dimension (errors, timeouts, latency, ...) stands beside the alert.",
    ),
  query: query(),
  max: amount()
    .optional()
    .describe("A value above it counts. 2%, 800ms (0.8, Prometheus counts in seconds) or a number."),
  min: amount().optional().describe("A value below it counts."),
  baseline: s
    .section({
      query: query(),
      ratio: z.number("must be a number").gt(0, "must be above 0").max(1_000, "must be at most 1000"),
      tolerate: amount().optional().describe("Values up to this never count; default 0."),
    })
    .optional()
    .describe("A value above ratio times what this query says counts: the canary against the stable release."),
  failures: s.wholeNumber(0, MOST_FAILURES).optional().describe("Samples that may count; default 1."),
});

/** The `probes.metrics` section (product.md, "Gate file"). */
export const MetricsSchema = s
  .section({
    prometheus: s
      .path()
      .describe(
        "Address below which /api/v1/query answers, with its path prefix. https, or http without secret headers.",
      ),
    headers: s.headers().optional().describe("Sent with every query. { from-env: NAME } for secrets."),
    every: s.duration().optional().describe("Pause between two samples; default 30s."),
    for: s.duration().optional().describe("How long is sampled; default 5m."),
    delay: s
      .duration()
      .optional()
      .describe("Wait before it begins, until the windows of the queries hold nothing older; default none."),
    checks: z
      .array(check, "must be a list")
      .min(1, "must have at least one entry")
      .max(MOST_CHECKS, `must have at most ${MOST_CHECKS} entries`),
  })
  .describe("Limits on what a Prometheus-compatible API says while the release serves traffic.");

/** The section as it is written. */
export type MetricsSection = z.input<typeof MetricsSchema>;
