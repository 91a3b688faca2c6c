import type { AppRoute, ReadySettings } from "../evidence/app.ts";
import type { Limits } from "../evidence/limits.ts";
import type { Policy } from "../evidence/policy.ts";
import type { Declarations } from "../evidence/preflight.ts";
import type { MustFailOptions, SelectedProbe } from "../evidence/probes.ts";
import type { Family, Mode } from "../evidence/vocabulary.ts";
import type { Problem } from "../text/problem.ts";
import type { SettingOrigin } from "./inputs/origins.ts";
import type { ReportSettings } from "./policy/report-settings.ts";
import type { Credential } from "./release/credential.ts";
import type { Network } from "./release/destination.ts";
import type { DocsSettings } from "./release/docs.ts";
import type { EvidenceInput, KnownGoodSettings } from "./release/earlier-runs.ts";
import type { Labels } from "./release/labels.ts";
import type { LogsSettings } from "./release/logs.ts";
import type { MetricsSettings } from "./release/metrics.ts";
import type { Override } from "./release/override.ts";
import type { ReadinessPlaces } from "./release/readiness.ts";
import type { Release } from "./release/release.ts";
import type { TemplateSettings } from "./release/request-templates.ts";
import type { ResultsSettings } from "./release/results.ts";

/** What settings are made of, each defined with the rules of its topic; other rooms take their types from here. */
export type { ReportSettings, WhenToReport } from "./policy/report-settings.ts";
/** The same of the release and what leads to it. */
export type { Credential, Labels, Network, Release, TemplateSettings };

/** Everything a run needs, validated. Made by `resolveSettings`, read by everybody, changed by nobody. */
export interface Settings {
  readonly mode: Mode;
  readonly labels: Labels;
  readonly live: boolean;
  /** A person lets a hold pass this once; absent: nobody does. */
  readonly override?: Override;
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
  /** Routes of the deployed service; absent: not selected. */
  readonly app?: readonly AppRoute[];
  /** The workflow said where the deployed service answers (input `app-url`); absent: it did not. */
  readonly appUrlGiven?: true;
  /** What is waited for before anything is judged; absent: nothing. */
  readonly ready?: ReadySettings;
  /** Log files to read; absent: not selected. */
  readonly logs?: LogsSettings;
  /** Test results to read; absent: not selected. */
  readonly results?: ResultsSettings;
  /** The Prometheus-compatible API to ask; absent: not selected. */
  readonly metrics?: MetricsSettings;
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
  /** The gate file that was read, or why there was none. */
  readonly gateFile: { readonly path: string } | { readonly none: string };
  /** Where the values come from that a gate file can give, and what they overrule. */
  readonly origins: readonly SettingOrigin[];
}
