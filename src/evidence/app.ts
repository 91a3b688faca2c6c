/** The deployed service, as the settings describe it, the probe asks it and the plan of a run passes it on. */

/** What a deployed service may say about its own configuration, and the gate compares with the release. */
// biome-ignore format: a list of words reads by lines
export const RELEASE_FACTS = [
  "base-url", "model", "timeout", "deployment-version", "config-version", "feature-flag",
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

/** Types that a JSON value can have; `integer` is a number without a fraction. */
export const JSON_TYPES = ["string", "number", "integer", "boolean", "array", "object", "null"] as const;
export type JsonType = (typeof JSON_TYPES)[number];

/** Methods of its request; the list is that of a `RequestPlan`. */
export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** A header, or a parameter of the query, sent with every request. */
export interface SentValue {
  readonly name: string;
  readonly value: string;
  /** It came from `from-env`: masked, and never written. */
  readonly secret: boolean;
  /** It may prove who asks, so `auth-path` leaves it out: every secret that is not declared `credential: false`. */
  readonly credential: boolean;
}

/** What a header, or a value in the body, of the application's answer has to be. */
export type Expected =
  | { readonly kind: "type"; readonly type: JsonType }
  | { readonly kind: "equals"; readonly value: unknown }
  | { readonly kind: "present" }
  /** Compared with the release that is asked, when it is asked. */
  | { readonly kind: "release"; readonly fact: ReleaseFact };

/** Names under which services say what they run, as a last part: `x-app-version`, `/build/gitCommit`. */
const VERSION_NAME = /(?:^|[-_./]|(?<=[a-z0-9])(?=[A-Z]))(?:version|revision|build|commit|sha)$/i;

/** Versions of an interface and not of what serves it: `x-api-version`, `/schemaVersion`. */
const INTERFACE_VERSION = /(?:api|schema|protocol|http|spec|openapi)[-_./]?version$/i;

/** Whether an expectation tells versions of the service apart. */
export function namesVersion(name: string, expected: Expected): boolean {
  if (expected.kind === "release") return expected.fact === "deployment-version" || expected.fact === "config-version";
  return expected.kind === "equals" && VERSION_NAME.test(name) && !INTERFACE_VERSION.test(name);
}

/** What has to be true of every answer of the application. */
export interface AppExpectations {
  /** Null: 200 to 299. */
  readonly status: readonly number[] | null;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, Expected>>;
  /** By JSON pointer (RFC 6901). */
  readonly pointers: Readonly<Record<string, Expected>>;
  /** Where the body says that the fallback answered; null: it does not. */
  readonly fallbackPointer: string | null;
}

/** How the deployed service's own route is asked, and what is expected of it (gate file, `probes.app`). */
export interface AppSettings {
  /** Scheme, host and port. */
  readonly origin: string;
  /** Path and query. The query may hold anything and is never written anywhere. */
  readonly path: string;
  readonly method: (typeof METHODS)[number];
  readonly headers: readonly SentValue[];
  /** JSON; undefined: none. */
  readonly body?: unknown;
  readonly expect: AppExpectations;
}

/** What is waited for before anything is judged (gate file, `ready:`; decision.md, "Has the release arrived?"). */
export interface ReadySettings {
  /** How long, ms. */
  readonly withinMs: number;
  /** Pause between two questions, ms. */
  readonly everyMs: number;
  /** The route that is asked, and what it has to answer: status and version, where it is that of `probes.app`. */
  readonly service: AppSettings;
}
