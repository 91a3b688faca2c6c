import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { readText } from "../../src/http/body.ts";
import { MAX_FRAME_CHARS, readEvents } from "../../src/http/event-stream.ts";
import { readLoosely } from "../../src/http/line-stream.ts";
import type { StreamEvent } from "../../src/http/types.ts";
import { answerOf, ask, askStream } from "./asking.ts";
import { answering, head, STREAM_HEAD } from "./wire.ts";

/** What the reader makes of a stream that arrives in these pieces. */
const reading = (...pieces: readonly Uint8Array[]) => readingBy(readEvents, pieces);

function readingBy(read: typeof readEvents, pieces: readonly Uint8Array[]) {
  const text = readText(true);
  const events: StreamEvent[] = [];
  const reader = read((event) => events.push(event));
  let exceeded: ReturnType<typeof reader.feed> = null;
  for (const piece of pieces) exceeded ??= reader.feed(text.feed(piece));
  exceeded ??= reader.feed(text.finish());
  if (read === readEvents) expect(reader.events).toEqual(events);
  const unterminated = reader.unterminatedFrame();
  return { events: [...reader.events], exceeded, comments: reader.comments(), unterminated };
}

const bytes = (wire: string) => Buffer.from(wire, "utf8");
const dataOf = (wire: string) => reading(bytes(wire)).events.map(({ data }) => data);
const LONG = "x".repeat(2_048);

/** Every vector of the Web Platform Tests that a stream without reconnection can show (contracts.md, section 5). */
const VECTORS: readonly { readonly name: string; readonly wire: string; readonly data: readonly string[] }[] = [
  { name: "format-field-data", wire: "data:\n\ndata\ndata\n\ndata:test\n\n", data: ["", "\n", "test"] },
  { name: "format-field-event", wire: "event: x\ndata:x\n\ndata:x\n\n", data: ["x", "x"] },
  { name: "format-field-event-empty", wire: "event: \ndata:data\n\n", data: ["data"] },
  {
    name: "format-field-id-null",
    wire: "id: 1\0\ndata:1\n\nid:2\0 \ndata:2\n\nid:\x003\ndata:3\n\n",
    data: ["1", "2", "3"],
  },
  {
    name: "format-field-parsing",
    wire: "data:\0\ndata:  2\rData:1\ndata\0:2\ndata:1\r\0data:4\nda-ta:3\rdata_5\ndata:3\rdata:\r\n data:32\ndata:4\n\n",
    data: ["\0\n 2\n1\n3\n\n4"],
  },
  { name: "format-field-retry", wire: "retry:03000\ndata:x\n\n", data: ["x"] },
  { name: "format-field-retry-bogus", wire: "retry:1000x\ndata:x\n\n", data: ["x"] },
  { name: "format-field-retry-empty", wire: "retry\ndata:test\n\n", data: ["test"] },
  {
    name: "format-field-unknown",
    wire: "data:test\n data\ndata\nfoobar:xxx\njustsometext\n:thisisacommentyay\ndata:test\n\n",
    data: ["test\n\ntest"],
  },
  { name: "format-newlines", wire: "data:test\r\ndata\ndata:test\r\r\n", data: ["test\n\ntest"] },
  { name: "format-leading-space", wire: "data:\ttest\rdata: \ndata:test\n\n", data: ["\ttest\n\ntest"] },
  {
    name: "format-comments",
    wire: `data:1\r:\0\n:\r\ndata:2\n:${LONG}\rdata:3\n:data:fail\r:${LONG}\ndata:4\n\n`,
    data: ["1\n2\n3\n4"],
  },
  { name: "format-null-character", wire: "data:\0\n\n", data: ["\0"] },
  { name: "format-bom", wire: "\ufeffdata:1\n\n\ufeffdata:2\n\ndata:3\n\n", data: ["1", "3"] },
  { name: "format-bom-2", wire: "\ufeff\ufeffdata:1\n\ndata:2\n\n", data: ["2"] },
  { name: "format-utf-8", wire: "data:ok…\n\n", data: ["ok…"] },
  {
    name: "format-data-before-final-empty-line",
    wire: "retry:1000\ndata:test1\n\nid:test\ndata:test2\n",
    data: ["test1"],
  },
];

describe("the format", () => {
  it.each(VECTORS)("is that of WPT $name", ({ wire, data }) => {
    expect(dataOf(wire)).toEqual(data);
  });

  it("the event line names one event only; an empty or missing one gives null", () => {
    const { events } = reading(bytes("event: x\ndata:1\n\nevent: \ndata:2\n\ndata:3\n\n"));
    expect(events.map(({ event }) => event)).toEqual(["x", null, null]);
  });

  it("an event line without data is no event (SDKs dispatch one, the standard does not)", () => {
    expect(dataOf("event: response.created\n\ndata:1\n\n")).toEqual(["1"]);
  });

  it("a keep-alive that a gateway wrapped as data is an event, not a comment (contracts.md, 4.2)", () => {
    expect(reading(bytes("data: : keepalive\n\n: keepalive\n\n"))).toMatchObject({
      events: [{ data: ": keepalive" }],
      comments: 1,
    });
  });

  it.each(["\n", "\r\n", "\r"])("ends a line with %j", (end) => {
    const wire = ["event: a", "data: 1", "data: 2", "", ": PING", "", "data: 3", "", ""].join(end);
    expect(reading(bytes(wire))).toEqual({
      events: [
        { event: "a", data: "1\n2" },
        { event: null, data: "3" },
      ],
      exceeded: null,
      comments: 1,
      unterminated: false,
    });
  });
});

describe("chunks", () => {
  const streams = fc.oneof(
    fc.constantFrom(...VECTORS.map(({ wire }) => wire)),
    fc
      .array(
        fc.tuple(
          fc.constantFrom("data:", "data: ", "data", "event: x", ": ping", "id: 1", "", "", "other"),
          fc.constantFrom("", "ü", "日本", "😀", "{}", "[DONE]"),
          fc.constantFrom("\n", "\r", "\r\n"),
        ),
        { maxLength: 12 },
      )
      .map((lines) => lines.map((line) => line.join("")).join("")),
  );

  it("do not matter: the same bytes give the same events, wherever they are cut", () => {
    fc.assert(
      fc.property(streams, fc.array(fc.nat(), { maxLength: 40 }), (wire, cuts) => {
        const whole = bytes(wire);
        const places = [...new Set(cuts.map((cut) => cut % (whole.length + 1)))].sort((a, b) => a - b);
        const pieces = [0, ...places].map((place, i) => whole.subarray(place, places[i] ?? whole.length));
        expect(reading(...pieces)).toEqual(reading(whole));
      }),
      { numRuns: 500 },
    );
  });

  const lines = { name: "lines of JSON", wire: '{"a":"ü"}\n{"b":2}\r\n\n0:"日本"\n[1]' };

  it.each([...VECTORS, lines])(
    "may end at any byte of $name, also where nothing says that it is a stream",
    ({ wire }) => {
      const whole = bytes(wire);
      for (const read of [readEvents, readLoosely]) {
        const expected = readingBy(read, [whole]);
        for (let cut = 1; cut < whole.length; cut++)
          expect(readingBy(read, [whole.subarray(0, cut), whole.subarray(cut)])).toEqual(expected);
      }
    },
  );

  it("may be single bytes", () => {
    for (const { wire } of VECTORS) {
      const single = [...bytes(wire)].map((byte) => Uint8Array.of(byte));
      expect(reading(...single)).toEqual(reading(bytes(wire)));
    }
  });

  it("reach the reader from the wire as they come, also cut inside a character", async () => {
    const wire = bytes("data: 日本 😀\r\n\r\ndata: [DONE]\r\n\r\n");
    const pieces = [...wire].map((byte) =>
      Buffer.concat([Buffer.from("1\r\n"), Uint8Array.of(byte), Buffer.from("\r\n")]),
    );
    const chunked = head(200, { "content-type": "text/event-stream", "transfer-encoding": "chunked" });
    await using server = await answering(chunked, ...pieces, "0\r\n\r\n");
    const answer = await answerOf(askStream(server.url));
    expect(answer).toMatchObject({ end: { kind: "complete" }, unterminatedFrame: false });
    expect(answer.events?.map(({ data }) => data)).toEqual(["日本 😀", "[DONE]"]);
  });
});

describe("a byte order mark on the wire", () => {
  it("is not part of the first event; a second one spoils it", async () => {
    await using one = await answering(STREAM_HEAD, "\ufeffdata: 1\n\ndata: 2\n\n");
    await using two = await answering(STREAM_HEAD, "\ufeff\ufeffdata: 1\n\ndata: 2\n\n");
    const dataFrom = async (url: string) => (await answerOf(askStream(url))).events?.map(({ data }) => data);
    expect(await dataFrom(one.url)).toEqual(["1", "2"]);
    expect(await dataFrom(two.url)).toEqual(["2"]);
  });
});

describe("a last frame without its blank line", () => {
  it.each([
    "data: 1\n\ndata: 2",
    "data: 1\n\ndata: 2\n",
    "data: 1\n\ndata: 2\r",
    "data: 1\r\n\r\ndata: 2\r\n",
    "data: 1\r\rdata: 2\r",
    "data: 1\n\nevent: x\ndata: 2\n",
    "data: 1\n\ndata",
    "data: 1\n\n: ping\ndata: 2\n",
  ])("%j: flagged, and its text is not credited", (wire) => {
    const { events, unterminated } = reading(bytes(wire));
    expect(events.map(({ data }) => data)).toEqual(["1"]);
    expect(unterminated).toBe(true);
  });

  it.each([
    "",
    "data: 1\n\n",
    "data: 1\r\n\r\n",
    "data: 1\r\r",
    "data: 1\r\n\n",
    "data: 1\n\n: ping\n",
    "data: 1\n\nevent: x\n",
  ])("%j holds no such frame", (wire) => {
    expect(reading(bytes(wire)).unterminated).toBe(false);
  });

  it("is seen in the answer of a stream that was cut", async () => {
    await using server = await answering(STREAM_HEAD, 'data: {"a":1}\n\ndata: {"a":2}\n');
    expect(await answerOf(askStream(server.url))).toMatchObject({
      events: [{ data: '{"a":1}' }],
      unterminatedFrame: true,
      end: { kind: "complete" },
    });
  });
});

describe("limits of the reader", () => {
  it("a frame of many lines is bounded like one long line", () => {
    const lines = Array.from({ length: 64 }, () => bytes(`data: ${"x".repeat(MAX_FRAME_CHARS / 32)}\n`));
    expect(reading(...lines).exceeded).toBe("frame-too-large");
    expect(reading(bytes(`data: ${"x".repeat(MAX_FRAME_CHARS)}`)).exceeded).toBe("frame-too-large");
  });

  it("a frame just within the limit is read", () => {
    const data = "x".repeat(MAX_FRAME_CHARS - 10);
    expect(reading(bytes(`data: ${data}\n\n`)).events).toEqual([{ event: null, data }]);
  });

  it("a frame within the limit may come in very many pieces", () => {
    const pieces = Array.from({ length: 50_000 }, () => bytes("x".repeat(31)));
    expect(reading(bytes("data:"), ...pieces, bytes("\n\n")).events).toEqual([
      { event: null, data: expect.any(String) },
    ]);
  });

  it("comments that never end are bounded too", () => {
    expect(reading(bytes(`:${"x".repeat(MAX_FRAME_CHARS + 1)}`)).exceeded).toBe("frame-too-large");
  });

  it("any number of events is read: their bytes are what is bounded", () => {
    const { events, exceeded } = reading(bytes("data:\n\n".repeat(200_000)));
    expect([events.length, exceeded]).toEqual([200_000, null]);
  });
});

describe("what is read as a stream", () => {
  it.each([
    { type: "text/event-stream", events: 1 },
    { type: "text/event-stream;", events: 1 },
    { type: "Text/Event-Stream; charset=utf-8", events: 1 },
    { type: "text/event-streamz", events: 1 },
    { type: "text/plain", events: 1 },
    { type: "application/json", events: 1 },
    { type: "", events: 1 },
  ])("$type: $events", async ({ type, events }) => {
    await using server = await answering(head(200, { "content-type": type }), "data: 1\n\n");
    expect((await answerOf(askStream(server.url))).events?.length ?? null).toBe(events);
  });

  it.each(["{}", "OK", "<p>data: 1</p>", ""])("%j is none, whatever its type", async (body) => {
    for (const type of ["text/plain", "application/json", ""]) {
      await using server = await answering(head(200, { "content-type": type }), body);
      expect((await answerOf(askStream(server.url))).events).toBeNull();
    }
  });

  it("no stream where none was asked for, and none with an error status", async () => {
    await using unasked = await answering(STREAM_HEAD, "data: 1\n\n");
    await using refused = await answering(head(500, { "content-type": "text/event-stream" }), "data: 1\n\n");
    expect((await answerOf(ask(unasked.url))).events).toBeNull();
    expect((await answerOf(askStream(refused.url))).events).toBeNull();
  });
});
