import { gzipSync } from "node:zlib";
import { DONE_FRAME } from "../chat.ts";
import { invalidUrl, otherFamily, relayError, unknownParameter, upstreamError } from "../errors.ts";
import { ALL_PASSED, type Fault, frames, type ScenarioRows, upstream } from "../fault.ts";
import { answer, outputFor } from "../healthy.ts";
import { type ModelOutput, okOutput } from "../model.ts";
import { chunked, eventStream, type Piece, type Reply } from "../reply.ts";
import type { ApiRequest } from "../request.ts";
import { responseEvents, responseFrames } from "../responses.ts";

/** Output tokens that thinking takes: all of the gate's first cap, little of its second (product.md, "What the gate sends"). */
const THINKING_TOKENS = 256;

/** Long enough to be noticed in a report, short enough for the default limits. */
const SLOW_MS = 1500;

/** Fields that the gate itself adds (product.md, "What the gate sends"); one is named per answer, as the vendors do. */
const CAPS = ["max_completion_tokens", "max_output_tokens", "stream_options"];

/** Smaller than every character, line and frame that matters, so that all of them are split. */
const SPLIT_BYTES = 3;

/** Scenarios that the gate has to let pass: the endpoint is sound, if peculiar. */
// biome-ignore format: a table reads by its rows, not by one field a line
export const PASSING = {
  healthy: ["Everything works as documented.", ALL_PASSED, (turn) => turn.healthy],
  slow: [
    "Healthy, but every answer of the model takes 1.5 s.", ALL_PASSED,
    upstream(({ healthy }) => ({ ...healthy, waitMs: SLOW_MS })),
  ],
  "chat-only": [
    "There is no Responses endpoint: it answers a JSON 404.", ALL_PASSED,
    ({ request, healthy }) => (request.endpoint === "responses" ? invalidUrl(request) : healthy),
  ],
  "responses-only": [
    "The model is served by the Responses endpoint alone, as Codex and Pro models are: a JSON 404 on chat.", ALL_PASSED,
    upstream(({ request, healthy }) => (request.endpoint === "chat-completions" ? otherFamily() : healthy)),
  ],
  "reasoning-model": [
    "Thinking eats an output cap of 256 tokens; with 2048 or without a cap the model answers.", ALL_PASSED,
    upstream(({ request }) => answer(request, thoughtful(request))),
  ],
  "rejects-caps": [
    "Output caps and stream_options are unknown parameters: 400 until they are gone.", ALL_PASSED,
    upstream(({ request, healthy }) => {
      const rejected = CAPS.find((name) => request.body?.[name] !== undefined);
      return rejected === undefined ? healthy : unknownParameter(rejected);
    }),
  ],
  "one-blip": [
    "The second request of each endpoint fails once with a 500; everything else works.", ALL_PASSED,
    upstream(({ request, healthy, ordinal }) => (ordinal === 2 ? upstreamError(request) : healthy)),
  ],
  "two-in-ten": [
    "Two of the first ten requests of each endpoint fail with a 500, and none of the next ten: the doubt is gone.",
    ALL_PASSED,
    upstream(({ request, healthy, ordinal }) => (ordinal === 5 || ordinal === 10 ? upstreamError(request) : healthy)),
  ],
  "slow-lane": [
    "Three requests in every 100 ms are answered; the others get a 429 that says when the next three are.", ALL_PASSED,
    upstream(limitedTo(3, 100)),
  ],
  gzip: [
    "Healthy answers, compressed with gzip for clients that accept it.", ALL_PASSED,
    upstream(({ request, healthy }) => (request.acceptsGzip ? gzipped(healthy) : healthy)),
  ],
  "bom-crlf": [
    "Healthy answers with a byte order mark and CRLF, delivered three bytes at a time.", ALL_PASSED,
    upstream(({ request, healthy }) => {
      const text = [...healthy.pieces].join("").replaceAll("\n", "\r\n");
      const bytes = split(Buffer.from(`\uFEFF${text}\r\n`));
      return request.stream ? eventStream(bytes) : chunked("application/json", bytes);
    }),
  ],
  "no-done-marker": [
    "The chat stream finishes properly but sends no [DONE].", ALL_PASSED,
    frames((healthy) => healthy.filter((frame) => frame !== DONE_FRAME)), ["chat-stream"],
  ],
  "completed-output-empty": [
    "The response.completed event carries an empty output although the text was streamed.", ALL_PASSED,
    frames((healthy, request) => (request.endpoint === "responses" ? withoutFinalOutput(request) : healthy)),
  ],
  "missing-event-lines": [
    "The Responses stream has data: lines only, without event: lines.", ALL_PASSED,
    frames((healthy) => healthy.map((frame) => frame.replace(/^event: .*\n/, ""))),
  ],
} satisfies ScenarioRows;

/** A rate limit: so many requests in each window, ms, which begins with the first request in it. */
function limitedTo(requests: number, windowMs: number): Fault {
  let opened = Number.NEGATIVE_INFINITY;
  let served = 0;
  return ({ request, healthy }) => {
    const now = performance.now();
    if (now - opened >= windowMs) {
      opened = now;
      served = 0;
    }
    if (served < requests) {
      served++;
      return healthy;
    }
    const reply = relayError(request, 429, "rate_limit_exceeded", "too many requests");
    return { ...reply, headers: { ...reply.headers, "retry-after-ms": String(Math.ceil(opened + windowMs - now)) } };
  };
}

function thoughtful(request: ApiRequest): ModelOutput {
  const reasoning = "Thinking about a short answer.";
  const eaten = request.outputCap !== null && request.outputCap <= THINKING_TOKENS;
  return eaten ? { text: "", refusal: null, reasoning, end: "length" } : { ...outputFor(request), reasoning };
}

function gzipped(reply: Reply): Reply {
  const bytes = gzipSync([...reply.pieces].join(""));
  const headers = { ...reply.headers, "content-encoding": "gzip", "content-length": String(bytes.length) };
  return { ...reply, headers, pieces: [bytes] };
}

function* split(bytes: Uint8Array): Generator<Piece> {
  for (let from = 0; from < bytes.length; from += SPLIT_BYTES) yield bytes.subarray(from, from + SPLIT_BYTES);
}

function withoutFinalOutput(request: ApiRequest): readonly string[] {
  const events = responseEvents(request, okOutput(request.prompt));
  return responseFrames(
    events.map((event) =>
      event.type === "response.completed"
        ? { ...event, response: { ...(event.response as object), output: [] } }
        : event,
    ),
  );
}
