import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "@jest/globals";
import { createRedactor } from "../../src/evidence/redaction.ts";
import { openSession } from "../../src/run/session.ts";
import { DEFAULT_LIMITS } from "../../src/settings/policy/limits.ts";

/** A session with this many places, and requests that end only when the test says so. */
function placesFor(concurrency: number) {
  const never = new AbortController().signal;
  const session = openSession({ ...DEFAULT_LIMITS, concurrency }, createRedactor([]), never, () => {});
  const begun: (() => void)[] = [];
  let ended = 0;
  return {
    session,
    ask: () => session.inFlight(() => new Promise<"answered">((resolve) => begun.push(() => resolve("answered")))),
    /** Requests that were let in so far. */
    begun: () => begun.length,
    inFlight: () => begun.length - ended,
    /** Ends the oldest request in flight, and lets whoever waited for its place go ahead. */
    async endOne() {
      begun[ended++]?.();
      await turn();
    },
    [Symbol.dispose]: () => session.close(),
  };
}

describe("the places in flight", () => {
  it("are never more than concurrency; each that becomes free lets in one request, not the whole queue", async () => {
    using places = placesFor(3);
    const asked = Array.from({ length: 7 }, places.ask);
    await turn();
    for (const inFlight of [3, 3, 3, 3, 3, 2, 1]) {
      expect(places.inFlight()).toBe(inFlight);
      await places.endOne();
    }
    expect(await Promise.all(asked)).toEqual(Array(7).fill("answered"));
  });

  it("do not go to a newcomer between a request's end and the start of the one that waited", async () => {
    using places = placesFor(1);
    const first = places.ask();
    const asked = [first, places.ask(), first.then(places.ask), places.ask()];
    await turn();
    for (let begun = 1; begun <= 4; begun++) {
      expect(places.begun()).toBe(begun);
      await places.endOne();
    }
    expect(await Promise.all(asked)).toEqual(Array(4).fill("answered"));
  });

  it("are halved by a 429; who is in flight may finish, and nobody follows before fewer than half are taken", async () => {
    using places = placesFor(5);
    const asked = Array.from({ length: 9 }, places.ask);
    await turn();
    places.session.slowDown();
    for (const inFlight of [5, 4, 3, 2, 2, 2, 2, 2, 1]) {
      expect(places.inFlight()).toBe(inFlight);
      await places.endOne();
    }
    expect(await Promise.all(asked)).toHaveLength(9);
  });

  it("are at least one, however often they are halved", async () => {
    using places = placesFor(4);
    for (let i = 0; i < 5; i++) places.session.slowDown();
    const asked = [places.ask(), places.ask()];
    await turn();
    for (const inFlight of [1, 1]) {
      expect(places.inFlight()).toBe(inFlight);
      await places.endOne();
    }
    await Promise.all(asked);
  });

  it("are of no use to a run that was stopped: who waits is sent away, nothing new begins", async () => {
    using places = placesFor(1);
    const first = places.ask();
    const waiting = [places.ask(), places.ask()];
    await turn();
    places.session.stop("cancelled");
    expect(await Promise.all(waiting)).toEqual([null, null]);
    expect(await places.ask()).toBeNull();
    await places.endOne();
    expect(await first).toBe("answered");
    expect(places.begun()).toBe(1);
  });

  it("are given back by a request that throws", async () => {
    using places = placesFor(1);
    await expect(places.session.inFlight(() => Promise.reject(new Error("bug")))).rejects.toThrow("bug");
    const next = places.ask();
    await turn();
    await places.endOne();
    expect(await next).toBe("answered");
  });
});
