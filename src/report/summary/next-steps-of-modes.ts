import type { Evidence } from "../../evidence/evidence.ts";
import type { ReportContext } from "../context.ts";
import { recordIn, releaseName } from "../known-good.ts";
import { missingLegs } from "../legs.ts";
import { tell } from "../people.ts";
import { afterRestore } from "../rollback/procedure.ts";
import { firstChecks } from "./first-checks.ts";

/** After a rollback: the release that was asked is the one that the team put back (decision.md, `mode: verify-rollback`). */
export function verifiedSteps(evidence: Evidence, context: ReportContext): readonly string[] {
  const record = recordIn(evidence);
  const restored = record === null ? "the restored release" : releaseName(record);
  switch (evidence.verdict.decision) {
    case "proceed":
      return [`The rollback worked: ${restored} passes.`, ...tell(context), ...afterRestore(evidence, context)];
    case "rollback":
      return [
        `The rollback is not done: ${restored} fails as well. Going back once more leads to the same release.`,
        "See that every value under Resolved configuration took effect, and that workers were restarted.",
        "Then look at provider, network and credential.",
        ...firstChecks(evidence),
        ...tell(context),
        "Run mode: verify-rollback again once that is done.",
      ];
    case "hold":
      return [
        `The rollback is not verified: nobody knows yet whether ${restored} works.`,
        ...firstChecks(evidence),
        ...tell(context),
        "Run mode: verify-rollback again once that is done.",
      ];
  }
}

/** After `mode: record`: where the record is, and what it takes for the next release to find it. */
export function recordedSteps({ recorded, verdict }: Evidence): readonly string[] {
  if (recorded === null || verdict.decision !== "proceed")
    return [
      "Nothing was recorded. The last known-good record stays as it is, and the next release goes back to that.",
      "Mend what is named under Problems found, then run mode: record again.",
    ];
  const file = /^file:(.+)$/.exec(recorded.origin)?.[1];
  switch (recorded.kind) {
    case "recorded":
      return file === undefined
        ? [`Nothing else to do: ${recorded.origin} is the known-good of the next release (known-good: deployments).`]
        : [`Commit ${file}, so that the next release finds its known-good there.`];
    case "already-recorded":
      return [`Nothing to do: ${recorded.origin} says this already.`];
    case "superseded":
      return [
        `Look at what serves users now: ${recorded.origin} is newer and stays the known-good.`,
        "If the older release was put back on purpose, run the gate on it again and record that run.",
      ];
  }
}

/** Legs of a fan-in that left no evidence: nothing can be said about them, so they come first. */
export function missingLegSteps(evidence: Evidence): readonly string[] {
  const missing = missingLegs(evidence);
  if (missing.length === 0) return [];
  return [`Find out why evidence is missing, and run what is missing again: ${missing.join("; ")}.`];
}
