/** A leg of a matrix, as the runner or the workflow names it. */
import { isObject, parseJson } from "../../text/json.ts";
import { entriesOf } from "../../text/non-blank.ts";
import { oneLine } from "../../text/one-line.ts";
import { withoutUserinfo } from "../../text/userinfo.ts";

/** Which leg this is. */
export interface LegName {
  /** All its values, `model=a, region=eu`, or the text that the workflow gave: by this legs are told apart. */
  readonly label: string;
  /** The values of the matrix, by key; null where the workflow gave a text of its own. */
  readonly values: Readonly<Record<string, string>> | null;
}

/** What `toJSON(matrix)` gives in a job without a matrix. */
const NO_MATRIX = ["null", "{}"];

/** The leg that a text names: `toJSON(matrix)`, whatever the order of its keys, or a label. Null: there is no matrix. */
export function legOf(text: string | null): LegName | null {
  if (text === null || NO_MATRIX.includes(text.replaceAll(" ", ""))) return null;
  return matrixLeg(parseJson(text)) ?? namedLeg(text);
}

/** A leg that the workflow gave a name. */
function namedLeg(text: string): LegName {
  return { label: labelOf(text), values: null };
}

/** A text of the matrix as it is shown: a password in a URL tells no leg from another. */
function labelOf(text: string): string {
  return oneLine(withoutUserinfo(text));
}

/** A leg that has to be among the evidence. */
export interface ExpectedLeg extends LegName {
  /** A line may be the name of one leg or a list of several: what stands between its commas. */
  readonly parts: readonly string[];
}

/** The legs of `expect-legs`: a JSON array of texts or matrix objects, or texts separated by commas or line breaks. */
export function expectedLegs(text: string): readonly ExpectedLeg[] {
  const parsed = parseJson(text);
  const listed = Array.isArray(parsed) ? parsed : isObject(parsed) ? [parsed] : null;
  if (listed !== null) return listed.map((leg) => ({ ...(matrixLeg(leg) ?? namedLeg(String(leg))), parts: [] }));
  return text.split(/\r?\n/).flatMap((line) => linedLegs(labelOf(line).replace(/,$/, "")));
}

/** The legs of one line: pairs are the values of one leg, in any order, or of several where a key comes twice. */
function linedLegs(label: string): readonly ExpectedLeg[] {
  const parts = entriesOf(label);
  const pairs = parts.flatMap((part) => {
    const [, key, value] = /^([^=]+?)\s*=\s*(.*)$/.exec(part) ?? [];
    return key === undefined || value === undefined ? [] : [[key, value] as const];
  });
  if (parts.length === 0 || pairs.length < parts.length) return label === "" ? [] : [{ label, values: null, parts }];
  const values = Object.fromEntries(pairs);
  if (Object.keys(values).length === pairs.length) return [{ label, values, parts: [] }];
  return pairs.map(([key, value], i) => ({ label: parts[i] ?? label, values: { [key]: value }, parts: [] }));
}

/** The leg of a matrix object; null for anything else. */
function matrixLeg(matrix: unknown): LegName | null {
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

/** A value inside a list, as it is shown. */
function inner(_key: string, value: unknown): unknown {
  return typeof value === "string" ? withoutUserinfo(value) : value;
}

function leavesOf(
  matrix: Readonly<Record<string, unknown>>,
  above: string,
): { name: string; path: string; words: string }[] {
  return Object.entries(matrix).flatMap(([key, value]) => {
    const name = oneLine(key);
    const path = above === "" ? name : `${above}.${name}`;
    if (isObject(value)) return leavesOf(value, path);
    const words =
      value === null ? "" : typeof value === "string" ? labelOf(value) : oneLine(JSON.stringify(value, inner));
    return words === "" ? [] : [{ name, path, words }];
  });
}
