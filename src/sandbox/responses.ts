import type { JsonObject } from "../text/json.ts";
import { countTokens, deltas, type ModelOutput, snapshot } from "./model.ts";
import type { ApiRequest } from "./request.ts";

/** An event before it is numbered and framed. */
export type ResponseEvent = JsonObject & { readonly type: string };

/** The keep-alive comment of contracts.md 1.6; a client has to ignore it. */
const PING_FRAME = ": PING\n\n";

/** A `response` object with every key that the schema requires (contracts.md 2.2). */
export function responseObject(request: ApiRequest, output: ModelOutput): JsonObject {
  const counts = countTokens(request.prompt, output, request.outputCap);
  const reason = output.end === "length" ? "max_output_tokens" : "content_filter";
  return {
    ...skeleton(request),
    ...(output.end === "stop"
      ? { status: "completed", completed_at: request.at }
      : { status: "incomplete", incomplete_details: { reason } }),
    output: outputItems(request, output),
    usage: {
      input_tokens: counts.input,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: counts.output,
      output_tokens_details: { reasoning_tokens: counts.reasoning },
      total_tokens: counts.input + counts.output,
    },
  };
}

/** The documented lifecycle from `response.created` to the terminal event (contracts.md 2.3). */
export function responseEvents(request: ApiRequest, output: ModelOutput): readonly ResponseEvent[] {
  const terminal = output.end === "stop" ? "response.completed" : "response.incomplete";
  return [
    { type: "response.created", response: skeleton(request) },
    { type: "response.in_progress", response: skeleton(request) },
    ...outputItems(request, output).flatMap((item, index) => itemEvents(item, index, output)),
    { type: terminal, response: responseObject(request, output) },
  ];
}

/** Numbers and frames events; one keep-alive comment follows the second event. */
export function responseFrames(events: readonly ResponseEvent[]): readonly string[] {
  const frames = events.map((event, sequence_number) => {
    const data = JSON.stringify({ ...event, sequence_number });
    return `event: ${event.type}\ndata: ${data}\n\n`;
  });
  return frames.toSpliced(2, 0, PING_FRAME);
}

/** The id of the response to this request. */
export function responseId(request: ApiRequest): string {
  return `resp_${request.requestId}`;
}

/** Whether the response to this request is kept for a later turn; the documented default (contracts.md 2.1). */
export function isStored(request: ApiRequest): boolean {
  return request.body?.store !== false;
}

function skeleton(request: ApiRequest): JsonObject {
  return {
    id: responseId(request),
    object: "response",
    created_at: request.at,
    status: "in_progress",
    completed_at: null,
    error: null,
    incomplete_details: null,
    instructions: null,
    max_output_tokens: request.outputCap,
    metadata: {},
    model: snapshot(request.model),
    output: [],
    parallel_tool_calls: true,
    previous_response_id: request.previousResponse?.id ?? null,
    reasoning: { effort: null, summary: null },
    store: isStored(request),
    temperature: 1,
    text: { format: { type: "text" }, verbosity: "medium" },
    tool_choice: request.body?.tool_choice ?? "auto",
    tools: request.body?.tools ?? [],
    top_p: 1,
    truncation: "disabled",
    usage: null,
  };
}

type Item = JsonObject & { readonly id: string };

/** A reasoning item precedes the message; an answer stopped before its first word has no message at all. */
function outputItems({ requestId }: ApiRequest, output: ModelOutput): readonly Item[] {
  const { text, refusal, reasoning, call, end } = output;
  const status = "completed";
  const thought = { id: `rs_${requestId}`, type: "reasoning", summary: [] };
  const message = {
    id: `msg_${requestId}`,
    type: "message",
    status,
    role: "assistant",
    content: [contentPart(output)],
  };
  const unspoken = end !== "stop" && !text && refusal === null;
  const spoken =
    call === undefined
      ? message
      : { id: `fc_${requestId}`, type: "function_call", status, call_id: `call_${requestId}`, ...call };
  return [...(reasoning === null ? [] : [thought]), ...(call === undefined && unspoken ? [] : [spoken])];
}

function contentPart(output: ModelOutput): object {
  return output.refusal === null
    ? { type: "output_text", annotations: [], text: output.text ?? "" }
    : { type: "refusal", refusal: output.refusal };
}

function itemEvents(item: Item, output_index: number, output: ModelOutput): readonly ResponseEvent[] {
  const done = { type: "response.output_item.done", output_index, item };
  if (item.type !== "message") return [{ type: "response.output_item.added", output_index, item }, done];
  const at = { item_id: item.id, output_index, content_index: 0 };
  const kind = output.refusal === null ? "response.output_text" : "response.refusal";
  const spoken = output.refusal ?? output.text ?? "";
  const logprobs = output.refusal === null ? { logprobs: [] } : {};
  const silent = contentPart({ ...output, text: "", refusal: output.refusal === null ? null : "" });
  return [
    { type: "response.output_item.added", output_index, item: { ...item, status: "in_progress", content: [] } },
    { type: "response.content_part.added", ...at, part: silent },
    ...deltas(spoken).map((delta) => ({ type: `${kind}.delta`, ...at, delta, ...logprobs })),
    { type: `${kind}.done`, ...at, [output.refusal === null ? "text" : "refusal"]: spoken, ...logprobs },
    { type: "response.content_part.done", ...at, part: contentPart(output) },
    done,
  ];
}
