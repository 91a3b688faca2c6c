import { describe, expect, it } from "@jest/globals";
import type { Sandbox } from "../../src/sandbox/gateway.ts";
import { ask, askStream, CHAT, during, eventsIn, framesOf, RESPONSES } from "./client.ts";

const PARAMETERS = { type: "object", properties: { code: { type: "string" } }, required: ["code"] };
const CHAT_TOOLS = {
  tools: [{ type: "function", function: { name: "echo", parameters: PARAMETERS } }],
  tool_choice: { type: "function", function: { name: "echo" } },
};
const RESPONSES_TOOLS = {
  tools: [{ type: "function", name: "echo", parameters: PARAMETERS }],
  tool_choice: { type: "function", name: "echo" },
};
const IMAGE = "data:image/png;base64,AAAA";
const CHAT_IMAGE = { messages: [{ role: "user", content: [{ type: "image_url", image_url: { url: IMAGE } }] }] };
const RESPONSES_IMAGE = { input: [{ role: "user", content: [{ type: "input_image", image_url: IMAGE }] }] };

// biome-ignore lint/suspicious/noExplicitAny: a test reads the wire as it comes
const bodyOf = async (answer: Promise<Response>): Promise<any> => (await answer).json();

describe("a sandbox with function calling", () => {
  it("calls the function that is forced, and takes its result: chat", () =>
    during("healthy", async (sandbox) => {
      const { choices } = await bodyOf(ask(sandbox, CHAT, CHAT_TOOLS));
      const [{ message, finish_reason }] = choices;
      expect([message.content, finish_reason]).toEqual([null, "tool_calls"]);
      expect(JSON.parse(message.tool_calls[0].function.arguments)).toEqual({ code: "n0nce-4711" });
      const result = (id: string) => ({
        messages: [{ role: "user", content: "x" }, message, { role: "tool", tool_call_id: id, content: "n0nce-4711" }],
        tools: CHAT_TOOLS.tools,
      });
      expect(await bodyOf(ask(sandbox, CHAT, result(message.tool_calls[0].id)))).toMatchObject({
        choices: [{ finish_reason: "stop", message: { content: "OK n0nce-4711" } }],
      });
      expect((await ask(sandbox, CHAT, result("call_other"))).status).toBe(400);
    }));

  it("calls the function that is forced, and takes its result: responses", () =>
    during("healthy", async (sandbox) => {
      const { output } = await bodyOf(ask(sandbox, RESPONSES, RESPONSES_TOOLS));
      expect(output).toMatchObject([{ type: "function_call", name: "echo", call_id: expect.any(String) }]);
      const result = (call_id: string) => ({
        input: [...output, { type: "function_call_output", call_id, output: "n0nce-4711" }],
        tools: RESPONSES_TOOLS.tools,
      });
      expect(await bodyOf(ask(sandbox, RESPONSES, result(output[0].call_id)))).toMatchObject({
        output: [{ type: "message", content: [{ text: "OK n0nce-4711" }] }],
      });
      expect((await ask(sandbox, RESPONSES, result("call_other"))).status).toBe(400);
    }));

  it("thinks before it calls, where thinking fits under the cap", () =>
    during("reasoning-model", async (sandbox) => {
      const cut = await bodyOf(ask(sandbox, RESPONSES, RESPONSES_TOOLS));
      expect(cut.output).toMatchObject([{ type: "reasoning" }]);
      const { output } = await bodyOf(ask(sandbox, RESPONSES, { ...RESPONSES_TOOLS, max_output_tokens: 2048 }));
      expect(output).toMatchObject([{ type: "reasoning" }, { type: "function_call" }]);
    }));

  it("prefers to talk when it is free", () =>
    during("healthy", async (sandbox) => {
      const { choices } = await bodyOf(ask(sandbox, CHAT, { ...CHAT_TOOLS, tool_choice: "auto" }));
      expect(choices[0].message.content).toBe("OK n0nce-4711");
    }));

  it("streams a call too", () =>
    during("healthy", async (sandbox) => {
      const chunks = eventsIn(await framesOf(await askStream(sandbox, CHAT, CHAT_TOOLS)));
      expect(chunks.some((chunk) => chunk.choices[0]?.delta.tool_calls?.[0].function.name === "echo")).toBe(true);
    }));
});

describe("a sandbox with images and state", () => {
  it("takes images", () =>
    during("healthy", async (sandbox) => {
      expect((await ask(sandbox, CHAT, CHAT_IMAGE)).status).toBe(200);
      expect((await ask(sandbox, RESPONSES, RESPONSES_IMAGE)).status).toBe(200);
    }));

  it("remembers the responses that it stored, and no others", () =>
    during("healthy", async (sandbox) => {
      const first = await bodyOf(ask(sandbox, RESPONSES));
      const next = (previous_response_id: string) => ask(sandbox, RESPONSES, { previous_response_id });
      expect(await bodyOf(next(first.id))).toMatchObject({ previous_response_id: first.id, status: "completed" });
      const forgotten = await bodyOf(ask(sandbox, RESPONSES, { store: false }));
      for (const id of ["resp_other", forgotten.id as string]) {
        const refused = await next(id);
        expect([refused.status, await refused.json()]).toMatchObject([
          400,
          { error: { param: "previous_response_id" } },
        ]);
      }
    }));

  it("shows the public catalogue to anybody, with its model", () =>
    during("healthy", async (sandbox) => {
      const answer = await fetch(new URL("/api/models", sandbox.baseUrl));
      expect(await answer.json()).toMatchObject({ success: true, total: 1, data: [{ id: sandbox.model }] });
    }));
});

describe("scenarios about features", () => {
  const models = (sandbox: Sandbox, key = sandbox.key) =>
    fetch(`${sandbox.baseUrl}/models`, { headers: { authorization: `Bearer ${key}` } });

  it.each([
    ["no-tools", CHAT, CHAT_TOOLS, "tools"],
    ["no-tools", RESPONSES, RESPONSES_TOOLS, "tools"],
    ["no-images", CHAT, CHAT_IMAGE, "image_url"],
    ["no-images", RESPONSES, RESPONSES_IMAGE, "input_image"],
    ["no-state", RESPONSES, { previous_response_id: "resp_1" }, "previous_response_id"],
  ] as const)("%s refuses it on %s by name and answers everything else", (name, path, more, param) =>
    during(name, async (sandbox) => {
      expect((await ask(sandbox, path)).status).toBe(200);
      const refused = await ask(sandbox, path, more);
      expect([refused.status, await refused.json()]).toMatchObject([400, { error: { param } }]);
    }),
  );

  it("tools-broken: the arguments do not parse", () =>
    during("tools-broken", async (sandbox) => {
      const { choices } = await bodyOf(ask(sandbox, CHAT, CHAT_TOOLS));
      expect(() => JSON.parse(choices[0].message.tool_calls[0].function.arguments)).toThrow(SyntaxError);
      expect((await ask(sandbox, RESPONSES)).status).toBe(200);
    }));

  it("public-catalogue and model-not-listed change the list for whoever has the key", async () => {
    await during("public-catalogue", async (sandbox) => {
      const list = await (await models(sandbox)).json();
      expect(list).toMatchObject({ success: true, data: [{ id: sandbox.model, pricing: {} }] });
      expect((await models(sandbox, "sk-not-this-one")).status).toBe(401);
    });
    await during("model-not-listed", async (sandbox) => {
      expect(await (await models(sandbox)).text()).not.toContain(`"${sandbox.model}"`);
    });
  });
});
