import { expect, it } from "@jest/globals";
import { type MetricRun, metricProgress } from "../../src/evidence/metrics.ts";

const RUN: Omit<MetricRun, "ended"> = {
  name: "errors",
  limit: { kind: "max", value: 0.02 },
  unit: "percent",
  failures: 0,
  wanted: 10,
  query: `sha256:${"0".repeat(64)}`,
  samples: [
    { atMs: 30_000, value: 0.01 },
    { atMs: 60_000, value: 0.015 },
  ],
};

it("a metric that is still sampled says when its last sample is due, and one that has all of them does not", () => {
  expect(metricProgress(RUN, 30_000)).toMatch(/2 of 10 values, the last in 4 min$/);
  expect(metricProgress({ ...RUN, wanted: 2 }, 30_000)).toMatch(/2 of 2 values$/);
});
