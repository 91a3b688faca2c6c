/** Runs the check `metrics` against an API of the test, with samples that follow each other at once. */

import { MetricsSchema } from "../../src/evidence/metrics.ts";
import { checkMetrics } from "../../src/metrics/check.ts";
import { runRule } from "../../src/settings/origin.ts";
import { metricsOf, metricTimesOf } from "../../src/settings/release/metrics.ts";
import { settings } from "../run/running.ts";
import { documentOf } from "../settings/source.ts";

/** What a test changes about a check. */
export interface Checking {
  /** The section but for its address; its samples follow each other every 50 ms. */
  readonly section?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly deadlineMs?: number;
  readonly cancelled?: AbortSignal;
  readonly decided?: AbortSignal;
  readonly version?: string | null;
  /** Of `metric-limit` under the policy. */
  readonly severity?: "rollback" | "hold";
}

/** The usual check: an error rate of at most 2%, in four samples of which one may be over. */
export const ERRORS = { name: "errors", query: "errors / requests", max: "2%" };

const NEVER = new AbortController().signal;

/** What the check found at this address. */
export async function check(url: string, { section = {}, env = {}, version = "7", ...more }: Checking = {}) {
  const written = { prometheus: url, every: "50ms", for: "200ms", checks: [ERRORS], ...section };
  const document = documentOf(JSON.stringify({ version: 1, probes: { metrics: written } }));
  const problems: unknown[] = [];
  const take = (problem: unknown) => problems.push(problem);
  const usual = settings("https://unused.example", {
    limits: { deadlineMs: more.deadlineMs ?? 10_000 },
    release: { deploymentVersion: version },
  });
  const metrics = runRule(
    metricsOf(document, {
      ...{ release: usual.release, labels: usual.labels, times: runRule(metricTimesOf(document, null), take) },
      ...{ mode: "gate", sandbox: null, untrusted: false, broken: false, hosts: new Set([new URL(url).host]) },
      variables: { env, allowed: new Set(Object.keys(env)), keep: () => undefined },
    }),
    take,
  );
  if (metrics === null || problems.length > 0) throw new Error(JSON.stringify(problems));
  const { cancelled = NEVER, decided = NEVER } = more;
  const severities = { ...usual.policy.severities, "metric-limit": more.severity ?? "rollback" } as const;
  const policy = { ...usual.policy, severities };
  const result = await checkMetrics({ ...usual, policy, metrics }, { cancelled, decided }, () => undefined);
  if (result === null) throw new Error("nothing was checked");
  return { ...result, metrics: MetricsSchema.parse(result.metrics) };
}
