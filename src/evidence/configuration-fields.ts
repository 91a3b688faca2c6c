import { formatDuration } from "../text/duration.ts";
import type { Configuration } from "./configuration.ts";

/** What of a release is shown and compared field by field: its configuration, and the label of its secret's version. */
export interface ReleaseFields {
  readonly configuration: Configuration;
  readonly secretVersion: string | null;
}

/** A configuration as one readable text per field, without its templates; null where nothing was declared. */
export function configurationFields({ configuration: c, secretVersion }: ReleaseFields): Record<string, string | null> {
  return {
    "feature-flag": c.featureFlag === null ? null : `${c.featureFlag.name} = ${c.featureFlag.value}`,
    traffic: c.traffic === null ? null : `${c.traffic.control} at ${c.traffic.weight}`,
    "deployment-version": c.deploymentVersion,
    "base-url": c.baseUrl || null,
    model: c.model || null,
    families: list([...c.families].sort()),
    timeout: c.timeoutMs === null ? null : formatDuration(c.timeoutMs),
    retry:
      c.retry === null
        ? null
        : `${c.retry.maxAttempts} attempts${c.retry.on.length === 0 ? "" : ` on ${c.retry.on.join(", ")}`}`,
    fallback: fallback(c.fallback),
    headers: list(c.headerNames),
    query: list(Object.keys(c.query ?? {}).sort()),
    auth: c.auth === "none" ? "none" : `${c.auth.header}${c.auth.scheme === "" ? "" : `: ${c.auth.scheme}`}`,
    env: list([...c.env].sort()),
    "config-version": c.configVersion,
    "secret-version": secretVersion,
  };
}

function fallback({ enabled, header }: Configuration["fallback"]): string | null {
  if (enabled === null && header === null) return null;
  const state = enabled === null ? "not declared" : enabled ? "enabled" : "disabled";
  return header === null ? state : `${state}, seen in ${header}`;
}

function list(items: readonly string[]): string | null {
  return items.length === 0 ? null : items.join(", ");
}
