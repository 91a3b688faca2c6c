import { pipeline, type Readable } from "node:stream";
import { isNativeError } from "node:util/types";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

/** A JSON body, bytes after decompression: the minimal answers are below 10 KB; more than this is not one. */
export const MAX_BODY_BYTES = 1024 * 1024;

/** A whole event stream, bytes after decompression: it repeats every answer several times over. */
export const MAX_STREAM_BYTES = 2 * 1024 * 1024;

/** A page of documentation, bytes after decompression: ten times the largest reference page with its description inlined. */
export const MAX_DOCUMENT_BYTES = 4 * 1024 * 1024;

/** A body that is only sampled (error pages, wrong content types), bytes: enough for any error envelope. */
export const MAX_SAMPLE_BYTES = 256 * 1024;

/** What the gate accepts, as SDK clients do. */
export const ACCEPT_ENCODING = "gzip, deflate, br";

const DECODERS = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
} as const;

/**
 * The decoded bytes of a body, or null for an encoding that was never asked for. Decompression is pulled chunk by
 * chunk, so a bomb costs no more memory than the caller's own limit.
 */
export function decoded(body: Readable, encoding: string | undefined): AsyncIterable<Uint8Array> | null {
  const name = (encoding ?? "identity").trim().toLowerCase();
  if (name === "identity" || name === "") return body;
  if (!isKnown(name)) return null;
  // The callback is required; an error reaches the reader of the decompressed side.
  return pipeline(body, DECODERS[name](), () => {});
}

function isKnown(name: string): name is keyof typeof DECODERS {
  return Object.hasOwn(DECODERS, name);
}

/** A zlib error: the body is not what its content-encoding says. */
export function isDecodingError(error: unknown): boolean {
  const code = isNativeError(error) && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^(Z_|ERR__ERROR_|ERR_BROTLI|ERR_PADDING)/.test(code);
}

/** Decodes UTF-8 chunk by chunk and remembers whether it ever was not UTF-8 (RFC 8259: JSON is). */
export interface TextReader {
  readonly feed: (chunk: Uint8Array) => string;
  readonly finish: () => string;
  readonly valid: () => boolean;
}

/**
 * A fresh decoder; invalid bytes become U+FFFD so that the rest can still be looked at.
 *
 * @param keepBom leaves a leading BOM in the text: a reader of events strips it itself, and only one
 */
export function readText(keepBom: boolean): TextReader {
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
    feed: (chunk) => {
      check(chunk);
      return lenient.decode(chunk, { stream: true });
    },
    finish: () => {
      check();
      return lenient.decode();
    },
    valid: () => valid,
  };
}
