/** `mode: record` (decision.md, "Known-good records"). */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Evidence, ObservedRun } from "../../src/evidence/evidence.ts";
import type { GitHubApi } from "../../src/known-good/source.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/gateway.ts";
import { COMMIT, inputsFor, messagesOf, resealed, rulesOf, type Workspace, workspace } from "./workspace.ts";

let sandbox: Sandbox;
let good: Evidence;
let here: Workspace;

beforeAll(async () => {
  sandbox = await startSandbox("healthy");
  const first = workspace();
  good = (await first.run({ ...inputsFor(sandbox), "known-good": "none" })).evidence;
  first.remove();
});
afterAll(() => sandbox.close());
beforeEach(() => {
  here = workspace();
});
afterEach(() => here.remove());

const RECORD = {
  mode: "record",
  name: "shop",
  environment: "production",
  evidence: "evidence.json",
  "known-good": "file:known-good.json",
};

const changed = (more: Partial<ObservedRun["run"]>) =>
  resealed(good, (run) => ({ ...run, run: { ...run.run, ...more } }));

describe("mode record", () => {
  it("writes the release that proceeded, sends nothing, and is no verified release itself", async () => {
    here.write("evidence.json", good);
    const before = sandbox.requests().length;
    const { evidence, outputs } = await here.run(RECORD);
    expect(sandbox.requests().length).toBe(before);
    expect(evidence.recorded).toMatchObject({ kind: "recorded", origin: "file:known-good.json", warnings: [] });
    expect(evidence.checks).toContainEqual({ id: "record", result: "pass", findings: [] });
    expect(evidence.verdict).toMatchObject({ decision: "proceed", reasonCode: "all-passed" });
    expect(JSON.parse(here.read("known-good.json"))).toMatchObject({
      runId: good.run.id,
      commit: COMMIT,
      name: "shop",
    });
    expect(outputs["next-known-good"]).toBe("");
  });

  it("takes the commit that the gate was given where the step names it too", async () => {
    const commit = "f".repeat(40);
    here.write("evidence.json", changed({ commit }));
    expect((await here.run({ ...RECORD, commit })).evidence.recorded?.kind).toBe("recorded");
    expect(JSON.parse(here.read("known-good.json"))).toMatchObject({ commit });
  });

  it("says that it was there already, and that a newer one is there", async () => {
    here.write("evidence.json", good);
    await here.run(RECORD);
    expect((await here.run(RECORD)).evidence.recorded).toMatchObject({ kind: "already-recorded", warnings: [] });
    const record = here.read("known-good.json");
    here.write("evidence.json", changed({ startedAt: "2026-01-01T00:00:00.000Z", id: "20260101T000000Z-00000000" }));
    const { evidence } = await here.run(RECORD);
    expect(evidence.recorded).toMatchObject({ kind: "superseded", warnings: [expect.stringContaining("is newer")] });
    expect(evidence.verdict.reasonCode).toBe("superseded");
    expect(here.read("known-good.json")).toBe(record);
  });

  it.each<[string, Partial<ObservedRun["run"]>, string]>([
    ["commit", { commit: "f".repeat(40) }, `is of commit ${"f".repeat(40)}, this is ${COMMIT}`],
    ["unknown commit", { commit: null }, `is of commit unknown, this is ${COMMIT}`],
    ["name", { name: "cart" }, "is of cart, this is shop"],
    ["environment", { environment: "staging" }, "is of environment staging, this is production"],
    ["missing environment", { environment: null }, "is of environment none, this is production"],
  ])("refuses evidence of another %s", async (_what, more, message) => {
    here.write("evidence.json", changed(more));
    const result = await here.run(RECORD);
    expect(rulesOf(result)).toEqual(["not-recordable"]);
    expect(messagesOf(result)).toEqual([`evidence.json: ${message}`]);
    expect(result.evidence.checks).toContainEqual(expect.objectContaining({ id: "record", result: "fail" }));
    expect(result.evidence.verdict).toMatchObject({ decision: "hold", reasonCode: "configuration" });
    expect(result.evidence.recorded).toBeNull();
    expect(() => here.read("known-good.json")).toThrow();
  });

  it("refuses a release that did not proceed, and says what was decided", async () => {
    here.write(
      "evidence.json",
      resealed(good, (run) => ({ ...run, knownGood: { kind: "missing" } })),
    );
    const result = await here.run(RECORD);
    expect(messagesOf(result)).toEqual([
      "evidence.json: decided hold; only a release that proceeded becomes known-good",
    ]);
  });

  it("refuses evidence that cannot be used, and more than one", async () => {
    here.write("evidence.json", { ...good, requests: 0 });
    expect(rulesOf(await here.run(RECORD))).toEqual(["evidence-tampered"]);
    here.write("evidence.json", good);
    here.write("second.json", good);
    const result = await here.run({ ...RECORD, evidence: "*.json" });
    expect(rulesOf(result)).toEqual(["one-evidence"]);
    expect(messagesOf(result)).toEqual(["2 evidence files were given; a record is of one run"]);
    expect(result.evidence.checks[0]?.findings[0]?.file).toBeNull();
  });

  it("refuses a record in which a secret stands", async () => {
    const secret = "version-0123456789abcdef";
    here.write(
      "evidence.json",
      resealed(good, (run) => ({ ...run, release: { ...run.release, secretVersion: secret } })),
    );
    const result = await here.run({ ...RECORD, "api-key": secret });
    expect(rulesOf(result)).toEqual(["secret-in-record"]);
    expect(() => here.read("known-good.json")).toThrow();
  });

  it("passes on why a file is not written", async () => {
    here.write("evidence.json", good);
    here.write("known-good.json", "something else");
    const result = await here.run(RECORD);
    expect(rulesOf(result)).toHaveLength(1);
    expect(result.evidence.recorded).toBeNull();
    expect(here.read("known-good.json")).toBe("something else");
  });

  it("appends to GitHub's deployments where they are the source, and passes on its warnings", async () => {
    const created: unknown[] = [];
    const problem = { code: "forbidden", message: "no", help: "", at: null };
    const github: GitHubApi = {
      listDeployments: async () => ({ ok: true, value: [] }),
      createDeployment: async (deployment) => {
        created.push(deployment);
        return { ok: true, value: { id: 7 } };
      },
      markSuccess: async () => ({ ok: false, problem }),
      readFileAt: async () => ({ ok: false, problem }),
    };
    here.write("evidence.json", good);
    const inputs = { ...RECORD, "known-good": "deployments", "github-token": "t" };
    const { evidence } = await here.run(inputs, { github: async () => github });
    expect(created).toMatchObject([{ ref: COMMIT, environment: "release-gate/shop/production" }]);
    expect(evidence.recorded).toMatchObject({ kind: "recorded", origin: "deployments#7" });
    expect(evidence.recorded?.warnings).toEqual([expect.stringContaining("not shown as a success: no")]);
    expect(rulesOf(await here.run(inputs))).toHaveLength(1);
  });
});
