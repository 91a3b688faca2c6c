import type { Reading } from "./precedence.ts";
import type { SelectedProbe } from "./settings.ts";

/** To be written. */
export interface AppSettings {
  readonly todo: never;
}

/** To be written. */
export function readApp(_probes: readonly SelectedProbe[], _reading: Reading): { readonly app?: AppSettings } {
  return {};
}
