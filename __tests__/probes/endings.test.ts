/** How an answer ends (contracts.md, 7.3): every word, in a body and in a stream, over a real socket. */
import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Outcome } from "../../src/evidence/attempt.ts";
import type { Answer, RequestPlan } from "../../src/http/types.ts";
import { probe as chat } from "../../src/probes/chat.ts";
import { probe as chatStream } from "../../src/probes/chat-stream.ts";
import type { Conclusion, Probe } from "../../src/probes/probe.ts";
import { probe as responses } from "../../src/probes/responses.ts";
import { probe as responsesStream } from "../../src/probes/responses-stream.ts";
import { ask } from "../http/asking.ts";
import { serving } from "../http/wire.ts";
import { choice, chunk, completion, message, RESPONSE_EVENTS, response } from "./answers.ts";
import { brokenOff, conclude, json, MODEL, NONCE, namedStream, observedIn, type Sent, stream } from "./exchanges.ts";
import { type Endpoint, type Reply, replyOf, startEndpoint } from "./over-socket.ts";

let endpoint: Endpoint;

beforeAll(async () => {
  endpoint = await startEndpoint();
});
afterAll(async () => {
  await endpoint[Symbol.asyncDispose]();
});

const attempt = (probe: Probe, answer: Answer) => endpoint.attempt(probe, replyOf(answer));

/** What became of it, in one line: `pass truncated`, `empty-output content-filter`. */
function told(outcome: Outcome): string {
  const { detail, notes = [] } = observedIn(outcome);
  const kind = outcome.kind === "fail" ? outcome.category : outcome.kind;
  return [kind, ...(detail === undefined ? [] : [detail]), ...notes].join(" ");
}

const COMPLETE = ["stop", "tool_calls", "function_call", "STOP", "eos", "end_turn", "stop_sequence", "tool_use"];
const CUT_OFF = [
  "length",
  "max_tokens",
  "MAX_TOKENS",
  "max_output_tokens",
  "model_length",
  "MaxTokens",
  "maxOutputTokens",
];
const FILTERED = [
  ...["content_filter", "sensitive", "SAFETY", "RECITATION", "prohibited_content", "PROHIBITED_CONTENT"],
  ...["content-filter", "guardrail_intervened", "ContentFilter"],
];
const FAILED = [
  ...["abort", "network_error", "insufficient_system_resource", "error", "failed", "cancelled", "ERROR"],
  "upstream_error",
];
const UNKNOWN = ["who_knows", "OTHER", "MALFORMED_FUNCTION_CALL"];

const body = (finish: string, content: string) => json(200, completion({ choices: [choice({ content }, finish)] }));
const chunks = (finish: string, content: string) =>
  stream([
    chunk({ role: "assistant", content }),
    chunk({}, finish),
    { ...chunk({}), choices: [], usage: {} },
    "[DONE]",
  ]);

describe.each<[string, readonly string[], string, string]>([
  ["a good end", COMPLETE, "pass", "empty-output no-text"],
  ["a cap", CUT_OFF, "pass truncated", "empty-output cut-off-without-text"],
  ["a filter", FILTERED, "empty-output content-filter", "empty-output content-filter"],
  ["a failure", FAILED, "stream-failed", "stream-failed"],
  ["an unknown word", UNKNOWN, "pass finish-reason-unknown", "empty-output no-text finish-reason-unknown"],
])("chat: %s", (_what, words, withText, without) => {
  it.each(words)("%s, in a body and in a stream, with text and without", async (word) => {
    for (const [content, expected] of [
      ["OK", withText],
      ["", without],
    ] as const) {
      const whole = await attempt(chat, body(word, content));
      const streamed = await attempt(chatStream, chunks(word, content));
      expect([told(whole.outcome), told(streamed.outcome)]).toEqual([expected, expected]);
      expect(observedIn(whole.outcome).finishReason).toBe(word);
      expect(observedIn(streamed.outcome).finishReason).toBe(word);
      const again = expected.includes("cut-off") ? ["output-cap:2048"] : [];
      expect([whole.adaptations, streamed.adaptations]).toEqual([again, again]);
    }
  });
});

it.each([
  ["content_filter: OTHER", "empty-output content-filter"],
  ["MAX_TOKENS: 256", "pass truncated"],
  ["error: who knows", "pass finish-reason-unknown"],
])("%s: a word with its explanation, which never makes it a failure", async (word, expected) => {
  for (const [probe, answer] of [
    [chat, body(word, "OK")],
    [chatStream, chunks(word, "OK")],
  ] as const)
    expect(told((await attempt(probe, answer)).outcome)).toBe(expected);
});

it.each([null, "", undefined])("a body with text and without a word for its end is whole: %p", async (finish) => {
  const choices = [{ ...choice({ content: "OK" }), finish_reason: finish }];
  const { outcome } = await attempt(chat, json(200, completion({ choices })));
  expect(told(outcome)).toBe("pass finish-reason-empty");
});

it.each([null, undefined])("a choice that was filtered before its message began has none: %p", async (none) => {
  const choices = [{ index: 0, message: none, finish_reason: "content_filter" }];
  const { outcome } = await attempt(chat, json(200, completion({ choices })));
  expect(told(outcome)).toBe("empty-output content-filter");
});

it("keeps an unknown word only where it is an identifier", async () => {
  const { outcome } = await attempt(chat, body("the model felt like it", "OK"));
  expect(told(outcome)).toBe("pass finish-reason-unknown");
  expect(observedIn(outcome).finishReason).toBeUndefined();
});

describe("Responses: why it is incomplete", () => {
  const incomplete = (reason: string | null, text: boolean) => ({
    status: "incomplete",
    incomplete_details: reason === null ? null : { reason },
    output: text ? [message()] : [],
  });
  const ended = (type: string, parts: object, text: boolean) =>
    namedStream([
      ...RESPONSE_EVENTS.slice(0, text ? 5 : 2),
      { type, sequence_number: 9, response: response({ ...parts }) },
    ]);

  it.each<[string | null, string, string]>([
    ["max_output_tokens", "pass truncated", "empty-output cut-off-without-text"],
    ["max_tokens", "pass truncated", "empty-output cut-off-without-text"],
    ["MAX_TOKENS", "pass truncated", "empty-output cut-off-without-text"],
    ["content_filter", "empty-output content-filter", "empty-output content-filter"],
    ["SAFETY", "empty-output content-filter", "empty-output content-filter"],
    ["network_error", "stream-failed", "stream-failed"],
    ["who_knows", "stream-failed", "stream-failed"],
    [null, "stream-failed", "stream-failed"],
  ])("%s", async (reason, withText, without) => {
    for (const text of [true, false]) {
      const parts = incomplete(reason, text);
      const whole = await attempt(responses, json(200, response(parts)));
      const streamed = await attempt(responsesStream, ended("response.incomplete", parts, text));
      const expected = text ? withText : without;
      expect([told(whole.outcome), told(streamed.outcome)]).toEqual([expected, expected]);
      const again = expected.includes("cut-off") ? ["output-cap:2048"] : [];
      expect([whole.adaptations, streamed.adaptations]).toEqual([again, again]);
    }
  });

  it.each([
    ["max_output_tokens", "pass truncated"],
    ["content_filter", "empty-output content-filter"],
    ["who_knows", "response-contract status-contradicts-terminal-event"],
  ])("%s, where the event is response.completed all the same", async (reason, expected) => {
    const { outcome } = await attempt(responsesStream, ended("response.completed", incomplete(reason, true), true));
    expect(told(outcome)).toBe(expected);
  });

  it.each(["failed", "cancelled", "canceled"])("the event response.%s is a failure, text or not", async (status) => {
    for (const text of [true, false]) {
      const { outcome } = await attempt(responsesStream, ended(`response.${status}`, { status }, text));
      expect(told(outcome)).toMatch(/^stream-failed\b/);
    }
  });

  it.each(["failed", "cancelled"])("the status %s is a failure, text or not", async (status) => {
    const { outcome } = await attempt(responses, json(200, response({ status })));
    expect(told(outcome)).toBe("stream-failed");
  });
});

describe("a Content-Length that is wrong", () => {
  const whole = replyOf(body("stop", "OK"));
  const streamed = replyOf(chunks("stop", "OK"));
  const sent = (reply: Reply, by: number, text = reply.text): Reply => ({
    ...{ status: 200, text },
    headers: [...reply.headers, "content-length", String(Buffer.byteLength(text) + by)],
  });

  it("is one story in a body and in a stream that it cuts", async () => {
    const [first = "", next = ""] = streamed.text.split("\n\n");
    const second = `${first}\n\n${next}`;
    for (const [probe, reply, expected] of [
      [chat, sent(whole, -20), "response-contract cut-at-content-length"],
      [chatStream, sent(streamed, -20, first), "response-contract cut-at-content-length unterminated-final-frame"],
      [chatStream, sent(streamed, -20, second), "stream-unterminated cut-at-content-length unterminated-final-frame"],
    ] as const)
      expect(told((await endpoint.attempt(probe, reply)).outcome)).toBe(expected);
  });

  it("is not suspected where the body is whole, and only malformed", async () => {
    const { outcome } = await endpoint.attempt(chat, sent(whole, 0, '{"a":1,}'));
    expect(told(outcome)).toBe("response-contract not-json");
  });

  it("is told, too, where a stream had ended before it was found out", async () => {
    const end = brokenOff("connection-lost", "shorter-than-content-length");
    const { outcome } = conclude(chatStream, { ...chunks("stop", "OK"), end });
    expect(told(outcome)).toBe("pass shorter-than-content-length reset-after-terminal");
  });
});

describe("a chat stream that ends anywhere", () => {
  /** What clients make of it: events are closed by a blank line, and `[DONE]` is the end with or without one. */
  const readByClients = (wire: string) => {
    const frames = wire.split("\n\n").slice(0, -1);
    return {
      finished: frames.some((frame) => frame.includes('"finish_reason":"stop"')),
      done: /data: \[DONE\]\s*$/.test(wire),
    };
  };

  it("is judged as clients read it, at every byte of it", async () => {
    const { text, headers } = replyOf(chunks("stop", "OK"));
    expect(text).toMatch(/data: \[DONE\]\n\n$/);
    for (let end = 0; end <= text.length; end++) {
      const wire = text.slice(0, end);
      const { outcome } = await endpoint.attempt(chatStream, { status: 200, headers, text: wire });
      const { finished, done } = readByClients(wire);
      const seen = {
        passes: outcome.kind === "pass",
        done: "observed" in outcome && outcome.observed?.doneMarker === true,
      };
      expect([end, seen]).toEqual([end, { passes: finished, done }]);
      if (done) expect(told(outcome)).not.toContain("done-marker-missing");
    }
  });

  it("is the same in whatever pieces it arrives, without a blank line behind [DONE]", async () => {
    const bare = replyOf(chunks("stop", "OK")).text.trimEnd();
    await using pieces = await serving(async (request, response) => {
      request.resume();
      const at = Number(request.headers["x-at"]);
      response.writeHead(200, { "content-type": "text/event-stream" }).write(bare.slice(0, at));
      await setImmediate();
      response.end(bare.slice(at));
    });
    for (let at = 1; at < bare.length; at++) {
      const steps = chatStream.steps({ model: MODEL, nonce: NONCE, adaptations: [], bodies: {} });
      const plan = steps.next().value as RequestPlan;
      const { value } = steps.next(
        await ask(pieces.url, { plan: { ...plan, headers: { ...plan.headers, "x-at": String(at) } } }),
      );
      expect([at, told((value as Conclusion).outcome)]).toEqual([at, "pass unterminated-final-frame"]);
    }
  });

  it("was not over where the connection broke behind a mark that no blank line follows", () => {
    const whole = chunks("stop", "OK");
    const end = brokenOff("connection-lost", "ended-inside-chunks");
    const bare = { ...whole, text: whole.text.trimEnd(), events: whole.events?.slice(0, -1) ?? null };
    const { outcome } = conclude(chatStream, { ...bare, unterminatedFrame: true, end });
    expect(outcome).toMatchObject({ kind: "fail", category: "connection-lost" });
  });
});

describe("the last choice", () => {
  const bare = (finish: string | null, more: object = {}) => ({
    ...chunk({}),
    choices: [{ index: 0, finish_reason: finish, ...more }],
  });

  it("may have no message where it was cut off", async () => {
    const cut = json(200, completion({ choices: [{ index: 0, finish_reason: "length" }] }));
    const { outcome, adaptations } = await attempt(chat, cut);
    expect([told(outcome), adaptations]).toEqual(["empty-output cut-off-without-text", ["output-cap:2048"]]);
    const stopped = json(200, completion({ choices: [{ index: 0, finish_reason: "stop" }] }));
    expect((await attempt(chat, stopped)).outcome).toMatchObject({ category: "response-contract" });
  });

  it.each<[string, readonly Sent[], string]>([
    ["where it was cut off before any text", [bare("length")], "empty-output cut-off-without-text"],
    ["where it was cut off after text", [chunk({ content: "OK" }), bare("length")], "pass truncated"],
    ["where it was filtered", [bare("content_filter")], "empty-output content-filter"],
    ["where text came before", [chunk({ content: "OK" }), bare("stop")], "pass"],
    [
      "where it only has the results of Azure's filter",
      [bare(null, { content_filter_results: {} }), chunk({ content: "OK" }), chunk({}, "stop")],
      "pass",
    ],
    ["but not without any text", [bare("stop")], "response-contract choice-without-delta"],
    [
      "but not with a message in its place",
      [bare("stop", { message: { content: "OK" } })],
      "response-contract choice-without-delta",
    ],
    ["but not in the form of text completions", [bare(null, { text: "OK" })], "response-contract choice-without-delta"],
  ])("of a stream may have no delta %s", (_when, events, expected) => {
    const usage = { ...chunk({}), choices: [], usage: {} };
    expect(told(conclude(chatStream, stream([...events, usage, "[DONE]"])).outcome)).toBe(expected);
  });
});

describe("a finish reason on more than one chunk", () => {
  const twice = (first: string, second: string) =>
    stream([chunk({ content: "OK" }, first), chunk({}, second), { ...chunk({}), choices: [], usage: {} }, "[DONE]"]);

  it.each([
    ["stop", "stop", "pass finish-reason-repeated"],
    ["length", "length", "pass finish-reason-repeated truncated"],
    ["stop", "length", "response-contract finish-reason-contradicted"],
    ["stop", "error", "stream-failed finish-reason-contradicted"],
  ])("%s, %s", async (first, second, expected) => {
    expect(told((await attempt(chatStream, twice(first, second))).outcome)).toBe(expected);
  });
});
