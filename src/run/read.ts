import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { isNativeError } from "node:util/types";
import { isWithin } from "../text/path-within.ts";

/** Gate files, templates, records and event payloads, bytes: the largest, a GitHub event, stays below this. */
const MAX_FILE_BYTES = 32 * 1024 * 1024;

/**
 * Text of a file, or null when there is none. A folder, a device, a pipe (reading one may never end), a file without
 * permission or an enormous one is an error of its own, whose message is a clause that says which.
 *
 * @param within folder that the file must be in after every link is followed: a name that somebody else committed may be
 * a link to a file of the machine
 */
export function readFileIfPresent(path: string, within?: string): string | null {
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) throw new Error("is a folder");
    if (!stat.isFile()) throw new Error("is no regular file");
    if (stat.size > MAX_FILE_BYTES) throw new Error("is larger than 32 MiB");
    if (within !== undefined && !isWithin(realpathSync(path), realpathSync(within)))
      throw new Error("is a link that leads out of the working directory");
    return readFileSync(path, "utf8");
  } catch (error) {
    if (!isNativeError(error) || !("code" in error)) throw error;
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    const denied = error.code === "EACCES" || error.code === "EPERM";
    throw new Error(denied ? "may not be read by the user that runs the gate" : "cannot be read");
  }
}

/** Whether a workspace holds no checkout: neither what git leaves in one nor the folder of the gate file. */
export function hasNoCheckout(folder: string): boolean {
  return ![".git", ".github"].some((name) => existsSync(join(folder, name)));
}
