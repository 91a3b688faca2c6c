/** What npx makes of the repository: the package starts from a folder that knows nothing of it, with nothing to install. */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it } from "@jest/globals";

const ROOT = resolve(import.meta.dirname, "..");
const PACKAGE = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies?: object;
};
const fresh = (name: string) => mkdtempSync(join(tmpdir(), `release-gate-${name}-`));

/** A folder of somebody else, an empty cache, and no registry: what is not in the package is not there. */
function abroad(command: string, ...args: readonly string[]) {
  return spawnSync(command, args, {
    cwd: fresh("foreign"),
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: fresh("home"), npm_config_cache: fresh("cache"), npm_config_offline: "true" },
  });
}

describe("the package", () => {
  it("has nothing to install", () => {
    expect(PACKAGE.dependencies).toBeUndefined();
  });

  // npm, pacote `lib/git.js`: with one of these a git dependency is installed with all its dev dependencies first.
  it("has no script for which npx would install the dev dependencies", () => {
    const slow = ["prepare", "prepack", "preinstall", "install", "postinstall", "build"];
    expect(Object.keys(PACKAGE.scripts).filter((name) => slow.includes(name))).toEqual([]);
  });

  it("starts from a git reference, as from github:OWNER/NAME#REF", () => {
    const clone = fresh("clone");
    for (const file of ["package.json", "README.md", "LICENSE", "dist"])
      cpSync(join(ROOT, file), join(clone, file), { recursive: true });
    const git = (...args: string[]) => execFileSync("git", ["-C", clone, ...args], { encoding: "utf8" });
    git("init", "-q");
    git("add", ".");
    git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "release");
    git("tag", "v1");
    const { status, stdout, stderr } = abroad("npx", "--yes", `git+file://${clone}#v1`, "--list");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("bad-key");
  });
});
