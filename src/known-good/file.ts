import { resolve } from "node:path";
import { readText } from "../files/read.ts";
import { errorCode } from "../text/error-code.ts";
import { oneLine } from "../text/one-line.ts";
import { problem } from "../text/problem.ts";
import {
  judgeRecord,
  LARGEST_RECORD_TEXT,
  type ParsedRecord,
  parseRecord,
  type RecordLocation,
  tooLarge,
} from "./parse.ts";
import { type KnownGoodResult, type KnownGoodWorld, type RecordKey, refused, unusable } from "./source.ts";

/** A record in a file (decision.md, "Known-good records", `file:PATH`). Read only. */
export async function readKnownGoodFile(
  path: string,
  key: RecordKey,
  { workingDirectory, now }: Pick<KnownGoodWorld, "workingDirectory" | "now">,
): Promise<KnownGoodResult> {
  const parsed = await readRecordFile(path, workingDirectory);
  if (parsed !== null) return judgeRecord(parsed, key, now, locationOfFile(path), originOfFile(path));
  return unusable(
    problem(
      "record-missing",
      `known-good file ${path} does not exist`,
      "For the first release write known-good: none and commit the output next-known-good as this file; else check the path, and that the repository is checked out before this step.",
    ),
  );
}

/**
 * Reads and parses a record's file; null where there is none. A folder, a device or a file without permission is a
 * problem.
 */
export async function readRecordFile(path: string, workingDirectory: string): Promise<ParsedRecord | null> {
  const location = locationOfFile(path);
  try {
    // A character has at most four bytes.
    return parseRecord(readText(resolve(workingDirectory, path), { most: 4 * LARGEST_RECORD_TEXT }), location);
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    if (code === "too large") return tooLarge(location);
    const what = code === "EISDIR" || code === "not a regular file" ? "is not a file" : `cannot be read (${code})`;
    return refused(
      "record-unreadable",
      `${location.name} ${what}`,
      "Point known-good to the record's file, for example file:.github/known-good.json, and check its permissions.",
    );
  }
}

/** A file as outputs name it. */
export function originOfFile(path: string): string {
  return oneLine(`file:${path}`);
}

/** A file as messages name it. */
export function locationOfFile(path: string): RecordLocation {
  return {
    name: `known-good file ${path}`,
    mend: "Restore the file from its history, or write known-good: none once and commit the output next-known-good.",
  };
}
