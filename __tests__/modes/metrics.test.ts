/** The check `metrics` in a whole run: beside the probes, and with the last word of neither. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { decide } from "../../src/decision/decide.ts";
import { EvidenceSchema } from "../../src/evidence/evidence.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/gateway.ts";
import { prometheus, type Reply, vector } from "../metrics/prometheus.ts";
import { inputsFor, type Workspace, workspace } from "./workspace.ts";

let sandbox: Sandbox;
let here: Workspace;
const begin = async (scenario: Parameters<typeof startSandbox>[0]) => {
  sandbox = await startSandbox(scenario);
  here = workspace();
};
beforeEach(() => begin("healthy"));
afterEach(async () => {
  here.remove();
  await sandbox.close();
});

const NOTHING: Reply = { body: vector() };

/** A run that asks chat and one metric, which says this. */
async function run(
  reply: Reply,
  { gate = {}, inputs = {}, times = {} }: { gate?: object; inputs?: Record<string, string>; times?: object } = {},
) {
  await using api = await prometheus(() => reply);
  const checks = [{ name: "errors", query: 'e{v="{{version}}"}', max: "2%" }];
  const metrics = { prometheus: api.url, every: "100ms", for: "400ms", checks, ...times };
  here.write("gate.yml", { version: 1, sampling: { settle: "50ms" }, probes: { metrics }, ...gate });
  const result = await here.run({
    ...inputsFor(sandbox),
    ...{ "known-good": "none", "deployment-version": "7", live: "true", probes: "chat, metrics", ...inputs },
  });
  return { ...result, queries: api.queries };
}

describe("a healthy release", () => {
  it("proceeds where its metrics do, and every record says so", async () => {
    const { evidence, summary, queries } = await run(0.0042);
    expect(evidence.verdict).toMatchObject({ decision: "proceed", reasonCode: "all-passed" });
    expect(queries.map(({ query }) => query)).toEqual(Array(4).fill('e{v="7"}'));
    expect(summary).toMatch(
      /\| .*errors \| at most 2% \| 0.42% \| 0.42% \| 0 of 4, 1 allowed \| 4 of 4 \| ████ \(0.42%, 0.42%, 0.42%, 0.42%\) \| – \|/,
    );
    const record = JSON.parse(here.read("out/decision-record.json"));
    expect(record).toMatchObject({ observability_result: "pass" });
    expect(record.notes).toContain("metric errors worst 0.42%, at most 2%, 0 over, 4 of 4 values");
    // The row of the alert dimension of the same name.
    expect(summary).toMatch(/HTTP status other than 2xx .*errors worst 0.42%/);
  });

  it("is rolled back where its metrics are over the limit, and the service is what is blamed", async () => {
    const { evidence, summary } = await run(0.031);
    expect(evidence.verdict).toMatchObject({ decision: "rollback", reasonCode: "metric-limit" });
    expect(evidence.verdict.reason).toMatch(
      /a metric of the deployed service was beyond its limit .* errors was 3.1% \(at most 2%\)/,
    );
    expect(evidence.metrics?.checks).toMatchObject([{ ended: "over", samples: [{ value: 0.031 }, { value: 0.031 }] }]);
    expect(evidence.checks).toMatchObject([{ id: "metrics", result: "fail" }]);
    expect(summary).toContain("Open the dashboard");
    expect(JSON.parse(here.read("out/decision-record.json"))).toMatchObject({ observability_result: "fail" });
  });

  it("holds where its metrics say nothing, with what to do about it", async () => {
    const { evidence, summary } = await run(NOTHING);
    expect(evidence.verdict).toMatchObject({
      decision: "hold",
      reasonCode: "insufficient-evidence",
      rollbackTriggered: false,
    });
    expect(evidence.verdict.reason).toContain("errors has 0 of 4 values");
    expect(summary).toContain("insufficient-evidence: The metric does not exist with these labels");
  });

  it.each(["hold", "advisory"])("is judged by the severity of the policy: %s", async (severity) => {
    const { evidence } = await run(0.5, { gate: { triggers: { "metric-limit": { severity } } } });
    expect(evidence.verdict.decision).toBe(severity === "hold" ? "hold" : "proceed");
  });

  it("is decided again from its evidence in the same way", async () => {
    for (const reply of [0.001, 0.5, NOTHING]) {
      const { evidence } = await run(reply);
      const { verdict, digest: _, ...observed } = EvidenceSchema.parse(JSON.parse(here.read("out/evidence.json")));
      expect(decide(observed)).toEqual(verdict);
      expect(verdict).toEqual(evidence.verdict);
      expect(JSON.stringify(observed)).not.toContain("e{v=");
    }
  });

  it("is not asked more for its metrics: they are no requests to it", async () => {
    const alone = await run(0, { inputs: { probes: "chat" } });
    const beside = await run(0);
    expect(beside.evidence.requests).toBe(alone.evidence.requests);
  });

  it("needs no key and no model for its metrics alone", async () => {
    const { evidence } = await run(0, { inputs: { probes: "metrics", "api-key": "", model: "" } });
    expect(evidence.verdict).toMatchObject({ decision: "proceed" });
    expect(sandbox.requests()).toHaveLength(0);
  });
});

it("a release that fails anyway is not waited for: the order comes at once", async () => {
  await sandbox.close();
  await begin("bad-key");
  const started = performance.now();
  const { evidence } = await run(0, { times: { every: "1m", for: "10m" } });
  expect(evidence.verdict).toMatchObject({ decision: "rollback", reasonCode: "authentication" });
  expect(evidence.metrics?.checks).toMatchObject([{ ended: "decided", samples: [] }]);
  expect(evidence.checks).toMatchObject([{ id: "metrics", findings: [] }]);
  expect(performance.now() - started).toBeLessThan(30_000);
});

it("after a rollback the queries ask about the release that was restored", async () => {
  await run(0);
  here.write("known-good.json", here.read("out/next-known-good.json"));
  const inputs = { mode: "verify-rollback", "known-good": "file:known-good.json", "deployment-version": "8" };
  const { evidence, queries } = await run(0, { inputs });
  expect(evidence.verdict).toMatchObject({ decision: "proceed" });
  expect(new Set(queries.map(({ query }) => query))).toEqual(new Set(['e{v="7"}']));
});

it("a fan-in shows the metrics of its legs, those of the worst leg first", async () => {
  for (const [leg, value] of [
    ["eu", 0.0042],
    ["us", 0.031],
  ] as const) {
    await run(value, { inputs: { leg } });
    here.write(`legs/${leg}.json`, here.read("out/evidence.json"));
  }
  const { evidence, summary } = await here.run({ mode: "replay", evidence: "legs/*.json" });
  expect(evidence.verdict.decision).toBe("rollback");
  const rows = summary.match(/^\| .*(?:eu|us) \| errors \|.*$/gm);
  expect(rows).toEqual([
    expect.stringMatching(/us \| errors \| at most 2% \| 3.1% \| 3.1% \| 2 of 2, 1 allowed \| 2 of 4 \|/),
    expect.stringMatching(/eu \| errors \| at most 2% \| 0.42% \| 0.42% \| 0 of 4, 1 allowed \| 4 of 4 \|/),
  ]);
});
