import { execFile } from "node:child_process";
import { isRef, isRepositoryPath } from "../text/git-names.ts";
import { shown } from "../text/shown.ts";
import { type FileAt, type GitHubAnswer, type KnownGoodWorld, refused } from "./source.ts";

/** One git command, ms: it reads local objects only, so seconds mean a broken disk. */
const GIT_LIMIT_MS = 10_000;

/** Most output of one git command, bytes: a gate file of 64 KiB in four-byte characters; commits are far smaller. */
const MOST_OUTPUT = 256 * 1024;

/** Last second of the year 9999: later dates have no four-digit year and are nonsense. */
const LAST_SECOND = 253_402_300_799;

/** Variables that git needs to be found and to find its own configuration. Nothing else, so no secret, reaches it. */
const PASSED_ON = ["PATH", "Path", "HOME", "USERPROFILE", "XDG_CONFIG_HOME", "SystemRoot"];

/** Where git is asked, and the environment in which it is found. */
export type GitWorld = Pick<KnownGoodWorld, "workingDirectory" | "env">;

/** A file's place in a repository: a ref, and a path from the repository's root. */
export interface GitPath {
  readonly ref: string;
  readonly path: string;
}

/**
 * A file at a ref: from the local checkout, or through GitHub's API where the checkout lacks it, as a shallow clone
 * does (decision.md, "Known-good records", `git:REF`). Names that neither should see are refused before either does.
 */
export async function readFileAt({ ref, path }: GitPath, world: KnownGoodWorld): Promise<GitHubAnswer<FileAt>> {
  if (!isRef(ref))
    return refused(
      "invalid-ref",
      `known-good cannot be read at ${shown(ref)}: it is not the name of a branch, a tag or a commit`,
      "Write git:REF with a branch, a tag or a full commit id; expressions such as HEAD~1 are not accepted.",
    );
  if (!isRepositoryPath(path))
    return refused(
      "invalid-path",
      `known-good cannot be read at ${shown(path)}: it is not a path from the root of the repository`,
      "Write git:REF:PATH with a relative path, without .. and without a leading slash.",
    );
  const local = await readFromCheckout(ref, path, world);
  if (local.kind === "found") return { ok: true, value: local };
  // A ref that the checkout knows stays that commit: asking for the name could answer with another one.
  if (world.github !== null) return world.github.readFileAt(path, local.commit ?? ref);
  if (local.commit === null)
    return refused(
      "ref-missing",
      `known-good ref ${ref} is not in the checkout in ${world.workingDirectory}`,
      "Check out with fetch-depth: 0, or give the step a github-token with contents: read; correct the ref if nobody has it.",
    );
  return refused(
    "ref-file-missing",
    `known-good ref ${ref} has no readable file ${path}`,
    "Name the path in that ref: git:REF:PATH, from the root of the repository.",
  );
}

/** What the local checkout said; `missing` names the commit where at least the ref was known. */
type CheckoutAnswer =
  | ({ readonly kind: "found" } & FileAt)
  | { readonly kind: "missing"; readonly commit: string | null };

/**
 * Reads a file at a ref from the local checkout, without network, hooks and filters: only object lookups
 * (`rev-parse`, `cat-file`). A shallow clone that lacks the ref, no git and no repository are all `missing`.
 * @param ref a name that `isRef` admits
 * @param path a path that `isRepositoryPath` admits, from the root of the repository
 */
async function readFromCheckout(ref: string, path: string, world: GitWorld): Promise<CheckoutAnswer> {
  const commit = await commitOf(ref, world);
  if (commit === null) return { kind: "missing", commit };
  const committedAt = committerTime((await git(["cat-file", "commit", commit], world)) ?? "");
  // `cat-file` and not `show`: it never runs a text conversion that the repository configures.
  const text = await git(["cat-file", "blob", `${commit}:${path}`], world);
  return text === null || committedAt === null
    ? { kind: "missing", commit }
    : { kind: "found", text, commit, committedAt };
}

/** The commit that a ref stands for, in hex; null where git knows none. A clone by actions/checkout has branches only as remote-tracking refs. */
export async function commitOf(ref: string, world: GitWorld): Promise<string | null> {
  for (const name of [ref, `refs/remotes/origin/${ref}`]) {
    const said = await git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`], world);
    const commit = said?.trim() ?? "";
    if (/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(commit)) return commit;
  }
  return null;
}

/** Committer time of a raw commit, from its header lines: `committer NAME <MAIL> SECONDS ZONE`. */
function committerTime(raw: string): string | null {
  const seconds = /^committer .* (\d{1,12}) [+-]\d{4}$/m.exec(raw.split("\n\n", 1)[0] ?? "")?.[1];
  return seconds === undefined || Number(seconds) > LAST_SECOND
    ? null
    : new Date(Number(seconds) * 1_000).toISOString();
}

/**
 * Output of a git command, or null when it failed for whatever reason.
 * @param mostOutput bytes; more is a failure
 */
export function git(
  args: readonly string[],
  { workingDirectory, env }: GitWorld,
  mostOutput: number = MOST_OUTPUT,
): Promise<string | null> {
  const passedOn = Object.fromEntries(
    PASSED_ON.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])),
  );
  return new Promise((resolve) => {
    try {
      execFile(
        "git",
        ["--no-replace-objects", ...args],
        {
          cwd: workingDirectory,
          // A partial clone would fetch what it lacks: no protocol is allowed, and nobody is there to be asked.
          env: { ...passedOn, GIT_TERMINAL_PROMPT: "0", GIT_ALLOW_PROTOCOL: "none", GIT_NO_LAZY_FETCH: "1" },
          timeout: GIT_LIMIT_MS,
          killSignal: "SIGKILL",
          maxBuffer: mostOutput,
          encoding: "utf8",
          windowsHide: true,
        },
        (error, stdout) => resolve(error === null ? stdout : null),
      );
    } catch {
      resolve(null);
    }
  });
}
