import type { Family } from "../evidence/vocabulary.ts";
import type { JsonObject } from "../text/json.ts";
import { serviceReply } from "./app.ts";
import { chatCompletion, chatFrames } from "./chat.ts";
import { docsReply } from "./docs.ts";
import { embeddings } from "./embeddings.ts";
import { frontError, invalidToken, invalidUrl, modelNotFound, relayError } from "./errors.ts";
import { messageError, messageFrames, messageObject } from "./messages.ts";
import { metricsReply } from "./metrics.ts";
import { codeIn, EMBEDDING_MODEL, type ModelOutput, okOutput, SANDBOX_MODEL, textOutput } from "./model.ts";
import { eventStream, html, json, type Reply } from "./reply.ts";
import { type ApiRequest, familyOf, isAuthorized, isTextEndpoint, itemsOf, objectsIn } from "./request.ts";
import { responseEvents, responseFrames, responseObject } from "./responses.ts";
import { jsonAnswer } from "./structured.ts";

/** What a gateway without faults answers. */
export function healthyReply(request: ApiRequest): Reply {
  return replyWithoutModel(request) ?? answer(request, outputFor(request));
}

/** What a healthy model says: the call that the request forces, the JSON that it asks for, else text. */
export function outputFor(request: ApiRequest): ModelOutput {
  const code = codeIn(request.prompt) ?? "OK";
  const asJson = jsonAnswer(request.body, code);
  return forcedCall(request, code) ?? (asJson === null ? okOutput(request.prompt) : textOutput(asJson));
}

/**
 * The call that the request forces with `tool_choice`, every declared property filled with the code; null when the model
 * is free, and then this one prefers to talk.
 */
function forcedCall(request: ApiRequest, code: string): ModelOutput | null {
  const { tools, tool_choice: choice } = request.body ?? {};
  if (!Array.isArray(tools) || (typeof choice !== "object" && choice !== "required")) return null;
  const declared = (tools as JsonObject[]).map((tool) => (tool.function ?? tool) as JsonObject);
  const wanted =
    ((choice as JsonObject | null)?.function as JsonObject | undefined)?.name ?? (choice as JsonObject | null)?.name;
  const chosen = declared.find(({ name }) => name === wanted) ?? declared[0];
  if (chosen === undefined) return null;
  const { properties = {} } = (chosen.parameters ?? chosen.input_schema ?? {}) as { properties?: object };
  const values = Object.fromEntries(Object.keys(properties).map((name) => [name, code]));
  return { ...textOutput(""), text: null, call: { name: String(chosen.name), arguments: JSON.stringify(values) } };
}

/** Whether a gateway without faults would let the model answer: the right key, a known model, a complete body. */
export function isAnswerable(request: ApiRequest): boolean {
  return isTextEndpoint(request) && replyWithoutModel(request) === null;
}

/** The success answer of the endpoint that was asked, streamed or whole. */
export function answer(request: ApiRequest, output: ModelOutput): Reply {
  if (request.stream) return eventStream(framesOf(request, output));
  return json(200, SPEECH[familyOf(request)].whole(request, output));
}

/** The frames of the success stream of the endpoint that was asked. */
export function framesOf(request: ApiRequest, output: ModelOutput): readonly string[] {
  return SPEECH[familyOf(request)].frames(request, output);
}

/** How the model's output is said in a family. */
const SPEECH: Readonly<Record<Family, Speech>> = {
  "chat-completions": { content: "messages", whole: chatCompletion, frames: chatFrames },
  responses: {
    content: "input",
    whole: responseObject,
    frames: (request, output) => responseFrames(responseEvents(request, output)),
  },
  messages: { content: "messages", whole: messageObject, frames: messageFrames },
  embeddings: { content: "input", whole: (request) => embeddings(request), frames: () => [] },
};

interface Speech {
  /** The field that holds what is asked. */
  readonly content: string;
  readonly whole: (request: ApiRequest, output: ModelOutput) => object;
  readonly frames: (request: ApiRequest, output: ModelOutput) => readonly string[];
}

/** What needs no model, in the platform's order: route, key, body, model, required field (contracts.md 1.2); else null. */
function replyWithoutModel(request: ApiRequest): Reply | null {
  switch (request.endpoint) {
    case "app":
      return serviceReply(request);
    case "metrics":
      return metricsReply(request);
    case "docs":
      return docsReply(request);
    case "outside":
      return html(200, "Console");
    case "catalogue":
      return catalogue([SANDBOX_MODEL]);
    case "unknown":
      return invalidUrl(request);
    case "models":
      return isAuthorized(request) ? modelList() : invalidToken(request);
    default:
      return isAuthorized(request) ? bodyRefusal(request) : invalidToken(request);
  }
}

function bodyRefusal(request: ApiRequest): Reply | null {
  const { body, model, prompt } = request;
  const refused = (message: string) => frontError(request, 400, "", message);
  if (body === null) return refused("invalid request body: not a JSON object");
  if (model === null && body.model !== undefined) return refused("invalid request body: model is not a string");
  if (model === null || model === "") return refused("model name is required");
  // Vectors come from a model of their own, which a template names.
  const isServed = model === SANDBOX_MODEL || (request.endpoint === "embeddings" && EMBEDDING_MODEL.test(model));
  if (!isServed) return modelNotFound(request);
  if (prompt !== null) return featureRefusal(request);
  const family = familyOf(request);
  const missing = SPEECH[family].content === "input" ? "input is required" : "field messages is required";
  // The platform's code is lost in the form of Messages.
  if (family === "messages") return messageError(500, "new_api_error", `${missing} (request id: ${request.requestId})`);
  return relayError(request, 500, "invalid_request", missing);
}

/** What is wrong with the features that a request uses; null when all is well. */
function featureRefusal(request: ApiRequest): Reply | null {
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
  const { made, answered } = CALLS[familyOf(request)](itemsOf(request));
  // A call of an earlier turn is known to the store, not to this request.
  if (request.previousResponse !== null || answered.every((id) => made.includes(id))) return null;
  return SPEECH[familyOf(request)].content;
}

/** The ids of the calls in a request, and of those that are answered in it. */
const CALLS: Readonly<Record<Family, (items: readonly JsonObject[]) => Record<"made" | "answered", unknown[]>>> = {
  "chat-completions": (items) => ({
    made: items.flatMap(({ tool_calls: calls }) => objectsIn(calls).map(({ id }) => id)),
    answered: items.filter(({ role }) => role === "tool").map(({ tool_call_id: id }) => id),
  }),
  responses: (items) => ({
    made: items.filter(({ type }) => type === "function_call").map(({ call_id: id }) => id),
    answered: items.filter(({ type }) => type === "function_call_output").map(({ call_id: id }) => id),
  }),
  messages: (items) => {
    const blocks = items.flatMap(({ content }) => objectsIn(content));
    return {
      made: blocks.filter(({ type }) => type === "tool_use").map(({ id }) => id),
      answered: blocks.filter(({ type }) => type === "tool_result").map(({ tool_use_id: id }) => id),
    };
  },
  embeddings: () => ({ made: [], answered: [] }),
};

/** The public catalogue, which needs no key: no `object`, and other members beside the `id` (contracts.md 1.1). */
export function catalogue(ids: readonly string[]): Reply {
  const data = ids.map((id) => ({
    id,
    provider: "sandbox",
    model_type: "text",
    features: ["text-to-text"],
    pricing: { currency: "USD", input: 0, output: 0, per_request: null, per_second: null },
    api_doc_url: null,
  }));
  return json(200, { success: true, page: 0, page_size: 0, total: data.length, data });
}

/** The platform's list: the OpenAI shape plus `success` and `supported_endpoint_types` (contracts.md 1.6). */
function modelList(): Reply {
  const entry = {
    id: SANDBOX_MODEL,
    object: "model",
    created: 1626777600,
    owned_by: "custom",
    supported_endpoint_types: ["openai", "openai-response"],
  };
  return json(200, { success: true, object: "list", data: [entry] });
}
