/** A live release that has not arrived: nobody orders a rollback, and whoever decides on one finds how. */
import { describe, expect, it } from "@jest/globals";
import type { Arrival } from "../../src/evidence/arrival.ts";
import type { Attempt } from "../../src/evidence/attempt.ts";
import type { Evidence } from "../../src/evidence/evidence.ts";
import { pass, probe, times } from "./evidence-examples.ts";
import { steps, titles, under, workflows } from "./reading.ts";
import { decided, found, readySettings, record } from "./release-examples.ts";
import { summary } from "./reports.ts";

const shown = (example: Evidence) => summary(example, readySettings());
const next = (example: Evidence) => steps(under("What to do next", shown(example))).join("\n");
const section = (example: Evidence) => under("Rollback", shown(example));

const WAITED: Arrival = {
  result: "not-ready",
  withinMs: 180_000,
  waitedMs: 180_000,
  requests: 36,
  asDeclared: 0,
  other: null,
  last: { status: 503, category: "provider-5xx", versions: null },
};
const other = (answered: string): Attempt["outcome"] => ({
  kind: "error",
  reason: "other-version",
  versions: { answered, underTest: "2026.11.20-1", saidIn: "x-app-version" },
});

const live = (more: Parameters<typeof decided>[0]): Evidence =>
  decided({
    knownGood: found(),
    ...more,
    run: { kind: "release", environment: "production", live: true, ...more.run },
  });

const notReady = (more: Parameters<typeof decided>[0] = {}) => live({ probes: [], arrival: WAITED, ...more });
const incomplete = (more: Parameters<typeof decided>[0] = {}) =>
  live({ probes: [probe("app", [other("7.1"), pass(), other("7.1"), pass(), pass()])], ...more });

describe("the way out of a live release that has not arrived", () => {
  it.each([
    ["not-ready", notReady()],
    ["rollout-incomplete", incomplete()],
  ])("says that the known-good is there and how to go back, as a choice: %s", (code, example) => {
    expect(example.verdict).toMatchObject({ decision: "hold", reasonCode: code, rollbackNeeded: false });
    expect(section(example)).toMatch(
      /2026\.11\.19-2 \(commit c0ffee12\), the known-good release, is there to go back to\. Here is how, if you decide to/,
    );
    expect(steps(section(example))).toContain("Restore the model: from example/model-1 to example/model-0.");
    expect(next(example)).toMatch(
      /2026\.11\.19-2 \(commit c0ffee12\) is there to go back to, if you decide to: \d+ steps under Rollback/,
    );
    expect(`${next(example)}${section(example)}`).not.toMatch(/roll back now|go back now|not needed for this failure/i);
  });

  it("is no job that would carry it out by itself", () => {
    expect(titles(shown(notReady()))).not.toContain("(Restore job to copy into a workflow)");
    expect(workflows(shown(notReady()))).toHaveLength(1);
  });

  it("says that nothing needs restoring where the known-good still answers", () => {
    const still = incomplete({ probes: [probe("app", times(5, other("2026.11.19-2")))] });
    expect(section(still)).toContain("What answers is still 2026.11.19-2");
  });

  it("is there where the code alone differs", () => {
    const knownGood = found(record({}, { headerNames: [], env: [] }));
    const example = notReady({ knownGood, configuration: { headerNames: [], env: [] } });
    expect(example.verdict.rollbackPlan).toEqual([]);
    expect(steps(section(example)).join("\n")).toContain(
      "Restore the deployment artifact: 2026.11.20-1 (commit c0ffee12)",
    );
    expect(section(example)).not.toContain("No record says");
  });

  it.each([
    ["nobody is served", notReady({ run: { live: false } })],
    ["no record says what worked", notReady({ knownGood: { kind: "none", notice: null } })],
    ["the record is this very release", notReady({ knownGood: found(record({ commit: "0f1e2d3c" }, {})) })],
    ["a restore is being verified", notReady({ run: { mode: "verify-rollback" } })],
  ])("is not offered where %s", (_name, example) => {
    expect(titles(shown(example))).not.toContain("Rollback");
    expect(next(example)).not.toContain("under Rollback");
  });
});

describe("a wait that this runner's network may have spoiled", () => {
  it.each(["blocked", "tcp", "dns", "tls", "proxy", "timeout-connect"] as const)(
    "names it as a suspect: %s",
    (category) => {
      const last = { status: category === "blocked" ? 403 : null, category, versions: null };
      const example = notReady({ arrival: { ...WAITED, last } });
      const said = next(example);
      expect(example.verdict.reason).toContain(
        category === "blocked"
          ? "the service, or what stands in front of it, refused this runner; its token and place are suspects"
          : "this runner's network or what stands in front of the service is a suspect",
      );
      expect(said).toMatch(/^Nobody knows what users are getting now: after 3m of waiting/);
      expect(said).toMatch(
        /Ask the service from elsewhere first.*: where it answers there, this runner is what is wrong\./,
      );
      expect(said).not.toMatch(/Users may be getting errors/);
    },
  );

  it("offers the way back only where the service does not answer from elsewhere either", () => {
    const example = notReady({ arrival: { ...WAITED, last: { status: 403, category: "blocked", versions: null } } });
    expect(next(example)).toMatch(
      /^Where it does not answer there either, 2026\.11\.19-2 .* is there to go back to, if/m,
    );
    expect(section(example)).toContain(
      "Where this runner's way to the service is what is wrong, going back mends nothing.",
    );
    expect(section(notReady())).not.toContain("mends nothing");
  });

  it("is not suspected where the service answered", () => {
    expect(next(notReady())).not.toContain("runner");
    expect(notReady().verdict.reason).not.toContain("suspect");
  });
});

describe("a page in place of the service", () => {
  const page = { ...WAITED, last: { status: 200, category: "app-behaviour", versions: null } } as const;

  it("is named, with what to declare where it is the service after all", () => {
    const example = notReady({ arrival: page });
    expect(example.verdict.reason).toMatch(/status 200.*a page in place of the service/);
    expect(next(example)).toMatch(/ready\.url.*ready\.expect/);
    expect(next(example)).not.toContain("whether the new instances start");
  });
});

describe("answers that name no version", () => {
  const silent = {
    kind: "error",
    reason: "other-version",
    versions: { answered: null, underTest: "2026.11.20-1", saidIn: "x-app-version" },
  } as const;

  it("leave open whether a restore is done", () => {
    const example = live({ probes: [probe("app", times(5, silent))], run: { mode: "verify-rollback" } });
    expect(example.verdict.reason).toContain("nobody knows yet whether it is rolled back: 5 of 5 answers do not say");
    expect(next(example)).toMatch(/nobody knows which version answered/);
    expect(next(example)).not.toMatch(/which instances do not run|finish the restore|Not rolled back yet/);
  });

  it("are not called another version", () => {
    const example = live({ probes: [probe("app", times(5, silent))] });
    expect(example.verdict.reason).toMatch(/^rollout-incomplete: not every answer came from the version under test/);
    expect(shown(example)).not.toMatch(/another version/i);
  });
});
