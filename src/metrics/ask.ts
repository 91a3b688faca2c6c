import { exceeds, type MetricSample } from "../evidence/metrics.ts";
import { exchange } from "../http/exchange.ts";
import type { MetricsSettings } from "../settings/release/metrics.ts";
import type { Settings } from "../settings/settings.ts";
import { type Reading, readAnswer } from "./answer.ts";

/** A check whose placeholders are filled in. */
export interface ReadyCheck {
  readonly kind: "query";
  readonly query: string;
  /** What it is compared with, above what is tolerated whatever that says; null: the limit is a number. */
  readonly baseline: { readonly query: string; readonly tolerate: number } | null;
}

/** How the API is asked. */
interface Asking extends Pick<Settings, "limits" | "network"> {
  readonly metrics: MetricsSettings;
  readonly stop: AbortSignal;
}

/** Shortest limit of one question, ms, where samples follow each other faster. */
const SHORTEST_LIMIT_MS = 10_000;

/** Age from which a value is old, seconds: what Prometheus itself looks back for a value (`query.lookback-delta`). */
const LOOKBACK_S = 300;

/** How far ahead of ours the clock of a server may be, seconds; a time in milliseconds is ahead by millennia. */
const AHEAD_S = 60;

/** Pause between two samples, seconds, from which the time of evaluation has to have moved: some servers cut it to whole seconds. */
const MOVES_WITHIN_S = 2;

/** Asks a check again and again; null: the run was stopped meanwhile. */
export type Sampler = () => Promise<SampleValue | null>;

/** What a sample shows, without its time. */
type SampleValue = MetricSample extends infer Sample ? (Sample extends unknown ? Omit<Sample, "atMs"> : never) : never;

/** One number out of a check: its query and, where the value is above what is tolerated anyway, that of the baseline. */
export function sampler({ query, baseline }: ReadyCheck, asking: Asking): Sampler {
  const ask = asker(query, asking);
  const askBaseline = baseline === null ? null : asker(baseline.query, asking);
  return async () => {
    // Side by side, so that both are of the same moment.
    const [own, other] = await Promise.all([ask(), askBaseline?.() ?? null]);
    if (asking.stop.aborted) return null;
    if ("missing" in own) return own;
    const { value } = own;
    if (other === null || baseline === null || !exceeds(value, baseline.tolerate)) return { value };
    if ("missing" in other) return { missing: other.missing, of: "baseline" };
    if (other.value < 0) return { missing: "negative-baseline", of: "baseline" };
    // Any multiple of zero is zero: without a value that is tolerated, one failure would be too many.
    if (other.value === 0 && baseline.tolerate <= 0) return { missing: "zero-baseline", of: "baseline" };
    return { value, baseline: other.value };
  };
}

function asker(query: string, { metrics, limits, network, stop }: Asking): () => Promise<Reading> {
  const { baseUrl, search, headers, everyMs } = metrics;
  const target = {
    baseUrl,
    // What lies in between must not answer a question of half a minute ago.
    headers: {
      "cache-control": "no-store",
      ...Object.fromEntries(headers.map(({ name, value }) => [name.toLowerCase(), value])),
    },
  };
  const separator = search === "" ? "?" : "&";
  const path = `/api/v1/query${search}${separator}query=${encodeURIComponent(query)}`;
  const totalMs = Math.min(limits.timeoutMs, Math.max(everyMs, SHORTEST_LIMIT_MS));
  let before: number | null = null;
  return async () => {
    const exchanged = await exchange(
      { method: "GET", path, expect: "json", credential: "configured" },
      target,
      { ...limits, totalMs },
      network,
      stop,
    );
    const reading = readAnswer(exchanged);
    if ("missing" in reading) return reading;
    const ageS = Date.now() / 1_000 - reading.at;
    if (ageS < -AHEAD_S) return { missing: "future" };
    const stands = before !== null && reading.at <= before && everyMs >= MOVES_WITHIN_S * 1_000;
    before = reading.at;
    return stands || ageS > LOOKBACK_S ? { missing: "stale" } : reading;
  };
}
