/** The exit code is a decision: real processes whose output is lost, whose folder is gone, and that meet a defect. */
import { spawn, spawnSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { folder, program } from "./command.ts";

const CLI = fileURLToPath(new URL("../../src/cli.ts", import.meta.url));

const onLinux = process.platform === "linux" ? it : it.skip;

/** Runs a command line with its report going to a device that is always full. */
function onFullDisk(...args: readonly string[]) {
  const cwd = folder();
  const full = openSync("/dev/full", "w");
  const { status, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    cwd,
    env: { PATH: process.env.PATH },
    stdio: ["ignore", full, "pipe"],
    encoding: "utf8",
  });
  closeSync(full);
  return { status, stderr };
}

/** Runs a command line whose reader goes away before it says anything. */
function withoutReader(...args: readonly string[]): Promise<number | null> {
  const child = spawn(process.execPath, [CLI, ...args], { cwd: folder(), env: { PATH: process.env.PATH } });
  child.stdout.destroy();
  child.stderr.resume();
  return new Promise((resolve) => child.on("close", resolve));
}

const CHAT = ["--probes", "chat", "--scenario"];

describe("a report that cannot be written", () => {
  onLinux.each([
    [2, "a proceed", [...CHAT, "healthy"]],
    [1, "a rollback", [...CHAT, "bad-key", "--json"]],
    [2, "no verdict", ["--help"]],
  ])("ends with %i when the disk is full and there was %s", (code, _what, args) => {
    const { status, stderr } = onFullDisk(...args);
    expect(status).toBe(code);
    expect(stderr).toContain("could not be written to stdout (ENOSPC)");
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  // Node opens /dev/null in place of a stream that was closed, as Python and Node do for a caller who wants no report.
  it.each([
    ["wants", { redirection: "> /dev/null" }],
    ["keeps", { redirection: ">&-" }],
  ])("is none where nobody %s it", (_what, { redirection }) => {
    const { status } = spawnSync(
      "sh",
      ["-c", `exec "$0" "$@" ${redirection}`, process.execPath, CLI, ...CHAT, "healthy"],
      {
        cwd: folder(),
        env: { PATH: process.env.PATH },
      },
    );
    expect(status).toBe(0);
  });

  it.each([
    [0, "healthy"],
    [1, "bad-key"],
  ])("ends with %i as its verdict says when the reader of %s has seen enough", async (code, scenario) => {
    expect(await withoutReader(...CHAT, scenario)).toBe(code);
  });
});

/** Lets something happen in the middle of a run: when its first progress is shown. */
const atFirstProgress = (what: string) => {
  const script = `const { write } = process.stderr;
    process.stderr.write = (...said) => {
      process.stderr.write = write;
      setImmediate(() => { ${what} });
      return write.apply(process.stderr, said);
    };`;
  return ["--import", `data:text/javascript,${encodeURIComponent(script)}`];
};

describe("what nobody thought of", () => {
  it.each([
    ["an exception", "TypeError", "throw new TypeError('of somebody')"],
    ["a promise that nobody looks at", "TypeError", "Promise.reject(new TypeError('of somebody'))"],
    ["a stack that is full", "RangeError", "const deep = () => deep() + 1; deep()"],
    ["something else that is thrown", "unknown", "throw 'of somebody'"],
  ])("is a hold: %s", async (_what, name, what) => {
    const { code, stderr } = await program([...CHAT, "healthy"], { node: atFirstProgress(what) });
    expect(code).toBe(2);
    expect(stderr).toContain(`release gate: internal error (${name}); please report it`);
    expect(stderr).not.toContain("of somebody");
  });

  it("is a hold: a folder that was deleted", () => {
    const { status, stderr } = spawnSync(
      "sh",
      ["-c", `mkdir d && cd d && rmdir ../d && exec "$0" "$1" --version`, process.execPath, CLI],
      {
        cwd: folder(),
        env: { PATH: process.env.PATH },
        encoding: "utf8",
      },
    );
    expect([status, stderr]).toEqual([2, expect.stringContaining("is not there any more; change into one that is")]);
  });
});
