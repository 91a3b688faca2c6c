import { ALL_PASSED, hold, rollback, type ScenarioRows } from "../fault.ts";
import { bringing } from "./releases.ts";

/** Nothing answers otherwise than it should: these are about what an earlier step left. */
const NO_FAULT: ScenarioRows[string][2] = ({ healthy }) => healthy;

/** Scenarios about the JUnit XML of the team's own tests. */
// biome-ignore format: a table reads by its rows, not by one field a line
export const RESULTS = {
  "results-failed": [
    "The API answers well, and a test of the team's own client failed in an earlier step.", rollback("app-behaviour"),
    NO_FAULT, ["chat", "results"], bringing("results-failed"),
  ],
  "results-passed-again": [
    "A test failed and passed when it was run again: it is named, and holds nothing up.", ALL_PASSED,
    NO_FAULT, ["chat", "results"], bringing("results-passed-again"),
  ],
  "results-missing": [
    "The step that should have run the tests left no report.", hold("insufficient-evidence"),
    NO_FAULT, ["chat", "results"], bringing("results-missing"),
  ],
  "results-stale": [
    "The report lies in the repository and is of another run.", hold("insufficient-evidence"),
    NO_FAULT, ["chat", "results"], bringing("results-stale"),
  ],
} satisfies ScenarioRows;
