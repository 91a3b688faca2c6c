/** How answers to the team's own body are judged: its fields are the team's, and its tools may be called. */
import { describe, expect, it } from "@jest/globals";
import type { Answer } from "../../src/http/types.ts";
import { probe as chat } from "../../src/probes/chat.ts";
import { probe as chatStream } from "../../src/probes/chat-stream.ts";
import { probe as chatTools } from "../../src/probes/chat-tools.ts";
import { probe as messages } from "../../src/probes/messages.ts";
import type { Probe, Question } from "../../src/probes/probe.ts";
import { probe as responses } from "../../src/probes/responses.ts";
import { probe as responsesStream } from "../../src/probes/responses-stream.ts";
import type { JsonObject } from "../../src/text/json.ts";
import { CHAT_STREAM, choice, chunk, completion, REASONING, RESPONSE_EVENTS, response, terminal } from "./answers.ts";
import { ABORTED, drive, json, MODEL, namedStream, observedIn, stream, verdictOf } from "./exchanges.ts";

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

const own: Question["bodies"] = {
  "chat-completions": { messages: [] },
  responses: { input: "x" },
  messages: { messages: [] },
};

describe("an answer that holds something else in place of text", () => {
  const output = (...items: readonly object[]) => json(200, response({ output: [REASONING, ...items] }));
  const item = (type: string, more: object = {}) => ({ type, id: `${type}_1`, status: "completed", ...more });
  const inChat = (message: object) => json(200, completion({ choices: [choice({ content: null, ...message })] }));
  const deltas = (...list: readonly object[]) =>
    stream([...list.map((delta) => chunk({ ...delta })), chunk({}, "stop"), "[DONE]"]);
  const done = (type: string, more: object = {}) =>
    namedStream([
      RESPONSE_EVENTS[0] as Record<string, unknown>,
      { type: "response.output_item.done", output_index: 0, sequence_number: 1, item: item(type, more) },
      terminal("completed", { output: [] }),
    ]);
  const use = (type: string) =>
    json(200, {
      ...{ id: "msg_1", type: "message", role: "assistant", stop_reason: "pause_turn" },
      content: [{ type, id: "srvtoolu_1", name: "web_search", input: {} }],
      usage: { input_tokens: 1, output_tokens: 1 },
    });
  const images = [{ type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } }];

  const held: readonly [what: string, probe: Probe, answer: Answer, note: string][] = [
    ["a click on a screen", responses, output(item("computer_call", { call_id: "c" })), "call"],
    ["a command", responses, output(item("shell_call", { call_id: "c" })), "call"],
    ["a command on the caller's machine", responses, output(item("local_shell_call", { call_id: "c" })), "call"],
    ["a patch", responses, output(item("apply_patch_call", { call_id: "c" })), "call"],
    ["a request for approval", responses, output({ type: "mcp_approval_request", id: "mcpr_1", name: "f" }), "call"],
    ["code that ran", responses, output(item("code_interpreter_call")), "call"],
    ["a search", responses, output(item("web_search_call")), "call"],
    [
      "a call of a custom tool",
      responses,
      output({ type: "custom_tool_call", call_id: "c", name: "f", input: "x" }),
      "call",
    ],
    ["a picture", responses, output(item("image_generation_call", { result: "AAAA" })), "image"],
    ["a command, in a stream", responsesStream, done("shell_call"), "call"],
    ["a picture, in a stream", responsesStream, done("image_generation_call", { result: "AAAA" }), "image"],
    ["a picture", chat, inChat({ images }), "image"],
    ["a picture, in a stream", chatStream, deltas({ content: "", images }), "image"],
    ["sound without its words", chat, inChat({ audio: { id: "audio_1", data: "AAAA" } }), "sound"],
    ["sound, in a stream", chatStream, deltas({ audio: { id: "audio_1" } }, { audio: { data: "AAAA" } }), "sound"],
    ["a search of the provider's", messages, use("server_tool_use"), "call"],
    ["a tool of a server", messages, use("mcp_tool_use"), "call"],
  ];

  it.each(held)("passes with a note of it for the team's own body: %s, $key", (_what, probe, answer, note) => {
    const { outcome } = drive(probe, [answer], { bodies: own });
    expect(verdictOf(outcome)).toBe("pass");
    expect(observedIn(outcome).notes).toContain(`${note}-instead-of-text`);
  });

  it.each(held)("is empty for the minimal body: %s, $key", (_what, probe, answer) => {
    expect(verdictOf(drive(probe, [answer]).outcome)).toBe("empty-output");
  });

  it.each<[string, Probe, Answer]>([
    ["only reasoning", responses, output()],
    ["a list of tools", responses, output(item("mcp_list_tools"))],
    ["a search that failed", responses, output(item("web_search_call", { status: "failed" }))],
    ["a picture that never came", responses, output(item("image_generation_call", { result: null }))],
    ["a function without a name", responses, output(item("function_call", { call_id: "c", arguments: "{}" }))],
    ["no pictures", chat, inChat({ images: [], content: "" })],
  ])("%s is nothing", (_what, probe, answer) => {
    expect(verdictOf(drive(probe, [answer], { bodies: own }).outcome)).toBe("empty-output");
  });

  it.each<[string, Probe, Answer]>([
    ["in one piece", chat, inChat({ audio: { id: "audio_1", data: "AAAA", transcript: "OK" } })],
    ["in a stream", chatStream, deltas({ audio: { transcript: "O" } }, { audio: { transcript: "K" } })],
  ])("what was said is the text, %s", (_how, probe, answer) => {
    const { outcome } = drive(probe, [answer], { bodies: own });
    expect(observedIn(outcome)).toMatchObject({ text: true });
    expect(verdictOf(drive(probe, [answer]).outcome)).toBe("pass");
  });
});

describe("a call of a tool that ends in the word for a text", () => {
  const call = { index: 0, id: "call_1", type: "function", function: { name: "f", arguments: "{}" } };
  const streamed = (finish: string, content = "") =>
    stream([chunk({ content, tool_calls: [call] }), chunk({}, finish), "[DONE]"]);
  const whole = (finish: string) =>
    json(200, completion({ choices: [choice({ content: null, tool_calls: [call] }, finish)] }));
  const notesOf = (probe: Probe, answer: Answer, more: JsonObject = {}) => {
    const { outcome } = drive(probe, [answer], { bodies: { "chat-completions": { messages: [], ...more } } });
    expect(outcome.kind).toBe("pass");
    return observedIn(outcome).notes ?? [];
  };

  it("passes, because many gateways write it, with a note, because agents that go by it never run the tool", () => {
    for (const finish of ["stop", "STOP"]) {
      expect(notesOf(chatStream, streamed(finish))).toContain("call-ended-as-text");
      expect(notesOf(chat, whole(finish))).toContain("call-ended-as-text");
    }
    expect(notesOf(chatStream, streamed("stop", "Let me look."))).toContain("call-ended-as-text");
  });

  it("has no note where it ends as documented", () => {
    expect(notesOf(chatStream, streamed("tool_calls"))).not.toContain("call-ended-as-text");
    const forced = { tool_choice: { type: "function", function: { name: "f" } } };
    expect(notesOf(chatStream, streamed("stop"), forced)).not.toContain("call-ended-as-text");
  });
});
