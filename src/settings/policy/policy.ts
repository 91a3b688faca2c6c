import { keyOfRoute } from "../../evidence/app.ts";
import { falseAlarmRate } from "../../evidence/firing.ts";
import type { Limits } from "../../evidence/limits.ts";
import { type Policy, plannedSample, type SamplingNumbers } from "../../evidence/policy.ts";
import { isSampled, PROBE_IDS } from "../../evidence/probes.ts";
import { EPSILON, threshold } from "../../evidence/statistics.ts";
import { TRIGGER_IDS, TRIGGERS, type TriggerId } from "../../evidence/triggers.ts";
import type { Severity } from "../../evidence/vocabulary.ts";
import { formatDuration } from "../../text/duration.ts";
import { percent } from "../../text/share.ts";
import { shown } from "../../text/shown.ts";
import { routesIn } from "../gate-file/app-schema.ts";
import { MOST_SAMPLES } from "../gate-file/schema.ts";
import { parseShare } from "../gate-file/words.ts";
import type { SettingsDocument } from "../inputs/document.ts";
import { type Origin, problemAt, type Rule } from "../origin.ts";
import { TIME_BOUNDS, within } from "./limits.ts";

/** Defaults of decision.md, "Sampling one must-pass live probe". */
const DEFAULT_SAMPLING = { samples: 5, tolerate: 0.05, alpha: 0.05, settleMs: 10_000 } as const;

/** The policy of a run that says nothing about it; also what stands in the evidence of a run whose settings are invalid. */
export function defaultPolicy(): Policy {
  return { ...DEFAULT_SAMPLING, maxFailures: {}, severities: severities({}), latencyObjectiveMs: null };
}

/** Pause in the sandbox: there is no weather on loopback that a longer one could let pass. */
const SANDBOX_SETTLE_MS = 500;

/** Longest pause before the second look, ms: longer than that, the first look speaks of another situation. */
const SETTLE_BOUNDS = { min: 0, max: 5 * 60_000 };

/** Largest sample that `max-failures` may name: the largest one that the sampling plan itself can make. */
const LARGEST_SAMPLE = 2 * MOST_SAMPLES;

/** The policy: sampling, thresholds and severities. A trigger that can never fire is a problem. */
export function* policyOf(document: SettingsDocument, limits: Limits, sandbox: object | null): Rule<Policy> {
  const { sampling: given = {}, triggers = {} } = document.values;
  const sampling = {
    samples: given.samples ?? DEFAULT_SAMPLING.samples,
    tolerate: (yield* shareAt("tolerate", document)) ?? DEFAULT_SAMPLING.tolerate,
    alpha: (yield* shareAt("alpha", document)) ?? DEFAULT_SAMPLING.alpha,
  };
  const blamed = (["tolerate", "alpha"] as const).find((key) => given[key] !== undefined) ?? "samples";
  yield* soundPlanRule(sampling, document.originOf(`sampling.${blamed}`));
  yield* fallbackWarnings(document);
  const settleMs = yield* within(SETTLE_BOUNDS, given.settle, "sampling.settle", document);
  return {
    ...sampling,
    settleMs: settleMs ?? (sandbox === null ? DEFAULT_SAMPLING.settleMs : SANDBOX_SETTLE_MS),
    maxFailures: yield* maxFailuresOf(document),
    severities: severities(triggers),
    latencyObjectiveMs: yield* latencyObjective(document, limits),
  };
}

/** A share; undefined when it was not given, or with a problem. */
function* shareAt(key: "tolerate" | "alpha", { values, originOf }: SettingsDocument): Rule<number | undefined> {
  const share = values.sampling?.[key];
  // More decimal places than a percentage has would make a digest of their own.
  if (share === undefined || parseShare(String(share)) !== null) return share;
  const what = `must be a share below 100%, found ${shown(String(share))}`;
  yield problemAt(originOf(`sampling.${key}`), "invalid-share", what, "Write it as 5% or as 0.05.");
  return undefined;
}

function severities(
  triggers: Readonly<Partial<Record<TriggerId, { readonly severity?: Severity | undefined } | undefined>>>,
): Record<TriggerId, Severity> {
  const pairs = TRIGGER_IDS.map((id) => [id, triggers[id]?.severity ?? TRIGGERS[id].severity]);
  return Object.fromEntries(pairs) as Record<TriggerId, Severity>;
}

function* fallbackWarnings({ values: { triggers, release, probes } }: SettingsDocument): Rule<void> {
  if (
    release?.fallback?.detect !== undefined ||
    routesIn(probes?.app).some(({ expect }) => expect?.fallback !== undefined)
  )
    return;
  for (const id of TRIGGER_IDS)
    if (TRIGGERS[id].needsFallbackDetection && triggers?.[id]?.severity !== undefined)
      yield `triggers.${id} sees nothing: the gate file has no release.fallback.detect.header.`;
}

function* maxFailuresOf({ values, originOf }: SettingsDocument): Rule<Policy["maxFailures"]> {
  const result: Policy["maxFailures"] = {};
  const { app, ...others } = values.probes ?? {};
  const ofApi = PROBE_IDS.filter((id) => isSampled(id))
    .filter((id) => id !== "app")
    .map((id) => ({
      key: id as string,
      limit: others[id]?.["max-failures"],
      origin: originOf(`probes.${id}.max-failures`),
    }));
  const ofRoutes = routesIn(app).map((route, i) => ({
    key: keyOfRoute(route.name ?? null),
    limit: route["max-failures"],
    origin: originOf("probes.app", ...(Array.isArray(app) ? [i] : []), "max-failures"),
  }));
  for (const { key, limit, origin } of [...ofApi, ...ofRoutes]) {
    if (limit === undefined) continue;
    const { failures, of } = limit;
    if (of >= 2 && of <= LARGEST_SAMPLE && failures < of) result[key] = limit;
    else
      yield problemAt(
        origin,
        "unreachable-threshold",
        `can never be exceeded, or names no sample of 2 to ${LARGEST_SAMPLE} attempts`,
        `Write fewer failures than attempts, and 2 to ${LARGEST_SAMPLE} attempts, as in 2 of 10.`,
      );
  }
  return result;
}

function* latencyObjective(document: SettingsDocument, limits: Limits): Rule<number | null> {
  const { severity, "latency-objective": objective } = document.values.triggers?.["slow-rate"] ?? {};
  if (objective === undefined && severity !== undefined)
    yield problemAt(
      document.originOf("triggers.slow-rate.severity"),
      "trigger-never-fires",
      "is set, but without latency-objective slow-rate is never evaluated",
      "Add triggers.slow-rate.latency-objective, for example 3s, or remove the severity.",
    );
  const path = "triggers.slow-rate.latency-objective";
  const ms = yield* within({ ...TIME_BOUNDS, min: 1 }, objective, path, document);
  if (ms === undefined || ms < limits.timeoutMs) return ms ?? null;
  yield problemAt(
    document.originOf(path),
    "trigger-never-fires",
    `is not shorter than the timeout of an attempt (${formatDuration(limits.timeoutMs)}), so nothing could be slower`,
    "Lower the objective, or raise the timeout.",
  );
  return null;
}

/** Numbers from which the threshold of a rate trigger follows (decision.md, "Sampling one must-pass live probe"). */
type Sampling = Omit<SamplingNumbers, "maxFailures">;

/**
 * Reports a sampling plan with which no number of failures could fire a rate trigger, or whose looks together fire by chance
 * more often than alpha allows, with the number to change.
 */
function* soundPlanRule(sampling: Sampling, origin: Origin): Rule<void> {
  const flaw = planFlaw(sampling);
  if (flaw !== null) yield problemAt(origin, flaw.code, flaw.what, flaw.help);
}

/** What is wrong with a plan, as the rest of a sentence; null: nothing. */
export function planFlaw(
  sampling: Sampling,
): { readonly code: string; readonly what: string; readonly help: string } | null {
  const now = `(now: samples ${sampling.samples}, tolerate ${percent(sampling.tolerate)}, alpha ${percent(sampling.alpha)})`;
  if (!fires(sampling)) {
    const attempts = 2 * sampling.samples;
    const what = `makes rate triggers impossible: not even ${attempts} failures of ${attempts} attempts would fire one`;
    return { code: "trigger-never-fires", what, help: `${mend(sampling)} ${now}.` };
  }
  if (!isSound(sampling)) {
    const often = percent(Math.ceil(falseAlarms(sampling) * 1e3) / 1e3);
    const what = `makes false alarms: a probe that fails no more often than tolerated would fire in ${often} of runs`;
    return { code: "too-many-false-alarms", what, help: `${soundSamples(sampling)} ${now}.` };
  }
  return null;
}

/** How often the plan fires where the true failure rate is the tolerated one, all looks together. */
function falseAlarms(sampling: Sampling): number {
  return falseAlarmRate(plannedSample(sampling), sampling.tolerate);
}

function isSound(sampling: Sampling): boolean {
  return fires(sampling) && falseAlarms(sampling) <= sampling.alpha + EPSILON;
}

/** The nearest numbers of samples that keep within alpha. */
function soundSamples(sampling: Sampling): string {
  const sizes = Array.from({ length: MOST_SAMPLES - 1 }, (_, i) => i + 2);
  const sound = (samples: number) => isSound({ ...sampling, samples });
  const fewer = sizes.findLast((samples) => samples < sampling.samples && sound(samples));
  const more = sizes.find((samples) => samples > sampling.samples && sound(samples));
  const found = [fewer, more].filter((samples) => samples !== undefined);
  return found.length === 0 ? "Raise alpha, or lower tolerate" : `Set samples to ${found.join(" or ")}`;
}

function fires({ samples, tolerate, alpha }: Sampling): boolean {
  return alpha > 0 && threshold(2 * samples, tolerate, alpha) <= 2 * samples;
}

function mend(sampling: Sampling): string {
  if (sampling.alpha <= 0) return "Raise alpha above 0";
  // All n attempts fail with probability p0^n; that has to be at most alpha.
  let highest = Math.floor(sampling.alpha ** (1 / (2 * sampling.samples)) * 100);
  while (!isSound({ ...sampling, tolerate: highest / 100 })) highest--;
  for (let samples = sampling.samples + 1; samples <= MOST_SAMPLES; samples++)
    if (isSound({ ...sampling, samples })) return `Raise samples to ${samples}, or lower tolerate to ${highest}%`;
  return `Lower tolerate to ${highest}%`;
}
