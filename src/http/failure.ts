import { isNativeError } from "node:util/types";
import { IDENTIFIER } from "../evidence/identifiers.ts";
import type { TransportDetail } from "../evidence/transport-details.ts";
import { malformedHeader } from "./malformed-header.ts";
import { isOwnMachine } from "./own-machine.ts";
import type { Limit, Stopwatch } from "./timing.ts";
import type { ExchangeFailure, TriedAddress } from "./types.ts";

/** OpenSSL and Node codes for a certificate or handshake that was refused. */
const TLS_CODE = /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO$)/;

/** Resolver codes: the name did not resolve. */
const DNS_CODE = /^(ENOTFOUND|EAI_)/;

/** undici's codes for what a proxy refused or broke. */
const PROXY_CODE = /^UND_ERR_PRX/;

/**
 * What of an answer breaks HTTP, by the sentences of llhttp, which undici's parser error has instead of a code. The first
 * that matches counts; what none matches is `not-http`.
 */
const MISFRAMED: readonly (readonly [sentence: RegExp, detail: TransportDetail])[] = [
  [/can't be present|duplicate/i, "content-length-conflict"],
  [/content-length/i, "content-length-invalid"],
  [/transfer-encoding/i, "transfer-encoding-invalid"],
  [/chunk/i, "chunk-invalid"],
  [/header/i, "header-invalid"],
  [/status|version|expected dot|start line|response line/i, "status-line-invalid"],
];

/** A connection over which the request goes out. */
export interface Connected {
  /** The head of the answer as far as it came, one character per byte. */
  readonly head: () => string;
  /** The code of the error that ended it, of the system or of OpenSSL; null: none did. */
  readonly brokenBy: () => string | null;
  /** The server asked for a client certificate in its handshake. */
  readonly asksCertificate: boolean;
}

/** How far the request got. */
interface Progress {
  readonly stopwatch: Stopwatch;
  readonly secure: boolean;
  readonly viaProxy: boolean;
  /** The connection (with TLS, and the proxy's tunnel) that stood, and over which the request went out; null: none did. */
  readonly connected: Connected | null;
  /** Addresses that were tried, by their family. */
  readonly tried: readonly TriedAddress[];
}

/**
 * What ended an exchange: the limit that expired, or else the first layer that failed (decision.md, "From attempt to
 * category").
 *
 * @param expired the limit that ended it; null or `left-open`: the connection failed by itself
 */
export function failureOf(error: unknown, expired: Limit | null, progress: Progress): ExchangeFailure {
  const { connected, tried } = progress;
  const failure =
    expired === null || expired === "left-open" ? failedLayer(error, progress) : lateness(expired, progress);
  // Once a connection stood, whether it was IPv4 or IPv6 explains nothing.
  return connected !== null || tried.length === 0 ? failure : { ...failure, tried };
}

function lateness(expired: Exclude<Limit, "left-open">, { connected, stopwatch }: Progress): ExchangeFailure {
  if (expired === "wire-too-large") return { category: "response-contract", code: null, detail: expired };
  // Where the total ran out, the phase it ran out in is what went wrong.
  const phase = connected === null ? "timeout-connect" : "timeout-first-byte";
  const isEarly = connected === null || !stopwatch.reached("firstByte");
  const category = expired === "timeout-total" && isEarly ? phase : expired;
  return { category, code: null, detail: null };
}

/**
 * What an error is called depends on where it happened: a reset during the handshake is `tls`, the same reset after
 * sending is `connection-lost`.
 */
function failedLayer(error: unknown, { connected, secure, viaProxy, stopwatch }: Progress): ExchangeFailure {
  const code = codeOf(error);
  const failure = (category: ExchangeFailure["category"]) => ({ category, code, detail: null });
  // What is wrong with an answer says more than undici's word for it.
  const broken = (detail: TransportDetail) => ({ category: "response-contract" as const, code: null, detail });
  const brokenHead = (detail: "header-invalid" | "content-length-conflict"): ExchangeFailure => {
    const header = malformedHeader(connected?.head() ?? "");
    return header === null ? broken(detail) : { ...broken("header-invalid"), header };
  };
  if (connected !== null) {
    // In TLS 1.3 a server refuses a client without a certificate only after the handshake: by an alert, or by hanging up.
    if (secure && connected.head() === "" && (connected.asksCertificate || isTls(connected.brokenBy())))
      return { category: "tls", code, detail: connected.asksCertificate ? "client-certificate" : null };
    // undici's word for a proxy's 407 to a request that needs no tunnel.
    if (viaProxy && code === "UND_ERR_INVALID_ARG") return failure("proxy");
    // undici's word for a 101.
    if (isNativeError(error) && error.message === "bad upgrade") return broken("protocol-switched");
    if (code === "UND_ERR_HEADERS_OVERFLOW") return broken("headers-too-large");
    // undici says so of every head that breaks after a Content-Length, and of a body that ends before its own.
    if (code === "UND_ERR_RES_CONTENT_LENGTH_MISMATCH" && !stopwatch.reached("firstByte"))
      return brokenHead("content-length-conflict");
    const sentence = isNativeError(error) && error.name === "HTTPParserError" ? error.message : null;
    // The end of the connection inside a chunk is a parser error, too: then the answer was cut off.
    if (sentence === null || sentence.includes("EOF")) return failure("connection-lost");
    const detail = MISFRAMED.find(([form]) => form.test(sentence))?.[1] ?? "not-http";
    return detail === "header-invalid" ? brokenHead(detail) : broken(detail);
  }
  if (isTls(code)) return failure("tls");
  if (viaProxy || (code !== null && PROXY_CODE.test(code))) return failure("proxy");
  if (code !== null && DNS_CODE.test(code)) return failure("dns");
  return failure(secure && stopwatch.reached("connect") ? "tls" : "tcp");
}

function isTls(code: string | null): boolean {
  return code !== null && TLS_CODE.test(code);
}

/**
 * The most telling error code: the error's own, its cause's, or of the addresses tried that of the first that says something
 * of the host, since one family may be missing here alone.
 */
export function codeOf(error: unknown): string | null {
  for (let current = error, depth = 0; isNativeError(current) && depth < 4; depth++) {
    const errors: readonly unknown[] | null =
      "errors" in current && Array.isArray(current.errors) ? current.errors : null;
    const inner = errors === null ? current.cause : (errors.find((one) => !isOwnMachine(codeOf(one))) ?? errors[0]);
    const code = "code" in current ? current.code : undefined;
    if (typeof code === "string" && !(code === "UND_ERR_ABORTED" && inner) && IDENTIFIER.test(code)) return code;
    current = inner;
  }
  return null;
}
