import { setTimeout as delay } from "node:timers/promises";
import type { Step } from "../decision/sampling.ts";
import type { Arrival } from "../evidence/arrival.ts";
import type { Attempt, ErrorReason, Timing, Where } from "../evidence/attempt.ts";
import type { Stop } from "../evidence/evidence.ts";
import type { Limits } from "../evidence/limits.ts";
import type { MetricRun } from "../evidence/metrics.ts";
import { type Pause, paceWords } from "../evidence/pace-words.ts";
import type { Redactor } from "../evidence/redaction.ts";
import type { SlowLane } from "../evidence/slow-lane.ts";
import { type Lane, openLane } from "./lane.ts";

/** Something that happened, for whoever shows progress. */
export type ProgressEvent =
  /** The release has not arrived yet; `last` is what the service answered. */
  | {
      readonly kind: "waiting";
      readonly key: "ready";
      readonly waitedMs: number;
      readonly withinMs: number;
      readonly where: Where;
      readonly last: NonNullable<Arrival["last"]>;
    }
  | { readonly kind: "attempt"; readonly key: string; readonly where: Where; readonly attempt: Attempt }
  /** A metric was asked once more; `run` is what it came to until now. */
  | {
      readonly kind: "sampled";
      readonly key: string;
      readonly run: Omit<MetricRun, "ended">;
      /** From one sample to the next, ms. */
      readonly everyMs: number;
    }
  | { readonly kind: "asking"; readonly key: string }
  /** A request goes out: whatever takes time can be done now, while its answer is waited for. */
  | { readonly kind: "sent"; readonly key: string }
  /** What the sampler does next. */
  | { readonly kind: "decided"; readonly key: string; readonly step: Step }
  /** One request: how it ended, its times, and the names of its headers; null: no answer. */
  | {
      readonly kind: "exchanged";
      readonly key: string;
      readonly status: number | null;
      readonly timing: Timing;
      readonly sent: readonly string[];
      readonly received: readonly string[];
    }
  /** A probe pauses; both times in ms. */
  | ({ readonly kind: "pausing"; readonly key: string } & Pause)
  /** The endpoint answered 429: how it is asked from now on. */
  | { readonly kind: "slowed"; readonly key: string; readonly lane: Omit<SlowLane, "fits"> }
  | { readonly kind: "finished"; readonly key: string };

/** What all probes of a run share: the budget, the places in flight, and the switch that stops everything. */
export type Session = Omit<ReturnType<typeof openSession>, "close">;

/**
 * Opens a session. The deadline starts now.
 *
 * @param cancelled aborted when the job is cancelled (SIGINT, SIGTERM)
 */
export function openSession(
  limits: Limits,
  redactor: Redactor,
  cancelled: AbortSignal,
  progress: (event: ProgressEvent) => void,
) {
  const controller = new AbortController();
  const stops: Stop[] = [];
  /** What ended the attempts under way; a spent budget ends none of them. */
  let endedBy: Stop | null = null;
  /** Stops the run; the first reason is kept for the attempts that were under way, all are kept for the evidence. */
  const stop = (reason: Stop): void => {
    if (!stops.includes(reason)) stops.push(reason);
    endedBy ??= reason;
    controller.abort(reason);
  };
  const deadline = setTimeout(() => stop("deadline"), limits.deadlineMs);
  const onCancel = () => stop("cancelled");
  if (cancelled.aborted) onCancel();
  else cancelled.addEventListener("abort", onCancel, { once: true });

  let requests = 0;
  let places = limits.concurrency;
  let taken = 0;
  const queue: (() => void)[] = [];
  const admit = () => {
    while (queue.length > 0 && (taken < places || controller.signal.aborted)) {
      // The place is taken here: whoever waited for it runs a moment later, when others could have come in between.
      taken++;
      queue.shift()?.();
    }
  };
  controller.signal.addEventListener("abort", admit, { once: true });

  /** Runs a request when a place is free; null when the run was stopped while it waited. */
  const inFlight = async <T>(request: () => Promise<T>): Promise<T | null> => {
    if (taken >= places && !controller.signal.aborted) await new Promise<void>((resolve) => queue.push(resolve));
    else taken++;
    try {
      return controller.signal.aborted ? null : await request();
    } finally {
      taken--;
      admit();
    }
  };
  const deadlineAt = performance.now() + limits.deadlineMs;
  /** Lets a probe wait, ms, and says so; returns early when the run is stopped. */
  const pause = (key: string, ms: number, why: Pause["why"]): Promise<void> => {
    if (ms > 0) progress({ kind: "pausing", key, ms, why, leftMs: Math.max(0, deadlineAt - performance.now()) });
    return delay(ms, undefined, { signal: controller.signal }).catch(() => undefined);
  };

  const lanes = new Map<string, Lane>();
  const laneOf = (origin: string): Lane => {
    let said = "";
    const announce = (key: string) => {
      const found = lane.found();
      if (found === null || paceWords(found) === said) return;
      said = paceWords(found);
      progress({ kind: "slowed", key, lane: found });
    };
    const lane = openLane({ deadlineMs: limits.deadlineMs, deadlineAt, place: inFlight, pause, announce });
    lanes.set(origin, lane);
    return lane;
  };

  return {
    limits,
    redactor,
    /** Aborted as soon as the run must not send anything any more. */
    signal: controller.signal,
    stop,
    stops: (): readonly Stop[] => stops,
    /** Why an attempt that was under way or not yet sent has no outcome. */
    errorReason: (): ErrorReason => (endedBy === null || endedBy === "sensitive-exposure" ? "stopped" : endedBy),
    /** Takes one request from the budget; false when there is none left. */
    spend: (): boolean => {
      if (requests < limits.maxRequests) {
        requests++;
        return true;
      }
      // Requests already in flight are still read; only new ones are refused.
      if (!stops.includes("max-requests")) stops.push("max-requests");
      return false;
    },
    requests: () => requests,
    inFlight,
    /** The lane of a host; nothing is known of its limits before it answers 429. */
    lane: (origin: string) => lanes.get(origin) ?? laneOf(origin),
    lanes: (): ReadonlyMap<string, Lane> => lanes,
    /** A 429 halves the places for the rest of the run (product.md, `concurrency`). */
    slowDown: () => {
      places = Math.max(1, Math.floor(places / 2));
    },
    pause,
    progress,
    close: () => {
      clearTimeout(deadline);
      cancelled.removeEventListener("abort", onCancel);
    },
  };
}
