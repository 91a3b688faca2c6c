import { arrayAt, isObject, parseJson, stringAt } from "./json.ts";

/*
 * Calls of tools as an answer in place of text (contracts.md, 6.2: tool deltas count). Only the form is looked at: a call
 * that an application could answer has an id, a name, and arguments that are a JSON object.
 */

/** Whether a chat message calls a tool; `function_call` is the deprecated form and has no id. */
export function chatCallsTool(message: unknown): boolean {
  const calls = arrayAt(message, "tool_calls") ?? [];
  return calls.some(isChatCall) || (isObject(message) && isFunction(message.function_call));
}

/** Whether an item of Responses output is a call of a function or of a custom tool. */
export function isToolCallItem(item: unknown): boolean {
  if (!isNamed(item, "call_id") || !isNamed(item, "name")) return false;
  const type = stringAt(item, "type");
  return type === "custom_tool_call"
    ? stringAt(item, "input") !== null
    : type === "function_call" && isArguments(stringAt(item, "arguments"));
}

function isChatCall(call: unknown): boolean {
  if (!isObject(call) || !isNamed(call, "id")) return false;
  return isFunction(call.function) || (isNamed(call.custom, "name") && stringAt(call.custom, "input") !== null);
}

function isFunction(called: unknown): boolean {
  return isNamed(called, "name") && isArguments(stringAt(called, "arguments"));
}

/** Gateways leave the text empty where a function takes no arguments. */
function isArguments(text: string | null): boolean {
  return text !== null && (text.trim() === "" || isObject(parseJson(text)));
}

function isNamed(value: unknown, key: string): boolean {
  return (stringAt(value, key) ?? "") !== "";
}

/** A tool call while its deltas arrive. */
interface GrowingCall {
  id: string;
  name: string;
  text: string;
  custom: boolean;
}

/** Puts the tool calls of a chat stream together; `message` is what a non-streaming answer would have had. */
export function toolCallDeltas(): { readonly add: (delta: unknown) => void; readonly message: () => unknown } {
  const calls = new Map<number, GrowingCall>();
  let old: GrowingCall | null = null;
  return {
    add: (delta) => {
      for (const [place, part] of (arrayAt(delta, "tool_calls") ?? []).entries()) {
        if (!isObject(part)) continue;
        // Some gateways leave the index out: then every part has its place in the list.
        const index = typeof part.index === "number" ? part.index : place;
        const call = calls.get(index) ?? emptyCall();
        call.id ||= stringAt(part, "id") ?? "";
        grow(call, part.function, "arguments");
        if (isObject(part.custom)) call.custom = true;
        grow(call, part.custom, "input");
        calls.set(index, call);
      }
      if (isObject(delta) && isObject(delta.function_call)) {
        old ??= emptyCall();
        grow(old, delta.function_call, "arguments");
      }
    },
    message: () => ({
      tool_calls: [...calls.values()].map(({ id, name, text, custom }) =>
        custom ? { id, custom: { name, input: text } } : { id, function: { name, arguments: text } },
      ),
      function_call: old === null ? null : { name: old.name, arguments: old.text },
    }),
  };
}

function emptyCall(): GrowingCall {
  return { id: "", name: "", text: "", custom: false };
}

function grow(call: GrowingCall, part: unknown, text: "arguments" | "input"): void {
  call.name ||= stringAt(part, "name") ?? "";
  call.text += stringAt(part, text) ?? "";
}
