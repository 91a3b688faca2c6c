import type { Limits } from "../evidence/limits.ts";
import { formatDuration } from "../text/duration.ts";
import { type DurationBounds, readDuration } from "./duration.ts";
import { MOST_CONCURRENCY, MOST_REQUESTS } from "./gate-file-schema.ts";
import { readWholeNumber } from "./numbers.ts";
import { type Given, type Places, pick, type Reading } from "./precedence.ts";
import { problemAt } from "./problem.ts";

/** Defaults of product.md, "Inputs": `timeout`, `deadline`, `max-requests`, `concurrency`. */
export const DEFAULT_LIMITS: Limits = {
  timeoutMs: 60_000,
  connectMs: 10_000,
  firstByteMs: 30_000,
  idleMs: 20_000,
  deadlineMs: 300_000,
  maxRequests: 200,
  concurrency: 8,
};

/**
 * Bounds of every time limit. Under 50 ms not even a nearby endpoint answers; a job on GitHub's own runners ends after
 * 6 hours, which is also far below the 24.8 days after which a timer of Node fires at once.
 */
export const TIME_BOUNDS: DurationBounds = { min: 50, max: 6 * 3_600_000 };

/**
 * Limits of the run. A limit that was written and contradicts another is a problem; a default gives way, so that
 * `deadline: 30s` alone just works.
 */
export function readLimits(reading: Reading): Limits {
  const time = (places: Places) => {
    const given = pick(reading, places);
    return { given, ms: readDuration(given, TIME_BOUNDS, reading.report) };
  };
  const deadline = time({ input: "deadline", gate: ["limits", "deadline"] });
  const deadlineMs = deadline.ms ?? DEFAULT_LIMITS.deadlineMs;

  const within = (places: Places, usual: number, outer: { readonly ms: number; readonly name: string }): number => {
    const { given, ms } = time(places);
    if (ms === null) return Math.min(usual, outer.ms);
    if (ms > outer.ms) exceeds(given, outer, reading);
    return ms;
  };
  const timeoutMs = within({ input: "timeout", gate: ["timeouts", "attempt"] }, DEFAULT_LIMITS.timeoutMs, {
    ms: deadlineMs,
    name: "the deadline of the whole run",
  });
  const attempt = { ms: timeoutMs, name: "the timeout of the whole attempt" };
  const count = (input: string, max: number) =>
    readWholeNumber(pick(reading, { input, gate: ["limits", input] }), { min: 1, max }, reading.report);
  return {
    deadlineMs,
    timeoutMs,
    connectMs: within({ gate: ["timeouts", "connect"] }, DEFAULT_LIMITS.connectMs, attempt),
    firstByteMs: within({ gate: ["timeouts", "first-byte"] }, DEFAULT_LIMITS.firstByteMs, attempt),
    idleMs: within({ gate: ["timeouts", "idle"] }, DEFAULT_LIMITS.idleMs, attempt),
    maxRequests: count("max-requests", MOST_REQUESTS) ?? DEFAULT_LIMITS.maxRequests,
    concurrency: count("concurrency", MOST_CONCURRENCY) ?? DEFAULT_LIMITS.concurrency,
  };
}

function exceeds(given: Given | null, outer: { readonly ms: number; readonly name: string }, reading: Reading): void {
  if (given === null) return;
  const limit = formatDuration(outer.ms);
  reading.report(
    problemAt(
      given.origin,
      "limit-never-reached",
      `is longer than ${outer.name} (${limit}), so it could never be reached`,
      `Shorten it to at most ${limit}, or raise the other.`,
    ),
  );
}
