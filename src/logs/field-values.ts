/** What the value of a field says: a text, a version, yes, or nothing at all. */
import { VARIABLE } from "../text/placeholder.ts";
import { remembered } from "./remember.ts";

/** What one record says that is asked for: values by the names that the vocabulary knows. */
export type Fields = ReadonlyMap<string, unknown>;

/** What stands for no value at all. */
const NOTHING = new Set(["", "-", "none", "null", "nil", "undefined", "n/a", "unknown", "false", "0", "ok", "success"]);

/** Characters of the longest of them: most texts are longer. */
const LONGEST_NOTHING = 9;

/** Whether it says nothing: a text of spaces, or not there. Null is a value: nothing went wrong, nothing to say. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || (typeof value === "string" && value.trim() === "");
}

/** Whether a text stands for no value. */
export function saysNothing(text: string): boolean {
  return text.length <= LONGEST_NOTHING && NOTHING.has(text.toLowerCase());
}

/** A text or a number that says something, as a text; else null. */
export function saidBy(value: unknown): string | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  const text = String(value).trim();
  return saysNothing(text) ? null : text;
}

/** The first of these fields that has a text or a number. */
export function textIn(fields: Fields, names: readonly string[]): string | null {
  for (const name of names) {
    const value = fields.get(name);
    if ((typeof value === "string" && !isEmpty(value)) || typeof value === "number") return String(value).trim();
  }
  return null;
}

/** A version that somebody filled in: no word for nothing, and no variable. */
export function versionIn(fields: Fields, names: readonly string[]): string | null {
  const text = textIn(fields, names);
  return text !== null && isFilledIn(text) ? text : null;
}

const isFilledIn = remembered((text) => !saysNothing(text) && !VARIABLE.test(text));

/** Whether a value is a yes, in whichever type. */
export function isYes(value: unknown): boolean {
  return value === true || value === 1 || (typeof value === "string" && /^(?:true|yes|1|on)$/i.test(value.trim()));
}
