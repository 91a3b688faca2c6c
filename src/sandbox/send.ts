import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setImmediate, setTimeout } from "node:timers/promises";
import type { Reply } from "./reply.ts";

/**
 * Writes a reply as fast as the client takes it and no faster. Ends early, without an exception, when the client goes
 * away.
 */
export async function send(reply: Reply, response: ServerResponse): Promise<void> {
  if (response.destroyed) {
    return;
  }
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  try {
    await write(reply, response, gone.signal);
  } catch (error) {
    if (!gone.signal.aborted) {
      throw error;
    }
  }
}

async function write(reply: Reply, response: ServerResponse, signal: AbortSignal): Promise<void> {
  if (reply.waitMs > 0) {
    await setTimeout(reply.waitMs, undefined, { signal });
  }
  if (reply.status !== null) {
    response.writeHead(reply.status, reply.headers);
  }
  for (const piece of reply.pieces) {
    if (!response.write(piece)) {
      await once(response, "drain", { signal });
    }
    // A turn of the event loop makes every piece a write of its own; without it Node joins them into one segment.
    await (reply.paceMs > 0 ? setTimeout(reply.paceMs, undefined, { signal }) : setImmediate(undefined, { signal }));
  }
  end(reply, response);
}

function end(reply: Reply, response: ServerResponse): void {
  if (reply.ending === "complete") {
    response.end();
  } else if (reply.ending === "cut") {
    // Without a head there is nothing to deliver: reset. Otherwise what was written has to arrive before the cut.
    if (reply.status === null) {
      response.socket?.resetAndDestroy();
    } else {
      response.socket?.destroySoon();
    }
  }
}
