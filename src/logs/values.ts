/** What the records of this run say that contradicts the release: its version, its environment, who answered. */

import type { Finding } from "../evidence/finding.ts";
import { IDENTIFIER } from "../evidence/identifiers.ts";
import type { Settings } from "../settings/settings.ts";
import { isSameVersion } from "../text/version.ts";
import { logFinding, type Printer, placeOf, where } from "./findings.ts";
import type { TallyResult } from "./requests.ts";
import type { Count } from "./service-records.ts";

/** Everything that the values say; nothing where there is no record of this run. */
export function valueFindings(seen: TallyResult, settings: Settings, shown: Printer): readonly Finding[] {
  const { mode, labels } = settings;
  const expected = expectedVersion(settings);
  const version =
    mode === "verify-rollback" ? restoredFindings(seen, expected, shown) : rolloutFindings(seen, expected, shown);
  return [
    ...version,
    ...fallbackFindings(seen, shown),
    ...environmentFindings(seen, labels.environment, shown),
    ...errorFindings(seen, shown),
  ];
}

/** The version that should have answered: the restored one, or the one that is declared; null where none is known. */
export function expectedVersion({ mode, labels, release }: Settings): string | null {
  return mode === "verify-rollback" ? labels.deploymentVersion : release.deploymentVersion;
}

/**
 * Another version than the one under test answered (decision.md, "Has the release arrived?"). Only a declared version is
 * compared, and only what is called the version of a deployment: a release that is named by its commit may log anything.
 */
function rolloutFindings(seen: TallyResult, expected: string | null, shown: Printer): readonly Finding[] {
  if (expected === null) return [];
  const others = [...seen.deployed].filter(([version]) => !isSameVersion(version, expected));
  const message = contradiction(
    others,
    seen,
    shown,
    (version) => `show ${version}, the release under test is ${shown(expected)}`,
  );
  if (message === null) return [];
  const help = "Wait for the rollout to end and export only what was logged after it, or correct deployment-version.";
  return [logFinding("other-version", message.text, help, { trigger: "rollout-incomplete", at: message.at })];
}

/**
 * The version that answers after a rollback (release-and-rollback-checklist, "Rollback procedure", step 8: logs show the
 * previous known-good version).
 */
function restoredFindings(seen: TallyResult, knownGood: string | null, shown: Printer): readonly Finding[] {
  if (knownGood === null) {
    const message = "the known-good release has no version, so it was not checked which version the logs show";
    const help = "Record known-good releases with deployment-version.";
    return [logFinding("version-unknown", message, help, { severity: "advisory" })];
  }
  if (seen.ofThisRun === 0) return [];
  const others = [...seen.versions].filter(([version]) => !isSameVersion(version, knownGood));
  const message = contradiction(
    others,
    seen,
    shown,
    (version) => `show ${version}, the known-good is ${shown(knownGood)}`,
  );
  if (message !== null) {
    const help =
      "Finish the restore and restart what still runs the other version; export only what was logged after it.";
    return [logFinding("other-version", message.text, help, { trigger: "rollout-incomplete", at: message.at })];
  }
  if (seen.versions.size > 0) return [];
  const missing = `no record of this run says which version answered; the known-good is ${shown(knownGood)}`;
  const help = "Log the version in a field deployment_version, app_version, release or version.";
  return [logFinding("version-missing", missing, help)];
}

/** The fallback answered during a smoke run. */
function fallbackFindings({ fallback }: TallyResult, shown: Printer): readonly Finding[] {
  if (fallback === undefined) return [];
  const { records, first } = fallback;
  const message = `${records} ${records === 1 ? "record" : "records"} of this run ${records === 1 ? "says" : "say"} that the fallback answered, first at ${where(first, shown)}`;
  const help =
    "See why the first choice did not answer; where that is part of normal service, make fallback-used advisory.";
  return [logFinding("fallback-used", message, help, { trigger: "fallback-used", at: placeOf(first, shown) })];
}

/** Short forms of the usual environments. */
const SHORT: Readonly<Record<string, string>> = {
  prod: "production",
  prd: "production",
  live: "production",
  stage: "staging",
  stg: "staging",
  dev: "development",
  devel: "development",
  tst: "test",
  testing: "test",
};

function environmentFindings(seen: TallyResult, declared: string | null, shown: Printer): readonly Finding[] {
  if (declared === null) return [];
  const plain = (name: string) => SHORT[name.toLowerCase()] ?? name.toLowerCase();
  const others = [...seen.environments].filter(([name]) => plain(name) !== plain(declared));
  const message = contradiction(
    others,
    seen,
    shown,
    (name) => `say ${name}, this run is of environment ${shown(declared)}`,
    "environment",
  );
  if (message === null) return [];
  const help = "Export the logs of this environment alone, or correct what the service takes for its environment.";
  return [logFinding("other-environment", message.text, help, { severity: "advisory", at: message.at })];
}

function errorFindings({ errors, ofThisRun }: TallyResult, shown: Printer): readonly Finding[] {
  const count = errors.get("any");
  if (count === undefined) return [];
  const message = `${count.records} of ${ofThisRun} records of this run have an error class, first at ${where(count.first, shown)}`;
  const help = "Read them: an error that was retried or caught does not show in the answer.";
  return [logFinding("error-class", message, help, { severity: "advisory", at: placeOf(count.first, shown) })];
}

/** Records with another value than the expected one, as a sentence; a value that is no identifier is not repeated. */
function contradiction(
  others: readonly (readonly [string, Count])[],
  { ofThisRun }: TallyResult,
  shown: Printer,
  say: (value: string) => string,
  what = "version",
) {
  const [first] = others;
  if (first === undefined) return null;
  const [value, { first: line }] = first;
  const records = others.reduce((sum, [, count]) => sum + count.records, 0);
  const clean = IDENTIFIER.test(value) && shown(value) === value;
  const named = clean ? `${what} ${value}` : `another ${what}`;
  const text = `${records} of ${ofThisRun} records of this run ${say(named)}; first at ${where(line, shown)}`;
  return { text, at: placeOf(line, shown) };
}
