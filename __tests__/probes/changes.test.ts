/**
 * Whatever the gate changed in a body, and however an endpoint words that it does not like it: nothing of it speaks against
 * the release (product.md, "What the gate sends"). The words are those of public reports, with other names in them.
 */
import { describe, expect, it } from "@jest/globals";
import type { Answer, RequestPlan } from "../../src/http/types.ts";
import { probe as chat } from "../../src/probes/chat.ts";
import { probe as chatStream } from "../../src/probes/chat-stream.ts";
import { probe as chatTools } from "../../src/probes/chat-tools.ts";
import { probe as messages } from "../../src/probes/messages.ts";
import { probe as messagesStream } from "../../src/probes/messages-stream.ts";
import { probe as messagesTools } from "../../src/probes/messages-tools.ts";
import type { Probe, Question } from "../../src/probes/probe.ts";
import { probe as responses } from "../../src/probes/responses.ts";
import { probe as responsesImage } from "../../src/probes/responses-image.ts";
import { probe as responsesStream } from "../../src/probes/responses-stream.ts";
import { probe as responsesTools } from "../../src/probes/responses-tools.ts";
import type { JsonObject } from "../../src/text/json.ts";
import { CHAT_STREAM, choice, completion, RESPONSE_STREAM, response } from "./answers.ts";
import { type Driven, json, MODEL, NONCE, namedStream, stream, verdictOf } from "./exchanges.ts";

/** Drives a probe against an endpoint that answers by what it is sent. */
function against(
  probe: Probe,
  endpoint: (body: JsonObject) => Answer,
  bodies: Question["bodies"] = {},
  adaptations: Question["adaptations"] = [],
): Driven {
  const steps = probe.steps({ model: MODEL, nonce: NONCE, adaptations, bodies });
  const plans: RequestPlan[] = [];
  let step = steps.next();
  while (!step.done) {
    plans.push(step.value);
    if (plans.length > 6) throw new Error(`${probe.key} does not stop asking`);
    step = steps.next(endpoint(step.value.body as JsonObject));
  }
  return { ...step.value, plans, bodies: plans.map(({ body }) => body) };
}

const MESSAGE = {
  id: "msg_1",
  type: "message",
  role: "assistant",
  content: [{ type: "text", text: "OK" }],
  stop_reason: "end_turn",
  usage: { input_tokens: 1, output_tokens: 1 },
};
const MESSAGE_STREAM = [
  { type: "message_start", message: { ...MESSAGE, content: [], stop_reason: null } },
  { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
  { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "OK" } },
  { type: "content_block_stop", index: 0 },
  { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 1 } },
  { type: "message_stop" },
];

function healthy({ family }: Probe, { stream: streams }: JsonObject): Answer {
  if (family === "responses") return streams ? namedStream(RESPONSE_STREAM) : json(200, response());
  if (family === "messages") return streams ? namedStream(MESSAGE_STREAM) : json(200, MESSAGE);
  return streams ? stream(CHAT_STREAM) : json(200, completion());
}

const said = (message: string, more: object = {}) => ({ error: { message, type: "invalid_request_error", ...more } });
const dashScope = (message: string) => said(message, { param: null, code: "invalid_parameter_error" });

/** Answers of endpoints that only stream. */
const ONLY_STREAMS: readonly (readonly [who: string, status: number, body: object])[] = [
  [
    "QwQ",
    400,
    dashScope("This model only support stream mode, please enable the stream parameter to access the model. "),
  ],
  ["Qwen 3", 400, dashScope("parameter.enable_thinking must be set to false for non-streaming calls")],
  ["ModelScope", 400, dashScope("enable thinking can not be support when `stream=False`.")],
  ["a backend of Codex", 400, { detail: "Stream must be set to true" }],
  [
    "a gateway in front of Vertex",
    400,
    said("Prediction on deployed model failed", { code: 400, status: "INVALID_ARGUMENT" }),
  ],
  ["a model that is its parameter", 400, said("This model requires streaming.", { param: "model" })],
  ["a relay", 500, said("non-streaming requests are not supported", { type: "api_error" })],
  ["one that has none", 501, said("Only streaming is implemented")],
  ["one in Chinese", 400, said("该模型仅支持流式调用")],
];

/** Answers of endpoints that do not stream, or not for this account. */
const NEVER_STREAMS: readonly (readonly [who: string, status: number, body: object])[] = [
  [
    "OpenAI, to an organization that is not verified",
    400,
    said(
      "Your organization must be verified to stream this model. Please go to the settings and click on Verify Organization.",
      {
        param: "stream",
        code: "unsupported_value",
      },
    ),
  ],
  [
    "OpenRouter, of the same",
    400,
    {
      error: {
        message: "Provider returned error",
        code: 400,
        metadata: {
          raw: JSON.stringify(said("Your organization must be verified to stream this model.", { param: "stream" })),
        },
      },
    },
  ],
  [
    "OpenAI's first reasoning models",
    400,
    said(
      "Unsupported value: 'stream' does not support true with this model. Only the default (false) value is supported.",
      {
        param: "stream",
        code: "unsupported_value",
      },
    ),
  ],
  [
    "Azure",
    400,
    { message: "Streaming completion is not support yet, please remove 'stream' key value in the request payload." },
  ],
  [
    "sound in another form",
    400,
    said("audio.format 'wav' is not allowed when stream=true.", { param: "audio.format" }),
  ],
  ["FastAPI", 422, { detail: [{ loc: ["body", "stream"], msg: "Input should be false", type: "literal_error" }] }],
  ["a relay", 500, said("streaming is not supported for this channel", { type: "api_error" })],
  ["one that has none", 501, said("streaming not implemented")],
  ["one that says nothing", 400, said("bad request")],
  ["one in Chinese", 400, said("当前模型的流式输出不支持")],
];

const OWN = {
  "chat-completions": { messages: [{ role: "user", content: "x" }] },
  responses: { input: "x" },
  messages: { max_tokens: 9, messages: [{ role: "user", content: "x" }] },
};
const streaming = (bodies: Readonly<Record<string, JsonObject>>) =>
  Object.fromEntries(Object.entries(bodies).map(([family, body]) => [family, { ...body, stream: true }]));

describe.each(ONLY_STREAMS)("an endpoint that only streams, %s, %i", (_who, status, body) => {
  const endpoint = (probe: Probe) => (sent: JsonObject) =>
    sent.stream === true ? healthy(probe, sent) : json(status, body);

  it.each([chat, responses, messages])("is asked as a template that streams does, $key", (probe) => {
    const { outcome, adaptations } = against(probe, endpoint(probe), streaming(OWN));
    expect([verdictOf(outcome), adaptations]).toEqual(["pass", ["kept:stream"]]);
  });

  it.each([chat, responses, messages, chatTools])("is not asked in one piece by the minimal body, $key", (probe) => {
    if (!/stream|流/i.test(JSON.stringify(body))) return;
    expect(verdictOf(against(probe, endpoint(probe)).outcome)).toBe("error change-refused");
  });

  it.each([chat, responses, messages])("refuses what a template asks for in one piece, $key", (probe) => {
    const { outcome, plans } = against(probe, endpoint(probe), OWN);
    expect(["request-schema", "model", "provider-5xx", "unsupported"]).toContain(verdictOf(outcome));
    expect(plans).toHaveLength(1);
  });
});

it("an endpoint that answers with events what nobody asked to be streamed is read as the template asks", () => {
  const endpoint = () => stream(CHAT_STREAM);
  expect(against(chat, endpoint, streaming(OWN))).toMatchObject({
    outcome: { kind: "pass" },
    adaptations: ["kept:stream"],
  });
  expect(verdictOf(against(chat, endpoint, OWN).outcome)).toBe("response-contract");
});

describe.each(NEVER_STREAMS)("an endpoint that does not stream, %s, %i", (_who, status, body) => {
  const endpoint = (probe: Probe) => (sent: JsonObject) =>
    sent.stream === true ? json(status, body) : healthy(probe, sent);

  it.each([chatStream, responsesStream, messagesStream])("could not be asked about streams, $key", (probe) => {
    for (const bodies of [{}, OWN]) {
      const { outcome, adaptations } = against(probe, endpoint(probe), bodies);
      expect([verdictOf(outcome), adaptations]).toEqual([
        "error change-refused",
        expect.arrayContaining(["dropped:stream"]),
      ]);
      expect(outcome).toMatchObject({ observed: { status } });
    }
  });

  it.each([chatStream, responsesStream, messagesStream])(
    "refuses what the team sends where its template streams, $key",
    (probe) => {
      const { outcome } = against(probe, endpoint(probe), streaming(OWN));
      expect(["request-schema", "provider-5xx", "unsupported"]).toContain(verdictOf(outcome));
    },
  );
});

it("a request that is refused with and without a stream is refused for what is in it", () => {
  const refusing = () => json(400, said("bad request"));
  expect(verdictOf(against(chatStream, refusing, OWN).outcome)).toBe("request-schema");
});

it("a stream that an endpoint could not keep up is a failure of the endpoint", () => {
  for (const message of [
    "upstream stream closed before it was complete",
    "Upstream service is not available: stream reset",
  ]) {
    expect(verdictOf(against(chatStream, () => json(502, said(message))).outcome)).toBe("provider-5xx");
  }
});

it("summaries of reasoning that an account may not have are the team's own", () => {
  const message = "Your organization must be verified to generate reasoning summaries.";
  const refusing = () => json(400, said(message, { param: "reasoning.summary", code: "unsupported_value" }));
  const own = { responses: { input: "x", reasoning: { summary: "auto" } } };
  for (const probe of [responses, responsesStream]) {
    const { outcome, plans } = against(probe, refusing, own);
    expect([verdictOf(outcome), plans.length]).toEqual(["request-schema", 1]);
  }
});

describe("a body that is all the gate's", () => {
  const PROBES = [chat, chatStream, responses, responsesStream, messages, messagesStream];
  const required = (name: string) => ({ detail: [{ type: "missing", loc: ["body", name], msg: "Field required" }] });

  it.each<[what: string, status: number, body: object]>([
    ["a user, by the parameter", 400, said("Missing required parameter.", { param: "user" })],
    ["a user, of FastAPI", 422, required("user")],
    ["a tenant", 400, said("tenant_id is required")],
    ["a project in quotes", 400, said("Missing required field: 'project'")],
    ["a session, in few words", 400, { message: "sessionId is missing" }],
    ["a seed that must be set", 422, { error: "'seed' must be provided", code: 422 }],
    ["a safety setting", 500, said("safety_settings must be set", { code: "invalid_request" })],
    ["a member of a message", 400, said("no", { param: "messages[0].name" })],
    ["a cap beside a budget", 400, said("`max_tokens` must be greater than `thinking.budget_tokens`")],
  ])("lacks what an endpoint asks for by a rule of its own: %s", (_what, status, body) => {
    for (const probe of PROBES)
      expect([probe.key, verdictOf(against(probe, () => json(status, body)).outcome)]).toEqual([
        probe.key,
        "error change-refused",
      ]);
  });

  it.each<[what: string, status: number, body: object]>([
    ["a header, which is the release's", 400, said("Either x-config or x-provider header is required")],
    ["a version in the query", 400, said("Missing required query parameter: api-version")],
    ["its messages", 400, said("Missing required parameter: 'messages'", { param: "messages" })],
    ["its model", 400, said("model name is required")],
    ["a field that nobody sent", 400, said("Unknown parameter: 'foo'.", { param: "foo", code: "unknown_parameter" })],
    ["nothing", 400, said("Bad Request")],
  ])("is refused as documented bodies are, naming %s", (_what, status, body) => {
    for (const probe of PROBES)
      expect([probe.key, verdictOf(against(probe, () => json(status, body)).outcome)]).toEqual([
        probe.key,
        "request-schema",
      ]);
  });

  it("is asked as a stream where it is refused in one piece without a word", () => {
    for (const probe of [chat, responses, messages]) {
      const endpoint = (sent: JsonObject) =>
        sent.stream === true ? healthy(probe, sent) : json(400, said("Bad Request"));
      const { outcome, adaptations, plans } = against(probe, endpoint);
      expect([verdictOf(outcome), adaptations.at(-1)]).toEqual(["error change-refused", "kept:stream"]);
      expect(plans.length).toBeLessThanOrEqual(3);
      // It shows nothing of how the release is answered, so the next attempt asks anew.
      expect(verdictOf(against(probe, endpoint, {}, adaptations).outcome)).toBe("error change-refused");
    }
  });

  it.each([
    ["strict", responsesTools, "unknown field: tools[0].strict"],
    ["strict", responsesTools, "Strict mode is not supported"],
    ["strict", responsesTools, "Bad Request"],
    ["detail", responsesImage, "input[0].content[0].detail: Extra inputs are not permitted"],
    ["detail", responsesImage, "Bad Request"],
  ])("does without %s, $key", (field, probe, message) => {
    const item = { type: "function_call", call_id: "c", name: "release_gate_echo", arguments: '{"code":"x"}' };
    const { outcome, adaptations } = against(probe, (sent) => {
      const text = JSON.stringify(sent);
      if (text.includes(`"${field}":`)) return json(400, said(message));
      const calls = text.includes('"tools":') && !text.includes("function_call_output");
      return json(200, response(calls ? { output: [item] } : {}));
    });
    expect(verdictOf(outcome)).toBe("pass");
    expect(adaptations).toContain(`dropped:${field}`);
  });
});

describe("a choice of a tool that the gate forces", () => {
  const REFUSALS: readonly (readonly [who: string, message: string])[] = [
    ["DeepSeek", "Thinking mode does not support this tool_choice"],
    ["Qwen", "The tool_choice parameter does not support being set to required or object in thinking mode"],
    ["Anthropic", "Thinking may not be enabled when tool_choice forces tool use."],
    ["Moonshot", "tool_choice 'specified' is incompatible with thinking enabled"],
    ["a translator", "toolConfig.toolChoice.tool: not supported by this model"],
    ["one that says nothing", "bad request"],
  ];
  const call = { id: "call_1", type: "function", function: { name: "release_gate_echo", arguments: '{"code":"x"}' } };
  const item = { ...{ type: "function_call", call_id: "c", name: "release_gate_echo" }, arguments: '{"code":"x"}' };
  const use = { type: "tool_use", id: "toolu_1", name: "release_gate_echo", input: { code: "x" } };
  const CALLING = new Map<Probe, Answer>([
    [chatTools, json(200, completion({ choices: [choice({ content: null, tool_calls: [call] }, "tool_calls")] }))],
    [responsesTools, json(200, response({ output: [item] }))],
    [messagesTools, json(200, { ...MESSAGE, content: [use], stop_reason: "tool_use" })],
  ]);

  it.each(REFUSALS)("is left to the model, %s", (_who, message) => {
    for (const [probe, calling] of CALLING) {
      const { outcome, adaptations } = against(probe, ({ tool_choice, ...sent }) => {
        if (tool_choice !== undefined) return json(400, said(message));
        return /tool_call_id|function_call_output|tool_result/.test(JSON.stringify(sent))
          ? healthy(probe, sent)
          : calling;
      });
      expect([probe.key, verdictOf(outcome)]).toEqual([probe.key, "pass"]);
      expect(adaptations).toContain("dropped:tool_choice");
    }
  });
});

describe("what cannot be made up", () => {
  const user = (...content: readonly object[]) => [{ role: "user", content }];
  const spoken = {
    "chat-completions": {
      temperature: 3,
      messages: [{ role: "assistant", audio: { id: "audio_1" } }, ...user({ type: "text", text: "x" })],
    },
  };
  const reasoned = {
    responses: {
      temperature: 3,
      input: [
        { role: "user", content: "x" },
        { type: "reasoning", id: "rs_1", encrypted_content: "x", summary: [] },
        { type: "function_call", call_id: "c", name: "f", arguments: "{}" },
        { type: "function_call_output", call_id: "c", output: "x" },
      ],
    },
  };
  const stored = { responses: { temperature: 3, previous_response_id: "resp_1", input: "x" } };
  const thought = {
    messages: {
      ...{ temperature: 3, max_tokens: 9, thinking: { type: "adaptive" } },
      messages: [
        { role: "user", content: "x" },
        {
          role: "assistant",
          content: [
            { type: "thinking", thinking: "x", signature: "x" },
            { type: "text", text: "x" },
          ],
        },
        { role: "user", content: "x" },
      ],
    },
  };
  const routed = {
    "chat-completions": {
      temperature: 3,
      messages: [{ role: "assistant", content: "x", reasoning_details: [{ type: "reasoning.encrypted", data: "x" }] }],
    },
  };

  const refusals: readonly (readonly [what: string, Probe, Question["bodies"], message: string, more?: object])[] = [
    ["sound of an earlier answer", chat, spoken, "Bad Request"],
    [
      "reasoning",
      responses,
      reasoned,
      "Item 'fc_1' of type 'function_call' was provided without its required 'reasoning' item: 'rs_1'.",
      { param: "input" },
    ],
    [
      "reasoning, of DeepSeek's",
      responses,
      reasoned,
      "The `reasoning_text` in the thinking mode must be passed back to the API.",
    ],
    [
      "an earlier answer",
      responses,
      stored,
      "No tool call found for function call output with call_id c.",
      { param: "input" },
    ],
    ["an earlier answer, in a stream", responsesStream, stored, "bad request"],
    [
      "thinking",
      messages,
      thought,
      "messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `text`.",
    ],
    ["encrypted reasoning", chat, routed, "Function call is missing a thought_signature in functionCall parts."],
  ];

  it.each(refusals)("%s is no fault of the release's", (_what, probe, bodies, message, more = {}) => {
    const { outcome } = against(probe, () => json(400, said(message, more)), bodies);
    expect(verdictOf(outcome)).toBe("error change-refused");
  });

  it.each(refusals)("beside %s a field that was sent as it stands is the team's", (_what, probe, bodies) => {
    for (const more of [{ param: "temperature" }, {}]) {
      const { outcome } = against(probe, () => json(400, said("'temperature' must be at most 2", more)), bodies);
      expect(verdictOf(outcome)).toBe("request-schema");
    }
  });

  it("a field that has the name of what was left out is still the team's", () => {
    const own = { responses: { ...reasoned.responses, reasoning: { effort: "x" } } };
    const refusing = () => json(400, said("no", { param: "reasoning.effort", code: "unsupported_value" }));
    expect(verdictOf(against(responses, refusing, own).outcome)).toBe("request-schema");
  });

  it.each<[string, number, object, string]>([
    ["the model", 404, said("no such model", { code: "model_not_found" }), "model"],
    ["the model, in words", 400, said(`The model \`${MODEL}\` does not exist`), "model"],
    ["the key", 401, said("no"), "authentication"],
    ["the key, in words", 400, said("API key not valid"), "authentication"],
    ["the load", 429, said("slow down"), "capacity"],
    ["the endpoint", 500, said("upstream"), "provider-5xx"],
  ])("what is said of %s stays", (_what, status, body, verdict) => {
    expect(verdictOf(against(chat, () => json(status, body), spoken).outcome)).toBe(verdict);
  });
});

describe("a tiny file of the gate's", () => {
  const user = (...content: readonly object[]) => ({ "chat-completions": { messages: [{ role: "user", content }] } });
  const picture = user({ type: "image_url", image_url: { url: "https://a.b/c.png" } });
  const sound = user({ type: "input_audio", input_audio: { data: "x", format: "wav" } });
  const file = user({ type: "file", file: { file_id: "file-1" } });
  const film = user({ type: "video_url", video_url: { url: "https://a.b/c.mp4" } });

  it.each<[Question["bodies"], string, object?]>([
    [
      picture,
      "The image length and width do not meet the model restrictions. [height:64 or width:64 must be larger than 100]",
    ],
    [picture, "Image must be at least 128 pixels in width and height", { code: "InvalidImageSize" }],
    [picture, "Only HTTP URLs are supported for image_url"],
    [picture, "Invalid image data", { param: "messages[0].content[0].image_url" }],
    [sound, "Audio file is too short. Minimum audio length is 1 second.", { code: "audio_too_short" }],
    [sound, "Could not decode audio", { param: "messages" }],
    [file, "Failed to process the document: no text found"],
    [film, "Failed to download video from the provided URL"],
  ])("that is refused for what it is, %j, holds: %s", (bodies, message, more = {}) => {
    const { outcome } = against(chat, () => json(400, said(message, more)), bodies);
    expect(verdictOf(outcome)).toBe("error change-refused");
  });

  it.each<[Question["bodies"], string]>([
    [picture, "Invalid content type. image_url is only supported by certain models."],
    [picture, "This model does not support image input"],
    [sound, "input_audio is not supported by this model"],
    [film, "This model does not support video input"],
    [film, "Bad Request"],
    [file, "max_tokens is too large"],
  ])("that the model does not take, %j, is the release's: %s", (bodies, message) => {
    expect(verdictOf(against(chat, () => json(400, said(message)), bodies).outcome)).toBe("request-schema");
  });
});

describe("a label of the gate's", () => {
  const bodies = {
    "chat-completions": { messages: [{ role: "user", content: "x" }], user: "jane", metadata: { tenant: "t" } },
  };

  it.each([
    ["user", "'user' must be an e-mail address"],
    ["metadata", "metadata.tenant is not one of ours"],
  ])("in %s whose value is refused holds", (param, message) => {
    expect(verdictOf(against(chat, () => json(400, said(message, { param })), bodies).outcome)).toBe(
      "error change-refused",
    );
  });

  it.each([
    said("Unknown parameter: 'metadata'.", { param: "metadata", code: "unknown_parameter" }),
    { detail: [{ type: "extra_forbidden", loc: ["body", "metadata"], msg: "Extra inputs are not permitted" }] },
    said("'user' is not supported"),
  ])("is the release's where the field is not known: %j", (body) => {
    expect(verdictOf(against(chat, () => json(400, body), bodies).outcome)).toBe("request-schema");
  });
});

describe("a body in which everything has its like", () => {
  const call = { id: "call_1", type: "function", function: { name: "f", arguments: '{"a":1}' } };
  const extra = { extra_content: { google: { thought_signature: "x" } } };
  const cited = [{ type: "url_citation", url: "https://a.b", title: "x", start_index: 0, end_index: 1 }];
  const image = (source: object) => ({ type: "image", source });
  const ORDINARY: readonly (readonly [Probe, string, JsonObject])[] = [
    [
      chat,
      "chat-completions",
      {
        ...{ tools: [], user: "jane", metadata: { tenant: "t" } },
        messages: [
          { role: "system", content: "x" },
          { role: "user", name: "jane", content: [{ type: "image_url", image_url: { url: "https://a.b/c.png" } }] },
          { role: "assistant", content: null, refusal: null, annotations: [], tool_calls: [{ ...call, ...extra }] },
          { role: "tool", tool_call_id: "call_1", content: "x" },
          { role: "user", content: [{ type: "file", file: { file_id: "file-1", format: "pdf" } }] },
          { role: "user", content: [{ type: "input_audio", input_audio: { data: "x", format: "mp3" } }] },
        ],
      },
    ],
    [
      responses,
      "responses",
      {
        instructions: "x",
        input: [
          {
            type: "message",
            id: "msg_1",
            role: "assistant",
            status: "completed",
            content: [
              {
                type: "output_text",
                text: "x",
                annotations: cited,
                logprobs: [{ token: "x", bytes: [1], logprob: 0, top_logprobs: [] }],
              },
            ],
          },
          { type: "function_call", id: "fc_1", call_id: "c", name: "f", arguments: '{"a":1}', status: "completed" },
          { type: "function_call_output", call_id: "c", output: "x" },
          {
            role: "user",
            content: [
              { type: "input_image", file_id: "file-1", detail: "low" },
              { type: "input_file", file_url: "https://a.b" },
            ],
          },
        ],
      },
    ],
    [
      messages,
      "messages",
      {
        ...{ max_tokens: 9, system: [{ type: "text", text: "x", cache_control: { type: "ephemeral" } }] },
        messages: [
          {
            role: "user",
            content: [
              image({ type: "url", url: "https://a.b" }),
              { type: "document", title: "x", source: { type: "file", file_id: "f" } },
            ],
          },
          {
            role: "assistant",
            content: [
              { type: "text", text: "x", citations: [{ type: "char_location", cited_text: "x" }] },
              { type: "tool_use", id: "t", name: "f", input: { a: { b: 1 } } },
            ],
          },
          { role: "user", content: [{ type: "tool_result", tool_use_id: "t", content: "x" }] },
        ],
      },
    ],
  ];

  it.each(ORDINARY)("%#: what refuses it without a word refuses the release", (probe, family, template) => {
    const { outcome } = against(probe, () => json(400, said("Bad Request")), { [family]: template });
    expect(verdictOf(outcome)).toBe("request-schema");
  });
});

describe("whatever is no more in a body, in whatever words it is missed", () => {
  const WORDS: readonly ((name: string) => object)[] = [
    (name) => said("no", { param: name }),
    (name) => said("no", { param: `messages[1].${name}` }),
    (name) => said(`Missing required parameter: '${name}'.`, { code: "missing_required_parameter", param: name }),
    (name) =>
      said(`Unsupported value: '${name}' is required with this model.`, { param: "model", code: "unsupported_value" }),
    (name) => said(`input.1: \`${name}\` must be passed back to the API`),
    (name) => ({ detail: [{ loc: ["body", name], msg: "Field required", type: "missing" }] }),
    (name) => ({
      error: {
        message: "Provider returned error",
        code: 400,
        metadata: { raw: JSON.stringify(said(`"${name}" is missing`)) },
      },
    }),
    (name) => ({ code: 20015, message: `parameter "${name}" is invalid`, data: null }),
    () => said("Bad Request"),
    () => ({ detail: "There was an error parsing the body" }),
    () => said("The model requires another input", { param: "model", code: "invalid_value" }),
  ];
  const user = { role: "user", content: "x" };
  const BODIES: readonly (readonly [Probe, string, JsonObject, readonly string[]])[] = [
    [
      chat,
      "chat-completions",
      {
        messages: [
          { role: "user", content: [{ type: "video_url", video_url: { url: "https://a.b/c.mp4" } }] },
          {
            role: "assistant",
            audio: { id: "audio_1" },
            reasoning_details: [{ type: "reasoning.encrypted", data: "x" }],
          },
          { role: "user", content: [{ type: "new_part", new_part: { of: "x" } }] },
        ],
      },
      ["audio", "reasoning_details"],
    ],
    [
      responses,
      "responses",
      {
        ...{ previous_response_id: "resp_1", conversation: "conv_1" },
        input: [
          user,
          { type: "item_reference", id: "msg_1" },
          { type: "reasoning", encrypted_content: "x" },
          { type: "computer_call_output", call_id: "c", output: {} },
        ],
      },
      [
        "previous_response_id",
        "conversation",
        "item_reference",
        "reasoning",
        "encrypted_content",
        "computer_call_output",
      ],
    ],
    [
      messages,
      "messages",
      {
        ...{ max_tokens: 9, container: "container_1" },
        messages: [
          user,
          {
            role: "assistant",
            content: [
              { type: "redacted_thinking", data: "x" },
              { type: "tool_use", id: "t", name: "f", input: {} },
            ],
          },
          { role: "user", content: [{ type: "tool_result", tool_use_id: "t" }] },
        ],
      },
      ["container", "redacted_thinking", "tool_use", "tool_result", "tool_use_id"],
    ],
  ];

  it.each(BODIES)("%#", (probe, family, template, names) => {
    for (const name of names)
      for (const words of WORDS)
        for (const status of [400, 404, 422, 500]) {
          const body = words(name);
          // A 404 or a 500 that names nothing is about something else.
          if (status !== 400 && status !== 422 && !JSON.stringify(body).includes(name)) continue;
          const { outcome } = against(probe, () => json(status, body), { [family]: template });
          expect([status, body, verdictOf(outcome)]).toEqual([status, body, "error change-refused"]);
        }
  });
});
