import type { Reading } from "./precedence.ts";
import type { SelectedProbe } from "./settings.ts";

/** To be written. */
export interface DocsSettings {
  readonly todo: never;
}

/** To be written. */
export function readDocs(_probes: readonly SelectedProbe[], _reading: Reading): { readonly docs?: DocsSettings } {
  return {};
}
