import { execFile } from "node:child_process";

/** One git command, ms: it reads local objects only, so seconds mean a broken disk. */
const GIT_LIMIT_MS = 10_000;

/** Most output of one git command, bytes: a gate file of 64 KiB in four-byte characters; commits are far smaller. */
const MOST_OUTPUT = 256 * 1024;

/** Largest request template that is read, bytes: one of a million UTF-16 units, the most that is ever sent, has no more. */
const MOST_TEMPLATE = 3 * 1024 * 1024;

/** Last second of the year 9999: later dates have no four-digit year and are nonsense. */
const LAST_SECOND = 253_402_300_799;

/** Variables that git needs to be found and to find its own configuration. Nothing else, so no secret, reaches it. */
const PASSED_ON = ["PATH", "Path", "HOME", "USERPROFILE", "XDG_CONFIG_HOME", "SystemRoot"];

/** Where the checkout is, and the environment in which git is found. */
export interface CheckoutWorld {
  readonly workingDirectory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A file as it was at a commit. */
export interface FileAt {
  readonly text: string;
  readonly commit: string;
  /** ISO 8601, UTC. */
  readonly committedAt: string;
}

/** What the local checkout said; `missing` names the commit where at least the ref was known. */
export type CheckoutAnswer =
  | ({ readonly kind: "found" } & FileAt)
  | { readonly kind: "missing"; readonly commit: string | null };

/**
 * Reads a file at a ref from the local checkout, without network, hooks and filters: only object lookups
 * (`rev-parse`, `cat-file`). A shallow clone that lacks the ref, no git and no repository are all `missing`.
 * @param ref a name that `isRef` admits
 * @param path a path that `isRepositoryPath` admits, from the root of the repository
 */
export async function readFromCheckout(ref: string, path: string, world: CheckoutWorld): Promise<CheckoutAnswer> {
  const commit = await commitOf(ref, world);
  if (commit === null) return { kind: "missing", commit };
  const committedAt = committerTime((await git(["cat-file", "commit", commit], world)) ?? "");
  // `cat-file` and not `show`: it never runs a text conversion that the repository configures.
  const text = await git(["cat-file", "blob", `${commit}:${path}`], world);
  return text === null || committedAt === null
    ? { kind: "missing", commit }
    : { kind: "found", text, commit, committedAt };
}

/** What git said about a template; `no-file` where at least the commit was known. */
export type TemplateAnswer =
  | { readonly kind: "found"; readonly text: string }
  | { readonly kind: "too-large" | "no-file" | "no-commit" };

/**
 * Reads a request template at a commit, without network, in the first of these places that has it.
 * @param commit a name that `isRef` admits
 * @param places folders in which git is asked, each with the path that it is asked for; `./` starts it in that folder
 */
export async function readTemplateAt(
  commit: string,
  places: readonly { readonly folder: string; readonly path: string }[],
  { env }: CheckoutWorld,
): Promise<TemplateAnswer> {
  let known = false;
  for (const { folder, path } of places) {
    const world = { workingDirectory: folder, env };
    const id = await commitOf(commit, world);
    if (id === null) continue;
    known = true;
    const blob = `${id}:${path}`;
    const size = await git(["cat-file", "-s", blob], world);
    if (size === null || (await git(["cat-file", "-t", blob], world))?.trim() !== "blob") continue;
    if (Number(size) > MOST_TEMPLATE) return { kind: "too-large" };
    const text = await git(["cat-file", "blob", blob], world, MOST_TEMPLATE);
    if (text !== null) return { kind: "found", text };
  }
  return { kind: known ? "no-file" : "no-commit" };
}

/** A clone by actions/checkout has branches only as remote-tracking refs. */
async function commitOf(ref: string, world: CheckoutWorld): Promise<string | null> {
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

/** Output of a git command, or null when it failed for whatever reason. */
function git(
  args: readonly string[],
  { workingDirectory, env }: CheckoutWorld,
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
