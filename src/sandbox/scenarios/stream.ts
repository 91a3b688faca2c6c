import type { Asked } from "../asked.ts";
import { chatFrame, DONE_FRAME } from "../chat.ts";
import { begun, frames, isTerminalFrame, type Scenario } from "../fault.ts";
import { type ResponseEvent, responseEvents, responseFrames, responseObject } from "../responses.ts";
import { replyTo } from "../said.ts";

const ERROR = { type: "server_error", code: "server_error", message: "The upstream stopped.", param: null };

/** Scenarios in which a stream arrives whole and does not mean success. Answers in one piece are healthy. */
export const STREAM = [
  {
    name: "no-terminal-event",
    description: "A stream ends without a terminal event; on chat, [DONE] comes without a finish reason.",
    expect: { decision: "hold", trigger: "stream-unterminated" },
    fault: frames((healthy) => healthy.filter((frame) => !isTerminalFrame(frame))),
  },
  {
    name: "two-terminals",
    description: "A stream sends its terminal event twice.",
    expect: { decision: "rollback", trigger: "response-contract" },
    // Both in one write: a client that stops reading at the first has to see the second as well.
    fault: frames((healthy) => healthy.map((frame) => (isTerminalFrame(frame) ? frame + frame : frame))),
  },
  {
    name: "stream-failed",
    description: "The Responses stream ends with response.failed after some text.",
    expect: { decision: "rollback", trigger: "error-rate" },
    fault: responsesInstead((asked) => ({ type: "response.failed", response: failedResponse(asked) })),
  },
  {
    name: "stream-error-nested",
    description: "The Responses stream ends with an error event that nests the error, as OpenAI sends it.",
    expect: { decision: "rollback", trigger: "error-rate" },
    fault: responsesInstead(() => ({ type: "error", error: ERROR })),
  },
  {
    name: "stream-error-flat",
    description: "The Responses stream ends with a flat error event, as OpenAI documents it.",
    expect: { decision: "rollback", trigger: "error-rate" },
    fault: responsesInstead(() => ({ ...ERROR, type: "error" })),
  },
  {
    name: "chat-stream-error",
    description: "The chat stream carries an error object after some text, then [DONE].",
    expect: { decision: "rollback", trigger: "error-rate" },
    probes: ["chat-stream"],
    fault: frames((healthy, asked) =>
      asked.endpoint === "responses" ? healthy : [...begun(healthy), chatFrame({ error: ERROR }), DONE_FRAME],
    ),
  },
] as const satisfies readonly Scenario[];

/** A Responses stream that begins well and then ends with this event. */
function responsesInstead(last: (asked: Asked) => ResponseEvent) {
  return frames((healthy, asked) => {
    if (asked.endpoint !== "responses") {
      return healthy;
    }
    const events = responseEvents(asked, replyTo(asked.prompt));
    const firstDelta = events.findIndex((event) => event.type === "response.output_text.delta");
    return responseFrames([...events.slice(0, firstDelta + 1), last(asked)]);
  });
}

function failedResponse(asked: Asked): object {
  const { code, message } = ERROR;
  const whole = responseObject(asked, replyTo(asked.prompt));
  return { ...whole, status: "failed", completed_at: null, error: { code, message }, output: [], usage: null };
}
