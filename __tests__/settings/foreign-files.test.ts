import { describe, expect, it } from "@jest/globals";
import { resolveSettings } from "../../src/settings/resolve.ts";
import { codesOf, KEY, problemsOf, sourceOf, type World } from "./source.ts";

const untrusted = "foreign-files";
const template = { "request-template": "chat-completions=a.json" };
const files = (path: string) => (path === "/repo/a.json" ? '{"model":"some-model","messages":[]}' : null);
const settings = (inputs: NonNullable<World["inputs"]>) =>
  resolveSettings({ ...sourceOf({ inputs, untrusted }), readFile: files });

describe("pull_request_target", () => {
  it("runs the static checks alone, although the key is there, and says why in one sentence", () => {
    const found = settings({ probes: "smoke, template", ...template });
    expect(found.probes.map(({ id }) => id)).toEqual(["template"]);
    expect([found.credential, found.families]).toEqual([null, []]);
    expect(found.withheld).toMatchObject({
      code: "no-secrets",
      message: expect.stringMatching(/^pull_request_target runs with secrets on files of the pull request/),
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

  it("does not hide what is wrong with the settings", () => {
    expect(codesOf({ inputs: { samples: "x" }, untrusted })).toEqual(["no-secrets", "invalid-number"]);
  });

  it("never shows the key, which is masked all the same", () => {
    const masked: string[] = [];
    const problems = problemsOf({ untrusted, masked });
    expect(JSON.stringify(problems)).not.toContain(KEY);
    expect(masked).toContain(sourceOf().inputs["api-key"]);
  });
});
