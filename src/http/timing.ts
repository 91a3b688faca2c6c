/** Time in one exchange: how long each phase took, and the limits that end it. */
import type { Timing } from "../evidence/attempt.ts";
import type { Category } from "../evidence/categories.ts";

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

/** The limits that can end an exchange. `left-open` ends it without blame: the gate has what it needed. */
export type Limit = Extract<Category, `timeout-${string}`> | "wire-too-large" | "left-open";

/** All timers of one exchange behind one abort signal. */
export interface Guard {
  readonly signal: AbortSignal;
  /** Settles like the promise, or rejects as soon as a limit or the run's stop ends the exchange. */
  readonly within: <T>(promise: Promise<T>) => Promise<T>;
  /** (Re)starts a timer, ms. */
  readonly arm: (limit: Limit, ms: number) => void;
  readonly clear: (limit: Limit) => void;
  /** Ends the exchange for a limit that has no timer. */
  readonly expire: (limit: Limit) => void;
  /** The limit that ended the exchange; null while none did. */
  readonly expired: () => Limit | null;
  /** Clears every timer. */
  readonly end: () => void;
}

/** Starts the guard; `stop` is the run's own signal and ends the exchange at once. */
export function startGuard(stop: AbortSignal): Guard {
  const controller = new AbortController();
  const timers = new Map<Limit, NodeJS.Timeout>();
  let expired: Limit | null = null;
  const onStop = () => controller.abort(stop.reason);
  if (stop.aborted) onStop();
  else stop.addEventListener("abort", onStop, { once: true });
  const expire = (limit: Limit) => {
    expired ??= limit;
    controller.abort(new Error(limit));
  };
  const clear = (limit: Limit) => {
    clearTimeout(timers.get(limit));
    timers.delete(limit);
  };
  return {
    signal: controller.signal,
    // undici tells a request that still waits for its connection about an abort only when the connection is made.
    within: (promise) =>
      new Promise((resolve, reject) => {
        if (controller.signal.aborted) reject(controller.signal.reason);
        controller.signal.addEventListener("abort", () => reject(controller.signal.reason), { once: true });
        promise.then(resolve, reject);
      }),
    clear,
    expire,
    arm: (limit, ms) => {
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
    expired: () => expired,
    end: () => {
      for (const limit of [...timers.keys()]) clear(limit);
      stop.removeEventListener("abort", onStop);
    },
  };
}
