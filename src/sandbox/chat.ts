import { type Asked, wantsUsage } from "./asked.ts";
import { snapshot } from "./identity.ts";
import { countTokens, deltas, type Said } from "./said.ts";

/** The marker that ends every chat stream (contracts.md 2.4). */
export const DONE_FRAME = "data: [DONE]\n\n";

/** A `chat.completion` with the fields that CometAPI was seen to send (contracts.md 1.4 and 2.2). */
export function chatCompletion(asked: Asked, said: Said): object {
  const message = {
    role: "assistant",
    content: said.text,
    refusal: said.refusal,
    annotations: [],
    ...(said.reasoning === null ? {} : { reasoning_content: said.reasoning }),
    ...(said.call === undefined ? {} : { tool_calls: [toolCall(asked, said.call)] }),
  };
  return {
    ...frame(asked, "chat.completion"),
    choices: [{ index: 0, message, logprobs: null, finish_reason: finishOf(said) }],
    usage: usage(asked, said),
  };
}

/** The frames of a chat stream: role, deltas, finish, usage when asked for, `[DONE]` (contracts.md 2.4). */
export function chatFrames(asked: Asked, said: Said): readonly string[] {
  const usageFields = wantsUsage(asked) ? { usage: null } : {};
  const chunk = (delta: object, finish: string | null) => ({
    ...frame(asked, "chat.completion.chunk"),
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
    ...usageFields,
    obfuscation: OBFUSCATION,
  });
  const chunks: object[] = [chunk({ role: "assistant", content: "", refusal: null }, null)];
  chunks.push(...deltas(said.reasoning).map((text) => chunk({ reasoning_content: text }, null)));
  chunks.push(...deltas(said.text).map((text) => chunk({ content: text }, null)));
  chunks.push(...deltas(said.refusal).map((text) => chunk({ refusal: text }, null)));
  if (said.call !== undefined) {
    chunks.push(chunk({ tool_calls: [{ index: 0, ...toolCall(asked, said.call) }] }, null));
  }
  chunks.push(chunk({}, finishOf(said)));
  if (wantsUsage(asked)) {
    chunks.push({ ...frame(asked, "chat.completion.chunk"), choices: [], usage: usage(asked, said) });
  }
  return [...chunks.map(chatFrame), DONE_FRAME];
}

/** One chat frame: a `data:` line without an `event:` line. */
export function chatFrame(value: object): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}

function toolCall(asked: Asked, call: NonNullable<Said["call"]>): object {
  return { id: `call_${asked.requestId}`, type: "function", function: call };
}

function finishOf(said: Said): string {
  return said.call === undefined ? said.end : "tool_calls";
}

/** Padding that the upstream adds against traffic analysis; its content means nothing. */
const OBFUSCATION = "x7Kq0Zt2";

function frame(asked: Asked, object: string): object {
  return {
    id: `chatcmpl-${asked.requestId}`,
    object,
    created: asked.at,
    model: snapshot(asked.model),
    service_tier: "default",
    system_fingerprint: null,
  };
}

function usage(asked: Asked, said: Said): object {
  const counts = countTokens(asked.prompt, said, asked.outputCap);
  return {
    prompt_tokens: counts.input,
    completion_tokens: counts.output,
    total_tokens: counts.input + counts.output,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: counts.reasoning, audio_tokens: 0 },
    // Not in the OpenAI contract; seen on CometAPI (contracts.md 1.4).
    latency_checkpoint: { engine_ttft_ms: 180, engine_ttlt_ms: 240 },
  };
}
