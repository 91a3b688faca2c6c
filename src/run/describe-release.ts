import { type Configuration, releaseDigest } from "../evidence/configuration.ts";
import type { ObservedRun } from "../evidence/evidence.ts";
import { templateDigest } from "../evidence/request-template.ts";
import type { KnownGoodState } from "../evidence/way-back.ts";
import { headerDigest } from "../settings/release/headers.ts";
import type { ReleaseVariable } from "../settings/release/release.ts";
import { valueDigestOf } from "../settings/release/sent-values.ts";
import type { Release, Settings } from "../settings/settings.ts";
import { oneLine } from "../text/one-line.ts";

/** Makes a label fit to be written: secrets replaced, one line, bounded. */
export type Cleaner = (value: string | null | undefined) => string | null;

/** The request templates of the release. What was restored is what the record says. */
export function templatesOf(settings: Settings | null, knownGood: KnownGoodState): Configuration["templates"] {
  if (settings?.mode === "verify-rollback")
    return knownGood.kind === "record" ? knownGood.record.configuration.templates : [];
  const commit = settings?.labels.commit ?? null;
  return (settings?.template?.templates ?? []).flatMap(({ family, path, text }) =>
    family === null ? [] : [{ family, path: oneLine(path), commit, digest: templateDigest(text) }],
  );
}

/** Where no release can be named. */
export const NO_RELEASE: ObservedRun["release"] = {
  digest: null,
  configuration: null,
  deploymentVersion: null,
  secretVersion: null,
  apiKeyRef: null,
  flagRollbackValue: null,
};

/** The release as the evidence keeps it: labels and digests, nothing secret. */
export function describeRelease(
  settings: Settings | null,
  templates: Configuration["templates"],
  text: Cleaner,
): ObservedRun["release"] {
  if (settings === null) return NO_RELEASE;
  const { release, labels, families } = settings;
  const configuration = { ...configurationOf(release, text), families: [...families], templates };
  return {
    digest: releaseDigest(configuration),
    configuration,
    deploymentVersion: text(labels.deploymentVersion),
    secretVersion: text(release.secretVersion),
    apiKeyRef: text(release.apiKeyRef),
    flagRollbackValue: text(release.featureFlag?.rollbackValue),
  };
}

/** The digests by name, where there are any: what has none is described as it always was. */
function digests<K extends "headerDigests" | "envDigests">(
  key: K,
  named: readonly ReleaseVariable[],
  clean: (name: string) => string,
): { readonly [key in K]?: Record<string, string> } {
  const known = named.flatMap(({ name, digest }) => (digest === null ? [] : [[clean(name), digest] as const]));
  return known.length === 0 ? {} : ({ [key]: Object.fromEntries(known) } as Record<K, Record<string, string>>);
}

/** The query by its names, where there is one. */
function queryOf({ query }: Release, clean: (name: string) => string): Pick<Configuration, "query"> {
  if (query.length === 0) return {};
  return { query: Object.fromEntries(query.map(valueDigestOf).map(({ name, digest }) => [clean(name), digest])) };
}

/** The configuration under release: no secret, and no label of this run (decision.md, "Known-good records"). */
export function configurationOf(release: Release, text: Cleaner): Omit<Configuration, "families" | "templates"> {
  const { auth, featureFlag, traffic } = release;
  const clean = (value: string) => text(value) ?? "";
  return {
    baseUrl: clean(release.baseUrl),
    model: clean(release.model),
    timeoutMs: release.timeoutMs,
    retry: release.retry === null ? null : { maxAttempts: release.retry.maxAttempts, on: [...release.retry.on] },
    fallback: { enabled: release.fallbackEnabled, header: text(release.fallbackHeader) },
    headerNames: release.headers.map((header) => clean(header.name.toLowerCase())).sort(),
    ...digests("headerDigests", release.headers.map(headerDigest), clean),
    ...queryOf(release, clean),
    auth: auth === "none" ? "none" : { header: clean(auth.header), scheme: clean(auth.scheme) },
    env: release.env.map(({ name }) => clean(name)).sort(),
    ...digests("envDigests", release.env, clean),
    featureFlag: featureFlag === null ? null : { name: clean(featureFlag.name), value: clean(featureFlag.value) },
    traffic: traffic === null ? null : { control: clean(traffic.control), weight: traffic.weight },
    deploymentVersion: text(release.deploymentVersion),
    configVersion: text(release.configVersion),
  };
}
