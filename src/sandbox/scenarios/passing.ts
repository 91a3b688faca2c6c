import { gzipSync } from "node:zlib";
import { DONE_FRAME } from "../chat.ts";
import { invalidUrl, unknownParameter, upstreamError } from "../errors.ts";
import { ALL_PASSED, frames, type Scenario, upstream } from "../fault.ts";
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
export const PASSING = [
  {
    name: "healthy", description: "Everything works as documented.", expect: ALL_PASSED, fault: (turn) => turn.healthy,
  },
  {
    name: "slow", description: "Healthy, but every answer of the model takes 1.5 s.", expect: ALL_PASSED,
    fault: upstream(({ healthy }) => ({ ...healthy, waitMs: SLOW_MS })),
  },
  {
    name: "chat-only", description: "There is no Responses endpoint: it answers a JSON 404.", expect: ALL_PASSED,
    fault: ({ request, healthy }) => (request.endpoint === "responses" ? invalidUrl(request) : healthy),
  },
  {
    name: "reasoning-model",
    description: "Thinking eats an output cap of 256 tokens; with 2048 or without a cap the model answers.",
    expect: ALL_PASSED, fault: upstream(({ request }) => answer(request, thoughtful(request))),
  },
  {
    name: "rejects-caps",
    description: "Output caps and stream_options are unknown parameters: 400 until they are gone.", expect: ALL_PASSED,
    fault: upstream(({ request, healthy }) => {
      const rejected = CAPS.find((name) => request.body?.[name] !== undefined);
      return rejected === undefined ? healthy : unknownParameter(rejected);
    }),
  },
  {
    name: "one-blip", description: "The second request of each endpoint fails once with a 500; everything else works.",
    expect: ALL_PASSED,
    fault: upstream(({ request, healthy, ordinal }) => (ordinal === 2 ? upstreamError(request) : healthy)),
  },
  {
    name: "gzip", description: "Healthy answers, compressed with gzip for clients that accept it.", expect: ALL_PASSED,
    fault: upstream(({ request, healthy }) => (request.acceptsGzip ? gzipped(healthy) : healthy)),
  },
  {
    name: "bom-crlf", description: "Healthy answers with a byte order mark and CRLF, delivered three bytes at a time.",
    expect: ALL_PASSED,
    fault: upstream(({ request, healthy }) => {
      const text = [...healthy.pieces].join("").replaceAll("\n", "\r\n");
      const bytes = split(Buffer.from(`\uFEFF${text}\r\n`));
      return request.stream ? eventStream(bytes) : chunked("application/json", bytes);
    }),
  },
  {
    name: "no-done-marker", description: "The chat stream finishes properly but sends no [DONE].", expect: ALL_PASSED,
    probes: ["chat-stream"], fault: frames((healthy) => healthy.filter((frame) => frame !== DONE_FRAME)),
  },
  {
    name: "completed-output-empty",
    description: "The response.completed event carries an empty output although the text was streamed.",
    expect: ALL_PASSED,
    fault: frames((healthy, request) => (request.endpoint === "responses" ? withoutFinalOutput(request) : healthy)),
  },
  {
    name: "missing-event-lines", description: "The Responses stream has data: lines only, without event: lines.",
    expect: ALL_PASSED, fault: frames((healthy) => healthy.map((frame) => frame.replace(/^event: .*\n/, ""))),
  },
] as const satisfies readonly Scenario[];

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
