import { arrayAt, isObject, parseJson, stringAt } from "./json.ts";

/** A function call as an answer of either family makes it; null where a documented member is missing. */
export interface FunctionCall {
  /** What the result has to name: `tool_calls[].id`, or `call_id` in Responses. */
  readonly id: string | null;
  readonly name: string | null;
  /** JSON in a string, as both families document it. */
  readonly arguments: string | null;
}

/** The assistant message of a Chat Completions answer, to be sent back as it came; null where there is none. */
export function chatMessage(body: unknown): unknown {
  const [choice] = arrayAt(body, "choices") ?? [];
  return isObject(choice) && isObject(choice.message) ? choice.message : null;
}

/** The calls in `choices[0].message.tool_calls`. */
export function chatFunctionCalls(body: unknown): readonly FunctionCall[] {
  return (arrayAt(chatMessage(body), "tool_calls") ?? []).map((call) => {
    const called = isObject(call) ? call.function : undefined;
    return { id: stringAt(call, "id"), name: stringAt(called, "name"), arguments: stringAt(called, "arguments") };
  });
}

/** The `function_call` items of a Responses answer; `output[]` is searched, because a reasoning item may come first. */
export function responsesFunctionCalls(body: unknown): readonly FunctionCall[] {
  return (arrayAt(body, "output") ?? [])
    .filter((item) => stringAt(item, "type") === "function_call")
    .map((item) => ({
      id: stringAt(item, "call_id"),
      name: stringAt(item, "name"),
      arguments: stringAt(item, "arguments"),
    }));
}

/**
 * What keeps an application from answering this call, ours, for example `arguments-not-json`; null: nothing. The value
 * of the argument is the model's business and is not looked at.
 *
 * @param parameter the one declared parameter, a required string
 */
export function callDefect(call: FunctionCall, name: string, parameter: string): string | null {
  if (call.id === null || call.id === "") return "function-call-without-id";
  if (call.name !== name) return "undeclared-function-called";
  if (call.arguments === null) return "arguments-not-a-string";
  const parsed = parseJson(call.arguments);
  if (parsed === undefined) return "arguments-not-json";
  return stringAt(parsed, parameter) === null ? "arguments-not-as-declared" : null;
}
