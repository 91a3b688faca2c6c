import type { GateFileContent } from "./gate-file-schema.ts";
import { given } from "./precedence.ts";
import { ALERTS, PREFLIGHT_ITEMS } from "./readiness-schema.ts";
import type { ReadinessItem, Settings } from "./settings.ts";

/** Every key that a declared pre-flight list has to answer, in the order in which it is shown. */
export const READINESS_ITEMS: readonly string[] = [...PREFLIGHT_ITEMS, ...ALERTS.map((alert) => `alerts.${alert}`)];

type Written = string | null | undefined | { readonly waived: string };

/**
 * The declared pre-flight list; null when it is not declared. Empty and missing items are absent, and make the list
 * incomplete. An empty `readiness:` is a declared list of which nothing is filled.
 */
export function readReadiness(content: GateFileContent | null): Settings["readiness"] {
  const declared = content?.readiness;
  if (declared === undefined) return null;
  const items: Record<string, ReadinessItem> = {};
  const add = (key: string, written: Written) => {
    if (typeof written === "object" && written !== null) items[key] = { kind: "waived", why: written.waived.trim() };
    else {
      const value = given(written ?? undefined);
      if (value !== undefined) items[key] = { kind: "value", value };
    }
  };
  for (const key of PREFLIGHT_ITEMS) add(key, declared?.[key]);
  for (const alert of ALERTS) add(`alerts.${alert}`, declared?.alerts?.[alert]);
  return items;
}
