/** What a hold asks for: where it serves users, they come first; a release that is not there has steps of its own. */

import { describe, expect, it } from "@jest/globals";
import type { Arrival } from "../../src/evidence/arrival.ts";
import type { Attempt, Outcome } from "../../src/evidence/attempt.ts";
import type { Evidence } from "../../src/evidence/evidence.ts";
import { junit } from "../../src/report/records/junit.ts";
import { chat, fail, finding, type Parts, pass, probe, responses, settings, times } from "./evidence-examples.ts";
import { steps, tables, titles, under } from "./reading.ts";
import { decided, fanIn, found, leg, record } from "./release-examples.ts";
import { commentText, content, decisionRecord, issueText, logRecords, summary, terminalReport } from "./reports.ts";

const NO_PAINT = { good: String, warn: String, bad: String, quiet: String, bold: String } as const;

/** A live release with a way back. */
const live = (more: Parts): Evidence =>
  decided({
    knownGood: found(),
    ...more,
    run: { kind: "release", environment: "production", live: true, ...more.run },
  });

const next = (example: Evidence) => steps(under("What to do next", summary(example, settings())));

const versions = { answered: "2026.11.19-2", underTest: "2026.11.20-1", saidIn: "x-app-version" };
const OLD: Attempt["outcome"] = { kind: "error", reason: "other-version", versions };
const WAITED: Arrival = {
  result: "not-ready",
  withinMs: 180_000,
  waitedMs: 180_000,
  requests: 36,
  asDeclared: 0,
  other: null,
  last: { status: 503, category: "provider-5xx", versions: null },
};

const capacity = probe("chat", times(10, fail("capacity", { status: 429 })));
const oneShort = probe("app", [...times(2, fail("provider-5xx", { status: 500 })), ...times(8, pass())]);
const unreachable = probe("chat", times(10, fail("tcp", { networkCode: "ECONNREFUSED" })));
const drift = {
  id: "docs",
  result: "fail",
  findings: [finding({ trigger: "contract-drift", severity: "hold" })],
} as const;

describe("a hold on a configuration that serves users", () => {
  it.each<[string, Evidence, RegExp]>([
    [
      "capacity",
      live({ probes: [capacity, responses()] }),
      /^Users may be getting this now: quota, balance or a rate limit stopped the requests \(chat\)\./,
    ],
    [
      "the fallback",
      live({ probes: [probe("app", [...times(9, pass()), fail("fallback-used")])] }),
      /^Users may be getting this now: the fallback answered/,
    ],
    [
      "one failure short",
      live({ probes: [oneShort] }),
      /^Users may be getting this now: failures came one short of the limit \(app\)\./,
    ],
    ["unreachable", live({ probes: [unreachable] }), /^Production risk: .*nobody knows what they are getting now\./],
    [
      "a changed reference",
      live({ probes: [chat()], checks: [{ ...drift, findings: [...drift.findings] }] }),
      /^What users are getting now passed every probe of this run; the hold is about contract-drift\./,
    ],
    [
      "no way back",
      live({ knownGood: { kind: "missing" } }),
      /^What users are getting now passed every probe of this run; the hold is about rollback-target\./,
    ],
    [
      "a service that never was ready",
      live({ probes: [], arrival: WAITED }),
      /^Users may be getting errors, or nothing, now: after 3m of waiting/,
    ],
    [
      "a rollout that goes on",
      live({ probes: [probe("app", times(5, OLD))] }),
      /^Users may not be getting the version under test now: 5 of 5 answers came from 2026\.11\.19-2/,
    ],
  ])("says first what users may be getting and whom to call: %s", (_name, example, said) => {
    expect(example.verdict.decision).toBe("hold");
    const [first = ""] = next(example);
    expect(first).toMatch(said);
    expect(first).toMatch(/Call `@oncall` \(rollback owner\)/);
    expect(next(example).join("\n")).not.toMatch(/ship nothing/i);
  });

  it("waits where it serves nobody", () => {
    expect(next(live({ probes: [capacity, responses()], run: { live: false } }))[0]).toMatch(
      /^Wait: ship nothing yet\./,
    );
  });

  it("does the same after a rollback, in verify-rollback", () => {
    const [first, second] = next(live({ probes: [capacity], run: { mode: "verify-rollback" } }));
    expect(first).toMatch(/^Users may be getting this now: quota.*Call /);
    expect(second).toMatch(/^The rollback is not verified/);
  });
});

describe("a release that has not arrived", () => {
  const incomplete = (more: Parts = {}) => live({ probes: [probe("app", times(5, OLD))], ...more });

  it("has steps of its own: look at the rollout, and nothing needs restoring where the known-good still answers", () => {
    const [, second, third] = next(incomplete());
    expect(second).toBe(
      "Nothing needs restoring: what answers is 2026.11.19-2 (commit c0ffee12), the known-good release.",
    );
    expect(third).toMatch(/^Look at the rollout: which instances answer otherwise than the version under test/);
    expect(next(incomplete()).at(-2)).toMatch(/^Run the gate again once that is done, with ready-within/);
  });

  it("does not say so where new and old answer side by side", () => {
    const mixed = incomplete({ probes: [probe("app", [OLD, pass(), OLD, pass(), pass()])] });
    expect(next(mixed).join("\n")).not.toContain("Nothing needs restoring");
  });

  it("waits for the rollout where it serves nobody yet", () => {
    expect(next(incomplete({ run: { live: false } }))[0]).toMatch(/^Wait for the rollout to end/);
    expect(next(live({ probes: [], arrival: WAITED, run: { live: false } }))[0]).toMatch(/^Wait for the release/);
  });

  it("has its version looked for first where no answer says one", () => {
    const silent: Outcome = {
      kind: "error",
      reason: "other-version",
      versions: { answered: null, underTest: "2", saidIn: "x-app-version" },
    };
    const first = (outcomes: Outcome[]) =>
      next(incomplete({ probes: [probe("app", outcomes)], run: { live: false } }))[0];
    expect(first(times(5, silent))).toMatch(/^See first whether the service says its version where it is declared/);
    expect(first([silent, silent, silent, silent, OLD])).toMatch(/^Wait for the rollout to end/);
  });

  it("is not rolled back yet in verify-rollback: the restore is to be finished", () => {
    const example = incomplete({
      run: { mode: "verify-rollback" },
      knownGood: found(record({ deploymentVersion: "1" })),
    });
    const [first, second] = next(example);
    expect(first).toMatch(/^Users may not be getting the version under test now: not rolled back yet: /);
    expect(second).toMatch(/^Not rolled back yet: finish the restore\. See which instances do not run 1 /);
  });

  it("restores nothing where the API fails and the known-good still answers", () => {
    const model = fail("model", { status: 404 });
    const bad = probe("chat", times(2, model));
    const confirmed = {
      ...bad,
      attempts: bad.attempts.map((each, i) =>
        i === 0 ? each : { ...each, look: "confirmation" as const, confirms: 1 },
      ),
    };
    const example = incomplete({ probes: [confirmed, probe("app", times(5, OLD))] });
    expect(example.verdict).toMatchObject({ decision: "rollback", rollbackNeeded: false });
    expect(next(example)[0]).toMatch(/^Stop the rollout: .*Nothing needs restoring/);
    expect(under("Rollback", summary(example, settings()))).toContain("so nothing needs restoring");
  });

  it.each([
    ["open where it was in vain", WAITED, "Wait for the release", "the release was not seen in time", "status 503"],
    [
      "folded where it ended well",
      { ...WAITED, result: "ready", waitedMs: 8_003, last: { status: 200, category: null, versions: null } } as const,
      "(Wait for the release)",
      "the release answered as declared",
      "status 200",
    ],
  ])("shows the wait, %s", (_name, arrival, title, result, last) => {
    const text = summary(live({ arrival, ...(arrival.result === "ready" ? {} : { probes: [] }) }), settings());
    expect(titles(text)).toContain(title);
    const rows = tables(under("Wait for the release", text)).flat();
    expect(rows).toContainEqual(["Result", result]);
    expect(rows).toContainEqual(["Waited", expect.stringMatching(/^(3m|8s) of at most 3m$/)]);
    expect(rows).toContainEqual(["Requests", "36, none of which is an attempt"]);
    expect(rows).toContainEqual(["Last answer", last]);
  });
});

describe("a hold that a person let pass", () => {
  const override = { reason: "quota is bought, arrives at noon", actor: "ada" };
  const passed = () => live({ probes: [capacity, responses()], run: { override } });

  it.each([
    ["summary", summary(passed(), settings())],
    ["comment", commentText(passed(), settings(), null)],
    ["issue", issueText(passed(), settings(), null)],
    ["terminal", terminalReport(passed(), settings(), NO_PAINT, "brief")],
  ])("is named with reason and actor: %s", (_name, text) => {
    expect(passed().verdict.reasonCode).toBe("overridden");
    expect(text.replace(/\s+/g, " ")).toContain("overridden by ada: quota is bought, arrives at noon");
  });

  it("is in every record, and fails no test of junit.xml", () => {
    const words = "overridden by ada: quota is bought, arrives at noon";
    expect(decisionRecord(passed(), settings()).notes).toContain("ada let capacity pass: quota is bought");
    for (const { fileName, content: text } of logRecords(passed(), settings()))
      expect([fileName, text]).toEqual([fileName, expect.stringContaining(words)]);
    expect(junit(passed())).toMatch(new RegExp(`<testcase name="capacity"[^>]*>\\s*<skipped message="${words}`));
  });

  it("is named by its leg in a fan-in", () => {
    const text = summary(fanIn(0, { legs: [leg("eu", passed())], checks: [] }), settings());
    expect(text).toMatch(/The hold of leg eu was overridden\. ada let capacity pass/);
  });

  it("leads with it, goes on on that person's responsibility and records nothing", () => {
    expect(content(passed(), settings()).headline).toMatch(/^Proceed: ada let capacity pass: quota is bought/);
    expect(next(passed())[0]).toMatch(/^It keeps serving on the responsibility of ada/);
    expect(next(passed()).join("\n")).not.toContain("mode: record");
  });
});

describe("logs that do not show what they must", () => {
  it.each(["Export the logs after the requests.", "Log the field that is missing."])(
    "ask for what the finding says, and for nothing that is not known to be missing: %s",
    (help) => {
      const findings = [finding({ trigger: "log-fields", rule: "no-record-of-this-run", help })];
      const asked = next(live({ checks: [{ id: "logs", result: "fail", findings }] })).join("\n");
      expect(asked).toContain(`log-fields: ${help}`);
      expect(asked).not.toContain("missing fields");
    },
  );
});
