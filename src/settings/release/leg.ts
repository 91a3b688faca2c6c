/** A leg of a matrix, as the runner or the workflow names it. */
import { isObject, parseJson } from "../../text/json.ts";
import { entriesOf } from "../../text/non-blank.ts";
import { oneLine } from "../../text/one-line.ts";

/** Which leg this is. */
export interface Leg {
  /** All its values, `model=a, region=eu`, or the text that the workflow gave: by this legs are told apart. */
  readonly label: string;
  /** The values of the matrix, by key; null where the workflow gave a text of its own. */
  readonly values: Readonly<Record<string, string>> | null;
}

/** What `toJSON(matrix)` gives in a job without a matrix. */
const NO_MATRIX = ["null", "{}"];

/** The leg that a text names: `toJSON(matrix)`, whatever the order of its keys, or a label. Null: there is no matrix. */
export function legOf(text: string | null): Leg | null {
  if (text === null || NO_MATRIX.includes(text.replaceAll(" ", ""))) return null;
  return matrixLeg(parseJson(text)) ?? { label: oneLine(text), values: null };
}

/** Labels in `expect-legs`: a JSON array of texts or matrix objects, or texts separated by commas or line breaks. */
export function legLabels(text: string): readonly string[] {
  const parsed = parseJson(text);
  if (Array.isArray(parsed)) return parsed.map((leg) => matrixLeg(leg)?.label ?? oneLine(String(leg)));
  const leg = matrixLeg(parsed);
  return leg === null ? entriesOf(text) : [leg.label];
}

/** The leg of a matrix object; null for anything else. */
function matrixLeg(matrix: unknown): Leg | null {
  if (!isObject(matrix)) return null;
  const values = Object.fromEntries(valuesOf(matrix).sort(([a], [b]) => (a < b ? -1 : 1)));
  const pairs = Object.entries(values).map(([key, value]) => `${key}=${value}`);
  return { label: oneLine(pairs.join(", ")), values };
}

/** The values of a matrix; those of an object under one key, as `leg: fromJSON(...)` makes them, stand for themselves. */
function valuesOf(matrix: Readonly<Record<string, unknown>>): [string, string][] {
  return Object.entries(matrix).flatMap(([key, value]): [string, string][] => {
    if (isObject(value)) return valuesOf(value);
    const words = oneLine(typeof value === "string" ? value : value === null ? "" : JSON.stringify(value));
    return words === "" ? [] : [[oneLine(key), words]];
  });
}
