/** Why a run was decided so, in one word: the trigger that decided, or what stands above triggers. */
import { TRIGGER_IDS, type TriggerId } from "./triggers.ts";

/** Reasons that no trigger names (product.md, "Triggers"): what they mean, and what to do next. */
export const OTHER_REASONS = {
  "all-passed": {
    meaning: "every selected probe and check passed, and no trigger fired that moves the decision: proceed",
    next: "Deploy on decision == 'proceed', then record the release as known-good with mode: record.",
  },
  overridden: {
    meaning:
      "a person let a hold about money, reach or doubt pass, with a reason that every report shows; nothing was verified, so there is no next-known-good",
    next: "Ship on the responsibility of the person who is named, and run the gate again without override.",
  },
  "rollback-would-not-help": {
    meaning:
      "a rollback trigger fired, but the known-good release fails in the same way, or nothing that differs from it was asked by the probes that failed; rollback-needed stays false",
    next: "Look at provider, network and credential instead of the release.",
  },
  superseded: {
    meaning: "mode: record found a newer known-good record and wrote nothing; the step passes with a warning",
    next: "Nothing, as a rule: a later run overtook this one.",
  },
} as const satisfies Readonly<Record<string, { readonly meaning: string; readonly next: string }>>;
/** A reason that is no trigger: everything passed, or something stands above what fired. */
export type OtherReason = keyof typeof OTHER_REASONS;

/** The output `reason-code`: the trigger that decided, or one of the other reasons. */
export type ReasonCode = TriggerId | OtherReason;

/** Trigger ids plus the reasons that no trigger names. */
export const REASON_CODES: readonly ReasonCode[] = [
  ...TRIGGER_IDS,
  ...(Object.keys(OTHER_REASONS) as readonly OtherReason[]),
];
