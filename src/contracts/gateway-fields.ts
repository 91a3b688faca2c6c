/**
 * What compatible endpoints document beyond the reference: fields of their own, and other types and values of documented
 * ones. A body that has them is right somewhere, so nothing of it holds; who documents it is said. From the public
 * references and request classes of those that are named.
 */
import type { Family } from "../evidence/vocabulary.ts";
import type { FieldType } from "./request-fields.ts";

/** What an endpoint takes where the reference has something else. */
export interface Elsewhere {
  /** Who documents it, as a person knows them. */
  readonly by: string;
  /** Absent: those of the reference. */
  readonly types?: readonly FieldType[];
  readonly min?: number;
  readonly max?: number;
  readonly values?: readonly string[];
}

const NO_LIMIT: readonly Elsewhere[] = [{ by: "LM Studio and llama.cpp", min: -1, max: -1 }];
const ANY_METADATA: readonly Elsewhere[] = [{ by: "LiteLLM", types: ["number", "boolean", "array", "object"] }];
/** Temperatures below zero are greedy. */
const GREEDY: Elsewhere = { by: "llama.cpp", max: 0 };

/** Other types and values, by family and by the path of the field; `[]` and `*` are any entry and any member. */
export const OTHER_VALUES: Readonly<Record<Family, Readonly<Record<string, readonly Elsewhere[]>>>> = {
  "chat-completions": {
    logit_bias: [{ by: "llama.cpp", types: ["array"] }],
    logprobs: [{ by: "Together AI and Fireworks", types: ["integer"], min: 0 }],
    max_completion_tokens: NO_LIMIT,
    max_tokens: NO_LIMIT,
    "messages[].role": [
      { by: "MiniMax", values: ["user_system", "group", "sample_message_user", "sample_message_ai"] },
      { by: "SGLang", values: ["latest_reminder"] },
      { by: "Llama's prompt format", values: ["ipython"] },
      { by: "Granite's prompt format", values: ["control", "document"] },
    ],
    "metadata.*": ANY_METADATA,
    prediction: [{ by: "Fireworks", types: ["string"] }],
    reasoning_effort: [
      { by: "LiteLLM", types: ["object"] },
      { by: "Fireworks and SGLang", types: ["number", "boolean"] },
    ],
    temperature: [GREEDY],
    top_logprobs: [{ by: "vLLM", min: -1, max: -1 }],
    verbosity: [{ by: "OpenRouter", values: ["xhigh", "max"] }],
  },
  responses: {
    context_management: [{ by: "LiteLLM", types: ["object"] }],
    "metadata.*": ANY_METADATA,
    temperature: [GREEDY],
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
  messages: { ...SAMPLING, ...ROUTING, ...PENALTIES, user: "OpenRouter" },
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
