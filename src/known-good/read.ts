import type { KnownGoodSource } from "../evidence/known-good-source.ts";
import { readKnownGoodDeployments } from "./deployments.ts";
import { readKnownGoodFile } from "./file.ts";
import { readGateFileRecord } from "./gate-file-record.ts";
import { type GitPath, readFileAt } from "./git-file.ts";
import { judgeRecord, parseRecord } from "./parse.ts";
import { type KnownGoodResult, type KnownGoodWorld, type RecordKey, unusable } from "./source.ts";

/**
 * Reads the known-good record of a release from where the workflow says that it is (product.md, `known-good`). Never
 * throws and never guesses: whatever cannot be used says why and what to do.
 */
export function readKnownGood(
  source: KnownGoodSource,
  key: RecordKey,
  world: KnownGoodWorld,
): Promise<KnownGoodResult> {
  switch (source.kind) {
    case "none":
      return Promise.resolve({ kind: "none", notice: null });
    case "file":
      return readKnownGoodFile(source.path, key, world);
    case "git":
      return readKnownGoodGit(source, key, world);
    case "deployments":
      return readKnownGoodDeployments(key, world);
  }
}

/**
 * A record, or the gate file of an earlier release, at a ref (decision.md, "Known-good records", `git:REF`). The local
 * checkout answers first; what it lacks is asked of GitHub.
 */
async function readKnownGoodGit(given: GitPath, key: RecordKey, world: KnownGoodWorld): Promise<KnownGoodResult> {
  const source = { ref: given.ref, path: given.path.replace(/^(\.\/)+/, "") };
  const file = await readFileAt(source, world);
  if (!file.ok) return unusable(file.problem);
  const location = {
    name: `known-good ${source.path} at ${source.ref}`,
    mend: "Name a ref at which it is right; a record is written by the gate only, never by hand.",
  };
  const { text } = file.value;
  // A record is a JSON object, and no gate file in JSON: that has a `release` section.
  const isRecord = (/\.json$/i.test(source.path) || /^\s*\{/.test(text)) && !/"release"\s*:/.test(text);
  const found = isRecord
    ? { ...parseRecord(text, location), warnings: [] }
    : await readGateFileRecord(source, file.value, key, world);
  const result = judgeRecord(found, key, world.now, location, `git:${source.ref}:${source.path}`);
  return found.ok && result.kind === "record"
    ? { ...result, warnings: [...(found.warnings ?? []), ...result.warnings] }
    : result;
}
