import { describe, expect, it } from "@jest/globals";
import { answerOf, ask, askStream } from "./asking.ts";
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

  it("bytes after the end of an answer are not part of it", async () => {
    await using server = await answering(
      "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}HTTP/1.1 500 no\r\n\r\n",
    );
    expect(await answerOf(ask(server.url))).toMatchObject({ status: 200, text: "{}", end: { kind: "complete" } });
  });
});
