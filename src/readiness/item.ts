import type { Check, KnownGoodState } from "../evidence/evidence.ts";
import type { Settings } from "../settings/settings.ts";

/** One thing that an item lacks. */
export interface Gap {
  /** What is missing or wrong, a short phrase; never a value, which may be a secret. */
  readonly what: string;
  /** What to do, one sentence. */
  readonly help: string;
  /** `advisory` where the run may go on without it, or where another trigger already holds for it. */
  readonly severity: "hold" | "advisory";
}

/** How an item of the pre-flight list stands. */
export type ItemState =
  | { readonly kind: "filled"; readonly value: string }
  | { readonly kind: "waived"; readonly why: string }
  /** The gate looked itself and found it in order. */
  | { readonly kind: "checked"; readonly what: string }
  /** It does not apply, or this run could not tell; it never holds. */
  | { readonly kind: "not-tested"; readonly why: string }
  /** Never without a gap. */
  | { readonly kind: "missing"; readonly gaps: readonly Gap[] };

/** What a derived item is judged by, beside the settings. */
export interface Seen {
  readonly knownGood: KnownGoodState;
  /** The checks that ran; those that did not are absent. */
  readonly checks: readonly Check[];
}

/** Looks at one item that the gate checks itself. */
export type Look = (settings: Settings, seen: Seen) => ItemState;

/** An item that the gate found in order. */
export const checked = (what: string): ItemState => ({ kind: "checked", what });
/** An item that this run says nothing about. */
export const notTested = (why: string): ItemState => ({ kind: "not-tested", why });

/** An item that lacks one thing, and holds for it. */
export const missing = (what: string, help: string): ItemState => ({
  kind: "missing",
  gaps: [{ what, help, severity: "hold" }],
});
