/** What the same thing is called from family to family, so that a body that mixes them up can be told what it meant. */
import type { Family } from "../evidence/vocabulary.ts";
import { REQUEST_FIELDS } from "./request-fields.ts";

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
    stop_sequences: "stop",
    system: "a message with the role system",
  },
  responses: {
    messages: "input",
    system: "instructions",
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

/** Fields of Messages that no endpoint documents in OpenAI's families; its others are options of gateways there. */
const OF_MESSAGES_ALONE: readonly string[] = ["stop_sequences", "system"];

/** The family that a body is mixed up with and whose contract has the field where the given one has not, or null. */
export function onlyInOther(family: Family, field: string): Family | null {
  const knows = (one: Family) => Object.hasOwn(REQUEST_FIELDS[one], field);
  if (knows(family)) return null;
  const isOfMessages = MIXED_UP[family].length > 0 && OF_MESSAGES_ALONE.includes(field);
  return MIXED_UP[family].find(knows) ?? (isOfMessages ? "messages" : null);
}
