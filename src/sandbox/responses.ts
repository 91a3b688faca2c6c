import type { Asked } from "./asked.ts";
import { snapshot } from "./identity.ts";
import { countTokens, deltas, type Said } from "./said.ts";

/** An event before it is numbered and framed. */
export type ResponseEvent = Readonly<Record<string, unknown>> & { readonly type: string };

/** The keep-alive comment of contracts.md 1.6; a client has to ignore it. */
export const PING_FRAME = ": PING\n\n";

/** A `response` object with every key that the schema requires (contracts.md 2.2). */
export function responseObject(asked: Asked, said: Said): Readonly<Record<string, unknown>> {
  const counts = countTokens(asked.prompt, said, asked.outputCap);
  return {
    ...skeleton(asked),
    status: said.end === "stop" ? "completed" : "incomplete",
    completed_at: said.end === "stop" ? asked.at : null,
    incomplete_details: incompleteDetails(said),
    output: outputItems(asked, said),
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
export function responseEvents(asked: Asked, said: Said): readonly ResponseEvent[] {
  const terminal = said.end === "stop" ? "response.completed" : "response.incomplete";
  return [
    { type: "response.created", response: skeleton(asked) },
    { type: "response.in_progress", response: skeleton(asked) },
    ...outputItems(asked, said).flatMap((item, index) => itemEvents(item, index, said)),
    { type: terminal, response: responseObject(asked, said) },
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
export function responseId(asked: Asked): string {
  return `resp_${asked.requestId}`;
}

/** Whether the response to this request is kept for a later turn; the documented default (contracts.md 2.1). */
export function isStored(asked: Asked): boolean {
  return asked.body?.store !== false;
}

function skeleton(asked: Asked): Readonly<Record<string, unknown>> {
  return {
    id: responseId(asked),
    object: "response",
    created_at: asked.at,
    status: "in_progress",
    completed_at: null,
    error: null,
    incomplete_details: null,
    instructions: null,
    max_output_tokens: asked.outputCap,
    metadata: {},
    model: snapshot(asked.model),
    output: [],
    parallel_tool_calls: true,
    previous_response_id: asked.previousResponse?.id ?? null,
    reasoning: { effort: null, summary: null },
    store: isStored(asked),
    temperature: 1,
    text: { format: { type: "text" }, verbosity: "medium" },
    tool_choice: asked.body?.tool_choice ?? "auto",
    tools: asked.body?.tools ?? [],
    top_p: 1,
    truncation: "disabled",
    usage: null,
  };
}

function incompleteDetails(said: Said): object | null {
  if (said.end === "stop") {
    return null;
  }
  return { reason: said.end === "length" ? "max_output_tokens" : "content_filter" };
}

type Item = Readonly<Record<string, unknown>> & { readonly id: string };

/** A reasoning item precedes the message; an answer stopped before its first word has no message at all. */
function outputItems(asked: Asked, said: Said): readonly Item[] {
  const reasoning = { id: `rs_${asked.requestId}`, type: "reasoning", summary: [] };
  const message = {
    id: `msg_${asked.requestId}`,
    type: "message",
    status: "completed",
    role: "assistant",
    content: [contentPart(said)],
  };
  if (said.call !== undefined) {
    const call = { id: `fc_${asked.requestId}`, type: "function_call", status: "completed" };
    return [...(said.reasoning === null ? [] : [reasoning]), { ...call, ...callItem(asked, said.call) }];
  }
  const unspoken = said.end !== "stop" && !said.text && said.refusal === null;
  return [...(said.reasoning === null ? [] : [reasoning]), ...(unspoken ? [] : [message])];
}

function callItem(asked: Asked, call: NonNullable<Said["call"]>): object {
  return { call_id: `call_${asked.requestId}`, ...call };
}

function contentPart(said: Said): object {
  return said.refusal === null
    ? { type: "output_text", annotations: [], text: said.text ?? "" }
    : { type: "refusal", refusal: said.refusal };
}

function itemEvents(item: Item, output_index: number, said: Said): readonly ResponseEvent[] {
  const done = { type: "response.output_item.done", output_index, item };
  if (item.type !== "message") {
    return [{ type: "response.output_item.added", output_index, item }, done];
  }
  const at = { item_id: item.id, output_index, content_index: 0 };
  const kind = said.refusal === null ? "response.output_text" : "response.refusal";
  const spoken = said.refusal ?? said.text ?? "";
  const logprobs = said.refusal === null ? { logprobs: [] } : {};
  const silent = contentPart({ ...said, text: "", refusal: said.refusal === null ? null : "" });
  return [
    { type: "response.output_item.added", output_index, item: { ...item, status: "in_progress", content: [] } },
    { type: "response.content_part.added", ...at, part: silent },
    ...deltas(spoken).map((delta) => ({ type: `${kind}.delta`, ...at, delta, ...logprobs })),
    { type: `${kind}.done`, ...at, [said.refusal === null ? "text" : "refusal"]: spoken, ...logprobs },
    { type: "response.content_part.done", ...at, part: contentPart(said) },
    done,
  ];
}
