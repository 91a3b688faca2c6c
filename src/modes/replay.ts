import type { Evidence, Leg, ObservedRun } from "../evidence/evidence.ts";
import type { Finding } from "../evidence/finding.ts";
import { samplingNumbers } from "../evidence/policy.ts";
import { identify, type RunIdentity } from "../evidence/run-identity.ts";
import { describeOverride, describeRun } from "../run/describe.ts";
import { NO_RELEASE } from "../run/describe-release.ts";
import type { Settings } from "../settings/settings.ts";
import { oneLine } from "../text/one-line.ts";
import { type EvidenceFiles, evidenceFinding, readEvidence } from "./read-evidence.ts";
import type { World } from "./world.ts";

/**
 * `mode: replay`: decides again without sending anything. The evidence of one leg gives its own verdict, byte for byte,
 * unless a person's word comes to it; that of several legs is fanned in to one decision (decision.md, "Replay and
 * fan-in").
 */
export async function replayMode(settings: Settings, world: World, identity: RunIdentity): Promise<ObservedRun> {
  const { patterns, expectLegs } = settings.evidence;
  const read = readEvidence(patterns, world.source.workingDirectory);
  const [only, ...others] = read.evidence;
  if (only !== undefined && others.length === 0 && read.findings.length === 0 && expectLegs.length === 0) {
    const { verdict: _verdict, digest: _digest, ...observed } = only.evidence;
    return { ...observed, run: { ...observed.run, ...describeOverride(settings) } };
  }
  const { latest, findings: ambiguous } = latestAttempts(read.evidence);
  const findings = [
    ...read.findings,
    ...ambiguous,
    ...missingLegFindings(latest, expectLegs),
    ...foreignLegFindings(latest, settings),
  ];
  const { startedAt, endedAt } = spanOf(latest, identity.startedAt);
  const times = { ...identify(startedAt), endedAt };
  const run = describeRun(
    { kind: "valid", settings },
    {
      checks: [{ id: "legs", result: findings.length === 0 ? "pass" : "fail", findings: [...findings] }],
      legs: latest.map((leg) => legOf(leg, latest)),
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
    },
    ...(same
      ? { release: first.release, knownGood: first.knownGood }
      : // Legs that differ have none in common; the settings of the replay itself are not a release.
        { release: NO_RELEASE }),
  };
}

/**
 * Of the same leg twice, the highest run attempt wins. Two runs of one attempt under one label are two legs, and nothing says
 * which of them counts: both stay, and the fan-in holds (decision.md, "Replay and fan-in": a failing leg never disappears).
 */
function latestAttempts(files: EvidenceFiles["evidence"]): { latest: Evidence[]; findings: Finding[] } {
  const runs = new Map(files.map((one) => [one.evidence.digest, one]));
  const legs = Map.groupBy(runs.values(), ({ evidence }) => labelOf(evidence));
  const findings: Finding[] = [];
  const latest = [...legs].flatMap(([label, leg]) => {
    const attempts = Map.groupBy(leg, ({ evidence }) => evidence.run.runAttempt ?? 0);
    const shared = [...attempts.values()].filter((attempt) => attempt.length > 1).flat();
    if (shared.length > 0) findings.push(sharedLabelFinding(label, shared));
    const kept = shared.length > 0 ? leg : attempts.get(Math.max(...attempts.keys()));
    return (kept ?? []).map(({ evidence }) => evidence);
  });
  const order = (evidence: Evidence) => `${labelOf(evidence)} ${evidence.run.id}`;
  return { latest: latest.sort((a, b) => (order(a) < order(b) ? -1 : 1)), findings };
}

function sharedLabelFinding(label: string, files: EvidenceFiles["evidence"]): Finding {
  const named = files.map(({ file }) => file).join(" and ");
  return evidenceFinding(
    "leg-label-shared",
    null,
    `${named} are different runs of one attempt, and both are called leg ${oneLine(label)}`,
    "Give every leg a label of its own that holds all values of its matrix, for example region and model.",
  );
}

/** A run without a leg label is told apart by its run id. */
function labelOf({ run }: Evidence): string {
  return run.leg ?? run.id;
}

function missingLegFindings(evidence: readonly Evidence[], expected: readonly string[]): Finding[] {
  const present = new Set(evidence.map(labelOf));
  return expected
    .filter((leg) => !present.has(leg))
    .map((leg) => ({
      ...evidenceFinding(
        "leg-missing",
        null,
        `leg ${leg} is missing`,
        "Look at why that leg left no evidence, and run it again.",
      ),
      trigger: "insufficient-evidence",
    }));
}

/** Trust comes from artifacts of the same run: a leg of another run or commit speaks of something else. */
function foreignLegFindings(evidence: readonly Evidence[], { labels }: Settings): Finding[] {
  const [first] = evidence;
  const workflowRun = labels.workflowRun ?? first?.run.workflowRun ?? null;
  const commit = labels.commit ?? first?.run.commit ?? null;
  return evidence.flatMap((leg) => {
    const { run } = leg;
    const name = `leg ${labelOf(leg)} comes from`;
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

function legOf(evidence: Evidence, among: readonly Evidence[]): Leg {
  const { id, commit, workflowRun, runAttempt } = evidence.run;
  const label = oneLine(labelOf(evidence));
  const alone = among.every((other) => other === evidence || labelOf(other) !== labelOf(evidence));
  const { verdict, policy } = evidence;
  const sampling = samplingNumbers(policy);
  return { label: alone ? label : `${label} ${id}`, runId: id, commit, workflowRun, runAttempt, sampling, verdict };
}

/** From the first leg's start to the last one's end: a replay has no time of its own. */
function spanOf(evidence: readonly Evidence[], now: Date): { startedAt: Date; endedAt: Date } {
  if (evidence.length === 0) return { startedAt: now, endedAt: now };
  const at = (pick: "startedAt" | "endedAt") => evidence.map(({ run }) => Date.parse(run[pick]));
  return { startedAt: new Date(Math.min(...at("startedAt"))), endedAt: new Date(Math.max(...at("endedAt"))) };
}
