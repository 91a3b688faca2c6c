/** Bodies that the vendors' own endpoints answer with status 400, and their neighbours that they answer. */
import { describe, expect, it } from "@jest/globals";
import type { Family } from "../../src/evidence/vocabulary.ts";
import { findingsOf } from "./checking.ts";

const user = { role: "user", content: "hi" };
const call = { id: "call_1", type: "function", function: { name: "tide_at", arguments: "{}" } };
const calls = (...all: object[]) => ({ role: "assistant", content: null, tool_calls: all });
const result = { role: "tool", tool_call_id: "call_1", content: "low" };
const tool = (more: object) => ({ type: "function", function: { name: "tide_at", ...more } });
const schema = { type: "object", properties: { level: { type: "number" } } };
const use = { role: "assistant", content: [{ type: "tool_use", id: "toolu_1", name: "tide_at", input: {} }] };
const used = { role: "user", content: [{ type: "tool_result", tool_use_id: "toolu_1", content: "low" }] };
const item = { type: "function_call", call_id: "call_1", name: "tide_at", arguments: "{}" };
const output = { type: "function_call_output", call_id: "call_1", output: "low" };
const CLAUDE_TOOL = { name: "tide_at", input_schema: schema };

const BASE: Readonly<Record<Family, object>> = {
  "chat-completions": { messages: [user] },
  responses: { input: "hi" },
  messages: { max_tokens: 64, messages: [user] },
  embeddings: { input: "hi" },
};

async function found(family: Family, more: object) {
  const findings = await findingsOf(JSON.stringify({ model: "some-model", ...BASE[family], ...more }), { family });
  return findings.filter(({ rule }) => rule !== "deprecated-field");
}

describe("a body that no endpoint answers holds", () => {
  it.each<[what: string, Family, more: object, says: RegExp]>([
    [
      "a name of a function with a space",
      "chat-completions",
      { tools: [tool({ name: "tide at" })] },
      /tools\[0\]\.function\.name/,
    ],
    ["an endless name", "chat-completions", { tools: [tool({ name: "t".repeat(129) })] }, /tools\[0\]\.function\.name/],
    [
      "a function without a name",
      "chat-completions",
      { tools: [{ type: "function", function: {} }] },
      /function\.name is missing/,
    ],
    [
      "arguments of another type",
      "chat-completions",
      { tools: [tool({ parameters: { type: "array" } })] },
      /parameters\.type/,
    ],
    [
      "a call that nothing answers",
      "chat-completions",
      { messages: [user, calls(call), user] },
      /tool_calls\[0\]\.id is a call that nothing answers/,
    ],
    ["a call at the end", "chat-completions", { messages: [user, calls(call)] }, /nothing answers/],
    [
      "the second of two calls",
      "chat-completions",
      { messages: [user, calls(call, { ...call, id: "b" }), result] },
      /tool_calls\[1\]\.id is a call/,
    ],
    [
      "a result without a call",
      "chat-completions",
      { messages: [user, result] },
      /messages\[1\]\.tool_call_id answers no call/,
    ],
    [
      "a result of another call",
      "chat-completions",
      { messages: [user, calls(call), result, { ...result, tool_call_id: "x" }] },
      /messages\[3\]\.tool_call_id answers no call/,
    ],
    ["a result too late", "chat-completions", { messages: [user, calls(call), user, result] }, /answers no call/],
    ["a choice without tools", "chat-completions", { tool_choice: "required" }, /tool_choice is set without tools/],
    [
      "a choice among nothing",
      "chat-completions",
      { tool_choice: "required", tools: null },
      /tool_choice is set without tools/,
    ],
    [
      "a choice of no tool",
      "chat-completions",
      { tools: [tool({})], tool_choice: tool({ name: "tides" }) },
      /name of no tool/,
    ],
    ["alternatives without logprobs", "chat-completions", { top_logprobs: 3 }, /top_logprobs is set without logprobs/],
    ["alternatives and no logprobs", "chat-completions", { top_logprobs: 3, logprobs: false }, /without logprobs/],
    [
      "a picture without an address",
      "chat-completions",
      { messages: [{ role: "user", content: [{ type: "image_url", image_url: {} }] }] },
      /image_url\.url is missing/,
    ],
    [
      "a part with a typing error",
      "chat-completions",
      { messages: [{ role: "user", content: [{ type: "txt", text: "a" }] }] },
      /content\[0\]\.type/,
    ],
    [
      "a part without its text",
      "chat-completions",
      { messages: [{ role: "user", content: [{ type: "text" }] }] },
      /content\[0\]\.text is missing/,
    ],
    [
      "a format with a typing error",
      "chat-completions",
      { response_format: { type: "json_objects" } },
      /response_format\.type/,
    ],
    ["a bias in words", "chat-completions", { logit_bias: { "50256": "never" } }, /logit_bias\..* is not a number/],
    [
      "a schema in text",
      "chat-completions",
      { response_format: { type: "json_schema", json_schema: { name: "a", schema: "{}" } } },
      /json_schema\.schema/,
    ],
    [
      "a choice with a typing error",
      "chat-completions",
      { tools: [tool({})], tool_choice: "requierd" },
      /tool_choice has a/,
    ],
    [
      "a nameless schema",
      "responses",
      { text: { format: { type: "json_schema", schema } } },
      /text\.format\.name is missing/,
    ],
    [
      "a schema by a sentence",
      "responses",
      { text: { format: { type: "json_schema", name: "the tide", schema } } },
      /text\.format\.name/,
    ],
    [
      "a nameless function",
      "responses",
      { tools: [{ type: "function", parameters: schema }] },
      /tools\[0\]\.name is missing/,
    ],
    [
      "parameters in text",
      "responses",
      { tools: [{ type: "function", name: "a", parameters: "{}" }] },
      /tools\[0\]\.parameters/,
    ],
    ["an output without its call", "responses", { input: [user, output] }, /input\[1\]\.call_id answers no call/],
    [
      "a call without its output",
      "responses",
      { input: [user, item] },
      /input\[1\]\.call_id is a call that nothing answers/,
    ],
    [
      "arguments as an object",
      "responses",
      { input: [user, { ...item, arguments: {} }, output] },
      /arguments is not text/,
    ],
    [
      "two kinds of history",
      "responses",
      { previous_response_id: "resp_1", conversation: "conv_1" },
      /beside conversation/,
    ],
    ["a choice without tools", "responses", { tool_choice: { type: "function", name: "a" } }, /without tools/],
    [
      "a use that nothing answers",
      "messages",
      { messages: [user, use, user] },
      /content\[0\]\.id is a call that nothing answers/,
    ],
    ["a result of nothing", "messages", { messages: [used] }, /tool_use_id answers no call/],
    [
      "arguments as text",
      "messages",
      { messages: [user, { ...use, content: [{ ...use.content[0], input: "{}" }] }, used] },
      /input is not an object/,
    ],
    [
      "a part of an answer in a question",
      "responses",
      { input: [{ role: "user", content: [{ type: "output_text", text: "a" }] }] },
      /content\[0\]\.type/,
    ],
    [
      "a part of a question in an answer",
      "responses",
      { input: [user, { type: "message", role: "assistant", content: [{ type: "input_text", text: "a" }] }] },
      /content\[0\]\.type/,
    ],
    ["a search without its stores", "responses", { tools: [{ type: "file_search" }] }, /vector_store_ids is missing/],
    [
      "a server without an address",
      "responses",
      { tools: [{ type: "mcp", server_label: "tides" }] },
      /tools\[0\]\.server_url is missing/,
    ],
    [
      "a screen without a size",
      "responses",
      { tools: [{ type: "computer_use_preview", display_width: 1024, environment: "browser" }] },
      /display_height is missing/,
    ],
    [
      "a picture that is nothing but base64",
      "responses",
      { input: [{ role: "user", content: [{ type: "input_image", image_url: "iVBORw0KGgo=" }] }] },
      /image_url is not of the documented form/,
    ],
    [
      "a picture with a data URL as its base64",
      "messages",
      {
        messages: [
          {
            role: "user",
            content: [
              {
                type: "image",
                source: { type: "base64", media_type: "image/png", data: "data:image/png;base64,iVBO" },
              },
            ],
          },
        ],
      },
      /source\.data is not of the documented form/,
    ],
    [
      "a picture of a type that is none",
      "messages",
      {
        messages: [
          {
            role: "user",
            content: [{ type: "image", source: { type: "base64", media_type: "image/jpg", data: "a" } }],
          },
        ],
      },
      /media_type has a value/,
    ],
    [
      "a cache without a type",
      "messages",
      { system: [{ type: "text", text: "a", cache_control: {} }] },
      /cache_control\.type is missing/,
    ],
    [
      "a cache with a typing error",
      "messages",
      { tools: [{ ...CLAUDE_TOOL, cache_control: { type: "ephemerall" } }] },
      /cache_control\.type has a value/,
    ],
    [
      "two tools of a name",
      "messages",
      { tools: [CLAUDE_TOOL, CLAUDE_TOOL] },
      /tools\[1\]\.name is the name of another tool/,
    ],
    [
      "a format without its schema",
      "messages",
      { output_config: { format: { type: "json_schema" } } },
      /format\.schema is missing/,
    ],
    [
      "a part without words",
      "messages",
      { messages: [{ role: "user", content: [{ type: "text", text: "" }] }] },
      /content\[0\]\.text is empty/,
    ],
    ["a spaced name", "messages", { tools: [{ ...CLAUDE_TOOL, name: "tide at" }] }, /tools\[0\]\.name/],
    ["too small a budget", "messages", { thinking: { type: "enabled", budget_tokens: 10 } }, /budget_tokens/],
    ["a choice without tools", "messages", { tool_choice: { type: "any" } }, /without tools/],
    [
      "a choice in OpenAI's words",
      "messages",
      { tools: [CLAUDE_TOOL], tool_choice: { type: "required" } },
      /tool_choice\.type/,
    ],
    [
      "a choice of no tool",
      "messages",
      { tools: [CLAUDE_TOOL], tool_choice: { type: "tool", name: "tides" } },
      /name of no tool/,
    ],
  ])("%s (%s)", async (_what, family, more, says) => {
    const holds = (await found(family, more)).filter(({ severity }) => severity === "hold");
    expect(holds.map(({ message }) => message).join("\n")).toMatch(says);
  });
});

describe("a body that OpenAI refuses and another endpoint answers is advisory, and names it", () => {
  it.each<[Family, more: object, says: RegExp]>([
    [
      "chat-completions",
      { response_format: { type: "json_schema", json_schema: { schema } } },
      /name is missing.*Perplexity/,
    ],
    [
      "chat-completions",
      { response_format: { type: "json_schema", json_schema: { name: "the tide", schema } } },
      /name.*llama\.cpp/,
    ],
    [
      "chat-completions",
      { messages: [user, calls({ ...call, function: { name: "a", arguments: {} } }), result] },
      /arguments.*Mistral/,
    ],
    ["chat-completions", { tools: [tool({ parameters: "{}" })] }, /parameters.*MiniMax/],
    ["chat-completions", { tools: [tool({ name: "sea.tide_at" })] }, /name.*Gemini/],
    ["chat-completions", { tools: [tool({ name: "t".repeat(65) })] }, /name.*Gemini/],
    [
      "chat-completions",
      { messages: [user, { role: "assistant", content: "a", tool_calls: [] }] },
      /tool_calls is empty.*vLLM/,
    ],
    ["chat-completions", { messages: [{ role: "user", content: ["hi"] }] }, /content\[0\] is not an object.*vLLM/],
    ["chat-completions", { response_format: { type: "json_object" } }, /messages has no word JSON.*vLLM/],
    ["responses", { text: { format: { type: "json_object" } } }, /input has no word JSON.*vLLM/],
    ["chat-completions", { tools: [] }, /tools is empty.*vLLM/],
    ["chat-completions", { tools: [tool({}), tool({})] }, /tools\[1\]\.function\.name is the name of another tool/],
    [
      "chat-completions",
      { tools: [tool({ parameters: { type: "object", properties: { a: { type: "array" } } } })] },
      /properties\.a is a list without items.*vLLM/,
    ],
    [
      "responses",
      {
        tools: [{ type: "function", name: "a", parameters: { type: "object", properties: { a: { type: "array" } } } }],
      },
      /properties\.a is a list without items.*vLLM/,
    ],
    [
      "chat-completions",
      { messages: [{ role: "user", content: [{ type: "image_url", image_url: { url: "iVBORw0KGgo=" } }] }] },
      /url is not of the documented form.*Zhipu/,
    ],
    ["responses", { tools: [{ type: "code_interpreter" }] }, /container is missing.*xAI/],
    ["responses", { tools: [{ type: "mcp", server_url: "https://tides.example" }] }, /server_label is missing.*xAI/],
    ["embeddings", { input: Array.from({ length: 2049 }, () => "a") }, /more than 2048.*vLLM/],
    [
      "messages",
      { thinking: { type: "enabled", budget_tokens: 2048 } },
      /budget_tokens is not below max_tokens.*DeepSeek/,
    ],
    [
      "messages",
      { max_tokens: 4096, temperature: 0.2, thinking: { type: "enabled", budget_tokens: 1024 } },
      /temperature is not 1 beside thinking/,
    ],
    [
      "messages",
      { max_tokens: 4096, top_k: 5, thinking: { type: "enabled", budget_tokens: 1024 } },
      /top_k is set beside thinking/,
    ],
    [
      "messages",
      {
        ...{ max_tokens: 4096, tools: [CLAUDE_TOOL], tool_choice: { type: "any" } },
        thinking: { type: "enabled", budget_tokens: 1024 },
      },
      /tool_choice forces a tool beside thinking/,
    ],
    [
      "messages",
      { messages: [user, use, { role: "user", content: [{ type: "text", text: "so" }, ...used.content] }] },
      /content\[1\] is a tool_result behind another block/,
    ],
    ["messages", { stop_sequences: [" "] }, /stop_sequences\[0\].*DeepSeek/],
    [
      "messages",
      { system: Array.from({ length: 5 }, () => ({ type: "text", text: "a", cache_control: { type: "ephemeral" } })) },
      /system\[4\]\.cache_control is one of more than 4/,
    ],
    [
      "messages",
      { messages: [user, { role: "assistant", content: "The tide is " }] },
      /begins the answer and ends in a blank/,
    ],
    ["chat-completions", { parallel_tool_calls: false }, /without tools.*Mistral/],
    ["chat-completions", { stop: ["a", "b", "c", "d", "e"] }, /stop has more than 4.*DeepSeek/],
    [
      "chat-completions",
      { metadata: Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`k${i}`, "v"])) },
      /more than 16.*LiteLLM/,
    ],
    ["chat-completions", { metadata: { ["k".repeat(65)]: "v" } }, /longer name.*LiteLLM/],
    ["responses", { metadata: { k: "v".repeat(513) } }, /metadata\.k.*LiteLLM/],
    ["chat-completions", { max_tokens: 5, max_completion_tokens: 5 }, /beside max_completion_tokens.*vLLM/],
    ["chat-completions", { messages: [{ ...user, name: "Ada L" }] }, /messages\[0\]\.name.*MiniMax/],
    [
      "chat-completions",
      { messages: [{ role: "user", content: [{ type: "image_url", image_url: "https://media.example/a.png" }] }] },
      /image_url.*Mistral/,
    ],
  ])("%s %j", async (family, more, says) => {
    const findings = await found(family, more);
    expect(findings.map(({ severity }) => severity)).toEqual(["advisory"]);
    expect(findings[0]?.message).toMatch(says);
  });
});

describe("a strict schema that leaves something open is advisory, once for each schema", () => {
  const strict = (more: object) => ({
    response_format: { type: "json_schema", json_schema: { name: "a", strict: true, schema: more } },
  });
  const closed = {
    type: "object",
    properties: { a: { type: "string" } },
    required: ["a"],
    additionalProperties: false,
  };
  it.each<[what: string, Family, more: object, says: RegExp]>([
    ["other members", "chat-completions", strict(schema), /schema is strict without additionalProperties/],
    [
      "an optional one",
      "chat-completions",
      strict({ ...closed, required: [] }),
      /schema is strict and does not require/,
    ],
    [
      "deep inside",
      "chat-completions",
      strict({ ...closed, properties: { a: { type: "array", items: schema } } }),
      /schema\.properties\.a\.items is strict without/,
    ],
    ["in a definition", "chat-completions", strict({ ...closed, $defs: { b: schema } }), /\$defs\.b is strict/],
    ["a keyword", "chat-completions", strict({ ...closed, allOf: [] }), /has allOf/],
    ["a list", "chat-completions", strict({ type: "array", items: closed }), /schema is strict and not of type object/],
    [
      "of a function",
      "chat-completions",
      { tools: [tool({ strict: true, parameters: schema })] },
      /function\.parameters is strict/,
    ],
    [
      "of a function",
      "responses",
      { tools: [{ type: "function", name: "a", strict: true, parameters: schema }] },
      /parameters is strict/,
    ],
    [
      "of an answer",
      "responses",
      { text: { format: { type: "json_schema", name: "a", strict: true, schema } } },
      /format\.schema is strict/,
    ],
  ])("%s (%s)", async (_what, family, more, says) => {
    const findings = await found(family, more);
    expect(findings.map(({ severity }) => severity)).toEqual(["advisory"]);
    expect(findings[0]?.message).toMatch(says);
  });

  it.each([strict(closed), strict({ ...closed, properties: { a: { anyOf: [closed, { type: "null" }] } } })])(
    "%j leaves nothing open",
    async (more) => {
      expect(await found("chat-completions", more)).toEqual([]);
    },
  );
});

describe("a body that the vendors answer has no finding", () => {
  it.each<[Family, more: object]>([
    [
      "chat-completions",
      { messages: [user, calls(call, { ...call, id: "b" }), { ...result, tool_call_id: "b" }, result, user] },
    ],
    [
      "chat-completions",
      { messages: [user, calls(call), result, calls({ ...call, id: "c" }), { ...result, tool_call_id: "c" }] },
    ],
    [
      "chat-completions",
      { response_format: { type: "json_object" }, messages: [{ role: "system", content: "Answer in Json." }, user] },
    ],
    [
      "chat-completions",
      { response_format: { type: "json_object" }, messages: [{ role: "user", content: "{{prompt}}" }] },
    ],
    ["responses", { text: { format: { type: "json_object" } }, instructions: "As JSON." }],
    // What the application fills in may bring the other half.
    ["chat-completions", { messages: [user, "{{history}}", result] }],
    ["chat-completions", { messages: [calls(call), "{{results}}"] }],
    ["chat-completions", { messages: [calls({ ...call, id: "{{id}}" }), { ...result, tool_call_id: "{{id}}" }] }],
    ["chat-completions", { messages: [calls(call), { ...result, tool_call_id: "{{id}}" }] }],
    ["chat-completions", { tools: [tool({})], tool_choice: "auto", parallel_tool_calls: true }],
    ["chat-completions", { tool_choice: "none" }],
    ["chat-completions", { stop: [] }],
    [
      "chat-completions",
      { tools: [tool({ parameters: { type: "object", properties: { a: { type: "array", items: {} } } } })] },
    ],
    ["chat-completions", { tools: [tool({ strict: null, parameters: { type: "object" } })], tool_choice: tool({}) }],
    ["chat-completions", { top_logprobs: 0 }],
    ["chat-completions", { stop: ["a", "b", "c", "d"], metadata: { ["k".repeat(64)]: "v".repeat(512) } }],
    ["chat-completions", { response_format: { type: "json_schema", json_schema: { name: "tide-1_a", schema } } }],
    [
      "chat-completions",
      {
        messages: [
          {
            role: "user",
            content: [{ type: "image_url", image_url: { url: "data:image/png;base64,AA", detail: "low" } }],
          },
        ],
      },
    ],
    ["responses", { input: [output], previous_response_id: "resp_1" }],
    ["responses", { input: [output], conversation: "conv_1" }],
    ["responses", { input: [{ type: "item_reference", id: "fc_1" }, output] }],
    ["responses", { input: [user, item, { type: "reasoning", id: "rs_1", summary: [] }, output] }],
    ["responses", { tool_choice: "auto", parallel_tool_calls: true, tools: [] }],
    [
      "responses",
      { input: [user, { type: "tool_search_call", call_id: "a", arguments: {} }, { ...output, call_id: "a" }] },
    ],
    ["responses", { input: [user, { type: "shell_call", call_id: "a", action: { commands: ["ls"] } }] }],
    ["responses", { input: [user, { type: "web_search_call", id: "ws_1", status: "completed" }, item, output] }],
    ["responses", { tools: [{ type: "mcp", server_label: "tides", connector_id: "connector_dropbox" }] }],
    ["responses", { tools: [{ type: "code_interpreter", container: { type: "auto" } }, { type: "image_generation" }] }],
    ["responses", { prompt: { id: "pmpt_1" }, tool_choice: "required" }],
    ["responses", { tools: [{ type: "web_search" }], tool_choice: { type: "web_search" } }],
    ["messages", { messages: [user, use, used, use, used], tools: [CLAUDE_TOOL], tool_choice: { type: "auto" } }],
    ["messages", { messages: [user, use, user, used] }],
    ["messages", { messages: [user, { role: "assistant", content: "" }] }],
    ["messages", { messages: [user, { role: "assistant", content: [{ type: "text", text: "The tide is" }] }] }],
    [
      "messages",
      {
        tools: [CLAUDE_TOOL],
        thinking: { type: "enabled", budget_tokens: 8192 },
        temperature: 1,
        tool_choice: { type: "auto" },
      },
    ],
    ["messages", { system: [{ type: "text", text: "a", cache_control: { type: "ephemeral", ttl: "1h" } }] }],
    [
      "messages",
      {
        messages: [
          { role: "user", content: [{ type: "image", source: { type: "url", url: "https://tides.example/a.png" } }] },
        ],
      },
    ],
    [
      "messages",
      {
        tools: [{ type: "web_search_20250305", name: "web_search" }],
        tool_choice: { type: "tool", name: "web_search" },
      },
    ],
    ["embeddings", { input: [" tides ", " \n\t "] }],
    ["messages", { thinking: { type: "adaptive" }, output_config: { effort: "xhigh" } }],
  ])("%s %j", async (family, more) => {
    expect((await found(family, more)).map(({ message }) => message)).toEqual([]);
  });
});
