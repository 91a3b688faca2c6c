import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { makeFolder } from "../files/write.ts";
import { type GitWorld, git } from "../known-good/git-file.ts";

/** Texts by path below the root of a repository. */
export type Files = Readonly<Record<string, string>>;

/** What the files of a checkout may speak of. */
interface Surroundings {
  /** Scheme, host and port of the gateway. */
  readonly origin: string;
  /** Id of the commit with the earlier files; null where there is none. */
  readonly earlierCommit: string | null;
}

/** The repository that is released, as a workflow checked it out, and the step that runs the gate in it. */
export interface Checkout {
  readonly files: (surroundings: Surroundings) => Files;
  /** Files of an earlier commit, which the checked out one no longer has; absent: it is no git repository. */
  readonly earlier?: Files;
  readonly inputs: Readonly<Record<string, string>>;
}

/**
 * Writes a checkout into a fresh folder. Where git is missing, nobody has its earlier commit.
 * @param origin scheme, host and port of the gateway
 * @param env variables by which git is found
 */
export async function openCheckout({ files, earlier, inputs }: Checkout, origin: string, env: GitWorld["env"]) {
  // TMPDIR may name a folder that nobody has made yet.
  makeFolder(tmpdir());
  const folder = mkdtempSync(join(tmpdir(), "release-gate-sandbox-"));
  const world = { workingDirectory: folder, env };
  const earlierCommit = earlier === undefined ? null : await commitOf(earlier, world);
  if (earlier !== undefined) for (const path of Object.keys(earlier)) rmSync(join(folder, path));
  write(folder, files({ origin, earlierCommit }));
  if (earlierCommit !== null) await commitAll("Move on", world);
  return {
    folder,
    // A record may only lead to a host that somebody allowed.
    inputs: { "allowed-hosts": new URL(origin).host, ...inputs },
    /** Deletes it; may be called twice. */
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Makes a repository whose first commit has these files; its id, or null where git could not. */
async function commitOf(files: Files, world: GitWorld): Promise<string | null> {
  write(world.workingDirectory, files);
  await git(["init", "--quiet"], world);
  await commitAll("Begin", world);
  return (await git(["rev-parse", "HEAD"], world))?.trim() ?? null;
}

async function commitAll(message: string, world: GitWorld): Promise<void> {
  await git(["add", "--all"], world);
  await git([...OWN.flatMap((setting) => ["-c", setting]), "commit", "--quiet", "--message", message], world);
}

/** Nothing of whoever tries the sandbox out: neither name nor signature, and no hook. */
const OWN = [
  "user.name=sandbox",
  "user.email=sandbox@example.invalid",
  "commit.gpgsign=false",
  "core.hooksPath=/dev/null",
];

function write(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    makeFolder(dirname(join(folder, path)));
    writeFileSync(join(folder, path), text);
  }
}
