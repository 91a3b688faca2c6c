import type { KnownGoodSource } from "../evidence/known-good-source.ts";
import type { Mode } from "../evidence/vocabulary.ts";
import type { KnownGoodState } from "../evidence/way-back.ts";
import { readKnownGood } from "../known-good/read.ts";
import type { GitHubApi } from "../known-good/source.ts";
import { describeGateFile } from "../run/describe-gate-file.ts";
import type { Settings } from "../settings/settings.ts";
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

/**
 * The way back where other settings are wrong and nothing is asked, for whoever goes back by hand. What cannot be found is
 * no finding here: the settings are the ones to mend.
 */
export async function findWayBackAnyway(settings: Settings, world: World): Promise<KnownGoodState> {
  // A pull request that is not trusted is not told what runs.
  const looks = LOOKS.includes(settings.mode) && world.source.untrusted === false;
  const found = looks ? await findWayBack(settings, world) : null;
  return found?.kind === "record" ? found : { kind: "not-required" };
}

/** Modes of a release that may have to go back; the others read what earlier runs wrote. */
const LOOKS: readonly Mode[] = ["gate", "verify-rollback"];

/** GitHub's API, where the source can need it: opening it costs start-up time. */
async function githubFor(source: KnownGoodSource, world: World): Promise<GitHubApi | null> {
  return source.kind === "git" || source.kind === "deployments" ? world.github() : null;
}
