/**
 * What each documented Chat Completions request field becomes in Responses, as data. Names and shapes: contracts.md, 2.1,
 * and OpenAI's published OpenAPI description (`CreateChatCompletionRequest`, `CreateResponse`). Other defaults and what
 * has no counterpart: OpenAI's guide "Migrate to the Responses API".
 */
import { arrayAt, isObject, type JsonObject, stringAt } from "../contracts/json.ts";

/** How a field gets from Chat Completions to Responses. */
export const CARRIES = [
  /** Same name, same value. */
  "same",
  /** Another name, same value. */
  "renamed",
  /** The same meaning in another shape. */
  "reshaped",
  /** Responses does it anyway. */
  "not-needed",
  /** Responses has nothing like it. */
  "no-counterpart",
  /** A field of Responses that is in a chat body already. */
  "responses-field",
  /** Documented in neither family. */
  "unknown",
] as const;
export type Carries = (typeof CARRIES)[number];

/** Where a field goes. */
export interface Destination {
  readonly carries: Carries;
  /** Paths in a Responses body, any one of which carries the field; empty: nothing does. */
  readonly to: readonly string[];
  /** What else to know, one sentence of ours; null: nothing. */
  readonly note: string | null;
}

/** The field is there under the same name and means the same. */
export const same = (name: string, note: string | null = null): Destination => ({ carries: "same", to: [name], note });
/** The field is there under this name. */
export const renamed = (name: string, note: string | null = null): Destination => ({
  carries: "renamed",
  to: [name],
  note,
});
/** What the field says is said in another shape, in one of these places. */
export const reshaped = (to: readonly string[], note: string): Destination => ({ carries: "reshaped", to, note });
/** Nothing takes the field's place. */
export const nothing = (note: string): Destination => ({ carries: "no-counterpart", to: [], note });
/** What the field asks for happens without it. */
export const notNeeded = (note: string): Destination => ({ carries: "not-needed", to: [], note });

const SAMPLING = "Remove it; what it tuned has to come from the prompt or the model.";

/** Destinations by top-level field; `__tests__/migration/request-mapping.test.ts` holds them against the documented fields. */
export const CHAT_TO_RESPONSES: Readonly<Record<string, Destination>> = {
  model: same("model", "A model may be offered in one family only: probe it in both."),
  messages: reshaped(
    ["input"],
    "The list of messages is a list of input items; a single user message may be a string.",
  ),
  max_tokens: renamed("max_output_tokens", "At least 16, and reasoning tokens count."),
  max_completion_tokens: renamed("max_output_tokens", "At least 16, and reasoning tokens count."),
  response_format: reshaped(["text.format"], "The format goes below text."),
  reasoning_effort: renamed("reasoning.effort"),
  verbosity: renamed("text.verbosity"),
  tools: reshaped(["tools"], "A function is described flat, beside type, and strict is the default."),
  tool_choice: reshaped(["tool_choice"], "A word stays as it is; a chosen function is named flat: type and name."),
  functions: reshaped(["tools"], "Each function becomes a tool of type function, described flat."),
  function_call: reshaped(
    ["tool_choice"],
    "A word stays as it is; a name becomes an object with type function and name.",
  ),
  web_search_options: reshaped(["tools"], "It becomes the tool web_search."),
  logprobs: reshaped(["include"], "List message.output_text.logprobs under include."),
  top_logprobs: same("top_logprobs"),
  stream: same("stream", "The events differ: they are named, and the end is a terminal event, not [DONE]."),
  stream_options: notNeeded("Of its members only include_obfuscation goes along."),
  store: same("store", "Responses stores by default: say false where nothing may be kept."),
  user: reshaped(
    ["safety_identifier", "prompt_cache_key"],
    "Deprecated in both: safety_identifier names the user, prompt_cache_key groups requests for caching.",
  ),
  metadata: same("metadata"),
  moderation: same("moderation"),
  parallel_tool_calls: same("parallel_tool_calls"),
  prompt_cache_key: same("prompt_cache_key"),
  prompt_cache_options: same("prompt_cache_options"),
  prompt_cache_retention: same("prompt_cache_retention", "Deprecated in both: prompt_cache_options takes its place."),
  safety_identifier: same("safety_identifier"),
  service_tier: same("service_tier"),
  temperature: same("temperature"),
  top_p: same("top_p"),
  n: nothing("One answer per request: send as many requests as you need answers."),
  stop: nothing("Cut the text where your application reads it."),
  seed: nothing("Remove it; repeatable output was never promised."),
  logit_bias: nothing(SAMPLING),
  presence_penalty: nothing(SAMPLING),
  frequency_penalty: nothing(SAMPLING),
  prediction: nothing("Remove it; it only made answers faster."),
  audio: nothing("Audio output stays with Chat Completions."),
  modalities: nothing("Text needs no modality; audio output stays with Chat Completions."),
};

/** A documented part of a chat body below the top level, and whether a body has it. */
interface NestedPart {
  /** Path as a person writes it; `[]` is any element. */
  readonly field: string;
  readonly has: (body: JsonObject) => boolean;
  readonly destination: Destination;
}

/** Null is how the descriptions write "not set". */
const given = (object: unknown, name: string) =>
  isObject(object) && Object.hasOwn(object, name) && object[name] !== null;
const messages = (body: JsonObject) => (arrayAt(body, "messages") ?? []).filter(isObject);
const inMessage = (name: string) => (body: JsonObject) => messages(body).some((message) => given(message, name));
const inObject = (field: string, name: string) => (body: JsonObject) => given(body[field], name);
const inTool = (name: string) => (body: JsonObject) => (arrayAt(body, "tools") ?? []).some((tool) => given(tool, name));
const withRole =
  (...roles: readonly string[]) =>
  (body: JsonObject) =>
    messages(body).some((message) => roles.includes(stringAt(message, "role") ?? ""));
const withPart = (type: string) => (body: JsonObject) =>
  messages(body).some((message) => (arrayAt(message, "content") ?? []).some((part) => stringAt(part, "type") === type));

/**
 * Destinations of the parts inside messages, tools and formats, in the order in which a reader meets them in a body.
 * Shapes: OpenAI's published OpenAPI description (`ChatCompletionRequestMessage`, `InputItem`, `FunctionTool`,
 * `TextResponseFormatConfiguration`).
 */
export const NESTED_PARTS: readonly NestedPart[] = [
  {
    field: "messages[] with role system or developer",
    has: withRole("system", "developer"),
    destination: reshaped(
      ["instructions", "input"],
      "Either instructions, which an earlier response does not carry on, or an input item with the same role.",
    ),
  },
  {
    field: "messages[] with role tool or function",
    has: withRole("tool", "function"),
    destination: reshaped(["input"], "An input item of type function_call_output; tool_call_id is called call_id."),
  },
  {
    field: "messages[].tool_calls",
    has: inMessage("tool_calls"),
    destination: reshaped(["input"], "Each call is an input item of type function_call, beside the message."),
  },
  {
    field: "messages[].function_call",
    has: inMessage("function_call"),
    destination: reshaped(["input"], "The call is an input item of type function_call, beside the message."),
  },
  {
    field: "messages[].name",
    has: (body) => messages(body).some((message) => given(message, "name") && stringAt(message, "role") !== "function"),
    destination: nothing("Say in the text who speaks."),
  },
  { field: "messages[].audio", has: inMessage("audio"), destination: nothing("Audio stays with Chat Completions.") },
  {
    field: "messages[].content[] of type text",
    has: withPart("text"),
    destination: reshaped(["input"], "Type input_text, in an assistant's message output_text."),
  },
  {
    field: "messages[].content[] of type image_url",
    has: withPart("image_url"),
    destination: reshaped(["input"], "Type input_image; image_url is the address itself, detail stands beside it."),
  },
  {
    field: "messages[].content[] of type file",
    has: withPart("file"),
    destination: reshaped(["input"], "Type input_file; file_id, file_data and filename stand beside the type."),
  },
  {
    field: "messages[].content[] of type input_audio",
    has: withPart("input_audio"),
    destination: nothing("Audio stays with Chat Completions."),
  },
  {
    field: "messages[].content[] of type refusal",
    has: withPart("refusal"),
    destination: same("input", "A refusal keeps its type."),
  },
  {
    field: "response_format.json_schema",
    has: inObject("response_format", "json_schema"),
    destination: reshaped(["text.format"], "name, schema and strict stand beside the type, not below json_schema."),
  },
  {
    field: "tools[].function",
    has: inTool("function"),
    destination: reshaped(
      ["tools"],
      "name, description and parameters stand beside the type; say strict: false where a schema is not strict.",
    ),
  },
  {
    field: "tools[].custom",
    has: inTool("custom"),
    destination: reshaped(["tools"], "name, description and format stand beside the type."),
  },
  {
    field: "tool_choice.function",
    has: inObject("tool_choice", "function"),
    destination: reshaped(["tool_choice"], "The name stands beside the type."),
  },
  {
    field: "stream_options.include_usage",
    has: inObject("stream_options", "include_usage"),
    destination: notNeeded("The terminal event always reports the usage; the field is not documented in Responses."),
  },
  {
    field: "stream_options.include_obfuscation",
    has: inObject("stream_options", "include_obfuscation"),
    destination: same("stream_options.include_obfuscation"),
  },
];
