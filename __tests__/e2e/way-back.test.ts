import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Sandbox, startSandbox } from "../../src/sandbox/gateway.ts";
import type { ScenarioName } from "../../src/sandbox/scenarios.ts";
import { type Double, REPOSITORY, startDouble, TOKEN } from "../github/double.ts";
import { QUICK_POLICY, runAction, runBundle, type Step } from "./runner.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";
const REHEARSE = `${QUICK_POLICY}rehearse: true\n`;

/** Inputs of a release of the shop to production against this gateway. */
const releaseOf = (sandbox: Sandbox) => ({
  "api-key": sandbox.key,
  "base-url": sandbox.baseUrl,
  model: sandbox.model,
  environment: "production",
  name: "shop",
  "gate-file": "gate.yml",
});

async function withSandbox<T>(
  scenario: ScenarioName,
  use: (sandbox: Sandbox, inputs: Record<string, string>) => Promise<T>,
): Promise<T> {
  const sandbox = await startSandbox(scenario);
  try {
    return await use(sandbox, releaseOf(sandbox));
  } finally {
    await sandbox.close();
  }
}

/** A release that proceeded, and its record. */
async function cleared(inputs: Record<string, string>): Promise<{ record: string; evidence: string }> {
  const step = await runAction({
    inputs: { ...inputs, "known-good": "none" },
    workspace: { "gate.yml": QUICK_POLICY },
  });
  expect(step.outputs.decision).toBe("proceed");
  return { record: step.files["next-known-good.json"] ?? "", evidence: step.files["evidence.json"] ?? "" };
}

/** A gateway without faults, and what a release against it left behind. */
let healthy: Sandbox;
let inputs: Record<string, string> = {};
let record = "";
let evidence = "";
beforeAll(async () => {
  healthy = await startSandbox("healthy");
  inputs = releaseOf(healthy);
  ({ record, evidence } = await cleared(inputs));
});
afterAll(() => healthy.close());

describe("a release with a known-good record", () => {
  it("proceeds, says what changed, and hands over the record of the candidate", async () => {
    const step = await runAction({
      inputs: { ...inputs, "known-good": "file:known-good.json", "config-version": "43" },
      workspace: { "gate.yml": REHEARSE, "known-good.json": record },
    });
    expect(step.outputs.decision).toBe("proceed");
    expect(JSON.parse(step.outputs["rollback-plan"] ?? "")).toEqual([
      { field: "config-version", from: "43", to: null, recorded: false, implicated: "no" },
    ]);
    expect(JSON.parse(step.outputs["known-good-config"] ?? "").model).toBe(JSON.parse(record).configuration.model);
    expect(step.outputs["known-good-source"]).toBe("file:known-good.json");
    const next = JSON.parse(step.outputs["next-known-good"] ?? "");
    expect(next.parent).toBe(JSON.parse(record).recordDigest);
  });

  it("rolls back with a plan when the new model is unknown and the known-good one answers", async () => {
    const step = await runAction({
      inputs: { ...inputs, model: "model-of-tomorrow", live: "true", "known-good": "file:known-good.json" },
      workspace: { "gate.yml": REHEARSE, "known-good.json": record },
    });
    expect([step.outputs.decision, step.outputs["reason-code"], step.outputs["rollback-needed"]]).toEqual([
      "rollback",
      "model",
      "true",
    ]);
    expect(JSON.parse(step.outputs["rollback-plan"] ?? "")).toEqual([
      {
        field: "model",
        from: "model-of-tomorrow",
        to: JSON.parse(record).configuration.model,
        recorded: true,
        implicated: "yes",
      },
    ]);
  });

  it("says that a rollback would not help when the known-good fails in the same way", async () => {
    await withSandbox("bad-key", async (sandbox, inputs) => {
      // The record names a gateway of its own; here it is moved to the one that is broken now.
      const moved = await recordFor(sandbox, inputs, record);
      const step = await runAction({
        inputs: { ...inputs, live: "true", "config-version": "43", "known-good": "file:known-good.json" },
        workspace: { "gate.yml": REHEARSE, "known-good.json": moved },
      });
      expect([step.outputs.decision, step.outputs["reason-code"], step.outputs["rollback-needed"]]).toEqual([
        "rollback",
        "rollback-would-not-help",
        "false",
      ]);
      expect(JSON.parse(step.outputs.triggers ?? "")).toContain("authentication");
    });
  });

  it("holds when the release is good and the way back is broken", async () => {
    const broken = await recordFor(healthy, inputs, record, { model: "model-that-was-retired" });
    const step = await runAction({
      inputs: { ...inputs, "known-good": "file:known-good.json" },
      workspace: { "gate.yml": REHEARSE, "known-good.json": broken },
    });
    expect([step.outputs.decision, step.outputs["reason-code"]]).toEqual(["hold", "rollback-target"]);
  });

  it("never sends the key to a host that only the record names", async () => {
    await withSandbox("healthy", async (_other, inputs) => {
      const before = healthy.requests().length;
      const step = await runAction({
        inputs: { ...inputs, "known-good": "file:known-good.json" },
        workspace: { "gate.yml": REHEARSE, "known-good.json": record },
      });
      expect([step.outputs.decision, step.outputs["reason-code"]]).toEqual(["hold", "rollback-target"]);
      expect(healthy.requests().length).toBe(before);
    });
  });

  it.each([
    ["tampered with", (record: string) => record.replace("sandbox-model", "another-model")],
    ["cut", (record: string) => record.slice(0, 100)],
    ["of another environment", (record: string) => record.replace('"production"', '"staging"')],
    ["from a newer gate", (record: string) => record.replace('"version": 1', '"version": 2')],
  ])("holds when the record is %s", async (_what, spoil) => {
    const step = await runAction({
      inputs: { ...inputs, "known-good": "file:known-good.json" },
      workspace: { "gate.yml": QUICK_POLICY, "known-good.json": spoil(record) },
    });
    expect([step.outputs.decision, step.outputs["reason-code"]]).toEqual(["hold", "rollback-target"]);
  });
});

describe("mode: verify-rollback", () => {
  it("asks the restored release with the record's values and fills rollback_test_result", async () => {
    const step = await runAction({
      inputs: {
        ...inputs,
        mode: "verify-rollback",
        model: "whatever-is-deployed",
        "known-good": "file:known-good.json",
      },
      workspace: { "gate.yml": QUICK_POLICY, "known-good.json": record },
    });
    expect([step.outputs.decision, step.exitCode]).toEqual(["proceed", 0]);
    expect(JSON.parse(step.files["decision-record.json"] ?? "")).toMatchObject({
      rollback_test_result: "pass",
      decision: "proceed",
    });
  });
});

/** The shop's release of this commit, recorded as known-good on this GitHub. */
function recording(double: Double, evidence: string, commit = COMMIT, run = runAction): Promise<Step> {
  return run({
    inputs: {
      mode: "record",
      name: "shop",
      environment: "production",
      "known-good": "deployments",
      evidence: "evidence.json",
      "github-token": TOKEN,
    },
    env: { GITHUB_API_URL: double.apiUrl, GITHUB_REPOSITORY: REPOSITORY, GITHUB_SHA: commit },
    workspace: { "evidence.json": evidence },
  });
}

describe("mode: record and known-good: deployments", () => {
  it("records what proceeded, finds it again, refuses another commit and stays idempotent", async () => {
    const double = await startDouble();
    const env = { GITHUB_API_URL: double.apiUrl, GITHUB_REPOSITORY: REPOSITORY };
    try {
      const first = await recording(double, evidence, COMMIT, runBundle);
      expect([first.outputs.decision, first.exitCode]).toEqual(["proceed", 0]);
      const again = await recording(double, evidence);
      expect(again.outputs.reason).toMatch(/already recorded/);
      const other = await recording(double, evidence, "f".repeat(40));
      expect([other.outputs.decision, other.outputs["reason-code"], other.exitCode]).toEqual([
        "hold",
        "configuration",
        1,
      ]);

      const release = await runAction({
        inputs: { ...inputs, "known-good": "deployments", "github-token": TOKEN },
        env,
        workspace: { "gate.yml": QUICK_POLICY },
      });
      expect(release.outputs.decision).toBe("proceed");
      expect(release.outputs["known-good-source"]).toMatch(/^deployments#\d+$/);
      expect(release.outputs["known-good-commit"]).toBe(COMMIT);
      expect(double.defects).toEqual([]);
    } finally {
      await double.close();
    }
  });

  it("an older run that records late is superseded: nothing is written, the step passes with a warning", async () => {
    const double = await startDouble();
    try {
      const newer = await cleared(inputs);
      await recording(double, newer.evidence);
      const late = await recording(double, evidence);
      expect([late.outputs["reason-code"], late.exitCode]).toEqual(["superseded", 0]);
      expect(late.stdout).toMatch(/::warning/);
    } finally {
      await double.close();
    }
  });

  it("a token without permission holds and names it, without changing what the probes found", async () => {
    const double = await startDouble();
    double.behaviour.deployments = "none";
    try {
      const step = await runAction({
        inputs: { ...inputs, "known-good": "deployments", "github-token": TOKEN },
        env: { GITHUB_API_URL: double.apiUrl, GITHUB_REPOSITORY: REPOSITORY },
        workspace: { "gate.yml": QUICK_POLICY },
      });
      expect([step.outputs.decision, step.outputs.triggers]).toEqual(["hold", '["rollback-target"]']);
      expect(step.outputs.reason).toMatch(/deployments: read/);
    } finally {
      await double.close();
    }
  });
});

describe("mode: replay", () => {
  it("reproduces one leg byte for byte", async () => {
    await withSandbox("no-terminal-event", async (_sandbox, inputs) => {
      const leg = await runAction({
        inputs: { ...inputs, "known-good": "none" },
        workspace: { "gate.yml": QUICK_POLICY },
      });
      const replayed = await runBundle({
        inputs: { mode: "replay", evidence: "leg.json" },
        workspace: { "leg.json": leg.files["evidence.json"] ?? "" },
      });
      expect(replayed.files["evidence.json"]).toBe(leg.files["evidence.json"]);
      expect([replayed.outputs.decision, replayed.exitCode]).toEqual(["hold", 1]);
    });
  });

  it("fans legs in to one decision, worst leg first, and names each", async () => {
    const legOf = (scenario: ScenarioName, leg: string) =>
      withSandbox(scenario, (_sandbox, inputs) =>
        runAction({
          inputs: { ...inputs, "known-good": "none", leg, "fail-on": "never" },
          workspace: { "gate.yml": QUICK_POLICY },
        }),
      );
    const good = await legOf("healthy", '{ "region": "eu" }');
    const bad = await legOf("bad-key", '{ "region": "us" }');
    const replay = (legs: Record<string, Step>, expectLegs: string) =>
      runAction({
        inputs: { mode: "replay", evidence: "leg-*.json", "expect-legs": expectLegs },
        workspace: Object.fromEntries(
          Object.entries(legs).map(([name, step]) => [`leg-${name}.json`, step.files["evidence.json"] ?? ""]),
        ),
      });
    const both = await replay({ a: good, b: bad }, '[{"region":"eu"},{"region":"us"}]');
    expect([both.outputs.decision, both.outputs["reason-code"]]).toEqual(["rollback", "authentication"]);
    expect(both.outputs.reason).toMatch(/^1 of 2 legs: rollback\. us: authentication/);
    const missing = await replay({ a: good }, '[{"region":"eu"},{"region":"us"}]');
    expect([missing.outputs.decision, missing.outputs["reason-code"]]).toEqual(["hold", "insufficient-evidence"]);
    expect(missing.stdout).toMatch(/leg region=us is missing/);
    const tampered = {
      ...good,
      files: { "evidence.json": (good.files["evidence.json"] ?? "").replace('"samples": 5', '"samples": 6') },
    };
    expect((await replay({ a: tampered }, "region=eu")).outputs.decision).toBe("hold");
  });
});

/** A record like `record`, but for this gateway and with these changes, sealed again as a gate would. */
async function recordFor(
  sandbox: Sandbox,
  _inputs: Record<string, string>,
  record: string,
  change: object = {},
): Promise<string> {
  const { sealRecord } = await import("../../src/evidence/known-good.ts");
  const { releaseDigest } = await import("../../src/evidence/configuration.ts");
  const { recordDigest: _old, ...content } = JSON.parse(record);
  const configuration = { ...content.configuration, baseUrl: sandbox.baseUrl, ...change };
  return JSON.stringify(sealRecord({ ...content, configuration, releaseDigest: releaseDigest(configuration) }));
}
