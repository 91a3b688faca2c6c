import { describe, expect, it } from "@jest/globals";
import { answer, endpoint, failure } from "./endpoint.ts";
import { outcomes, probe, run, settings } from "./running.ts";

describe("a wait that the endpoint asks for with Retry-After", () => {
  it.each([429, 503])("after a %d is made, recorded, and leaves one attempt one attempt", async (status) => {
    await using target = await endpoint((request) =>
      request.n === 1 ? failure(status, "", { "retry-after-ms": "20" }) : answer(request),
    );
    const [first, ...others] = probe(await run(settings(target.baseUrl)), "chat").attempts;
    expect(first).toMatchObject({ n: 1, waitsMs: [expect.any(Number)], outcome: { kind: "pass" } });
    expect(first?.waitsMs[0]).toBeGreaterThan(0);
    expect(first?.requests.map((request) => request.status)).toEqual([status, 200]);
    for (const other of others) expect(other.waitsMs).toEqual([]);
  });

  it("after a 503 is made twice in an attempt, not more: an outage is reported, not sat out", async () => {
    await using target = await endpoint(() => failure(503, "", { "retry-after-ms": "1" }));
    const seen = await run(settings(target.baseUrl, { policy: { samples: 2 } }));
    const [first] = probe(seen, "chat").attempts;
    expect(first).toMatchObject({ waitsMs: [1, 1], outcome: { kind: "fail", category: "provider-5xx" } });
    expect(first?.requests).toHaveLength(3);
  });

  it.each([
    { asked: "longer than the attempt may take", headers: { "retry-after": "5" } },
    { asked: "nothing", headers: {} },
    { asked: "nonsense", headers: { "retry-after": "soon" } },
  ])("after a 503 is not made when it asks for $asked", async ({ headers }) => {
    await using target = await endpoint((request) => (request.n === 1 ? failure(503, "", headers) : answer(request)));
    const [first] = probe(await run(settings(target.baseUrl, { limits: { timeoutMs: 4_000 } })), "chat").attempts;
    expect(first).toMatchObject({ waitsMs: [], outcome: { kind: "fail", category: "provider-5xx" } });
    expect(first?.requests).toHaveLength(1);
  });

  it("after a 429 is not the attempt's time", async () => {
    await using target = await endpoint((request) =>
      request.n === 1 ? failure(429, "", { "retry-after-ms": "300" }) : answer(request),
    );
    const [first] = probe(await run(settings(target.baseUrl, { limits: { timeoutMs: 250 } })), "chat").attempts;
    expect(first?.outcome.kind).toBe("pass");
    expect(first?.durationMs).toBeLessThan(250);
  });

  it("is not made for a 503 that says that the model is unknown: waiting cannot help", async () => {
    await using target = await endpoint(() => failure(503, "model_not_found", { "retry-after-ms": "1" }));
    const attempts = probe(await run(settings(target.baseUrl)), "chat").attempts;
    expect(attempts).toMatchObject([{ waitsMs: [] }, { waitsMs: [], confirms: 1 }]);
    expect(target.received).toHaveLength(2);
  });

  it("is not made after any other status", async () => {
    await using target = await endpoint(() => failure(500, "", { "retry-after-ms": "1" }));
    const seen = await run(settings(target.baseUrl, { policy: { samples: 2 } }));
    for (const attempt of probe(seen, "chat").attempts) expect(attempt.requests).toHaveLength(1);
  });

  it("after a 503 is never made for a request that must fail: it is sent once, and once more to confirm", async () => {
    await using target = await endpoint(() => failure(503, "", { "retry-after-ms": "1" }));
    const seen = await run(settings(target.baseUrl, { probes: ["error-path", "auth-path"] }));
    for (const { attempts } of seen.probes) {
      expect(attempts.map(({ requests, waitsMs }) => [requests.length, waitsMs])).toEqual([
        [1, []],
        [1, []],
      ]);
    }
  });

  it("bounds what is left for the request after it: all requests of an attempt share its limit", async () => {
    await using target = await endpoint((request) =>
      request.n === 1 ? failure(503, "", { "retry-after-ms": "200" }) : "hang",
    );
    const limits = { timeoutMs: 500, deadlineMs: 20_000 };
    const seen = await run(settings(target.baseUrl, { limits, policy: { samples: 2 } }));
    const [first] = probe(seen, "chat").attempts;
    expect(first).toMatchObject({ waitsMs: [200], outcome: { kind: "fail", category: "timeout-first-byte" } });
    expect(first?.requests[1]?.timing.total).toBeLessThan(limits.timeoutMs - 100);
  });

  it("ends with the run", async () => {
    await using target = await endpoint(() => failure(429, "", { "retry-after": "30" }));
    const cancel = new AbortController();
    const running = run(settings(target.baseUrl), { cancelled: cancel.signal });
    while (target.open() > 0 || target.received.length === 0) await new Promise(setImmediate);
    cancel.abort();
    const seen = await running;
    expect(outcomes(seen, "chat")).toEqual(["error cancelled"]);
    expect(target.received).toHaveLength(1);
  });
});
