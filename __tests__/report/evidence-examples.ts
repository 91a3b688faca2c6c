/** Evidence and settings of typical runs, for the tests of everything that is made from them. */

import { runRates } from "../../src/decision/rates.ts";
import type { Attempt, Observation } from "../../src/evidence/attempt.ts";
import { CATEGORY_FACTS, type Category } from "../../src/evidence/categories.ts";
import { type Configuration, releaseDigest } from "../../src/evidence/configuration.ts";
import type { Check, Evidence, ProbeRun } from "../../src/evidence/evidence.ts";
import type { Finding } from "../../src/evidence/finding.ts";
import { passWords } from "../../src/evidence/pass-words.ts";
import type { Policy } from "../../src/evidence/policy.ts";
import type { ProbeId } from "../../src/evidence/probes.ts";
import type { ReasonCode } from "../../src/evidence/reasons.ts";
import type { SlowLane } from "../../src/evidence/slow-lane.ts";
import { TRIGGER_IDS, TRIGGERS, type TriggerId } from "../../src/evidence/triggers.ts";
import type { ProbeVerdict, TriggerReport, Verdict } from "../../src/evidence/verdict.ts";
import type { Family } from "../../src/evidence/vocabulary.ts";
import type { Settings } from "../../src/settings/settings.ts";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;
export const RUN_ID = "20261120T101112Z-deadbeef";

const POLICY: Policy = {
  samples: 5,
  tolerate: 0.05,
  alpha: 0.05,
  settleMs: 10_000,
  maxFailures: {},
  severities: Object.fromEntries(TRIGGER_IDS.map((id) => [id, TRIGGERS[id].severity])) as Policy["severities"],
  latencyObjectiveMs: null,
};

const FAMILY_OF: Partial<Record<ProbeId, Family>> = {
  chat: "chat-completions",
  "chat-stream": "chat-completions",
  responses: "responses",
  "responses-stream": "responses",
};

/** What a healthy endpoint shows. */
const HEALTHY: Observation = {
  status: 200,
  json: true,
  shape: true,
  missing: [],
  text: true,
  finishReason: "stop",
  requestId: "req-healthy",
  usage: { input: 12, output: 3, total: 15 },
};

export function attempt(n: number, outcome: Attempt["outcome"], more: Partial<Attempt> = {}): Attempt {
  const observed = outcome.kind === "error" ? null : outcome.observed;
  return {
    n,
    look: n === 1 ? "pilot" : "burst",
    confirms: null,
    startedAt: "2026-11-20T10:11:13.000Z",
    durationMs: 123.4,
    requests: [
      {
        status: observed?.status ?? null,
        mediaType: "application/json",
        bytes: 512,
        requestId: observed?.requestId ?? null,
        timing: { resolve: 1.2, connect: 5, tls: 9, firstByte: 80, firstEvent: null, lastEvent: null, total: 123.4 },
      },
    ],
    waitsMs: [],
    adaptations: [],
    outcome,
    ...more,
  };
}

export const pass = (observed: Observation = HEALTHY): Attempt["outcome"] => ({ kind: "pass", observed });
export const fail = (category: Category, observed: Observation = {}): Attempt["outcome"] => ({
  kind: "fail",
  category,
  observed,
});

/** A probe with the given outcomes; the key is the id unless a case is given. */
export function probe(id: ProbeId, outcomes: readonly Attempt["outcome"][], more: Partial<ProbeRun> = {}): ProbeRun {
  return {
    key: id,
    id,
    family: FAMILY_OF[id] ?? null,
    case: null,
    polarity: "must-pass",
    subject: "candidate",
    selected: "preset",
    attempts: outcomes.map((outcome, index) => attempt(index + 1, outcome)),
    ...more,
  };
}

export const times = (count: number, outcome: Attempt["outcome"]) => Array.from({ length: count }, () => outcome);

/** The error path and the fake credential of one family, both controlled. */
function negative(family: Family): readonly ProbeRun[] {
  const shared = { family, polarity: "must-fail" } as const;
  const invalid = {
    status: 500,
    json: true,
    errorEnvelope: true,
    errorCode: "invalid_request",
    requestId: "req-invalid",
  };
  const fake = { status: 401, json: true, errorEnvelope: true, errorType: "comet_api_error", requestId: "req-fake" };
  return [
    probe("error-path", [pass(invalid)], {
      ...shared,
      key: `error-path:${family}:missing-field`,
      case: "missing-field",
    }),
    probe("auth-path", [pass(fake)], { ...shared, key: `auth-path:${family}` }),
  ];
}

export const STREAMED: Observation = {
  ...HEALTHY,
  json: true,
  terminalState: "completed",
  events: 9,
  doneMarker: false,
};

export const chat = () => probe("chat", times(5, pass()));
export const responses = () => probe("responses", times(5, pass()));
const stream = () => probe("responses-stream", times(5, pass(STREAMED)));

function verdictOf(run: ProbeRun, more: Partial<ProbeVerdict> = {}): ProbeVerdict {
  const failures = run.attempts.flatMap(({ outcome }) => (outcome.kind === "fail" ? [outcome.category] : []));
  const passes = run.attempts.filter(({ outcome }) => outcome.kind === "pass").length;
  const result = run.attempts.length === 0 ? "not_tested" : failures.length > 0 ? "fail" : "pass";
  return {
    key: run.key,
    id: run.id,
    family: run.family,
    case: run.case,
    result,
    chance: null,
    attempts: run.attempts.length,
    passes,
    failures: failures.length,
    limit: run.polarity === "must-pass" ? 3 : null,
    marginal: false,
    flaky: false,
    category: failures[0] ?? null,
    upperBound: 0.45,
    reason: failures.length > 0 ? `${failures.length} of ${run.attempts.length} attempts failed` : "as documented",
    ...more,
  };
}

function triggers(fired: Partial<Record<TriggerId, Partial<TriggerReport>>>): TriggerReport[] {
  return TRIGGER_IDS.map((id) => ({
    id,
    severity: TRIGGERS[id].severity,
    fired: fired[id] !== undefined,
    probes: [],
    observed: fired[id] === undefined ? 0 : 1,
    limit: null,
    n: null,
    detail: "",
    ...fired[id],
  }));
}

export interface Parts {
  readonly probes?: readonly ProbeRun[];
  readonly checks?: readonly Check[];
  readonly docs?: Evidence["docs"];
  readonly verdicts?: Readonly<Record<string, Partial<ProbeVerdict>>>;
  readonly fired?: Partial<Record<TriggerId, Partial<TriggerReport>>>;
  readonly run?: Partial<Evidence["run"]>;
  readonly release?: Partial<Evidence["release"]>;
  readonly configuration?: Partial<Configuration>;
  readonly knownGood?: Evidence["knownGood"];
  readonly rehearsal?: Evidence["rehearsal"];
  readonly waived?: Evidence["waived"];
  readonly arrival?: Evidence["arrival"];
  readonly legs?: Evidence["legs"];
  readonly recorded?: Evidence["recorded"];
  readonly verdict?: Partial<Verdict>;
}

/** A host that allows three requests a minute, and was asked no faster. */
export const SLOWED: SlowLane = {
  probes: ["chat", "responses"],
  outcome: "asked",
  everyMs: 20_000,
  askedMs: 57_000,
  limit: { requests: 3, windowMs: 60_000 },
  requests: 21,
  deadlineMs: 300_000,
  fits: { deadlineMs: 480_000, samples: 2 },
};

/** Evidence of one run; everything that is not given is that of a healthy check. */
export function evidence(parts: Parts = {}): Evidence {
  const probes = [
    ...(parts.probes ?? [chat(), responses(), stream(), ...negative("chat-completions"), ...negative("responses")]),
  ];
  const candidate = probes.filter(({ subject }) => subject === "candidate");
  const verdicts = candidate.map((run) => verdictOf(run, parts.verdicts?.[run.key]));
  const configuration: Configuration = {
    baseUrl: "https://api.cometapi.com/v1",
    model: "example/model-1",
    families: ["chat-completions", "responses"],
    templates: [],
    timeoutMs: 30_000,
    retry: { maxAttempts: 2, on: [429, 503] },
    fallback: { enabled: true, header: "x-fallback-used" },
    headerNames: ["x-portkey-provider"],
    auth: { header: "Authorization", scheme: "Bearer" },
    env: ["COMETAPI_BASE_URL"],
    featureFlag: { name: "llm-v2", value: "on" },
    traffic: { control: "edge-router/llm-canary", weight: 10 },
    deploymentVersion: "2026.11.20-1",
    configVersion: "42",
    ...parts.configuration,
  };
  return {
    schema: "cometapi-release-gate/evidence",
    version: 1,
    run: {
      id: RUN_ID,
      traceId: "0123456789abcdef0123456789abcdef",
      mode: "gate",
      kind: "check",
      name: "shop-assistant",
      environment: null,
      leg: null,
      live: false,
      sandbox: false,
      migration: false,
      startedAt: "2026-11-20T10:11:12.000Z",
      endedAt: "2026-11-20T10:11:20.000Z",
      changeId: "PR-7",
      reviewer: "Ada Lovelace",
      commit: "0f1e2d3c",
      repository: "example/shop",
      workflowRun: "4711",
      runNumber: 12,
      runAttempt: 1,
      ...parts.run,
    },
    runner: {
      gate: "0.1.0",
      node: "24.21.0",
      undici: "8.12.4",
      platform: "linux-x64",
      proxy: false,
      extraCa: true,
      region: "eu",
    },
    release: {
      digest: releaseDigest(configuration),
      configuration,
      deploymentVersion: "2026.11.20-1",
      secretVersion: "7",
      apiKeyRef: "secrets.COMETAPI_KEY",
      flagRollbackValue: "off",
      ...parts.release,
    },
    policy: POLICY,
    policyDigest: DIGEST,
    knownGood: parts.knownGood ?? { kind: "not-required" },
    rehearsal: parts.rehearsal ?? { kind: "off" },
    ...(parts.arrival === undefined ? {} : { arrival: parts.arrival }),
    stops: [],
    probes,
    checks: [...(parts.checks ?? [])],
    docs: [...(parts.docs ?? [])],
    waived: [...(parts.waived ?? [])],
    legs: [...(parts.legs ?? [])],
    recorded: parts.recorded ?? null,
    digest: DIGEST,
    requests: probes.reduce((sum, { attempts }) => sum + attempts.length, 0),
    verdict: {
      decision: "proceed",
      reasonCode: "all-passed",
      reason: `${[...passWords(verdicts, parts.checks ?? []), "no trigger fired"].join("; ")}.`,
      decidedAt: "2026-11-20T10:11:20.000Z",
      rollbackTriggered: parts.verdict?.decision === "rollback",
      rollbackNeeded: false,
      rollbackPlan: [],
      rehearsal: null,
      productionRisk: false,
      triggers: triggers(parts.fired ?? {}),
      probes: verdicts,
      failedProbes: verdicts.filter(({ result }) => result === "fail").map(({ key }) => key),
      strength: "chat: 0 of 5 failed; this does not rule out a true failure rate up to 45%.",
      rates: runRates({ probes }),
      notTested: ["the application's own route", "a way back (no known-good)"],
      ...parts.verdict,
    },
  };
}

const outcome = (decision: Verdict["decision"], reasonCode: ReasonCode, reason: string) => ({
  decision,
  reasonCode,
  reason: `${reasonCode}: ${reason}`,
});

/** A check in which everything is as documented. */
export const proceedCheck = evidence;

/** One stream of five delivered events and no terminal event. */
export function unterminatedStream(): Evidence {
  const broken = fail("stream-unterminated", {
    ...STREAMED,
    shape: true,
    terminalState: "eof-without-terminal",
    requestId: "req-open",
  });
  const run = probe("responses-stream", [pass(STREAMED), broken, ...times(3, pass(STREAMED))]);
  return evidence({
    probes: [chat(), responses(), run, ...negative("responses")],
    fired: {
      "stream-unterminated": {
        probes: ["responses-stream"],
        limit: 1,
        n: 5,
        detail: "1 of 5 attempts ended unterminated",
      },
    },
    // The rate is below its threshold, so the verdict names no commonest category.
    verdicts: { "responses-stream": { category: null } },
    verdict: outcome("hold", "stream-unterminated", "a stream delivered events but no terminal event."),
  });
}

/** A release whose credential is refused, twice. */
export function refusedCredential(more: Partial<Evidence["run"]> = {}): Evidence {
  const refused = fail("authentication", {
    status: 401,
    json: true,
    shape: false,
    errorEnvelope: true,
    errorType: "comet_api_error",
    requestId: "req-refused",
  });
  const attempts = [attempt(1, refused), attempt(2, refused, { look: "confirmation", confirms: 1 })];
  return evidence({
    probes: [probe("chat", [], { attempts }), responses(), stream(), ...negative("responses")],
    fired: {
      authentication: { probes: ["chat"], observed: 2, n: 2, detail: "2 of 2 attempts failed with authentication" },
      "slow-rate": { probes: ["responses"], observed: 3, limit: 3, n: 5, detail: "3 of 5 attempts were slow" },
    },
    run: { kind: "release", environment: "production", ...more },
    knownGood: { kind: "none", notice: null },
    verdict: {
      ...outcome("rollback", "authentication", "the configured credential was refused on chat."),
      rollbackTriggered: true,
    },
  });
}

export function finding(more: Partial<Finding> = {}): Finding {
  return {
    trigger: "configuration",
    rule: "unknown-key",
    severity: "hold",
    message: 'unknown key "trigers"',
    help: 'Did you mean "triggers"?',
    file: ".github/release-gate.yml",
    line: 12,
    column: 5,
    ...more,
  };
}

/** Nothing was asked: the gate file has a mistake and the key is missing. */
export function invalidSettings(): Evidence {
  const findings = [
    finding(),
    finding({
      rule: "missing-key",
      message: "no key was given",
      help: "Set api-key.",
      file: null,
      line: null,
      column: null,
    }),
  ];
  return evidence({
    probes: [],
    checks: [{ id: "settings", result: "fail", findings }],
    fired: { configuration: { detail: "the settings have 2 problems" } },
    release: { configuration: null, digest: null },
    verdict: {
      ...outcome("hold", "configuration", 'the settings are not usable: unknown key "trigers".'),
      strength: "No live probe was sampled; nothing is known about failure rates.",
    },
  });
}

/** A pull request from a fork: static checks only. */
export function withoutSecrets(): Evidence {
  return evidence({
    probes: [probe("chat", []), probe("responses", [])],
    checks: [
      { id: "template", result: "pass", findings: [] },
      { id: "secrets", result: "not_tested", findings: [finding({ trigger: "no-secrets", rule: "no-secrets" })] },
    ],
    fired: { "no-secrets": { detail: "this pull request has no access to secrets" } },
    verdict: outcome("hold", "no-secrets", "live probes did not run."),
  });
}

/** The embedded sandbox answered. */
export function sandboxRun(): Evidence {
  return evidence({
    run: { sandbox: true },
    configuration: { baseUrl: "http://127.0.0.1:40123/v1", model: "sandbox-model" },
  });
}

/** A release that passes, but names no way back. */
export function releaseWithoutKnownGood(): Evidence {
  return evidence({
    run: { kind: "release", environment: "staging" },
    knownGood: { kind: "missing" },
    fired: { "rollback-target": { detail: "a release needs a known-good" } },
    verdict: outcome("hold", "rollback-target", "there is no usable way back."),
  });
}

/** The endpoint does not offer Responses, which only a preset asked for. */
export function unsupportedFamily(): Evidence {
  const missing: Attempt["outcome"] = { kind: "unsupported", observed: { status: 404, json: true } };
  return evidence({
    probes: [chat(), probe("responses", times(2, missing)), ...negative("chat-completions")],
    verdicts: {
      responses: { result: "unsupported", reason: "this endpoint does not offer responses; only a preset asked" },
    },
  });
}

/** Every example by name. */
export const EXAMPLES: Readonly<Record<string, () => Evidence>> = {
  "proceeding check": () => proceedCheck(),
  "unterminated stream": unterminatedStream,
  "refused credential": () => refusedCredential(),
  "refused credential of a live release": () => refusedCredential({ live: true }),
  "invalid settings": invalidSettings,
  "pull request without secrets": withoutSecrets,
  "sandbox run": sandboxRun,
  "release without known-good": releaseWithoutKnownGood,
  "unsupported family": unsupportedFamily,
};

/** 30 probes with 20 failed attempts each, every identifier as long as it may be. */
export function enormous(): Evidence {
  const observed: Observation = {
    status: 500,
    requestId: "r".repeat(128),
    errorCode: "c".repeat(128),
    errorType: "t".repeat(128),
    networkCode: "n".repeat(128),
    detail: "d".repeat(64),
    missing: Array.from({ length: 20 }, (_, index) => `output[${index}].content`),
    notes: ["truncated", "comments", "usage-missing"],
  };
  const probes = Array.from({ length: 30 }, (_, index) => ({
    ...probe("chat", times(20, fail("provider-5xx", observed))),
    key: `chat:${index}:${"x".repeat(70)}`,
  }));
  return evidence({
    probes,
    fired: { "error-rate": { probes: probes.map(({ key }) => key), observed: 20, limit: 3, n: 20, detail: "many" } },
    verdict: outcome("rollback", "error-rate", "too many attempts ended in a provider error."),
  });
}

/** Settings of a release with a declared pre-flight list. */
export function settings(more: Partial<Settings> = {}): Settings {
  return {
    mode: "gate",
    labels: {
      name: "shop-assistant",
      environment: "production",
      leg: null,
      legCount: null,
      job: null,
      jobId: null,
      changeId: "PR-7",
      deploymentVersion: "2026.11.20-1",
      reviewer: "Ada Lovelace",
      notes: "second attempt today",
      commit: "0f1e2d3c",
      repository: "example/shop",
      workflowRun: "4711",
      runNumber: 12,
      runAttempt: 1,
      region: "eu",
    },
    live: false,
    sandbox: false,
    release: {
      baseUrl: "https://api.cometapi.com/v1",
      model: "example/model-1",
      auth: { header: "Authorization", scheme: "Bearer" },
      headers: [],
      query: [],
      fallbackHeader: null,
      deploymentVersion: "2026.11.20-1",
      configVersion: "42",
      commit: null,
      secretVersion: "7",
      apiKeyRef: "secrets.COMETAPI_KEY",
      timeoutMs: 30_000,
      retry: null,
      fallbackEnabled: true,
      env: [],
      featureFlag: { name: "llm-v2", value: "on", rollbackValue: "off" },
      traffic: { control: "edge-router/llm-canary", weight: 10 },
    },
    credential: { value: "sk-this-must-never-be-shown", source: "input api-key" },
    probes: [
      { id: "chat", selected: "preset" },
      { id: "error-path", selected: "preset" },
    ],
    mustFail: {
      cases: ["missing-field"],
      waived: [{ case: "unknown-model", why: "the proxy remaps models" }],
      expect: {},
    },
    policy: POLICY,
    limits: {
      timeoutMs: 60_000,
      connectMs: 10_000,
      firstByteMs: 30_000,
      idleMs: 20_000,
      deadlineMs: 300_000,
      maxRequests: 200,
      concurrency: 8,
    },
    network: { httpProxy: "", httpsProxy: "", noProxy: "", extraCa: true },
    report: {
      failOn: "hold",
      summary: "always",
      comment: "never",
      issue: { when: "never", after: 1, labels: ["release-gate"], assignees: [] },
      subject: { name: "shop-assistant", environment: "production", leg: null },
      evidenceDir: "/tmp/evidence",
    },
    knownGood: {
      source: { kind: "none" },
      creator: "github-actions[bot]",
      rehearse: "never",
      credential: null,
      allowedHosts: ["api.cometapi.com"],
    },
    evidence: { patterns: [], expectLegs: [] },
    readiness: {
      "change-owner": { kind: "value", value: "@team-llm" },
      "rollback-owner": { kind: "value", value: "@oncall" },
      "rollback-approver": { kind: "value", value: "@release-captain" },
      "alerts.latency": { kind: "waived", why: "no objective yet" },
      dashboard: { kind: "value", value: "https://grafana.example/d/llm" },
      support: { kind: "value", value: "https://apidoc.cometapi.com/support/help-center" },
      channel: { kind: "value", value: "#release-llm" },
    },
    secrets: ["sk-this-must-never-be-shown"],
    warnings: [],
    families: ["chat-completions", "responses"],
    gateFile: { none: "none" },
    origins: [],
    ...more,
  };
}

/** Labels that try to break tables, HTML, mentions, terminals and the runner. */
export const HOSTILE_LABELS: readonly string[] = [
  "a|b||c",
  "<script>alert(1)</script>",
  "::error::owned",
  "::set-output name=decision::proceed",
  "##[error]owned",
  "line\nbreak\r\n| x | y |",
  "`code` **bold** _it_ ~~gone~~ [link](https://evil.example) ![img](x)",
  "@everyone #1 see www.evil.example",
  "</summary></details><!-- ",
  "\\| \\\\| trailing \\",
  "\u202Egnp.exe\u200B\u0007\u001B[31m",
  "$\\frac{1}{2}$ &lt;&amp;",
  "x".repeat(5_000),
  "|".repeat(5_000),
];

/** Which category facts are in force, so that tests need not repeat sentences. */
export const quickCheckOf = (category: Category): string => CATEGORY_FACTS[category].quickCheck;
