/** The team's own body with a harmless prompt in its place (product.md, "What the gate sends"). */
import { describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import { PROMPT_MARKER } from "../../src/evidence/markers.ts";
import { requestBody } from "../../src/probes/bodies.ts";
import { FILLER, INSTRUCTION, LABEL } from "../../src/probes/harmless.ts";
import { jsonPrompt, prompt, type Question } from "../../src/probes/probe.ts";
import { TINY_IMAGE } from "../../src/probes/tiny-media.ts";
import type { JsonObject } from "../../src/text/json.ts";
import { anyCharacter } from "../text/any-character.ts";
import { MODEL, NONCE } from "./exchanges.ts";

const PROMPT = prompt(NONCE);
const ASKED = { model: MODEL, nonce: NONCE, adaptations: [] };

const chatOf = (template: JsonObject, stream = false, more: Partial<Question> = {}) =>
  requestBody("chat-completions", { ...ASKED, bodies: { "chat-completions": template }, ...more }, stream);
const responsesOf = (template: JsonObject, stream = false) =>
  requestBody("responses", { ...ASKED, bodies: { responses: template } }, stream);

const messagesOf = (messages: unknown) => chatOf({ messages }).messages;
const inputOf = (input: unknown) => responsesOf({ input }).input;

const user = (content: unknown) => ({ role: "user", content });
const TEXT = "You are the clerk of Acme.";

const starting = (text: string) => expect.stringMatching(new RegExp(`^${text}[A-Za-z0-9+/=]+$`));
/** `RIFF`, `%PDF-1.4` and the filler's first words, in base64. */
const SOUND = starting("UklGR");
const SOUND_URL = starting("data:audio/wav;base64,UklGR");
const PDF_URL = starting("data:application/pdf;base64,JVBERi0xLj");
const TEXT_URL = starting("data:text/csv;base64,VGhpcyB0ZXh0");

describe("the sentences in place of the team's", () => {
  it.each([PROMPT, jsonPrompt(NONCE), INSTRUCTION, FILLER])(
    "%j carries the marker that logs are searched for",
    (text) => {
      expect(text).toContain(PROMPT_MARKER);
    },
  );

  it("a question ends with the nonce and begins the same for every nonce", () => {
    for (const question of [prompt, jsonPrompt]) {
      expect(question(NONCE).endsWith(NONCE)).toBe(true);
      expect(question("zzzz").slice(0, -4)).toBe(question(NONCE).slice(0, -NONCE.length));
    }
  });
});

describe("the input of embeddings", () => {
  const embeddingsOf = (template: JsonObject) =>
    requestBody("embeddings", { ...ASKED, bodies: { embeddings: template } }, false);
  const NO_WORDS = [expect.any(Number), expect.any(Number), expect.any(Number)];

  it.each<[what: string, input: unknown, sent: unknown]>([
    ["a text", TEXT, PROMPT],
    ["nothing", undefined, PROMPT],
    ["texts, of which the last one asks", [TEXT, TEXT], [FILLER, PROMPT]],
    ["tokens", [1, 2, 3], NO_WORDS],
    ["lists of tokens", [[1, 2, 3], [4]], [NO_WORDS, [expect.any(Number)]]],
    ["both", [TEXT, [1, 2, 3]], [FILLER, NO_WORDS]],
    [
      "objects of a text or a picture",
      [{ text: TEXT }, { image: "https://a.b/c" }],
      [{ text: FILLER }, { image: TINY_IMAGE }],
    ],
    [
      "contents",
      [
        {
          content: [
            { type: "text", text: TEXT },
            { type: "image_url", image_url: { url: "https://a.b/c" } },
          ],
        },
      ],
      [
        {
          content: [
            { type: "text", text: PROMPT },
            { type: "image_url", image_url: { url: TINY_IMAGE } },
          ],
        },
      ],
    ],
  ])("keeps its shape: %s", (_what, input, sent) => {
    expect(embeddingsOf({ input }).input).toEqual(sent);
  });

  it("is eight inputs at most, so that the answer stays below the limit of a body", () => {
    expect(embeddingsOf({ input: Array.from({ length: 2048 }, () => TEXT) }).input).toHaveLength(8);
  });

  it("is other tokens than the team's, and others for another nonce", () => {
    const tokensOf = (nonce: string) =>
      requestBody("embeddings", { ...ASKED, nonce, bodies: { embeddings: { input: [1, 2, 3] } } }, false).input;
    expect(tokensOf("aaaa")).not.toEqual(tokensOf("bbbb"));
    expect(tokensOf("aaaa")).toEqual([1097, 1097, 1097]);
  });

  it("stands beside the other fields as they are, and nothing is added", () => {
    const own = { dimensions: 256, encoding_format: "base64", input_type: "query" };
    expect(embeddingsOf({ ...own, input: TEXT, user: "erika" })).toEqual({
      ...own,
      model: MODEL,
      input: PROMPT,
      user: LABEL,
    });
    expect(requestBody("embeddings", { ...ASKED, bodies: {} }, false)).toEqual({ model: MODEL, input: PROMPT });
  });
});

describe("messages of Chat Completions", () => {
  const call = { id: "call_1", type: "function", function: { name: "find_order", arguments: '{"mail":"a@b.c"}' } };
  it.each<[what: string, messages: unknown, sent: unknown]>([
    ["a text", [user(TEXT)], [user(PROMPT)]],
    [
      "instructions by both roles",
      [{ role: "system", content: TEXT }, { role: "developer", content: TEXT }, user(TEXT)],
      [{ role: "system", content: INSTRUCTION }, { role: "developer", content: INSTRUCTION }, user(PROMPT)],
    ],
    [
      "earlier turns",
      [user(TEXT), { role: "assistant", content: TEXT }, user(TEXT)],
      [user(FILLER), { role: "assistant", content: FILLER }, user(PROMPT)],
    ],
    [
      "a round of a tool",
      [
        user(TEXT),
        { role: "assistant", content: null, tool_calls: [call] },
        { role: "tool", tool_call_id: "call_1", content: TEXT },
      ],
      [
        user(PROMPT),
        {
          role: "assistant",
          content: null,
          tool_calls: [{ ...call, function: { name: "find_order", arguments: "{}" } }],
        },
        { role: "tool", tool_call_id: "call_1", content: FILLER },
      ],
    ],
    [
      "reasoning that is signed or encrypted, which nobody can replace",
      [
        user(TEXT),
        {
          role: "assistant",
          content: TEXT,
          reasoning_details: [{ type: "reasoning.encrypted", data: "x" }],
          tool_calls: [{ ...call, extra_content: { google: { thought_signature: "x" } } }],
        },
        { role: "tool", tool_call_id: "call_1", content: TEXT },
      ],
      [
        user(PROMPT),
        {
          role: "assistant",
          content: FILLER,
          tool_calls: [
            {
              ...call,
              function: { name: "find_order", arguments: "{}" },
              extra_content: { google: { thought_signature: "skip_thought_signature_validator" } },
            },
          ],
        },
        { role: "tool", tool_call_id: "call_1", content: FILLER },
      ],
    ],
    [
      "parts, the nonce last",
      [
        user([
          { type: "text", text: TEXT },
          { type: "image_url", image_url: { url: "https://x.test/a.png", detail: "low" } },
        ]),
      ],
      [
        user([
          { type: "text", text: FILLER },
          { type: "image_url", image_url: { url: TINY_IMAGE, detail: "low" } },
          { type: "text", text: PROMPT },
        ]),
      ],
    ],
    [
      "a cached part",
      [user([{ type: "text", text: TEXT, cache_control: { type: "ephemeral" } }])],
      [user([{ type: "text", text: PROMPT, cache_control: { type: "ephemeral" } }])],
    ],
    [
      "sound by data, by URL and as bare text: silence of the same form",
      [
        user([
          { type: "input_audio", input_audio: { data: "UklGRg==", format: "mp3" } },
          { type: "input_audio", input_audio: { data: "data:;base64,UklGRg==", format: "wav" } },
          { type: "audio_url", audio_url: { url: "https://a.b/c.wav" } },
          { type: "input_audio", input_audio: "UklGRg==" },
        ]),
      ],
      [
        user([
          { type: "input_audio", input_audio: { data: SOUND, format: "wav" } },
          { type: "input_audio", input_audio: { data: SOUND_URL, format: "wav" } },
          { type: "audio_url", audio_url: { url: SOUND_URL } },
          { type: "input_audio", input_audio: SOUND },
          { type: "text", text: PROMPT },
        ]),
      ],
    ],
    [
      "files by id, by data and by URL: a document of one line",
      [
        user([
          { type: "file", file: { file_id: "file-1" } },
          { type: "file", file: { file_data: "data:text/csv;base64,YQ==", filename: "orders-of-jane.csv" } },
          { type: "document_url", document_url: "https://a.b/c.pdf", document_name: "jane" },
        ]),
      ],
      [
        user([
          { type: "file", file: { filename: "release-gate.pdf", file_data: PDF_URL } },
          { type: "file", file: { filename: "release-gate.csv", file_data: TEXT_URL } },
          { type: "document_url", document_url: PDF_URL, document_name: LABEL },
          { type: "text", text: PROMPT },
        ]),
      ],
    ],
    [
      "the pictures of a film; a film itself, and every other kind that cannot be made up, as it is without sentences",
      [
        user([
          { type: "video", video: ["https://a.b/1.png", "https://a.b/2.png"] },
          { type: "video_url", video_url: { url: "https://a.b/c.mp4" }, fps: 2 },
          { type: "video", video: "https://a.b/c.mp4" },
          { type: "new_part", new_part: { data: "AAAA", words: TEXT, of: ["x", { deep: TEXT }] } },
        ]),
      ],
      [
        user([
          { type: "video", video: [TINY_IMAGE, TINY_IMAGE] },
          { type: "video_url", video_url: { url: "https://a.b/c.mp4" }, fps: 2 },
          { type: "video", video: "https://a.b/c.mp4" },
          { type: "new_part", new_part: { data: "AAAA", words: FILLER, of: ["x", { deep: FILLER }] } },
          { type: "text", text: PROMPT },
        ]),
      ],
    ],
    [
      "a part that the application fills in, that has no type, or that is signed: a text takes its place",
      [
        user([
          { type: "video_url", video_url: { url: "{{film}}" } },
          { type: "video_url", video_url: { url: "<VIDEO_URL>" } },
          { data: "AAAA" },
          { type: "thinking", thinking: TEXT, signature: "AAAA" },
        ]),
      ],
      [user([...Array.from({ length: 3 }, () => ({ type: "text", text: FILLER })), { type: "text", text: PROMPT }])],
    ],
    ["a person's name", [{ ...user(TEXT), name: "jane_doe" }], [{ ...user(PROMPT), name: LABEL }]],
    ["a name that is none", [{ ...user(TEXT), name: "Jane Doe" }], [{ ...user(PROMPT), name: `${LABEL} ${LABEL}` }]],
    ["a name to be filled in", [{ ...user(TEXT), name: "{{ name }}" }], [{ ...user(PROMPT), name: LABEL }]],
    [
      "a call and its arguments in forms that not everybody takes",
      [
        user(TEXT),
        {
          role: "assistant",
          tool_calls: [
            { ...call, type: "builtin_function" },
            { id: "call_2", function: { name: "find_order", arguments: { mail: "a@b.c" } } },
          ],
        },
      ],
      [
        user(PROMPT),
        {
          role: "assistant",
          tool_calls: [
            { ...call, type: "builtin_function", function: { name: "find_order", arguments: "{}" } },
            { id: "call_2", function: { name: "find_order", arguments: {} } },
          ],
        },
      ],
    ],
    [
      "parts in forms that not everybody takes",
      [
        user([TEXT, "{{parts}}", { text: TEXT }, { image_url: { url: "iVBORw0KGgoAAAA" } }]),
        user([{ text: TEXT }]),
        user([TEXT]),
      ],
      [
        user([FILLER, { text: FILLER }, { image_url: { url: TINY_IMAGE.replace("data:image/png;base64,", "") } }]),
        user([{ text: FILLER }]),
        user([PROMPT]),
      ],
    ],
    [
      "a part with nulls for what it is not",
      [user([{ type: "text", text: TEXT, image_url: null }])],
      [user([{ type: "text", text: PROMPT, image_url: null }])],
    ],
    ["a text without a type at the end", [user([{ text: TEXT }])], [user([{ text: PROMPT }])]],
    [
      "a role of another endpoint",
      [{ role: "ipython", content: TEXT }],
      [{ role: "ipython", content: FILLER }, user(PROMPT)],
    ],
    ["the history that the application fills in", ["{{history}}", user("{{question}}")], [user(PROMPT)]],
    ["no user message", [{ role: "system", content: TEXT }], [{ role: "system", content: INSTRUCTION }, user(PROMPT)]],
    ["no messages", "{{messages}}", [user(PROMPT)]],
    [
      "ids that are no ids, still the same on both sides",
      [
        user(TEXT),
        { role: "assistant", tool_calls: [{ ...call, id: "{{call id}}" }] },
        { role: "tool", tool_call_id: "{{call id}}", content: TEXT },
      ],
      [
        user(PROMPT),
        {
          role: "assistant",
          tool_calls: [
            {
              ...call,
              id: expect.stringMatching(/^name_[0-9a-f]{16}$/),
              function: { name: "find_order", arguments: "{}" },
            },
          ],
        },
        { role: "tool", tool_call_id: expect.stringMatching(/^name_[0-9a-f]{16}$/), content: FILLER },
      ],
    ],
  ])("%s", (_what, messages, sent) => {
    expect(messagesOf(messages)).toEqual(sent);
  });
});

describe("input of Responses", () => {
  const call = { type: "function_call", call_id: "call_1", name: "find_order", arguments: '{"mail":"a@b.c"}' };
  const output = { type: "function_call_output", call_id: "call_1", output: TEXT };
  it.each<[what: string, input: unknown, sent: unknown]>([
    ["a text", TEXT, PROMPT],
    ["nothing", undefined, PROMPT],
    [
      "messages in short",
      [{ role: "system", content: TEXT }, user(TEXT)],
      [{ role: "system", content: INSTRUCTION }, user(PROMPT)],
    ],
    [
      "message items",
      [
        { type: "message", role: "user", content: [{ type: "input_text", text: TEXT }] },
        {
          type: "message",
          id: "msg_1",
          role: "assistant",
          status: "completed",
          content: [
            { type: "output_text", text: TEXT, annotations: [{ type: "url_citation", url: "https://x.test" }] },
          ],
        },
        { type: "message", role: "user", content: [{ type: "input_image", file_id: "file-1", detail: "high" }] },
      ],
      [
        { type: "message", role: "user", content: [{ type: "input_text", text: FILLER }] },
        {
          type: "message",
          role: "assistant",
          status: "completed",
          content: [{ type: "output_text", text: FILLER, annotations: [] }],
        },
        {
          type: "message",
          role: "user",
          content: [
            { type: "input_image", image_url: TINY_IMAGE, detail: "high" },
            { type: "input_text", text: PROMPT },
          ],
        },
      ],
    ],
    [
      "a file and sound",
      [
        user([
          { type: "input_file", file_url: "https://a.b/c.pdf" },
          { type: "input_audio", input_audio: { data: "UklGRg==", format: "mp3" } },
        ]),
      ],
      [
        user([
          { type: "input_file", filename: "release-gate.pdf", file_data: PDF_URL },
          { type: "input_audio", input_audio: { data: SOUND, format: "wav" } },
          { type: "input_text", text: PROMPT },
        ]),
      ],
    ],
    [
      "a round of a tool",
      [user(TEXT), call, output],
      [user(PROMPT), { ...call, arguments: "{}" }, { ...output, output: FILLER }],
    ],
    ["a result whose call is somewhere else", [output, user(TEXT)], [user(PROMPT)]],
    [
      "references, reasoning and calls of the provider's tools",
      [
        { type: "item_reference", id: "msg_1" },
        { type: "reasoning", encrypted_content: "x" },
        { type: "web_search_call", id: "ws_1" },
      ],
      [user(PROMPT)],
    ],
  ])("%s", (_what, input, sent) => {
    expect(inputOf(input)).toEqual(sent);
  });

  it("and what stands beside it", () => {
    const template = {
      instructions: TEXT,
      prompt: {
        id: "pmpt_1",
        version: "2",
        variables: { city: "Berlin", photo: { type: "input_image", image_url: "https://x.test/a.png" } },
      },
      previous_response_id: "resp_1",
      conversation: { id: "conv_1" },
    };
    expect(responsesOf(template)).toEqual({
      model: MODEL,
      input: PROMPT,
      instructions: INSTRUCTION,
      prompt: {
        id: "pmpt_1",
        version: "2",
        variables: { city: FILLER, photo: { type: "input_image", image_url: TINY_IMAGE } },
      },
    });
  });
});

describe("all other fields", () => {
  const tools = [
    { type: "function", function: { name: "find_order", description: TEXT, parameters: { type: "object" } } },
  ];

  it("count: they are sent as they stand, and none is added", () => {
    const template = {
      model: "another",
      messages: [],
      max_completion_tokens: 9,
      temperature: "{{t}}",
      tools,
      n: 2,
      store: true,
      top_k: 4,
      provider: { order: ["a"] },
    };
    expect(chatOf(template)).toEqual({ ...template, model: MODEL, messages: [user(PROMPT)] });
    const own = {
      input: TEXT,
      max_output_tokens: 99,
      background: true,
      reasoning: { effort: "low" },
      text: { verbosity: "low" },
    };
    expect(responsesOf(own)).toEqual({ ...own, model: MODEL, input: PROMPT });
  });

  it("that label a person or a tenant keep their place and lose their value", () => {
    const labels = {
      user: "jane",
      safety_identifier: "{{id}}",
      prompt_cache_key: "acme",
      metadata: { tenant: "acme", n: 1 },
    };
    expect(chatOf({ messages: [], ...labels })).toMatchObject({
      user: LABEL,
      safety_identifier: LABEL,
      prompt_cache_key: LABEL,
      metadata: { tenant: LABEL, n: 1 },
    });
  });

  it("that order the application's own background requests do not order the gate's among them", () => {
    const options = { completion_window: "2h", continuation_id: "acme-42" };
    expect(responsesOf({ input: "x", background_options: options })).toMatchObject({
      background_options: { completion_window: "2h", continuation_id: LABEL },
    });
  });

  it("that mark where a cached prefix ends keep their words", () => {
    const prompt_cache_breakpoint = { mode: "explicit", ttl: "12h" };
    const part = { type: "text", text: TEXT, prompt_cache_breakpoint };
    expect(messagesOf([{ role: "system", content: [part] }])).toMatchObject([
      { content: [{ ...part, text: INSTRUCTION }] },
      user(PROMPT),
    ]);
  });

  it("that hold prompt text by another name are harmless as well", () => {
    const template = {
      messages: [],
      prediction: { type: "content", content: TEXT },
      system: TEXT,
      documents: [{ title: TEXT, text: TEXT }],
      note: TEXT,
    };
    expect(chatOf(template)).toMatchObject({
      prediction: { type: "content", content: FILLER },
      system: FILLER,
      documents: [{ title: FILLER, text: FILLER }],
      note: FILLER,
    });
  });

  it.each<object>([
    { provider: { order: ["Google AI Studio", "Amazon Bedrock"], allow_fallbacks: false } },
    { grammar: 'root ::= "yes" | "no"\nws ::= [ \\t\\n]*' },
    {
      structured_outputs: { grammar: 'start: WORD "," WORD\nWORD: /[a-z]+/' },
      guided_choice: ["very good", "not good"],
    },
    { translation_options: { source_lang: "Simplified Chinese", target_lang: "English" } },
    {
      data_sources: [
        { type: "azure_search", parameters: { filter: "category eq 'public'", index_name: "shop docs 1" } },
      ],
    },
    { chat_template: "{% for m in messages %}{{ m['role'] }}: {{ m['content'] }}\n{% endfor %}" },
    { guided_regex: "(yes|no|maybe so)( [a-z]{2,8}){0,3}" },
  ])("options of a gateway in words are sent as they stand: %j", (options) => {
    expect(chatOf({ messages: [], ...options })).toMatchObject(options);
  });

  it.each([
    "You are the assistant of a small shop and answer in German.",
    "Frau Weber aus Köln fragt nach dem Paket von gestern",
    "あなたは小さな店の親切な案内係です。短く答えてください。",
  ])("what may be a sentence is not: %s", (text) => {
    expect(chatOf({ messages: [], house_rules: text, more: { said: [text] } })).toMatchObject({
      house_rules: FILLER,
      more: { said: [FILLER] },
    });
  });

  it.each<[string, JsonObject, boolean, object]>([
    ["not streaming", { stream: true, stream_options: { include_usage: false } }, false, {}],
    ["streaming", {}, true, { stream: true, stream_options: { include_usage: true } }],
    [
      "streaming, with own options",
      { stream: false, stream_options: { include_usage: false } },
      true,
      { stream: true, stream_options: { include_usage: false } },
    ],
  ])("stream and its options fit the probe: %s", (_what, template, stream, sent) => {
    const { stream: set, stream_options: options } = chatOf({ messages: [], ...template }, stream);
    expect(JSON.parse(JSON.stringify({ stream: set, stream_options: options }))).toEqual(sent);
  });

  it("the options that the gate added can be taken back, those of the team cannot", () => {
    const adaptations = ["dropped:stream_options"] as const;
    expect(chatOf({ messages: [] }, true, { adaptations })).not.toHaveProperty("stream_options");
    const own = { stream_options: { include_usage: false } };
    expect(chatOf({ messages: [], ...own }, true, { adaptations })).toMatchObject(own);
  });

  it("of Responses get no stream options", () => {
    expect(responsesOf({ input: TEXT }, true)).toEqual({ model: MODEL, input: PROMPT, stream: true });
    expect(responsesOf({ input: TEXT, stream: true, stream_options: { include_obfuscation: false } })).toEqual({
      model: MODEL,
      input: PROMPT,
    });
  });

  it("ask for JSON in words where the body asks for it", () => {
    expect(chatOf({ messages: [user(TEXT)], response_format: { type: "json_object" } }).messages).toEqual([
      user(jsonPrompt(NONCE)),
    ]);
    expect(responsesOf({ text: { format: { type: "json_object" } } }).input).toBe(jsonPrompt(NONCE));
    expect(jsonPrompt(NONCE)).toContain("JSON");
    const schema = (strict: boolean) => ({ type: "json_schema", json_schema: { strict, schema: {} } });
    expect(chatOf({ messages: [], response_format: schema(false) }).messages).toEqual([user(jsonPrompt(NONCE))]);
    expect(chatOf({ messages: [], response_format: schema(true) }).messages).toEqual([user(PROMPT)]);
  });
});

/** Whatever a team may have written, with a mark in every text by which it is found again. */
const secret = fc.string({ unit: anyCharacter, maxLength: 30 }).map((text) => `mark#${text}`);
const word = fc.constantFrom(
  "user",
  "assistant",
  "system",
  "tool",
  "text",
  "input_text",
  "image_url",
  "message",
  "function_call",
  "output_text",
);
const NAMES = [
  "role",
  "content",
  "type",
  "text",
  "name",
  "refusal",
  "image_url",
  "url",
  "tool_calls",
  "function",
  "arguments",
  "input",
  "output",
  "call_id",
  "tool_call_id",
  "id",
  "cache_control",
  "reasoning_content",
  "file",
  "annotations",
  "summary",
];
const { anything } = fc.letrec((tie) => ({
  anything: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    secret,
    word,
    fc.integer(),
    fc.constant(null),
    fc.array(tie("anything"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...NAMES), secret), tie("anything"), { maxKeys: 6 }),
  ),
}));
const message = fc.record(
  { role: fc.oneof(word, secret), content: anything, type: word, extra: anything },
  { requiredKeys: ["role"] },
);
const place = fc.oneof(anything, fc.array(fc.oneof(message, anything), { maxLength: 5 }));

describe("no text of a prompt place is ever sent", () => {
  it.each([
    [
      "chat-completions",
      (text: unknown, stream: boolean) =>
        chatOf({ messages: text, prediction: text, system: text, instructions: text, input: text }, stream),
    ],
    [
      "responses",
      (text: unknown, stream: boolean) =>
        responsesOf({ input: text, instructions: text, prompt: { id: "p", variables: text }, messages: text }, stream),
    ],
  ])("%s", (_family, bodyOf) => {
    fc.assert(
      fc.property(place, fc.boolean(), (text, stream) => {
        const sent = JSON.stringify(bodyOf(text, stream));
        expect(sent).not.toContain("mark#");
        expect(sent).toContain(NONCE);
      }),
      { seed: 20261121, numRuns: 1500 },
    );
  });
});
