import { arrayAt, isObject, parseJson, stringAt } from "../text/json.ts";

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

/** Gateways leave the text empty, or null, where a function takes no arguments. */
export const NOTHING = /^\s*(null\s*)?$/;

/** Whether a text is what the arguments of a call may be. */
export function isArguments(text: string | null): boolean {
  return text !== null && (NOTHING.test(text) || isObject(parseJson(text)));
}

function isNamed(value: unknown, key: string): boolean {
  return (stringAt(value, key) ?? "") !== "";
}

/** A tool call while its deltas arrive. */
interface GrowingCall {
  id: string;
  name: string;
  text: string;
  /** Arguments that are no text; null: none came. */
  other: unknown;
  custom: boolean;
}

/** Puts the tool calls of a chat stream together; `message` is what a non-streaming answer would have had. */
export function toolCallDeltas(): {
  readonly add: (delta: unknown) => void;
  readonly message: () => unknown;
  /** What keeps a client from putting them together, ours; null: nothing, or there are none. */
  readonly defect: () => string | null;
} {
  const calls = new Map<number, GrowingCall>();
  let old: GrowingCall | null = null;
  let indexed = true;
  return {
    add: (delta) => {
      for (const [place, part] of (arrayAt(delta, "tool_calls") ?? []).entries()) {
        if (!isObject(part)) continue;
        // Some gateways leave the index out: then every part has its place in the list.
        const index = typeof part.index === "number" ? part.index : place;
        indexed &&= typeof part.index === "number";
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
      tool_calls: [...calls.values()].map(({ id, name, text, other, custom }) =>
        custom ? { id, custom: { name, input: text } } : { id, function: { name, arguments: other ?? text } },
      ),
      function_call: old === null ? null : { name: old.name, arguments: old.other ?? old.text },
    }),
    defect: () => (indexed ? null : "tool-call-without-index"),
  };
}

function emptyCall(): GrowingCall {
  return { id: "", name: "", text: "", other: null, custom: false };
}

function grow(call: GrowingCall, part: unknown, text: "arguments" | "input"): void {
  call.name ||= stringAt(part, "name") ?? "";
  const piece = isObject(part) ? part[text] : null;
  if (typeof piece === "string") call.text += piece;
  else call.other ??= piece;
}

/** A function call as an answer of a family makes it; null where a documented member is missing. */
export interface FunctionCall {
  /** What the result has to name: the `id` of the call, or `call_id` in Responses. */
  readonly id: string | null;
  readonly name: string | null;
  /** JSON of an object, which Messages has unwrapped; null: something else than a string; undefined: left out. */
  readonly arguments: string | null | undefined;
}

/** The assistant message of a Chat Completions answer, to be sent back as it came; null where there is none. */
export function chatMessage(body: unknown): unknown {
  const [choice] = arrayAt(body, "choices") ?? [];
  return isObject(choice) && isObject(choice.message) ? choice.message : null;
}

/** The calls in `choices[0].message.tool_calls`. */
export function chatFunctionCalls(body: unknown): readonly FunctionCall[] {
  return callsIn(chatMessage(body));
}

function callsIn(message: unknown): readonly FunctionCall[] {
  return (arrayAt(message, "tool_calls") ?? []).map((call) =>
    functionCall(stringAt(call, "id"), isObject(call) ? call.function : undefined),
  );
}

/** The functions that a chat message calls, in the deprecated form too. */
export function calledInMessage(message: unknown): readonly FunctionCall[] {
  const old = isObject(message) ? message.function_call : null;
  return isObject(old) ? [...callsIn(message), functionCall(null, old)] : callsIn(message);
}

function functionCall(id: string | null, called: unknown): FunctionCall {
  const said = isObject(called) ? (called.arguments ?? undefined) : undefined;
  const text = said === undefined || typeof said === "string" ? said : null;
  return { id, name: stringAt(called, "name"), arguments: text };
}

/** The `function_call` items of a Responses answer; `output[]` is searched, because a reasoning item may come first. */
export function responsesFunctionCalls(body: unknown): readonly FunctionCall[] {
  return (arrayAt(body, "output") ?? [])
    .filter((item) => stringAt(item, "type") === "function_call")
    .map((item) => functionCall(stringAt(item, "call_id"), item));
}

/** The `tool_use` blocks of a Messages answer. */
export function messageFunctionCalls(body: unknown): readonly FunctionCall[] {
  return (arrayAt(body, "content") ?? [])
    .filter((block) => stringAt(block, "type") === "tool_use")
    .map((block) => ({
      id: stringAt(block, "id"),
      name: stringAt(block, "name"),
      arguments: isObject(block) ? JSON.stringify(block.input) : undefined,
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
  if (typeof call.arguments !== "string") return "arguments-not-a-string";
  const parsed = parseJson(call.arguments);
  if (parsed === undefined) return "arguments-not-json";
  return stringAt(parsed, parameter) === null ? "arguments-not-as-declared" : null;
}
