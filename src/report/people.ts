import type { DeclaredItem, Gap, ItemState } from "../evidence/preflight.ts";
import type { ReportContext } from "./context.ts";

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
  return known.length === 0 ? "the owners of this service (none are declared under readiness:)" : known.join(", ");
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
