/** Runs the committed bundle as GitHub's runner does: a child process, INPUT_* variables, command files. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ACTION = fileURLToPath(new URL("../../dist/index.js", import.meta.url));

/** What a finished step left behind. */
export interface Step {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Parsed GITHUB_OUTPUT. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** File name to text of everything in the evidence folder. */
  readonly files: Readonly<Record<string, string>>;
}

/** How a step is run. */
export interface StepOptions {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Files of the workspace by relative path. */
  readonly workspace?: Readonly<Record<string, string>>;
  /** Called with the running process, for example to cancel it. */
  readonly whileRunning?: (child: ChildProcess) => void;
}

/** A settle pause that fits a test; everything else is the default policy. */
export const QUICK_POLICY = "version: 1\nsampling: { settle: 50ms }\n";

/** Runs the action once in a fresh workspace. */
export async function runAction({ inputs = {}, env = {}, workspace = {}, whileRunning }: StepOptions): Promise<Step> {
  const folder = mkdtempSync(join(tmpdir(), "release-gate-e2e-"));
  const commandFile = (name: string) => {
    const path = join(folder, name);
    writeFileSync(path, "");
    return path;
  };
  for (const [name, content] of Object.entries(workspace)) writeFileSync(join(folder, name), content);
  const evidence = join(folder, "temp", "release-gate");
  const outputFile = commandFile("output");
  const summaryFile = commandFile("summary");
  const child = spawn(process.execPath, [ACTION], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      GITHUB_ACTIONS: "true",
      GITHUB_WORKSPACE: folder,
      GITHUB_OUTPUT: outputFile,
      GITHUB_STEP_SUMMARY: summaryFile,
      GITHUB_REPOSITORY: "octo/shop",
      GITHUB_SHA: "0123456789abcdef0123456789abcdef01234567",
      GITHUB_EVENT_NAME: "workflow_dispatch",
      RUNNER_TEMP: join(folder, "temp"),
      ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
      ...env,
    },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    stdout += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    stderr += chunk;
  });
  const closed = new Promise<number | null>((resolve) => child.on("close", resolve));
  whileRunning?.(child);
  const exitCode = await closed;
  return {
    exitCode,
    stdout,
    stderr,
    outputs: parseOutputs(readFileSync(outputFile, "utf8")),
    summary: readFileSync(summaryFile, "utf8"),
    files: readFolder(evidence),
  };
}

function readFolder(folder: string): Record<string, string> {
  try {
    return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
  } catch {
    return {};
  }
}

function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const match of text.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2$/gm)) outputs[match[1] ?? ""] = match[3] ?? "";
  return outputs;
}

/** Everything that a step made visible, without the commands by which the runner itself learns what to mask. */
export function visible(step: Step): string {
  const log = step.stdout.replace(/^::add-mask::.*$/gm, "");
  return [log, step.stderr, step.summary, ...Object.values(step.outputs), ...Object.values(step.files)].join("\n");
}
