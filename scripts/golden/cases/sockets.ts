/** What a bare server may answer. */
import type { Socket } from "node:net";

/** Answers every request with this head and body. */
export const always =
  (head: string, body = "") =>
  (socket: Socket) => {
    const answer = `HTTP/1.1 ${head}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    socket.on("data", () => socket.end(answer));
  };
