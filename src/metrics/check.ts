/**
 * The check `metrics` (product.md, "Probes"): queries to a Prometheus-compatible API, sampled for a while against declared
 * limits. It runs beside the probes and takes none of their requests: another service is asked, and its own plan bounds it.
 */
import { setTimeout as delay } from "node:timers/promises";
import { digestOf } from "../evidence/digest.ts";
import type { Check } from "../evidence/evidence.ts";
import type { Finding } from "../evidence/finding.ts";
import { READINGS } from "../evidence/metric-readings.ts";
import {
  type MetricRun,
  type MetricSample,
  type Metrics,
  type SamplingEnd,
  standingOf,
  valuesOf,
} from "../evidence/metrics.ts";
import { createRedactor } from "../evidence/redaction.ts";
import type { MetricCheck, MetricsSettings } from "../settings/release/metrics.ts";
import type { Settings } from "../settings/settings.ts";
import { askedFor, fillOwnQuery } from "../text/asked-for.ts";
import { oneLine } from "../text/one-line.ts";
import { type FilledQuery, fillQuery } from "../text/promql.ts";
import { type ReadyCheck, type Sampler, sampler } from "./ask.ts";
import { findingOfCheck, insufficient } from "./findings.ts";

/**
 * Samples every check side by side until its answer is certain; null where the settings say nothing of metrics.
 * @param stops why sampling ends before its plan is done; `decided`: the run is a rollback whatever the metrics say
 */
export async function checkMetrics(
  settings: Settings,
  { cancelled, decided }: Readonly<Record<"cancelled" | "decided", AbortSignal>>,
  progress: (run: Omit<MetricRun, "ended">) => void,
): Promise<{ readonly check: Check; readonly metrics: Metrics } | null> {
  const { metrics, limits, network, secrets, policy } = settings;
  if (metrics === undefined) return null;
  const deadline = AbortSignal.timeout(limits.deadlineMs);
  const stop = AbortSignal.any([cancelled, decided, deadline]);
  // A limit that is broken stays so. What is being asked at that moment is still read.
  const broken = new AbortController();
  const started = performance.now();
  const context: SamplingContext = {
    metrics,
    waiting: AbortSignal.any([stop, broken.signal]),
    started,
    endOf: () => (cancelled.aborted ? "cancelled" : deadline.aborted ? "deadline" : "decided"),
    progress,
  };
  const results = await Promise.all(
    metrics.checks.map(async (check) => {
      const filled = filledCheck(check, metrics);
      if (filled.kind === "unusable") {
        const { what, help } = filled;
        const run: MetricRun = { ...planOf(check, metrics), ended: "no-use", samples: [] };
        return { run, finding: insufficient(`metrics: ${check.name} was not asked: its query ${what}`, help) };
      }
      const run = await sampled(check, sampler(filled, { metrics, limits, network, stop }), context);
      if (run.ended === "over" && policy.severities["metric-limit"] === "rollback") broken.abort();
      const isOfRelease = askedFor(check.query, metrics.values, check.baseline) === "release";
      return { run, finding: findingOfCheck(run, isOfRelease) };
    }),
  );
  const findings = results.flatMap(({ finding }) => finding ?? []);
  const runs = results.map(({ run }) => run);
  const host = oneLine(createRedactor(secrets).redact(new URL(metrics.baseUrl).host));
  return {
    check: { id: "metrics", result: resultOf(runs, findings), findings },
    metrics: { host, everyMs: metrics.everyMs, delayMs: metrics.delayMs, checks: runs },
  };
}

/** A check that can be asked, or why its queries cannot. */
function filledCheck(
  check: MetricCheck,
  { values }: MetricsSettings,
): ReadyCheck | Extract<FilledQuery, { kind: "unusable" }> {
  const own = fillOwnQuery(check.query, values);
  if (own.kind === "unusable") return own;
  const { limit } = check;
  if (limit.kind !== "baseline" || check.baseline === null) return { ...own, baseline: null };
  const other = fillQuery(check.baseline, values);
  return other.kind === "unusable" ? other : { ...own, baseline: { query: other.query, tolerate: limit.tolerate } };
}

function resultOf(runs: readonly MetricRun[], findings: readonly Finding[]): Check["result"] {
  if (findings.some(({ trigger }) => trigger === "metric-limit")) return "fail";
  const within = runs.every((run) => standingOf(run).result === "within");
  if (within && findings.length === 0) return "pass";
  return runs.some((run) => valuesOf(run).length > 0) ? "partial" : "not_tested";
}

function planOf({ name, limit, unit, failures, query, baseline }: MetricCheck, { wanted }: MetricsSettings) {
  return { name, limit, unit, failures, wanted, query: digestOf({ query, baseline }) };
}

interface SamplingContext {
  readonly metrics: MetricsSettings;
  /** Ends the wait for the next sample. */
  readonly waiting: AbortSignal;
  /** When the sampling began, on the clock of `performance`. */
  readonly started: number;
  /** Why it was ended. */
  readonly endOf: () => SamplingEnd;
  /** Told of every sample. */
  readonly progress: (run: Omit<MetricRun, "ended">) => void;
}

/** Answers in a row that time does not change, after which nothing more is asked. */
const NO_USE_AFTER = 3;

/** One sample at the end of every `every`, and as many more as had no value, within bounds. A limit that is broken stays so. */
async function sampled(
  check: MetricCheck,
  ask: Sampler,
  { metrics, waiting, started, endOf, progress }: SamplingContext,
): Promise<MetricRun> {
  const plan = planOf(check, metrics);
  const samples: MetricSample[] = [];
  const ended = (end: SamplingEnd): MetricRun => ({ ...plan, ended: end, samples });
  for (let n = 1; n <= plan.wanted + metrics.spare; n++) {
    const due = started + metrics.delayMs + n * metrics.everyMs;
    await delay(Math.max(0, due - performance.now()), undefined, { signal: waiting }).catch(() => undefined);
    const said = waiting.aborted ? null : await ask();
    if (said === null) return ended(endOf());
    samples.push({ atMs: Math.round(performance.now() - started), ...said });
    progress({ ...plan, samples });
    const { result } = standingOf({ ...plan, samples });
    if (result === "over") return ended("over");
    if (n >= plan.wanted && result === "within") break;
    const last = samples.slice(-NO_USE_AFTER);
    const lasting = last.filter((sample) => "missing" in sample && READINGS[sample.missing].lasting);
    if (lasting.length === NO_USE_AFTER) return ended("no-use");
  }
  return ended("complete");
}
