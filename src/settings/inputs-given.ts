import { readChoice } from "./choice.ts";
import { WHEN_TO_REPORT } from "./gate-file-schema.ts";
import { INPUTS } from "./inputs.ts";
import { refuseLater } from "./later.ts";
import { given, pick, type Reading } from "./precedence.ts";
import { problem } from "./problem.ts";
import { didYouMean, shown } from "./wording.ts";

/** Inputs that are a choice and that no other reader reads. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  comment: WHEN_TO_REPORT,
  issue: WHEN_TO_REPORT,
};

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

/** Reports every input that asks for something that is not built yet. */
export function refuseLaterInputs(reading: Reading): void {
  for (const { name, later } of INPUTS) {
    const found = pick(reading, { input: name });
    if (found === null || later === null) continue;
    const words = CHOICES[name];
    // A word that is none of the choices has its own problem.
    if (words !== undefined && readChoice(found, words, reading.report) === null) continue;
    refuseLater("input", name, found.value, found.origin, reading.report);
  }
}
