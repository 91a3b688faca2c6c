import { describe, expect, it } from "@jest/globals";
import type { ExchangeLimits } from "../../src/http/exchange.ts";
import { answerOf, ask, askStream, failureOf } from "./asking.ts";
import { answering, head, JSON_HEAD, STREAM_HEAD, speaking } from "./wire.ts";

/** Short enough to wait for, ms. */
const SOON = 60;

describe("time limits", () => {
  const silent = () => speaking(() => {});
  const begun = (bytes: string) => speaking((socket) => socket.write(bytes));

  const cases: readonly {
    readonly name: string;
    readonly server: () => ReturnType<typeof silent>;
    readonly stream: boolean;
    readonly limits: Partial<ExchangeLimits>;
    readonly category: string;
  }[] = [
    {
      name: "a stream has no first byte within its limit: timeout-first-byte",
      server: silent,
      stream: true,
      limits: { firstByteMs: SOON },
      category: "timeout-first-byte",
    },
    {
      name: "a JSON answer may take the whole total for its first byte, and no longer: timeout-first-byte",
      server: silent,
      stream: false,
      limits: { totalMs: SOON },
      category: "timeout-first-byte",
    },
    {
      name: "the total runs out before a stream's first byte: timeout-first-byte, the phase it ran out in",
      server: silent,
      stream: true,
      limits: { totalMs: SOON },
      category: "timeout-first-byte",
    },
    {
      name: "half a head is no first byte: timeout-first-byte",
      server: () => begun("HTTP/1.1 200 OK\r\ncontent-type: te"),
      stream: true,
      limits: { firstByteMs: SOON },
      category: "timeout-first-byte",
    },
    {
      name: "a stream opens and says nothing (contracts.md, 4.20): timeout-idle",
      server: () => begun(STREAM_HEAD),
      stream: true,
      limits: { idleMs: SOON },
      category: "timeout-idle",
    },
    {
      name: "a stream goes silent in the middle: timeout-idle",
      server: () => begun(`${STREAM_HEAD}data: 1\n\n`),
      stream: true,
      limits: { idleMs: SOON },
      category: "timeout-idle",
    },
    {
      name: "a JSON body that stops coming has the total, not the idle limit: timeout-total",
      server: () => begun(`${JSON_HEAD}{`),
      stream: false,
      limits: { idleMs: 1, totalMs: SOON },
      category: "timeout-total",
    },
  ];
  for (const { name, server, stream, limits, category } of cases) {
    it(name, async () => {
      await using listening = await server();
      const failure = await failureOf((stream ? askStream : ask)(listening.url, { limits }));
      expect(failure).toEqual({ category, code: null, detail: null });
    });
  }

  it("any byte resets the idle limit, a comment too; only the total ends such a stream: timeout-total", async () => {
    await using server = await speaking((socket) => {
      socket.write(STREAM_HEAD);
      const pings = setInterval(() => socket.write(": PING\n\n"), 5);
      socket.once("close", () => clearInterval(pings));
    });
    const answer = await answerOf(askStream(server.url, { limits: { idleMs: 400, totalMs: 800 } }));
    expect(answer.end).toMatchObject({ kind: "failed", failure: { category: "timeout-total" } });
    expect(answer.comments).toBeGreaterThan(0);
  });

  it("once the head is there, the first-byte limit is over: only silence and the total end the stream", async () => {
    await using server = await speaking((socket) => {
      socket.write(`${STREAM_HEAD}data: 1\n\n`);
      setTimeout(() => socket.end("data: 2\n\n"), 2 * SOON);
    });
    const answer = await answerOf(askStream(server.url, { limits: { firstByteMs: SOON } }));
    expect(answer).toMatchObject({ end: { kind: "complete" }, events: [{ data: "1" }, { data: "2" }] });
  });

  it("what came before a limit is kept", async () => {
    await using server = await speaking((socket) => socket.write(`${STREAM_HEAD}data: 1\n\ndata: half`));
    const answer = await answerOf(askStream(server.url, { limits: { idleMs: SOON } }));
    expect(answer.events).toEqual([{ event: null, data: "1" }]);
    expect(answer.unterminatedFrame).toBe(true);
  });
});

describe("streams that stay open after their terminal event", () => {
  it("are closed by the gate, without blame", async () => {
    await using server = await speaking((socket) => socket.write(`${STREAM_HEAD}data: [DONE]\n\n`));
    const isTerminal = ({ data }: { readonly data: string }) => data === "[DONE]";
    const answer = await answerOf(askStream(server.url, { plan: { isTerminal } }));
    expect(answer.end).toEqual({ kind: "left-open" });
    expect(answer.events).toHaveLength(1);
  });

  it("get a moment for what still follows", async () => {
    await using server = await answering(STREAM_HEAD, "data: end\n\n", "data: [DONE]\n\n");
    const isTerminal = ({ data }: { readonly data: string }) => data === "end";
    const answer = await answerOf(askStream(server.url, { plan: { isTerminal } }));
    expect(answer.end).toEqual({ kind: "complete" });
    expect(answer.events?.map((event) => event.data)).toEqual(["end", "[DONE]"]);
  });
});

describe("redirects", () => {
  for (const status of [301, 302, 303, 307, 308]) {
    it(`${status} is an answer and is not followed: the other origin sees nothing, least of all the credential`, async () => {
      await using other = await answering(JSON_HEAD, "{}");
      await using server = await answering(head(status, { location: `${other.url}/v1/x` }));
      const answer = await answerOf(ask(server.url, { headers: { authorization: "Bearer k" } }));
      expect(answer.status).toBe(status);
      expect(server.connections()).toBe(1);
      expect(other.connections()).toBe(0);
    });
  }

  it("not on the same origin either", async () => {
    await using server = await answering(head(308, { location: "/v1/y" }));
    expect((await answerOf(ask(server.url))).status).toBe(308);
    expect(server.connections()).toBe(1);
  });
});
