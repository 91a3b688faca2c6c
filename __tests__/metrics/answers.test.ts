/** Every answer that is no number has a name of its own, and none of them is a pass or a rollback. */
import { describe, expect, it } from "@jest/globals";
import { READINGS } from "../../src/evidence/metric-readings.ts";
import { check } from "./checking.ts";
import { prometheus, type Reply, vector, vectorAt } from "./prometheus.ts";

const success = (data: unknown, more = {}) => ({ body: { status: "success", data, ...more } });
const error = (status: number, errorType: string) => ({
  status,
  body: { status: "error", errorType, error: "in prose: secret-in-prose" },
});
const at = Date.now() / 1_000;

const MISSING: readonly (readonly [reading: string, what: string, reply: Reply])[] = [
  ["no-series", "an empty vector", { body: vector() }],
  ["no-series", "null in place of a list", success({ resultType: "vector", result: null })],
  ["not-a-number", "0 of 0", "NaN"],
  ["infinite", "1 of 0", "+Inf"],
  ["infinite", "the other infinity", "-Inf"],
  ["infinite", "a number beyond all numbers", "1e400"],
  ["several-series", "two pods", { body: vector(1, 2) }],
  [
    "histogram",
    "a native histogram",
    success({ resultType: "vector", result: [{ metric: {}, histogram: [at, { count: "1", sum: "2", buckets: [] }] }] }),
  ],
  ["range", "a range selector", success({ resultType: "matrix", result: [{ metric: {}, values: [[at, "1"]] }] })],
  ["text", "a string", success({ resultType: "string", result: [at, "0.01"] })],
  ["stale", "an evaluation of ten minutes ago", { body: vectorAt(at - 600, 0.01) }],
  ["future", "a time in milliseconds", { body: vectorAt(at * 1_000, 0.01) }],
  ["future", "a clock that is ten minutes ahead", { body: vectorAt(at + 600, 0.01) }],
  [
    "partial",
    "a store that did not answer",
    success(vector(0.01).data, { warnings: ["receive series from Addr: store-1: rpc error"] }),
  ],
  ["partial", "a cluster that lacks a node", success(vector(0.01).data, { isPartial: true })],
  [
    "doubtful",
    "a warning about the query",
    success(vector(0.01).data, { warnings: ['PromQL warning: bucket label "le" is missing'] }),
  ],
  ["rejected", "a query that does not parse", error(400, "bad_data")],
  ["rejected", "the same under another status", error(422, "bad_data")],
  ["rejected", "a request line that is too long", { status: 414, body: "<html>too long</html>" }],
  ["not-executed", "labels that match twice", error(422, "execution")],
  ["query-timeout", "a query that takes too long", error(503, "timeout")],
  ["query-timeout", "a proxy that does not wait", { status: 504, body: "upstream timed out" }],
  ["server-error", "an error with a success status", error(200, "internal")],
  ["rejected", "a mistake with a success status", error(200, "bad_data")],
  ["not-admitted", "no token", { status: 401, body: "no org id" }],
  [
    "not-admitted",
    "a token without the scope",
    { status: 403, body: { status: "error", error: "authentication error" } },
  ],
  ["redirected", "a way to sign in", { status: 302, headers: { location: "/login" }, body: "" }],
  ["wrong-path", "no such route", { status: 404, body: "404 page not found" }],
  ["rate-limited", "too many queries", { status: 429, body: { status: "error", errorType: "too_many_requests" } }],
  [
    "server-error",
    "a gateway without a server",
    { status: 502, headers: { "content-type": "text/html" }, body: "<html>bad gateway</html>" },
  ],
  [
    "not-prometheus",
    "a page to sign in",
    { headers: { "content-type": "text/html" }, body: "<!doctype html><title>Sign in</title>" },
  ],
  ["not-prometheus", "JSON of something else", { body: { results: [] } }],
  ["not-prometheus", "an empty body", { body: "" }],
  ["not-prometheus", "a value that is no number", "0x10"],
  ["not-prometheus", "a cut answer", { body: '{"status":"success","data":{"resu' }],
  ["too-large", "nine megabytes", { body: JSON.stringify({ filler: "x".repeat(9 * 1024 * 1024) }) }],
];

describe("an answer without one number", () => {
  it.each(MISSING)("is called %s: %s", async (reading, _, reply) => {
    await using api = await prometheus(() => reply);
    const { check: result, metrics } = await check(api.url, { section: { for: "50ms" } });
    expect(metrics.checks[0]?.samples[0]).toMatchObject({ missing: reading });
    expect(result).toMatchObject({
      result: "not_tested",
      findings: [{ trigger: "insufficient-evidence", severity: "hold" }],
    });
    expect(result.findings[0]?.help).toBe(READINGS[reading as keyof typeof READINGS].help);
    expect(JSON.stringify([result, metrics])).not.toContain("secret-in-prose");
  });

  it("is called unreachable where nobody listens", async () => {
    const gone = await prometheus(() => 0);
    await gone[Symbol.asyncDispose]();
    const { metrics } = await check(gone.url, { section: { for: "50ms" } });
    expect(metrics.checks[0]?.samples[0]).toMatchObject({ missing: "unreachable" });
  });

  it("has a test for every name", () => {
    const seen = new Set<string>([
      ...MISSING.map(([reading]) => reading),
      "unreachable",
      "zero-baseline",
      "negative-baseline",
    ]);
    expect(Object.keys(READINGS).filter((reading) => !seen.has(reading))).toEqual([]);
  });
});

describe("a number", () => {
  it.each<readonly [what: string, reply: Reply, value: number]>([
    ["of one series", 0.015, 0.015],
    ["in scientific notation", "1.5e-02", 0.015],
    ["of a scalar", success({ resultType: "scalar", result: [at + 1, "0.01"] }), 0.01],
    ["beside infos", success(vector(0).data, { infos: ["PromQL info: metric might not be a counter"] }), 0],
    [
      "beside infos of an older server",
      success(vector(0).data, { warnings: ["PromQL info: metric might not be a counter"] }),
      0,
    ],
    ["without a content type of JSON", { headers: { "content-type": "text/plain" }, body: vector(0.01) }, 0.01],
    ["of a server whose clock is a minute ahead", { body: vectorAt(at + 60, 0.01) }, 0.01],
  ])("%s is taken", async (_, reply, value) => {
    await using api = await prometheus(() => reply);
    const { check: result, metrics } = await check(api.url, { section: { for: "50ms" } });
    expect(metrics.checks[0]?.samples).toMatchObject([{ value }]);
    expect(result).toEqual({ id: "metrics", result: "pass", findings: [] });
  });

  it("is old where the same answer comes again seconds later: a cache gave it", async () => {
    const first = vector(0.01);
    await using api = await prometheus(() => ({ body: first }));
    const { metrics } = await check(api.url, { section: { every: "2s", for: "4s" } });
    expect(metrics.checks[0]?.samples).toMatchObject([{ value: 0.01 }, { missing: "stale" }]);
  });
});
