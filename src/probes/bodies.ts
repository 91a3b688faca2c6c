import type { JsonObject } from "../contracts/json.ts";
import { PATHS } from "../contracts/request-fields.ts";
import type { Adaptation } from "../evidence/attempt.ts";
import type { Family } from "../evidence/vocabulary.ts";
import type { RequestPlan } from "../http/types.ts";
import { outputCap, prompt, type Question } from "./probe.ts";
import { templateBody } from "./template-body.ts";

/** A request with this JSON body and the configured credential. */
export function post(family: Family, body: JsonObject, expect: RequestPlan["expect"] = "json"): RequestPlan {
  return { method: "POST", path: PATHS[family], body, expect, credential: "configured" };
}

/** The one field of a body that is required beside the model, with the harmless prompt in it. */
export function promptField(family: Family, nonce: string): JsonObject {
  return family === "responses" ? { input: prompt(nonce) } : { messages: [{ role: "user", content: prompt(nonce) }] };
}

/** Minimal body; `max_completion_tokens` because `max_tokens` is deprecated (contracts.md, 2.1). */
export function minimalBody(family: Family, { model, nonce, adaptations }: Question): JsonObject {
  const cap = family === "responses" ? "max_output_tokens" : "max_completion_tokens";
  return { model, ...promptField(family, nonce), ...unlessDropped(adaptations, cap, outputCap(adaptations)) };
}

/** What the probes send that are not about a feature: the team's own body where there is one, else the minimal one. */
export function requestBody(family: Family, question: Question, stream: boolean): JsonObject {
  const template = question.bodies[family];
  const body =
    template === undefined
      ? { ...minimalBody(family, question), ...(stream ? { stream } : {}) }
      : templateBody(family, template, question, stream);
  if (!stream || family === "responses" || Object.hasOwn(template ?? {}, "stream_options")) return body;
  // It also keeps gateways from dropping the finishing chunk (contracts.md, 1.6).
  return { ...body, ...unlessDropped(question.adaptations, "stream_options", { include_usage: true }) };
}

type AddedField = "max_completion_tokens" | "max_output_tokens" | "stream_options";

/** Fields that the gate adds beyond what a family requires: dropped, not blamed, when an endpoint rejects them. */
export const ADDED_FIELDS: Readonly<Record<Family, readonly AddedField[]>> = {
  "chat-completions": ["max_completion_tokens", "stream_options"],
  responses: ["max_output_tokens"],
};

function unlessDropped(adaptations: readonly Adaptation[], field: AddedField, value: unknown): JsonObject {
  return adaptations.includes(`dropped:${field}`) ? {} : { [field]: value };
}
