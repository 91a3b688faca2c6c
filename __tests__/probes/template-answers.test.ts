/** How answers to the team's own body are judged: its fields are the team's, and its tools may be called. */
import { describe, expect, it } from "@jest/globals";
import type { Answer } from "../../src/http/types.ts";
import { probe as chat } from "../../src/probes/chat.ts";
import { probe as chatStream } from "../../src/probes/chat-stream.ts";
import { probe as chatTools } from "../../src/probes/chat-tools.ts";
import type { Probe, Question } from "../../src/probes/probe.ts";
import { probe as responses } from "../../src/probes/responses.ts";
import { probe as responsesStream } from "../../src/probes/responses-stream.ts";
import { CHAT_STREAM, choice, chunk, completion, RESPONSE_EVENTS, response, terminal } from "./answers.ts";
import { ABORTED, drive, json, MODEL, namedStream, stream, verdictOf } from "./exchanges.ts";

const bodies: Question["bodies"] = {
  "chat-completions": { messages: [], max_completion_tokens: 9, stream_options: { include_usage: true } },
  responses: { input: "x", max_output_tokens: 20 },
};
const PROBES = [chat, chatStream, responses, responsesStream];

describe("a field of the team's that an endpoint rejects is request-schema at once", () => {
  it.each(PROBES)("$key", (probe) => {
    for (const param of ["max_completion_tokens", "max_output_tokens", "stream_options", "temperature"]) {
      const { outcome, adaptations } = drive(probe, [json(400, { error: { message: "no", param, code: null } })], {
        bodies,
      });
      expect([verdictOf(outcome), adaptations]).toEqual(["request-schema", []]);
    }
  });

  it("while stream options that the gate added are dropped", () => {
    const rejection = json(400, { error: { message: "no", param: "stream_options", code: null } });
    const own = { "chat-completions": { messages: [] } };
    const { outcome, adaptations } = drive(chatStream, [rejection, stream(CHAT_STREAM)], { bodies: own });
    expect([outcome.kind, adaptations]).toEqual(["pass", ["dropped:stream_options"]]);
  });
});

it("the team's own cap is never raised", () => {
  const cutOff = json(200, completion({ choices: [choice({ content: "" }, "length")] }));
  const { outcome, bodies: sent } = drive(chat, [cutOff], { bodies });
  expect(outcome).toMatchObject({ category: "empty-output", observed: { detail: "cut-off-without-text" } });
  expect(sent).toMatchObject([{ max_completion_tokens: 9 }]);
});

describe("a tool call without text", () => {
  const call = (parts = {}) => ({ id: "call_1", type: "function", function: { name: "f", arguments: "{}" }, ...parts });
  const item = (parts = {}) => ({
    type: "function_call",
    id: "fc_1",
    call_id: "call_1",
    name: "f",
    arguments: "{}",
    ...parts,
  });
  const inChat = (message: object) =>
    json(200, completion({ choices: [choice({ content: null, ...message }, "tool_calls")] }));
  const deltas = (...list: readonly object[]) =>
    stream([...list.map((delta) => chunk({ ...delta })), chunk({}, "tool_calls"), "[DONE]"]);
  const events = (...list: readonly object[]) =>
    namedStream([RESPONSE_EVENTS[0] as Record<string, unknown>, ...(list as Record<string, unknown>[])]);

  const well: readonly [string, Probe, Answer][] = [
    ["of a function", chat, inChat({ tool_calls: [call()] })],
    [
      "of a custom tool",
      chat,
      inChat({ tool_calls: [call({ type: "custom", function: undefined, custom: { name: "f", input: "x" } })] }),
    ],
    ["in the deprecated form", chat, inChat({ function_call: { name: "f", arguments: "" } })],
    ["of a function", responses, json(200, response({ output: [item()] }))],
    [
      "of a custom tool",
      responses,
      json(200, response({ output: [{ type: "custom_tool_call", call_id: "c", name: "f", input: "" }] })),
    ],
    [
      "in pieces",
      chatStream,
      deltas(
        { tool_calls: [{ index: 0, id: "call_1", type: "function", function: { name: "f", arguments: "" } }] },
        { tool_calls: [{ index: 0, function: { arguments: '{"a":' } }] },
        { tool_calls: [{ index: 0, function: { arguments: "1}" } }] },
      ),
    ],
    [
      "in the deprecated form",
      chatStream,
      deltas({ function_call: { name: "f", arguments: "{" } }, { function_call: { arguments: "}" } }),
    ],
    ["in the terminal event", responsesStream, events(terminal("completed", { output: [item()] }))],
    [
      "in an event of its own",
      responsesStream,
      events(
        { type: "response.output_item.done", output_index: 0, sequence_number: 1, item: item() },
        terminal("completed", { output: [] }),
      ),
    ],
  ];

  it.each(well)("%s passes for the team's own body, $key", (_how, probe, answer) => {
    expect(drive(probe, [answer], { bodies }).outcome.kind).toBe("pass");
  });

  it.each(well)("%s is an empty output for the minimal body, $key", (_how, probe, answer) => {
    expect(verdictOf(drive(probe, [answer]).outcome)).toBe("empty-output");
  });

  it.each<[string, Probe, Answer]>([
    ["without an id", chat, inChat({ tool_calls: [call({ id: "" })] })],
    ["without a name", chat, inChat({ tool_calls: [call({ function: { arguments: "{}" } })] })],
    ["with broken arguments", chat, inChat({ tool_calls: [call({ function: { name: "f", arguments: "{" } })] })],
    ["without a call id", responses, json(200, response({ output: [item({ call_id: undefined })] }))],
    [
      "that the cap cut off",
      chat,
      json(200, completion({ choices: [choice({ content: null, tool_calls: [call()] }, "length")] })),
    ],
  ])("%s is no answer, $key", (_how, probe, answer) => {
    expect(verdictOf(drive(probe, [answer], { bodies }).outcome)).toBe("empty-output");
  });
});

describe("background: true", () => {
  const queued = json(200, response({ status: "queued", output: [] }));

  it("answers later, which the gate does not wait for", () => {
    const background = { responses: { input: "x", background: true } };
    const { outcome } = drive(responses, [queued], { bodies: background });
    expect(outcome).toMatchObject({
      category: "empty-output",
      observed: { detail: "answers-in-background", finishReason: "queued" },
    });
  });

  it("that nobody asked for breaks the contract", () => {
    expect(verdictOf(drive(responses, [queued], { bodies }).outcome)).toBe("response-contract");
  });
});

it("feature probes keep the minimal body", () => {
  const { bodies: sent } = drive(chatTools, [ABORTED], { bodies });
  expect(sent).toMatchObject([{ model: MODEL, max_completion_tokens: 256 }]);
});

it.each([
  ["what was said is the text", { id: "audio_1", transcript: "OK" }, "pass"],
  ["sound without its words is no text", { id: "audio_1", data: "AAAA" }, "empty-output"],
] as const)("an answer in audio: %s", (_what, audio, verdict) => {
  const spoken = json(200, completion({ choices: [choice({ content: null, audio })] }));
  const own = { "chat-completions": { messages: [], modalities: ["text", "audio"] } };
  expect(verdictOf(drive(chat, [spoken], { bodies: own }).outcome)).toBe(verdict);
});
