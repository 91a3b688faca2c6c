import type { Check, Finding } from "../evidence/evidence.ts";
import { READINESS_ITEMS } from "../settings/readiness.ts";
import type { Settings } from "../settings/settings.ts";

/**
 * The declared pre-flight list: every item is filled or waived with a reason (product.md, trigger `readiness`). A run
 * that declares no list has no such check.
 */
export function readinessCheck(readiness: Settings["readiness"]): Check | null {
  if (readiness === null) return null;
  const findings = READINESS_ITEMS.filter((item) => readiness[item] === undefined).map(
    (item): Finding => ({
      trigger: "readiness",
      rule: "item-missing",
      severity: "hold",
      message: `readiness: ${item} is neither filled nor waived`,
      help: `Fill readiness.${item} in the gate file, or write { waived: why }.`,
      file: null,
      line: null,
      column: null,
    }),
  );
  return { id: "readiness", result: findings.length === 0 ? "pass" : "fail", findings };
}
