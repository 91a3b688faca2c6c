import type { TestTime } from "./time.ts";

/** One run of a case. */
export interface CaseRun {
  readonly name: string;
  /** Suites, class, name, and the browser where there is one: cases that differ in one of them are different cases. */
  readonly key: string;
  readonly outcome: "passed" | "failed" | "skipped" | "flaky";
  /** When its suite, or itself, says that it ran; null: neither does. */
  readonly at: TestTime | null;
  /** Suite and class that it is part of. */
  readonly parts: readonly string[];
  /** The part that failed as a whole, so that none of its cases ran; null: it is a case. */
  readonly whole: string | null;
  /** No other case of the file has its name. */
  readonly unique: boolean;
  /** Tries before it, by its name. */
  readonly tries: number;
}
