/** Whether the release under test had arrived where it was asked (decision.md, "Has the release arrived?"). */
import { leftOpen } from "../evidence/arrival.ts";
import { isOtherVersion, type Versions } from "../evidence/attempt.ts";
import { isOnTheWay } from "../evidence/categories.ts";
import { meansOfStatus } from "../evidence/detail-checks.ts";
import type { ObservedRun, ProbeRun } from "../evidence/evidence.ts";
import { lastAnswer } from "../evidence/failure-words.ts";
import { PROBES } from "../evidence/probes.ts";
import { answersMixed, isRolledOut, withoutRoute } from "../evidence/rollout.ts";
import type { TriggerReport } from "../evidence/verdict.ts";
import { inSeconds } from "../text/duration.ts";
import { isSameVersion } from "../text/version.ts";
import { countedOf, samplingPlan } from "./sampling.ts";
import { stateReport } from "./trigger-reports.ts";

/** Answers of another version than the one under test. */
interface OtherVersion {
  /** Keys of the probes that it answered; none where only the wait for the release saw it. */
  readonly probes: readonly string[];
  /** Answers of it, and of all that the same probes got. */
  readonly answers: number;
  readonly of: number;
  readonly versions: readonly Versions[];
  /** Seen when the service was asked again, and not in answers to the probes. */
  readonly again?: boolean;
}

/** The hold of a release that was not there in time, or not everywhere; none where nothing says so. */
export function arrivalTriggers(run: ObservedRun): TriggerReport[] {
  const other = otherVersion(run);
  const { arrival, policy } = run;
  if (other !== null) {
    const { probes, answers, of } = other;
    const report = stateReport("rollout-incomplete", rolloutSentence(other, run), policy);
    return [{ ...report, probes: [...probes], observed: answers, n: of }];
  }
  if (arrival?.result !== "not-ready") return recoveredTriggers(run);
  return arrival.last?.category === "sensitive-exposure"
    ? [stateReport("sensitive-exposure", "a secret of this run came back from the service that was waited for", policy)]
    : [stateReport("not-ready", notReadySentence(arrival), policy)];
}

/**
 * The hold of routes that failed without saying which version answered, and did not any more when they were asked again: the
 * rollout may have ended in between.
 */
function recoveredTriggers({ probes, recheck, policy }: ObservedRun): TriggerReport[] {
  const open = recheck === undefined ? [] : leftOpen(recheck);
  const failed = probes.filter((probe) => open.includes(probe.key) && leavesVersionOpen(probe));
  if (failed.length === 0) return [];
  const keys = failed.map(({ key }) => key);
  const [passes, all] = [keys.length === 1 ? "passes" : "pass", failed.flatMap(({ attempts }) => attempts)];
  const detail = `${keys.join(" and ")} failed without saying which version answered, and ${passes} since: the rollout may have ended in between`;
  const observed = countedOf(all, false).length - countedOf(all, true).length;
  return [{ ...stateReport("rollout-incomplete", detail, policy), probes: keys, observed, n: all.length }];
}

/** Whether nothing but the known-good release's own version answered: then nothing needs restoring. */
export function knownGoodServes(run: ObservedRun): boolean {
  const other = otherVersion(run);
  return other !== null && other.answers === other.of && isKnownGoods(other, run);
}

function otherVersion({ probes, arrival, recheck, policy }: ObservedRun): OtherVersion | null {
  const service = probes.filter(({ subject, id }) => subject === "candidate" && PROBES[id].target === "application");
  // A failure that does not say whose it is may be the other version's, which then is not over.
  const unsaid = service.some(leavesVersionOpen);
  const answered = service.filter(
    (probe) =>
      answersMixed(probe.attempts) && (unsaid || !isRolledOut(probe.attempts, samplingPlan(probe, policy).first)),
  );
  if (answered.length > 0) {
    const attempts = answered.flatMap((probe) => probe.attempts);
    const others = attempts.map(({ outcome }) => outcome).filter(isOtherVersion);
    const waitedOut = attempts.flatMap(({ waitedOut }) => waitedOut ?? []);
    const waited = waitedOut.reduce((sum, { answers }) => sum + answers, 0);
    return {
      probes: answered.map(({ key }) => key),
      answers: others.length + waited + withoutRoute(attempts).length,
      of: attempts.length + waited,
      versions: [...others.flatMap(({ versions }) => versions ?? []), ...waitedOut.flatMap(({ versions }) => versions)],
    };
  }
  if (recheck !== undefined && recheck.other !== null) {
    const { answers, versions } = recheck.other;
    const failed = service.filter((probe) => recheck.probes.includes(probe.key) && leavesVersionOpen(probe));
    if (failed.length > 0)
      return { probes: failed.map(({ key }) => key), answers, of: recheck.requests, versions, again: true };
  }
  if (arrival?.result !== "other-version" || arrival.other === null) return null;
  const { answers, versions } = arrival.other;
  // Whatever else came is not the known-good's either: an error may be the new release's first.
  return { probes: [], answers, of: arrival.requests, versions };
}

/** Whether a failure of the probe does not say which version gave it. */
export function leavesVersionOpen({ attempts }: Pick<ProbeRun, "attempts">): boolean {
  return countedOf(attempts, true).length < countedOf(attempts, false).length;
}

/** Names both versions, and says what follows from it where the other one is known. */
function rolloutSentence(other: OtherVersion, run: ObservedRun): string {
  const { answers, of, versions, probes, again = false } = other;
  const names = (pick: keyof Versions) => [...new Set(versions.flatMap((each) => each[pick] ?? []))].join(", ");
  const [answered, underTest, saidIn] = [
    names("answered"),
    names("underTest") || "the version under test",
    names("saidIn"),
  ];
  const share =
    answered === ""
      ? `${answers} of ${of} answers do not say in ${saidIn || "what is declared"} that they come from ${underTest}`
      : `${answers} of ${of} answers came from ${answered}, not from ${underTest}`;
  const after = run.arrival === undefined ? "" : `, after ${inSeconds(run.arrival.waitedMs)} of waiting`;
  const waited = again
    ? `, when the service was asked again because ${probes.join(" and ")} failed without saying which version answered`
    : after;
  if (run.run.mode === "verify-rollback")
    return `${answered === "" ? "nobody knows yet whether it is rolled back" : "not rolled back yet"}: ${share}${waited}`;
  const known = knownGoodServes(run) ? "; that is the known-good release, so nothing needs restoring" : "";
  return `${share}${waited}${known}`;
}

function isKnownGoods({ versions }: OtherVersion, { knownGood }: ObservedRun): boolean {
  if (knownGood.kind !== "record") return false;
  const { deploymentVersion, configVersion, commit } = knownGood.record;
  const isIts = ({ answered }: Versions) =>
    answered !== null &&
    [deploymentVersion, configVersion, commit].some((own) => own !== null && isSameVersion(answered, own));
  return versions.length > 0 && versions.every(isIts);
}

function notReadySentence(arrival: NonNullable<ObservedRun["arrival"]>): string {
  const { last, waitedMs } = arrival;
  const waited = `after ${inSeconds(waitedMs)} of waiting`;
  if (last === null) return `the service was not asked ${waited}`;
  const { status, category } = last;
  const network = "this runner's network or what stands in front of the service is a suspect";
  const answered = category === null || status === null ? undefined : meansOfStatus(category, status);
  const suspect = category !== null && isOnTheWay(category) ? `; ${answered ?? network}` : "";
  if (status === null)
    return `${waited} the service still gave no answer${category === null ? "" : ` (${lastAnswer(arrival)})`}${suspect}`;
  // A status that services answer with, and yet not as declared: that is what a load balancer's own page looks like.
  const page =
    category === "app-behaviour" && status < 300
      ? ": a page in place of the service, or other headers or members than are declared"
      : "";
  return `${waited} the service still does not answer as declared (${lastAnswer(arrival)}${page})${suspect}`;
}
