/**
 * The documented request fields of each family, as data (contracts.md, sections 2.1 and 8; OpenAI's published OpenAPI
 * description, `CreateChatCompletionRequest` and `CreateResponse`; Anthropic's reference of Messages). Optional fields may also be null. A test holds the
 * tables against the types that the vendor publishes with its own client.
 */
import type { Family } from "../evidence/vocabulary.ts";

/** JSON types as a person names them; an `integer` is a number without a fraction. */
export type FieldType = "string" | "integer" | "number" | "boolean" | "array" | "object";

/** One documented field of a request body. */
export interface RequestField {
  readonly types: readonly FieldType[];
  readonly required?: true;
  readonly min?: number;
  readonly max?: number;
  readonly values?: readonly string[];
  /** Nothing but the values is accepted anywhere; absent: a gateway may have more. */
  readonly closed?: true;
  /** Why the field is going away and what takes its place, as the rest of "... is deprecated: ". */
  readonly deprecated?: string;
}

/** When the tables were last compared with the published description: the release date of the client that has its types. */
export const REVIEWED_ON = "2026-11-17";

/**
 * Fields that widely used gateways document for these families, and that look like another field or family: OpenRouter
 * (top_k, top_a, models, reasoning, cache_control, user, the penalties in Responses), vLLM and SGLang (top_k, min_p,
 * min_tokens), LiteLLM (context_management), Voyage (truncation), Anthropic's and others' compatible endpoints (thinking).
 */
export const GATEWAY_FIELDS: readonly string[] = [
  ...["cache_control", "context_management", "frequency_penalty", "min_p", "min_tokens", "models", "presence_penalty"],
  ...["reasoning", "thinking", "top_a", "top_k", "truncation", "user"],
];

/** Values of the reasoning effort, in OpenAI's families (contracts.md, section 2.1). */
export const REASONING_EFFORTS = ["none", "minimal", "low", "medium", "high", "xhigh", "max"] as const;

/** Processing tiers that OpenAI's families know; `fast` and `priority` are the same one. */
const SERVICE_TIERS = ["auto", "default", "flex", "scale", "priority", "fast"] as const;

/** Roles of a chat message; `function` is the deprecated name of `tool` (contracts.md, section 2.1). */
export const MESSAGE_ROLES = ["developer", "system", "user", "assistant", "tool", "function"] as const;

const text: RequestField = { types: ["string"] };
const flag: RequestField = { types: ["boolean"] };
const object: RequestField = { types: ["object"] };
const array: RequestField = { types: ["array"] };
const between = (min: number, max: number): RequestField => ({ types: ["number"], min, max });
const count = (min: number, max?: number): RequestField => ({
  types: ["integer"],
  min,
  ...(max === undefined ? {} : { max }),
});
const oneOf = (...values: readonly string[]): RequestField => ({ types: ["string"], values });
const deprecated = (field: RequestField, why: string): RequestField => ({ ...field, deprecated: why });

const SHARED = {
  model: { types: ["string"], required: true },
  metadata: object,
  moderation: object,
  parallel_tool_calls: flag,
  prompt_cache_key: text,
  prompt_cache_options: object,
  prompt_cache_retention: deprecated(text, "use prompt_cache_options.ttl"),
  safety_identifier: text,
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
    functions: deprecated(array, "use tools"),
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
    stop: { types: ["string", "array"] },
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
    input: { types: ["string", "array"], required: true },
    dimensions: count(1),
    encoding_format: oneOf("float", "base64"),
    user: text,
  },
};

/** What a field of another family is called in this one; a field that is not listed has no counterpart. */
export const COUNTERPARTS: Readonly<Record<Family, Readonly<Record<string, string>>>> = {
  "chat-completions": {
    input: "messages",
    instructions: "a message with the role developer",
    max_output_tokens: "max_completion_tokens",
    reasoning: "reasoning_effort",
    text: "response_format and verbosity",
    previous_response_id: "the earlier messages",
    conversation: "the earlier messages",
  },
  responses: {
    messages: "input",
    max_completion_tokens: "max_output_tokens",
    max_tokens: "max_output_tokens",
    response_format: "text.format",
    verbosity: "text.verbosity",
    reasoning_effort: "reasoning.effort",
    functions: "tools",
    function_call: "tool_choice",
    web_search_options: "the tool web_search",
    logprobs: "include with message.output_text.logprobs",
  },
  messages: {
    input: "messages",
    instructions: "system",
    max_completion_tokens: "max_tokens",
    max_output_tokens: "max_tokens",
    stop: "stop_sequences",
    reasoning: "thinking",
    reasoning_effort: "output_config.effort",
    response_format: "output_config.format",
    functions: "tools",
    function_call: "tool_choice",
    parallel_tool_calls: "tool_choice.disable_parallel_tool_use",
    user: "metadata.user_id",
    safety_identifier: "metadata.user_id",
    prompt_cache_key: "cache_control",
    conversation: "the earlier messages",
    previous_response_id: "the earlier messages",
  },
  embeddings: {},
};

/** Content blocks of Anthropic Messages, and what takes their place in OpenAI's families (contracts.md, 8). */
export const ANTHROPIC_BLOCKS: Readonly<Record<Family, Readonly<Record<string, string>>>> = {
  "chat-completions": {
    image: "a part of type image_url",
    document: "a part of type file",
    tool_use: "an entry of the message's tool_calls",
    tool_result: "a message with the role tool",
    thinking: "nothing",
    redacted_thinking: "nothing",
  },
  responses: {
    image: "a part of type input_image",
    document: "a part of type input_file",
    tool_use: "an item of type function_call",
    tool_result: "an item of type function_call_output",
    thinking: "an item of type reasoning",
    redacted_thinking: "an item of type reasoning",
  },
  messages: {},
  embeddings: {},
};

/** Types of content parts that a family does not know, and what it calls the same part. */
export const CONTENT_PARTS: Readonly<Record<Family, Readonly<Record<string, string>>>> = {
  "chat-completions": { input_text: "text", input_image: "image_url", input_file: "file", output_text: "text" },
  responses: { text: "input_text", image_url: "input_image", file: "input_file" },
  messages: {
    ...{ input_text: "text", output_text: "text", image_url: "image", input_image: "image" },
    ...{ file: "document", input_file: "document" },
  },
  embeddings: {},
};

/** Families with which a body is mixed up; what only others know may be an option of a gateway. */
const MIXED_UP: Readonly<Record<Family, readonly Family[]>> = {
  "chat-completions": ["responses"],
  responses: ["chat-completions"],
  messages: ["chat-completions", "responses"],
  embeddings: [],
};

/** The family that a body is mixed up with and whose contract has the field where the given one has not, or null. */
export function onlyInOther(family: Family, field: string): Family | null {
  const knows = (one: Family) => Object.hasOwn(REQUEST_FIELDS[one], field);
  return knows(family) ? null : (MIXED_UP[family].find(knows) ?? null);
}
