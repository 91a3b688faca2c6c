import type { Evidence, ObservedRun } from "../evidence/evidence.ts";
import type { Finding } from "../evidence/finding.ts";
import type { Leg } from "../evidence/leg.ts";
import { samplingNumbers } from "../evidence/policy.ts";
import { identify, type RunIdentity } from "../evidence/run-identity.ts";
import { describeOverride, describeRun } from "../run/describe.ts";
import { NO_RELEASE } from "../run/describe-release.ts";
import type { Settings } from "../settings/settings.ts";
import { present } from "../text/present.ts";
import { latestAttempts } from "./leg-attempts.ts";
import { absentLegs, namesOf } from "./legs.ts";
import { evidenceFinding, isPattern, readEvidence } from "./read-evidence.ts";
import type { World } from "./world.ts";

/**
 * `mode: replay`: decides again without sending anything. The evidence of one leg gives its own verdict, byte for byte,
 * unless a person's word comes to it; that of several legs is fanned in to one decision (decision.md, "Replay and
 * fan-in").
 */
export async function replayMode(settings: Settings, world: World, identity: RunIdentity): Promise<ObservedRun> {
  const { patterns, expectLegs } = settings.evidence;
  const read = await readEvidence(patterns, world.source.workingDirectory, world.cancelled);
  const [only, ...others] = read.evidence;
  // A file that is named is meant alone; one that is found may be what is left of many.
  const alone = others.length === 0 && (!patterns.some(isPattern) || (only?.evidence.run.legCount ?? 1) === 1);
  if (only !== undefined && alone && read.findings.length === 0 && expectLegs.length === 0) {
    const { verdict: _verdict, digest: _digest, ...observed } = only.evidence;
    return { ...observed, run: { ...observed.run, ...describeOverride(settings) } };
  }
  const legs = read.evidence.filter(({ evidence }) => !isOwnDecision(evidence, settings));
  const { latest: found, findings: ambiguous } = latestAttempts(legs);
  const called = namesOf(found);
  // What another run left is named and decides nothing.
  const workflowRun = workflowRunOf(found, settings);
  const latest = found.filter((leg) => leg.run.workflowRun === workflowRun);
  const names = new Map([...called].filter(([leg]) => latest.includes(leg)));
  const absent = absentLegs(names, expectLegs);
  const findings = [...read.findings, ...ambiguous, ...absent.findings, ...foreignLegFindings(called, settings)];
  const { startedAt, endedAt } = spanOf(latest, identity.startedAt);
  const times = { ...identify(startedAt), endedAt };
  const run = describeRun(
    { kind: "valid", settings },
    {
      checks: [{ id: "legs", result: findings.length === 0 ? "pass" : "fail", findings: [...findings] }],
      legs: [...names].sort(([, a], [, b]) => (a < b ? -1 : 1)).map(([leg, name]) => legOf(leg, name)),
    },
    world.runner,
    times,
  );
  // The legs' release is what is being decided; it is one release only where they agree.
  const [first] = latest;
  const same = first !== undefined && latest.every(({ release }) => release.digest === first.release.digest);
  const shared = <K extends "name" | "environment" | "kind" | "commit">(key: K): Pick<ObservedRun["run"], K> =>
    ({ [key]: new Set(latest.map((leg) => leg.run[key])).size === 1 ? first?.run[key] : run.run[key] }) as Pick<
      ObservedRun["run"],
      K
    >;
  return {
    ...run,
    run: {
      ...run.run,
      ...shared("name"),
      ...shared("environment"),
      ...shared("kind"),
      ...shared("commit"),
      live: latest.some((leg) => leg.run.live),
      sandbox: latest.some((leg) => leg.run.sandbox),
      ...(absent.count === 0 ? {} : { legsExpected: latest.length + absent.count }),
    },
    ...(same
      ? { release: first.release, knownGood: first.knownGood }
      : // Legs that differ have none in common; the settings of the replay itself are not a release.
        { release: NO_RELEASE }),
  };
}

/** The workflow run whose legs are fanned in: this one, or outside of any that of the first leg. */
function workflowRunOf([first]: Iterable<Evidence>, { labels }: Settings): string | null {
  return labels.workflowRun ?? first?.run.workflowRun ?? null;
}

/** What an earlier attempt of this fan-in decided is no leg. */
function isOwnDecision({ run }: Evidence, { labels }: Settings): boolean {
  return run.mode === "replay" && run.workflowRun === labels.workflowRun && run.job === labels.job;
}

/** Trust comes from artifacts of the same run: a leg of another run or commit speaks of something else. */
function foreignLegFindings(names: ReadonlyMap<Evidence, string>, settings: Settings): Finding[] {
  const [first] = names.keys();
  const workflowRun = workflowRunOf(names.keys(), settings);
  const commit = settings.labels.commit ?? first?.run.commit ?? null;
  return [...names].flatMap(([{ run }, called]) => {
    const name = `leg ${called} comes from`;
    if (run.workflowRun !== workflowRun)
      return foreignLeg(
        `${name} workflow run ${run.workflowRun ?? "unknown"}, this is ${workflowRun ?? "unknown"}`,
        "Fan in the artifacts of this workflow run only.",
      );
    return run.commit === commit
      ? []
      : foreignLeg(
          `${name} commit ${run.commit ?? "unknown"}, this is ${commit ?? "unknown"}`,
          "Fan in legs of one commit only. Where the legs were given the input commit, give the same to this step.",
        );
  });
}

function foreignLeg(message: string, help: string): Finding {
  return evidenceFinding("leg-of-another-run", null, message, help);
}

function legOf(evidence: Evidence, name: string): Leg {
  const { verdict, policy, run, metrics } = evidence;
  const { id, commit, workflowRun, runAttempt, jobId, legValues: values } = run;
  const identity = { label: name, runId: id, commit, workflowRun, runAttempt };
  return { ...identity, ...present({ jobId, values, metrics }), sampling: samplingNumbers(policy), verdict };
}

/** From the first leg's start to the last one's end: a replay has no time of its own. */
function spanOf(evidence: readonly Evidence[], now: Date): { startedAt: Date; endedAt: Date } {
  if (evidence.length === 0) return { startedAt: now, endedAt: now };
  const at = (pick: "startedAt" | "endedAt") => evidence.map(({ run }) => Date.parse(run[pick]));
  return { startedAt: new Date(Math.min(...at("startedAt"))), endedAt: new Date(Math.max(...at("endedAt"))) };
}
