/** Door 1: the runner. Reads inputs, calls the gate, hands over what it says, sets the exit code. Nothing else. */
import * as core from "@actions/core";
import { maskedForms } from "./evidence/redaction.ts";
import { gate } from "./gate.ts";
import { groupedLog, report } from "./github/runner.ts";
import { untrusted } from "./github/workflow-run.ts";
import { NOTHING_KNOWN } from "./report/outputs.ts";
import { plain } from "./report/plain-text.ts";
import { hasNoCheckout, readFileIfPresent } from "./run/read.ts";
import { INPUTS } from "./settings/inputs/inputs.ts";

const { env } = process;
const workspace = env.GITHUB_WORKSPACE || process.cwd();

const cancelled = new AbortController();
// GitHub sends SIGINT, then SIGTERM 7.5 s later: time enough to write what was gathered.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => cancelled.abort());

try {
  const event = env.GITHUB_EVENT_PATH ? readFileIfPresent(env.GITHUB_EVENT_PATH) : null;
  const result = await gate({
    source: {
      inputs: Object.fromEntries(INPUTS.map(({ name }) => [name, core.getInput(name)])),
      env,
      workingDirectory: workspace,
      readFile: readFileIfPresent,
      mask: (secret) => maskedForms(secret).forEach(core.setSecret),
      noCheckout: hasNoCheckout(workspace),
      untrusted: untrusted(env, event),
      sandbox: null,
    },
    runner: { node: process.version, platform: `${process.platform}-${process.arch}` },
    cancelled: cancelled.signal,
    progress: groupedLog(),
    github: async () => {
      const token = core.getInput("github-token");
      const repository = env.GITHUB_REPOSITORY;
      if (token === "" || !repository) return null;
      const { openGitHubApi } = await import("./github/api.ts");
      return openGitHubApi(token, { apiUrl: env.GITHUB_API_URL ?? "https://api.github.com", repository });
    },
  });
  report(result, env);
  process.exitCode = result.failed ? 1 : 0;
  if (result.report.comment !== "never" || result.report.issue.when !== "never") {
    const { post } = await import("./github/post.ts");
    const token = core.getInput("github-token");
    for (const warning of await post(result, { env, event, token, cancelled: cancelled.signal.aborted }))
      core.warning(plain(warning));
  }
} catch (error) {
  // A defect of the gate itself. Its message could hold anything, so only its name is printed; the answer is a hold.
  process.exitCode = 1;
  try {
    for (const [name, value] of Object.entries(NOTHING_KNOWN)) core.setOutput(name, value);
  } catch {
    core.error("the runner's output file cannot be written");
  }
  core.setFailed(
    `release gate: internal error (${error instanceof Error ? error.name : "unknown"}); please report it with the version of the action`,
  );
}
