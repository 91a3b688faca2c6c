import { pipeline, type Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import { errorCode } from "../text/error-code.ts";

/** An answer, decoded, bytes: several pictures in base64, or a long text in the chunks of a stream; the memory has room for it. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

/** Limits of a body after decompression, bytes, by how it is read. */
export const MAX_BYTES = {
  json: MAX_ANSWER_BYTES,
  events: MAX_ANSWER_BYTES,
  /** A page of documentation: ten times the largest reference page with its description inlined. */
  document: 4 * 1024 * 1024,
  /** A text or a page where either may be right; of a longer one only its beginning is read. */
  text: MAX_ANSWER_BYTES,
  /** Only looked into, because the head says that it is nothing of what was asked for: enough for any error envelope. */
  sample: 256 * 1024,
} as const;

/** How a body is read. */
export type BodyKind = keyof typeof MAX_BYTES;

/** What the gate accepts, as SDK clients do. */
export const ACCEPT_ENCODING = "gzip, deflate, br";

/** What undoes each encoding. A failure reaches whoever reads the last stage; the callback has nothing to add. */
const DECODERS = new Map<string, (body: Readable) => AsyncIterable<Uint8Array>>([
  ["gzip", (body) => pipeline(body, createGunzip(), () => {})],
  ["x-gzip", (body) => pipeline(body, createGunzip(), () => {})],
  ["deflate", inflated],
  ["br", (body) => pipeline(body, createBrotliDecompress(), () => {})],
]);

/** The lower half of the first byte of zlib's format (RFC 1950, 2.2): no block of bare DEFLATE begins so. */
const ZLIB_METHOD = 0x08;

/**
 * "deflate" is zlib's format (RFC 9110, 8.4.1.2), and servers that take it at its word send bare DEFLATE: clients read both
 * (fetch, curl, httpx).
 */
async function* inflated(body: Readable): AsyncGenerator<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = body[Symbol.asyncIterator]();
  const { value: first, done } = await chunks.next();
  const isBare = done !== true && ((first[0] ?? ZLIB_METHOD) & 0x0f) !== ZLIB_METHOD;
  const whole = async function* () {
    if (done !== true) yield first;
    yield* { [Symbol.asyncIterator]: () => chunks };
  };
  yield* pipeline(whole, isBare ? createInflateRaw() : createInflate(), () => {});
}

/**
 * The decoded bytes of a body, or null for an encoding that was never asked for. Decompression is pulled chunk by
 * chunk, so a bomb costs no more memory than the caller's own limit.
 */
export function decoded(body: Readable, encoding: string | undefined): AsyncIterable<Uint8Array> | null {
  const name = (encoding ?? "identity").trim().toLowerCase();
  if (name === "identity" || name === "") return body;
  const decoder = DECODERS.get(name);
  return decoder?.(body) ?? null;
}

/** A zlib error: the body is not what its content-encoding says. */
export function isDecodingError(error: unknown): boolean {
  return /^(Z_|ERR__ERROR_|ERR_BROTLI|ERR_PADDING)/.test(errorCode(error));
}

/**
 * Decodes UTF-8 chunk by chunk and remembers whether it ever was not UTF-8 (RFC 8259: JSON is). Invalid bytes become
 * U+FFFD, so that the rest can still be looked at.
 *
 * @param keepBom leaves a leading BOM in the text: a reader of events strips it itself, and only one
 */
export function readText(keepBom: boolean) {
  const lenient = new TextDecoder("utf-8", { ignoreBOM: keepBom });
  const strict = new TextDecoder("utf-8", { fatal: true });
  let valid = true;
  const check = (chunk?: Uint8Array) => {
    if (!valid) return;
    try {
      strict.decode(chunk, { stream: chunk !== undefined });
    } catch {
      valid = false;
    }
  };
  return {
    feed: (chunk: Uint8Array): string => {
      check(chunk);
      return lenient.decode(chunk, { stream: true });
    },
    finish: (): string => {
      check();
      return lenient.decode();
    },
    valid: () => valid,
  };
}
