import type { Evidence } from "../../evidence/evidence.ts";
import { isDoubtful } from "../../evidence/pass-words.ts";
import { OTHER_REASONS } from "../../evidence/reasons.ts";
import { type ReportContext, tell } from "../context.ts";
import { firstChecks, named } from "../quick-check.ts";
import { recordIn, releaseName } from "../rollback/comparison.ts";
import { afterRestore } from "../rollback/procedure.ts";
import { escalate } from "./escalation.ts";
import { holdSteps, unverifiedSteps } from "./hold-steps.ts";
import { elsewhere, rollbackSteps } from "./rollback-steps.ts";
import { isVersionUnknown } from "./service-answers.ts";

/** What cannot wait for the rest of the list. */
function urgent(evidence: Evidence): readonly string[] {
  const exposed = evidence.verdict.triggers.find(({ id, fired }) => fired && id === "sensitive-exposure");
  if (exposed === undefined) return [];
  const cameBack = exposed.probes.length > 0 || evidence.arrival?.last?.category === "sensitive-exposure";
  return [
    cameBack
      ? `Rotate now what came back, a secret of this run: ${secretsOf(evidence)}.`
      : "Rotate now the secret that was seen where it must not be; the problem found says where.",
  ];
}

/** Secrets that a run may have carried, by their names: which of them came back is not written down. */
function secretsOf({ release: { configuration } }: Evidence): string {
  const { headerNames = [], headerDigests = {}, query = {} } = configuration ?? {};
  const headers = headerNames.filter((name) => headerDigests[name] === undefined);
  const parameters = Object.keys(query).filter((name) => query[name] === null);
  const named = [
    ...(headers.length === 0 ? [] : [`the header ${headers.join(", ")}`]),
    ...(parameters.length === 0 ? [] : [`the query parameter ${parameters.join(", ")}`]),
  ];
  const others = [
    ...named.map((each) => `the value from the environment of ${each}`),
    "another secret that its settings hold",
  ].join(", or ");
  return configuration?.auth === "none" ? others : `the key, or ${others}`;
}

/** What a failure asks for: where to look first, and whom to tell. */
function lookAt(evidence: Evidence, context: ReportContext): readonly string[] {
  return [...firstChecks(evidence), ...tell(context)];
}

/** What a pass allows: nothing after a sandbox run, the next step after a check, the deployment after a release. */
function goOn(evidence: Evidence): readonly string[] {
  const { run, release, verdict } = evidence;
  if (verdict.reasonCode === "overridden")
    return [
      run.live
        ? `It keeps serving on the responsibility of ${run.override?.actor ?? "the person who is named"}. Run the gate again without override.`
        : OTHER_REASONS.overridden.next,
      ...firstChecks(evidence),
    ];
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
  const doubtful = evidence.verdict.probes.filter(isDoubtful).map(({ key }) => key);
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
  const { decision, reasonCode } = evidence.verdict;
  if (reasonCode === "overridden")
    return [
      `The rollback is not verified: ${evidence.run.override?.actor ?? "somebody"} let the hold pass. Run mode: verify-rollback again without override.`,
      ...firstChecks(evidence),
      ...tell(context),
    ];
  if (decision === "proceed")
    return [`The rollback worked: ${restored} passes.`, ...tell(context), ...afterRestore(evidence, context)];
  if (decision === "hold")
    return [...unverifiedSteps(evidence, context, restored), "Run mode: verify-rollback again once that is done."];
  if (isVersionUnknown(evidence))
    return [
      `The rollback is not verified: the service fails, and nobody knows which version answered. See first that ${restored} is what is deployed and what answers there.`,
      `If it is, going back once more leads to the same release: look at ${elsewhere(evidence)}.`,
      ...lookAt(evidence, context),
      "Run mode: verify-rollback again once that is done.",
    ];
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
