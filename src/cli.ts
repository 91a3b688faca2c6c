#!/usr/bin/env node
/** Door 2: the terminal. Reads arguments and environment, opens the command, sets the exit code. Nothing else. */
import { readCommandLine } from "./terminal/command-line.ts";
import { dispatch } from "./terminal/dispatch.ts";
import { EXIT } from "./terminal/exit.ts";

const { stdout, stderr, env } = process;

// `cometapi-release-gate | head` closes the pipe early; that is no error of the gate.
for (const stream of [stdout, stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

const cancelled = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => cancelled.abort());

try {
  const invocation = readCommandLine(process.argv.slice(2));
  const terminal = { env, workingDirectory: process.cwd(), stdout, stderr, cancelled: cancelled.signal };
  process.exitCode = await dispatch(invocation, terminal);
} catch (error) {
  // A defect of the gate itself. Its message could hold anything, so only its name is printed; the answer is a hold.
  stderr.write(
    `release gate: internal error (${error instanceof Error ? error.name : "unknown"}); please report it with the output of --version\n`,
  );
  process.exitCode = EXIT.hold;
}
