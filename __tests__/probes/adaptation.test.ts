/** What the gate takes back of a body when an endpoint does not accept it (product.md, "What the gate sends"). */
import { describe, expect, it } from "@jest/globals";
import type { Adaptation } from "../../src/evidence/attempt.ts";
import type { Answer, Exchange } from "../../src/http/types.ts";
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
  RESPONSE_STREAM,
  response,
} from "./answers.ts";
import {
  ABORTED,
  brokenOff,
  conclude,
  drive,
  html,
  json,
  namedStream,
  noAnswer,
  stream,
  verdictOf,
} from "./exchanges.ts";

const OK: Record<string, Answer> = {
  chat: json(200, completion()),
  "chat-stream": stream(CHAT_STREAM),
  responses: json(200, response()),
  "responses-stream": namedStream(RESPONSE_STREAM),
};

const healthy = (probe: Probe) => OK[probe.key] as Answer;

/** Members of a sent body that the gate may take back. */
function added(body: unknown) {
  const { max_completion_tokens, max_output_tokens, stream_options } = body as Record<string, unknown>;
  return JSON.parse(JSON.stringify({ max_completion_tokens, max_output_tokens, stream_options })) as object;
}

describe("a field that the gate added and the endpoint rejects is dropped, and the request is sent again", () => {
  const openai = (param: string) => json(400, { error: { message: "Unsupported parameter", param, code: null } });
  const words = (field: string) => json(400, cometError("", `Unsupported parameter: '${field}'`));
  const viaServerError = (field: string) => json(500, cometError("invalid_request", `unknown field ${field}`));
  const upstream = (message: string) => ({
    error: { message: "Provider returned error", code: 502, metadata: { raw: JSON.stringify({ error: { message } }) } },
  });
  const fastApi = (field: string) => json(422, { detail: [{ loc: ["body", field], msg: "extra not permitted" }] });
  const plainDetail = (field: string) => json(400, { detail: `Unsupported parameter: ${field}` });

  const named: readonly [how: string, rejecting: (field: string) => Answer][] = [
    ["OpenAI's param", openai],
    ["the message", words],
    ["the message of a 500 invalid_request", viaServerError],
    ["the message of a 500 without a code", (field) => json(500, cometError("", `Unsupported parameter: ${field}`))],
    ["the message of a 502", (field) => json(502, cometError("bad_response", `unknown field ${field}`))],
    ["the message of a 404", (field) => json(404, cometError("", `No endpoints found that support ${field}`))],
    ["the message of a 403", (field) => json(403, cometError("", `${field} is not allowed`))],
    ["the message of an error in a 200", (field) => json(200, cometError("", `${field} is not supported`))],
    ["an upstream's error", (field) => json(500, upstream(`${field}: extra inputs are not permitted`))],
    ["FastAPI's loc", fastApi],
    ["a plain detail", plainDetail],
  ];

  describe.each(named)("named in %s", (_how, rejecting) => {
    it.each<[Adaptation, Probe, object]>([
      ["dropped:max_completion_tokens", chat, {}],
      ["dropped:max_completion_tokens", chatStream, { stream_options: { include_usage: true } }],
      ["dropped:stream_options", chatStream, { max_completion_tokens: 256 }],
      ["dropped:max_output_tokens", responses, {}],
      ["dropped:max_output_tokens", responsesStream, {}],
    ])("%s and nothing else, $key", (adaptation, probe, left) => {
      const field = adaptation.replace("dropped:", "");
      const { outcome, adaptations, bodies } = drive(probe, [rejecting(field), healthy(probe)]);
      expect(outcome.kind).toBe("pass");
      expect(adaptations).toEqual([adaptation]);
      expect(bodies.map(added)).toEqual([expect.objectContaining({ [field]: expect.anything() }), left]);
    });
  });

  it.each<[string, Probe, Answer, Adaptation]>([
    [
      "in an event of a chat stream",
      chatStream,
      stream([cometError("", "Unsupported parameter: 'stream_options'")]),
      "dropped:stream_options",
    ],
    [
      "in a failed response of a stream",
      responsesStream,
      namedStream([
        {
          type: "response.failed",
          response: response({ status: "failed", error: { code: "x", message: "max_output_tokens is not supported" } }),
        },
      ]),
      "dropped:max_output_tokens",
    ],
    [
      "in a translator's words",
      chat,
      json(500, cometError("", "maxOutputTokens: invalid")),
      "dropped:max_completion_tokens",
    ],
  ])("named %s", (_where, probe, rejection, expected) => {
    const { outcome, adaptations } = drive(probe, [rejection, healthy(probe)]);
    expect([outcome.kind, adaptations]).toEqual(["pass", [expected]]);
  });

  it("one after the other when the endpoint names one at a time", () => {
    const { outcome, adaptations, bodies } = drive(chatStream, [
      openai("stream_options"),
      openai("max_completion_tokens"),
      healthy(chatStream),
    ]);
    expect(outcome.kind).toBe("pass");
    expect(adaptations).toEqual(["dropped:stream_options", "dropped:max_completion_tokens"]);
    expect(added(bodies[2])).toEqual({});
  });

  it.each<[string, Probe, Answer, Adaptation[]]>([
    ["chat", chat, json(400, cometError("", "bad request")), ["dropped:max_completion_tokens"]],
    [
      "chat-stream",
      chatStream,
      json(400, cometError("", "bad request")),
      ["dropped:max_completion_tokens", "dropped:stream_options"],
    ],
    ["responses", responses, json(422, {}), ["dropped:max_output_tokens"]],
    ["responses-stream", responsesStream, json(500, cometError("invalid_request")), ["dropped:max_output_tokens"]],
  ])("all of them where none is named, %s", (_key, probe, rejection, expected) => {
    const { outcome, adaptations, bodies } = drive(probe, [rejection, healthy(probe)]);
    expect(outcome.kind).toBe("pass");
    expect(adaptations).toEqual(expected);
    expect(added(bodies[1])).toEqual({});
  });

  it("keeps what belongs to the question", () => {
    const { bodies } = drive(chatStream, [json(400, cometError("")), healthy(chatStream)]);
    expect(bodies[1]).toEqual({ model: "vendor/model-1", messages: [expect.anything()], stream: true });
  });
});

describe("a body that is rejected without any field of the gate's is request-schema", () => {
  it.each([chat, chatStream, responses, responsesStream])("$key", (probe) => {
    const { outcome, bodies } = conclude(probe, json(400, cometError("", "no")));
    expect(verdictOf(outcome)).toBe("request-schema");
    const sent = bodies.map((body) => Object.keys(body as object).join());
    // In one piece and as a stream: what is refused both ways is not refused for the way that the gate chose.
    for (const way of [/^model,(messages|input)$/, /^model,(messages|input),stream$/])
      expect(sent).toContainEqual(expect.stringMatching(way));
  });

  it("but not when the endpoint goes on naming a field that is no longer sent", () => {
    const rejection = json(400, { error: { message: "no", param: "max_output_tokens", code: null } });
    expect(verdictOf(drive(responses, [rejection, rejection]).outcome)).toBe("error change-refused");
  });
});

describe("an answer that was cut off before any text is asked again with the larger cap", () => {
  const cutOff: readonly [Probe, Answer, string][] = [
    [chat, json(200, completion({ choices: [choice({ content: "" }, "length")] })), "max_completion_tokens"],
    [chatStream, stream([chunk({ reasoning: "hmm" }), chunk({}, "length"), "[DONE]"]), "max_completion_tokens"],
    [responses, json(200, incomplete([REASONING])), "max_output_tokens"],
    [
      responsesStream,
      namedStream([
        { type: "response.created", sequence_number: 0, response: response({ status: "in_progress", output: [] }) },
        { type: "response.incomplete", sequence_number: 1, response: incomplete([REASONING]) },
      ]),
      "max_output_tokens",
    ],
  ];

  it.each(cutOff)("once: $key", (probe, answer, cap) => {
    const { outcome, adaptations, bodies } = drive(probe, [answer, healthy(probe)]);
    expect(outcome.kind).toBe("pass");
    expect(adaptations).toEqual(["output-cap:2048"]);
    expect(bodies.map((body) => (body as Record<string, unknown>)[cap])).toEqual([256, 2048]);
  });

  it.each(cutOff)("never twice: $key", (probe, answer) => {
    const { outcome, plans } = drive(probe, [answer, answer]);
    expect(outcome).toMatchObject({ category: "empty-output", observed: { detail: "cut-off-without-text" } });
    expect(plans).toHaveLength(2);
  });

  it.each(cutOff)("not at all when no cap was sent: $key", (probe, answer) => {
    const { outcome } = drive(probe, [answer], {
      adaptations: ["dropped:max_completion_tokens", "dropped:max_output_tokens"],
    });
    expect(verdictOf(outcome)).toBe("empty-output");
  });

  it("not when there was text", () => {
    expect(drive(responses, [json(200, incomplete([message()]))])).toMatchObject({
      outcome: { kind: "pass" },
      adaptations: [],
    });
  });

  it("and drops the larger cap again where the endpoint rejects it", () => {
    const tooLarge = json(400, { error: { message: "too large", param: "max_completion_tokens", code: null } });
    const { outcome, adaptations, bodies } = drive(chat, [cutOff[0]?.[1] as Answer, tooLarge, healthy(chat)]);
    expect(outcome.kind).toBe("pass");
    expect(adaptations).toEqual(["output-cap:2048", "dropped:max_completion_tokens"]);
    expect(added(bodies[2])).toEqual({});
  });
});

describe("what was learned", () => {
  it.each<[string, Adaptation[], object]>([
    ["a dropped cap", ["dropped:max_completion_tokens"], { stream_options: { include_usage: true } }],
    ["dropped stream options", ["dropped:stream_options"], { max_completion_tokens: 256 }],
    ["the larger cap", ["output-cap:2048"], { max_completion_tokens: 2048, stream_options: { include_usage: true } }],
  ])("is where the next attempt starts: %s", (_what, adaptations, left) => {
    const driven = drive(chatStream, [healthy(chatStream)], { adaptations });
    expect(driven.bodies.map(added)).toEqual([left]);
    expect(driven.adaptations).toEqual(adaptations);
  });

  it("is kept when the attempt then fails otherwise", () => {
    const rejection = json(400, { error: { message: "no", param: "max_output_tokens", code: null } });
    expect(drive(responses, [rejection, json(503, cometError(""))])).toMatchObject({
      outcome: { category: "provider-5xx" },
      adaptations: ["dropped:max_output_tokens"],
    });
  });
});

describe("no other failure is asked again", () => {
  it.each<[string, Exchange]>([
    ["401", json(401, cometError("", "max_completion_tokens"))],
    ["403 HTML", html(403)],
    ["404 about the model", json(404, cometError("model_not_found"))],
    ["429", json(429, cometError("", "max_completion_tokens"))],
    ["402", json(402, cometError("", "This request requires more credits, or fewer max_tokens"))],
    ["529", json(529, cometError("", "max_completion_tokens"))],
    ["500", json(500, cometError("", "upstream"))],
    ["a bad key", json(400, cometError("invalid_api_key", "max_completion_tokens"))],
    ["a quota in a 400", json(400, cometError("insufficient_quota", "max_completion_tokens"))],
    ["a model in a 400", json(400, { error: { message: "max_completion_tokens", param: "model" } })],
    ["503 model_not_found", json(503, cometError("model_not_found"))],
    ["an error in a 200", json(200, cometError("", "upstream"))],
    ["no text, not cut off", json(200, completion({ choices: [choice({ content: "" })] }))],
    ["a content filter", json(200, completion({ choices: [choice({ content: "" }, "content_filter")] }))],
    ["a reset body", json(200, {}, { end: brokenOff("connection-lost") })],
    ["no answer", noAnswer("tcp")],
    ["a stopped run", ABORTED],
  ])("%s", (_title, exchange) => {
    const { plans, adaptations } = drive(chat, [exchange]);
    expect(plans).toHaveLength(1);
    expect(adaptations).toEqual([]);
  });
});

function incomplete(output: readonly unknown[]) {
  return response({ status: "incomplete", incomplete_details: { reason: "max_output_tokens" }, output });
}
