import { isNativeError } from "node:util/types";
import { IDENTIFIER } from "../evidence/attempt.ts";
import type { Stopwatch } from "./timing.ts";
import type { ExchangeFailure } from "./types.ts";

/** OpenSSL and Node codes for a certificate or handshake that was refused. */
const TLS_CODE = /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO$)/;

/** Resolver codes: the name did not resolve. */
const DNS_CODE = /^(ENOTFOUND|EAI_)/;

/** undici's codes for what a proxy refused or broke. */
const PROXY_CODE = /^UND_ERR_PRX/;

/** How far the request got, read from the stopwatch. */
export interface Progress {
  readonly stopwatch: Stopwatch;
  readonly secure: boolean;
  readonly viaProxy: boolean;
  /** The connection (with TLS, and the proxy's tunnel) stood and the request went out. */
  readonly connected: boolean;
}

/**
 * Names the first layer that failed (decision.md, "From attempt to category"). What the error is called depends on
 * where it happened: a reset during the handshake is `tls`, the same reset after sending is `connection-lost`.
 */
export function classifyError(error: unknown, progress: Progress): ExchangeFailure {
  const code = codeOf(error);
  const failure = (category: ExchangeFailure["category"], detail: string | null = null): ExchangeFailure => ({
    category,
    code,
    detail,
  });
  if (progress.connected) {
    // undici's word for a proxy's 407 to a request that needs no tunnel.
    if (progress.viaProxy && code === "UND_ERR_INVALID_ARG") return failure("proxy");
    if (code === "UND_ERR_HEADERS_OVERFLOW") return failure("response-contract", "headers-too-large");
    // After a head, a parser error is a cut body; before it, the bytes are not HTTP at all. undici gives it no code.
    const parsing = isNativeError(error) && error.name === "HTTPParserError";
    if (parsing && !progress.stopwatch.reached("firstByte")) return failure("response-contract", "not-http");
    return failure("connection-lost");
  }
  if (code !== null && TLS_CODE.test(code)) return failure("tls");
  if (progress.viaProxy || (code !== null && PROXY_CODE.test(code))) return failure("proxy");
  if (code !== null && DNS_CODE.test(code)) return failure("dns");
  if (progress.secure && progress.stopwatch.reached("connect")) return failure("tls");
  return failure("tcp");
}

/** The most telling error code: the error's own, its cause's, or that of the first address tried. */
function codeOf(error: unknown): string | null {
  for (let current = error, depth = 0; isNativeError(current) && depth < 4; depth++) {
    const inner: unknown = "errors" in current && Array.isArray(current.errors) ? current.errors[0] : current.cause;
    const code = "code" in current ? current.code : undefined;
    if (typeof code === "string" && !(code === "UND_ERR_ABORTED" && inner) && IDENTIFIER.test(code)) return code;
    current = inner;
  }
  return null;
}
