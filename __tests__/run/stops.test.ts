import { describe, expect, it } from "@jest/globals";
import { answer, type Endpoint, endpoint } from "./endpoint.ts";
import { KEY, outcomes, probe, run, settings } from "./running.ts";

describe("the deadline of the run", () => {
  it("ends everything that is under way, and keeps what was gathered", async () => {
    await using target = await endpoint((request) => (request.n <= 3 ? answer(request) : "hang"));
    const seen = await run(settings(target.baseUrl, { limits: { deadlineMs: 400 } }));
    expect(seen).toMatchObject({ stops: ["deadline"], requests: 5 });
    expect(outcomes(seen, "chat").sort()).toEqual(["error deadline", "error deadline", "pass", "pass", "pass"]);
  });

  it("sends nobody who waits for a place", async () => {
    await using target = await endpoint((request) => (request.n === 1 ? answer(request) : "hang"));
    const limits = { deadlineMs: 400, concurrency: 1 };
    const seen = await run(settings(target.baseUrl, { limits, probes: ["chat", "responses"] }));
    expect(target.received).toHaveLength(2);
    const all = [...outcomes(seen, "chat"), ...outcomes(seen, "responses")];
    expect(all.filter((outcome) => outcome === "pass")).toHaveLength(1);
    expect(all.filter((outcome) => outcome !== "pass").every((outcome) => outcome === "error deadline")).toBe(true);
  });

  it("ends the pause before the second look", async () => {
    await using target = await endpoint(() => ({ status: 500, body: {} }));
    const running = { policy: { settleMs: 60_000 }, limits: { deadlineMs: 300 } };
    const seen = await run(settings(target.baseUrl, running));
    expect(seen.stops).toEqual(["deadline"]);
    expect(outcomes(seen, "chat")).toEqual(["fail provider-5xx", "error deadline"]);
    expect(target.received).toHaveLength(1);
  });

  it("that is not reached leaves no trace", async () => {
    await using target = await endpoint((request) => answer(request));
    expect(await run(settings(target.baseUrl))).toMatchObject({ stops: [], requests: 5 });
  });
});

describe("a cancelled job", () => {
  it("ends everything that is under way, and keeps what was gathered", async () => {
    const cancel = new AbortController();
    await using target: Endpoint = await endpoint((request) => {
      if (request.path.endsWith("/chat/completions")) return answer(request);
      // Cancelled while this one is unanswered, after the other probe is through.
      if (request.n > 0) void untilFive().then(() => cancel.abort());
      return "hang";
    });
    const chats = () => target.received.filter(({ path }) => path.endsWith("/chat/completions")).length;
    const untilFive = async () => {
      while (chats() < 5 || target.open() > 1) await new Promise(setImmediate);
    };
    const seen = await run(settings(target.baseUrl, { probes: ["chat", "responses"] }), { cancelled: cancel.signal });
    expect(seen.stops).toEqual(["cancelled"]);
    expect(probe(seen, "chat").attempts).toHaveLength(5);
    expect(outcomes(seen, "responses")).toEqual(["error cancelled"]);
  });

  it("before the start: nothing is sent, and every probe says why it has no answer", async () => {
    await using target = await endpoint((request) => answer(request));
    const seen = await run(settings(target.baseUrl, { probes: ["chat", "error-path"] }), {
      cancelled: AbortSignal.abort(),
    });
    expect(target.connections()).toBe(0);
    expect(seen).toMatchObject({ stops: ["cancelled"], requests: 0 });
    for (const { key } of seen.probes) expect(outcomes(seen, key)).toEqual(["error cancelled"]);
  });
});

describe("a key that comes back", () => {
  it("stops all probes at once: nothing more is sent", async () => {
    await using target: Endpoint = await endpoint(async (request) => {
      if (!request.path.endsWith("/responses")) return "hang";
      // The other probe has asked and waits when the key comes back.
      while (target.received.length < 2) await new Promise(setImmediate);
      return answer(request, `You sent ${request.headers.authorization}`);
    });
    const seen = await run(settings(target.baseUrl, { probes: ["chat", "responses"] }));
    expect(seen).toMatchObject({ stops: ["sensitive-exposure"], requests: 2 });
    expect(outcomes(seen, "responses")).toEqual(["fail sensitive-exposure"]);
    expect(outcomes(seen, "chat")).toEqual(["error stopped"]);
    expect(target.received).toHaveLength(2);
  });

  it.each([
    { where: "the body", reply: { body: { error: { message: KEY } }, status: 401 } },
    { where: "a header", reply: { body: {}, headers: { "x-echo": `Bearer ${KEY}` } } },
    { where: "the Location of a redirect", reply: { status: 302, body: {}, headers: { location: `/?key=${KEY}` } } },
    { where: "the request id", reply: { body: {}, headers: { "x-request-id": KEY } } },
    { where: "the content type", reply: { body: {}, headers: { "content-type": `text/${KEY.toLowerCase()};${KEY}` } } },
  ])("in $where: nothing of it is kept", async ({ reply }) => {
    await using target = await endpoint(() => reply);
    const seen = await run(settings(target.baseUrl));
    expect(outcomes(seen, "chat")).toEqual(["fail sensitive-exposure"]);
    expect(JSON.stringify(seen)).not.toContain(KEY);
    expect(target.received).toHaveLength(1);
  });

  it("in an answer that is about to be asked again is found before the wait", async () => {
    await using target = await endpoint((request) =>
      request.n === 1
        ? { status: 429, headers: { "retry-after-ms": "1" }, body: { error: { message: KEY } } }
        : answer(request),
    );
    expect(outcomes(await run(settings(target.baseUrl)), "chat")).toEqual(["fail sensitive-exposure"]);
    expect(target.received).toHaveLength(1);
  });

  it("in the answer to an invalid request, or to a credential that is not the key: the same", async () => {
    for (const id of ["error-path", "auth-path"] as const) {
      await using target = await endpoint(() => ({ status: 401, body: { error: { message: KEY } } }));
      const seen = await run(settings(target.baseUrl, { probes: [id] }));
      expect(seen.stops).toEqual(["sensitive-exposure"]);
    }
  });
});
