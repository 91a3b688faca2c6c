import { describe, expect, it } from "@jest/globals";
import { parseSource } from "../../src/settings/release/earlier-runs.ts";

const GATE_FILE = ".github/release-gate.yml";

describe("the value of known-good", () => {
  it.each([
    ["none", { kind: "none" }],
    [" deployments ", { kind: "deployments" }],
    ["file:.github/known-good.json", { kind: "file", path: ".github/known-good.json" }],
    ["file:C:\\records\\a.json", { kind: "file", path: "C:\\records\\a.json" }],
    ["git:main", { kind: "git", ref: "main", path: GATE_FILE }],
    ["git:release/2026.11", { kind: "git", ref: "release/2026.11", path: GATE_FILE }],
    ["git:v1.2.3:ops/known-good.json", { kind: "git", ref: "v1.2.3", path: "ops/known-good.json" }],
    ["git:main:./ops/a.yml", { kind: "git", ref: "main", path: "ops/a.yml" }],
  ])("%s", (text, source) => {
    expect(parseSource(text, GATE_FILE)).toEqual(source);
  });

  it.each([
    "",
    "nothing",
    "none:",
    "deployments:x",
    "file:",
    "file: ",
    "file:a\nb",
    "git:",
    "git::a.yml",
    "git:main:",
    "git:main:/etc/passwd",
    "git:main:../a.yml",
    "git:--upload-pack=x",
    "git:a..b",
    "git:HEAD~1",
  ])("refuses %j", (text) => {
    expect(parseSource(text, GATE_FILE)).toBeNull();
  });

  it("makes a gate file that begins with ./ a path from the root", () => {
    expect(parseSource("git:main", "./a.yml")).toMatchObject({ path: "a.yml" });
  });
});
