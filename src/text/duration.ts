/** How a duration is written: a number and its unit. A bare number is refused, because nobody can tell ms from s. */
export const DURATION_PATTERN = /^\d{1,9}(\.\d{1,3})?(ms|s|m|h)$/;

/** Milliseconds of each unit. */
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** Milliseconds of a duration such as `30s`, `1m` or `1500ms`; null when it is not one. */
export function parseDuration(text: string): number | null {
  const match = DURATION_PATTERN.exec(text);
  const unit = UNITS[match?.[2] ?? ""];
  return unit === undefined ? null : Math.round(Number.parseFloat(text) * unit);
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
