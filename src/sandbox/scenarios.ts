import type { Scenario } from "./fault.ts";
import { APP } from "./scenarios/app.ts";
import { CONTENT } from "./scenarios/content.ts";
import { DOCS } from "./scenarios/docs.ts";
import { EXPOSURE } from "./scenarios/exposure.ts";
import { FEATURES } from "./scenarios/features.ts";
import { PASSING } from "./scenarios/passing.ts";
import { REFUSING } from "./scenarios/refusing.ts";
import { SIZE } from "./scenarios/size.ts";
import { STREAM } from "./scenarios/stream.ts";
import { TRANSPORT } from "./scenarios/transport.ts";

const TABLE = [
  ...PASSING,
  ...REFUSING,
  ...TRANSPORT,
  ...STREAM,
  ...CONTENT,
  ...SIZE,
  ...EXPOSURE,
  ...FEATURES,
  ...APP,
  ...DOCS,
] as const;

/** The name of a scenario, as given to `--scenario`. */
export type ScenarioName = (typeof TABLE)[number]["name"];

/** Every way in which the sandbox can behave, in the order of `--list`: first what passes, then what must not. */
export const SCENARIOS: readonly Scenario<ScenarioName>[] = TABLE;

/** The scenario of that name; undefined when there is none. */
export function findScenario(name: string): Scenario<ScenarioName> | undefined {
  return SCENARIOS.find((scenario) => scenario.name === name);
}
