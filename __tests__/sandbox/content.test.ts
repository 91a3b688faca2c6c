import { describe, expect, it } from "@jest/globals";
import { ask, askStream, CHAT, during, eventsIn, framesOf, RESPONSES } from "./client.ts";

describe("streams that arrive whole and do not mean success", () => {
  it("no-terminal-event: events, but no end; chat still sends [DONE]", () =>
    during("no-terminal-event", async (sandbox) => {
      const types = eventsIn(await framesOf(await askStream(sandbox, RESPONSES))).map((event) => event.type);
      expect(types.at(-1)).toBe("response.output_item.done");
      const chat = await (await askStream(sandbox, CHAT)).text();
      expect(chat).toContain("data: [DONE]");
      expect(chat).not.toContain('"finish_reason":"');
    }));

  it("two-terminals: the terminal event comes twice", () =>
    during("two-terminals", async (sandbox) => {
      const types = eventsIn(await framesOf(await askStream(sandbox, RESPONSES))).map((event) => event.type);
      expect(types.slice(-2)).toEqual(["response.completed", "response.completed"]);
      const chat = await (await askStream(sandbox, CHAT)).text();
      expect(chat.match(/"finish_reason":"stop"/g)).toHaveLength(2);
    }));

  const endings = [
    { name: "stream-failed", last: { type: "response.failed", response: { status: "failed", error: {} } } },
    {
      name: "stream-error-nested",
      last: { type: "error", error: { code: "server_error", message: expect.anything() } },
    },
    { name: "stream-error-flat", last: { type: "error", code: "server_error", message: expect.anything() } },
  ] as const;
  for (const { name, last } of endings) {
    it(`${name}: text, then ${last.type}, correctly numbered`, () =>
      during(name, async (sandbox) => {
        const events = eventsIn(await framesOf(await askStream(sandbox, RESPONSES)));
        expect(events.at(-2).type).toBe("response.output_text.delta");
        expect(events.at(-1)).toMatchObject(last);
        expect(events.at(-1).sequence_number).toBe(events.length - 1);
        expect((await ask(sandbox, RESPONSES)).status).toBe(200);
      }));
  }

  it("chat-stream-error: status 200, text, an error object, then [DONE]", () =>
    during("chat-stream-error", async (sandbox) => {
      const response = await askStream(sandbox, CHAT);
      expect(response.status).toBe(200);
      const frames = await framesOf(response);
      expect(eventsIn(frames).at(-1)).toMatchObject({ error: { code: "server_error" } });
      expect(frames.at(-1)).toBe("data: [DONE]");
    }));
});

describe("success answers that are not the documented ones", () => {
  it("invalid-json: neither the body nor the second event parses", () =>
    during("invalid-json", async (sandbox) => {
      await expect((await ask(sandbox, CHAT)).json()).rejects.toThrow(/JSON/);
      const frames = await framesOf(await askStream(sandbox, RESPONSES));
      expect(() => eventsIn(frames.slice(1, 2))).toThrow(/JSON/);
    }));

  it("bad-utf8: replacing the bad bytes does not repair the document", () =>
    during("bad-utf8", async (sandbox) => {
      const body = Buffer.from(await (await ask(sandbox, RESPONSES)).arrayBuffer());
      expect(() => new TextDecoder("utf-8", { fatal: true }).decode(body)).toThrow();
      expect(() => JSON.parse(body.toString())).toThrow(/JSON/);
      expect((await framesOf(await askStream(sandbox, CHAT)))[0]).toBe("data: \uFFFD\uFFFD");
    }));

  it("family-mixup: Responses speaks Chat Completions", () =>
    during("family-mixup", async (sandbox) => {
      expect(await (await ask(sandbox, RESPONSES)).json()).toMatchObject({ object: "chat.completion" });
      const frames = await framesOf(await askStream(sandbox, RESPONSES));
      expect(eventsIn(frames)[0]).toMatchObject({ object: "chat.completion.chunk" });
      expect(frames.at(-1)).toBe("data: [DONE]");
    }));

  it("deep-json: a hundred thousand arrays", () =>
    during("deep-json", async (sandbox) => {
      expect(await (await ask(sandbox, CHAT)).text()).toBe("[".repeat(100_000) + "]".repeat(100_000));
    }));
});

describe("answers with nothing in them", () => {
  const cases = [
    {
      name: "empty-output",
      chat: { finish_reason: "stop", message: { content: "" } },
      responses: { status: "completed", output: [{ content: [{ type: "output_text", text: "" }] }] },
    },
    {
      name: "refusal",
      chat: { finish_reason: "stop", message: { content: null, refusal: expect.any(String) } },
      responses: { status: "completed", output: [{ content: [{ type: "refusal", refusal: expect.any(String) }] }] },
    },
    {
      name: "content-filter",
      chat: { finish_reason: "content_filter", message: { content: null } },
      responses: { status: "incomplete", incomplete_details: { reason: "content_filter" }, output: [] },
    },
  ] as const;
  for (const { name, chat, responses } of cases) {
    it(`${name}: well-formed on both endpoints, without text in the streams`, () =>
      during(name, async (sandbox) => {
        expect(await (await ask(sandbox, CHAT)).json()).toMatchObject({ choices: [chat] });
        expect(await (await ask(sandbox, RESPONSES)).json()).toMatchObject(responses);
        const chunks = eventsIn(await framesOf(await askStream(sandbox, CHAT)));
        expect(chunks.some((chunk) => chunk.choices[0]?.delta.content)).toBe(false);
        const events = eventsIn(await framesOf(await askStream(sandbox, RESPONSES)));
        expect(events.some((event) => event.type === "response.output_text.delta")).toBe(false);
        expect(events.at(-1).response).toMatchObject(responses);
      }));
  }
});

describe("answers that carry the key", () => {
  it("key-echoed: as it was sent, in the body and at the end of the stream", () =>
    during("key-echoed", async (sandbox) => {
      expect(await (await ask(sandbox, CHAT)).text()).toContain(`Bearer ${sandbox.key}`);
      expect(await (await askStream(sandbox, RESPONSES)).text()).toContain(sandbox.key);
    }));

  it("key-echoed-base64: encoded, in the message of a 500", () =>
    during("key-echoed-base64", async (sandbox) => {
      const response = await ask(sandbox, RESPONSES);
      expect(response.status).toBe(500);
      const text = await response.text();
      expect(text).toContain(Buffer.from(sandbox.key).toString("base64"));
      expect(text).not.toContain(sandbox.key);
    }));
});
