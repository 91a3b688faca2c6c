import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { startSandbox } from "../../src/sandbox/gateway.ts";
import { bundle, command, folder, program } from "./command.ts";

const KEY = "sk-abcdefghijklmnop1234567890";

/** No control character beside the line break. */
const CONTROL = /[^\P{Cc}\n]/u;

describe("the gate in a terminal", () => {
  it.each([
    ["healthy", 0, "Proceed: chat passes"],
    ["bad-key", 1, "Rollback: the configured credential was refused (401)"],
    ["quota", 2, "Hold: quota, balance or a rate limit stopped the requests"],
  ])("%s exits %i", async (scenario, exit, first) => {
    const { code, stdout, stderr } = await bundle(["--scenario", scenario, "--probes", "chat"]);
    expect([code, stdout.split("\n")[0]]).toEqual([exit, expect.stringContaining(first)]);
    expect(stdout).toMatch(
      /\nEvidence: \S+release-gate-evidence \(summary\.md has the details; --details prints them\)\n$/,
    );
    expect(stderr).toMatch(/^chat #1 pilot: /);
    expect(stdout + stderr).not.toMatch(CONTROL);
  });

  it("prints no key of its environment, not in the name of a file that it cannot find either", async () => {
    const { stdout, stderr } = await program(["--mode", "replay", "--evidence", `${KEY}/*.json`], {
      cwd: folder(),
      env: { COMETAPI_KEY: KEY },
    });
    expect(stdout + stderr).not.toContain(KEY);
    expect(stdout + stderr).toContain("***/*.json");
  });

  it("fits a screen, and shows everything with --details", async () => {
    const brief = await command(["--scenario", "bad-key"]);
    expect(brief.stdout.split("\n").length).toBeLessThan(50);
    expect(brief.stdout).toContain("What to do next");
    expect(brief.stdout).not.toMatch(/Every attempt|Did not fire|as documented/);
    const full = await command(["--scenario", "bad-key", "--details"]);
    expect(full.stdout).toMatch(/Every attempt[\s\S]*Evidence: \S+\n$/);
    expect(full.stdout).toContain("as documented");
  });

  it("runs a scenario about a release as its own step would: its probes, gate file, record and mode", async () => {
    const cwd = folder();
    const { code, stdout } = await command(["--scenario", "restored-draining"], { cwd });
    expect([code, stdout]).toEqual([2, expect.stringMatching(/not rolled back yet: \d of \d answers/)]);
    expect(readdirSync(cwd)).toContain("release-gate-evidence");
    const other = await command(["--scenario", "app-error", "--probes", "chat"]);
    expect([other.code, other.stdout]).toEqual([0, expect.stringContaining("Proceed: chat passes")]);
  });

  it("asks the sandbox when nothing points to an endpoint", async () => {
    const { code, stdout } = await command([]);
    expect([code, stdout]).toEqual([0, expect.stringContaining("Sandbox run")]);
  });

  it.each(["template", "static", "logs, results"])("asks nobody about files of one's own: %s", async (probes) => {
    const cwd = folder({ "chat.json": JSON.stringify({ model: "m", messages: [{ role: "user", content: "hi" }] }) });
    const { stdout } = await command(["--probes", probes, "--request-template", "chat.json"], { cwd });
    expect(stdout).not.toMatch(/sandbox/i);
  });

  it("asks it in CI too when npm start is typed in the clone itself, and not when it is typed elsewhere", async () => {
    const clone = folder();
    const npm = { CI: "true", npm_lifecycle_event: "start", INIT_CWD: clone };
    const tried = await command([], { env: { ...npm, npm_config_local_prefix: clone } });
    expect([tried.code, tried.stdout]).toEqual([0, expect.stringContaining("Sandbox run")]);
    const used = await command([], { env: { ...npm, npm_config_local_prefix: folder() } });
    expect([used.code, used.stdout]).toEqual([2, expect.stringContaining("no API key")]);
  });

  it.each([
    [["--model", "m"], {}],
    [[], { CI: "true" }],
    [[], { COMETAPI_MODEL: "m" }],
    [[], { COMETAPI_BASE_URL: "https://llm.example/v1" }],
  ])("asks nobody and holds when something does, and the key is missing: %j %j", async (args, env) => {
    const { code, stdout } = await command(args, { env });
    expect([code, stdout]).toEqual([2, expect.stringContaining("no API key")]);
  });

  it.each(["record", "replay", "verify-rollback"])("mode %s never asks the sandbox by itself", async (mode) => {
    const args = ["--mode", mode, "--environment", "production", "--known-good", "file:k.json", "--evidence", "e.json"];
    const { code, stdout } = await command(mode === "verify-rollback" ? args.slice(0, 6) : args);
    expect(code).toBe(2);
    expect(stdout).not.toMatch(/sandbox/i);
  });

  it.each([
    ["never", 0],
    ["rollback", 1],
  ])("--fail-on %s exits %i on a rollback", async (failOn, exit) => {
    const { code } = await command(["--scenario", "bad-key", "--probes", "chat", "--fail-on", failOn]);
    expect(code).toBe(exit);
  });

  it.each([
    ["hold", 2],
    ["rollback", 2],
    ["never", 0],
  ])("--fail-on %s exits %i when nothing was asked: nothing was found that could be let pass", async (failOn, exit) => {
    const { code, stdout } = await command(["--model", "m", "--fail-on", failOn], {
      env: { COMETAPI_KEY: "COMETAPI_KEY" },
    });
    expect([code, stdout]).toEqual([exit, expect.stringContaining("configuration: ")]);
    expect(stdout).toContain("COMETAPI_KEY is the name of a variable or a secret");
  });

  it("holds, and says why, when the evidence cannot be written", async () => {
    const cwd = folder({ taken: "a file" });
    const { code, stderr } = await command(["--probes", "chat", "--evidence-dir", "taken"], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining("error: evidence-dir")]);
  });

  it("is quiet in CI, and colours only where somebody asks for it", async () => {
    const quiet = await command(["--scenario", "healthy", "--probes", "chat"], { env: { CI: "true" } });
    expect([quiet.code, quiet.stderr]).toEqual([0, ""]);
    const coloured = await bundle(["--probes", "chat"], { env: { FORCE_COLOR: "1" } });
    expect(coloured.stdout).toContain("\u001b[32m");
    const plain = await bundle(["--probes", "chat"], { env: { NO_COLOR: "1", TERM: "xterm-256color" } });
    expect(plain.stdout).not.toMatch(CONTROL);
  });
});

describe("--json", () => {
  it.each([
    ["healthy", 0, "proceed"],
    ["bad-key", 1, "rollback"],
    ["quota", 2, "hold"],
  ])("%s: one document on stdout, nothing on stderr, exit %i", async (scenario, exit, decision) => {
    const { code, stdout, stderr } = await command(["--json", "--scenario", scenario, "--probes", "chat"]);
    expect([code, stderr]).toEqual([exit, ""]);
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({
      schema: "cometapi-release-gate/result",
      version: 1,
      verdict: { decision },
      problems: [],
    });
    expect(JSON.parse(readFileSync(document.paths.evidence, "utf8")).verdict).toEqual(document.verdict);
    for (const path of Object.values<string>(document.paths)) expect(readFileSync(path, "utf8")).not.toBe("");
  });

  it("stays one document when the settings are wrong or nothing can be written", async () => {
    const wrong = await command(["--json", "--model", "<MODEL_ID>"]);
    expect([wrong.code, JSON.parse(wrong.stdout).verdict.reasonCode]).toEqual([2, "configuration"]);
    const cwd = folder({ taken: "a file" });
    const unwritten = await command(["--json", "--probes", "chat", "--evidence-dir", "taken"], { cwd });
    expect([unwritten.code, JSON.parse(unwritten.stdout).problems.length]).toEqual([2, 1]);
  });

  it("and the files for people say flag or variable where the action says input, and nothing else", async () => {
    const { stdout } = await command(["--json", "--probes", "chat", "--samples", "none"], {
      env: { COMETAPI_KEY: "" },
    });
    const { paths } = JSON.parse(stdout);
    const files = [paths.summary, paths.junit].map((path: string) => readFileSync(path, "utf8"));
    for (const text of [stdout, ...files]) {
      expect(text).toContain("--samples must be");
      expect(text).not.toMatch(/\binput (?!known-good-api-key)[a-z]/);
    }
  });

  it("never holds the key, which the endpoint echoes", async () => {
    const sandbox = await startSandbox("key-echoed");
    try {
      const env = { COMETAPI_KEY: sandbox.key, COMETAPI_MODEL: sandbox.model };
      const args = ["--json", "--probes", "chat", "--base-url", sandbox.baseUrl];
      const { code, stdout, stderr } = await bundle(args, { env });
      expect([code, JSON.parse(stdout).verdict.reasonCode]).toEqual([1, "sensitive-exposure"]);
      expect(stdout + stderr).not.toContain(sandbox.key);
    } finally {
      await sandbox.close();
    }
  });
});
