import { type GitPlace, type RepositoryWorld, readFileAt } from "./git-file.ts";
import { readGateFileAt } from "./git-gate-file.ts";
import { judgeRecord, type Place, parseRecord } from "./parse.ts";
import type { KnownGoodResult, RecordKey } from "./source.ts";
import { unusable } from "./source.ts";

/** The repository, and which time it is. */
export interface GitWorld extends RepositoryWorld {
  readonly now: Date;
}

/**
 * A record, or the gate file of an earlier release, at a ref (decision.md, "Known-good records", `git:REF`). The local
 * checkout answers first; what it lacks is asked of GitHub.
 */
export async function readKnownGoodGit(given: GitPlace, key: RecordKey, world: GitWorld): Promise<KnownGoodResult> {
  const source = { ref: given.ref, path: given.path.replace(/^(\.\/)+/, "") };
  const file = await readFileAt(source, world);
  if (!file.ok) return unusable(file.problem);

  const place = placeOf(source);
  const found = isRecord(source.path, file.value.text)
    ? { warnings: [], ...parseRecord(file.value.text, place) }
    : await readGateFileAt(source, file.value, key, world);
  if (!found.ok) return unusable(found.problem);
  const { record } = found;
  const judgement = judgeRecord(record, key, world.now, place);
  if (!judgement.ok) return unusable(judgement.problem);
  const warnings = [...found.warnings, ...judgement.warnings];
  return { kind: "record", record, origin: `git:${source.ref}:${source.path}`, warnings };
}

/** A record is a JSON object, and no gate file in JSON: that has a `release` section. */
function isRecord(path: string, text: string): boolean {
  return (/\.json$/i.test(path) || /^\s*\{/.test(text)) && !/"release"\s*:/.test(text);
}

function placeOf({ ref, path }: GitPlace): Place {
  return {
    name: `known-good ${path} at ${ref}`,
    mend: "Name a ref at which it is right; a record is written by the gate only, never by hand.",
  };
}
