import { createHash } from "node:crypto";
import { isObject, type JsonObject } from "../text/json.ts";

/** JSON with sorted keys and no white space: equal values have equal text, whatever order they were built in. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

/** The same value, with the keys of each object sorted. Half the time of a replacer, which is asked about every member. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  return isObject(value) ? withSortedKeys(value, sorted) : value;
}

function withSortedKeys(object: JsonObject, member: (value: unknown) => unknown): JsonObject {
  const keys = Object.keys(object).sort();
  // Assigned, this one would set the prototype instead.
  if (keys.includes("__proto__")) return Object.fromEntries(keys.map((key) => [key, member(object[key])]));
  const result: Record<string, unknown> = {};
  for (const key of keys) result[key] = member(object[key]);
  return result;
}

/** Levels of a value that are digested part by part: the whole text of a run is never needed at once, and a fan-in reads 256. */
const LEVELS_IN_PARTS = 2;

/** `sha256:` and the hex digest of a value's canonical JSON. Detects accidents, not attackers. */
export function digestOf(value: unknown): string {
  const hash = createHash("sha256");
  for (const part of partsOf(value, LEVELS_IN_PARTS)) hash.update(part);
  return `sha256:${hash.digest("hex")}`;
}

/** The canonical JSON of a value in parts. */
function* partsOf(value: unknown, levels: number): Generator<string, void, undefined> {
  if (levels > 0 && Array.isArray(value)) {
    yield "[";
    for (const [i, entry] of value.entries()) {
      if (i > 0) yield ",";
      yield* partsOf(entry ?? null, levels - 1);
    }
    yield "]";
  } else if (levels > 0 && isObject(value)) {
    const members = Object.entries(withSortedKeys(value, (member) => member)).filter(
      ([, member]) => member !== undefined,
    );
    yield "{";
    for (const [i, [key, member]] of members.entries()) {
      yield `${i > 0 ? "," : ""}${JSON.stringify(key)}:`;
      yield* partsOf(member, levels - 1);
    }
    yield "}";
  } else yield canonicalJson(value);
}
