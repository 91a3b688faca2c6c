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

const item = z
  .union(
    [s.text(), z.null(), s.section({ waived: s.filledText().describe("Why this item is not needed.") })],
    "must be text or { waived: why }",
  )
  .optional()
  .describe("A value, or { waived: why }. Empty or missing: the item is open, and the decision is hold.");

const items = <const K extends readonly string[]>(keys: K) =>
  Object.fromEntries(keys.map((key) => [key, item])) as Record<K[number], typeof item>;

/** The `readiness:` section: once it is there, every item is filled, waived with a reason, or open. */
export const ReadinessSchema = s
  .section({ ...items(PREFLIGHT_ITEMS), alerts: s.section(items(ALERTS)).nullable().optional() })
  .nullable()
  .describe("The pre-flight list. Once declared, an item that is neither filled nor waived is a hold.");
