import type { Evidence } from "../../evidence/evidence.ts";
import { TRIGGERS, type TriggerId } from "../../evidence/triggers.ts";
import type { TriggerReport } from "../../evidence/verdict.ts";
import { meaningOf } from "../../evidence/whose-fault.ts";
import { owners, type ReportContext, tell } from "../context.ts";
import { firstChecks, named } from "../quick-check.ts";
import { recordIn, releaseName } from "../rollback/comparison.ts";
import { missingLegs } from "./probe-table.ts";

/** Things that users may be getting, named in one step; the table of triggers has them all. */
const MOST_SEEN = 3;

/** Holds that say that the release is not there, or not everywhere. */
const ARRIVAL: readonly TriggerId[] = ["not-ready", "rollout-incomplete"];

/** The release is neither cleared nor blamed; where it serves users already, they come first. */
export function holdSteps(evidence: Evidence, context: ReportContext): readonly string[] {
  const missing = missingLegs(evidence).join("; ");
  const arrival = arrivalReport(evidence);
  return [
    ...(evidence.run.live || evidence.verdict.productionRisk ? [servedNow(evidence, context)] : [waiting(arrival)]),
    // Nothing is known of what left no evidence.
    ...(missing === "" ? [] : [`Find out why evidence is missing, and run what is missing again: ${missing}.`]),
    ...(arrival === null ? [] : lookAtRollout(arrival, evidence, context)),
    ...firstChecks(evidence, ARRIVAL),
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
    `Not rolled back yet: finish the restore. See which instances do not run ${restored}, and restart or replace them.`,
    ...firstChecks(evidence, ARRIVAL),
    ...tell(context),
  ];
}

function arrivalReport({ verdict }: Evidence): TriggerReport | null {
  return verdict.triggers.find(({ id, fired }) => fired && ARRIVAL.includes(id)) ?? null;
}

function waiting(arrival: TriggerReport | null): string {
  if (arrival === null) return "Wait: ship nothing yet. The release is neither cleared nor blamed.";
  return arrival.id === "not-ready"
    ? "Wait for the release: it was not there in time, so nothing was asked and nothing is blamed on it."
    : "Wait for the rollout to end: the release is neither cleared nor blamed.";
}

function lookAtRollout({ id }: TriggerReport, evidence: Evidence, context: ReportContext): readonly string[] {
  const record = recordIn(evidence);
  return [
    ...(context.knownGoodServes && record !== null
      ? [`Nothing needs restoring: what answers is ${releaseName(record)}, the known-good release.`]
      : []),
    id === "not-ready"
      ? "Look at the rollout: whether the new instances start, what their logs and the health route say, and what stands in front of them."
      : "Look at the rollout: which instances still run the other version, and why they were not replaced.",
  ];
}

/** What users may be getting now, and whom to call: the first thing to know where a configuration serves them already. */
function servedNow(evidence: Evidence, context: ReportContext): string {
  const { verdict } = evidence;
  const call = `Call ${owners(context)}.`;
  const arrival = arrivalReport(evidence);
  if (arrival?.id === "rollout-incomplete")
    return `Users may be getting another version than the one under test now: ${arrival.detail}. ${call}`;
  if (arrival !== null) return `Users may be getting errors, or nothing, now: ${arrival.detail}. ${call}`;
  const moving = verdict.triggers.filter(({ fired, severity }) => fired && severity !== "advisory");
  const seen = moving
    .filter(({ id, probes }) => probes.length > 0 || TRIGGERS[id].check === "logs")
    .map((trigger) => meaningOf(trigger, (meaning, keys) => `${meaning.split("; ")[0]}${named(keys)}`));
  if (verdict.productionRisk)
    return `Production risk: this configuration already serves users and could not be judged, so nobody knows what they are getting now. ${call}`;
  if (seen.length > 0) return `Users may be getting this now: ${seen.slice(0, MOST_SEEN).join("; ")}. ${call}`;
  const about = moving.map(({ id }) => id).join(", ");
  const passed = verdict.probes.length > 0 && verdict.probes.every(({ result }) => result === "pass");
  return passed
    ? `What users are getting now passed every probe of this run; the hold is about ${about}. ${call}`
    : `Nobody knows what users are getting now; the hold is about ${about}. ${call}`;
}
