import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { recordOf } from "../known-good/examples.ts";
import { command, folder } from "./command.ts";

const GATE = ".github/release-gate.yml";
const GOOD_BODY = '{"model":"some-model","messages":[{"role":"user","content":"{{question}}"}]}\n';
const BAD_BODY =
  '{\n  "model": "some-model",\n  "messages": [{ "role": "user", "content": "{{q}}" }],\n  "max_output_tokens": 64\n}\n';

/** Validates a folder with these files; no key, no model. */
const validate = (files: Readonly<Record<string, string>>, args: readonly string[] = [], env = {}) =>
  command(["validate", ...args], { cwd: folder(files), env });

const gateFile = (text: string) => ({ [GATE]: text });

describe("validate", () => {
  it("says of a section that is nothing only that, and nothing of values that it does not have", async () => {
    const { stdout } = await validate(gateFile("version: 1\nrelease:\nenvironment: staging\n"));
    expect(stdout).toContain('"environment" stands beside release and not in it');
    expect(stdout).not.toContain("undefined");
  });

  it("looks at the section of every probe, whatever a run selects", async () => {
    const routes = "app: { url: http://app.example/x, headers: { authorization: { from-env: TOKEN } } }";
    const { code, stdout } = await validate(gateFile(`version: 1\nprobes:\n  ${routes}\n`));
    expect(code).toBe(2);
    expect(stdout).toContain("over plain http");
  });

  it("has a word for what only the workflow knows: its service, and files that an earlier step writes", async () => {
    const text = "probes: { app: { url: /x }, logs: { files: logs/*.jsonl }, results: { files: out/*.xml } }";
    const { code, stdout } = await validate(gateFile(`version: 1\n${text}\n`));
    expect(code).toBe(0);
    expect(stdout).toContain("note: probes.app.url is a path");
    expect(stdout).toContain("note: probes.logs.files finds no file here for logs/*.jsonl");
    expect(stdout).toContain("note: probes.results.files finds no file here for out/*.xml");
    const there = await validate({ ...gateFile(`version: 1\n${text}\n`), "logs/a.jsonl": "{}", "out/a.xml": "<a/>" });
    expect(there.stdout).not.toContain("finds no file");
  });

  it.each([
    ["samples: 2", "sampling: { samples: 2 }", "samples cannot tell", "every probe would pass in 25.78% of runs"],
    [
      "samples: 2 in a matrix",
      "sampling: { samples: 2 }",
      "in a fan-in of 7 legs or more a probe",
      "With samples 4 it is",
    ],
    [
      "5 of 10 of one route",
      "probes: { app: [{ name: chat, url: https://app.example/chat, max-failures: 5 of 10 }] }",
      "max-failures cannot tell",
      "app:chat would pass in",
    ],
    ["5 of 10", "probes: { chat: { max-failures: 5 of 10 } }", "max-failures cannot tell", "chat would pass in"],
  ])("notes a policy that cannot tell a half dead endpoint from a healthy one: %s", async (_, text, ...said) => {
    const { code, stdout } = await validate(gateFile(`version: 1\n${text}\n`));
    expect(code).toBe(0);
    for (const words of said) expect(stdout.replace(/\s+/g, " ")).toContain(words);
    expect((await validate(gateFile("version: 1\nsampling: { samples: 4 }\n"))).stdout).not.toMatch(
      /cannot tell|fan-in/,
    );
  });

  it.each([
    [
      "a budget that no smoke run keeps",
      "limits: { max-requests: 10 }",
      /note: max-requests 10 is too small: these probes take at least/,
    ],
    [
      "an issue that nothing counts up to",
      "fail-on: never\nissue: { when: on-failure, after: 2 }",
      /note: issue\.after: 2 counts/,
    ],
  ])("notes what the run would warn of: %s", async (_, text, words) => {
    const { code, stdout } = await validate(gateFile(`version: 1\n${text}\n`));
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, " ")).toMatch(words);
  });

  it("has nothing against waivers of a template that the workflow names", async () => {
    const text = "probes: { template: { waive: [{ rule: deprecated-field, field: max_tokens, why: x }] } }";
    expect((await validate(gateFile(`version: 1\n${text}\n`))).code).toBe(0);
  });

  it("has nothing against a folder without any of the files, and says what it looked for", async () => {
    expect(await validate({})).toEqual({
      code: 0,
      stderr: "",
      stdout:
        "valid - checked no gate file (.github/release-gate.yml; init writes one); no request template; no known-good file\n",
    });
  });

  it("prints every problem of every file as file:line:column, then how many", async () => {
    const { code, stdout } = await validate({
      ...gateFile(
        "version: 1\nrelease:\n  request-templates: { chat-completions: chat.json }\n  model: <MODEL_ID>\nknown-good: file:record.json\n",
      ),
      "chat.json": BAD_BODY,
      "record.json": "{}",
    });
    expect(code).toBe(2);
    const lines = stdout.split("\n");
    expect(lines[0]).toBe(`${GATE}:4:10: release.model is a placeholder, not a model`);
    expect(lines[1]).toMatch(/^ {2}Give --model the identifier/);
    expect(stdout).toMatch(/^chat\.json:4:3: .*max_output_tokens/m);
    expect(stdout).toMatch(/^record\.json: known-good record: is not a known-good record/m);
    expect(lines.at(-2)).toBe(`3 problems - checked ${GATE}; chat.json; record.json`);
  });

  it.each<[string, Readonly<Record<string, string>>, readonly string[], RegExp]>([
    [
      "an unknown key",
      gateFile("vesion: 1\n"),
      [],
      /release-gate\.yml:1:1: unknown key "vesion" - did you mean "version"\?/,
    ],
    ["YAML that is none", gateFile("version: 1\n\tx: 2\n"), [], /release-gate\.yml:2:\d+: /],
    [
      "a gate file that is not there",
      {},
      ["--gate-file", "no.yml"],
      /^--gate-file names no\.yml, which does not exist/m,
    ],
    ["a template that is not there", {}, ["--request-template", "no.json"], /^--request-template names no\.json/m],
    ["a template that is no JSON", { "a.json": "{" }, ["--request-template", "responses=a.json"], /^a\.json:1:\d+: /m],
    ["a template of no family", { "a.json": "{}" }, ["--request-template", "a.json"], /^a\.json:1:1: /m],
    ["a record that is not there", {}, ["--known-good", "file:no.json"], /^no\.json: .*does not exist/m],
    ["a source of no kind", {}, ["--known-good", "somewhere"], /^--known-good cannot be "somewhere"/m],
    ["a number that is none", {}, ["--samples", "many"], /^--samples /m],
    [
      "a threshold out of reach",
      gateFile("probes: { chat: { max-failures: 9 of 3 } }\n"),
      [],
      /release-gate\.yml:1:\d+: probes\.chat\.max-failures/,
    ],
  ])("finds %s", async (_, files, args, said) => {
    const { code, stdout } = await validate(files, args);
    expect(stdout).toMatch(said);
    expect([code, stdout.includes("1 problem - ")]).toEqual([2, true]);
  });

  it("finds a gate file that is a folder, and one that nobody may read", async () => {
    const cwd = folder();
    mkdirSync(join(cwd, GATE), { recursive: true });
    const found = await command(["validate"], { cwd });
    expect([found.code, found.stdout]).toEqual([2, expect.stringContaining("is a folder")]);
    const locked = folder(gateFile("version: 1\n"));
    chmodSync(join(locked, GATE), 0);
    // The superuser may read everything.
    if (process.getuid?.() !== 0) expect((await command(["validate"], { cwd: locked })).code).toBe(2);
  });

  it("takes good files, and a record of the release that is named", async () => {
    const files = { "a.json": GOOD_BODY, "record.json": `${JSON.stringify(recordOf(1))}\n` };
    const args = ["--request-template", "a.json", "--known-good", "file:record.json"];
    expect((await validate(files, args)).stdout).toMatch(/^valid - checked .*; a\.json; record\.json\n$/m);
    expect((await validate(files, [...args, "--environment", "production"])).code).toBe(0);
    expect((await validate(files, [...args, "--environment", "production", "--name", "shop"])).code).toBe(0);
  });

  it.each([
    [["--environment", "staging"], 'in "staging"'],
    [["--environment", "production", "--name", "other"], 'not "other"'],
  ])("refuses a record of another release: %s", async (args, said) => {
    const files = { "record.json": JSON.stringify(recordOf(1)) };
    const { code, stdout } = await validate(files, ["--known-good", "file:record.json", ...args]);
    expect([code, stdout]).toEqual([2, expect.stringContaining(said)]);
  });

  it("refuses a record that was changed after it was written", async () => {
    const record = { ...recordOf(1), commit: "0".repeat(40) };
    const { code, stdout } = await validate({ "r.json": JSON.stringify(record) }, ["--known-good", "file:r.json"]);
    expect([code, stdout]).toEqual([2, expect.stringContaining("was changed after it was written")]);
  });

  it("only notes what the workflow may allow, and what the team waived", async () => {
    const waived = "probes: { template: { waive: [{ rule: other-family, why: agreed }] } }\n";
    const { code, stdout } = await validate(
      { ...gateFile(`release: { base-url: https://llm.example/v1 }\n${waived}`), "a.json": BAD_BODY },
      ["--request-template", "a.json"],
    );
    expect(stdout).toMatch(/release-gate\.yml:1:\d+: note: .*does not allow/);
    expect(stdout).toMatch(/^a\.json:4:3: note: .*waived: agreed/m);
    expect([code, stdout.includes("\nvalid - ")]).toEqual([0, true]);
  });

  it("finds the key in the gate file, and does not repeat it", async () => {
    const key = "test-key-0123456789abcdef";
    const { code, stdout } = await validate(gateFile(`release: { config-version: ${key} }\n`), [], {
      COMETAPI_KEY: key,
    });
    expect(code).toBe(2);
    expect(stdout).not.toContain(key);
  });

  it("asks nobody: no proxy, however wrong, and no key, however wrong, matters", async () => {
    const env = { HTTPS_PROXY: "socks5://nowhere", COMETAPI_KEY: "two words" };
    expect((await validate(gateFile("version: 1\n"), [], env)).code).toBe(0);
  });

  it("says the same as one JSON document", async () => {
    const { code, stdout, stderr } = await validate(gateFile("version: 2\n"), ["--json"]);
    expect([code, stderr]).toEqual([2, ""]);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: "cometapi-release-gate/validate",
      version: 1,
      valid: false,
      checked: { gateFile: GATE, templates: [], knownGood: null },
      findings: [{ weight: "problem", file: GATE, line: 1, column: 10, rule: "invalid-value" }],
    });
  });
});
