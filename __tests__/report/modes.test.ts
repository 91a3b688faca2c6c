import { describe, expect, it } from "@jest/globals";
import type { Evidence } from "../../src/evidence/evidence.ts";
import { proceedCheck } from "./evidence-examples.ts";
import { steps, tables, titles, under } from "./reading.ts";
import {
  badRelease,
  brokenWayBack,
  failsTheSame,
  fanIn,
  goodRelease,
  notRestored,
  readySettings,
  record,
  recorded,
  refusedRecord,
  rehearsedWell,
  restoredBadly,
  restoredWell,
  untestableWayBack,
} from "./release-examples.ts";
import { decisionRecord, summary } from "./reports.ts";

const shown = (example: Evidence) => summary(example, readySettings());
const headline = (example: Evidence) => shown(example).split("\n")[0] ?? "";
const next = (example: Evidence) => steps(under("What to do next", shown(example)));

describe("after a rollback", () => {
  it.each([
    ["it worked", restoredWell(), "Proceed: the rollback is verified; chat and responses pass"],
    [
      "it failed",
      restoredBadly(),
      "Rollback: the restored release fails too; the configured credential was refused (401)",
    ],
    ["nobody knows", notRestored(), "Hold: the rollback is not verified; there is no usable way back"],
  ])("the headline speaks of the restored release: %s", (_name, example, said) => {
    expect(headline(example)).toContain(said);
    expect(shown(example)).toContain("Rollback verification of shop-assistant / production");
  });

  it("goes on with what the procedure leaves to do", () => {
    expect(next(restoredWell())[0]).toBe("The rollback worked: 2026.11.19-2 (commit c0ffee12) passes.");
    expect(
      next(restoredWell())
        .slice(2)
        .map((step) => step.split(" ")[0]),
    ).toEqual(["See", "Watch", "Write"]);
  });

  it("looks at the restore itself before it looks elsewhere", () => {
    const [first, second, third] = next(restoredBadly());
    expect(first).toMatch(/^The rollback is not done: 2026\.11\.19-2 .* fails as well/);
    expect(second).toMatch(/^See that every value under Resolved configuration took effect/);
    expect(third).toMatch(/provider, network and credential/);
  });

  it("says what keeps it from being verified", () => {
    expect(next(notRestored()).join("\n")).toContain("rollback-target: Mend that and run verify-rollback again.");
  });
});

describe("the rollback test in the decision record", () => {
  it.each([
    ["pass", "after a rollback that worked", restoredWell()],
    ["fail", "after a rollback that failed", restoredBadly()],
    ["not_tested", "after a rollback where nothing ran", notRestored()],
    ["partial", "in a rehearsal that passed", rehearsedWell()],
    ["fail", "in a rehearsal that failed", brokenWayBack()],
    ["fail", "in a rehearsal that failed in the same way", failsTheSame()],
    ["not_tested", "where the known-good could not be tested", untestableWayBack()],
    ["not_tested", "without a rehearsal", badRelease()],
    ["not_tested", "in a check", proceedCheck()],
  ] as const)("is %s %s", (result, _name, example) => {
    expect(decisionRecord(example, readySettings()).rollback_test_result).toBe(result);
  });

  it("of a fan-in is that of its legs", () => {
    expect(decisionRecord(fanIn(), null).rollback_test_result).toBe("not_tested");
    const legs = fanIn().legs.map((leg) => ({ ...leg, verdict: rehearsedWell().verdict }));
    expect(decisionRecord({ ...fanIn(), legs }, null).rollback_test_result).toBe("partial");
    const broken = { ...legs[0], verdict: brokenWayBack().verdict } as Evidence["legs"][number];
    expect(decisionRecord({ ...fanIn(), legs: [...legs, broken] }, null).rollback_test_result).toBe("fail");
  });
});

describe("a rollback that was verified in part", () => {
  const verdictOf = (more: Partial<Evidence["verdict"]>): Evidence => {
    const example = restoredWell();
    return { ...example, verdict: { ...example.verdict, ...more } };
  };

  it.each([
    ["partial", "holds after some passed", verdictOf({ decision: "hold", reasonCode: "capacity" })],
    ["partial", "was let pass by a person", verdictOf({ decision: "proceed", reasonCode: "overridden" })],
    [
      "not_tested",
      "holds before anything passed",
      verdictOf({
        decision: "hold",
        reasonCode: "unreachable",
        probes: restoredWell().verdict.probes.map((one) => ({ ...one, passes: 0 })),
      }),
    ],
  ] as const)("is %s where it %s", (result, _name, example) => {
    expect(decisionRecord(example, readySettings()).rollback_test_result).toBe(result);
  });
});

describe("the recorded release", () => {
  const shownRecord = summary(
    recorded({ kind: "recorded", origin: "deployments#18", warnings: [], record: record() }),
    readySettings(),
  );

  it("is shown with its configuration and versions", () => {
    const rows = tables(under("Recorded release", shownRecord)).flat();
    expect(rows).toContainEqual(["Deployment version", "2026.11.19-2"]);
    expect(rows).toContainEqual(["Commit", "c0ffee12"]);
    expect(rows).toContainEqual(["Model", "example/model-0"]);
    expect(rows).toContainEqual(["Application timeout", "20s"]);
    expect(rows).toContainEqual(["Secret version", "7"]);
    expect(rows.find(([name]) => name === "Verified")?.[1]).toContain("19 of 19 attempts passed");
  });

  it("stands alone: the job that records has no release of its own", () => {
    expect(under("Resolved configuration", shownRecord)).not.toContain("| Model |");
  });

  it("is not shown where a newer one stays", () => {
    expect(
      titles(summary(recorded({ kind: "superseded", origin: "deployments#19", warnings: [] }), readySettings())),
    ).not.toContain("Recorded release");
  });
});

describe("recording a known-good", () => {
  const outcome = (kind: "recorded" | "already-recorded" | "superseded", origin = "deployments#18") =>
    recorded({ kind, origin, warnings: kind === "recorded" ? ["deployments#18 is not shown as a success"] : [] });

  it.each([
    ["recorded", outcome("recorded"), "Proceed: recorded as known-good (`deployments", "Nothing else to do"],
    ["recorded in a file", outcome("recorded", "file:known-good.json"), "recorded as", "Commit known-good.json"],
    ["already recorded", outcome("already-recorded"), "already recorded", "Nothing to do"],
    ["superseded", outcome("superseded"), "superseded: a newer record", "Look at what serves users now"],
    ["refused", refusedRecord(), "Hold: nothing was recorded; ", "Nothing was recorded."],
  ])("says what became of it and what to do: %s", (_name, example, said, first) => {
    expect(headline(example)).toContain(said);
    expect(next(example)[0]).toMatch(new RegExp(`^${first}`));
    expect(shown(example)).toContain("Known-good record of shop-assistant / production");
  });

  it("shows warnings, and the problems before everything but the steps", () => {
    expect(shown(outcome("recorded"))).toMatch(/^> \*\*Warning: `deployments#18` is not shown as a success\*\*$/m);
    expect(titles(shown(refusedRecord())).slice(0, 2)).toEqual(["What to do next", "Problems found"]);
    expect(next(refusedRecord())[1]).toContain("Problems found");
  });

  it("offers nothing to reproduce, and is what a release that passed is told to do", () => {
    expect(titles(shown(outcome("recorded")))).not.toContain("(Reproduce from a terminal)");
    expect(next(goodRelease()).slice(0, 2)).toEqual([
      "Ship 2026.11.20-1, then verify the deployment.",
      expect.stringContaining("run mode: record with this evidence"),
    ]);
  });
});
