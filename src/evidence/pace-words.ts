/** A slowed endpoint in words. */
import { formatDuration } from "../text/duration.ts";
import type { SlowLane } from "./slow-lane.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Windows that have a word. */
const WINDOWS = new Map([
  [1_000, "a second"],
  [MINUTE_MS, "a minute"],
  [HOUR_MS, "an hour"],
  [24 * HOUR_MS, "a day"],
]);

/** A wait as a person says it: `350 ms`, `6.7 s`, `20 s`, `7 min`, `9 h`. */
export function waitWords(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 10_000) return `${Math.round(ms / 100) / 10} s`;
  if (ms < 2 * MINUTE_MS) return `${Math.round(ms / 1_000)} s`;
  return ms < 2 * HOUR_MS ? `${Math.ceil(ms / MINUTE_MS)} min` : `${Math.ceil(ms / HOUR_MS)} h`;
}

/** A wait of one probe within a run, ms, and what is left of the run's deadline then. */
export interface Pause {
  readonly ms: number;
  readonly leftMs: number;
  readonly why: keyof typeof WAITS_FOR;
}

/** Why a probe waits. */
const WAITS_FOR = {
  "second-look": "first failure",
  "third-look": "one failure short of too many",
  "retry-after": "the endpoint asked for a wait",
  turn: "its turn at the endpoint's limit has not come",
  job: "the job is not done",
  rollout: "another version answered",
};

/** Shortest wait on a signal of the endpoint that is worth a line, ms: others are over before somebody reads of them. */
const WORTH_A_LINE_MS = 5_000;

/** Why a probe waits, how long, and what is left of the run; null: too short to be told. */
export function pauseWords({ ms, leftMs, why }: Pause): string | null {
  const ofTheSampler = why === "second-look" || why === "third-look";
  return ofTheSampler || ms >= WORTH_A_LINE_MS
    ? `${WAITS_FOR[why]}; waits ${waitWords(ms)} before it is asked on (deadline in ${waitWords(leftMs)})`
    : null;
}

/** What was found of the limit, as a clause: `the endpoint allows 3 requests a minute`. */
export function limitWords({ limit, askedMs, everyMs }: Pick<SlowLane, "limit" | "askedMs" | "everyMs">): string {
  if (limit !== null && limit.windowMs !== null) {
    const count = `${limit.requests} request${limit.requests === 1 ? "" : "s"}`;
    return `the endpoint allows ${count} ${WINDOWS.get(limit.windowMs) ?? `every ${waitWords(limit.windowMs)}`}`;
  }
  if (limit?.requests === 0) return "the endpoint allows no requests";
  if (askedMs !== null) return `the endpoint asked to wait ${waitWords(askedMs)}`;
  return `the endpoint refused ${everyMs === 0 ? "more at once" : "a faster pace"}`;
}

/** How the endpoint was asked, and why: `asked one at a time, every 20 s, because the endpoint allows 3 requests a minute`. */
export function paceWords(lane: Omit<SlowLane, "fits">): string {
  const why = `because ${limitWords(lane)}`;
  const every = lane.everyMs === 0 ? "" : `, every ${waitWords(lane.everyMs)}`;
  if (lane.outcome === "asked") return `asked one at a time${every}, ${why}`;
  if (lane.outcome === "refused")
    return lane.limit?.requests === 0
      ? `not waited for, ${why}`
      : `asked one at a time, with pauses, and refused all the same`;
  const deadline = `the deadline of ${formatDuration(lane.deadlineMs)}`;
  return isLongWait(lane)
    ? `not waited for: the endpoint asked to wait ${waitWords(lane.askedMs ?? 0)}, and ${deadline} comes first`
    : `not asked slower, ${why}: ${lane.requests} requests${every === "" ? "" : `${every.replace("every", "one every")},`} take longer than ${deadline}`;
}

/** What would fit the limit: settings, or what to do where none would. */
export function remedyWords(lane: SlowLane): string {
  if (lane.outcome === "refused")
    return "See the limits of this key in the provider's console: what else uses them up, or whether the quota is gone.";
  if (isLongWait(lane)) return "Run the gate again after that wait.";
  const { samples, deadlineMs } = lane.fits;
  const settings = [
    ...(samples === null ? [] : [`samples: ${samples}`]),
    ...(deadlineMs === null
      ? []
      : [`deadline: ${formatDuration(deadlineMs)}${samples === null ? "" : " for all of the plan"}`]),
  ];
  if (settings.length === 0) return "No samples and no deadline fit; ask for a higher limit.";
  return `Settings that fit: ${settings.join(", or ")}; with concurrency: 1.`;
}

/** A clause as the beginning of a sentence. */
export function capitalised(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}`;
}

/** A single wait is longer than the run. */
function isLongWait({ askedMs, deadlineMs }: Pick<SlowLane, "askedMs" | "deadlineMs">): boolean {
  return askedMs !== null && askedMs >= deadlineMs;
}
