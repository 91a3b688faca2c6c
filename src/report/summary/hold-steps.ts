import { leftOpen } from "../../evidence/arrival.ts";
import { type Category, factsOf, isOnTheWay } from "../../evidence/categories.ts";
import type { Evidence } from "../../evidence/evidence.ts";
import { TRIGGERS } from "../../evidence/triggers.ts";
import type { TriggerReport } from "../../evidence/verdict.ts";
import { weighs } from "../../evidence/vocabulary.ts";
import { ARRIVAL, isServiceKey, meaningOf } from "../../evidence/whose-fault.ts";
import { owners, type ReportContext, tell } from "../context.ts";
import { firstChecks, named } from "../quick-check.ts";
import { recordIn, releaseName } from "../rollback/comparison.ts";
import { rollbackProcedure } from "../rollback/procedure.ts";
import { rollbackStanding } from "../rollback/section.ts";
import { missingLegs } from "./legs.ts";
import { namesNoVersion, namesOtherVersion, servicePasses } from "./service-answers.ts";

/** Things that users may be getting, named in one step; the table of triggers has them all. */
const MOST_SEEN = 3;

/** The release is neither cleared nor blamed; where it serves users already, they come first. */
export function holdSteps(evidence: Evidence, context: ReportContext): readonly string[] {
  if (evidence.verdict.reasonCode === "no-secrets")
    return ["Nothing to mend: the live probes run after the merge, or on a branch of this repository."];
  const missing = missingLegs(evidence).join("; ");
  const arrival = arrivalReport(evidence);
  // Their own step says all that there is to do about it.
  const isOfLegs = ({ id, detail }: TriggerReport) => id === "insufficient-evidence" && detail === missing;
  const told = evidence.verdict.triggers.filter(isOfLegs).map(({ id }) => id);
  return [
    ...(evidence.run.live || evidence.verdict.productionRisk
      ? [servedNow(evidence, context)]
      : [waiting(arrival, evidence)]),
    // Nothing is known of what left no evidence.
    ...(missing === "" ? [] : [`Find out why evidence is missing, and run what is missing again: ${missing}.`]),
    ...(arrival === null ? [] : [...stillServed(evidence, context), ...lookAtRollout(arrival, evidence)]),
    ...wayOut(evidence, context),
    ...firstChecks(evidence, [...ARRIVAL, ...told]),
    ...tell(context),
    `Run the gate again once that is done${arrival === null || evidence.arrival !== undefined ? "" : ", with ready-within to have it wait for the release"}.`,
  ];
}

/** After a rollback that nobody can tell the outcome of yet. */
export function unverifiedSteps(evidence: Evidence, context: ReportContext, restored: string): readonly string[] {
  const arrival = arrivalReport(evidence);
  const served = evidence.run.live ? [servedNow(evidence, context)] : [];
  if (arrival === null)
    return [
      ...served,
      `The rollback is not verified: nobody knows yet whether ${restored} works.`,
      ...firstChecks(evidence),
      ...tell(context),
    ];
  return [
    ...served,
    ...(namesOtherVersion(evidence)
      ? [
          `Not rolled back yet: finish the restore. See which instances do not run ${restored}, and restart or replace them.`,
        ]
      : [
          `The rollback is not verified, and nobody knows which version answered. See that ${restored} is what is deployed, and that it runs.`,
          ...lookAtRollout(arrival, evidence),
        ]),
    ...firstChecks(evidence, ARRIVAL),
    ...tell(context),
  ];
}

function arrivalReport({ verdict }: Evidence): TriggerReport | null {
  return verdict.triggers.find(({ id, fired }) => fired && ARRIVAL.includes(id)) ?? null;
}

function waiting(arrival: TriggerReport | null, evidence: Evidence): string {
  if (arrival === null) return "Wait: ship nothing yet. The release is neither cleared nor blamed.";
  if (namesNoVersion(evidence))
    return "See first whether the service says its version where it is declared: none of its answers does. It may not send it, or what stands in front of it may drop it. Where it is sent, wait for the rollout to end: the release is neither cleared nor blamed.";
  return arrival.id === "not-ready"
    ? "Wait for the release: it was not seen in time, so nothing was asked and nothing is blamed on it."
    : "Wait for the rollout to end: the release is neither cleared nor blamed.";
}

function stillServed(evidence: Evidence, { knownGoodServes }: ReportContext): readonly string[] {
  const record = recordIn(evidence);
  return knownGoodServes && record !== null
    ? [`Nothing needs restoring: what answers is ${releaseName(record)}, the known-good release.`]
    : [];
}

/** The way back as what it is here: a choice, which nothing that was observed speaks for. */
function wayOut(evidence: Evidence, context: ReportContext): readonly string[] {
  const record = recordIn(evidence);
  if (record === null || context.knownGoodServes || rollbackStanding(evidence) !== "choice") return [];
  const { length } = rollbackProcedure(evidence, context);
  const where = doubtOf(evidence).onTheWay === null ? "" : "Where it does not answer there either, ";
  return [`${where}${releaseName(record)} is there to go back to, if you decide to: ${length} steps under Rollback.`];
}

/** Why the release that was waited for may be there all the same: this runner's way to it, or a page that is not declared. */
function doubtOf({ arrival }: Evidence): { readonly onTheWay: Category | null; readonly page: boolean } {
  const { category = null, status = null } = arrival?.last ?? {};
  return {
    onTheWay: category !== null && isOnTheWay(category) ? category : null,
    page: category === "app-behaviour" && status !== null && status < 300,
  };
}

function lookAtRollout({ id }: TriggerReport, evidence: Evidence): readonly string[] {
  const { recheck } = evidence;
  if (id !== "not-ready" && recheck?.other === null && leftOpen(recheck).length > 0)
    return ["Run the gate again: what failed passes now, and a release that is at fault fails again."];
  if (id !== "not-ready")
    return [
      "Look at the rollout: which instances answer otherwise than the version under test, whether they run another one or do not serve yet, and why they were not replaced.",
    ];
  const { onTheWay, page } = doubtOf(evidence);
  if (onTheWay !== null)
    return [
      `Ask the service from elsewhere first, as its users do: where it answers there, this runner is what is wrong. ${factsOf(onTheWay, "app").quickCheck}`,
      "Where it does not answer there either, look at the rollout: whether the new instances start, what their logs and the health route say.",
    ];
  if (page)
    return [
      "See what answers at that address: an HTML page counts as not there. Where the service itself shows one, name an address that answers without it (ready.url), and declare what tells the service from a page: a header or a pointer (ready.expect, or probes.app.expect).",
      "Where it is not, look at the rollout, and at what stands in front of it.",
    ];
  return [
    "Look at the rollout: whether the new instances start, what their logs and the health route say, and what stands in front of them.",
  ];
}

/** What users may be getting now, and whom to call: the first thing to know where a configuration serves them already. */
function servedNow(evidence: Evidence, context: ReportContext): string {
  const { verdict } = evidence;
  const call = `Call ${owners(context)}.`;
  const arrival = arrivalReport(evidence);
  if (arrival?.id === "rollout-incomplete")
    return `Users may not be getting the version under test now: ${arrival.detail}. ${call}`;
  const { onTheWay, page } = doubtOf(evidence);
  if (arrival !== null && (onTheWay !== null || page))
    return `Nobody knows what users are getting now: ${arrival.detail}. ${call}`;
  if (arrival !== null) return `Users may be getting errors, or nothing, now: ${arrival.detail}. ${call}`;
  const moving = verdict.triggers.filter(weighs);
  const seen = moving
    .filter(({ id, probes }) => probes.length > 0 || isServiceKey(TRIGGERS[id].check ?? ""))
    .map((trigger) =>
      meaningOf(trigger, evidence.probes, (meaning, keys) => `${meaning.split("; ")[0]}${named(keys)}`),
    );
  const passes = servicePasses(evidence);
  if (seen.length > 0 && passes !== null)
    return `What users get is not seen to fail, ${passes}; asked directly: ${seen.slice(0, MOST_SEEN).join("; ")}. ${call}`;
  if (verdict.productionRisk)
    return `Production risk: this configuration already serves users and could not be judged, so nobody knows what they are getting now. ${call}`;
  if (seen.length > 0) return `Users may be getting this now: ${seen.slice(0, MOST_SEEN).join("; ")}. ${call}`;
  const about = moving.map(({ id }) => id).join(", ");
  const passed = verdict.probes.length > 0 && verdict.probes.every(({ result }) => result === "pass");
  return passed
    ? `What users are getting now passed every probe of this run; the hold is about ${about}. ${call}`
    : `Nobody knows what users are getting now; the hold is about ${about}. ${call}`;
}
