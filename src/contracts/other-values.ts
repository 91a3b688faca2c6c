/**
 * Types, values and sizes of documented fields that compatible endpoints take and the reference does not: nothing of it holds,
 * and who takes it is said. From the public references and request classes of those that are named.
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
const OTHER_SOUNDS = [
  "aac",
  "aiff",
  "flac",
  "m4a",
  "mp4",
  "mpeg",
  "mpga",
  "ogg",
  "opus",
  "pcm",
  "pcm16",
  "pcm24",
  "webm",
];
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
    "audio.format": [{ by: "DashScope, OpenRouter and others", values: OTHER_SOUNDS }],
    functions: NO_SIZE,
    logit_bias: [{ by: "llama.cpp", types: ["array"] }],
    "logit_bias.*": [{ by: "vLLM and llama.cpp", types: ["number", "boolean"] }],
    logprobs: [{ by: "Together AI and Fireworks", types: ["integer"], min: 0 }],
    max_completion_tokens: NO_LIMIT,
    max_tokens: NO_LIMIT,
    "messages[].content[]": [{ by: "vLLM", types: ["string"] }],
    "messages[].content[].type": [
      { by: "vLLM", optional: true },
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
    "messages[].content[image_url].image_url.url": [{ by: "Zhipu" }],
    "messages[].content[input_audio].input_audio": [{ by: "Mistral", types: ["string"] }],
    "messages[].content[input_audio].input_audio.format": [
      { by: "OpenRouter, Gemini and vLLM", values: OTHER_SOUNDS },
      { by: "vLLM, OpenRouter and others", optional: true },
    ],
    "messages[].name": [{ by: "MiniMax and Moonshot" }],
    "messages[].role": [
      { by: "MiniMax", values: ["user_system", "group", "sample_message_user", "sample_message_ai"] },
      { by: "SGLang", values: ["latest_reminder"] },
      { by: "Llama's prompt format", values: ["ipython"] },
      { by: "Granite's prompt format", values: ["control", "document"] },
    ],
    "messages[assistant].tool_calls": NO_SIZE,
    "messages[assistant].tool_calls[].id": [{ by: "vLLM and Ollama", optional: true }],
    "messages[assistant].tool_calls[].type": [
      { by: "Mistral and SGLang", optional: true },
      { by: "Moonshot", values: ["builtin_function"] },
    ],
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
    "tools[code_interpreter].container": [{ by: "xAI", optional: true }],
    "tools[function].name": OTHER_NAMES,
    "tools[function].parameters.type": GOOGLE_TYPE,
    "tools[mcp].server_label": [{ by: "xAI", optional: true }],
  },
  messages: {
    "stop_sequences[]": [{ by: "DeepSeek" }],
    temperature: [{ by: "DeepSeek", min: 0, max: 2 }],
  },
  embeddings: {
    input: [{ by: "vLLM and Hugging Face" }, { by: "Jina and llama.cpp", types: ["object"] }],
    "input[]": [{ by: "Jina, SGLang and OpenRouter", types: ["object"] }],
  },
};
