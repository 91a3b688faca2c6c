/** How a table of settings becomes cases: one step whose endpoint refuses every key, which ends a run at once. */
import type { Run } from "../step.ts";
import type { Case, World } from "../world.ts";
import { always } from "./sockets.ts";

/** What a row changes; an input that is blank is as good as absent. */
export interface Row extends Run {
  /** Text of the gate file, at its usual place. */
  readonly gate?: string;
}

/** Long enough to be looked for, and no real key. */
export const KEY = "test-key-0123456789abcdef";

/** Stands in a row for the endpoint. */
const ENDPOINT = "127.0.0.1:9";

const USUAL = {
  "api-key": KEY,
  model: "some-model",
  "base-url": `http://${ENDPOINT}/v1`,
  probes: "chat",
  "max-requests": "2",
};

const REFUSED = always(
  "401 No\r\ncontent-type: application/json",
  '{"error":{"message":"no","code":"invalid_api_key"}}',
);

/** A row of inputs, gate file and environment as a step. */
async function stepOf({ gate, inputs = {}, env = {}, files = {}, ...run }: Row, world: World): Promise<Run> {
  const { origin } = await world.tcp(REFUSED);
  const placed = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll(ENDPOINT, new URL(origin).host));
  const own = gate === undefined ? {} : { ".github/release-gate.yml": placed(gate) };
  return { ...run, inputs: placed({ ...USUAL, ...inputs }), env: placed(env), files: { ...own, ...files } };
}

/** Every row through the action. */
export function throughAction(kind: string, rows: readonly (readonly [string, Row])[]): readonly Case[] {
  return rows.map(([name, row]) => ({
    name: `${kind}: ${name}`,
    run: async (world) => void (await world.action(await stepOf(row, world))),
  }));
}

/** Every row through the action, and its files through `validate`. */
export function throughBoth(kind: string, rows: readonly (readonly [string, Row])[]): readonly Case[] {
  return rows.map(([name, row]) => ({
    name: `${kind}: ${name}`,
    run: async (world) => {
      const step = await stepOf(row, world);
      await world.action(step);
      await world.terminal(["validate"], { files: step.files ?? {} });
    },
  }));
}

/** Every row through `validate` alone. */
export function throughValidate(kind: string, rows: readonly (readonly [string, Row])[]): readonly Case[] {
  return rows.map(([name, row]) => ({
    name: `${kind}: ${name}`,
    run: async (world) => {
      const { files = {} } = await stepOf(row, world);
      await world.terminal(["validate"], { files });
    },
  }));
}
