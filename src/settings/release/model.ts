import { MODEL_IDENTIFIER } from "../../evidence/identifiers.ts";
import { hasKeyFormat } from "../../text/key-shapes.ts";
import { isPlaceholder } from "../../text/placeholder.ts";
import { type Problem, problem } from "../../text/problem.ts";
import type { SettingsDocument } from "../inputs/document.ts";
import { variablesOf } from "../inputs/inputs.ts";
import { problemAt, type Rule } from "../origin.ts";

// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub, not of this language
const FIND_ONE = "Give the input model the identifier that your application sends, as ${{ vars.COMETAPI_MODEL }} may.";

/** Nobody named a model, and something needs it. */
export const MISSING_MODEL = "missing-model";

/** What is wrong with a model is said once: what else needs one is no second mistake. */
const OF_MODELS = [MISSING_MODEL, "key-as-model", "placeholder-model", "invalid-model"];

/** The problems without those that only say again that there is no model. */
export function withoutRepeatedModel(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(
    ({ code }, i) => code !== MISSING_MODEL || problems.findIndex((other) => OF_MODELS.includes(other.code)) === i,
  );
}

/** The model under release; empty when no selected probe needs one, or with a problem. */
export function* modelOf({ values, originOf }: SettingsDocument, needsModel: boolean): Rule<string> {
  const model = values.release?.model;
  if (model === undefined) {
    if (needsModel)
      yield problem(
        MISSING_MODEL,
        `no model: input model is absent or blank, the gate file has no release.model, and ${variablesOf("model").join()} is not set`,
        FIND_ONE,
      );
    return "";
  }
  const flaw = flawOfModel(model);
  if (flaw === null) return model;
  yield problemAt(originOf("release.model"), ...flaw, FIND_ONE);
  return "";
}

/** A variable that nobody filled in, anywhere in a model identifier (contracts.md, 7.4). */
const UNFILLED = /\$\{[^{}]+\}|\{\{[^{}]+\}\}/;

/** Why a text is no model identifier; null: it is one. */
export function flawOfModel(model: string): readonly [code: string, what: string] | null {
  if (hasKeyFormat(model)) return ["key-as-model", "looks like an API key, not like a model"];
  if (isPlaceholder(model) || UNFILLED.test(model)) return ["placeholder-model", "is a placeholder, not a model"];
  return MODEL_IDENTIFIER.test(model)
    ? null
    : ["invalid-model", "is not a model identifier: no white space, no invisible characters, at most 256"];
}
