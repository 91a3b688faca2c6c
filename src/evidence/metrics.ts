/** What a Prometheus-compatible API said while the run went on, in numbers: no query, no label and no word of it is kept. */
import { z } from "zod";
import { DigestSchema, LabelSchema } from "./configuration.ts";
import { type MissingReading, READINGS } from "./metric-readings.ts";
import { waitWords } from "./pace-words.ts";

/** How a limit was written, and so how values are shown: `2%` is 0.02, and `800ms` is 0.8, because Prometheus counts in seconds. */
const METRIC_UNITS = ["number", "percent", "seconds"] as const;
export type MetricUnit = (typeof METRIC_UNITS)[number];

/** A check's name: what people call the metric. */
export const METRIC_NAME = /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}$/;

const MetricLimitSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("max"), value: z.number() }),
  z.strictObject({ kind: z.literal("min"), value: z.number() }),
  /** At most `ratio` times what another query says; values up to `tolerate` are never over. */
  z.strictObject({ kind: z.literal("baseline"), ratio: z.number(), tolerate: z.number() }),
]);
/** In the unit of the check; equal to the limit is within it. */
export type MetricLimit = z.infer<typeof MetricLimitSchema>;

const SampleSchema = z.union([
  /** `baseline` absent: none was needed. */
  z.strictObject({ atMs: z.int(), value: z.number(), baseline: z.number().optional() }),
  /** There was no value; `of` baseline: the value was there, and what it is compared with was not. */
  z.strictObject({
    atMs: z.int(),
    missing: z.enum(Object.keys(READINGS) as [MissingReading, ...MissingReading[]]),
    of: z.literal("baseline").optional(),
  }),
]);
/** One question, and when the answer was read, ms since the sampling began. */
export type MetricSample = z.infer<typeof SampleSchema>;

/** Why the sampling of one check ended. `no-use`: three answers in a row that time does not change; `decided`: the run is a rollback anyway. */
const SAMPLING_ENDS = ["complete", "over", "no-use", "deadline", "cancelled", "decided"] as const;
export type SamplingEnd = (typeof SAMPLING_ENDS)[number];

/** One check with everything that it saw. */
const MetricRunSchema = z.strictObject({
  name: z.string().regex(METRIC_NAME),
  limit: MetricLimitSchema,
  unit: z.enum(METRIC_UNITS),
  /** Samples that may be over the limit. */
  failures: z.int(),
  /** Samples with a value that are wanted. */
  wanted: z.int(),
  /** Over the query as the gate file writes it, and that of the baseline. */
  query: DigestSchema,
  ended: z.enum(SAMPLING_ENDS),
  samples: z.array(SampleSchema),
});
export type MetricRun = z.infer<typeof MetricRunSchema>;

/** All checks of a run, and where they were asked. */
export const MetricsSchema = z.strictObject({
  host: LabelSchema,
  everyMs: z.int(),
  delayMs: z.int(),
  checks: z.array(MetricRunSchema),
});
export type Metrics = z.infer<typeof MetricsSchema>;

/** How a check stands: it fires, it has too few values to say that it would not, or it is within its limit. */
export interface MetricStanding {
  readonly result: "over" | "lacking" | "within";
  readonly over: number;
}

/**
 * Missing values count as if they were over: only so many may be missing that the limit would hold whatever they had been
 * (product.md, "Triggers": no data is never a pass), and they alone never fire.
 */
export function standingOf(run: Omit<MetricRun, "ended" | "query" | "name" | "unit">): MetricStanding {
  const over = run.samples.filter((sample) => isOver(sample, run.limit)).length;
  const lacking = Math.max(0, run.wanted - valuesOf(run).length);
  return { result: over > run.failures ? "over" : over + lacking > run.failures ? "lacking" : "within", over };
}

/** Whether a sample is on the wrong side of the limit; one without a value, or with one that needed no baseline, is not. */
function isOver(sample: MetricSample, limit: MetricLimit): boolean {
  if (!("value" in sample)) return false;
  if (limit.kind === "max") return exceeds(sample.value, limit.value);
  if (limit.kind === "min") return exceeds(limit.value, sample.value);
  return exceeds(sample.value, limit.ratio * (sample.baseline ?? Number.POSITIVE_INFINITY));
}

/** Two numbers that differ by less of themselves differ only by how computers divide and add: 0.1 + 0.2 is 0.3. */
const ROUNDING = 1e-12;

/** Whether a number is above another by more than what computing leaves. */
export function exceeds(value: number, other: number): boolean {
  const room = ROUNDING * Math.max(Math.abs(value), Math.abs(other));
  return value > (Number.isFinite(room) ? other + room : other);
}

/** The values of a check, in the order in which they came. */
export function valuesOf({ samples }: Pick<MetricRun, "samples">): readonly number[] {
  return samples.flatMap((sample) => ("value" in sample ? [sample.value] : []));
}

/** A sample with a value. */
type Valued = Extract<MetricSample, { readonly value: number }>;

/** The sample that is nearest to the limit or furthest beyond it, of a baseline by the ratio; null: none has a value. */
export function worstOf({ samples, limit }: Pick<MetricRun, "samples" | "limit">): Valued | null {
  const beyond = ({ value, baseline = Number.POSITIVE_INFINITY }: Valued) => {
    if (limit.kind === "baseline") return value / baseline;
    return limit.kind === "min" ? -value : value;
  };
  const valued = samples.filter((sample): sample is Valued => "value" in sample);
  return valued.toSorted((a, b) => beyond(b) - beyond(a) || b.value - a.value)[0] ?? null;
}

/** Figures of a value: a rate is rarely known better. */
const FIGURES = 3;

/** A value in the unit of its limit: `0.42%`, `0.8 s`, `12`. */
export function metricValue(value: number, unit: MetricUnit): string {
  const rounded = (number: number) => String(Number(number.toPrecision(FIGURES)));
  if (unit === "percent") return `${rounded(value * 100)}%`;
  return unit === "seconds" ? `${rounded(value)} s` : rounded(value);
}

/** A value, with what it was compared with: `0.42%`, `8%, 6.67 times the baseline of 1.2%`. */
export function sampleValue({ value, baseline }: Valued, unit: MetricUnit): string {
  const own = metricValue(value, unit);
  if (baseline === undefined) return own;
  const other = metricValue(baseline, unit);
  return baseline === 0
    ? `${own} against a baseline of ${other}`
    : `${own}, ${metricValue(value / baseline, "number")} times the baseline of ${other}`;
}

/** The limit as a person says it: `at most 2%`, `at most 1.5 times the baseline`. */
export function limitWordsOf({ limit, unit }: Pick<MetricRun, "limit" | "unit">): string {
  if (limit.kind === "max") return `at most ${metricValue(limit.value, unit)}`;
  if (limit.kind === "min") return `at least ${metricValue(limit.value, unit)}`;
  const above = limit.tolerate === 0 ? "" : `, or ${metricValue(limit.tolerate, unit)}`;
  return `at most ${limit.ratio} times the baseline${above}`;
}

/** How a metric came out, by its name. */
export function metricRemark(run: MetricRun): string {
  return `${run.name} ${metricState(run)}`;
}

/** How a metric stands, in a few words for a record or a log. */
function metricState(run: Omit<MetricRun, "ended">): string {
  const { unit, wanted } = run;
  const values = valuesOf(run);
  const worst = worstOf(run);
  const said = worst === null ? "no value" : `worst ${sampleValue(worst, unit)}`;
  return `${said}, ${limitWordsOf(run)}, ${standingOf(run).over} over, ${values.length} of ${wanted} values`;
}

/** The same while samples are still taken, with the time until the last one that is planned. */
export function metricProgress(run: Omit<MetricRun, "ended">, everyMs: number): string {
  const leftMs = Math.max(0, run.wanted - run.samples.length) * everyMs;
  return leftMs === 0 ? metricState(run) : `${metricState(run)}, the last in ${waitWords(leftMs)}`;
}

/** Why samples have no value, the commonest first: how often, in words, and what to do about it. */
export function missingKinds(
  samples: readonly MetricSample[],
): readonly { readonly says: string; readonly help: string }[] {
  const missing = samples
    .filter((sample) => "missing" in sample)
    .map(({ missing: kind, of = "" }) => ({ says: `${of && "baseline: "}${READINGS[kind].says}`, kind }));
  return [...Map.groupBy(missing, ({ says }) => says)]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([says, all]) => ({
      says: `${all.length} x ${says}`,
      help: all.map(({ kind }) => READINGS[kind].help)[0] ?? "",
    }));
}
