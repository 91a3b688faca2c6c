/** Evidence in few words, for the tests of the decision room. */
import { decide } from "../../src/decision/decide.ts";
import type { Attempt, ErrorReason, Outcome } from "../../src/evidence/attempt.ts";
import type { Category } from "../../src/evidence/categories.ts";
import { type Configuration, releaseDigest } from "../../src/evidence/configuration.ts";
import { digestOf } from "../../src/evidence/digest.ts";
import type { Check, ObservedRun, ProbeRun } from "../../src/evidence/evidence.ts";
import type { Finding } from "../../src/evidence/finding.ts";
import { sealRecord } from "../../src/evidence/known-good.ts";
import type { Leg } from "../../src/evidence/leg.ts";
import { type Policy, samplingNumbers } from "../../src/evidence/policy.ts";
import type { ProbeId } from "../../src/evidence/probes.ts";
import type { TriggerId } from "../../src/evidence/triggers.ts";
import type { TriggerReport, Verdict } from "../../src/evidence/verdict.ts";
import { EVIDENCE_VERSION, type Family, type Severity } from "../../src/evidence/vocabulary.ts";
import type { KnownGoodState } from "../../src/evidence/way-back.ts";
import { defaultPolicy } from "../../src/settings/policy/policy.ts";

/** An outcome in the place where it was seen: what it confirms, and how long it took, ms. */
export interface Seen {
  readonly outcome: Outcome;
  readonly confirms?: number;
  readonly durationMs?: number;
}

export const pass: Seen = { outcome: { kind: "pass", observed: {} } };
export const unsupported: Seen = { outcome: { kind: "unsupported", observed: {} } };
export const fail = (category: Category): Seen => ({ outcome: { kind: "fail", category, observed: {} } });
export const error = (reason: ErrorReason = "deadline"): Seen => ({ outcome: { kind: "error", reason } });
/** The same outcome, as the confirmation of attempt `n`. */
export const confirming = (n: number, seen: Seen): Seen => ({ ...seen, confirms: n });
/** The same outcome after so many ms. */
export const taking = (durationMs: number, seen: Seen): Seen => ({ ...seen, durationMs });
/** The same thing several times. */
export const times = <T>(count: number, seen: T): T[] => Array.from({ length: count }, () => seen);

/** When the evidence of this file was gathered: always the same instant, so that it is always the same evidence. */
const AT = "2026-11-20T10:11:12.000Z";

/** Evidence of a check that saw these probes and nothing else. */
export function bareRun(probes: readonly ProbeRun[], policy: Policy): ObservedRun {
  return {
    schema: "cometapi-release-gate/evidence",
    version: EVIDENCE_VERSION,
    run: {
      id: "20261120T101112Z-deadbeef",
      traceId: "0123456789abcdef0123456789abcdef",
      mode: "gate",
      kind: "check",
      name: "chat-service",
      environment: null,
      leg: null,
      live: false,
      sandbox: false,
      migration: false,
      startedAt: AT,
      endedAt: AT,
      changeId: null,
      reviewer: null,
      commit: null,
      repository: null,
      workflowRun: null,
      runNumber: null,
      runAttempt: null,
    },
    runner: { gate: "0", node: "v24", undici: "8", platform: "linux-x64", proxy: false, extraCa: false, region: null },
    release: {
      digest: null,
      configuration: null,
      deploymentVersion: null,
      secretVersion: null,
      apiKeyRef: null,
      flagRollbackValue: null,
    },
    policy,
    policyDigest: digestOf(policy),
    knownGood: { kind: "not-required" },
    rehearsal: { kind: "off" },
    stops: [],
    probes: [...probes],
    checks: [],
    docs: [],
    waived: [],
    legs: [],
    recorded: null,
    requests: probes.reduce((sum, probe) => sum + probe.attempts.length, 0),
  };
}

/** An attempt number `n` of which nothing is known but its outcome. */
export function bareAttempt(
  n: number,
  look: Attempt["look"],
  confirms: number | null,
  outcome: Attempt["outcome"],
): Attempt {
  return { n, look, confirms, startedAt: AT, durationMs: 100, requests: [], waitsMs: [], adaptations: [], outcome };
}

export function attemptsOf(seen: readonly Seen[]): Attempt[] {
  return seen.map(({ outcome, confirms = null, durationMs = 100 }, i) => ({
    ...bareAttempt(i + 1, confirms === null ? "burst" : "confirmation", confirms, outcome),
    durationMs,
  }));
}

const FAMILY_OF: Partial<Record<ProbeId, Family>> = {
  chat: "chat-completions",
  "chat-stream": "chat-completions",
  responses: "responses",
  "responses-stream": "responses",
  embeddings: "embeddings",
};

/** A must-pass probe that only a preset selected, unless `more` says otherwise. */
export function mustPass(id: ProbeId, seen: readonly Seen[], more: Partial<ProbeRun> = {}): ProbeRun {
  return {
    key: id,
    id,
    family: FAMILY_OF[id] ?? null,
    case: null,
    polarity: "must-pass",
    subject: "candidate",
    selected: "preset",
    attempts: attemptsOf(seen),
    ...more,
  };
}

/** The auth-path probe of a family. */
export function mustFail(family: Family, seen: readonly Seen[], more: Partial<ProbeRun> = {}): ProbeRun {
  return { ...mustPass("auth-path", seen), key: `auth-path:${family}`, family, polarity: "must-fail", ...more };
}

/** A probe that only informs. */
export function informing(seen: readonly Seen[]): ProbeRun {
  return { ...mustPass("models", seen), polarity: "advisory" };
}

/** The same probes, put to the known-good release. */
export function rehearsed(...probes: readonly ProbeRun[]): ProbeRun[] {
  return probes.map((probe) => ({ ...probe, subject: "known-good" }));
}

/** The default policy with other severities. */
export function policyWith(severities: Partial<Record<TriggerId, Severity>>, more: Partial<Policy> = {}): Policy {
  const policy = defaultPolicy();
  return { ...policy, ...more, severities: { ...policy.severities, ...severities } };
}

export function runOf(probes: readonly ProbeRun[], more: Partial<ObservedRun> = {}): ObservedRun {
  return { ...bareRun(probes, more.policy ?? defaultPolicy()), ...more };
}

const CONFIGURATION: Configuration = {
  baseUrl: "https://api.example.com/v1",
  model: "model-1",
  families: ["chat-completions", "responses"],
  templates: [],
  timeoutMs: null,
  retry: null,
  fallback: { enabled: null, header: null },
  headerNames: [],
  auth: { header: "Authorization", scheme: "Bearer" },
  env: [],
  featureFlag: null,
  traffic: null,
  deploymentVersion: null,
  configVersion: null,
};

/** A release of this model. */
export function releaseOf(model: string): ObservedRun["release"] {
  const configuration = { ...CONFIGURATION, model };
  return {
    digest: releaseDigest(configuration),
    configuration,
    deploymentVersion: null,
    secretVersion: null,
    apiKeyRef: null,
    flagRollbackValue: null,
  };
}

/** A record of an earlier release of this model, ready to go back to. */
export function recordOf(model: string): KnownGoodState {
  const configuration = { ...CONFIGURATION, model };
  const record = sealRecord({
    schema: "cometapi-release-gate/known-good",
    version: 1,
    releaseDigest: releaseDigest(configuration),
    configuration,
    name: "chat-service",
    environment: "production",
    deploymentVersion: null,
    configVersion: null,
    secretVersion: null,
    commit: null,
    repository: null,
    workflowRun: null,
    runNumber: null,
    runAttempt: null,
    runId: "20261119T101112Z-deadbeef",
    policyDigest: releaseDigest(configuration),
    attempts: 15,
    passes: 15,
    gateStartedAt: "2026-11-19T10:11:12.000Z",
    decidedAt: "2026-11-19T10:11:20.000Z",
    parent: null,
  });
  return { kind: "record", origin: "file:known-good.json", record, warnings: [] };
}

/** A record that cannot be used. */
export const UNUSABLE: KnownGoodState = { kind: "unusable", code: "unreadable", message: "no record", help: "" };

/** A check that found these things. */
export function checkOf(id: string, ...findings: readonly Pick<Finding, "trigger" | "severity">[]): Check {
  return {
    id,
    result: findings.length === 0 ? "pass" : "fail",
    findings: findings.map((finding) => ({
      ...finding,
      rule: "some-rule",
      message: `what ${finding.trigger} found`,
      help: "",
      file: null,
      line: null,
      column: null,
    })),
  };
}

/** The triggers that fired, in the order in which they are reported. */
export function fired(verdict: Verdict): TriggerReport[] {
  return verdict.triggers.filter((trigger) => trigger.fired);
}

/** Their ids. */
export function firedIds(verdict: Verdict): TriggerId[] {
  return fired(verdict).map((trigger) => trigger.id);
}

/** A leg of a fan-in, whose run came to its own verdict. */
export function legOf(label: string, { run, policy, ...observed }: ObservedRun, live = false): Leg {
  const verdict = decide({ ...observed, policy, run: { ...run, live } });
  const sampling = samplingNumbers(policy);
  return { label, runId: run.id, commit: null, workflowRun: null, runAttempt: null, sampling, verdict };
}

/** The run that fans these legs in. */
export function fanInOf(legs: readonly Leg[], more: Partial<ObservedRun> = {}): ObservedRun {
  const run = runOf([], more);
  return { ...run, run: { ...run.run, mode: "replay" }, legs: [...legs] };
}
