import { gzipSync } from "node:zlib";
import { chatCompletion, chatFrames } from "../chat.ts";
import { embeddings } from "../embeddings.ts";
import { relayError } from "../errors.ts";
import { frames, halfOf, hold, rollback, type ScenarioRows, unstreamed, upstream } from "../fault.ts";
import { answer } from "../healthy.ts";
import { type ModelOutput, okOutput, textOutput } from "../model.ts";
import { chunked, eventStream, json, jsonText, type Piece, type Reply } from "../reply.ts";
import type { ApiRequest } from "../request.ts";

const BROKEN = rollback("response-contract");
const EMPTY = hold("empty-output");
const EXPOSED = rollback("sensitive-exposure");

/** Never valid in UTF-8, and outside a JSON string, so that replacing them does not repair the document. */
const BAD_BYTES = Buffer.from([0xff, 0xfe]);

/** Bytes of one endless string: far above every limit, and an obvious loss of memory if a client collects it. */
const HUGE_BYTES = 400 * 1024 * 1024;

/** Bytes made at a time: all that the server ever holds of a huge answer. */
const BLOCK_BYTES = 1024 * 1024;

/** Far deeper than a recursive reader can follow. */
const DEPTH = 100_000;

/** Text that means something to a workflow runner, to Markdown and to a browser, and must mean nothing in a report. */
const INJECTION =
  "::error::injected\n::add-mask::a\r\n| a | b |\n<img src=x onerror=alert(1)> `code` %0A::set-output::";

/** The same for a place where line breaks cannot occur. */
const INJECTION_LINE = INJECTION.replaceAll(/[\r\n]+/g, " ");

/**
 * Scenarios whose body is not the documented one or has nothing in it, tries to exhaust the client, or carries what must
 * not come out again: the key, or text that a sink would act upon.
 */
// biome-ignore format: a table reads by its rows, not by one field a line
export const CONTENT = {
  "error-in-200": [
    "An error object with status 200, in place of an answer or a stream.", BROKEN,
    upstream(() => json(200, { error: { message: "upstream error", type: "comet_api_error", code: "bad" } })),
  ],
  "invalid-json": [
    "The JSON of an answer, or of one event of a stream, is cut in half.", BROKEN,
    upstream(({ request, healthy }) => {
      const pieces = [...healthy.pieces].map(String);
      // Of the second frame the data, not the framing.
      const cut = pieces.map((frame, index) => (index === 1 ? `${halfOf(frame)}\n\n` : frame));
      return request.stream ? eventStream(cut) : jsonText(200, halfOf(pieces.join("")));
    }),
  ],
  "bad-utf8": [
    "An answer, or one event of a stream, is not UTF-8 and therefore not JSON.", BROKEN,
    upstream(({ request, healthy }) => {
      const pieces = [...healthy.pieces].map(String);
      return request.stream
        ? eventStream(["data: ", BAD_BYTES, "\n\n", ...pieces])
        : jsonText(200, Buffer.concat([BAD_BYTES, Buffer.from(pieces.join(""))]));
    }),
  ],
  "wrong-shape": [
    "An empty JSON object with status 200, in place of an answer or a stream.", BROKEN, upstream(() => json(200, {})),
  ],
  "family-mixup": [
    "The Responses endpoint answers in the shape of Chat Completions.", BROKEN,
    upstream(({ request, healthy }) => (request.endpoint === "responses" ? inChatShape(request) : healthy)),
  ],
  "empty-output": ["A well-formed answer without text.", EMPTY, says(textOutput(""))],
  "zero-vector": [
    "An embedding that is all zeros.", BROKEN, embedding([[0, 0, 0, 0]]), ["embeddings"],
  ],
  "no-vectors": ["A list of embeddings with nothing in it.", BROKEN, embedding([]), ["embeddings"]],
  "broken-vector": [
    "An embedding with a null in it, as NaN is written in JSON.", BROKEN, embedding([[0.5, Number.NaN]]), ["embeddings"],
  ],
  refusal: [
    "The model refuses to answer.", EMPTY, says({ ...textOutput(""), text: null, refusal: "I cannot help with that." }),
  ],
  "content-filter": [
    "A content filter stops the answer before its first word.", EMPTY,
    says({ text: null, refusal: null, reasoning: null, end: "content_filter" }),
  ],
  "huge-body": [
    "An answer with a string of 400 MiB.", BROKEN,
    unstreamed(() => chunked("application/json", huge('{"id":"', '"}', Buffer.from))),
  ],
  "huge-frame": ["A stream with a data: line of 400 MiB.", BROKEN, frames(() => huge("data: ", "\n\n", Buffer.from))],
  "compression-bomb": [
    "An answer of 400 KB that gzip expands to 400 MiB.", BROKEN,
    upstream(({ request }) => {
      const reply = request.stream
        ? eventStream(huge("data: ", "\n\n", gzipSync))
        : chunked("application/json", huge('{"id":"', '"}', gzipSync));
      return { ...reply, headers: { ...reply.headers, "content-encoding": "gzip" } };
    }),
  ],
  "deep-json": [
    "Arrays nested a hundred thousand deep, in place of an answer or a stream.", BROKEN,
    upstream(() => jsonText(200, "[".repeat(DEPTH) + "]".repeat(DEPTH))),
  ],
  "key-echoed": [
    "The model's answer contains the Authorization header.", EXPOSED,
    upstream(({ request }) => answer(request, textOutput(`You sent ${request.authorization}`))),
  ],
  "key-echoed-base64": [
    "The message of a 500 contains the key, encoded in base64.", EXPOSED,
    upstream(({ request }) => {
      const key = (request.authorization ?? "").replace(/^Bearer /, "");
      return relayError(request, 500, "do_request_failed", `upstream output ${Buffer.from(key).toString("base64")}`);
    }),
  ],
  "injected-commands": [
    "A 500 whose code, message and request id contain workflow commands, Markdown and HTML.", rollback("error-rate"),
    upstream(() => {
      const message = `${INJECTION} (request id: ${INJECTION_LINE})`;
      const error = { message, type: INJECTION, param: INJECTION, code: INJECTION };
      return json(500, { error }, { "x-cometapi-request-id": INJECTION_LINE });
    }),
  ],
} satisfies ScenarioRows;

/** These vectors instead. */
function embedding(vectors: readonly (readonly number[])[]) {
  return upstream(({ request, healthy }) =>
    request.endpoint === "embeddings" ? json(200, embeddings(request, vectors)) : healthy,
  );
}

/** The model says this instead. */
function says(output: ModelOutput) {
  return upstream(({ request }) => answer(request, output));
}

function inChatShape(request: ApiRequest): Reply {
  const output = okOutput(request.prompt);
  return request.stream ? eventStream(chatFrames(request, output)) : json(200, chatCompletion(request, output));
}

/**
 * One block between an opening and a closing text, repeated until it is huge; each piece encoded on its own. A gzip file may
 * consist of members one after another (RFC 1952, 2.2), so one compressed block can be sent again.
 */
function* huge(opening: string, closing: string, encode: (text: string) => Piece): Generator<Piece> {
  yield encode(opening);
  const block = encode("a".repeat(BLOCK_BYTES));
  for (let sent = 0; sent < HUGE_BYTES; sent += BLOCK_BYTES) yield block;
  yield encode(closing);
}
