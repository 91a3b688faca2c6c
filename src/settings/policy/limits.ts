import type { Limits } from "../../evidence/limits.ts";
import { formatDuration } from "../../text/duration.ts";
import type { SettingsDocument } from "../inputs/document.ts";
import type { SettingPath } from "../inputs/values.ts";
import { type Origin, problemAt, type Rule } from "../origin.ts";

/** Defaults of product.md, "Inputs": `timeout`, `deadline`, `max-requests`, `concurrency`. */
export const DEFAULT_LIMITS: Limits = {
  timeoutMs: 60_000,
  connectMs: 10_000,
  firstByteMs: 30_000,
  idleMs: 20_000,
  deadlineMs: 300_000,
  maxRequests: 200,
  concurrency: 8,
};

/**
 * Bounds of every time limit, ms. Under 50 ms not even a nearby endpoint answers; a job on GitHub's own runners ends
 * after 6 hours, which is also far below the 24.8 days after which a timer of Node fires at once.
 */
export const TIME_BOUNDS = { min: 50, max: 6 * 3_600_000 };

/**
 * Limits of the run. What was written must not contradict; a default gives way, so `deadline: 30s` alone works.
 * @param sampling how long metrics are sampled, ms: the deadline's default makes room for it; null: not at all
 */
export function* limitsOf(
  document: SettingsDocument,
  sampling: { readonly usual: number; readonly longest: number } | null = null,
): Rule<Limits> {
  const { timeouts, limits } = document.values;
  const usual = DEFAULT_LIMITS;
  const stated = yield* within(TIME_BOUNDS, limits?.deadline, "limits.deadline", document);
  const deadlineMs = stated ?? Math.max(usual.deadlineMs, sampling?.longest ?? 0);
  if (stated !== undefined && sampling !== null && stated < sampling.usual)
    yield problemAt(
      document.originOf("limits.deadline"),
      "deadline-too-short",
      `is ${formatDuration(stated)}, and probes.metrics takes ${formatDuration(sampling.usual)}: delay, for, and the last question`,
      `Raise it to at least ${formatDuration(sampling.usual)}, or shorten probes.metrics.for or delay.`,
    );
  const run = { ms: deadlineMs, name: "the deadline of the whole run" };
  const timeoutMs = yield* inside(run, timeouts?.attempt, "timeouts.attempt", usual.timeoutMs, document);
  const attempt = { ms: timeoutMs, name: "the timeout of the whole attempt" };
  const firstByte = timeouts?.["first-byte"];
  return {
    deadlineMs,
    timeoutMs,
    connectMs: yield* inside(attempt, timeouts?.connect, "timeouts.connect", usual.connectMs, document),
    firstByteMs: yield* inside(attempt, firstByte, "timeouts.first-byte", usual.firstByteMs, document),
    idleMs: yield* inside(attempt, timeouts?.idle, "timeouts.idle", usual.idleMs, document),
    maxRequests: limits?.["max-requests"] ?? usual.maxRequests,
    concurrency: limits?.concurrency ?? usual.concurrency,
  };
}

/** Limits that lie inside another one. */
const INSIDE = {
  "timeouts.attempt": { member: "timeoutMs", outer: "limits.deadline" },
  "timeouts.connect": { member: "connectMs", outer: "timeouts.attempt" },
  "timeouts.first-byte": { member: "firstByteMs", outer: "timeouts.attempt" },
  "timeouts.idle": { member: "idleMs", outer: "timeouts.attempt" },
} as const satisfies Partial<Record<SettingPath, { member: keyof Limits; outer: SettingPath }>>;

/**
 * The setting that a limit gave way to; null: it is what it would be anyway.
 * @param own what it would be, ms; absent: as built in
 */
export function cappedBy(path: SettingPath, limits: Limits, own?: number): SettingPath | null {
  const { member, outer } = Object.entries(INSIDE).find(([inner]) => inner === path)?.[1] ?? {};
  if (member === undefined || outer === undefined) return null;
  return limits[member] < (own ?? DEFAULT_LIMITS[member]) ? outer : null;
}

/** A duration within bounds, ms; undefined when it was not given, or with a problem. */
export function* within<Path extends string>(
  { min, max }: typeof TIME_BOUNDS,
  ms: number | undefined,
  path: Path,
  { originOf }: { readonly originOf: (path: Path) => Origin },
): Rule<number | undefined> {
  if (ms === undefined || (ms >= min && ms <= max)) return ms;
  const range = `from ${formatDuration(min)} to ${formatDuration(max)}`;
  yield problemAt(originOf(path), "out-of-range", `must be ${range}`, `Choose a duration ${range}.`);
  return undefined;
}

/** A limit inside another one, ms. */
function* inside(
  outer: { readonly ms: number; readonly name: string },
  given: number | undefined,
  path: SettingPath,
  usual: number,
  document: SettingsDocument,
): Rule<number> {
  const ms = yield* within(TIME_BOUNDS, given, path, document);
  if (ms === undefined) return Math.min(usual, outer.ms);
  const origin = document.originOf(path);
  // What nobody wrote gives way.
  if (origin.kind === "sandbox") return Math.min(ms, outer.ms);
  const limit = formatDuration(outer.ms);
  if (ms > outer.ms)
    yield problemAt(
      origin,
      "limit-never-reached",
      `is longer than ${outer.name} (${limit}), so it could never be reached`,
      `Shorten it to at most ${limit}, or raise the other.`,
    );
  return ms;
}
