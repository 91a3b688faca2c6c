import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "@jest/globals";
import { paceWords, remedyWords } from "../../src/evidence/pace-words.ts";
import type { Observations } from "../../src/run/observe.ts";
import { answer, endpoint, failure } from "./endpoint.ts";
import { rateLimited, retryAfter } from "./rate-limited.ts";
import { outcomes, probe, run, settings } from "./running.ts";

const SMOKE = ["chat", "responses", "responses-stream", "error-path", "auth-path"] as const;

/** The must-pass probes whose every attempt passed. */
function passing({ probes }: Observations): string[] {
  return probes
    .filter(
      ({ attempts, polarity }) => polarity === "must-pass" && attempts.every(({ outcome }) => outcome.kind === "pass"),
    )
    .map(({ key, attempts }) => `${key} ${attempts.length}`);
}

describe("an endpoint that refuses the default plan for its rate limit", () => {
  const ALL = ["chat 5", "responses 5", "responses-stream 5"];

  it("is asked one at a time, no faster than its window allows, and every attempt passes", async () => {
    await using target = await rateLimited({ requests: 3, windowMs: 150, says: retryAfter });
    const seen = await run(settings(target.baseUrl, { probes: SMOKE }));
    expect(passing(seen)).toEqual(ALL);
    expect(seen.slowLanes).toMatchObject([{ outcome: "asked", limit: null }]);
    expect(seen.slowLanes[0]?.everyMs).toBeGreaterThan(40);
    // The first burst, and the odd one where two clocks differ.
    expect(target.refused.length).toBeLessThan(12);
  });

  it("is asked at the pace that its headers state", async () => {
    const says = () => ({ ratelimit: '"m";r=0;t=0.1', "ratelimit-policy": '"m";q=10;w=1', "retry-after-ms": "100" });
    await using target = await rateLimited({ requests: 1, windowMs: 100, says });
    const seen = await run(settings(target.baseUrl, { probes: ["chat", "responses"] }));
    expect(passing(seen)).toEqual(["chat 5", "responses 5"]);
    expect(seen.slowLanes).toMatchObject([{ outcome: "asked", limit: { requests: 10, windowMs: 1_000 } }]);
  });

  it("that lets few in at once and states no wait is asked one at a time, without a pause", async () => {
    await using target = await rateLimited({ atOnce: 2, takesMs: 10 });
    const seen = await run(settings(target.baseUrl, { probes: SMOKE }));
    expect(passing(seen)).toEqual(ALL);
    expect(seen.slowLanes).toMatchObject([{ outcome: "asked", everyMs: 0, askedMs: null }]);
  });

  it("is waited for where it says that there is nothing to wait for", async () => {
    const says = () => ({ "retry-after": "0", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "0" });
    await using target = await rateLimited({ requests: 4, windowMs: 300, says });
    const seen = await run(settings(target.baseUrl, { policy: { samples: 3 } }));
    expect(passing(seen)).toEqual(["chat 3"]);
    await using slower = await rateLimited({ requests: 1, windowMs: 300, says });
    const again = await run(settings(slower.baseUrl, { policy: { samples: 2 } }));
    expect(passing(again)).toEqual(["chat 2"]);
    expect(again.slowLanes).toMatchObject([{ outcome: "asked", askedMs: null }]);
  });

  it("is asked an invalid request again, too: a rate limit is no answer to it", async () => {
    await using target = await endpoint(({ n }) =>
      n === 1 ? failure(429, "", { "retry-after-ms": "5" }) : failure(401, "invalid_api_key"),
    );
    const { probes } = await run(settings(target.baseUrl, { probes: ["auth-path", "chat"], policy: { samples: 2 } }));
    for (const { attempts } of probes.filter(({ id }) => id === "auth-path"))
      expect(attempts.map(({ outcome }) => outcome.kind)).toEqual(["pass"]);
  });

  it("keeps one attempt one attempt, and its waits are recorded", async () => {
    await using target = await rateLimited({ requests: 1, windowMs: 60, says: retryAfter });
    const seen = await run(settings(target.baseUrl, { policy: { samples: 3 } }));
    const { attempts } = probe(seen, "chat");
    expect(attempts).toHaveLength(3);
    const again = attempts.filter(({ requests }) => requests.length > 1);
    expect(again.length).toBeGreaterThan(0);
    for (const { requests, waitsMs } of again) expect(waitsMs).toHaveLength(requests.length - 1);
  });

  it("is told of once per pace", async () => {
    await using target = await rateLimited({ requests: 1, windowMs: 60, says: retryAfter });
    const told: string[] = [];
    const progress = (event: { readonly kind: string }) => told.push(event.kind);
    await run(settings(target.baseUrl), { progress });
    const slowed = told.filter((kind) => kind === "slowed");
    expect(slowed.length).toBeGreaterThan(0);
    expect(slowed.length).toBeLessThan(5);
  });
});

describe("a rate limit that the plan does not fit", () => {
  it("is capacity at once where the pace takes longer than the deadline, and says which settings fit", async () => {
    const says = () => ({ "retry-after": "20", "ratelimit-policy": "3;w=60", "ratelimit-limit": "3" });
    await using target = await rateLimited({ requests: 3, windowMs: 60_000, says });
    const seen = await run(settings(target.baseUrl, { probes: SMOKE, limits: { deadlineMs: 300_000 } }));
    expect(outcomes(seen, "chat").filter((words) => words === "fail capacity").length).toBeGreaterThan(2);
    const [lane] = seen.slowLanes;
    expect(lane).toMatchObject({
      ...{ outcome: "over-deadline", everyMs: 20_000, askedMs: 20_000, requests: 19 },
      ...{ limit: { requests: 3, windowMs: 60_000 }, fits: { samples: 3, deadlineMs: 420_000 } },
    });
    if (lane === undefined) return;
    expect(paceWords(lane)).toBe(
      "not asked slower, because the endpoint allows 3 requests a minute: 19 requests, one every 20 s, take longer than the deadline of 5m",
    );
    expect(remedyWords(lane)).toBe(
      "Settings that fit: samples: 3, or deadline: 7m for all of the plan; with concurrency: 1.",
    );
  });

  it("is capacity at once where a single wait is longer than the deadline", async () => {
    await using target = await endpoint(() => failure(429, "", { "retry-after": "32400" }));
    const seen = await run(settings(target.baseUrl, { policy: { samples: 2 } }));
    for (const { waitsMs, requests } of probe(seen, "chat").attempts)
      expect([waitsMs, requests.length]).toEqual([[], 1]);
    expect(seen.slowLanes).toMatchObject([{ outcome: "over-deadline", askedMs: 32_400_000 }]);
  });

  it("ends where the endpoint refuses all the same: pauses double, and are not made for ever", async () => {
    await using target = await endpoint(() => failure(429, "", { "retry-after-ms": "2" }));
    const seen = await run(settings(target.baseUrl, { probes: SMOKE }));
    expect(seen.slowLanes).toMatchObject([{ outcome: "refused" }]);
    for (const { key } of seen.probes) expect(outcomes(seen, key)).not.toContain("pass");
    // The first requests of all probes, six in turn, and what confirms without a wait.
    expect(seen.requests).toBeLessThan(40);
  });

  it("is not waited for where nothing at all is allowed", async () => {
    await using target = await endpoint(() => failure(429, "", { "x-ratelimit-limit-req-minute": "0" }));
    const seen = await run(settings(target.baseUrl, { policy: { samples: 2 } }));
    expect(seen.slowLanes).toMatchObject([{ outcome: "refused", limit: { requests: 0 } }]);
    expect(probe(seen, "chat").attempts[0]?.requests).toHaveLength(1);
  });
});

describe("a 503 that says by its code that it is a limit", () => {
  it.each(["concurrency_limit", "rate_limit_exceeded", "too_many_concurrent_requests"])("%s", async (code) => {
    await using target = await endpoint((request) =>
      request.n <= 2 ? failure(503, code, { "retry-after-ms": "5" }) : answer(request),
    );
    const seen = await run(settings(target.baseUrl, { policy: { samples: 3 } }));
    expect(seen.slowLanes).toMatchObject([{ outcome: "asked" }]);
    expect(outcomes(seen, "chat")).toEqual(["pass", "pass", "pass"]);
  });

  it("is an outage where it says nothing of the kind", async () => {
    await using target = await endpoint(() => failure(503, "server_error", { "retry-after-ms": "1" }));
    const seen = await run(settings(target.baseUrl, { policy: { samples: 2 } }));
    expect(seen.slowLanes).toEqual([]);
  });
});

describe("a 429 that is no rate limit", () => {
  it.each([
    ["money", "insufficient_quota", {}],
    ["money, whatever it asks to wait", "insufficient_user_quota", { "retry-after-ms": "1" }],
    ["hopeless by its own word", "rate_limit_exceeded", { "retry-after-ms": "1", "x-should-retry": "false" }],
  ])("is not asked again: %s", async (_name, code, headers) => {
    await using target = await endpoint(() => failure(429, code, headers));
    const seen = await run(settings(target.baseUrl, { policy: { samples: 2 } }));
    for (const { requests } of probe(seen, "chat").attempts) expect(requests).toHaveLength(1);
    expect(seen.slowLanes).toEqual([]);
  });
});

describe("a slow lane", () => {
  it("never sends two requests at once after its first refusals", async () => {
    let limited = false;
    let most = 0;
    await using target = await endpoint(async (request) => {
      if (!limited && request.n === 8) limited = true;
      else if (limited) most = Math.max(most, target.open());
      if (request.n <= 8) return failure(429, "", { "retry-after-ms": "30" });
      await delay(5);
      return answer(request);
    });
    const seen = await run(settings(target.baseUrl, { probes: SMOKE }));
    expect(seen.slowLanes).toMatchObject([{ outcome: "asked" }]);
    expect(most).toBe(1);
  });

  it("does not hold up another host", async () => {
    await using slow = await endpoint(() => failure(429, "", { "retry-after": "30" }));
    await using fast = await endpoint(answer);
    const cancel = new AbortController();
    const running = run(settings(slow.baseUrl), { knownGood: settings(fast.baseUrl), cancelled: cancel.signal });
    while (fast.received.length < 5 || fast.open() > 0) await delay(5);
    cancel.abort();
    const seen = await running;
    expect(seen.probes.find(({ subject }) => subject === "known-good")?.attempts).toHaveLength(5);
  });

  it("spends the budget of requests, and no more", async () => {
    await using target = await endpoint(() => failure(429, "", { "retry-after-ms": "1" }));
    const seen = await run(settings(target.baseUrl, { limits: { maxRequests: 4 } }));
    expect(seen.requests).toBe(4);
    expect(target.received).toHaveLength(4);
  });
});
