/** Whose failure it is: of the connection wherever it breaks, and never of an endpoint that waited for the gate. */
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "@jest/globals";
import { answerOf, ask, askStream, failureOf } from "./asking.ts";
import { JSON_HEAD, STREAM_HEAD, speaking } from "./wire.ts";

describe("a reset where only the connection's end ends the answer", () => {
  const lost = { category: "connection-lost", code: "ECONNRESET" };
  it.each([
    ["before the head", ""],
    ["in the status line", "HTTP/1.1 2"],
    ["in the headers", "HTTP/1.1 200 OK\r\ncontent-type: text/event-"],
    ["after a 103", "HTTP/1.1 103 Early Hints\r\nlink: a\r\n\r\n"],
    ["before the first byte of the body", STREAM_HEAD],
    ["in the middle of an event", `${STREAM_HEAD}data: {"a"`],
    ["between two events", `${STREAM_HEAD}data: 1\n\n`],
    ["after the terminal event", `${STREAM_HEAD}data: 1\n\ndata: [DONE]\n\n`],
  ])("%s: connection-lost", async (_where, bytes) => {
    await using server = await speaking((socket) => {
      // What is written must have left before the reset, which overtakes it.
      if (bytes === "") socket.resetAndDestroy();
      else socket.write(bytes, () => setTimeout(() => socket.resetAndDestroy(), 20));
    });
    expect(await failureOf(askStream(server.url))).toMatchObject(lost);
  });

  it("in a body of JSON: connection-lost, and no wrong JSON", async () => {
    await using server = await speaking((socket) =>
      socket.write(`${JSON_HEAD}{"a":`, () => setTimeout(() => socket.resetAndDestroy(), 20)),
    );
    expect(await failureOf(ask(server.url))).toMatchObject(lost);
  });

  it("after a body whose length was said: a whole answer", async () => {
    const head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n";
    await using server = await speaking((socket) =>
      socket.write(`${head}{}`, () => setTimeout(() => socket.resetAndDestroy(), 20)),
    );
    expect(await answerOf(ask(server.url))).toMatchObject({ text: "{}", end: { kind: "complete" } });
  });
});

/** A stream of ten events in a thread of its own: whoever asks may be busy. */
const STEADY_SERVER = `
  const { createServer } = require("node:http");
  const server = createServer((request, response) => {
    request.resume();
    let sent = 0;
    const timer = setInterval(() => {
      if (sent === 0) response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("data: " + sent + "\\n\\n");
      if (++sent === 10) { clearInterval(timer); response.end(); }
    }, 60);
  });
  server.listen(0, "127.0.0.1", () => require("node:worker_threads").parentPort.postMessage(server.address().port));
`;

/** Keeps this thread from everything else for so long, ms. */
function busy(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

describe("time in which the gate itself was busy", () => {
  it.each([
    ["connectMs", 0],
    ["firstByteMs", 30],
    ["idleMs", 250],
    ["totalMs", 250],
  ] as const)("does not count against %s", async (limit, from) => {
    const worker = new Worker(STEADY_SERVER, { eval: true });
    try {
      const port = await new Promise<number>((resolve) => worker.once("message", resolve));
      const asked = askStream(`http://127.0.0.1:${port}`, { limits: { [limit]: 1_000 } });
      setTimeout(() => setImmediate(busy, 2_000), from);
      const answer = await answerOf(asked);
      expect([answer.end, answer.events?.length]).toEqual([{ kind: "complete" }, 10]);
    } finally {
      await worker.terminate();
    }
  });

  it.each([
    ["firstByteMs", "", "timeout-first-byte"],
    ["idleMs", STREAM_HEAD, "timeout-idle"],
    ["totalMs", STREAM_HEAD, "timeout-total"],
  ] as const)("that never rests reaches %s all the same", async (limit, bytes, category) => {
    await using silent = await speaking((socket) => socket.write(bytes));
    let rests = false;
    const turn = () => rests || setImmediate(turn);
    turn();
    const failure = await failureOf(askStream(silent.url, { limits: { [limit]: 200 } }));
    rests = true;
    expect(failure).toMatchObject({ category });
  });
});
