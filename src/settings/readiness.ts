import { ALERTS, DERIVED_ITEMS, type Declaration, PREFLIGHT_ITEMS } from "../evidence/preflight.ts";
import type { GateFileContent } from "./gate-file-schema.ts";
import { given, type Reading } from "./precedence.ts";
import { readBaseUrlPlaces } from "./readiness-base-url.ts";
import type { Settings } from "./settings.ts";

type Written = string | null | undefined | { readonly waived: string };

/** The declared pre-flight list, and where the gate file and everybody else says what the gate checks for it. */
export function readReadiness(reading: Reading): Pick<Settings, "readiness" | "readinessPlaces"> {
  const readiness = declaredItems(reading.gate?.content ?? null);
  if (readiness === null || reading.gate === null) return { readiness };
  const origin = reading.gate.originOf(["readiness"]);
  const line = origin.kind === "gate-file" ? (origin.position?.line ?? null) : null;
  return { readiness, readinessPlaces: { file: reading.gate.file, line, baseUrls: readBaseUrlPlaces(reading) } };
}

/**
 * The items as they were written; null when no list is declared. Empty and missing items are absent, and make the list
 * incomplete. An empty `readiness:` is a declared list of which nothing is filled.
 */
function declaredItems(content: GateFileContent | null): Settings["readiness"] {
  const declared = content?.readiness;
  if (declared === undefined) return null;
  const items: Record<string, Declaration> = {};
  const add = (key: string, written: Written) => {
    if (typeof written === "object" && written !== null) items[key] = { kind: "waived", why: written.waived.trim() };
    else {
      const value = given(written ?? undefined);
      if (value !== undefined) items[key] = { kind: "value", value };
    }
  };
  for (const key of [...PREFLIGHT_ITEMS, ...DERIVED_ITEMS]) add(key, declared?.[key]);
  for (const alert of ALERTS) add(`alerts.${alert}`, declared?.alerts?.[alert]);
  return items;
}
