import { describe, expect, it } from "@jest/globals";
import { codesOf, KEY, problemsOf, resolved, settingsFrom, sourceOf, type World } from "./source.ts";

const untrusted = "foreign-files";
const template = { "request-template": "chat-completions=a.json" };
const files = (path: string) => (path === "/repo/a.json" ? '{"model":"some-model","messages":[]}' : null);
const settings = (inputs: NonNullable<World["inputs"]>) =>
  settingsFrom({ ...sourceOf({ inputs, untrusted }), readFile: files });

describe("pull_request_target", () => {
  it("runs the static checks alone, although the key is there, and says why in one sentence", () => {
    const found = settings({ probes: "smoke, template", ...template });
    expect(found.probes.map(({ id }) => id)).toEqual(["template"]);
    expect([found.credential, found.families]).toEqual([null, []]);
    expect(found.withheld).toMatchObject({
      code: "no-secrets",
      message: expect.stringMatching(/^pull_request_target, and workflow_run after a run of a fork, have secrets/),
    });
    expect(found.secrets).toContain(KEY);
  });

  it.each<readonly [string, NonNullable<World["inputs"]>, string]>([
    ["live probes alone", {}, ""],
    ["live probes without authentication", { "api-key": "" }, "release: { auth: none }"],
    ["live probes without a key", { "api-key": "" }, ""],
    [
      "a rollback verification",
      { mode: "verify-rollback", environment: "production", "known-good": "deployments" },
      "",
    ],
    ["a record", { mode: "record", environment: "production", "known-good": "deployments", evidence: "e.json" }, ""],
  ])("withholds %s", (_, inputs, gateFile) => {
    expect(codesOf({ inputs, gateFile, untrusted })).toEqual(["no-secrets"]);
  });

  it("withholds nothing from a run of static checks, nor from a replay", () => {
    expect(settings({ probes: "template", ...template }).withheld).toBeUndefined();
    expect(codesOf({ inputs: { mode: "replay", evidence: "e.json" }, untrusted })).toEqual([]);
  });

  it.each([
    ["an absolute path", "logs", "probes: { logs: { files: /etc/passwd } }", ["invalid-path"]],
    ["a path of the checkout", "logs", "probes: { logs: { files: logs/a.jsonl } }", []],
    ["a host of the gate file", "docs", "docs: { index: https://10.0.0.1/llms.txt }", ["invalid-docs-url"]],
    ["a loopback port", "docs", "docs: { pages: { responses: http://127.0.0.1:8080/x } }", ["invalid-docs-url"]],
    ["a host of the workflow", "docs", "docs: { index: https://docs.example/llms.txt }", []],
  ])("looks at nothing that a stranger chose outside the checkout: %s", (_, probes, gateFile, codes) => {
    const inputs = { probes, "allowed-hosts": "docs.example" };
    expect(codesOf({ inputs, gateFile, untrusted })).toEqual(codes);
    expect(codesOf({ inputs, gateFile })).toEqual([]);
  });

  it.each([
    ["foreign-files", "/repo"],
    ["no-secrets", "/repo"],
    [false, undefined],
  ] as const)("reads the gate file of a pull request through no link out of the checkout: %s", (event, folder) => {
    const asked: (string | undefined)[] = [];
    const readFile = (_: string, within?: string) => {
      asked.push(within);
      return null;
    };
    resolved({ ...sourceOf({ untrusted: event }), readFile });
    expect(new Set(asked)).toEqual(new Set([folder]));
  });

  it("does not hide what is wrong with the settings", () => {
    expect(codesOf({ inputs: { samples: "x" }, untrusted })).toEqual(["invalid-number", "no-secrets"]);
  });

  it("never shows the key, which is masked all the same", () => {
    const masked: string[] = [];
    const problems = problemsOf({ untrusted, masked });
    expect(JSON.stringify(problems)).not.toContain(KEY);
    expect(masked).toContain(sourceOf().inputs["api-key"]);
  });
});
