/**
 * The faults of the way to an answer, and what each kind of probe calls them: the one category that contracts.md (1.2, 4 to 6)
 * and the sentence of the category give it, written down before it was ever run. A new fault is one row.
 */
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import type { Kind, Speech, Way } from "./families.ts";
import {
  type After,
  AT_ONCE,
  accepting,
  at,
  forwarded,
  type Place,
  plain,
  raw,
  say,
  secure,
  tunnelled,
} from "./places.ts";

/** One row. */
export interface Fault {
  readonly name: string;
  readonly place: Place;
  /** What each kind says of it; a kind that is absent is not asked. */
  readonly says: Readonly<Partial<Record<Kind, string>>>;
  /** The limits that end it; absent: nothing reaches one. */
  readonly limits?: NonNullable<Way["limits"]>;
  /** Megabytes come: for the long run alone. */
  readonly heavy?: true;
}

/** The word of a probe that is asked for JSON, and of others where it is another one. A page or metrics are out of reach. */
function says(json: string, others: Fault["says"] = {}): Fault["says"] {
  const { stream = json } = others;
  return { json, stream, app: json, "app-stream": stream, docs: "unreachable", metrics: "unreachable", ...others };
}

/** Only streams are asked. */
const ofStreams = (stream: string, service = stream): Fault["says"] => ({ stream, "app-stream": service });

const PASS = says("pass", { docs: "read", metrics: "value" });
const LOST = says("connection-lost");
const BROKEN = says("response-contract");
/** What breaks after the last event says nothing any more. */
const LOST_AFTER_END = says("connection-lost", { stream: "pass" });
/** More than the gate reads: no documentation bounds what a service of one's own answers. */
const TOO_LARGE = says("response-contract", {
  ...{ app: "error answer-too-large", "app-stream": "error answer-too-large", metrics: "too-large" },
});
/** A body that is whole to HTTP and not to its reader; a page may be short. */
const CUT = says("response-contract", {
  ...{ stream: "stream-unterminated", app: "app-behaviour", docs: "read", metrics: "not-prometheus" },
});
/** A body in which nothing is found. */
const NOTHING = says("response-contract", {
  ...{ app: "app-behaviour", "app-stream": "app-behaviour", docs: "read", metrics: "not-prometheus" },
});

const CONNECT = { connectMs: 200 };
const HEAD = { firstByteMs: 200, totalMs: 200 };
const BODY = { idleMs: 200, totalMs: 400 };

type Bytes = string | Uint8Array;
const join = (...pieces: readonly Bytes[]) => Buffer.concat(pieces.map((each) => Buffer.from(each as Uint8Array)));
const textOf = ({ frames }: Speech) => frames.join("");
const halfOf = (speech: Speech) => textOf(speech).slice(0, textOf(speech).length / 2);
const chunk = (data: Bytes) => join(`${Buffer.byteLength(data).toString(16)}\r\n`, data, "\r\n");
const lengthOf = (body: Bytes, more = 0) => `content-length: ${Buffer.byteLength(body) + more}`;
const CHUNKED = "transfer-encoding: chunked";

/** The head of a success. */
const head = ({ type }: Speech, ...lines: readonly string[]) =>
  `HTTP/1.1 200 OK\r\n${[`content-type: ${type}`, "connection: close", ...lines].join("\r\n")}\r\n\r\n`;
const chunked = (speech: Speech, ...pieces: readonly Bytes[]) => join(head(speech, CHUNKED), ...pieces);
/** A healthy answer whose length is said, with another body where it has one. */
const sized = (speech: Speech, body: Bytes = textOf(speech), ...lines: readonly string[]) =>
  join(head(speech, lengthOf(body), ...lines), body);

const answers = (bytes: (speech: Speech) => Bytes, after: After = "end") => plain({ bytes, after });
const healthy = { bytes: (speech: Speech) => sized(speech), after: "end" } as const;
const broken = { bytes: (speech: Speech) => join(head(speech), halfOf(speech)), after: "reset" } as const;
const nothing = raw("", "silence");

const withHeader = (line: string) => answers((speech) => sized(speech, textOf(speech), line));
const written = (text: (speech: Speech) => string) => answers((speech) => sized(speech, text(speech)));
const packed = (encoding: string, pack: (text: Buffer) => Uint8Array) =>
  answers((speech) => sized(speech, pack(Buffer.from(textOf(speech))), `content-encoding: ${encoding}`));
/** The answer with this byte before its first OK. */
const spoilt = (byte: number) =>
  answers((speech) => {
    const text = textOf(speech);
    return sized(speech, join(text.slice(0, text.indexOf("OK")), [byte] as never, text.slice(text.indexOf("OK"))));
  });
const refusal = (status: string) => raw(`HTTP/1.1 ${status}\r\ncontent-length: 0\r\n\r\n`);
const page = (status: string) => {
  const html = `<!DOCTYPE html><html><head><title>${status}</title></head><body></body></html>`;
  return raw(`HTTP/1.1 ${status}\r\ncontent-type: text/html\r\n${lengthOf(html)}\r\n\r\n${html}`);
};

const MEGABYTE = 1024 * 1024;
const TUNNEL = "HTTP/1.1 200 Connection Established\r\n\r\n";
const EARLY = "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n";
/** What a TLS server says to a request in the clear: an alert. */
const ALERT = Uint8Array.of(0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x46);
/** The beginning of a record of a handshake that is longer. */
const HALF_RECORD = Uint8Array.of(0x16, 0x03, 0x03, 0x01, 0x00, 0x02);
const wanting = (version: "TLSv1.2" | "TLSv1.3") =>
  ({ requestCert: true, rejectUnauthorized: true, minVersion: version, maxVersion: version }) as const;

type Row = readonly [name: string, place: Place, says: Fault["says"], more?: NonNullable<Way["limits"]> | "heavy"];

// biome-ignore format: a table reads by its rows
const NETWORK: readonly Row[] = [
  ["the name does not resolve", at("http://release-gate.invalid"), says("dns")],
  ["nobody listens", at("http://127.0.0.1:1"), says("tcp")],
  ["nobody listens, https", at("https://127.0.0.1:1"), says("tcp")],
  ["no route leads there", at("http://255.255.255.255"), says("tcp")],
  ["nobody answers the handshake", accepting(() => {}, "https"), says("timeout-connect"), CONNECT],
];

// biome-ignore format: a table reads by its rows
const TLS: readonly Row[] = [
  ["TLS", secure("good", healthy), PASS],
  ["a certificate that nobody trusts", secure("stranger", healthy), says("tls")],
  ["a certificate that is over", secure("expired", healthy), says("tls")],
  ["a certificate that is not valid yet", secure("early", healthy), says("tls")],
  ["a certificate of another name", secure("of another name", healthy), says("tls")],
  ["a client certificate is wanted, TLS 1.2", secure("good", healthy, wanting("TLSv1.2")), says("tls")],
  ["a client certificate is wanted, TLS 1.3", secure("good", healthy, wanting("TLSv1.3")), says("tls")],
  ["a protocol that is too old", secure("good", healthy, { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" }), says("tls")],
  ["http behind https", accepting((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"), "https"), says("tls")],
  ["TLS behind http", plain(raw(ALERT)), BROKEN],
  ["garbage in the handshake", accepting((socket) => socket.end(Buffer.alloc(64, 7)), "https"), says("tls")],
  ["FIN in the handshake", accepting((socket) => socket.once("data", () => socket.end()), "https"), says("tls")],
  ["RST in the handshake", accepting((socket) => socket.once("data", () => socket.resetAndDestroy()), "https"), says("tls")],
  ["half a handshake", accepting((socket) => socket.write(HALF_RECORD), "https"), says("timeout-connect"), CONNECT],
  ["FIN after the request, TLS", secure("good", raw("")), LOST],
  ["RST after the request, TLS", secure("good", raw("", "reset")), LOST],
  ["RST in the body, TLS", secure("good", broken), LOST],
];

// biome-ignore format: a table reads by its rows
const PROXIES: readonly Row[] = [
  ["a tunnel", tunnelled({ to: "good", wire: healthy }), PASS],
  ...["301 Moved", "403 Forbidden", "407 Proxy Authentication Required", "502 Bad Gateway", "503 Busy"].map(
    (status): Row => [`CONNECT: ${status}`, tunnelled(refusal(status)), says("proxy")],
  ),
  ["CONNECT: garbage", tunnelled(raw("SSH-2.0-OpenSSH_9.6\r\n")), says("proxy")],
  ["CONNECT: a head that is too large", tunnelled(raw(`HTTP/1.1 200 OK\r\nx: ${"x".repeat(70_000)}\r\n\r\n`)), says("proxy")],
  ["CONNECT: FIN", tunnelled(raw("")), says("proxy")],
  ["CONNECT: RST", tunnelled(raw("", "reset")), says("proxy")],
  ["CONNECT: silence", tunnelled(nothing), says("timeout-connect"), CONNECT],
  ["CONNECT: a head without end", tunnelled(raw("HTTP/1.1 200 OK\r\n", { again: "x-a: b\r\n", everyMs: 10 })), says("timeout-connect"), CONNECT],
  ["a tunnel, FIN", tunnelled(raw(TUNNEL)), says("proxy")],
  ["a tunnel, RST", tunnelled(raw(TUNNEL, "reset")), says("proxy")],
  ["a tunnel, silence", tunnelled(raw(TUNNEL, "silence")), says("timeout-connect"), CONNECT],
  ["a tunnel, and no TLS behind it", tunnelled(raw(TUNNEL, { again: "HTTP/1.1 400 Bad Request\r\n\r\n", everyMs: 10 })), says("tls")],
  ["a tunnel, a certificate that nobody trusts", tunnelled({ to: "stranger", wire: healthy }), says("tls")],
  ["a tunnel, a certificate of another name", tunnelled({ to: "of another name", wire: healthy }), says("tls")],
  ["a tunnel, RST after the request", tunnelled({ to: "good", wire: raw("", "reset") }), LOST],
  ["a tunnel, RST in the body", tunnelled({ to: "good", wire: broken }), LOST],
  ["no proxy listens", at("https://localhost:9", "http://127.0.0.1:1"), says("proxy")],
  ["no proxy listens, for http", at("http://target.example", "http://127.0.0.1:1"), says("proxy")],
  ["the proxy's name does not resolve", at("https://localhost:9", "http://proxy.invalid:8080"), says("proxy")],
  ["a proxy over TLS", tunnelled({ to: "good", wire: healthy }, "good"), PASS],
  ["a proxy whose certificate nobody trusts", tunnelled({ to: "good", wire: healthy }, "stranger"), says("tls")],
  ["a proxy whose certificate is over", tunnelled({ to: "good", wire: healthy }, "expired"), says("tls")],
  ["a proxy for http", forwarded(healthy), PASS],
  ["a proxy for http: 407", forwarded(refusal("407 Proxy Authentication Required")), says("proxy")],
  ["a proxy for http: 403", forwarded(page("403 Forbidden")), says("blocked", { metrics: "not-admitted" })],
  ["a proxy for http: 502", forwarded(page("502 Bad Gateway")), says("provider-5xx", { metrics: "server-error" })],
  ["a proxy for http: 504", forwarded(page("504 Gateway Timeout")), says("provider-5xx", { metrics: "query-timeout" })],
  ["a proxy for http: silence", forwarded(nothing), says("timeout-first-byte"), HEAD],
  ["a proxy for http: FIN", forwarded(raw("")), LOST],
];

// biome-ignore format: a table reads by its rows
const HEADS: readonly Row[] = [
  ...["SSH-2.0-OpenSSH_9.6\r\n", "<html><body>hi</body></html>", "\0\0\x12\x04\0\0\0\0\0", "220 mail.example\r\n"].map(
    (text): Row => [`no HTTP: ${JSON.stringify(text)}`, plain(raw(text)), BROKEN],
  ),
  ...["HTTP/1.1 abc OK", "HTTP/2 200", "http/1.1 200 OK", "HTTP/1.1 2000 OK", "ICY 200 OK"].map(
    (line): Row => [`the status line ${line}`, plain(raw(`${line}\r\n\r\n`)), BROKEN],
  ),
  ...["HTTP/1.1 200", "HTTP/1.1 200 ", "HTTP/1.0 200 OK"].map(
    (line): Row => [`the status line ${JSON.stringify(line)}`, answers((s) => sized(s).toString().replace("HTTP/1.1 200 OK", line)), PASS],
  ),
  ["headers that are too large", withHeader(`x-padding: ${"x".repeat(65 * 1024)}`), BROKEN],
  ["headers that are just small enough", withHeader(`x-padding: ${"x".repeat(60 * 1024)}`), PASS],
  ["a head without end", plain(raw("HTTP/1.1 200 OK\r\n", { again: "x-a: b\r\n", everyMs: 10 })), says("timeout-first-byte"), HEAD],
  ["half a head", plain(raw("HTTP/1.1 200 OK\r\ncontent-ty", "silence")), says("timeout-first-byte"), HEAD],
  ["no head", plain(nothing), says("timeout-first-byte"), HEAD],
  ["1xx without end", plain(raw(EARLY, { again: EARLY, everyMs: 10 })), says("timeout-first-byte"), HEAD],
  ["1xx as fast as they go", plain(raw(EARLY, { again: EARLY.repeat(1_000), everyMs: AT_ONCE })), BROKEN, "heavy"],
  ["a status line as fast as it goes", plain(raw("HTTP/1.1 200 ", { again: "x".repeat(65_536), everyMs: AT_ONCE })), BROKEN, "heavy"],
  ["twenty 1xx before the answer", answers((s) => join(EARLY.repeat(20), sized(s))), PASS],
  ["a 100 that nobody asked for", answers((s) => join("HTTP/1.1 100 Continue\r\n\r\n", sized(s))), PASS],
  ["a 101 that nobody asked for", plain(raw("HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n")), BROKEN],
  ["a content-length that is too large, FIN", answers((s) => join(head(s, lengthOf(textOf(s), 9)), textOf(s))), LOST_AFTER_END],
  ["a content-length that is too large, silence", answers((s) => join(head(s, lengthOf(textOf(s), 9)), textOf(s)), "silence"), says("timeout-total", { stream: "pass" }), { totalMs: 2_500 }],
  ["a content-length that is too small", answers((s) => join(head(s, lengthOf(halfOf(s))), textOf(s))), CUT],
  ["two content-lengths", withHeader("content-length: 3"), BROKEN],
  ["the same content-length twice", answers((s) => sized(s, textOf(s), lengthOf(textOf(s)))), BROKEN],
  ["a content-length beside chunks", withHeader(CHUNKED), BROKEN],
  ...["-1", "0x10", "two", "9".repeat(30)].map(
    (length): Row => [`the content-length ${length}`, answers((s) => head(s, `content-length: ${length}`)), BROKEN],
  ),
  ["chunked, and no chunks", answers((s) => chunked(s, textOf(s))), BROKEN],
  ["a malformed chunk in the middle", answers((s) => chunked(s, chunk(halfOf(s)), "zz\r\nx\r\n0\r\n\r\n")), BROKEN],
  ["a chunk of more than 64 bits", answers((s) => chunked(s, `${"f".repeat(17)}\r\n{}`)), BROKEN],
  ["a chunk extension", answers((s) => chunked(s, chunk(textOf(s)).toString().replace("\r\n", ";a=b\r\n"), "0\r\n\r\n")), PASS],
  ...["x-a: a\0b", "x-a", "x a: b", ": b"].map((line): Row => [`the header ${JSON.stringify(line)}`, withHeader(line), BROKEN]),
  ["a content-type twice", answers((s) => sized(s, textOf(s), `content-type: ${s.type}`)), PASS],
  ["no content-type", answers((s) => `HTTP/1.1 200 OK\r\n${lengthOf(textOf(s))}\r\n\r\n${textOf(s)}`), { ...PASS, json: "response-contract" }],
  ["204", plain(raw("HTTP/1.1 204 No Content\r\n\r\n")), { ...NOTHING, docs: "unreachable" }],
];

// biome-ignore format: a table reads by its rows
const BODIES: readonly Row[] = [
  ["an empty body", written(() => ""), NOTHING],
  // A base URL that leads to a web front end (contracts.md, 1.2).
  ["a page in place of the answer", plain(page("200 OK")), { ...NOTHING, json: "route", stream: "route" }],
  ["cut between chunks, FIN", answers((s) => chunked(s, chunk(halfOf(s)))), LOST],
  ["cut inside a chunk, FIN", answers((s) => chunked(s, chunk(textOf(s)).subarray(0, 20))), LOST],
  ["cut before the last chunk, FIN", answers((s) => chunked(s, chunk(textOf(s)))), LOST_AFTER_END],
  ["cut before its content-length, FIN", answers((s) => join(head(s, lengthOf(textOf(s))), halfOf(s))), LOST],
  ["cut where only FIN ends it", answers((s) => join(head(s), halfOf(s))), CUT],
  ["chunks, RST", answers((s) => chunked(s, chunk(halfOf(s))), "reset"), LOST],
  ["a content-length, RST", answers((s) => join(head(s, lengthOf(textOf(s))), halfOf(s)), "reset"), LOST],
  ["neither, RST", plain(broken), LOST],
  ["RST after all of a content-length", answers((s) => sized(s), "reset"), PASS],
  ["RST after all, where only FIN ends it", answers((s) => join(head(s), textOf(s)), "reset"), LOST_AFTER_END],
  ["silence in the middle", answers((s) => join(head(s), halfOf(s)), "silence"), says("timeout-total", { stream: "timeout-idle" }), BODY],
  ["silence after the head", answers((s) => head(s), "silence"), says("timeout-total", { stream: "timeout-idle" }), BODY],
  ["slow, without end", answers((s) => join(head(s), s.frames.slice(0, -1).join("")), { again: ": \n\n", everyMs: 20 }), says("timeout-total"), { totalMs: 300 }],
  ["byte by byte", answers((s) => chunked(s, ...Array.from(Buffer.from(textOf(s)), (byte) => chunk(Uint8Array.of(byte))), "0\r\n\r\n")), PASS],
  ["as fast as it goes, without end", answers((s) => head(s), { again: ":   \n\n".repeat(8_000), everyMs: AT_ONCE }), TOO_LARGE, "heavy"],
  ["gzip", packed("gzip", gzipSync), PASS],
  ["x-gzip", packed("x-gzip", gzipSync), PASS],
  ["br", packed("br", brotliCompressSync), PASS],
  ["deflate", packed("deflate", deflateSync), PASS],
  // Clients read it (fetch, curl, httpx): servers took "deflate" at its word.
  ["deflate without its zlib head", packed("deflate", deflateRawSync), PASS],
  ["gzip with zeros behind it", packed("gzip", (text) => join(gzipSync(text), new Uint8Array(9))), PASS],
  ["gzip in two members", packed("gzip", (text) => join(gzipSync(text.subarray(0, 9)), gzipSync(text.subarray(9)))), PASS],
  ["gzip that is none", packed("gzip", (text) => text), BROKEN],
  ["gzip of garbage", packed("gzip", () => join(gzipSync("").subarray(0, 10), Buffer.alloc(99, 0xff))), BROKEN],
  ["gzip that ends in the middle", packed("gzip", (text) => gzipSync(text).subarray(0, -20)), BROKEN],
  // What came in the same piece is lost to every client.
  ["gzip with a wrong checksum", packed("gzip", (text) => gzipSync(text).map((byte, i, all) => (i === all.length - 8 ? byte ^ 1 : byte))), BROKEN],
  ["deflate that is none", packed("deflate", (text) => text), BROKEN],
  ["br that is none", packed("br", (text) => text), BROKEN],
  ["a gzip bomb", packed("gzip", () => gzipSync(Buffer.alloc(64 * MEGABYTE, " "))), TOO_LARGE, "heavy"],
  ["an encoding that nobody asked for", packed("zstd", (text) => text), BROKEN],
  ["a byte of Latin-1", spoilt(0xe9), { ...BROKEN, docs: "read" }],
  ["NUL", spoilt(0), { ...NOTHING, "app-stream": "empty-output" }],
  ["UTF-16", answers((s) => sized(s, Buffer.from(textOf(s), "utf16le"))), NOTHING],
  ["a byte order mark", written((s) => `\uFEFF${textOf(s)}`), PASS],
];

// biome-ignore format: a table reads by its rows
const PHASES = (["end", "reset"] as const).flatMap((after): readonly Row[] => {
  const cut = after === "end" ? "FIN" : "RST";
  return [
    [`${cut} before the request`, accepting((socket, speech) => say(socket, raw("", after), speech)), LOST],
    [`${cut} after the request`, plain(raw("", after)), LOST],
    [`${cut} in the status line`, plain(raw("HTTP/1.1 2", after)), LOST],
    [`${cut} after a 103`, plain(raw(EARLY, after)), LOST],
    [`${cut} in the headers`, answers((s) => head(s).slice(0, 30), after), LOST],
    [`${cut} before the body`, answers((s) => head(s, lengthOf(textOf(s))), after), LOST],
    [`${cut} before the first chunk`, answers((s) => chunked(s), after), LOST],
  ];
});

// biome-ignore format: a table reads by its rows
const STREAMS: readonly Row[] = [
  ["no last event", written(({ frames }) => frames[0] ?? ""), ofStreams("stream-unterminated")],
  ["no last event, chunks, FIN", answers((s) => chunked(s, chunk(s.frames[0] ?? ""))), ofStreams("connection-lost")],
  ["silence between two events", answers((s) => join(head(s), s.frames[0] ?? ""), "silence"), ofStreams("timeout-idle"), { idleMs: 200 }],
  ["comments alone", written(() => ": ping\n\n: ping\n\n"), ofStreams("response-contract", "app-behaviour")],
  ["comments without end", answers((s) => head(s), { again: ": ping\n\n", everyMs: 20 }), ofStreams("timeout-total"), { totalMs: 300 }],
  ["open after the last event", answers((s) => join(head(s), textOf(s)), "silence"), ofStreams("pass")],
  ["an event after the last one", written((s) => `${textOf(s)}data: {"type":"more"}\n\n`), ofStreams("pass")],
  ["CRLF", written((s) => textOf(s).replaceAll("\n", "\r\n")), ofStreams("pass")],
  ["CR", written((s) => textOf(s).replaceAll("\n", "\r")), ofStreams("pass")],
  ["comments between the lines", written((s) => textOf(s).replaceAll("data:", ": a\ndata:")), ofStreams("pass")],
  ["ids and retries", written((s) => textOf(s).replaceAll("data:", "id: 1\nretry: 9\nfoo: x\ndata:")), ofStreams("pass")],
  ["an event that is no JSON", written((s) => `data: {"a\n\n${textOf(s)}`), ofStreams("response-contract", "pass")],
  ["an error outside of any event", written(() => '{"error":{"message":"m","code":"c"}}'), ofStreams("response-contract", "app-behaviour")],
  ["a line without end", answers((s) => `${head(s)}data: `, { again: "x".repeat(65_536), everyMs: AT_ONCE }), ofStreams("response-contract", "error answer-too-large"), "heavy"],
  ["a line that is too long", written((s) => `data: ${"x".repeat(7.5 * MEGABYTE)}\n\n${textOf(s)}`), ofStreams("response-contract", "error answer-too-large"), "heavy"],
];

/** The table. */
export const FAULTS: readonly Fault[] = [NETWORK, TLS, PROXIES, HEADS, BODIES, PHASES, STREAMS]
  .flat()
  .map(([name, place, said, more]) => ({
    ...{ name, place, says: said },
    ...(more === "heavy" ? { heavy: true as const } : more === undefined ? {} : { limits: more }),
  }));
