import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { cancelledBySignal } from "../../src/run/cancel.ts";

const before = new Map(["SIGINT", "SIGTERM"].map((signal) => [signal, new Set(process.listeners(signal as "SIGINT"))]));
let ended = 0;
let cancelled: AbortSignal;

beforeEach(() => {
  jest.useFakeTimers();
  ended = 0;
  cancelled = cancelledBySignal(() => {
    ended += 1;
  });
});
afterEach(() => {
  jest.useRealTimers();
  for (const [signal, known] of before)
    for (const listener of process.listeners(signal as "SIGINT"))
      if (!known.has(listener)) process.off(signal, listener);
});

describe("a signal", () => {
  it("cancels, and the next one ends the process, whichever they are", () => {
    expect(cancelled.aborted).toBe(false);
    process.emit("SIGINT");
    expect([cancelled.aborted, ended]).toEqual([true, 0]);
    jest.advanceTimersByTime(500);
    process.emit("SIGTERM");
    expect(ended).toBe(1);
  });

  it("that reaches the process twice, from the terminal and from whoever passes it on, is one", () => {
    process.emit("SIGINT");
    jest.advanceTimersByTime(499);
    process.emit("SIGINT");
    expect(ended).toBe(0);
  });

  it("ends the process in five seconds, whatever it still does", () => {
    process.emit("SIGTERM");
    jest.advanceTimersByTime(4_999);
    expect(ended).toBe(0);
    jest.advanceTimersByTime(1);
    expect(ended).toBe(1);
  });
});
