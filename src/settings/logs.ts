import type { Reading } from "./precedence.ts";
import type { SelectedProbe } from "./settings.ts";

/** To be written. */
export interface LogsSettings {
  readonly todo: never;
}

/** To be written. */
export function readLogs(_probes: readonly SelectedProbe[], _reading: Reading): { readonly logs?: LogsSettings } {
  return {};
}
