import type { Family } from "../evidence/vocabulary.ts";
import { isRef, isRepositoryPath } from "../text/git-names.ts";
import type { Problem } from "../text/problem.ts";
import { problem } from "../text/problem.ts";
import { shown } from "../text/shown.ts";
import type { GateFileAtRef } from "./gate-file-record.ts";
import { type CheckoutWorld, type FileAt, readFromCheckout } from "./git-checkout.ts";
import type { GitHubAnswer, GitHubApi } from "./source.ts";

/** The checkout, and GitHub for what the checkout lacks. */
export interface RepositoryWorld extends CheckoutWorld {
  readonly github: GitHubApi | null;
  /** Families that this run probes: what a gate file at a ref is taken to use. Default: those of its templates. */
  readonly families?: readonly Family[];
  /** Reads the text of a gate file. Passed in: this room knows records, and no gate files. */
  readonly parseGateFile: (path: string, text: string) => GateFileAtRef;
}

/** A file's place in a repository: a ref, and a path from the repository's root. */
export interface GitPlace {
  readonly ref: string;
  readonly path: string;
}

/**
 * A file at a ref: from the local checkout, or through GitHub's API where the checkout lacks it, as a shallow clone
 * does (decision.md, "Known-good records", `git:REF`). Names that neither should see are refused before either does.
 */
export async function readFileAt({ ref, path }: GitPlace, world: RepositoryWorld): Promise<GitHubAnswer<FileAt>> {
  const wrong = wrongNames({ ref, path });
  if (wrong !== null) return { ok: false, problem: wrong };
  const local = await readFromCheckout(ref, path, world);
  if (local.kind === "found") return { ok: true, value: local };
  // A ref that the checkout knows stays that commit: asking for the name could answer with another one.
  if (world.github !== null) return world.github.readFileAt(path, local.commit ?? ref);
  return {
    ok: false,
    problem:
      local.commit === null
        ? problem(
            "ref-missing",
            `known-good ref ${ref} is not in the checkout in ${world.workingDirectory}`,
            "Check out with fetch-depth: 0, or give the step a github-token with contents: read; correct the ref if nobody has it.",
          )
        : problem(
            "ref-file-missing",
            `known-good ref ${ref} has no readable file ${path}`,
            "Name the path in that ref: git:REF:PATH, from the root of the repository.",
          ),
  };
}

function wrongNames({ ref, path }: GitPlace): Problem | null {
  if (!isRef(ref))
    return problem(
      "invalid-ref",
      `known-good cannot be read at ${shown(ref)}: it is not the name of a branch, a tag or a commit`,
      "Write git:REF with a branch, a tag or a full commit id; expressions such as HEAD~1 are not accepted.",
    );
  if (isRepositoryPath(path)) return null;
  return problem(
    "invalid-path",
    `known-good cannot be read at ${shown(path)}: it is not a path from the root of the repository`,
    "Write git:REF:PATH with a relative path, without .. and without a leading slash.",
  );
}
