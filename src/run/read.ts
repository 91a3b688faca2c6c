import { readFileSync } from "node:fs";

/** Text of a file, or null when there is none. A folder or a file without permission is an error of its own. */
export function readFileIfPresent(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) return null;
    throw error;
  }
}
