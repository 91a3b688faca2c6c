import type { MetricsSection } from "../settings/gate-file/metrics-schema.ts";
import { json, type Reply } from "./reply.ts";
import { type ApiRequest, METRICS_ROOT } from "./request.ts";

/** The error rate of the deployed service while nothing is wrong with it. */
const HEALTHY_RATE = 0.004;

/**
 * What a Prometheus-compatible API says of the deployed service (Prometheus, "HTTP API", instant queries): one number,
 * whatever is asked.
 * @param values of the series; none: nothing was scraped (@defaultValue a healthy error rate)
 */
export function metricsReply({ at }: ApiRequest, values: readonly number[] = [HEALTHY_RATE]): Reply {
  const result = values.map((value) => ({ metric: {}, value: [at, String(value)] }));
  return json(200, { status: "success", data: { resultType: "vector", result } });
}

/** How a gate file describes it; sampled for two seconds, because nobody waits for a sandbox. */
export function metricsSection(origin: string): MetricsSection {
  const query = "sum(rate(llm_errors_total[1m])) / sum(rate(llm_requests_total[1m]))";
  return {
    prometheus: `${origin}${METRICS_ROOT}`,
    every: "500ms",
    for: "2s",
    checks: [{ name: "errors", query, max: "2%" }],
  };
}
