import { didYouMean } from "../text/nearest.ts";
import { problem } from "../text/problem.ts";
import { shown } from "../text/shown.ts";
import { INPUTS } from "./inputs.ts";
import { given, type Reading } from "./precedence.ts";

/** Reports inputs that do not exist; the runner itself only warns about them. */
export function refuseUnknownInputs({ source, report }: Reading): void {
  const names = INPUTS.map(({ name }) => name);
  for (const [name, value] of Object.entries(source.inputs)) {
    if (names.includes(name) || given(value) === undefined) continue;
    report(
      problem(
        "unknown-input",
        `unknown input ${shown(name)}${didYouMean(name, names)}`,
        "Correct the name in the step's with: section, or remove it.",
      ),
    );
  }
}
