import { gzipSync } from "node:zlib";
import { frames, type Scenario, unstreamed, upstream } from "../fault.ts";
import { chunked, eventStream, jsonText, type Piece } from "../reply.ts";

const TOO_MUCH = { decision: "rollback", trigger: "response-contract" } as const;

/** Bytes of one endless string: far above every limit, and an obvious loss of memory if a client collects it. */
const HUGE_BYTES = 400 * 1024 * 1024;

/** Bytes made at a time: all that the server ever holds of a huge answer. */
const BLOCK_BYTES = 1024 * 1024;

/** Far deeper than a recursive reader can follow. */
const DEPTH = 100_000;

/** Scenarios that try to exhaust the client: every limit has to hold. */
export const SIZE = [
  {
    name: "huge-body",
    description: "An answer with a string of 400 MiB.",
    expect: TOO_MUCH,
    fault: unstreamed(() => chunked("application/json", huge('{"id":"', '"}', blockOf))),
  },
  {
    name: "huge-frame",
    description: "A stream with a data: line of 400 MiB.",
    expect: TOO_MUCH,
    fault: frames(() => huge("data: ", "\n\n", blockOf)),
  },
  {
    name: "compression-bomb",
    description: "An answer of 400 KB that gzip expands to 400 MiB.",
    expect: TOO_MUCH,
    fault: upstream(({ asked }) => {
      const reply = asked.stream
        ? eventStream(huge("data: ", "\n\n", gzipMember))
        : chunked("application/json", huge('{"id":"', '"}', gzipMember));
      return { ...reply, headers: { ...reply.headers, "content-encoding": "gzip" } };
    }),
  },
  {
    name: "deep-json",
    description: "Arrays nested a hundred thousand deep, in place of an answer or a stream.",
    expect: TOO_MUCH,
    fault: upstream(() => jsonText(200, "[".repeat(DEPTH) + "]".repeat(DEPTH))),
  },
] as const satisfies readonly Scenario[];

/** One block between an opening and a closing text, repeated until it is huge; each piece encoded on its own. */
function* huge(opening: string, closing: string, encode: (text: string) => Piece): Generator<Piece> {
  yield encode(opening);
  const block = encode("a".repeat(BLOCK_BYTES));
  for (let sent = 0; sent < HUGE_BYTES; sent += BLOCK_BYTES) {
    yield block;
  }
  yield encode(closing);
}

function blockOf(text: string): Piece {
  return Buffer.from(text);
}

/** A gzip file may consist of members one after another (RFC 1952, 2.2), so one compressed block can be sent again. */
function gzipMember(text: string): Piece {
  return gzipSync(text);
}
