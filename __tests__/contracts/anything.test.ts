/** Whatever an endpoint sends: nothing throws, and nothing is kept that the evidence does not allow. */
import { describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import { readChatStream } from "../../src/contracts/chat-completion-chunks.ts";
import { readChatCompletion } from "../../src/contracts/chat-completions.ts";
import { readError } from "../../src/contracts/error-envelope.ts";
import { blameOf, proseBlameOf } from "../../src/contracts/error-words.ts";
import { endsResponse, readResponseStream } from "../../src/contracts/response-events.ts";
import { readResponse } from "../../src/contracts/responses.ts";
import { OutcomeSchema } from "../../src/evidence/attempt.ts";
import { IDENTIFIER, MODEL_IDENTIFIER } from "../../src/evidence/identifiers.ts";
import { authPath } from "../../src/probes/auth-path.ts";
import { probe as chat } from "../../src/probes/chat.ts";
import { probe as chatStream } from "../../src/probes/chat-stream.ts";
import { errorPath } from "../../src/probes/error-path.ts";
import { probe as responses } from "../../src/probes/responses.ts";
import { probe as responsesStream } from "../../src/probes/responses-stream.ts";
import { completion, RESPONSE_STREAM, response, USAGE_CHUNK } from "../probes/answers.ts";
import { answer, conclude, json, observedIn, stream } from "../probes/exchanges.ts";
import { anyCharacter } from "../text/any-character.ts";

/** The same cases in every run, so that a red build is always reproducible. */
const CASES = { seed: 20261120, numRuns: 600 };

const PROBES = [
  chat,
  chatStream,
  responses,
  responsesStream,
  errorPath("chat-completions", "missing-field", null),
  errorPath("responses", "unknown-model", null),
  authPath("responses", null),
];

/** Strings that an attacker, a broken gateway or the contract itself would send. */
const text = fc.oneof(
  fc.string({ unit: anyCharacter }),
  fc.constantFrom(
    "::error::x",
    "<b>",
    "a\nb",
    "[x](y)",
    "no (request id: -x) (request id: ok1)",
    "no (request id: <x>)",
    "error",
    "stop",
    "length",
    "completed",
    "failed",
    "incomplete",
    "response",
    "chat.completion",
    "message",
    "output_text",
    "response.completed",
    "response.incomplete",
    "response.output_text.delta",
    "model_not_found",
    "invalid_request",
    "__proto__",
  ),
);

const KEYS = [
  ...["error", "code", "type", "message", "param", "detail", "loc", "msg", "object", "id", "status", "model", "usage"],
  ...["choices", "delta", "content", "refusal", "finish_reason", "output", "text", "response", "incomplete_details"],
  ...["errors", "details", "metadata", "raw", "base_resp", "status_code", "innererror", "title", "error_code"],
  ...["reason", "prompt_tokens", "input_tokens", "sequence_number", "output_index", "__proto__", "constructor"],
];

/** JSON made of the contract's own words, which gets further into the readers than random JSON does. */
const { value } = fc.letrec<{ value: unknown; leaf: unknown }>((tie) => ({
  leaf: fc.oneof(text, fc.constant(null), fc.boolean(), fc.integer(), fc.double({ noNaN: true })),
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    tie("leaf"),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie("value"), { maxKeys: 6 }),
  ),
}));

/** A documented body in which one member, at any depth, was replaced by anything. */
const damaged = fc
  .tuple(fc.constantFrom<unknown>(completion(), response(), USAGE_CHUNK, ...RESPONSE_STREAM), fc.nat(), value)
  .map(([body, at, other]) => {
    const paths = [...pathsOf(body)];
    return replaced(body, paths[at % paths.length] ?? [], other);
  });

const body = fc.oneof(fc.jsonValue(), value, damaged);
const payload = fc.oneof(
  body.map((each) => JSON.stringify(each)),
  text,
  fc.constant("[DONE]"),
);
const events = fc.array(fc.record({ event: fc.option(text), data: payload }), { maxLength: 6 });

const kept = (value: string | null | undefined, pattern = IDENTIFIER) => {
  if (value !== null && value !== undefined) expect(value).toMatch(pattern);
};

describe("anything", () => {
  it("can be read as an error, and every string that is kept is an identifier", () => {
    fc.assert(
      fc.property(fc.oneof(payload, fc.string()), text, (sent, word) => {
        const error = readError(sent);
        if (error === null) return;
        for (const value of [error.code, error.type, error.param, error.requestId, ...error.words]) kept(value);
        expect(blameOf(error, 403) ?? proseBlameOf(error, 403, word)).toBeDefined();
        expect(typeof error.mentions(word)).toBe("boolean");
      }),
      CASES,
    );
  });

  it("can be read as a body of either family", () => {
    fc.assert(
      fc.property(body, (sent) => {
        for (const read of [readChatCompletion, readResponse])
          expect(["error", "wrong-shape", "failed", "output"]).toContain(read(sent).kind);
      }),
      CASES,
    );
  });

  it("can be read as a stream of either family", () => {
    fc.assert(
      fc.property(events, (sent) => {
        for (const read of [readChatStream, readResponseStream]) {
          const { error, eventTypes } = read(sent);
          for (const value of [error?.code, error?.type, error?.requestId]) kept(value);
          for (const type of Object.keys(eventTypes)) kept(type);
        }
        for (const event of sent) expect(typeof endsResponse(event)).toBe("boolean");
      }),
      CASES,
    );
  });

  it("becomes an outcome that the evidence allows, body by body", () => {
    const status = fc.constantFrom(200, 202, 301, 400, 401, 403, 404, 422, 429, 500, 503);
    const mediaType = fc.constantFrom("application/json", "text/html", null);
    fc.assert(
      fc.property(status, mediaType, fc.oneof(payload, fc.string()), (code, type, sent) => {
        for (const probe of PROBES) expectAllowed(conclude(probe, answer(code, type, sent)).outcome);
      }),
      CASES,
    );
  });

  it("becomes an outcome that the evidence allows, stream by stream", () => {
    fc.assert(
      fc.property(events, (sent) => {
        for (const probe of [chatStream, responsesStream]) expectAllowed(conclude(probe, stream(sent)).outcome);
      }),
      CASES,
    );
  });
});

describe("what the evidence does not allow", () => {
  it.each([
    ["a finish reason", completion({ choices: [{ message: { content: "OK" }, finish_reason: "::stop::" }] })],
    ["a model", completion({ model: "a::b" })],
    ["a model with markup", completion({ model: "<img src=x>" })],
    ["token counts", completion({ usage: { prompt_tokens: "::", completion_tokens: -1, total_tokens: 1.5 } })],
  ])("is dropped without failing the answer: %s", (_what, sent) => {
    const { outcome } = conclude(chat, json(200, sent));
    expect(outcome.kind).toBe("pass");
    expectAllowed(outcome);
  });
});

function expectAllowed(outcome: ReturnType<typeof conclude>["outcome"]) {
  expect(OutcomeSchema.parse(outcome)).toEqual(outcome);
  const { errorCode, errorType, requestId, finishReason, modelReturned } = observedIn(outcome);
  for (const value of [errorCode, errorType, requestId, finishReason]) kept(value);
  kept(modelReturned, MODEL_IDENTIFIER);
}

/** Paths of all members of a JSON value, its own included. */
function* pathsOf(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  yield path;
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value)) yield* pathsOf(member, [...path, key]);
}

/** A JSON value with another member at a path. */
function replaced(value: unknown, [key, ...rest]: readonly string[], other: unknown): unknown {
  if (key === undefined) return other;
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[key] = replaced(copy[key], rest, other);
  return copy;
}
