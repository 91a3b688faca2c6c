/** The documented answers of the two families, smallest form, for tests to vary. */

/** `chat.completion` as contracts.md, 2.2 requires it, with text. */
export function completion(parts: Readonly<Record<string, unknown>> = {}) {
  return {
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1_780_000_000,
    model: "model-1-2026-03-17",
    choices: [choice()],
    usage: { prompt_tokens: 20, completion_tokens: 4, total_tokens: 24 },
    ...parts,
  };
}

/** One choice of it. */
export function choice(message: Readonly<Record<string, unknown>> = { content: "OK 7f3a" }, finish: unknown = "stop") {
  return { index: 0, message: { role: "assistant", refusal: null, ...message }, logprobs: null, finish_reason: finish };
}

/** `response` as contracts.md, 2.2 requires it, with text. */
export function response(parts: Readonly<Record<string, unknown>> = {}) {
  return {
    id: "resp_1",
    object: "response",
    created_at: 1_780_000_000,
    status: "completed",
    error: null,
    incomplete_details: null,
    model: "model-1-2026-03-17",
    output: [message()],
    usage: { input_tokens: 20, output_tokens: 4, total_tokens: 24 },
    ...parts,
  };
}

/** The message item of a response. */
export function message(content: readonly unknown[] = [{ type: "output_text", annotations: [], text: "OK 7f3a" }]) {
  return { id: "msg_1", type: "message", role: "assistant", status: "completed", content };
}

/** A reasoning item, which may come before the message. */
export const REASONING = { id: "rs_1", type: "reasoning", summary: [] };

/** One `chat.completion.chunk`. */
export function chunk(delta: Readonly<Record<string, unknown>>, finish: unknown = null) {
  return {
    id: "chatcmpl-1",
    object: "chat.completion.chunk",
    created: 1_780_000_000,
    model: "model-1-2026-03-17",
    choices: [{ index: 0, delta, finish_reason: finish, logprobs: null }],
    usage: null,
  };
}

/** The chunk that `include_usage` asks for, after the finish. */
export const USAGE_CHUNK = {
  ...chunk({}),
  choices: [],
  usage: { prompt_tokens: 20, completion_tokens: 4, total_tokens: 24 },
};

/** A whole chat stream: role, text, finish, usage, marker. */
export const CHAT_STREAM = [
  chunk({ role: "assistant", content: "" }),
  chunk({ content: "OK" }),
  chunk({}, "stop"),
  USAGE_CHUNK,
  "[DONE]",
];

/** The events of a whole Responses stream before its terminal one. */
export const RESPONSE_EVENTS = [
  { type: "response.created", sequence_number: 0, response: response({ status: "in_progress", output: [] }) },
  { type: "response.in_progress", sequence_number: 1, response: response({ status: "in_progress", output: [] }) },
  { type: "response.output_item.added", sequence_number: 2, output_index: 0, item: message([]) },
  {
    type: "response.output_text.delta",
    sequence_number: 3,
    item_id: "msg_1",
    output_index: 0,
    content_index: 0,
    delta: "OK",
  },
  {
    type: "response.output_text.done",
    sequence_number: 4,
    item_id: "msg_1",
    output_index: 0,
    content_index: 0,
    text: "OK",
  },
];

/** A terminal event: `terminal("completed")`. */
export function terminal(status: "completed" | "failed" | "incomplete", parts: Readonly<Record<string, unknown>> = {}) {
  return { type: `response.${status}`, sequence_number: 5, response: response({ status, ...parts }) };
}

/** A whole Responses stream. */
export const RESPONSE_STREAM = [...RESPONSE_EVENTS, terminal("completed")];

/** CometAPI's error envelope as a relay writes it (contracts.md, 1.2). */
export function cometError(code: string, words = "something is wrong", type = "comet_api_error") {
  return { error: { message: `${words} (request id: 20260624120000ABCdef12)`, type, param: "", code } };
}
