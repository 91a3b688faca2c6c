import type { Check } from "../evidence/evidence.ts";
import { type Finding, findingOf } from "../evidence/finding.ts";
import type { Gap, Seen } from "../readiness/item.ts";
import { type Item, readinessItems } from "../readiness/items.ts";
import type { Settings } from "../settings/settings.ts";
import { problem } from "../text/problem.ts";

/**
 * The pre-flight list: every item is filled, waived with a reason, or found in order by the gate itself (product.md,
 * trigger `readiness`). A run that declares no list has no such check.
 */
export function readinessCheck(settings: Settings, seen: Seen): Check | null {
  if (settings.readiness === null) return null;
  const findings = readinessItems(settings, seen).flatMap((item) =>
    item.state.kind === "missing" ? item.state.gaps.map((gap) => finding(item, gap, settings)) : [],
  );
  const failed = findings.some(({ severity }) => severity !== "advisory");
  return { id: "readiness", result: failed ? "fail" : "pass", findings };
}

function finding({ key, derived }: Item, { what, help, severity }: Gap, { readinessPlaces }: Settings): Finding {
  const waive = derived ? ` Or waive it: readiness.${key}: { waived: why }.` : "";
  const found = problem(
    derived ? `${key}-not-ready` : "item-missing",
    derived ? `readiness: ${key}: ${what}` : `readiness: ${key} ${what}`,
    `${help}${waive}`,
    readinessPlaces === undefined ? null : { ...readinessPlaces, column: null },
  );
  return findingOf(found, { trigger: "readiness", severity });
}
