import type { Asked } from "./asked.ts";
import { modelNotServing, relayError } from "./errors.ts";
import type { Reply } from "./reply.ts";
import { type Said, saying } from "./said.ts";

type Item = Readonly<Record<string, unknown>>;

/** The features beyond plain text that a request may ask for. */
export type Feature = "tools" | "images" | "state";

/** The member of a request that asks for the feature; null when the request does without. */
export function askedFor(asked: Asked, feature: Feature): string | null {
  if (feature === "tools") return asked.body?.tools === undefined ? null : "tools";
  if (feature === "state") return asked.body?.previous_response_id === undefined ? null : "previous_response_id";
  const kind = asked.endpoint === "responses" ? "input_image" : "image_url";
  const parts = itemsOf(asked).flatMap((item) => (Array.isArray(item.content) ? (item.content as Item[]) : []));
  return parts.some((part) => part?.type === kind) ? kind : null;
}

/** A 400 in an upstream's own words: the model has no such feature. */
export function withoutFeature(asked: Asked, feature: Feature): Reply | null {
  const field = askedFor(asked, feature);
  return field === null ? null : modelNotServing(field);
}

/** What is wrong with the features that a request uses; null when all is well. */
export function featureRefusal(asked: Asked): Reply | null {
  const { previousResponse } = asked;
  if (previousResponse !== null && !previousResponse.known) {
    const message = `Previous response with id '${previousResponse.id}' not found.`;
    return relayError(asked, 400, "previous_response_not_found", message, "previous_response_id");
  }
  const orphan = orphanedResult(asked);
  return orphan === null ? null : relayError(asked, 400, "invalid_value", "tool result without its call", orphan);
}

/** The parameter with a function's result that answers no earlier call; null when there is none. */
function orphanedResult(asked: Asked): string | null {
  const items = itemsOf(asked);
  const responses = asked.endpoint === "responses";
  const made = new Set(
    responses
      ? items.filter(({ type }) => type === "function_call").map(({ call_id }) => call_id)
      : items.flatMap(({ tool_calls }) => (Array.isArray(tool_calls) ? tool_calls.map((call: Item) => call.id) : [])),
  );
  const answered = responses
    ? items.filter(({ type }) => type === "function_call_output").map(({ call_id }) => call_id)
    : items.filter(({ role }) => role === "tool").map(({ tool_call_id }) => tool_call_id);
  // A call of an earlier turn is known to the store, not to this request.
  if (asked.previousResponse !== null || answered.every((id) => made.has(id))) return null;
  return responses ? "input" : "messages";
}

/** The messages or input items of a request. */
function itemsOf(asked: Asked): readonly Item[] {
  const list = asked.endpoint === "responses" ? asked.body?.input : asked.body?.messages;
  return Array.isArray(list) ? list.filter((item) => typeof item === "object" && item !== null) : [];
}

/**
 * The call that the request forces with `tool_choice`, every declared property filled with the code; null when the model
 * is free, and then this one prefers to talk.
 */
export function forcedCall(asked: Asked, code: string): Said | null {
  const { tools, tool_choice: choice } = asked.body ?? {};
  if (!Array.isArray(tools) || (typeof choice !== "object" && choice !== "required")) return null;
  const declared = (tools as Item[]).map((tool) => (tool.function ?? tool) as Item);
  const wanted = ((choice as Item | null)?.function as Item | undefined)?.name ?? (choice as Item | null)?.name;
  const chosen = declared.find(({ name }) => name === wanted) ?? declared[0];
  if (chosen === undefined) return null;
  const { properties = {} } = (chosen.parameters ?? {}) as { properties?: object };
  const values = Object.fromEntries(Object.keys(properties).map((name) => [name, code]));
  return { ...saying(""), text: null, call: { name: String(chosen.name), arguments: JSON.stringify(values) } };
}
