import { fork } from "node:child_process";
import dns, { type LookupAddress } from "node:dns";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { describe, expect, it, jest } from "@jest/globals";
import { startStopwatch } from "../../src/http/timing.ts";
import { answerOf, ask, askStream, failureOf } from "./asking.ts";
import { answering, JSON_HEAD, listen, STREAM_HEAD, serving, speaking } from "./wire.ts";

type Found = (error: null, addresses: readonly LookupAddress[]) => void;

describe("the phases of a request", () => {
  it("are in the timing in the order in which they happen; what did not happen is null", async () => {
    await using server = await answering(STREAM_HEAD, "data: 1\n\ndata: 2\n\n");
    const { timing } = await answerOf(askStream(server.url.replace("127.0.0.1", "localhost")));
    const { resolve, connect, tls, firstByte, firstEvent, lastEvent, total } = timing;
    expect(tls).toBeNull();
    const order = [resolve, connect, firstByte, firstEvent, lastEvent, total];
    expect(order).toEqual([...order].sort((a, b) => Number(a) - Number(b)));
    expect(order).not.toContain(null);
  });

  it("an address needs no resolver, a JSON answer has no events", async () => {
    await using server = await answering(JSON_HEAD, "{}");
    const { timing } = await answerOf(ask(server.url));
    expect(timing).toMatchObject({ resolve: null, tls: null, firstEvent: null, lastEvent: null });
    expect(timing.connect).not.toBeNull();
    expect(timing.firstByte).not.toBeNull();
  });

  it("a stopwatch keeps the first mark of a phase, and the last one of lastEvent", async () => {
    const stopwatch = startStopwatch();
    for (const phase of ["firstEvent", "lastEvent"] as const) stopwatch.mark(phase);
    const before = stopwatch.read();
    while (stopwatch.read().total <= before.total) await new Promise(setImmediate);
    for (const phase of ["firstEvent", "lastEvent"] as const) stopwatch.mark(phase);
    const after = stopwatch.read();
    expect(after.firstEvent).toBe(before.firstEvent);
    expect(after.lastEvent).toBeGreaterThan(Number(before.lastEvent));
  });
});

describe("what is sent", () => {
  const requestOf = async (asking: Parameters<typeof ask>[1]) => {
    let seen = "";
    await using server = await speaking((socket, request) => {
      seen = request;
      socket.end(`${JSON_HEAD}{}`);
    });
    await answerOf(ask(`${server.url}/v1`, { ...asking, plan: { path: "/chat/completions", ...asking?.plan } }));
    return seen;
  };

  it("the path below the base URL, JSON, the compressions that can be read, and the target's own headers", async () => {
    const request = await requestOf({ headers: { authorization: "Bearer k", "x-team": "llm" } });
    expect(request).toMatch(/^POST \/v1\/chat\/completions HTTP\/1\.1\r\n/);
    expect(request).toMatch(/^accept: application\/json\r$/m);
    expect(request).toMatch(/^accept-encoding: gzip, deflate, br\r$/m);
    expect(request).toMatch(/^content-type: application\/json\r$/m);
    expect(request).toMatch(/^authorization: Bearer k\r$/m);
    expect(request).toMatch(/^x-team: llm\r$/m);
    expect(request).toMatch(/\r\n\r\n\{"q":1\}$/);
  });

  it("a stream is asked for as a stream", async () => {
    expect(await requestOf({ plan: { expect: "event-stream" } })).toMatch(/^accept: text\/event-stream\r$/m);
  });

  it("the target's headers win over the gate's own", async () => {
    expect(await requestOf({ headers: { "user-agent": "release" } })).toMatch(/^user-agent: release\r$/m);
  });

  it("a GET has no body and no content type", async () => {
    const request = await requestOf({ plan: { method: "GET", body: undefined } });
    expect(request).toMatch(/^GET /);
    expect(request).not.toMatch(/^content-type/m);
    expect(request).toMatch(/\r\n\r\n$/);
  });

  it("every exchange has a connection of its own, and closes it", async () => {
    await using server = await serving((_, response) =>
      response.setHeader("content-type", "application/json").end("{}"),
    );
    await answerOf(ask(server.url));
    await answerOf(ask(server.url));
    expect(server.connections()).toBe(2);
  });
});

describe("connections that are never established", () => {
  it("nobody listens: tcp, and which kind of address was tried", async () => {
    const server = await serving(() => {});
    await server[Symbol.asyncDispose]();
    expect(await failureOf(ask(server.url))).toEqual({
      ...{ category: "tcp", code: "ECONNREFUSED", detail: null },
      tried: [{ family: "IPv4", code: "ECONNREFUSED" }],
    });
    expect(await failureOf(ask("http://[::1]:1"))).toMatchObject({ category: "tcp", tried: [{ family: "IPv6" }] });
  });

  it("neither kind of address listens: both are said", async () => {
    const both = jest.spyOn(dns, "lookup").mockImplementation(((_name: string, _options: object, found: Found) =>
      found(null, [
        { address: "127.0.0.1", family: 4 },
        { address: "::1", family: 6 },
      ])) as typeof dns.lookup);
    const failure = await failureOf(ask("http://localhost:1"));
    both.mockRestore();
    expect(failure).toMatchObject({
      category: "tcp",
      tried: [
        { family: "IPv4", code: "ECONNREFUSED" },
        { family: "IPv6", code: expect.stringMatching(/^(ECONNREFUSED|EADDRNOTAVAIL)$/) },
      ],
    });
  });

  it("no address listens behind a name: tcp, and the code of the first address tried", async () => {
    const server = await serving(() => {});
    await server[Symbol.asyncDispose]();
    const failure = await failureOf(ask(server.url.replace("127.0.0.1", "localhost")));
    expect(failure).toMatchObject({ category: "tcp", code: "ECONNREFUSED", detail: null });
  });

  it("the name does not resolve (RFC 6761: .invalid never does): dns", async () => {
    const failure = await failureOf(ask("http://release-gate.invalid"));
    expect(failure).toMatchObject({ category: "dns", code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) });
  });

  it("the handshake is accepted and never answered: timeout-connect, because the request could not go out", async () => {
    await using silent = await listen(createServer());
    const failure = await failureOf(ask(`https://127.0.0.1:${silent.port}`, { limits: { connectMs: 50 } }));
    expect(failure).toMatchObject({
      ...{ category: "timeout-connect", code: null, detail: null },
      tried: [{ family: "IPv4", code: null }],
    });
  });

  it("the total runs out before the connection stands: timeout-connect", async () => {
    await using silent = await listen(createServer());
    const failure = await failureOf(ask(`https://127.0.0.1:${silent.port}`, { limits: { totalMs: 50 } }));
    expect(failure.category).toBe("timeout-connect");
  });

  // Linux drops the SYN when the accept queue is full; elsewhere the kernel refuses or queues on.
  const onLinux = process.platform === "linux" ? it : it.skip;
  onLinux("the accept queue is full and no packet comes back: timeout-connect", async () => {
    const child = fork(fileURLToPath(new URL("full-backlog.ts", import.meta.url)), { execArgv: [] });
    try {
      const [port] = (await once(child, "message")) as [number];
      const fill = Array.from({ length: 8 }, () => connect(port, "127.0.0.1").on("error", () => {}));
      await Promise.any(fill.map((socket) => once(socket, "connect")));
      const failure = await failureOf(ask(`http://127.0.0.1:${port}`, { limits: { connectMs: 300 } }));
      for (const socket of fill) socket.destroy();
      expect(failure).toMatchObject({ category: "timeout-connect", code: null, detail: null });
    } finally {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
  });
});

describe("connections that break after the request went out", () => {
  it("reset before any byte of the answer: connection-lost", async () => {
    await using server = await speaking((socket) => socket.resetAndDestroy());
    expect(await failureOf(ask(server.url))).toMatchObject({ category: "connection-lost", code: "ECONNRESET" });
  });

  it("closed before any byte of the answer: connection-lost", async () => {
    await using server = await speaking((socket) => socket.end());
    expect(await failureOf(ask(server.url))).toMatchObject({ category: "connection-lost", detail: null });
  });

  it("closed in the middle of the head: connection-lost", async () => {
    await using server = await answering("HTTP/1.1 200 OK\r\ncontent-ty");
    expect(await failureOf(ask(server.url))).toMatchObject({ category: "connection-lost", detail: null });
  });
});

describe("the stop signal", () => {
  it("ends an exchange that waits for its answer: aborted, whatever the limits say", async () => {
    const stop = new AbortController();
    await using server = await speaking(() => stop.abort("deadline"));
    expect(await ask(server.url, { stop: stop.signal })).toMatchObject({ kind: "aborted" });
  });

  it("ends an exchange in the middle of a body: aborted", async () => {
    const stop = new AbortController();
    await using server = await serving((_, response) => {
      response.setHeader("content-type", "text/event-stream").write("data: 1\n\n");
    });
    const isTerminal = () => {
      stop.abort();
      return false;
    };
    expect(await askStream(server.url, { plan: { isTerminal }, stop: stop.signal })).toMatchObject({ kind: "aborted" });
  });

  it("already given: nothing is sent", async () => {
    await using server = await serving((_, response) => response.end());
    expect(await ask(server.url, { stop: AbortSignal.abort() })).toMatchObject({ kind: "aborted" });
    expect(server.connections()).toBe(0);
  });
});
