import type { JsonObject } from "../contracts/json.ts";
import { modelNotServing, relayError } from "./errors.ts";
import { type ModelOutput, textOutput } from "./model.ts";
import type { Reply } from "./reply.ts";
import type { ApiRequest } from "./request.ts";

/** The features beyond plain text that a request may ask for. */
export type Feature = "tools" | "images" | "state";

/** A 400 in an upstream's own words: the model has no such feature; null when the request does without. */
export function withoutFeature(request: ApiRequest, feature: Feature): Reply | null {
  const field = fieldOf(request, feature);
  return field === null ? null : modelNotServing(field);
}

/** The member of a request that asks for the feature. */
function fieldOf(request: ApiRequest, feature: Feature): string | null {
  if (feature === "tools") return request.body?.tools === undefined ? null : "tools";
  if (feature === "state") return request.body?.previous_response_id === undefined ? null : "previous_response_id";
  const kind = request.endpoint === "responses" ? "input_image" : "image_url";
  const parts = itemsOf(request).flatMap((item) => (Array.isArray(item.content) ? (item.content as JsonObject[]) : []));
  return parts.some((part) => part?.type === kind) ? kind : null;
}

/** What is wrong with the features that a request uses; null when all is well. */
export function featureRefusal(request: ApiRequest): Reply | null {
  const { previousResponse } = request;
  if (previousResponse !== null && !previousResponse.known) {
    const message = `Previous response with id '${previousResponse.id}' not found.`;
    return relayError(request, 400, "previous_response_not_found", message, "previous_response_id");
  }
  const orphan = orphanedResult(request);
  return orphan === null ? null : relayError(request, 400, "invalid_value", "tool result without its call", orphan);
}

/** The parameter with a function's result that answers no earlier call; null when there is none. */
function orphanedResult(request: ApiRequest): string | null {
  const items = itemsOf(request);
  const responses = request.endpoint === "responses";
  const made = new Set(
    responses
      ? items.filter(({ type }) => type === "function_call").map(({ call_id }) => call_id)
      : items.flatMap(({ tool_calls }) =>
          Array.isArray(tool_calls) ? tool_calls.map((call: JsonObject) => call.id) : [],
        ),
  );
  const answered = responses
    ? items.filter(({ type }) => type === "function_call_output").map(({ call_id }) => call_id)
    : items.filter(({ role }) => role === "tool").map(({ tool_call_id }) => tool_call_id);
  // A call of an earlier turn is known to the store, not to this request.
  if (request.previousResponse !== null || answered.every((id) => made.has(id))) return null;
  return responses ? "input" : "messages";
}

/** The messages or input items of a request. */
function itemsOf(request: ApiRequest): readonly JsonObject[] {
  const list = request.endpoint === "responses" ? request.body?.input : request.body?.messages;
  return Array.isArray(list) ? list.filter((item) => typeof item === "object" && item !== null) : [];
}

/**
 * The call that the request forces with `tool_choice`, every declared property filled with the code; null when the model
 * is free, and then this one prefers to talk.
 */
export function forcedCall(request: ApiRequest, code: string): ModelOutput | null {
  const { tools, tool_choice: choice } = request.body ?? {};
  if (!Array.isArray(tools) || (typeof choice !== "object" && choice !== "required")) return null;
  const declared = (tools as JsonObject[]).map((tool) => (tool.function ?? tool) as JsonObject);
  const wanted =
    ((choice as JsonObject | null)?.function as JsonObject | undefined)?.name ?? (choice as JsonObject | null)?.name;
  const chosen = declared.find(({ name }) => name === wanted) ?? declared[0];
  if (chosen === undefined) return null;
  const { properties = {} } = (chosen.parameters ?? {}) as { properties?: object };
  const values = Object.fromEntries(Object.keys(properties).map((name) => [name, code]));
  return { ...textOutput(""), text: null, call: { name: String(chosen.name), arguments: JSON.stringify(values) } };
}
