import { createServer } from "node:net";
import { describe, expect, it } from "@jest/globals";
import { answerOf, ask, askStream, failureOf } from "./asking.ts";
import { head, JSON_HEAD, listen, STREAM_HEAD, speaking } from "./wire.ts";

/** A server that sends `first`, then `again` every few ms for as long as the connection stands. */
function dripping(first: string, again: string) {
  return speaking((socket) => {
    socket.write(first);
    const timer = setInterval(() => socket.write(again), 10);
    socket.once("close", () => clearInterval(timer));
  });
}

const isTerminal = ({ data }: { readonly data: string }) => data === "last";

describe("answers that never end are ended by the total", () => {
  it("a JSON body that drips: timeout-total, and the status is known", async () => {
    await using server = await dripping(`${JSON_HEAD}{`, " ");
    const answer = await answerOf(ask(server.url, { limits: { totalMs: 200 } }));
    expect(answer).toMatchObject({ status: 200, end: { kind: "failed", failure: { category: "timeout-total" } } });
    expect(answer.text).toMatch(/^\{ +$/);
  });

  it("a compressed body of which only the beginning comes: timeout-total, not a broken encoding", async () => {
    const gzipHeader = Buffer.from("1f8b0800000000000003", "hex");
    await using server = await speaking((socket) => {
      socket.write(head(200, { "content-type": "application/json", "content-encoding": "gzip" }));
      socket.write(gzipHeader);
    });
    expect(await failureOf(ask(server.url, { limits: { totalMs: 150 } }))).toMatchObject({ category: "timeout-total" });
  });

  it("an event that grows byte by byte: timeout-total, because every byte breaks the silence", async () => {
    await using server = await dripping(`${STREAM_HEAD}data: `, "x");
    const answer = await answerOf(askStream(server.url, { limits: { idleMs: 400, totalMs: 800 } }));
    expect(answer).toMatchObject({
      events: [],
      unterminatedFrame: true,
      end: { failure: { category: "timeout-total" } },
    });
  });

  it("an error page: the status counts, whatever ended the page", async () => {
    await using server = await dripping(head(500, { "content-type": "text/html" }), "<p>");
    const answer = await answerOf(ask(server.url, { limits: { totalMs: 200 } }));
    expect(answer).toMatchObject({ status: 500, end: { failure: { category: "timeout-total" } } });
  });

  it("informational heads before an answer that never comes: timeout-first-byte", async () => {
    await using server = await dripping("", "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n");
    const failure = await failureOf(askStream(server.url, { limits: { firstByteMs: 100 } }));
    expect(failure.category).toBe("timeout-first-byte");
  });
});

describe("answers that the gate has seen enough of are left open, without blame", () => {
  it("a stream that goes on with comments after its terminal event", async () => {
    await using server = await dripping(`${STREAM_HEAD}data: last\n\n`, ": PING\n\n");
    const answer = await answerOf(askStream(server.url, { plan: { isTerminal } }));
    expect(answer).toMatchObject({ end: { kind: "left-open" }, events: [{ data: "last" }] });
  });

  it("a stream whose [DONE] comes a moment after its terminal event, and that then stays open", async () => {
    await using server = await speaking((socket) => {
      socket.write(`${STREAM_HEAD}data: last\n\n`);
      setTimeout(() => socket.write("data: [DONE]\n\n"), 30);
    });
    const answer = await answerOf(askStream(server.url, { plan: { isTerminal } }));
    expect(answer.end).toEqual({ kind: "left-open" });
    expect(answer.events?.map(({ data }) => data)).toEqual(["last", "[DONE]"]);
  });

  it("bodies that the head already judged: errors, and streams that nobody asked for", async () => {
    await using error = await dripping(head(500, { "content-type": "text/html" }), "<p>");
    await using silent = await speaking((socket) => socket.write(head(403, { "content-type": "text/html" })));
    await using unasked = await dripping(STREAM_HEAD, ": PING\n\n");
    // Side by side: each is sampled for some seconds.
    const answers = await Promise.all([error, silent, unasked].map(({ url }) => answerOf(ask(url))));
    expect(answers.map(({ status }) => status)).toEqual([500, 403, 200]);
    for (const answer of answers) expect(answer).toMatchObject({ events: null, end: { kind: "left-open" } });
  });
});

describe("limits that are over", () => {
  it("the connect limit, once the request is out", async () => {
    await using server = await speaking((socket) => setTimeout(() => socket.end(`${JSON_HEAD}{}`), 500));
    const answer = await answerOf(ask(server.url, { limits: { connectMs: 350, firstByteMs: 50, idleMs: 50 } }));
    expect(answer.end).toEqual({ kind: "complete" });
  });
});

describe("the stop signal", () => {
  it("ends an exchange whose handshake is under way: aborted", async () => {
    const stop = new AbortController();
    const silent = createServer();
    silent.once("connection", () => stop.abort("cancelled"));
    await using server = await listen(silent);
    expect(await ask(`https://127.0.0.1:${server.port}`, { stop: stop.signal })).toMatchObject({ kind: "aborted" });
  });

  it("leaves no connection behind, made or half made", async () => {
    const stop = new AbortController();
    const ended = Promise.withResolvers<void>();
    const silent = createServer((socket) => {
      socket.on("close", () => ended.resolve()).resume();
      stop.abort("cancelled");
    });
    await using server = await listen(silent);
    await ask(`https://127.0.0.1:${server.port}`, { stop: stop.signal });
    await ended.promise;
  });
});
