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

/** A leg that has to be among the evidence. */
export interface ExpectedLeg extends Leg {
  /** A line may be the name of one leg or a list of several: what stands between its commas. */
  readonly parts: readonly string[];
}

/** The legs of `expect-legs`: a JSON array of texts or matrix objects, or texts separated by commas or line breaks. */
export function expectedLegs(text: string): readonly ExpectedLeg[] {
  const parsed = parseJson(text);
  const listed = Array.isArray(parsed) ? parsed : isObject(parsed) ? [parsed] : null;
  if (listed !== null)
    return listed.map((leg) => ({ ...(matrixLeg(leg) ?? { label: oneLine(String(leg)), values: null }), parts: [] }));
  const lines = text.split(/\r?\n/).map((line) => oneLine(line).replace(/,$/, ""));
  return lines.flatMap((label) => (label === "" ? [] : [{ label, values: null, parts: entriesOf(label) }]));
}

/** The leg of a matrix object; null for anything else. */
function matrixLeg(matrix: unknown): Leg | null {
  if (!isObject(matrix)) return null;
  const values = Object.fromEntries(valuesOf(matrix).sort(([a], [b]) => (a < b ? -1 : 1)));
  const pairs = Object.entries(values).map(([key, value]) => `${key}=${value}`);
  return { label: oneLine(pairs.join(", ")), values };
}

/**
 * The values of a matrix. Those of an object, as `leg: fromJSON(...)` makes them, stand for themselves; where two have the
 * same name, with the path to each.
 */
function valuesOf(matrix: Readonly<Record<string, unknown>>): [string, string][] {
  const leaves = leavesOf(matrix, "");
  const uses = Map.groupBy(leaves, ({ name }) => name);
  return leaves.map(({ name, path, words }) => [uses.get(name)?.length === 1 ? name : path, words]);
}

function leavesOf(
  matrix: Readonly<Record<string, unknown>>,
  above: string,
): { name: string; path: string; words: string }[] {
  return Object.entries(matrix).flatMap(([key, value]) => {
    const name = oneLine(key);
    const path = above === "" ? name : `${above}.${name}`;
    if (isObject(value)) return leavesOf(value, path);
    const words = oneLine(typeof value === "string" ? value : value === null ? "" : JSON.stringify(value));
    return words === "" ? [] : [{ name, path, words }];
  });
}
