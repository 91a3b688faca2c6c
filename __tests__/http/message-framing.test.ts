import { describe, expect, it } from "@jest/globals";
import { answerOf, ask, askStream, failureOf } from "./asking.ts";
import { answering, head, speaking } from "./wire.ts";

describe("where an answer ends", () => {
  it("HTTP/1.0: with the connection", async () => {
    await using server = await answering("HTTP/1.0 200 OK\r\ncontent-type: application/json\r\n\r\n", '{"a":', "1}");
    expect(await answerOf(ask(server.url))).toMatchObject({ status: 200, text: '{"a":1}', end: { kind: "complete" } });
  });

  it("a stream over HTTP/1.0 too", async () => {
    await using server = await answering("HTTP/1.0 200 OK\r\ncontent-type: text/event-stream\r\n\r\n", "data: 1\n\n");
    const answer = await answerOf(askStream(server.url));
    expect(answer).toMatchObject({ events: [{ data: "1" }], end: { kind: "complete" } });
  });

  it.each([204, 205, 304])("%d: with its head, whatever the server does with the connection", async (status) => {
    await using server = await speaking((socket) =>
      socket.write(
        `HTTP/1.1 ${status} Status\r\nx-request-id: r${status === 205 ? "\r\ncontent-length: 0" : ""}\r\n\r\n`,
      ),
    );
    expect(await answerOf(ask(server.url))).toMatchObject({
      status,
      text: "",
      bytes: 0,
      mediaType: null,
      requestId: "r",
      end: { kind: "complete" },
    });
  });

  it("content-length: after that many bytes, although the connection stays", async () => {
    await using server = await speaking((socket) =>
      socket.write(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}`),
    );
    expect(await answerOf(ask(server.url))).toMatchObject({ text: "{}", end: { kind: "complete" } });
  });

  it("chunks: with the last one; extensions and trailers are not part of the text", async () => {
    const chunked = head(200, { "content-type": "application/json", "transfer-encoding": "chunked" });
    await using server = await speaking((socket) =>
      socket.write(`${chunked}1;ext=1\r\n{\r\n1\r\n}\r\n0\r\nx-trailer: t\r\n\r\n`),
    );
    const answer = await answerOf(ask(server.url));
    expect(answer).toMatchObject({ text: "{}", end: { kind: "complete" } });
    expect(answer.headers).not.toHaveProperty("x-trailer");
  });

  it("heads of status 1xx are no answer; the one after them is", async () => {
    await using server = await answering("HTTP/1.1 103 Early Hints\r\nx-request-id: early\r\n\r\n", head(204));
    expect(await answerOf(ask(server.url))).toMatchObject({ status: 204, requestId: null });
  });

  describe("heads of status 1xx that nobody asked for are read past, however they come", () => {
    const final = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 21\r\n\r\n";
    const body = '"HTTP/1.1 100 as text"';
    it.each([
      ["a 100", "HTTP/1.1 100 Continue\r\n\r\n"],
      ["a 100 with headers", "HTTP/1.1 100 Continue\r\nx-a: HTTP/1.1 100\r\nx-b: 2\r\n\r\n"],
      [
        "two of them and a 103",
        "HTTP/1.1 100\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: a\r\n\r\nHTTP/1.1 100 C\r\n\r\n",
      ],
    ])("%s", async (_name, early) => {
      for (const size of [1, 7, 1_000]) {
        await using server = await speaking(async (socket) => {
          const bytes = early + final + body.slice(0, 21);
          for (let i = 0; i < bytes.length; i += size) {
            socket.write(bytes.slice(i, i + size));
            if (size === 7) await new Promise(setImmediate);
          }
          socket.end();
        });
        expect(await answerOf(ask(server.url))).toMatchObject({
          status: 200,
          text: body.slice(0, 21),
          end: { kind: "complete" },
        });
      }
    });
  });

  it("bytes after the end of an answer are not part of it", async () => {
    await using server = await answering(
      "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}HTTP/1.1 500 no\r\n\r\n",
    );
    expect(await answerOf(ask(server.url))).toMatchObject({ status: 200, text: "{}", end: { kind: "complete" } });
  });
});

describe("an answer that breaks HTTP says which header is wrong", () => {
  const LENGTH = "content-length: 2\r\n";
  const CHUNKED = "transfer-encoding: chunked\r\n";
  it.each([
    ["two lengths", `${LENGTH}content-length: 3\r\n`, "{}", "content-length-conflict"],
    ["the same length twice", `${LENGTH}${LENGTH}`, "{}", "content-length-conflict"],
    ["a length before chunks", `${LENGTH}${CHUNKED}`, "2\r\n{}\r\n0\r\n\r\n", "content-length-conflict"],
    ["a length after chunks", `${CHUNKED}${LENGTH}`, "2\r\n{}\r\n0\r\n\r\n", "content-length-conflict"],
    ["a length that is no number", "content-length: two\r\n", "{}", "content-length-invalid"],
    ["chunked, and no chunks", CHUNKED, "{}", "chunk-invalid"],
    ["a chunk that is longer than it says", CHUNKED, '1\r\n{"a":1}\r\n0\r\n\r\n', "chunk-invalid"],
  ])("%s", async (_name, headers, body, detail) => {
    await using server = await answering(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n${headers}\r\n${body}`);
    expect(await failureOf(ask(server.url))).toMatchObject({ category: "response-contract", detail });
  });

  it.each([
    ["without a colon", "bad header\r\n", "after content-type"],
    ["with a space in its name", "X Trace: 1\r\n", "after content-type"],
    ["with a space before the colon", "X-A : 1\r\n", "X-A"],
    ["with a control character in its value", "X-Trace-Id: a\x01b\r\n", "X-Trace-Id"],
    ["with a zero in its value", "x-a: a\0b\r\n", "x-a"],
    ["with a line break in its value", "x-a: a\nb\r\n", "x-a"],
    ["folded", "x-a: a\r\n b\r\n", "after x-a"],
    ["with a control character, after a length", "content-length: 2\r\nx-a: a\x01b\r\n", "x-a"],
    ["with a control character, before a length", "x-a: a\x01b\r\ncontent-length: 2\r\n", "x-a"],
    ["with a name that no header has", `${"x".repeat(65)}: a\x01b\r\n`, "after content-type"],
  ])("a malformed header is named, or the one before it: %s", async (_name, headers, header) => {
    const early = "HTTP/1.1 103 Early Hints\r\nlink: a\r\n\r\n";
    for (const before of ["", early]) {
      const head = `${before}HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n`;
      await using server = await answering(`${head}${headers}\r\n{}`);
      const failure = await failureOf(ask(server.url));
      expect(failure).toMatchObject({ category: "response-contract", detail: "header-invalid", header });
    }
  });

  it.each(["HTTP/1.1 abc OK", "HTTP/1.1 1000 OK", "HTTP/2 200", "HTTP/3.1 200 OK"])("%s", async (line) => {
    await using server = await answering(`${line}\r\n\r\n`);
    expect(await failureOf(ask(server.url))).toMatchObject({
      category: "response-contract",
      detail: "status-line-invalid",
    });
  });

  it("a 101 switches to something else", async () => {
    await using server = await answering(
      "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n",
    );
    expect(await failureOf(ask(server.url))).toMatchObject({
      category: "response-contract",
      detail: "protocol-switched",
    });
  });

  it("a body that is longer than its length is read to that length, as every client does", async () => {
    await using server = await answering("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}}");
    expect(await answerOf(ask(server.url))).toMatchObject({ text: "{}", end: { kind: "complete" } });
  });
});
