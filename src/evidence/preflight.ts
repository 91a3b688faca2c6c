/**
 * The pre-flight list of release-and-rollback-checklist ("Pre-flight checklist", "Check alerting assumptions"): its items,
 * and how one stands. Settings read it, the check `readiness` judges it, reports show it.
 */
import type { Check, ObservedRun } from "./evidence.ts";
import type { KnownGoodState } from "./way-back.ts";

/** Alert dimensions (release-and-rollback-checklist, "Check alerting assumptions"). */
export const ALERTS = ["authentication", "timeouts", "errors", "parser", "fallback", "latency", "backlog"] as const;

/** Declared items beside the alerts (release-and-rollback-checklist, "Pre-flight checklist"). */
// biome-ignore format: a list of words reads by lines
export const PREFLIGHT_ITEMS = [
  "change-owner", "rollback-owner", "rollback-approver", "alert-owner", "dashboard", "support", "channel",
] as const;

/**
 * Items that the gate checks itself (release-and-rollback-checklist, "Pre-flight checklist" and "Required rollback
 * information"): nobody can declare them to be so, only say why one does not apply.
 */
// biome-ignore format: a list of words reads by lines
export const DERIVED_ITEMS = [
  "base-url", "model", "timeout", "retry", "secret-path", "payload", "redaction", "known-good", "rollback-information",
  "decision-record",
] as const;
export type DerivedItem = (typeof DERIVED_ITEMS)[number];

/** An item that people declare, by its key under `readiness:`. */
export type DeclaredItem = (typeof PREFLIGHT_ITEMS)[number] | `alerts.${(typeof ALERTS)[number]}`;

/** Every declared item in the order in which it is shown: people, alerts beside their owner, then places. */
export const READINESS_ITEMS: readonly DeclaredItem[] = PREFLIGHT_ITEMS.flatMap((item) =>
  item === "alert-owner" ? [item, ...ALERTS.map((alert) => `alerts.${alert}` as const)] : [item],
);

/** What the gate file says about an item. */
export type Declaration =
  | { readonly kind: "value"; readonly value: string }
  | { readonly kind: "waived"; readonly why: string };

/** The declared list by item; a missing item is open. */
export type Declarations = Readonly<Record<string, Declaration>>;

/** One thing that an item lacks. */
export interface Gap {
  /** What is missing or wrong, a short phrase; never a value, which may be a secret. */
  readonly what: string;
  /** What to do, one sentence. */
  readonly help: string;
  /** `advisory` where the run may go on without it, or where another trigger already holds for it. */
  readonly severity: "hold" | "advisory";
}

/** How an item stands. */
export type ItemState =
  | { readonly kind: "filled"; readonly value: string }
  | { readonly kind: "waived"; readonly why: string }
  /** The gate looked itself and found it in order. */
  | { readonly kind: "checked"; readonly what: string }
  /** It does not apply, or this run could not tell; it never holds. */
  | { readonly kind: "not-tested"; readonly why: string }
  /** Never without a gap. */
  | { readonly kind: "missing"; readonly gaps: readonly Gap[] };

/** An item of the list and how it stands. */
export interface PreflightItem {
  /** Key under `readiness:`, for example `alerts.latency` or `timeout`. */
  readonly key: string;
  readonly state: ItemState;
  /** Checked by the gate itself. */
  readonly derived: boolean;
}

/** What a derived item is judged by, beside the settings. */
export interface PreflightBasis {
  /** The release as the evidence keeps it, to be held against the record. */
  readonly release: ObservedRun["release"];
  readonly knownGood: KnownGoodState;
  /** The checks that ran; those that did not are absent. */
  readonly checks: readonly Check[];
}
