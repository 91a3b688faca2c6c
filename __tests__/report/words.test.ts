/** What a report says of a failure at 3 a.m.: what was seen, where, and what to look at first. */
import { describe, expect, it } from "@jest/globals";
import type { Evidence } from "../../src/evidence/evidence.ts";
import { TRANSPORT_CHECKS } from "../../src/evidence/transport-details.ts";
import { fail, probe, responses, settings, times } from "./evidence-examples.ts";
import { steps, under } from "./reading.ts";
import { badRelease } from "./release-examples.ts";
import { summary } from "./reports.ts";

const next = (example: Evidence) => steps(under("What to do next", summary(example, settings())));

describe("an answer that breaks HTTP", () => {
  it.each([...TRANSPORT_CHECKS])("%s: the next step says which header or limit it is", (detail, step) => {
    const chat = probe("chat", times(4, fail("response-contract", { detail })));
    expect(next(badRelease({ probes: [responses(), chat] })).join("\n")).toContain(step.slice(0, 40));
  });
});
