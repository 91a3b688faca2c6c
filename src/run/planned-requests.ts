import { samplingPlan } from "../decision/sampling.ts";
import type { ProbeRun } from "../evidence/evidence.ts";
import { MINIMUM_SUCCESSES, type Policy } from "../evidence/policy.ts";
import { PROBES } from "../evidence/probes.ts";
import type { SlowLane } from "../evidence/slow-lane.ts";
import { TIME_BOUNDS } from "../settings/policy/limits.ts";

/** Requests of probes whose every attempt passes. */
export function requestsOf(probes: readonly Pick<ProbeRun, "key" | "id" | "polarity">[], policy: Policy): number {
  return probes.reduce((sum, probe) => sum + samplingPlan(probe, policy).first * PROBES[probe.id].requests, 0);
}

/** A deadline is a round number, ms. */
const STEP_MS = 60_000;

/** Room beside the pace: answers take their time, and a refusal costs a wait. */
const ROOM = 1.1;

/**
 * The settings with which probes of one host keep to the pace that was found: the deadline for this plan, ms, and the most
 * samples within this deadline; null where there is none.
 */
export function settingsThatFit(
  { askedMs, everyMs, deadlineMs }: Omit<SlowLane, "fits">,
  probes: readonly Pick<ProbeRun, "key" | "id" | "polarity">[],
  policy: Policy,
): SlowLane["fits"] {
  const neededMs = (samples: number) =>
    (everyMs === 0 ? (askedMs ?? 0) : requestsOf(probes, { ...policy, samples }) * everyMs) * ROOM;
  const longer = Math.ceil(neededMs(policy.samples) / STEP_MS) * STEP_MS;
  const fewer = Array.from({ length: policy.samples }, (_, i) => policy.samples - i - 1);
  return {
    deadlineMs: longer <= TIME_BOUNDS.max ? longer : null,
    samples: fewer.find((samples) => samples >= MINIMUM_SUCCESSES && neededMs(samples) <= deadlineMs) ?? null,
  };
}
