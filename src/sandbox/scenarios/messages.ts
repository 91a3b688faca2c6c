import type { ProbeId } from "../../evidence/probes.ts";
import { invalidUrl } from "../errors.ts";
import { ALL_PASSED, frames, hold, isTerminalFrame, rollback, type ScenarioRows, upstream } from "../fault.ts";
import { answer } from "../healthy.ts";
import { messageError, messageFrame } from "../messages.ts";
import { textOutput } from "../model.ts";

const BOTH: readonly ProbeId[] = ["messages", "messages-stream"];
const OVERLOADED = { type: "overloaded_error", message: "Overloaded" };

/** What Anthropic Messages and the gateways in front of it do (contracts.md 8). */
// biome-ignore format: a table reads by its rows, not by one field a line
export const MESSAGES = {
  messages: [
    "Anthropic Messages works as documented, tools and images too.", ALL_PASSED, (turn) => turn.healthy,
    [...BOTH, "messages-tools", "messages-image", "error-path", "auth-path"],
  ],
  "messages-thinking": [
    "Messages: thinking eats an output cap of 256 tokens; with 2048 the model answers.", ALL_PASSED,
    upstream(({ request, healthy }) =>
      request.outputCap === 256 ? answer(request, { ...textOutput(""), text: null, reasoning: "Hm.", end: "length" }) : healthy), BOTH,
  ],
  "messages-absent": [
    "There is no Messages endpoint: it answers a JSON 404.", rollback("route"),
    ({ request, healthy }) => (request.endpoint === "messages" ? invalidUrl(request) : healthy), BOTH,
  ],
  "messages-overloaded": [
    "Messages: the model is overloaded, 529.", hold("capacity"),
    upstream(() => messageError(529, OVERLOADED.type, OVERLOADED.message)), BOTH,
  ],
  "messages-overloaded-stream": [
    "Messages: a stream that has begun ends in the error event overloaded_error.", hold("capacity"),
    frames((healthy) => [...untilEnd(healthy), errorFrame(OVERLOADED)]), ["messages-stream"],
  ],
  "messages-error-event": [
    "Messages: a stream that has begun ends in an error event.", rollback("error-rate"),
    frames((healthy) => [...untilEnd(healthy), errorFrame({ type: "api_error", message: "Internal server error" })]),
    ["messages-stream"],
  ],
  "messages-no-stop": [
    "Messages: the stream gives its stop reason and ends without message_stop.", hold("stream-unterminated"),
    frames((healthy) => healthy.slice(0, -1)), ["messages-stream"],
  ],
  "messages-unnamed-events": [
    "Messages: the stream has data: lines only, which the vendor's client passes over.", rollback("response-contract"),
    frames((healthy) => healthy.map((frame) => frame.replace(/^event: .*\n/, ""))), ["messages-stream"],
  ],
  "messages-refusal": [
    "Messages: the stop reason is refusal.", hold("empty-output"),
    upstream(({ request }) => answer(request, { ...textOutput(""), text: null, end: "content_filter" })), BOTH,
  ],
  "messages-cut-off": [
    "Messages: max_tokens ends every answer before its first word.", hold("empty-output"),
    upstream(({ request }) => answer(request, { ...textOutput(""), text: null, end: "length" })), BOTH,
  ],
} satisfies ScenarioRows;

function untilEnd(healthy: readonly string[]): readonly string[] {
  return healthy.slice(0, healthy.findIndex(isTerminalFrame));
}

function errorFrame(error: object): string {
  return messageFrame({ type: "error", ...{ error } });
}
