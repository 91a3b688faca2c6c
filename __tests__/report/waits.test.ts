/** What a summary says about the time that the gate waited, beside the answers themselves. */
import { expect, it } from "@jest/globals";
import type { Attempt } from "../../src/evidence/attempt.ts";
import type { Evidence } from "../../src/evidence/evidence.ts";
import { waitedBlocks } from "../../src/report/summary/wait.ts";
import { proceedCheck } from "./evidence-examples.ts";

/** The run, whose first two probes took these looks, and whose first attempts waited so long, ms. */
function waiting(looks: readonly (readonly Attempt["look"][])[], waitsMs: readonly number[] = []): Evidence {
  const run = proceedCheck();
  const probes = run.probes.map((probe, i) => ({
    ...probe,
    attempts: probe.attempts.map((attempt, n) => ({
      ...attempt,
      look: looks[i]?.[n] ?? attempt.look,
      waitsMs: n === 0 ? [waitsMs[i] ?? 0].filter((ms) => ms > 0) : attempt.waitsMs,
    })),
  }));
  return { ...run, probes };
}

const said = (run: Evidence) => waitedBlocks(run).map((block) => (block.kind === "text" ? block.text : ""));

it("names each wait with its probes, and nothing where nobody waited", () => {
  expect(said(proceedCheck())).toEqual([]);
  const looks = [["pilot", "second-look", "third-look"] as const, ["pilot", "second-look"] as const];
  const run = waiting(looks, [0, 3_000]);
  const [first, second] = run.probes.map(({ key }) => key);
  expect(said(run)).toEqual([
    `Waited: 10s after a first failure (${first}, ${second}); 10s in doubt, before the third look (${first}); 3s at most as endpoints asked (${second}).`,
  ]);
});
