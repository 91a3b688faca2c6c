/** What the value of a field says: a text, a version, yes, or nothing at all. */
import { VARIABLE } from "../text/placeholder.ts";
import { remembered } from "./remember.ts";

/** What one record says that is asked for: values by the names that the vocabulary knows. */
export type Fields = ReadonlyMap<string, unknown>;

/** What stands for no value at all; languages and databases have their own null. */
// biome-ignore format: a list of words reads by lines
const NOTHING = new Set([
  "", "-", "none", "null", "nil", "undefined", "n/a", "na", "unknown", "false", "0", "ok", "success", "unset", "<nil>", "<null>",
  "(null)", "(none)", "\\n", '""', "''",
]);

/** Characters of the longest of them: most texts are longer. */
const LONGEST_NOTHING = 9;

/** Whether it says nothing: a text of spaces, or not there. Null is a value: nothing went wrong, nothing to say. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || (typeof value === "string" && value.trim() === "");
}

function saysNothing(text: string): boolean {
  return text.length <= LONGEST_NOTHING && NOTHING.has(text.toLowerCase());
}

/** A text or a number that says something, as a text; else null. */
export function saidBy(value: unknown): string | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  const text = String(value).trim();
  return saysNothing(text) ? null : text;
}

/** What the first of these fields says that says anything. */
export function saidIn(fields: Fields, names: readonly string[], says = saidBy): string | null {
  for (const name of names) {
    const said = says(fields.get(name));
    if (said !== null) return said;
  }
  return null;
}

/** A version that somebody filled in: no variable, and not what a build writes that was given none. */
export function versionIn(fields: Fields, names: readonly string[]): string | null {
  return saidIn(fields, names, (value) => {
    const said = saidBy(value);
    return said !== null && isFilledIn(said) ? said : null;
  });
}

/** Names of no version: of a build without one (Go writes `(devel)`, Gradle `unspecified`), or of whatever is newest. */
const NO_VERSION =
  /^(?:\(?dev(?:el(?:op(?:ment)?)?)?\)?|local|un(?:known|specified|versioned|tagged|released|defined)(?:[-_ ].*)?|no[-_ ]?version|not[-_ ](?:set|available|found|specified)|missing|latest|snapshot|head|tbd|0\.0\.0(?:[-+.].*)?)$/i;

const isFilledIn = remembered((text) => !NO_VERSION.test(text) && !VARIABLE.test(text));

/** Whether a value is a yes, in whichever type. */
export function isYes(value: unknown): boolean {
  return value === true || value === 1 || (typeof value === "string" && /^(?:true|yes|1|on)$/i.test(value.trim()));
}
