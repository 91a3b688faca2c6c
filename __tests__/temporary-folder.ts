import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * One temporary folder for the whole run, which every worker and child process takes from `TMPDIR` (`TEMP` on Windows)
 * and which goes with it: a run of the tests leaves nothing behind.
 */
export default function temporaryFolder(): void {
  const folder = mkdtempSync(join(tmpdir(), "release-gate-tests-"));
  for (const name of ["TMPDIR", "TEMP", "TMP"]) process.env[name] = folder;
  process.on("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
}
