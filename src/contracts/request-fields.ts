/**
 * The documented request fields of each family, as data (contracts.md, sections 2.1 and 8; OpenAI's published OpenAPI
 * description, `CreateChatCompletionRequest` and `CreateResponse`; Anthropic's reference of Messages). Optional fields may also be null. A test holds the
 * tables against the types that the vendor publishes with its own client.
 */
import type { Family } from "../evidence/vocabulary.ts";
import {
  array,
  between,
  count,
  deprecated,
  flag,
  object,
  oneOf,
  type RequestField,
  text,
  upTo,
} from "./request-field.ts";

/** When the tables were last compared with the published description: the release date of the client that has its types. */
export const REVIEWED_ON = "2026-11-17";

/** Values of the reasoning effort, in OpenAI's families (contracts.md, section 2.1). */
export const REASONING_EFFORTS = ["none", "minimal", "low", "medium", "high", "xhigh", "max"] as const;

/** Processing tiers that OpenAI's families know; `fast` and `priority` are the same one. */
const SERVICE_TIERS = ["auto", "default", "flex", "scale", "priority", "fast"] as const;

/** Roles of a chat message; `function` is the deprecated name of `tool` (contracts.md, section 2.1). */
export const MESSAGE_ROLES = ["developer", "system", "user", "assistant", "tool", "function"] as const;

const SHARED = {
  model: { types: ["string"], required: true },
  metadata: { ...object, size: { max: 16, name: 64 } },
  moderation: object,
  parallel_tool_calls: flag,
  prompt_cache_key: upTo(64),
  prompt_cache_options: object,
  prompt_cache_retention: deprecated(text, "use prompt_cache_options.ttl"),
  safety_identifier: upTo(128),
  service_tier: oneOf(...SERVICE_TIERS),
  store: flag,
  stream: flag,
  stream_options: object,
  temperature: between(0, 2),
  tool_choice: { types: ["string", "object"] },
  tools: array,
  top_logprobs: count(0, 20),
  top_p: between(0, 1),
  user: deprecated(text, "use safety_identifier, and prompt_cache_key for caching"),
} as const satisfies Readonly<Record<string, RequestField>>;

/** Fields of Messages that are documented for those who ask for them in the header `anthropic-beta`. */
const ANTHROPIC_BETA = {
  compaction: object,
  context_management: object,
  fallbacks: { types: ["array", "string"] },
  mcp_servers: array,
  output_format: deprecated(object, "use output_config.format"),
} as const satisfies Readonly<Record<string, RequestField>>;

/** Fields by family and name. */
export const REQUEST_FIELDS: Readonly<Record<Family, Readonly<Record<string, RequestField>>>> = {
  "chat-completions": {
    ...SHARED,
    messages: { types: ["array"], required: true },
    audio: object,
    frequency_penalty: between(-2, 2),
    function_call: deprecated({ types: ["string", "object"] }, "use tool_choice"),
    functions: deprecated({ ...array, size: { min: 1, max: 128 } }, "use tools"),
    logit_bias: object,
    logprobs: flag,
    max_completion_tokens: count(1),
    max_tokens: deprecated(count(1), "use max_completion_tokens"),
    modalities: array,
    n: count(1, 128),
    prediction: object,
    presence_penalty: between(-2, 2),
    reasoning_effort: oneOf(...REASONING_EFFORTS),
    response_format: object,
    seed: deprecated({ types: ["integer"] }, "remove it, repeatable output was never promised"),
    stop: { types: ["string", "array"], size: { max: 4 } },
    tools: { ...array, size: { min: 1, max: 128 } },
    verbosity: oneOf("low", "medium", "high"),
    web_search_options: object,
  },
  responses: {
    ...SHARED,
    // The published description marks nothing as required; without input there is nothing to answer.
    input: { types: ["string", "array"], required: true },
    access_programs: object,
    background: flag,
    background_options: object,
    context_management: array,
    conversation: { types: ["string", "object"] },
    image: object,
    include: array,
    instructions: text,
    // contracts.md, section 2.1: below 16 the answer is 400 integer_below_min_value.
    max_output_tokens: count(16),
    max_tool_calls: count(1),
    previous_response_id: text,
    prompt: object,
    reasoning: object,
    service_tier: oneOf(...SERVICE_TIERS, "ultrafast"),
    text: object,
    truncation: deprecated(oneOf("auto", "disabled"), "remove it"),
  },
  messages: {
    ...ANTHROPIC_BETA,
    model: { types: ["string"], required: true },
    max_tokens: { ...count(1), required: true },
    messages: { types: ["array"], required: true },
    cache_control: object,
    container: { types: ["string", "object"] },
    diagnostics: object,
    inference_geo: text,
    metadata: object,
    output_config: object,
    service_tier: oneOf("auto", "standard_only"),
    speed: oneOf("standard", "fast"),
    stop_sequences: array,
    stream: flag,
    system: { types: ["string", "array"] },
    temperature: between(0, 1),
    thinking: object,
    tool_choice: object,
    tools: array,
    top_k: count(0),
    top_p: between(0, 1),
    user_profile_id: text,
    workspace_id: text,
  },
  embeddings: {
    model: SHARED.model,
    input: { types: ["string", "array"], required: true, size: { max: 2048 } },
    dimensions: count(1),
    encoding_format: oneOf("float", "base64"),
    user: text,
  },
};
