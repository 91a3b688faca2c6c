/**
 * The check of the pre-flight list (product.md, trigger `readiness`; release-and-rollback-checklist): what the team
 * declared, and what the gate looks at itself. The check holds for what is open, the summary shows all of it.
 */

import type { Check } from "../evidence/evidence.ts";
import { type Finding, findingOf } from "../evidence/finding.ts";
import {
  DERIVED_ITEMS,
  type DerivedItem,
  type Gap,
  type ItemState,
  type PreflightBasis,
  type PreflightItem,
  READINESS_ITEMS,
} from "../evidence/preflight.ts";
import { weighs } from "../evidence/vocabulary.ts";
import type { Settings } from "../settings/settings.ts";
import { isPlaceholder } from "../text/placeholder.ts";
import { problem } from "../text/problem.ts";
import { CONFIGURATION_ITEMS } from "./configuration-items.ts";
import { type ItemRule, missing, notTested } from "./item.ts";
import { WAY_BACK_ITEMS } from "./way-back-items.ts";

const RULES: Readonly<Record<DerivedItem, ItemRule>> = { ...CONFIGURATION_ITEMS, ...WAY_BACK_ITEMS };

/** Items that secrets, variables or records have a part in: a run without access to them cannot tell. */
const NEEDS_ACCESS: readonly DerivedItem[] = ["model", "known-good", "rollback-information", "decision-record"];

/** No letter and no digit, as in `...`, `-` and `https://...`: the template of a list, which nobody filled. */
const SAYS_NOTHING = /^(https?:\/\/)?[^\p{L}\p{N}]*$/iu;

/** The declared list in the order in which it is shown; empty when none is declared. */
export function preflightItems(settings: Settings, basis: PreflightBasis): readonly PreflightItem[] {
  if (settings.readiness === null) return [];
  return [
    ...READINESS_ITEMS.map((key) => ({ key, state: declared(key, settings), derived: false })),
    ...DERIVED_ITEMS.map((key) => ({ key, state: derived(key, settings, basis), derived: true })),
  ];
}

function declared(key: string, { readiness }: Settings): ItemState {
  const item = readiness?.[key];
  const fill = `Fill readiness.${key} in the gate file, or write { waived: why }.`;
  if (item === undefined) return missing("is neither filled nor waived", fill);
  if (item.kind === "value" && (isPlaceholder(item.value) || SAYS_NOTHING.test(item.value)))
    return missing("is a placeholder", fill);
  return item.kind === "value" ? { kind: "filled", value: item.value } : item;
}

/** Only a release that is about to ship is looked at: what was restored, recorded or replayed is not prepared any more. */
function derived(key: DerivedItem, settings: Settings, basis: PreflightBasis): ItemState {
  const item = settings.readiness?.[key];
  if (item?.kind === "waived") return item;
  if (settings.mode !== "gate") return notTested(`mode ${settings.mode} does not look at it`);
  if (settings.withheld !== undefined && NEEDS_ACCESS.includes(key))
    return notTested("untrusted pull request: secrets, variables and records are not read");
  return RULES[key](settings, basis);
}

/** Fails where an item is neither filled, nor waived, nor found in order. A run that declares no list has no such check. */
export function readinessCheck(settings: Settings, basis: PreflightBasis): Check | null {
  if (settings.readiness === null) return null;
  const findings = preflightItems(settings, basis).flatMap((item) =>
    item.state.kind === "missing" ? item.state.gaps.map((gap) => openItem(item, gap, settings)) : [],
  );
  return { id: "readiness", result: findings.some(weighs) ? "fail" : "pass", findings };
}

/** An item that is open. */
function openItem(
  { key, derived }: PreflightItem,
  { what, help, severity }: Gap,
  { readinessPlaces }: Settings,
): Finding {
  const waive = derived ? ` Or waive it: readiness.${key}: { waived: why }.` : "";
  const open = problem(
    derived ? `${key}-not-ready` : "item-missing",
    derived ? `readiness: ${key}: ${what}` : `readiness: ${key} ${what}`,
    `${help}${waive}`,
    readinessPlaces === undefined ? null : { ...readinessPlaces, column: null },
  );
  return findingOf(open, { trigger: "readiness", severity });
}
