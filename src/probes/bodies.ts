import type { Adaptation } from "../evidence/attempt.ts";
import type { Family } from "../evidence/vocabulary.ts";
import type { RequestPlan } from "../http/types.ts";
import { outputCap, prompt, type Question } from "./probe.ts";
import { templateBody } from "./template-body.ts";

/** A request body. */
export type Body = Readonly<Record<string, unknown>>;

/** Minimal Chat Completions body; `max_completion_tokens` because `max_tokens` is deprecated (contracts.md, 2.1). */
export function chatBody({ model, nonce, adaptations }: Question): Body {
  return {
    model,
    messages: [{ role: "user", content: prompt(nonce) }],
    ...unlessDropped(adaptations, "max_completion_tokens", outputCap(adaptations)),
  };
}

/** Minimal Responses body. */
export function responsesBody({ model, nonce, adaptations }: Question): Body {
  return { model, input: prompt(nonce), ...unlessDropped(adaptations, "max_output_tokens", outputCap(adaptations)) };
}

/** A request with this JSON body and the configured credential. */
export function post(path: string, body: Body, expect: RequestPlan["expect"] = "json"): RequestPlan {
  return { method: "POST", path, body, expect, credential: "configured" };
}

/** What `chat` and `chat-stream` send: the team's own body where there is one, else the minimal one. */
export function chatRequest(question: Question, stream: boolean): Body {
  const body = requestBody("chat-completions", question, stream);
  if (!stream || Object.hasOwn(question.bodies["chat-completions"] ?? {}, "stream_options")) return body;
  // It also keeps gateways from dropping the finishing chunk (contracts.md, 1.6).
  return { ...body, ...unlessDropped(question.adaptations, "stream_options", { include_usage: true }) };
}

/** What `responses` and `responses-stream` send, in the same way. */
export function responsesRequest(question: Question, stream: boolean): Body {
  return requestBody("responses", question, stream);
}

function requestBody(family: Family, question: Question, stream: boolean): Body {
  const template = question.bodies[family];
  if (template !== undefined) return templateBody(family, template, question, stream);
  const minimal = family === "responses" ? responsesBody(question) : chatBody(question);
  return stream ? { ...minimal, stream } : minimal;
}

type AddedField = "max_completion_tokens" | "max_output_tokens" | "stream_options";

/** Fields that the gate adds beyond what a family requires: dropped, not blamed, when an endpoint rejects them. */
export const ADDED_FIELDS: Readonly<Record<Family, readonly AddedField[]>> = {
  "chat-completions": ["max_completion_tokens", "stream_options"],
  responses: ["max_output_tokens"],
};

function unlessDropped(adaptations: readonly Adaptation[], field: AddedField, value: unknown): Body {
  return adaptations.includes(`dropped:${field}`) ? {} : { [field]: value };
}
