/** What a command loads: only what it needs. Measured by the modules themselves, because times differ from machine to machine. */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { BUNDLE, folder, program } from "./command.ts";

/** Prints every package that is loaded, when the process ends. */
const TRACE = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from "node:module";
  import { writeSync } from "node:fs";
  const seen = new Set();
  registerHooks({ resolve(specifier, context, next) {
    const found = next(specifier, context);
    const name = /node_modules\\/((?:@[^/]+\\/)?[^/]+)\\//.exec(found.url)?.[1];
    if (name) seen.add(name);
    return found;
  } });
  process.on("exit", () => writeSync(2, "LOADED " + JSON.stringify([...seen]) + "\\n"));
`)}`;

async function packagesOf(args: readonly string[], cwd = folder()): Promise<readonly string[]> {
  const { stderr } = await program(args, { cwd, node: ["--import", TRACE] });
  return JSON.parse(/LOADED (.*)/.exec(stderr)?.[1] ?? "null");
}

const HEAVY = ["undici", "@actions/core", "@actions/github", "octokit", "@secretlint/core", "log-update"];

/** What knows how wide a text is, a few kB. */
const LAYOUT = ["wrap-ansi", "string-width", "strip-ansi", "ansi-regex", "ansi-styles", "get-east-asian-width"];

describe("start-up", () => {
  it.each([["--version"], ["nonsense"]])("%s loads leven at most", async (...args) => {
    const packages = await packagesOf(args);
    expect(packages.filter((name) => name !== "leven")).toEqual([]);
  });

  it("init loads what reads workflows and request bodies, and no HTTP client", async () => {
    const reads = ["yaml", "@humanwhocodes/momoa", "zod"];
    const packages = await packagesOf(["init"]);
    expect(packages.filter((name) => name !== "leven" && ![...LAYOUT, ...reads].includes(name))).toEqual([]);
  });

  it.each([["--help"], ["--list"]])("%s loads nothing but what lays text out", async (...args) => {
    const packages = await packagesOf(args);
    expect(packages.filter((name) => name !== "leven" && !LAYOUT.includes(name))).toEqual([]);
  });

  it.each([["explain"], ["explain", "route"], ["validate"]])(
    "%s %s loads no HTTP client and no Octokit",
    async (...args) => {
      const packages = await packagesOf(args.filter((arg) => arg !== undefined));
      expect(packages.filter((name) => HEAVY.includes(name))).toEqual([]);
      expect(packages.length).toBeGreaterThan(0);
    },
  );

  it("the gate loads the HTTP client, and still no Octokit", async () => {
    const packages = await packagesOf(["--scenario", "healthy", "--probes", "chat"]);
    expect(packages).toContain("undici");
    expect(packages).not.toContain("@actions/github");
  });

  it("keeps compiled code in the user's cache, and does without where none can be", () => {
    const cwd = folder({ "a-file": "" });
    const run = (cache: string) => {
      const env = { PATH: process.env.PATH, XDG_CACHE_HOME: join(cwd, cache) };
      const { status, stdout } = spawnSync(process.execPath, [BUNDLE, "explain", "route"], {
        cwd,
        env,
        encoding: "utf8",
      });
      return { status, stdout };
    };
    const first = run("cache");
    expect(readdirSync(join(cwd, "cache"))).toEqual(["cometapi-release-gate"]);
    for (const cache of ["cache", "a-file"]) expect(run(cache)).toEqual(first);
  });
});
