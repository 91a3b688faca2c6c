import { keepOnRunner } from "../run/compiled-code.ts";

/**
 * Runs the step of a workflow. Small, so that what is behind it is compiled once.
 * @param cancelled aborted when the job is cancelled
 */
export async function enterStep(runner: NodeJS.Process, cancelled: AbortSignal): Promise<void> {
  keepOnRunner(runner);
  const { runStep } = await import("./step.ts");
  await runStep(runner, cancelled);
}
