import type { Settings } from "../settings/settings.ts";

/** The pre-flight list of the checklist, as the keys of `readiness:` in the gate file (product.md, "Gate file"). */
export const READINESS_ITEMS = [
  "change-owner",
  "rollback-owner",
  "rollback-approver",
  "alert-owner",
  "alerts.authentication",
  "alerts.timeouts",
  "alerts.errors",
  "alerts.parser",
  "alerts.fallback",
  "alerts.latency",
  "alerts.backlog",
  "dashboard",
  "support",
  "channel",
] as const;

/** Who is responsible, in the order in which they are called. */
const OWNERS = ["rollback-owner", "rollback-approver", "change-owner", "alert-owner"] as const;

/** The declared value of a readiness item; null when it is waived, missing, or nothing was declared. */
export function declared(settings: Settings | null, key: string): string | null {
  const item = settings?.readiness?.[key];
  return item?.kind === "value" ? item.value : null;
}

/** Names of the owners with their roles, or what to do where nobody is declared. */
export function owners(settings: Settings | null): string {
  const known = OWNERS.flatMap((role) => {
    const name = declared(settings, role);
    return name === null ? [] : [`${name} (${role.replace("-", " ")})`];
  });
  return known.length === 0 ? "the owners of this service (none are declared under readiness:)" : known.join(", ");
}

/** Whom to tell, and where; nothing where nobody is declared. */
export function tell(settings: Settings | null): readonly string[] {
  const owner = declared(settings, "change-owner");
  const channel = declared(settings, "channel");
  if (owner === null && channel === null) return [];
  return [`${owner === null ? "Say so" : `Tell ${owner} (change owner)`}${channel === null ? "" : ` in ${channel}`}.`];
}

/** The readiness list as rows: declared, waived with its reason, or missing. */
export function readinessRows(settings: Settings | null): readonly (readonly [string, string])[] {
  const list = settings?.readiness;
  if (list == null) return [];
  const further = Object.keys(list).filter((key) => !(READINESS_ITEMS as readonly string[]).includes(key));
  return [...READINESS_ITEMS, ...further].map((key) => {
    const item = list[key];
    if (item === undefined) return [key, "missing"] as const;
    return [key, item.kind === "value" ? item.value : `waived: ${item.why}`] as const;
  });
}
