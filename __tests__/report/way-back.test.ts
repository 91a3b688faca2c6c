import { describe, expect, it } from "@jest/globals";
import type { Evidence } from "../../src/evidence/evidence.ts";
import { NO_POLICY } from "../../src/evidence/policy-comparison.ts";
import { recordedPolicy } from "../../src/evidence/recorded-policy.ts";
import { releaseName } from "../../src/report/rollback/comparison.ts";
import { proceedCheck, releaseWithoutKnownGood } from "./evidence-examples.ts";
import { steps, tables, titles, under } from "./reading.ts";
import {
  badRelease,
  brokenWayBack,
  decided,
  failsOtherwise,
  failsTheSame,
  found,
  goodRelease,
  readySettings,
  record,
  rehearsedWell,
  untestableWayBack,
} from "./release-examples.ts";
import { summary } from "./reports.ts";

const shown = (example: Evidence) => summary(example, readySettings());
const notices = (example: Evidence) => shown(example).match(/^> \*\*.*$/gm) ?? [];
const facts = (example: Evidence) =>
  Object.fromEntries(
    tables(under("Resolved configuration", shown(example)))[0]?.map(([name, value]) => [name, value]) ?? [],
  );
const release = (knownGood: Evidence["knownGood"]) =>
  decided({ run: { kind: "release", environment: "production" }, knownGood });

describe("the state of the known-good", () => {
  it("is not judged in a check", () => {
    expect(facts(proceedCheck())).toMatchObject({ "Known-good": "not judged" });
    expect(notices(proceedCheck())).toEqual([]);
  });

  it("is missing where a release names none", () => {
    expect(facts(releaseWithoutKnownGood())["Known-good"]).toBe("missing: none was named");
    expect(notices(releaseWithoutKnownGood())).toEqual([expect.stringContaining("No known-good was named")]);
  });

  it.each([
    ["declared", null, "none, as declared", 0],
    ["an empty history", "No release is recorded yet.", "none yet", 1],
  ] as const)("is none: %s", (_name, notice, said, count) => {
    const example = release({ kind: "none", notice });
    expect(facts(example)["Known-good"]).toBe(said);
    expect(notices(example)).toHaveLength(count);
  });

  it("is unusable with what to do about it, in the notice and in the next steps", () => {
    const example = release({
      ...{ kind: "unusable", code: "record-malformed" },
      ...{ message: "deployment 17 is no record", help: "Delete deployment 17." },
    });
    expect(facts(example)["Known-good"]).toBe("unusable (record-malformed)");
    expect(notices(example)).toEqual([expect.stringContaining("deployment 17 is no record. Delete deployment 17.")]);
    expect(steps(shown(example)).join("\n")).toContain("rollback-target: Delete deployment 17.");
  });

  it("is a record with origin, version, commit, age and warnings", () => {
    expect(facts(goodRelease())).toMatchObject({
      "Known-good": "`deployments#17`",
      "Known-good version": "2026.11.19-2",
      "Known-good commit": "c0ffee12",
      "Known-good verified": "2026-11-17T09:01:00.000Z, 3 days before this run",
    });
    expect(notices(goodRelease())).toEqual([
      expect.stringContaining("Known-good: deployment 17 was verified 40 days ago"),
    ]);
    expect(shown(goodRelease())).toContain("known-good 2026.11.19-2 (commit c0ffee12)");
  });

  it.each([
    ["2026-11-20T08:00:00.000Z", "less than a day"],
    ["2026-11-19T08:00:00.000Z", "1 day before"],
  ])("says how old a record of %s is", (decidedAt, said) => {
    expect(facts(release(found(record({ decidedAt }))))["Known-good verified"]).toContain(said);
  });

  it.each([
    ["v2", "abc", "v2 (commit abc)"],
    ["v2", null, "v2"],
    [null, "abc", "the release of commit abc"],
    [null, null, "the release without a version"],
  ])("names a release of version %j and commit %j", (deploymentVersion, commit, name) => {
    expect(releaseName({ deploymentVersion, commit })).toBe(name);
  });
});

describe("a rehearsal", () => {
  const rehearsal = (example: Evidence) => under("Rehearsal", shown(example));

  it("puts both releases side by side, probe by probe", () => {
    const [head, ...rows] = tables(rehearsal(rehearsedWell()))[0] ?? [];
    expect(head?.slice(0, 3)).toEqual(["Probe", "This release", "Known-good"]);
    expect(rows.map((row) => row.slice(0, 3))).toEqual([
      ["chat", "fail model 0/2", "✅ pass 5/5"],
      ["responses", "pass 5/5", "✅ pass 5/5"],
    ]);
  });

  it.each([
    ["a rollback helps", rehearsedWell(), "passed the same probes. Going back helps."],
    ["the way back is broken", brokenWayBack(), "The way back is broken: nothing would be left to go back to."],
    ["going back would not help", failsTheSame(), "so going back would not help."],
    ["both fail otherwise", failsOtherwise(), "puts one failure in place of another."],
    ["it could not be tested", untestableWayBack(), "could not be tested: the known-good release's host old.example"],
  ])("says what it means: %s", (_name, example, said) => {
    expect(rehearsal(example)).toContain(said);
  });

  it("has no table where nothing could be asked, and no section where nobody asked for one", () => {
    expect(tables(rehearsal(untestableWayBack()))).toEqual([]);
    expect(titles(shown(badRelease()))).not.toContain("Rehearsal");
  });

  it("asks for the way back to be mended or proven before a good release ships", () => {
    expect(steps(shown(brokenWayBack())).join("\n")).toContain("rollback-target: Mend the way back");
    expect(steps(shown(untestableWayBack())).join("\n")).toContain(
      "rollback-target: Make the known-good release testable",
    );
  });

  it("names the known-good's attempts as such, and never shows them as the candidate's", () => {
    const text = shown(rehearsedWell());
    const names = tables(text)
      .find((rows) => rows[0]?.includes("TLS ms"))
      ?.map(([name]) => name);
    expect(new Set(names)).toEqual(new Set(["Probe", "chat", "responses", "known-good chat", "known-good responses"]));
    const [probes] = tables(under("Probes", text));
    expect(probes?.map(([name, result]) => [name, result]).slice(1)).toEqual([
      ["chat", "❌ fail"],
      ["responses", "✅ pass"],
    ]);
    expect(
      tables(text)
        .find((rows) => rows[0]?.includes("Input"))
        ?.map(([name]) => name),
    ).toContain("known-good chat");
  });
});

describe("a policy that became milder since the known-good", () => {
  const RELEASE = { kind: "release", environment: "production" } as const;
  const before = goodRelease().policy;
  const known = (more: Parameters<typeof record>[0]) => found(record(more));
  const changed = (example: Evidence) => under("What changed since the known-good", shown(example));
  const strict = {
    policyDigest: `sha256:${"1".repeat(64)}`,
    policy: recordedPolicy({ ...before, tolerate: 0.01, samples: 8 }),
  };

  it("is named under what changed, apart from what is no milder", () => {
    const text = changed(decided({ run: RELEASE, knownGood: known(strict) }));
    expect(text).toContain("The policy is milder than the known-good's: sampling.tolerate 1% → 5%.");
    expect(text).toContain("The policy differs, and is no milder for it: sampling.samples 8 → 5.");
  });

  it("stands beside a decision that is no proceed", () => {
    expect(shown(badRelease({ knownGood: known(strict) }))).toMatch(
      /^\*\*Changed since the known-good:\*\* .*sampling\.tolerate 1% → 5% \(milder\)/m,
    );
  });

  it("says so where an older record does not hold which keys", () => {
    expect(changed(goodRelease())).toContain("The policy differs from the known-good's; which keys is not recorded.");
  });

  it("is nothing to speak of where it is the same, or was never recorded", () => {
    const { policyDigest } = goodRelease();
    for (const digest of [policyDigest, NO_POLICY])
      expect(changed(decided({ run: RELEASE, knownGood: known({ policyDigest: digest }) }))).not.toContain("policy");
  });
});
