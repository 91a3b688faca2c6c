import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { parseGateFile } from "../../src/settings/gate-file/gate-file.ts";
import type { SettingsSource } from "../../src/settings/source.ts";
import { anyCharacter } from "../text/any-character.ts";
import { codesOf, KEY, resolved, settingsOf, sourceOf } from "./source.ts";

/** What counts for the reports, whatever else is wrong. */
const readReportSettings = (source: SettingsSource) => resolved(source).settings.report;

/** What is read of a gate file's own words. */
const issueOf = (gateFile: string, inputs = {}) => settingsOf({ gateFile, inputs }).report.issue;

describe("report settings", () => {
  it("are safe when nothing is said", () => {
    expect(readReportSettings(sourceOf({ env: { RUNNER_TEMP: "/runner/temp" } }))).toEqual({
      failOn: "hold",
      summary: "always",
      comment: "never",
      issue: { when: "never", after: 1, labels: ["release-gate"], assignees: [] },
      subject: { name: "repo", environment: null, leg: null },
      evidenceDir: "/runner/temp/release-gate",
    });
    expect(readReportSettings(sourceOf()).evidenceDir).toBe("/tmp/release-gate");
  });

  it("prefer the input, then the gate file", () => {
    const gateFile = "fail-on: never\nsummary: on-failure";
    expect(readReportSettings(sourceOf({ gateFile }))).toMatchObject({ failOn: "never", summary: "on-failure" });
    const inputs = { "fail-on": "rollback", summary: "never", "evidence-dir": "out" };
    expect(readReportSettings(sourceOf({ gateFile, inputs }))).toMatchObject({
      failOn: "rollback",
      summary: "never",
      evidenceDir: "/repo/out",
    });
  });

  it("say where no run fails, so that none is counted", () => {
    const warnings = (failOn: string, after = 2) =>
      settingsOf({ gateFile: `fail-on: ${failOn}\nissue: { when: on-failure, after: ${after} }` }).warnings;
    expect(warnings("never")).toEqual([
      expect.stringMatching(/issue.after: 2 counts .* fail-on: never lets every run/),
    ]);
    expect(warnings("rollback")).toEqual([expect.stringMatching(/fail-on: rollback lets a hold pass/)]);
    expect([...warnings("hold"), ...warnings("never", 1)]).toEqual([]);
  });

  it("stay strict when the setting is invalid, which is reported elsewhere", () => {
    expect(readReportSettings(sourceOf({ inputs: { "fail-on": "nothing" } })).failOn).toBe("hold");
    expect(codesOf({ inputs: { "fail-on": "nothing" } })).toEqual(["invalid-value"]);
    expect(readReportSettings(sourceOf({ gateFile: "fail-on: newer" })).failOn).toBe("hold");
  });

  it("are what a gate file says in spite of a mistake elsewhere in it", () => {
    const gateFile = "fail-on: never\nissue: { when: on-failure }\nfial: 1";
    expect(readReportSettings(sourceOf({ gateFile }))).toMatchObject({
      failOn: "never",
      issue: { when: "on-failure" },
    });
  });

  it("say after how many failing runs one is opened", () => {
    expect(issueOf("issue: { when: on-failure, after: 2 }").after).toBe(2);
    expect(codesOf({ gateFile: "issue: { after: 0 }" })).toHaveLength(1);
  });

  it.each([
    ["issue: always", "always", ["release-gate"], []],
    [
      "issue: { when: on-failure, labels: [llm, night], assignees: [octocat] }",
      "on-failure",
      ["llm", "night"],
      ["octocat"],
    ],
    ["issue: { labels: [llm] }", "never", ["llm"], []],
  ])("say when an issue is kept and how it is filed: %s", (gateFile, when, labels, assignees) => {
    expect(issueOf(gateFile)).toEqual({ when, after: 1, labels, assignees });
    expect(issueOf(gateFile, { issue: "on-failure" })).toEqual({ when: "on-failure", after: 1, labels, assignees });
  });

  it.each([
    ["issue: sometimes", "issue must be always, on-failure or never, or a section"],
    ["issue: { when: sometimes }", "issue.when must be always or on-failure or never"],
    ["issue: { labels: [] }", "issue.labels must have at least one entry"],
    ["issue: { labels: ['a,b'] }", "issue.labels.0 must be the name of a label"],
    ["issue: { assignees: ['@octocat'] }", "issue.assignees.0 must be a login, without @"],
    ["issue: { asignees: [octocat] }", 'unknown key "asignees" - did you mean "assignees"?'],
  ])("are refused where GitHub would drop them: %s", (gateFile, says) => {
    const { problems } = parseGateFile("a.yml", gateFile);
    const messages = problems.map(({ message }) => message);
    expect(messages).toEqual([expect.stringContaining(says)]);
  });

  it("know whose comment and issue it is although the gate file has a mistake", () => {
    const gateFile = "name: shop\nrelease: { environment: production }\nfial: 1";
    const inputs = { leg: "eu" };
    expect(readReportSettings(sourceOf({ gateFile, inputs })).subject).toEqual({
      name: "shop",
      environment: "production",
      leg: "eu",
    });
    expect(readReportSettings(sourceOf({ gateFile: "name: [" })).subject.name).toBe("repo");
    expect(readReportSettings(sourceOf({ gateFile, inputs: { name: `x ${KEY}` } })).subject.name).toBe("x ***");
  });

  it("are the same as those of valid settings", () => {
    const world = { inputs: { "fail-on": "rollback" }, gateFile: "summary: never", env: { RUNNER_TEMP: "/t" } };
    expect(readReportSettings(sourceOf(world))).toEqual(settingsOf(world).report);
  });

  it("never throw", () => {
    const readFile = () => {
      throw new Error("no");
    };
    expect(readReportSettings({ ...sourceOf(), readFile }).failOn).toBe("hold");
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), fc.string({ unit: anyCharacter }), (gateFile, input) => {
        readReportSettings(sourceOf({ gateFile, inputs: { "fail-on": input, "evidence-dir": input } }));
      }),
    );
  });
});
