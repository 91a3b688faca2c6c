/** What the files of a test run said: counts, and a few names of cases that failed. */
import { z } from "zod";
import { LabelSchema } from "./configuration.ts";

/** All files together. A case counts once, by its own outcome; what a file says of its counts is not believed. */
export const ResultsSchema = z.strictObject({
  files: z.int(),
  passed: z.int(),
  failed: z.int(),
  skipped: z.int(),
  /** Passed after a failure: the runner says so, or it was run again. */
  flaky: z.int(),
  /** Names of the first of them; absent in older evidence. */
  flakes: z.array(LabelSchema).optional(),
  /** Names of the first cases that failed. */
  failures: z.array(LabelSchema),
});
export type Results = z.infer<typeof ResultsSchema>;

/** `118 of 120 cases passed, 2 failed, 1 of them only after a failure`, without what is zero. */
export function resultWords(results: Omit<Results, "files" | "failures" | "flakes">): string {
  const { passed, failed, skipped, flaky } = results;
  return [
    `${passed} of ${passed + failed + skipped} cases passed`,
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(skipped === 0 ? [] : [`${skipped} skipped`]),
    ...(flaky === 0 ? [] : [`${flaky} only after a failure`]),
  ].join(", ");
}
