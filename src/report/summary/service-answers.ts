/** What the deployed service's answers say about users and versions, and what they leave open. */

import { isOtherVersion } from "../../evidence/attempt.ts";
import type { Evidence } from "../../evidence/evidence.ts";
import { isOfService, PROBES } from "../../evidence/probes.ts";
import { weighs } from "../../evidence/vocabulary.ts";
import { faultOf, isServiceKey } from "../../evidence/whose-fault.ts";

/**
 * `the deployed service still passed 5 of 5`, where it was asked and the API alone fails: users are then not known to get
 * the failure. Null where the service fails as well, or was not asked.
 */
export function servicePasses(evidence: Evidence): string | null {
  const { verdict } = evidence;
  const own = verdict.probes.filter(({ id }) => PROBES[id].target === "application");
  const { api, service } = faultOf(verdict.triggers, evidence);
  if (own.length === 0 || own.some(({ result }) => result !== "pass") || !api || service) return null;
  const sum = (of: "passes" | "attempts") => own.reduce((all, probe) => all + probe[of], 0);
  return `the deployed service still passed ${sum("passes")} of ${sum("attempts")}`;
}

/** Keys of the probes behind whatever moved the decision. */
export function failingKeys({ verdict }: Evidence): readonly string[] {
  return [...new Set(verdict.triggers.filter(weighs).flatMap(({ probes }) => probes))];
}

/** Whether an answer named another version than the one under test; a page in place of the service names none. */
export function namesOtherVersion({ probes, arrival, recheck }: Evidence): boolean {
  const seen = probes.flatMap(({ subject, attempts }) =>
    subject === "candidate"
      ? attempts.flatMap(({ outcome }) => (isOtherVersion(outcome) ? [outcome.versions] : []))
      : [],
  );
  return [...seen, ...(arrival?.other?.versions ?? []), ...(recheck?.other?.versions ?? [])].some(
    (versions) => (versions?.answered ?? null) !== null,
  );
}

/** Whether the service alone fails and none of its answers says that the version under test gave it. */
export function isVersionUnknown(evidence: Evidence): boolean {
  const { api } = faultOf(evidence.verdict.triggers, evidence);
  if (api || !failingKeys(evidence).some(isServiceKey)) return false;
  return !namesUnderTest(evidence);
}

/** Whether answers were held for another version's, and not one of all answers says any version. */
export function namesNoVersion(evidence: Evidence): boolean {
  const isHeld = evidence.verdict.triggers.some(({ id, fired }) => fired && id === "rollout-incomplete");
  const isAsked = evidence.probes.some(({ attempts }) => attempts.some(({ outcome }) => isOtherVersion(outcome)));
  return isHeld && isAsked && !namesOtherVersion(evidence) && !namesUnderTest(evidence);
}

function namesUnderTest({ probes }: Evidence): boolean {
  return probes.some(
    ({ id, subject, attempts }) =>
      isOfService(id) &&
      subject === "candidate" &&
      attempts.some(({ outcome }) => outcome.kind !== "error" && outcome.observed.versionUnderTest === true),
  );
}
