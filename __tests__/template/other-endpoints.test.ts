/** Bodies as compatible endpoints document them, written fresh: nothing of them holds, and who documents it is said. */
import { describe, expect, it } from "@jest/globals";
import { familyOf } from "../../src/contracts/template-family.ts";
import type { Family } from "../../src/evidence/vocabulary.ts";
import { findingsOf } from "./checking.ts";

const user = { role: "user", content: "hi" };
const schema = { type: "object", properties: { city: { type: "string" } } };
const weather = { name: "weather", parameters: schema };

const CHAT: Readonly<Record<string, object>> = {
  "Azure OpenAI": {
    data_sources: [{ type: "azure_search", parameters: { endpoint: "https://search.example", index_name: "docs" } }],
    user_security_context: { application_name: "shop" },
  },
  "Cohere's compatibility API": {
    documents: [{ id: "1", data: { text: "a" } }],
    citation_options: { mode: "fast" },
    response_format: { type: "json_object", schema },
    reasoning_effort: "none",
  },
  DashScope: {
    enable_thinking: true,
    thinking_budget: 512,
    enable_search: true,
    search_options: { forced_search: true },
    modalities: ["text", "audio"],
    audio: { voice: "Cherry", format: "wav" },
    stream: true,
    stream_options: { include_usage: true },
    top_k: 20,
    vl_high_resolution_images: true,
    translation_options: { source_lang: "auto", target_lang: "English" },
    messages: [
      {
        role: "user",
        content: [
          { type: "video", video: ["https://media.example/1.jpg"] },
          { type: "image_url", image_url: { url: "https://media.example/2.jpg" }, min_pixels: 1024 },
          { type: "text", text: "hi" },
        ],
      },
    ],
  },
  DeepSeek: {
    thinking: { type: "enabled" },
    reasoning_effort: "max",
    messages: [user, { role: "assistant", content: "So", prefix: true, reasoning_content: "a" }],
  },
  Fireworks: {
    reasoning_effort: 4096,
    reasoning_history: "preserved",
    logprobs: 3,
    prediction: "const a = 1;",
    prompt_truncate_len: 1500,
    context_length_exceeded_behavior: "truncate",
    perf_metrics_in_response: true,
    mirostat_target: 1.5,
    response_format: { type: "grammar", grammar: 'root ::= "yes" | "no"' },
    prompt_cache_isolation_key: "tenant-7",
    return_token_ids: true,
    ignore_eos: false,
    raw_output: false,
  },
  "Gemini's OpenAI layer": {
    reasoning_effort: "minimal",
    extra_body: { google: { thinking_config: { include_thoughts: true }, cached_content: "cachedContents/1" } },
    modalities: ["text"],
  },
  Groq: {
    reasoning_format: "parsed",
    reasoning_effort: "default",
    include_reasoning: true,
    service_tier: "on_demand",
    search_settings: { include_domains: ["docs.example"] },
    compound_custom: { tools: { enabled_tools: ["web_search"] } },
    disable_tool_validation: true,
    citation_options: "enabled",
    tools: [{ type: "browser_search" }, { type: "mcp", server_label: "a", server_url: "https://mcp.example" }],
    messages: [{ role: "user", content: [{ type: "document", document: { data: { text: "a" } } }] }],
  },
  LiteLLM: {
    metadata: { tags: ["a"], generation_name: "n", trace_metadata: { a: 1 }, debug_langfuse: true },
    tools: [{ googleSearch: {} }, { urlContext: {} }, { type: "function", function: weather }],
    reasoning_effort: { effort: "high", summary: "detailed" },
    guardrails: ["pii"],
    fallbacks: ["other"],
    num_retries: 2,
    mock_response: "a",
    cache: { "no-cache": true },
    thinking: { type: "enabled", budget_tokens: 1024 },
    cache_control_injection_points: [{ location: "message", role: "system" }],
    messages: [
      {
        role: "user",
        content: [{ type: "document", source: { type: "text", data: "a" }, citations: { enabled: true } }],
      },
      { role: "assistant", content: "b", thinking_blocks: [{ type: "thinking", thinking: "c", signature: "d" }] },
      user,
    ],
  },
  "llama.cpp": {
    max_tokens: -1,
    seed: -1,
    temperature: -1,
    logit_bias: [
      [15043, 1],
      ["Hello", false],
    ],
    response_format: { type: "json_schema", schema },
    cache_prompt: true,
    id_slot: -1,
    n_probs: 4,
    samplers: ["top_k", "min_p", "temperature"],
    grammar: "root ::= [a-z]+",
    timings_per_token: true,
    lora: [{ id: 0, scale: 0.5 }],
    typical_p: 0.9,
    repeat_penalty: 1.1,
    mirostat: 2,
    dry_sequence_breakers: ["\n", "<s>"],
    reasoning_format: "deepseek",
    thinking_forced_open: false,
    parse_tool_calls: true,
    t_max_predict_ms: 500,
  },
  "LM Studio": {
    max_tokens: -1,
    ttl: 300,
    draft_model: "small",
    repeat_penalty: 1.1,
    response_format: { type: "json_schema", json_schema: { name: "a", strict: "true", schema } },
  },
  MiniMax: {
    reasoning_split: true,
    mask_sensitive_info: true,
    tokens_to_generate: 64,
    messages: [
      { role: "system", name: "Host", content: "a" },
      { role: "user_system", content: "b" },
      { role: "group", content: "c" },
      { role: "sample_message_user", content: "d" },
      { role: "sample_message_ai", content: "e" },
      user,
    ],
    tools: [{ type: "web_search" }, { type: "function", function: { ...weather, parameters: JSON.stringify(schema) } }],
  },
  Mistral: {
    safe_prompt: true,
    random_seed: 7,
    prompt_mode: "reasoning",
    tool_choice: "any",
    tools: [{ function: weather }],
    messages: [
      { role: "system", content: [{ type: "thinking", thinking: [{ type: "text", text: "a" }] }] },
      {
        role: "user",
        content: [
          { type: "document_url", document_url: "https://docs.example/a.pdf" },
          { type: "image_url", image_url: "https://media.example/a.png" },
        ],
      },
      { role: "assistant", content: [{ type: "thinking", thinking: [{ type: "text", text: "a" }] }], prefix: true },
    ],
  },
  Moonshot: {
    tools: [{ type: "builtin_function", function: { name: "$web_search" } }],
    thinking: { type: "disabled" },
    messages: [
      user,
      {
        role: "assistant",
        tool_calls: [{ id: "a", type: "builtin_function", function: { name: "$web_search", arguments: "{}" } }],
      },
      { role: "assistant", name: "Kim", content: "So", partial: true },
    ],
  },
  "NVIDIA NIM": {
    chat_template_kwargs: { thinking: false },
    guided_json: schema,
    nvext: { guided_regex: "[a-z]+" },
    repetition_penalty: 1.05,
    min_tokens: 1,
  },
  Ollama: {
    options: { num_ctx: 8192, num_predict: -1 },
    keep_alive: "10m",
    think: "low",
    format: "json",
    messages: [{ role: "user", content: "hi", images: ["aGk="] }],
  },
  OpenRouter: {
    models: ["a/b", "c/d"],
    route: "fallback",
    provider: { order: ["a"], allow_fallbacks: false, max_price: { prompt: 1 } },
    transforms: ["middle-out"],
    plugins: [{ id: "web" }],
    reasoning: { max_tokens: 1024, exclude: true },
    usage: { include: true },
    verbosity: "xhigh",
    top_a: 0.1,
    min_p: 0.05,
    session_id: "s-1",
    image_config: { aspect_ratio: "16:9" },
    tools: [{ type: "openrouter:web_search" }],
    messages: [
      user,
      { role: "assistant", reasoning_details: [{ type: "reasoning.text", text: "a" }] },
      { role: "user", content: [{ type: "text", text: "hi", cache_control: { type: "ephemeral" } }] },
    ],
  },
  Perplexity: {
    search_domain_filter: ["docs.example"],
    search_recency_filter: "week",
    search_mode: "academic",
    return_images: true,
    return_related_questions: true,
    disable_search: false,
    stream_mode: "concise",
    web_search_options: { search_context_size: "low" },
    response_format: { type: "json_schema", json_schema: { schema } },
    reasoning_effort: "low",
  },
  SGLang: {
    regex: "(yes|no)",
    ebnf: "root ::= 'a'",
    stop_regex: "x+",
    separate_reasoning: true,
    stream_reasoning: true,
    reasoning_effort: 0.5,
    lora_path: "adapter",
    rid: "r-1",
    return_hidden_states: "last",
    custom_logit_processor: "p",
    session_params: { id: "s" },
    tools: [{ function: weather }],
    response_format: {
      type: "structural_tag",
      structures: [{ begin: "<function=weather>", schema, end: "</function>" }],
      triggers: ["<function="],
    },
    messages: [
      { role: "latest_reminder", content: "a" },
      { role: "assistant", content: [{ type: "thinking", thinking: "a" }] },
      user,
    ],
  },
  "Together AI": {
    logprobs: 1,
    echo: true,
    repetition_penalty: 1,
    safety_model: "guard",
    context_length_exceeded_behavior: "error",
    compliance: "hipaa",
    reasoning: { enabled: true },
    response_format: { type: "regex", pattern: "(yes|no)" },
    stop: ["</s>", "<|im_end|>"],
  },
  vLLM: {
    top_k: -1,
    top_logprobs: -1,
    logprobs: true,
    min_tokens: 1,
    stop_token_ids: [2],
    bad_words: ["<unk>"],
    allowed_token_ids: [1],
    structured_outputs: { choice: ["<yes>", "<no>"] },
    guided_regex: "<[a-z]+>",
    chat_template: "{% for m in messages %}{{ m.content }}{% endfor %}",
    chat_template_kwargs: { enable_thinking: false },
    documents: [{ title: "a", text: "b" }],
    add_generation_prompt: false,
    continue_final_message: true,
    mm_processor_kwargs: { num_crops: 4 },
    prompt_logprobs: 1,
    truncate_prompt_tokens: 100,
    priority: 1,
    cache_salt: "a-salt",
    kv_transfer_params: { do_remote_decode: true },
    vllm_xargs: { a: 1 },
    use_beam_search: true,
    length_penalty: 1.2,
    messages: [{ role: "user", content: [{ type: "audio_url", audio_url: { url: "https://media.example/a.wav" } }] }],
  },
  "text-generation-webui": { mode: "chat", character: "a", k: 1 },
  xAI: {
    search_parameters: { mode: "auto", sources: [{ type: "x" }] },
    deferred: true,
    tools: [{ type: "live_search" }],
    bootstrap_host: "a",
  },
  Zhipu: {
    do_sample: true,
    request_id: "r-12345",
    user_id: "u-123456",
    tool_stream: true,
    thinking: { type: "enabled" },
    tools: [
      { type: "web_search", web_search: { enable: true, search_engine: "search_pro" } },
      { type: "retrieval", retrieval: { knowledge_id: "1" } },
    ],
    messages: [{ role: "user", content: [{ type: "file_url", file_url: { url: "https://docs.example/a.pdf" } }] }],
  },
};

const RESPONSES: Readonly<Record<string, object>> = {
  LiteLLM: {
    metadata: { tags: ["a"] },
    context_management: { edits: [{ type: "clear_tool_uses_20250919" }] },
    tools: [{ googleSearch: {} }],
  },
  OpenRouter: { frequency_penalty: 0.1, models: ["a/b"], top_k: 5, modalities: ["text"], provider: { sort: "price" } },
  SGLang: { presence_penalty: 0.1, min_p: 0.1, repetition_penalty: 1, stop: ["x"] },
  vLLM: {
    seed: 1,
    stop: ["x"],
    logit_bias: { "1": 2 },
    repetition_penalty: 1,
    structured_outputs: { json: schema },
    cache_salt: "a-salt",
    enable_response_messages: true,
    previous_input_messages: [],
    request_id: "r",
  },
  xAI: { logprobs: true, max_turns: 3, search_parameters: { mode: "auto" } },
};

const MESSAGES: Readonly<Record<string, object>> = {
  Bedrock: { anthropic_version: "bedrock-2023-05-31", anthropic_beta: ["a"] },
  DeepSeek: { temperature: 1.5, system: "a" },
  OpenRouter: { models: ["a/b"], provider: { sort: "price" }, plugins: [], system: "a", user: "u" },
};

const EMBEDDINGS: Readonly<Record<string, object>> = {
  Cohere: { model: "embed-v4.0", input: "a", input_type: "search_query", embedding_types: ["float"] },
  DashScope: { model: "text-embedding-v4", input: ["a"], dimensions: 64, text_type: "query" },
  Jina: {
    model: "jina-embeddings-v4",
    task: "retrieval.query",
    late_chunking: true,
    embedding_type: ["float", "ubinary"],
    normalized: true,
    input: [{ text: "a" }, { image: "https://media.example/a.png" }],
  },
  "llama.cpp": { model: "bge-m3", input: { prompt_string: "a", multimodal_data: ["aGk="] } },
  Mistral: { model: "codestral-embed", input: ["a"], output_dimension: 256, output_dtype: "int8" },
  "NVIDIA NIM": { model: "nv/model", input: ["a"], input_type: "query", truncate: "END", modality: ["text"] },
  Ollama: { model: "nomic-embed-text", input: "a", truncate: false, keep_alive: "5m" },
  OpenRouter: { model: "a/b", input: [{ content: [{ type: "text", text: "a" }] }], provider: { sort: "price" } },
  SGLang: { model: "gme", input: [{ text: "a", image: "aGk=" }] },
  vLLM: { model: "some/model-embed", input: "a", truncate_prompt_tokens: 10, dimensions: null },
  Voyage: { model: "some-model", input: "a", input_type: "document", truncation: true, output_dtype: "int8" },
};

const body = (family: Family, more: object): object =>
  ({
    "chat-completions": { model: "some-model", messages: [user], ...more },
    responses: { model: "some-model", input: "hi", ...more },
    messages: { model: "some-model", max_tokens: 64, messages: [user], ...more },
    embeddings: more,
  })[family];

const ALL: readonly (readonly [Family, Readonly<Record<string, object>>])[] = [
  ["chat-completions", CHAT],
  ["responses", RESPONSES],
  ["messages", MESSAGES],
  ["embeddings", EMBEDDINGS],
];

describe.each(ALL)("%s as documented by", (family, bodies) => {
  it.each(Object.entries(bodies))("%s holds nothing", async (_by, more) => {
    const findings = await findingsOf(JSON.stringify(body(family, more)), { family });
    expect(findings.filter(({ severity }) => severity !== "advisory").map(({ message }) => message)).toEqual([]);
  });
});

describe("an embeddings body is told from one of responses", () => {
  it.each(Object.entries(EMBEDDINGS))("of %s", (_by, more) => {
    expect(familyOf(JSON.stringify(more))).toBe("embeddings");
  });

  it("and a body of responses stays one", () => {
    for (const more of [...Object.values(RESPONSES), { truncation: "auto" }, { input: [user], text: {} }])
      expect(familyOf(JSON.stringify(body("responses", more)))).toBe("responses");
  });

  it("and thoughts that nobody signed leave a chat body one", () => {
    expect(familyOf(JSON.stringify(body("chat-completions", CHAT.Mistral ?? {})))).toBe("chat-completions");
  });
});

describe("what nobody documents", () => {
  it.each<[Family, object]>([
    ["chat-completions", { temprature: 1 }],
    ["chat-completions", { max_token: 5 }],
    ["chat-completions", { message: [user], messages: undefined }],
    ["chat-completions", { temperature: "0.2" }],
    ["chat-completions", { temperature: 20 }],
    ["chat-completions", { max_tokens: 0 }],
    ["chat-completions", { max_tokens: -5 }],
    ["chat-completions", { max_tokens: "256" }],
    ["chat-completions", { logit_bias: "a" }],
    ["chat-completions", { logprobs: "true" }],
    ["chat-completions", { reasoning_effort: "hihg" }],
    ["chat-completions", { metadata: "a" }],
    ["chat-completions", { metadata: { a: null } }],
    ["chat-completions", { messages: [{ role: "asistant", content: "a" }] }],
    ["chat-completions", { messages: [{ role: "assistant", name: "a" }] }],
    ["chat-completions", { tools: [weather] }],
    ["chat-completions", { tools: [{ name: "weather", description: "a" }] }],
    ["chat-completions", { response_format: { type: "json_schema" } }],
    ["chat-completions", { stop: 3 }],
    ["responses", { tools: [{ function: weather }] }],
    ["chat-completions", { stop_sequences: ["x"] }],
    ["responses", { stop_sequences: ["x"] }],
    ["responses", { max_tokens: 64 }],
    ["responses", { max_output_tokens: -1 }],
    ["responses", { response_format: { type: "json_object" } }],
    ["responses", { messages: [user] }],
    ["messages", { temperature: 3 }],
    ["messages", { stop: ["x"] }],
    ["embeddings", { model: "m", input: [true] }],
    ["embeddings", { model: "m", inputs: ["a"] }],
    ["embeddings", { model: "m", input: ["a"], dimension: 64 }],
  ])("holds: %s %j", async (family, more) => {
    const findings = await findingsOf(JSON.stringify(body(family, more)), { family });
    expect(findings.filter(({ severity }) => severity === "hold")).not.toEqual([]);
  });
});
