/** The table of all cases. A case has a name of its own; what differs is reported by it. */
import { aimockCases } from "./cases/aimock.ts";
import { checkCases } from "./cases/checks.ts";
import { documentCases } from "./cases/documents.ts";
import { environmentCases } from "./cases/environment.ts";
import { gateFileCases } from "./cases/gate-files.ts";
import { inputCases } from "./cases/inputs.ts";
import { scenarioCases } from "./cases/scenarios.ts";
import { surroundingCases } from "./cases/surroundings.ts";
import { terminalCases } from "./cases/terminal.ts";
import { wayBackCases } from "./cases/way-back.ts";
import type { Scenario } from "./worker.ts";
import type { Case } from "./world.ts";

/** Every case, the slowest kinds first so that the pool ends evenly. */
export const CASES = (scenarios: readonly Scenario[]): readonly Case[] => [
  ...wayBackCases(),
  ...surroundingCases(),
  ...scenarioCases(scenarios),
  ...aimockCases(),
  ...checkCases(),
  ...terminalCases(),
  ...documentCases(),
  ...environmentCases(),
  ...gateFileCases(),
  ...inputCases(),
];
