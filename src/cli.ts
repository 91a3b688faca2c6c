#!/usr/bin/env node
/** Door 2: the terminal. Listens to signals first, then opens what obeys the command line. */
import { cancelledBySignal } from "./run/cancel.ts";

const cancelled = cancelledBySignal(() => process.exit());
const { enterTerminal } = await import("./terminal/door.ts");
await enterTerminal(process, cancelled);
