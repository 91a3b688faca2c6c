import type { Socket } from "node:net";

/** Response head limit, bytes: OpenAI documents a header budget of 64 KiB. */
export const MAX_HEADER_BYTES = 64 * 1024;

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const ZERO = 0x30;

/** Characters of a status line that say whether another head follows: `HTTP/1.1 100`. */
const STATUS_CHARACTERS = 12;

/**
 * Reads along with undici until the head of the answer has ended. undici's parser does not say which line of a head it
 * stumbled over, so what it reads is kept; and it ends the connection over a 100 that it did not ask for, which RFC 9110
 * (15.2) lets any server send: such a head is passed on as 102, which means as little.
 * @returns what was read so far, one character per byte
 */
export function readAlong(socket: Socket): () => string {
  const kept: Buffer[] = [];
  let room = MAX_HEADER_BYTES;
  let line = "";
  let isStatus = true;
  let informational = false;
  let ended = false;
  const endLine = () => {
    if (isStatus) informational = /^HTTP\/1\.\d 1/.test(line);
    isStatus = line === "" && informational;
    ended = line === "" && !informational;
    line = "";
  };
  const read = socket.read.bind(socket);
  socket.read = (size?: number) => {
    const chunk: unknown = read(size);
    if (!Buffer.isBuffer(chunk)) return chunk;
    for (let i = 0; i < chunk.length && !ended; i++) {
      const byte = chunk[i] ?? 0;
      if (byte === LINE_FEED) endLine();
      else if (byte !== CARRIAGE_RETURN && line.length < STATUS_CHARACTERS) {
        if (isStatus && byte === ZERO && /^HTTP\/1\.\d 10$/.test(line)) chunk[i] = ZERO + 2;
        line += String.fromCharCode(byte);
      }
    }
    if (room > 0) kept.push(chunk.subarray(0, room));
    room -= chunk.length;
    return chunk;
  };
  return () => Buffer.concat(kept).toString("latin1");
}
