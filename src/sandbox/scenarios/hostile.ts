import { gzipSync } from "node:zlib";
import { relayError } from "../errors.ts";
import { frames, type Scenario, unstreamed, upstream } from "../fault.ts";
import { answer } from "../healthy.ts";
import { textOutput } from "../model.ts";
import { chunked, eventStream, json, jsonText, type Piece } from "../reply.ts";

const TOO_MUCH = { decision: "rollback", trigger: "response-contract" } as const;

/** Bytes of one endless string: far above every limit, and an obvious loss of memory if a client collects it. */
const HUGE_BYTES = 400 * 1024 * 1024;

/** Bytes made at a time: all that the server ever holds of a huge answer. */
const BLOCK_BYTES = 1024 * 1024;

/** Far deeper than a recursive reader can follow. */
const DEPTH = 100_000;

const EXPOSED = { decision: "rollback", trigger: "sensitive-exposure" } as const;

/** Text that means something to a workflow runner, to Markdown and to a browser, and must mean nothing in a report. */
const INJECTION =
  "::error::injected\n::add-mask::a\r\n| a | b |\n<img src=x onerror=alert(1)> `code` %0A::set-output::";

/** The same for a place where line breaks cannot occur. */
const INJECTION_LINE = INJECTION.replaceAll(/[\r\n]+/g, " ");

/**
 * Scenarios that try to exhaust the client, where every limit has to hold, and answers that carry what must not come out
 * again: the key, or text that a sink would act upon.
 */
// biome-ignore format: a table reads by its rows, not by one field a line
export const HOSTILE = [
  {
    name: "huge-body", description: "An answer with a string of 400 MiB.", expect: TOO_MUCH,
    fault: unstreamed(() => chunked("application/json", huge('{"id":"', '"}', blockOf))),
  },
  {
    name: "huge-frame", description: "A stream with a data: line of 400 MiB.", expect: TOO_MUCH,
    fault: frames(() => huge("data: ", "\n\n", blockOf)),
  },
  {
    name: "compression-bomb", description: "An answer of 400 KB that gzip expands to 400 MiB.", expect: TOO_MUCH,
    fault: upstream(({ request }) => {
      const reply = request.stream
        ? eventStream(huge("data: ", "\n\n", gzipMember))
        : chunked("application/json", huge('{"id":"', '"}', gzipMember));
      return { ...reply, headers: { ...reply.headers, "content-encoding": "gzip" } };
    }),
  },
  {
    name: "deep-json", description: "Arrays nested a hundred thousand deep, in place of an answer or a stream.",
    expect: TOO_MUCH, fault: upstream(() => jsonText(200, "[".repeat(DEPTH) + "]".repeat(DEPTH))),
  },
  {
    name: "key-echoed", description: "The model's answer contains the Authorization header.", expect: EXPOSED,
    fault: upstream(({ request }) => answer(request, textOutput(`You sent ${request.authorization}`))),
  },
  {
    name: "key-echoed-base64", description: "The message of a 500 contains the key, encoded in base64.",
    expect: EXPOSED,
    fault: upstream(({ request }) => {
      const key = (request.authorization ?? "").replace(/^Bearer /, "");
      return relayError(request, 500, "do_request_failed", `upstream output ${Buffer.from(key).toString("base64")}`);
    }),
  },
  {
    name: "injected-commands",
    description: "A 500 whose code, message and request id contain workflow commands, Markdown and HTML.",
    expect: { decision: "rollback", trigger: "error-rate" },
    fault: upstream(() => {
      const message = `${INJECTION} (request id: ${INJECTION_LINE})`;
      const error = { message, type: INJECTION, param: INJECTION, code: INJECTION };
      return json(500, { error }, { "x-cometapi-request-id": INJECTION_LINE });
    }),
  },
] as const satisfies readonly Scenario[];

/** One block between an opening and a closing text, repeated until it is huge; each piece encoded on its own. */
function* huge(opening: string, closing: string, encode: (text: string) => Piece): Generator<Piece> {
  yield encode(opening);
  const block = encode("a".repeat(BLOCK_BYTES));
  for (let sent = 0; sent < HUGE_BYTES; sent += BLOCK_BYTES) yield block;
  yield encode(closing);
}

function blockOf(text: string): Piece {
  return Buffer.from(text);
}

/** A gzip file may consist of members one after another (RFC 1952, 2.2), so one compressed block can be sent again. */
function gzipMember(text: string): Piece {
  return gzipSync(text);
}
