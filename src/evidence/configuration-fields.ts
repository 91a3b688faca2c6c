import type { Configuration } from "./configuration.ts";

/** What of a release is compared field by field: its configuration, and the label of its secret's version. */
interface ReleaseFields {
  readonly configuration: Configuration;
  readonly secretVersion: string | null;
}

/**
 * The field of a template: `request-templates.responses`, and with several of the family on either side
 * `request-templates.responses:PATH`, so that each one is a step of its own.
 */
export function templateField(
  { family, path }: Configuration["templates"][number],
  sides: readonly Pick<Configuration, "templates">[],
): string {
  const several = sides.some(({ templates }) => templates.filter((each) => each.family === family).length > 1);
  return `request-templates.${family}${several ? `:${path}` : ""}`;
}

/**
 * A configuration as one readable text per field; null where nothing was declared.
 *
 * @param other the configuration that it is compared with, so that both sides name their fields alike
 */
export function configurationFields(
  { configuration: c, secretVersion }: ReleaseFields,
  other: Pick<Configuration, "templates"> = { templates: [] },
): Record<string, string | null> {
  const templates = c.templates.map((template) => [
    templateField(template, [c, other]),
    `${template.path} (${template.digest})`,
  ]);
  return {
    "feature-flag": c.featureFlag === null ? null : `${c.featureFlag.name} = ${c.featureFlag.value}`,
    traffic: c.traffic === null ? null : `${c.traffic.control} at ${c.traffic.weight}`,
    "deployment-version": c.deploymentVersion,
    "base-url": c.baseUrl,
    model: c.model,
    families: list([...c.families].sort()),
    ...Object.fromEntries(templates),
    timeout: c.timeoutMs === null ? null : `${c.timeoutMs} ms`,
    retry:
      c.retry === null
        ? null
        : `${c.retry.maxAttempts} attempts${c.retry.on.length === 0 ? "" : ` on ${c.retry.on.join(", ")}`}`,
    fallback: fallback(c.fallback),
    headers: list(c.headerNames),
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
