/** The form of an answer to the team's own body: its application runs the calls, and reads the JSON that it asked for. */
import { describe, expect, it } from "@jest/globals";
import type { Answer } from "../../src/http/types.ts";
import { probe as chat } from "../../src/probes/chat.ts";
import { probe as chatStream } from "../../src/probes/chat-stream.ts";
import { probe as messages } from "../../src/probes/messages.ts";
import { probe as messagesStream } from "../../src/probes/messages-stream.ts";
import type { Probe } from "../../src/probes/probe.ts";
import { probe as responses } from "../../src/probes/responses.ts";
import { probe as responsesStream } from "../../src/probes/responses-stream.ts";
import { schemasOf } from "../../src/probes/structured-output.ts";
import type { JsonObject } from "../../src/text/json.ts";
import { choice, chunk, completion, RESPONSE_EVENTS, response, terminal } from "./answers.ts";
import { drive, json, namedStream, observedIn, stream, verdictOf } from "./exchanges.ts";

const SCHEMA = { type: "object", properties: { a: { type: "string" } }, required: ["a"], additionalProperties: false };
const GOOD = '{"a":"x"}';

/** The verdict on this answer to this body of the team's, and why. */
async function judged(probe: Probe, body: JsonObject, answer: Answer): Promise<string> {
  const bodies = { [probe.family as string]: body };
  const { outcome } = drive(probe, [answer], { bodies, schemas: await schemasOf(bodies) });
  return `${verdictOf(outcome)} ${observedIn(outcome).detail ?? ""}`.trim();
}

/** How each probe is answered with these texts and calls, one after the other: its arguments are given as they stand in the answer. */
type Part = { readonly text: string; readonly phase?: string } | { readonly args: unknown };
const chatMessage = (parts: readonly Part[]) => ({
  content: parts.map((part) => ("text" in part ? part.text : "")).join("") || null,
  tool_calls: parts.flatMap((part, index) =>
    "args" in part
      ? [{ index, id: `call_${index}`, type: "function", function: { name: "find", arguments: part.args } }]
      : [],
  ),
});
const items = (parts: readonly Part[]) =>
  parts.map((part, index) =>
    "text" in part
      ? {
          ...{ type: "message", id: `msg_${index}`, role: "assistant", status: "completed" },
          ...(part.phase === undefined ? {} : { phase: part.phase }),
          content: [{ type: "output_text", text: part.text, annotations: [] }],
        }
      : { type: "function_call", id: `fc_${index}`, call_id: `call_${index}`, name: "find", arguments: part.args },
  );
const blocks = (parts: readonly Part[]) =>
  parts.map((part, index) =>
    "text" in part
      ? { type: "text", text: part.text }
      : { type: "tool_use", id: `toolu_${index}`, name: "find", input: part.args },
  );
const calls = (parts: readonly Part[]) => parts.some((part) => "args" in part);
const chunked = (deltas: readonly object[], reason: string) =>
  stream([...deltas.map((delta) => chunk({ ...delta })), chunk({}, reason), "[DONE]"]);

const ANSWERED: readonly { readonly probe: Probe; readonly answered: (...parts: readonly Part[]) => Answer }[] = [
  {
    probe: chat,
    answered: (...parts) =>
      json(200, completion({ choices: [choice(chatMessage(parts), calls(parts) ? "tool_calls" : "stop")] })),
  },
  {
    probe: chatStream,
    answered: (...parts) => {
      const { content, tool_calls } = chatMessage(parts);
      const texts = [...(content ?? "")].map((piece) => ({ content: piece }));
      return chunked(
        [...texts, ...tool_calls.map((call) => ({ tool_calls: [call] }))],
        calls(parts) ? "tool_calls" : "stop",
      );
    },
  },
  { probe: responses, answered: (...parts) => json(200, response({ output: items(parts) })) },
  {
    probe: responsesStream,
    answered: (...parts) =>
      namedStream([
        RESPONSE_EVENTS[0] as JsonObject,
        ...items(parts).flatMap((item, output_index) => [
          { type: "response.output_item.added", output_index, item: { ...item, content: [] } },
          ...("content" in item
            ? [...(item.content[0]?.text ?? "")].map((delta) => ({
                type: "response.output_text.delta",
                output_index,
                delta,
              }))
            : []),
          { type: "response.output_item.done", output_index, item },
        ]),
        terminal("completed", { output: [] }),
      ]),
  },
  {
    probe: messages,
    answered: (...parts) =>
      json(200, {
        ...{ id: "msg_1", type: "message", role: "assistant", stop_reason: calls(parts) ? "tool_use" : "end_turn" },
        ...{ content: blocks(parts), usage: { input_tokens: 1, output_tokens: 1 } },
      }),
  },
  {
    probe: messagesStream,
    answered: (...parts) =>
      namedStream([
        { type: "message_start", message: { type: "message", content: [], usage: { input_tokens: 1 } } },
        ...parts.flatMap((part, index) => {
          const block =
            "text" in part ? { type: "text", text: "" } : { type: "tool_use", id: "toolu_1", name: "find", input: {} };
          const partial_json =
            "args" in part ? (typeof part.args === "string" ? part.args : JSON.stringify(part.args)) : "";
          const delta =
            "text" in part ? { type: "text_delta", text: part.text } : { type: "input_json_delta", partial_json };
          return [
            { type: "content_block_start", index, content_block: block },
            { type: "content_block_delta", index, delta },
            { type: "content_block_stop", index },
          ];
        }),
        {
          type: "message_delta",
          delta: { stop_reason: calls(parts) ? "tool_use" : "end_turn" },
          usage: { output_tokens: 1 },
        },
        { type: "message_stop" },
      ]),
  },
];

/** A body of each family that declares a tool with or without a required argument, and asks for JSON or not. */
function bodyOf({ family }: Probe, { asks = "schema", takes = true } = {}): JsonObject {
  const parameters = takes ? SCHEMA : { type: "object", properties: {} };
  const format = asks === "schema" ? { type: "json_schema", name: "n", strict: true, schema: SCHEMA } : { type: asks };
  switch (family) {
    case "chat-completions":
      return {
        ...{ messages: [], tools: [{ type: "function", function: { name: "find", parameters } }] },
        response_format: asks === "schema" ? { type: "json_schema", json_schema: format } : format,
      };
    case "responses":
      return { input: "x", tools: [{ type: "function", name: "find", parameters }], text: { format } };
    default:
      return {
        ...{ messages: [], tools: [{ name: "find", input_schema: parameters }] },
        ...(asks === "schema" ? { output_config: { format: { type: "json_schema", schema: SCHEMA } } } : {}),
      };
  }
}

const isMessages = ({ family }: Probe) => family === "messages";
const asText = (probe: Probe, value: object) => (isMessages(probe) ? value : JSON.stringify(value));

describe.each(ANSWERED)("$probe.key", ({ probe, answered }) => {
  it("the JSON that was asked for parses and follows its schema", async () => {
    const verdicts = [GOOD, "Sure.", '{"a":1}'].map((text) => judged(probe, bodyOf(probe), answered({ text })));
    const contract = "response-contract output-not";
    expect(await Promise.all(verdicts)).toEqual(["pass", `${contract}-json`, `${contract}-of-schema`]);
  });

  it("text before a call need not be JSON: the answer comes after the call's result", async () => {
    const answer = answered({ text: "Let me look." }, { args: asText(probe, { a: "x" }) });
    expect(await judged(probe, bodyOf(probe), answer)).toBe("pass");
  });

  it("arguments that do not parse break the contract, text or not", async () => {
    const cut = { args: '{"a":' };
    const broken = "response-contract tool-call-arguments-not-json";
    expect(await judged(probe, bodyOf(probe, { asks: "text" }), answered(cut))).toBe(broken);
    expect(await judged(probe, bodyOf(probe, { asks: "text" }), answered({ text: "Let me look." }, cut))).toBe(broken);
  });
});

describe.each(ANSWERED.filter(({ probe }) => !isMessages(probe)))("$probe.key", ({ probe, answered }) => {
  it("empty arguments are those of a function that takes none", async () => {
    for (const args of ["", "null", " "]) {
      const body = (takes: boolean) => bodyOf(probe, { asks: "text", takes });
      expect(await judged(probe, body(false), answered({ args }))).toBe("pass");
      expect(await judged(probe, body(true), answered({ args }))).toBe("response-contract tool-call-arguments-missing");
    }
  });

  it("an object in place of the arguments' text is what official clients fail to parse", async () => {
    const verdict = await judged(probe, bodyOf(probe, { asks: "text" }), answered({ args: { a: "x" } }));
    expect(verdict).toBe("response-contract tool-call-arguments-not-a-string");
  });

  it("an object was asked for where the form is json_object", async () => {
    for (const text of ['"OK"', "[1]", "7"])
      expect(await judged(probe, bodyOf(probe, { asks: "json_object" }), answered({ text }))).toBe(
        "response-contract output-not-an-object",
      );
    expect(await judged(probe, bodyOf(probe, { asks: "json_object" }), answered({ text: "{}" }))).toBe("pass");
  });
});

describe.each(ANSWERED.filter(({ probe }) => probe.family === "responses"))(
  "$probe.key with several message items",
  ({ probe, answered }) => {
    const commentary = { text: "I look first.", phase: "commentary" };
    it.each<[string, readonly Part[], string]>([
      ["the final answer counts", [commentary, { text: GOOD, phase: "final_answer" }], "pass"],
      [
        "what was said on the way does not",
        [
          { ...commentary, text: GOOD },
          { text: "Done.", phase: "final_answer" },
        ],
        "response-contract output-not-json",
      ],
      ["wherever it stands", [{ text: GOOD, phase: "final_answer" }, commentary], "pass"],
      ["without phases the last one counts", [{ text: "I look first." }, { text: GOOD }], "pass"],
      ["the same one twice is one", [{ text: GOOD }, { text: GOOD }], "pass"],
    ])("%s", async (_what, parts, verdict) => {
      expect(await judged(probe, bodyOf(probe), answered(...parts))).toBe(verdict);
    });
  },
);

it("a schema beside json_object may be one of a list", async () => {
  const response_format = { type: "json_object", schema: { type: "array" } };
  const answer = json(200, completion({ choices: [choice({ content: "[1]" })] }));
  expect(await judged(chat, { messages: [], response_format }, answer)).toBe("pass");
});

describe("JSON that a cap cut off", () => {
  const inChat = (content: string) => json(200, completion({ choices: [choice({ content }, "length")] }));
  const inMessages = (text: string) =>
    json(200, {
      id: "msg_1",
      type: "message",
      role: "assistant",
      stop_reason: "max_tokens",
      content: [{ type: "text", text }],
    });

  it("is no answer, and does not speak against the release", async () => {
    for (const asks of ["schema", "json_object"]) {
      const body = bodyOf(chat, { asks });
      expect(await judged(chat, body, inChat('{"a":"x'))).toBe("empty-output cut-off-within-json");
      expect(await judged(chatStream, body, chunked([{ content: '{"a":"x' }], "length"))).toBe(
        "empty-output cut-off-within-json",
      );
    }
  });

  it("is an answer where it is whole all the same, and text where none was asked for", async () => {
    expect(await judged(chat, bodyOf(chat), inChat(GOOD))).toBe("pass");
    expect(await judged(chat, bodyOf(chat, { asks: "text" }), inChat('{"a":"x'))).toBe("pass");
  });

  it("by the gate's own cap is asked again with a larger one", async () => {
    const bodies = { messages: bodyOf(messages) };
    const { outcome, bodies: sent } = drive(messages, [inMessages('{"a":"x'), inMessages(GOOD)], { bodies });
    expect([outcome.kind, ...sent.map((body) => (body as JsonObject).max_tokens)]).toEqual(["pass", 256, 2048]);
  });

  it("by the template's own cap is not", async () => {
    const bodies = { messages: { ...bodyOf(messages), max_tokens: 16 } };
    expect(drive(messages, [inMessages('{"a":"x')], { bodies }).bodies).toHaveLength(1);
  });
});

describe("Messages", () => {
  const { answered } = ANSWERED[4] as (typeof ANSWERED)[number];
  it("asked by its first name, the form is the same", async () => {
    const body = { messages: [], output_format: { type: "json_schema", schema: SCHEMA } };
    expect(await judged(messages, body, answered({ text: '{"a":1}' }))).toBe("response-contract output-not-of-schema");
  });

  it("what was said before a tool of the provider's is not the answer", async () => {
    const search = { type: "server_tool_use", id: "srvtoolu_1", name: "web_search", input: { query: "x" } };
    const content = (last: string) => [{ type: "text", text: "I search." }, search, { type: "text", text: last }];
    const answer = (last: string) =>
      json(200, { id: "msg_1", type: "message", role: "assistant", stop_reason: "end_turn", content: content(last) });
    expect(await judged(messages, bodyOf(messages), answer(GOOD))).toBe("pass");
    expect(await judged(messages, bodyOf(messages), answer("Done."))).toBe("response-contract output-not-json");
  });
});

describe("content as a list of parts", () => {
  const thinking = { type: "thinking", thinking: [{ type: "text", text: "hm" }] };
  const listed = (text: string) => [thinking, { type: "text", text }];

  it.each<[string, Probe, (text: string) => Answer]>([
    ["in one piece", chat, (text) => json(200, completion({ choices: [choice({ content: listed(text) })] }))],
    ["in a stream", chatStream, (text) => chunked([{ content: [thinking] }, { content: listed(text) }], "stop")],
    [
      "in a stream that goes on as text",
      chatStream,
      (text) => chunked([{ content: [thinking] }, { content: text }], "stop"),
    ],
  ])("has its text in the parts of text, %s", async (_how, probe, answer) => {
    expect(await judged(probe, { messages: [] }, answer("OK"))).toBe("pass");
    expect(await judged(probe, bodyOf(probe), answer(GOOD))).toBe("pass");
    expect(await judged(probe, bodyOf(probe), answer("OK"))).toBe("response-contract output-not-json");
  });

  it("is no text where it is thinking alone", () => {
    const { outcome } = drive(chat, [json(200, completion({ choices: [choice({ content: [thinking] })] }))], {
      bodies: { "chat-completions": { messages: [] } },
    });
    expect([verdictOf(outcome), observedIn(outcome).notes]).toEqual(["empty-output", ["reasoning-only"]]);
  });
});
