/**
 * What an answer of a Prometheus-compatible API can be instead of one number (Prometheus, "HTTP API": format overview,
 * expression query result formats; Thanos and Mimir, partial responses). None of them says anything about the release: no
 * data is a hold, never a pass and never a rollback.
 */

/** What there is to know of a reading. */
interface ReadingFacts {
  /** The rest of a sentence that begins with how often. */
  readonly says: string;
  readonly help: string;
  /** Time does not change it: after a few in a row nothing more is asked. */
  readonly lasting: boolean;
}

/** What may be over at the next sample, and what time does not change. */
const passing = (says: string, help: string): ReadingFacts => ({ says, help, lasting: false });
const lasting = (says: string, help: string): ReadingFacts => ({ says, help, lasting: true });

const GATE_FILE = "Run the query in Prometheus itself and correct it in the gate file.";

// biome-ignore format: a table reads by its rows, not by one field a line
const ROWS = {
  "no-series": passing("no series", "The metric does not exist with these labels, or nothing was scraped: see that the service is scraped and gets traffic, and compare the labels; where it takes a while, give delay the time."),
  "not-a-number": passing("not a number (as 0 of 0 is)", "Nothing was counted in the window, so there is no rate: see that the release gets traffic, make the window of the query longer, or wait with delay."),
  infinite: passing("infinite", "Something is divided by zero, or a histogram has no bucket that is high enough: correct the query, or see that the release gets traffic."),
  "zero-baseline": passing("nothing to compare with: the baseline is zero", "Where the stable release has no failures, no ratio can be told: say with baseline.tolerate up to which value the release may go all the same."),
  "negative-baseline": passing("nothing to compare with: the baseline is negative", `No ratio to a negative value means anything: let the query count something, or compare the difference with max. ${GATE_FILE}`),
  future: passing("a value of the future", "Its time is more than a minute ahead, or in milliseconds where the API has seconds: see what answers in Prometheus' place, and whether the clocks agree."),
  stale: passing("an old value", "The answer was evaluated minutes ago, or is the one that was given before: see whether a cache answers, and whether the clocks agree."),
  partial: passing("a part of the data (with a warning)", "Not every store answered, so the value may be wrong either way: see which one is down."),
  doubtful: passing("a value with a PromQL warning", `Prometheus warns that the query does not mean what it says. ${GATE_FILE}`),
  "several-series": lasting("several series", "One number is compared, and nobody can say which: aggregate in the query, for example with sum() or max()."),
  histogram: lasting("a histogram", "Make a number of it, for example with histogram_quantile() or histogram_fraction()."),
  range: lasting("a range of values", "Make one value of the range, for example with rate() or max_over_time()."),
  text: lasting("a text", GATE_FILE),
  rejected: lasting("the query was rejected (400)", `It cannot be parsed, or a parameter is wrong. ${GATE_FILE}`),
  "not-executed": passing("the query could not be executed (422)", "Mostly labels on both sides of an operator that do not match one to one, or a limit of the server. Run the query in Prometheus itself; it says why."),
  "query-timeout": passing("the query took too long", "Use a recording rule, a shorter window or fewer series."),
  "not-admitted": lasting("the request was refused (401 or 403)", "See probes.metrics.headers: Authorization (from-env) with a token that may query, and X-Scope-OrgID where there are tenants."),
  redirected: lasting("a redirect, mostly to sign in", "Name the address of the API itself, and send its token with probes.metrics.headers."),
  "wrong-path": lasting("no such path (404 or 405)", "Add the prefix to probes.metrics.prometheus: /prometheus for Mimir, /api/prom for Grafana Cloud, /select/0/prometheus for a VictoriaMetrics cluster."),
  "not-prometheus": lasting("no answer of a Prometheus API", "A page or another API answers at probes.metrics.prometheus: name the address below which /api/v1/query is."),
  "too-large": lasting("an answer that is too large", "Aggregate in the query, so that one series comes back."),
  "rate-limited": passing("a rate limit (429)", "Ask less often: raise every, or have fewer checks."),
  "server-error": passing("an error of Prometheus (5xx)", "See how Prometheus and what stands in front of it are; the release is not to blame."),
  unreachable: passing("no answer at all", "See whether this runner reaches Prometheus: its address, DNS, firewall, proxy and certificate."),
} as const satisfies Readonly<Record<string, ReadingFacts>>;

/** Why a sample has no value. */
export type MissingReading = keyof typeof ROWS;

/** The table of readings. */
export const READINGS: Readonly<Record<MissingReading, ReadingFacts>> = ROWS;
