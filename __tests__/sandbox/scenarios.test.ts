import { describe, expect, it } from "@jest/globals";
import { REASON_CODES } from "../../src/evidence/reasons.ts";
import { DECISIONS } from "../../src/evidence/vocabulary.ts";
import type { Sandbox } from "../../src/sandbox/gateway.ts";
import { SCENARIOS, type ScenarioName } from "../../src/sandbox/scenarios.ts";
import { ask, askStream, bodyFor, CHAT, during, eventsIn, framesOf, post, RESPONSES } from "./client.ts";

describe("the table of scenarios", () => {
  it("has unique names that are easy to type", () => {
    const names = SCENARIOS.map((scenario) => scenario.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z0-9-]+$/.test(name))).toEqual([]);
  });

  it("describes every scenario in one line and promises a verdict in the product's words", () => {
    for (const { description, expect: promised } of SCENARIOS) {
      expect(description).toMatch(/^[A-Z].{10,118}\.$/);
      expect(DECISIONS).toContain(promised.decision);
      expect(REASON_CODES).toContain(promised.trigger);
      expect(promised.decision === "proceed").toBe(promised.trigger === "all-passed");
    }
  });
});

describe("scenarios that answer a valid request with a status", () => {
  const cases: readonly { name: ScenarioName; status: number; type?: string; body?: unknown; location?: RegExp }[] = [
    { name: "bad-key", status: 401, body: { error: { type: "comet_api_error" } } },
    { name: "unknown-model", status: 503, body: { error: { code: "model_not_found" } } },
    { name: "schema-rejected", status: 400, body: { error: { type: "invalid_request_error" } } },
    { name: "quota", status: 403, body: { error: { code: "insufficient_user_quota" } } },
    { name: "rate-limit", status: 429, body: { error: { type: "comet_api_error" } } },
    { name: "blocked", status: 403, type: "text/html" },
    { name: "redirect", status: 308, location: /^\/moved\/v1\// },
    { name: "redirect-elsewhere", status: 308, location: /^https:\/\/elsewhere\.invalid\// },
    { name: "html", status: 200, type: "text/html" },
    { name: "server-errors", status: 500, body: { error: { code: "" } } },
    { name: "bad-gateway-html", status: 502, type: "text/html" },
    { name: "error-in-200", status: 200, body: { error: { message: expect.any(String) } } },
    { name: "wrong-shape", status: 200, body: {} },
    { name: "injected-commands", status: 500, body: { error: { code: expect.stringMatching(/^::error::.*\n/) } } },
  ];
  for (const { name, status, type, body, location } of cases) {
    it(`${name}: ${status} on both endpoints, streamed or not`, () =>
      during(name, async (sandbox) => {
        for (const stream of [false, true]) {
          for (const path of [CHAT, RESPONSES]) {
            const response = await ask(sandbox, path, { stream });
            expect(response.status).toBe(status);
            expect(response.headers.get("location") ?? "").toMatch(location ?? /^$/);
            expect(response.headers.get("content-type")).toContain(body === undefined ? (type ?? "") : "json");
            const text = await response.text();
            expect(body === undefined ? {} : JSON.parse(text)).toMatchObject(body ?? {});
          }
        }
      }));
  }

  it("rate-limit says when to come back", () =>
    during("rate-limit", async (sandbox) => {
      expect((await ask(sandbox, CHAT)).headers.get("retry-after-ms")).toBe("20");
    }));

  it("injected-commands also poisons the request id", () =>
    during("injected-commands", async (sandbox) => {
      const response = await ask(sandbox, CHAT);
      expect(response.headers.get("x-cometapi-request-id")).toContain("::error::");
    }));
});

describe("scenarios that have to pass", () => {
  const text = "OK n0nce-4711";
  const peculiar = ["slow", "gzip", "bom-crlf", "completed-output-empty", "missing-event-lines"] as const;
  for (const name of peculiar) {
    it(`${name}: the text arrives on both endpoints`, () =>
      during(name, async (sandbox) => {
        expect(await (await ask(sandbox, CHAT)).text()).toContain(text);
        expect(await (await ask(sandbox, RESPONSES)).text()).toContain(text);
      }));
  }

  it("chat-only: Responses is a JSON 404, Chat Completions works", () =>
    during("chat-only", async (sandbox) => {
      expect((await ask(sandbox, RESPONSES)).status).toBe(404);
      expect((await ask(sandbox, CHAT)).status).toBe(200);
    }));

  it("reasoning-model: 256 tokens are all thought, in one piece and streamed", () =>
    during("reasoning-model", async (sandbox) => {
      expect(await (await ask(sandbox, CHAT)).json()).toMatchObject({
        choices: [{ finish_reason: "length", message: { content: "", reasoning_content: expect.any(String) } }],
        usage: { completion_tokens: 256, completion_tokens_details: { reasoning_tokens: 256 } },
      });
      expect(await (await ask(sandbox, RESPONSES)).json()).toMatchObject({
        status: "incomplete",
        incomplete_details: { reason: "max_output_tokens" },
        output: [{ type: "reasoning" }],
      });
      const chunks = eventsIn(await framesOf(await askStream(sandbox, CHAT)));
      expect(chunks.some((chunk) => chunk.choices[0]?.delta.reasoning_content)).toBe(true);
      expect(chunks.some((chunk) => chunk.choices[0]?.delta.content)).toBe(false);
      const events = eventsIn(await framesOf(await askStream(sandbox, RESPONSES)));
      expect(events.at(-1)).toMatchObject({ type: "response.incomplete", response: { status: "incomplete" } });
    }));

  it("reasoning-model: answers with 2048 tokens, and without a cap", () =>
    during("reasoning-model", async (sandbox) => {
      expect(await (await ask(sandbox, CHAT, { max_completion_tokens: 2048 })).text()).toContain(text);
      const uncapped = await ask(sandbox, RESPONSES, { max_output_tokens: undefined });
      expect(await uncapped.json()).toMatchObject({
        status: "completed",
        output: [{ type: "reasoning" }, { type: "message", content: [{ text }] }],
      });
    }));

  it("rejects-caps: names one field at a time until all are gone", () =>
    during("rejects-caps", async (sandbox) => {
      const first = await askStream(sandbox, CHAT);
      expect([first.status, await first.json()]).toMatchObject([400, { error: { param: "max_completion_tokens" } }]);
      const second = await askStream(sandbox, CHAT, { max_completion_tokens: undefined });
      expect(await second.json()).toMatchObject({ error: { param: "stream_options" } });
      const third = await ask(sandbox, CHAT, { max_completion_tokens: undefined, stream: true });
      expect(third.status).toBe(200);
      const responses = await ask(sandbox, RESPONSES);
      expect(await responses.json()).toMatchObject({ error: { param: "max_output_tokens" } });
    }));

  it("gzip: compresses only for clients that accept it", () =>
    during("gzip", async (sandbox) => {
      expect((await ask(sandbox, CHAT)).headers.get("content-encoding")).toBe("gzip");
      const plain = await fetch(`${sandbox.baseUrl}${CHAT}`, {
        method: "POST",
        headers: { authorization: `Bearer ${sandbox.key}`, "accept-encoding": "identity" },
        body: JSON.stringify(bodyFor(sandbox, CHAT)),
      });
      expect([plain.status, plain.headers.get("content-encoding")]).toEqual([200, null]);
    }));

  it("bom-crlf: a byte order mark comes first and lines end with CRLF", () =>
    during("bom-crlf", async (sandbox) => {
      const bytes = Buffer.from(await (await askStream(sandbox, RESPONSES)).arrayBuffer());
      expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
      expect(bytes.toString()).not.toMatch(/[^\r]\n/);
    }));

  it("no-done-marker: the chat stream finishes without [DONE]", () =>
    during("no-done-marker", async (sandbox) => {
      const stream = await (await askStream(sandbox, CHAT)).text();
      expect(stream).toContain('"finish_reason":"stop"');
      expect(stream).not.toContain("[DONE]");
    }));

  it("completed-output-empty: the text is in the deltas only", () =>
    during("completed-output-empty", async (sandbox) => {
      const events = eventsIn(await framesOf(await askStream(sandbox, RESPONSES)));
      expect(events.at(-1)).toMatchObject({ type: "response.completed", response: { output: [] } });
      expect(events.some((event) => event.delta)).toBe(true);
    }));

  it("missing-event-lines: the Responses stream has data: lines only", () =>
    during("missing-event-lines", async (sandbox) => {
      expect(await (await askStream(sandbox, RESPONSES)).text()).not.toMatch(/^event:/m);
    }));
});

describe("scenarios that count", () => {
  const statuses = async (sandbox: Sandbox, path: string, count: number) => {
    const seen: number[] = [];
    for (let n = 0; n < count; n++) {
      seen.push((await ask(sandbox, path)).status);
    }
    return seen;
  };

  it("one-blip: only the second request of each endpoint fails", () =>
    during("one-blip", async (sandbox) => {
      expect(await statuses(sandbox, CHAT, 6)).toEqual([200, 500, 200, 200, 200, 200]);
      expect(await statuses(sandbox, RESPONSES, 3)).toEqual([200, 500, 200]);
    }));

  it("one-in-five: every fifth request fails, and requests that fail anyway do not count", () =>
    during("one-in-five", async (sandbox) => {
      await post(sandbox, CHAT, {});
      await post(sandbox, CHAT, bodyFor(sandbox, CHAT), { key: "sk-not-this-one" });
      expect(await statuses(sandbox, CHAT, 10)).toEqual([200, 200, 200, 200, 500, 200, 200, 200, 200, 500]);
    }));

  it("counts streams and answers in one piece apart", () =>
    during("one-blip", async (sandbox) => {
      expect((await ask(sandbox, CHAT)).status).toBe(200);
      expect((await askStream(sandbox, CHAT)).status).toBe(200);
      expect((await askStream(sandbox, CHAT)).status).toBe(500);
    }));
});

describe("scenarios about requests that must fail", () => {
  it("accepts-anything: invalid bodies and fake keys succeed", () =>
    during("accepts-anything", async (sandbox) => {
      expect((await post(sandbox, CHAT, {})).status).toBe(200);
      expect((await post(sandbox, RESPONSES, { model: "no-such" })).status).toBe(200);
      expect((await post(sandbox, CHAT, bodyFor(sandbox, CHAT), { key: "sk-not-this-one" })).status).toBe(200);
    }));

  it("uncontrolled-errors: a bare 500 for invalid bodies, while fake keys still get 401", () =>
    during("uncontrolled-errors", async (sandbox) => {
      const chat = await post(sandbox, CHAT, { model: sandbox.model });
      expect([chat.status, await chat.text()]).toEqual([500, "{}"]);
      const responses = await post(sandbox, RESPONSES, { model: "no-such" });
      expect([responses.status, responses.headers.get("content-type")]).toEqual([500, "text/plain"]);
      expect((await post(sandbox, CHAT, {}, { key: "sk-not-this-one" })).status).toBe(401);
      expect((await ask(sandbox, CHAT)).status).toBe(200);
    }));

  it("faults behind the gateway leave its own checks alone", () =>
    during("server-errors", async (sandbox) => {
      expect((await post(sandbox, CHAT, {}, { key: "sk-not-this-one" })).status).toBe(401);
      expect((await post(sandbox, CHAT, {})).status).toBe(400);
    }));

  it("faults in front of the gateway meet fake keys too", () =>
    during("bad-gateway-html", async (sandbox) => {
      expect((await post(sandbox, CHAT, {}, { key: "sk-not-this-one" })).status).toBe(502);
    }));
});
