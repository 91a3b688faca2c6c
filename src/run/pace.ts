/** How fast one host is asked: side by side until a 429, from then on one request at a time, no faster than its limit. */
import type { SlowLane } from "../evidence/slow-lane.ts";
import type { RateLimit } from "../http/rate-limit.ts";

/** First pause after a 429 that states none, ms; it doubles, as the pauses of SDK clients do (contracts.md, 2.5). */
const FIRST_PAUSE_MS = 1_000;

/** How a stated wait that is shorter grows when it did not help, until it meets the pauses above: it was no wait for this limit. */
const SHORT_WAIT_GROWTH = 3;

/** Refusals in a row, each after its pause, that end the patience: doubling from a second, they span a minute's limit. */
const MOST_REFUSALS = 6;

/** Fewer are enough once so much was waited, ms: limits that a run can live with last a minute. */
const ENOUGH = { refusals: 3, waitedMs: 60_000 };

/** Share that is added to a pause: clocks and networks are not exact, and a refusal costs another pause. */
const MARGIN = 1.03;

/** What is known of a host's limit, and what follows from it. Times are ms as `performance.now()` counts. */
export interface Pace extends Pick<SlowLane, "everyMs" | "askedMs" | "limit"> {
  /** Null: it never refused anything. */
  readonly outcome: SlowLane["outcome"] | null;
  /** Until when nothing is sent. */
  readonly notBefore: number;
  /** A refusal came that `everyMs` does not take into account yet. */
  readonly unsettled: boolean;
  /** What was let through since the first request after the last pause: when that was sent, and how many. */
  readonly allowed: { readonly since: number; readonly through: number } | null;
  /** Nothing was let through since the last pause. */
  readonly paused: boolean;
  /** Requests in a row that were refused after their pause, and how long those pauses were together, ms. */
  readonly refusals: number;
  readonly waitedMs: number;
  /** The pause that the last refusal led to, ms. */
  readonly pauseMs: number;
}

/** The pace of a host that has refused nothing yet. */
// biome-ignore format: a row
export const AT_WILL: Pace = {
  outcome: null, everyMs: 0, askedMs: null, limit: null, notBefore: 0, unsettled: false, allowed: null, paused: false, refusals: 0,
  waitedMs: 0, pauseMs: 0,
};

/**
 * After a 429.
 * @param inTurn the request was alone and had waited; a burst that is refused says nothing of patience
 */
export function afterRefusal(pace: Pace, found: RateLimit, at: number, inTurn: boolean): Pace {
  const refusals = pace.refusals + (inTurn ? 1 : 0);
  const waitMs = found.waitMs ?? FIRST_PAUSE_MS;
  const pauseMs = Math.max(waitMs, Math.min(FIRST_PAUSE_MS * 2 ** refusals, waitMs * SHORT_WAIT_GROWTH ** refusals));
  return {
    ...pace,
    outcome: pace.outcome ?? "asked",
    askedMs: found.waitMs === null ? pace.askedMs : Math.max(pace.askedMs ?? 0, found.waitMs),
    limit: found.limit === null || found.limit.left ? pace.limit : found.limit,
    notBefore: Math.max(pace.notBefore, at + pauseMs * MARGIN),
    unsettled: true,
    paused: true,
    refusals,
    waitedMs: pace.waitedMs + (inTurn ? pace.pauseMs : 0),
    pauseMs,
  };
}

/** After any other answer to a request of this time. */
export function afterAnswer(pace: Pace, sentAt: number, inTurn: boolean): Pace {
  const resumed = inTurn && pace.paused;
  return {
    ...pace,
    allowed:
      resumed || pace.allowed === null
        ? { since: sentAt, through: 1 }
        : { ...pace.allowed, through: pace.allowed.through + 1 },
    paused: pace.paused && !inTurn,
    refusals: 0,
    waitedMs: 0,
    notBefore: inTurn ? Math.max(pace.notBefore, sentAt + pace.everyMs * MARGIN) : pace.notBefore,
  };
}

/** The pace before the next request, when none is in flight: what is left of the plan fits the deadline, or nothing is waited for. */
export function settled(pace: Pace, left: number, deadlineAt: number): Pace {
  if (pace.outcome !== "asked") return pace;
  const everyMs = pace.unsettled ? Math.max(pace.everyMs, paceOf(pace)) : pace.everyMs;
  const tired = pace.refusals >= ENOUGH.refusals && pace.waitedMs >= ENOUGH.waitedMs;
  const hopeless = pace.limit?.requests === 0 || pace.refusals >= MOST_REFUSALS || tired;
  const late = pace.notBefore + (pace.unsettled ? Math.max(0, left - 1) * everyMs : 0) > deadlineAt;
  // Where no wait was asked for and no pace is known, it is the pauses that have come to the end of the run.
  const refused = hopeless || (late && everyMs === 0 && pace.askedMs === null);
  return { ...pace, everyMs, unsettled: false, outcome: refused ? "refused" : late ? "over-deadline" : "asked" };
}

/** Ms per request: as stated; where that was too fast, or nothing is stated, as many as were let through. */
function paceOf({ everyMs, limit, askedMs, refusals, allowed, notBefore, pauseMs }: Pace): number {
  if (everyMs === 0 && limit?.windowMs && limit.requests > 0) return limit.windowMs / limit.requests;
  // Without a word about a wait the first refusal may be about what is in flight at once, and not about time.
  if (allowed === null || (askedMs === null && refusals === 0)) return everyMs;
  const measured = (notBefore - allowed.since) / allowed.through;
  // A burst may have taken its time; one request after each wait is what was asked for.
  return refusals === 0 ? Math.min(measured, pauseMs) : measured;
}
