/** A template whose body demands a call: plain text in its place, or another call, breaks what the application waits for. */
import { describe, expect, it } from "@jest/globals";
import type { Family } from "../../src/evidence/vocabulary.ts";
import type { Answer } from "../../src/http/types.ts";
import { probe as chat } from "../../src/probes/chat.ts";
import { probe as chatStream } from "../../src/probes/chat-stream.ts";
import { probe as messages } from "../../src/probes/messages.ts";
import type { Probe } from "../../src/probes/probe.ts";
import { probe as responses } from "../../src/probes/responses.ts";
import type { JsonObject } from "../../src/text/json.ts";
import { choice, chunk, completion, response } from "./answers.ts";
import { drive, json, observedIn, stream } from "./exchanges.ts";

const parameters = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
const weather = { name: "weather", parameters };
const tools = [{ type: "function", function: weather }];
const ROME = '{"city":"Rome"}';

const called = (name: string, text: string) => ({ id: "c1", type: "function", function: { name, arguments: text } });
const inChat = (message: Record<string, unknown>, end = "stop") =>
  json(200, completion({ choices: [choice(message, end)] }));
const chatCall = (name: string, text = ROME) =>
  inChat({ content: null, tool_calls: [called(name, text)] }, "tool_calls");
const chatText = inChat({ content: "It is sunny." });
const streamText = stream([chunk({ content: "It is sunny." }), chunk({}, "stop"), "[DONE]"]);
const streamCall = (name: string) =>
  stream([chunk({ tool_calls: [{ index: 0, ...called(name, ROME) }] }), chunk({}, "tool_calls"), "[DONE]"]);
const said = { type: "message", role: "assistant", content: [{ type: "output_text", text: "It is sunny." }] };
const item = (name: string, text = ROME) => ({ type: "function_call", call_id: "c1", name, arguments: text });
const output = (...items: readonly object[]) => json(200, response({ output: items }));
const message = (...content: readonly object[]) =>
  json(200, { id: "m", type: "message", role: "assistant", content, stop_reason: "end_turn" });
const use = (name: string, input: object = { city: "Rome" }) => ({ type: "tool_use", id: "t1", name, input });

const family = (probe: Probe): Family =>
  probe === responses ? "responses" : probe === messages ? "messages" : "chat-completions";

/** What an answer to a template with this body comes to. */
function judged(probe: Probe, body: JsonObject, answer: Answer) {
  const { outcome } = drive(probe, [answer], { bodies: { [family(probe)]: { messages: [], input: "x", ...body } } });
  return outcome.kind === "pass" ? "pass" : observedIn(outcome).detail;
}

const NAMED = { tools, tool_choice: { type: "function", function: { name: "weather" } } };
const REQUIRED = { tools, tool_choice: "required" };
const FLAT = [{ type: "function", ...weather }];
const OWN = [{ name: "weather", input_schema: parameters }];

describe("a call that the body demands", () => {
  it.each<[string, Probe, JsonObject, Answer]>([
    ["text instead", chat, REQUIRED, chatText],
    ["text instead of a function", chat, NAMED, chatText],
    ["another function", chat, NAMED, chatCall("news", "{}")],
    [
      "text, with allowed tools",
      chat,
      { tools, tool_choice: { type: "allowed_tools", allowed_tools: { mode: "required" } } },
      chatText,
    ],
    ["text, in the deprecated form", chat, { functions: [weather], function_call: { name: "weather" } }, chatText],
    ["text in a stream", chatStream, { ...REQUIRED, stream: true }, streamText],
    ["another function in a stream", chatStream, { ...NAMED, stream: true }, streamCall("news")],
    ["text in Responses", responses, { tools: FLAT, tool_choice: "required" }, output(said)],
    [
      "another function in Responses",
      responses,
      { tools: FLAT, tool_choice: { type: "function", name: "weather" } },
      output(item("news")),
    ],
    [
      "text in Messages",
      messages,
      { tools: OWN, tool_choice: { type: "any" } },
      message({ type: "text", text: "Sunny." }),
    ],
    [
      "another tool in Messages",
      messages,
      { tools: OWN, tool_choice: { type: "tool", name: "weather" } },
      message(use("news")),
    ],
  ])("did not come: %s", (_, probe, body, answer) => {
    expect(judged(probe, body, answer)).toBe("forced-tool-not-called");
  });

  it.each<[string, Probe, JsonObject, Answer]>([
    ["the function", chat, NAMED, chatCall("weather")],
    ["any function", chat, REQUIRED, chatCall("weather")],
    ["the function, behind text", responses, { tools: FLAT, tool_choice: "required" }, output(said, item("weather"))],
    ["the function in a stream", chatStream, { ...NAMED, stream: true }, streamCall("weather")],
    [
      "the tool in Messages",
      messages,
      { tools: OWN, tool_choice: { type: "tool", name: "weather" } },
      message(use("weather")),
    ],
    ["text, where the model may choose", chat, { tools, tool_choice: "auto" }, chatText],
    ["text, where nothing is said", chat, { tools }, chatText],
    [
      "text, where the provider runs tools itself",
      responses,
      { tools: [{ type: "web_search" }], tool_choice: "required" },
      output(said),
    ],
    ["text that a cap cut off", chat, REQUIRED, inChat({ content: "It is" }, "length")],
  ])("came, or was not demanded: %s", (_, probe, body, answer) => {
    expect(judged(probe, body, answer)).toBe("pass");
  });
});

describe("the arguments of a strict function", () => {
  const strict = { tools: [{ type: "function", function: { ...weather, strict: true } }] };

  it("are all there that are required", () => {
    expect(judged(chat, strict, chatCall("weather", "{}"))).toBe("tool-call-arguments-not-of-schema");
    expect(judged(chat, strict, chatCall("weather"))).toBe("pass");
    expect(judged(chat, { tools }, chatCall("weather", "{}"))).toBe("pass");
  });

  it("in Responses and Messages too", () => {
    const flat = { tools: [{ ...FLAT[0], strict: true }] };
    expect(judged(responses, flat, output(item("weather", "{}")))).toBe("tool-call-arguments-not-of-schema");
    const own = { tools: [{ ...OWN[0], strict: true }] };
    expect(judged(messages, own, message(use("weather", {})))).toBe("tool-call-arguments-not-of-schema");
  });
});
