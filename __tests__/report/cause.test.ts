/** A failure that equals the known-good's leads with its cause, never with the code alone. */
import { describe, expect, it } from "@jest/globals";
import type { ProbeRun } from "../../src/evidence/evidence.ts";
import { changedText, issueTitle } from "../../src/report/threads.ts";
import { fail, probe, responses, settings, times } from "./evidence-examples.ts";
import { steps, under } from "./reading.ts";
import { badRelease, fanIn, found, leg, record } from "./release-examples.ts";
import { commentText, content, issueText, summary, terminalReport } from "./reports.ts";

const SHOP = { name: "shop", environment: "production" };
const failing = (id: "chat" | "app"): ProbeRun => probe(id, times(4, fail("provider-5xx", { status: 503 })));
const helpless = (...probes: readonly ProbeRun[]) =>
  badRelease({ probes, knownGood: found(record({ commit: "0f1e2d3c" }, {})) });
const NO_PAINT = { good: String, warn: String, bad: String, quiet: String, bold: String } as const;

describe("a failure that going back does not mend", () => {
  const example = helpless(failing("chat"), responses());
  const cause = "provider errors on chat; going back would not help";

  it("has its cause in the title", () => {
    expect(example.verdict.reasonCode).toBe("rollback-would-not-help");
    expect(issueTitle(example, SHOP)).toBe(`Release gate: rollback (${cause}) - shop in production`);
  });

  it.each([
    ["headline", content(example, settings()).headline],
    ["summary", summary(example, settings()).split("\n")[0]],
    ["comment", commentText(example, settings(), null).split("\n")[0]],
    ["issue", issueText(example, settings(), null)],
    ["terminal", terminalReport(example, settings(), NO_PAINT, "brief").replaceAll("\n", " ")],
    ["change of an issue", changedText(example, "hold/capacity", null)],
  ])("leads with its cause: %s", (_name, text) => {
    expect(text).toContain(cause);
    expect(text).not.toContain("rollback-would-not-help");
  });

  it("keeps the sides apart, and names the service's own", () => {
    expect(issueTitle(helpless(responses(), failing("app")), SHOP)).toContain(
      "(errors of the service on app; going back",
    );
    expect(issueTitle(helpless(failing("chat"), failing("app")), SHOP)).toContain(
      "(provider errors on chat; errors of the service on app; going back would not help)",
    );
  });

  it("says in the steps what users are getting and whom to call", () => {
    const [first, second] = steps(under("What to do next", summary(example, settings())));
    expect(first).toMatch(/^Do not roll back; provider errors on chat, and why/);
    expect(second).toMatch(/^Users are getting this now\. Call .*oncall/);
  });

  it("leads with it in the table of legs", () => {
    const text = summary(fanIn(0, { legs: [leg("a", example)], checks: [] }), settings());
    expect(under("Legs", text)).toContain(cause);
  });

  it("says of the state before what it meant", () => {
    expect(changedText(badRelease(), "rollback/rollback-would-not-help", null)).toContain(
      "(was rollback, and going back would not have helped)",
    );
  });
});

it("names the commit under what changed, where the deployed service failed and nothing else differs", () => {
  const other = badRelease({
    probes: [responses(), failing("app")],
    knownGood: found(record({ commit: "c0ffee12" }, {})),
  });
  expect(content(other, settings()).changed).toContain("commit c0ffee12 → 0f1e2d3c");
});
