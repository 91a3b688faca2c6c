import { countTokens, deltas, type ModelOutput, snapshot } from "./model.ts";
import { json, type Reply } from "./reply.ts";
import type { ApiRequest } from "./request.ts";

const STOP_REASONS: Readonly<Record<ModelOutput["end"], string>> = {
  stop: "end_turn",
  length: "max_tokens",
  content_filter: "refusal",
};

/** A `message` with the fields of Anthropic's reference (contracts.md 8). */
export function messageObject(request: ApiRequest, output: ModelOutput): object {
  return { ...head(request), content: blocksOf(request, output), ...ending(output), usage: usage(request, output) };
}

/** The frames of a stream: start, a ping, blocks with their deltas, stop reason, end (contracts.md 8). */
export function messageFrames(request: ApiRequest, output: ModelOutput): readonly string[] {
  const { input_tokens, output_tokens } = usage(request, output);
  const started = { ...head(request), content: [], stop_reason: null, stop_sequence: null };
  return [
    messageFrame({ type: "message_start", message: { ...started, usage: { input_tokens, output_tokens: 1 } } }),
    messageFrame({ type: "ping" }),
    ...blocksOf(request, output).flatMap(blockFrames),
    messageFrame({ type: "message_delta", delta: ending(output), usage: { output_tokens } }),
    messageFrame({ type: "message_stop" }),
  ];
}

/** One frame; clients pass over events without a name. */
export function messageFrame(event: Block): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

/** An error as Anthropic writes it. */
export function messageError(status: number, type: string, message: string): Reply {
  return json(status, { type: "error", error: { type, message } });
}

type Block = { readonly type: string; readonly [member: string]: unknown };

function blocksOf({ requestId }: ApiRequest, { text, reasoning, refusal, call }: ModelOutput): readonly Block[] {
  return [
    ...(reasoning === null ? [] : [{ type: "thinking", thinking: reasoning, signature: "c2FuZGJveA==" }]),
    ...(text === null || refusal !== null ? [] : [{ type: "text", text }]),
    ...(call === undefined
      ? []
      : [{ type: "tool_use", id: `toolu_${requestId}`, name: call.name, input: JSON.parse(call.arguments) as object }]),
  ];
}

/** A block before its deltas, and what they are: their type, the member that grows, all of it. */
function piecesOf(block: Block): readonly [empty: Block, type: string, member: string, whole: string] {
  switch (block.type) {
    case "thinking":
      return [{ ...block, thinking: "", signature: "" }, "thinking_delta", "thinking", String(block.thinking)];
    case "tool_use":
      return [{ ...block, input: {} }, "input_json_delta", "partial_json", JSON.stringify(block.input)];
    default:
      return [{ ...block, text: "" }, "text_delta", "text", String(block.text)];
  }
}

function blockFrames(block: Block, index: number): readonly string[] {
  const [empty, kind, member, whole] = piecesOf(block);
  const delta = (value: object) => messageFrame({ type: "content_block_delta", index, delta: value });
  return [
    messageFrame({ type: "content_block_start", index, content_block: empty }),
    ...deltas(whole).map((piece) => delta({ type: kind, [member]: piece })),
    ...(block.type === "thinking" ? [delta({ type: "signature_delta", signature: block.signature })] : []),
    messageFrame({ type: "content_block_stop", index }),
  ];
}

function head(request: ApiRequest): object {
  return { id: `msg_${request.requestId}`, type: "message", role: "assistant", model: snapshot(request.model) };
}

function ending({ call, refusal, end }: ModelOutput): object {
  const reason = call === undefined ? STOP_REASONS[refusal === null ? end : "content_filter"] : "tool_use";
  return { stop_reason: reason, stop_sequence: null };
}

function usage(request: ApiRequest, output: ModelOutput) {
  const { input, output: spoken } = countTokens(request.prompt, output, request.outputCap);
  return { input_tokens: input, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: spoken };
}
