import { formatDuration, parseDuration } from "../text/duration.ts";
import { shown } from "../text/shown.ts";
import type { Given } from "./precedence.ts";
import { problemAt, type Report } from "./problem.ts";

/** Smallest and largest duration that a setting takes, ms. */
export interface DurationBounds {
  readonly min: number;
  readonly max: number;
}

/** Reads a duration in ms; null when it was not given or is a problem, which is then reported. */
export function readDuration(given: Given | null, bounds: DurationBounds, report: Report): number | null {
  if (given === null) return null;
  const ms = parseDuration(given.value);
  if (ms === null) {
    report(
      problemAt(
        given.origin,
        "invalid-duration",
        `must be a duration, found ${shown(given.value)}`,
        "Write a number with its unit: 1500ms, 30s, 5m or 1h.",
      ),
    );
    return null;
  }
  if (ms < bounds.min || ms > bounds.max) {
    const range = `from ${formatDuration(bounds.min)} to ${formatDuration(bounds.max)}`;
    report(problemAt(given.origin, "out-of-range", `must be ${range}`, `Choose a duration ${range}.`));
    return null;
  }
  return ms;
}
