import { looksKey, looksSecret } from "./key-shapes.ts";
import { oneLine } from "./one-line.ts";

/** Longest foreign value that a message repeats: enough to recognise a typing error, too short for a pasted document. */
const SHOWN_LIMIT = 40;

/** A value as a message may repeat it: in quotes when it is short and cannot be a credential, else only its length. */
export function shown(value: string): string {
  if (value.length <= SHOWN_LIMIT && !looksSecret(value)) return `"${oneLine(value)}"`;
  return `a text of ${value.length} characters`;
}

/** A path as a message may repeat it: whole, unless it is a key that was pasted in the wrong place. */
export function shownFile(path: string): string {
  return looksKey(path) ? `a text of ${path.length} characters` : oneLine(path);
}

/** A path of keys with dots. The user's own names (headers, pointers) may be a secret that was pasted in the wrong place. */
export function shownPath(path: readonly PropertyKey[]): string {
  return path.map((key) => (looksSecret(String(key)) ? "(hidden)" : String(key))).join(".");
}

/** The name of a field as a message may repeat it: only what reads like an identifier, since a key may stand there. */
export function shownName(name: string): string {
  const identifier = /^[A-Za-z][A-Za-z_-]{0,39}$/.test(name) || /^[A-Za-z][A-Za-z0-9_]{0,18}$/.test(name);
  return identifier ? name : `(a name of ${name.length} characters)`;
}
