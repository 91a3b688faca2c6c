import { type Finding, findingOf, OF_ANY_VERSION } from "../evidence/finding.ts";
import {
  limitWordsOf,
  type MetricRun,
  metricValue,
  missingKinds,
  sampleValue,
  standingOf,
  valuesOf,
  worstOf,
} from "../evidence/metrics.ts";
import { problem } from "../text/problem.ts";

/**
 * What a check says against the release, or that it cannot say anything; null: neither.
 * @param ofRelease its numbers are those of the release under test alone
 */
export function findingOfCheck(run: MetricRun, ofRelease: boolean): Finding | null {
  const { result } = standingOf(run);
  if (result === "over") return overFinding(run, ofRelease);
  // A run that is a rollback anyway needs no more.
  return result === "lacking" && run.ended !== "decided" ? lackingFinding(run) : null;
}

function overFinding(run: MetricRun, ofRelease: boolean): Finding {
  const { name, unit, failures, samples } = run;
  const worst = worstOf(run);
  const last = metricValue(valuesOf(run).at(-1) ?? 0, unit);
  const seen = worst === null ? "" : ` was ${sampleValue(worst, unit)}`;
  const sentence = `metrics: ${name}${seen} (${limitWordsOf(run)}), last ${last}: beyond its limit in ${standingOf(run).over} of ${samples.length} samples, ${failures} allowed`;
  const help = `See ${name} on its dashboard for the time of this run, and whether the release, its traffic or what it depends on moved it.`;
  const over = problem(ofRelease ? "metric-limit" : OF_ANY_VERSION, sentence, help);
  return findingOf(over, { trigger: "metric-limit", severity: "rollback" });
}

/** Kinds of missing values that are named; more have one cause. */
const MOST_NAMED = 3;

function lackingFinding(run: MetricRun): Finding {
  const { name, wanted, samples, ended } = run;
  const kinds = missingKinds(samples);
  const named = kinds.slice(0, MOST_NAMED).map(({ says }) => says);
  const why = named.length === 0 ? "none was taken" : named.join(", ");
  const cut = ended === "deadline" || ended === "cancelled" ? `, cut off (${ended})` : "";
  const sentence = `metrics: ${name} has ${valuesOf(run).length} of ${wanted} values, too few to say that it is ${limitWordsOf(run)}${cut}: ${why}`;
  const help =
    kinds[0]?.help ?? "Give the run the time that delay and for take: raise limits.deadline, or shorten them.";
  return insufficient(sentence, help);
}

/** The hold of a check that says nothing. */
export function insufficient(sentence: string, help: string): Finding {
  const without = problem("metric-without-data", sentence, help);
  return findingOf(without, { trigger: "insufficient-evidence", severity: "hold" });
}
