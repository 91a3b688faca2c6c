/** contracts.md, section 4: the deviations that gateways are known for, row by row, and the verdict promised for each. */
import { describe, expect, it } from "@jest/globals";
import type { Category } from "../../src/evidence/categories.ts";
import type { Note } from "../../src/evidence/vocabulary.ts";
import type { Exchange } from "../../src/http/types.ts";
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
  answer,
  brokenOff,
  conclude,
  drive,
  empty,
  html,
  json,
  MODEL,
  namedStream,
  noAnswer,
  observedIn,
  stream,
  verdictOf,
} from "./exchanges.ts";

/** What a row promises: `pass` with this note, or a failure of this category with this detail. */
type Promised =
  | { readonly pass: Note | null }
  | { readonly fail: Category; readonly detail?: string }
  | { readonly unsupported: true };

type Case = readonly [seen: string, probe: Probe, exchange: Exchange, promised: Promised];

function row(title: string, cases: readonly Case[]) {
  describe(title, () => {
    it.each(cases)("%s", (_seen, probe, exchange, promised) => {
      const { outcome } = conclude(probe, exchange);
      const observed = observedIn(outcome);
      if ("unsupported" in promised) {
        expect(verdictOf(outcome)).toBe("unsupported");
      } else if ("fail" in promised) {
        expect(verdictOf(outcome)).toBe(promised.fail);
        if (promised.detail !== undefined) expect(observed).toHaveProperty("detail", promised.detail);
      } else {
        expect(verdictOf(outcome)).toBe("pass");
        if (promised.pass !== null) expect(observed).toHaveProperty("notes", expect.arrayContaining([promised.pass]));
      }
    });
  });
}

/** A frame without a name, which a Responses stream should have. */
const unnamed = (data: object) => ({ event: null, data: JSON.stringify(data) });

function fails(category: Category): Promised {
  return { fail: category };
}

function unsupported(): Promised {
  return { unsupported: true };
}

/** A whole Responses stream with other sequence numbers. */
function renumbered(number: (at: number) => number | undefined) {
  return namedStream(RESPONSE_STREAM.map((event, at) => ({ ...event, sequence_number: number(at) })));
}

/** A Responses stream in which events of this type alone have the text. */
function onlyTextIn(kept: string) {
  const events = RESPONSE_EVENTS.filter(({ type }) => type === kept || !type.startsWith("response.output_text."));
  return namedStream([...events, terminal("completed", { output: [] })]);
}

row("1: SSE comments are ignored and counted", [
  ["between chat chunks and before [DONE]", chatStream, stream(CHAT_STREAM, { comments: 3 }), { pass: "comments" }],
  ["in a Responses stream", responsesStream, namedStream(RESPONSE_STREAM, { comments: 2 }), { pass: "comments" }],
]);

row("2: a comment wrapped as data breaks SDK parsers", [
  [
    "in a chat stream",
    chatStream,
    stream([": keepalive", ...CHAT_STREAM]),
    { fail: "response-contract", detail: "event-not-json" },
  ],
  [
    "in a Responses stream",
    responsesStream,
    namedStream([": keepalive", ...RESPONSE_STREAM]),
    { fail: "response-contract", detail: "event-not-json" },
  ],
]);

row("3: an error inside a chat stream fails it", [
  [
    "an error object of its own",
    chatStream,
    stream([chunk({ content: "OK" }), cometError("")]),
    fails("stream-failed"),
  ],
  [
    'a chunk with finish_reason "error" and a top-level error',
    chatStream,
    stream([
      { ...chunk({ content: "" }, "error"), error: { code: "server_error", message: "Provider disconnected" } },
      "[DONE]",
    ]),
    fails("stream-failed"),
  ],
  [
    'a chunk with finish_reason "error" and nothing else',
    chatStream,
    stream([chunk({ content: "OK" }), chunk({}, "error"), "[DONE]"]),
    fails("stream-failed"),
  ],
  [
    "an error object after the finish",
    chatStream,
    stream([chunk({ content: "OK" }), chunk({}, "stop"), cometError("")]),
    fails("stream-failed"),
  ],
]);

row("4: [DONE] without finish_reason is a truncated stream", [
  ["text, then [DONE]", chatStream, stream([chunk({ content: "OK" }), "[DONE]"]), fails("stream-unterminated")],
  ["nothing but [DONE]", chatStream, stream(["[DONE]"]), fails("stream-unterminated")],
]);

row("5: a missing [DONE] is a warning", [
  [
    "finish_reason, then the end of the body",
    chatStream,
    stream([chunk({ content: "OK" }), chunk({}, "stop")]),
    { pass: "done-marker-missing" },
  ],
]);

row("6: a missing finish_reason is an unterminated stream", [
  ["text, then the end of the body", chatStream, stream([chunk({ content: "OK" })]), fails("stream-unterminated")],
  [
    "text and usage, then [DONE]",
    chatStream,
    stream([chunk({ content: "OK" }), USAGE_CHUNK, "[DONE]"]),
    fails("stream-unterminated"),
  ],
]);

row("7: an empty, absent or misspelt finish_reason says nothing", [
  [
    '"" on every chunk until a real one',
    chatStream,
    stream([chunk({ content: "O" }, ""), chunk({ content: "K" }, ""), chunk({}, "stop"), "[DONE]"]),
    { pass: "finish-reason-empty" },
  ],
  [
    '"" on every chunk to the end',
    chatStream,
    stream([chunk({ content: "OK" }, ""), chunk({}, ""), "[DONE]"]),
    fails("stream-unterminated"),
  ],
  [
    "the key is absent",
    chatStream,
    stream([{ ...chunk({}), choices: [{ index: 0, delta: { content: "OK" } }] }, "[DONE]"]),
    fails("stream-unterminated"),
  ],
  [
    "only finishReason",
    chatStream,
    stream([{ ...chunk({}), choices: [{ index: 0, delta: { content: "OK" }, finishReason: "stop" }] }, "[DONE]"]),
    fails("stream-unterminated"),
  ],
]);

row("8: a Responses stream without a terminal event is unterminated", [
  ["the body just ends", responsesStream, namedStream(RESPONSE_EVENTS), fails("stream-unterminated")],
  [
    "it ends after output_item.done",
    responsesStream,
    namedStream([
      ...RESPONSE_EVENTS,
      { type: "response.output_item.done", sequence_number: 5, output_index: 0, item: message() },
    ]),
    fails("stream-unterminated"),
  ],
  ["[DONE] instead", responsesStream, namedStream([...RESPONSE_EVENTS, "[DONE]"]), fails("stream-unterminated")],
]);

row("9: the JSON type counts, not the event line", [
  ["no event lines", responsesStream, stream(RESPONSE_STREAM), { pass: "event-name-missing" }],
  [
    "the wrong event line",
    responsesStream,
    stream(RESPONSE_STREAM.map((event) => ({ event: "message", data: JSON.stringify(event) }))),
    { pass: "event-name-mismatch" },
  ],
]);

row("10: sequence numbers that are off are a warning", [
  ["missing", responsesStream, renumbered(() => undefined), { pass: "sequence-missing" }],
  ["constant", responsesStream, renumbered(() => 1), { pass: "sequence-not-increasing" }],
  ["falling", responsesStream, renumbered((at) => 10 - at), { pass: "sequence-not-increasing" }],
  [
    "nested",
    responsesStream,
    namedStream(RESPONSE_STREAM.map(({ sequence_number, ...event }) => ({ ...event, metadata: { sequence_number } }))),
    { pass: "sequence-missing" },
  ],
]);

row("a stream under another content type, which every client reads, is a note", [
  ["text", chatStream, { ...stream(CHAT_STREAM), mediaType: "text/plain" }, { pass: "content-type-not-event-stream" }],
  [
    "none",
    responsesStream,
    { ...namedStream(RESPONSE_STREAM), mediaType: null },
    { pass: "content-type-not-event-stream" },
  ],
]);

row("11: missing indexes and item statuses are a warning", [
  [
    "no output_index and content_index",
    responsesStream,
    namedStream(RESPONSE_STREAM.map((event) => ({ ...event, output_index: undefined, content_index: undefined }))),
    { pass: "index-missing" },
  ],
  [
    "no item status",
    responsesStream,
    namedStream(RESPONSE_STREAM.map((event) => ("item" in event ? { ...event, item: { type: "message" } } : event))),
    { pass: null },
  ],
]);

row("12: text may come from the delta, else from done, else from the completed output", [
  ["only the delta", responsesStream, onlyTextIn("response.output_text.delta"), { pass: "completed-output-empty" }],
  ["only done", responsesStream, onlyTextIn("response.output_text.done"), { pass: "completed-output-empty" }],
  [
    "only the completed output",
    responsesStream,
    namedStream(RESPONSE_STREAM.filter(({ type }) => !type.startsWith("response.output_text."))),
    { pass: "text-only-in-completed" },
  ],
]);

row("13: an empty output in response.completed is a warning where text was streamed", [
  [
    "output: []",
    responsesStream,
    namedStream([...RESPONSE_EVENTS, terminal("completed", { output: [] })]),
    { pass: "completed-output-empty" },
  ],
]);

row("14: completed without output, usage and error is a silent refusal", [
  [
    "a stream",
    responsesStream,
    namedStream([
      { type: "response.created", sequence_number: 0, response: response({ status: "in_progress", output: [] }) },
      terminal("completed", { output: [], usage: undefined, error: null }),
    ]),
    { fail: "empty-output", detail: "no-text" },
  ],
  [
    "a body",
    responses,
    json(200, response({ output: [], usage: undefined })),
    { fail: "empty-output", detail: "no-text" },
  ],
]);

row("15: a chat chunk in a Responses stream is a mix-up of families", [
  [
    "a failure in chunk shape",
    responsesStream,
    namedStream([...RESPONSE_EVENTS, chunk({ content: "upstream failed" }, "stop")]),
    { fail: "response-contract", detail: "wrong-family" },
  ],
  [
    "a whole stream of chunks",
    responsesStream,
    stream(CHAT_STREAM),
    { fail: "response-contract", detail: "wrong-family" },
  ],
  [
    "and the other way round",
    chatStream,
    namedStream(RESPONSE_STREAM),
    { fail: "response-contract", detail: "wrong-family" },
  ],
]);

row("16: empty ids and null items are tolerated", [
  ["an empty id, chat", chat, json(200, completion({ id: "" })), { pass: null }],
  [
    "empty ids and null items, Responses",
    responses,
    json(200, response({ id: "", output: [null, { ...message(), id: "" }] })),
    { pass: null },
  ],
  [
    "empty ids in a stream",
    responsesStream,
    namedStream([...RESPONSE_EVENTS, terminal("completed", { id: "", output: [null, message()] })]),
    { pass: null },
  ],
]);

row("17: an error in a 200 breaks the contract", [
  [
    "an error object",
    chat,
    json(200, cometError("server_error")),
    { fail: "response-contract", detail: "error-in-200" },
  ],
  [
    "beside choices: null",
    chat,
    json(200, { ...completion({ choices: null }), error: { message: "no instances", code: 502 } }),
    { fail: "response-contract", detail: "error-in-200" },
  ],
  [
    "beside complete choices",
    chat,
    json(200, completion({ error: { message: "late failure", code: 502 } })),
    { fail: "response-contract", detail: "error-in-200" },
  ],
  ["choices: null without a word", chat, json(200, completion({ choices: null })), fails("response-contract")],
  ["choices: []", chat, json(200, completion({ choices: [] })), fails("response-contract")],
  ["no choices", chat, json(200, completion({ choices: undefined })), fails("response-contract")],
  [
    "in Responses",
    responses,
    json(200, cometError("server_error")),
    { fail: "response-contract", detail: "error-in-200" },
  ],
  [
    "in place of a stream",
    chatStream,
    json(200, cometError("server_error")),
    { fail: "response-contract", detail: "error-in-200" },
  ],
]);

describe("18: flat envelopes and numeric codes are read", () => {
  it.each([
    ["a flat body is accepted as degraded", { object: "error", message: "no", type: "BadRequestError", code: 400 }],
    ["a numeric code in a nested body", { error: { message: "no", type: "BadRequestError", code: 400 } }],
  ])("%s", (_title, body) => {
    const { outcome } = conclude(chat, json(400, body));
    expect(outcome).toMatchObject({
      kind: "fail",
      category: "request-schema",
      observed: { errorCode: "400", errorType: "BadRequestError", errorEnvelope: true },
    });
    expect(observedIn(outcome).notes).toEqual("object" in body ? ["error-envelope-flat"] : undefined);
  });
});

describe("19: errors in no documented envelope", () => {
  it.each([
    ["a plain detail is degraded", json(500, { detail: "Internal error" }), true, ["error-envelope-flat"]],
    ["HTML is not parseable", html(502), false, ["error-not-json"]],
    ["an empty body is not parseable", empty(500), false, ["error-not-json"]],
  ])("%s", (_title, exchange, errorEnvelope, notes) => {
    expect(conclude(responses, exchange).outcome).toMatchObject({
      kind: "fail",
      category: "provider-5xx",
      observed: { errorEnvelope, notes },
    });
  });
});

row("20: a stream that opens and then stays silent is a timeout", [
  ["until the idle limit", responsesStream, namedStream([], { end: brokenOff("timeout-idle") }), fails("timeout-idle")],
  ["until the total limit", chatStream, stream([], { end: brokenOff("timeout-total") }), fails("timeout-total")],
  ["before the head", responsesStream, noAnswer("timeout-first-byte"), fails("timeout-first-byte")],
]);

row("21: output that reasoning ate up is told apart from no output", [
  [
    "reasoning only, finish stop",
    chat,
    json(200, completion({ choices: [choice({ content: "", reasoning_content: "hmm" })] })),
    { fail: "empty-output", detail: "no-text" },
  ],
  [
    "reasoning only, finish length",
    chat,
    json(200, completion({ choices: [choice({ content: "", reasoning_content: "hmm" }, "length")] })),
    { fail: "empty-output", detail: "cut-off-without-text" },
  ],
  [
    "the same in a stream",
    chatStream,
    stream([chunk({ reasoning_content: "hmm" }), chunk({}, "length"), "[DONE]"]),
    { fail: "empty-output", detail: "cut-off-without-text" },
  ],
  [
    "incomplete: max_output_tokens",
    responses,
    json(
      200,
      response({
        status: "incomplete",
        incomplete_details: { reason: "max_output_tokens" },
        output: [REASONING],
      }),
    ),
    { fail: "empty-output", detail: "cut-off-without-text" },
  ],
  [
    "response.incomplete: max_tokens, as the specification's own example has it",
    responsesStream,
    namedStream([
      ...RESPONSE_EVENTS.slice(0, 2),
      terminal("incomplete", { incomplete_details: { reason: "max_tokens" }, output: [REASONING] }),
    ]),
    { fail: "empty-output", detail: "cut-off-without-text" },
  ],
]);

describe("21: reasoning without text is noted", () => {
  it.each<[string, Probe, Exchange]>([
    ["chat", chat, json(200, completion({ choices: [choice({ content: null, reasoning: "hmm" })] }))],
    ["chat stream", chatStream, stream([chunk({ reasoning: "hmm" }), chunk({}, "stop"), "[DONE]"])],
    ["responses", responses, json(200, response({ output: [REASONING] }))],
    [
      "responses stream",
      responsesStream,
      namedStream([
        { type: "response.reasoning.delta", sequence_number: 1, delta: "hmm" },
        terminal("completed", { output: [] }),
      ]),
    ],
  ])("%s", (_family, probe, exchange) => {
    const { outcome } = drive(probe, [exchange]);
    expect(outcome).toMatchObject({
      category: "empty-output",
      observed: { notes: expect.arrayContaining(["reasoning-only"]) },
    });
  });
});

row("22: an endpoint that this model or channel does not have", [
  ["500 not implemented", responses, json(500, cometError("convert_request_failed", "not implemented")), unsupported()],
  [
    "500 not implemented, said by its type",
    responsesStream,
    json(500, cometError("", "not implemented", "convert_request_failed")),
    unsupported(),
  ],
  [
    "404 Invalid URL",
    responses,
    json(404, cometError("", "Invalid URL (POST /v1/responses)", "invalid_request_error")),
    unsupported(),
  ],
  [
    "404 that names the model is about the model",
    responses,
    json(404, { error: { message: `The model ${MODEL} does not exist`, code: null } }),
    fails("model"),
  ],
  ["an endpoint without any content", responses, answer(404, "text/plain", "404 page not found"), unsupported()],
]);

describe("all deviations of framing at once", () => {
  it("still passes, each one noted", () => {
    const { outcome } = drive(responsesStream, [
      stream(
        RESPONSE_STREAM.map((event) => unnamed({ ...event, sequence_number: undefined, output_index: undefined })),
        { comments: 1, unterminatedFrame: true },
      ),
    ]);
    expect(observedIn(outcome).notes).toEqual(
      expect.arrayContaining([
        "comments",
        "event-name-missing",
        "index-missing",
        "sequence-missing",
        "unterminated-final-frame",
      ]),
    );
    expect(verdictOf(outcome)).toBe("pass");
  });
});
