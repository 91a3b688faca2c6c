/** What the attempts of a probe say about a rollout (decision.md, "Has the release arrived?"). */
import { type Attempt, isOtherVersion } from "./attempt.ts";

/** Whether another version than the one under test answered any of these, waited out or not. */
export function answersMixed(attempts: readonly Attempt[]): boolean {
  return attempts.some(({ outcome, waitedOut }) => isOtherVersion(outcome) || waitedOut !== undefined);
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
