import { MODEL_IDENTIFIER } from "../evidence/attempt.ts";
import { type Configuration, releaseDigest } from "../evidence/configuration.ts";
import { digestOf } from "../evidence/digest.ts";
import { type KnownGood, RECORD_VERSION, sealRecord } from "../evidence/known-good.ts";
import type { Family } from "../evidence/vocabulary.ts";
import type { GateFileContent } from "../settings/gate-file-schema.ts";
import { normaliseBaseUrl } from "../text/base-url.ts";
import { parseDuration } from "../text/duration.ts";
import { hasKeyFormat } from "../text/key-shapes.ts";
import { oneLine } from "../text/one-line.ts";
import { isPlaceholder } from "../text/placeholder.ts";
import type { FileAt } from "./git-checkout.ts";
import type { RecordKey } from "./source.ts";

/** What stands where a record has the digest of its policy: a gate file at a ref does not say how it was judged. */
const NO_POLICY = digestOf(null);

/** Characters of a commit that a person reads: as many as the candidate's own label has (settings/labels.ts). */
const SHORT_COMMIT = 12;

/** A record made of a gate file, or the fields that it would have to have, each as the beginning of a reason. */
export type GateFileRecord =
  | { readonly ok: true; readonly record: KnownGood }
  | { readonly ok: false; readonly missing: readonly string[] };

/**
 * The known-good that a gate file's `release:` part describes (decision.md, "Known-good records", `git:REF`). What a
 * gate file cannot know is null, attempts are 0, and both times are the commit's: the one time that the repository
 * vouches for. It is built as the candidate's configuration is, so that equal gate files have equal digests.
 * @param families that the release is taken to use: a gate file does not say which are probed
 */
export function recordOfGateFile(
  content: GateFileContent,
  templates: Configuration["templates"],
  families: readonly Family[],
  at: FileAt,
  key: RecordKey,
): GateFileRecord {
  const release = content.release ?? {};
  const base = normaliseBaseUrl(release["base-url"] ?? "");
  const model = (release.model ?? "").trim();
  const missing = [
    ...(release["base-url"] === undefined ? ["release.base-url is missing"] : []),
    ...(release["base-url"] !== undefined && !base.ok ? [`release.base-url ${base.what}`] : []),
    ...(model === "" ? ["release.model is missing"] : []),
    ...(model !== "" && !isModel(model) ? ["release.model is not a model identifier"] : []),
  ];
  if (missing.length > 0 || !base.ok) return { ok: false, missing };

  const auth = release.auth ?? {};
  const flag = release["feature-flag"];
  const configuration: Configuration = {
    baseUrl: base.url,
    model,
    families: [...families],
    templates: [...templates],
    timeoutMs: parseDuration(release.timeout ?? ""),
    retry:
      release.retry === undefined ? null : { maxAttempts: release.retry["max-attempts"], on: release.retry.on ?? [] },
    fallback: { enabled: release.fallback?.enabled ?? null, header: release.fallback?.detect?.header ?? null },
    headerNames: Object.keys(release.headers ?? {})
      .map((name) => name.toLowerCase())
      .sort(),
    auth: auth === "none" ? "none" : { header: auth.header ?? "Authorization", scheme: auth.scheme ?? "Bearer" },
    env: [...(release.env ?? [])].sort(),
    featureFlag: flag === undefined ? null : { name: flag.name, value: String(flag.value) },
    traffic: release.traffic ?? null,
    deploymentVersion: declared(release["deployment-version"]),
    configVersion: declared(release["config-version"]),
  };
  return {
    ok: true,
    record: sealRecord({
      schema: "cometapi-release-gate/known-good",
      version: RECORD_VERSION,
      releaseDigest: releaseDigest(configuration),
      configuration,
      name: key.name,
      environment: key.environment,
      deploymentVersion: configuration.deploymentVersion ?? at.commit.slice(0, SHORT_COMMIT),
      configVersion: configuration.configVersion,
      secretVersion: declared(release["secret-version"]),
      commit: at.commit,
      repository: null,
      workflowRun: null,
      runNumber: null,
      runAttempt: null,
      runId: `git-${at.commit}`,
      policyDigest: NO_POLICY,
      attempts: 0,
      passes: 0,
      gateStartedAt: at.committedAt,
      decidedAt: at.committedAt,
      parent: null,
    }),
  };
}

/** A version as settings read it: on one line, and blank means not declared. */
function declared(version: string | undefined): string | null {
  return oneLine(version ?? "") || null;
}

function isModel(text: string): boolean {
  return MODEL_IDENTIFIER.test(text) && !isPlaceholder(text) && !hasKeyFormat(text);
}
