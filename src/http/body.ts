import { pipeline } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw, createZstdDecompress } from "node:zlib";
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

/** Codings of one body that are undone: as many as fetch does (undici), and one more than anybody needs. */
const MOST_CODINGS = 5;

type Bytes = AsyncIterable<Uint8Array>;

const gunzipped = (body: Bytes): Bytes => pipeline(body, createGunzip(), () => {});

/** What undoes each encoding. A failure reaches whoever reads the last stage; the callback has nothing to add. */
const DECODERS = new Map<string, (body: Bytes) => Bytes>([
  ["gzip", gunzipped],
  ["x-gzip", gunzipped],
  ["deflate", inflated],
  ["br", (body) => pipeline(body, createBrotliDecompress(), () => {})],
  // Never asked for, because not every client knows it; those that do read it all the same.
  ["zstd", (body) => pipeline(body, createZstdDecompress(), () => {})],
]);

/** The lower half of the first byte of zlib's format (RFC 1950, 2.2): no block of bare DEFLATE begins so. */
const ZLIB_METHOD = 0x08;

/**
 * "deflate" is zlib's format (RFC 9110, 8.4.1.2), and servers that take it at its word send bare DEFLATE: clients read both
 * (fetch, curl, httpx).
 */
async function* inflated(body: Bytes): AsyncGenerator<Uint8Array> {
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
 * The decoded bytes of a body, or null for more codings than anybody undoes. The last one is undone first; a name that is
 * none (identity, aws-chunked, utf-8) leaves the body as it stands, as in clients (fetch, httpx, urllib3). Decompression is
 * pulled chunk by chunk, so a bomb costs no more memory than the caller's own limit.
 */
export function decoded(body: Bytes, encoding: string | undefined): Bytes | null {
  const names = codingsIn(encoding);
  if (names.length > MOST_CODINGS) return null;
  return names.reduceRight((packed, name) => DECODERS.get(name)?.(packed) ?? packed, body);
}

/** Whether a body may be packed in a way that nobody knows. */
export function hasUnknownCoding(encoding: string | undefined): boolean {
  return codingsIn(encoding).some((name) => !DECODERS.has(name));
}

function codingsIn(encoding = ""): readonly string[] {
  const names = encoding.toLowerCase().split(",");
  return names.map((name) => name.trim()).filter((name) => name !== "" && name !== "identity");
}

/** An error of zlib: the body is not what its content-encoding says. */
export function isDecodingError(error: unknown): boolean {
  return /^(Z_|ZSTD_|ERR__ERROR_|ERR_BROTLI|ERR_PADDING)/.test(errorCode(error));
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
