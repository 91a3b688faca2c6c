import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setImmediate, setTimeout } from "node:timers/promises";

/** One thing to write on the wire. Text is sent as UTF-8; bytes are sent as they are. */
export type Piece = string | Uint8Array;

/** A whole answer as data: what the gateway will put on the wire, and how the connection ends after that. */
export interface Reply {
  /** HTTP status; null: not even a response head is sent, only the ending happens. */
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Each piece is one write. Pulled one at a time as the client takes them, so it may be far larger than memory. */
  readonly pieces: Iterable<Piece>;
  /** Pause before the head, ms. */
  readonly waitMs: number;
  /** Pause after each piece, ms. */
  readonly paceMs: number;
  /** `complete`: a proper end. `silence`: the connection stays open, nothing follows. `cut`: the socket is destroyed. */
  readonly ending: "complete" | "silence" | "cut";
}

const PROMPTLY = { waitMs: 0, paceMs: 0, ending: "complete" } as const;

/** A body of known length in one piece, with the given content type. */
export function whole(
  status: number,
  contentType: string,
  body: Piece,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return {
    ...PROMPTLY,
    status,
    headers: { "content-type": contentType, "content-length": String(Buffer.byteLength(body)), ...headers },
    pieces: [body],
  };
}

/** A JSON text in one piece; the text is not checked, so that a scenario can send a broken one. */
export function jsonText(status: number, text: Piece, headers: Readonly<Record<string, string>> = {}): Reply {
  return whole(status, "application/json; charset=utf-8", text, headers);
}

/** A value as a JSON body. */
export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return jsonText(status, JSON.stringify(value), headers);
}

/** A small web page, as a console, a proxy or a firewall would send one. */
export function html(status: number, title: string): Reply {
  const page = `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
  return whole(status, "text/html; charset=utf-8", page);
}

/** A success body of unknown length, sent chunked. */
export function chunked(contentType: string, pieces: Iterable<Piece>): Reply {
  return { ...PROMPTLY, status: 200, headers: { "content-type": contentType }, pieces };
}

/** A stream of server-sent events, one piece per frame, with the headers of contracts.md 1.6. */
export function eventStream(frames: Iterable<Piece>): Reply {
  const reply = chunked("text/event-stream", frames);
  return { ...reply, headers: { ...reply.headers, "cache-control": "no-cache", "x-accel-buffering": "no" } };
}

/** One event without a name: a `data:` line and no `event:` line. */
export function dataFrame(value: object): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}

/** No head and no body: the request is read, then the connection stays silent or is cut. */
export function noHead(ending: "silence" | "cut"): Reply {
  return { ...PROMPTLY, status: null, headers: {}, pieces: [], ending };
}

/**
 * Writes a reply as fast as the client takes it and no faster. Ends early, without an exception, when the client goes
 * away.
 */
export async function send(reply: Reply, response: ServerResponse): Promise<void> {
  if (response.destroyed) return;
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  try {
    await write(reply, response, gone.signal);
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  }
}

async function write(
  { status, headers, pieces, waitMs, paceMs, ending }: Reply,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  if (waitMs > 0) await setTimeout(waitMs, undefined, { signal });
  if (status !== null) response.writeHead(status, headers);
  for (const piece of pieces) {
    if (!response.write(piece)) await once(response, "drain", { signal });
    // A turn of the event loop makes every piece a write of its own; without it Node joins them into one segment.
    await (paceMs > 0 ? setTimeout(paceMs, undefined, { signal }) : setImmediate(undefined, { signal }));
  }
  if (ending === "complete") response.end();
  // Without a head there is nothing to deliver: reset. Otherwise what was written has to arrive before the cut.
  if (ending === "cut") response.socket?.[status === null ? "resetAndDestroy" : "destroySoon"]();
}
