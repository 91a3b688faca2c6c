import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { isNativeError } from "node:util/types";
import { isWithin } from "../text/path-within.ts";

/** Gate files, templates, records and event payloads, bytes: the largest, a GitHub event, stays below this. */
const MAX_FILE_BYTES = 32 * 1024 * 1024;

/**
 * Text of a file, or null when there is none. A folder, a device, a pipe (reading one may never end), a file without
 * permission or an enormous one is an error of its own.
 *
 * @param within folder that the file must be in after every link is followed: a name that somebody else committed may be
 * a link to a file of the machine
 */
export function readFileIfPresent(path: string, within?: string): string | null {
  try {
    const stat = statSync(path);
    if (!stat.isFile()) throw new Error("not a regular file");
    if (stat.size > MAX_FILE_BYTES) throw new Error("too large");
    if (within !== undefined && !isWithin(realpathSync(path), realpathSync(within))) throw new Error("a link out");
    return readFileSync(path, "utf8");
  } catch (error) {
    if (isNativeError(error) && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) return null;
    throw error;
  }
}

/** Whether a workspace holds no checkout: neither what git leaves in one nor the folder of the gate file. */
export function hasNoCheckout(folder: string): boolean {
  return ![".git", ".github"].some((name) => existsSync(join(folder, name)));
}
