import { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import type { Dispatcher, ProxyAgent } from "undici";
import request from "undici/lib/api/api-request.js";
import buildConnector from "undici/lib/core/connect.js";
import Client from "undici/lib/dispatcher/client.js";
import { isLoopback } from "../text/base-url.ts";
import { exempts } from "../text/no-proxy.ts";
import { type Connected, codeOf } from "./failure.ts";
import { MAX_HEADER_BYTES, readAlong } from "./response-head.ts";
import type { Stopwatch } from "./timing.ts";
import type { TriedAddress } from "./types.ts";

/** Proxy addresses; an empty string switches a proxy off. */
export interface ProxySettings {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
}

/** The exchange has its own limits for every phase, so undici's are off. */
const CLIENT_OPTIONS = { headersTimeout: 0, bodyTimeout: 0, maxHeaderSize: MAX_HEADER_BYTES } as const;

/**
 * HTTP/1.1 alone, and a certificate is verified whatever the environment says: NODE_TLS_REJECT_UNAUTHORIZED=0, left over from
 * a test, would hand the key to anybody on the way.
 */
const TLS_OPTIONS = { allowH2: false, rejectUnauthorized: true } as const;

type Connect = ReturnType<typeof buildConnector>;

/** The way to a host. Only a proxy needs all of undici, whose loading takes as long as the rest of the start. */
type Route = { readonly proxy: null } | { readonly proxy: string; readonly Agent: typeof ProxyAgent };

/** The way to an origin (`https://host:port`). Each scheme has its own proxy, as with curl. */
export async function routeTo(origin: string, settings: ProxySettings): Promise<Route> {
  const proxy = proxyFor(new URL(origin), settings);
  return proxy === null ? { proxy } : { proxy, Agent: (await import("undici")).ProxyAgent };
}

/**
 * Opens a fresh connection for one request. Sharing connections would blame a stale keep-alive socket on the provider
 * and hide the connect phase of every attempt but the first.
 *
 * @param onConnected called once, when the request can go out
 */
export function openConnection(origin: string, route: Route, stopwatch: Stopwatch, onConnected: () => void) {
  let connected: Connected | null = null;
  const sockets = new Set<Socket>();
  const tried = new Map<string, TriedAddress>();
  const lastPhase = origin.startsWith("https:") ? "tls" : "connect";
  const seen = { sockets, tried };
  const toTarget = (connect: Connect) =>
    timed(connect, stopwatch, lastPhase, seen, (socket) => {
      connected = follow(socket);
      onConnected();
    });
  const dispatcher: Dispatcher =
    route.proxy === null
      ? new Client(origin, {
          ...CLIENT_OPTIONS,
          connect: toTarget(buildConnector({ timeout: 0, keepAlive: false, ...TLS_OPTIONS })),
        })
      : new route.Agent({
          uri: route.proxy,
          connectTimeout: 0,
          requestTls: TLS_OPTIONS,
          proxyTls: TLS_OPTIONS,
          // The client that speaks to the proxy itself, to ask for a tunnel.
          clientFactory: (proxyOrigin: URL, options: object) =>
            new Client(proxyOrigin, {
              ...CLIENT_OPTIONS,
              connect: timed(connectorIn(options), stopwatch, "connect", seen, () => {}),
            }),
          // The client that carries the request, through the tunnel or to a proxy that forwards it.
          factory: (clientOrigin: string | URL, options: object) =>
            new Client(clientOrigin, { ...CLIENT_OPTIONS, connect: toTarget(connectorIn(options)) }),
        });
  return {
    request: (options: Dispatcher.RequestOptions) => request.call(dispatcher, options),
    /** A proxy is in between. */
    viaProxy: route.proxy !== null,
    /** What is known of the connection once TCP, TLS and the proxy's tunnel stand and the request can go out; else null. */
    connected: () => connected,
    /** What became of each address that was tried, of the proxy where one is in between. */
    tried: (): readonly TriedAddress[] => [...tried.values()],
    /** Bytes received so far, framing included. */
    bytesRead: () => [...sockets].reduce((sum, socket) => sum + socket.bytesRead, 0),
    /** Ends the connection at once, also one that is still being made. */
    close: (): void => {
      // undici's destroy() waits for a handshake that may never end, so the sockets are ended here.
      for (const socket of sockets) socket.destroy();
      void dispatcher.destroy().catch(() => undefined);
    },
  };
}

/**
 * The proxy on the way there; null: none. Plain http to this machine may carry the key, which a proxy would read, and which
 * leads elsewhere from there: it is never asked.
 */
function proxyFor(url: URL, { httpProxy, httpsProxy, noProxy }: ProxySettings): string | null {
  const isPlain = url.protocol === "http:";
  const proxy = isPlain ? httpProxy : httpsProxy;
  if (proxy === "" || (isPlain && isLoopback(url.hostname)) || exempts(noProxy, url)) return null;
  return readable(proxy);
}

/** undici throws on credentials that it cannot decode; there a percent sign stands for itself, as with curl. */
function readable(proxy: string): string {
  try {
    decodeURIComponent(proxy);
    return proxy;
  } catch {
    return proxy.replaceAll("%", "%25");
  }
}

function connectorIn(options: object): Connect {
  const { connect } = options as { connect?: unknown };
  if (typeof connect !== "function") throw new TypeError("undici handed over no connector");
  return connect as Connect;
}

function follow(socket: Socket): Connected {
  let brokenBy: string | null = null;
  socket.on("error", (error: unknown) => {
    const code = codeOf(error);
    // undici ends a socket that it is done with by an error of its own.
    if (!code?.startsWith("UND_")) brokenBy ??= code;
  });
  return {
    head: readAlong(socket),
    brokenBy: () => brokenBy,
    // A client shares signature algorithms with a server only where that asked for a signature of its own.
    asksCertificate: socket instanceof TLSSocket && socket.getSharedSigalgs().length > 0,
  };
}

/** Notes the phases of a connector: name resolved, TCP connected, and `last` when the socket is handed over. */
function timed(
  connect: Connect,
  stopwatch: Stopwatch,
  last: "connect" | "tls",
  seen: { readonly sockets: Set<Socket>; readonly tried: Map<string, TriedAddress> },
  onConnected: (socket: Socket) => void,
): Connect {
  return (options, callback) => {
    // undici's connectors return their socket, although the type does not say so; a tunnel's returns a promise.
    const socket: unknown = connect(options, (...result) => {
      if (result[0] === null) {
        stopwatch.mark(last);
        onConnected(result[1]);
      }
      callback(...result);
    });
    if (!(socket instanceof Socket)) return;
    seen.sockets.add(socket);
    const note = (address: string, family: number, code: string | null) =>
      seen.tried.set(address, { family: family === 6 ? "IPv6" : "IPv4", code });
    socket.on("connectionAttempt", (address: string, _port: number, family: number) => note(address, family, null));
    socket.on("connectionAttemptFailed", (address: string, _port: number, family: number, error: unknown) =>
      note(address, family, codeOf(error)),
    );
    socket.once("lookup", () => stopwatch.mark("resolve"));
    socket.once("connect", () => stopwatch.mark("connect"));
  };
}
