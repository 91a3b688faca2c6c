import type { Limits } from "../evidence/limits.ts";
import type { Policy } from "../evidence/policy.ts";
import { isSampled, PROBE_IDS } from "../evidence/probes.ts";
import { TRIGGER_IDS, TRIGGERS, type TriggerId } from "../evidence/triggers.ts";
import type { Severity } from "../evidence/vocabulary.ts";
import { formatDuration } from "../text/duration.ts";
import { type DurationBounds, readDuration } from "./duration.ts";
import { FEWEST_SAMPLES, MOST_SAMPLES } from "./gate-file-schema.ts";
import { TIME_BOUNDS } from "./limits.ts";
import { readShare, readWholeNumber } from "./numbers.ts";
import { pick, type Reading } from "./precedence.ts";
import { MAX_FAILURES_PATTERN } from "./probes-schema.ts";
import { problemAt } from "./problem.ts";
import { checkReachable } from "./reachable.ts";

/** Defaults of decision.md, "Sampling one must-pass live probe". */
export const DEFAULT_SAMPLING = { samples: 5, tolerate: 0.05, alpha: 0.05, settleMs: 10_000 } as const;

/** The policy of a run that says nothing about it; also what stands in the evidence of a run whose settings are invalid. */
export function defaultPolicy(): Policy {
  const severities = Object.fromEntries(TRIGGER_IDS.map((id) => [id, TRIGGERS[id].severity]));
  return {
    ...DEFAULT_SAMPLING,
    maxFailures: {},
    severities: severities as Record<TriggerId, Severity>,
    latencyObjectiveMs: null,
  };
}

/** Pause in the sandbox: there is no weather on loopback that a longer one could let pass. */
const SANDBOX_SETTLE_MS = 500;

/** Longest pause before the second look: longer than that, the first look speaks of another situation. */
const SETTLE_BOUNDS: DurationBounds = { min: 0, max: 5 * 60_000 };

/** Largest sample that `max-failures` may name: the largest one that the sampling plan itself can make. */
const LARGEST_SAMPLE = 2 * MOST_SAMPLES;

/** The policy: sampling, thresholds and severities. A trigger that can never fire is a problem. */
export function readPolicy(limits: Limits, reading: Reading): Policy {
  const { report } = reading;
  const at = (key: string) => pick(reading, { gate: ["sampling", key] });
  const samplesGiven = pick(reading, { input: "samples", gate: ["sampling", "samples"] });
  const range = { min: FEWEST_SAMPLES, max: MOST_SAMPLES };
  const sampling = {
    samples: readWholeNumber(samplesGiven, range, report) ?? DEFAULT_SAMPLING.samples,
    tolerate: readShare(at("tolerate"), report) ?? DEFAULT_SAMPLING.tolerate,
    alpha: readShare(at("alpha"), report) ?? DEFAULT_SAMPLING.alpha,
  };
  checkReachable(sampling, at("tolerate") ?? at("alpha") ?? samplesGiven, report);
  const severities = readSeverities(reading);
  return {
    ...sampling,
    settleMs:
      readDuration(at("settle"), SETTLE_BOUNDS, report) ??
      (reading.source.sandbox === null ? DEFAULT_SAMPLING.settleMs : SANDBOX_SETTLE_MS),
    maxFailures: readMaxFailures(reading),
    severities,
    latencyObjectiveMs: readLatencyObjective(limits, reading),
  };
}

function readSeverities(reading: Reading): Record<TriggerId, Severity> {
  const written = reading.gate?.content.triggers;
  const { release, probes } = reading.gate?.content ?? {};
  const detects = release?.fallback?.detect !== undefined || probes?.app?.expect?.fallback !== undefined;
  const pairs = TRIGGER_IDS.map((id): [TriggerId, Severity] => {
    const severity = written?.[id]?.severity;
    if (severity !== undefined && !detects && TRIGGERS[id].needsFallbackDetection)
      reading.warn(`triggers.${id} sees nothing: the gate file has no release.fallback.detect.header.`);
    return [id, severity ?? TRIGGERS[id].severity];
  });
  return Object.fromEntries(pairs) as Record<TriggerId, Severity>;
}

function readMaxFailures(reading: Reading): Policy["maxFailures"] {
  const { gate } = reading;
  const result: Record<string, { failures: number; of: number }> = {};
  for (const id of PROBE_IDS.filter(isSampled)) {
    const match = MAX_FAILURES_PATTERN.exec(gate?.content.probes?.[id]?.["max-failures"] ?? "");
    if (match === null || gate === null) continue;
    const [failures, of] = [Number(match[1]), Number(match[2])];
    if (of < 2 || of > LARGEST_SAMPLE || failures >= of)
      reading.report(
        problemAt(
          gate.originOf(["probes", id, "max-failures"]),
          "unreachable-threshold",
          `can never be exceeded, or names no sample of 2 to ${LARGEST_SAMPLE} attempts`,
          `Write fewer failures than attempts, and 2 to ${LARGEST_SAMPLE} attempts, as in 2 of 10.`,
        ),
      );
    else result[id] = { failures, of };
  }
  return result;
}

function readLatencyObjective(limits: Limits, reading: Reading): number | null {
  const objective = pick(reading, { gate: ["triggers", "slow-rate", "latency-objective"] });
  const severity = pick(reading, { gate: ["triggers", "slow-rate", "severity"] });
  if (objective === null && severity !== null)
    reading.report(
      problemAt(
        severity.origin,
        "trigger-never-fires",
        "is set, but without latency-objective slow-rate is never evaluated",
        "Add triggers.slow-rate.latency-objective, for example 3s, or remove the severity.",
      ),
    );
  const ms = readDuration(objective, { min: 1, max: TIME_BOUNDS.max }, reading.report);
  if (objective === null || ms === null || ms < limits.timeoutMs) return ms;
  reading.report(
    problemAt(
      objective.origin,
      "trigger-never-fires",
      `is not shorter than the timeout of an attempt (${formatDuration(limits.timeoutMs)}), so nothing could be slower`,
      "Lower the objective, or raise the timeout.",
    ),
  );
  return null;
}
