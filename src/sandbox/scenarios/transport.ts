import { DONE_FRAME } from "../chat.ts";
import {
  begun,
  frames,
  halfOf,
  hold,
  isTerminalFrame,
  rollback,
  type ScenarioRows,
  unstreamed,
  upstream,
} from "../fault.ts";
import { okOutput } from "../model.ts";
import { dataFrame, noHead } from "../reply.ts";
import type { ApiRequest } from "../request.ts";
import { type ResponseEvent, responseEvents, responseFrames, responseObject } from "../responses.ts";

/** One byte per second: every byte resets an idle limit, so that only the total limit ends it. */
const DRIP_MS = 1000;

const ERROR = { type: "server_error", code: "server_error", message: "The upstream stopped.", param: null };

/** Scenarios in which the connection misbehaves, or a stream arrives whole and does not mean success; the bytes are sound. */
// biome-ignore format: a table reads by its rows, not by one field a line
export const TRANSPORT = {
  hang: ["The request is accepted and never answered.", rollback("timeout-rate"), upstream(() => noHead("silence"))],
  "stream-hang": [
    "A stream sends its first events and then goes silent.", rollback("timeout-rate"), frames(begun, "silence"),
  ],
  drip: [
    "Answers that are not streamed arrive at one byte per second.", rollback("timeout-rate"),
    unstreamed(({ healthy }) => ({ ...healthy, pieces: [...healthy.pieces].join(""), paceMs: DRIP_MS })),
  ],
  reset: ["The connection is reset after the request was read.", rollback("error-rate"), upstream(() => noHead("cut"))],
  "truncated-stream": [
    "A stream is cut off in the middle of an event.", rollback("error-rate"),
    frames((healthy) => [...begun(healthy), halfOf(healthy[begun(healthy).length] ?? "")], "cut"),
  ],
  "no-terminal-event": [
    "A stream ends without a terminal event; on chat, [DONE] comes without a finish reason.",
    hold("stream-unterminated"), frames((healthy) => healthy.filter((frame) => !isTerminalFrame(frame))),
  ],
  "two-terminals": [
    "A stream sends its terminal event twice.", rollback("response-contract"),
    // Both in one write: a client that stops reading at the first has to see the second as well.
    frames((healthy) => healthy.map((frame) => (isTerminalFrame(frame) ? frame + frame : frame))),
  ],
  "stream-failed": [
    "The Responses stream ends with response.failed after some text.", rollback("error-rate"),
    responsesInstead((request) => ({ type: "response.failed", response: failedResponse(request) })),
  ],
  "stream-error-nested": [
    "The Responses stream ends with an error event that nests the error, as OpenAI sends it.", rollback("error-rate"),
    responsesInstead(() => ({ type: "error", error: ERROR })),
  ],
  "stream-error-flat": [
    "The Responses stream ends with a flat error event, as OpenAI documents it.", rollback("error-rate"),
    responsesInstead(() => ({ ...ERROR, type: "error" })),
  ],
  "chat-stream-error": [
    "The chat stream carries an error object after some text, then [DONE].", rollback("error-rate"),
    frames((healthy, request) =>
      request.endpoint === "responses" ? healthy : [...begun(healthy), dataFrame({ error: ERROR }), DONE_FRAME],
    ),
    ["chat-stream"],
  ],
} satisfies ScenarioRows;

/** A Responses stream that begins well and then ends with this event. */
function responsesInstead(last: (request: ApiRequest) => ResponseEvent) {
  return frames((healthy, request) => {
    if (request.endpoint !== "responses") return healthy;
    const events = responseEvents(request, okOutput(request.prompt));
    const firstDelta = events.findIndex((event) => event.type === "response.output_text.delta");
    return responseFrames([...events.slice(0, firstDelta + 1), last(request)]);
  });
}

function failedResponse(request: ApiRequest): object {
  const { code, message } = ERROR;
  const whole = responseObject(request, okOutput(request.prompt));
  return { ...whole, status: "failed", completed_at: null, error: { code, message }, output: [], usage: null };
}
