import type { Evidence } from "../../evidence/evidence.ts";
import {
  limitWordsOf,
  type MetricRun,
  type MetricStanding,
  metricValue,
  missingKinds,
  standingOf,
  valuesOf,
  worstOf,
} from "../../evidence/metrics.ts";
import { inSeconds } from "../../text/duration.ts";
import { type Block, columns, EMPTY, type Row, type Tone, table, text } from "../document.ts";

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

function row(run: MetricRun): Row {
  const { name, unit, failures, wanted } = run;
  const { result, over } = standingOf(run);
  const values = valuesOf(run);
  const missing = missingKinds(run.samples);
  const shown = (value: number | null | undefined) => (value == null ? EMPTY : metricValue(value, unit));
  return {
    tone: TONES[result],
    cells: [
      name,
      limitWordsOf(run),
      shown(values.at(-1)),
      shown(worstOf(run)),
      `${over} of ${values.length}, ${failures} allowed`,
      `${values.length} of ${wanted}`,
      course(run),
      missing.length === 0 ? EMPTY : missing.map(({ says }) => says).join(", "),
    ],
  };
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
