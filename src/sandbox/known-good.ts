import type { Configuration } from "../evidence/configuration.ts";
import { digestOf } from "../evidence/digest.ts";
import { type KnownGood, sealRecord } from "../evidence/known-good.ts";
import { VERSION_BEFORE } from "./app.ts";
import { SANDBOX_MODEL } from "./model.ts";

/** How the sandbox's integration is called, and where it runs: a record is for one name in one environment. */
export const INTEGRATION = { name: "shop", environment: "production" } as const;

/** Recent enough to be no stale record. */
const AGE_MS = 24 * 3_600_000;

/**
 * The record of the version before, which was verified a day ago with both families.
 * @param origin scheme, host and port of the gateway
 * @param commit what it was built from; null where nobody said it
 * @param change what its configuration says instead
 */
export function knownGoodRecord(origin: string, commit: string | null, change: Partial<Configuration> = {}): KnownGood {
  const configuration: Configuration = {
    baseUrl: `${origin}/v1`,
    model: SANDBOX_MODEL,
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
    deploymentVersion: VERSION_BEFORE,
    configVersion: null,
    ...change,
  };
  const { deploymentVersion, configVersion } = configuration;
  const at = new Date(Date.now() - AGE_MS).toISOString();
  return sealRecord({
    configuration,
    ...INTEGRATION,
    deploymentVersion,
    configVersion,
    secretVersion: null,
    commit,
    repository: null,
    workflowRun: null,
    runNumber: null,
    runAttempt: null,
    runId: "sandbox-known-good",
    policyDigest: digestOf("sandbox"),
    attempts: 10,
    passes: 10,
    gateStartedAt: at,
    decidedAt: at,
    parent: null,
  });
}
