/** Items about the way back (release-and-rollback-checklist, "Required rollback information"). */
import type { Configuration } from "../evidence/configuration.ts";
import type { DerivedItem, Gap, PreflightBasis } from "../evidence/preflight.ts";
import { compareWithKnownGood } from "../evidence/release-comparison.ts";
import type { Settings } from "../settings/settings.ts";
import { checked, type ItemRule, missing, notTested } from "./item.ts";

const NO_RELEASE = notTested("a check has no way back; a release has an environment");
const NOT_JUDGED = notTested("this run does not judge the way back");

/** The items, each with what the gate holds it against. */
export const WAY_BACK_ITEMS = {
  /** The previous deployment version and configuration are recorded. */
  "known-good": ({ labels }, { knownGood: state }) => {
    if (labels.environment === null) return NO_RELEASE;
    switch (state.kind) {
      case "record": {
        const { deploymentVersion } = state.record;
        return deploymentVersion === null
          ? missing(
              "the record names no deployment version",
              "Declare release.deployment-version before it is recorded.",
            )
          : checked(`${deploymentVersion} in ${state.origin}`);
      }
      case "none":
        return { kind: "waived", why: state.notice ?? "known-good: none, there is nothing to go back to yet" };
      case "not-required":
        return NOT_JUDGED;
      // The trigger rollback-target holds for these under its own name; one cause is one hold.
      case "missing":
        return missing("no known-good is named", "Name it with known-good, or say known-good: none.", "advisory");
      case "unusable":
        return missing("the known-good record cannot be used", state.help, "advisory");
    }
  },

  /** Everything that a rollback would need is at hand. */
  "rollback-information": (settings, basis) => {
    const { kind } = basis.knownGood;
    if (settings.labels.environment === null) return NO_RELEASE;
    if (kind === "not-required") return NOT_JUDGED;
    const gaps = [...recordGaps(basis), ...switchGaps(settings), ...peopleGaps(settings)];
    if (gaps.length > 0) return { kind: "missing", gaps };
    if (kind === "record") return checked("the record has everything that this release would have to put back");
    return checked("people and switches are known; there is no record to hold the rest against");
  },
} satisfies Readonly<Partial<Record<DerivedItem, ItemRule>>>;

/** Fields without which nothing can be put back, in words; the others are named and hold nothing. */
const NEEDED_FIELDS: Readonly<Record<string, string>> = {
  "base-url": "base URL",
  model: "model",
  timeout: "timeout",
  retry: "retry policy",
  "secret-version": "secret version",
};

/**
 * Whatever this release sets, the record must have, or it cannot be put back: the fields that the plan calls "not
 * recorded". What is set nowhere is not asked for, and the flag has a rollback value of its own.
 */
function recordGaps(basis: PreflightBasis): readonly Gap[] {
  if (basis.knownGood.kind !== "record") return [];
  const { record } = basis.knownGood;
  const gaps = (compareWithKnownGood(basis, []) ?? [])
    .filter(({ ours, recorded, standing }) => ours !== null && !recorded && standing === "unknown")
    .filter(({ field }) => field !== "feature-flag")
    .map(({ field }) => recordGap(field, record.configuration));
  const unnamed = record.deploymentVersion === null && record.commit === null;
  const all = unnamed ? [gapOf("deployment version or commit", "hold"), ...gaps] : gaps;
  return all.filter(({ what }, i) => all.findIndex((other) => other.what === what) === i);
}

/** A header or variable that the record names has its digest in the next one: nobody can add it before. */
function recordGap(field: string, { env }: Configuration): Gap {
  const [part = field, name = ""] = field.split(/\.(.*)/);
  if (part === "request-templates") return gapOf(`request template for ${name}`, "hold");
  if (part === "env" && env.length === 0) return gapOf("environment variable names", "hold");
  if (part === "env" || part === "headers" || part === "query") return gapOf(`value of ${field}`, "advisory");
  const needed = NEEDED_FIELDS[field];
  return gapOf(needed ?? field.replaceAll("-", " "), needed === undefined ? "advisory" : "hold");
}

function gapOf(name: string, severity: Gap["severity"]): Gap {
  const help = "Add what is known to the record's source, or waive readiness.rollback-information until the next one.";
  return gap(`the known-good record has no ${name}`, help, severity);
}

/** The flag goes back to a value, the traffic by a named control. */
function switchGaps({ release: { featureFlag, traffic } }: Settings): readonly Gap[] {
  const flag = gap("the feature flag has no rollback value", "Declare release.feature-flag.rollback-value.");
  const control = gap("the traffic control has no name", "Declare release.traffic.control.");
  return [
    ...(featureFlag?.rollbackValue.trim() === "" ? [flag] : []),
    ...(traffic?.control.trim() === "" ? [control] : []),
  ];
}

/** Items of the list that a rollback needs, by what a person calls them. */
const NEEDED = { dashboard: "dashboard", "rollback-approver": "approver", channel: "channel" } as const;

function peopleGaps({ readiness }: Settings): readonly Gap[] {
  return Object.entries(NEEDED)
    .filter(([key]) => readiness?.[key] === undefined)
    .map(([key, name]) => gap(`no ${name} is named`, `Fill readiness.${key} in the gate file.`));
}

function gap(what: string, help: string, severity: Gap["severity"] = "hold"): Gap {
  return { what, help, severity };
}
