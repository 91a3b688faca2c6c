import { type AppExpectations, type AppRoute, type Expected, namesVersion } from "../evidence/app.ts";
import type { KnownGood } from "../evidence/known-good.ts";
import { namedIn } from "../evidence/release-pairs.ts";
import { missingFacts } from "../settings/release/app-expectations.ts";
import { allowedHostsLine } from "../settings/release/destination.ts";
import { headerDigest } from "../settings/release/headers.ts";
import { valueDigestOf } from "../settings/release/sent-values.ts";
import type { Release, Settings } from "../settings/settings.ts";

/** The known-good release as something that can be asked, or why it cannot. */
type RestoreResult =
  /** `assumed`: what it is asked with that may not be its own, as half a sentence each. */
  | { readonly kind: "settings"; readonly settings: Settings; readonly assumed: readonly string[] }
  | { readonly kind: "not-testable"; readonly reason: string };

/**
 * The settings of this run with the record's release in them: its values win over inputs (decision.md, "Known-good
 * records"). Header values are never recorded, so they come from this run; the host must be allowed, because a record
 * is a file that somebody wrote. Its request bodies are another matter (own-bodies.ts).
 */
export function restore(settings: Settings, record: KnownGood): RestoreResult {
  const { configuration, deploymentVersion, secretVersion } = record;
  const host = URL.parse(configuration.baseUrl)?.host;
  if (host === undefined) return { kind: "not-testable", reason: "the record's base URL is not a URL" };
  if (!settings.knownGood.allowedHosts.includes(host)) {
    return {
      kind: "not-testable",
      reason: `the known-good release's host ${host} is not in allowed-hosts, so no key is sent there (where it may receive the key, give the step ${allowedHostsLine(host, settings.knownGood.allowedHosts)})`,
    };
  }
  const unsendable = SENT_PARTS.map((part) => flawOfSent(part, settings.release, configuration)).find(
    (reason) => reason !== null,
  );
  if (unsendable != null) return { kind: "not-testable", reason: unsendable };
  const { baseUrl, model, auth, families } = configuration;
  const release: Release = {
    ...settings.release,
    baseUrl,
    model,
    auth,
    headers: recordedOnes("headers", settings.release, configuration),
    query: recordedOnes("query", settings.release, configuration),
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
    commit: record.commit,
  };
  // A rehearsal restores nothing: the deployed application runs the candidate.
  const services = settings.mode === "verify-rollback" ? servicesOf(settings, record) : {};
  // Values that the application's answers are compared with, and that nobody recorded.
  const { app = [], ready } = services;
  const asked = [...app, ...(ready === undefined ? [] : [ready.service])];
  const unknown = [...new Set(asked.flatMap(({ expect }) => missingFacts(expect, release)))];
  if (unknown.length > 0) {
    return {
      kind: "not-testable",
      reason: `probes.app compares with values that the known-good record does not hold: ${unknown.join(", ")}`,
    };
  }
  return {
    kind: "settings",
    assumed: assumptions(settings, configuration, secretVersion),
    settings: {
      ...settings,
      ...services,
      labels: { ...settings.labels, deploymentVersion },
      release,
      credential: auth === "none" ? null : (settings.knownGood.credential ?? settings.credential),
      families: settings.families.filter((family) => families.includes(family)),
    },
  };
}

/** What a release sends by name, of which a record holds digests at most. */
const SENT_PARTS = ["headers", "query"] as const;
type SentPart = (typeof SENT_PARTS)[number];

const digestIn = (part: SentPart) => (part === "headers" ? headerDigest : valueDigestOf);

/** Why this run cannot send what the record names; null: it can. */
function flawOfSent(part: SentPart, release: Release, configuration: KnownGood["configuration"]): string | null {
  const theirs = namedIn(part, configuration);
  const ours = release[part].map(digestIn(part));
  const missing = [...theirs.keys()].filter((name) => !ours.some((value) => value.name === name));
  const what = part === "query" ? "query parameters" : part;
  if (missing.length > 0)
    return `the known-good release sends ${what} that this run has no value for: ${missing.join(", ")}`;
  const other = ours.filter(({ name, digest }) => (theirs.get(name) ?? digest) !== digest).map(({ name }) => name);
  return other.length === 0
    ? null
    : `the known-good release sends other values of ${other.join(", ")}, which no record holds`;
}

/** This run's values of what the record names. */
function recordedOnes(part: SentPart, release: Release, configuration: KnownGood["configuration"]) {
  const theirs = namedIn(part, configuration);
  return release[part].filter((value) => theirs.has(digestIn(part)(value).name));
}

/** What this run gives the known-good release although it may have had another one: a failure of it may come from that. */
function assumptions(
  { release, knownGood }: Settings,
  configuration: KnownGood["configuration"],
  secretVersion: string | null,
): readonly string[] {
  const [ours, theirs] = [release.secretVersion, secretVersion];
  const otherKey = ours !== null && theirs !== null && ours !== theirs && knownGood.credential === null;
  // A value that comes from the environment in both is taken for the same; one of which only this run knows a digest is not.
  const unknown = SENT_PARTS.flatMap((part) => {
    const theirs = namedIn(part, configuration);
    const ours = release[part].map(digestIn(part));
    return ours.filter(({ name, digest }) => digest !== null && theirs.get(name) === null).map(({ name }) => name);
  });
  return [
    ...(otherKey ? [`was asked with secret version ${ours} and not with its own, ${theirs} (known-good-api-key)`] : []),
    ...(unknown.length === 0
      ? []
      : [`was asked with this run's value of ${unknown.join(", ")}, its own is not recorded`]),
  ];
}

/**
 * The service as it is asked after a rollback. A version that stands in the gate file as it is written is that of the release
 * that was rolled back: what has to answer is the record's, by its commit where the name says so.
 */
function servicesOf(
  { app, ready, metrics }: Settings,
  record: KnownGood,
): Partial<Pick<Settings, "app" | "ready" | "metrics">> {
  const ofRecord = (service: AppRoute): AppRoute => {
    const restored = (all: AppExpectations["headers"]) =>
      Object.fromEntries(Object.entries(all).map(([name, each]) => [name, expectedAfter(name, each, record)]));
    const { headers, pointers } = service.expect;
    return { ...service, expect: { ...service.expect, headers: restored(headers), pointers: restored(pointers) } };
  };
  const asked = { version: record.configuration.deploymentVersion, commit: record.commit };
  return {
    ...(app === undefined ? {} : { app: app.map(ofRecord) }),
    ...(ready === undefined ? {} : { ready: { ...ready, service: ofRecord(ready.service) } }),
    ...(metrics === undefined ? {} : { metrics: { ...metrics, values: { ...metrics.values, ...asked } } }),
  };
}

/** Names under which a service says its commit and no version. */
const COMMIT_NAME = /(?:commit|sha|revision)$/i;

function expectedAfter(name: string, expected: Expected, { commit, configuration }: KnownGood): Expected {
  if (expected.kind === "release" || !namesVersion(name, expected)) return expected;
  // A declared version under the name of a commit stays one.
  const isCommit = COMMIT_NAME.test(name) && commit !== null && configuration.deploymentVersion === null;
  return { kind: "release", fact: isCommit ? "commit" : "deployment-version" };
}
