/** The known-good release's own body (decision.md, "Rehearsal"): real repositories, and GitHub's contents API over a socket. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { templateDigest } from "../../src/evidence/request-template.ts";
import { openGitHubApi } from "../../src/github/api.ts";
import { type OwnTemplateWorld, readOwnTemplate } from "../../src/known-good/own-template.ts";
import { readFileIfPresent } from "../../src/run/read.ts";
import { ample, type Double, REPOSITORY, startDouble, TOKEN } from "../github/double.ts";

const OLD = '{ "messages": [], "temperature": 0.1 }';
const NEW = '{ "messages": [], "temperature": 0.9 }';
const PATH = "prompts/chat.json";

let root: string;
let full: string;
let first: string;
let double: Double;

function git(where: string, ...args: string[]): string {
  const person = {
    GIT_AUTHOR_NAME: "a",
    GIT_AUTHOR_EMAIL: "a@b.c",
    GIT_COMMITTER_NAME: "a",
    GIT_COMMITTER_EMAIL: "a@b.c",
  };
  const env = { PATH: process.env.PATH, HOME: root, ...person };
  return execFileSync("git", args, { cwd: where, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], env }).trim();
}

function write(where: string, path: string, text: string): void {
  mkdirSync(dirname(join(where, path)), { recursive: true });
  writeFileSync(join(where, path), text);
}

function commit(where: string): string {
  git(where, "add", "-A");
  git(where, "commit", "-qm", "change");
  return git(where, "rev-parse", "HEAD");
}

/** A clone with the newest commit alone, as actions/checkout makes it. */
function shallow(name: string): string {
  git(root, "clone", "-q", "--depth", "1", `file://${full}`, name);
  return join(root, name);
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "own-template-"));
  full = join(root, "full");
  mkdirSync(full);
  git(full, "init", "-q", "-b", "main");
  write(full, PATH, OLD);
  write(full, "huge.json", `{ "a": "${"x".repeat(17 * 1024 * 1024)}" }`);
  write(full, "packages/shop/chat.json", OLD);
  first = commit(full);
  write(full, PATH, NEW);
  write(full, "packages/shop/chat.json", NEW);
  git(full, "rm", "-q", "--cached", "huge.json");
  commit(full);
  double = await startDouble();
});
afterAll(async () => {
  await double.close();
  expect(double.defects).toEqual([]);
  rmSync(root, { recursive: true, force: true });
});
beforeEach(() => {
  double.calls.length = 0;
  double.behaviour.contents = "read";
  double.behaviour.commits = { [first]: { sha: first, committedAt: "2026-11-19T08:00:00Z", files: { [PATH]: OLD } } };
});

const recorded = (path = PATH, at: string | null = first, text = OLD) =>
  ({ family: "chat-completions", path, commit: at, digest: templateDigest(text) }) as const;

const github = () => openGitHubApi(TOKEN, { apiUrl: double.apiUrl, repository: REPOSITORY, patience: ample() });

function worldAt(workingDirectory: string, more: Partial<OwnTemplateWorld> = {}): OwnTemplateWorld {
  const env = { PATH: process.env.PATH, HOME: root };
  return { workingDirectory, env, present: [], readFile: readFileIfPresent, github: async () => null, ...more };
}

const found = (text: string, path = PATH) => ({ kind: "found", template: { family: "chat-completions", path, text } });
const unreadable = (why: string) => ({ kind: "unreadable", why: expect.stringContaining(why) });

describe("the template of a known-good release is", () => {
  it("this run's own, wherever it lies now, where its JSON is the recorded one", async () => {
    const moved = {
      family: "chat-completions" as const,
      path: "new/place.json",
      text: '{"messages":[],"temperature":0.1}',
    };
    const world = worldAt(root, { present: [moved] });
    expect(await readOwnTemplate(recorded(), null, world)).toEqual({ kind: "found", template: moved });
  });

  it("never another family's, and never one that this run changed", async () => {
    const present = [
      { family: "responses" as const, path: PATH, text: OLD },
      { family: "chat-completions" as const, path: PATH, text: NEW },
    ];
    expect((await readOwnTemplate(recorded(), null, worldAt(root, { present }))).kind).toBe("unreadable");
  });

  it("the file that still stands at its path, with the recorded digest, without any repository", async () => {
    const bare = join(root, "bare");
    write(bare, PATH, OLD);
    expect(await readOwnTemplate(recorded(PATH, null), null, worldAt(bare))).toEqual(found(OLD));
    write(bare, PATH, NEW);
    expect(await readOwnTemplate(recorded(PATH, null), null, worldAt(bare))).toEqual(
      unreadable("the record names no commit, and the file here has another digest than the recorded one"),
    );
  });

  it("the file at its commit, where the checkout has changed it since", async () => {
    expect(await readOwnTemplate(recorded(), null, worldAt(full))).toEqual(found(OLD));
    expect(await readOwnTemplate(recorded(PATH, null), first, worldAt(full))).toEqual(found(OLD));
  });

  it("found from a folder of the repository, from its root, and in a repository below the working directory", async () => {
    const inside = worldAt(join(full, "packages/shop"));
    expect(await readOwnTemplate(recorded("chat.json"), null, inside)).toEqual(found(OLD, "chat.json"));
    const fromRoot = "packages/shop/chat.json";
    expect(await readOwnTemplate(recorded(fromRoot), null, inside)).toEqual(found(OLD, fromRoot));
    const below = `full/${PATH}`;
    expect(await readOwnTemplate(recorded(below), null, worldAt(root))).toEqual(found(OLD, below));
  });

  it("found in a repository below the working directory whose folder has moved since", async () => {
    git(root, "clone", "-q", `file://${full}`, "moved");
    const moved = join(root, "moved");
    git(moved, "mv", dirname(PATH), "elsewhere");
    commit(moved);
    const below = `moved/${PATH}`;
    expect(await readOwnTemplate(recorded(below), null, worldAt(root))).toEqual(found(OLD, below));
  });

  it("asked of GitHub where the clone is shallow, and of nobody else before", async () => {
    const clone = worldAt(shallow("asking"), { github });
    expect(await readOwnTemplate(recorded(), null, clone)).toEqual(found(OLD));
    expect(double.calls.map(({ call }) => call)).toEqual(["commit", "content"]);
    double.calls.length = 0;
    await readOwnTemplate(recorded(), null, worldAt(full, { github }));
    expect(double.calls).toEqual([]);
  });
});

describe("it cannot be told, and the reason says why, where", () => {
  it("the clone is shallow and there is no token", async () => {
    const at = `commit ${first.slice(0, 12)}`;
    expect(await readOwnTemplate(recorded(), null, worldAt(shallow("mute")))).toEqual(
      unreadable(`${at} is not in this checkout, and there is no token with contents: read`),
    );
  });

  it("the token may not read contents", async () => {
    double.behaviour.contents = "none";
    expect(await readOwnTemplate(recorded(), null, worldAt(shallow("forbidden"), { github }))).toEqual(
      unreadable("it needs contents: read"),
    );
  });

  it.each(["checkout", "API"])("the file at its commit is another, says the %s", async (place) => {
    const world = place === "API" ? worldAt(shallow("other"), { github }) : worldAt(full);
    expect(await readOwnTemplate(recorded(PATH, first, '{"never":1}'), null, world)).toEqual(
      unreadable(`the file at commit ${first.slice(0, 12)} has another digest than the recorded one`),
    );
  });

  it("the commit has no such file, or one that is too large", async () => {
    const why = `commit ${first.slice(0, 12)} has no such file`;
    expect(await readOwnTemplate(recorded("gone.json"), null, worldAt(full))).toEqual(unreadable(why));
    expect(await readOwnTemplate(recorded("huge.json"), null, worldAt(full))).toEqual(unreadable("is too large"));
  });

  it.each(["../outside.json", "/etc/passwd"])("the recorded path is %s: nothing is read", async (path) => {
    const readFile = () => {
      throw new Error("read");
    };
    expect(await readOwnTemplate(recorded(path), null, worldAt(full, { readFile }))).toEqual(
      unreadable("does not stay within the repository"),
    );
  });
});
