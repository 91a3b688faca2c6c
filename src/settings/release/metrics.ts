import type { z } from "zod";
import type { SentValue } from "../../evidence/app.ts";
import type { MetricLimit, MetricUnit } from "../../evidence/metrics.ts";
import type { Mode } from "../../evidence/vocabulary.ts";
import { fillOwnQuery } from "../../text/asked-for.ts";
import { formatDuration } from "../../text/duration.ts";
import { type FilledQuery, fillQuery, type QueryValues } from "../../text/promql.ts";
import { MetricsSchema } from "../gate-file/metrics-schema.ts";
import type { SettingsDocument } from "../inputs/document.ts";
import { type Origin, problemAt, type Rule } from "../origin.ts";
import { TIME_BOUNDS, within } from "../policy/limits.ts";
import type { SettingsSource } from "../source.ts";
import { secretHeaders, secretHeadersRule, usableUrlOf } from "./app-url.ts";
import { headerSection } from "./headers.ts";
import type { Labels } from "./labels.ts";
import type { Release } from "./release.ts";
import type { SecretVariables } from "./sent-values.ts";

/** When samples are taken where nobody says it, ms (product.md, "Gate file"). */
const DEFAULT_TIMES = { everyMs: 30_000, forMs: 300_000, delayMs: 0 };

/** Most samples of one check: evidence holds each of them. */
const MOST_SAMPLES = 200;

/** Time that the last question has, ms: what a query of a dashboard rarely takes. */
const LAST_QUESTION_MS = 10_000;

/** When samples are taken. */
interface MetricTimes {
  readonly everyMs: number;
  readonly delayMs: number;
  /** Samples with a value that are wanted: one at the end of every `everyMs`. */
  readonly wanted: number;
  /** Samples beyond those that are wanted, in place of those that had no value. */
  readonly spare: number;
}

/** One query and its limit. */
export interface MetricCheck {
  readonly name: string;
  /** With its placeholders: after a restore they mean another release. */
  readonly query: string;
  readonly limit: MetricLimit;
  readonly unit: MetricUnit;
  /** Null: the limit is a number. */
  readonly baseline: string | null;
  readonly failures: number;
}

/** The Prometheus-compatible API to ask (gate file, `probes.metrics`). */
export interface MetricsSettings extends MetricTimes {
  /** Scheme, host, port and path prefix, without a trailing slash. */
  readonly baseUrl: string;
  /** Parameters that every query has beside its own, with their question mark; may hold anything and is never written. */
  readonly search: string;
  readonly headers: readonly SentValue[];
  readonly values: QueryValues;
  readonly checks: readonly MetricCheck[];
}

/** How long the sampling takes, ms: as a rule, and where samples without a value are made up for. */
export function samplingMs(times: MetricTimes): { readonly usual: number; readonly longest: number } {
  const usual = times.delayMs + times.wanted * times.everyMs + LAST_QUESTION_MS;
  return { usual, longest: usual + times.spare * times.everyMs };
}

/** When samples are taken; read before the deadline, whose default makes room for it. Null: there is no such section. */
export function* metricTimesOf(
  document: SettingsDocument,
  sandbox: SettingsSource["sandbox"],
): Rule<MetricTimes | null> {
  const section = sectionOf(document, sandbox);
  if (section === undefined) return null;
  const bounded = (key: "every" | "for") => within(TIME_BOUNDS, section[key], `probes.metrics.${key}`, document);
  const everyMs = (yield* bounded("every")) ?? DEFAULT_TIMES.everyMs;
  const forMs = (yield* bounded("for")) ?? DEFAULT_TIMES.forMs;
  const delayMs =
    (yield* within({ ...TIME_BOUNDS, min: 0 }, section.delay, "probes.metrics.delay", document)) ??
    DEFAULT_TIMES.delayMs;
  const wanted = Math.floor(forMs / everyMs);
  const [every, whole] = [everyMs, forMs].map(formatDuration);
  if (wanted < 1)
    yield problemAt(
      document.originOf("probes.metrics.for"),
      "never-sampled",
      `is ${whole}, in which every ${every} no sample is taken`,
      "Make for at least as long as every.",
    );
  if (wanted > MOST_SAMPLES)
    yield problemAt(
      document.originOf("probes.metrics.every"),
      "too-many-samples",
      `is ${every}, which is ${wanted} samples in ${whole}: at most ${MOST_SAMPLES} are kept`,
      "Raise every to about the window of the queries: samples of one window say the same.",
    );
  return { everyMs, delayMs, wanted, spare: Math.ceil(wanted / 2) };
}

/** What the gate file says, or the sandbox, which asks nobody else's metrics. */
function sectionOf({ values }: SettingsDocument, sandbox: SettingsSource["sandbox"]): Section | undefined {
  if (sandbox === null) return values.probes?.metrics;
  return sandbox.metrics === undefined ? undefined : MetricsSchema.parse(sandbox.metrics);
}

type Section = z.output<typeof MetricsSchema>;

/** What asking for metrics depends on beside the document. */
interface MetricsContext extends Pick<SettingsSource, "sandbox" | "untrusted"> {
  readonly mode: Mode;
  readonly release: Release;
  readonly labels: Labels;
  readonly times: MetricTimes | null;
  readonly broken: boolean;
  readonly hosts: ReadonlySet<string>;
  readonly variables: SecretVariables;
}

/** The API and the checks; null where the section is missing or its address is refused. */
export function* metricsOf(document: SettingsDocument, context: MetricsContext): Rule<MetricsSettings | null> {
  const { release, labels, times, hosts, variables, untrusted } = context;
  const section = sectionOf(document, context.sandbox);
  if (section === undefined || times === null) {
    if (!context.broken)
      yield problemAt(
        document.originOf("step.probes"),
        "missing-metrics",
        "selects metrics, and no gate file says what to ask",
        "Add probes.metrics with prometheus: https://... and checks, or remove metrics from the input probes.",
      );
    return null;
  }
  const originOf = (...path: readonly PropertyKey[]): Origin => document.originOf("probes.metrics", ...path);
  const without = "the metrics cannot be asked without the headers of probes.metrics";
  const fromEnvironment = yield* secretHeaders(section.headers ?? {}, variables, untrusted, without);
  const headers = yield* headerSection("probes.metrics.headers", section.headers ?? {}, document, variables);
  const origin = originOf("prometheus");
  const url = yield* usableUrlOf(section.prometheus, origin, ADDRESS);
  const isRefused =
    url === null || (fromEnvironment.length > 0 && !(yield* secretHeadersRule(url, origin, hosts, ADDRESS)));
  const values = { version: release.deploymentVersion, environment: labels.environment, commit: labels.commit };
  const checks: MetricCheck[] = [];
  for (const [i, written] of section.checks.entries()) {
    const at = (...path: readonly PropertyKey[]) => originOf("checks", i, ...path);
    if (checks.some(({ name }) => name.toLowerCase() === written.name.toLowerCase()))
      yield problemAt(at("name"), "duplicate-name", "is the name of two checks", "Give each a name of its own.");
    // What was restored is what the record says; whose numbers a query asks for is told when it is asked.
    const own = context.mode === "gate" ? fillOwnQuery : fillQuery;
    yield* queryRule(own(written.query, values), at("query"));
    if (written.baseline !== undefined)
      yield* queryRule(fillQuery(written.baseline.query, values), at("baseline", "query"));
    const limit = yield* limitOf(written, at());
    const failures = yield* failuresOf(written.failures, times.wanted, at("failures"));
    checks.push({
      name: written.name,
      query: written.query,
      ...limit,
      baseline: written.baseline?.query ?? null,
      failures,
    });
  }
  if (isRefused) return null;
  const path = url.pathname.replace(/\/+$/, "").replace(/\/api\/v1(\/query)?$/, "");
  return { ...times, baseUrl: `${url.origin}${path}`, search: url.search, headers, values, checks };
}

const ADDRESS = {
  code: "invalid-prometheus-url",
  like: "Write it like https://prometheus.example, with the path prefix where it has one.",
};

function* queryRule(filled: FilledQuery, origin: Origin): Rule<void> {
  if (filled.kind === "unusable") yield problemAt(origin, "unusable-query", filled.what, filled.help);
}

type WrittenCheck = Section["checks"][number];

/** The one limit of a check. */
function* limitOf({ max, min, baseline }: WrittenCheck, origin: Origin): Rule<Pick<MetricCheck, "limit" | "unit">> {
  if ([max, min, baseline].filter((each) => each !== undefined).length !== 1)
    yield problemAt(origin, "one-limit", "must have one of max, min and baseline", "Make two checks of two limits.");
  if (baseline !== undefined) {
    const { ratio, tolerate = { value: 0, unit: "number" } } = baseline;
    return { limit: { kind: "baseline", ratio, tolerate: tolerate.value }, unit: tolerate.unit };
  }
  const { value, unit } = max ?? min ?? { value: 0, unit: "number" };
  return { limit: { kind: max === undefined ? "min" : "max", value }, unit };
}

/** Samples that may be over the limit: a limit that can never be broken is none (decision.md, "Kinds of trigger"). */
function* failuresOf(written: number | undefined, wanted: number, origin: Origin): Rule<number> {
  if (written === undefined) return Math.min(1, Math.max(0, wanted - 1));
  if (written >= wanted)
    yield problemAt(
      origin,
      "limit-never-reached",
      `is ${written} of ${wanted} samples, so the limit could never be broken`,
      `Write at most ${wanted - 1}, or sample longer.`,
    );
  return written;
}
