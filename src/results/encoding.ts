import { TextDecoder } from "node:util";

/** Reads the bytes in the encoding that a byte-order mark, UTF-16 without one, or the XML declaration names; else UTF-8. */
export function decoderFor(first: Buffer): TextDecoder {
  const [a, b] = first;
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return new TextDecoder("utf-16le");
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return new TextDecoder("utf-16be");
  const declared = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(
    first.toString("latin1", 0, 200),
  )?.[1];
  try {
    // Bytes that say of themselves that they are UTF-16 in ASCII are not.
    return new TextDecoder(declared === undefined || /^utf-?16/i.test(declared) ? "utf-8" : declared);
  } catch {
    return new TextDecoder("utf-8");
  }
}
