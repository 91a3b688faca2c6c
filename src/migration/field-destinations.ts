/**
 * What each documented Chat Completions request field becomes in Responses, as data. Names and shapes: contracts.md, 2.1,
 * and OpenAI's published OpenAPI description (`CreateChatCompletionRequest`, `CreateResponse`). Other defaults and what
 * has no counterpart: OpenAI's guide "Migrate to the Responses API".
 */
import { arrayAt, isObject, type JsonObject, stringAt } from "../text/json.ts";

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
type Carries = (typeof CARRIES)[number];

/** Where a field goes. */
export interface Destination {
  readonly carries: Carries;
  /** Paths in a Responses body, any one of which carries the field; empty: nothing does. */
  readonly to: readonly string[];
  /** What else to know, one sentence of ours; null: nothing. */
  readonly note: string | null;
}

const carried =
  (carries: Carries) =>
  (to: string, note: string | null = null): Destination => ({ carries, to: [to], note });
const same = carried("same");
const renamed = carried("renamed");
const reshaped = (to: readonly string[], note: string): Destination => ({ carries: "reshaped", to, note });
const nothing = (note: string): Destination => ({ carries: "no-counterpart", to: [], note });
const notNeeded = (note: string): Destination => ({ carries: "not-needed", to: [], note });

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

/** A documented part of a chat body below the top level (`[]` is any element), and whether a body has it. */
type NestedPart = readonly [path: string, has: (body: JsonObject) => boolean, destination: Destination];

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
// biome-ignore format: a table reads by its rows, not by one field a line
export const NESTED_PARTS: readonly NestedPart[] = [
  [
    "messages[] with role system or developer", withRole("system", "developer"),
    reshaped(
      ["instructions", "input"],
      "Either instructions, which an earlier response does not carry on, or an input item with the same role.",
    ),
  ],
  [
    "messages[] with role tool or function", withRole("tool", "function"),
    reshaped(["input"], "An input item of type function_call_output; tool_call_id is called call_id."),
  ],
  [
    "messages[].tool_calls", inMessage("tool_calls"),
    reshaped(["input"], "Each call is an input item of type function_call, beside the message."),
  ],
  [
    "messages[].function_call", inMessage("function_call"),
    reshaped(["input"], "The call is an input item of type function_call, beside the message."),
  ],
  [
    "messages[].name",
    (body) => messages(body).some((message) => given(message, "name") && stringAt(message, "role") !== "function"),
    nothing("Say in the text who speaks."),
  ],
  ["messages[].audio", inMessage("audio"), nothing("Audio stays with Chat Completions.")],
  [
    "messages[].content[] of type text", withPart("text"),
    reshaped(["input"], "Type input_text, in an assistant's message output_text."),
  ],
  [
    "messages[].content[] of type image_url", withPart("image_url"),
    reshaped(["input"], "Type input_image; image_url is the address itself, detail stands beside it."),
  ],
  [
    "messages[].content[] of type file", withPart("file"),
    reshaped(["input"], "Type input_file; file_id, file_data and filename stand beside the type."),
  ],
  [
    "messages[].content[] of type input_audio", withPart("input_audio"), nothing("Audio stays with Chat Completions."),
  ],
  ["messages[].content[] of type refusal", withPart("refusal"), same("input", "A refusal keeps its type.")],
  [
    "response_format.json_schema", inObject("response_format", "json_schema"),
    reshaped(["text.format"], "name, schema and strict stand beside the type, not below json_schema."),
  ],
  [
    "tools[].function", inTool("function"),
    reshaped(
      ["tools"],
      "name, description and parameters stand beside the type; say strict: false where a schema is not strict.",
    ),
  ],
  [
    "tools[].custom", inTool("custom"),
    reshaped(["tools"], "name, description and format stand beside the type."),
  ],
  [
    "tool_choice.function", inObject("tool_choice", "function"),
    reshaped(["tool_choice"], "The name stands beside the type."),
  ],
  [
    "stream_options.include_usage", inObject("stream_options", "include_usage"),
    notNeeded("The terminal event always reports the usage; the field is not documented in Responses."),
  ],
  [
    "stream_options.include_obfuscation", inObject("stream_options", "include_obfuscation"),
    same("stream_options.include_obfuscation"),
  ],
];
