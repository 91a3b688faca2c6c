import type { Attempt } from "../../src/evidence/attempt.ts";
import type { ProbeRun } from "../../src/evidence/evidence.ts";
import type { Limits } from "../../src/evidence/limits.ts";
import { identify } from "../../src/evidence/run-identity.ts";
import { type Observations, observe, type Subject } from "../../src/run/observe.ts";
import type { ProgressEvent } from "../../src/run/session.ts";
import { DEFAULT_LIMITS } from "../../src/settings/policy/limits.ts";
import { defaultPolicy } from "../../src/settings/policy/policy.ts";
import type { Release, Settings } from "../../src/settings/settings.ts";

/** The key of every run here: long enough to be searched for. */
export const KEY = "sk-test-0123456789abcdefABCDEF";

/** What a test changes about a run. */
export interface Running {
  readonly probes?: readonly Settings["probes"][number]["id"][];
  readonly limits?: Partial<Limits>;
  readonly release?: Partial<Release>;
  readonly policy?: Partial<Settings["policy"]>;
  readonly mustFail?: Partial<Settings["mustFail"]>;
  readonly secrets?: readonly string[];
}

/** Settings of a run that asks `chat` at this base URL, without a pause before the second look. */
export function settings(baseUrl: string, running: Running = {}): Settings {
  const credential = { value: KEY, source: "input api-key" };
  return {
    mode: "gate",
    labels: {
      name: "n",
      environment: null,
      leg: null,
      legCount: null,
      job: null,
      jobId: null,
      changeId: null,
      deploymentVersion: null,
      reviewer: null,
      notes: null,
      commit: null,
      repository: null,
      workflowRun: null,
      runNumber: null,
      runAttempt: null,
      region: null,
    },
    live: false,
    sandbox: false,
    release: {
      baseUrl,
      model: "model-under-release",
      auth: { header: "Authorization", scheme: "Bearer" },
      headers: [],
      query: [],
      fallbackHeader: null,
      deploymentVersion: null,
      configVersion: null,
      secretVersion: null,
      commit: null,
      apiKeyRef: null,
      timeoutMs: null,
      retry: null,
      fallbackEnabled: null,
      env: [],
      featureFlag: null,
      traffic: null,
      ...running.release,
    },
    credential,
    probes: (running.probes ?? ["chat"]).map((id) => ({ id, selected: "explicit" })),
    mustFail: { cases: ["missing-field"], waived: [], expect: {}, ...running.mustFail },
    policy: { ...defaultPolicy(), settleMs: 0, ...running.policy },
    limits: { ...DEFAULT_LIMITS, ...running.limits },
    network: { httpProxy: "", httpsProxy: "", noProxy: "", extraCa: false },
    report: {
      failOn: "hold",
      summary: "always",
      comment: "never",
      issue: { when: "never", after: 1, labels: ["release-gate"], assignees: [] },
      subject: { name: "unnamed", environment: null, leg: null },
      evidenceDir: "unused",
    },
    knownGood: { source: null, creator: "nobody", rehearse: "never", credential: null, allowedHosts: [] },
    evidence: { patterns: [], expectLegs: [] },
    readiness: null,
    secrets: running.secrets ?? [KEY],
    warnings: [],
    families: ["chat-completions", "responses"],
    gateFile: { none: "none" },
    origins: [],
  };
}

/** Runs the probes of a candidate, and of the known-good release beside it where there is one. */
export function run(
  candidate: Settings,
  options: {
    readonly knownGood?: Settings;
    readonly cancelled?: AbortSignal;
    readonly progress?: (event: ProgressEvent) => void;
  } = {},
): Promise<Observations> {
  const subjects: [Subject, ...Subject[]] = [{ subject: "candidate", settings: candidate }];
  if (options.knownGood) subjects.push({ subject: "known-good", settings: options.knownGood });
  return observe(
    subjects,
    identify(new Date()),
    options.cancelled ?? new AbortController().signal,
    options.progress ?? (() => {}),
  );
}

/** The probe with this key. */
export function probe({ probes }: Observations, key: string): ProbeRun {
  const found = probes.find((each) => each.key === key);
  if (found === undefined) throw new Error(`no probe ${key} among ${probes.map((each) => each.key).join(", ")}`);
  return found;
}

/** An outcome in one or two words: `pass`, `fail capacity`, `error deadline`. */
export function inWords({ outcome }: Attempt): string {
  if (outcome.kind === "fail") return `fail ${outcome.category}`;
  return outcome.kind === "error" ? `error ${outcome.reason}` : outcome.kind;
}

/** The outcomes of a probe's attempts, in order. */
export function outcomes(observations: Observations, key: string): string[] {
  return probe(observations, key).attempts.map(inWords);
}
