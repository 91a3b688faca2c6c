import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { parseGateFile } from "../../src/settings/gate-file/gate-file.ts";
import { GateFileSchema } from "../../src/settings/gate-file/schema.ts";
import { INITIAL_GATE_FILE } from "../../src/terminal/init-gate-file.ts";
import { initialWorkflow } from "../../src/terminal/init-workflow-file.ts";
import { command, folder } from "./command.ts";

const GATE_FILE = ".github/release-gate.yml";
const WORKFLOW = ".github/workflows/release-gate.yml";
const INITIAL_WORKFLOW = initialWorkflow({ deploy: null, secret: null, otherSecrets: [], sightings: [] }, false);

describe("init", () => {
  it("writes both files without a question, and says what comes next", async () => {
    const cwd = folder();
    const { code, stdout, stderr } = await command(["init"], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(readFileSync(join(cwd, GATE_FILE), "utf8")).toBe(INITIAL_GATE_FILE);
    expect(readFileSync(join(cwd, WORKFLOW), "utf8")).toBe(INITIAL_WORKFLOW);
    for (const step of ["gh secret set COMETAPI_KEY", "gh variable set COMETAPI_MODEL", "validate", "doctor"])
      expect(stdout).toContain(step);
    expect(stdout).not.toContain("not the root");
  });

  it("writes the gate's own name where npx was asked for it, and then has nobody replace OWNER", async () => {
    const cwd = folder();
    const { stdout } = await command(["init"], { cwd, npxPackage: "github:acme/gate#v2" });
    const [gateFile, workflow] = [GATE_FILE, WORKFLOW].map((path) => readFileSync(join(cwd, path), "utf8"));
    expect(workflow).toContain("uses: acme/gate@v2\n");
    expect(gateFile).toContain("https://raw.githubusercontent.com/acme/gate/v2/schema/release-gate.schema.json");
    expect(gateFile).toContain("npx --yes github:acme/gate#v2 validate");
    expect(`${gateFile}${workflow}${stdout}`).not.toContain("OWNER");
    expect(stdout).toContain("     npx --yes github:acme/gate#v2 validate");
  });

  it.each([GATE_FILE, WORKFLOW])("never overwrites %s, writes the other one and exits 2", async (path) => {
    const cwd = folder({ [path]: "mine\n" });
    const { code, stdout } = await command(["init"], { cwd });
    expect(code).toBe(2);
    expect(stdout).toContain(`exists  ${path} (left as it is)`);
    expect(readFileSync(join(cwd, path), "utf8")).toBe("mine\n");
    const other = path === GATE_FILE ? WORKFLOW : GATE_FILE;
    expect(readFileSync(join(cwd, other), "utf8")).not.toBe("");
  });

  it("says which file cannot be written, where a file stands in the place of the folder", async () => {
    const cwd = folder({ ".github": "a file\n" });
    const { code, stdout } = await command(["init"], { cwd });
    expect(code).toBe(2);
    expect(stdout).toMatch(/failed {2}\.github\/release-gate\.yml \((EEXIST|ENOTDIR)\)/);
  });

  it("does not write through a link that leads out of the folder", async () => {
    const cwd = folder();
    mkdirSync(join(cwd, ".github"));
    symlinkSync(join(cwd, "elsewhere.yml"), join(cwd, GATE_FILE));
    const { code } = await command(["init"], { cwd });
    expect(code).toBe(2);
    expect(() => readFileSync(join(cwd, "elsewhere.yml"))).toThrow();
  });

  it("warns where GitHub would not look", async () => {
    const cwd = folder();
    rmSync(join(cwd, ".git"), { recursive: true });
    const { stdout, code } = await command(["init"], { cwd });
    expect([code, stdout.includes("not the root of a git")]).toEqual([0, true]);
  });

  it("says the same as JSON", async () => {
    const cwd = folder({ [WORKFLOW]: "mine\n" });
    const { stdout } = await command(["init", "--json"], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({
      schema: "cometapi-release-gate/init",
      files: [
        { path: GATE_FILE, state: "written" },
        { path: WORKFLOW, state: "exists" },
      ],
      warning: null,
    });
  });
});

describe("the gate file of init", () => {
  it("is valid as it stands, and changes nothing", () => {
    const { gate, problems } = parseGateFile(GATE_FILE, INITIAL_GATE_FILE);
    expect(problems).toEqual([]);
    expect(gate?.content).toEqual({ version: 1 });
  });

  it("is valid with every setting switched on", () => {
    const on = INITIAL_GATE_FILE.replace(/^#(?=[a-z -])/gm, (mark, at: number) =>
      /^#( {2,})?[a-z-]+:/.test(INITIAL_GATE_FILE.slice(at)) ? "" : mark,
    );
    const content = parse(on);
    expect(GateFileSchema.safeParse(content).error?.issues ?? []).toEqual([]);
    const own = [
      "name",
      "release",
      "known-good",
      "rehearse",
      "readiness",
      "sampling",
      "timeouts",
      "limits",
      "probes",
      "ready",
      "triggers",
      "fail-on",
      "summary",
    ];
    expect(Object.keys(content)).toEqual(["version", ...own]);
    expect(Object.keys(content.release).length).toBeGreaterThan(10);
  });

  it("has a sentence before every section", () => {
    const lines = INITIAL_GATE_FILE.split("\n");
    const sections = lines.flatMap((line, index) => (/^#[a-z-]+:/.test(line) ? [lines[index - 1]] : []));
    expect(sections.filter((before) => !/^# [A-Z]/.test(before ?? ""))).toEqual([]);
    expect(lines[0]).toMatch(/^# yaml-language-server: \$schema=https:\/\/\S+release-gate\.schema\.json$/);
  });

  it("leaves placeholders to its comments", () => {
    const settings = INITIAL_GATE_FILE.split("\n").filter((line) => !line.trimStart().startsWith("# "));
    expect(settings.join("\n")).not.toMatch(/<[A-Z_]+>/);
  });
});

describe("the workflow of init", () => {
  const ACTION = parse(readFileSync(resolve(import.meta.dirname, "../../action.yml"), "utf8"));
  const restored = INITIAL_WORKFLOW.replace(/^ {2}# ( *\S.*)$/gm, (line, rest: string) =>
    /^( {2,}|restore:)/.test(rest) ? `  ${rest}` : line,
  );

  it.each([
    ["as it stands", INITIAL_WORKFLOW],
    ["with the restore job", restored],
  ])("is one that GitHub's own parser takes, %s", async (_, content) => {
    const result = parseWorkflow({ name: "release-gate.yml", content }, new NoOperationTraceWriter());
    if (result.value !== undefined) await convertWorkflowTemplate(result.context, result.value);
    expect(result.context.errors.getErrors().map(({ message }) => message)).toEqual([]);
  });

  it("asks for the least, never overlaps, ends in time, keeps the evidence and deploys on proceed alone", () => {
    const { permissions, concurrency, jobs } = parse(restored);
    expect(permissions).toEqual({});
    expect(concurrency["cancel-in-progress"]).toBe(false);
    expect(Object.keys(jobs)).toEqual(["gate", "deploy", "restore"]);
    for (const job of Object.values<Record<string, unknown>>(jobs)) expect(job["timeout-minutes"]).toBe(15);
    expect(jobs.gate.permissions).toEqual({ contents: "read" });
    expect(jobs.gate.steps.at(-1)).toMatchObject({ if: "always()" });
    expect(jobs.deploy.if).toBe("${" + "{ needs.gate.outputs.decision == 'proceed' }}");
    expect(jobs.restore.if).toContain("!cancelled() && needs.gate.outputs.rollback-needed == 'true'");
  });

  it("names only inputs and outputs that the action has, also in its comments", () => {
    const { steps } = parse(INITIAL_WORKFLOW.replace(/^( {10})# (\w[\w-]*: \w+)$/gm, "$1$2")).jobs.gate;
    const gate = steps.find(({ id }: { id?: string }) => id === "gate");
    expect(Object.keys(gate.with)).toEqual(["api-key", "model", "environment", "known-good", "live"]);
    for (const input of Object.keys(gate.with)) expect(Object.keys(ACTION.inputs)).toContain(input);
    for (const [, output] of INITIAL_WORKFLOW.matchAll(/outputs\.([\w-]+)/g))
      expect(Object.keys(ACTION.outputs)).toContain(output);
  });
});

describe("a newcomer's first ten minutes", () => {
  it("init, validate and the gate go well one after the other", async () => {
    const cwd = folder();
    expect((await command(["init"], { cwd })).code).toBe(0);
    const validated = await command(["validate"], { cwd });
    expect([validated.code, validated.stdout]).toEqual([0, expect.stringMatching(/^valid - checked \.github/)]);
    const gate = await command([], { cwd });
    expect([gate.code, gate.stdout.split("\n")[0]]).toEqual([0, expect.stringContaining("Proceed: ")]);
    const doctor = await command(["doctor"], { cwd, env: { GITHUB_API_URL: "http://127.0.0.1:9" } });
    expect([doctor.code, doctor.stdout]).toEqual([2, expect.stringContaining("doctor --scenario healthy")]);
  });

  it("a mistake in the gate file is found with its line, by validate and by the gate", async () => {
    const cwd = folder();
    await command(["init"], { cwd });
    writeFileSync(join(cwd, GATE_FILE), `${INITIAL_GATE_FILE}trigers: {}\n`);
    const line = INITIAL_GATE_FILE.split("\n").length;
    const place = `${GATE_FILE}:${line}:1: unknown key "trigers" - did you mean "triggers"?`;
    const validated = await command(["validate"], { cwd });
    expect([validated.code, validated.stdout]).toEqual([2, expect.stringContaining(place)]);
    const gate = await command([], { cwd });
    expect([gate.code, gate.stdout.replace(/\s+/g, " ")]).toEqual([2, expect.stringContaining(place)]);
  });
});
