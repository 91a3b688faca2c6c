import { createHash } from "node:crypto";
import { isObject } from "../text/json.ts";

/** JSON with sorted keys and no white space: equal values have equal text, whatever order they were built in. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

/** The same value, with the keys of each object sorted. Half the time of a replacer, which is asked about every member. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort();
  // Assigned, this one would set the prototype instead.
  if (keys.includes("__proto__")) return Object.fromEntries(keys.map((key) => [key, sorted(value[key])]));
  const result: Record<string, unknown> = {};
  for (const key of keys) result[key] = sorted(value[key]);
  return result;
}

/** `sha256:` and the hex digest of a value's canonical JSON. Detects accidents, not attackers. */
export function digestOf(value: unknown): string {
  return `sha256:${createHash("sha256").update(canonicalJson(value)).digest("hex")}`;
}
