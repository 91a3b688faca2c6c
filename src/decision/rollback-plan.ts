import type { ObservedRun } from "../evidence/evidence.ts";
import { type ComparableRun, compareWithKnownGood, isSameRelease } from "../evidence/release-comparison.ts";
import type { PlanStep, ProbeVerdict } from "../evidence/verdict.ts";
import { type Culprit, implicated, isService } from "./attribution.ts";

/**
 * What a rollback has to put back, in the order of the checklist's procedure: flag and traffic first, then the artifact,
 * then the configuration, the secret last (release-and-rollback-checklist, "Rollback procedure"). Empty where nothing that
 * can be compared differs, or where there is no record to compare with.
 *
 * @param probes how this release came out
 * @param culprits what is behind the fired rollback triggers
 */
export function rollbackPlan(
  run: ComparableRun & { readonly run: Pick<ObservedRun["run"], "commit"> },
  probes: readonly ProbeVerdict[],
  culprits: readonly Culprit[],
): PlanStep[] {
  const fields = compareWithKnownGood(run, probes);
  if (fields === null) return [];
  const artifact = culprits.some(isService) ? artifactStep(run) : [];
  if (isSameRelease(fields)) return artifact;
  const steps = fields
    .filter(({ standing }) => standing !== "same")
    .map((field) => ({
      field: field.field,
      from: field.ours,
      // A record that knew no flag yet: the value to go back to is the one that the gate file declares.
      to: field.theirs ?? (field.field === "feature-flag" ? run.release.flagRollbackValue : null),
      recorded: field.recorded,
      implicated: implicated(field, culprits, run.release.configuration?.families ?? []),
    }));
  // A version that differs names the artifact already.
  return steps.some(({ field }) => field === "deployment-version") ? steps : [...artifact, ...steps];
}

/**
 * The commit that the deployed service was built from, where it is what failed and the record's is another one. Nothing says
 * whether what was built from them differs, so it may matter; a probe of the API never saw it.
 */
function artifactStep({
  run: { commit },
  knownGood,
}: Pick<ObservedRun, "knownGood"> & { readonly run: Pick<ObservedRun["run"], "commit"> }): PlanStep[] {
  const to = knownGood.kind === "record" ? knownGood.record.commit : null;
  if (commit === null || to === null || commit === to) return [];
  return [{ field: "commit", from: commit, to, recorded: true, implicated: "unknown" }];
}
