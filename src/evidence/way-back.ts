/** What a run found of the way back, and whether it tried it. */
import { z } from "zod";
import { LabelSchema as label } from "./configuration.ts";
import { KnownGoodSchema } from "./known-good.ts";

/** The way back, as this run found it (decision.md, "Known-good records"). */
export const KnownGoodStateSchema = z.discriminatedUnion("kind", [
  /** A check: the way back is not judged. */
  z.strictObject({ kind: z.literal("not-required") }),
  /** A release without a word about known-good. */
  z.strictObject({ kind: z.literal("missing") }),
  /** Nothing to roll back to: said out loud, or (with a notice) an empty history. */
  z.strictObject({ kind: z.literal("none"), notice: label.nullable() }),
  z.strictObject({ kind: z.literal("record"), origin: label, record: KnownGoodSchema, warnings: z.array(label) }),
  z.strictObject({ kind: z.literal("unusable"), code: label, message: label, help: label }),
]);
export type KnownGoodState = z.infer<typeof KnownGoodStateSchema>;

/** Whether the known-good release was probed in this run (decision.md, "Rehearsal"). */
export const RehearsalSchema = z.discriminatedUnion("kind", [
  /** Not wanted, nothing to ask, or (`on-failure`) nothing failed. */
  z.strictObject({ kind: z.literal("off") }),
  /** `untested`: what of it could not be asked, and why. */
  z.strictObject({
    kind: z.literal("ran"),
    untested: z.array(label),
    /** What it was asked with that may not be its own, so that a failure may not be; absent: nothing. */
    assumed: z.array(label).optional(),
  }),
  /** It could not be asked; `reason` says why. */
  z.strictObject({ kind: z.literal("not-testable"), reason: label }),
]);
export type Rehearsal = z.infer<typeof RehearsalSchema>;
