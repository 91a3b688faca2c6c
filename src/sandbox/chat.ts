import { countTokens, deltas, type ModelOutput, snapshot } from "./model.ts";
import { dataFrame } from "./reply.ts";
import { type ApiRequest, wantsUsage } from "./request.ts";

/** The marker that ends every chat stream (contracts.md 2.4). */
export const DONE_FRAME = "data: [DONE]\n\n";

/** A `chat.completion` with the fields that CometAPI was seen to send (contracts.md 1.4 and 2.2). */
export function chatCompletion(request: ApiRequest, output: ModelOutput): object {
  const message = {
    role: "assistant",
    content: output.text,
    refusal: output.refusal,
    annotations: [],
    ...(output.reasoning === null ? {} : { reasoning_content: output.reasoning }),
    ...(output.call === undefined ? {} : { tool_calls: [toolCall(request, output.call)] }),
  };
  return {
    ...head(request, "chat.completion"),
    choices: [{ index: 0, message, logprobs: null, finish_reason: finishReason(output) }],
    usage: usage(request, output),
  };
}

/** The frames of a chat stream: role, deltas, finish, usage when asked for, `[DONE]` (contracts.md 2.4). */
export function chatFrames(request: ApiRequest, output: ModelOutput): readonly string[] {
  const { reasoning, text, refusal, call } = output;
  const chunkHead = head(request, "chat.completion.chunk");
  const chunk = (delta: object, finish: string | null = null) => ({
    ...chunkHead,
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
    ...(wantsUsage(request) ? { usage: null } : {}),
    obfuscation: OBFUSCATION,
  });
  const chunks = [
    chunk({ role: "assistant", content: "", refusal: null }),
    ...deltas(reasoning).map((delta) => chunk({ reasoning_content: delta })),
    ...deltas(text).map((delta) => chunk({ content: delta })),
    ...deltas(refusal).map((delta) => chunk({ refusal: delta })),
    ...(call === undefined ? [] : [chunk({ tool_calls: [{ index: 0, ...toolCall(request, call) }] })]),
    chunk({}, finishReason(output)),
    ...(wantsUsage(request) ? [{ ...chunkHead, choices: [], usage: usage(request, output) }] : []),
  ];
  return [...chunks.map(dataFrame), DONE_FRAME];
}

function toolCall(request: ApiRequest, call: NonNullable<ModelOutput["call"]>): object {
  return { id: `call_${request.requestId}`, type: "function", function: call };
}

function finishReason(output: ModelOutput): string {
  return output.call === undefined ? output.end : "tool_calls";
}

/** Padding that the upstream adds against traffic analysis; its content means nothing. */
const OBFUSCATION = "x7Kq0Zt2";

function head(request: ApiRequest, object: string): object {
  return {
    id: `chatcmpl-${request.requestId}`,
    object,
    created: request.at,
    model: snapshot(request.model),
    service_tier: "default",
    system_fingerprint: null,
  };
}

function usage(request: ApiRequest, output: ModelOutput): object {
  const counts = countTokens(request.prompt, output, request.outputCap);
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
