import { describe, expect, it } from "@jest/globals";
import { changedText, duplicateText, durationInWords, issueTitle, recoveredText } from "../../src/report/threads.ts";
import { enormous, HOSTILE_LABELS, proceedCheck, refusedCredential, settings } from "./evidence-examples.ts";
import { issueText } from "./reports.ts";

const RUN = "https://github.com/acme/shop/actions/runs/4711";
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("the title", () => {
  it("says decision, reason code, name and environment", () => {
    expect(issueTitle(refusedCredential(), { name: "shop", environment: "production" })).toBe(
      "The configured credential was refused (401) on chat · release gate: rollback, shop in production",
    );
    expect(issueTitle(refusedCredential(), { name: "shop", environment: null })).toMatch(
      / · release gate: rollback, shop$/,
    );
  });

  it.each(HOSTILE_LABELS)("is one plain line that GitHub takes, with the name %j", (name) => {
    const title = issueTitle(refusedCredential(), { name, environment: name });
    expect([...title].length).toBeLessThanOrEqual(256);
    expect(title).toMatch(/^[^\p{Cc}\p{Cf}`]+$/u);
  });
});

describe("the text", () => {
  it("says what it is, then what the run says", () => {
    const text = issueText(refusedCredential(), settings(), RUN);
    expect(text).toMatch(/^The release gate opened this issue\.[\s\S]*## ❌ Rollback[\s\S]*What to do next/);
    expect(text).toContain(RUN);
  });

  it("stays below GitHub's limit", () => {
    expect(Buffer.byteLength(issueText(enormous(), settings(), RUN))).toBeLessThan(65_000);
  });
});

describe("the comments", () => {
  it("say what changed", () => {
    expect(changedText(refusedCredential(), "hold/unreachable", RUN)).toMatch(
      /^Changed: \*\*rollback\*\* \(was hold, unreachable\)\. authentication: .*\[Run\]\(<https/,
    );
  });

  it("say how long it lasted and which run proceeded", () => {
    expect(recoveredText(proceedCheck(), "2026-11-18T07:00:00Z", RUN)).toMatch(
      /^Recovered after 2 days 3 hours: \*\*proceed\*\*.*\[The run that proceeded\]\(<https/,
    );
  });

  it("point from the newer issue to the older", () => {
    expect(duplicateText(12)).toContain("Duplicate of #12");
  });
});

describe("a duration in words", () => {
  it.each([
    [0, "less than a minute"],
    [-HOUR, "less than a minute"],
    [Number.NaN, "less than a minute"],
    [59_999, "less than a minute"],
    [MINUTE, "1 minute"],
    [90 * MINUTE, "1 hour 30 minutes"],
    [2 * HOUR, "2 hours"],
    [DAY + 5 * MINUTE, "1 day 5 minutes"],
    [400 * DAY + 23 * HOUR + 59 * MINUTE, "400 days 23 hours"],
  ])("%s ms is %s", (ms, words) => {
    expect(durationInWords(ms)).toBe(words);
  });
});
