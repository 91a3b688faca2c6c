import type { Mode } from "../evidence/vocabulary.ts";
import type { KnownGoodState } from "../evidence/way-back.ts";
import { readKnownGood } from "../known-good/read.ts";
import { describeGateFile } from "../run/describe-gate-file.ts";
import type { Settings } from "../settings/settings.ts";
import { oneLine } from "../text/one-line.ts";
import type { World } from "./world.ts";

/** Looks for the way back. A check has none to look for; a release without a word about it is missing one. */
export async function findWayBack(settings: Settings, world: World): Promise<KnownGoodState> {
  const { labels, knownGood } = settings;
  if (labels.environment === null) return { kind: "not-required" };
  if (knownGood.source === null) return { kind: "missing" };
  // GitHub's API, where the source can need it: opening it costs start-up time.
  const ofGitHub = knownGood.source.kind === "git" || knownGood.source.kind === "deployments";
  const result = await readKnownGood(
    knownGood.source,
    { name: labels.name, environment: labels.environment },
    {
      github: ofGitHub ? await world.github() : null,
      workingDirectory: world.source.workingDirectory,
      now: new Date(),
      creator: knownGood.creator,
      env: world.source.env,
      families: settings.families,
      parseGateFile: (path, text) => describeGateFile(path, text, knownGood.declared),
    },
  );
  if (result.kind === "none") return { kind: "none", notice: result.notice && oneLine(result.notice) };
  if (result.kind === "record")
    return { ...result, origin: oneLine(result.origin), warnings: result.warnings.map((warning) => oneLine(warning)) };
  const { code, message, help } = result.problem;
  return { kind: "unusable", code, message, help };
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
