import { arrayAt, isObject, stringAt } from "../text/json.ts";
import { type ErrorReport, errorIn } from "./error-envelope.ts";
import { nestedError } from "./reading.ts";

/** Where the model list lives below the base URL (contracts.md, 1.1). */
export const MODELS_PATH = "/models";

/** A list of models, reduced to the one question that is asked of it: no other identifier is kept. */
export type ModelListReading =
  | { readonly kind: "list"; readonly listed: boolean }
  | { readonly kind: "error"; readonly error: ErrorReport | null }
  | { readonly kind: "wrong-shape"; readonly missing: readonly string[] };

/**
 * Reads a parsed body as a list of models: OpenAI's `{object: "list", data: [...]}` or the public catalogue's
 * `{success: true, data: [...]}` (contracts.md, 1.1 and 2.1). Both name a model in `data[].id`, so neither marker is
 * required. `{success: false}` is how the platform reports a failure with status 200 (contracts.md, 1.2).
 */
export function readModelList(body: unknown, model: string): ModelListReading {
  const entries = arrayAt(body, "data");
  const failed = isObject(body) && (body.success === false || nestedError(body) !== null);
  const error = failed || entries === null ? errorIn(body) : null;
  if (failed || error !== null) return { kind: "error", error };
  if (entries === null) return { kind: "wrong-shape", missing: ["data"] };
  const ids = entries.map((entry) => stringAt(entry, "id"));
  const nameless = ids.indexOf(null);
  if (nameless >= 0) return { kind: "wrong-shape", missing: [`data[${nameless}].id`] };
  return { kind: "list", listed: ids.includes(model) };
}
