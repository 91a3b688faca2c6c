/** Time in one exchange: how long each phase took, and the limits that end it. */
import type { Timing } from "../evidence/attempt.ts";
import type { Category } from "../evidence/categories.ts";

/** A moment in the life of a request. */
export type Phase = Exclude<keyof Timing, "total">;

/** Stopwatch of one request. */
export type Stopwatch = ReturnType<typeof startStopwatch>;

/** Starts a stopwatch. Times are monotonic ms with one decimal: finer digits are noise. */
export function startStopwatch() {
  const start = performance.now();
  const marks: Partial<Record<Phase, number>> = {};
  const elapsed = () => Math.round((performance.now() - start) * 10) / 10;
  return {
    /** Notes that a phase ended now; the first note of each phase counts, except `lastEvent`, where the last one does. */
    mark: (phase: Phase): void => {
      if (phase === "lastEvent" || marks[phase] === undefined) marks[phase] = elapsed();
    },
    reached: (phase: Phase) => marks[phase] !== undefined,
    /** Ms since the start, up to now. */
    read: (): Timing => ({
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

/** The limits that can end an exchange. `left-open` ends it without blame: the gate has what it needed. */
export type Limit = Extract<Category, `timeout-${string}`> | "wire-too-large" | "left-open";

/** All timers of one exchange behind one abort signal. */
export type Guard = ReturnType<typeof startGuard>;

/** Starts the guard; `stop` is the run's own signal and ends the exchange at once. */
export function startGuard(stop: AbortSignal) {
  const limits = new AbortController();
  const signal = AbortSignal.any([stop, limits.signal]);
  const timers = new Map<Limit, NodeJS.Timeout>();
  let expired: Limit | null = null;
  const expire = (limit: Limit): void => {
    expired ??= limit;
    limits.abort(new Error(limit));
  };
  const clear = (limit: Limit): void => {
    clearTimeout(timers.get(limit));
    timers.delete(limit);
  };
  return {
    signal,
    /** Settles like the promise, or rejects as soon as a limit or the run's stop ends the exchange. */
    within: <T>(promise: Promise<T>): Promise<T> =>
      // undici tells a request that still waits for its connection about an abort only when the connection is made.
      new Promise((resolve, reject) => {
        if (signal.aborted) reject(signal.reason);
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
        promise.then(resolve, reject);
      }),
    /** (Re)starts a timer, ms. */
    arm: (limit: Limit, ms: number): void => {
      const running = timers.get(limit);
      // A stream re-arms its idle limit with every chunk; refreshing is cheaper than a new timer. The others restart.
      if (running && limit === "timeout-idle") {
        running.refresh();
        return;
      }
      clear(limit);
      timers.set(
        limit,
        setTimeout(() => expire(limit), ms),
      );
    },
    clear,
    /** Ends the exchange for a limit that has no timer. */
    expire,
    /** The limit that ended the exchange; null while none did. */
    expired: () => expired,
    /** Clears every timer. */
    end: (): void => {
      for (const limit of [...timers.keys()]) clear(limit);
    },
  };
}
