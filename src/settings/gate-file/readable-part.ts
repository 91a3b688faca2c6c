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

/** The file without the values that have problems; null: nothing is left of it. */
export function readablePart(value: unknown): ReadablePart | null {
  const unreadable: (readonly PropertyKey[])[] = [];
  let rest = value;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const parsed = GateFileSchema.safeParse(rest);
    if (parsed.success) return { content: parsed.data, unreadable };
    const broken = parsed.error.issues.flatMap((issue) => pathsOf(issue, rest));
    rest = broken.reduce<unknown>(without, rest);
    unreadable.push(...broken);
  }
  return null;
}

/** What has to go because of an issue; of a list all of it, since its other entries would mean something else. */
function pathsOf(issue: z.core.$ZodIssue, value: unknown): readonly (readonly PropertyKey[])[] {
  const inList = issue.path.findIndex((key) => typeof key === "number");
  if (inList >= 0) return [issue.path.slice(0, inList)];
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => [...issue.path, key]);
  return [valueAt(value, issue.path) === undefined ? issue.path.slice(0, -1) : issue.path];
}

function without(data: unknown, [key, ...rest]: readonly PropertyKey[]): unknown {
  if (key === undefined || !isObject(data)) return undefined;
  const { [String(key)]: inner, ...others } = data;
  return rest.length === 0 || inner === undefined ? others : { ...others, [String(key)]: without(inner, rest) };
}
