import { describe, expect, it } from "@jest/globals";
import { answer, endpoint, failure } from "./endpoint.ts";
import { inWords, outcomes, run, settings } from "./running.ts";

describe("the request budget (max-requests)", () => {
  it("is spent request by request; what could not be asked any more is an error, not a failure", async () => {
    await using target = await endpoint((request) => answer(request));
    const seen = await run(settings(target.baseUrl, { limits: { maxRequests: 3 } }));
    expect(target.received).toHaveLength(3);
    expect(seen).toMatchObject({ requests: 3, stops: ["max-requests"] });
    expect(outcomes(seen, "chat").sort()).toEqual(["error max-requests", "error max-requests", "pass", "pass", "pass"]);
  });

  it("that is just enough is not reached", async () => {
    await using target = await endpoint((request) => answer(request));
    const seen = await run(settings(target.baseUrl, { limits: { maxRequests: 5 } }));
    expect(seen).toMatchObject({ requests: 5, stops: [] });
    expect(outcomes(seen, "chat")).toEqual(Array(5).fill("pass"));
  });

  it("is shared by all probes, and a probe without a single request is still in the evidence", async () => {
    await using target = await endpoint((request) => answer(request));
    const seen = await run(settings(target.baseUrl, { probes: ["chat", "responses"], limits: { maxRequests: 1 } }));
    expect(target.received).toHaveLength(1);
    expect(seen.probes.map(({ key }) => key)).toEqual(["chat", "responses"]);
    expect(outcomes(seen, "responses")).toEqual(["error max-requests"]);
  });

  it("counts the requests that an adaptation or a wait adds to an attempt", async () => {
    await using target = await endpoint(({ n, ...request }) =>
      n === 1 ? failure(429, "", { "retry-after-ms": "1" }) : answer({ n, ...request }),
    );
    const seen = await run(settings(target.baseUrl, { limits: { maxRequests: 1 } }));
    expect(target.received).toHaveLength(1);
    const [attempt] = seen.probes[0]?.attempts ?? [];
    expect(attempt && inWords(attempt)).toBe("error max-requests");
    expect(attempt?.requests).toMatchObject([{ status: 429 }]);
  });

  it("that ran out lets requests in flight finish; what ends them later keeps its own name", async () => {
    await using target = await endpoint((request) =>
      request.path.endsWith("/chat/completions") ? "hang" : answer(request),
    );
    const limits = { maxRequests: 3, deadlineMs: 400 };
    const seen = await run(settings(target.baseUrl, { probes: ["chat", "responses"], limits }));
    expect(seen.stops).toEqual(["max-requests", "deadline"]);
    expect(outcomes(seen, "chat")).toEqual(["error deadline"]);
    expect(outcomes(seen, "responses")).toContain("error max-requests");
  });
});
