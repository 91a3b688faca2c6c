import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { createRedactor } from "../../src/evidence/redaction.ts";
import type { Answer } from "../../src/http/types.ts";
import { exposesSecret } from "../../src/run/exposure.ts";
import { FAKE_CREDENTIAL, mayKeep, scrubOutcome } from "../../src/run/scrub.ts";
import { answerOf, ask, askStream } from "../http/asking.ts";
import { answering, head, JSON_HEAD, STREAM_HEAD } from "../http/wire.ts";
import { chatStream, responseStream } from "./endpoint.ts";
import { KEY } from "./running.ts";

const redactor = createRedactor([KEY]);

/** Whether the key is found in a JSON answer with these bytes. */
async function inAnswer(...parts: readonly (string | Uint8Array)[]): Promise<boolean> {
  await using server = await answering(...parts);
  return exposesSecret(await ask(server.url), redactor);
}

/** Whether the key is found in an event stream with these bytes. */
async function inStream(body: string): Promise<boolean> {
  await using server = await answering(STREAM_HEAD, body);
  return exposesSecret(await askStream(server.url), redactor);
}

/** The key, cut at these places. */
function cut(places: readonly number[]): string[] {
  const sorted = [...new Set(places)].sort((a, b) => a - b);
  return [0, ...sorted].map((place, i) => KEY.slice(place, sorted[i]));
}

describe("a key that comes back in a head", () => {
  it.each([
    ["x-echo", KEY],
    ["location", `https://login.example/?authorization=${encodeURIComponent(`Bearer ${KEY}`)}`],
    ["set-cookie", `session=${Buffer.from(`user:${KEY}`).toString("base64")}; Path=/`],
    ["x-request-id", KEY],
    ["content-type", `application/json; key=${KEY}`],
    [`x-${KEY}`, "1"],
  ])("%s is found", async (name, value) => {
    expect(await inAnswer(head(200, { "content-type": "application/json", [name]: value }), "{}")).toBe(true);
    expect(await inAnswer(head(302, { [name]: value }))).toBe(true);
  });

  it("is found in every one of a header's values", async () => {
    const twice = `HTTP/1.1 200 OK\r\nset-cookie: a=1\r\nset-cookie: b=${KEY}\r\nconnection: close\r\n\r\n`;
    expect(await inAnswer(twice)).toBe(true);
  });
});

describe("what repeats the key or a piece of it", () => {
  it.each([KEY, `x-${KEY.slice(0, 14)}`, FAKE_CREDENTIAL])(
    "%s: is kept neither as a header's name nor of an edge",
    (sent) => {
      const keep = mayKeep(redactor, "0011223344556677");
      const invalid = { kind: "fail", category: "response-contract", observed: { header: sent } } as const;
      const edge = { kind: "error", reason: "edge-answered", observed: { status: 403, errorCode: sent } } as const;
      expect(scrubOutcome(invalid, keep)).toEqual({ ...invalid, observed: {} });
      expect(scrubOutcome(edge, keep)).toEqual({ ...edge, observed: { status: 403 } });
    },
  );
});

describe("a key that comes back in a body", () => {
  const bodies = [
    {
      where: "the text of an answer",
      body: JSON.stringify({ choices: [{ message: { content: `You sent ${KEY}` } }] }),
    },
    { where: "a member's name", body: JSON.stringify({ [KEY]: 1 }) },
    { where: "something that is not JSON", body: `<p>${KEY}</p>` },
    { where: "JSON inside JSON", body: JSON.stringify({ detail: JSON.stringify({ authorization: `Bearer ${KEY}` }) }) },
    { where: "base64", body: Buffer.from(`authorization: Bearer ${KEY}`).toString("base64") },
  ];
  it.each(bodies)("is found in $where, whatever the status", async ({ body }) => {
    expect(await inAnswer(JSON_HEAD, body)).toBe(true);
    expect(await inAnswer(head(500, { "content-type": "text/html" }), body)).toBe(true);
  });

  it("is found in what came before the body broke", async () => {
    expect(await inAnswer(head(200, { "content-type": "application/json", "content-length": "9999" }), KEY)).toBe(true);
    expect(await inAnswer(JSON_HEAD, KEY, Uint8Array.of(0xff))).toBe(true);
  });

  it("is found between invalid bytes, as UTF-16 for instance", async () => {
    expect(await inAnswer(JSON_HEAD, Buffer.from(`\ufeff${KEY}`, "utf16le"))).toBe(true);
  });
});

describe("a key that comes back in a stream", () => {
  it.each([
    { family: "chat", stream: chatStream },
    { family: "responses", stream: responseStream },
  ])("is found wherever the deltas of a $family stream cut it", async ({ stream }) => {
    const places = fc.array(fc.integer({ min: 1, max: KEY.length - 1 }), { minLength: 1, maxLength: KEY.length });
    await fc.assert(
      fc.asyncProperty(places, async (at) => expect(await inStream(stream(["You sent ", ...cut(at)]))).toBe(true)),
      { numRuns: 25 },
    );
    expect(await inStream(stream([...KEY]))).toBe(true);
  });

  it("is found in the arguments of a tool call, in a comment, and in the name of an event", async () => {
    const call = (part: string) =>
      `data: ${JSON.stringify({ choices: [{ delta: { tool_calls: [{ index: 0, function: { arguments: part } }] } }] })}\n\n`;
    expect(await inStream(call(KEY.slice(0, 9)) + call(KEY.slice(9)))).toBe(true);
    expect(await inStream(`: ${KEY}\n\n`)).toBe(true);
    expect(await inStream(`event: ${KEY}\ndata: {}\n\n`)).toBe(true);
  });

  it("is found in a frame that never ended", async () => {
    expect(await inStream(`data: {"delta":"${KEY}`)).toBe(true);
  });

  it("is found in base64 that the deltas cut", async () => {
    const text = Buffer.from(`Bearer ${KEY}`).toString("base64");
    expect(await inStream(chatStream([text.slice(0, 11), text.slice(11)]))).toBe(true);
  });
});

describe("what is not the key", () => {
  const masked = [`${KEY.slice(0, 6)}***${KEY.slice(-4)}`, `${KEY.slice(0, -4)}****`, `...${KEY.slice(8)}`];

  it.each(masked)("%j, as gateways mask it in their errors", async (text) => {
    expect(await inAnswer(JSON_HEAD, JSON.stringify({ error: { message: `Incorrect API key: ${text}` } }))).toBe(false);
    expect(await inStream(chatStream(["Incorrect API key: ", text]))).toBe(false);
  });

  it("an answer without it", async () => {
    expect(await inAnswer(JSON_HEAD, '{"a":"b"}')).toBe(false);
    expect(await inStream(chatStream(["O", "K"]))).toBe(false);
  });

  it("no answer at all", () => {
    const timing = {
      resolve: null,
      connect: null,
      tls: null,
      firstByte: null,
      firstEvent: null,
      lastEvent: null,
      total: 1,
    };
    const failure = { category: "tcp", code: "ECONNREFUSED", detail: null } as const;
    expect(exposesSecret({ kind: "no-answer", failure, timing }, redactor)).toBe(false);
    expect(exposesSecret({ kind: "aborted", timing }, redactor)).toBe(false);
  });
});

describe("hostile nesting", () => {
  it("is followed to a depth, and never breaks the search", async () => {
    const deep = `${"[".repeat(5_000)}1${"]".repeat(5_000)}`;
    await using server = await answering(STREAM_HEAD, `data: ${deep}\n\ndata: {"a":"${KEY}"}\n\n`);
    const answer: Answer = await answerOf(askStream(server.url));
    expect(exposesSecret(answer, redactor)).toBe(true);
  });

  it("of very many texts in one place is joined in one go", async () => {
    const events = Array.from({ length: 9_000 }, (_, i) => `data: {"a":"${i}"}\n\n`).join("");
    expect(await inStream(`${events}data: {"a":"${KEY.slice(0, 5)}"}\n\ndata: {"a":"${KEY.slice(5)}"}\n\n`)).toBe(true);
  });
});
