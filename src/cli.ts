#!/usr/bin/env node
/** Door 2: the terminal. The same gate, with progress on a TTY and the embedded sandbox. */
import { resolve } from "node:path";
import { parseArgs, styleText } from "node:util";
import { gate } from "./gate.ts";
import { attemptLine } from "./report/log.ts";
import { terminalReport } from "./report/terminal.ts";
import { plain } from "./report/terminal-text.ts";
import { readFileIfPresent } from "./run/read.ts";
import type { ProgressEvent } from "./run/session.ts";
import { type Sandbox, startSandbox } from "./sandbox/gateway.ts";
import { findScenario, type ScenarioName } from "./sandbox/scenarios.ts";
import { INPUTS } from "./settings/inputs.ts";
import { helpText, scenarioList } from "./terminal/help.ts";
import { liveProgress } from "./terminal/progress.ts";

/** Exit codes: 0 proceed, 1 rollback (or a defect), 2 hold, 64 usage (sysexits). */
const EXIT = { proceed: 0, rollback: 1, hold: 2, usage: 64 } as const;

/** A key on a command line is visible to every process of the machine and stays in the shell's history. */
const ENVIRONMENT_ONLY = new Set(["api-key", "known-good-api-key", "github-token"]);

const FLAGS = INPUTS.filter(({ name }) => !ENVIRONMENT_ONLY.has(name));

/** Limits in the sandbox, unless a flag says otherwise: a fault on loopback shows at once. */
const SANDBOX_INPUTS = { timeout: "3s", "evidence-dir": "release-gate-evidence" } as const;

const { env } = process;

// `npm start | head` closes the pipe early; that is no error of the gate.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const parsed = parse(args);
  if (typeof parsed === "string") {
    process.stderr.write(`${parsed}\nRun with --help to see every flag.\n`);
    return EXIT.usage;
  }
  const values: Readonly<Record<string, unknown>> = parsed.values;
  if (values.help) return print(helpText(FLAGS));
  if (values.list) return print(scenarioList());
  const inputs = Object.fromEntries(FLAGS.map(({ name }) => [name, text(values[name])]));
  const scenario = scenarioFor(text(values.scenario), inputs);
  if (scenario === null) return runGate(inputs, null);
  if (findScenario(scenario) === undefined) {
    process.stderr.write(`unknown scenario "${plain(scenario)}"; --list names them all\n`);
    return EXIT.usage;
  }
  const sandbox = await startSandbox(scenario as ScenarioName);
  try {
    return await runGate({ ...SANDBOX_INPUTS, ...withoutAbsent(inputs) }, sandbox);
  } finally {
    await sandbox.close();
  }
}

function parse(args: readonly string[]): ReturnType<typeof parseFlags> | string {
  const forbidden = args.find((arg) => ENVIRONMENT_ONLY.has(arg.replace(/^--/, "").replace(/=.*/s, "")));
  if (forbidden !== undefined)
    return "a key does not belong on a command line; set COMETAPI_KEY in the environment instead";
  try {
    return parseFlags(args);
  } catch (error) {
    return error instanceof Error ? plain(error.message) : "the command line cannot be read";
  }
}

function parseFlags(args: readonly string[]) {
  const options = Object.fromEntries(FLAGS.map(({ name }) => [name, { type: "string" as const }]));
  const own = {
    scenario: { type: "string" },
    list: { type: "boolean" },
    help: { type: "boolean", short: "h" },
  } as const;
  return parseArgs({ args: [...args], options: { ...options, ...own }, allowPositionals: false });
}

/** The sandbox answers when a scenario is named, or when nothing at all points to a real endpoint. */
function scenarioFor(named: string | undefined, inputs: Readonly<Record<string, string | undefined>>): string | null {
  if (named !== undefined) return named;
  const real = [
    inputs["base-url"],
    inputs.model,
    inputs["gate-file"],
    env.COMETAPI_KEY,
    env.COMETAPI_API_KEY,
    env.COMETAPI_MODEL,
  ];
  return real.some((value) => value !== undefined && value !== "") ? null : "healthy";
}

async function runGate(inputs: Readonly<Record<string, string | undefined>>, sandbox: Sandbox | null): Promise<number> {
  const cancelled = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => cancelled.abort());
  const live = process.stderr.isTTY ? liveProgress(process.stderr) : null;
  const result = await gate({
    source: {
      inputs,
      env,
      workingDirectory: process.cwd(),
      readFile: readFileIfPresent,
      mask: () => undefined,
      untrusted: false,
      sandbox,
    },
    runner: { node: process.version, platform: `${process.platform}-${process.arch}` },
    cancelled: cancelled.signal,
    progress: live?.show ?? plainProgress,
    github: async () => null,
  });
  live?.done();
  const { evidence, settings, outputs, problems } = result;
  process.stdout.write(`${terminalReport(evidence, settings, paint())}\n`);
  for (const problem of problems) process.stderr.write(`error: ${plain(problem)}\n`);
  if (outputs["evidence-path"] !== "") process.stdout.write(`\nEvidence: ${resolve(outputs["evidence-path"], "..")}\n`);
  if (!result.failed) return EXIT.proceed;
  return problems.length > 0 && evidence.verdict.decision === "proceed"
    ? EXIT.rollback
    : EXIT[evidence.verdict.decision];
}

/** Without a TTY: one line per attempt, as in the runner's log. */
function plainProgress(event: ProgressEvent): void {
  if (event.kind === "attempt") process.stderr.write(`${attemptLine(event.key, event.attempt)}\n`);
  if (event.kind === "settling")
    process.stderr.write(`${event.key}: first failure; waiting ${event.ms} ms before the second look\n`);
}

/** Colours where the terminal shows them; styleText honours NO_COLOR and pipes. */
function paint() {
  const style = (format: Parameters<typeof styleText>[0]) => (words: string) =>
    styleText(format, words, { stream: process.stdout });
  return { good: style("green"), bad: style("red"), warn: style("yellow"), dim: style("dim"), bold: style("bold") };
}

function print(words: string): number {
  process.stdout.write(`${words}\n`);
  return EXIT.proceed;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function withoutAbsent(inputs: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
