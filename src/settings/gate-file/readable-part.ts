import type { z } from "zod";
import { isObject } from "../../text/json.ts";
import { valueAt } from "../../text/key-path.ts";
import { type GateFileContent, GateFileSchema } from "./schema.ts";

/** What a gate file says in spite of its problems. */
interface ReadablePart {
  readonly content: GateFileContent;
  /** Paths of the values that were left out. */
  readonly unreadable: readonly (readonly PropertyKey[])[];
}

/** A value that is left out can only break the sections that hold it, and those are not nested deeper. */
const MOST_ROUNDS = 8;

/**
 * The file without the values that have problems; null: nothing is left of it.
 * @param lost paths of values that are not what was meant, whatever the schema says of them
 */
export function readablePart(value: unknown, lost: readonly (readonly PropertyKey[])[]): ReadablePart | null {
  const unreadable = lost.map(outOfList);
  let rest = unreadable.reduce<unknown>(without, value);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const parsed = GateFileSchema.safeParse(rest);
    if (parsed.success) return { content: parsed.data, unreadable };
    const broken = parsed.error.issues.flatMap((issue) => pathsOf(issue, rest));
    rest = broken.reduce<unknown>(without, rest);
    unreadable.push(...broken);
  }
  return null;
}

/** Of a list all of it has to go, since its other entries would mean something else. */
function outOfList(path: readonly PropertyKey[]): readonly PropertyKey[] {
  const inList = path.findIndex((key) => typeof key === "number");
  return inList < 0 ? path : path.slice(0, inList);
}

/** What has to go because of an issue. */
function pathsOf(issue: z.core.$ZodIssue, value: unknown): readonly (readonly PropertyKey[])[] {
  if (issue.path.some((key) => typeof key === "number")) return [outOfList(issue.path)];
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => [...issue.path, key]);
  return [valueAt(value, issue.path) === undefined ? issue.path.slice(0, -1) : issue.path];
}

function without(data: unknown, [key, ...rest]: readonly PropertyKey[]): unknown {
  if (key === undefined || !isObject(data)) return undefined;
  const { [String(key)]: inner, ...others } = data;
  return rest.length === 0 || inner === undefined ? others : { ...others, [String(key)]: without(inner, rest) };
}
