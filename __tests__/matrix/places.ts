/** Places that are asked, over real sockets: servers that say what a fault says, in the clear, over TLS, behind proxies. */
import { createServer as createTcpServer, type Socket } from "node:net";
import {
  createServer as createTlsServer,
  getCACertificates,
  setDefaultCACertificates,
  type TlsOptions,
} from "node:tls";
import { generate } from "selfsigned";
import { listen, speaking } from "../http/wire.ts";
import type { Speech, Way } from "./families.ts";

/** What ends an answer: the connection's orderly end, its reset, nothing at all, or the same piece again and again. */
export type After = "end" | "reset" | "silence" | { readonly again: string | Uint8Array; readonly everyMs: number };

/** An answer: its bytes, and what becomes of the connection after them. */
export interface Wire {
  readonly bytes: (speech: Speech) => string | Uint8Array;
  readonly after: After;
}

/** These bytes, whoever asks. */
export const raw = (text: string | Uint8Array, after: After = "end"): Wire => ({ bytes: () => text, after });

/** A place that stands while it is asked. */
export type Place = (speech: Speech) => Promise<Way & AsyncDisposable>;

/** Time in which what was written leaves, ms: a reset overtakes it. */
const LEAVES_MS = 20;

/** Says what it is to say; `connection` is what is reset, below any TLS. */
export function say(socket: Socket, { bytes, after }: Wire, speech: Speech, connection = socket): void {
  socket.write(bytes(speech));
  if (after === "end") socket.end();
  if (after === "reset") setTimeout(() => connection.resetAndDestroy(), LEAVES_MS);
  if (typeof after !== "object") return;
  const { again, everyMs } = after;
  if (everyMs > 0) {
    const timer = setInterval(() => socket.write(again), everyMs);
    socket.once("close", () => clearInterval(timer));
    return;
  }
  const flood = () => {
    while (!socket.destroyed && socket.write(again));
  };
  socket.on("drain", flood);
  flood();
}

/** As fast as the connection takes it. */
export const AT_ONCE = 0;

/** Answers a request in the clear. */
export const plain =
  (wire: Wire): Place =>
  (speech) =>
    speaking((socket) => say(socket, wire, speech));

/** Does this with every connection, before a byte of the request is read. */
export const accepting =
  (onSocket: (socket: Socket, speech: Speech) => unknown, scheme: "http" | "https" = "http"): Place =>
  async (speech) =>
    over(await listen(createTcpServer((socket) => void onSocket(socket, speech))), scheme);

/** Nothing is started: an address is enough. */
export const at =
  (url: string, proxy?: string): Place =>
  async () => ({ url, ...(proxy === undefined ? {} : { proxy }), [Symbol.asyncDispose]: async () => undefined });

function over(listening: Awaited<ReturnType<typeof listen>>, scheme: "http" | "https"): Way & AsyncDisposable {
  const url = `${scheme}://localhost:${listening.port}`;
  return { url, [Symbol.asyncDispose]: () => listening[Symbol.asyncDispose]() };
}

const DAY_MS = 86_400_000;

async function certificate(name: string, fromDays: number, toDays: number) {
  const day = (days: number) => new Date(Date.now() + days * DAY_MS);
  const { private: key, cert } = await generate([{ name: "commonName", value: `release gate matrix ${name}` }], {
    ...{ keyType: "ec", notBeforeDate: day(fromDays), notAfterDate: day(toDays) },
    extensions: [
      { name: "basicConstraints", cA: true },
      { name: "subjectAltName", altNames: [{ type: 2, value: name }] },
    ],
  });
  return { key, cert };
}

/** Certificates of these names; all but the stranger's are trusted once {@link trustCertificates} was called. */
const CERTIFICATES = {
  good: await certificate("localhost", -1, 1),
  expired: await certificate("localhost", -3, -1),
  early: await certificate("localhost", 1, 3),
  "of another name": await certificate("elsewhere.example", -1, 1),
  stranger: await certificate("localhost", -1, 1),
};

/** Trusts the certificates of these places in this process; call what is returned to end that. */
export function trustCertificates(): () => void {
  const before = getCACertificates("default");
  const { stranger: _, ...known } = CERTIFICATES;
  setDefaultCACertificates([...before, ...Object.values(known).map(({ cert }) => cert)]);
  return () => setDefaultCACertificates(before);
}

/** A place with this certificate that answers a request so. */
export const secure =
  (name: keyof typeof CERTIFICATES, wire: Wire, options: TlsOptions = {}): Place =>
  (speech) =>
    accepting((socket) => speakTls(socket, name, wire, speech, options), "https")(speech);

/** Speaks TLS over a connection, and answers a request so. */
function speakTls(
  connection: Socket,
  name: keyof typeof CERTIFICATES,
  wire: Wire,
  speech: Speech,
  options: TlsOptions = {},
): void {
  createTlsServer({ ...CERTIFICATES[name], ...options }, (socket) => {
    socket.on("error", () => undefined).once("data", () => say(socket, wire, speech, connection));
  })
    .on("tlsClientError", () => undefined)
    .emit("connection", connection);
}

/** What a proxy does when it is asked for a tunnel: it says this, or lets one through to a place of that certificate. */
export type Tunnel = Wire | { readonly to: keyof typeof CERTIFICATES; readonly wire: Wire };

/** A place for https behind a proxy. */
export const tunnelled =
  (tunnel: Tunnel, scheme: "http" | keyof typeof CERTIFICATES = "http"): Place =>
  async (speech) => {
    const onSocket = (socket: Socket) => {
      socket.on("error", () => undefined);
      socket.once("data", () => {
        if (!("to" in tunnel)) return say(socket, tunnel, speech);
        socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
        // The target speaks TLS inside the very connection.
        speakTls(socket, tunnel.to, tunnel.wire, speech);
      });
    };
    const server =
      scheme === "http" ? createTcpServer(onSocket) : createTlsServer(CERTIFICATES[scheme], onSocket as never);
    const proxy = over(
      await listen(server.on("tlsClientError", () => undefined)),
      scheme === "http" ? "http" : "https",
    );
    return { ...proxy, url: "https://localhost:9", proxy: proxy.url };
  };

/** A place for http behind a proxy that answers for it. */
export const forwarded =
  (wire: Wire): Place =>
  async (speech) => {
    const proxy = await speaking((socket) => say(socket, wire, speech));
    return {
      url: "http://target.example",
      proxy: proxy.url,
      [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose](),
    };
  };
