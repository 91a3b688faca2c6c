import type { AppSettings, ReleaseHeader } from "../evidence/app.ts";
import type { Limits } from "../evidence/limits.ts";
import type { Policy } from "../evidence/policy.ts";
import type { Declarations } from "../evidence/preflight.ts";
import type { MustFailOptions, SelectedProbe } from "../evidence/probes.ts";
import type { RequestTemplate, TemplateWaiver } from "../evidence/request-template.ts";
import type { Family, Mode } from "../evidence/vocabulary.ts";
import type { KnownGoodSource } from "../known-good/source.ts";
import type { Problem } from "../text/problem.ts";
import type { AppSection } from "./app-schema.ts";
import type { DocsSettings } from "./docs.ts";
import type { LogsSettings } from "./logs.ts";

/** How the key travels: header name and scheme (`Bearer`), or no credential at all. An empty scheme sends the bare key. */
export type Auth = { readonly header: string; readonly scheme: string } | "none";

/** The configuration about to ship: what is probed, and what the records say about it. */
export interface Release {
  /** Normalised: scheme, host and path without trailing slash, no credentials, query or fragment. */
  readonly baseUrl: string;
  /** Empty only where no selected probe needs a model. */
  readonly model: string;
  readonly auth: Auth;
  readonly headers: readonly ReleaseHeader[];
  /** Response header that says the fallback answered (present and not `false`, `0`, `no`, `off` or empty); null: not declared. */
  readonly fallbackHeader: string | null;
  /** As declared; null where only GitHub's context knows a version (`Labels.deploymentVersion`). */
  readonly deploymentVersion: string | null;
  readonly configVersion: string | null;
  readonly secretVersion: string | null;
  /** Where the key lives, for example `secrets.COMETAPI_KEY`; never the key. */
  readonly apiKeyRef: string | null;
  /** The application's own settings: recorded and compared, they do not steer the gate. */
  readonly timeoutMs: number | null;
  readonly retry: { readonly maxAttempts: number; readonly on: readonly number[] } | null;
  readonly fallbackEnabled: boolean | null;
  readonly env: readonly string[];
  readonly featureFlag: { readonly name: string; readonly value: string; readonly rollbackValue: string } | null;
  readonly traffic: { readonly control: string; readonly weight: number } | null;
}

/** The provider key. */
export interface Credential {
  readonly value: string;
  /** Where it was found, for example `input api-key` or `COMETAPI_KEY`. */
  readonly source: string;
  /** False under 16 characters: no derived masks, no exposure scan (product.md, `api-key`). */
  readonly scannable: boolean;
}

/** Proxy variables as found in the environment; empty strings switch a proxy off. */
export interface Network {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
  readonly extraCa: boolean;
}

/** When a report is made (product.md, `summary`, `comment`, `issue`). */
export type WhenToReport = "always" | "on-failure" | "never";

/** When an issue is opened, and how it is filed. */
export interface IssueSettings {
  readonly when: WhenToReport;
  /** At least one; the first is what the issue is found again by. */
  readonly labels: readonly string[];
  /** Logins. */
  readonly assignees: readonly string[];
}

/** Settings that are needed even when all others are invalid: where results go and what fails the step. */
export interface ReportSettings {
  readonly failOn: "hold" | "rollback" | "never";
  readonly summary: WhenToReport;
  readonly comment: WhenToReport;
  readonly issue: IssueSettings;
  /** Whose comment and issue it is, as far as it can be read. */
  readonly subject: Pick<Labels, "name" | "environment" | "leg">;
  /** Absolute path. */
  readonly evidenceDir: string;
}

/** Labels for the records (product.md, inputs `change-id` to `notes`). */
export interface Labels {
  readonly name: string;
  readonly environment: string | null;
  readonly leg: string | null;
  readonly changeId: string | null;
  /** The declared version, else the short commit: a label, not a part of the configuration. */
  readonly deploymentVersion: string | null;
  readonly reviewer: string | null;
  readonly notes: string | null;
  readonly commit: string | null;
  readonly repository: string | null;
  readonly workflowRun: string | null;
  readonly runNumber: number | null;
  readonly runAttempt: number | null;
  readonly region: string | null;
}

/** One place in which the base URL is written. */
export interface BaseUrlPlace {
  /** For example `input base-url` or `gate file a.yml:3:5: release.base-url`. */
  readonly place: string;
  /** Normalised; null: a further text of the gate file that holds the URL of the first place. */
  readonly url: string | null;
}

/** Where things stand that the gate checks itself for the pre-flight list. */
export interface ReadinessPlaces {
  /** The gate file that declares the list, and the line of its section. */
  readonly file: string;
  readonly line: number | null;
  /** Every place that gives the base URL, the one that wins first; empty: the built-in default. */
  readonly baseUrls: readonly BaseUrlPlace[];
}

/** Where the previous release is recorded, and how it may be probed. */
export interface KnownGoodSettings {
  /** Null when nothing was said: a release then has no way back. */
  readonly source: KnownGoodSource | null;
  /** Who may have written a deployment record. */
  readonly creator: string;
  /** Probe the known-good release in the same run. */
  readonly rehearse: boolean;
  /** Its own key, when the release used an older secret version; null: the key of the run. */
  readonly credential: Credential | null;
  /** Hosts that may receive a credential, with the port where it is not the scheme's own. */
  readonly allowedHosts: readonly string[];
}

/** Evidence of earlier runs, for `replay` and `record`. */
export interface EvidenceInput {
  /** Files or globs, relative to the working directory. */
  readonly patterns: readonly string[];
  /** Labels of the legs that must be among them. */
  readonly expectLegs: readonly string[];
}

/** The request bodies that the application sends. */
export interface TemplateSettings {
  /** Sorted by family; those whose family could not be told come last. */
  readonly templates: readonly RequestTemplate[];
  readonly waivers: readonly TemplateWaiver[];
  /** Some were named, readable or not. */
  readonly configured: boolean;
}

/** Everything a run needs, validated. Made by `resolveSettings`, read by everybody, changed by nobody. */
export interface Settings {
  readonly mode: Mode;
  readonly labels: Labels;
  readonly live: boolean;
  readonly sandbox: boolean;
  readonly release: Release;
  /** Null with `auth: none` and where no selected probe needs a key. */
  readonly credential: Credential | null;
  readonly probes: readonly SelectedProbe[];
  readonly mustFail: MustFailOptions;
  readonly policy: Policy;
  readonly limits: Limits;
  readonly network: Network;
  readonly report: ReportSettings;
  readonly knownGood: KnownGoodSettings;
  readonly evidence: EvidenceInput;
  /** The preset `migration` was named: both families are compared in a report of their own; absent: it was not. */
  readonly migration?: true;
  /** Absent in modes that ask no endpoint; after a restore only what the record describes too. */
  readonly template?: TemplateSettings;
  /** The deployed service's own route; absent: not selected. */
  readonly app?: AppSettings;
  /** Log files to read; absent: not selected. */
  readonly logs?: LogsSettings;
  /** Reference pages to compare; absent: not selected. */
  readonly docs?: DocsSettings;
  /** Why live probes were left out while static checks run: a pull request that is not trusted; absent: they were not. */
  readonly withheld?: Problem;
  /** Declared pre-flight list; null: not declared. Keys are `change-owner` or `alerts.latency`; missing items are absent. */
  readonly readiness: Declarations | null;
  /** Absent where no list is declared. */
  readonly readinessPlaces?: ReadinessPlaces;
  /** Every value that must never be written: key, secret headers, proxy credentials. */
  readonly secrets: readonly string[];
  /** Our own sentences about doubtful settings (short key, overlap of key and output, ...). */
  readonly warnings: readonly string[];
  /** Families whose probes are selected. */
  readonly families: readonly Family[];
}

/**
 * Why a pull request is not asked for with a key: a fork or Dependabot has no secrets; `pull_request_target` has them,
 * on files that somebody else may have written.
 */
export type Untrusted = "no-secrets" | "foreign-files";

/** The world outside, as settings see it. The two doors fill it; nothing below them reads `process.env`. */
export interface SettingsSource {
  /** Raw inputs by kebab-case name; absent or blank means "not given". */
  readonly inputs: Readonly<Record<string, string | undefined>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder that relative paths start from. */
  readonly workingDirectory: string;
  /** Text of a file, or null when there is none; throws on anything else, also on a link out of the folder `within`. */
  readonly readFile: (path: string, within?: string) => string | null;
  /** Called with every secret, as soon as it is read and before anything else happens with it. */
  readonly mask: (secret: string) => void;
  /** A pull request on which live probes cannot or must not run; false: everything else. */
  readonly untrusted: Untrusted | false;
  /** Set by the terminal door when it started the embedded gateway; its key and model are harmless constants. */
  readonly sandbox: {
    readonly baseUrl: string;
    readonly model: string;
    readonly key: string;
    /** Its deployed service, as a gate file would describe it; absent: it has none. */
    readonly app?: AppSection;
  } | null;
}
