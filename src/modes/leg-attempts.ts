/** Which evidence of a leg counts: that of its latest run attempt. */
import type { Evidence } from "../evidence/evidence.ts";
import type { Finding } from "../evidence/finding.ts";
import { oneLine } from "../text/one-line.ts";
import { type EvidenceFiles, evidenceFinding } from "./read-evidence.ts";

/** A run without a leg label is told apart by its run id. */
export function labelOf({ run }: Evidence): string {
  return run.leg ?? run.id;
}

/** The same leg in one attempt or several. */
type Attempts = EvidenceFiles["evidence"];

/**
 * Of the same leg twice, the highest run attempt wins. Two runs of one attempt under one label are two legs, and nothing says
 * which of them counts: both stay, and the fan-in holds (decision.md, "Replay and fan-in": a failing leg never disappears).
 */
export function latestAttempts(files: Attempts): { latest: Evidence[]; findings: Finding[] } {
  const runs = new Map(files.map((one) => [one.evidence.digest, one]));
  const findings: Finding[] = [];
  const latest = [...Map.groupBy(runs.values(), ({ evidence }) => identityOf(evidence)).values()].flatMap((leg) => {
    if (leg[0]?.evidence.run.leg === null) {
      const overtaken = overtakenIn(leg);
      findings.push(...overtaken.map((older) => overtakenFinding(older, latestOf(leg))));
      return byConfiguration(leg).flatMap((file) => (overtaken.includes(file) ? [] : file.evidence));
    }
    const shared = sharingAnAttempt(leg);
    if (shared.length > 0) findings.push(sharedLabelFinding(shared));
    return (shared.length > 0 ? leg : latestOf(leg)).map(({ evidence }) => evidence);
  });
  const order = (evidence: Evidence) => `${labelOf(evidence)} ${evidence.run.id}`;
  return { latest: latest.sort((a, b) => (order(a) < order(b) ? -1 : 1)), findings };
}

/** What makes a leg the same one in another attempt: legs of two workflow runs, jobs, integrations or environments never are. */
function identityOf({ run }: Evidence): string {
  const { workflowRun, job, name, environment, leg, id } = run;
  return JSON.stringify([workflowRun, job, name, environment, leg, leg === null && job === undefined ? id : null]);
}

/** Without a label the configuration tells runs of a job apart: a reusable workflow that is called twice has one job id. */
function byConfiguration(leg: Attempts): Attempts {
  return [...Map.groupBy(leg, ({ evidence }) => evidence.release.digest).values()].flatMap(latestOf);
}

/** Failures of an older attempt where the latest one asked nothing that was asked before: mended, or another call of the job. */
function overtakenIn(leg: Attempts): Attempts {
  const latest = latestOf(leg);
  const older = leg.filter((file) => !latest.includes(file));
  const asked = new Set(older.map(({ evidence }) => evidence.release.digest));
  if (latest.some(({ evidence }) => asked.has(evidence.release.digest))) return [];
  return byConfiguration(older).filter(({ evidence }) => evidence.verdict.decision !== "proceed");
}

function overtakenFinding({ file, evidence }: Attempts[number], latest: Attempts): Finding {
  const { decision } = evidence.verdict;
  return evidenceFinding(
    "leg-attempt-unclear",
    null,
    `${file} (${decision}) is of an older attempt than ${latest.map((other) => other.file).join(" and ")}, and asked another configuration: nothing says whether they are one leg`,
    "Run all jobs of the workflow again. Where one job is called several times, give each call the input leg.",
  );
}

/** The job that a run was a step of: another step of it is another part of the same leg. */
export const jobOf = (leg: Evidence): string => leg.run.jobId ?? `${labelOf(leg)} ${leg.run.id}`;

const attemptOf = ({ evidence }: Attempts[number]): number => evidence.run.runAttempt ?? 0;

function sharingAnAttempt(leg: Attempts): Attempts {
  const attempts = [...Map.groupBy(leg, attemptOf).values()];
  return attempts.filter((attempt) => new Set(attempt.map(({ evidence }) => jobOf(evidence))).size > 1).flat();
}

function latestOf(leg: Attempts): Attempts {
  const latest = Math.max(...leg.map(attemptOf));
  return leg.filter((file) => attemptOf(file) === latest);
}

function sharedLabelFinding(files: Attempts): Finding {
  const named = files.map(({ file }) => file).join(" and ");
  const label = files.map(({ evidence }) => labelOf(evidence))[0] ?? "";
  return evidenceFinding(
    "leg-label-shared",
    null,
    `${named} are different runs of one attempt, and both are called leg ${oneLine(label)}`,
    "Leave the input leg out: a leg knows its matrix. A label of your own needs all of its values, for example region and model; several steps of one job each need their own input name.",
  );
}
