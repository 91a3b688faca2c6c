/** How the process ends: its exit code is a decision, and only a verdict may say rollback. */
import { errorCode } from "../text/error-code.ts";

/**
 * Exit codes of every command. `hold` is also what `validate` says about a file that is wrong, `doctor` about an endpoint
 * that cannot be used, and every command about its own defects: only a verdict may say rollback. 64 is EX_USAGE of
 * sysexits.
 */
export const EXIT = { proceed: 0, rollback: 1, hold: 2, usage: 64 } as const;

/** One of the four. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends the process with the code of a command, once its output has left. */
type Conclude = (code: ExitCode) => Promise<void>;

/**
 * From now on the process ends with a hold, whatever ends it, until a command has concluded otherwise: Node's own code for
 * a defect is 1, which restores production. A defect ends it at once. Its message could hold anything, so only its name is
 * printed.
 */
export function holdUntilConcluded({ stdout, stderr }: Pick<NodeJS.Process, "stdout" | "stderr">): Conclude {
  let concluded: ExitCode = EXIT.hold;
  process.on("exit", () => {
    process.exitCode = concluded;
  });
  process.on("uncaughtException", (error) => {
    concluded = EXIT.hold;
    const name = error instanceof Error ? error.name : "unknown";
    stderr.write(`release gate: internal error (${name}); please report it with the output of --version\n`);
    process.exit();
  });
  // A limit on the size of files (ulimit -f) then fails the one write and does not end the process.
  process.on("SIGXFSZ", () => undefined);
  let lost: string | null = null;
  const onLoss = (error: unknown) => {
    lost ??= errorCode(error);
  };
  stdout.on("error", onLoss);
  // Nobody can be told that nobody can be told.
  stderr.on("error", () => undefined);
  return async (code) => {
    await new Promise<void>((resolve) =>
      stdout.write("", (error) => {
        if (error) onLoss(error);
        resolve();
      }),
    );
    // `cometapi-release-gate | head` closes the pipe because it has seen enough.
    if (lost === null || lost === "EPIPE") concluded = code;
    else {
      concluded = code === EXIT.proceed ? EXIT.hold : code;
      stderr.write(`error: what this command had to say could not be written to stdout (${lost})\n`);
    }
  };
}
