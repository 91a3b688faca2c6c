import { MODEL_IDENTIFIER } from "../evidence/attempt.ts";
import { hasKeyFormat } from "../text/key-shapes.ts";
import { isPlaceholder } from "../text/placeholder.ts";
import { problem } from "../text/problem.ts";
import { pick, type Reading } from "./precedence.ts";
import { problemAt } from "./problem.ts";

/** Variable that holds the model identifier when neither input nor gate file does. */
export const MODEL_VARIABLE = "COMETAPI_MODEL";

// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub, not of this language
const FIND_ONE = "Give the identifier that your application sends, for example with model: ${{ vars.COMETAPI_MODEL }}.";

/**
 * The model under release; empty when no selected probe needs one, or with a problem, which is then reported.
 * @param broken the gate file has problems: whether it names a model cannot be told
 */
export function readModel(run: { readonly needed: boolean; readonly broken: boolean }, reading: Reading): string {
  if (reading.source.sandbox !== null) return reading.source.sandbox.model;
  const given = pick(reading, { input: "model", gate: ["release", "model"], env: [MODEL_VARIABLE] });
  if (given === null) {
    if (run.needed && !run.broken)
      reading.report(
        problem(
          "missing-model",
          `no model: input model is absent or blank, the gate file has no release.model, and ${MODEL_VARIABLE} is not set`,
          FIND_ONE,
        ),
      );
    return "";
  }
  const { value, origin } = given;
  if (hasKeyFormat(value)) {
    reading.report(problemAt(origin, "key-as-model", "looks like an API key, not like a model", FIND_ONE));
    return "";
  }
  if (isPlaceholder(value)) {
    reading.report(problemAt(origin, "placeholder-model", "is a placeholder, not a model", FIND_ONE));
    return "";
  }
  if (!MODEL_IDENTIFIER.test(value)) {
    const what = "is not a model identifier: letters, digits and . _ / @ + : - only, at most 128";
    reading.report(problemAt(origin, "invalid-model", what, FIND_ONE));
    return "";
  }
  return value;
}
