/** What a run says of a host that answered 429: how it was asked, and where that did not do, which settings would. */
import { describe, expect, it } from "@jest/globals";
import { decide } from "../../src/decision/decide.ts";
import { paceWords, remedyWords, waitWords } from "../../src/evidence/pace-words.ts";
import type { SlowLane } from "../../src/evidence/slow-lane.ts";
import { chat, evidence, fail, probe, responses, SLOWED, settings, times } from "./evidence-examples.ts";
import { steps, under } from "./reading.ts";
import { summary } from "./reports.ts";

const capacity = probe("chat", times(5, fail("capacity", { status: 429 })));

/** The run with this lane, decided. */
function decidedWith(lane: SlowLane, parts: Parameters<typeof evidence>[0] = {}, stops: ["deadline"] | [] = []) {
  const run = { ...evidence({ probes: [chat(), responses()], ...parts }), slowLanes: [lane], stops };
  return { ...run, verdict: decide(run) };
}

const overDeadline: SlowLane = { ...SLOWED, outcome: "over-deadline" };

describe("the words for a slow lane", () => {
  it.each<[Partial<SlowLane>, string, string]>([
    [{}, "asked one at a time, every 20 s, because the endpoint allows 3 requests a minute", "Settings that fit"],
    [{ limit: null }, "asked one at a time, every 20 s, because the endpoint asked to wait 57 s", "Settings that fit"],
    [
      { limit: null, askedMs: null, everyMs: 0 },
      "asked one at a time, because the endpoint refused more at once",
      "Settings that fit",
    ],
    [{ limit: null, askedMs: null }, "every 20 s, because the endpoint refused a faster pace", "Settings that fit"],
    [
      { outcome: "over-deadline", limit: { requests: 1, windowMs: 30_000 } },
      "not asked slower, because the endpoint allows 1 request every 30 s: 21 requests, one every 20 s, take longer than the deadline of 5m",
      "Settings that fit: samples: 2, or deadline: 8m for all of the plan; with concurrency: 1.",
    ],
    [
      { outcome: "over-deadline", fits: { samples: null, deadlineMs: 480_000 } },
      "not asked slower, because the endpoint allows 3 requests a minute",
      "Settings that fit: deadline: 8m; with concurrency: 1.",
    ],
    [
      { outcome: "over-deadline", askedMs: 32_400_000, limit: null },
      "not waited for: the endpoint asked to wait 9 h, and the deadline of 5m comes first",
      "Run the gate again after that wait.",
    ],
    [
      { outcome: "refused" },
      "asked one at a time, with pauses, and refused all the same",
      "See the limits of this key",
    ],
    [
      { outcome: "refused", limit: { requests: 0, windowMs: null } },
      "not waited for, because the endpoint allows no requests",
      "See the limits of this key",
    ],
  ])("of %j", (more, pace, remedy) => {
    expect(paceWords({ ...SLOWED, ...more })).toContain(pace);
    expect(remedyWords({ ...SLOWED, ...more })).toContain(remedy);
  });

  it.each([
    [20, "20 ms"],
    [1_000, "1 s"],
    [6_670, "6.7 s"],
    [57_000, "57 s"],
    [119_000, "119 s"],
    [380_000, "7 min"],
    [32_000_000, "9 h"],
  ])("of %d ms", (ms, words) => {
    expect(waitWords(ms)).toBe(words);
  });
});

describe("a run whose host was asked slower", () => {
  it("says so above everything else, and proceeds", () => {
    const run = decidedWith(SLOWED);
    expect(run.verdict.decision).toBe("proceed");
    expect(summary(run, settings())).toContain(
      "chat, responses: asked one at a time, every 20 s, because the endpoint allows 3 requests a minute.",
    );
  });

  it("names the limit and the settings that fit where it holds for capacity", () => {
    const run = decidedWith(overDeadline, { probes: [capacity, responses()] });
    expect(run.verdict).toMatchObject({ decision: "hold", reasonCode: "capacity" });
    expect(run.verdict.reason).toContain(
      "Not asked slower, because the endpoint allows 3 requests a minute: 21 requests",
    );
    expect(run.verdict.reason).toContain("Settings that fit: samples: 2, or deadline: 8m");
    expect(steps(under("What to do next", summary(run, settings()))).join("\n")).toContain(
      "capacity (chat): 429. The endpoint allows 3 requests a minute. Settings that fit: samples: 2",
    );
  });

  it("names the settings that fit where the deadline came first", () => {
    const run = decidedWith(SLOWED, {}, ["deadline"]);
    expect(run.verdict).toMatchObject({ decision: "hold", reasonCode: "insufficient-evidence" });
    expect(run.verdict.reason).toContain("Settings that fit");
  });

  it("does not send anybody to the limit for a hold about something else", () => {
    const empty = probe("chat", times(5, fail("empty-output", { status: 200 })));
    const { verdict } = decidedWith(overDeadline, { probes: [empty, responses()] });
    expect(verdict.reasonCode).toBe("empty-output");
    expect(verdict.reason).not.toContain("Settings that fit");
  });
});
