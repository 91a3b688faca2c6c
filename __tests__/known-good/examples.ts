/** Records as the gate would write them, and worlds in which they are read. */
import { type Configuration, releaseDigest } from "../../src/evidence/configuration.ts";
import { digestOf } from "../../src/evidence/digest.ts";
import { type KnownGood, type KnownGoodContent, RECORD_VERSION, sealRecord } from "../../src/evidence/known-good.ts";
import { DEFAULT_CREATOR } from "../../src/evidence/known-good-source.ts";
import type { KnownGoodWorld, RecordKey } from "../../src/known-good/source.ts";
import { describeGateFile } from "../../src/run/describe-gate-file.ts";

export const KEY: RecordKey = { name: "shop", environment: "production" };
export const COMMIT = "c0ffee".repeat(6).padEnd(40, "0");
export const NOW = new Date("2026-11-20T12:00:00.000Z");

export const CONFIGURATION: Configuration = {
  baseUrl: "https://api.cometapi.com/v1",
  model: "some-model",
  families: ["chat-completions", "responses"],
  templates: [],
  timeoutMs: 30_000,
  retry: { maxAttempts: 2, on: [429, 503] },
  fallback: { enabled: true, header: "x-fallback-used" },
  headerNames: ["x-portkey-provider"],
  auth: { header: "Authorization", scheme: "Bearer" },
  env: ["LLM_ROUTE"],
  featureFlag: { name: "llm-v2", value: "on" },
  traffic: { control: "edge-router/llm-canary", weight: 10 },
  deploymentVersion: "2026.11.20-1",
  configVersion: "42",
};

/** A minute of 20 November 2026, ISO 8601. */
export const minute = (n: number) => new Date(Date.UTC(2026, 10, 20, 10, n)).toISOString();

/** A sealed record; `n` is the minute in which its gate started, its run number and part of its run id. */
export function recordOf(n: number, more: Partial<KnownGoodContent> = {}): KnownGood {
  const configuration = more.configuration ?? CONFIGURATION;
  return sealRecord({
    schema: "cometapi-release-gate/known-good",
    version: RECORD_VERSION,
    releaseDigest: releaseDigest(configuration),
    configuration,
    ...KEY,
    deploymentVersion: "2026.11.20-1",
    configVersion: "42",
    secretVersion: "7",
    commit: COMMIT,
    repository: "acme/shop",
    workflowRun: String(1_000 + n),
    runNumber: n,
    runAttempt: 1,
    runId: `20261120T10${String(n).padStart(4, "0")}Z-0123abcd`,
    policyDigest: digestOf({}),
    attempts: 15,
    passes: 15,
    gateStartedAt: minute(n),
    decidedAt: minute(n + 1),
    parent: null,
    ...more,
  });
}

/** A world without GitHub, in a folder that need not exist. */
export function worldOf(more: Partial<KnownGoodWorld> = {}): KnownGoodWorld {
  const env = { PATH: process.env.PATH };
  return {
    github: null,
    workingDirectory: "/nowhere",
    now: NOW,
    creator: DEFAULT_CREATOR,
    env,
    parseGateFile: (path, text) => describeGateFile(path, text),
    ...more,
  };
}
