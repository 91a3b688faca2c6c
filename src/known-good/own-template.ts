import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Configuration } from "../evidence/configuration.ts";
import { type RequestTemplate, templateDigest } from "../evidence/request-template.ts";
import { isRef, isRepositoryPath, shortCommit } from "../text/git-names.ts";
import { commitOf, type GitWorld, git } from "./git-file.ts";
import type { GitHubApi } from "./source.ts";

/** Largest request template that is read, bytes: 8 MB in base64, the most that is ever sent, and as much of other text. */
const MOST_TEMPLATE = 16 * 1024 * 1024;

/** Where a template of an earlier release may still be found. */
export interface OwnTemplateWorld extends GitWorld {
  /** The templates of this run. */
  readonly present: readonly RequestTemplate[];
  /** Text of a file that lies within a folder, or null; throws where it cannot be read. */
  readonly readFile: (path: string, within: string) => string | null;
  /** Opens GitHub's API; null where there is no token. Only called when the checkout does not have the template. */
  readonly github: () => Promise<GitHubApi | null>;
}

/** The text of a template that a record names, or why nobody can say what it was, as the rest of a sentence. */
export type OwnTemplate =
  | { readonly kind: "found"; readonly template: RequestTemplate }
  | { readonly kind: "unreadable"; readonly why: string };

/**
 * The body that a known-good release sends: the template at its recorded path and commit, from this checkout or from
 * GitHub (decision.md, "Rehearsal"). Whatever has another digest than the recorded one is not that body, wherever it lies.
 * @param recordCommit the record's own commit, for a template without one
 */
export async function readOwnTemplate(
  recorded: Configuration["templates"][number],
  recordCommit: string | null,
  world: OwnTemplateWorld,
): Promise<OwnTemplate> {
  const { family, path } = recorded;
  const isRecorded = (text: string) => templateDigest(text) === recorded.digest;
  const values = world.present.find((template) => template.values !== undefined)?.values;
  const own = { family, path, ...(values === undefined ? {} : { values }) };
  const found = (text: string): OwnTemplate => ({ kind: "found", template: { ...own, text } });
  const unreadable = (why: string): OwnTemplate => ({ kind: "unreadable", why });

  const same = world.present.find((template) => template.family === family && isRecorded(template.text));
  if (same !== undefined) return { kind: "found", template: same };
  if (!isRepositoryPath(path)) return unreadable("its recorded path does not stay within the repository");
  const here = textInWorkingTree(path, world);
  if (here !== null && isRecorded(here)) return found(here);

  const commit = recorded.commit ?? recordCommit;
  const otherHere =
    here === null ? "there is no such file here" : "the file here has another digest than the recorded one";
  if (commit === null || !isRef(commit)) return unreadable(`the record names no commit, and ${otherHere}`);
  const at = `commit ${shortCommit(commit)}`;
  const other = `the file at ${at} has another digest than the recorded one`;

  const local = await readTemplateAt(commit, placesOf(path, world), world);
  if (local.kind === "too-large") return unreadable(`the file at ${at} is too large`);
  if (local.kind === "found") return isRecorded(local.text) ? found(local.text) : unreadable(other);
  const missing = local.kind === "no-file" ? `${at} has no such file` : `${at} is not in this checkout`;
  const github = await world.github();
  if (github === null)
    return unreadable(
      `${missing}, and there is no token with contents: read to ask GitHub; check out with fetch-depth: 0, or add that permission`,
    );
  const asked = await github.readFileAt(path, commit);
  if (!asked.ok) return unreadable(`${missing}; ${asked.problem.message}`);
  return isRecorded(asked.value.text) ? found(asked.value.text) : unreadable(other);
}

function textInWorkingTree(path: string, { readFile, workingDirectory }: OwnTemplateWorld): string | null {
  try {
    return readFile(resolve(workingDirectory, path), workingDirectory);
  } catch {
    // A link that leads out, a folder, no permission: the repository may still have the file.
    return null;
  }
}

/**
 * Where git may know the file: below the working directory, from the root of its repository, and in a repository that
 * was checked out below the working directory.
 */
function placesOf(path: string, { workingDirectory }: GitWorld): Parameters<typeof readTemplateAt>[1] {
  const absolute = resolve(workingDirectory, path);
  let folder = dirname(absolute);
  // Folders move as templates do: the repository is looked for from the nearest one that is still there.
  while (!existsSync(folder) && folder.length > workingDirectory.length) folder = dirname(folder);
  return [
    { folder: workingDirectory, path: `./${path}` },
    { folder: workingDirectory, path },
    { folder, path: `./${absolute.slice(folder.length + 1)}` },
  ];
}

/** What git said about a template; `no-file` where at least the commit was known. */
type TemplateAnswer =
  | { readonly kind: "found"; readonly text: string }
  | { readonly kind: "too-large" | "no-file" | "no-commit" };

/**
 * Reads a request template at a commit, without network, in the first of these places that has it.
 * @param commit a name that `isRef` admits
 * @param places folders in which git is asked, each with the path that it is asked for; `./` starts it in that folder
 */
async function readTemplateAt(
  commit: string,
  places: readonly { readonly folder: string; readonly path: string }[],
  { env }: GitWorld,
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
