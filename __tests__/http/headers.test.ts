import { describe, expect, it } from "@jest/globals";
import { essence, isJson, requestIdIn } from "../../src/http/headers.ts";
import { answerOf, ask, askStream } from "./asking.ts";
import { answering, head } from "./wire.ts";

describe("the request id", () => {
  // The order of contracts.md, 1.3.
  const names = [
    "x-cometapi-request-id",
    "x-oneapi-request-id",
    "x-request-id",
    "request-id",
    "x-generation-id",
    "cf-ray",
  ];

  it("is taken from the first of the known headers that is there", () => {
    for (const [i, name] of names.entries()) {
      const present = Object.fromEntries(names.slice(i).map((other) => [other, `id-of-${other}`]));
      expect(requestIdIn(present)).toBe(`id-of-${name}`);
    }
    expect(requestIdIn({ "x-trace-id": "1" })).toBeNull();
  });

  const unusable = ["", "::error::x", "a b", "<b>", "x".repeat(129), "-x", "a, b"];
  it.each(unusable)("%j could break a report or is none: the next header counts", (value) => {
    expect(requestIdIn({ "x-request-id": value, "cf-ray": "8f-AMS" })).toBe("8f-AMS");
  });

  it("is found whatever the case of its header; sent twice it is none", async () => {
    await using once = await answering("HTTP/1.1 200 OK\r\nX-CometAPI-Request-ID: 2026-a_b\r\n\r\n");
    expect((await answerOf(ask(once.url))).requestId).toBe("2026-a_b");
    await using twice = await answering("HTTP/1.1 200 OK\r\nx-request-id: a\r\nx-request-id: b\r\n\r\n");
    expect(await answerOf(ask(twice.url))).toMatchObject({ requestId: null, headers: { "x-request-id": "a, b" } });
  });
});

describe("content types", () => {
  it.each([
    ["application/json", "application/json", true],
    ["Application/JSON; charset=UTF-8", "application/json", true],
    ["application/vnd.api+json", "application/vnd.api+json", true],
    ["text/event-stream", "text/event-stream", false],
    ["text/json-ish", "text/json-ish", false],
    ["json", null, false],
    ["::error::x/y", null, false],
    ["", null, false],
    [undefined, null, false],
    ["application/json, application/json", "application/json", true],
    ["text/plain, application/json; charset=utf-8", "application/json", true],
    ["application/json, text/event-stream", "text/event-stream", false],
    ["application/json, nonsense", "application/json", true],
  ])("%j is %j, JSON: %j", (header, mediaType, json) => {
    expect(essence(header)).toBe(mediaType);
    expect(isJson(essence(header))).toBe(json);
  });
});

describe("a content type that was sent twice", () => {
  const twice = (first: string, last: string) =>
    `HTTP/1.1 200 OK\r\ncontent-type: ${first}\r\ncontent-type: ${last}\r\nconnection: close\r\n\r\n`;

  it("is its last value, in two headers and in one", async () => {
    await using two = await answering(twice("text/plain", "application/json; charset=utf-8"), "{}");
    expect((await answerOf(ask(two.url))).mediaType).toBe("application/json");
    await using one = await answering(head(200, { "content-type": "application/json, application/json" }), "{}");
    expect((await answerOf(ask(one.url))).mediaType).toBe("application/json");
  });

  it("is read as a stream where that is its last value", async () => {
    await using server = await answering(twice("text/event-stream", "text/event-stream; charset=utf-8"), "data: x\n\n");
    expect((await answerOf(askStream(server.url))).events).toEqual([{ event: null, data: "x" }]);
  });
});
