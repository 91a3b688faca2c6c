import { z } from "zod";
import * as s from "./schema-words.ts";

/** Alert dimensions of the pre-flight list (release-and-rollback-checklist, "Check alerting assumptions"). */
export const ALERTS = ["authentication", "timeouts", "errors", "parser", "fallback", "latency", "backlog"] as const;

/** Items of the pre-flight list beside the alerts (release-and-rollback-checklist, "Pre-flight checklist"). */
export const PREFLIGHT_ITEMS = [
  "change-owner",
  "rollback-owner",
  "rollback-approver",
  "alert-owner",
  "dashboard",
  "support",
  "channel",
] as const;

/**
 * Items that the gate checks itself (release-and-rollback-checklist, "Pre-flight checklist" and "Required rollback
 * information"): nobody can declare them to be so, only say why one does not apply.
 */
export const DERIVED_ITEMS = [
  "base-url",
  "model",
  "timeout",
  "retry",
  "secret-path",
  "payload",
  "redaction",
  "known-good",
  "rollback-information",
  "decision-record",
] as const;
export type DerivedItem = (typeof DERIVED_ITEMS)[number];

/** Every declared item in the order in which it is shown: people, alerts beside their owner, then places. */
export const READINESS_ITEMS: readonly string[] = PREFLIGHT_ITEMS.flatMap((item) =>
  item === "alert-owner" ? [item, ...ALERTS.map((alert) => `alerts.${alert}`)] : [item],
);

const waiver = s.section({ waived: s.filledText().describe("Why this item is not needed.") });

const item = z
  .union([s.text(), z.null(), waiver], "must be text or { waived: why }")
  .optional()
  .describe("A value, or { waived: why }. Empty or missing: the item is open, and the decision is hold.");

const derivedItem = z
  .strictObject(waiver.shape, "must be { waived: why } or absent, because the gate checks this item itself")
  .optional()
  .describe("Checked by the gate itself; only { waived: why } may be written.");

const items = <const K extends readonly string[], S extends z.ZodType>(keys: K, schema: S) =>
  Object.fromEntries(keys.map((key) => [key, schema])) as Record<K[number], S>;

/** The `readiness:` section: once it is there, every item is filled, waived with a reason, or open. */
export const ReadinessSchema = s
  .section({
    ...items(PREFLIGHT_ITEMS, item),
    alerts: s.section(items(ALERTS, item)).nullable().optional(),
    ...items(DERIVED_ITEMS, derivedItem),
  })
  .nullable()
  .describe("The pre-flight list. Once declared, an item that is neither filled nor waived is a hold.");
