/**
 * What gateways really say (contracts.md, 7.1 and 7.2), over a real socket: whom each answer blames. `unsupported` is
 * "not here"; every other word is a category or `pass`.
 */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readError } from "../../src/contracts/error-envelope.ts";
import { FAMILIES } from "../../src/evidence/vocabulary.ts";
import { authPath } from "../../src/probes/auth-path.ts";
import { probe as chat } from "../../src/probes/chat.ts";
import { probe as chatStream } from "../../src/probes/chat-stream.ts";
import { probe as chatTools } from "../../src/probes/chat-tools.ts";
import { probe as embeddings } from "../../src/probes/embeddings.ts";
import { errorPath } from "../../src/probes/error-path.ts";
import { probe as messages } from "../../src/probes/messages.ts";
import type { Probe } from "../../src/probes/probe.ts";
import { probe as responses } from "../../src/probes/responses.ts";
import { probe as responsesStream } from "../../src/probes/responses-stream.ts";
import { chunk, completion, RESPONSE_EVENTS, response } from "./answers.ts";
import { coded, ERROR_ANSWERS, type ErrorAnswer, error, google, type Verdict } from "./error-answers.ts";
import { conclude, json, observedIn, verdictOf } from "./exchanges.ts";
import { type Endpoint, replyOf, startEndpoint } from "./over-socket.ts";

let endpoint: Endpoint;

beforeAll(async () => {
  endpoint = await startEndpoint();
});
afterAll(async () => {
  await endpoint[Symbol.asyncDispose]();
});

/** What the answer comes to where the request must fail (contracts.md, 1.2 and 7.2; product.md, "Probes"). */
function whereItMustFail({ verdict, reply: { status, text } }: ErrorAnswer) {
  const isJson = readError(text) !== null;
  // The edge in front says nothing about the endpoint, whatever it says.
  if (text.includes("cloudflare_error")) verdict = "blocked";
  const unlooked = verdict === "capacity" || verdict === "tls" ? verdict : "uncontrolled-error";
  const otherwise = verdict === "blocked" ? "error edge-answered" : unlooked;
  const isLooked = isJson && status >= 400 && otherwise === "uncontrolled-error";
  const isKey = status === 401 ? verdict !== "blocked" : verdict === "authentication";
  const isRequest = status < 500 && ![401, 408, 424].includes(status);
  const errorCase = (by5xx: readonly Verdict[], forbidden: boolean) => {
    if (otherwise === "uncontrolled-error" && (status === 401 || (status === 403 && !forbidden))) return verdict;
    return isLooked && (status >= 500 ? by5xx.includes(verdict) : isRequest) ? "pass" : otherwise;
  };
  return {
    // A 403 is about the key only where nothing else is to blame.
    "auth-path": isKey && (status === 401 || (status === 403 && isJson)) ? "pass" : otherwise,
    "missing-field": errorCase(["request-schema", "model"], false),
    "unknown-model": errorCase(["model"], true),
  };
}

const BEGUN: readonly (readonly [Probe, object])[] = [
  [chatStream, chunk({ content: "O" })],
  [responsesStream, RESPONSE_EVENTS[0] ?? {}],
];

describe.each(ERROR_ANSWERS.map((row) => [row.verdict, row.who, row.reply.status, row] as const))(
  "%s: %s, %i",
  (verdict, _who, _status, row) => {
    it.each([chat, chatStream, responses, responsesStream])("$key", async (probe) => {
      const { outcome } = await endpoint.attempt(probe, row.reply);
      expect(verdictOf(outcome)).toBe(verdict);
      // Identifiers may be kept, words never.
      expect(JSON.stringify(observedIn(outcome))).not.toMatch(/[a-z] [a-z]/i);
    });

    it("a feature", async () => {
      const { outcome } = await endpoint.attempt(chatTools, row.reply);
      const named =
        verdict !== "provider-5xx" && /function|tool|unsupported_(api|endpoint)|convert_request/i.test(row.reply.text);
      // All of a feature's body is the gate's.
      const unnamed: Readonly<Record<string, string>> = {
        unsupported: /model\b.*chat.completions|support chat"|not embedding/.test(row.reply.text) ? "model" : "route",
        "request-schema": "error change-refused",
      };
      expect(verdictOf(outcome)).toBe(named ? "unsupported" : (unnamed[verdict] ?? verdict));
    });

    it("as an event of a stream that has begun", async () => {
      const { event } = row;
      for (const [probe, first] of event === null ? [] : BEGUN) {
        const text = `data: ${JSON.stringify(first)}\n\ndata: ${event?.data}\n\n`;
        const headers = ["content-type", "text/event-stream"];
        const { outcome } = await endpoint.attempt(probe, { status: 200, headers, text });
        expect([probe.key, verdictOf(outcome)]).toEqual([probe.key, event?.verdict]);
      }
    });

    it.each(FAMILIES)("where a request of %s must fail", async (family) => {
      const must = {
        "auth-path": authPath(family, null),
        "missing-field": errorPath(family, "missing-field", null),
        "unknown-model": errorPath(family, "unknown-model", null),
      };
      const seen = Object.entries(must).map(
        async ([name, probe]) => [name, verdictOf((await endpoint.attempt(probe, row.reply)).outcome)] as const,
      );
      expect(Object.fromEntries(await Promise.all(seen))).toEqual(whereItMustFail(row));
    });
  },
);

/** An upstream that broke, in the choice that it broke: OpenRouter. */
const brokenChoice = (code: number) => ({
  ...chunk({}),
  choices: [{ index: 0, delta: { content: "" }, error: { code, message: "no" }, finish_reason: "error" }],
});
const minimax = (status_code: number) => ({ status_code, status_msg: "x" });

describe("an error beside an answer that looks whole is one all the same", () => {
  const whole = completion();
  const [choice] = whole.choices as readonly object[];
  it.each<[string, object, string]>([
    ["in the choice", { ...whole, choices: [{ ...choice, error: { code: 502, message: "no" } }] }, "response-contract"],
    ["a limit in the choice", { ...whole, choices: [{ ...choice, error: { code: 429, message: "no" } }] }, "capacity"],
    ["MiniMax's filter", { ...whole, base_resp: minimax(1027) }, "empty-output"],
    ["MiniMax's balance", { ...whole, base_resp: minimax(1008) }, "capacity"],
    ["MiniMax's success", { ...whole, base_resp: { status_code: 0, status_msg: "success" } }, "pass"],
  ])("%s", (_what, body, verdict) => {
    expect(verdictOf(conclude(chat, json(200, body)).outcome)).toBe(verdict);
  });
});

describe("an error inside a stream is read by the same words", () => {
  const frame = (event: unknown) => `data: ${JSON.stringify(event)}\n\n`;
  const failed = (code: string) => ({
    type: "response.failed",
    response: response({ status: "failed", error: { code, message: "no" } }),
  });
  const CREATED = RESPONSE_EVENTS[0] ?? {};

  it.each<[string, Probe, readonly unknown[], string]>([
    ["Google's list", chatStream, [google("no", "RESOURCE_EXHAUSTED")], "capacity"],
    ["Google's list, before text", chatStream, [chunk({ content: "O" }), google("no", "UNAVAILABLE")], "stream-failed"],
    [
      "Anthropic's event",
      chatStream,
      [{ type: "error", error: { type: "overloaded_error", message: "x" } }],
      "capacity",
    ],
    ["a flat one", chatStream, [{ object: "error", message: "no", code: 429 }], "capacity"],
    ["one in the choice", chatStream, [brokenChoice(502)], "stream-failed"],
    ["a limit in the choice", chatStream, [chunk({ content: "O" }), brokenChoice(429)], "capacity"],
    [
      "MiniMax's status beside the last chunk",
      chatStream,
      [{ ...chunk({}, "stop"), base_resp: minimax(1008) }],
      "capacity",
    ],
    ["a bare one", chatStream, [{ message: "Internal error" }], "stream-failed"],
    ["a filter", chatStream, [coded("content_filter")], "empty-output"],
    ["the key", chatStream, [{ error: "no", code: "invalid_api_key" }], "authentication"],
    ["an upstream's money", chatStream, [error("x", { metadata: { raw: '{"error":{"code":402}}' } })], "capacity"],
    ["words of load", chatStream, [error("The model is overloaded")], "capacity"],
    ["words of a key, which blame nobody here", chatStream, [error("API key not valid")], "stream-failed"],
    ["a failed response about money", responsesStream, [CREATED, failed("insufficient_quota")], "capacity"],
    ["a failed response about the model", responsesStream, [CREATED, failed("model_not_found")], "model"],
    ["a failed response", responsesStream, [CREATED, failed("server_error")], "stream-failed"],
    [
      "the flat error event",
      responsesStream,
      [{ type: "error", code: "rate_limit_exceeded", message: "no" }],
      "capacity",
    ],
    [
      "the flat error event without a message",
      responsesStream,
      [{ type: "error", code: "rate_limit_exceeded" }],
      "capacity",
    ],
    ["an event without a type", responsesStream, [{ code: "insufficient_quota", message: "no" }], "capacity"],
    ["Google's list where events are documented", responsesStream, [google("no", "RESOURCE_EXHAUSTED")], "capacity"],
    ["a list that is no error", responsesStream, [[1]], "response-contract"],
  ])("%s", async (_what, probe, events, expected) => {
    const text = events.map(frame).join("");
    const reply = { status: 200, headers: ["content-type", "text/event-stream"], text };
    expect(verdictOf((await endpoint.attempt(probe, reply)).outcome)).toBe(expected);
  });
});

describe("an error without a message and an identifier, beside a good answer, is none (contracts.md, 7.1)", () => {
  const EMPTY = [
    {},
    { message: "", type: "", param: "", code: null },
    { message: null, type: null, param: null, code: null },
    { code: 0, message: "" },
    { message: "", details: [], metadata: {} },
  ];
  const wholes: readonly (readonly [Probe, object])[] = [
    [chat, completion()],
    [responses, response()],
    [messages, { id: "m", type: "message", content: [{ type: "text", text: "OK" }], stop_reason: "end_turn" }],
    [embeddings, { object: "list", data: [{ object: "embedding", index: 0, embedding: [0.1, -0.2] }] }],
  ];
  it.each(wholes.map(([probe, body]) => [probe.key, probe, body] as const))("%s", async (_key, probe, body) => {
    for (const empty of EMPTY) {
      const { outcome } = await endpoint.attempt(probe, replyOf(json(200, { ...body, error: empty })));
      expect([empty, verdictOf(outcome)]).toEqual([empty, "pass"]);
    }
    const { outcome } = await endpoint.attempt(probe, replyOf(json(200, { ...body, error: { description: "boom" } })));
    expect(verdictOf(outcome)).toBe("response-contract");
  });

  const frames = (events: readonly object[]) => ({
    ...{ status: 200, headers: ["content-type", "text/event-stream"] },
    text: events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(""),
  });

  it("in the response that ends a stream", async () => {
    for (const empty of EMPTY) {
      const completed = { type: "response.completed", response: response({ error: empty }) };
      const { outcome } = await endpoint.attempt(responsesStream, frames([...RESPONSE_EVENTS, completed]));
      expect(verdictOf(outcome)).toBe("pass");
    }
  });

  it("but not in a chunk or an event of OpenAI's streams, where the vendor's client raises it (contracts.md, 2.5)", async () => {
    for (const empty of EMPTY) {
      const chunks = [{ ...chunk({ content: "OK" }), error: empty }, chunk({}, "stop")];
      expect(verdictOf((await endpoint.attempt(chatStream, frames(chunks))).outcome)).toBe("stream-failed");
    }
  });
});

describe("an error with a success status is read whatever its content type says", () => {
  const quota = JSON.stringify(coded("insufficient_quota"));
  it.each<[string, Probe, string, string, string]>([
    ["as text", chat, "text/plain", quota, "capacity"],
    ["as text, in place of a stream", chatStream, "text/plain", quota, "capacity"],
    ["outside the frames of a stream", chatStream, "text/event-stream", quota, "capacity"],
    ["outside the frames of a stream", responsesStream, "text/event-stream", quota, "capacity"],
    ["of the provider's own, as text", chat, "text/plain", JSON.stringify(coded("zzz")), "response-contract"],
    ["of the provider's own, outside the frames", chatStream, "text/event-stream", "{}", "response-contract"],
  ])("%s, $key", async (_how, probe, type, text, expected) => {
    const { outcome } = await endpoint.attempt(probe, { status: 200, headers: ["content-type", type], text });
    expect(verdictOf(outcome)).toBe(expected);
  });
});

describe("a field that the gate added is taken back whatever the status of the refusal (contracts.md, 7.4)", () => {
  const named = error("Unsupported parameter: 'max_completion_tokens'", { code: "unsupported_parameter" });

  it.each([200, 400, 403, 404, 422, 500, 502, 503])("%i", async (status) => {
    const { adaptations } = await endpoint.attempt(chat, replyOf(json(status, named)));
    expect(adaptations).toEqual(["dropped:max_completion_tokens"]);
  });

  it.each([401, 402, 429, 498, 529])("but not with %i, which never looked at it", async (status) => {
    const { adaptations } = await endpoint.attempt(chat, replyOf(json(status, named)));
    expect(adaptations).toEqual([]);
  });
});
