import type { Gap } from "../evidence/preflight.ts";
import { checked, type ItemRule, notTested } from "./item.ts";

/** The fields of the decision record that only people or the workflow can give are there. */
export const decisionRecordItem: ItemRule = ({ labels, release }) => {
  // A check decides about no change, so there is no change to name.
  if (labels.environment === null) return notTested("a check; only a release has a change to record");
  const given: readonly (readonly [string, string | null])[] = [
    ["change-id", labels.changeId],
    ["deployment-version", labels.deploymentVersion],
    ["config-version", release.configVersion],
    // Without a key there is no secret that could have a version.
    ["secret-version", release.auth === "none" ? "none" : release.secretVersion],
    ["reviewer", labels.reviewer],
  ];
  const gaps = given
    .filter(([, value]) => value === null)
    .map(
      ([name]): Gap => ({
        what: `no ${name}`,
        help: `Give the input ${name}${name.endsWith("-version") ? `, or release.${name} in the gate file` : ""}.`,
        // A nightly run has no reviewer, and is no worse for it.
        severity: name === "reviewer" ? "advisory" : "hold",
      }),
    );
  return gaps.length === 0 ? checked("complete") : { kind: "missing", gaps };
};
