/**
 * The lines of a log as its service wrote them: a key or a record that a runtime cut in two stands in neither half, so the
 * pieces are put together before anything is looked at.
 */
import { LONGEST_LINE, lineEnd } from "./blocks.ts";
import { type Envelope, envelopeIn, type Piece } from "./pieces.ts";

/**
 * Pieces of an open line, and lines of other streams that wait for its end: as many as the longest record has in pieces of
 * 4 KiB, and as many bytes as it has. What has more stays in pieces.
 */
const MOST_WAITING = LONGEST_LINE / 4_096;
const MOST_BYTES_WAITING = LONGEST_LINE;

const NEWLINE = 0x0a;

/**
 * The bytes of a file in which a line that was cut is one again, in the place of its first piece; an empty line stands for
 * each further one, so that every other line keeps its number. Files without such an envelope pass as they are.
 */
export async function* wholeLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let joiner: LineJoiner | null | undefined;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    if (joiner === undefined) joiner = joinerFor(envelopeIn(chunk));
    if (joiner === null) {
      yield chunk;
      continue;
    }
    const bytes: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const lines = bytes.lastIndexOf(NEWLINE) + 1;
    // No runtime writes so long a piece.
    const end = lines === 0 && bytes.length > LONGEST_LINE ? bytes.length : lines;
    yield joiner.read(bytes.subarray(0, end));
    rest = Buffer.from(bytes.subarray(end));
  }
  if (joiner) yield joiner.end(rest);
}

interface LineJoiner {
  /** Whole lines with the pieces among them put together, as far as they have ended. */
  readonly read: (lines: Buffer) => Buffer;
  /** The last line of the file, and what waits. */
  readonly end: (line: Buffer) => Buffer;
}

/** A line with its line break, and what it is a piece of. */
interface Line {
  readonly bytes: Buffer;
  readonly piece: Piece | null;
}
/** What stands in place of a piece that was put to the others. */
const NOTHING: Line = { bytes: Buffer.of(NEWLINE), piece: null };

function textOf(line: Buffer): Buffer {
  return line.at(-1) === NEWLINE ? line.subarray(0, -1) : line;
}

function joinerFor(envelope: Envelope | null): LineJoiner | null {
  if (envelope === null) return null;
  /** The stream whose line is open, and what follows its end. */
  let open: string | null = null;
  let waiting: Line[] = [];
  let bytesWaiting = 0;
  let out: Buffer[] = [];

  const close = (): void => {
    const lines = waiting;
    [open, waiting, bytesWaiting] = [null, [], 0];
    for (const line of lines) take(line);
  };
  const take = (line: Line): void => {
    const { bytes, piece } = line;
    if (open === null) {
      const goesOn = piece?.goesOn === true;
      out.push(goesOn ? bytes.subarray(0, piece.to) : bytes);
      if (goesOn) [open, waiting] = [piece.stream, [NOTHING]];
      return;
    }
    const isNext = piece?.stream === open;
    if (isNext) out.push(piece.goesOn ? bytes.subarray(piece.from, piece.to) : textOf(bytes).subarray(piece.from));
    waiting.push(isNext ? NOTHING : { bytes: Buffer.from(bytes), piece });
    if (!isNext) bytesWaiting += bytes.length;
    const isFull = waiting.length > MOST_WAITING || bytesWaiting > MOST_BYTES_WAITING;
    if (isFull || (isNext && !piece.goesOn)) close();
  };
  const takeBytes = (bytes: Buffer) => take({ bytes, piece: envelope.pieceIn(textOf(bytes)) });
  const taken = (): Buffer => {
    const bytes = Buffer.concat(out);
    out = [];
    return bytes;
  };
  return {
    read: (lines) => {
      if (open === null && !envelope.mayCut(lines)) return lines;
      for (let at = 0; at < lines.length; ) {
        const end = lineEnd(lines, at, lines.length) + 1;
        takeBytes(lines.subarray(at, end));
        at = end;
      }
      return taken();
    },
    end: (line) => {
      if (line.length > 0) takeBytes(line);
      while (open !== null) close();
      return taken();
    },
  };
}
