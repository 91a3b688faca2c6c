import { chatFrame, DONE_FRAME } from "../chat.ts";
import { begun, frames, isTerminalFrame, type Scenario, unstreamed, upstream } from "../fault.ts";
import { okOutput } from "../model.ts";
import { noHead } from "../reply.ts";
import type { ApiRequest } from "../request.ts";
import { type ResponseEvent, responseEvents, responseFrames, responseObject } from "../responses.ts";

/** One byte per second: every byte resets an idle limit, so that only the total limit ends it. */
const DRIP_MS = 1000;

const ERROR = { type: "server_error", code: "server_error", message: "The upstream stopped.", param: null };

/** Scenarios in which the connection misbehaves, or a stream arrives whole and does not mean success; the bytes are sound. */
// biome-ignore format: a table reads by its rows, not by one field a line
export const TRANSPORT = [
  {
    name: "hang", description: "The request is accepted and never answered.",
    expect: { decision: "rollback", trigger: "timeout-rate" }, fault: upstream(() => noHead("silence")),
  },
  {
    name: "stream-hang", description: "A stream sends its first events and then goes silent.",
    expect: { decision: "rollback", trigger: "timeout-rate" }, fault: frames(begun, "silence"),
  },
  {
    name: "drip", description: "Answers that are not streamed arrive at one byte per second.",
    expect: { decision: "rollback", trigger: "timeout-rate" },
    fault: unstreamed(({ healthy }) => ({ ...healthy, pieces: characters(healthy.pieces), paceMs: DRIP_MS })),
  },
  {
    name: "reset", description: "The connection is reset after the request was read.",
    expect: { decision: "rollback", trigger: "error-rate" }, fault: upstream(() => noHead("cut")),
  },
  {
    name: "truncated-stream", description: "A stream is cut off in the middle of an event.",
    expect: { decision: "rollback", trigger: "error-rate" },
    fault: frames((healthy) => [...begun(healthy), firstHalf(healthy[begun(healthy).length] ?? "")], "cut"),
  },
  {
    name: "no-terminal-event",
    description: "A stream ends without a terminal event; on chat, [DONE] comes without a finish reason.",
    expect: { decision: "hold", trigger: "stream-unterminated" },
    fault: frames((healthy) => healthy.filter((frame) => !isTerminalFrame(frame))),
  },
  {
    name: "two-terminals", description: "A stream sends its terminal event twice.",
    expect: { decision: "rollback", trigger: "response-contract" },
    // Both in one write: a client that stops reading at the first has to see the second as well.
    fault: frames((healthy) => healthy.map((frame) => (isTerminalFrame(frame) ? frame + frame : frame))),
  },
  {
    name: "stream-failed", description: "The Responses stream ends with response.failed after some text.",
    expect: { decision: "rollback", trigger: "error-rate" },
    fault: responsesInstead((request) => ({ type: "response.failed", response: failedResponse(request) })),
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
    name: "chat-stream-error", description: "The chat stream carries an error object after some text, then [DONE].",
    expect: { decision: "rollback", trigger: "error-rate" }, probes: ["chat-stream"],
    fault: frames((healthy, request) =>
      request.endpoint === "responses" ? healthy : [...begun(healthy), chatFrame({ error: ERROR }), DONE_FRAME],
    ),
  },
] as const satisfies readonly Scenario[];

function characters(pieces: Iterable<unknown>): readonly string[] {
  return [...[...pieces].join("")];
}

function firstHalf(frame: string): string {
  return frame.slice(0, frame.length / 2);
}

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
