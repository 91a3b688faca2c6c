/** Where each field of a chat request goes in Responses. */
import { describe, expect, it } from "@jest/globals";
import { COUNTERPARTS } from "../../src/contracts/family-words.ts";
import { REQUEST_FIELDS } from "../../src/contracts/request-fields.ts";
import { CHAT_TO_RESPONSES } from "../../src/migration/field-destinations.ts";
import { compareResponsesRequest, mapChatRequest } from "../../src/migration/request-mapping.ts";

/** `field -> destination` of everything that a body has. */
const mapped = (body: Record<string, unknown>) =>
  mapChatRequest(body).map(({ field, carries, to }) => `${field}: ${carries} ${to.join("|")}`.trim());

describe("the mapping of the top-level fields", () => {
  it("knows every documented field of Chat Completions and no other", () => {
    expect(Object.keys(CHAT_TO_RESPONSES).sort()).toEqual(Object.keys(REQUEST_FIELDS["chat-completions"]).sort());
  });

  it.each(Object.entries(CHAT_TO_RESPONSES))(
    "sends %s to documented fields of Responses only",
    (name, { carries, to }) => {
      for (const path of to) expect(Object.keys(REQUEST_FIELDS.responses)).toContain(path.split(".")[0]);
      if (carries === "same") expect(to).toEqual([name]);
      expect(to.length === 0).toBe(carries === "not-needed" || carries === "no-counterpart");
    },
  );

  it("agrees with what the template check calls the counterpart", () => {
    for (const [name, counterpart] of Object.entries(COUNTERPARTS.responses)) {
      const [to = ""] = CHAT_TO_RESPONSES[name]?.to ?? [];
      expect(counterpart).toMatch(new RegExp(to === "tools" ? "tool" : to.replace("include", "include with")));
    }
  });

  it.each([
    ["max_tokens", 1, "max_tokens: renamed max_output_tokens"],
    ["reasoning_effort", "low", "reasoning_effort: renamed reasoning.effort"],
    ["verbosity", "low", "verbosity: renamed text.verbosity"],
    ["logprobs", true, "logprobs: reshaped include"],
    ["user", "u", "user: reshaped safety_identifier|prompt_cache_key"],
    ["stop", ["x"], "stop: no-counterpart"],
    ["n", 2, "n: no-counterpart"],
    ["temperature", 1, "temperature: same temperature"],
    ["input", "x", "input: responses-field input"],
    ["top_k", 1, "top_k: unknown"],
    ["constructor", 1, "constructor: unknown"],
  ])("of %s", (name, value, expected) => {
    expect(mapped({ [name]: value })).toEqual([expected]);
  });

  it("leaves out what is set to null, which is how the descriptions write that it is not set", () => {
    expect(mapped({ stop: null, stream_options: { include_usage: null } })).toEqual(["stream_options: not-needed"]);
  });
});

describe("the mapping below the top level", () => {
  const message = (more: object) => ({ messages: [{ role: "user", content: "x" }, more] });

  it.each<[string, Record<string, unknown>, string]>([
    [
      "a system prompt",
      message({ role: "system", content: "x" }),
      "messages[] with role system or developer: reshaped instructions|input",
    ],
    [
      "a developer prompt",
      message({ role: "developer" }),
      "messages[] with role system or developer: reshaped instructions|input",
    ],
    ["a tool's answer", message({ role: "tool" }), "messages[] with role tool or function: reshaped input"],
    ["calls", message({ role: "assistant", tool_calls: [] }), "messages[].tool_calls: reshaped input"],
    [
      "a deprecated call",
      message({ role: "assistant", function_call: {} }),
      "messages[].function_call: reshaped input",
    ],
    ["a name", message({ role: "user", name: "ada" }), "messages[].name: no-counterpart"],
    ["spoken input", message({ role: "assistant", audio: {} }), "messages[].audio: no-counterpart"],
    ["text parts", message({ content: [{ type: "text" }] }), "messages[].content[] of type text: reshaped input"],
    ["images", message({ content: [{ type: "image_url" }] }), "messages[].content[] of type image_url: reshaped input"],
    ["files", message({ content: [{ type: "file" }] }), "messages[].content[] of type file: reshaped input"],
    [
      "audio parts",
      message({ content: [{ type: "input_audio" }] }),
      "messages[].content[] of type input_audio: no-counterpart",
    ],
    ["refusals", message({ content: [{ type: "refusal" }] }), "messages[].content[] of type refusal: same input"],
    ["a schema", { response_format: { json_schema: {} } }, "response_format.json_schema: reshaped text.format"],
    ["functions", { tools: [{ function: {} }] }, "tools[].function: reshaped tools"],
    ["custom tools", { tools: [{ custom: {} }] }, "tools[].custom: reshaped tools"],
    ["a chosen function", { tool_choice: { function: {} } }, "tool_choice.function: reshaped tool_choice"],
    ["usage in a stream", { stream_options: { include_usage: true } }, "stream_options.include_usage: not-needed"],
    [
      "obfuscation",
      { stream_options: { include_obfuscation: false } },
      "stream_options.include_obfuscation: same stream_options.include_obfuscation",
    ],
  ])("finds %s, once", (_name, body, expected) => {
    expect(mapped(body).slice(1)).toEqual([expected]);
  });

  it.each([{ messages: "x" }, { messages: [null, 1, [], { content: [null, 3] }] }, { tools: {}, tool_choice: [] }])(
    "takes a body that is not as documented: %j",
    (body) => {
      expect(mapped(body)).toHaveLength(Object.keys(body).length);
    },
  );
});

describe("a Responses body beside the mapping", () => {
  const mapping = mapChatRequest({
    model: "m",
    messages: [{ role: "system", content: "x" }],
    max_tokens: 100,
    verbosity: "low",
    stop: "x",
  });
  const compared = (body: Record<string, unknown>) => {
    const { missing, withoutSource } = compareResponsesRequest(mapping, body);
    return { missing: missing.map(({ field }) => field), withoutSource: withoutSource.map(({ field }) => field) };
  };

  it("finds nothing where every field has arrived", () => {
    const body = { model: "m", instructions: "x", input: "x", max_output_tokens: 100, text: { verbosity: "low" } };
    expect(compared(body)).toEqual({ missing: [], withoutSource: [] });
  });

  it("names what has not arrived, also below the top level, and what comes from nowhere", () => {
    expect(
      compared({ model: "m", input: "x", max_tokens: 5, text: { format: {} }, store: false, reasoning: null }),
    ).toEqual({
      missing: ["max_tokens", "verbosity"],
      withoutSource: ["max_tokens", "store"],
    });
  });

  it("takes null for not set", () => {
    const body = { model: "m", input: "x", max_output_tokens: null, text: { verbosity: null } };
    expect(compared(body)).toEqual({ missing: ["max_tokens", "verbosity"], withoutSource: [] });
  });

  it("does not repeat what is missing for every part of the messages", () => {
    const chat = mapChatRequest({ messages: [{ role: "tool", content: [{ type: "text" }] }] });
    expect(compareResponsesRequest(chat, {}).missing.map(({ field }) => field)).toEqual(["messages"]);
  });

  it("says which names are documented", () => {
    expect(compareResponsesRequest([], { store: true, "sk-live": 1 }).withoutSource).toEqual([
      { field: "store", documented: true },
      { field: "sk-live", documented: false },
    ]);
  });
});
