/** How a table of settings becomes cases: one step whose endpoint is not there, and that may send one request at most. */
import type { Run } from "../step.ts";
import type { Case } from "../world.ts";

/** What a row changes; an input that is blank is as good as absent. */
export interface Row extends Run {
  /** Text of the gate file, at its usual place. */
  readonly gate?: string;
}

/** Long enough to be looked for, and no real key. */
export const KEY = "test-key-0123456789abcdef";

const USUAL = {
  "api-key": KEY,
  model: "some-model",
  "base-url": "http://127.0.0.1:9/v1",
  probes: "chat",
  "max-requests": "1",
};

/** A row of inputs, gate file and environment as a step. */
export function stepOf({ gate, inputs = {}, files = {}, ...run }: Row): Run {
  const own = gate === undefined ? {} : { ".github/release-gate.yml": gate };
  return { ...run, inputs: { ...USUAL, ...inputs }, files: { ...own, ...files } };
}

/** Every row through the action. */
export function throughAction(kind: string, rows: readonly (readonly [string, Row])[]): readonly Case[] {
  return rows.map(([name, row]) => ({
    name: `${kind}: ${name}`,
    run: async (world) => void (await world.action(stepOf(row))),
  }));
}

/** Every row through the action, and its files through `validate`. */
export function throughBoth(kind: string, rows: readonly (readonly [string, Row])[]): readonly Case[] {
  return rows.map(([name, row]) => ({
    name: `${kind}: ${name}`,
    run: async (world) => {
      const step = stepOf(row);
      await world.action(step);
      await world.terminal(["validate"], { files: step.files ?? {} });
    },
  }));
}
