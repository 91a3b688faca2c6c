import { z } from "zod";
import { ALERTS, DERIVED_ITEMS, PREFLIGHT_ITEMS } from "../../evidence/preflight.ts";
import * as s from "./words.ts";

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
