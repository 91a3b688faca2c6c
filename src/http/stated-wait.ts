/** How a wait is written in headers and messages: seconds, durations, points in time. Whatever cannot be a wait is null. */

/** A longer wait is a mistake of units, ms: no provider bills by more than a month. */
const MAX_WAIT_MS = 31 * 86_400_000;

/** Numbers from these on are points in time, as seconds and as milliseconds since 1970, whatever the header is meant to hold. */
const EPOCH = { seconds: 1e9, milliseconds: 1e12 };

/** Milliseconds as a plain number; null when they are none. */
export function millisecondsIn(text: string | undefined): number | null {
  return /^\d+(\.\d+)?$/.test(text?.trim() ?? "") ? bounded(Number(text)) : null;
}

/** A wait as a number of seconds, a duration (`6m0s`), or a point in time in any form; ms from now. */
export function msOf(value: string | undefined, clock: number): number | null {
  const text = (value ?? "").trim();
  if (/^\d+(\.\d+)?$/.test(text)) {
    const number = Number(text);
    if (number >= EPOCH.milliseconds) return bounded(number - clock);
    return bounded(number >= EPOCH.seconds ? number * 1_000 - clock : number * 1_000);
  }
  return durationMs(text) ?? bounded(Date.parse(text) - clock);
}

/** Units by their beginnings, the longer ones first. */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(ms|milli)/i, 1],
  [/^(us|µs|micro|ns|nano)/i, 0],
  [/^s/i, 1_000],
  [/^m/i, 60_000],
  [/^h/i, 3_600_000],
  [/^d/i, 86_400_000],
];

/** `1s`, `6m0s`, `20ms`, `17.5 seconds`; null when it is none. */
export function durationMs(text: string): number | null {
  if (!/^(\d+(\.\d+)?\s?[a-zµ]+\s?)+$/i.test(text)) return null;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s?([a-zµ]+)/gi)].map(([, count, word = ""]) => {
    const unit = UNITS.find(([form]) => form.test(word))?.[1];
    return unit === undefined ? Number.NaN : Number(count) * unit;
  });
  return bounded(parts.reduce((sum, part) => sum + part, 0));
}

/** Whole ms, or null where nobody would wait so long, or it is over. */
export function bounded(ms: number): number | null {
  return ms >= 0 && ms <= MAX_WAIT_MS ? Math.round(ms) : null;
}
