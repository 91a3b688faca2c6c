import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { errorCode } from "../text/error-code.ts";
import { oneLine } from "../text/one-line.ts";
import type { Problem } from "../text/problem.ts";
import { problem } from "../text/problem.ts";
import { judgeRecord, LARGEST_RECORD_TEXT, type ParsedRecord, type Place, parseRecord, tooLarge } from "./parse.ts";
import type { KnownGoodResult, RecordKey } from "./source.ts";
import { unusable } from "./source.ts";

/** Where files are found, and which time it is. */
export interface FileWorld {
  /** Folder that relative paths start from. */
  readonly workingDirectory: string;
  readonly now: Date;
}

/** What a record's file holds; `absent` when there is no file. */
export type FileContent =
  | { readonly kind: "absent" }
  | { readonly kind: "content"; readonly parsed: ParsedRecord }
  | { readonly kind: "unreadable"; readonly problem: Problem };

/** A record in a file (decision.md, "Known-good records", `file:PATH`). Read only. */
export async function readKnownGoodFile(path: string, key: RecordKey, world: FileWorld): Promise<KnownGoodResult> {
  const content = await readRecordFile(path, world.workingDirectory);
  if (content.kind === "unreadable") return unusable(content.problem);
  if (content.kind === "absent")
    return unusable(
      problem(
        "record-missing",
        `known-good file ${path} does not exist`,
        "For the first release write known-good: none and commit the output next-known-good as this file; else check the path, and that the repository is checked out before this step.",
      ),
    );
  if (!content.parsed.ok) return unusable(content.parsed.problem);
  const { record } = content.parsed;
  const judgement = judgeRecord(record, key, world.now, placeOf(path));
  if (!judgement.ok) return unusable(judgement.problem);
  return { kind: "record", record, origin: originOfFile(path), warnings: judgement.warnings };
}

/** Reads and parses a record's file. A folder, a device or a file without permission is `unreadable`. */
export async function readRecordFile(path: string, workingDirectory: string): Promise<FileContent> {
  const place = placeOf(path);
  try {
    const absolute = resolve(workingDirectory, path);
    const found = await stat(absolute);
    if (!found.isFile()) return unreadable(`${place.name} is not a file`);
    // A character has at most four bytes.
    if (found.size > 4 * LARGEST_RECORD_TEXT) return { kind: "content", parsed: tooLarge(place) };
    return { kind: "content", parsed: parseRecord(await readFile(absolute, "utf8"), place) };
  } catch (error) {
    const code = errorCode(error);
    return code === "ENOENT" || code === "ENOTDIR"
      ? { kind: "absent" }
      : unreadable(`${place.name} cannot be read (${code})`);
  }
}

/** A file as outputs name it. */
export function originOfFile(path: string): string {
  return oneLine(`file:${path}`);
}

function placeOf(path: string): Place {
  return {
    name: `known-good file ${path}`,
    mend: "Restore the file from its history, or write known-good: none once and commit the output next-known-good.",
  };
}

function unreadable(message: string): FileContent {
  const help =
    "Point known-good to the record's file, for example file:.github/known-good.json, and check its permissions.";
  return { kind: "unreadable", problem: problem("record-unreadable", message, help) };
}
