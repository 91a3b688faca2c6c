/** A person decides otherwise (decision.md): what the gate, a replay and a record do with it. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { type Sandbox, startSandbox } from "../../src/sandbox/gateway.ts";
import { inputsFor, messagesOf, resealed, type Workspace, workspace } from "./workspace.ts";

const REASON = "the provider raised the quota, INC-4711";
const ALICE = { env: { GITHUB_TRIGGERING_ACTOR: "alice", GITHUB_ACTOR: "bob" } };

let sandbox: Sandbox;
let here: Workspace;

beforeAll(async () => {
  sandbox = await startSandbox("quota");
});
afterAll(() => sandbox.close());
beforeEach(() => {
  here = workspace();
});
afterEach(() => here.remove());

const gate = (more: Readonly<Record<string, string>>) =>
  here.run({ ...inputsFor(sandbox), probes: "chat", "known-good": "none", ...more }, ALICE);

const RECORD = {
  mode: "record",
  name: "shop",
  environment: "production",
  evidence: "evidence.json",
  "known-good": "file:known-good.json",
};

describe("override", () => {
  it("lets a hold about money pass, with reason and actor in the evidence, and without a next known-good", async () => {
    const { evidence, outputs, failed } = await gate({ override: REASON });
    expect(evidence.run.override).toEqual({ reason: REASON, actor: "alice" });
    expect(evidence.verdict).toMatchObject({ decision: "proceed", reasonCode: "overridden" });
    expect([outputs["next-known-good"], failed]).toEqual(["", false]);
  });

  it("does not let a mistake in the settings pass, and says so", async () => {
    const { evidence } = await gate({ override: REASON, model: "<MODEL_ID>" });
    expect(evidence.verdict).toMatchObject({
      decision: "hold",
      reason: expect.stringContaining("The override changes nothing: it cannot let configuration pass"),
    });
  });

  it("given to a replay lets the hold of an earlier run pass", async () => {
    const { evidence } = await gate({});
    expect(evidence.verdict.decision).toBe("hold");
    here.write("evidence.json", evidence);
    const replayed = await here.run({ mode: "replay", evidence: "evidence.json", override: REASON }, ALICE);
    expect(replayed.evidence.verdict).toMatchObject({ decision: "proceed", reasonCode: "overridden" });
    const leg = (label: string) => resealed(evidence, (run) => ({ ...run, run: { ...run.run, leg: label } }));
    here.write("legs/a.json", leg("a"));
    here.write("legs/b.json", leg("b"));
    const fanIn = await here.run({ mode: "replay", evidence: "legs/*.json", override: REASON }, ALICE);
    expect(fanIn.evidence.verdict).toMatchObject({ decision: "proceed", reasonCode: "overridden" });
  });

  it("is no verified release: mode record refuses it and says who let it pass", async () => {
    here.write("evidence.json", (await gate({ override: REASON })).evidence);
    const result = await here.run(RECORD, ALICE);
    expect(result.evidence.verdict.decision).toBe("hold");
    expect(messagesOf(result)).toEqual([
      "evidence.json: alice let its hold pass: nothing was verified, so there is nothing to go back to later",
    ]);
  });
});
