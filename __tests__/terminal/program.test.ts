import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { nodeProblem, packageOfNpx, programOf, workingFolder } from "../../src/terminal/program.ts";
import { command, folder, program } from "./command.ts";

const TYPED = { npm_lifecycle_event: "start" };

describe("how the gate was called", () => {
  it.each([
    ["npm start in a clone", { ...TYPED, INIT_CWD: "/a/gate" }, "/a/gate/dist/cli/index.js", "/a/gate", "npm start --"],
    ["npm start from elsewhere", { ...TYPED, INIT_CWD: "/a/shop" }, "x.js", "/a/gate", "npm --prefix ../gate start --"],
    ["a script of another package", { npm_lifecycle_event: "ci", INIT_CWD: "/a" }, "/a/x.js", "/a", "node x.js"],
    ["the bundle", {}, "/a/gate/dist/cli/index.js", "/a/shop", "node ../gate/dist/cli/index.js"],
    ["a path with a space", {}, "/a/my gate/index.js", "/a/shop", "node '../my gate/index.js'"],
    ["an installed program", {}, "/usr/bin/cometapi-release-gate", "/a/shop", "cometapi-release-gate"],
    ["no script at all", {}, undefined, "/a/shop", "cometapi-release-gate"],
  ])("is what a hint says to type: %s", (_, env, script, cwd, program) => {
    expect(programOf({ env, script, folder: cwd, npxPackage: null })).toBe(program);
  });

  it("is the package that npx was asked for, where npx started it", () => {
    const cache = mkdtempSync(join(tmpdir(), "release-gate-npx-"));
    const home = join(cache, "_npx", "0123456789abcdef");
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, "package.json"), JSON.stringify({ _npx: { packages: ["github:acme/gate#v1"] } }));
    const script = join(home, "node_modules/.bin/cometapi-release-gate");
    const door = { env: {}, script, folder: "/a/shop", npxPackage: packageOfNpx(script) };
    expect(programOf(door)).toBe("npx --yes github:acme/gate#v1");
    expect(packageOfNpx("/usr/bin/cometapi-release-gate")).toBeNull();
    expect(packageOfNpx(join(cache, "_npx/other/node_modules/.bin/cometapi-release-gate"))).toBeNull();
  });

  it("works in the folder of the person, not in the one that npm changed to", () => {
    const door = { script: undefined, folder: "/a/gate", npxPackage: null };
    expect(workingFolder({ ...door, env: { ...TYPED, INIT_CWD: "/a/shop" } })).toBe("/a/shop");
    expect(workingFolder({ ...door, env: { INIT_CWD: "/a/shop" } })).toBe("/a/gate");
  });

  it("writes the files of init where npm start was typed", async () => {
    const mine = folder();
    const { code, stdout } = await program(["init"], { env: { ...TYPED, INIT_CWD: mine } });
    expect([code, stdout]).toEqual([0, expect.stringMatching(/npm --prefix \S+ start -- validate/)]);
    const { stdout: checked } = await command(["validate"], { cwd: mine });
    expect(checked).toMatch(/^valid - checked \.github\/release-gate\.yml/);
  });
});

describe("Node", () => {
  it.each([
    ["v24.0.0", true],
    ["v26.1.0", true],
    ["v20.20.2", false],
    ["v22.21.0", false],
  ])("%s runs the gate: %s", (version, runs) => {
    expect(nodeProblem(version) === null).toBe(runs);
  });

  it("that is too old is named, with the way out, and exits 2", async () => {
    const older = `data:text/javascript,Object.defineProperty(process, "version", { value: "v20.20.2" })`;
    const { code, stdout, stderr } = await program(["--list"], { node: ["--import", older] });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(
      /^release gate: needs Node 24 or later, and this is v20\.20\.2\. .*\n {2}npx --yes node@24 \S+ --list\n$/,
    );
  });
});
