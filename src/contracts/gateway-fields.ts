/**
 * Fields of their own that compatible endpoints document beyond the reference. A body that has them is right somewhere, so
 * nothing of it holds; who documents it is said. From the public references and request classes of those that are named.
 */
import type { Family } from "../evidence/vocabulary.ts";

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
