import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { parseShare, shareHelp } from "../../src/settings/gate-file/words.ts";
import { TIME_BOUNDS } from "../../src/settings/policy/limits.ts";
import { durationHelp, formatDuration, parseDuration } from "../../src/text/duration.ts";
import { fewestRequests, problemsOf, settingsOf } from "./source.ts";

describe("durations", () => {
  it.each([
    ["1500ms", 1_500],
    ["30s", 30_000],
    ["1.5s", 1_500],
    ["1m", 60_000],
    ["1h", 3_600_000],
    ["0s", 0],
    ["30 s", 30_000],
    ["90sec", 90_000],
    ["1min", 60_000],
    ["2 minutes", 120_000],
    ["1 hour", 3_600_000],
    ["250 msec", 250],
    ["1m30s", 90_000],
    ["1h 5m", 3_900_000],
    ["PT1M", 60_000],
    ["PT1H2M3.5S", 3_723_500],
    ["30", null],
    ["30S", null],
    ["-1s", null],
    ["1d", null],
    ["PT", null],
    ["PT30", null],
    ["P1D", null],
    ["1:30", null],
    ["s", null],
    ["1m30", null],
    ["", null],
    ["1e3ms", null],
  ])("%j is %s ms", (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each([
    ["60", "Write 60s for seconds, or 60ms for milliseconds: a bare number could be either."],
    ["30S", "Write 30s."],
    ["1,5m", "Write 1.5m."],
    ["'10s'", "Write 10s."],
    ["~5m", "Write 5m."],
    ["30,000ms", "Write a number with its unit: 1500ms, 30s, 5m, 1h or 1m30s."],
    ["soon", "Write a number with its unit: 1500ms, 30s, 5m, 1h or 1m30s."],
    ["1:30", "Write a number with its unit: 1500ms, 30s, 5m, 1h or 1m30s."],
  ])("that are none say what to write: %s", (text, help) => {
    expect(durationHelp(text)).toBe(help);
  });

  it("are written as they are read", () => {
    fc.assert(fc.property(fc.nat(TIME_BOUNDS.max), (ms) => parseDuration(formatDuration(ms)) === ms));
  });
});

describe("shares", () => {
  it.each([
    ["5%", 0.05],
    ["0.05", 0.05],
    [".05", 0.05],
    ["0", 0],
    ["0%", 0],
    ["99.9%", 0.999],
    ["5 %", 0.05],
    ["100%", null],
    ["1", null],
    ["5", null],
    ["five", null],
  ])("%j is %s", (text, share) => {
    expect(parseShare(text)).toBe(share);
  });
});

describe("limits", () => {
  it.each([
    ["5", "Write 5% if that many per cent are meant."],
    ["2,5 %", "Write 2.5% if that many per cent are meant."],
    ["0,5", "Write it as 5% or as 0.05."],
    ["-1", "Write it as 5% or as 0.05."],
  ])("say how a share is written: %s", (text, help) => {
    expect(shareHelp(text)).toBe(help);
  });

  it("are the documented ones when nothing is said", () => {
    expect(settingsOf().limits).toEqual({
      timeoutMs: 60_000,
      connectMs: 10_000,
      firstByteMs: 30_000,
      idleMs: 20_000,
      deadlineMs: 300_000,
      maxRequests: 200,
      concurrency: 8,
    });
  });

  it("follow inputs and gate file", () => {
    const gateFile = `
timeouts: { attempt: 40s, connect: 2s, first-byte: 15s, idle: 3s }
limits: { deadline: 2m, max-requests: 90, concurrency: 4 }
`;
    const limits = { timeoutMs: 40_000, connectMs: 2_000, firstByteMs: 15_000, idleMs: 3_000 };
    const run = { deadlineMs: 120_000, maxRequests: 90, concurrency: 4 };
    expect(settingsOf({ gateFile }).limits).toEqual({ ...limits, ...run });
    const inputs = { timeout: "30s", deadline: "1m", "max-requests": "50", concurrency: "1" };
    expect(settingsOf({ gateFile, inputs }).limits).toEqual({
      ...limits,
      timeoutMs: 30_000,
      deadlineMs: 60_000,
      maxRequests: 50,
      concurrency: 1,
    });
  });

  it("give way when only an outer limit was written", () => {
    expect(settingsOf({ inputs: { deadline: "8s" } }).limits).toMatchObject({
      deadlineMs: 8_000,
      timeoutMs: 8_000,
      connectMs: 8_000,
      firstByteMs: 8_000,
      idleMs: 8_000,
    });
  });

  it.each([
    [{ timeout: "10m" }, "", "input timeout is longer than the deadline of the whole run (5m)"],
    [
      { timeout: "5s" },
      "timeouts: { idle: 6s }",
      ":1:19: timeouts.idle is longer than the timeout of the whole attempt (5s)",
    ],
    [{ timeout: "1" }, "", 'input timeout must be a duration, found "1"'],
    [{ timeout: "1ms" }, "", "input timeout must be from 50ms to 6h"],
    [{ deadline: "25d" }, "", 'input deadline must be a duration, found "25d"'],
    [{ deadline: "999999999h" }, "", "input deadline must be from 50ms to 6h"],
    [{ concurrency: "0" }, "", 'input concurrency must be a whole number from 1 to 64, found "0"'],
    [{ "max-requests": "10001" }, "", "input max-requests must be a whole number from 1 to 10000"],
  ])("refuse %j %s", (inputs, gateFile, message) => {
    const problems = problemsOf({ inputs, gateFile });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain(message);
  });

  it("warn when not even a healthy endpoint could be judged, or a doubt not resolved", () => {
    const fewest = fewestRequests("smoke");
    expect(settingsOf({ inputs: { "max-requests": String(fewest - 1) } }).warnings).toEqual([
      expect.stringContaining(`at least ${fewest}`),
    ]);
    const doubt = settingsOf({ inputs: { "max-requests": String(fewest) } }).warnings;
    expect(doubt).toEqual([expect.stringContaining(`no room for doubt`)]);
    expect(doubt[0]).toContain(`${fewest + 15} are enough for one`);
    expect(settingsOf({ inputs: { "max-requests": String(fewest + 15) } }).warnings).toEqual([]);
  });
});
