import type { Evidence } from "./evidence.ts";
import { type KnownGood, RECORD_VERSION, sealRecord } from "./known-good.ts";

/**
 * The record of a release that proceeded: what the next release can roll back to. Null for a check, for any other
 * decision, and for modes that ask nothing new (product.md, output `next-known-good`).
 */
export function nextKnownGood({ run, release, policyDigest, verdict, knownGood }: Evidence): KnownGood | null {
  const { configuration, digest } = release;
  if (verdict.decision !== "proceed" || run.mode !== "gate" || run.environment === null) return null;
  if (configuration === null || digest === null || run.sandbox) return null;
  const sum = (count: (probe: (typeof verdict.probes)[number]) => number) =>
    verdict.probes.reduce((total, probe) => total + count(probe), 0);
  return sealRecord({
    schema: "cometapi-release-gate/known-good",
    version: RECORD_VERSION,
    releaseDigest: digest,
    configuration,
    name: run.name,
    environment: run.environment,
    deploymentVersion: release.deploymentVersion,
    configVersion: configuration.configVersion,
    secretVersion: release.secretVersion,
    commit: run.commit,
    repository: run.repository,
    workflowRun: run.workflowRun,
    runNumber: run.runNumber,
    runAttempt: run.runAttempt,
    runId: run.id,
    policyDigest,
    attempts: sum((probe) => probe.attempts),
    passes: sum((probe) => probe.passes),
    gateStartedAt: run.startedAt,
    decidedAt: verdict.decidedAt,
    parent: knownGood.kind === "record" ? knownGood.record.recordDigest : null,
  });
}
