import { CONTENT_PARTS } from "../contracts/family-words.ts";
import { MESSAGE_ROLES, REQUEST_FIELDS } from "../contracts/request-fields.ts";
import { isObject, type JsonObject } from "../text/json.ts";

/** Shorter texts occur in identifiers by accident, characters. */
const SHORTEST_WORD = 6;

/** Words of the documented request, of JSON Schema and of documented answers: an endpoint says them by itself. */
const DOCUMENTED: ReadonlySet<string> = new Set([
  ...Object.values(REQUEST_FIELDS).flatMap((fields) =>
    Object.entries(fields).flatMap(([name, { values = [] }]) => [name, ...values]),
  ),
  ...MESSAGE_ROLES,
  ...Object.values(CONTENT_PARTS).flatMap((parts) => Object.entries(parts).flat()),
  ...["content", "function", "function_call", "tool_calls", "message", "custom", "response", "ephemeral"],
  ...["string", "object", "integer", "number", "boolean", "properties", "required", "description", "parameters"],
  ...["additionalProperties", "strict", "schema", "format", "json_object", "json_schema", "effort", "include_usage"],
  ...["completed", "incomplete", "in_progress", "queued", "failed", "length", "content_filter", "max_output_tokens"],
  ...["tool_use", "tool_result", "end_turn", "stop_sequence", "input_schema", "base64", "redacted_thinking", "source"],
  ...["application/json", "text/event-stream", "text/plain", "text/html", "web_search", "file_search", "detail"],
]);

/**
 * The team's own words in a body: every text and every name of at least six characters that is not documented. An
 * identifier that an endpoint sends back and that repeats one of them is not kept. The model is no such word.
 */
export function wordsOf(template: JsonObject): readonly string[] {
  const words = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value === "string") words.add(value);
    else if (Array.isArray(value)) value.forEach(collect);
    else if (isObject(value))
      for (const [name, member] of Object.entries(value)) {
        words.add(name);
        collect(member);
      }
  };
  const { model: _, ...rest } = template;
  collect(rest);
  return [...words].filter((word) => word.length >= SHORTEST_WORD && !DOCUMENTED.has(word));
}

/** Whether an identifier repeats the team's words: it holds one, or is a piece of one. */
export function repeats(identifier: string, words: readonly string[]): boolean {
  if (DOCUMENTED.has(identifier)) return false;
  return words.some(
    (word) => identifier.includes(word) || (identifier.length >= SHORTEST_WORD && word.includes(identifier)),
  );
}
