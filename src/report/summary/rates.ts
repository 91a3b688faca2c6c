import type { Evidence } from "../../evidence/evidence.ts";
import { metricRemark } from "../../evidence/metrics.ts";
import { RATE_DIMENSIONS, type RateDimension, type Rates } from "../../evidence/rates.ts";
import type { ReportContext } from "../context.ts";
import { type Block, columns, EMPTY, type Row, table, text } from "../document.ts";

/** The dimensions as the checklist names them (release-and-rollback-checklist, "Check alerting assumptions"). */
const NAMES: Readonly<Record<RateDimension, string>> = {
  authentication: "authentication failures",
  timeouts: "timeouts",
  errors: "HTTP status other than 2xx",
  parser: "parser failures",
  fallback: "fallback activations",
};

const COLUMNS = columns(["Dimension", "Observed"], ["Not ruled out", "Your alert"]);

/** One row per dimension, in the checklist's order; the backlog is there so that nobody believes it was looked at. */
function dimensionRows({ verdict, metrics }: Evidence, context: ReportContext): readonly Row[] {
  const { overall } = verdict.rates;
  const alertOf = (dimension: AlertDimension) => {
    const metric = metrics?.checks.find(({ name }) => name.toLowerCase() === dimension);
    const alert = declaredAlert(dimension, context);
    return metric === undefined ? alert : `${alert}; this run: ${metricRemark(metric)}`;
  };
  const rows = RATE_DIMENSIONS.map((dimension): Row => {
    const { observed, upperBound } = overall[dimension];
    const bound = upperBound === null ? EMPTY : `up to ${Math.round(upperBound * 100)}%`;
    return {
      cells: [NAMES[dimension], `${observed} of ${overall.n}`, bound, alertOf(dimension)],
      tone: observed === 0 ? "quiet" : "warn",
    };
  });
  const latency = ["latency", buckets(overall), EMPTY, alertOf("latency")];
  const backlog = ["queue depth or worker backlog", "not tested", EMPTY, alertOf("backlog")];
  return [...rows, { cells: latency, tone: "quiet" }, { cells: backlog, tone: "quiet" }];
}

/** `3 up to 1 s, 2 up to 3 s`; empty buckets say nothing. */
function buckets({ latency }: Rates): string {
  const last = latency.findLast(({ upToMs }) => upToMs !== null)?.upToMs ?? 0;
  const filled = latency.filter(({ attempts }) => attempts > 0);
  const named = filled.map(({ upToMs, attempts }) => {
    return upToMs === null ? `${attempts} over ${last / 1_000} s` : `${attempts} up to ${upToMs / 1_000} s`;
  });
  return named.length === 0 ? EMPTY : named.join(", ");
}

type AlertDimension = RateDimension | "latency" | "backlog";

/** The alert that the pre-flight list declares for a dimension. */
function declaredAlert(dimension: AlertDimension, context: ReportContext): string {
  const item = context.declared[`alerts.${dimension}`];
  if (item === undefined) return "not declared";
  return item.kind === "value" ? item.value : `waived: ${item.why}`;
}

const PROBE_COLUMNS = columns(["Probe", "Attempts", "Auth", "Timeouts", "Not 2xx", "Parser", "Fallback"], ["Latency"]);

function probeRow({ key, ...rates }: Rates & { readonly key: string }): Row {
  const counts = RATE_DIMENSIONS.map((dimension) => rates[dimension].observed);
  return {
    cells: [key, String(rates.n), ...counts.map(String), buckets(rates)],
    tone: counts.every((count) => count === 0) ? "quiet" : "warn",
  };
}

const MEANING =
  "Counts over the must-pass live probes of this run, to hold against your alert thresholds. They never move the decision, and a handful of attempts is no measurement: the column Not ruled out is the exact one-sided 95% upper bound of the true rate.";

/** What the run showed in each alert dimension, beside the alert that is declared for it; nothing where nothing was asked. */
export function rateBlocks(evidence: Evidence, context: ReportContext): readonly Block[] {
  const { rates } = evidence.verdict;
  if (rates.overall.n === 0) return [];
  const byProbe = rates.probes.length > 1 ? [table(PROBE_COLUMNS, rates.probes.map(probeRow), 0)] : [];
  return [text(MEANING), table(COLUMNS, dimensionRows(evidence, context), 1), ...byProbe];
}
