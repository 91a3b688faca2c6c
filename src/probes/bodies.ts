import type { Adaptation } from "../evidence/attempt.ts";
import type { Family } from "../evidence/vocabulary.ts";
import { outputCap, prompt, type Question } from "./probe.ts";
import { chatTemplateBody, responsesTemplateBody } from "./template-body.ts";

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

/** Minimal streaming body. `include_usage` also keeps gateways from dropping the finishing chunk (contracts.md, 1.6). */
export function chatStreamBody(question: Question): Body {
  return {
    ...chatBody(question),
    stream: true,
    ...unlessDropped(question.adaptations, "stream_options", { include_usage: true }),
  };
}

/** Minimal Responses body. */
export function responsesBody({ model, nonce, adaptations }: Question): Body {
  return { model, input: prompt(nonce), ...unlessDropped(adaptations, "max_output_tokens", outputCap(adaptations)) };
}

/** Minimal streaming Responses body. */
export function responsesStreamBody(question: Question): Body {
  return { ...responsesBody(question), stream: true };
}

/** What `chat` and `chat-stream` send: the team's own body where there is one, else the minimal one. */
export function chatRequest(question: Question, stream: boolean): Body {
  const template = question.bodies["chat-completions"];
  if (template === undefined) return stream ? chatStreamBody(question) : chatBody(question);
  const body = chatTemplateBody(template, question, stream);
  return stream && !Object.hasOwn(template, "stream_options")
    ? { ...body, ...unlessDropped(question.adaptations, "stream_options", { include_usage: true }) }
    : body;
}

/** What `responses` and `responses-stream` send. */
export function responsesRequest(question: Question, stream: boolean): Body {
  const template = question.bodies.responses;
  if (template === undefined) return stream ? responsesStreamBody(question) : responsesBody(question);
  return responsesTemplateBody(template, question, stream);
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
