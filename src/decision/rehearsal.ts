import type { ObservedRun, ProbeRun } from "../evidence/evidence.ts";
import type { TriggerId } from "../evidence/triggers.ts";
import type { RehearsalVerdict, TriggerReport } from "../evidence/verdict.ts";
import { familySupport } from "./family-support.ts";
import { judgeProbe } from "./probe-verdict.ts";
import { decisionOf, merge, probeTriggers } from "./trigger-reports.ts";

/**
 * How the known-good release came out when it was asked beside the candidate (decision.md, "Rehearsal"). Its attempts
 * never move the candidate's triggers. Null where no rehearsal was asked for.
 */
export function judgeRehearsal(run: ObservedRun): RehearsalVerdict | null {
  const { rehearsal } = run;
  if (rehearsal.kind === "off") return null;
  if (rehearsal.kind === "not-testable") {
    return { result: "not-testable", triggers: [], probes: [], reason: rehearsal.reason };
  }
  const asked: readonly ProbeRun[] = run.probes.filter((probe) => probe.subject === "known-good");
  const judgements = asked.map((probe) => judgeProbe(probe, run.policy, familySupport(probe, asked)));
  const probes = judgements.map(({ verdict }) => verdict);
  const fired = merge(probeTriggers(judgements, run.policy), run.policy).filter((trigger) => trigger.fired);
  const moving = fired.filter((trigger) => trigger.severity !== "advisory");
  const triggers = moving.map((trigger) => trigger.id);
  if (asked.length === 0 || probes.every(({ result }) => result === "not_tested")) {
    return { result: "not-testable", triggers, probes, reason: "no probe of the known-good release could be asked" };
  }
  const good = decisionOf(fired) === "proceed";
  const reason = good
    ? "the known-good release passed the same probes"
    : `the known-good release failed: ${triggers.join(", ")}`;
  return { result: good ? "good" : "bad", triggers, probes, reason };
}

/** Whether the way back fails for the same reason as the release: then going back does not help. */
export function failsTheSameWay(rehearsal: RehearsalVerdict | null, fired: readonly TriggerReport[]): boolean {
  if (rehearsal?.result !== "bad") return false;
  const rollback: TriggerId[] = fired.filter(({ severity }) => severity === "rollback").map(({ id }) => id);
  return rollback.some((id) => rehearsal.triggers.includes(id));
}
