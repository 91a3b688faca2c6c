/** Items about the way back (release-and-rollback-checklist, "Required rollback information"). */
import type { Configuration } from "../evidence/configuration.ts";
import type { KnownGood } from "../evidence/known-good.ts";
import type { Gap } from "../evidence/preflight.ts";
import type { Settings } from "../settings/settings.ts";
import { checked, type ItemRule, missing, notTested } from "./item.ts";

const NO_RELEASE = notTested("a check has no way back; a release has an environment");

/** The previous deployment version and configuration are recorded. */
export const knownGood: ItemRule = ({ labels }, { knownGood: state }) => {
  if (labels.environment === null) return NO_RELEASE;
  switch (state.kind) {
    case "record": {
      const { deploymentVersion } = state.record;
      return deploymentVersion === null
        ? missing("the record names no deployment version", "Declare release.deployment-version before it is recorded.")
        : checked(`${deploymentVersion} in ${state.origin}`);
    }
    case "none":
      return { kind: "waived", why: state.notice ?? "known-good: none, there is nothing to go back to yet" };
    case "not-required":
      return notTested("this run does not judge the way back");
    // The trigger rollback-target holds for these under its own name; one cause is one hold.
    case "missing":
      return missing("no known-good is named", "Name it with known-good, or say known-good: none.", "advisory");
    case "unusable":
      return missing("the known-good record cannot be used", state.help, "advisory");
  }
};

/** Everything that a rollback would need is at hand. */
export const rollbackInformation: ItemRule = (settings, { knownGood: state }) => {
  if (settings.labels.environment === null) return NO_RELEASE;
  if (state.kind === "not-required") return notTested("this run does not judge the way back");
  const gaps = [...switchGaps(settings), ...peopleGaps(settings)];
  if (state.kind === "record") gaps.unshift(...recordGaps(settings, state.record));
  if (gaps.length > 0) return { kind: "missing", gaps };
  if (state.kind === "record") return checked("the record has everything that this release would have to put back");
  return checked("people and switches are known; there is no record to hold the rest against");
};

/** Whatever this release sets, the record must have, or it cannot be put back. What is set nowhere is not asked for. */
function recordGaps({ release, template }: Settings, record: KnownGood): readonly Gap[] {
  const before = record.configuration;
  const families = (template?.templates ?? []).flatMap(({ family }) => (family === null ? [] : [family]));
  const lacks = (family: Configuration["families"][number]) => before.templates.every((one) => one.family !== family);
  const absent: readonly (readonly [string, boolean])[] = [
    ["deployment version or commit", record.deploymentVersion === null && record.commit === null],
    ["environment variable names", release.env.length > 0 && before.env.length === 0],
    ["model", release.model !== "" && before.model === ""],
    ...families.map((family) => [`request template for ${family}`, lacks(family)] as const),
    ["timeout", release.timeoutMs !== null && before.timeoutMs === null],
    ["retry policy", release.retry !== null && before.retry === null],
    ["secret version", release.secretVersion !== null && record.secretVersion === null],
  ];
  return absent
    .filter(([, is]) => is)
    .map(([name]) => ({
      what: `the known-good record has no ${name}`,
      help: "Add what is known to the record's source, or waive readiness.rollback-information until the next one.",
      severity: "hold",
    }));
}

/** The flag goes back to a value, the traffic by a named control. */
function switchGaps({ release: { featureFlag, traffic } }: Settings): Gap[] {
  const gaps: Gap[] = [];
  if (featureFlag !== null && featureFlag.rollbackValue.trim() === "")
    gaps.push(gap("the feature flag has no rollback value", "Declare release.feature-flag.rollback-value."));
  if (traffic !== null && traffic.control.trim() === "")
    gaps.push(gap("the traffic control has no name", "Declare release.traffic.control."));
  return gaps;
}

/** Items of the list that a rollback needs, by what a person calls them. */
const NEEDED = { dashboard: "dashboard", "rollback-approver": "approver", channel: "channel" } as const;

function peopleGaps({ readiness }: Settings): readonly Gap[] {
  return Object.entries(NEEDED)
    .filter(([key]) => readiness?.[key] === undefined)
    .map(([key, name]) => gap(`no ${name} is named`, `Fill readiness.${key} in the gate file.`));
}

function gap(what: string, help: string): Gap {
  return { what, help, severity: "hold" };
}
