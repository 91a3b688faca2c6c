/**
 * The documented events of a Responses stream (contracts.md, 2.3). They are kept in the evidence by name, all others are
 * counted together. A test holds them against the types that the vendor publishes with its own client.
 */

/** What an event is about, and what it says of it: `response.output_text.delta`. */
const STEPS: Readonly<Record<string, readonly string[]>> = {
  audio: ["delta", "done"],
  "audio.transcript": ["delta", "done"],
  code_interpreter_call: ["in_progress", "interpreting", "completed"],
  code_interpreter_call_code: ["delta", "done"],
  compaction: ["compacting"],
  content_part: ["added", "done"],
  custom_tool_call_input: ["delta", "done"],
  file_search_call: ["in_progress", "searching", "completed"],
  function_call_arguments: ["delta", "done"],
  image_generation_call: ["in_progress", "generating", "partial_image", "completed"],
  mcp_call: ["in_progress", "completed", "failed"],
  mcp_call_arguments: ["delta", "done"],
  mcp_list_tools: ["in_progress", "completed", "failed"],
  output_item: ["added", "done"],
  output_text: ["delta", "done"],
  "output_text.annotation": ["added"],
  // Not in the vendor's types: gateways in front of open models send it in place of reasoning_text.
  reasoning: ["delta", "done"],
  reasoning_summary_part: ["added", "done"],
  reasoning_summary_text: ["delta", "done"],
  reasoning_text: ["delta", "done"],
  refusal: ["delta", "done"],
  shell_call_command: ["added", "delta", "done"],
  shell_call_output_content: ["delta", "done"],
  web_search_call: ["in_progress", "searching", "completed"],
};

/** Names of all documented events. */
export const RESPONSE_EVENTS: ReadonlySet<string> = new Set([
  "error",
  ...["created", "queued", "in_progress", "completed", "failed", "incomplete"].map((state) => `response.${state}`),
  ...Object.entries(STEPS).flatMap(([subject, steps]) => steps.map((step) => `response.${subject}.${step}`)),
]);

/** The events by which a response fails; the status of one that was cancelled is a failure, and so is the event (contracts.md, 7.3). */
export const FAILED_TYPES = new Set(["response.failed", "response.cancelled", "response.canceled"]);

/** The events that end a response; exactly one of them belongs in a stream (contracts.md, 2.3). */
export const TERMINAL_TYPES = new Set(["response.completed", "response.incomplete", ...FAILED_TYPES]);

/** Error events in the wild, beside the untyped `{error: {...}}` (contracts.md, 2.3). */
export const ERROR_TYPES = new Set(["error", "response.error"]);

/** Events that carry text: written, or of what was said. */
export const TEXT_DELTAS = new Set(["response.output_text.delta", "response.audio.transcript.delta"]);
