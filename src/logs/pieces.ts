/**
 * How a container runtime, or who collects its lines, says that it cut one: Docker, containerd and CRI-O write a line of
 * more than 16 KiB in pieces, each in a line of its own, and so does the journal above 48 KiB.
 */

/** What a runtime wrote in one line: its text lies from `from` to `to`. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  /** The text goes on in the next line of the same stream. */
  readonly goesOn: boolean;
  /** Stream, container or record that the text is of. */
  readonly stream: string;
}

/** How a runtime or a collector wraps lines. */
export interface Envelope {
  /** Whether the beginning of a file shows it. */
  readonly isIn: (head: string) => boolean;
  /** Whether a line that goes on may be among these: fast, and never wrongly false. */
  readonly mayCut: (lines: Buffer) => boolean;
  /** What a line, without its line break, is a piece of; null for another line. */
  readonly pieceIn: (line: Buffer) => Piece | null;
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c];

/** Time, stream, tags of which the first is P or F, text (Kubernetes, "CRI: Log Management"). */
const CRI: Envelope = {
  isIn: (head) => /(?:^|\n)[\dT:.+Z-]{19,40} std(?:out|err) [PF][ :\n]/.test(head),
  mayCut: (lines) => lines.includes(" stdout P") || lines.includes(" stderr P"),
  pieceIn: (line) => {
    const [begin = "", stream = "", tag] =
      /^[\dT:.+Z-]{19,40} (std(?:out|err)) ([PF])[^ ]{0,40}(?: |$)/.exec(line.toString("latin1", 0, 128)) ?? [];
    return tag === undefined ? null : { from: begin.length, to: line.length, goesOn: tag === "P", stream };
  },
};

const [FILE_TEXT, FILE_STREAM] = ['{"log":"', '","stream":"'];

/** Docker's own file, in which only the last piece of a line ends with a line break. */
const JSON_FILE: Envelope = {
  isIn: (head) =>
    new RegExp(`(?:^|\n)${FILE_TEXT.replace("{", "\\{")}`).test(head) && head.includes(`\\n${FILE_STREAM}`),
  mayCut: (lines) => {
    for (let at = lines.indexOf(FILE_STREAM); at !== -1; at = lines.indexOf(FILE_STREAM, at + 1))
      if (!endsWithBreak(lines, at)) return true;
    return false;
  },
  pieceIn: (line) => {
    const to = line.lastIndexOf(FILE_STREAM);
    if (to === -1 || line.indexOf(FILE_TEXT) !== 0) return null;
    const stream = line.toString("latin1", to + FILE_STREAM.length, to + FILE_STREAM.length + 6);
    return { from: FILE_TEXT.length, to, goesOn: !endsWithBreak(line, to), stream };
  },
};

/** Whether the string that ends here ends with an escaped line break, and not with a backslash and an n. */
function endsWithBreak(bytes: Buffer, to: number): boolean {
  if (bytes[to - 1] !== 0x6e) return false;
  let at = to - 2;
  while (bytes[at] === BACKSLASH) at -= 1;
  return (to - at) % 2 === 1;
}

/** Between a name and its value; Fluent Bit writes an arrow. */
const IS = String.raw`"\s?(?::|=>)\s?`;

/** The names that collectors give to the text, and to what it is of. */
const TEXT = new RegExp(`"(?:log|message|msg|line)${IS}"`, "i");
const STREAM = new RegExp(
  `"(?:(?:container_)?partial_id|container_id|container_name|pod_name|stream|source|_stream_id)${IS}"([^"]*)`,
  "gi",
);

/**
 * That the text goes on: Docker's drivers for Fluentd and the journal, Vector, the parsers of Fluent Bit and Fluentd,
 * journald itself; and that of several pieces it is the last.
 */
const GOES_ON = new RegExp(
  `"(?:(?:container_)?partial_message|_partial)${IS}"?true|"(?:logtag|_p)${IS}"P"|"_line_break${IS}"line-max`,
  "i",
);
const IS_LAST = new RegExp(`"(?:container_)?partial_last${IS}"?true`, "i");
const SIGNS = ["artial", "ARTIAL", '"logtag"', '"_p"', "line-max"];

/** Records of collectors, which say of a piece that it is one. */
const COLLECTOR: Envelope = {
  isIn: (head) => /"(?:container_id|(?:container_)?partial_message|_partial|logtag|_p|__cursor)"/i.test(head),
  mayCut: (lines) => SIGNS.some((sign) => lines.includes(sign)),
  pieceIn: (line) => {
    const text = line.toString("latin1");
    const name = TEXT.exec(text);
    if (name === null) return null;
    const from = name.index + name[0].length;
    let to = from;
    while (to < line.length && line[to] !== QUOTE) to += line[to] === BACKSLASH ? 2 : 1;
    const around = text.slice(0, from) + text.slice(to);
    const stream = [...around.matchAll(STREAM)].map(([, value]) => value).join(" ");
    return { from, to, goesOn: GOES_ON.test(around) && !IS_LAST.test(around), stream };
  },
};

/** The envelope of a file by its beginning; null where lines are written whole. */
export function envelopeIn(head: Buffer): Envelope | null {
  const text = head.toString("latin1");
  return [CRI, JSON_FILE, COLLECTOR].find(({ isIn }) => isIn(text)) ?? null;
}
