/** What npx makes of the repository: the package starts from a folder that knows nothing of it, with nothing to install. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "@jest/globals";
import MarkdownIt from "markdown-it";
import { startSandbox } from "../src/sandbox/gateway.ts";
import { QUICK_POLICY, runAction } from "./e2e/runner.ts";
import { elementsOf } from "./page.ts";

const ROOT = resolve(import.meta.dirname, "..");
const PACKAGE = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies?: object;
};
const fresh = (name: string) => mkdtempSync(join(tmpdir(), `release-gate-${name}-`));

/** What a shell says to a line in a folder: with an empty cache and no registry, what is not in the package is not there. */
async function typed(line: string, cwd: string, env: Readonly<Record<string, string>> = {}) {
  const npm = { npm_config_cache: fresh("cache"), npm_config_offline: "true" };
  const shell = spawn("sh", ["-c", line], {
    cwd,
    env: { PATH: process.env.PATH, HOME: fresh("home"), ...npm, ...env },
  });
  const [stdout, stderr, [status]] = await Promise.all([text(shell.stdout), text(shell.stderr), once(shell, "exit")]);
  return { status, stdout, stderr };
}

describe("the package", () => {
  it("has nothing to install", () => {
    expect(PACKAGE.dependencies).toBeUndefined();
  });

  it("installs nothing that its lockfile does not hold by its content", () => {
    const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
      readonly packages: Readonly<Record<string, { readonly integrity?: string; readonly link?: boolean }>>;
    };
    const loose = Object.entries(packages).filter(([path, { integrity, link }]) => path !== "" && !link && !integrity);
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  // npm, pacote `lib/git.js`: with one of these a git dependency is installed with all its dev dependencies first.
  it("has no script for which npx would install the dev dependencies", () => {
    const slow = ["prepare", "prepack", "preinstall", "install", "postinstall", "build"];
    expect(Object.keys(PACKAGE.scripts).filter((name) => slow.includes(name))).toEqual([]);
  });

  it("starts from a git reference, as from github:OWNER/NAME#REF", async () => {
    const clone = fresh("clone");
    for (const file of ["package.json", "README.md", "LICENSE", "dist"])
      cpSync(join(ROOT, file), join(clone, file), { recursive: true });
    const git = (...args: string[]) => execFileSync("git", ["-C", clone, ...args], { encoding: "utf8" });
    git("init", "-q");
    git("add", ".");
    git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "release");
    git("tag", "v1");
    const { status, stdout, stderr } = await typed(`npx --yes git+file://${clone}#v1 --list`, fresh("foreign"));
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("bad-key");
  });

  it("runs the line that a summary prints, as it is printed, in the reader's own repository", async () => {
    const { key, baseUrl, model, close } = await startSandbox("bad-key");
    try {
      const { summary, outputs } = await runAction({
        inputs: { "api-key": key, "base-url": baseUrl, model, "gate-file": "gate.yml", probes: "chat", timeout: "9s" },
        workspace: { "gate.yml": QUICK_POLICY },
        env: {
          GITHUB_SERVER_URL: "https://github.com",
          GITHUB_ACTION_REPOSITORY: "acme/gate",
          GITHUB_ACTION_REF: "v1",
        },
      });
      const line =
        elementsOf(new MarkdownIt({ html: true }).render(summary)).find(
          ({ name, text }) => name === "pre" && text.startsWith("npx"),
        )?.text ?? "";
      expect(line).toContain("github:acme/gate#v1 ");
      const packed = fresh("packed");
      const [tarball] = execFileSync("npm", ["pack", "--silent", "--pack-destination", packed], {
        cwd: ROOT,
        encoding: "utf8",
      }).split("\n");
      const repository = fresh("repository");
      writeFileSync(join(repository, "gate.yml"), QUICK_POLICY);
      const { status, stderr } = await typed(
        line.replace("github:acme/gate#v1", `file:${join(packed, tarball ?? "")}`),
        repository,
        {
          COMETAPI_KEY: key,
        },
      );
      expect([outputs.decision, outputs["reason-code"]]).toEqual(["rollback", "authentication"]);
      expect({ status, said: stderr }).toEqual({ status: 1, said: expect.stringContaining("fail authentication 401") });
    } finally {
      await close();
    }
  });
});
