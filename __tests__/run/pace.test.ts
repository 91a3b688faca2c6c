import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { RateLimit } from "../../src/http/rate-limit.ts";
import { AT_WILL, afterAnswer, afterRefusal, type Pace, settled } from "../../src/run/pace.ts";

const NEVER = Number.MAX_SAFE_INTEGER;
const asks = (waitMs: number | null, limit: RateLimit["limit"] = null): RateLimit => ({ waitMs, limit });
const answers = (pace: Pace, times: readonly number[]) => times.reduce((p, at) => afterAnswer(p, at, false), pace);

/** The pace after so many side by side were let through at once and one was refused. */
const burst = (through: number, found: RateLimit) =>
  settled(afterRefusal(answers(AT_WILL, Array(through).fill(0)), found, 0, false), 1, NEVER);

describe("the pace after the first refusal", () => {
  const minute = { requests: 3, windowMs: 60_000, left: false };
  it.each([
    ["as stated", 1, asks(1_000, minute), 20_000],
    ["as many as were let through until the wait is over", 3, asks(60_000), 20_600],
    ["one for each wait, where one was let through", 1, asks(1_000), 1_000],
    ["none, where nothing was let through", 0, asks(1_000), 0],
    ["none, where no wait is stated: it may be about what is in flight", 2, asks(null), 0],
    ["not that of a budget with something left", 2, asks(1_000, { ...minute, left: true }), 515],
  ])("is %s", (_name, through, found, everyMs) => {
    expect(burst(through, found).everyMs).toBeCloseTo(everyMs);
  });
});

describe("a pace that was too fast", () => {
  it("becomes slower by what was let through: a bucket that fills every 20 s", () => {
    let pace = burst(3, asks(20_000));
    pace = afterAnswer(pace, 20_600, true);
    expect(pace.everyMs).toBeLessThan(7_000);
    pace = settled(afterRefusal(pace, asks(13_000), 27_600, true), 1, NEVER);
    expect(pace.everyMs).toBeGreaterThan(20_000);
    expect(pace.everyMs).toBeLessThan(21_000);
  });

  it("without a word about waits doubles its pauses, and finds a minute's limit", () => {
    let pace = burst(3, asks(null));
    for (let turn = 0; turn < 5; turn++) pace = settled(afterRefusal(pace, asks(null), pace.notBefore, true), 1, NEVER);
    expect(pace).toMatchObject({ outcome: "asked" });
    expect(pace.notBefore).toBeGreaterThan(60_000);
    expect(pace.everyMs).toBeGreaterThan(20_000);
    expect(pace.everyMs).toBeLessThan(23_000);
  });
});

it("is not given up after moments where the endpoint asks for less than its limit takes", () => {
  let pace = burst(1, asks(2));
  const waits = [pace.pauseMs];
  for (let turn = 0; turn < 5; turn++) {
    pace = settled(afterRefusal(pace, asks(2), pace.notBefore, true), 1, NEVER);
    waits.push(pace.pauseMs);
  }
  expect(waits).toEqual([2, 6, 18, 54, 162, 486]);
});

describe("an end of patience", () => {
  const refusedInTurn = (times: number, found: RateLimit) => {
    let pace = burst(0, found);
    for (let turn = 0; turn < times; turn++) pace = settled(afterRefusal(pace, found, pace.notBefore, true), 1, NEVER);
    return pace.outcome;
  };
  it.each([
    ["a second", asks(1_000), 6],
    ["nothing", asks(null), 6],
    ["20 s", asks(20_000), 3],
    ["a minute", asks(60_000), 3],
  ])("comes where the endpoint asks to wait %s and refuses all the same", (_name, found, times) => {
    expect(refusedInTurn(times - 1, found)).toBe("asked");
    expect(refusedInTurn(times, found)).toBe("refused");
  });

  it("comes where the pauses have come to the end of the run", () => {
    const refused = afterRefusal(AT_WILL, asks(null), 0, false);
    expect(settled(refused, 1, 500).outcome).toBe("refused");
    expect(settled(afterRefusal(AT_WILL, asks(1_000), 0, false), 1, 500).outcome).toBe("over-deadline");
  });

  it("does not come from refusals between answers", () => {
    let pace = burst(1, asks(20_000));
    for (let turn = 0; turn < 20; turn++) {
      pace = settled(afterRefusal(pace, asks(20_000), pace.notBefore, true), 1, NEVER);
      pace = afterAnswer(pace, pace.notBefore, true);
    }
    expect(pace.outcome).toBe("asked");
  });

  it("comes at once where the rest of the plan does not fit, to the millisecond", () => {
    const refused = afterRefusal(answers(AT_WILL, [0]), asks(1_000), 0, false);
    expect(settled(refused, 10, 1_030 + 9_000).outcome).toBe("asked");
    expect(settled(refused, 10, 1_030 + 9_000 - 1).outcome).toBe("over-deadline");
    expect(settled(refused, 11, 1_030 + 9_000).outcome).toBe("over-deadline");
  });
});

it("is finite, never faster than before, and never goes back from an end, whatever comes", () => {
  const wait = fc.option(fc.integer({ min: 0, max: 2_678_400_000 }));
  const limit = fc.option(
    fc.record({ requests: fc.nat(), windowMs: fc.option(fc.integer({ min: 1, max: 1e9 })), left: fc.boolean() }),
  );
  const event = fc.oneof(fc.constant(null), fc.record({ waitMs: wait, limit }));
  fc.assert(
    fc.property(fc.array(fc.tuple(event, fc.boolean(), fc.nat(10_000))), fc.nat(1_000_000), (events, deadline) => {
      let pace = AT_WILL;
      let clock = 0;
      for (const [found, inTurn, elapsed] of events) {
        clock += elapsed;
        const before = pace;
        const heard = found === null ? afterAnswer(pace, clock, inTurn) : afterRefusal(pace, found, clock, inTurn);
        pace = settled(heard, 5, deadline);
        expect(Number.isFinite(pace.everyMs)).toBe(true);
        expect(pace.everyMs).toBeGreaterThanOrEqual(before.everyMs);
        if (before.outcome === "refused" || before.outcome === "over-deadline")
          expect(pace.outcome).toBe(before.outcome);
      }
      if (pace.outcome === "asked") expect(pace.refusals).toBeLessThan(6);
    }),
  );
});
