import { StringDecoder } from "node:string_decoder";

/** How the bytes of a log spell characters. */
export type Encoding = "utf8" | "utf16le" | "utf16be";

/**
 * The encoding that the first four bytes show: a byte-order mark, or ASCII with a zero beside every character. Windows
 * PowerShell redirects output as UTF-16. Everything else is read as UTF-8, in which every ASCII-based encoding keeps its
 * ASCII.
 */
export function encodingOf(head: Buffer): Encoding {
  const [a = 1, b = 1, c = 1, d = 1] = head;
  if ((a === 0xff && b === 0xfe) || (a !== 0 && b === 0 && c !== 0 && d === 0)) return "utf16le";
  if ((a === 0xfe && b === 0xff) || (a === 0 && b !== 0 && c === 0 && d !== 0)) return "utf16be";
  return "utf8";
}

/**
 * Decodes bytes as they arrive. Bytes that spell nothing become U+FFFD; a byte-order mark stays, which is white space to
 * whoever reads the first line.
 */
export async function* textsOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let head: Buffer = Buffer.alloc(0);
  let decoder: { readonly write: (bytes: Buffer) => string; readonly end: () => string } | null = null;
  for await (const chunk of chunks) {
    const bytes: Buffer = decoder === null ? Buffer.concat([head, chunk]) : chunk;
    if (decoder === null && bytes.length < 4) {
      head = bytes;
      continue;
    }
    decoder ??= decoderOf(encodingOf(bytes));
    yield decoder.write(bytes);
  }
  if (decoder === null) yield head.toString("utf8");
  else yield decoder.end();
}

function decoderOf(encoding: Encoding) {
  const decoder = new StringDecoder(encoding === "utf8" ? "utf8" : "utf16le");
  if (encoding !== "utf16be") return decoder;
  let odd: Buffer = Buffer.alloc(0);
  return {
    write: (bytes: Buffer) => {
      const all = Buffer.concat([odd, bytes]);
      const even = all.length - (all.length % 2);
      odd = all.subarray(even);
      return decoder.write(all.subarray(0, even).swap16());
    },
    end: () => decoder.end(),
  };
}

/** Share of control characters and of bytes that spell nothing from which a text is none: of random bytes it is half. */
const BINARY_SHARE = 0.1;

/** So few of them are an accident, however short the text is: a word in another encoding, a cut-off character. */
const BINARY_SIGNS = 8;

/**
 * Whether the beginning of a file is no text: an archive, an image, a database. Zeros count neither way, because a log
 * that was cut while it was written begins with them.
 */
export function looksBinary(text: string): boolean {
  const signs = text.slice(0, 4_096).replaceAll("\0", "");
  const odd = signs.match(/[\u0001-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/g)?.length ?? 0;
  return odd > Math.max(BINARY_SIGNS, signs.length * BINARY_SHARE);
}
