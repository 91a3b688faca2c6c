/** Requests that are documented as valid: which category each way of not getting text back has (product.md, "Triggers"). */
import { describe, expect, it } from "@jest/globals";
import type { TerminalState } from "../../src/evidence/vocabulary.ts";
import type { Answer } from "../../src/http/types.ts";
import { probe as chat } from "../../src/probes/chat.ts";
import { probe as chatStream } from "../../src/probes/chat-stream.ts";
import type { Probe } from "../../src/probes/probe.ts";
import { probe as responses } from "../../src/probes/responses.ts";
import { probe as responsesStream } from "../../src/probes/responses-stream.ts";
import {
  CHAT_STREAM,
  choice,
  chunk,
  cometError,
  completion,
  message,
  REASONING,
  RESPONSE_EVENTS,
  RESPONSE_STREAM,
  response,
  terminal,
  USAGE_CHUNK,
} from "./answers.ts";
import {
  ABORTED,
  answer,
  brokenOff,
  conclude,
  drive,
  empty,
  html,
  json,
  LEFT_OPEN,
  MODEL,
  namedStream,
  noAnswer,
  observedIn,
  type Sent,
  stream,
  verdict,
} from "./exchanges.ts";

const EVERY_PROBE = [chat, chatStream, responses, responsesStream] as const;

const NOT_FOUND = cometError("", "Invalid URL (POST /v1/chat/completions)", "invalid_request_error");

describe("the category of an answer without a success status", () => {
  const statuses: readonly [title: string, answer: Answer, verdict: string][] = [
    ["301 redirect", answer(301, "text/html", ""), "route"],
    ["308 redirect", empty(308), "route"],
    ["400 JSON", json(400, cometError("", "model name is required")), "request-schema"],
    ["400 HTML", html(400), "route"],
    ["401 JSON", json(401, cometError("", "Invalid token")), "authentication"],
    ["401 without a body", empty(401), "authentication"],
    ["402", json(402, { error: { message: "Insufficient credits", code: 402 } }), "capacity"],
    ["403 JSON", json(403, cometError("permission_denied")), "authentication"],
    ["403 JSON about quota", json(403, cometError("insufficient_user_quota")), "capacity"],
    ["403 HTML", html(403), "blocked"],
    ["403 without a body", empty(403), "blocked"],
    ["404 JSON that says nothing about the model", json(404, NOT_FOUND), "unsupported"],
    ["404 HTML", html(404), "unsupported"],
    [
      "404 llama.cpp",
      json(404, { error: { code: 404, message: "File Not Found", type: "not_found_error" } }),
      "unsupported",
    ],
    [
      "404 vLLM, flat, naming the model",
      json(404, {
        object: "error",
        message: `The model \`${MODEL}\` does not exist.`,
        type: "NotFoundError",
        code: 404,
      }),
      "model",
    ],
    ["404 Ollama, naming the model", json(404, { error: `model "${MODEL}" not found, try pulling it first` }), "model"],
    ["404 with param: model", json(404, { error: { message: "Not found", param: "model", code: null } }), "model"],
    ["404 OpenAI model_not_found", json(404, cometError("model_not_found")), "model"],
    ["405", empty(405), "unsupported"],
    ["407", html(407), "proxy"],
    ["408", empty(408), "provider-5xx"],
    ["409", json(409, cometError("")), "request-schema"],
    ["410", json(410, cometError("")), "route"],
    ["413", json(413, cometError("")), "request-schema"],
    ["415", json(415, cometError("")), "request-schema"],
    ["418", json(418, cometError("")), "unclassified"],
    [
      "422 FastAPI detail",
      json(422, { detail: [{ loc: ["body", "messages"], msg: "field required" }] }),
      "request-schema",
    ],
    ["429 JSON", json(429, cometError("rate_limit_exceeded")), "capacity"],
    ["429 HTML", html(429), "capacity"],
    ["451", json(451, cometError("")), "blocked"],
    ["500 without a code", json(500, cometError("")), "provider-5xx"],
    ["500 with a code", json(500, cometError("do_request_failed")), "provider-5xx"],
    ["500 invalid_request", json(500, cometError("invalid_request", "field messages is required")), "request-schema"],
    ["500 convert_request_failed", json(500, cometError("convert_request_failed", "not implemented")), "unsupported"],
    ["500 about quota", json(500, cometError("insufficient_user_quota")), "capacity"],
    ["500 with a numeric 429 as its code", json(500, { error: { message: "slow down", code: 429 } }), "capacity"],
    ["501", json(501, cometError("")), "unsupported"],
    ["502 HTML", html(502), "provider-5xx"],
    ["503 without a code", json(503, cometError("")), "provider-5xx"],
    ["503 model_not_found", json(503, cometError("model_not_found", `no available channel for ${MODEL}`)), "model"],
    ["504", empty(504), "provider-5xx"],
    // Cloudflare in front of an origin that fails (contracts.md, 1.2): a page, a line, or problem details.
    ...[520, 521, 522, 523, 524, 525, 526, 527, 530].flatMap((status): (typeof statuses)[number][] => [
      [`${status} HTML`, html(status), "provider-5xx"],
      [`${status} of the edge in plain text`, answer(status, "text/plain", `error code: ${status}`), "provider-5xx"],
      [`${status} as problem details`, json(status, { title: "Origin", status, error_code: status }), "provider-5xx"],
    ]),
  ];

  it.each(statuses)("%s", (_title, exchange, expected) => {
    expect(Object.fromEntries(EVERY_PROBE.map((probe) => [probe.key, verdict(probe, exchange)]))).toEqual(
      Object.fromEntries(EVERY_PROBE.map((probe) => [probe.key, expected])),
    );
  });

  it("keeps code, type and request id of the error, and none of its words", () => {
    const { outcome } = conclude(chat, json(503, cometError("model_not_found", "no channel in group secret-group")));
    expect(observedIn(outcome)).toEqual({
      status: 503,
      errorCode: "model_not_found",
      errorType: "comet_api_error",
      errorEnvelope: true,
      requestId: "20260624120000ABCdef12",
    });
  });

  it("prefers the request id of the header", () => {
    const { outcome } = conclude(chat, json(500, cometError(""), { requestId: "from-header" }));
    expect(observedIn(outcome)).toHaveProperty("requestId", "from-header");
  });

  it("does not take a model's name out of a request id", () => {
    const notFound = json(404, { error: { message: "Invalid URL (request id: 20260624120000xxo1xxxx)" } });
    expect(drive(responses, [notFound], { model: "o1" }).outcome.kind).toBe("unsupported");
  });
});

describe("the category of a failure without an answer", () => {
  it.each([
    "dns",
    "tcp",
    "tls",
    "proxy",
    "timeout-connect",
    "timeout-first-byte",
    "timeout-total",
    "connection-lost",
  ] as const)("%s stays %s", (category) => {
    expect(drive(chat, [noAnswer(category, "ECODE")]).outcome).toEqual({
      kind: "fail",
      category,
      observed: { networkCode: "ECODE" },
    });
  });

  it("says nothing about an attempt that was stopped", () => {
    expect(drive(chat, [ABORTED]).outcome).toEqual({ kind: "error", reason: "stopped" });
  });
});

describe("a JSON success passes in every gateway's shape", () => {
  it.each<[string, Probe, unknown]>([
    [
      "chat, CometAPI",
      chat,
      completion({
        service_tier: "default",
        system_fingerprint: "fp",
        choices: [choice({ content: "OK", annotations: [] })],
        usage: { prompt_tokens: 20, completion_tokens: 4, total_tokens: 24, latency_checkpoint: {} },
      }),
    ],
    ["chat, OpenAI", chat, completion({ moderation: null, metadata: {} })],
    [
      "chat, OpenRouter",
      chat,
      completion({
        id: "gen-1",
        provider: "x",
        choices: [{ ...choice({ content: "OK", reasoning: null }), native_finish_reason: "STOP" }],
      }),
    ],
    [
      "chat, vLLM",
      chat,
      completion({
        choices: [choice({ content: "OK", tool_calls: [], reasoning_content: null })],
        prompt_logprobs: null,
      }),
    ],
    ["chat, llama.cpp", chat, completion({ created: undefined, timings: { predicted_ms: 3 }, model: "m.gguf" })],
    ["chat, without usage", chat, completion({ usage: undefined })],
    ["chat, an unknown finish_reason", chat, completion({ choices: [choice({ content: "OK" }, "eos")] })],
    ["responses, CometAPI", responses, response({ completed_at: 1_780_000_001, text: { verbosity: "medium" } })],
    ["responses, OpenAI with logprobs", responses, response({ output: [message([output("OK", { logprobs: [] })])] })],
    ["responses, a reasoning item first", responses, response({ output: [REASONING, message()] })],
    [
      "responses, Open Responses with an item of its own",
      responses,
      response({ output: [{ type: "acme:x" }, message()] }),
    ],
    ["responses, llama.cpp without status", responses, response({ status: undefined, usage: undefined })],
    ["responses, the text in the second part", responses, response({ output: [message([output(""), output("OK")])] })],
  ])("%s", (_title, probe, body) => {
    expect(drive(probe, [json(200, body)]).outcome).toMatchObject({
      kind: "pass",
      observed: { status: 200, json: true, shape: true, text: true },
    });
  });

  it("with any JSON content type", () => {
    expect(verdict(chat, answer(200, "application/problem+json", JSON.stringify(completion())))).toBe("pass");
  });

  it("and keeps usage, model and finish as they were reported, never the text", () => {
    const { outcome } = drive(chat, [json(200, completion(), { requestId: "req-1" })]);
    expect(outcome).toEqual({
      kind: "pass",
      observed: {
        status: 200,
        requestId: "req-1",
        json: true,
        shape: true,
        text: true,
        finishReason: "stop",
        modelReturned: "model-1-2026-03-17",
        usage: { input: 20, output: 4, total: 24 },
      },
    });
  });

  it("and notes that usage is missing", () => {
    const { outcome } = drive(responses, [json(200, response({ usage: undefined }))]);
    expect(observedIn(outcome).notes).toEqual(["usage-missing"]);
  });
});

describe("a success status without the documented shape is response-contract", () => {
  it.each<[string, Probe, unknown, string[]]>([
    ["no id", chat, completion({ id: undefined }), ["id"]],
    ["another object", chat, completion({ object: "text_completion" }), ["object"]],
    ["no message", chat, completion({ choices: [{ index: 0, finish_reason: "stop" }] }), ["choices[0].message"]],
    [
      "no finish_reason, and nothing that was finished",
      chat,
      completion({ choices: [choice({ content: "" }, null)] }),
      ["choices[0].finish_reason"],
    ],
    [
      "content that is no string",
      chat,
      completion({ choices: [choice({ content: 7 }, "stop")] }),
      ["choices[0].message.content"],
    ],
    ["several at once", chat, { choices: [choice()] }, ["id", "object"]],
    ["no output", responses, response({ output: undefined }), ["output"]],
    ["output that is no array", responses, response({ output: "OK" }), ["output"]],
    ["an unknown status", responses, response({ status: "done" }), ["status"]],
    ["still queued", responses, response({ status: "queued", output: [] }), ["status"]],
    ["still in progress", responses, response({ status: "in_progress" }), ["status"]],
    ["an array", chat, [], ["body"]],
    ["null", responses, null, ["body"]],
  ])("%s", (_title, probe, body, missing) => {
    expect(drive(probe, [json(200, body)]).outcome).toMatchObject({
      kind: "fail",
      category: "response-contract",
      observed: { json: true, shape: false, missing, detail: "missing-fields" },
    });
  });

  it.each<[string, Probe, Answer, string]>([
    ["a response where a completion is documented", chat, json(200, response()), "wrong-family"],
    ["a completion where a response is documented", responses, json(200, completion()), "wrong-family"],
    ["not JSON", chat, answer(200, "application/json", '{"id":'), "not-json"],
    ["plain text", chat, answer(200, "text/plain", JSON.stringify(completion())), "content-type-not-json"],
    ["no content type", responses, answer(200, null, JSON.stringify(response())), "content-type-not-json"],
    ["a stream that nobody asked for", chat, stream(CHAT_STREAM), "content-type-not-json"],
    ["204 without a body", chat, empty(204), "content-type-not-json"],
    [
      "over the size limit",
      chat,
      json(200, {}, { end: brokenOff("response-contract", "body-too-large") }),
      "body-too-large",
    ],
  ])("%s", (_title, probe, exchange, detail) => {
    expect(drive(probe, [exchange]).outcome).toMatchObject({
      kind: "fail",
      category: "response-contract",
      observed: { detail },
    });
  });

  it.each<[string, unknown]>([
    ["nested", cometError("server_error")],
    ["nested, code and param missing", { error: { message: "no" } }],
    ["flat", { object: "error", message: "no", type: "InternalServerError", param: null, code: 500 }],
    ["a string", { error: "no" }],
    ["FastAPI's", { detail: "no" }],
  ])("an error in a 200, %s envelope", (_title, body) => {
    for (const probe of [chat, responses]) {
      expect(drive(probe, [json(200, body)]).outcome).toMatchObject({
        category: "response-contract",
        observed: { detail: "error-in-200", shape: false },
      });
    }
  });

  it("names at most eight fields", () => {
    const { outcome } = drive(chat, [json(200, completion({ choices: Array.from({ length: 20 }, () => ({})) }))]);
    expect(observedIn(outcome).missing).toHaveLength(8);
  });

  it("a completed response that carries an error", () => {
    expect(verdict(responses, json(200, response({ error: { code: "server_error", message: "no" } })))).toBe(
      "response-contract",
    );
  });

  it.each([...EVERY_PROBE])("but a page where $key is documented is route", (probe) => {
    expect(verdict(probe, html(200))).toBe("route");
    expect(verdict(probe, answer(200, null, "\n<html lang='en'>"))).toBe("route");
  });
});

describe("a completion that says itself that it failed", () => {
  it("is stream-failed, as in a stream", () => {
    expect(verdict(chat, json(200, completion({ choices: [choice({ content: "" }, "error")] })))).toBe("stream-failed");
  });
});

describe("a body that breaks off fails with what broke it", () => {
  it.each(["timeout-total", "connection-lost"] as const)("%s", (category) => {
    expect(verdict(chat, answer(200, "application/json", '{"id":', { end: brokenOff(category) }))).toBe(category);
  });
});

describe("a response that says itself how it ended", () => {
  it.each<[string, Record<string, unknown>, string]>([
    ["failed", { status: "failed", error: { code: "server_error", message: "no" }, output: [] }, "stream-failed"],
    ["failed without an error", { status: "failed", output: [] }, "stream-failed"],
    ["failed for quota", { status: "failed", error: { code: "rate_limit_exceeded", message: "no" } }, "capacity"],
    ["cancelled", { status: "cancelled", output: [] }, "stream-failed"],
    ["incomplete, cut off with text", incomplete("max_output_tokens", [message()]), "pass"],
    ["incomplete, cut off without text", incomplete("max_output_tokens", []), "empty-output"],
    ["incomplete, cut off as the specification's example spells it", incomplete("max_tokens", [message()]), "pass"],
    ["incomplete, content filter, text or not", incomplete("content_filter", [message()]), "empty-output"],
  ])("%s", (_title, parts, expected) => {
    expect(verdict(responses, json(200, response(parts)))).toBe(expected);
  });
});

describe("an answer without text", () => {
  it.each<[string, Probe, Answer, string]>([
    ["content null", chat, json(200, completion({ choices: [choice({ content: null })] })), "no-text"],
    ["white space", chat, json(200, completion({ choices: [choice({ content: " \n" })] })), "no-text"],
    ["a refusal", chat, json(200, completion({ choices: [choice({ content: null, refusal: "no" })] })), "refusal"],
    [
      "a content filter, even after some text",
      chat,
      json(200, completion({ choices: [choice({ content: "O" }, "content_filter")] })),
      "content-filter",
    ],
    [
      "a refusal",
      responses,
      json(200, response({ output: [message([{ type: "refusal", refusal: "no" }])] })),
      "refusal",
    ],
    ["no message item", responses, json(200, response({ output: [REASONING] })), "no-text"],
    ["a refusal", chatStream, stream([chunk({ refusal: "no" }), chunk({}, "stop"), "[DONE]"]), "refusal"],
    ["no delta with text", chatStream, stream([chunk({ role: "assistant" }), chunk({}, "stop"), "[DONE]"]), "no-text"],
    [
      "a content filter",
      chatStream,
      stream([chunk({ content: "O" }), chunk({}, "content_filter"), "[DONE]"]),
      "content-filter",
    ],
    [
      "a refusal",
      responsesStream,
      namedStream([
        { type: "response.refusal.delta", sequence_number: 0, output_index: 0, delta: "no" },
        terminal("completed", { output: [] }),
      ]),
      "refusal",
    ],
    [
      "a content filter",
      responsesStream,
      namedStream([
        ...RESPONSE_EVENTS,
        terminal("incomplete", { incomplete_details: { reason: "content_filter" }, output: [message()] }),
      ]),
      "content-filter",
    ],
  ])("%s: empty-output ($key)", (_title, probe, exchange, detail) => {
    expect(drive(probe, [exchange]).outcome).toMatchObject({ category: "empty-output", observed: { detail } });
  });
});

describe("an answer that was cut off passes with text, noted", () => {
  it.each<[string, Probe, Answer]>([
    ["chat", chat, json(200, completion({ choices: [choice({ content: "OK" }, "length")] }))],
    ["chat-stream", chatStream, stream([chunk({ content: "OK" }), chunk({}, "length"), USAGE_CHUNK, "[DONE]"])],
    ["responses", responses, json(200, response(incomplete("max_output_tokens", [message()])))],
    [
      "responses-stream",
      responsesStream,
      namedStream([...RESPONSE_EVENTS, terminal("incomplete", incomplete("max_output_tokens", [message()]))]),
    ],
  ])("%s", (_title, probe, exchange) => {
    expect(drive(probe, [exchange]).outcome).toMatchObject({ kind: "pass", observed: { notes: ["truncated"] } });
  });
});

describe("how a stream ended (contracts.md, 6.4)", () => {
  const CUT = incomplete("max_output_tokens", []);

  it.each<[TerminalState, Probe, Answer, string]>([
    ["completed", chatStream, stream(CHAT_STREAM), "pass"],
    ["completed", responsesStream, namedStream(RESPONSE_STREAM), "pass"],
    ["incomplete-max-output-tokens", chatStream, stream([chunk({}, "length"), "[DONE]"]), "empty-output"],
    [
      "incomplete-max-output-tokens",
      responsesStream,
      namedStream([...RESPONSE_EVENTS.slice(0, 2), terminal("incomplete", CUT)]),
      "empty-output",
    ],
    ["incomplete-content-filter", chatStream, stream([chunk({}, "content_filter"), "[DONE]"]), "empty-output"],
    [
      "incomplete-content-filter",
      responsesStream,
      namedStream([...RESPONSE_EVENTS, terminal("incomplete", incomplete("content_filter", []))]),
      "empty-output",
    ],
    [
      "incomplete-other",
      responsesStream,
      namedStream([...RESPONSE_EVENTS.slice(0, 2), terminal("incomplete", incomplete("who_knows", []))]),
      "stream-failed",
    ],
    ["failed", responsesStream, namedStream([...RESPONSE_EVENTS, terminal("failed")]), "stream-failed"],
    ["failed", responsesStream, namedStream([terminal("failed")]), "stream-failed"],
    [
      "failed",
      responsesStream,
      namedStream([...RESPONSE_EVENTS, { ...terminal("failed"), error: { message: "no" } }]),
      "stream-failed",
    ],
    ["error-event", chatStream, stream([chunk({ content: "OK" }), cometError("")]), "stream-failed"],
    ["error-event", responsesStream, namedStream([...RESPONSE_EVENTS, { type: "error" }]), "stream-failed"],
    ["done-without-finish", chatStream, stream([chunk({ content: "OK" }), "[DONE]"]), "stream-unterminated"],
    ["done-without-finish", responsesStream, namedStream([...RESPONSE_EVENTS, "[DONE]"]), "stream-unterminated"],
    ["eof-without-terminal", chatStream, stream([chunk({ content: "OK" })]), "stream-unterminated"],
    ["eof-without-terminal", responsesStream, namedStream(RESPONSE_EVENTS), "stream-unterminated"],
    ["eof-without-terminal", chatStream, stream([]), "response-contract"],
    ["eof-without-terminal", responsesStream, namedStream([]), "response-contract"],
    [
      "more-than-one-terminal",
      responsesStream,
      namedStream([...RESPONSE_STREAM, terminal("completed")]),
      "response-contract",
    ],
    [
      "more-than-one-terminal",
      responsesStream,
      namedStream([...RESPONSE_STREAM, terminal("incomplete")]),
      "response-contract",
    ],
    ["idle-timeout", chatStream, cutShort("timeout-idle"), "timeout-idle"],
    ["idle-timeout", responsesStream, namedStream(RESPONSE_EVENTS, { end: brokenOff("timeout-idle") }), "timeout-idle"],
    ["total-timeout", chatStream, cutShort("timeout-total"), "timeout-total"],
    ["total-timeout", responsesStream, cutShort("timeout-total", RESPONSE_EVENTS), "timeout-total"],
    ["connection-lost", chatStream, cutShort("connection-lost"), "connection-lost"],
    ["connection-lost", responsesStream, cutShort("connection-lost", RESPONSE_EVENTS), "connection-lost"],
    ["non-sse-body", chatStream, json(200, completion()), "response-contract"],
    ["non-sse-body", responsesStream, answer(200, "text/plain", "OK"), "response-contract"],
    ["http-error", chatStream, json(500, cometError("")), "provider-5xx"],
    ["http-error", responsesStream, json(401, cometError("")), "authentication"],
    ["http-error", responsesStream, json(404, NOT_FOUND), "unsupported"],
  ])("%s, %#", (terminalState, probe, exchange, expected) => {
    const { outcome } = conclude(probe, exchange);
    expect(outcome).toHaveProperty("observed.terminalState", terminalState);
    expect(verdict(probe, exchange)).toBe(expected);
  });

  it.each([chat, responses])("only a stream has a terminal state, $key has none", (probe) => {
    expect(observedIn(conclude(probe, json(500, cometError(""))).outcome)).not.toHaveProperty("terminalState");
  });

  it("counts events by their documented type, all others together", () => {
    const { outcome } = drive(responsesStream, [
      namedStream([...RESPONSE_EVENTS, { type: "acme:x", sequence_number: 9 }, terminal("completed")]),
    ]);
    expect(observedIn(outcome)).toMatchObject({
      events: 7,
      eventTypes: { "response.output_text.delta": 1, "response.completed": 1, other: 1 },
      notes: expect.arrayContaining(["unknown-event-type"]),
    });
  });

  it("does not credit the text of an unterminated final frame", () => {
    const { outcome } = drive(chatStream, [stream([chunk({ content: "OK" })], { unterminatedFrame: true })]);
    expect(outcome).toMatchObject({
      category: "stream-unterminated",
      observed: { notes: ["unterminated-final-frame"] },
    });
  });
});

describe("an error event of a Responses stream, in each of its shapes (contracts.md, 2.3)", () => {
  it.each<[string, Sent]>([
    ["flat, as documented", { type: "error", code: "server_error", message: "no", param: null, sequence_number: 5 }],
    [
      "nested, as sent",
      { type: "error", sequence_number: 5, error: { type: "x", code: "server_error", message: "no" } },
    ],
    ["mixed: the code outside", { type: "error", code: "server_error", error: { message: "no", code: null } }],
    ["untyped", { error: { code: "server_error", message: "no" } }],
    ["named only by its event line", { event: "error", data: '{"code":"server_error","message":"no"}' }],
    [
      "named by its event line, with a type of its own",
      { event: "error", data: '{"type":"api_error","code":"server_error","message":"no"}' },
    ],
    ["response.error", { type: "response.error", error: { code: "server_error", message: "no" } }],
    ["vLLM's flat body", { object: "error", message: "no", type: "server_error", code: "server_error" }],
  ])("%s", (_title, event) => {
    expect(drive(responsesStream, [namedStream([...RESPONSE_EVENTS, event])]).outcome).toMatchObject({
      category: "stream-failed",
      observed: { terminalState: "error-event", errorCode: "server_error" },
    });
  });

  it("a bare string", () => {
    expect(verdict(responsesStream, namedStream([...RESPONSE_EVENTS, { error: "no" }]))).toBe("stream-failed");
  });

  it("stays the verdict when response.failed or even response.completed follows", () => {
    for (const status of ["failed", "completed"] as const) {
      const { outcome } = drive(responsesStream, [
        namedStream([...RESPONSE_EVENTS, { type: "error", code: "server_error" }, terminal(status)]),
      ]);
      expect(outcome).toMatchObject({ category: "stream-failed", observed: { terminalState: "error-event" } });
    }
  });
});

describe("an error event", () => {
  it("makes the shape of what follows irrelevant", () => {
    const { outcome } = drive(responsesStream, [
      namedStream([...RESPONSE_EVENTS, { type: "error", code: "server_error" }, { type: "response.failed" }]),
    ]);
    expect(observedIn(outcome)).toHaveProperty("shape", true);
  });
});

describe("an error inside a chat stream, in each of its shapes", () => {
  it.each<[string, Sent]>([
    ["nested", { error: { message: "no", code: "server_error" } }],
    ["nested beside choices", { ...chunk({}), error: { message: "no", code: 502 } }],
    ["a bare string", { error: "no" }],
    ["a string beside choices", { ...chunk({}), error: "no" }],
    ["flat", { object: "error", message: "no", type: "InternalServerError", code: 500 }],
    ["the Responses event", { type: "error", code: "server_error", message: "no" }],
    ["named only by its event line", { event: "error", data: '{"message":"no"}' }],
  ])("%s", (_title, event) => {
    expect(drive(chatStream, [stream([chunk({ content: "OK" }), event, "[DONE]"])]).outcome).toMatchObject({
      category: "stream-failed",
      observed: { terminalState: "error-event" },
    });
  });
});

describe("money and rate limits inside a stream are capacity", () => {
  it.each<[string, Probe, readonly Sent[]]>([
    ["a code, chat", chatStream, [chunk({ content: "O" }), cometError("insufficient_user_quota")]],
    ["a numeric code, chat", chatStream, [{ error: { code: 429, message: "rate limited" } }]],
    ["an error event", responsesStream, [...RESPONSE_EVENTS, { type: "error", code: "rate_limit_exceeded" }]],
    [
      "an error event, the code outside",
      responsesStream,
      [...RESPONSE_EVENTS, { type: "error", code: "rate_limit_exceeded", error: { message: "no" } }],
    ],
    [
      "response.failed",
      responsesStream,
      [...RESPONSE_EVENTS, terminal("failed", { error: { code: "rate_limit_exceeded", message: "no" } })],
    ],
  ])("%s", (_title, probe, events) => {
    expect(verdict(probe, probe === chatStream ? stream(events) : namedStream(events))).toBe("capacity");
  });
});

describe("the finish of a chat stream", () => {
  const OK = chunk({ content: "OK" });

  it.each<[string, readonly Sent[], string]>([
    ["in a chunk of its own", [OK, chunk({}, "stop"), "[DONE]"], "pass"],
    ["in the chunk with the text", [chunk({ content: "OK" }, "stop"), "[DONE]"], "pass"],
    ["in the chunk with the usage", [OK, { ...chunk({}, "stop"), usage: USAGE_CHUNK.usage }, "[DONE]"], "pass"],
    ["followed by the usage chunk", [OK, chunk({}, "stop"), USAGE_CHUNK, "[DONE]"], "pass"],
    [
      "followed by a usage chunk without choices",
      [OK, chunk({}, "stop"), { usage: USAGE_CHUNK.usage }, "[DONE]"],
      "pass",
    ],
    ["tool_calls beside text", [OK, chunk({}, "tool_calls"), "[DONE]"], "pass"],
    ["twice, the same", [OK, chunk({}, "stop"), chunk({}, "stop"), "[DONE]"], "pass"],
    ["twice, not the same", [OK, chunk({}, "stop"), chunk({}, "length"), "[DONE]"], "response-contract"],
    ["in a choice without delta", [OK, { ...OK, choices: [{ index: 0, finish_reason: "stop" }] }, "[DONE]"], "pass"],
    ["null to the end", [OK, "[DONE]"], "stream-unterminated"],
    ["a chunk without choices", [OK, { id: "chatcmpl-1" }, "[DONE]"], "response-contract"],
    [
      "in a choice without delta, and no text",
      [{ ...OK, choices: [{ index: 0, finish_reason: "stop" }] }, "[DONE]"],
      "response-contract",
    ],
    ["a chunk that is no object", [OK, "null", "[DONE]"], "response-contract"],
    ["a payload that is empty", [OK, "", "[DONE]"], "response-contract"],
    ["[DONE] with white space around it", [OK, chunk({}, "stop"), " [DONE] "], "pass"],
    ["[DONE] with more behind it", [OK, chunk({}, "stop"), "[DONE] bye"], "response-contract"],
    ["[DONE] as a named event", [OK, chunk({}, "stop"), { event: "done", data: "[DONE]" }], "pass"],
    ["an error after [DONE] is not read", [OK, chunk({}, "stop"), "[DONE]", cometError("")], "pass"],
  ])("%s", (_title, events, expected) => {
    expect(verdict(chatStream, stream(events))).toBe(expected);
  });

  it("notes text that comes after it", () => {
    const { outcome } = drive(chatStream, [stream([OK, chunk({}, "stop"), OK, USAGE_CHUNK, "[DONE]"])]);
    expect(outcome).toMatchObject({ kind: "pass", observed: { notes: ["text-after-finish"] } });
  });

  it("records [DONE] either way", () => {
    expect(observedIn(drive(chatStream, [stream(CHAT_STREAM)]).outcome)).toHaveProperty("doneMarker", true);
    expect(observedIn(drive(chatStream, [stream(CHAT_STREAM.slice(0, -1))]).outcome)).toHaveProperty(
      "doneMarker",
      false,
    );
  });
});

describe("the terminal event of a Responses stream", () => {
  it.each<[string, readonly Sent[], string]>([
    ["followed by [DONE]", [...RESPONSE_STREAM, "[DONE]"], "pass"],
    ["without [DONE]", RESPONSE_STREAM, "pass"],
    [
      "named only by its event line",
      [...RESPONSE_EVENTS, { event: "response.completed", data: "{}" }],
      "response-contract",
    ],
    [
      "named only by its event line, with the response",
      [...RESPONSE_EVENTS, { event: "response.completed", data: JSON.stringify({ response: response() }) }],
      "pass",
    ],
    ["alone, without an event before it", [terminal("completed")], "response-contract"],
    [
      "whose status contradicts it",
      [...RESPONSE_EVENTS, terminal("completed", { status: "in_progress" })],
      "response-contract",
    ],
    ["without a status", [...RESPONSE_EVENTS, terminal("completed", { status: undefined })], "pass"],
    [
      "completed, with an error in it",
      [...RESPONSE_EVENTS, terminal("completed", { error: { code: "server_error", message: "no" } })],
      "response-contract",
    ],
    ["an event without any type", [...RESPONSE_EVENTS, { hello: 1 }, terminal("completed")], "response-contract"],
    ["an event that is no JSON", [...RESPONSE_EVENTS, "{", terminal("completed")], "response-contract"],
  ])("%s", (_title, events, expected) => {
    expect(verdict(responsesStream, namedStream(events))).toBe(expected);
  });
});

describe("a connection that does not end with the stream", () => {
  it.each<[string, Probe, Answer, string]>([
    ["left open after [DONE]", chatStream, stream(CHAT_STREAM, { end: LEFT_OPEN }), "left-open-after-terminal"],
    [
      "left open after the terminal event",
      responsesStream,
      namedStream(RESPONSE_STREAM, { end: LEFT_OPEN }),
      "left-open-after-terminal",
    ],
    [
      "reset after [DONE]",
      chatStream,
      stream(CHAT_STREAM, { end: brokenOff("connection-lost") }),
      "reset-after-terminal",
    ],
    [
      "reset after the terminal event",
      responsesStream,
      namedStream(RESPONSE_STREAM, { end: brokenOff("connection-lost") }),
      "reset-after-terminal",
    ],
  ])("passes when %s, noted", (_title, probe, exchange, note) => {
    expect(drive(probe, [exchange]).outcome).toMatchObject({ kind: "pass", observed: { notes: [note] } });
  });

  it("fails when a chat stream breaks off between finish_reason and [DONE]", () => {
    const events = CHAT_STREAM.slice(0, -1);
    expect(verdict(chatStream, stream(events, { end: brokenOff("connection-lost") }))).toBe("connection-lost");
  });

  it.each<[Probe, Answer]>([
    [chatStream, stream(CHAT_STREAM, { end: brokenOff("response-contract", "invalid-utf8") })],
    [responsesStream, namedStream(RESPONSE_STREAM, { end: brokenOff("response-contract", "invalid-utf8") })],
  ])("is no excuse for text that was not UTF-8: $key", (probe, exchange) => {
    expect(drive(probe, [exchange]).outcome).toMatchObject({
      category: "response-contract",
      observed: { detail: "invalid-utf8" },
    });
  });
});

function output(text: string, parts: Readonly<Record<string, unknown>> = {}) {
  return { type: "output_text", annotations: [], text, ...parts };
}

function incomplete(reason: string, items: readonly unknown[]) {
  return { status: "incomplete", incomplete_details: { reason }, output: items };
}

/** A stream that had begun to answer when it broke off. */
function cutShort(
  category: "timeout-idle" | "timeout-total" | "connection-lost",
  events: readonly Sent[] = [chunk({ content: "O" })],
) {
  return namedStream(events, { end: brokenOff(category) });
}
