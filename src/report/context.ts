import type { Limits } from "../evidence/limits.ts";
import type { Declarations, PreflightItem } from "../evidence/preflight.ts";
import type { ProbeId } from "../evidence/probes.ts";
import type { MigrationReport } from "../migration/report.ts";

/** A value and the place that gives it, for example `input model` or `gate file a.yml:3:5`. */
export interface PlacedValue {
  readonly value: string;
  readonly origin: string;
}

/** Where a value of the resolved configuration comes from. */
export interface ConfigurationOrigin extends PlacedValue {
  /** Key of the setting in the gate file, also where an input gives it: `release.model`, `timeouts.attempt`, `fail-on`. */
  readonly name: string;
  /** What other places give and this one wins over; empty: nothing. */
  readonly overruled: readonly PlacedValue[];
}

/** Everything that reports say beside the evidence: what people declared for this run, and under what it asked. */
export interface ReportContext {
  /** Remark of whoever started the run, for the records; null: none. */
  readonly notes: string | null;
  /** Our own sentences about doubtful settings. */
  readonly warnings: readonly string[];
  /** What the gate file declares of the pre-flight list; empty: nothing. */
  readonly declared: Declarations;
  /** The pre-flight list as it stands; empty where none is declared. */
  readonly preflight: readonly PreflightItem[];
  /** What this run asked, and when it fails the step; null: a replay, which asked nothing, or settings that were not usable. */
  readonly plan: { readonly probes: readonly ProbeId[]; readonly limits: Limits; readonly failOn: string } | null;
  /** Both families side by side; null where the preset `migration` was not selected. */
  readonly migration: MigrationReport | null;
  /** Where the configuration comes from; empty: not said. */
  readonly origins: readonly ConfigurationOrigin[];
}
