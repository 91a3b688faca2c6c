import { entriesOf } from "../../text/non-blank.ts";
import { oneLine } from "../../text/one-line.ts";

/**
 * The label of a leg. `toJSON(matrix)` becomes `model=a, region=eu`, whatever the order of its keys; any other text
 * stays as it is.
 */
export function legLabel(text: string): string {
  const parsed = parseJson(text);
  return isMatrix(parsed) ? labelOf(parsed) : oneLine(text);
}

/** Labels in `expect-legs`: a JSON array of texts or matrix objects, or texts separated by commas or line breaks. */
export function legLabels(text: string): readonly string[] {
  const parsed = parseJson(text);
  if (isMatrix(parsed)) return [labelOf(parsed)];
  if (!Array.isArray(parsed)) return entriesOf(text);
  return parsed.map((leg) => (isMatrix(leg) ? labelOf(leg) : oneLine(String(leg))));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isMatrix(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function labelOf(matrix: Readonly<Record<string, unknown>>): string {
  const pairs = Object.keys(matrix)
    .sort()
    .map((key) => `${key}=${typeof matrix[key] === "string" ? matrix[key] : JSON.stringify(matrix[key])}`);
  return oneLine(pairs.join(", "));
}
