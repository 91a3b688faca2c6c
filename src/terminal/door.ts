import { keepInTerminal } from "../run/compiled-code.ts";
import { holdUntilConcluded } from "./exit-code.ts";

/**
 * Obeys the command line, and lets the process end as that says. Small, so that what is behind it is compiled once.
 * @param cancelled aborted by Ctrl-C and by SIGTERM
 */
export async function enterTerminal(terminal: NodeJS.Process, cancelled: AbortSignal): Promise<void> {
  const conclude = holdUntilConcluded(terminal);
  keepInTerminal(terminal);
  const { obey } = await import("./dispatch.ts");
  await conclude(await obey(terminal, cancelled));
}
