import type { ObservedRun } from "../evidence/evidence.ts";
import { type Finding, OF_ANY_VERSION } from "../evidence/finding.ts";
import type { Policy } from "../evidence/policy.ts";
import { isSampled, PROBE_IDS } from "../evidence/probes.ts";
import { TRIGGER_IDS, TRIGGERS, type TriggerId } from "../evidence/triggers.ts";
import type { TriggerReport } from "../evidence/verdict.ts";
import type { Decision, Family, Severity } from "../evidence/vocabulary.ts";
import { countSentence, type ProbeTrigger } from "./probe-triggers.ts";
import type { ProbeJudgement } from "./probe-verdict.ts";
import { rank } from "./rate-result.ts";

/** Triggers that the probes raised; what several probes saw alike is one story. */
export function probeTriggers(judgements: readonly ProbeJudgement[], policy: Policy): TriggerReport[] {
  const raised = judgements.flatMap(({ verdict, polarity, triggers }) =>
    triggers.map((trigger) => ({
      key: verdict.key,
      trigger,
      // A probe that only informs never moves the decision; a key that came back does, wherever it was seen.
      severity:
        polarity === "advisory" && trigger.id !== "sensitive-exposure"
          ? ("advisory" as const)
          : policy.severities[trigger.id],
    })),
  );
  const stories = Map.groupBy(raised, ({ trigger, severity }) => [trigger.id, severity, trigger.said].join());
  return [...stories.values()].flatMap((story): TriggerReport[] => {
    const most = story.reduce((a, b) => (b.trigger.observed > a.trigger.observed ? b : a));
    const { id, observed, limit, n } = most.trigger;
    return [
      {
        ...{ id, severity: most.severity, fired: true, observed, limit, n },
        probes: story.map(({ key }) => key),
        detail: storySentence(story),
      },
    ];
  });
}

/** `chat, chat-stream: 2 of 2 attempts ...`; with counts of their own `chat 2 of 2, chat-stream 3 of 4 attempts ...`. */
function storySentence(story: readonly { readonly key: string; readonly trigger: ProbeTrigger }[]): string {
  const counts = story.map(({ trigger: { observed, n } }) => `${observed} of ${n}`);
  const [first] = story;
  if (first === undefined) return "";
  return new Set(counts).size === 1
    ? `${story.map(({ key }) => key).join(", ")}: ${countSentence(first.trigger)}`
    : `${story.map(({ key }, i) => `${key} ${counts[i]}`).join(", ")} attempts${first.trigger.said}`;
}

/**
 * Triggers that findings of checks raised.
 * @param mixed several versions answered: numbers of all of them order nothing against one (decision.md, "Has the release
 *   arrived?")
 */
export function checkTriggers(run: ObservedRun, mixed: boolean): TriggerReport[] {
  return run.checks.flatMap((check) =>
    check.findings.map((finding) => {
      const isOfAny = mixed && finding.rule === OF_ANY_VERSION;
      return {
        ...stateReport(finding.trigger, isOfAny ? `${finding.message}; ${NOT_APART}` : finding.message, run.policy),
        severity: findingSeverity(isOfAny ? { ...finding, severity: "hold" } : finding, run.policy),
      };
    }),
  );
}

/** Why a metric orders nothing while several versions answer. */
const NOT_APART = "several versions answer, and its query does not tell them apart";

/** The policy's severity, unless the check found something milder than its trigger usually is (an advisory remark). */
export function findingSeverity({ trigger, severity }: Finding, policy: Policy): Severity {
  const stated = policy.severities[trigger];
  return rank(severity) < rank(TRIGGERS[trigger].severity) && rank(severity) < rank(stated) ? severity : stated;
}

/**
 * Triggers that the state of the run raised: the way back, what stopped it, and whether anything ran at all.
 * @param arrived false: something says that the release was not there, which explains why little was asked
 */
export function stateTriggers(
  run: ObservedRun,
  judgements: readonly ProbeJudgement[],
  arrived: boolean,
): TriggerReport[] {
  const report = (id: TriggerId, detail: string) => stateReport(id, detail, run.policy);
  const reports: TriggerReport[] = [];
  const { knownGood } = run;
  if (knownGood.kind === "missing") {
    reports.push(report("rollback-target", "a release needs a known-good to go back to, or known-good: none"));
  }
  if (knownGood.kind === "unusable") reports.push(report("rollback-target", knownGood.message));
  const exposed = judgements.some(({ triggers }) => triggers.some(({ id }) => id === "sensitive-exposure"));
  for (const stop of run.stops) {
    // The trigger says more than the stop, unless another release exposed the key and this one was left half asked.
    if (stop === "sensitive-exposure" && exposed) continue;
    reports.push(report("insufficient-evidence", `the run ended early: ${stop}`));
  }
  if (!ASKS.includes(run.run.mode) || !arrived) return reports;
  const asked = judgements.filter(({ verdict }) => verdict.result !== "not_tested");
  // What only informs is evidence of something when it passed, and of nothing when it did not.
  const telling = asked.some(({ polarity, verdict }) => polarity !== "advisory" || verdict.result === "pass");
  // A check that found something speaks for itself; one that passed counts when it was selected as a probe.
  const checked = run.checks.some(
    ({ id, result, findings }) =>
      result === "fail" ||
      findings.some(({ severity }) => severity === "hold") ||
      (result === "pass" && PROBE_IDS.some((probe) => probe === id)),
  );
  if (!telling && !checked && run.stops.length === 0) {
    const what = asked.length === 0 ? "nothing that was selected ran" : "only advisory probes ran, and none passed";
    reports.push(report("insufficient-evidence", what));
  }
  if (run.run.migration && judgements.length > 0 && isSilent(judgements, "responses"))
    reports.push(report("insufficient-evidence", "the family to migrate to did not answer"));
  return reports;
}

/** Whether a family neither gave an answer nor failed in a way that says so itself; features of it do not count. */
function isSilent(judgements: readonly ProbeJudgement[], family: Family): boolean {
  const own = judgements.filter(({ verdict }) => verdict.family === family && isSampled(verdict.id));
  return !own.some(({ verdict: { result } }) => result === "pass" || result === "fail");
}

/** Modes that have to ask something; the others only read what earlier runs wrote. */
const ASKS: readonly ObservedRun["run"]["mode"][] = ["gate", "verify-rollback"];

/** A trigger that no probe raised. */
export function stateReport(id: TriggerId, detail: string, policy: Policy): TriggerReport {
  const nothing = { probes: [], observed: 1, limit: null, n: null };
  return { id, severity: policy.severities[id], fired: true, ...nothing, detail };
}

/** One report per trigger, fired or not: probes together, the largest count shown, the most severe severity kept. */
export function merge(reports: readonly TriggerReport[], policy: Policy): TriggerReport[] {
  const byId = Map.groupBy(reports, ({ id }) => id);
  return TRIGGER_IDS.map((id): TriggerReport => {
    const own = byId.get(id) ?? [];
    const [first] = own;
    if (first === undefined)
      return {
        ...{ id, severity: policy.severities[id], fired: false, probes: [] },
        ...{ observed: 0, limit: null, n: null, detail: "" },
      };
    return {
      ...own.reduce((largest, report) => (report.observed > largest.observed ? report : largest), first),
      severity: own.reduce((worst, { severity }) => (rank(severity) > rank(worst) ? severity : worst), first.severity),
      probes: [...new Set(own.flatMap(({ probes }) => probes))],
      detail: [...new Set(own.map(({ detail }) => detail))].join("; "),
    };
  });
}

/** What a person has to hear first: exposure, then what is certain, then rates, then the state of the run. */
const KIND_ORDER = { certain: 0, rate: 1, zero: 1, static: 2, state: 3 } as const;

/** The order in which a person reads them: fired first, the most severe first, causes before consequences. */
export function inOrder(triggers: readonly TriggerReport[]): TriggerReport[] {
  const place = ({ id }: TriggerReport) => {
    const { first, last, kind } = TRIGGERS[id];
    return first ? -1 : last ? Number.MAX_SAFE_INTEGER : KIND_ORDER[kind];
  };
  const doubt = ({ id }: TriggerReport) => (TRIGGERS[id].doubt ? 1 : 0);
  return [...triggers].sort(
    (a, b) =>
      Number(b.fired) - Number(a.fired) ||
      rank(b.severity) - rank(a.severity) ||
      place(a) - place(b) ||
      doubt(a) - doubt(b) ||
      b.observed - a.observed ||
      TRIGGER_IDS.indexOf(a.id) - TRIGGER_IDS.indexOf(b.id),
  );
}

/** decision.md, "Order of the decision". */
export function decisionOf(triggers: readonly TriggerReport[]): Decision {
  const fired = triggers.filter((trigger) => trigger.fired);
  if (fired.some((trigger) => trigger.severity === "rollback")) return "rollback";
  return fired.some((trigger) => trigger.severity === "hold") ? "hold" : "proceed";
}
