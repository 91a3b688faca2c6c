import type { Arrival, Recheck } from "../evidence/arrival.ts";
import { digestOf } from "../evidence/digest.ts";
import type { DocsPage } from "../evidence/docs.ts";
import type { Check, ObservedRun } from "../evidence/evidence.ts";
import type { Leg } from "../evidence/leg.ts";
import type { Metrics } from "../evidence/metrics.ts";
import { createRedactor, type Redactor } from "../evidence/redaction.ts";
import type { Results } from "../evidence/results.ts";
import { type RunIdentity, traceIdOf } from "../evidence/run-identity.ts";
import { EVIDENCE_VERSION } from "../evidence/vocabulary.ts";
import type { KnownGoodState, Rehearsal } from "../evidence/way-back.ts";
import { defaultPolicy } from "../settings/policy/policy.ts";
import type { Labels } from "../settings/release/labels.ts";
import type { Settings } from "../settings/settings.ts";
import { oneLine } from "../text/one-line.ts";
import { present } from "../text/present.ts";
import type { Problem } from "../text/problem.ts";
import { GATE_VERSION, UNDICI_VERSION } from "../version.ts";
import { type Cleaner, describeRelease, templatesOf } from "./describe-release.ts";
import { NOTHING_OBSERVED, type Observations } from "./observe.ts";
import { checksOf, settingsCheck } from "./settings-checks.ts";

/** Facts of the machine that the gate runs on. */
export interface Runner {
  /** Node's version, for example `v24.1.0`. */
  readonly node: string;
  /** Operating system and architecture, for example `linux-x64`. */
  readonly platform: string;
}

/** A run with its id, and when it began and ended; absent: now. */
interface Times extends RunIdentity {
  readonly endedAt?: Date;
}

/** Settings, or what is wrong with them. */
export type SettingsResult =
  | { readonly kind: "valid"; readonly settings: Settings }
  /** What could be read all the same: whose run it is, and what must not be written. Nothing of it is used to ask. */
  | { readonly kind: "invalid"; readonly settings: Settings; readonly problems: readonly Problem[] };

/** What a mode brought back; whatever it leaves out was not looked at. */
export interface ModeResult {
  readonly observations?: Observations;
  readonly knownGood?: KnownGoodState;
  readonly rehearsal?: Rehearsal;
  readonly arrival?: Arrival | undefined;
  readonly recheck?: Recheck | undefined;
  readonly checks?: readonly Check[];
  readonly docs?: readonly DocsPage[];
  readonly metrics?: Metrics | undefined;
  readonly results?: Results | undefined;
  readonly legs?: readonly Leg[];
  readonly recorded?: ObservedRun["recorded"];
}

const EMPTY_RESULT = {
  observations: NOTHING_OBSERVED,
  knownGood: { kind: "not-required" },
  rehearsal: { kind: "off" },
  checks: [],
} as const;

function cleanerOf(redactor: Redactor): Cleaner {
  return (value) => (value === null || value === undefined ? null : oneLine(redactor.redact(value)));
}

/** A person's word as the evidence keeps it; nothing where there is none. */
export function describeOverride({
  override,
  secrets,
}: Pick<Settings, "override" | "secrets">): Pick<ObservedRun["run"], "override"> {
  if (override === undefined) return {};
  const text = cleanerOf(createRedactor(secrets));
  return { override: { reason: text(override.reason) ?? "", actor: text(override.actor) } };
}

/** Which leg of how many, and of which job. */
function describeLeg(
  { leg, legCount, job, jobId }: Labels,
  text: Cleaner,
): Pick<ObservedRun["run"], "leg" | "legValues" | "legCount" | "job" | "jobId"> {
  const clean = (value: string) => text(value) ?? "";
  const values = Object.entries(leg?.values ?? {}).map(([key, value]) => [clean(key), clean(value)] as const);
  const legValues = values.length === 0 ? null : Object.fromEntries(values);
  return { leg: text(leg?.label ?? null), ...present({ legValues, legCount, job: job && clean(job), jobId }) };
}

/** Puts the run into the evidence format: the input of `decide()`, sanitised by construction. */
export function describeRun(result: SettingsResult, seen: ModeResult, runner: Runner, times: Times): ObservedRun {
  const { observations, knownGood, rehearsal, checks } = { ...EMPTY_RESULT, ...seen };
  const settings = result.kind === "valid" ? result.settings : null;
  const policy = settings?.policy ?? defaultPolicy();
  const { labels, secrets, live, sandbox, gateFile } = result.settings;
  const redactor = createRedactor(secrets);
  const text = cleanerOf(redactor);
  const release = describeRelease(settings, templatesOf(settings, knownGood), text);
  return {
    schema: "cometapi-release-gate/evidence",
    version: EVIDENCE_VERSION,
    run: {
      id: times.id,
      traceId: traceIdOf(times, labels),
      mode: settings?.mode ?? "gate",
      kind: labels.environment ? "release" : "check",
      name: text(labels.name) ?? "unnamed",
      environment: text(labels.environment),
      ...describeLeg(labels, text),
      live,
      sandbox,
      gateFile: text("path" in gateFile ? gateFile.path : gateFile.none) ?? "",
      migration: settings?.migration ?? false,
      startedAt: times.startedAt.toISOString(),
      endedAt: (times.endedAt ?? new Date()).toISOString(),
      changeId: text(labels.changeId),
      reviewer: text(labels.reviewer),
      commit: text(labels.commit),
      repository: text(labels.repository),
      workflowRun: text(labels.workflowRun),
      runNumber: labels.runNumber,
      runAttempt: labels.runAttempt,
      ...describeOverride(result.settings),
    },
    runner: {
      gate: GATE_VERSION,
      node: runner.node,
      undici: UNDICI_VERSION,
      platform: runner.platform,
      proxy: settings !== null && (settings.network.httpProxy !== "" || settings.network.httpsProxy !== ""),
      extraCa: settings?.network.extraCa ?? false,
      region: text(labels.region),
    },
    release,
    policy,
    policyDigest: digestOf(policy),
    knownGood,
    rehearsal,
    ...present({ arrival: seen.arrival, recheck: seen.recheck }),
    stops: [...observations.stops],
    ...(observations.slowLanes.length === 0 ? {} : { slowLanes: [...observations.slowLanes] }),
    probes: [...observations.probes],
    checks: [
      ...(result.kind === "valid"
        ? checksOf(result.settings, { release, knownGood, checks }, redactor)
        : [settingsCheck(result.problems)]),
      ...checks,
    ],
    docs: [...(seen.docs ?? [])],
    ...present({ results: seen.results, metrics: seen.metrics }),
    waived: settings?.mustFail.waived.map((waiver) => ({ case: waiver.case, why: text(waiver.why) ?? "" })) ?? [],
    legs: [...(seen.legs ?? [])],
    recorded: seen.recorded ?? null,
    requests: observations.requests,
  };
}
