import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";

/** A server on 127.0.0.1 that ends, with all its connections, when the test's scope does. */
export interface Listening extends AsyncDisposable {
  readonly port: number;
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Connections that were accepted so far. */
  readonly connections: () => number;
}

/** Lets a server of any kind listen on a free port of loopback. */
export async function listen(server: Server): Promise<Listening> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on("connection", (socket: Socket) => {
    connections++;
    sockets.add(socket);
    // A client that hangs up on purpose is what many of these tests are about.
    socket.on("error", () => {});
    socket.once("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** An HTTP server with Node's own idea of HTTP. */
export function serving(listener: RequestListener): Promise<Listening> {
  return listen(createServer({ keepAliveTimeout: 0 }, listener));
}

/** A server that reads one whole request and then writes whatever bytes the test wants. */
export function speaking(reply: (socket: Socket, request: string) => unknown): Promise<Listening> {
  return listen(
    createTcpServer((socket) => {
      let request = "";
      socket.on("data", (chunk) => {
        request += chunk.toString("latin1");
        if (isWhole(request)) reply(socket, request);
      });
    }),
  );
}

/** A server that answers every request with these bytes and closes the connection. */
export function answering(...parts: readonly (string | Uint8Array)[]): Promise<Listening> {
  return speaking((socket) => {
    for (const part of parts) socket.write(part);
    socket.end();
  });
}

/** A response head; the connection's end is the body's, unless a header says otherwise. */
export function head(status: number, headers: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries({ connection: "close", ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Status\r\n${lines.join("")}\r\n`;
}

/** The head of a JSON answer. */
export const JSON_HEAD = head(200, { "content-type": "application/json" });

/** The head of an event stream, as new-api sends it: without a charset (contracts.md, 1.6). */
export const STREAM_HEAD = head(200, { "content-type": "text/event-stream" });

function isWhole(request: string): boolean {
  const end = request.indexOf("\r\n\r\n");
  if (end === -1) return false;
  const length = /^content-length: (\d+)/im.exec(request)?.[1] ?? "0";
  return request.length - end - 4 >= Number(length);
}
