import { describe, expect, it } from "@jest/globals";
import { startSandbox } from "../../src/sandbox/gateway.ts";
import { QUICK_POLICY, runAction, visible } from "./runner.ts";

const GOOD = '{"model":"m-1","messages":[{"role":"user","content":"{{question}}"}],"max_completion_tokens":64}\n';
const BAD = `{
  "model": "m-1",
  "messages": [{ "role": "user", "content": "write to jane.doe@acme-corp.com" }],
  "max_output_tokens": 64,
  "max_tokens": 8
}
`;

/** A pull request from a fork: no key, no model, no variables. */
const onFork = (template: string, inputs: Readonly<Record<string, string>>, gateFile = "version: 1\n") =>
  runAction({
    inputs: { "request-template": "body.json", "gate-file": "gate.yml", ...inputs },
    workspace: { "body.json": template, "gate.yml": gateFile },
    env: { GITHUB_EVENT_NAME: "pull_request" },
    event: { pull_request: { head: { repo: { full_name: "stranger/shop" } } } },
  });

const annotations = (stdout: string) => stdout.match(/^::(error|notice) .*title=template.*$/gm) ?? [];

describe("a pull request from a fork", () => {
  it("passes the static preset without key, model and network", async () => {
    const step = await onFork(GOOD, { probes: "static" });
    expect([step.outputs.decision, step.exitCode]).toEqual(["proceed", 0]);
    const { configuration } = JSON.parse(step.files["evidence.json"] ?? "").release;
    expect(configuration.templates).toEqual([
      {
        family: "chat-completions",
        path: "body.json",
        commit: "0123456789abcdef0123456789abcdef01234567",
        digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      },
    ]);
  });

  it("fails on the findings alone, each on its line, and prints nothing of what was found", async () => {
    const step = await onFork(BAD, { probes: "static" });
    expect([step.outputs.decision, step.outputs["reason-code"], step.exitCode]).toEqual(["hold", "template", 1]);
    const places = annotations(step.stdout).map((line) => /file=body\.json,line=\d+,col=\d+/.exec(line)?.[0]);
    expect(places).toEqual([
      "file=body.json,line=3,col=55",
      "file=body.json,line=4,col=3",
      "file=body.json,line=5,col=3",
    ]);
    expect(step.summary).toContain("body.json:4:3");
    expect(visible(step)).not.toContain("jane.doe");
  });

  it("waived findings do not fail the step; they stay visible as notices", async () => {
    const waive = (rule: string, field: string) => `{ rule: ${rule}, field: "${field}", why: agreed }`;
    const waivers = [
      waive("personal-data", "messages"),
      waive("other-family", "max_output_tokens"),
      waive("deprecated-field", "max_tokens"),
    ];
    const step = await onFork(
      BAD,
      { probes: "template" },
      `probes: { template: { waive: [${waivers.join(", ")}] } }\n`,
    );
    expect([step.outputs.decision, step.exitCode]).toEqual(["proceed", 0]);
    expect(annotations(step.stdout).map((line) => line.slice(0, 8))).toEqual(["::notice", "::notice", "::notice"]);
    expect(step.summary).toContain("waived: agreed");
  });

  it("with live probes selected as well: not tested, and only static findings fail the step", async () => {
    const good = await onFork(GOOD, { probes: "smoke, static" });
    expect([good.outputs.decision, good.outputs["reason-code"], good.exitCode]).toEqual(["hold", "no-secrets", 0]);
    const bad = await onFork(BAD, { probes: "smoke, static" });
    expect([bad.outputs.decision, bad.exitCode]).toEqual(["hold", 1]);
    expect(annotations(bad.stdout)).toHaveLength(3);
  });
});

describe("beside live probes", () => {
  it("is what they send, with a harmless prompt in its place", async () => {
    const sandbox = await startSandbox("healthy");
    try {
      const step = await runAction({
        inputs: {
          "api-key": sandbox.key,
          "base-url": sandbox.baseUrl,
          model: sandbox.model,
          probes: "chat, template",
          "request-template": "body.json",
          "gate-file": "gate.yml",
        },
        workspace: { "gate.yml": QUICK_POLICY, "body.json": GOOD.replace("m-1", sandbox.model) },
      });
      expect([step.outputs.decision, step.exitCode]).toEqual(["proceed", 0]);
      expect(step.stdout).not.toContain("minimal body");
    } finally {
      await sandbox.close();
    }
  });

  it("makes an endpoint that does not offer its family a route failure, not an unsupported one", async () => {
    const sandbox = await startSandbox("chat-only");
    try {
      const asked = (template: Readonly<Record<string, string>>) =>
        runAction({
          inputs: {
            "api-key": sandbox.key,
            "base-url": sandbox.baseUrl,
            model: sandbox.model,
            "gate-file": "gate.yml",
            ...template,
          },
          workspace: { "gate.yml": QUICK_POLICY, "body.json": '{"model":"{{model}}","input":"{{question}}"}' },
        });
      const without = await asked({});
      expect(without.outputs.decision).toBe("proceed");
      const depending = await asked({ "request-template": "responses=body.json" });
      expect([depending.outputs.decision, depending.outputs["reason-code"]]).toEqual(["rollback", "route"]);
    } finally {
      await sandbox.close();
    }
  });

  it("says that a model is not the configured one, and passes: the gate sends the configured one", async () => {
    const step = await runAction({
      inputs: { model: "m-2", probes: "template", "request-template": "body.json" },
      workspace: { "body.json": GOOD },
    });
    expect([step.outputs["reason-code"], step.exitCode]).toEqual(["all-passed", 0]);
    expect(step.stdout).toMatch(/notice.*line=1,col=10::.*hard-coded/);
  });
});
