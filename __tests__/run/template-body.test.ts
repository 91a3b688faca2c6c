/** What really arrives at an endpoint when a request template is configured, and what is kept of its answer. */
import { describe, expect, it } from "@jest/globals";
import { startSandbox } from "../../src/sandbox/gateway.ts";
import type { Settings } from "../../src/settings/settings.ts";
import { answer, endpoint, failure, type Reply } from "./endpoint.ts";
import { outcomes, probe, run, settings } from "./running.ts";

const PERSON = "Erika of 12 Example Street";
const CHAT = {
  model: "written-in-the-template",
  messages: [
    { role: "system", content: `You serve ${PERSON}.` },
    { role: "user", content: [{ type: "text", text: PERSON }] },
  ],
  temperature: 0.2,
  max_completion_tokens: 64,
  metadata: { tenant: "acme-corporation" },
  tools: [{ type: "function", function: { name: "find_parcel_4711", parameters: { type: "object" } } }],
};
const RESPONSES = { input: PERSON, instructions: PERSON, max_output_tokens: 64, store: false };

const template = (...bodies: readonly (readonly [family: "chat-completions" | "responses", text: string])[]) => ({
  template: {
    templates: bodies.map(([family, text], i) => ({ family, path: `${i}.json`, text })),
    waivers: [],
  },
});

const OWN = template(["chat-completions", JSON.stringify(CHAT)], ["responses", JSON.stringify(RESPONSES)]);
const LIVE = ["chat", "chat-stream", "responses", "responses-stream"] as const;

function withTemplate(
  baseUrl: string,
  own: Pick<Settings, "template"> = OWN,
  probes: readonly (typeof LIVE)[number][] = LIVE,
): Settings {
  return { ...settings(baseUrl, { probes, policy: { samples: 2 } }), ...own };
}

describe("the body on the wire", () => {
  it("is the team's own, with the gate's prompt in the place of the team's", async () => {
    await using target = await endpoint((request) => answer(request));
    const seen = await run(withTemplate(target.baseUrl));
    for (const key of LIVE) expect(outcomes(seen, key)).toEqual(["pass", "pass"]);
    expect(JSON.stringify(target.received.map(({ body }) => body))).not.toMatch(/Erika|Example Street|acme/);
    const [chat] = target.received.filter(({ path, body }) => path.endsWith("/chat/completions") && !body.stream);
    expect(chat?.body).toEqual({
      ...CHAT,
      model: "model-under-release",
      metadata: { tenant: "release-gate" },
      messages: [
        { role: "system", content: expect.stringContaining("release-gate-prompt") },
        { role: "user", content: [{ type: "text", text: expect.stringMatching(/release-gate-reply-[0-9a-f]{16}$/) }] },
      ],
    });
    const [streamed] = target.received.filter(({ path, body }) => path.endsWith("/responses") && body.stream === true);
    expect(streamed?.body).toEqual({
      ...RESPONSES,
      model: "model-under-release",
      stream: true,
      input: expect.stringMatching(/release-gate-reply-[0-9a-f]{16}$/),
      instructions: expect.stringContaining("release-gate-prompt"),
    });
  });

  it("is the minimal one where the template is no JSON object", async () => {
    await using target = await endpoint((request) => answer(request));
    await run(
      withTemplate(target.baseUrl, template(["chat-completions", "{"], ["responses", "[]"]), ["chat", "responses"]),
    );
    for (const { body } of target.received)
      expect(Object.keys(body).sort().slice(0, 1)).toEqual([body.input ? "input" : "max_completion_tokens"]);
  });

  it("is the first template of a family", async () => {
    await using target = await endpoint((request) => answer(request));
    const two = template(["responses", '{"input":"x","top_p":0.1}'], ["responses", '{"input":"x","top_p":0.9}']);
    await run(withTemplate(target.baseUrl, two, ["responses"]));
    expect(target.received.map(({ body }) => body.top_p)).toEqual([0.1, 0.1]);
  });

  it("is accepted by the sandbox in all four forms", async () => {
    const sandbox = await startSandbox("healthy");
    try {
      const own = withTemplate(sandbox.baseUrl);
      const seen = await run({
        ...own,
        release: { ...own.release, model: sandbox.model },
        credential: { value: sandbox.key, source: "input api-key" },
      });
      for (const key of LIVE) expect([key, ...outcomes(seen, key)]).toEqual([key, "pass", "pass"]);
    } finally {
      await sandbox.close();
    }
  });
});

describe("the answer to it", () => {
  it("that refuses a field of the team's is request-schema, without a second try", async () => {
    await using target = await endpoint(() => failure(400, "unsupported_parameter"));
    const seen = await run(withTemplate(target.baseUrl, OWN, ["chat"]));
    expect(outcomes(seen, "chat")).toContain("fail request-schema");
    expect(probe(seen, "chat").attempts.every(({ requests }) => requests.length === 1)).toBe(true);
  });

  it.each<[string, (said: string) => Reply, string]>([
    ["an error code", (code) => failure(400, code), "find_parcel_4711"],
    ["a piece of a code", (code) => failure(400, `unknown-${code}`), "find_parcel_4711"],
    [
      "an error type",
      (type) => ({ status: 400, body: { error: { message: "no", type, code: "x" } } }),
      "acme-corporation",
    ],
    ["a request id", (id) => failure(400, "x", { "x-request-id": id }), "acme-corporation"],
    ["a word of a text", (code) => failure(400, code), "Example"],
  ])("never carries the team's words into the evidence: %s", async (_what, reply, words) => {
    await using target = await endpoint(() => reply(words));
    const seen = await run(withTemplate(target.baseUrl, OWN, ["chat"]));
    expect(outcomes(seen, "chat")[0]).toBe("fail request-schema");
    expect(JSON.stringify(seen)).not.toContain(words);
  });

  it("keeps the gate's own words, although a template has them as well", async () => {
    const own = template(["chat-completions", '{"messages":[],"stop":["no-text"]}']);
    await using target = await endpoint((request) => answer(request, ""));
    const seen = await run(withTemplate(target.baseUrl, own, ["chat"]));
    expect(JSON.stringify(seen)).toContain('"detail":"no-text"');
  });

  it("keeps documented words, although a template has them as well", async () => {
    const own = template([
      "chat-completions",
      '{"messages":[],"stop":["completed","no-text"],"metadata":{"tool_calls":"stop"}}',
    ]);
    await using target = await endpoint(() => failure(400, "invalid_request"));
    const seen = await run(withTemplate(target.baseUrl, own, ["chat"]));
    expect(JSON.stringify(seen)).toContain('"errorCode":"invalid_request"');
  });
});

describe("a template of embeddings", () => {
  it("names the model that every question of its family is asked with", async () => {
    await using target = await endpoint((request) => {
      if (!request.path.endsWith("/embeddings")) return answer(request);
      if (request.body.input === undefined) return failure(400, "invalid_request");
      return { body: { object: "list", data: [{ embedding: [0.5] }], usage: { prompt_tokens: 1, total_tokens: 1 } } };
    });
    const own = { model: "embedder", input: "words of the team" };
    const asked: Settings = {
      ...settings(target.baseUrl, { probes: ["chat", "embeddings", "error-path"], policy: { samples: 2 } }),
      families: ["chat-completions", "embeddings"],
      template: { templates: [{ family: "embeddings", path: "e.json", text: JSON.stringify(own) }], waivers: [] },
    };
    const seen = await run(asked);
    expect(outcomes(seen, "embeddings")).toEqual(["pass", "pass"]);
    const models = target.received.map(({ path, body }) => `${path} ${body.model}`);
    expect([...new Set(models)].sort()).toEqual([
      "/v1/chat/completions model-under-release",
      "/v1/embeddings embedder",
    ]);
    expect(JSON.stringify(target.received.map(({ body }) => body))).not.toContain("words of the team");
  });
});
