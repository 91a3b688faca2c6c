import { appReply } from "./app.ts";
import type { Asked } from "./asked.ts";
import { chatCompletion, chatFrames } from "./chat.ts";
import { docsReply } from "./docs.ts";
import { frontError, invalidToken, invalidUrl, modelNotFound, relayError } from "./errors.ts";
import { featureRefusal, forcedCall } from "./features.ts";
import { SANDBOX_KEY, SANDBOX_MODEL } from "./identity.ts";
import { eventStream, html, json, type Reply } from "./reply.ts";
import { responseEvents, responseFrames, responseObject } from "./responses.ts";
import { codeIn, replyTo, type Said } from "./said.ts";

/** What a gateway without faults answers. */
export function healthyReply(asked: Asked): Reply {
  if (asked.endpoint === "app") return appReply(asked);
  const refusal = refusalOf(asked);
  if (refusal !== null) return refusal;
  if (asked.endpoint === "models") return modelList();
  return answer(asked, saidTo(asked));
}

/** What a healthy model says: the call that the request forces, else text. */
export function saidTo(asked: Asked): Said {
  return forcedCall(asked, codeIn(asked.prompt) ?? "OK") ?? replyTo(asked.prompt);
}

/** Whether the request carries the sandbox's key. */
export function isAuthorized(asked: Asked): boolean {
  return asked.authorization === `Bearer ${SANDBOX_KEY}`;
}

/** Whether a gateway without faults would let the model answer: the right key, a known model, a complete body. */
export function isAnswerable(asked: Asked): boolean {
  return isTextEndpoint(asked) && refusalOf(asked) === null;
}

/** Whether the model answers on this endpoint. */
export function isTextEndpoint(asked: Asked): boolean {
  return asked.endpoint === "chat-completions" || asked.endpoint === "responses";
}

/** The success answer of the endpoint that was asked, streamed or whole. */
export function answer(asked: Asked, said: Said): Reply {
  if (asked.stream) {
    return eventStream(framesOf(asked, said));
  }
  return json(200, asked.endpoint === "responses" ? responseObject(asked, said) : chatCompletion(asked, said));
}

/** The frames of the success stream of the endpoint that was asked. */
export function framesOf(asked: Asked, said: Said): readonly string[] {
  return asked.endpoint === "responses" ? responseFrames(responseEvents(asked, said)) : chatFrames(asked, said);
}

/** Checks in the platform's order: route, key, body, model, required field (contracts.md 1.2); null when all is well. */
function refusalOf(asked: Asked): Reply | null {
  if (asked.endpoint === "docs") {
    return docsReply(asked);
  }
  if (asked.endpoint === "outside") {
    return html(200, "Console");
  }
  if (asked.endpoint === "catalogue") {
    return catalogue([SANDBOX_MODEL]);
  }
  if (asked.endpoint === "unknown") {
    return invalidUrl(asked);
  }
  if (!isAuthorized(asked)) {
    return invalidToken(asked);
  }
  return asked.endpoint === "models" ? null : bodyRefusalOf(asked);
}

function bodyRefusalOf(asked: Asked): Reply | null {
  if (asked.body === null) {
    return frontError(asked, 400, "", "invalid request body: not a JSON object");
  }
  if (asked.model === null && asked.body.model !== undefined) {
    return frontError(asked, 400, "", "invalid request body: model is not a string");
  }
  if (asked.model === null || asked.model === "") {
    return frontError(asked, 400, "", "model name is required");
  }
  if (asked.model !== SANDBOX_MODEL) {
    return modelNotFound(asked);
  }
  if (asked.prompt === null) {
    const missing = asked.endpoint === "responses" ? "input is required" : "field messages is required";
    return relayError(asked, 500, "invalid_request", missing);
  }
  return featureRefusal(asked);
}

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
