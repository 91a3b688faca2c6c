/** What a deployed service may say about its own configuration, and the gate compares with the release. */
export const RELEASE_FACTS = [
  "base-url",
  "model",
  "timeout",
  "deployment-version",
  "config-version",
  "feature-flag",
] as const;
export type ReleaseFact = (typeof RELEASE_FACTS)[number];

/** The values of a release that a service is compared with. */
export interface ReleaseValues {
  readonly baseUrl: string;
  readonly model: string;
  readonly timeoutMs: number | null;
  readonly deploymentVersion: string | null;
  readonly configVersion: string | null;
  readonly featureFlag: { readonly value: string } | null;
}

/** The release's own value of a fact (the timeout in ms); null where the release does not declare it. */
export function releaseFact(release: ReleaseValues, fact: ReleaseFact): string | number | null {
  switch (fact) {
    case "base-url":
      return release.baseUrl;
    case "model":
      return release.model === "" ? null : release.model;
    case "timeout":
      return release.timeoutMs;
    case "deployment-version":
      return release.deploymentVersion;
    case "config-version":
      return release.configVersion;
    case "feature-flag":
      return release.featureFlag?.value ?? null;
  }
}
