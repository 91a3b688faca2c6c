/** A gateway that refuses invalid requests in a way of its own: the report prints the lines that say so. */
import { describe, expect, it } from "@jest/globals";
import { serving } from "../http/wire.ts";
import { QUICK_POLICY, runAction } from "./runner.ts";

const KEY = ["sk", "expected", "0123456789abcdef"].join("-");
const MODEL = "example/model-1";

/** Google's error about a key, in the list of its OpenAI endpoint (contracts.md, 7.1). */
const GOOGLE = [{ error: { code: 400, message: "Please pass a valid API key.", status: "INVALID_ARGUMENT" } }];
const CHAT = {
  ...{ id: "c-1", object: "chat.completion", created: 1, model: MODEL },
  choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "OK" } }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
};

type Answer = readonly [status: number, body: unknown];

/** Chat Completions, with its own answers to a fake key, an unknown model and a missing field. */
function gateway(refusals: { readonly key: Answer; readonly model: Answer; readonly field: Answer }) {
  return serving(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const body = JSON.parse(text);
    const answer = (): Answer => {
      if (request.headers.authorization !== `Bearer ${KEY}`) return refusals.key;
      if (body.model !== MODEL) return refusals.model;
      return body.messages === undefined ? refusals.field : [200, CHAT];
    };
    const [status, said] = answer();
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(said));
  });
}

const run = (url: string, gateFile = QUICK_POLICY) =>
  runAction({
    inputs: {
      "api-key": KEY,
      model: MODEL,
      "base-url": `${url}/v1`,
      probes: "chat, error-path, auth-path",
      samples: "2",
    },
    workspace: { "release-gate.yml": gateFile },
    env: { "INPUT_GATE-FILE": "release-gate.yml" },
  });

/** The lines that the summary prints to be pasted. */
const lines = (summary: string) => /### Lines for the gate file[\s\S]*?```yaml\n([\s\S]*?)```/.exec(summary)?.[1] ?? "";

const model: Answer = [404, { error: { message: "no such model", code: "model_not_found" } }];
const field: Answer = [400, { error: { message: "messages is required", code: "invalid_request" } }];
const key: Answer = [401, { error: { message: "invalid key", code: "invalid_api_key" } }];

describe("an endpoint that refuses what is invalid with a status of its own", () => {
  it("holds, and passes with the printed lines: a fake key refused with Google's 400", async () => {
    await using server = await gateway({ key: [400, GOOGLE], model, field });
    const held = await run(server.url);
    expect(held.outputs).toMatchObject({ decision: "hold", "reason-code": "uncontrolled-error" });
    expect(held.summary).toContain("stand under Lines for the gate file");
    expect(lines(held.summary)).toBe("probes:\n  auth-path: { expect: [400] }\n");
    const passed = await run(server.url, `${QUICK_POLICY}${lines(held.summary)}`);
    expect(passed.outputs).toMatchObject({ decision: "proceed", triggers: "[]" });
  });

  it("the same for the cases of the error path, together", async () => {
    const refused = { key: [400, GOOGLE], model: [500, { fault: 1 }], field: [502, { fault: 1 }] } as const;
    await using server = await gateway(refused);
    const held = await run(server.url);
    expect(held.outputs).toMatchObject({ decision: "hold", "reason-code": "uncontrolled-error" });
    const passed = await run(server.url, `${QUICK_POLICY}${lines(held.summary)}`);
    expect(passed.outputs).toMatchObject({ decision: "proceed", triggers: "[]" });
  });

  it("prints none where a fake key is refused for something else: nobody would see that keys are not checked", async () => {
    const other: Answer = [400, { error: { message: "max_tokens is too large", code: "invalid_value" } }];
    await using server = await gateway({ key: other, model, field });
    const held = await run(server.url);
    expect(held.outputs).toMatchObject({ decision: "hold", "reason-code": "uncontrolled-error" });
    expect(held.summary).not.toContain("Lines for the gate file");
  });

  it("prints none in an outage, in which valid requests fail as invalid ones do", async () => {
    const down: Answer = [502, { fault: 1 }];
    await using server = await serving((_, response) =>
      response.writeHead(down[0], { "content-type": "application/json" }).end(JSON.stringify(down[1])),
    );
    const bad = await run(server.url);
    expect(bad.outputs).toMatchObject({ decision: "rollback", "reason-code": "error-rate" });
    expect(bad.summary).not.toContain("Lines for the gate file");
    // One cause, one step: the error path met what every request meets.
    expect(bad.summary).toContain("error-rate (chat): provider-5xx 502 at 127.0.0.1");
    expect(bad.summary).not.toMatch(/^\d\. uncontrolled-error/m);
  });

  it("is not told about a refused key where that is what is wrong", async () => {
    await using server = await gateway({ key, model: key, field: key });
    expect((await run(server.url)).summary).not.toContain("Lines for the gate file");
  });
});
