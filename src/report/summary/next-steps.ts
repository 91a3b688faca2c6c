import type { Evidence } from "../../evidence/evidence.ts";
import { OTHER_REASONS, TRIGGERS } from "../../evidence/triggers.ts";
import { faultOf, placesToLook } from "../../evidence/whose-fault.ts";
import { causeOf } from "../cause.ts";
import { owners, type ReportContext, tell } from "../context.ts";
import { firstChecks, named } from "../quick-check.ts";
import { recordIn, releaseName } from "../rollback/comparison.ts";
import { afterRestore, rollbackProcedure } from "../rollback/procedure.ts";
import { rollbackStanding } from "../rollback/section.ts";
import { escalate } from "./escalation.ts";
import { holdSteps, unverifiedSteps } from "./hold-steps.ts";

/** What cannot wait for the rest of the list. */
function urgent(evidence: Evidence): readonly string[] {
  const exposed = evidence.verdict.triggers.some(({ id, fired }) => fired && id === "sensitive-exposure");
  return exposed ? ["Rotate the key now; it was seen where it must not be."] : [];
}

/** What a decision to roll back asks for, by what it means for whoever reads it. */
function rollbackSteps(evidence: Evidence, context: ReportContext): readonly string[] {
  const standing = rollbackStanding(evidence);
  // The procedure stands in a section of its own, and only there.
  const restore = `take the ${rollbackProcedure(evidence, context).length} steps under Rollback, in their order`;
  const look = lookAt(evidence, context);
  if (standing === "needed") return [`Roll back now: ${restore}.`, ...look];
  if (standing === "not-arrived")
    return [
      "Stop the rollout: do not ship this release. Nothing needs restoring, what answers is still the known-good release.",
      `If any of it answers by now, ${restore}.`,
      ...look,
      "Mend the cause and run the gate again.",
    ];
  if (standing === "would-not-help")
    return [
      `Do not roll back; ${causeOf(evidence.verdict)}, and why going back would not help is said under Rollback. Look at ${elsewhere(evidence)}.`,
      ...(evidence.run.live ? [`Users are getting this now. Call ${owners(context)}.`] : []),
      ...look,
    ];
  if (standing === "no-record" && evidence.run.live)
    return comesAndGoes(evidence)
      ? [
          `Users are getting this now. Call ${owners(context)}.`,
          ...look,
          `No record says what worked before, so nobody knows whether going back would help. If this release changed what failed, ${restore}.`,
        ]
      : [`Go back now to what worked before: ${restore}. There is no record to follow.`, ...look];
  return [
    "Stop: do not ship this release. What runs now stays as it is.",
    ...(standing === null ? [] : [`If any of it serves users already, ${restore}.`]),
    ...look,
    "Mend the cause and run the gate again.",
  ];
}

/** Whether what failed may be the endpoint's weather alone: errors and time limits, and nothing that a release decides. */
function comesAndGoes({ verdict }: Evidence): boolean {
  const moving = verdict.triggers.filter(({ fired, severity }) => fired && severity === "rollback");
  return moving.every(({ id }) => TRIGGERS[id].kind === "rate");
}

/** Where a failure that going back does not mend comes from. */
function elsewhere(evidence: Evidence): string {
  return placesToLook(faultOf(evidence.verdict.triggers, evidence));
}

/** What a failure asks for: where to look first, and whom to tell. */
function lookAt(evidence: Evidence, context: ReportContext): readonly string[] {
  return [...firstChecks(evidence), ...tell(context)];
}

/** What a pass allows: nothing after a sandbox run, the next step after a check, the deployment after a release. */
function goOn(evidence: Evidence): readonly string[] {
  const { run, release, verdict } = evidence;
  if (verdict.reasonCode === "overridden") return [OTHER_REASONS.overridden.next, ...firstChecks(evidence)];
  if (run.sandbox)
    return [
      "Ask a real endpoint now: set COMETAPI_KEY and name the model; for a gateway other than CometAPI also its base URL.",
    ];
  if (run.kind === "check")
    return ["Go on. This was a check: name an environment to have the way back judged as well."];
  return [
    run.live
      ? "Nothing to do: what serves users passes."
      : `Ship ${release.deploymentVersion ?? "this release"}, then verify the deployment.`,
    // A fan-in is no run that could be recorded; its legs are.
    run.mode === "replay"
      ? "Once it is verified, run mode: record with the evidence of a leg, so that the next release can go back to it."
      : "Once it is verified, run mode: record with this evidence, so that the next release can go back to it.",
  ];
}

function proceedSteps(evidence: Evidence): readonly string[] {
  const doubtful = evidence.verdict.probes.filter(({ marginal, flaky }) => marginal || flaky).map(({ key }) => key);
  const remark = `Some attempts failed, below the limit${named(doubtful)}: keep an eye on them.`;
  return [...goOn(evidence), ...(doubtful.length === 0 ? [] : [remark])];
}

/** Two modes ask for something else than a release to be shipped; in the others the decision says what to do. */
function ofMode(evidence: Evidence, context: ReportContext): readonly string[] {
  const { decision } = evidence.verdict;
  if (evidence.run.mode === "verify-rollback") return verifiedSteps(evidence, context);
  if (evidence.run.mode === "record") return recordedSteps(evidence);
  if (decision === "rollback") return rollbackSteps(evidence, context);
  return decision === "hold" ? holdSteps(evidence, context) : proceedSteps(evidence);
}

/** What to do now, in order, one sentence or two each. */
export function nextSteps(evidence: Evidence, context: ReportContext): readonly string[] {
  const { decision } = evidence.verdict;
  return [
    ...urgent(evidence),
    ...ofMode(evidence, context),
    ...(decision === "proceed" || evidence.run.mode === "record" ? [] : escalate(evidence, context)),
  ];
}

/** After a rollback: the release that was asked is the one that the team put back (decision.md, `mode: verify-rollback`). */
function verifiedSteps(evidence: Evidence, context: ReportContext): readonly string[] {
  const record = recordIn(evidence);
  const restored = record === null ? "the restored release" : releaseName(record);
  const { decision } = evidence.verdict;
  if (decision === "proceed")
    return [`The rollback worked: ${restored} passes.`, ...tell(context), ...afterRestore(evidence, context)];
  if (decision === "hold")
    return [...unverifiedSteps(evidence, context, restored), "Run mode: verify-rollback again once that is done."];
  return [
    `The rollback is not done: ${restored} fails as well. Going back once more leads to the same release.`,
    "See that every value under Resolved configuration took effect, and that workers were restarted.",
    `Then look at ${elsewhere(evidence)}.`,
    ...lookAt(evidence, context),
    "Run mode: verify-rollback again once that is done.",
  ];
}

/** After `mode: record`: where the record is, and what it takes for the next release to find it. */
function recordedSteps({ recorded, verdict }: Evidence): readonly string[] {
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
