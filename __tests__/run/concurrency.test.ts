import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "@jest/globals";
import { answer, type Endpoint, endpoint, failure } from "./endpoint.ts";
import { outcomes, probe, run, settings } from "./running.ts";

describe("concurrency", () => {
  it("holds over all probes together", async () => {
    await using target: Endpoint = await endpoint(async (request) => {
      await delay(15);
      return answer(request);
    });
    const probes = ["chat", "chat-stream", "responses", "responses-stream"] as const;
    const seen = await run(settings(target.baseUrl, { probes, limits: { concurrency: 3 } }));
    expect(seen.requests).toBe(20);
    expect(target.mostAtOnce()).toBe(3);
  });

  it("lets a burst go side by side", async () => {
    await using target: Endpoint = await endpoint(async (request) => {
      while (request.n > 1 && target.received.length < 5) await delay(2);
      return answer(request);
    });
    // Nothing is answered before all four of the burst have arrived.
    expect(outcomes(await run(settings(target.baseUrl)), "chat")).toEqual(Array(5).fill("pass"));
  });

  it("is halved by a 429, whatever it is about, for the rest of the run, for every probe", async () => {
    let limited = false;
    let sinceLimited = 0;
    await using target: Endpoint = await endpoint(async (request) => {
      if (request.path.endsWith("/chat/completions")) {
        if (request.n <= 2 && !limited) {
          limited = true;
          return failure(429, "insufficient_quota");
        }
        return answer(request);
      }
      // The first answer of the other probe waits until the 429 has been understood: chat asks again.
      while (target.received.filter(({ path }) => path.endsWith("/chat/completions")).length < 2) await delay(2);
      sinceLimited = Math.max(sinceLimited, target.open());
      await delay(10);
      return answer(request);
    });
    const running = { probes: ["chat", "responses"], policy: { samples: 8 }, limits: { concurrency: 4 } } as const;
    const seen = await run(settings(target.baseUrl, running));
    expect(outcomes(seen, "chat")[0]).toBe("fail capacity");
    expect(probe(seen, "responses").attempts).toHaveLength(8);
    expect(sinceLimited).toBe(2);
  });
});

describe("waiting for a place", () => {
  it("is not the endpoint's doing: it does not count towards the attempt's limit", async () => {
    await using target = await endpoint(async (request) => {
      await delay(120);
      return answer(request);
    });
    // The last of the burst waits longer than one attempt may take.
    const limits = { concurrency: 1, timeoutMs: 400 };
    const seen = await run(settings(target.baseUrl, { policy: { samples: 6 }, limits }));
    expect(outcomes(seen, "chat")).toEqual(Array(6).fill("pass"));
    for (const { durationMs } of probe(seen, "chat").attempts) expect(durationMs).toBeLessThan(limits.timeoutMs);
  });

  it("is not counted before the second request of an attempt either", async () => {
    await using target = await endpoint(async (request) => {
      await delay(200);
      return "max_completion_tokens" in request.body ? failure(400, "unknown_field") : answer(request);
    });
    // The second request of chat, without the field, comes in behind the first ones of the two other probes.
    const limits = { concurrency: 1, timeoutMs: 560 };
    const probes = ["chat", "responses", "responses-stream"] as const;
    const seen = await run(settings(target.baseUrl, { probes, policy: { samples: 2 }, limits }));
    expect(target.received.slice(0, 4).map(({ path }) => path.split("/v1/")[1])).toEqual([
      "chat/completions",
      "responses",
      "responses",
      "chat/completions",
    ]);
    for (const key of probes) expect(outcomes(seen, key)).toEqual(["pass", "pass"]);
  });
});
