/**
 * Documented fields below the top level of a body, by family and path (OpenAI's published description; Anthropic's reference
 * of Messages). In a path `[]` stands for each entry of a list, `*` for each member, and `[word]` for those entries, or for the
 * object, whose type or role is that word. Only fields whose fault an endpoint answers with status 400 are listed.
 */
import type { Family } from "../evidence/vocabulary.ts";
import { array, between, count, flag, object, oneOf, type RequestField, text, upTo } from "./request-field.ts";
import { MESSAGE_ROLES, REASONING_EFFORTS } from "./request-fields.ts";

const must = (field: RequestField): RequestField => ({ ...field, required: true });
const closed = (field: RequestField): RequestField => ({ ...field, closed: true });

/** A name that a model writes back: of a function, a tool or a schema. */
const name = (most: number): RequestField => ({
  types: ["string"],
  form: {
    pattern: new RegExp(`^[A-Za-z0-9_-]{1,${most}}$`),
    words: `letters without accents, digits, _ and -, at most ${most} of them`,
  },
});

/** The schema of what a function takes. */
const TYPE_OF_ARGUMENTS = closed({ types: ["string", "array"], values: ["object"] });
const VERBOSITY = oneOf("low", "medium", "high");
const CHOICE: RequestField = { types: ["string", "object"], values: ["none", "auto", "required"] };
const DETAIL = oneOf("auto", "low", "high", "original");
const METADATA = must(upTo(512));
const SEARCH_SIZE = oneOf("low", "medium", "high");
const PICTURES = ["image/jpeg", "image/png", "image/gif", "image/webp"];
const FORMATS = ["text", "json_object", "json_schema"];

/** Where a picture is, or the picture itself; nothing is said of a place that is still empty. */
const ADDRESS: RequestField = {
  types: ["string"],
  form: {
    pattern: /^$|^[a-z][a-z0-9+.-]*:/i,
    words: "an address (https://...) or a data URL (data:image/png;base64,...)",
  },
};

/** Where Anthropic ends what it caches. */
const cached = (at: string): Readonly<Record<string, RequestField>> => ({
  [`${at}cache_control.type`]: must(oneOf("ephemeral")),
  [`${at}cache_control.ttl`]: oneOf("5m", "1h"),
});

/** The same in both of OpenAI's families, below the place where each of them has it. */
const schemaFormat = (at: string): Readonly<Record<string, RequestField>> => ({
  [`${at}.name`]: must(name(64)),
  [`${at}.schema`]: object,
  [`${at}.strict`]: flag,
});
const declaration = (at: string, most: number): Readonly<Record<string, RequestField>> => ({
  [`${at}.name`]: must(name(most)),
  [`${at}.description`]: text,
  [`${at}.parameters`]: object,
  [`${at}.parameters.type`]: TYPE_OF_ARGUMENTS,
  [`${at}.strict`]: flag,
});

/** Fields by family and path. */
export const NESTED_FIELDS: Readonly<Record<Family, Readonly<Record<string, RequestField>>>> = {
  "chat-completions": {
    "messages[]": must(object),
    "messages[].role": must(closed(oneOf(...MESSAGE_ROLES))),
    "messages[].name": {
      types: ["string"],
      form: { pattern: /^[^\s<|\\/>]{1,64}$/, words: "a name without spaces, at most 64 characters" },
    },
    "messages[tool].tool_call_id": must(text),
    "messages[assistant].tool_calls": { ...array, size: { min: 1 } },
    "messages[assistant].tool_calls[].id": must(text),
    "messages[assistant].tool_calls[].type": must(oneOf("function", "custom")),
    "messages[assistant].tool_calls[function].function": must(object),
    "messages[assistant].tool_calls[function].function.name": must(text),
    "messages[assistant].tool_calls[function].function.arguments": must(text),
    "messages[].content[]": must(object),
    "messages[].content[].type": must(oneOf("text", "image_url", "input_audio", "file", "refusal")),
    "messages[].content[text].text": must(text),
    "messages[].content[image_url].image_url": must(object),
    "messages[].content[image_url].image_url.url": must(ADDRESS),
    "messages[].content[image_url].image_url.detail": DETAIL,
    "messages[].content[input_audio].input_audio": must(object),
    "messages[].content[input_audio].input_audio.data": must(text),
    "messages[].content[input_audio].input_audio.format": must(oneOf("wav", "mp3")),
    "messages[].content[file].file": must(object),
    ...declaration("tools[function].function", 64),
    "tools[custom].custom.name": must(text),
    "functions[].name": must(name(64)),
    "functions[].parameters": object,
    "functions[].parameters.type": TYPE_OF_ARGUMENTS,
    tool_choice: CHOICE,
    "tool_choice[function].function.name": must(text),
    "response_format.type": must(oneOf(...FORMATS)),
    ...schemaFormat("response_format[json_schema].json_schema"),
    "audio.voice": must({ types: ["string", "object"] }),
    "audio.format": must(oneOf("wav", "aac", "mp3", "flac", "opus", "pcm16")),
    "logit_bias.*": must(between(-100, 100)),
    "metadata.*": METADATA,
    "modalities[]": oneOf("text", "audio"),
    "prediction.type": must(oneOf("content")),
    "prediction.content": must({ types: ["string", "array"] }),
    "stop[]": must(text),
    "stream_options.include_usage": flag,
    "web_search_options.search_context_size": SEARCH_SIZE,
  },
  responses: {
    "include[]": must(text),
    "input[]": must(object),
    "input[function_call].call_id": must(text),
    "input[function_call].name": must(text),
    "input[function_call].arguments": must(text),
    "input[function_call_output].call_id": must(text),
    "input[function_call_output].output": must({ types: ["string", "array"] }),
    "input[].content[]": must(object),
    "input[assistant].content[].type": must(oneOf("output_text", "refusal")),
    "input[user].content[].type": must(oneOf("input_text", "input_image", "input_file", "input_audio")),
    "input[].content[input_text].text": must(text),
    "input[].content[output_text].text": must(text),
    "input[].content[input_image].image_url": ADDRESS,
    "input[].content[input_image].detail": DETAIL,
    ...declaration("tools[function]", 128),
    "tools[custom].name": must(text),
    "tools[code_interpreter].container": must({ types: ["string", "object"] }),
    "tools[computer_use_preview].display_height": must({ types: ["number"] }),
    "tools[computer_use_preview].display_width": must({ types: ["number"] }),
    "tools[computer_use_preview].environment": must(oneOf("windows", "mac", "linux", "ubuntu", "browser")),
    "tools[file_search].vector_store_ids": must(array),
    "tools[mcp].server_label": must(text),
    "tools[mcp].server_url": { ...must(text), unless: ["connector_id", "tunnel_id"] },
    tool_choice: CHOICE,
    "tool_choice[function].name": must(text),
    "text.format.type": must(oneOf(...FORMATS)),
    ...schemaFormat("text.format[json_schema]"),
    "text.format[json_schema].schema": must(object),
    "text.verbosity": VERBOSITY,
    "metadata.*": METADATA,
    "reasoning.effort": oneOf(...REASONING_EFFORTS),
    "reasoning.summary": oneOf("auto", "concise", "detailed"),
  },
  messages: {
    "messages[]": must(object),
    "messages[].role": must(oneOf("user", "assistant", "system")),
    "messages[].content": must({ types: ["string", "array"] }),
    "messages[].content[]": must(object),
    "messages[].content[].type": must(text),
    "messages[].content[text].text": must(text),
    "messages[].content[image].source": must(object),
    "messages[].content[image].source.type": must(oneOf("base64", "url", "file")),
    "messages[].content[image].source[base64].media_type": must(oneOf(...PICTURES)),
    "messages[].content[image].source[base64].data": must({
      types: ["string"],
      form: { pattern: /^(?!data:)/, words: "the base64 alone, without data:...;base64, in front" },
    }),
    "messages[].content[image].source[url].url": must(text),
    "messages[].content[document].source": must(object),
    "messages[].content[document].source.type": must(text),
    ...cached(""),
    ...cached("messages[].content[]."),
    ...cached("system[]."),
    ...cached("tools[]."),
    "messages[].content[tool_use].id": must(text),
    "messages[].content[tool_use].name": must(text),
    "messages[].content[tool_use].input": must(object),
    "messages[].content[tool_result].tool_use_id": must(text),
    "messages[].content[tool_result].content": { types: ["string", "array"] },
    "system[].text": must(text),
    "stop_sequences[]": must({ types: ["string"], form: { pattern: /\S/, words: "a text that is more than blanks" } }),
    // Those of the provider have a type with a date.
    "tools[].name": { ...must(name(128)), unless: ["type"] },
    "tools[].input_schema": { ...must(object), unless: ["type"] },
    "tools[custom].name": must(text),
    "tools[custom].input_schema": must(object),
    "tools[].input_schema.type": must(TYPE_OF_ARGUMENTS),
    "tool_choice.type": must(closed(oneOf("auto", "any", "tool", "none"))),
    "tool_choice[tool].name": must(text),
    "thinking.type": must(oneOf("enabled", "disabled", "adaptive")),
    "thinking[enabled].budget_tokens": must(count(1024)),
    "output_format[json_schema].schema": must(object),
    "output_config.format[json_schema].schema": must(object),
    "output_config.effort": oneOf("low", "medium", "high", "xhigh", "max"),
  },
  embeddings: {
    "input[]": must({ types: ["string", "integer", "array"] }),
  },
};
