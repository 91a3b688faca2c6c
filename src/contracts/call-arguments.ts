import { arrayAt, isObject, type JsonObject, parseJson } from "../text/json.ts";
import { type FunctionCall, isArguments, NOTHING } from "./tool-calls.ts";

/**
 * What keeps an application from running one of these calls, ours; null: nothing. Official clients parse the arguments of every
 * call, and fail on an object in place of its text. Gateways leave the text empty where a function takes none.
 * @param body the request, which declares the functions
 */
export function argumentsDefect(calls: readonly FunctionCall[], body: JsonObject): string | null {
  for (const { name, arguments: text } of calls) {
    if (text === null) return "tool-call-arguments-not-a-string";
    if (NOTHING.test(text ?? "") && takesArguments(body, name)) return "tool-call-arguments-missing";
    if (!isArguments(text ?? "")) return "tool-call-arguments-not-json";
    if (lacksPromised(body, name, parseJson(text ?? ""))) return "tool-call-arguments-not-of-schema";
  }
  return null;
}

/** Whether a body declares a function of this name with an argument that is required. */
function takesArguments(body: JsonObject, name: string | null): boolean {
  return declarationsOf(body, name).some((declared) => requiredIn(declared).length > 0);
}

/** Whether an argument is missing that is required of a strict function: there the endpoint promises the schema. */
function lacksPromised(body: JsonObject, name: string | null, given: unknown): boolean {
  return declarationsOf(body, name).some(
    (declared) =>
      declared.strict === true &&
      requiredIn(declared).some((key) => typeof key === "string" && !(isObject(given) && Object.hasOwn(given, key))),
  );
}

function requiredIn(declared: JsonObject): readonly unknown[] {
  return arrayAt(declared.parameters ?? declared.input_schema, "required") ?? [];
}

/** The functions of this name that a body declares. */
function declarationsOf(body: JsonObject, name: string | null): readonly JsonObject[] {
  return [...(arrayAt(body, "tools") ?? []), ...(arrayAt(body, "functions") ?? [])]
    .map((tool) => (isObject(tool) && isObject(tool.function) ? tool.function : tool))
    .filter((declared) => isObject(declared))
    .filter((declared) => declared.name === name);
}
