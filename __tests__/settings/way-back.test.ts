import { describe, expect, it } from "@jest/globals";
import { expectedLegs, legOf } from "../../src/settings/release/leg.ts";
import { problemsOf, settingsOf } from "./source.ts";

const RELEASE = { environment: "production" };

describe("known-good", () => {
  it.each([
    ["file:known-good.json", { kind: "file", path: "known-good.json" }],
    ["git:v1.2.3", { kind: "git", ref: "v1.2.3", path: ".github/release-gate.yml" }],
    ["git:main:ops/record.json", { kind: "git", ref: "main", path: "ops/record.json" }],
    ["deployments", { kind: "deployments" }],
    ["none", { kind: "none" }],
  ])("%s is a source", (text, source) => {
    expect(settingsOf({ inputs: { ...RELEASE, "known-good": text } }).knownGood.source).toEqual(source);
  });

  it.each(["git:--upload-pack=x", "git:", "file:", "main", "git:a..b"])("%s is none", (text) => {
    expect(problemsOf({ inputs: { ...RELEASE, "known-good": text } })).toMatchObject([{ code: "invalid-value" }]);
  });

  it("that is an expression is refused with what is not taken of it", () => {
    expect(problemsOf({ inputs: { ...RELEASE, "known-good": "git:HEAD~1" } })).toMatchObject([
      { message: expect.stringContaining('"git:HEAD~1": what "~1" stands for depends on how much history') },
    ]);
  });

  it("is not read by a check, which says so of all but none", () => {
    const { warnings } = settingsOf({ inputs: { "known-good": "file:known-good.json" } });
    expect(warnings).toEqual([expect.stringMatching(/known-good is not read: without an environment/)]);
    expect(settingsOf({ inputs: { "known-good": "none" } }).warnings).toEqual([]);
  });

  it("has its own key, masked before anything else happens", () => {
    const masked: string[] = [];
    const { knownGood, secrets } = settingsOf({ inputs: { "known-good-api-key": "older-key-0123456789" }, masked });
    expect(knownGood.credential?.value).toBe("older-key-0123456789");
    expect(masked).toContain("older-key-0123456789");
    expect(secrets).toContain("older-key-0123456789");
  });

  it("may only be asked at hosts that the workflow allows; a gate file cannot add any", () => {
    const { knownGood } = settingsOf({
      inputs: { "base-url": "https://eu.example", "allowed-hosts": "us.example:8443" },
    });
    expect([...knownGood.allowedHosts].sort()).toEqual(["api.cometapi.com", "eu.example", "us.example:8443"]);
    expect(problemsOf({ gateFile: "allowed-hosts: [evil.example]" })).toMatchObject([{ code: "unknown-key" }]);
  });

  it("is written by GitHub's own bot unless the gate file names another creator", () => {
    expect(settingsOf().knownGood.creator).toBe("github-actions[bot]");
    expect(settingsOf({ gateFile: "deployments: { creator: deploy-app }" }).knownGood.creator).toBe("deploy-app");
  });
});

describe("modes", () => {
  it.each(["record", "replay"])("%s needs neither key nor model, and asks nothing", (mode) => {
    const inputs = {
      ...RELEASE,
      "api-key": "",
      model: "",
      mode,
      evidence: "evidence.json",
      "known-good": "file:k.json",
    };
    expect(settingsOf({ inputs })).toMatchObject({
      mode,
      probes: [],
      credential: null,
      evidence: { patterns: ["evidence.json"] },
    });
  });

  it("verify-rollback needs no model: the record has it", () => {
    const inputs = { ...RELEASE, model: "", mode: "verify-rollback", "known-good": "deployments" };
    expect(settingsOf({ inputs }).mode).toBe("verify-rollback");
  });

  it.each([
    [{ mode: "record", evidence: "e.json", "known-good": "deployments" }, "missing-environment"],
    [{ mode: "record", evidence: "e.json", ...RELEASE }, "missing-known-good"],
    [{ mode: "record", evidence: "e.json", ...RELEASE, "known-good": "git:main" }, "record-needs-a-place"],
    [{ mode: "record", ...RELEASE, "known-good": "deployments" }, "missing-evidence"],
    [{ mode: "replay" }, "missing-evidence"],
    [{ mode: "verify-rollback", ...RELEASE, "known-good": "none" }, "missing-known-good"],
    [{ evidence: "e.json" }, "unused-input"],
    [{ "expect-legs": "eu" }, "unused-input"],
  ])("%j is a problem: %s", (inputs, code) => {
    expect(problemsOf({ inputs }).map((problem) => problem.code)).toEqual([code]);
  });
});

describe("legs", () => {
  it("have the same label whatever the order of the matrix' keys", () => {
    expect(legOf('{"b": 2, "a": "x"}')).toEqual(legOf('{ "a": "x",\n "b": 2 }'));
  });

  it("know their values, also those of an object under one key", () => {
    const values = { name: "eu-a", region: "eu", tries: "2" };
    for (const text of [
      '{"name":"eu-a","region":"eu","tries":2,"base-url":null}',
      '{"leg":{"name":"eu-a","region":"eu","tries":2,"base-url":""}}',
    ])
      expect(legOf(text)).toEqual({ label: "name=eu-a, region=eu, tries=2", values });
    expect(legOf('{"source":{"region":"eu"},"target":{"region":"us"}}')).toEqual({
      label: "source.region=eu, target.region=us",
      values: { "source.region": "eu", "target.region": "us" },
    });
    expect(legOf("eu")).toEqual({ label: "eu", values: null });
    for (const none of ["null", "{}", "{ }"]) expect(legOf(none)).toBeNull();
  });

  it("are counted by the runner", () => {
    const { labels } = settingsOf({
      inputs: { leg: '{"region":"eu"}', "leg-count": "12" },
      env: { GITHUB_JOB: "probe" },
    });
    expect(labels).toMatchObject({ leg: { label: "region=eu" }, legCount: 12, job: "probe" });
    expect(settingsOf({ inputs: { leg: "null", "leg-count": "1" } }).labels).toMatchObject({ leg: null, legCount: 1 });
  });

  it.each([
    ["eu, us", ["eu", "us"]],
    ["eu\nus\n", ["eu", "us"]],
    ['["eu", "us"]', ["eu", "us"]],
    ['[{"region":"eu","model":"a"},{"model":"b","region":"us"}]', ["model=a, region=eu", "model=b, region=us"]],
    ["", []],
  ])("expected as %j are %j", (text, labels) => {
    const expected = expectedLegs(text);
    expect(expected.flatMap(({ label, parts }) => (parts.length > 0 ? parts : label))).toEqual(labels);
  });
});
