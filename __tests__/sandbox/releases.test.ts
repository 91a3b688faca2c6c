/** Scenarios with a checkout of their own: what their run comes to, and what is left of it. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { type GateResult, gate } from "../../src/gate.ts";
import { readFileIfPresent } from "../../src/run/read.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/gateway.ts";
import { SCENARIOS, type ScenarioName } from "../../src/sandbox/scenarios.ts";
import { during } from "./client.ts";

/** The gate in the scenario's checkout, with the inputs of its step. */
async function run(name: ScenarioName): Promise<GateResult> {
  const sandbox = await startSandbox(name);
  const evidenceDir = mkdtempSync(join(tmpdir(), "release-gate-scenario-"));
  try {
    return await gate({
      source: {
        inputs: { ...sandbox.inputs, "evidence-dir": evidenceDir },
        env: { PATH: process.env.PATH },
        workingDirectory: sandbox.checkout ?? evidenceDir,
        readFile: readFileIfPresent,
        mask: () => undefined,
        untrusted: false,
        sandbox,
      },
      runner: { node: "v24.0.0", platform: "linux-x64" },
      cancelled: new AbortController().signal,
      progress: () => undefined,
      github: async () => null,
    });
  } finally {
    await sandbox.close();
    rmSync(evidenceDir, { recursive: true });
  }
}

const planOf = ({ outputs }: GateResult): readonly { readonly field: string; readonly implicated: string }[] =>
  JSON.parse(outputs["rollback-plan"]);

describe("a release on its way in or back", () => {
  const releases = SCENARIOS.filter(({ checkout }) => checkout !== undefined);

  it.each(releases.map(({ name, expect }) => [name, expect.decision, expect.trigger] as const))(
    "%s: %s (%s)",
    async (name, decision, trigger) => {
      const { outputs } = await run(name);
      expect([outputs.decision, outputs["reason-code"]]).toEqual([decision, trigger]);
    },
  );

  it("rolling-deploy was waited for, and the old version counts as nothing", async () => {
    const { evidence } = await run("rolling-deploy");
    expect(evidence.arrival).toMatchObject({ result: "ready", requests: 8 + 3 });
    expect(evidence.verdict.probes.find(({ key }) => key === "app:chat")).toMatchObject({
      result: "pass",
      failures: 0,
    });
  });

  it("old-version-serving asks nobody to restore what runs already", async () => {
    const { outputs } = await run("old-version-serving");
    expect(outputs.reason).toContain("that is the known-good release, so nothing needs restoring");
    expect(outputs["rollback-needed"]).toBe("false");
  });

  it("restored-draining is not rolled back yet; restored-drained is verified", async () => {
    expect((await run("restored-draining")).outputs.reason).toContain("not rolled back yet");
    const { evidence } = await run("restored-drained");
    expect(evidence).toMatchObject({ run: { mode: "verify-rollback" }, arrival: { result: "ready" } });
  });

  it("blocked-runner blames neither release", async () => {
    const { evidence, outputs } = await run("blocked-runner");
    expect([outputs["rollback-needed"], outputs["rollback-triggered"]]).toEqual(["false", "false"]);
    expect(evidence.rehearsal).toEqual({ kind: "off" });
    expect(outputs.reason).not.toContain("known-good");
  });

  it("changed-header is the one difference, and a rollback mends it", async () => {
    const { outputs, ...result } = await run("changed-header");
    expect(outputs["rollback-needed"]).toBe("true");
    expect(planOf({ outputs, ...result })).toMatchObject([{ field: "headers.x-portkey-provider", implicated: "yes" }]);
  });

  it("template-in-history asks the known-good its own body, which only git has", async () => {
    const { evidence, outputs } = await run("template-in-history");
    expect([outputs["rollback-needed"], evidence.verdict.rehearsal?.result]).toEqual(["true", "good"]);
    expect(outputs.reason).toContain("so a rollback helps");
  });

  it("template-out-of-reach says why the way back is unproven", async () => {
    const { evidence, outputs } = await run("template-out-of-reach");
    expect([outputs["rollback-needed"], evidence.verdict.rehearsal?.result]).toEqual(["true", "not-testable"]);
    expect(outputs.reason).toContain("is not in this checkout");
  });
});

describe("the checkout of a scenario", () => {
  const folderOf = ({ checkout }: Sandbox) => checkout ?? "";

  it("is gone with the sandbox, which may be closed twice", async () => {
    const sandbox = await startSandbox("old-version-serving");
    expect(existsSync(folderOf(sandbox))).toBe(true);
    await sandbox.close();
    await sandbox.close();
    expect(existsSync(folderOf(sandbox))).toBe(false);
  });

  it("has no template of the earlier commit any more, and its history has", () =>
    during("template-in-history", async (sandbox) => {
      const folder = folderOf(sandbox);
      const log = execFileSync("git", ["log", "--format=%an", "--name-status", "--no-renames"], {
        cwd: folder,
        encoding: "utf8",
      });
      expect(log).toContain("D\tprompts/smoke/chat.json");
      expect(new Set(log.match(/^[a-z]+$/gm))).toEqual(new Set(["sandbox"]));
      expect(readdirSync(join(folder, "prompts", "smoke"))).toEqual([]);
    }));

  it("is none of a scenario that is about an answer alone", () =>
    during("app-error", async ({ checkout, inputs }) => {
      expect([checkout, inputs]).toEqual([null, { probes: "app" }]);
    }));
});
