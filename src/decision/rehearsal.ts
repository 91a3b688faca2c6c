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
  if (triggers.length > 0) unproven.push(`the known-good release gave no clear answer: ${triggers.join(", ")}`);
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
  "own-machine": "the gate's own machine could not connect",
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
 * What is behind a rollback and may be mended by going back: all that the known-good release does not meet as well. A probe
 * is met where it fails there with the same trigger; one that passes there, or was not asked, and what a check found, are
 * not. Where no probe of the API passed and the known-good release meets the same there, errors and time limits of the
 * deployed service, its metrics among them, follow from that; where money or load alone stopped the API, the known-good
 * release has to be stopped by it as well.
 * @param reports what every probe and check raised, not yet merged
 */
export function unmet(
  rehearsal: RehearsalVerdict | null,
  { rehearsal: ran }: Pick<ObservedRun, "rehearsal">,
  reports: readonly TriggerReport[],
  probes: readonly ProbeVerdict[],
): readonly TriggerReport[] {
  const behind = reports.filter(({ severity }) => severity === "rollback");
  // What failed with settings that are only assumed says nothing of the record.
  if (rehearsal === null || (ran.kind === "ran" && (ran.assumed ?? []).length > 0)) return behind;
  const same = new Set(
    rehearsal.probes.flatMap(({ key, result, category }) =>
      result === "fail" && category !== null ? [`${CATEGORY_FACTS[category].trigger} ${key}`] : [],
    ),
  );
  const meets = ({ id, probes: keys }: TriggerReport) => keys.filter((key) => same.has(`${id} ${key}`));
  const direct = ofApi(behind);
  const causes = direct.length > 0 ? direct : ofApi(reports.filter(({ id }) => id === "capacity"));
  const api = probes.filter(({ id }) => PROBES[id].target === "api" && isSampled(id));
  const isDown = api.length > 0 && api.every(({ result }) => result === "fail");
  const follows = isDown && causes.length > 0 && causes.every((each) => meets(each).length === each.probes.length);
  return behind.flatMap((report) => {
    const met = meets(report);
    const left = report.probes.filter(
      (key) => !met.includes(key) && !(follows && isServiceKey(key) && TRIGGERS[report.id].kind === "rate"),
    );
    const ofMetrics = follows && report.id === "metric-limit";
    return left.length > 0 || (report.probes.length === 0 && !ofMetrics) ? [{ ...report, probes: left }] : [];
  });
}

/** The reports as far as they are about probes of the API. */
function ofApi(reports: readonly TriggerReport[]): readonly TriggerReport[] {
  return reports
    .map((report) => ({ ...report, probes: report.probes.filter((key) => !isServiceKey(key)) }))
    .filter(({ probes }) => probes.length > 0);
}
