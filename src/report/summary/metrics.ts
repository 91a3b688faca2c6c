import type { Evidence } from "../../evidence/evidence.ts";
import {
  limitWordsOf,
  type MetricRun,
  type MetricStanding,
  metricValue,
  missingKinds,
  sampleValue,
  standingOf,
  valuesOf,
  worstOf,
} from "../../evidence/metrics.ts";
import { inSeconds } from "../../text/duration.ts";
import { type Block, columns, EMPTY, type Row, type Tone, table, tableIfAny, text } from "../document.ts";
import { worstFirst } from "../worst-first.ts";

const COLUMNS = columns(["Metric", "Limit", "Last", "Worst", "Over", "Values"], ["Course", "No value"]);

const TONES: Readonly<Record<MetricStanding["result"], Tone>> = { over: "bad", lacking: "warn", within: "good" };

/** What every declared metric did while the run went on; nothing where none was asked. */
export function metricBlocks({ metrics }: Evidence): readonly Block[] {
  if (metrics === undefined) return [];
  const { host, everyMs, delayMs, checks } = metrics;
  const begun = delayMs === 0 ? "" : `, after ${inSeconds(delayMs)}`;
  const how = `Asked ${host} every ${inSeconds(everyMs)}${begun}. Values between the samples are not seen, and what a query leaves out is not judged.`;
  return [text(how), table(COLUMNS, checks.map(row), 0)];
}

/** Rows of a fan-in: more than these are no overview, and the leg's own summary has them. */
const MOST_OF_LEGS = 20;

const LEG_COLUMNS = columns(["Leg", "Metric", "Limit", "Last", "Worst", "Over", "Values"]);

const RESULTS: readonly MetricStanding["result"][] = ["over", "lacking", "within"];

/** The metrics of the legs of a fan-in, the worst leg first and in it the worst metric; nothing where none was asked. */
export function legMetricBlocks(evidence: Evidence): readonly Block[] {
  const rows = worstFirst(evidence).flatMap(({ label, metrics }) =>
    (metrics?.checks ?? [])
      .toSorted((a, b) => RESULTS.indexOf(standingOf(a).result) - RESULTS.indexOf(standingOf(b).result))
      .map((run) => ({ tone: TONES[standingOf(run).result], cells: [label, ...numbers(run)] })),
  );
  const more = rows.length - MOST_OF_LEGS;
  return [
    ...tableIfAny(LEG_COLUMNS, rows.slice(0, MOST_OF_LEGS), 0),
    ...(more > 0 ? [text(`and ${more} more; the summary of each leg has its own.`)] : []),
  ];
}

function row(run: MetricRun): Row {
  const missing = missingKinds(run.samples);
  return {
    tone: TONES[standingOf(run).result],
    cells: [...numbers(run), course(run), missing.length === 0 ? EMPTY : missing.map(({ says }) => says).join(", ")],
  };
}

/** Name, limit, last and worst value, values over the limit, and values. */
function numbers(run: MetricRun): readonly string[] {
  const { name, unit, failures, wanted } = run;
  const values = valuesOf(run);
  const [last, worst] = [values.at(-1), worstOf(run)];
  return [
    name,
    limitWordsOf(run),
    last === undefined ? EMPTY : metricValue(last, unit),
    worst === null ? EMPTY : sampleValue(worst, unit),
    `${standingOf(run).over} of ${values.length}, ${failures} allowed`,
    `${values.length} of ${wanted}`,
  ];
}

const BARS = [..."▁▂▃▄▅▆▇█"];

/** Samples that are drawn and written; the evidence has them all. */
const MOST_DRAWN = 40;
const MOST_WRITTEN = 12;

/** `▁▁▃· (0.1%, 0.1%, 0.4%, none)`: from zero, so that a small change of a small value looks small. */
function course({ samples, unit }: MetricRun): string {
  if (samples.length === 0) return EMPTY;
  const drawn = samples.slice(-MOST_DRAWN);
  const top = Math.max(...drawn.map((sample) => ("value" in sample ? sample.value : 0)));
  const bars = drawn.map((sample) => ("value" in sample ? barOf(sample.value, top) : "·"));
  const written = samples.slice(-MOST_WRITTEN);
  const numbers = written.map((sample) => ("value" in sample ? metricValue(sample.value, unit) : "none"));
  const more = samples.length > written.length ? "last of them " : "";
  return `${bars.join("")} (${more}${numbers.join(", ")})`;
}

function barOf(value: number, top: number): string {
  const share = top > 0 ? Math.max(0, value) / top : 0;
  return BARS[Math.round(share * (BARS.length - 1))] ?? "";
}
