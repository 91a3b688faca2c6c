import { vectorLengths } from "./answers.ts";
import type { Configuration } from "./configuration.ts";
import type { Evidence } from "./evidence.ts";
import { type KnownGood, sealRecord } from "./known-good.ts";
import { isSampled, PROBES } from "./probes.ts";
import { recordedPolicy } from "./recorded-policy.ts";
import type { Verdict } from "./verdict.ts";

/**
 * The record of a release that proceeded: what the next release can roll back to. Null for a check, for any other
 * decision, and for modes that ask nothing new (product.md, output `next-known-good`).
 */
export function nextKnownGood(evidence: Evidence): KnownGood | null {
  const { run, release, policy, policyDigest, probes, verdict, knownGood } = evidence;
  if (release.configuration === null || run.mode !== "gate" || run.environment === null || run.sandbox) return null;
  // What a person let pass was not verified.
  if (verdict.decision !== "proceed" || verdict.reasonCode === "overridden") return null;
  const configuration = { ...release.configuration, families: familiesThatPassed(release.configuration, verdict) };
  const [vectorLength, ...otherLengths] = vectorLengths(probes.filter(({ subject }) => subject === "candidate"));
  const sum = (count: (probe: (typeof verdict.probes)[number]) => number) =>
    verdict.probes.reduce((total, probe) => total + count(probe), 0);
  return sealRecord({
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
    policy: recordedPolicy(policy),
    attempts: sum((probe) => probe.attempts),
    passes: sum((probe) => probe.passes),
    ...(vectorLength === undefined || otherLengths.length > 0 ? {} : { vectorLength }),
    gateStartedAt: run.startedAt,
    decidedAt: verdict.decidedAt,
    parent: knownGood.kind === "record" ? knownGood.record.recordDigest : null,
  });
}

/** Families that answered, and of which no sampled probe failed: what did not pass was not verified. */
function familiesThatPassed({ families }: Configuration, { probes }: Verdict): Configuration["families"] {
  return families.filter((family) => {
    const own = probes.filter(({ id }) => PROBES[id].family === family);
    return (
      own.some(({ result }) => result === "pass") && !own.some(({ id, result }) => isSampled(id) && result === "fail")
    );
  });
}
