import type { KnownGoodSource } from "../evidence/known-good-source.ts";
import { type DeploymentsWorld, readKnownGoodDeployments } from "./deployments.ts";
import { readKnownGoodFile } from "./file.ts";
import { type GitWorld, readKnownGoodGit } from "./git.ts";
import type { KnownGoodResult, RecordKey } from "./source.ts";

/** Everything that reading a known-good record takes from outside. */
export interface KnownGoodWorld extends GitWorld, DeploymentsWorld {}

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
