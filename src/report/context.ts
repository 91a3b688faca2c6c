import type { ConfigurationOrigin } from "../evidence/configuration-origin.ts";
import type { Limits } from "../evidence/limits.ts";
import type { Declarations, DeclaredItem, Gap, ItemState, PreflightItem } from "../evidence/preflight.ts";
import type { ProbeId } from "../evidence/probes.ts";
import type { MigrationReport } from "../migration/report.ts";
import type { Addresses } from "./addresses.ts";

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
  readonly plan: {
    readonly probes: readonly ProbeId[];
    readonly limits: Limits;
    readonly failOn: string;
    /** The address of the deployed service came from the workflow; absent: it did not. */
    readonly appUrlGiven?: true;
  } | null;
  /** Nothing but the known-good release's own version answered: then nothing needs restoring. */
  readonly knownGoodServes: boolean;
  /** Both families side by side; null where the preset `migration` was not selected. */
  readonly migration: MigrationReport | null;
  /** Where the configuration comes from; empty: not said. */
  readonly origins: readonly ConfigurationOrigin[];
  readonly addresses: Addresses;
  /** Inputs as they were given, and the flag `scenario` of a terminal; some are blank. */
  readonly inputs: Readonly<Record<string, string | undefined>>;
}

/** Who is responsible, in the order in which they are called. */
const OWNERS: readonly DeclaredItem[] = ["rollback-owner", "rollback-approver", "change-owner", "alert-owner"];

/** The declared value of a readiness item; null when it is waived, missing, or nothing was declared. */
export function declared(context: ReportContext, key: DeclaredItem): string | null {
  const item = context.declared[key];
  return item?.kind === "value" ? item.value : null;
}

/** Names of the owners with their roles, or what to do where nobody is declared. */
export function owners(context: ReportContext): string {
  const known = OWNERS.flatMap((role) => {
    const name = declared(context, role);
    return name === null ? [] : [`${name} (${role.replace("-", " ")})`];
  });
  return known.length === 0 ? "the owners of this release (none are declared under readiness:)" : known.join(", ");
}

/** Who answers for the deployed service, or what to call them where nobody is declared. */
export function serviceOwner(context: ReportContext): string {
  const roles: readonly DeclaredItem[] = ["change-owner", "alert-owner"];
  const role = roles.find((each) => declared(context, each) !== null);
  return role === undefined ? "the owners of this service" : `${declared(context, role)} (${role.replace("-", " ")})`;
}

/** Whom to tell, and where; nothing where nobody is declared. */
export function tell(context: ReportContext): readonly string[] {
  const owner = declared(context, "change-owner");
  const channel = declared(context, "channel");
  if (owner === null && channel === null) return [];
  return [`${owner === null ? "Say so" : `Tell ${owner} (change owner)`}${channel === null ? "" : ` in ${channel}`}.`];
}

/** The pre-flight list as rows: what was declared, waived or missing, and what the gate found when it looked itself. */
export function preflightRows({ preflight }: ReportContext): readonly (readonly [string, string])[] {
  return preflight.map(({ key, state, derived }) => [key, shown(state, derived)] as const);
}

function shown(state: ItemState, derived: boolean): string {
  switch (state.kind) {
    case "filled":
      return state.value;
    case "waived":
      return `waived: ${state.why}`;
    case "checked":
      return `checked by the gate: ${state.what}`;
    case "not-tested":
      return `not tested: ${state.why}`;
    case "missing":
      return derived ? `${missingWord(state.gaps)}: ${state.gaps.map(({ what }) => what).join("; ")}` : "missing";
  }
}

/** Where nothing holds, the item is open and the run goes on. */
function missingWord(gaps: readonly Gap[]): string {
  return gaps.some(({ severity }) => severity === "hold") ? "missing" : "open";
}
