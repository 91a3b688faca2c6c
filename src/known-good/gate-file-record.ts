import type { Configuration } from "../evidence/configuration.ts";
import { digestOf } from "../evidence/digest.ts";
import { type KnownGood, sealRecord } from "../evidence/known-good.ts";
import { NO_POLICY } from "../evidence/policy-comparison.ts";
import { FAMILIES, type Family } from "../evidence/vocabulary.ts";
import { shortCommit } from "../text/git-names.ts";
import { oneLine } from "../text/one-line.ts";
import { shown } from "../text/shown.ts";
import { type GitPath, readFileAt } from "./git-file.ts";
import type { ParsedRecord } from "./parse.ts";
import {
  type FileAt,
  type GateFileRelease,
  type GitHubAnswer,
  type KnownGoodWorld,
  type RecordKey,
  refused,
} from "./source.ts";

/**
 * The known-good that a gate file at a ref describes, with its request templates as they were at the same commit
 * (decision.md, "Known-good records", `git:REF`), or why there is none.
 */
export async function readGateFileRecord(
  { ref, path }: GitPath,
  file: FileAt,
  key: RecordKey,
  world: KnownGoodWorld,
): Promise<ParsedRecord & { readonly warnings?: readonly string[] }> {
  const gate = world.parseGateFile(path, file.text);
  if (gate.kind === "invalid") {
    const help = "Name a ref whose gate file this version of the gate accepts, or a record: git:REF:PATH.";
    return refused("gate-file-invalid", `at ${ref}, ${gate.why}`, help);
  }
  const templates = await templatesOf(gate.templates, file, world);
  if (!templates.ok) return templates;
  const families = world.families ?? templates.value.map(({ family }) => family);
  const { release } = gate;
  if ("missing" in release)
    return refused(
      "incomplete-known-good",
      `known-good ${path} at ${ref} does not say what a rollback would restore: ${release.missing.join(", ")}`,
      "Say with known-good-base-url and known-good-model what that release ran with (not what runs now), name a ref whose gate file has these fields, or use known-good: file:PATH or deployments, which record all of them.",
    );
  const record = recordOfGateFile(release, templates.value, families, file, key);
  const { environment } = gate;
  if (environment === null || environment === key.environment) return { ok: true, record };
  const other = `known-good ${path} at ${ref} says environment ${shown(environment)}; this run is for ${shown(key.environment)}.`;
  return { ok: true, record, warnings: [oneLine(other)] };
}

/** The request templates that a gate file names, as they were at its commit; digests are over the JSON, not its layout. */
async function templatesOf(
  paths: { readonly [F in Family]?: string | undefined },
  { commit }: FileAt,
  world: KnownGoodWorld,
): Promise<GitHubAnswer<Configuration["templates"]>> {
  const templates: Configuration["templates"] = [];
  for (const family of FAMILIES) {
    const path = paths[family]?.replace(/^(\.\/)+/, "");
    if (path === undefined) continue;
    const file = await readFileAt({ ref: commit, path }, world);
    if (!file.ok) return file;
    try {
      templates.push({ family, path, commit, digest: digestOf(JSON.parse(file.value.text)) });
    } catch {
      const what = `request template ${path} at the known-good commit ${commit} is not JSON`;
      return refused("template-malformed", what, "Name a ref whose template is valid JSON.");
    }
  }
  return { ok: true, value: templates };
}

/**
 * The known-good that a gate file's `release:` part describes (decision.md, "Known-good records", `git:REF`). What a
 * gate file cannot know is null, attempts are 0, and both times are the commit's: the one time that the repository
 * vouches for.
 * @param families that the release is taken to use: a gate file does not say which are probed
 */
export function recordOfGateFile(
  release: GateFileRelease,
  templates: Configuration["templates"],
  families: readonly Family[],
  at: FileAt,
  key: RecordKey,
): KnownGood {
  const configuration = { ...release.configuration, families: [...families], templates: [...templates] };
  return sealRecord({
    configuration,
    name: key.name,
    environment: key.environment,
    deploymentVersion: configuration.deploymentVersion ?? shortCommit(at.commit),
    configVersion: configuration.configVersion,
    secretVersion: release.secretVersion,
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
  });
}
