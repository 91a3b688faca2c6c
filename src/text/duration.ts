const NUMBER = "\\d{1,9}(?:\\.\\d{1,3})?";
const UNIT = "(?:h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?|ms|msecs?|milliseconds?)";

/**
 * How a duration is written: numbers, each with its unit (`90s`, `1m30s`, `2 min`), or as ISO 8601 has it (`PT1M30S`). `m` is
 * minutes. A bare number is refused, because nobody can tell ms from s. Without lookaround, which not every validator of
 * the published schema knows.
 */
export const DURATION_PATTERN = new RegExp(
  `^(?:${NUMBER} ?${UNIT}(?: ?${NUMBER} ?${UNIT})*|PT${NUMBER}[HMS](?:${NUMBER}[HMS])*)$`,
);

/** A day, ms. */
export const DAY_MS = 86_400_000;

/** Milliseconds of a unit, by how it begins. */
const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1_000 };

/** Milliseconds of a duration such as `30s`, `1m30s` or `PT1M`; null when it is not one. */
export function parseDuration(text: string): number | null {
  if (!DURATION_PATTERN.test(text)) return null;
  const parts = [...text.toLowerCase().matchAll(/([\d.]+) ?([hms][a-z]*)/g)];
  return Math.round(parts.reduce((sum, [, number, unit = ""]) => sum + Number(number) * msOf(unit), 0));
}

function msOf(unit: string): number {
  return /^(?:ms|milli)/.test(unit) ? 1 : (UNITS[unit.charAt(0)] ?? Number.NaN);
}

/** What to write in place of a text that is no duration, as an imperative sentence. */
export function durationHelp(text: string): string {
  if (/^\d{1,9}(?:\.\d{1,3})?$/.test(text))
    return `Write ${text}s for seconds, or ${text}ms for milliseconds: a bare number could be either.`;
  // Capitals, a comma for a point, quotes and other marks around it.
  const meant = text
    .toLowerCase()
    // Before three digits a comma may part thousands.
    .replace(/(\d),(\d{1,2}(?!\d))/g, "$1.$2")
    .replace(/[^\da-z., ]/g, "")
    .trim();
  return parseDuration(meant) === null
    ? "Write a number with its unit: 1500ms, 30s, 5m, 1h or 1m30s."
    : `Write ${meant}.`;
}

/** A duration as a person writes it: `90s`, `1500ms`, `5m`. */
export function formatDuration(ms: number): string {
  if (ms % 3_600_000 === 0 && ms > 0) return `${ms / 3_600_000}h`;
  if (ms % 60_000 === 0 && ms > 0) return `${ms / 60_000}m`;
  return ms % 1_000 === 0 ? `${ms / 1_000}s` : `${ms}ms`;
}

const MS_PER_SECOND = 1_000;

/** A wait in whole seconds; nobody who reads of it measures it more finely. */
export function inSeconds(ms: number): string {
  return ms < MS_PER_SECOND ? "less than a second" : formatDuration(Math.round(ms / MS_PER_SECOND) * MS_PER_SECOND);
}
