import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { OUTPUTS } from "../../src/report/outputs.ts";
import { startSandbox } from "../../src/sandbox/gateway.ts";
import type { ScenarioName } from "../../src/sandbox/scenarios.ts";
import { QUICK_POLICY, runAction, runBundle, type Step, type StepOptions, visible } from "./runner.ts";

async function against(
  scenario: ScenarioName,
  { inputs, ...options }: StepOptions = {},
  run = runAction,
): Promise<Step & { requests: number }> {
  const sandbox = await startSandbox(scenario);
  try {
    const step = await run({
      inputs: {
        "api-key": sandbox.key,
        "base-url": sandbox.baseUrl,
        model: sandbox.model,
        "gate-file": "gate.yml",
        ...inputs,
      },
      workspace: { "gate.yml": QUICK_POLICY },
      ...options,
    });
    return { ...step, requests: sandbox.requests().length };
  } finally {
    await sandbox.close();
  }
}

describe("the shortest workflow", () => {
  it.each(["healthy", "chat-only", "reasoning-model"] as const)(
    "is green on a gateway that is %s, without any further setting",
    async (scenario) => {
      const step = await against(scenario, { inputs: { "gate-file": "" } });
      expect([step.exitCode, step.outputs.decision]).toEqual([0, "proceed"]);
    },
  );

  it("sets every output before the step ends", async () => {
    const step = await against("healthy");
    expect(Object.keys(step.outputs).sort()).toEqual(OUTPUTS.map(({ name }) => name).sort());
  });

  it("masks the key, and its base64 and URL-encoded forms, before anything else is printed", async () => {
    const step = await against("healthy", {}, runBundle);
    const firstOther = step.stdout.split("\n").findIndex((line) => line !== "" && !line.startsWith("::add-mask::"));
    const masks = step.stdout.split("\n").slice(0, firstOther);
    expect(masks.length).toBeGreaterThanOrEqual(3);
    expect(step.stdout.split("\n").slice(firstOther).join("\n")).not.toContain("add-mask");
  });
});

describe("what the step does with a decision", () => {
  it.each([
    ["hold", "hold", "accepts-anything", 1],
    ["rollback", "hold", "accepts-anything", 0],
    ["never", "hold", "accepts-anything", 0],
    ["rollback", "rollback", "bad-key", 1],
    ["never", "rollback", "bad-key", 0],
  ] as const)("fail-on %s: a %s (%s) ends with exit code %i", async (failOn, decision, scenario, exitCode) => {
    const step = await against(scenario, { inputs: { "fail-on": failOn } });
    expect([step.outputs.decision, step.exitCode]).toEqual([decision, exitCode]);
  });

  it.each([
    ["hold", 1],
    ["rollback", 1],
    ["never", 0],
  ])(
    "fail-on %s: a run that asked nothing ends with exit code %i, and is an error annotation",
    async (failOn, exitCode) => {
      const step = await against("healthy", { inputs: { "fail-on": failOn, model: "<MODEL_ID>" } });
      expect([step.requests, step.outputs["reason-code"], step.exitCode]).toEqual([0, "configuration", exitCode]);
      expect(step.stdout).toContain("::error title=release gate%3A hold::hold: ");
    },
  );

  it("a hold about what was found is a warning under fail-on never", async () => {
    const step = await against("accepts-anything", { inputs: { "fail-on": "never" } });
    expect(step.stdout).toContain("::warning title=release gate%3A hold::hold: ");
    expect(step.stdout).not.toContain("::error title=release gate");
  });

  it.each([
    ["always", "healthy", true],
    ["on-failure", "healthy", false],
    ["on-failure", "bad-key", true],
    ["never", "bad-key", false],
  ] as const)("summary %s on %s: written is %s", async (when, scenario, written) => {
    const step = await against(scenario, { inputs: { summary: when } });
    expect(step.summary !== "").toBe(written);
    expect(step.files["summary.md"]).toContain(step.outputs.decision);
  });
});

describe("limits of the run", () => {
  it("holds at the deadline, keeps what was latched, and does not outlive it", async () => {
    const step = await against("hang", { inputs: { deadline: "1s", timeout: "1s" } }, runBundle);
    expect([step.outputs.decision, step.outputs["reason-code"]]).toEqual(["hold", "insufficient-evidence"]);
    expect(step.files["evidence.json"]).toContain('"deadline"');
  });

  it("holds when the request budget is used up, and never sends more", async () => {
    const step = await against("healthy", { inputs: { "max-requests": "4" } });
    expect([step.outputs.decision, step.outputs["reason-code"], step.requests]).toEqual([
      "hold",
      "insufficient-evidence",
      4,
    ]);
  });

  it("a rollback that was latched before the budget was used up stands", async () => {
    const step = await against("bad-key", { inputs: { probes: "chat", "max-requests": "2" } });
    expect([step.outputs.decision, step.outputs["reason-code"]]).toEqual(["rollback", "authentication"]);
  });

  it("asks a healthy endpoint five times per probe and each invalid request once", async () => {
    const step = await against("healthy");
    expect(step.requests).toBe(3 * 5 + 4 + 2);
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "a job cancelled with %s still writes evidence, outputs and summary",
    async (signal) => {
      const sandbox = await startSandbox("hang");
      try {
        const inputs = { "api-key": sandbox.key, "base-url": sandbox.baseUrl, model: sandbox.model };
        const step = await runBundle({ inputs }, (child) => {
          // The first request tells that the action listens for signals.
          const timer = setInterval(() => {
            if (sandbox.requests().length === 0) return;
            clearInterval(timer);
            child.kill(signal);
          }, 20);
          child.on("close", () => clearInterval(timer));
        });
        expect([step.outputs.decision, step.outputs["reason-code"], step.exitCode]).toEqual([
          "hold",
          "insufficient-evidence",
          1,
        ]);
        expect(step.files["evidence.json"]).toContain('"cancelled"');
        expect(step.summary).toContain("hold");
      } finally {
        await sandbox.close();
      }
    },
  );
});

describe("settings that are not usable", () => {
  it.each<[string, Record<string, string>, Record<string, string>, RegExp]>([
    ["no key", { model: "m" }, {}, /api-key/],
    ["no model", { "api-key": "sk-0123456789abcdef0123" }, {}, /model/],
    ["a placeholder model", { "api-key": "sk-0123456789abcdef0123", model: "<MODEL_ID>" }, {}, /placeholder/],
    ["an unknown probe", { "api-key": "sk-0123456789abcdef0123", model: "m", probes: "smok" }, {}, /smoke/],
    [
      "plain http elsewhere",
      { "api-key": "sk-0123456789abcdef0123", model: "m", "base-url": "http://example.com/v1" },
      {},
      /https/,
    ],
    [
      "a gate file that is not there",
      { "api-key": "sk-0123456789abcdef0123", model: "m", "gate-file": "no.yml" },
      {},
      /no\.yml/,
    ],
    [
      "a misspelt key in the gate file",
      { "api-key": "sk-0123456789abcdef0123", model: "m", "gate-file": "gate.yml" },
      { "gate.yml": "version: 1\ntrigers: {}\n" },
      /gate\.yml:2:1.*trigers.*triggers/,
    ],
    [
      "a host that only the gate file names",
      { "api-key": "sk-0123456789abcdef0123", model: "m", "gate-file": "gate.yml" },
      { "gate.yml": "version: 1\nrelease: { base-url: https://evil.example/v1 }\n" },
      /evil\.example/,
    ],
    ["a replay without evidence", { "api-key": "sk-0123456789abcdef0123", model: "m", mode: "replay" }, {}, /mode/],
  ])("%s: a configuration hold that says so, with every output and file", async (_name, inputs, workspace, said) => {
    const step = await runAction({ inputs, workspace });
    expect([step.outputs.decision, step.outputs["reason-code"], step.exitCode]).toEqual(["hold", "configuration", 1]);
    expect(step.stdout).toMatch(said);
    expect(step.summary).not.toBe("");
    expect(Object.keys(step.files)).toEqual(
      expect.arrayContaining(["evidence.json", "decision-record.json", "junit.xml", "summary.md"]),
    );
    expect(visible(step)).not.toContain("sk-0123456789abcdef0123");
  });

  it("settings that are not usable still say whose run it was, without what is secret", async () => {
    const key = "sk-0123456789abcdef0123";
    const inputs = { "api-key": key, name: "shop", environment: "production", live: "true", "change-id": `key ${key}` };
    const step = await runAction({ inputs });
    expect([step.outputs["reason-code"], step.exitCode]).toEqual(["configuration", 1]);
    expect(JSON.parse(step.files["decision-record.json"] ?? "")).toMatchObject({ environment: "production" });
    expect(step.summary).toMatch(/Gate for shop \/ production/);
    expect(step.summary).toContain("Production risk");
    expect(visible(step)).not.toContain(key);
  });

  it("names the gate file that was read in log, summary and evidence", async () => {
    const step = await against("healthy");
    expect(step.stdout).toContain("gate file: gate.yml");
    expect(step.summary).toMatch(/Gate file \| gate\.yml/);
    expect(JSON.parse(step.files["evidence.json"] ?? "").run.gateFile).toBe("gate.yml");
  });

  it("says in a workflow without a checkout that no gate file was looked at, and why", async () => {
    const bare = mkdtempSync(join(tmpdir(), "release-gate-no-checkout-"));
    try {
      // An artifact of an earlier job is no checkout, and neither is a folder that is not there.
      writeFileSync(join(bare, "evidence.json"), "{}");
      for (const workspace of [bare, join(bare, "missing")]) {
        const step = await against("healthy", { inputs: { "gate-file": "" }, env: { GITHUB_WORKSPACE: workspace } });
        expect([step.exitCode, step.outputs.decision]).toEqual([0, "proceed"]);
        expect(step.stdout).toMatch(/gate file: none was looked at: the workspace holds no checkout/);
        expect(JSON.parse(step.files["evidence.json"] ?? "").run.gateFile).toMatch(/holds no checkout/);
      }
    } finally {
      rmSync(bare, { recursive: true });
    }
  });

  it("a pull request from a fork without secrets does not fail the step", async () => {
    const step = await runAction({
      inputs: { model: "m" },
      env: { GITHUB_EVENT_NAME: "pull_request" },
      event: { pull_request: { head: { repo: { full_name: "stranger/shop" } } } },
    });
    expect([step.outputs.decision, step.outputs["reason-code"], step.exitCode]).toEqual(["hold", "no-secrets", 0]);
  });

  it("a release without known-good holds; said out loud with none, it proceeds", async () => {
    const silent = await against("healthy", { inputs: { environment: "production" } });
    expect([silent.outputs.decision, silent.outputs["reason-code"]]).toEqual(["hold", "rollback-target"]);
    const said = await against("healthy", { inputs: { environment: "production", "known-good": "none" } });
    expect(said.outputs.decision).toBe("proceed");
  });

  it.each(["hold", "never"])(
    "an evidence folder that cannot be written is a hold that says where, under fail-on %s",
    async (failOn) => {
      const step = await against("healthy", { inputs: { "evidence-dir": "gate.yml/inside", "fail-on": failOn } });
      expect([step.exitCode, step.outputs.decision, step.outputs["evidence-path"]]).toEqual([1, "hold", ""]);
      const where = /evidence-dir .*gate\.yml\/inside cannot be created \(ENOTDIR\)/;
      expect(step.outputs.reason).toMatch(where);
      expect(step.summary).toMatch(where);
      expect(step.stdout).toMatch(new RegExp(`::error.*${where.source}`));
    },
  );

  it("a rollback stays one where its evidence cannot be written", async () => {
    const step = await against("bad-key", { inputs: { "evidence-dir": "gate.yml/inside" } });
    expect([step.exitCode, step.outputs.decision]).toEqual([1, "rollback"]);
  });

  it("a key that was pasted into a label is an exposure, and is not written", async () => {
    const step = await against("healthy", { inputs: { notes: "key is sk-sandbox", name: "plain" } });
    expect(step.outputs.decision).toBe("proceed");
    const sandbox = await startSandbox("healthy");
    await sandbox.close();
    const leaked = await against("healthy", { inputs: { notes: `the key is ${sandbox.key}` } });
    expect(leaked.outputs["reason-code"]).toBe("sensitive-exposure");
    expect(visible(leaked)).not.toContain(sandbox.key);
  });
});
