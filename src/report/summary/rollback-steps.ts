import type { Evidence } from "../../evidence/evidence.ts";
import { capitalised } from "../../evidence/pace-words.ts";
import { TRIGGERS, type TriggerId } from "../../evidence/triggers.ts";
import { ARRIVAL, faultOf, placesToLook } from "../../evidence/whose-fault.ts";
import { owners, type ReportContext, tell } from "../context.ts";
import { atMost } from "../document.ts";
import { firstChecks, named } from "../quick-check.ts";
import { rollbackProcedure } from "../rollback/procedure.ts";
import { rollbackStanding } from "../rollback/section.ts";
import { failingKeys, servicePasses } from "./service-answers.ts";

/** What a decision to roll back asks for, by what it means for whoever reads it. */
export function rollbackSteps(evidence: Evidence, context: ReportContext): readonly string[] {
  const standing = rollbackStanding(evidence);
  // The procedure stands in a section of its own, and only there.
  const restore = `take the ${rollbackProcedure(evidence, context).length} steps under Rollback, in their order`;
  const look = [...firstChecks(evidence, contradicted(evidence, standing)), ...tell(context)];
  const passes = servicePasses(evidence);
  const known = passes === null ? [] : [`What users get is not seen to fail: ${passes}; ${failsDirectly(evidence)}.`];
  if (standing === "needed") return [orderOf(evidence, restore), ...known, ...look];
  if (standing === "not-arrived")
    return [
      "Stop the rollout: do not ship this release. Nothing needs restoring, what answers is still the known-good release.",
      `If any of it answers by now, ${restore}.`,
      ...look,
      "Mend the cause and run the gate again.",
    ];
  if (standing === "would-not-help")
    return [
      `Do not roll back: why going back would not help is said under Rollback. Look at ${elsewhere(evidence)}.`,
      ...(evidence.run.live ? [usersNow(evidence, context)] : []),
      ...look,
    ];
  if (standing === "no-record" && evidence.run.live)
    return comesAndGoes(evidence)
      ? [
          usersNow(evidence, context),
          ...look,
          `No record says what worked before, so nobody knows whether going back would help. If this release changed what failed, ${restore}.`,
        ]
      : [`Go back now to what worked before: ${restore}. There is no record to follow.`, ...known, ...look];
  return [
    "Stop: do not ship this release. What runs now stays as it is.",
    ...(standing === null ? [] : [`If any of it serves users already, ${restore}.`]),
    ...look,
    "Mend the cause and run the gate again.",
  ];
}

/** The order to go back: where, and what is known against it. */
function orderOf({ verdict, legs }: Evidence, restore: string): string {
  if (verdict.rehearsal?.result === "bad")
    return `Users are getting a release that fails, and the known-good release fails, too (${verdict.rehearsal.triggers.join(", ")}): weigh both under Rollback before you ${restore}.`;
  const needing = legs.filter((leg) => leg.verdict.rollbackNeeded).map(({ label }) => label);
  const where =
    needing.length === 0 || needing.length === legs.length
      ? ""
      : ` in ${atMost(needing, MOST_LEGS).join("; ")}, and nowhere else`;
  return `Roll back now${where}: ${restore}.`;
}

/** Legs that the order names; the table has them all. */
const MOST_LEGS = 8;

/** What users are getting, as far as the evidence says it, and whom to call. */
function usersNow(evidence: Evidence, context: ReportContext): string {
  const passes = servicePasses(evidence);
  const said = passes === null ? "Users are getting this now." : `${capitalised(passes)}; ${failsDirectly(evidence)}.`;
  return `${said} Call ${owners(context)}.`;
}

function failsDirectly(evidence: Evidence): string {
  return `asked directly, the endpoint fails${named(failingKeys(evidence))}`;
}

/** Holds whose step (wait, ask again, fill in) contradicts what the decision orders. */
function contradicted({ run, verdict }: Evidence, standing: ReturnType<typeof rollbackStanding>): readonly TriggerId[] {
  if (standing === "would-not-help") return [];
  const ordered = standing === "needed" || standing === "not-arrived" || (standing === "no-record" && run.live);
  // What a fan-in lacks are legs, whose failures are still to be found.
  if (!ordered || run.mode === "replay") return ARRIVAL;
  const waits = (id: TriggerId) =>
    id !== "rollback-target" && (TRIGGERS[id].kind === "state" || TRIGGERS[id].doubt === true);
  return verdict.triggers.filter(({ id, severity }) => severity === "hold" && waits(id)).map(({ id }) => id);
}

/** Whether what failed may be the endpoint's weather alone: errors and time limits, and nothing that a release decides. */
function comesAndGoes({ verdict }: Evidence): boolean {
  const moving = verdict.triggers.filter(({ fired, severity }) => fired && severity === "rollback");
  return moving.every(({ id }) => TRIGGERS[id].kind === "rate");
}

/** Where a failure that going back does not mend comes from. */
export function elsewhere(evidence: Evidence): string {
  return placesToLook(faultOf(evidence.verdict.triggers, evidence));
}
