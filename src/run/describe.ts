import { randomBytes } from "node:crypto";
import { type Configuration, releaseDigest } from "../evidence/configuration.ts";
import { digestOf } from "../evidence/digest.ts";
import {
  type Check,
  EVIDENCE_VERSION,
  type Finding,
  type KnownGoodState,
  type Leg,
  type ObservedRun,
  type Rehearsal,
} from "../evidence/evidence.ts";
import { createRedactor, type Redactor } from "../evidence/redaction.ts";
import { defaultPolicy } from "../settings/policy.ts";
import type { Settings, SettingsProblem } from "../settings/settings.ts";
import { GATE_VERSION, UNDICI_VERSION } from "../version.ts";
import { NOTHING_OBSERVED, type Observations } from "./observe.ts";
import { readinessCheck } from "./readiness.ts";

/** Facts of the machine that the gate runs on. */
export interface Runner {
  /** Node's version, for example `v24.1.0`. */
  readonly node: string;
  /** Operating system and architecture, for example `linux-x64`. */
  readonly platform: string;
}

/** When a run began and ended. */
export interface Times {
  readonly startedAt: Date;
  readonly endedAt: Date;
}

/** Settings, or what is wrong with them. */
export type SettingsResult =
  | { readonly kind: "valid"; readonly settings: Settings }
  | { readonly kind: "invalid"; readonly problems: readonly SettingsProblem[] };

/** What a mode brought back; whatever it leaves out was not looked at. */
export interface Seen {
  readonly observations?: Observations;
  readonly knownGood?: KnownGoodState;
  readonly rehearsal?: Rehearsal;
  readonly checks?: readonly Check[];
  readonly legs?: readonly Leg[];
  readonly recorded?: ObservedRun["recorded"];
}

const NOTHING_SEEN = {
  observations: NOTHING_OBSERVED,
  knownGood: { kind: "not-required" },
  rehearsal: { kind: "off" },
} as const;

/** Makes a label fit to be written: secrets replaced, one line, bounded. */
type Cleaner = (value: string | null | undefined) => string | null;

/** Puts the run into the evidence format: the input of `decide()`, sanitised by construction. */
export function describeRun(result: SettingsResult, seen: Seen, runner: Runner, times: Times): ObservedRun {
  const { observations, knownGood, rehearsal } = { ...NOTHING_SEEN, ...seen };
  const settings = result.kind === "valid" ? result.settings : null;
  const policy = settings?.policy ?? defaultPolicy();
  const redactor = createRedactor(settings?.secrets ?? []);
  const labels = settings?.labels ?? null;
  const text: Cleaner = (value) => (value === null || value === undefined ? null : printable(redactor.redact(value)));
  return {
    schema: "cometapi-release-gate/evidence",
    version: EVIDENCE_VERSION,
    run: {
      id: runId(times.startedAt),
      mode: settings?.mode ?? "gate",
      kind: labels?.environment ? "release" : "check",
      name: text(labels?.name) ?? "unnamed",
      environment: text(labels?.environment),
      leg: text(labels?.leg),
      live: settings?.live ?? false,
      sandbox: settings?.sandbox ?? false,
      startedAt: times.startedAt.toISOString(),
      endedAt: times.endedAt.toISOString(),
      changeId: text(labels?.changeId),
      reviewer: text(labels?.reviewer),
      commit: text(labels?.commit),
      repository: text(labels?.repository),
      workflowRun: text(labels?.workflowRun),
      runNumber: labels?.runNumber ?? null,
      runAttempt: labels?.runAttempt ?? null,
    },
    runner: {
      gate: GATE_VERSION,
      node: runner.node,
      undici: UNDICI_VERSION,
      platform: runner.platform,
      proxy: settings !== null && (settings.network.httpProxy !== "" || settings.network.httpsProxy !== ""),
      extraCa: settings?.network.extraCa ?? false,
      region: text(labels?.region),
    },
    release: describeRelease(settings, text),
    policy,
    policyDigest: digestOf(policy),
    knownGood,
    rehearsal,
    stops: [...observations.stops],
    probes: [...observations.probes],
    checks: [
      ...(result.kind === "valid" ? checksOf(result.settings, redactor) : [settingsCheck(result.problems)]),
      ...(seen.checks ?? []),
    ],
    waived: settings?.mustFail.waived.map((waiver) => ({ case: waiver.case, why: text(waiver.why) ?? "" })) ?? [],
    legs: [...(seen.legs ?? [])],
    recorded: seen.recorded ?? null,
    requests: observations.requests,
  };
}

function checksOf(settings: Settings, redactor: Redactor): Check[] {
  return [readinessCheck(settings.readiness), secretInLabels(settings, redactor)].filter((check) => check !== null);
}

function describeRelease(settings: Settings | null, text: Cleaner): ObservedRun["release"] {
  if (settings === null) {
    return {
      digest: null,
      configuration: null,
      deploymentVersion: null,
      secretVersion: null,
      apiKeyRef: null,
      flagRollbackValue: null,
    };
  }
  const { release, labels } = settings;
  const configuration = configurationOf(settings, text);
  return {
    digest: releaseDigest(configuration),
    configuration,
    deploymentVersion: text(labels.deploymentVersion),
    secretVersion: text(release.secretVersion),
    apiKeyRef: text(release.apiKeyRef),
    flagRollbackValue: text(release.featureFlag?.rollbackValue),
  };
}

/** The configuration under release: no secret, and no label of this run (decision.md, "Known-good records"). */
function configurationOf({ release, families }: Settings, text: Cleaner): Configuration {
  const { auth, featureFlag, traffic } = release;
  const clean = (value: string) => text(value) ?? "";
  return {
    baseUrl: clean(release.baseUrl),
    model: clean(release.model),
    families: [...families],
    templates: [],
    timeoutMs: release.timeoutMs,
    retry: release.retry === null ? null : { maxAttempts: release.retry.maxAttempts, on: [...release.retry.on] },
    fallback: { enabled: release.fallbackEnabled, header: text(release.fallbackHeader) },
    headerNames: release.headers.map((header) => clean(header.name.toLowerCase())).sort(),
    auth: auth === "none" ? "none" : { header: clean(auth.header), scheme: clean(auth.scheme) },
    env: release.env.map(clean).sort(),
    featureFlag: featureFlag === null ? null : { name: clean(featureFlag.name), value: clean(featureFlag.value) },
    traffic: traffic === null ? null : { control: clean(traffic.control), weight: traffic.weight },
    deploymentVersion: text(release.deploymentVersion),
    configVersion: text(release.configVersion),
  };
}

/** `<UTC timestamp>-<8 hex>`: sorts by time and never collides between legs. */
function runId(startedAt: Date): string {
  const timestamp = startedAt
    .toISOString()
    .replace(/\.\d+Z$/, "Z")
    .replace(/[-:]/g, "");
  return `${timestamp}-${randomBytes(4).toString("hex")}`;
}

/** Labels hold at most this many characters: the evidence schema refuses longer ones. */
const MAX_LABEL_CHARS = 300;

/** One line without control or format characters, within the label limit. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]+/gu, " ").slice(0, MAX_LABEL_CHARS);
}

function settingsCheck(problems: readonly SettingsProblem[]): Check {
  const findings = problems.map(
    (problem): Finding => ({
      trigger: problem.code === "no-secrets" ? "no-secrets" : "configuration",
      rule: problem.code,
      severity: "hold",
      message: printable(problem.message),
      help: printable(problem.help),
      file: problem.file === null ? null : printable(problem.file),
      line: problem.line,
      column: problem.column,
    }),
  );
  return { id: "settings", result: "fail", findings };
}

/** A label that holds a secret would have been written: that is an exposure, found just in time. */
function secretInLabels(settings: Settings, redactor: Redactor): Check | null {
  const { labels, release } = settings;
  const written = [
    ...Object.values(labels),
    release.baseUrl,
    release.model,
    release.deploymentVersion,
    release.configVersion,
    release.secretVersion,
    release.apiKeyRef,
  ];
  if (!written.some((value) => typeof value === "string" && redactor.exposes(value))) return null;
  const finding: Finding = {
    trigger: "sensitive-exposure",
    rule: "secret-in-settings",
    severity: "rollback",
    message:
      "a label, the base URL or the model identifier contains the key; it was replaced before anything was written",
    help: "Remove the key from that setting and rotate it: whoever can read the workflow has seen it.",
    file: null,
    line: null,
    column: null,
  };
  return { id: "secret-in-settings", result: "fail", findings: [finding] };
}
