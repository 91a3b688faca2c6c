/**
 * Keeps what V8 made of the code where a folder outlives the run: it saves a tenth of the time to the first request
 * (bench/README.md). Whoever can write there could exchange the code itself as well: it is the user's own cache, or the
 * runner's folder of tools.
 */
import module from "node:module";
import { isAbsolute, join } from "node:path";

/** What the doors hand over: their own process. */
type Process = Pick<NodeJS.Process, "env">;

/** On a runner. One of GitHub's own forgets everything with the job, and writing costs more than is won. */
export function keepOnRunner({ env: { RUNNER_ENVIRONMENT, RUNNER_TOOL_CACHE = "" } }: Process): void {
  if (RUNNER_ENVIRONMENT === "self-hosted" && isAbsolute(RUNNER_TOOL_CACHE)) keepBelow(RUNNER_TOOL_CACHE);
}

/** In a terminal: the user's cache (XDG Base Directory Specification, `XDG_CACHE_HOME`; `LOCALAPPDATA` on Windows). */
export function keepInTerminal({ env: { XDG_CACHE_HOME = "", HOME = "", LOCALAPPDATA = "" } }: Process): void {
  const folder = [XDG_CACHE_HOME, HOME && join(HOME, ".cache"), LOCALAPPDATA].find(isAbsolute);
  if (folder !== undefined) keepBelow(folder);
}

/** A folder that cannot be written is no failure: the code is compiled as ever. Node 20 has no such cache. */
function keepBelow(folder: string): void {
  module.enableCompileCache?.(join(folder, "cometapi-release-gate"));
}
