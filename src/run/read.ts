import { existsSync } from "node:fs";
import { join } from "node:path";
import { readText } from "../files/read.ts";
import { errorCode } from "../text/error-code.ts";

/** Gate files, templates, records and event payloads, bytes: the largest, a GitHub event, stays below this. */
const MAX_FILE_BYTES = 32 * 1024 * 1024;

/** Why a file is not read, as the rest of a sentence about it. */
const CLAUSES: Readonly<Record<string, string>> = {
  EISDIR: "is a folder",
  "not a regular file": "is no regular file",
  "a link out": "is a link that leads out of the working directory",
  EACCES: "may not be read by the user that runs the gate",
  EPERM: "may not be read by the user that runs the gate",
};

/**
 * Text of a file, or null when there is none. A folder, a device, a pipe (reading one may never end), a file without
 * permission or an enormous one is an error of its own, whose message is a clause that says which.
 *
 * @param within folder that the file must be in after every link is followed: a name that somebody else committed may be
 * a link to a file of the machine
 */
export function readFileIfPresent(path: string, within?: string, most: number = MAX_FILE_BYTES): string | null {
  try {
    return readText(path, { most, within });
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw new Error(
      code === "too large" ? `is larger than ${most / 1024 / 1024} MiB` : (CLAUSES[code] ?? "cannot be read"),
    );
  }
}

/** Whether a workspace holds no checkout: neither what git leaves in one nor the folder of the gate file. */
export function hasNoCheckout(folder: string): boolean {
  return ![".git", ".github"].some((name) => existsSync(join(folder, name)));
}
