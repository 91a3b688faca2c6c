/** Door 1: the runner. Listens to signals first, then opens what runs the step. */
import { cancelledBySignal } from "./run/cancel.ts";

// Whatever ends the process before there is a verdict leaves a hold; what is set later counts.
process.exitCode = 1;
const cancelled = cancelledBySignal(() => process.exit());
const { enterStep } = await import("./github/door.ts");
await enterStep(process, cancelled);
