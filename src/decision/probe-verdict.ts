import { vectorLengths } from "../evidence/answers.ts";
import { leftOpen, type Recheck } from "../evidence/arrival.ts";
import { type Attempt, isOtherVersion } from "../evidence/attempt.ts";
import type { Category } from "../evidence/categories.ts";
import type { ProbeRun } from "../evidence/evidence.ts";
import { unaskedWords } from "../evidence/failure-words.ts";
import { notHere } from "../evidence/not-here.ts";
import type { Policy } from "../evidence/policy.ts";
import { isFeature, PROBES } from "../evidence/probes.ts";
import { answersMixed, isRolledOut } from "../evidence/rollout.ts";
import { upperBound } from "../evidence/statistics.ts";
import { TRIGGERS } from "../evidence/triggers.ts";
import type { ProbeVerdict } from "../evidence/verdict.ts";
import type { Polarity } from "../evidence/vocabulary.ts";
import { excusedFamilies } from "./family-support.ts";
import {
  certainTriggers,
  countSentence,
  leading,
  minimumEvidence,
  type ProbeTrigger,
  rateTriggers,
  slowTrigger,
  withoutRedundantMinimum,
  wordsOf,
  zeroTriggers,
} from "./probe-triggers.ts";
import { chanceOf, rateResult } from "./rate-result.ts";
import {
  type Confirmation,
  confirmationsOf,
  confirmedCategories,
  countedOf,
  type FailedAttempt,
  failuresOf,
  isExposure,
  samplingPlan,
} from "./sampling.ts";

/** What one probe contributes to the decision. */
export interface ProbeJudgement {
  readonly polarity: Polarity;
  readonly verdict: ProbeVerdict;
  readonly triggers: readonly ProbeTrigger[];
}

/**
 * Judges each of the probes of one release, which also say what to make of each other.
 * @param recheck what the service said when it was asked for its version again; absent: it was not
 */
export function judgeProbes(probes: readonly ProbeRun[], policy: Policy, recheck?: Recheck): readonly ProbeJudgement[] {
  const excused = excusedFamilies(probes);
  // A failure of a route that does not say which version gave it may be of another one that answered on another route of
  // the same service, in which this one need not even exist.
  const services = new Set(probes.filter(({ attempts }) => answersMixed(attempts)).map(serviceOf));
  const again = recheck === undefined ? [] : leftOpen(recheck);
  return probes.map((probe) => {
    const mixed = services.has(serviceOf(probe)) || again.includes(probe.key);
    const counted = countedOf(probe.attempts, mixed);
    // A key that came back outweighs every excuse.
    const isExcused =
      probe.family !== null && excused.has(probe.family) && !counted.some(({ outcome }) => isExposure(outcome));
    return isExcused ? unsupported(probe, counted) : judgeProbe(probe, counted, policy, mixed);
  });
}

/** What tells one service from another: its host; a probe of the API is alone. */
function serviceOf({ key, id, where }: ProbeRun): string {
  return PROBES[id].target === "application" ? `${id} ${where?.host ?? ""}` : key;
}

/**
 * Judges one probe by its whole sample (decision.md, "Kinds of trigger" and "Sampling").
 * @param counted its attempts that count
 * @param mixed another version answered as well
 */
function judgeProbe(probe: ProbeRun, counted: readonly Attempt[], policy: Policy, mixed: boolean): ProbeJudgement {
  const attempts = isFeature(probe.id) ? counted : counted.map(unsupportedIsFailure);
  const plan = samplingPlan(probe, policy);
  const failures = failuresOf(attempts);
  const setAside = mixed && counted.length < countedOf(probe.attempts, false).length;
  const unsettled = setAside || !isRolledOut(probe.attempts, plan.first);
  const passes = attempts.filter(({ outcome }) => outcome.kind === "pass").length;
  const missing = attempts.length > 0 && passes + failures.length === 0;
  const isAdvisory = ({ outcome }: FailedAttempt) => plan.advisory.includes(outcome.category);
  const moving = failures.filter((failure) => !isAdvisory(failure));
  const shown = failures.filter(isAdvisory);
  const confirmations = confirmationsOf(attempts);
  const confirmed = confirmedCategories(confirmations);
  const rate = rateResult(moving, attempts, plan, policy);
  const shownRate = rateResult(shown, attempts, { ...plan, sampled: false }, policy);
  const triggers = [
    ...certainTriggers(probe, confirmed, failures, attempts.length),
    ...zeroTriggers(probe, failures, attempts.length),
    ...rateTriggers(probe, rate, confirmed, moving, plan, attempts.length),
    ...rateTriggers(probe, shownRate, confirmed, shown, plan, attempts.length),
    ...slowTrigger(probe, attempts, plan, policy),
    // Why there is too little, `rollout-incomplete` says.
    ...(unsettled ? [] : minimumEvidence(probe, plan, passes, moving.length, attempts.length)),
  ];
  const fired = triggers.filter((trigger) => policy.severities[trigger.id] !== "advisory");
  const uncertain = fired.every(({ id }) => TRIGGERS[id].doubt);
  const judged = fired.length === 0 && !unsettled ? "pass" : uncertain ? "partial" : "fail";
  const result = attempts.length === 0 ? "not_tested" : missing ? "unsupported" : judged;
  return {
    polarity: probe.polarity,
    triggers: withoutRedundantMinimum(triggers, policy),
    verdict: {
      ...identity(probe),
      result,
      attempts: attempts.length,
      passes,
      failures: failures.length,
      limit: plan.sampled ? rate.limit : null,
      marginal: result === "pass" && failures.length > 0,
      flaky: isFlaky(confirmations),
      category: leading(confirmed, plan) ?? rate.category ?? confirmed[0] ?? shownRate.category,
      chance: leading(confirmed, plan) === null ? chanceOf(moving, attempts, plan, policy.tolerate) : null,
      upperBound: attempts.length === 0 ? null : upperBound(failures.length, attempts.length),
      reason: missing
        ? notOffered(probe, attempts.length)
        : reasonFor(probe, triggers, failures, rate.category, attempts.length, setAside),
    },
  };
}

function identity(probe: ProbeRun): Pick<ProbeVerdict, "key" | "id" | "family" | "case"> {
  return { key: probe.key, id: probe.id, family: probe.family, case: probe.case };
}

function unsupported(probe: ProbeRun, counted: readonly Attempt[]): ProbeJudgement {
  const mustPass = probe.polarity === "must-pass";
  const reason = mustPass
    ? `this endpoint does not offer ${probe.family}; only a preset asked for it and another family works`
    : `not judged: this endpoint does not offer ${probe.family}`;
  const verdict: ProbeVerdict = {
    ...identity(probe),
    result: mustPass ? "unsupported" : "not_tested",
    attempts: counted.length,
    passes: 0,
    failures: 0,
    limit: null,
    marginal: false,
    flaky: false,
    category: null,
    chance: null,
    upperBound: null,
    reason,
  };
  return { polarity: probe.polarity, verdict, triggers: [] };
}

/** Where the family is not excused, "not here" is a failure. */
function unsupportedIsFailure(attempt: Attempt): Attempt {
  if (attempt.outcome.kind !== "unsupported") return attempt;
  const { observed } = attempt.outcome;
  return { ...attempt, outcome: { kind: "fail", category: notHere(observed), observed } };
}

/** A failure that its own confirmation did not repeat in kind. */
function isFlaky(confirmations: readonly Confirmation[]): boolean {
  return confirmations.some(({ original, again }) => {
    if (original.kind !== "fail") return false;
    return again.kind !== "fail" || again.category !== original.category;
  });
}

/** Everything that was asked came back as "not here" (product.md, "Unsupported"). */
function notOffered(probe: ProbeRun, n: number): string {
  const said = `not supported by this model or channel, ${n} of ${n} attempts`;
  return probe.polarity === "must-pass" ? `${said}; it was named, so nothing shows that the release works` : said;
}

function reasonFor(
  probe: ProbeRun,
  triggers: readonly ProbeTrigger[],
  failures: readonly FailedAttempt[],
  commonest: Category | null,
  n: number,
  setAside: boolean,
): string {
  const first = triggers[0];
  if (n === 0) return setAside ? "nobody knows which version failed" : `not asked${stopReason(probe)}`;
  if (first) return countSentence(first);
  const mostly = commonest === null ? "" : `, mostly ${wordsOf(commonest, failures, probe)}`;
  const lengths = vectorLengths([probe]);
  const vectors = lengths.length === 0 ? "" : `, vectors of ${lengths.join(" and ")} numbers`;
  return failures.length === 0
    ? `${n} of ${n} as documented${vectors}`
    : `${failures.length} of ${n} attempts failed, below the limit${mostly}${vectors}`;
}

function stopReason(probe: ProbeRun): string {
  const stopped = probe.attempts.find((attempt) => attempt.outcome.kind === "error")?.outcome;
  if (stopped?.kind !== "error") return "";
  if (!isOtherVersion(stopped)) return `: ${unaskedWords(stopped, probe.where)}`;
  return (stopped.versions?.answered ?? null) === null
    ? ": the answers do not name the version under test"
    : ": another version answered";
}
