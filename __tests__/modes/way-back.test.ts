/** `mode: gate` with its way back, and `mode: verify-rollback` (decision.md, "Rehearsal" and "Known-good records"). */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Configuration } from "../../src/evidence/configuration.ts";
import { releaseDigest } from "../../src/evidence/configuration.ts";
import { type KnownGood, sealRecord } from "../../src/evidence/known-good.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/gateway.ts";
import { COMMIT, inputsFor, messagesOf, QUICK, rulesOf, type Workspace, workspace } from "./workspace.ts";

let sandbox: Sandbox;
let base: KnownGood;
let here: Workspace;

beforeAll(async () => {
  sandbox = await startSandbox("healthy");
  const first = workspace();
  const { outputs } = await first.run({ ...inputsFor(sandbox), "known-good": "none", "secret-version": "7" });
  base = JSON.parse(outputs["next-known-good"]);
  first.remove();
});
afterAll(() => sandbox.close());
beforeEach(() => {
  here = workspace();
});
afterEach(() => here.remove());

/** The record with another configuration, sealed again. */
function record(configuration: Partial<Configuration> = {}, more: Partial<KnownGood> = {}): KnownGood {
  const { recordDigest: _digest, ...content } = { ...base, ...more };
  const changed = { ...content.configuration, ...configuration };
  return sealRecord({ ...content, configuration: changed, releaseDigest: releaseDigest(changed) });
}

/** The models that were asked in each probe's attempts since this many requests. */
const asked = (from: number) =>
  new Set(
    sandbox
      .requests()
      .slice(from)
      .flatMap(({ model }) => (model === null ? [] : [model])),
  );

const withRecord = (inputs: Readonly<Record<string, string>> = {}) => ({
  ...inputsFor(sandbox),
  "known-good": "file:known-good.json",
  ...inputs,
});

describe("the way back of a gate run", () => {
  it("is not looked for in a check, and missing where a release says nothing", async () => {
    const { environment: _environment, ...check } = inputsFor(sandbox);
    expect((await here.run(check)).evidence.knownGood).toEqual({ kind: "not-required" });
    expect((await here.run(inputsFor(sandbox))).evidence.knownGood).toEqual({ kind: "missing" });
  });

  it("may be said to be none", async () => {
    const { evidence } = await here.run({ ...inputsFor(sandbox), "known-good": "none" });
    expect(evidence.knownGood).toEqual({ kind: "none", notice: null });
    expect(evidence.verdict.decision).toBe("proceed");
  });

  it("is a record, or the reason why there is none", async () => {
    const missing = await here.run(withRecord());
    expect(missing.evidence.knownGood).toMatchObject({ kind: "unusable" });
    expect(missing.evidence.verdict).toMatchObject({ decision: "hold", reasonCode: "rollback-target" });
    here.write("known-good.json", record());
    const { evidence } = await here.run(withRecord());
    expect(evidence.knownGood).toMatchObject({ kind: "record", origin: "file:known-good.json", warnings: [] });
    expect(evidence.rehearsal).toEqual({ kind: "off" });
    expect(new Set(evidence.probes.map(({ subject }) => subject))).toEqual(new Set(["candidate"]));
  });

  describe("where other settings are wrong and nothing is asked", () => {
    const GATE = `name: shop\nrelease: { environment: production }\nknown-good: file:known-good.json\n`;
    const WHERE = { name: "shop", environment: "production" };
    const invalid = async (gateFile: string, inputs: Readonly<Record<string, string>> = {}) => {
      const { name: _name, environment: _environment, ...rest } = inputsFor(sandbox);
      here.write("known-good.json", record());
      here.write("gate.yml", gateFile);
      const from = sandbox.requests().length;
      const result = await here.run({ ...rest, live: "true", ...inputs });
      expect(sandbox.requests()).toHaveLength(from);
      expect(result.evidence.verdict).toMatchObject({
        decision: "hold",
        reasonCode: "configuration",
        rollbackNeeded: false,
        rollbackPlan: [],
      });
      return result;
    };

    it.each([
      ["an input is mistyped", GATE, { "ready-within": "3" }],
      ["a key of the gate file is mistyped", `${GATE}samplings: {}\n`, {}],
      ["a value of the gate file is", `${GATE}sampling: { alpha: much }\n`, {}],
      ["the gate file is no YAML and the inputs say it all", "}", { ...WHERE, "known-good": "file:known-good.json" }],
    ])("is shown: %s", async (_what, gateFile, inputs) => {
      const { evidence, outputs, summary } = await invalid(gateFile, inputs);
      expect(evidence.run).toMatchObject({ name: "shop", environment: "production", kind: "release" });
      expect(evidence.knownGood).toMatchObject({ kind: "record", record: { name: "shop" } });
      expect(JSON.parse(outputs["known-good-config"])).toMatchObject({ model: base.configuration.model });
      expect(outputs["known-good-source"]).toBe("file:known-good.json");
      expect(summary).toContain("| Known-good | file:known-good.json |");
      expect(summary).toMatch(
        /\| release\.environment \| "production" \| (gate file gate\.yml:2:25|input environment) \|/,
      );
      expect(summary).not.toMatch(/\| (Model|Attempt limit|Policy digest) \|/);
    });

    it.each([
      ["its name cannot be read", `${GATE.replace("name: shop", "name: [shop]")}`, {}],
      ["its environment cannot be read", GATE.replace("production", "[production]"), {}],
      ["the gate file may name another one", "}", { environment: "production", "known-good": "file:known-good.json" }],
      ["where it is cannot be read", GATE.replace("file:", "fil:"), {}],
      ["it is not there", GATE.replace("known-good.json", "lost.json"), { "ready-within": "3" }],
    ])("is not guessed, and nothing is blamed on it: %s", async (_what, gateFile, inputs) => {
      const { evidence, outputs } = await invalid(gateFile, inputs);
      expect(evidence.knownGood).toEqual({ kind: "not-required" });
      expect(outputs["known-good-config"]).toBe("{}");
      expect(JSON.parse(outputs.triggers)).toEqual(["configuration"]);
    });
  });

  it("is the record's release, asked beside the candidate, in a rehearsal", async () => {
    here.write("gate.yml", `${QUICK}rehearse: always\n`);
    here.write("known-good.json", record());
    const { evidence } = await here.run(withRecord());
    expect(evidence.rehearsal).toEqual({ kind: "ran", untested: [] });
    expect(new Set(evidence.probes.map(({ subject }) => subject))).toEqual(new Set(["candidate", "known-good"]));
    expect(evidence.verdict.rehearsal).toMatchObject({ result: "good" });
  });

  it("is not rehearsed where there is no record, and the state of the way back speaks for itself", async () => {
    here.write("gate.yml", `${QUICK}rehearse: always\n`);
    const { evidence } = await here.run({ ...inputsFor(sandbox), "known-good": "none" });
    expect([evidence.rehearsal, evidence.verdict.decision]).toEqual([{ kind: "off" }, "proceed"]);
  });
});

describe("a record that cannot be asked", () => {
  it.each<[string, () => Partial<Configuration>, string]>([
    [
      "on a host of its own",
      () => ({ baseUrl: "https://elsewhere.example/v1" }),
      "host elsewhere.example is not in allowed-hosts",
    ],
    [
      "with headers of its own",
      () => ({ headerNames: ["x-one", "x-two"] }),
      "sends headers that this run has no value for: x-one, x-two",
    ],
  ])(
    "%s is not testable: a rehearsal holds, verify-rollback holds, and nothing is sent",
    async (_what, more, reason) => {
      here.write("known-good.json", record(more()));
      here.write("gate.yml", `${QUICK}rehearse: always\n`);
      const gate = await here.run(withRecord());
      expect(gate.evidence.rehearsal).toMatchObject({ kind: "not-testable", reason: expect.stringContaining(reason) });
      expect(gate.evidence.verdict).toMatchObject({ decision: "hold", reasonCode: "rollback-target" });
      here.write("gate.yml", QUICK);
      const before = sandbox.requests().length;
      const verify = await here.run(withRecord({ mode: "verify-rollback" }));
      expect(verify.evidence.knownGood).toMatchObject({
        kind: "unusable",
        code: "known-good-not-testable",
        message: expect.stringContaining(reason),
        help: "Mend that and run verify-rollback again.",
      });
      expect(verify.evidence.verdict.decision).toBe("hold");
      expect(sandbox.requests().length).toBe(before);
    },
  );
});

describe("verify-rollback", () => {
  const headers = (name: string) => `${QUICK}release:\n  headers: { ${name}: a, x-new: b }\n`;

  it("asks the record's release: its values win over inputs", async () => {
    here.write(
      "known-good.json",
      record({ configVersion: "41", deploymentVersion: "v1" }, { deploymentVersion: "v1" }),
    );
    const before = sandbox.requests().length;
    const { evidence } = await here.run(
      withRecord({
        mode: "verify-rollback",
        model: "model-of-tomorrow",
        "config-version": "43",
        "deployment-version": "v2",
      }),
    );
    expect(asked(before)).not.toContain("model-of-tomorrow");
    expect(evidence.release.configuration).toMatchObject({
      model: sandbox.model,
      configVersion: "41",
      deploymentVersion: "v1",
    });
    expect(evidence.release).toMatchObject({ deploymentVersion: "v1", secretVersion: "7" });
    expect(evidence.run.mode).toBe("verify-rollback");
    expect(evidence.verdict).toMatchObject({ decision: "proceed", rollbackNeeded: false });
  });

  it("restores everything that a record holds, in the place of what the run was given", async () => {
    const own: Partial<Configuration> = {
      timeoutMs: 1234,
      retry: { maxAttempts: 2, on: [503] },
      fallback: { enabled: true, header: "x-fallback" },
      env: ["LLM_ROUTE"],
      featureFlag: { name: "flag", value: "old" },
      traffic: { control: "edge", weight: 5 },
    };
    here.write("known-good.json", record(own));
    const { evidence } = await here.run(withRecord({ mode: "verify-rollback" }));
    expect(evidence.release.configuration).toMatchObject(own);
    expect(evidence.release.flagRollbackValue).toBe("old");
    expect(evidence.release.digest).toBe(record(own).releaseDigest);
  });

  it("sends the headers that the record names, in any case, and no other", async () => {
    here.write("known-good.json", record({ headerNames: ["x-route"] }));
    here.write("gate.yml", headers("X-Route"));
    const { evidence } = await here.run(withRecord({ mode: "verify-rollback" }));
    expect(evidence.knownGood.kind).toBe("record");
    expect(evidence.release.configuration?.headerNames).toEqual(["x-route"]);
    here.write("gate.yml", headers("X-Other"));
    expect((await here.run(withRecord({ mode: "verify-rollback" }))).evidence.knownGood.kind).toBe("unusable");
  });

  it("asks only families that the record was verified with", async () => {
    here.write("known-good.json", record({ families: ["responses"] }));
    const { evidence } = await here.run(withRecord({ mode: "verify-rollback" }));
    expect(evidence.release.configuration?.families).toEqual(["responses"]);
  });

  it("does not compare the application with values that nobody recorded; a gate run has its own", async () => {
    const url = `${new URL(sandbox.baseUrl).origin}/app/api/chat`;
    const app = `{ url: "${url}", body: { message: "{{prompt}}" }, expect: { headers: { x-v: { release: config-version } } } }`;
    here.write("gate.yml", `${QUICK}rehearse: always\nprobes:\n  app: ${app}\n`);
    here.write("known-good.json", record());
    const inputs = withRecord({ probes: "chat,app", "config-version": "43" });
    const reason = "compares with values that the known-good record does not hold: config-version";
    const verify = await here.run({ ...inputs, mode: "verify-rollback" });
    expect(verify.evidence.knownGood).toMatchObject({ kind: "unusable", message: expect.stringContaining(reason) });
    expect((await here.run(inputs)).evidence.rehearsal).toEqual({ kind: "ran", untested: [] });
    here.write("known-good.json", record({ configVersion: "41" }));
    const known = await here.run({ ...inputs, mode: "verify-rollback" });
    expect(known.evidence.knownGood.kind).toBe("record");
  });

  it("without a record asks nothing and holds", async () => {
    const before = sandbox.requests().length;
    const { evidence } = await here.run(withRecord({ mode: "verify-rollback" }));
    expect(evidence.knownGood.kind).toBe("unusable");
    expect([evidence.probes, evidence.verdict.decision]).toEqual([[], "hold"]);
    expect(sandbox.requests().length).toBe(before);
  });

  it("without a key asks a release that has none", async () => {
    here.write("known-good.json", record({ auth: "none" }));
    const { evidence } = await here.run(withRecord({ mode: "verify-rollback" }));
    expect(evidence.release.configuration?.auth).toBe("none");
    expect(evidence.verdict.triggers.filter(({ fired }) => fired).map(({ id }) => id)).toContain("authentication");
  });

  it("never verifies a release whose body cannot be read: a hold, partial, and the family is not asked", async () => {
    const digest = `sha256:${"0".repeat(64)}`;
    const template = { family: "chat-completions" as const, path: "prompts/chat.json", commit: COMMIT, digest };
    here.write("known-good.json", record({ templates: [template] }));
    const { evidence, summary } = await here.run(withRecord({ mode: "verify-rollback" }));
    expect(evidence.verdict).toMatchObject({ decision: "hold", reasonCode: "rollback-target" });
    expect(summary).toContain("Check out the commit of the known-good release, or give the job contents: read");
    expect(evidence.verdict.reason).toContain(
      "chat-completions sends prompts/chat.json, which cannot be read: commit 0123456789ab is not in this checkout",
    );
    const keys = evidence.probes.map(({ key }) => key);
    expect(keys).toContain("responses");
    expect(keys).not.toContain("chat");
    expect(JSON.parse(here.read("out/decision-record.json")).rollback_test_result).toBe("partial");
    expect((await here.run(withRecord())).evidence.knownGood).toMatchObject({ warnings: [] });
  });
});

describe("a gate run", () => {
  it("asks nothing where a label holds the key: every request would repeat it", async () => {
    const before = sandbox.requests().length;
    const result = await here.run({ ...inputsFor(sandbox), "known-good": "none", "change-id": sandbox.key });
    expect(result.evidence.stops).toEqual(["sensitive-exposure"]);
    expect(result.evidence.verdict).toMatchObject({ decision: "rollback", reasonCode: "sensitive-exposure" });
    expect(rulesOf(result)).toEqual(["secret-in-settings"]);
    expect(sandbox.requests().length).toBe(before);
  });

  it("checks the request template before anything is asked, and only where that is selected", async () => {
    here.write("body.json", { model: "other", messages: [{ role: "user", content: "hi" }], max_tokens: 5 });
    const inputs = { ...inputsFor(sandbox), "known-good": "none", "request-template": "body.json" };
    const result = await here.run({ ...inputs, probes: "template" });
    expect(rulesOf(result)).toEqual(expect.arrayContaining(["deprecated-field", "hard-coded-model"]));
    expect(messagesOf(result).join()).toContain("body.json:");
    expect(result.evidence.probes).toEqual([]);
    const unchecked = await here.run({ ...inputs, probes: "chat" });
    expect(unchecked.evidence.checks.map(({ id }) => id)).not.toContain("template");
  });

  it("takes stream: true for wanted where a streaming probe of that family is selected", async () => {
    here.write("body.json", { model: sandbox.model, messages: [{ role: "user", content: "hi" }], stream: true });
    const inputs = { ...inputsFor(sandbox), "known-good": "none", "request-template": "body.json" };
    expect(rulesOf(await here.run({ ...inputs, probes: "template,chat" }))).toEqual(["stream-set"]);
    expect(rulesOf(await here.run({ ...inputs, probes: "template,chat,responses-stream" }))).toEqual(["stream-set"]);
    expect(rulesOf(await here.run({ ...inputs, probes: "template,chat-stream" }))).toEqual([]);
  });

  it("looks at exported logs when the probes are done", async () => {
    here.write("app.log", `${JSON.stringify({ level: "info", key: sandbox.key })}\n`);
    here.write("gate.yml", `${QUICK}probes:\n  logs: { files: [app.log] }\n`);
    const result = await here.run({ ...inputsFor(sandbox), "known-good": "none", probes: "chat,logs" });
    expect(result.evidence.checks.map(({ id }) => id)).toContain("logs");
    expect(result.evidence.verdict.triggers.filter(({ fired }) => fired).map(({ id }) => id)).toContain(
      "sensitive-exposure",
    );
  });

  it("looks at the reference pages where that is selected, and shows them", async () => {
    const root = `${new URL(sandbox.baseUrl).origin}/docs`;
    const pages = `{ chat-completions: "${root}/api/text/chat", responses: "${root}/api/text/responses" }`;
    here.write("gate.yml", `${QUICK}docs:\n  index: "${root}/llms.txt"\n  pages: ${pages}\n`);
    const inputs = { ...inputsFor(sandbox), "known-good": "none" };
    const { evidence } = await here.run({ ...inputs, probes: "chat,docs" });
    expect(evidence.checks.map(({ id }) => id)).toContain("docs");
    expect(evidence.docs.map(({ page }) => page)).toEqual(["index", "chat-completions", "responses"]);
    const without = await here.run({ ...inputs, probes: "chat" });
    expect(without.evidence.docs).toEqual([]);
    expect(without.evidence.checks.map(({ id }) => id)).not.toContain("docs");
  });
});
