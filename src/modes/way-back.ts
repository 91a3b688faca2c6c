import type { KnownGoodState } from "../evidence/evidence.ts";
import type { KnownGood } from "../evidence/known-good.ts";
import type { KnownGoodSource } from "../evidence/known-good-source.ts";
import { readKnownGood } from "../known-good/read.ts";
import type { GitHubApi } from "../known-good/source.ts";
import { describeGateFile } from "../run/describe-gate-file.ts";
import { missingFacts } from "../settings/release/app-expectations.ts";
import { headerDigest } from "../settings/release/headers.ts";
import type { Release, Settings } from "../settings/settings.ts";
import { oneLine } from "../text/one-line.ts";
import type { World } from "./world.ts";

/** Looks for the way back. A check has none to look for; a release without a word about it is missing one. */
export async function findWayBack(settings: Settings, world: World): Promise<KnownGoodState> {
  const { labels, knownGood } = settings;
  if (labels.environment === null) return { kind: "not-required" };
  if (knownGood.source === null) return { kind: "missing" };
  const result = await readKnownGood(
    knownGood.source,
    { name: labels.name, environment: labels.environment },
    {
      github: await githubFor(knownGood.source, world),
      workingDirectory: world.source.workingDirectory,
      now: new Date(),
      creator: knownGood.creator,
      env: world.source.env,
      families: settings.families,
      parseGateFile: (path, text) => describeGateFile(path, text, knownGood.declared),
    },
  );
  switch (result.kind) {
    case "none":
      return { kind: "none", notice: result.notice === null ? null : oneLine(result.notice) };
    case "unusable": {
      const { code, message, help } = result.problem;
      return { kind: "unusable", code, message: oneLine(message), help: oneLine(help) };
    }
    case "record":
      return {
        ...result,
        origin: oneLine(result.origin),
        warnings: result.warnings.map((warning) => oneLine(warning)),
      };
  }
}

/** GitHub's API, where the source can need it: opening it costs start-up time. */
async function githubFor(source: KnownGoodSource, world: World): Promise<GitHubApi | null> {
  return source.kind === "git" || source.kind === "deployments" ? world.github() : null;
}

/** The known-good release as something that can be asked, or why it cannot. */
export type RestoreResult =
  | { readonly kind: "settings"; readonly settings: Settings }
  | { readonly kind: "not-testable"; readonly reason: string };

/**
 * The settings of this run with the record's release in them: its values win over inputs (decision.md, "Known-good
 * records"). Header values are never recorded, so they come from this run; the host must be allowed, because a record
 * is a file that somebody wrote. Its request bodies are another matter (own-bodies.ts).
 */
export function restore(
  settings: Settings,
  { configuration, deploymentVersion, secretVersion }: KnownGood,
): RestoreResult {
  const host = URL.parse(configuration.baseUrl)?.host;
  if (host === undefined) return { kind: "not-testable", reason: "the record's base URL is not a URL" };
  if (!settings.knownGood.allowedHosts.includes(host)) {
    return {
      kind: "not-testable",
      reason: `the known-good release's host ${host} is not in allowed-hosts, so no key is sent there`,
    };
  }
  const missing = configuration.headerNames.filter(
    (name) => !settings.release.headers.some((header) => header.name.toLowerCase() === name),
  );
  if (missing.length > 0) {
    return {
      kind: "not-testable",
      reason: `the known-good release sends headers that this run has no value for: ${missing.join(", ")}`,
    };
  }
  const { baseUrl, model, auth, families, headerDigests = {} } = configuration;
  const other = settings.release.headers
    .map(headerDigest)
    .filter(({ name, digest }) => headerDigests[name] !== undefined && headerDigests[name] !== digest);
  if (other.length > 0) {
    return {
      kind: "not-testable",
      reason: `the known-good release sends other values of ${other.map(({ name }) => name).join(", ")}, which no record holds`,
    };
  }
  const headers = settings.release.headers.filter((header) =>
    configuration.headerNames.includes(header.name.toLowerCase()),
  );
  const release: Release = {
    ...settings.release,
    baseUrl,
    model,
    auth,
    headers,
    fallbackHeader: configuration.fallback.header,
    fallbackEnabled: configuration.fallback.enabled,
    timeoutMs: configuration.timeoutMs,
    retry: configuration.retry,
    env: configuration.env.map((name) => ({ name, digest: configuration.envDigests?.[name] ?? null })),
    featureFlag:
      configuration.featureFlag === null
        ? null
        : { ...configuration.featureFlag, rollbackValue: configuration.featureFlag.value },
    traffic: configuration.traffic,
    deploymentVersion: configuration.deploymentVersion,
    configVersion: configuration.configVersion,
    secretVersion,
  };
  const unknown = unknownToApp(settings, release);
  if (unknown.length > 0) {
    return {
      kind: "not-testable",
      reason: `probes.app compares with values that the known-good record does not hold: ${unknown.join(", ")}`,
    };
  }
  return {
    kind: "settings",
    settings: {
      ...settings,
      labels: { ...settings.labels, deploymentVersion },
      release,
      credential: auth === "none" ? null : (settings.knownGood.credential ?? settings.credential),
      families: settings.families.filter((family) => families.includes(family)),
    },
  };
}

/** Values of the restored release that the application's answers are compared with, and that nobody recorded. */
function unknownToApp({ app, ready, mode }: Settings, release: Release): readonly string[] {
  // A rehearsal restores nothing: the deployed application runs the candidate.
  if (mode !== "verify-rollback") return [];
  const asked = [app, ready?.service].filter((service) => service !== undefined);
  return [...new Set(asked.flatMap(({ expect }) => missingFacts(expect, release)))];
}
