/** The deployed service, as the settings describe it, the probe asks it and the plan of a run passes it on. */

/** The values of a release that a service is compared with. */
export interface ReleaseValues {
  readonly baseUrl: string;
  readonly model: string;
  readonly timeoutMs: number | null;
  readonly retry: { readonly maxAttempts: number } | null;
  readonly fallbackEnabled: boolean | null;
  readonly traffic: { readonly weight: number } | null;
  readonly deploymentVersion: string | null;
  readonly configVersion: string | null;
  readonly secretVersion: string | null;
  readonly commit: string | null;
  readonly featureFlag: { readonly value: string } | null;
}

/**
 * What a deployed service may say about its own configuration, and the release's own value of it: the timeout in ms, of
 * `retry` the most attempts, of `traffic` the weight in percent; null where the release does not declare it.
 */
const FACTS = {
  "base-url": ({ baseUrl }) => baseUrl,
  model: ({ model }) => model || null,
  timeout: ({ timeoutMs }) => timeoutMs,
  retry: ({ retry }) => retry?.maxAttempts ?? null,
  fallback: ({ fallbackEnabled }) => fallbackEnabled,
  traffic: ({ traffic }) => traffic?.weight ?? null,
  "deployment-version": ({ deploymentVersion }) => deploymentVersion,
  "config-version": ({ configVersion }) => configVersion,
  "secret-version": ({ secretVersion }) => secretVersion,
  commit: ({ commit }) => commit,
  "feature-flag": ({ featureFlag }) => featureFlag?.value ?? null,
} as const satisfies Readonly<Record<string, (release: ReleaseValues) => string | number | boolean | null>>;
export type ReleaseFact = keyof typeof FACTS;

/** Every fact, in the order of the table. */
export const RELEASE_FACTS = Object.keys(FACTS) as [ReleaseFact, ...ReleaseFact[]];

/** The release's own value of a fact. */
export function releaseFact(release: ReleaseValues, fact: ReleaseFact): string | number | boolean | null {
  return FACTS[fact](release);
}

/** Types that a JSON value can have; `string` is one that says something, `integer` a number without a fraction. */
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

/** Whether a header says that a body is sent as a form, as browsers do. */
export function isForm(headers: readonly Pick<SentValue, "name" | "value">[]): boolean {
  return headers.some(
    ({ name, value }) =>
      name.toLowerCase() === "content-type" && /^\s*application\/x-www-form-urlencoded\b/i.test(value),
  );
}

/** What a header, or a value in the body, of the application's answer has to be. */
export type Expected =
  | { readonly kind: "type"; readonly type: JsonType }
  | { readonly kind: "equals"; readonly value: unknown }
  /** A text that has this one in it, or a list that has this member. */
  /** `isVersion`: the value is the release's own deployment version, under whatever name it is looked for. */
  | { readonly kind: "contains"; readonly value: unknown; readonly isVersion?: true }
  | { readonly kind: "one-of"; readonly values: readonly unknown[]; readonly isVersion?: true }
  /** A text, a list or a section; with `filled` there has to be something in it. */
  | { readonly kind: "not-empty"; readonly filled: boolean }
  | { readonly kind: "present" }
  /** Has the fresh code of the attempt in it, which the request carried. */
  | { readonly kind: "echo" }
  /** Compared with the release that is asked, when it is asked. */
  | { readonly kind: "release"; readonly fact: ReleaseFact };

/** Names under which services say what they run, as a last part: `x-app-version`, `/build/gitCommit`. */
const VERSION_NAME = /(?:^|[-_./]|(?<=[a-z0-9])(?=[A-Z]))(?:version|revision|build|commit|sha)$/i;

/** Versions of an interface and not of what serves it: `x-api-version`, `/schemaVersion`. */
const INTERFACE_VERSION = /(?:api|schema|protocol|http|spec|openapi)[-_./]?version$/i;

/** Whether an expectation tells versions of the service apart. */
export function namesVersion(name: string, expected: Expected): boolean {
  if (expected.kind === "release") return VERSIONS.includes(expected.fact);
  if ("isVersion" in expected) return true;
  return LITERAL.includes(expected.kind) && VERSION_NAME.test(name) && !INTERFACE_VERSION.test(name);
}

/** Facts that tell versions of the service apart. */
const VERSIONS: readonly ReleaseFact[] = ["deployment-version", "config-version", "commit"];

/** Expectations that name what the service has to say, as the gate file has it. */
const LITERAL: readonly Expected["kind"][] = ["equals", "contains", "one-of"];

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

/** What the last event of a stream is: its data as a text, its name, or a value in it. */
export type TerminalEvent =
  | { readonly kind: "data"; readonly data: string }
  | { readonly kind: "event"; readonly name: string }
  | { readonly kind: "value"; readonly pointer: string; readonly value: unknown };

/** How a route streams its answer (gate file, `stream`). */
export interface StreamSettings {
  /** Where an event holds a piece of the text, as a JSON pointer; null: no text is looked for. */
  readonly text: string | null;
  /** Null: the end of the body is the end of the stream. */
  readonly terminal: TerminalEvent | null;
  readonly minEvents: number;
}

/** Where an answer names a job: in a value of the body, or in a header (lower case). */
export type JobName =
  | { readonly kind: "pointer"; readonly pointer: string }
  | { readonly kind: "header"; readonly name: string };

/** A job that is asked until it is done (gate file, `until`). */
export interface JobSettings {
  /** How long from the first answer on, ms. */
  readonly withinMs: number;
  /** Pause before each question, ms; a longer one that the service asks for counts. */
  readonly everyMs: number;
  /** What the first answer has to name; null: nothing, the job goes by an address that is known. */
  readonly at: JobName | null;
  /** Path and query of the job, with what was named in the place of `{{at}}`; null: that is the address, or the route itself. */
  readonly path: string | null;
}

/** One route of the deployed service: how it is asked, and what is expected of it (gate file, `probes.app`). */
export interface AppRoute {
  /** Null: the only one, which needs no name. */
  readonly name: string | null;
  /** Scheme, host and port. */
  readonly origin: string;
  /** Path and query. The query may hold anything and is never written anywhere. */
  readonly path: string;
  readonly method: (typeof METHODS)[number];
  readonly headers: readonly SentValue[];
  /** A text is sent as it is, everything else as JSON or, where a header says so, as a form; undefined: none. */
  readonly body?: unknown;
  readonly expect: AppExpectations;
  /** Absent: the answer comes in one piece. */
  readonly stream?: StreamSettings;
  /** Absent: the first answer is what is judged. */
  readonly until?: JobSettings;
}

/** The key of a route's probe. */
export function keyOfRoute(name: string | null): string {
  return name === null ? "app" : `app:${name}`;
}

/** What is waited for before anything is judged (gate file, `ready:`; decision.md, "Has the release arrived?"). */
export interface ReadySettings {
  /** How long, ms. */
  readonly withinMs: number;
  /** Pause between two questions, ms. */
  readonly everyMs: number;
  /** The route that is asked, and what it has to answer: status and version, where it is the first of `probes.app`. */
  readonly service: AppRoute;
}
