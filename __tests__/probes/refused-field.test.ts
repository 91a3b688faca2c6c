/** Which field of its own request a refusal names, however endpoints write places; no word of theirs is kept. */
import { describe, expect, it } from "@jest/globals";
import { readError } from "../../src/contracts/error-envelope.ts";
import { probe as chat } from "../../src/probes/chat.ts";
import { probe as chatStream } from "../../src/probes/chat-stream.ts";
import { refusedField } from "../../src/probes/refused-field.ts";
import { completion } from "./answers.ts";
import { drive, json } from "./exchanges.ts";

const SENT = {
  model: "m",
  stream: true,
  max_completion_tokens: 256,
  messages: [
    { role: "system", content: "a" },
    {
      role: "user",
      content: [
        { type: "text", text: "b" },
        { type: "image_url", image_url: { url: "data:" } },
      ],
    },
  ],
  tools: [{ type: "function", function: { name: "f", parameters: { properties: { customer: {} } } } }],
};

const named = (body: object) => refusedField(JSON.stringify(body), readError(JSON.stringify(body)), SENT, "messages");
const openAi = (more: object, message = "no") => ({ error: { message, type: "invalid_request_error", ...more } });

describe("a place that an error names", () => {
  it.each<[who: string, body: object, field: string]>([
    ["OpenAI", openAi({ param: "stream" }), "stream"],
    ["OpenAI, deep", openAi({ param: "messages[1].content[1].image_url" }), "messages[1].content[1].image_url"],
    ["FastAPI", { detail: [{ loc: ["body", "stream"], msg: "Input should be false" }] }, "stream"],
    [
      "pydantic's unions",
      { detail: [{ loc: ["body", "messages", 1, "UserMessage", "content", "str"], msg: "no" }] },
      "messages[1].content",
    ],
    [
      "RFC 9457",
      { title: "no", status: 422, errors: [{ detail: "no", pointer: "#/messages/0/role" }] },
      "messages[0].role",
    ],
    ["JSON:API", { errors: [{ title: "no", source: { pointer: "/tools/0/function" } }] }, "tools[0].function"],
    [
      "Ajv",
      { message: "no", code: 400, errors: [{ instancePath: "/max_completion_tokens" }] },
      "max_completion_tokens",
    ],
    ["an older Ajv", { error: "no", errors: [{ dataPath: ".messages[0].content" }] }, "messages[0].content"],
    ["Google", openAi({ details: [{ fieldViolations: [{ field: "tools[0].function" }] }] }), "tools[0].function"],
    ["zod", { error: { issues: [{ path: ["stream"], message: "no" }] } }, "stream"],
    ["Azure", openAi({ target: "stream" }), "stream"],
    ["class-validator", { statusCode: 400, message: [{ property: "stream", constraints: {} }] }, "stream"],
    ["RFC 7807", { title: "no", status: 400, "invalid-params": [{ name: "stream", reason: "no" }] }, "stream"],
    [
      "a gateway that quotes its upstream",
      openAi({ metadata: { raw: JSON.stringify(openAi({ param: "stream" })) } }),
      "stream",
    ],
    ["prose that names one", openAi({}, "Unsupported value: 'max_completion_tokens'"), "max_completion_tokens"],
    ["prose about streams", openAi({}, "streaming is not supported for this channel"), "stream"],
  ])("%s", (_who, body, field) => {
    expect(named(body)).toBe(field);
  });

  it.each<[what: string, body: object]>([
    ["nothing", openAi({}, "Bad Request")],
    ["what was not sent", openAi({ param: "sk-secret-of-somebody" })],
    ["words", openAi({ param: "the customer said hello" })],
    ["the prompt, as prose does whatever is wrong", openAi({}, "'messages' must alternate")],
  ])("is none where it is %s", (_what, body) => {
    expect(named(body)).toBeNull();
  });

  it("ends where names are the team's own", () => {
    const param = "tools[0].function.parameters.properties.customer";
    expect(named(openAi({ param }))).toBe("tools[0].function.parameters");
  });
});

/** As an application sends it to many gateways. */
const OWN = {
  model: "m",
  temperature: 0.2,
  presence_penalty: 0.1,
  logit_bias: { "1": 5 },
  stop: ["x"],
  parallel_tool_calls: true,
  stream_options: { include_usage: true },
  thinking: { type: "enabled", budget_tokens: 1024 },
  messages: [
    { role: "system", content: "a", cache_control: { type: "ephemeral" } },
    { role: "user", name: "bob", content: [{ type: "image_url", image_url: { url: "data:", detail: "low" } }] },
  ],
  tools: [
    {
      type: "function",
      function: { name: "f", strict: true, parameters: { type: "object", properties: { city: {} } } },
    },
  ],
};
const inOwn = (body: object) => refusedField(JSON.stringify(body), readError(JSON.stringify(body)), OWN, "messages");
const said = (message: string) => openAi({}, message);

describe("a place that stands in a sentence", () => {
  it.each<[who: string, body: object, field: string | null]>([
    [
      "Groq, of a message",
      said(
        "'messages.0' : for 'role:system' the following must be satisfied[('messages.0' : property 'cache_control' is unsupported)]",
      ),
      "messages[0].cache_control",
    ],
    ["Groq, of the body", said("property 'logit_bias' is unsupported, did you mean 'logprobs'?"), "logit_bias"],
    [
      "xAI",
      { code: "invalid-argument", error: "Argument not supported on this model: presencePenalty" },
      "presence_penalty",
    ],
    [
      "xAI, later",
      { code: "a", error: "Model grok-4 does not support parameter presencePenalty." },
      "presence_penalty",
    ],
    ["xAI, a word", { code: "a", error: "Argument not supported on this model: stop" }, "stop"],
    [
      "vLLM, as pydantic prints it",
      {
        object: "error",
        message:
          "1 validation error for ChatCompletionRequest\ntools.0.function.strict\n  Extra inputs are not permitted [type=extra_forbidden, input_value=True]",
        code: 400,
      },
      "tools[0].function.strict",
    ],
    [
      "vLLM behind new-api",
      said(
        "1 validation error for ChatCompletionRequest\nmessages.1.user.name\n  Extra inputs are not permitted (request id: 20260101)",
      ),
      "messages[1].name",
    ],
    [
      "an older vLLM, as Python prints it",
      {
        object: "error",
        message:
          "[{'type': 'extra_forbidden', 'loc': ('body', 'messages', 0, 'typed-dict', 'cache_control'), 'msg': 'Extra inputs are not permitted'}]",
        code: 400,
      },
      "messages[0].cache_control",
    ],
    [
      "Fireworks",
      said("Extra inputs are not permitted, field: 'parallel_tool_calls', value: True"),
      "parallel_tool_calls",
    ],
    [
      "Fireworks, deep",
      said("Extra inputs are not permitted, field: 'messages[0].cache_control', value: {}"),
      "messages[0].cache_control",
    ],
    [
      "Fireworks, as its client wrote it",
      said("Extra inputs are not permitted, field: 'presencePenalty'"),
      "presence_penalty",
    ],
    ["OpenAI's older words", said("Unrecognized request argument supplied: thinking"), "thinking"],
    ["Azure's", said("Unrecognized request arguments supplied: parallel_tool_calls"), "parallel_tool_calls"],
    ["OpenAI behind a gateway", said("Unknown parameter: 'messages[0].cache_control'."), "messages[0].cache_control"],
    ["Go's decoder", said('json: unknown field "thinking"'), "thinking"],
    ["Go's decoder, deep", said('json: unknown field "cache_control"'), "messages[0].cache_control"],
    [
      "Rust's decoder",
      said("Failed to deserialize the JSON body: tools[0].function: unknown field `strict`, expected `name`"),
      "tools[0].function.strict",
    ],
    [
      "Google, whose upstream has places of its own",
      said(
        "Invalid JSON payload received. Unknown name \"budget_tokens\" at 'generation_config.thinking_config': Cannot find field.",
      ),
      "thinking.budget_tokens",
    ],
    [
      "Google's compatible layer",
      said('Invalid JSON payload received. Unknown name "presence_penalty": Cannot find field.'),
      "presence_penalty",
    ],
    [
      "LiteLLM",
      said("litellm.UnsupportedParamsError: gemini does not support parameters: ['logit_bias'], for model=m."),
      "logit_bias",
    ],
    [
      "Anthropic",
      {
        type: "error",
        error: { type: "invalid_request_error", message: "thinking.budget_tokens: Input should be greater than 2000" },
      },
      "thinking.budget_tokens",
    ],
    [
      "Anthropic, of a tool",
      {
        type: "error",
        error: { type: "invalid_request_error", message: "tools.0.function.strict: Extra inputs are not permitted" },
      },
      "tools[0].function.strict",
    ],
    [
      "Mistral",
      {
        object: "error",
        message: {
          detail: [{ type: "extra_forbidden", loc: ["body", "thinking"], msg: "Extra inputs are not permitted" }],
        },
      },
      "thinking",
    ],
    [
      "Mistral's tokenizer",
      said("1 validation error for SystemMessage\ncache_control\n  Extra inputs are not permitted"),
      "messages[0].cache_control",
    ],
    [
      "an older pydantic, with a name on a line of its own",
      said("1 validation error for Ask\nstop\n  too many words (type=value_error)"),
      "stop",
    ],
    ["Anthropic, of a field", said("stop: too many of them"), "stop"],
    ["Fastify", { statusCode: 400, error: "Bad Request", message: "body/stop must be array" }, "stop"],
    [
      "Ajv",
      {
        errors: [{ instancePath: "/messages/0", params: { additionalProperty: "cache_control" }, message: "no more" }],
      },
      "messages[0].cache_control",
    ],
    [
      "Ajv, of the body",
      { errors: [{ instancePath: "", params: { additionalProperty: "stop" }, message: "no" }] },
      "stop",
    ],
    [
      "Go's decoder, with the name of its type",
      { error: "json: cannot unmarshal array into Go struct field Ask.messages.content of type string" },
      "messages",
    ],
    ["Gin", { error: "Key: 'Ask.PresencePenalty' Error:Field validation failed on the 'lte' tag" }, "presence_penalty"],
    [
      "Rust's decoder, with the names that it knows",
      said("unknown field `stop`, expected one of `model`, `messages`, `tools`, `thinking`"),
      "stop",
    ],
    ["Zod, with several", said('Unrecognized keys: "thinking", "logit_bias"'), "thinking"],
    ["Valibot", { issues: [{ message: "Invalid key", path: [{ type: "object", key: "stop" }] }], error: "a" }, "stop"],
    ["System.Text.Json", { title: "a", status: 400, errors: { "$.stop": ["could not be converted"] } }, "stop"],
    ["ASP.NET", { title: "a", status: 400, errors: { PresencePenalty: ["out of range"] } }, "presence_penalty"],
    ["marshmallow", { errors: { json: { stop: ["Unknown."] } }, message: "a" }, "stop"],
    ["Vertex", said("The request has a thinking value of 5."), "thinking"],
    ["Cohere", { message: "invalid request: parameter 'logit_bias' is not supported" }, "logit_bias"],
    ["Together AI", said("Input validation error: `stop` must have fewer entries"), "stop"],
    [
      "Bedrock",
      {
        message:
          "Malformed input request: #/tools/0/function: extraneous key [strict] is not permitted, please reformat your input and try again.",
      },
      "tools[0].function.strict",
    ],
    [
      "DashScope",
      said("<400> InternalError.Algo.InvalidParameter: Range of presence_penalty should be [-2.0, 2.0]"),
      "presence_penalty",
    ],
    [
      "an older pydantic",
      said("body -> tools -> 0 -> function -> strict: extra fields not permitted"),
      "tools[0].function.strict",
    ],
    ["Ollama", { error: "registry.ollama.ai/library/m does not support tools" }, "tools"],
    ["a word at the beginning", said("Value error, stop must be a text"), "stop"],
    ["a word that everything has", said("role must be user"), null],
    ["an address in the prose", said("See docs.example.com/messages/0/role for the format of messages.The rest"), null],
    ["a value", said("Invalid value: 'function'. Supported values are: 'system', 'user' and 'tool'."), null],
    ["a name that was not sent", said("Unknown field 'customer_name'"), null],
  ])("%s", (_who, body, field) => {
    expect(inOwn(body)).toBe(field);
  });
});

it.each([
  ["a sentence without any wrapping (axum)", "Failed to deserialize the JSON body: stop: invalid type: map", "stop"],
  ["a page", "<html><body>The stop parameter</body></html>", null],
])("%s", (_what, text, field) => {
  expect(refusedField(text, readError(text), OWN, "messages")).toBe(field);
});

it("a probe that could not be asked says which field was refused", () => {
  const refusal = json(400, openAi({ param: "stream", code: "unsupported_value" }));
  const { outcome } = drive(chatStream, [refusal, refusal, json(200, completion())]);
  expect(outcome).toMatchObject({ reason: "change-refused", observed: { status: 400, field: "stream" } });
  const own = json(400, openAi({ param: "messages[0].name" }));
  expect(drive(chat, [own, own]).outcome).toMatchObject({
    reason: "change-refused",
    observed: { field: "messages[0]" },
  });
});
