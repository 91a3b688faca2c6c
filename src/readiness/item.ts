import type { ItemState, PreflightBasis } from "../evidence/preflight.ts";
import type { Settings } from "../settings/settings.ts";

/** Judges one item that the gate checks itself. */
export type ItemRule = (settings: Settings, basis: PreflightBasis) => ItemState;

/** An item that the gate found in order. */
export const checked = (what: string): ItemState => ({ kind: "checked", what });
/** An item that this run says nothing about. */
export const notTested = (why: string): ItemState => ({ kind: "not-tested", why });

/** An item that lacks one thing, and holds for it. */
export const missing = (what: string, help: string): ItemState => ({
  kind: "missing",
  gaps: [{ what, help, severity: "hold" }],
});
