/** Evidence of releases with a way back, and of the modes beside the gate. Their verdicts are decided, not written. */
import { decide } from "../../src/decision/decide.ts";
import type { Attempt } from "../../src/evidence/attempt.ts";
import type { Category } from "../../src/evidence/categories.ts";
import { type Configuration, releaseDigest } from "../../src/evidence/configuration.ts";
import { digestOf } from "../../src/evidence/digest.ts";
import type { Evidence, ProbeRun } from "../../src/evidence/evidence.ts";
import { type KnownGood, type KnownGoodContent, RECORD_VERSION, sealRecord } from "../../src/evidence/known-good.ts";
import type { Leg } from "../../src/evidence/leg.ts";
import { samplingNumbers } from "../../src/evidence/policy.ts";
import type { Settings } from "../../src/settings/settings.ts";
import {
  attempt,
  chat,
  EXAMPLES,
  evidence,
  fail,
  finding,
  type Parts,
  probe,
  responses,
  settings,
} from "./evidence-examples.ts";

/** The same evidence with the verdict that follows from it. */
export function decided(parts: Parts): Evidence {
  const { verdict: _verdict, digest: _digest, ...run } = evidence(parts);
  const content = { ...run, verdict: decide(run) };
  return { ...content, digest: digestOf(content) };
}

/** The configuration under release in `evidence()`. */
const CANDIDATE = evidence().release.configuration as Configuration;

/** What the release before it had: another model, a shorter timeout, the flag off, no traffic on the canary. */
const BEFORE: Partial<Configuration> = {
  model: "example/model-0",
  timeoutMs: 20_000,
  featureFlag: { name: "llm-v2", value: "off" },
  traffic: { control: "edge-router/llm-canary", weight: 0 },
  deploymentVersion: "2026.11.19-2",
};

/** A sealed record of the release before. */
export function record(
  more: Partial<KnownGoodContent> = {},
  configuration: Partial<Configuration> = BEFORE,
): KnownGood {
  const whole = { ...CANDIDATE, ...configuration };
  return sealRecord({
    schema: "cometapi-release-gate/known-good",
    version: RECORD_VERSION,
    releaseDigest: releaseDigest(whole),
    configuration: whole,
    name: "shop-assistant",
    environment: "production",
    deploymentVersion: whole.deploymentVersion,
    configVersion: whole.configVersion,
    secretVersion: "7",
    commit: "c0ffee12",
    repository: "example/shop",
    workflowRun: "4700",
    runNumber: 11,
    runAttempt: 1,
    runId: "20261117T090000Z-0badcafe",
    policyDigest: digestOf({}),
    attempts: 19,
    passes: 19,
    gateStartedAt: "2026-11-17T09:00:00.000Z",
    decidedAt: "2026-11-17T09:01:00.000Z",
    parent: null,
    ...more,
  });
}

/** The way back as a run found it. */
export function found(known: KnownGood = record(), warnings: string[] = []): Evidence["knownGood"] {
  return { kind: "record", origin: "deployments#17", record: known, warnings };
}

const RELEASE = { kind: "release", environment: "production" } as const;

/** A chat probe that fails with a category that its confirmation repeats. */
export function refused(category: Category, subject: ProbeRun["subject"] = "candidate"): ProbeRun {
  const outcome: Attempt["outcome"] = fail(category, { status: 401, json: true, requestId: "req-refused" });
  const attempts = [attempt(1, outcome), attempt(2, outcome, { look: "confirmation", confirms: 1 })];
  return probe("chat", [], { attempts, subject });
}

const knownGoodProbe = (run: ProbeRun): ProbeRun => ({ ...run, subject: "known-good" });

/** A live release whose model is unknown to the endpoint, with a record to go back to. */
export function badRelease(more: Parts = {}): Evidence {
  return decided({
    probes: [refused("model"), responses()],
    knownGood: found(),
    ...more,
    run: { ...RELEASE, live: true, ...more.run },
  });
}

/** The same release while it serves nobody yet. */
export const notShipped = (): Evidence => badRelease({ run: { live: false } });

/** The known-good release passes the same probes. */
export const rehearsedWell = (): Evidence =>
  badRelease({
    probes: [refused("model"), responses(), knownGoodProbe(chat()), knownGoodProbe(responses())],
    rehearsal: { kind: "ran", untested: [] },
  });

/** The known-good release fails in the same way. */
export const failsTheSame = (): Evidence =>
  badRelease({ probes: [refused("model"), refused("model", "known-good")], rehearsal: { kind: "ran", untested: [] } });

/** The known-good release fails, too, and otherwise. */
export const failsOtherwise = (): Evidence =>
  badRelease({
    probes: [refused("model"), refused("authentication", "known-good")],
    rehearsal: { kind: "ran", untested: [] },
  });

/** The release that failed is the known-good one. */
export const sameRelease = (): Evidence => badRelease({ knownGood: found(record({}, CANDIDATE)) });

/** A good release whose way back is broken. */
export const brokenWayBack = (): Evidence =>
  decided({
    probes: [chat(), responses(), refused("model", "known-good"), knownGoodProbe(responses())],
    run: RELEASE,
    knownGood: found(),
    rehearsal: { kind: "ran", untested: [] },
  });

/** A good release whose way back could not be tested. */
export const untestableWayBack = (): Evidence =>
  decided({
    run: RELEASE,
    knownGood: found(),
    rehearsal: { kind: "not-testable", reason: "the known-good release's host old.example is not in allowed-hosts" },
  });

/** A release that passes and knows its way back. */
export const goodRelease = (): Evidence =>
  decided({ run: RELEASE, knownGood: found(record(), ["deployment 17 was verified 40 days ago and not since."]) });

/** The known-good release after the team restored it. */
export function restored(probes: readonly ProbeRun[], knownGood: Evidence["knownGood"] = found()): Evidence {
  return decided({
    probes,
    run: { ...RELEASE, mode: "verify-rollback", live: true },
    configuration: BEFORE,
    release: { deploymentVersion: "2026.11.19-2" },
    knownGood,
  });
}

export const restoredWell = (): Evidence => restored([chat(), responses()]);
export const restoredBadly = (): Evidence => restored([refused("authentication"), responses()]);
export const notRestored = (): Evidence =>
  restored([], {
    kind: "unusable",
    code: "known-good-not-testable",
    message: "the known-good release's host old.example is not in allowed-hosts",
    help: "Mend that and run verify-rollback again.",
  });

/** `mode: record`, and what became of the record. */
export function recorded(outcome: Evidence["recorded"]): Evidence {
  return decided({
    probes: [],
    run: { ...RELEASE, mode: "record" },
    checks: [{ id: "record", result: "pass", findings: [] }],
    recorded: outcome,
  });
}

export const refusedRecord = (): Evidence =>
  decided({
    probes: [],
    run: { ...RELEASE, mode: "record" },
    checks: [
      {
        id: "record",
        result: "fail",
        findings: [
          finding({
            rule: "not-recordable",
            message: "evidence.json: decided hold; only a release that proceeded becomes known-good",
            help: "Record the run that proceeded for this commit, name and environment.",
            file: "evidence.json",
            line: null,
            column: null,
          }),
        ],
      },
    ],
  });

/** One leg with the verdict of its own run. */
export function leg(label: string, of: Evidence): Leg {
  const { id, commit, workflowRun, runAttempt } = of.run;
  return {
    label,
    runId: id,
    commit,
    workflowRun,
    runAttempt,
    sampling: samplingNumbers(of.policy),
    verdict: of.verdict,
  };
}

/** A matrix: one leg rolls back, the others proceed, and an expected one is missing. */
export function fanIn(count = 12, more: Parts = {}): Evidence {
  const legs = Array.from({ length: count }, (_, index) => {
    const label = `region=r${String(index + 1).padStart(2, "0")}`;
    return leg(label, index === 6 ? badRelease() : goodRelease());
  });
  const missing = finding({
    trigger: "insufficient-evidence",
    rule: "leg-missing",
    message: "leg region=r99 is missing",
    help: "Look at why that leg left no evidence, and run it again.",
    file: null,
    line: null,
    column: null,
  });
  return decided({
    probes: [],
    run: { ...RELEASE, mode: "replay", live: true, legsExpected: count + 1 },
    knownGood: found(),
    checks: [{ id: "legs", result: "fail", findings: [missing] }],
    legs,
    ...more,
  });
}

/** Settings of a release with everybody declared whom a rollback needs. */
export function readySettings(more: Partial<Settings> = {}): Settings {
  const base = settings();
  const alert = { kind: "value", value: "https://alerts.example/errors" } as const;
  return { ...base, readiness: { ...base.readiness, "alerts.errors": alert }, ...more };
}

/** Every example by name, those of plain checks and releases included. */
export const ALL_EXAMPLES: Readonly<Record<string, () => Evidence>> = {
  ...EXAMPLES,
  "bad live release with a record": badRelease,
  "bad release that is not shipped": notShipped,
  "bad release, good known-good": rehearsedWell,
  "both fail the same way": failsTheSame,
  "both fail otherwise": failsOtherwise,
  "the known-good release itself fails": sameRelease,
  "broken way back": brokenWayBack,
  "untestable way back": untestableWayBack,
  "good release with a record": goodRelease,
  "verified rollback": restoredWell,
  "failed rollback": restoredBadly,
  "unverified rollback": notRestored,
  recorded: () => recorded({ kind: "recorded", origin: "deployments#18", warnings: ["not shown as a success"] }),
  "already recorded": () => recorded({ kind: "already-recorded", origin: "deployments#18", warnings: [] }),
  superseded: () => recorded({ kind: "superseded", origin: "deployments#19", warnings: ["deployments#19 is newer"] }),
  "refused record": refusedRecord,
  "fan-in": () => fanIn(),
};
