/** Anthropic Messages over a real socket (contracts.md, 8): what each answer and each stream comes to. */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { authPath } from "../../src/probes/auth-path.ts";
import { errorPath } from "../../src/probes/error-path.ts";
import { probe as messages } from "../../src/probes/messages.ts";
import { probe as messagesImage } from "../../src/probes/messages-image.ts";
import { probe as messagesStream } from "../../src/probes/messages-stream.ts";
import { probe as messagesTools } from "../../src/probes/messages-tools.ts";
import type { Probe } from "../../src/probes/probe.ts";
import { completion, response } from "./answers.ts";
import { drive, json, MODEL, NONCE, namedStream, observedIn, type Sent, stream, verdictOf } from "./exchanges.ts";
import { type Endpoint, replyOf, startEndpoint } from "./over-socket.ts";

let endpoint: Endpoint;

beforeAll(async () => {
  endpoint = await startEndpoint();
});
afterAll(async () => {
  await endpoint[Symbol.asyncDispose]();
});

const conclude = async (probe: Probe, status: number, body: unknown) =>
  (await endpoint.attempt(probe, replyOf(json(status, body)))).outcome;

const TEXT = { type: "text", text: "OK" };
const THINKING = { type: "thinking", thinking: "Hm.", signature: "c2ln" };
const USAGE = { input_tokens: 9, output_tokens: 3 };
const message = (more: object = {}) => ({
  ...{ id: "msg_1", type: "message", role: "assistant", model: MODEL, content: [TEXT] },
  ...{ stop_reason: "end_turn", stop_sequence: null, usage: USAGE },
  ...more,
});
const said = (type: string, text = "no") => ({ type: "error", error: { type, message: text } });

describe("an answer in one piece", () => {
  it.each<[what: string, body: unknown, verdict: string, notes?: readonly string[]]>([
    ["as documented", message(), "pass"],
    ["after thinking", message({ content: [THINKING, TEXT] }), "pass"],
    ["with a kind of block that nobody knows yet", message({ content: [{ type: "new", x: 1 }, TEXT] }), "pass"],
    ["that a stop sequence ended", message({ stop_reason: "stop_sequence", stop_sequence: "." }), "pass"],
    ["that paused", message({ stop_reason: "pause_turn" }), "pass"],
    ["that a cap ended in the middle", message({ stop_reason: "max_tokens" }), "pass", ["truncated"]],
    ["that ended in a new word", message({ stop_reason: "new_word" }), "pass", ["finish-reason-unknown"]],
    ["that does not say how it ended", message({ stop_reason: null }), "pass", ["finish-reason-unknown"]],
    ["without usage", message({ usage: undefined }), "pass", ["usage-missing"]],
    ["without a text", message({ content: [] }), "empty-output"],
    ["with thinking alone", message({ content: [THINKING] }), "empty-output", ["reasoning-only"]],
    [
      "with a call that nobody asked for",
      message({ content: [{ type: "tool_use", id: "t", name: "n", input: {} }] }),
      "empty-output",
    ],
    ["that was refused", message({ content: [], stop_reason: "refusal" }), "empty-output"],
    ["that was refused half way", message({ stop_reason: "refusal" }), "empty-output"],
    ["without content", message({ content: undefined }), "response-contract"],
    ["whose content is a text", message({ content: "OK" }), "response-contract"],
    ["in the shape of Chat Completions", completion(), "response-contract"],
    ["in the shape of Responses", response(), "response-contract"],
    ["an error with status 200", said("api_error"), "response-contract"],
    ["an overload with status 200", said("overloaded_error"), "capacity"],
  ])("%s", async (_what, body, expected, notes = []) => {
    const outcome = await conclude(messages, 200, body);
    expect(verdictOf(outcome)).toBe(expected);
    expect(observedIn(outcome).notes ?? []).toEqual(notes);
  });

  it("names the family that answered in its place, and keeps model, end and usage", async () => {
    expect(observedIn(await conclude(messages, 200, completion()))).toMatchObject({ detail: "wrong-family" });
    const kept = { finishReason: "end_turn", modelReturned: MODEL, usage: { input: 9, output: 3, total: null } };
    expect(observedIn(await conclude(messages, 200, message()))).toMatchObject(kept);
  });
});

describe("a refusal", () => {
  it.each<[status: number, body: unknown, verdict: string]>([
    [400, said("invalid_request_error", "messages: at least one message is required"), "request-schema"],
    [400, said("invalid_request_error", "Your credit balance is too low to access the API."), "capacity"],
    [401, said("authentication_error", "invalid x-api-key"), "authentication"],
    [403, said("permission_error"), "authentication"],
    [404, said("not_found_error", `model: ${MODEL}`), "model"],
    [404, said("not_found_error", "Not Found"), "unsupported"],
    [413, said("request_too_large"), "request-schema"],
    [429, said("rate_limit_error"), "capacity"],
    [500, said("api_error"), "provider-5xx"],
    [504, said("timeout_error"), "provider-5xx"],
    // A channel without an adaptor, in the form of Messages: the code that says so is lost.
    [500, said("new_api_error", "not implemented (request id: 2026)"), "unsupported"],
    [500, said("new_api_error", "retry policy not implemented for this upstream"), "provider-5xx"],
    [529, said("overloaded_error"), "capacity"],
    [500, said("overloaded_error"), "capacity"],
  ])("%i %j is %s", async (status, body, expected) => {
    expect(verdictOf(await conclude(messages, status, body))).toBe(expected);
  });

  it("keeps the vendor's request id", async () => {
    const { status, text } = json(429, said("rate_limit_error"));
    const headers = ["content-type", "application/json", "request-id", "req_011"];
    const { outcome } = await endpoint.attempt(messages, { status, headers, text });
    expect(observedIn(outcome)).toMatchObject({ requestId: "req_011", errorType: "rate_limit_error" });
  });
});

const start = { type: "message_start", message: message({ content: [], stop_reason: null }) };
const block = (index: number, content_block: object = { type: "text", text: "" }) => ({
  type: "content_block_start",
  index,
  content_block,
});
const delta = (index: number, change: object) => ({ type: "content_block_delta", index, delta: change });
const text = (index = 0, word = "OK") => delta(index, { type: "text_delta", text: word });
const end = (index = 0) => ({ type: "content_block_stop", index });
const finish = (stop_reason: string | null = "end_turn") => ({
  type: "message_delta",
  delta: { stop_reason },
  usage: { output_tokens: 4 },
});
const stop = { type: "message_stop" };
const ping = { type: "ping" };
const THOUGHT: readonly Sent[] = [
  block(0, { type: "thinking", thinking: "", signature: "" }),
  delta(0, { type: "thinking_delta", thinking: "Hm." }),
  delta(0, { type: "signature_delta", signature: "c2ln" }),
  end(),
];
const SAID: readonly Sent[] = [start, block(0), text(), end()];
const WHOLE: readonly Sent[] = [...SAID, finish(), stop];

describe("a stream", () => {
  const streamed = async (sent: readonly Sent[]) =>
    (await endpoint.attempt(messagesStream, replyOf(namedStream(sent)))).outcome;

  it.each<[what: string, sent: readonly Sent[], verdict: string, seen?: object]>([
    ["as documented", WHOLE, "pass", { terminalState: "completed", finishReason: "end_turn" }],
    ["with pings everywhere", [ping, ...WHOLE.flatMap((event) => [event, ping])], "pass"],
    ["that thinks first", [start, ...THOUGHT, block(1), text(1), end(1), finish(), stop], "pass"],
    ["whose text begins with its block", [start, block(0, TEXT), end(), finish(), stop], "pass"],
    [
      "with a new kind of event",
      [...SAID, { type: "message_news" }, finish(), stop],
      "pass",
      { notes: ["unknown-event-type"] },
    ],
    [
      "with an event of no type",
      [start, { event: null, data: '{"x":1}' }],
      "response-contract",
      { detail: "event-without-type" },
    ],
    [
      "with an empty stop reason before the real one",
      [...SAID, finish(""), finish(), stop],
      "pass",
      { notes: ["finish-reason-empty"] },
    ],
    ["with a new kind of delta", [...SAID, delta(0, { type: "new_delta", x: 1 }), finish(), stop], "pass"],
    ["with two deltas of the message", [...SAID, finish(null), finish(), stop], "pass"],
    ["that ends twice", [...WHOLE, stop], "pass", { notes: ["finish-reason-repeated"] }],
    ["that speaks after its end", [...SAID, finish(), text(), stop], "pass", { notes: ["text-after-finish"] }],
    ["with a [DONE] as in Chat Completions", [...WHOLE, "[DONE]"], "pass", { doneMarker: true }],
    ["that a cap ended", [...SAID, finish("max_tokens"), stop], "pass", { notes: ["truncated"] }],
    [
      "that a cap ended while it thought",
      [start, ...THOUGHT, finish("max_tokens"), stop],
      "empty-output",
      { detail: "cut-off-without-text" },
    ],
    ["that was refused", [start, finish("refusal"), stop], "empty-output", { detail: "content-filter" }],
    ["without a word", [start, finish(), stop], "empty-output", { detail: "no-text" }],
    [
      "whose text is called a ping, which the vendor's client passes over",
      [start, block(0), { event: "ping", data: JSON.stringify(text()) }, end(), finish(), stop],
      "empty-output",
      { notes: expect.arrayContaining(["event-name-mismatch"]) },
    ],
    [
      "whose pings have no JSON",
      [start, { event: "ping", data: "" }, block(0), text(), end(), { event: "ping", data: "ok" }, finish(), stop],
      "pass",
    ],
    [
      "whose deltas do not say their block",
      [start, block(0), { ...text(), index: undefined }, end(), finish(), stop],
      "empty-output",
      { notes: expect.arrayContaining(["index-missing"]) },
    ],
    [
      "whose blocks begin without a place",
      [start, { ...block(0), index: undefined }, text(), end(), finish(), stop],
      "pass",
      { notes: ["index-missing"] },
    ],
    ["whose delta belongs to no block", [start, text(), finish(), stop], "empty-output"],
    ["without message_stop", [...SAID, finish()], "stream-unterminated", { terminalState: "eof-without-terminal" }],
    ["without a stop reason", [...SAID, stop], "stream-unterminated", { terminalState: "done-without-finish" }],
    ["that breaks off", [start, block(0), text()], "stream-unterminated"],
    ["that ends in an error", [...SAID, said("api_error")], "stream-failed", { errorType: "api_error" }],
    ["that ends in an overload", [...SAID, said("overloaded_error")], "capacity"],
    ["with an error after its end", [...WHOLE, said("api_error")], "stream-failed"],
    ["that failed in a word", [...SAID, finish("error"), stop], "stream-failed"],
    ["that begins twice", [...SAID, start, finish(), stop], "response-contract", { detail: "message-started-twice" }],
    [
      "that never begins",
      [block(0), text(), end(), finish(), stop],
      "response-contract",
      { detail: "message-start-missing" },
    ],
    [
      "that begins without a message",
      [{ type: "message_start" }, finish(), stop],
      "response-contract",
      { detail: "message-start-incomplete" },
    ],
    [
      "that ends without usage",
      [...SAID, { type: "message_delta", delta: { stop_reason: "end_turn" } }, stop],
      "response-contract",
    ],
    [
      "that is no JSON",
      [start, { event: "content_block_start", data: "{" }],
      "response-contract",
      { detail: "event-not-json" },
    ],
    [
      "in the shape of Responses",
      [{ type: "response.created", response: {} }],
      "response-contract",
      { detail: "wrong-family" },
    ],
  ])("%s", async (_what, sent, expected, seen = {}) => {
    const outcome = await streamed(sent);
    expect(verdictOf(outcome)).toBe(expected);
    expect(observedIn(outcome)).toMatchObject(seen);
  });

  it("whose events have no names breaks the contract: the vendor's client passes over them", async () => {
    const { outcome } = await endpoint.attempt(messagesStream, replyOf(stream(WHOLE)));
    expect([verdictOf(outcome), observedIn(outcome).detail]).toEqual(["response-contract", "event-without-name"]);
  });

  it("may be a call of the team's own tool, put together from its pieces", () => {
    const piece = (partial_json: string) => delta(0, { type: "input_json_delta", partial_json });
    const called = (...pieces: readonly string[]) =>
      namedStream([
        ...[start, block(0, { type: "tool_use", id: "toolu_1", name: "find", input: {} }), ...pieces.map(piece), end()],
        ...[finish("tool_use"), stop],
      ]);
    const bodies = { messages: { tools: [{ name: "find", input_schema: {} }] } };
    const ended = (...pieces: readonly string[]) =>
      verdictOf(drive(messagesStream, [called(...pieces)], { bodies }).outcome);
    expect([ended(), ended('{"id"', ":1}"), ended('{"id"')]).toEqual(["pass", "pass", "response-contract"]);
  });

  it("is over with message_stop or an error, and with nothing else", () => {
    const ends = drive(messagesStream, [namedStream(WHOLE)]).plans[0]?.isTerminal;
    const events = [start, text(), finish(), ping, stop, said("api_error")];
    const names = events.filter((event) => ends?.({ event: event.type, data: JSON.stringify(event) }));
    expect(names.map(({ type }) => type)).toEqual(["message_stop", "error"]);
  });

  it("counts its events by type", async () => {
    const { events, eventTypes } = observedIn(await streamed([ping, ...WHOLE, { type: "news" }]));
    expect([events, eventTypes]).toEqual([8, expect.objectContaining({ ping: 1, message_stop: 1, other: 1 })]);
  });

  it("counts the tokens of both its ends", async () => {
    expect(observedIn(await streamed(WHOLE))).toMatchObject({ usage: { input: 9, output: 4, total: null } });
  });
});

describe("what is asked", () => {
  const first = (probe: Probe, answer: unknown = message()) => drive(probe, [json(200, answer)]).plans[0];

  it("is the minimal body: model, the cap that is required, one message with the nonce last", () => {
    expect(first(messages)).toMatchObject({
      path: "/messages",
      documented: { "anthropic-version": "2023-06-01" },
      body: {
        model: MODEL,
        max_tokens: 256,
        messages: [{ role: "user", content: expect.stringMatching(new RegExp(`${NONCE}$`)) }],
      },
    });
    expect(Object.keys(first(messages)?.body as object).sort()).toEqual(["max_tokens", "messages", "model"]);
  });

  it("takes the cap back from nobody, and asks a model that spent it on thinking with a larger one", () => {
    const refused = json(400, said("invalid_request_error", "max_tokens: not allowed"));
    expect(drive(messages, [refused])).toMatchObject({ adaptations: [], outcome: { reason: "change-refused" } });
    const spent = json(200, message({ content: [THINKING], stop_reason: "max_tokens" }));
    const { bodies, outcome } = drive(messages, [spent, json(200, message())]);
    expect([verdictOf(outcome), bodies[1]]).toEqual(["pass", expect.objectContaining({ max_tokens: 2048 })]);
  });

  it("is one field less in the error path, or another model alone", () => {
    const refused = said("invalid_request_error", "messages: Field required");
    const plan = (name: "missing-field" | "unknown-model") =>
      drive(errorPath("messages", name, null), [json(400, refused)]).bodies[0];
    expect(plan("missing-field")).toEqual({ model: MODEL, max_tokens: 256 });
    expect(plan("unknown-model")).toMatchObject({ max_tokens: 256, messages: [{ role: "user" }] });
  });

  it("is a round with a function, and a picture", () => {
    const call = { type: "tool_use", id: "toolu_1", name: "release_gate_echo", input: { code: "x" } };
    const called = message({ content: [THINKING, call], stop_reason: "tool_use" });
    const round = drive(messagesTools, [json(200, called), json(200, message())]);
    expect(verdictOf(round.outcome)).toBe("pass");
    expect(round.bodies[0]).toMatchObject({
      tools: [{ name: "release_gate_echo", input_schema: { type: "object" } }],
      tool_choice: { type: "tool", name: "release_gate_echo" },
    });
    expect(round.bodies[1]).toMatchObject({
      messages: [
        { role: "user" },
        { role: "assistant", content: [THINKING, call] },
        { role: "user", content: [{ type: "tool_result", tool_use_id: "toolu_1" }] },
      ],
    });
    const bad = message({ content: [{ ...call, input: {} }], stop_reason: "tool_use" });
    expect(verdictOf(drive(messagesTools, [json(200, bad)]).outcome)).toBe("response-contract");
    expect(first(messagesImage)?.body).toMatchObject({
      messages: [
        { content: [{ type: "image", source: { type: "base64", media_type: "image/png" } }, { type: "text" }] },
      ],
    });
  });
});

describe("the error path", () => {
  it.each<[status: number, body: unknown, verdict: string]>([
    [400, said("invalid_request_error", "messages: Field required"), "pass"],
    // The platform loses its code in this form.
    [500, said("new_api_error", "field messages is required (request id: 2026)"), "pass"],
    [500, said("new_api_error", "do request failed"), "uncontrolled-error"],
    [529, said("overloaded_error"), "capacity"],
    [200, message(), "invalid-accepted"],
  ])("without messages, answered %i %j, is %s", async (status, body, expected) => {
    expect(verdictOf(await conclude(errorPath("messages", "missing-field", null), status, body))).toBe(expected);
  });

  it.each<[status: number, body: unknown, verdict: string]>([
    [404, said("not_found_error", "model: release-gate-unknown-model"), "pass"],
    [503, { error: { code: "model_not_found", message: "no available channel", type: "comet_api_error" } }, "pass"],
    [500, said("new_api_error", "field messages is required"), "uncontrolled-error"],
  ])("with an unknown model, answered %i %j, is %s", async (status, body, expected) => {
    expect(verdictOf(await conclude(errorPath("messages", "unknown-model", null), status, body))).toBe(expected);
  });

  it("takes a fake key to be refused in the vendor's words", async () => {
    const refused = said("authentication_error", "invalid x-api-key");
    expect(verdictOf(await conclude(authPath("messages", null), 401, refused))).toBe("pass");
  });
});
