import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import { MAX_BYTES } from "../../src/http/body.ts";
import { MAX_FRAME_CHARS } from "../../src/http/event-stream.ts";
import { answerOf, ask, askStream, failureOf } from "./asking.ts";
import { answering, head, JSON_HEAD, STREAM_HEAD, speaking } from "./wire.ts";

const compressed = (encoding: string, type = "application/json") =>
  head(200, { "content-type": type, "content-encoding": encoding });

/** The failure that ends a body for which the endpoint is to blame. */
const contract = (detail: string) => ({ category: "response-contract", code: null, detail });

describe("answers that are not HTTP", () => {
  const cases = [
    { name: "the banner of another protocol", bytes: "SSH-2.0-OpenSSH_9.6\r\n" },
    { name: "HTML without a head", bytes: "<html><body>hi</body></html>" },
  ];
  for (const { name, bytes } of cases) {
    it(`${name}: not-http`, async () => {
      await using server = await answering(bytes);
      expect(await failureOf(ask(server.url))).toEqual(contract("not-http"));
    });
  }

  it("a head beyond 64 KiB: headers-too-large", async () => {
    await using server = await answering(head(200, { "x-padding": "x".repeat(64 * 1024) }));
    expect(await failureOf(ask(server.url))).toMatchObject({
      category: "response-contract",
      detail: "headers-too-large",
    });
  });

  it("a head within it is read", async () => {
    await using server = await answering(head(200, { "x-padding": "x".repeat(60 * 1024) }));
    expect((await answerOf(ask(server.url))).status).toBe(200);
  });
});

describe("bodies that are cut off", () => {
  const cases = [
    {
      ...{ name: "shorter than its content-length", headers: { "content-length": "10" }, body: '{"a":' },
      detail: "shorter-than-content-length",
    },
    {
      ...{ name: "in the middle of a chunk", headers: { "transfer-encoding": "chunked" }, body: '9\r\n{"a":' },
      detail: "ended-inside-chunks",
    },
    {
      ...{ name: "between two chunks", headers: { "transfer-encoding": "chunked" }, body: '5\r\n{"a":\r\n' },
      detail: "ended-inside-chunks",
    },
  ];
  for (const { name, headers, body, detail } of cases) {
    it(`${name}: connection-lost, which header promised more, and what came is kept`, async () => {
      await using server = await answering(head(200, { "content-type": "application/json", ...headers }), body);
      const answer = await answerOf(ask(server.url));
      expect(answer.end).toMatchObject({ kind: "failed", failure: { category: "connection-lost", detail } });
      expect(answer.text).toBe('{"a":');
    });
  }

  it("by a reset: connection-lost", async () => {
    await using server = await speaking((socket) => {
      socket.write(`${head(200, { "content-type": "application/json", "content-length": "10" })}{`, () =>
        socket.resetAndDestroy(),
      );
    });
    expect(await failureOf(ask(server.url))).toMatchObject({ category: "connection-lost" });
  });

  it("a compressed one too: connection-lost, not a broken encoding", async () => {
    const body = gzipSync("{}");
    await using server = await answering(
      head(200, { "content-type": "application/json", "content-encoding": "gzip", "content-length": "99" }),
      body.subarray(0, 12),
    );
    expect(await failureOf(ask(server.url))).toMatchObject({ category: "connection-lost" });
  });

  it("a body without length or chunks ends with the connection: complete", async () => {
    await using server = await answering(JSON_HEAD, "{}");
    expect((await answerOf(ask(server.url))).end).toEqual({ kind: "complete" });
  });
});

describe("content encodings", () => {
  const text = '{"a":"ä"}';
  const codings = [
    { name: "gzip", encode: gzipSync },
    { name: "x-gzip", encode: gzipSync },
    { name: "GZIP", encode: gzipSync },
    { name: "deflate", encode: deflateSync },
    // Servers that take the name at its word; clients read both.
    { name: "DEFLATE", encode: deflateRawSync },
    { name: "br", encode: brotliCompressSync },
    { name: "Zstd", encode: zstdCompressSync },
    // The last one that was applied stands last, however they are written.
    { name: "gzip,BR", encode: (plain: string) => brotliCompressSync(gzipSync(plain)) },
    { name: "br, zstd , gzip", encode: (plain: string) => gzipSync(zstdCompressSync(brotliCompressSync(plain))) },
    // Names that stand for nothing.
    ...["identity", "aws-chunked", "UTF-8", "none", "compress", "", ","].map((name) => ({ name, encode: Buffer.from })),
    ...["gzip, identity", "aws-chunked,gzip", "gzip,"].map((name) => ({ name, encode: gzipSync })),
  ];
  for (const { name, encode } of codings) {
    it(`${name} is read; bytes are counted after decompression`, async () => {
      await using server = await answering(compressed(name), encode(text));
      const answer = await answerOf(ask(server.url));
      expect(answer).toMatchObject({ text, bytes: Buffer.byteLength(text), end: { kind: "complete" } });
    });
  }

  it("a compressed stream is read event by event", async () => {
    await using server = await answering(compressed("gzip", "text/event-stream"), gzipSync("data: 1\n\ndata: 2\n\n"));
    expect((await answerOf(askStream(server.url))).events).toHaveLength(2);
  });

  it.each([
    ["none that clients undo", "compress", Buffer.from([0x1f, 0x9d, 0x90, 0xff])],
    ["more than clients undo", "gzip,gzip,gzip,gzip,gzip,gzip", Buffer.from("{}")],
  ])("%s: unknown-content-encoding", async (_what, name, body) => {
    await using server = await answering(compressed(name), body);
    expect(await failureOf(ask(server.url))).toEqual(contract("unknown-content-encoding"));
  });

  it("a bomb in a bomb ends where the gate reads no further: body-too-large", async () => {
    const zeros = Buffer.alloc(4 * MAX_BYTES.json, 0x20);
    await using server = await answering(compressed("gzip, zstd"), zstdCompressSync(gzipSync(zeros)));
    expect(await failureOf(ask(server.url))).toEqual(contract("body-too-large"));
  });

  const corrupt = [
    { name: "gzip", body: "not gzip at all" },
    // Clients take what came for the whole; a page that was cut off would be a contract that changed.
    { name: "gzip", body: gzipSync(text).subarray(0, -8) },
    { name: "deflate", body: deflateSync(text).subarray(0, -4) },
    { name: "zstd", body: zstdCompressSync("x".repeat(500)).subarray(0, -9) },
    { name: "deflate", body: "not deflate at all" },
    { name: "br", body: "\xff\xff not brotli at all" },
    { name: "zstd", body: "not zstd at all" },
    { name: "gzip, zstd", body: zstdCompressSync("not gzip at all") },
  ];
  for (const { name, body } of corrupt) {
    it(`${name} that is ${typeof body === "string" ? "something else" : "incomplete"}: undecodable-body`, async () => {
      await using server = await answering(compressed(name), body);
      expect(await failureOf(ask(server.url))).toEqual(contract("undecodable-body"));
    });
  }
});

describe("size limits", () => {
  const json = (bytes: number) => `"${"x".repeat(bytes - 2)}"`;

  it("a JSON body at the limit is read, one byte more is body-too-large and not kept beyond it", async () => {
    await using fits = await answering(JSON_HEAD, json(MAX_BYTES.json));
    expect(await answerOf(ask(fits.url))).toMatchObject({ end: { kind: "complete" }, bytes: MAX_BYTES.json });
    await using over = await answering(JSON_HEAD, json(MAX_BYTES.json + 1));
    const answer = await answerOf(ask(over.url));
    expect(answer.end).toEqual({ kind: "failed", failure: contract("body-too-large") });
    expect(answer.text).toHaveLength(MAX_BYTES.json);
  });

  it("a compression bomb costs no more than the limit", async () => {
    const bomb = gzipSync(Buffer.alloc(16 * MAX_BYTES.json, " "));
    await using server = await answering(compressed("gzip"), bomb);
    const answer = await answerOf(ask(server.url));
    expect(answer.end).toEqual({ kind: "failed", failure: contract("body-too-large") });
    expect(answer.text).toHaveLength(MAX_BYTES.json);
  });

  it("an error page is sampled without blame: the status has already decided", async () => {
    await using server = await answering(head(502, { "content-type": "text/html" }), json(MAX_BYTES.sample + 1));
    const answer = await answerOf(ask(server.url));
    expect(answer.end).toEqual({ kind: "left-open" });
    expect(answer.text).toHaveLength(MAX_BYTES.sample);
  });

  const frame = (chars: number) => `data: ${"x".repeat(chars - "data: ".length)}\n\n`;
  const streams = [
    { name: "a whole stream", bytes: frame(10_000).repeat(MAX_BYTES.events / 9_000), detail: "body-too-large" },
    {
      name: "one frame of many lines",
      bytes: frame(10_000)
        .slice(0, -1)
        .repeat(MAX_FRAME_CHARS / 9_000),
      detail: "frame-too-large",
    },
    { name: "one frame of one line", bytes: frame(MAX_FRAME_CHARS + 10).slice(0, -2), detail: "frame-too-large" },
    {
      name: "a flood of the smallest events",
      bytes: "data\n\n".repeat(MAX_BYTES.events / "data\n\n".length + 1),
      detail: "body-too-large",
    },
  ];
  for (const { name, bytes, detail } of streams) {
    it(`${name}: ${detail}`, async () => {
      await using server = await answering(STREAM_HEAD, bytes);
      expect(await failureOf(askStream(server.url))).toEqual(contract(detail));
    });
  }

  it("a large frame within the limit is read", async () => {
    await using server = await answering(STREAM_HEAD, frame(MAX_FRAME_CHARS / 2));
    expect((await answerOf(askStream(server.url))).events).toHaveLength(1);
  });
});

describe("text", () => {
  it("that is not UTF-8: invalid-utf8, and the rest can still be looked at", async () => {
    await using server = await answering(JSON_HEAD, Buffer.from([0x22, 0xff, 0x41, 0x22]));
    const answer = await answerOf(ask(server.url));
    expect(answer.end).toEqual({ kind: "failed", failure: contract("invalid-utf8") });
    expect(answer.text).toBe('"\uFFFDA"');
  });

  it("that ends in the middle of a character: invalid-utf8", async () => {
    await using server = await answering(JSON_HEAD, Buffer.from([0x22, 0xc3]));
    expect(await failureOf(ask(server.url))).toEqual(contract("invalid-utf8"));
  });

  it("of a stream too", async () => {
    await using server = await answering(STREAM_HEAD, Buffer.from("data: \xff\n\n", "latin1"));
    expect(await failureOf(askStream(server.url))).toEqual(contract("invalid-utf8"));
  });

  it("of an error page may be anything", async () => {
    await using server = await answering(head(502, { "content-type": "text/html" }), Buffer.from([0xff]));
    expect((await answerOf(ask(server.url))).end).toEqual({ kind: "complete" });
  });

  it("after a byte order mark is read without it", async () => {
    await using server = await answering(JSON_HEAD, "\uFEFF{}");
    expect(await answerOf(ask(server.url))).toMatchObject({ text: "{}", end: { kind: "complete" } });
  });
});

describe("how a body is read follows from status and content type", () => {
  const cases = [
    {
      status: 200,
      type: "application/json; charset=utf-8",
      stream: false,
      events: false,
      mediaType: "application/json",
    },
    {
      status: 200,
      type: "APPLICATION/Problem+JSON",
      stream: false,
      events: false,
      mediaType: "application/problem+json",
    },
    { status: 200, type: "text/event-stream", stream: true, events: true, mediaType: "text/event-stream" },
    { status: 200, type: "text/event-stream;", stream: true, events: true, mediaType: "text/event-stream" },
    { status: 200, type: "text/event-stream", stream: false, events: false, mediaType: "text/event-stream" },
    { status: 500, type: "text/event-stream", stream: true, events: false, mediaType: "text/event-stream" },
    { status: 200, type: "text/x-bogus", stream: true, events: true, mediaType: "text/x-bogus" },
    { status: 200, type: "x bogus", stream: true, events: true, mediaType: null },
    { status: 200, type: "", stream: true, events: true, mediaType: null },
  ];
  for (const { status, type, stream, events, mediaType } of cases) {
    it(`${status} ${type || "without a type"}, ${stream ? "stream" : "JSON"} asked for: ${events ? "events" : "text"}`, async () => {
      await using server = await answering(head(status, { "content-type": type }), "data: 1\n\n");
      const answer = await answerOf((stream ? askStream : ask)(server.url));
      expect(answer).toMatchObject({ status, mediaType, text: "data: 1\n\n", bytes: 9 });
      expect(answer.events).toEqual(events ? [{ event: null, data: "1" }] : null);
    });
  }
});
