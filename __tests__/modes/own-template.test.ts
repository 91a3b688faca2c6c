/** The team's own request template in mode gate, against a real endpoint: what cannot be sent is not replaced. */
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { type Sandbox, startSandbox } from "../../src/sandbox/gateway.ts";
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

it.each([
  ["that is no JSON", '{"messages": [}'],
  [
    "with a variable that nobody fills in",
    '{"messages": [{"role":"user","content":"a"}], "temperature": "{{temperature}}"}',
  ],
  ["that is empty", ""],
  ["that is not there", null],
])("a template %s is a configuration hold, and nothing is sent", async (_what, text) => {
  if (text !== null) here.write("body.json", text);
  const { evidence, failed } = await here.run({
    ...inputsFor(sandbox),
    "known-good": "none",
    live: "true",
    "request-template": "chat-completions=body.json",
  });
  expect(evidence.verdict).toMatchObject({ decision: "hold", reasonCode: "configuration", rollbackNeeded: false });
  expect([sandbox.requests().length, failed]).toEqual([0, true]);
});
