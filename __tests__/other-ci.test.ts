/** The recipe of `docs/other-ci.md` for any shell, run as it is printed, behind a gate that says each thing or never began. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it } from "@jest/globals";
import MarkdownIt from "markdown-it";

const PAGE = readFileSync(resolve(import.meta.dirname, "../docs/other-ci.md"), "utf8");
const RECIPE =
  new MarkdownIt().parse(PAGE, {}).findLast(({ type, info }) => type === "fence" && info === "sh")?.content ?? "";

/** What the recipe starts behind an `npx` that prints this and ends so. */
function started(stdout: string, code: number): string {
  const folder = mkdtempSync(join(tmpdir(), "release-gate-shell-"));
  const program = (name: string, ...lines: readonly string[]) => {
    writeFileSync(join(folder, name), ["#!/bin/sh", ...lines].join("\n"));
    chmodSync(join(folder, name), 0o755);
  };
  writeFileSync(join(folder, "said"), stdout);
  program("npx", "cat said", `exit ${code}`);
  program("deploy.sh", "echo deploy");
  program("restore.sh", "echo restore");
  const env = { PATH: `${folder}:${process.env.PATH}` };
  return spawnSync("bash", ["-c", RECIPE], { cwd: folder, env, encoding: "utf8" }).stdout.trim();
}

const saying = (decision: string, rollbackNeeded = false) => JSON.stringify({ verdict: { decision, rollbackNeeded } });
const HOLD = "hold: see evidence/summary.md";

describe("the recipe for any shell", () => {
  it.each([
    ["deploy", "a proceed", saying("proceed"), 0],
    ["restore", "a rollback of what is live", saying("rollback", true), 1],
    [HOLD, "a rollback that would not help", saying("rollback"), 1],
    [HOLD, "a hold", saying("hold"), 2],
    [HOLD, "Node that could not start", "", 1],
    [HOLD, "Node that printed something and could not start", "node:internal/modules/cjs/loader:1228\n", 1],
    [HOLD, "a gate that was killed", saying("rollback", true).slice(0, 20), 137],
    [HOLD, "a proceed that could not be written to its end", saying("proceed").slice(0, 20), 0],
    [HOLD, "a rollback that is not failed on", saying("rollback", true), 0],
    [HOLD, "nothing at all", "", 0],
  ])("%s: %s", (what, _gate, stdout, code) => {
    expect(started(stdout, code)).toBe(what);
  });
});
