/** What the runner takes without its toolkit, which is loaded only when the first requests are on their way. */
import { randomUUID } from "node:crypto";
import { EOL } from "node:os";
import { appendWhole } from "../files/write.ts";
import type { OutputName } from "../report/outputs.ts";
import { errorCode } from "../text/error-code.ts";

/** Variables of the runner. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The value of an input of the step, without blanks around it; "" where none was given. As the toolkit reads it. */
export function inputOf(name: string, env: Environment): string {
  return (env[`INPUT_${name.toUpperCase()}`] ?? "").trim();
}

/** Tells the runner to replace a value in its log from now on. */
export function mask(value: string): void {
  const escaped = value.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  process.stdout.write(`::add-mask::${escaped}${EOL}`);
}

/**
 * Sets all outputs or none: a decision never stands beside the values of another one. What is set later counts. Returns
 * why they could not be set, null when they are.
 */
export function setOutputs(values: Readonly<Record<OutputName, string>>, env: Environment): string | null {
  const lines = Object.entries(values).map(([name, value]) => {
    // Nobody can write the end of a value into it.
    const end = `end-${randomUUID()}`;
    return `${name}<<${end}\n${value}\n${end}\n`;
  });
  try {
    appendWhole(env.GITHUB_OUTPUT ?? "", lines.join(""));
    return null;
  } catch (error) {
    return `the outputs could not be set: the runner's file GITHUB_OUTPUT cannot be written (${errorCode(error)}); make room on the runner's disk, and run the job again`;
  }
}
