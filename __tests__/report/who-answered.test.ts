/** What a report says of users, versions and secrets is what was observed, and no more. */
import { describe, expect, it } from "@jest/globals";
import type { Arrival } from "../../src/evidence/arrival.ts";
import type { Evidence } from "../../src/evidence/evidence.ts";
import { recoveredText, recoveredTitle } from "../../src/report/threads.ts";
import { fail, pass, probe, responses, settings, times } from "./evidence-examples.ts";
import { steps, under } from "./reading.ts";
import { badRelease, decided, fanIn, found, goodRelease, leg, record, refused, restored } from "./release-examples.ts";
import { content, issueText, resolvedText, summary } from "./reports.ts";

const shown = (example: Evidence) => summary(example, settings());
const next = (example: Evidence) => steps(under("What to do next", shown(example))).join("\n");
const DOWN = fail("provider-5xx", { status: 503 });
const healthyApp = () => probe("app", times(5, pass()));
const same = () => found(record({ commit: "0f1e2d3c" }, {}));

describe("a service that passes while the endpoint fails when it is asked directly", () => {
  it.each<[string, Evidence]>([
    [
      "going back would not help",
      badRelease({
        probes: [refused("model"), refused("model", "known-good"), healthyApp()],
        rehearsal: { kind: "ran", untested: [] },
      }),
    ],
    [
      "no record",
      badRelease({ probes: [probe("chat", times(4, DOWN)), healthyApp()], knownGood: { kind: "none", notice: null } }),
    ],
    ["a rollback that is needed", badRelease({ probes: [refused("model"), healthyApp()] })],
  ])("is said to pass, and the endpoint to fail: %s", (_name, example) => {
    expect(next(example)).toMatch(/the deployed service still passed 5 of 5/i);
    expect(next(example)).toMatch(/asked directly, the endpoint fails \(chat\)/);
    expect(next(example)).not.toMatch(/Users (are|may be) getting this now/);
  });

  it("is said to pass beside a hold, and what the API did after it", () => {
    const example = badRelease({ probes: [probe("chat", times(10, fail("capacity", { status: 429 }))), healthyApp()] });
    expect(next(example)).toMatch(
      /^What users get is not seen to fail, the deployed service still passed 5 of 5; asked directly: quota.* \(chat\)\. Call /,
    );
  });

  it.each([
    [
      "it fails, too",
      badRelease({ probes: [probe("chat", times(4, DOWN)), probe("app", times(4, DOWN))], knownGood: same() }),
    ],
    ["it was not asked", badRelease({ probes: [probe("chat", times(4, DOWN))], knownGood: same() })],
  ])("is not said to where %s", (_name, example) => {
    expect(next(example)).toContain("Users are getting this now");
  });
});

describe("an order to roll back", () => {
  const old = {
    kind: "error",
    reason: "other-version",
    versions: { answered: "7.1", underTest: "2026.11.20-1", saidIn: "x-app-version" },
  } as const;

  it("stands beside no step that waits for what it puts an end to", () => {
    const example = badRelease({ probes: [refused("model"), probe("app", [old, pass(), old, pass(), pass()])] });
    expect(example.verdict.triggers.filter(({ fired }) => fired).map(({ id }) => id)).toContain("rollout-incomplete");
    expect(next(example)).toMatch(/^Roll back now/);
    expect(next(example)).not.toMatch(/Wait for|rollout-incomplete/);
  });

  it("keeps the way back's own step", () => {
    const example = badRelease({
      knownGood: { kind: "unusable", code: "record-malformed", message: "it is no record", help: "Delete it." },
    });
    expect(next(example)).toContain("rollback-target: Delete it.");
  });
});

describe("a restored service that fails without saying what it runs", () => {
  const WAITED: Arrival = {
    result: "not-ready",
    ...{ withinMs: 180_000, waitedMs: 180_000, requests: 36, asDeclared: 0, other: null },
    last: { status: 503, category: "provider-5xx", versions: null },
  };
  const nobody = /nobody knows which version (gave them|answered)/i;

  it("does not blame the restored version for errors that anything may have given", () => {
    const example = restored([responses(), probe("app", times(4, DOWN))]);
    expect(example.verdict.decision).toBe("rollback");
    expect(next(example)).toMatch(nobody);
    expect(next(example)).not.toContain("fails as well");
    expect(content(example, settings()).headline).not.toContain("the restored release fails too");
  });

  it("blames it where it said that it is what answered, or where the API refuses its configuration", () => {
    const said = probe("app", [...times(4, DOWN), pass({ status: 200, versionUnderTest: true })]);
    for (const example of [restored([responses(), said]), restored([refused("authentication"), responses()])])
      expect(next(example)).toContain("2026.11.19-2 (commit c0ffee12) fails as well");
  });

  it("sends nobody to look for instances of another version where none was seen", () => {
    const example = decided({
      probes: [],
      arrival: WAITED,
      knownGood: found(),
      run: { kind: "release", environment: "production", mode: "verify-rollback", live: true },
    });
    expect(next(example)).toMatch(nobody);
    expect(next(example)).not.toMatch(/which instances do not run|finish the restore/);
  });
});

describe("a connection that the service dropped", () => {
  it("is not called an answer", () => {
    const example = badRelease({ probes: [responses(), probe("app", times(4, fail("connection-lost")))] });
    expect(example.verdict.reason).toMatch(/^error-rate: the deployed service failed too often/);
    expect(shown(example)).not.toContain("answered with errors of its own");
  });
});

describe("a fan-in of which one leg needs a rollback and another would not be helped", () => {
  it("leads with the leg that needs it, whatever their names", () => {
    const helpless = badRelease({ knownGood: same() });
    expect(helpless.verdict.reasonCode).toBe("rollback-would-not-help");
    const both = fanIn(0, { legs: [leg("a", helpless), leg("b", badRelease()), leg("c", goodRelease())], checks: [] });
    expect(both.verdict.rollbackNeeded).toBe(true);
    expect(both.verdict.reason).toMatch(/^2 of 3 legs: rollback\. b: model: .* Also rollback: a\.$/);
  });
});

describe("a hold of what serves users that a person let pass", () => {
  const override = { reason: "quota arrives at noon", actor: "ada" };
  const capacity = probe("chat", times(10, fail("capacity", { status: 429 })));
  const passed = (run: Partial<Evidence["run"]>) =>
    decided({
      probes: [capacity, responses()],
      knownGood: found(),
      run: { kind: "release", environment: "production", override, live: true, ...run },
    });

  it("keeps serving on that person's responsibility, and is not shipped", () => {
    expect(next(passed({}))).toMatch(/^It keeps serving on the responsibility of ada/);
    expect(next(passed({}))).not.toMatch(/^Ship/m);
  });

  it("is neither resolved nor recovered on GitHub", () => {
    const of = { name: "shop", environment: "production" };
    expect(resolvedText(passed({}), settings(), null)).toMatch(/^### ⚠️ Let pass, not resolved: ada let capacity pass/);
    expect(recoveredTitle(passed({}), of)).toBe("Let pass · release gate: shop in production");
    expect(recoveredText(passed({}), "2026-11-20T10:00:00Z", null)).toMatch(
      /^Let pass after .*, not recovered: .*ada let/,
    );
    expect(recoveredTitle(goodRelease(), of)).toBe("Recovered · release gate: shop in production");
    expect(resolvedText(goodRelease(), settings(), null)).toMatch(/^### ✅ Resolved: /);
  });

  it("verifies no rollback", () => {
    const example = passed({ mode: "verify-rollback" });
    expect(example.verdict.reasonCode).toBe("overridden");
    expect(shown(example)).not.toMatch(/The rollback worked|the rollback is verified/);
    expect(next(example)).toMatch(/^The rollback is not verified: ada let the hold pass/);
  });
});

describe("a secret that came back", () => {
  const exposed = (more = {}) =>
    badRelease({ probes: [probe("app", [fail("sensitive-exposure", { status: 200 })])], ...more });

  it("is not called the key for certain", () => {
    for (const text of [shown(exposed()), issueText(exposed(), settings(), null)]) {
      expect(text).not.toMatch(/the key (was echoed|appeared|came back)|Rotate the key now/i);
      expect(text).toContain("a secret of this run");
    }
  });

  it("is one of those that this run held, by their names", () => {
    expect(next(exposed())).toMatch(
      /^Rotate now what came back, a secret of this run: the key, or the value from the environment of the header x-portkey-provider/,
    );
  });
});
