/**
 * What of an answer could not be read, in the order in which it is read: which header or limit is wrong, and where to look.
 * Each row is the `detail` of a failure that has to do with HTTP; the sentence takes the place of the category's quick check.
 */
const ROWS = {
  "client-certificate":
    "The endpoint asks for a client certificate (mutual TLS) and hangs up on whoever has none; the gate has none: name an address that takes the key alone, or have the endpoint make the certificate optional.",
  "request-too-large":
    "The request is larger than the endpoint, or a gateway in front of it, takes (413): see what made it grow (pictures, documents, tools), or raise the limit there (nginx: client_max_body_size).",
  "not-http": "The answer is not HTTP/1.1: check scheme, port and path of the base URL, and what listens there.",
  "status-line-invalid":
    "The status line of the answer is not HTTP/1.1: look at what writes it, the server or a proxy.",
  "protocol-switched":
    "The answer is a 101, which switches to a protocol that nobody asked for: check path and port of the base URL, and what listens there for WebSockets.",
  "headers-too-large":
    "The headers of the answer are larger than 64 KiB: look for one that grows, cookies or traces, in gateway and proxy.",
  "header-invalid":
    "A header line of the answer is malformed (no colon, a space in or after the name, a line break or a control character in the value): look at what was last added to the headers, in gateway or proxy.",
  "content-length-conflict":
    "Content-Length of the answer is sent twice, stands beside Transfer-Encoding, or has a malformed header after it: look at what sets these headers, gateway or proxy; only one of them may.",
  "content-length-invalid": "Content-Length of the answer is no number: look at what sets it, gateway or proxy.",
  "transfer-encoding-invalid":
    "Transfer-Encoding of the answer is not understood: look at what sets it, gateway or proxy.",
  "chunk-invalid":
    "Transfer-Encoding says chunked, and the body has no chunks or malformed ones: look at what re-frames the body or writes into it past the framework, gateway or proxy.",
  "shorter-than-content-length":
    "The body ended before its Content-Length: the header is wrong where it always ends at the same place (set before the body was compressed or rewritten); else the connection was cut, look at restarts, crashes and proxy limits. A stream whose last event came passes all the same, with a note.",
  "cut-at-content-length":
    "The body is as long as its Content-Length and ends in the middle: the header is too small where it always ends at the same place (set before the body was rewritten, or counted in characters and not in bytes); else only a part was written.",
  "ended-inside-chunks":
    "The body ended without its last chunk (Transfer-Encoding: chunked): the server or a proxy gave up in the middle; look at restarts, crashes, idle limits and errors that were raised while it was written.",
  "unknown-content-encoding":
    "Content-Encoding names something that clients do not undo (asked: gzip, deflate, br), and the body is no text as it stands: look at what compresses, and whether it heeds Accept-Encoding.",
  "undecodable-body":
    "The body is not what Content-Encoding says: look for a header that was passed on although the body was unpacked on the way, and for a body that is packed twice or cut.",
  "invalid-utf8": "The body is not UTF-8: look at its encoding, and at what cuts it inside a character.",
  "body-too-large":
    "The body is larger than the gate reads (8 MiB, unpacked): look at what it repeats, and at whether this is the right route.",
  "frame-too-large":
    "One event of the stream is larger than the gate reads (7 MiB): look at what puts so much into it.",
  "wire-too-large": "More than 16 MiB came over the connection: look for a loop in what writes the answer.",
} as const satisfies Readonly<Record<string, string>>;

/** What of an answer could not be read. */
export type TransportDetail = keyof typeof ROWS;

/** The table as what reads evidence looks into it: other details have nothing to do with HTTP. */
export const TRANSPORT_CHECKS: ReadonlyMap<string, string> = new Map(Object.entries(ROWS));
