import { randomBytes } from "node:crypto";
import { digestOf } from "../evidence/digest.ts";
import { type Check, EVIDENCE_VERSION, type Finding, type ObservedRun } from "../evidence/evidence.ts";
import { createRedactor, type Redactor } from "../evidence/redaction.ts";
import { defaultPolicy } from "../settings/policy.ts";
import type { Release, Settings, SettingsProblem } from "../settings/settings.ts";
import { GATE_VERSION, UNDICI_VERSION } from "../version.ts";
import type { Observations } from "./observe.ts";
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

/** Puts the run into the evidence format: the input of `decide()`, sanitised by construction. */
export function describeRun(
  result: SettingsResult,
  observations: Observations,
  runner: Runner,
  times: Times,
): ObservedRun {
  const settings = result.kind === "valid" ? result.settings : null;
  const policy = settings?.policy ?? defaultPolicy();
  const redactor = createRedactor(settings?.secrets ?? []);
  const labels = settings?.labels ?? null;
  const text = (value: string | null | undefined) =>
    value === null || value === undefined ? null : printable(redactor.redact(value));
  return {
    schema: "cometapi-release-gate/evidence",
    version: EVIDENCE_VERSION,
    run: {
      id: runId(times.startedAt),
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
    rollbackTarget: labels?.environment ? (settings?.knownGood ?? "missing") : "not-required",
    stops: [...observations.stops],
    probes: [...observations.probes],
    checks: result.kind === "valid" ? checksOf(result.settings, redactor) : [settingsCheck(result.problems)],
    requests: observations.requests,
  };
}

function checksOf(settings: Settings, redactor: Redactor): Check[] {
  return [readinessCheck(settings.readiness), secretInLabels(settings, redactor)].filter((check) => check !== null);
}

function describeRelease(
  settings: Settings | null,
  text: (value: string | null | undefined) => string | null,
): ObservedRun["release"] {
  const release = settings?.release ?? null;
  return {
    digest: release === null ? null : digestOf(configurationOf(release, settings?.families ?? [])),
    baseUrl: text(release?.baseUrl),
    model: text(release?.model),
    families: [...(settings?.families ?? [])],
    headerNames: release?.headers.map((header) => printable(header.name)) ?? [],
    authHeader: release === null || release.auth === "none" ? null : release.auth.header,
    deploymentVersion: text(release?.deploymentVersion),
    configVersion: text(release?.configVersion),
    secretVersion: text(release?.secretVersion),
    apiKeyRef: text(release?.apiKeyRef),
    timeoutMs: release?.timeoutMs ?? null,
    retry: release?.retry
      ? `${release.retry.maxAttempts} attempts on ${release.retry.on.join(", ") || "no status"}`
      : null,
    fallback:
      release?.fallbackEnabled === undefined || release.fallbackEnabled === null
        ? null
        : release.fallbackEnabled
          ? "enabled"
          : "disabled",
    featureFlag: release?.featureFlag ? text(`${release.featureFlag.name} = ${release.featureFlag.value}`) : null,
    traffic: release?.traffic ? text(`${release.traffic.control} at ${release.traffic.weight}`) : null,
  };
}

/** The configuration that the release digest is over: no secret, no label of this run (decision.md, "Known-good records"). */
function configurationOf(release: Release, families: readonly string[]): Record<string, unknown> {
  const { headers, apiKeyRef: _where, secretVersion: _label, deploymentVersion: _artifact, ...configuration } = release;
  return { ...configuration, families, headers: headers.map((header) => header.name.toLowerCase()).sort() };
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
function printable(text: string): string {
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
