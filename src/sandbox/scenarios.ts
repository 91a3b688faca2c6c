import type { Scenario, ScenarioRows } from "./fault.ts";
import { APPLICATION } from "./scenarios/application.ts";
import { BEYOND_TEXT } from "./scenarios/beyond-text.ts";
import { CONTENT } from "./scenarios/content.ts";
import { MESSAGES } from "./scenarios/messages.ts";
import { PASSING } from "./scenarios/passing.ts";
import { REFUSING } from "./scenarios/refusing.ts";
import { RELEASES } from "./scenarios/releases.ts";
import { RESULTS } from "./scenarios/results.ts";
import { TRANSPORT } from "./scenarios/transport.ts";

const TABLE = {
  ...PASSING,
  ...REFUSING,
  ...TRANSPORT,
  ...CONTENT,
  ...BEYOND_TEXT,
  ...APPLICATION,
  ...MESSAGES,
  ...RELEASES,
  ...RESULTS,
};

/** The name of a scenario, as given to `--scenario`. */
export type ScenarioName = keyof typeof TABLE;

/** Every way in which the sandbox can behave, in the order of `--list`: first what passes, then what must not. */
export const SCENARIOS: readonly Scenario<ScenarioName>[] = Object.entries<ScenarioRows[string]>(TABLE).map(
  ([name, [description, expect, fault, probes, checkout]]) => ({
    name: name as ScenarioName,
    description,
    expect,
    fault,
    probes,
    checkout,
  }),
);

/** The scenario of that name; undefined when there is none. */
export function findScenario(name: string): Scenario<ScenarioName> | undefined {
  return SCENARIOS.find((scenario) => scenario.name === name);
}
