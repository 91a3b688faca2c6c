/** Door 1: the runner. Listens to signals first, then opens what runs the step. */
import { cancelledBySignal } from "./run/cancel.ts";
import { keepOnRunner } from "./run/compiled-code.ts";

const cancelled = cancelledBySignal(() => process.exit());

keepOnRunner(process);
const { runStep } = await import("./github/step.ts");
await runStep(process, cancelled);
