import type { KnownGoodState, Rehearsal } from "../evidence/evidence.ts";
import type { KnownGood } from "../evidence/known-good.ts";
import type { KnownGoodSource } from "../evidence/known-good-source.ts";
import { recordedTemplates } from "../evidence/request-template.ts";
import { readKnownGood } from "../known-good/read.ts";
import type { GitHubApi } from "../known-good/source.ts";
import { describeGateFile } from "../run/describe-gate-file.ts";
import { missingFacts } from "../settings/release/app-expectations.ts";
import { sendingFamilies } from "../settings/release/sent-templates.ts";
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
      parseGateFile: describeGateFile,
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
        warnings: [...result.warnings, ...missingTemplates(settings, result.record)].map((warning) => oneLine(warning)),
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
 * is a file that somebody wrote.
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
  const { baseUrl, model, auth, families } = configuration;
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
    env: configuration.env,
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
      ...(settings.template === undefined
        ? {}
        : {
            template: {
              ...settings.template,
              templates: recordedTemplates(settings.template.templates, configuration.templates),
            },
          }),
      credential: auth === "none" ? null : (settings.knownGood.credential ?? settings.credential),
      families: settings.families.filter((family) => families.includes(family)),
    },
  };
}

/** Bodies that the known-good release sent and this run does not have: it is then asked with the minimal one. */
function missingTemplates(
  { mode, probes, template, knownGood }: Settings,
  { configuration }: KnownGood,
): readonly string[] {
  if (mode !== "verify-rollback" && !knownGood.rehearse) return [];
  const present = recordedTemplates(template?.templates ?? [], configuration.templates);
  return sendingFamilies(probes).flatMap((family) => {
    const first = configuration.templates.find((recorded) => recorded.family === family);
    if (first === undefined || present.some((each) => each.family === family)) return [];
    return [
      `The known-good release sends ${first.path} to ${family}, and no request template of this run is the same: it is asked with the gate's minimal body.`,
    ];
  });
}

/** Values of the restored release that the application's answers are compared with, and that nobody recorded. */
function unknownToApp({ app, mode }: Settings, release: Release): readonly string[] {
  // A rehearsal restores nothing: the deployed application runs the candidate.
  return mode === "verify-rollback" && app !== undefined ? missingFacts(app.expect, release) : [];
}

/** What a rehearsal needs: a record, and a release in it that can be asked (decision.md, "Rehearsal"). */
export function planRehearsal(
  settings: Settings,
  wayBack: KnownGoodState,
): { readonly rehearsal: Rehearsal; readonly restored: Settings | null } {
  if (!settings.knownGood.rehearse) return { rehearsal: { kind: "off" }, restored: null };
  // Without a record the state of the way back speaks for itself.
  if (wayBack.kind !== "record") return { rehearsal: { kind: "off" }, restored: null };
  const restored = restore(settings, wayBack.record);
  if (restored.kind === "not-testable") {
    return { rehearsal: { kind: "not-testable", reason: oneLine(restored.reason) }, restored: null };
  }
  return { rehearsal: { kind: "ran" }, restored: restored.settings };
}
