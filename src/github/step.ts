/** The step of a workflow: reads inputs, calls the gate, hands over what it says, sets the exit code. */
import { maskedForms } from "../evidence/redaction.ts";
import { gate } from "../gate.ts";
import { NOTHING_KNOWN } from "../report/outputs.ts";
import { plain } from "../report/plain-text.ts";
import { hasNoCheckout, readFileIfPresent } from "../run/read.ts";
import type { ProgressEvent } from "../run/session.ts";
import { whileWaiting } from "../run/while-waiting.ts";
import { INPUTS } from "../settings/inputs/inputs.ts";
import { once } from "../text/once.ts";
import { patienceUntil, shortened } from "./patience.ts";
import { inputOf, mask, setOutputs } from "./runner-files.ts";
import { untrusted } from "./workflow-run.ts";

/**
 * Runs the step. Whatever ends its process before there is a verdict, without memory or without a word, leaves a hold:
 * its outputs are set before anything else is done, as its exit code was, and what is set later counts.
 * @param cancelled aborted when the job is cancelled
 */
export async function runStep(runner: NodeJS.Process, cancelled: AbortSignal): Promise<void> {
  const env = { ...runner.env };
  // Octokit's connections take Node's word for it, and the token must not go to whoever answers either.
  delete runner.env.NODE_TLS_REJECT_UNAUTHORIZED;
  setOutputs(NOTHING_KNOWN, env);
  runner.on("uncaughtException", (error) => {
    sayDefect(error);
    runner.exit(1);
  });
  // A limit on the size of files then fails the one write and does not end the process.
  runner.on("SIGXFSZ", () => undefined);
  // The log is for people; what counts are outputs and files.
  for (const stream of [runner.stdout, runner.stderr]) stream.on("error", () => undefined);
  try {
    await judge(env, runner, cancelled);
  } catch (error) {
    sayDefect(error);
  }
}

/** A defect of the gate itself. Its message could hold anything, so only its name is printed. */
function sayDefect(error: unknown): void {
  const name = error instanceof Error ? error.name.replaceAll(/\W/g, "") : "unknown";
  process.stdout.write(
    `::error::release gate: internal error (${name}); please report it with the version of the action\n`,
  );
}

/** The log of the step. What prints it, and the toolkit, are loaded when the first requests have gone out. */
function log(): (event: ProgressEvent) => void {
  const printer = once(() => import("./runner.ts").then(({ groupedLog }) => groupedLog()));
  const load = whileWaiting(printer);
  const before: ProgressEvent[] = [];
  return (event) => {
    load(event);
    before.push(event);
    if (event.kind === "asking" || event.kind === "decided" || event.kind === "sent") return;
    const events = before.splice(0);
    void printer().then((print) => events.forEach(print));
  };
}

async function judge(env: NodeJS.ProcessEnv, runner: NodeJS.Process, cancelled: AbortSignal): Promise<void> {
  const workspace = env.GITHUB_WORKSPACE || runner.cwd();
  const event = env.GITHUB_EVENT_PATH ? readFileIfPresent(env.GITHUB_EVENT_PATH) : null;
  const patience = patienceUntil(cancelled);
  const result = await gate({
    source: {
      inputs: Object.fromEntries(INPUTS.map(({ name }) => [name, inputOf(name, env)])),
      env,
      workingDirectory: workspace,
      readFile: readFileIfPresent,
      mask: (secret) => maskedForms(secret).forEach(mask),
      noCheckout: hasNoCheckout(workspace),
      untrusted: untrusted(env, event),
      sandbox: null,
    },
    runner: { node: runner.version, platform: `${runner.platform}-${runner.arch}` },
    cancelled,
    progress: log(),
    github: async (stop) => {
      const token = inputOf("github-token", env);
      const repository = env.GITHUB_REPOSITORY;
      if (token === "" || !repository) return null;
      const { openGitHubApi } = await import("./api.ts");
      const apiUrl = env.GITHUB_API_URL ?? "https://api.github.com";
      return openGitHubApi(token, { apiUrl, repository, patience: shortened(patience, stop) });
    },
  });
  const unset = setOutputs(result.outputs, env);
  const core = await import("@actions/core");
  const { report } = await import("./runner.ts");
  report(result, env);
  if (unset !== null) core.error(unset);
  runner.exitCode = result.failed || unset !== null ? 1 : 0;
  if (result.report.comment !== "never" || result.report.issue.when !== "never") {
    const { post } = await import("./post.ts");
    // What is said about a run takes no longer than the run itself may.
    if (result.settings !== null) patience.left.ms = Math.min(patience.left.ms, result.settings.limits.deadlineMs);
    const token = inputOf("github-token", env);
    for (const warning of await post(result, { env, event, token, patience })) core.warning(plain(warning));
  }
}
