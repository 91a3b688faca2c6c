import type { Timing } from "../evidence/attempt.ts";

/** A moment in the life of a request. */
export type Phase = Exclude<keyof Timing, "total">;

/** Stopwatch of one request. */
export interface Stopwatch {
  /** Notes that a phase ended now; the first note of each phase counts, except `lastEvent`, where the last one does. */
  readonly mark: (phase: Phase) => void;
  readonly reached: (phase: Phase) => boolean;
  /** Ms since the start, up to now. */
  readonly read: () => Timing;
}

/** Starts a stopwatch. Times are monotonic ms with one decimal: finer digits are noise. */
export function startStopwatch(): Stopwatch {
  const start = performance.now();
  const marks: Partial<Record<Phase, number>> = {};
  const elapsed = () => Math.round((performance.now() - start) * 10) / 10;
  return {
    mark: (phase) => {
      if (phase === "lastEvent" || marks[phase] === undefined) marks[phase] = elapsed();
    },
    reached: (phase) => marks[phase] !== undefined,
    read: () => ({
      resolve: marks.resolve ?? null,
      connect: marks.connect ?? null,
      tls: marks.tls ?? null,
      firstByte: marks.firstByte ?? null,
      firstEvent: marks.firstEvent ?? null,
      lastEvent: marks.lastEvent ?? null,
      total: elapsed(),
    }),
  };
}
