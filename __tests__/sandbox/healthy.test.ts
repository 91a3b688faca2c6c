import { describe, expect, it } from "@jest/globals";
import { ask, askStream, bodyFor, CHAT, during, eventsIn, framesOf, post, RESPONSES } from "./client.ts";

const REQUEST_ID = /^\d{23}[A-Za-z0-9]{8}$/;

describe("a healthy sandbox on Chat Completions", () => {
  it("answers with the documented minimal shape, and repeats the code at the end of the prompt", () =>
    during("healthy", async (sandbox) => {
      const response = await ask(sandbox, CHAT);
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toMatch(/^application\/json/);
      expect(await response.json()).toMatchObject({
        id: expect.any(String),
        object: "chat.completion",
        created: expect.any(Number),
        choices: [
          {
            index: 0,
            finish_reason: "stop",
            logprobs: null,
            message: { role: "assistant", content: "OK n0nce-4711", refusal: null, annotations: [] },
          },
        ],
        usage: { total_tokens: expect.any(Number), latency_checkpoint: expect.any(Object) },
      });
    }));

  it("echoes the model as a dated snapshot", () =>
    during("healthy", async (sandbox) => {
      const { model } = (await (await ask(sandbox, CHAT)).json()) as { model: string };
      expect(model).toMatch(new RegExp(`^${sandbox.model}-\\d{4}-\\d{2}-\\d{2}$`));
    }));

  it("streams role, text, exactly one finish reason, usage without choices, then [DONE]", () =>
    during("healthy", async (sandbox) => {
      const response = await askStream(sandbox, CHAT);
      expect(response.headers.get("content-type")).toBe("text/event-stream");
      const frames = await framesOf(response);
      const chunks = eventsIn(frames);
      expect(frames.at(-1)).toBe("data: [DONE]");
      expect(frames.join()).not.toContain("event:");
      expect(chunks[0].choices[0].delta).toEqual({ role: "assistant", content: "", refusal: null });
      expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").join("")).toBe("OK n0nce-4711");
      expect(chunks.map((chunk) => chunk.choices[0]?.finish_reason).filter(Boolean)).toEqual(["stop"]);
      expect(chunks.at(-1)).toMatchObject({ object: "chat.completion.chunk", choices: [] });
      expect(chunks.slice(0, -1).every((chunk) => chunk.usage === null && "obfuscation" in chunk)).toBe(true);
    }));

  it("sends no usage chunk that nobody asked for", () =>
    during("healthy", async (sandbox) => {
      const chunks = eventsIn(await framesOf(await ask(sandbox, CHAT, { stream: true })));
      expect(chunks.every((chunk) => chunk.choices.length === 1 && !("usage" in chunk))).toBe(true);
    }));

  it("reads content that is given in parts", () =>
    during("healthy", async (sandbox) => {
      const content = [{ type: "text", text: "Repeat this code: abc123" }];
      const response = await ask(sandbox, CHAT, { messages: [{ role: "user", content }] });
      expect(await response.text()).toContain("OK abc123");
    }));
});

describe("a healthy sandbox on Responses", () => {
  it("answers with every key that the schema requires", () =>
    during("healthy", async (sandbox) => {
      const body = (await (await ask(sandbox, RESPONSES)).json()) as object;
      expect(body).toMatchObject({
        object: "response",
        status: "completed",
        error: null,
        incomplete_details: null,
        output: [
          {
            type: "message",
            role: "assistant",
            status: "completed",
            content: [{ type: "output_text", annotations: [], text: "OK n0nce-4711" }],
          },
        ],
        usage: { input_tokens: expect.any(Number), output_tokens: expect.any(Number) },
      });
      expect(Object.keys(body)).toEqual(
        expect.arrayContaining(["id", "created_at", "instructions", "metadata", "model", "parallel_tool_calls"]),
      );
      expect(Object.keys(body)).toEqual(expect.arrayContaining(["temperature", "tool_choice", "tools", "top_p"]));
    }));

  it("streams the whole lifecycle, numbered, with one terminal event, a comment and no [DONE]", () =>
    during("healthy", async (sandbox) => {
      const frames = await framesOf(await askStream(sandbox, RESPONSES));
      const events = eventsIn(frames);
      const types = events.map((event) => event.type).filter((type) => type !== "response.output_text.delta");
      expect(types).toEqual([
        "response.created",
        "response.in_progress",
        "response.output_item.added",
        "response.content_part.added",
        "response.output_text.done",
        "response.content_part.done",
        "response.output_item.done",
        "response.completed",
      ]);
      expect(events.map((event) => event.sequence_number)).toEqual(events.map((_, index) => index));
      expect(events.map((event) => event.delta ?? "").join("")).toBe("OK n0nce-4711");
      expect(frames).toContain(": PING");
      expect(frames.join()).not.toContain("[DONE]");
    }));

  it("names every event in an event: line that matches its type", () =>
    during("healthy", async (sandbox) => {
      const frames = (await framesOf(await askStream(sandbox, RESPONSES))).filter((frame) => !frame.startsWith(":"));
      const names = frames.map((frame) => /^event: (.+)$/m.exec(frame)?.[1]);
      expect(names).toEqual(eventsIn(frames).map((event) => event.type));
    }));
});

describe("a healthy sandbox", () => {
  it("lists its model to whoever has the key", () =>
    during("healthy", async (sandbox) => {
      const list = await fetch(`${sandbox.baseUrl}/models`, { headers: { authorization: `Bearer ${sandbox.key}` } });
      expect(await list.json()).toMatchObject({ success: true, object: "list", data: [{ id: sandbox.model }] });
      expect((await fetch(`${sandbox.baseUrl}/models`)).status).toBe(401);
    }));

  it("shows a web page outside /v1", () =>
    during("healthy", async (sandbox) => {
      const response = await fetch(new URL("/chat/completions", sandbox.baseUrl), { method: "POST" });
      expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    }));

  it("puts a request id on everything", () =>
    during("healthy", async (sandbox) => {
      const answers = await Promise.all([
        ask(sandbox, CHAT),
        askStream(sandbox, RESPONSES),
        post(sandbox, CHAT, {}),
        post(sandbox, CHAT, {}, { key: "sk-not-this-one" }),
        fetch(new URL("/", sandbox.baseUrl)),
      ]);
      for (const answer of answers) {
        expect(answer.headers.get("x-cometapi-request-id")).toMatch(REQUEST_ID);
        await answer.text();
      }
    }));

  it("remembers what it was asked, and no credential", () =>
    during("healthy", async (sandbox) => {
      await (await askStream(sandbox, CHAT)).text();
      await (await post(sandbox, RESPONSES, bodyFor(sandbox, RESPONSES), { key: "sk-not-this-one" })).text();
      expect(sandbox.requests()).toEqual([
        { method: "POST", path: "/v1/chat/completions", model: sandbox.model, stream: true, authorized: true },
        { method: "POST", path: "/v1/responses", model: sandbox.model, stream: false, authorized: false },
      ]);
    }));

  it("has a key of the vendor's format, long enough to be scanned for", () =>
    during("healthy", async (sandbox) => {
      expect(sandbox.key).toMatch(/^sk-[A-Za-z0-9_-]{21,250}$/);
    }));
});
