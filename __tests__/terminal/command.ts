/** Obeys a command line from the sources in a fresh folder: in this process, or in one of its own. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { readCommandLine } from "../../src/terminal/command-line.ts";
import { dispatch } from "../../src/terminal/dispatch.ts";
import { programOf, workingFolder } from "../../src/terminal/program.ts";
import type { Terminal } from "../../src/terminal/terminal.ts";

const CLI = fileURLToPath(new URL("../../src/cli.ts", import.meta.url));
/** The committed bundle of the terminal. */
export const BUNDLE = fileURLToPath(new URL("../../dist/cli/index.js", import.meta.url));

/** What a finished command left behind. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a command runs. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What npx was asked for, in place of a script that was started. */
  readonly npxPackage?: string;
}

/** A fresh folder with these files in it; `.git` makes it the root of a repository. */
export function folder(files: Readonly<Record<string, string>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), "release-gate-cli-"));
  mkdirSync(join(root, ".git"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** Nothing of this machine's environment but the path reaches a command. */
const environment = ({ cwd = folder(), env = {} }: RunOptions) => ({
  cwd,
  env: { PATH: process.env.PATH, TMPDIR: join(cwd, "tmp"), ...env },
});

/**
 * Obeys one command line in this process, with two pipes for a terminal. Colours are taken out: Node decides on them by
 * the environment of the process, which here is the test's.
 */
export async function command(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { cwd, env } = environment(options);
  const door = { env, script: CLI, folder: cwd, npxPackage: options.npxPackage ?? null };
  const [stdout, stderr] = [pipe(), pipe()];
  const terminal = {
    env,
    workingDirectory: workingFolder(door),
    program: programOf(door),
    stdout: stdout.stream,
    stderr: stderr.stream,
    cancelled: new AbortController().signal,
  };
  const code = await dispatch(readCommandLine(args), terminal);
  return { code, stdout: stripVTControlCharacters(stdout.said()), stderr: stripVTControlCharacters(stderr.said()) };
}

/** A pipe, and what was written to it. */
function pipe(): { readonly stream: Terminal["stdout"]; readonly said: () => string } {
  let text = "";
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string, _, done) {
      text += chunk;
      done();
    },
  });
  return { stream: stream as Terminal["stdout"], said: () => text };
}

/** Compiled sources, for the next process: without them each compiles anew what it loads. */
const COMPILED = join(tmpdir(), "release-gate-compiled");

/** Runs one command line through the door of the sources, as a child process; `node` are flags of Node itself. */
export function program(args: readonly string[], options: RunOptions & { readonly node?: readonly string[] } = {}) {
  const quiet = "--disable-warning=ExperimentalWarning";
  return run([quiet, ...(options.node ?? []), CLI, ...args], options);
}

/** Runs one command line through the committed bundle, as a child process. */
export function bundle(args: readonly string[], options: RunOptions = {}) {
  return run([BUNDLE, ...args], options);
}

function run(args: readonly string[], options: RunOptions) {
  return new Promise<Ran>((resolve) => {
    const { cwd, env } = environment(options);
    const child = spawn(process.execPath, args, { cwd, env: { ...env, NODE_COMPILE_CACHE: COMPILED } });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      stdout += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      stderr += chunk;
    });
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}
