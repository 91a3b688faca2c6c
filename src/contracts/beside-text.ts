import { arrayAt, isObject, type JsonObject, stringAt } from "../text/json.ts";
import { type Held, isText } from "./reading.ts";
import { chatCallsTool, isToolCallItem } from "./tool-calls.ts";

/*
 * What an answer holds beside text. It is an answer only to a body that asked for it: with tools, or in pictures or sound.
 */

/** What a chat message holds, or a delta of one; pictures as OpenRouter and those that follow it have them. */
export function heldByMessage(message: unknown): readonly Held[] {
  const sound = isObject(message) && isText(stringAt(message.audio, "data"));
  return [
    ...(chatCallsTool(message) ? (["call"] as const) : []),
    ...((arrayAt(message, "images") ?? []).some(isObject) ? (["image"] as const) : []),
    ...(sound ? (["sound"] as const) : []),
  ];
}

/** Items that ask the application for something or tell what a tool of the provider did; what those returned is none. */
const CALL = /_(call|approval_request)$/;

/** What an item of Responses holds: the provider's own tools have no more of a form than a type (computers, shells, patches, MCP). */
export function heldByItem(item: unknown): readonly Held[] {
  const type = stringAt(item, "type") ?? "";
  const status = stringAt(item, "status");
  if (isToolCallItem(item)) return ["call"];
  // They failed, or have a form that an application needs.
  if (status === "failed" || status === "incomplete" || /^(function|custom_tool)_call$/.test(type)) return [];
  if (type === "image_generation_call") return isText(stringAt(item, "result")) ? ["image"] : [];
  return CALL.test(type) ? ["call"] : [];
}

/** Tools that the provider runs itself, so that the answer comes in the same response. */
const RUN_BY_PROVIDER = /^(web_search|file_search|code_interpreter|image_generation|mcp)_call$/;

/** Whether an item asks the application for something before there is an answer. */
export function isAwaited(item: unknown): boolean {
  return heldByItem(item).includes("call") && !RUN_BY_PROVIDER.test(stringAt(item, "type") ?? "");
}

/** What a content block of Messages holds: the application's own tools, or those that the provider runs. */
export function heldByBlock({ type, id, name, input }: JsonObject): readonly Held[] {
  const isUse = type === "tool_use" || type === "server_tool_use" || type === "mcp_tool_use";
  return isUse && isText(id) && isText(name) && isObject(input) ? ["call"] : [];
}
