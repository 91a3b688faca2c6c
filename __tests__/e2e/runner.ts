/**
 * Runs the action as GitHub's runner does: INPUT_* variables, command files, a fresh workspace. `runAction` opens the
 * door of the sources in this process, which takes a tenth of the time; `runBundle` starts the committed bundle.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Writable } from "node:stream";
import { fileURLToPath } from "node:url";

const DOOR = fileURLToPath(new URL("../../src/action.ts", import.meta.url));
const BUNDLE = fileURLToPath(new URL("../../dist/index.js", import.meta.url));

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
  /** Payload of the event that started the workflow. */
  readonly event?: object;
}

/** A settle pause that fits a test; everything else is the default policy. */
export const QUICK_POLICY = "version: 1\nsampling: { settle: 50ms }\n";

/** What a run of either kind said and answered. */
type Ended = Pick<Step, "exitCode" | "stdout" | "stderr">;

/** Prepares a workspace, lets `open` run the action in it, and reads what is there afterwards. */
async function step(
  { inputs = {}, env = {}, workspace = {}, event }: StepOptions,
  open: (folder: string, env: Readonly<Record<string, string | undefined>>) => Promise<Ended>,
): Promise<Step> {
  const folder = mkdtempSync(join(tmpdir(), "release-gate-e2e-"));
  const file = (name: string, content: string) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  };
  for (const [name, content] of Object.entries(workspace)) file(name, content);
  const output = file("output", "");
  const summary = file("summary", "");
  const ended = await open(folder, {
    PATH: process.env.PATH,
    GITHUB_ACTIONS: "true",
    GITHUB_WORKSPACE: folder,
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    GITHUB_REPOSITORY: "octo/shop",
    GITHUB_SHA: "0123456789abcdef0123456789abcdef01234567",
    GITHUB_EVENT_NAME: "workflow_dispatch",
    ...(event === undefined ? {} : { GITHUB_EVENT_PATH: file("event.json", JSON.stringify(event)) }),
    RUNNER_TEMP: join(folder, "temp"),
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    ...env,
  });
  return {
    ...ended,
    outputs: parseOutputs(readFileSync(output, "utf8")),
    summary: readFileSync(summary, "utf8"),
    files: readFolder(join(folder, "temp", "release-gate")),
  };
}

/** What the door takes from its process, for one run in this one. */
interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Writable;
  readonly stderr: Writable;
  exitCode: number;
}

/** The run that is being made: several may be, side by side. */
const world = new AsyncLocalStorage<World>();

const own = { env: process.env, stdout: process.stdout, stderr: process.stderr };
for (const name of ["env", "stdout", "stderr"] as const)
  Object.defineProperty(process, name, { get: () => (world.getStore() ?? own)[name] });
Object.defineProperty(process, "exitCode", {
  set(code: number) {
    const run = world.getStore();
    if (run === undefined) throw new Error("no run ends here");
    run.exitCode = code;
  },
});

/** Collects what is written to it. */
class Pipe extends Writable {
  text = "";
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** What the door listens to until its process ends, which here is the test's. */
const EVENTS = ["SIGINT", "SIGTERM", "SIGXFSZ", "uncaughtException"];

let runs = 0;

/** Runs the action once from the sources, in this process. */
export function runAction(options: StepOptions): Promise<Step> {
  return step(options, async (_folder, env) => {
    const run = { env, stdout: new Pipe(), stderr: new Pipe(), exitCode: 0 };
    // The door runs when it is loaded; under a name of its own it is loaded again.
    const listeners: NodeJS.EventEmitter = process;
    const heard = new Map(EVENTS.map((event) => [event, new Set(listeners.listeners(event))]));
    await world.run(run, () => import(`../../src/action.ts?run=${++runs}`));
    for (const [event, before] of heard)
      for (const listener of listeners.listeners(event))
        if (!before.has(listener)) listeners.off(event, listener as () => void);
    return { exitCode: run.exitCode, stdout: run.stdout.text, stderr: run.stderr.text };
  });
}

/** Runs the committed bundle once, as a child process; `whileRunning` is called with it, for example to cancel it. */
export function runBundle(options: StepOptions, whileRunning?: (child: ChildProcess) => void): Promise<Step> {
  return runChild([BUNDLE], options, whileRunning);
}

/** Runs the door of the sources in a process of its own, with these flags of Node. */
export function runProcess(
  options: StepOptions & { readonly node?: readonly string[] },
  whileRunning?: (child: ChildProcess) => void,
): Promise<Step> {
  return runChild([...(options.node ?? []), DOOR], options, whileRunning);
}

function runChild(
  args: readonly string[],
  options: StepOptions,
  whileRunning: ((child: ChildProcess) => void) | undefined,
): Promise<Step> {
  return step(options, async (folder, env) => {
    const child = spawn(process.execPath, args, { cwd: folder, env });
    const said = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const)
      child[name].setEncoding("utf8").on("data", (chunk: string) => {
        said[name] += chunk;
      });
    const closed = new Promise<number | null>((resolve) => child.on("close", resolve));
    whileRunning?.(child);
    const exitCode = await closed;
    return { ...said, exitCode };
  });
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
