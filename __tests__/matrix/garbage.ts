/** What strangers write, spoilt: the bytes of a valid thing with edits, or any bytes at all. */
import * as fc from "fast-check";
import { SANDBOX_KEY as KEY } from "../../src/sandbox/request.ts";

/** Pieces by which parsers, printers and matchers of such files are led astray. */
const PIECES = [
  ...[KEY, "\0", "\uFEFF", "\u202E", "\uD800", "\r", "\r\n\r\n", "\n\n", "{", "}", "[", "]", '"', "'", "\\", ",", ":"],
  ...[
    "null",
    "true",
    "1e999",
    "-0",
    "0x1f",
    "{}",
    "[]",
    '"__proto__":',
    '"error":{"message":"m"},',
    "[DONE]",
    "data: ",
  ],
  ...["<!--", "-->", "<![CDATA[", "]]>", "&amp;", "&#0;", "</testcase>", "<failure/>", "<error>", "<skipped/>"],
  ...["*a", "&a ", "? ", "- ", "|", "---\n", "...\n", "!!binary ", "%TAG ! x\n", "<<: ", "\t", "# "],
  ...["$", "{{ x }}", "::error::x", "{{prompt}}", "$ref", "content-length: 9\r\n", "transfer-encoding: chunked\r\n"],
  ...["HTTP/1.1 200 OK\r\n", "HTTP/1.1 103 E\r\n\r\n", "[".repeat(20_000), '{"a":'.repeat(9_000), "a".repeat(70_000)],
].map((text) => Buffer.from(text));

const bytes = (maxLength: number) => fc.uint8Array({ maxLength }).map((each) => Buffer.from(each));

/** A place of a text, as a part of its length. */
const place = fc.double({ min: 0, max: 1, noNaN: true });

interface Edit {
  readonly at: number;
  readonly drop: number;
  /** What is put there: bytes, or what stands at another place. */
  readonly put: Buffer | { readonly from: number; readonly length: number };
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: place,
  drop: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(4), fc.nat(4_000)),
  put: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...PIECES) },
    bytes(6),
    fc.record({ from: place, length: fc.nat(400) }),
  ),
});

function edited(valid: Buffer, edits: readonly Edit[]): Buffer {
  return edits.reduce((text, { at, drop, put }) => {
    const index = Math.floor(at * text.length);
    const start = "from" in put ? Math.floor(put.from * text.length) : 0;
    const piece = "from" in put ? text.subarray(start, start + put.length) : put;
    return Buffer.concat([text.subarray(0, index), piece, text.subarray(index + drop)]);
  }, valid);
}

/** Bytes in the place of these. */
export function garbageFor(valid: Buffer): fc.Arbitrary<Buffer> {
  const edits = fc.array(edit, { minLength: 1, maxLength: 4 });
  return fc.oneof({ weight: 9, arbitrary: edits.map((each) => edited(valid, each)) }, bytes(300));
}
