/** A matrix of two values is a grid, above the row of each leg. */
import { describe, expect, it } from "@jest/globals";
import type { Evidence } from "../../src/evidence/evidence.ts";
import { legBlocks } from "../../src/report/summary/legs.ts";
import { badRelease, fanIn, goodRelease, leg } from "./release-examples.ts";
import { contextOf } from "./reports.ts";

/** A fan-in of these legs; `bad` is the label of the one that rolls back. */
function matrix(
  values: readonly Readonly<Record<string, string>>[],
  bad: number,
  more: Partial<Evidence["verdict"]> = {},
) {
  const legs = values.map((one, i) => ({ ...leg(`leg-${i}`, i === bad ? badRelease() : goodRelease()), values: one }));
  const whole = fanIn(0, { legs, checks: [] });
  return { ...whole, verdict: { ...whole.verdict, ...more } };
}

const REGIONS = ["eu", "us", "ap"];
const GRID = REGIONS.flatMap((region) => ["a", "b"].map((model) => ({ region, model })));

/** The tables as lines of cells. */
const tables = (run: Evidence) =>
  legBlocks(run, contextOf(run, null)).flatMap((block) =>
    block.kind === "table" ? [[block.columns.map(({ title }) => title), ...block.rows.map(({ cells }) => cells)]] : [],
  );

describe("the legs of a fan-in", () => {
  it("are a grid, the worst row first, and a row each", () => {
    const [grid, list] = tables(matrix(GRID, 3));
    expect(grid).toEqual([
      ["region / model", "a", "b"],
      ["us", "proceed", "✗ rollback"],
      ["ap", "proceed", "proceed"],
      ["eu", "proceed", "proceed"],
    ]);
    expect(list).toHaveLength(1 + GRID.length);
  });

  it("leave a gap where the matrix has none", () => {
    const [grid] = tables(matrix(GRID.slice(1), 2));
    expect(grid?.find(([region]) => region === "eu")).toEqual(["eu", "–", "proceed"]);
  });

  it.each([
    ["one value", REGIONS.map((region) => ({ region, node: "24" }))],
    ["three values", GRID.flatMap((one) => ["1", "2"].map((size) => ({ ...one, size })))],
    ["nothing that tells them apart", REGIONS.map(() => ({}))],
  ])("are rows alone with %s", (_, values) => {
    expect(tables(matrix(values, 0))).toHaveLength(1);
  });

  it("say what a leg is in the whole where chance gives as much in so many probes", () => {
    const [, list] = tables(matrix(GRID, 3, { decision: "hold", triggers: [] }));
    expect(list?.[1]?.slice(0, 2)).toEqual(["leg-3", "hold (rollback on its own)"]);
  });
});
