import { isObject, parseJson } from "../contracts/json.ts";
import { oneLine } from "../text/one-line.ts";
import { listOf } from "./precedence.ts";

/**
 * The label of a leg. `toJSON(matrix)` becomes `model=a, region=eu`, whatever the order of its keys; any other text
 * stays as it is.
 */
export function legLabel(text: string): string {
  const parsed = parseJson(text);
  return isObject(parsed) ? labelOf(parsed) : oneLine(text);
}

/** Labels in `expect-legs`: a JSON array of texts or matrix objects, or texts separated by commas or line breaks. */
export function legLabels(text: string): readonly string[] {
  const parsed = parseJson(text);
  if (isObject(parsed)) return [labelOf(parsed)];
  if (!Array.isArray(parsed)) return listOf(text);
  return parsed.map((leg) => (isObject(leg) ? labelOf(leg) : oneLine(String(leg))));
}

function labelOf(matrix: Readonly<Record<string, unknown>>): string {
  const pairs = Object.keys(matrix)
    .sort()
    .map((key) => `${key}=${typeof matrix[key] === "string" ? matrix[key] : JSON.stringify(matrix[key])}`);
  return oneLine(pairs.join(", "));
}
