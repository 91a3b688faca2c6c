import { describe, expect, it } from "@jest/globals";
import type { MetricsSettings } from "../../src/settings/release/metrics.ts";
import { KEY, problemsOf, settingsOf, type World } from "./source.ts";

const CHECK = { name: "errors", query: "sum(rate(e[1m]))", max: "2%" };
const SECTION = { prometheus: "https://prometheus.example", checks: [CHECK] };

const world = (section: object | null, { inputs = {}, ...more }: World = {}): World => ({
  gateFile: JSON.stringify({ version: 1, probes: section === null ? {} : { metrics: section } }),
  inputs: { probes: "metrics", ...inputs },
  ...more,
});

const codes = (section: object | null, more: World = {}) => problemsOf(world(section, more)).map(({ code }) => code);

/** The settings of a section that has no problems. */
function read(section: object = {}, more: World = {}): MetricsSettings {
  const { metrics } = settingsOf(world({ ...SECTION, ...section }, more));
  if (metrics === undefined) throw new Error("there are none");
  return metrics;
}

describe("the section probes.metrics", () => {
  it("needs neither key nor model, and is sampled every 30 s for 5 minutes", () => {
    const more = { inputs: { "api-key": undefined, model: undefined } };
    expect(read({}, more)).toEqual({
      ...{ everyMs: 30_000, delayMs: 0, wanted: 10, spare: 5 },
      ...{ baseUrl: "https://prometheus.example", search: "", headers: [] },
      values: { version: null, environment: null, commit: null },
      checks: [
        {
          name: "errors",
          query: "sum(rate(e[1m]))",
          limit: { kind: "max", value: 0.02 },
          unit: "percent",
          baseline: null,
          failures: 1,
        },
      ],
    });
  });

  it("says of a version that is written out and is another one; after a rollback the record is what counts", () => {
    const section = { ...SECTION, checks: [{ ...CHECK, query: 'e{version="1.3.9"}' }] };
    const of = (mode: string) =>
      problemsOf(world(section, { inputs: { mode, "deployment-version": "1.4.0" } })).filter(
        ({ code }) => code === "unusable-query",
      );
    expect(of("gate")).toMatchObject([
      { message: expect.stringMatching(/asks for version="1\.3\.9", and .* 1\.4\.0/) },
    ]);
    expect(of("verify-rollback")).toEqual([]);
  });

  it("configures and does not select", () => {
    expect(settingsOf(world(SECTION, { inputs: { probes: "chat" } })).metrics).toBeUndefined();
    expect(codes(null)).toEqual(["missing-metrics"]);
  });

  it.each([
    ["2%", { value: 0.02 }, "percent"],
    ["0.1%", { value: 0.001 }, "percent"],
    ["150%", { value: 1.5 }, "percent"],
    ["800ms", { value: 0.8 }, "seconds"],
    ["1.5s", { value: 1.5 }, "seconds"],
    [12, { value: 12 }, "number"],
    [-0.5, { value: -0.5 }, "number"],
  ])("a limit may be written %j", (max, limit, unit) => {
    expect(read({ checks: [{ ...CHECK, max }] }).checks).toMatchObject([{ limit, unit }]);
  });

  it.each([
    ["no limit", [{ name: "a", query: "b" }], ["one-limit"]],
    ["two limits", [{ ...CHECK, min: 0 }], ["one-limit"]],
    ["a name twice", [CHECK, { ...CHECK, name: "Errors" }], ["duplicate-name"]],
    ["a limit that cannot be broken", [{ ...CHECK, failures: 10 }], ["limit-never-reached"]],
    ["another tool's placeholder", [{ ...CHECK, query: 'e{h="{{args.hash}}"}' }], ["unusable-query"]],
    ["a version that nobody says", [{ ...CHECK, query: 'e{v="{{version}}"}' }], ["unusable-query"]],
    [
      "a baseline with a variable",
      [{ name: "a", query: "b", baseline: { query: "c[$__interval]", ratio: 2 } }],
      ["unusable-query"],
    ],
    ["a bare number of ms", [{ ...CHECK, max: "800" }], ["invalid-value"]],
    ["no check", [], ["invalid-value"]],
  ])("%s is a problem at its place", (_, checks, expected) => {
    const problems = problemsOf(world({ ...SECTION, checks }));
    expect(problems.map(({ code }) => code)).toEqual(expected);
    expect(problems[0]?.at).toMatchObject({ file: ".github/release-gate.yml", line: 1 });
  });

  it("fills in what the workflow says of the release", () => {
    const inputs = { "deployment-version": "7", environment: "production", "known-good": "none" };
    const checks = [{ ...CHECK, query: 'e{v="{{version}}",e="{{environment}}"}' }];
    expect(read({ checks }, { inputs }).values).toMatchObject({ version: "7", environment: "production" });
  });

  it("allows no sample to be over where only one is taken", () => {
    expect(read({ every: "1m", for: "1m" }).checks[0]?.failures).toBe(0);
  });

  it.each([
    [{ every: "5m", for: "1m" }, "never-sampled"],
    [{ every: "1s", for: "5m" }, "too-many-samples"],
    [{ every: "1ms" }, "out-of-range"],
  ])("%j is refused as %s", (times, code) => {
    expect(codes({ ...SECTION, ...times })).toContain(code);
  });
});

describe("the deadline", () => {
  const deadlineOf = (section: object, inputs = {}) =>
    settingsOf(world({ ...SECTION, ...section }, { inputs })).limits.deadlineMs;

  it("makes room for the sampling where nobody states it, and stays where it is enough", () => {
    // Ten samples, five in place of missing ones, and the last question.
    expect(deadlineOf({ delay: "2m" })).toBe((2 * 60 + 15 * 30 + 10) * 1_000);
    expect(deadlineOf({ every: "10s", for: "1m" })).toBe(300_000);
  });

  it("that is stated and too short names both", () => {
    const [problem] = problemsOf(world({ ...SECTION, delay: "1m" }, { inputs: { deadline: "6m" } }));
    expect(problem?.code).toBe("deadline-too-short");
    expect(problem?.message).toBe(
      "input deadline is 6m, and probes.metrics takes 370s: delay, for, and the last question",
    );
    expect(deadlineOf({ delay: "1m" }, { deadline: "7m" })).toBe(420_000);
  });
});

describe("the address", () => {
  const secret = { headers: { Authorization: { "from-env": "TOKEN" } } };
  const env = { TOKEN: "Bearer glc_0123456789" };
  const allowing = { env, inputs: { "allowed-env": "TOKEN" } };

  it("may be any without secrets, also plain http inside a cluster", () => {
    expect(read({ prometheus: "http://prometheus.monitoring:9090" }).baseUrl).toBe("http://prometheus.monitoring:9090");
  });

  it("gets a secret header only where the workflow allows its host, and never over plain http", () => {
    expect(codes({ ...SECTION, ...secret }, allowing)).toEqual(["host-not-allowed"]);
    const inputs = { ...allowing.inputs, "allowed-hosts": "prometheus.example" };
    expect(read(secret, { env, inputs }).headers).toMatchObject([{ name: "Authorization", secret: true }]);
    expect(codes({ ...SECTION, ...secret, prometheus: "http://prometheus.example" }, { env, inputs })).toEqual([
      "invalid-prometheus-url",
    ]);
  });

  it.each(["prometheus.example", "https://user:pass@prometheus.example", "ftp://prometheus.example", "https://x/#a"])(
    "cannot be %s",
    (prometheus) => {
      expect(codes({ ...SECTION, prometheus })).toEqual(["invalid-prometheus-url"]);
    },
  );

  it("masks the header's value", () => {
    const masked: string[] = [];
    settingsOf(
      world(
        { ...SECTION, ...secret },
        { env, masked, inputs: { ...allowing.inputs, "allowed-hosts": "prometheus.example" } },
      ),
    );
    expect(masked).toContain(env.TOKEN);
  });
});

describe("a pull request that is not trusted", () => {
  it("from a fork is not asked for a token that it cannot have", () => {
    const headers = { Authorization: { "from-env": "TOKEN" } };
    const more = { untrusted: "no-secrets" as const, inputs: { "allowed-env": "TOKEN", "api-key": undefined } };
    expect(codes({ ...SECTION, headers }, more)).toEqual(["no-secrets"]);
  });

  it("with a stranger's files asks nobody whom these files name", () => {
    const { probes, withheld } = settingsOf(
      world(SECTION, { untrusted: "foreign-files", inputs: { probes: "metrics, docs", "api-key": KEY } }),
    );
    expect(withheld?.code).toBe("no-secrets");
    expect(probes.map(({ id }) => id)).toEqual(["docs"]);
  });
});
