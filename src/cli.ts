#!/usr/bin/env node
/** Door 2: the terminal. Listens to signals first, then opens what obeys the command line, and ends as it says. */
import { cancelledBySignal } from "./run/cancel.ts";
import { keepInTerminal } from "./run/compiled-code.ts";
import { holdUntilConcluded } from "./terminal/exit-code.ts";

const conclude = holdUntilConcluded(process);
const cancelled = cancelledBySignal(() => process.exit());

keepInTerminal(process);
const { obey } = await import("./terminal/dispatch.ts");
await conclude(await obey(process, cancelled));
