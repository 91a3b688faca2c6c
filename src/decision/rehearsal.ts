import type { Attempt, ErrorReason } from "../evidence/attempt.ts";
import { CATEGORY_FACTS } from "../evidence/categories.ts";
import type { ObservedRun, ProbeRun } from "../evidence/evidence.ts";
import { isSampled, PROBES } from "../evidence/probes.ts";
import { TRIGGER_IDS, TRIGGERS, type TriggerId } from "../evidence/triggers.ts";
import type { ProbeVerdict, RehearsalVerdict, TriggerReport } from "../evidence/verdict.ts";
import { isServiceKey } from "../evidence/whose-fault.ts";
import { judgeProbes, type ProbeJudgement } from "./probe-verdict.ts";
import { merge, probeTriggers } from "./trigger-reports.ts";

/**
 * How the known-good release came out when it was asked in the same run (decision.md, "Rehearsal"). Its attempts never
 * move the candidate's triggers. What could not be asked to the end is neither good nor bad: one failure makes the whole
 * bad, else one unproven part makes it not testable. Null where nothing was rehearsed.
 */
export function judgeRehearsal(run: ObservedRun): RehearsalVerdict | null {
  const { rehearsal } = run;
  if (rehearsal.kind === "off") return null;
  if (rehearsal.kind === "not-testable") {
    return { result: "not-testable", triggers: [], probes: [], reason: rehearsal.reason };
  }
  const asked: readonly ProbeRun[] = run.probes.filter((probe) => probe.subject === "known-good");
  const judged = judgeProbes(asked, run.policy).map((judgement, i) => ({
    judgement,
    unproven: unprovenSentence(asked[i]?.attempts ?? [], judgement, run),
  }));
  const probes = judged.map(({ judgement }) => judgement.verdict);
  const proven = judged.filter(({ unproven }) => unproven === null).map(({ judgement }) => judgement);
  const fired = merge(probeTriggers(proven, run.policy), run.policy).filter((trigger) => trigger.fired);
  const triggers = fired.filter(({ severity }) => severity !== "advisory").map(({ id }) => id);
  const unproven = [...rehearsal.untested, ...judged.flatMap(({ unproven: why }) => why ?? [])];
  const failed = triggers.filter((id) => !SAYS_NOTHING.includes(id));
  const { assumed = [] } = rehearsal;
  if (failed.length > 0 && assumed.length > 0) {
    const reason = `the known-good release failed (${failed.join(", ")}), but ${assumed.join("; ")}`;
    return { result: "not-testable", triggers, probes, reason };
  }
  if (failed.length > 0) {
    const failure = `the known-good release failed: ${failed.join(", ")}`;
    return { result: "bad", triggers, probes, reason: [failure, ...unproven].join("; ") };
  }
  if (triggers.length > 0) unproven.push(`the known-good release could not be asked: ${triggers.join(", ")}`);
  if (proven.length > 0 && unproven.length === 0)
    return { result: "good", triggers, probes, reason: "the known-good release passed the same probes" };
  const reason = unproven.length === 0 ? "no probe of the known-good release could be asked" : unproven.join("; ");
  return { result: "not-testable", triggers, probes, reason };
}

/** What fires for money, load, reach or doubt says nothing about the release that was asked. */
const SAYS_NOTHING: readonly TriggerId[] = TRIGGER_IDS.filter(
  (id) => id === "capacity" || id === "inconclusive-rate" || TRIGGERS[id].couldNotAsk,
);

/** Why an attempt was not made, as a person says it. */
const UNASKED: Readonly<Record<ErrorReason, string>> = {
  deadline: "no time was left (deadline)",
  "max-requests": "no request was left (max-requests)",
  cancelled: "the run was cancelled",
  stopped: "the run was stopped",
  internal: "the gate could not ask",
  "other-version": "another version answered",
  "edge-answered": "something in front of the API answered",
  "change-refused": "the endpoint refused what the gate had changed in the body",
  "answer-too-large": "the answer is larger than the gate reads",
};

/** Why a probe of the known-good release proves nothing; null where it does: it was asked to the end, or failed before. */
function unprovenSentence(
  attempts: readonly Attempt[],
  { verdict, triggers }: ProbeJudgement,
  { policy }: ObservedRun,
): string | null {
  const unasked = attempts.flatMap(({ outcome }) => (outcome.kind === "error" ? [UNASKED[outcome.reason]] : []))[0];
  const failed = triggers.some(({ id }) => policy.severities[id] === "rollback");
  if (unasked !== undefined && !failed)
    return `the known-good release was not asked ${verdict.key} to the end: ${unasked}`;
  return verdict.attempts === 0 ? `the known-good release was not asked ${verdict.key}` : null;
}

/**
 * Whether the way back meets what the release meets: then going back does not help. Every probe behind a rollback trigger has
 * to fail with it for the known-good release, too; one that passes there, or was not asked there, may be mended by going
 * back. Where no probe of the API passed, errors and time limits of the deployed service follow from that; where money or
 * load alone stopped the API, the known-good release has to be stopped by it as well.
 */
export function meetsTheSame(
  rehearsal: RehearsalVerdict | null,
  { rehearsal: ran }: Pick<ObservedRun, "rehearsal">,
  fired: readonly TriggerReport[],
  probes: readonly ProbeVerdict[],
): boolean {
  // What failed with settings that are only assumed says nothing of the record.
  if (rehearsal === null || (ran.kind === "ran" && (ran.assumed ?? []).length > 0)) return false;
  const api = probes.filter(({ id }) => PROBES[id].target === "api" && isSampled(id));
  const isDown = api.length > 0 && api.every(({ result }) => result === "fail");
  const pairs = (reports: readonly TriggerReport[]) =>
    reports.flatMap(({ id, probes: keys }) => keys.map((key) => ({ id, key })));
  const behind = pairs(fired.filter(({ severity }) => severity === "rollback"));
  const own = behind.filter(({ id, key }) => !(isDown && isServiceKey(key) && TRIGGERS[id].kind === "rate"));
  const stopped = pairs(fired.filter(({ id }) => id === "capacity")).filter(({ key }) => !isServiceKey(key));
  const asked = own.length > 0 ? own : stopped;
  const same = new Set(
    rehearsal.probes.flatMap(({ key, result, category }) =>
      result === "fail" && category !== null ? [`${CATEGORY_FACTS[category].trigger} ${key}`] : [],
    ),
  );
  return behind.length > 0 && asked.length > 0 && asked.every(({ id, key }) => same.has(`${id} ${key}`));
}
