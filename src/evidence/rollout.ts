/** What the attempts of a probe say about a rollout (decision.md, "Has the release arrived?"). */
import { type Attempt, isOtherVersion } from "./attempt.ts";

/** Statuses of a version that does not have the route yet, or does not know what this one is asked. */
const WITHOUT_ROUTE: readonly unknown[] = [400, 404, 405, 410, 422, 501];

/**
 * Failures of a version that does not have the route: beside answers that say they are the release's own they say nothing of
 * the kind, and one version alone does not have a route now and then.
 */
export function withoutRoute(attempts: readonly Attempt[]): readonly Attempt[] {
  const found = attempts.filter(({ outcome }) => {
    if (outcome.kind !== "fail" || outcome.category !== "app-behaviour") return false;
    const { status, versionUnderTest, detail } = outcome.observed;
    return detail === "status-not-expected" && versionUnderTest === undefined && WITHOUT_ROUTE.includes(status);
  });
  const isNamed = ({ outcome }: Attempt) => outcome.kind === "pass" && outcome.observed.versionUnderTest === true;
  return found.length > 0 && attempts.some(isNamed) ? found : [];
}

/** Whether another version than the one under test answered any of these, waited out or not. */
export function answersMixed(attempts: readonly Attempt[]): boolean {
  return (
    attempts.some(({ outcome, waitedOut }) => isOtherVersion(outcome) || waitedOut !== undefined) ||
    withoutRoute(attempts).length > 0
  );
}

/**
 * Whether a rollout is over by these attempts: no other version is left among them, and since the last one that was waited
 * out there were as many answers as a clean first look has.
 * @param first attempts of the first look
 */
export function isRolledOut(attempts: readonly Attempt[], first: number): boolean {
  if (attempts.some(({ outcome }) => isOtherVersion(outcome))) return false;
  const last = attempts.findLastIndex(({ waitedOut }) => waitedOut !== undefined);
  return last === -1 || attempts.length - 1 - last >= first - 1;
}
