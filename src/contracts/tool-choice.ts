import { arrayAt, isObject, type JsonObject, stringAt } from "../text/json.ts";
import type { FunctionCall } from "./tool-calls.ts";

/** What a body says of the call that has to come; null: it leaves that to the model. */
type Forced = { readonly kind: "any" } | { readonly kind: "named"; readonly name: string } | null;

/**
 * Whether the call that a body demands did not come (OpenAI's `tool_choice: "required"` or a function, Anthropic's `any` and
 * `tool`): the application waits for it. Tools that the provider runs itself are demanded in the same words, so a body that
 * declares one says nothing certain.
 */
export function lacksForcedCall(calls: readonly FunctionCall[], holdsCall: boolean, body: JsonObject): boolean {
  const forced = forcedBy(body);
  if (forced === null) return false;
  if (forced.kind === "named") return !calls.some(({ name }) => name === forced.name);
  return calls.length === 0 && !holdsCall && (arrayAt(body, "tools") ?? []).every(isOwnTool);
}

function forcedBy({ tool_choice: choice, function_call: old }: JsonObject): Forced {
  if (isObject(old) && typeof old.name === "string") return { kind: "named", name: old.name };
  if (choice === "required") return { kind: "any" };
  if (!isObject(choice)) return null;
  const mode = isObject(choice.allowed_tools) ? choice.allowed_tools.mode : choice.mode;
  if (choice.type === "any" || (choice.type === "allowed_tools" && mode === "required")) return { kind: "any" };
  if (choice.type !== "function" && choice.type !== "tool") return null;
  const name = stringAt(choice.function, "name") ?? stringAt(choice, "name");
  return name === null ? null : { kind: "named", name };
}

/** Whether the application runs a tool. */
function isOwnTool(tool: unknown): boolean {
  return ["function", "custom"].includes(stringAt(tool, "type") ?? "custom");
}
