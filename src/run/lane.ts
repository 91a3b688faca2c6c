import type { SlowLane } from "../evidence/slow-lane.ts";
import type { RateLimit } from "../http/rate-limit.ts";
import { AT_WILL, afterAnswer, afterRefusal, settled } from "./pace.ts";

/** Everything that is asked of one host, whose limits all its probes share. */
export interface Lane {
  /** Adds requests to the plan: how many are to come decides whether a slower pace fits the deadline. */
  readonly plan: (requests: number) => void;
  /**
   * Sends a request, and after a 429 each in its turn.
   * @param limitOf the limit that refused it; null: none did
   * @param again it was refused before; then it is only sent where a wait may help
   * @returns null where it was not sent, because the run was stopped or no wait would help
   */
  readonly inTurn: <T>(
    label: string,
    send: () => Promise<T>,
    limitOf: (result: T) => RateLimit | null,
    again: boolean,
  ) => Promise<T | null>;
  /** What was found; null: it never refused anything. */
  readonly found: () => Omit<SlowLane, "fits"> | null;
}

/** What a lane needs of its session. */
interface LaneWorld {
  readonly deadlineMs: number;
  /** As `performance.now()` counts, ms. */
  readonly deadlineAt: number;
  /** Runs a request when a place is free; null when the run was stopped. */
  readonly place: <T>(request: () => Promise<T>) => Promise<T | null>;
  readonly pause: (label: string, ms: number, why: "turn") => Promise<void>;
  /** Told when the pace may have changed. */
  readonly announce: (label: string) => void;
}

/** A request that was to be sent side by side with others, and the host was slowed while it waited for its place. */
const LATE = Symbol("late");

/** Opens the lane of a host. */
export function openLane({ deadlineMs, deadlineAt, place, pause, announce }: LaneWorld): Lane {
  let pace = AT_WILL;
  let planned = 0;
  let answered = 0;
  const refused = new Set<string>();
  const inFlight = new Set<Promise<unknown>>();
  let queue: Promise<unknown> = Promise.resolve();

  const now = <T>(label: string, send: () => Promise<T>, limitOf: (result: T) => RateLimit | null, inTurn: boolean) =>
    place(async () => {
      if (!inTurn && pace.outcome !== null) return LATE;
      const sentAt = performance.now();
      const heard = send().then((result) => {
        const limit = limitOf(result);
        if (limit === null) {
          answered++;
          pace = afterAnswer(pace, sentAt, inTurn);
        } else {
          refused.add(label);
          pace = afterRefusal(pace, limit, performance.now(), inTurn);
        }
        return result;
      });
      inFlight.add(heard);
      return heard.finally(() => inFlight.delete(heard));
    });

  const whenDue: Lane["inTurn"] = async (label, send, limitOf, again) => {
    await Promise.allSettled(inFlight);
    pace = settled(pace, planned - answered, deadlineAt);
    announce(label);
    if (pace.outcome === "asked") await pause(label, Math.max(0, pace.notBefore - performance.now()), "turn");
    else if (again) return null;
    const result = await now(label, send, limitOf, true);
    return result === LATE ? null : result;
  };

  return {
    plan: (requests) => {
      planned += requests;
    },
    inTurn: async (label, send, limitOf, again) => {
      if (pace.outcome === null) {
        const result = await now(label, send, limitOf, false);
        if (result !== LATE) return result;
      }
      const turn = queue.then(() => whenDue(label, send, limitOf, again));
      queue = turn.catch(() => undefined);
      return turn;
    },
    found: () => {
      const { outcome, everyMs, askedMs, limit } = pace;
      if (outcome === null) return null;
      const allowed = limit === null ? null : { requests: limit.requests, windowMs: limit.windowMs };
      const facts = { outcome, everyMs: Math.round(everyMs), askedMs, limit: allowed };
      return { probes: [...refused], ...facts, requests: planned, deadlineMs };
    },
  };
}
