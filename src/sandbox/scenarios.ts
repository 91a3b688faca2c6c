import type { Scenario } from "./fault.ts";
import { APP_AND_DOCS } from "./scenarios/app-and-docs.ts";
import { CONTENT } from "./scenarios/content.ts";
import { FEATURES } from "./scenarios/features.ts";
import { HOSTILE } from "./scenarios/hostile.ts";
import { PASSING } from "./scenarios/passing.ts";
import { REFUSING } from "./scenarios/refusing.ts";
import { TRANSPORT } from "./scenarios/transport.ts";

const TABLE = [...PASSING, ...REFUSING, ...TRANSPORT, ...CONTENT, ...HOSTILE, ...FEATURES, ...APP_AND_DOCS] as const;

/** The name of a scenario, as given to `--scenario`. */
export type ScenarioName = (typeof TABLE)[number]["name"];

/** Every way in which the sandbox can behave, in the order of `--list`: first what passes, then what must not. */
export const SCENARIOS: readonly Scenario<ScenarioName>[] = TABLE;

/** The scenario of that name; undefined when there is none. */
export function findScenario(name: string): Scenario<ScenarioName> | undefined {
  return SCENARIOS.find((scenario) => scenario.name === name);
}
