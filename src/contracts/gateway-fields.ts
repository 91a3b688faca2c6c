/**
 * What compatible endpoints document beyond the reference: fields of their own, and other types and values of documented
 * ones. A body that has them is right somewhere, so nothing of it holds; who documents it is said. From the public
 * references and request classes of those that are named.
 */
import type { Family } from "../evidence/vocabulary.ts";
import type { FieldType, RequestField } from "./request-field.ts";

/** What an endpoint takes where the reference has something else. */
export interface Elsewhere {
  /** Who documents it, as a person knows them. */
  readonly by: string;
  /** Absent: those of the reference. */
  readonly types?: readonly FieldType[];
  readonly min?: number;
  readonly max?: number;
  readonly values?: readonly string[];
  readonly form?: NonNullable<RequestField["form"]>;
  readonly size?: NonNullable<RequestField["size"]>;
  /** It may be left out, and that is all that differs. */
  readonly optional?: true;
}

const NO_LIMIT: readonly Elsewhere[] = [{ by: "LM Studio and llama.cpp", min: -1, max: -1 }];
const NO_SIZE: readonly Elsewhere[] = [{ by: "vLLM" }];
const ANY_METADATA: readonly Elsewhere[] = [
  { by: "LiteLLM", types: ["string", "number", "boolean", "array", "object"] },
];
/** Google's own names of functions. */
const OTHER_NAMES: readonly Elsewhere[] = [{ by: "Gemini", form: { pattern: /^[A-Za-z0-9_.:-]{1,128}$/, words: "" } }];
/** Google's own names of types. */
const GOOGLE_TYPE: readonly Elsewhere[] = [{ by: "Gemini", values: ["OBJECT"] }];
/** Temperatures below zero are greedy. */
const GREEDY: Elsewhere = { by: "llama.cpp", max: 0 };

/** Other types and values, by family and by the path of the field; `[]` and `*` are any entry and any member. */
export const OTHER_VALUES: Readonly<Record<Family, Readonly<Record<string, readonly Elsewhere[]>>>> = {
  "chat-completions": {
    functions: NO_SIZE,
    logit_bias: [{ by: "llama.cpp", types: ["array"] }],
    "logit_bias.*": [{ by: "vLLM and llama.cpp", types: ["number", "boolean"] }],
    logprobs: [{ by: "Together AI and Fireworks", types: ["integer"], min: 0 }],
    max_completion_tokens: NO_LIMIT,
    max_tokens: NO_LIMIT,
    "messages[].content[]": [{ by: "vLLM", types: ["string"] }],
    "messages[].content[].type": [
      {
        by: "vLLM, Qwen and others",
        values: ["video_url", "audio_url", "video", "image", "input_video", "input_image"],
      },
      {
        by: "Mistral",
        values: ["document_url", "thinking", "reference", "image_url_chunk", "input_audio", "tool_reference"],
      },
      { by: "LiteLLM, Groq and Zhipu", values: ["document", "file_url", "guarded_text", "redacted_thinking"] },
    ],
    "messages[].content[image_url].image_url": [{ by: "Mistral and vLLM", types: ["string"] }],
    "messages[].content[input_audio].input_audio": [{ by: "Mistral", types: ["string"] }],
    "messages[].content[input_audio].input_audio.format": [{ by: "vLLM, OpenRouter and others", optional: true }],
    "messages[].name": [{ by: "MiniMax and Moonshot" }],
    "messages[].role": [
      { by: "MiniMax", values: ["user_system", "group", "sample_message_user", "sample_message_ai"] },
      { by: "SGLang", values: ["latest_reminder"] },
      { by: "Llama's prompt format", values: ["ipython"] },
      { by: "Granite's prompt format", values: ["control", "document"] },
    ],
    "messages[assistant].tool_calls[].id": [{ by: "vLLM and Ollama", optional: true }],
    "messages[assistant].tool_calls[].type": [{ by: "Mistral and SGLang", optional: true }],
    "messages[assistant].tool_calls[function].function.arguments": [
      { by: "Mistral and vLLM", types: ["object"] },
      { by: "vLLM", optional: true },
    ],
    metadata: [{ by: "LiteLLM" }],
    "metadata.*": ANY_METADATA,
    "modalities[]": [{ by: "OpenRouter and Gemini", values: ["image"] }],
    prediction: [{ by: "Fireworks", types: ["string"] }],
    reasoning_effort: [
      { by: "LiteLLM", types: ["object"] },
      { by: "Fireworks and SGLang", types: ["number", "boolean"] },
    ],
    "response_format.type": [
      {
        by: "SGLang, Fireworks, Together AI and others",
        values: ["structural_tag", "grammar", "regex", "json", "json_value"],
      },
      { by: "Mistral", optional: true },
    ],
    "response_format[json_schema].json_schema.name": [
      { by: "Perplexity and llama.cpp", optional: true },
      { by: "llama.cpp" },
    ],
    "response_format[json_schema].json_schema.strict": [{ by: "LM Studio", types: ["string"] }],
    stop: [{ by: "vLLM, Mistral and DeepSeek" }],
    temperature: [GREEDY],
    tool_choice: [{ by: "Mistral", values: ["any"] }],
    tools: NO_SIZE,
    "tools[function].function.name": OTHER_NAMES,
    "tools[function].function.parameters": [{ by: "MiniMax", types: ["string"] }],
    "tools[function].function.parameters.type": GOOGLE_TYPE,
    top_logprobs: [{ by: "vLLM", min: -1, max: -1 }],
    verbosity: [{ by: "OpenRouter", values: ["xhigh", "max"] }],
  },
  responses: {
    context_management: [{ by: "LiteLLM", types: ["object"] }],
    metadata: [{ by: "LiteLLM" }],
    "metadata.*": ANY_METADATA,
    temperature: [GREEDY],
    "tools[function].name": OTHER_NAMES,
    "tools[function].parameters.type": GOOGLE_TYPE,
  },
  messages: {
    temperature: [{ by: "DeepSeek", min: 0, max: 2 }],
  },
  embeddings: {
    input: [{ by: "Jina and llama.cpp", types: ["object"] }],
    "input[]": [{ by: "Jina, SGLang and OpenRouter", types: ["object"] }],
  },
};

const SAMPLING: Readonly<Record<string, string>> = {
  min_p: "vLLM and OpenRouter",
  min_tokens: "vLLM",
  top_a: "OpenRouter",
  top_k: "vLLM, OpenRouter and others",
};

/** What gateways take in every family that answers with text. */
const ROUTING: Readonly<Record<string, string>> = {
  cache_control: "OpenRouter",
  context_management: "LiteLLM",
  mode: "text-generation-webui",
  models: "OpenRouter",
  reasoning: "OpenRouter",
  thinking: "Anthropic's and others' compatible endpoints",
};

const PENALTIES: Readonly<Record<string, string>> = {
  frequency_penalty: "OpenRouter",
  presence_penalty: "OpenRouter",
};

/**
 * Fields of endpoints' own by family, and who documents them: those that look like a documented field or belong to another
 * family here, and of embeddings all that such a body is told by.
 */
export const GATEWAY_FIELDS: Readonly<Record<Family, Readonly<Record<string, string>>>> = {
  "chat-completions": { ...SAMPLING, ...ROUTING },
  responses: {
    ...SAMPLING,
    ...ROUTING,
    ...PENALTIES,
    logit_bias: "vLLM",
    logprobs: "xAI",
    modalities: "OpenRouter",
    seed: "vLLM",
    stop: "vLLM",
  },
  messages: {
    ...SAMPLING,
    ...ROUTING,
    ...PENALTIES,
    anthropic_beta: "Bedrock",
    anthropic_version: "Bedrock and Vertex",
    user: "OpenRouter",
  },
  embeddings: {
    embedding_type: "Jina",
    embedding_types: "Cohere",
    input_type: "Voyage, Cohere and NVIDIA NIM",
    late_chunking: "Jina",
    messages: "vLLM",
    models: "OpenRouter",
    normalized: "Jina",
    output_dimension: "Voyage and Mistral",
    output_dtype: "Voyage and Mistral",
    task: "Jina",
    text_type: "DashScope",
    truncate: "NVIDIA NIM, Cohere and Ollama",
    truncate_prompt_tokens: "vLLM",
    truncation: "Voyage",
  },
};

/** Whoever documents a field of their own, or null. */
export function documentedBy(family: Family, field: string): string | null {
  return Object.hasOwn(GATEWAY_FIELDS[family], field) ? (GATEWAY_FIELDS[family][field] ?? null) : null;
}
