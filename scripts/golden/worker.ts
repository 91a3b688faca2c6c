/** One process of the pool: runs the case that it is told, and answers with everything that was seen. */
import { CASES } from "./cases.ts";
import { type Side, World } from "./world.ts";

/** What the pool says, and what it hears. */
export interface Order {
  readonly name: string;
  /** The bundle at the reference, or the one in the working tree. */
  readonly of: "reference" | "now";
  readonly side: Side;
  /** Scenarios of the sandbox at the reference, as `--list --json` tells them. */
  readonly scenarios: readonly Scenario[];
}
export interface Answer {
  readonly name: string;
  readonly of: Order["of"];
  readonly text: string;
  readonly seconds: number;
}

/** A scenario of the sandbox. */
export interface Scenario {
  readonly name: string;
  readonly probes: readonly string[] | null;
}

process.on("message", async ({ name, of, side, scenarios }: Order) => {
  const world = new World(side);
  const started = performance.now();
  let problem = "";
  try {
    const found = CASES(scenarios).find((one) => one.name === name);
    await found?.run(world);
  } catch (error) {
    problem = `\n===== the case ended early: ${error instanceof Error ? error.message : error}`;
  }
  await world.close();
  const seconds = Math.round(performance.now() - started) / 1000;
  process.send?.({ name, of, text: world.text() + problem, seconds } satisfies Answer);
});

// Whoever stopped the comparison wants no more of it.
process.on("disconnect", () => process.exit());
