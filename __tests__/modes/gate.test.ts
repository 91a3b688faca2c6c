/** `mode: gate`: what is looked at before the release is asked, and what is not looked at without it. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type Sandbox, startSandbox } from "../../src/sandbox/gateway.ts";
import { serving } from "../http/wire.ts";
import { inputsFor, type Workspace, workspace } from "./workspace.ts";

let sandbox: Sandbox;
let here: Workspace;
beforeEach(async () => {
  sandbox = await startSandbox("healthy");
  here = workspace();
});
afterEach(async () => {
  here.remove();
  await sandbox.close();
});

/** A request template of the model under release. */
const template = () => ({ model: sandbox.model, messages: [{ role: "user", content: "hello" }] });

/** A service that answers with these statuses, the last one for ever. */
async function service(...statuses: readonly number[]) {
  let asked = 0;
  return serving((_request, response) => {
    response.writeHead(statuses[Math.min(asked++, statuses.length - 1)] ?? 500).end("{}");
  });
}

/** A gate file that waits for this service, and has a template that is looked at. */
const waitsFor = (url: string, within = "300ms") =>
  here.write("gate.yml", `version: 1\nready: { url: ${url}/healthz, within: ${within}, every: 50ms }\n`);

describe("a service that is waited for", () => {
  const inputs = () => ({
    ...inputsFor(sandbox),
    "known-good": "none",
    probes: "chat, template",
    "request-template": "chat.json",
  });

  it("is asked before anything else, and the wait stands in the evidence", async () => {
    await using target = await service(503, 200);
    waitsFor(target.url, "10s");
    here.write("chat.json", template());
    const { evidence } = await here.run(inputs());
    expect(evidence.verdict.decision).toBe("proceed");
    expect(evidence.arrival).toMatchObject({ result: "ready", requests: 4, asDeclared: 3 });
    expect(evidence.probes).toHaveLength(1);
  });

  it("and does not come leaves the API unasked; what needs neither is looked at all the same", async () => {
    await using target = await service(503);
    waitsFor(target.url);
    here.write("chat.json", template());
    const { evidence } = await here.run(inputs());
    expect(evidence.verdict).toMatchObject({ decision: "hold", reasonCode: "not-ready" });
    expect(sandbox.requests()).toHaveLength(0);
    expect(evidence.checks).toContainEqual(expect.objectContaining({ id: "template", result: "pass" }));
  });

  it("is not mentioned where nothing is waited for", async () => {
    here.write("chat.json", template());
    const { evidence } = await here.run(inputs());
    expect(evidence).not.toHaveProperty("arrival");
  });
});

it("without its secrets neither waits for the service nor looks for the way back", async () => {
  await using target = await service(503);
  waitsFor(target.url);
  here.write("chat.json", template());
  const { "api-key": _, ...rest } = inputsFor(sandbox);
  const { evidence } = await here.run(
    { ...rest, "known-good": "file:missing.json", probes: "chat, template", "request-template": "chat.json" },
    { untrusted: "no-secrets" },
  );
  expect(evidence.verdict).toMatchObject({ decision: "hold", reasonCode: "no-secrets" });
  expect(evidence.knownGood).toEqual({ kind: "not-required" });
  expect(evidence).not.toHaveProperty("arrival");
});

describe("what live probes replace in a request template", () => {
  const run = async (message: object, gateFile = "") => {
    here.write("gate.yml", `version: 1\nsampling: { settle: 50ms }\n${gateFile}`);
    here.write("chat.json", { ...template(), messages: [message] });
    const inputs = { ...inputsFor(sandbox), "known-good": "none", probes: "chat", "request-template": "chat.json" };
    const { evidence } = await here.run(inputs);
    return { verdict: evidence.verdict, messages: evidence.checks.flatMap(({ findings }) => findings) };
  };

  it.each([
    ["a role that is none", { role: "usr", content: "hello" }, "messages[0].role"],
    ["a content of the wrong type", { role: "user", content: 5 }, "messages[0].content"],
    [
      "a part of another family",
      { role: "user", content: [{ type: "input_text", text: "hello" }] },
      "messages[0].content[0]",
    ],
  ])("holds where an endpoint would have refused it, though it answered: %s", async (_what, message, path) => {
    const { verdict, messages } = await run(message);
    expect(verdict).toMatchObject({ decision: "hold", reasonCode: "template" });
    expect(messages).toMatchObject([{ message: expect.stringContaining(path), line: 1 }]);
  });

  it.each([
    ["is sound", { role: "user", content: [{ type: "text", text: "hello" }] }, ""],
    ["is left to the application", { role: "user" }, ""],
    [
      "is waived",
      { role: "usr", content: "hello" },
      'probes: { template: { waive: [{ rule: out-of-range, field: "messages[0].role", why: agreed }] } }\n',
    ],
  ])("is said nothing of where it %s", async (_what, message, gateFile) => {
    const { verdict, messages } = await run(message, gateFile);
    expect([verdict.decision, messages]).toEqual(["proceed", []]);
  });
});
