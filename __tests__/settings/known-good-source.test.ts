import { describe, expect, it } from "@jest/globals";
import { parseSource } from "../../src/settings/release/earlier-runs.ts";
import { codesOf, problemsOf, settingsOf } from "./source.ts";

const GATE_FILE = ".github/release-gate.yml";

describe("known-good-base-url and known-good-model", () => {
  const release = { environment: "production", "known-good": "git:v1" };
  const declared = { "known-good-base-url": "gateway.example", "known-good-model": "model-of-yesterday" };

  it("say what a gate file at a ref leaves to the workflow, whose host is then allowed", () => {
    const { knownGood } = settingsOf({ inputs: { ...release, ...declared } });
    expect(knownGood.declared).toEqual({ baseUrl: "https://gateway.example/v1", model: "model-of-yesterday" });
    expect(knownGood.allowedHosts).toContain("gateway.example");
    expect(settingsOf({ inputs: release }).knownGood).not.toHaveProperty("declared");
  });

  it.each([
    ["known-good-base-url", "http://gateway.example/v1", "invalid-base-url"],
    ["known-good-model", "<MODEL_ID>", "placeholder-model"],
    ["known-good-model", "a b", "invalid-model"],
  ])("%s cannot be %s", (name, value, code) => {
    expect(problemsOf({ inputs: { ...release, [name]: value } })).toMatchObject([
      { code, message: expect.stringContaining(`input ${name}`) },
    ]);
  });

  it.each(["deployments", "file:known-good.json", "none"])("are of no use with %s", (source) => {
    const inputs = { ...release, ...declared, "known-good": source };
    expect(codesOf({ inputs })).toEqual(["unused-input", "unused-input"]);
  });
});

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
