import { isOnTheWay } from "../../evidence/categories.ts";
import type { Evidence } from "../../evidence/evidence.ts";
import { ARRIVAL } from "../../evidence/whose-fault.ts";
import type { ReportContext } from "../context.ts";
import { type Block, columns, EMPTY, type Row, table, text } from "../document.ts";
import { worstFirst } from "../worst-first.ts";
import { comparison, recordedValue, recordIn, releaseName } from "./comparison.ts";
import { rollbackProcedure } from "./procedure.ts";
import { restoreJob, verifyLines } from "./restore-job.ts";

/** What the way back is worth, as far as a rehearsal knows; empty where it is as good as anybody could hope. */
function caveat({ verdict }: Evidence): string {
  if (verdict.rehearsal?.result === "bad")
    return ` But the way back failed too (${verdict.rehearsal.triggers.join(", ")}): weigh both failures before you go.`;
  return verdict.rehearsal?.result === "not-testable" ? " The way back is unproven: it could not be tested." : "";
}

/** What no rollback mends: the way from this runner to the service. */
function limits({ arrival }: Evidence): string {
  const category = arrival?.last?.category ?? null;
  return category !== null && isOnTheWay(category)
    ? " Where this runner's way to the service is what is wrong, going back mends nothing."
    : "";
}

/** Why there is a plan to follow, or none. */
function opening(evidence: Evidence, standing: RollbackStanding, context: ReportContext): string {
  const { knownGood } = evidence;
  const record = recordIn(evidence);
  const target = record === null ? "what ran before" : `${releaseName(record)}, the known-good release`;
  switch (standing) {
    case "needed":
      return `This configuration serves users. Go back to ${target}.${caveat(evidence)}`;
    case "not-arrived":
      return `What answers is still ${target}, so nothing needs restoring. If any of this release answers by now, go back.`;
    case "not-shipped":
      return `As long as this release serves nobody, nothing has to be put back. If any of it is out already, go back to ${target}.${caveat(evidence)}`;
    case "choice":
      return context.knownGoodServes
        ? `What answers is still ${target}, so nothing needs restoring. Here is how to go back, if any of this release answers by now and you decide to.`
        : `Nobody can tell yet whether going back would help.${limits(evidence)} ${target}, is there to go back to. Here is how, if you decide to.`;
    case "would-not-help":
      return `Do not roll back: ${whyNotBack(evidence)}.`;
    case "no-record": {
      const why = knownGood.kind === "unusable" ? `cannot be used: ${knownGood.message}` : "is not known";
      return `The release to go back to ${why}. These steps apply where any of this release is out already.`;
    }
  }
}

const LEG_COLUMNS = columns(["Leg", "Field", "Implicated"], ["From", "To"]);

/** Plans of the legs that roll back, where they differ: the steps can name the values of one leg only. */
function legPlans(evidence: Evidence): readonly Block[] {
  const plans = worstFirst(evidence)
    .filter(({ verdict }) => verdict.decision === "rollback" && verdict.reasonCode !== "rollback-would-not-help")
    .map(({ label, verdict }) => ({ label, plan: verdict.rollbackPlan }));
  if (new Set(plans.map(({ plan }) => JSON.stringify(plan))).size < 2) return [];
  const rows = plans.flatMap(({ label, plan }): Row[] =>
    plan.map(({ field, from, to, recorded, implicated }) => ({
      cells: [label, field, implicated, from ?? EMPTY, recordedValue(to, recorded)],
    })),
  );
  return [
    text("The legs go back to different values. The steps below name those of one leg; each leg has its own:"),
    table(LEG_COLUMNS, rows, 0),
  ];
}

/** What a rollback takes, for a reader who has nothing but this. Nothing where the decision is no rollback. */
export function rollbackBlocks(evidence: Evidence, context: ReportContext): readonly Block[] {
  const standing = rollbackStanding(evidence);
  if (standing === null) return [];
  // What changed has a section of its own where the decision is no rollback.
  const compared = standing === "choice" ? [] : comparison(evidence);
  const head = [text(opening(evidence, standing, context)), ...compared];
  if (standing === "would-not-help") return head;
  const verify = verifyLines(evidence, context);
  return [
    ...head,
    ...legPlans(evidence),
    { kind: "steps", items: rollbackProcedure(evidence, context) },
    ...(verify === null ? [] : [text("The step that verifies the restored release:")]),
    ...workflow(verify && [`- uses: ${context.addresses.uses}`, "  with:", ...verify.map((line) => `    ${line}`)]),
  ];
}

/** The same as a job, for a workflow that is to do it by itself; nothing where going back is not what has to be done. */
export function restoreJobLines(evidence: Evidence, context: ReportContext): readonly Block[] {
  const standing = rollbackStanding(evidence);
  const ordered = standing === "needed" || standing === "not-arrived" || standing === "not-shipped";
  return workflow(ordered ? restoreJob(evidence, context) : null);
}

function workflow(lines: readonly string[] | null): readonly Block[] {
  return lines === null ? [] : [{ kind: "workflow", lines }];
}

/**
 * What a rollback means for its reader: go back now; it is still there; only if any of it is out; do not; nobody knows where
 * to; a person may choose to.
 */
type RollbackStanding = "needed" | "not-arrived" | "not-shipped" | "would-not-help" | "no-record" | "choice";

/**
 * Null where nothing is to be put back: where the decision is no rollback, unless a release that serves users has not
 * arrived and a person may choose to go back; where nothing was shipped and the way back is not judged, as in a check
 * (product.md, "Who uses it"); and after a rollback that failed its verification, because going back again leads to the
 * same release.
 */
export function rollbackStanding(evidence: Evidence): RollbackStanding | null {
  const { run, verdict } = evidence;
  if (mayBeChosen(evidence)) return "choice";
  if (verdict.decision !== "rollback" || run.mode === "verify-rollback") return null;
  if (run.kind === "check" && !run.live && run.mode === "gate") return null;
  if (verdict.reasonCode === "rollback-would-not-help") return "would-not-help";
  if (verdict.rollbackPlan.length === 0) return "no-record";
  if (!run.live) return "not-shipped";
  // Where going back would help and is not needed, the known-good release is what answers (`rollback-needed`).
  return run.mode === "gate" && !verdict.rollbackNeeded ? "not-arrived" : "needed";
}

/** Users may be waiting for a release that does not come, and something is recorded that is not this release. */
function mayBeChosen(evidence: Evidence): boolean {
  const { run, verdict } = evidence;
  const record = recordIn(evidence);
  if (record === null || verdict.decision !== "hold" || !run.live) return false;
  if (run.mode !== "gate" && run.mode !== "replay") return false;
  const differs = verdict.rollbackPlan.length > 0 || (record.commit !== null && record.commit !== run.commit);
  return differs && verdict.triggers.some(({ id, fired }) => fired && ARRIVAL.includes(id));
}

/** Why going back would not help, as a clause. */
function whyNotBack({ verdict, legs }: Evidence): string {
  if (legs.length > 0)
    return "in every leg that fails, the known-good release fails too, or nothing that differs from it was asked";
  if (verdict.rehearsal === null || verdict.rehearsal.triggers.length === 0)
    return "nothing that differs from the known-good was asked by the probes that failed";
  return `the known-good release meets the same (${verdict.rehearsal.triggers.join(", ")})`;
}
