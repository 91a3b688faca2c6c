import { afterEach, expect, it } from "@jest/globals";
import { cancelledBySignal } from "../../src/run/cancel.ts";

const before = new Map(["SIGINT", "SIGTERM"].map((signal) => [signal, new Set(process.listeners(signal as "SIGINT"))]));
afterEach(() => {
  for (const [signal, known] of before)
    for (const listener of process.listeners(signal as "SIGINT"))
      if (!known.has(listener)) process.off(signal, listener);
});

it("the first signal cancels, and the second one ends the process, whichever they are", () => {
  let ended = 0;
  const cancelled = cancelledBySignal(() => {
    ended += 1;
  });
  expect(cancelled.aborted).toBe(false);
  process.emit("SIGINT");
  expect([cancelled.aborted, ended]).toEqual([true, 0]);
  process.emit("SIGTERM");
  expect(ended).toBe(1);
});
