import { describe, expect, it } from "@jest/globals";
import { OF_ANY_VERSION } from "../../src/evidence/finding.ts";
import { metricRemark } from "../../src/evidence/metrics.ts";
import { check, ERRORS } from "./checking.ts";
import { prometheus, type Reply, vector } from "./prometheus.ts";

const NOTHING: Reply = { body: vector() };

/** The replies in order, the last one for ever. */
const course =
  (...replies: readonly Reply[]) =>
  ({ n }: { readonly n: number }) =>
    replies[Math.min(n, replies.length) - 1] ?? 0;

describe("four samples of which one may be over", () => {
  it.each<readonly [what: string, replies: readonly Reply[], ended: string, samples: number, result: string]>([
    ["all within", [0.01], "complete", 4, "pass"],
    ["the limit itself", [0.02], "complete", 4, "pass"],
    ["the limit, as a division leaves it", ["0.020000000000000004"], "complete", 4, "pass"],
    ["more than a division leaves", ["0.0200000001"], "over", 2, "fail"],
    ["one over", [0.5, 0.01], "complete", 4, "pass"],
    ["two over, which ends it", [0.01, 0.5, 0.5, 0.01], "over", 3, "fail"],
    ["the first two over", [0.5], "over", 2, "fail"],
    ["a gap", [0.01, NOTHING, 0.01], "complete", 4, "pass"],
    ["a gap and one over: one more is taken", [0.5, NOTHING, 0.01], "complete", 5, "pass"],
    ["two gaps: one more is taken", [NOTHING, NOTHING, 0.01], "complete", 5, "pass"],
    ["three gaps: two more are taken", [NOTHING, "NaN", NOTHING, 0.01], "complete", 6, "pass"],
    ["four gaps", [NOTHING, NOTHING, NOTHING, NOTHING, 0.01], "complete", 6, "partial"],
    ["data that ends", [0.01, 0.01, NOTHING], "complete", 6, "partial"],
    ["no data", [NOTHING], "complete", 6, "not_tested"],
    ["gaps, and then over", [NOTHING, NOTHING, 0.5], "over", 4, "fail"],
    ["what time does not change", [{ status: 404, body: "" }], "no-use", 3, "not_tested"],
    [
      "what time changed after all",
      [{ status: 404, body: "" }, { status: 404, body: "" }, 0.01],
      "complete",
      5,
      "pass",
    ],
  ])("%s", async (_, replies, ended, samples, result) => {
    await using api = await prometheus(course(...replies));
    const found = await check(api.url);
    expect(found.metrics.checks).toMatchObject([{ ended, wanted: 4, failures: 1 }]);
    expect(found.metrics.checks[0]?.samples).toHaveLength(samples);
    expect(found.check.result).toBe(result);
    const expected = {
      pass: [],
      fail: ["metric-limit"],
      partial: ["insufficient-evidence"],
      not_tested: ["insufficient-evidence"],
    };
    expect(found.check.findings.map(({ trigger }) => trigger)).toEqual(expected[result as keyof typeof expected]);
  });

  it.each([
    ["errors", OF_ANY_VERSION],
    ['errors{version="7"}', "metric-limit"],
    ['errors{track="canary"}', "metric-limit"],
    ['errors{version!="7"}', OF_ANY_VERSION],
    ['errors{version="all"} # {{version}}', OF_ANY_VERSION],
    ['errors{version="{{version}}"}', "metric-limit"],
    ["errors{version=~'{{ version }}.*'}", "metric-limit"],
  ])("says whose numbers are over: %s", async (query, rule) => {
    await using over = await prometheus(course(0.5));
    const found = await check(over.url, { section: { checks: [{ ...ERRORS, query }] } });
    expect(found.check.findings).toMatchObject([{ trigger: "metric-limit", rule }]);
  });

  it("says what was seen, in the unit of the limit", async () => {
    await using over = await prometheus(course(0.01, 0.5, 0.0306));
    expect((await check(over.url)).check.findings[0]?.message).toBe(
      "metrics: errors was 50% (at most 2%), last 3.06%: beyond its limit in 2 of 3 samples, 1 allowed",
    );
    await using silent = await prometheus(course(0.01, "NaN", NOTHING));
    expect((await check(silent.url)).check.findings[0]?.message).toBe(
      "metrics: errors has 1 of 4 values, too few to say that it is at most 2%: 4 x no series, 1 x not a number (as 0 of 0 is)",
    );
  });

  it("begins after delay, at the end of the first pause", async () => {
    await using api = await prometheus(() => 0);
    const { metrics } = await check(api.url, { section: { delay: "300ms" } });
    const [first] = metrics.checks[0]?.samples ?? [];
    expect(first?.atMs).toBeGreaterThanOrEqual(345);
    expect(metrics).toMatchObject({ delayMs: 300, everyMs: 50, host: new URL(api.url).host });
  });

  // Each by itself: the first that is over ends the wait for the others.
  it.each([
    [{ name: "latency", query: "p95", max: "800ms" }, "latency was 1.2 s (at most 0.8 s), last 1.2 s"],
    [{ name: "success", query: "good / all", min: "99%" }, "success was 97% (at least 99%), last 97%"],
    [{ name: "backlog", query: "p95", max: 100 }, null],
  ])("holds against a least value and a duration, too: %j", async (limit, said) => {
    await using api = await prometheus(({ query }) => (query === "p95" ? 1.2 : 0.97));
    const { check: result } = await check(api.url, { section: { checks: [limit] } });
    expect(result.findings.map(({ message }) => message)).toEqual(
      said === null ? [] : [`metrics: ${said}: beyond its limit in 2 of 2 samples, 1 allowed`],
    );
  });
});

describe("a canary against the stable release", () => {
  const against = (canary: Reply, stable: Reply, tolerate?: string) =>
    prometheus(({ query }) => (query === "canary" ? canary : stable)).then(async (api) => {
      await using _ = api;
      const baseline = { query: "stable", ratio: 1.5, ...(tolerate === undefined ? {} : { tolerate }) };
      return await check(api.url, {
        section: { checks: [{ name: "errors", query: "canary", baseline, failures: 0 }] },
      });
    });

  it.each<readonly [what: string, canary: Reply, stable: Reply, tolerate: string | undefined, result: string]>([
    ["as good", 0.01, 0.01, undefined, "pass"],
    ["at the ratio", 0.015, 0.01, undefined, "pass"],
    ["beyond the ratio", 0.016, 0.01, undefined, "fail"],
    ["no failures on either side", 0, 0, undefined, "pass"],
    ["no failures, and nothing to compare with", 0, NOTHING, undefined, "pass"],
    ["a failure where the stable release has none", 0.01, 0, undefined, "not_tested"],
    ["the same, up to what is tolerated", 0.01, 0, "1%", "pass"],
    ["beyond the ratio, up to what is tolerated", 0.01, 0.001, "1%", "pass"],
    ["beyond both", 0.02, 0.001, "1%", "fail"],
    ["beyond what is tolerated, where the stable release has none", 0.5, 0, "1%", "fail"],
    ["a stable release below zero", 0.01, -1, undefined, "not_tested"],
    ["the same, beyond what is tolerated", 0.5, -1, "1%", "not_tested"],
    ["nothing of the canary", NOTHING, 0.01, undefined, "not_tested"],
    ["nothing of the stable release", 0.01, NOTHING, undefined, "not_tested"],
    ["a stable release without traffic", 0.01, "NaN", undefined, "not_tested"],
  ])("%s", async (_, canary, stable, tolerate, result) => {
    expect((await against(canary, stable, tolerate)).check.result).toBe(result);
  });

  it("says what was compared with what, where the ratio was worst", async () => {
    const courses: Record<string, Reply[]> = { canary: [0.02, 0.08], stable: [0.012, 0.012] };
    await using api = await prometheus(({ query }) => courses[query]?.shift() ?? 0);
    const baseline = { query: "stable", ratio: 1.5, tolerate: "1%" };
    const checks = [{ name: "errors", query: "canary", baseline, failures: 1 }];
    const { check: result, metrics } = await check(api.url, { section: { checks } });
    expect(result.findings[0]?.message).toBe(
      "metrics: errors was 8%, 6.67 times the baseline of 1.2% (at most 1.5 times the baseline, or 1%), last 8%: beyond its limit in 2 of 2 samples, 1 allowed",
    );
    expect(metrics.checks.map(metricRemark)).toEqual([
      "errors worst 8%, 6.67 times the baseline of 1.2%, at most 1.5 times the baseline, or 1%, 2 over, 2 of 4 values",
    ]);
    expect((await against(0.5, 0, "1%")).check.findings[0]?.message).toContain("was 50% against a baseline of 0% (");
  });

  it("says of which side the values are missing", async () => {
    expect((await against(0.01, NOTHING)).check.findings[0]?.message).toContain(" x baseline: no series");
    expect((await against(0.01, 0)).check.findings[0]?.message).toContain("the baseline is zero");
    expect((await against(0.01, -1)).check.findings[0]?.message).toContain("the baseline is negative");
  });
});

describe("the request", () => {
  it.each([
    ["", ""],
    ["/", ""],
    ["/prometheus", "/prometheus"],
    ["/api/prom/", "/api/prom"],
    ["/select/0/prometheus", "/select/0/prometheus"],
    ["/api/datasources/proxy/uid/abc", "/api/datasources/proxy/uid/abc"],
    ["/api/v1/namespaces/m/services/p:9090/proxy", "/api/v1/namespaces/m/services/p:9090/proxy"],
    ["/prometheus/api/v1", "/prometheus"],
    ["/api/v1/query", ""],
  ])("goes below the address, whatever its path: %j", async (written, prefix) => {
    await using api = await prometheus(() => 0, prefix);
    expect((await check(`${api.url}${written}`, { section: { for: "50ms" } })).check.result).toBe("pass");
    expect(api.queries[0]?.path).toBe(`${prefix}/api/v1/query`);
  });

  it("carries the query, the parameters of the address and the headers, and asks no cache", async () => {
    await using api = await prometheus(() => 0);
    const query = 'sum(rate(e{a="x&y=1"}[1m]))\n/ 1 + 2 # 100%';
    const headers = { "X-Scope-OrgID": "team-a", Authorization: { "from-env": "PROM_TOKEN" } };
    const { metrics, check: result } = await check(`${api.url}?max_source_resolution=0s`, {
      env: { PROM_TOKEN: "Bearer glc_0123456789abcdef" },
      section: { for: "50ms", headers, checks: [{ ...ERRORS, query }] },
    });
    expect(result.result).toBe("pass");
    expect(api.queries).toMatchObject([
      {
        query,
        headers: {
          "x-scope-orgid": "team-a",
          authorization: "Bearer glc_0123456789abcdef",
          "cache-control": "no-store",
        },
      },
    ]);
    expect(api.queries[0]?.parameters.get("max_source_resolution")).toBe("0s");
    // Neither the query nor the tenant is written down.
    expect(JSON.stringify(metrics)).not.toMatch(/rate|glc_|team-a|source_resolution/);
  });

  it("names the release", async () => {
    await using api = await prometheus(() => 0);
    const query = 'errors{version=~"{{version}}"}';
    await check(api.url, { version: "1.0-2", section: { for: "50ms", checks: [{ ...ERRORS, query }] } });
    expect(api.queries[0]?.query).toBe('errors{version=~"1\\\\.0-2"}');
  });
});

describe("a run that ends earlier", () => {
  const cases = { cancelled: "cancelled", decided: "decided" } as const;
  it.each(Object.entries(cases))("%s: what was seen until then stands", async (signal, ended) => {
    await using api = await prometheus(() => 0.01);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 150);
    const found = await check(api.url, { [signal]: controller.signal, section: { every: "100ms", for: "2s" } });
    expect(found.metrics.checks).toMatchObject([{ ended, samples: [{ value: 0.01 }] }]);
    expect(found.check).toMatchObject({ result: "partial" });
    // Where the run is a rollback anyway, a metric that nobody waited for is no finding.
    expect(found.check.findings.map(({ trigger }) => trigger)).toEqual(
      ended === "decided" ? [] : ["insufficient-evidence"],
    );
  });

  it("by its deadline holds, and says so", async () => {
    await using api = await prometheus(({ n }) => (n === 1 ? 0.01 : new Promise<Reply>(() => undefined)));
    const found = await check(api.url, { deadlineMs: 300 });
    expect(found.metrics.checks).toMatchObject([{ ended: "deadline" }]);
    expect(found.check.findings[0]?.message).toMatch(/cut off \(deadline\)/);
  });
});

it("a broken limit ends the sampling of all, unless the policy makes less of it", async () => {
  await using api = await prometheus(({ query }) => (query === "bad" ? 0.5 : 0.01));
  const checks = [
    { ...ERRORS, name: "good", query: "good" },
    { ...ERRORS, name: "bad", query: "bad" },
  ];
  const section = { every: "100ms", for: "1s", checks };
  const { metrics } = await check(api.url, { section });
  expect(metrics.checks).toMatchObject([{ ended: "decided" }, { ended: "over" }]);
  const mild = await check(api.url, { section, severity: "hold" });
  expect(mild.metrics.checks).toMatchObject([{ ended: "complete" }, { ended: "over" }]);
});
