/**
 * What becomes of the parts inside messages, tools and formats. Shapes: OpenAI's published OpenAPI description
 * (`ChatCompletionRequestMessage`, `InputItem`, `FunctionTool`, `TextResponseFormatConfiguration`).
 */
import { arrayAt, isObject, type JsonObject, stringAt } from "../contracts/json.ts";
import { type Destination, nothing, notNeeded, reshaped, same } from "./field-destinations.ts";

/** A documented part of a chat body below the top level, and whether a body has it. */
export interface NestedPart {
  /** Path as a person writes it; `[]` is any element. */
  readonly field: string;
  readonly has: (body: JsonObject) => boolean;
  readonly destination: Destination;
}

/** In the order in which a reader meets them in a body. */
export const NESTED_PARTS: readonly NestedPart[] = [
  {
    field: "messages[] with role system or developer",
    has: (body) => hasRole(body, "system", "developer"),
    destination: reshaped(
      ["instructions", "input"],
      "Either instructions, which an earlier response does not carry on, or an input item with the same role.",
    ),
  },
  {
    field: "messages[] with role tool or function",
    has: (body) => hasRole(body, "tool", "function"),
    destination: reshaped(["input"], "An input item of type function_call_output; tool_call_id is called call_id."),
  },
  {
    field: "messages[].tool_calls",
    has: (body) => messages(body).some((message) => given(message, "tool_calls")),
    destination: reshaped(["input"], "Each call is an input item of type function_call, beside the message."),
  },
  {
    field: "messages[].function_call",
    has: (body) => messages(body).some((message) => given(message, "function_call")),
    destination: reshaped(["input"], "The call is an input item of type function_call, beside the message."),
  },
  {
    field: "messages[].name",
    has: (body) => messages(body).some((message) => given(message, "name") && stringAt(message, "role") !== "function"),
    destination: nothing("Say in the text who speaks."),
  },
  {
    field: "messages[].audio",
    has: (body) => messages(body).some((message) => given(message, "audio")),
    destination: nothing("Audio stays with Chat Completions."),
  },
  {
    field: "messages[].content[] of type text",
    has: (body) => hasPart(body, "text"),
    destination: reshaped(["input"], "Type input_text, in an assistant's message output_text."),
  },
  {
    field: "messages[].content[] of type image_url",
    has: (body) => hasPart(body, "image_url"),
    destination: reshaped(["input"], "Type input_image; image_url is the address itself, detail stands beside it."),
  },
  {
    field: "messages[].content[] of type file",
    has: (body) => hasPart(body, "file"),
    destination: reshaped(["input"], "Type input_file; file_id, file_data and filename stand beside the type."),
  },
  {
    field: "messages[].content[] of type input_audio",
    has: (body) => hasPart(body, "input_audio"),
    destination: nothing("Audio stays with Chat Completions."),
  },
  {
    field: "messages[].content[] of type refusal",
    has: (body) => hasPart(body, "refusal"),
    destination: same("input", "A refusal keeps its type."),
  },
  {
    field: "response_format.json_schema",
    has: (body) => isObject(body.response_format) && given(body.response_format, "json_schema"),
    destination: reshaped(["text.format"], "name, schema and strict stand beside the type, not below json_schema."),
  },
  {
    field: "tools[].function",
    has: (body) => (arrayAt(body, "tools") ?? []).some((tool) => isObject(tool) && given(tool, "function")),
    destination: reshaped(
      ["tools"],
      "name, description and parameters stand beside the type; say strict: false where a schema is not strict.",
    ),
  },
  {
    field: "tools[].custom",
    has: (body) => (arrayAt(body, "tools") ?? []).some((tool) => isObject(tool) && given(tool, "custom")),
    destination: reshaped(["tools"], "name, description and format stand beside the type."),
  },
  {
    field: "tool_choice.function",
    has: (body) => isObject(body.tool_choice) && given(body.tool_choice, "function"),
    destination: reshaped(["tool_choice"], "The name stands beside the type."),
  },
  {
    field: "stream_options.include_usage",
    has: (body) => isObject(body.stream_options) && given(body.stream_options, "include_usage"),
    destination: notNeeded("The terminal event always reports the usage; the field is not documented in Responses."),
  },
  {
    field: "stream_options.include_obfuscation",
    has: (body) => isObject(body.stream_options) && given(body.stream_options, "include_obfuscation"),
    destination: same("stream_options.include_obfuscation"),
  },
];

/** Null is how the descriptions write "not set". */
function given(object: JsonObject, name: string): boolean {
  return Object.hasOwn(object, name) && object[name] !== null;
}

function messages(body: JsonObject): readonly JsonObject[] {
  return (arrayAt(body, "messages") ?? []).filter(isObject);
}

function hasRole(body: JsonObject, ...roles: readonly string[]): boolean {
  return messages(body).some((message) => roles.includes(stringAt(message, "role") ?? ""));
}

function hasPart(body: JsonObject, type: string): boolean {
  return messages(body).some((message) =>
    (arrayAt(message, "content") ?? []).some((part) => stringAt(part, "type") === type),
  );
}
