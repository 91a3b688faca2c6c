import type { Gap, ItemState, PreflightBasis } from "../evidence/preflight.ts";
import type { Settings } from "../settings/settings.ts";

/** Judges one item that the gate checks itself. */
export type ItemRule = (settings: Settings, basis: PreflightBasis) => ItemState;

/** An item that the gate found in order. */
export const checked = (what: string): ItemState => ({ kind: "checked", what });
/** An item that this run says nothing about. */
export const notTested = (why: string): ItemState => ({ kind: "not-tested", why });

/** An item that lacks one thing; it holds for it where no other trigger does. */
export const missing = (what: string, help: string, severity: Gap["severity"] = "hold"): ItemState => ({
  kind: "missing",
  gaps: [{ what, help, severity }],
});
