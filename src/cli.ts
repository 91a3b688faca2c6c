#!/usr/bin/env node
/** Door 2: the terminal. Reads arguments and environment, opens the command, sets the exit code. Nothing else. */
import { readCommandLine } from "./terminal/command-line.ts";
import { dispatch } from "./terminal/dispatch.ts";
import { nodeProblem, packageOfNpx, programOf, workingFolder } from "./terminal/program.ts";
import { EXIT } from "./terminal/terminal.ts";

const { stdout, stderr, env } = process;

// `cometapi-release-gate | head` closes the pipe early; that is no error of the gate.
for (const stream of [stdout, stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

const cancelled = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => cancelled.abort());

const [, script, ...args] = process.argv;
const door = { env, script, folder: process.cwd(), npxPackage: packageOfNpx(script) };
const terminal = {
  env,
  workingDirectory: workingFolder(door),
  program: programOf(door),
  stdout,
  stderr,
  cancelled: cancelled.signal,
};

try {
  const problem = nodeProblem(process.version, script, args);
  if (problem === null) process.exitCode = await dispatch(readCommandLine(args), terminal);
  else {
    stderr.write(`${problem}\n`);
    process.exitCode = EXIT.hold;
  }
} catch (error) {
  // A defect of the gate itself. Its message could hold anything, so only its name is printed; the answer is a hold.
  stderr.write(
    `release gate: internal error (${error instanceof Error ? error.name : "unknown"}); please report it with the output of --version\n`,
  );
  process.exitCode = EXIT.hold;
}
