/** Time in one exchange: how long each phase took, and the limits that end it. */
import { performance } from "node:perf_hooks";
import type { Timing } from "../evidence/attempt.ts";
import type { Category } from "../evidence/categories.ts";

/** A moment in the life of a request. */
type Phase = Exclude<keyof Timing, "total">;

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

/** How often a guard looks whether the event loop still turns, ms: rare enough to cost nothing. */
const TURN_MS = 20;

/** The most that one look adds to the time that counts, ms: timers of a loop that turns are late by less. */
const MOST_PER_TURN_MS = 2 * TURN_MS;

/**
 * A clock that stands while the event loop does. While the loop runs code, nothing that arrives is noticed: that time is the
 * gate's own (scanning, other answers, a machine with too few cores, a suspended process), and no provider's. A loop that is
 * busy without end still turns, and so every limit is reached.
 */
function startTurnClock() {
  let countedMs = 0;
  let turned = performance.now();
  const read = () => countedMs + Math.min(performance.now() - turned, MOST_PER_TURN_MS);
  const timer = setInterval(() => {
    countedMs = read();
    turned = performance.now();
  }, TURN_MS);
  return { read, stop: () => clearInterval(timer) };
}

/** What is left of a limit when it counts as over, ms: timers are no finer. */
const TIMER_MS = 1;

/** A limit that runs. */
interface Running {
  timer: NodeJS.Timeout;
  /** When it is over, on the guard's clock. */
  until: number;
}

/** All timers of one exchange behind one abort signal. */
export type Guard = ReturnType<typeof startGuard>;

/** Starts the guard; `stop` is the run's own signal and ends the exchange at once. */
export function startGuard(stop: AbortSignal) {
  const limits = new AbortController();
  const signal = AbortSignal.any([stop, limits.signal]);
  const timers = new Map<Limit, Running>();
  const clock = startTurnClock();
  let expired: Limit | null = null;
  const expire = (limit: Limit): void => {
    expired ??= limit;
    limits.abort(new Error(limit));
  };
  const clear = (limit: Limit): void => {
    clearTimeout(timers.get(limit)?.timer);
    timers.delete(limit);
  };
  const look = (limit: Limit, running: Running): void => {
    const leftMs = running.until - clock.read();
    if (leftMs > TIMER_MS) running.timer = setTimeout(() => look(limit, running), leftMs);
    // Timers come before what has arrived meanwhile, for example while the process was stopped; that is read first.
    else
      setImmediate(() => {
        const isOver = running.until - clock.read() <= TIMER_MS;
        if (timers.get(limit) !== running) return;
        if (isOver) expire(limit);
        else look(limit, running);
      });
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
    /** (Re)starts a limit; `ms` are those during which the event loop turns. */
    arm: (limit: Limit, ms: number): void => {
      const running = timers.get(limit);
      const until = clock.read() + ms;
      // A stream re-arms its idle limit with every chunk: its timer looks again when it fires. The others restart.
      if (running && limit === "timeout-idle") {
        running.until = until;
        return;
      }
      clear(limit);
      const started: Running = { until, timer: setTimeout(() => look(limit, started), ms) };
      timers.set(limit, started);
    },
    clear,
    /** Ends the exchange for a limit that has no timer. */
    expire,
    /** The limit that ended the exchange; null while none did. */
    expired: () => expired,
    /** Clears every timer. */
    end: (): void => {
      clock.stop();
      for (const limit of [...timers.keys()]) clear(limit);
    },
  };
}
