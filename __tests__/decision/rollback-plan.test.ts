import { describe, expect, it } from "@jest/globals";
import type { Culprit } from "../../src/decision/attribution.ts";
import { rollbackPlan as planned } from "../../src/decision/rollback-plan.ts";
import { type Configuration, valueDigest } from "../../src/evidence/configuration.ts";
import type { ObservedRun } from "../../src/evidence/evidence.ts";
import type { Family } from "../../src/evidence/vocabulary.ts";
import type { KnownGoodState } from "../../src/evidence/way-back.ts";
import { fail, mustPass, pass, recordOf, releaseOf, times, UNUSABLE } from "./observed.ts";

const CHAT: Culprit = { id: "chat", family: "chat-completions" };

/** A release with one declared variable. */
const variable = (name: string, value: string) => ({ env: [name], envDigests: { [name]: valueDigest(name, value) } });

/** The plan where these failed. */
const rollbackPlan = (
  release: ObservedRun["release"],
  knownGood: KnownGoodState,
  culprits: readonly Culprit[] = [CHAT],
) => planned({ release, knownGood, run: { commit: null } }, [], culprits);

/** A release of `model-1` with these differences. */
function changed(changes: Partial<Configuration>, secretVersion: string | null = null) {
  const release = releaseOf("model-1");
  if (release.configuration === null) throw new Error("a release has a configuration");
  return { ...release, secretVersion, configuration: { ...release.configuration, ...changes } };
}

/** The record of `model-1` with these differences. */
function knownWith(changes: Partial<Configuration>) {
  const state = recordOf("model-1");
  if (state.kind !== "record") throw new Error("a record is a record");
  const { record } = state;
  return { ...state, record: { ...record, configuration: { ...record.configuration, ...changes } } };
}

describe("what a rollback has to put back", () => {
  const known = recordOf("model-1");

  it("is nothing where both releases are the same, or where there is no record to compare with", () => {
    expect(rollbackPlan(changed({}), known)).toEqual([]);
    for (const none of [
      UNUSABLE,
      { kind: "none", notice: null },
      { kind: "missing" },
      { kind: "not-required" },
    ] as const)
      expect(rollbackPlan(changed({ model: "model-2" }), none)).toEqual([]);
    expect(rollbackPlan({ ...changed({}), configuration: null }, known)).toEqual([]);
  });

  it("is every field that differs: flag and traffic first, then the artifact, the configuration, the secret last", () => {
    const release = changed(
      {
        model: "model-2",
        baseUrl: "https://other.example.com/v1",
        deploymentVersion: "7",
        featureFlag: { name: "llm-v2", value: "on" },
        traffic: { control: "edge/canary", weight: 10 },
        timeoutMs: 30_000,
        configVersion: "42",
      },
      "8",
    );
    expect(rollbackPlan(release, known).map(({ field }) => field)).toEqual([
      "feature-flag",
      "traffic",
      "deployment-version",
      "base-url",
      "model",
      "timeout",
      "config-version",
      "secret-version",
    ]);
  });

  it("says from what to what, and null where one side declared nothing", () => {
    expect(rollbackPlan(changed({ model: "model-2", timeoutMs: 30_000 }), known)).toEqual([
      { field: "model", from: "model-2", to: "model-1", recorded: true, implicated: "yes" },
      { field: "timeout", from: "30s", to: null, recorded: false, implicated: "no" },
    ]);
  });

  it("takes the flag back to the value that the gate file declares when the record knew no flag", () => {
    const release = changed({ featureFlag: { name: "llm-v2", value: "on" } });
    expect(rollbackPlan({ ...release, flagRollbackValue: "off" }, known)).toMatchObject([
      { field: "feature-flag", from: "llm-v2 = on", to: "off" },
    ]);
  });

  const template = (path: string, n: number, commit: string | null = null) => ({
    family: "responses" as const,
    path,
    commit,
    digest: `sha256:${String(n).repeat(64)}`,
  });

  it("names a template by its family, and the commit at which it is found", () => {
    const known = knownWith({ templates: [template("a.json", 1, "c0ffee")] });
    expect(rollbackPlan(changed({ templates: [template("a.json", 2)] }), known)).toMatchObject([
      {
        field: "request-templates.responses",
        from: `a.json (sha256:${"2".repeat(64)})`,
        to: `a.json (sha256:${"1".repeat(64)}) at c0ffee`,
      },
    ]);
  });

  it("has a step for each of several templates of a family, whichever side has them", () => {
    const known = knownWith({ templates: [template("a.json", 1, "c0ffee"), template("b.json", 2, "c0ffee")] });
    const release = changed({ templates: [template("a.json", 3)] });
    expect(rollbackPlan(release, known)).toMatchObject([
      {
        field: "request-templates.responses:a.json",
        from: `a.json (sha256:${"3".repeat(64)})`,
        to: `a.json (sha256:${"1".repeat(64)}) at c0ffee`,
      },
      { field: "request-templates.responses:b.json", from: null, to: `b.json (sha256:${"2".repeat(64)}) at c0ffee` },
    ]);
    const back = knownWith({ templates: [template("a.json", 1)] });
    expect(rollbackPlan(changed({ templates: [template("a.json", 1), template("b.json", 2)] }), back)).toMatchObject([
      { field: "request-templates.responses:b.json", from: `b.json (sha256:${"2".repeat(64)})`, to: null },
    ]);
  });

  it("puts a flag back to its declared value, and nothing else", () => {
    const flagged = changed({ featureFlag: { name: "llm-v2", value: "on" }, timeoutMs: 1_000 });
    const plan = rollbackPlan({ ...flagged, flagRollbackValue: "llm-v2 = off" }, known);
    expect(plan.map(({ field, to }) => [field, to])).toEqual([
      ["feature-flag", "llm-v2 = off"],
      ["timeout", null],
    ]);
  });

  it("does not have the families that this run only did not ask", () => {
    expect(rollbackPlan(changed({ families: ["responses"] }), known)).toEqual([]);
    expect(rollbackPlan(changed({ families: [] }), known)).toEqual([]);
    expect(rollbackPlan(changed({}), knownWith({ families: ["responses"] }))).toMatchObject([{ field: "families" }]);
    expect(
      rollbackPlan(changed({ families: ["responses"] }), knownWith({ families: ["chat-completions"] })),
    ).toMatchObject([{ field: "families", from: "responses", to: "chat-completions" }]);
  });

  it("does not have a family that only a preset tried and that never answered well", () => {
    const release = changed({ families: ["chat-completions", "responses"] });
    const knownGood = knownWith({ families: ["chat-completions"] });
    const plan = (...probes: ObservedRun["probes"]) =>
      planned({ release, knownGood, probes, run: { commit: null } }, [], [{ id: "responses", family: "responses" }]);
    const refused = times(3, fail("authentication"));
    expect(plan(mustPass("responses", refused))).toEqual([]);
    expect(plan(mustPass("responses", refused, { selected: "explicit" }))).toMatchObject([{ field: "families" }]);
    expect(plan(mustPass("responses", [pass]), mustPass("responses-stream", refused))).toMatchObject([
      { field: "families", implicated: "yes" },
    ]);
  });

  it("does not see the order in which families or environment variables were declared", () => {
    const release = changed({ families: ["responses", "chat-completions"] });
    expect(rollbackPlan(release, known)).toEqual([]);
  });

  it("has no step for a template that only moved", () => {
    const known = knownWith({ templates: [template("a.json", 1)] });
    expect(rollbackPlan(changed({ templates: [template("moved/a.json", 1)] }), known)).toEqual([]);
  });
});

describe("what the failing probes exercised", () => {
  const RESPONSES: Culprit = { id: "responses", family: "responses" };
  const APP: Culprit = { id: "app", family: null };
  const LOGS: Culprit = { id: "logs", family: null };
  const template = (family: Family, n: number) => ({
    ...{ family, path: "a.json", commit: null },
    digest: `sha256:${String(n).repeat(64)}`,
  });

  /** This release and the known-good one, as far as they are not `model-1`. */
  type Sides = readonly [Partial<Configuration>, Partial<Configuration>];

  /** How far the one field that differs is implicated. */
  const implicated = ([ours, theirs]: Sides, ...culprits: Culprit[]) =>
    rollbackPlan(changed(ours), knownWith(theirs), culprits).map((step) => step.implicated);

  it.each<[string, Partial<Configuration>, Partial<Configuration>]>([
    ["base URL", { baseUrl: "https://b.example/v1" }, {}],
    ["model", { model: "model-2" }, {}],
    ["auth", { auth: "none" }, {}],
    ["a header that was added", { headerNames: ["x-a"] }, {}],
  ])("is for every direct probe: %s", (_name, ours, theirs) => {
    expect(implicated([ours, theirs], CHAT)).toEqual(["yes"]);
    expect(implicated([ours, theirs], { id: "models", family: null })).toEqual(["yes"]);
    expect(implicated([ours, theirs], { id: "docs", family: null })).toEqual(["no"]);
    expect(implicated([ours, theirs])).toEqual(["no"]);
  });

  it.each<[string, Partial<Configuration>, Partial<Configuration>]>([
    ["timeout", { timeoutMs: 2 }, { timeoutMs: 1 }],
    ["deployment version", { deploymentVersion: "2" }, { deploymentVersion: "1" }],
    ["a declared variable", variable("A", "2"), variable("A", "1")],
    ["traffic", { traffic: { control: "e", weight: 2 } }, { traffic: { control: "e", weight: 1 } }],
  ])("is for the deployed service and what it left behind alone: %s", (_name, ours, theirs) => {
    expect(implicated([ours, theirs], CHAT, RESPONSES)).toEqual(["no"]);
    expect(implicated([ours, theirs], APP)).toEqual(["yes"]);
    expect(implicated([ours, theirs], CHAT, LOGS)).toEqual(["yes"]);
  });

  it("is a template for the probes of its own family that send it", () => {
    const sides: Sides = [{ templates: [template("responses", 2)] }, { templates: [template("responses", 1)] }];
    expect(implicated(sides, RESPONSES)).toEqual(["yes"]);
    expect(implicated(sides, CHAT)).toEqual(["no"]);
    expect(implicated(sides, { id: "responses-tools", family: "responses" })).toEqual(["no"]);
  });

  it("is a family that one release does not use, for the probe that asked it", () => {
    const sides: Sides = [{}, { families: ["chat-completions"] }];
    expect(implicated(sides, RESPONSES)).toEqual(["yes"]);
    expect(implicated(sides, CHAT)).toEqual(["no"]);
  });

  it("cannot be said of what is recorded on one side only", () => {
    const known = knownWith({});
    expect(rollbackPlan(changed({}, "8"), known, [CHAT])).toMatchObject([
      { field: "secret-version", to: null, recorded: false, implicated: "unknown" },
    ]);
    expect(implicated([{ templates: [template("responses", 2)] }, {}], RESPONSES)).toEqual(["unknown"]);
  });
});

describe("values of headers and variables", () => {
  const plain = (value: string) => ({
    headerNames: ["x-provider"],
    headerDigests: { "x-provider": valueDigest("x-provider", value) },
  });
  const NAMED = { headerNames: ["x-provider"] };

  it("are compared by digest: a changed header alone is a difference that a rollback mends", () => {
    expect(rollbackPlan(changed(plain("other")), knownWith(plain("openai")))).toEqual([
      {
        field: "headers.x-provider",
        from: valueDigest("x-provider", "other"),
        to: valueDigest("x-provider", "openai"),
        recorded: true,
        implicated: "yes",
      },
    ]);
    expect(rollbackPlan(changed(plain("openai")), knownWith(plain("openai")))).toEqual([]);
    expect(rollbackPlan(changed(variable("A", "2")), knownWith(variable("A", "1")))).toMatchObject([
      { field: "env.A", recorded: true },
    ]);
  });

  it("are unknown where a record of an older gate holds the name alone", () => {
    expect(rollbackPlan(changed(plain("other")), knownWith(NAMED))).toEqual([
      {
        field: "headers.x-provider",
        from: valueDigest("x-provider", "other"),
        to: null,
        recorded: false,
        implicated: "unknown",
      },
    ]);
  });

  it("are unknown where they come from the environment, and no difference where nothing else differs", () => {
    expect(rollbackPlan(changed(NAMED), knownWith(NAMED))).toEqual([]);
    expect(rollbackPlan(changed({ ...NAMED, model: "model-2" }), knownWith(NAMED))).toMatchObject([
      { field: "model", implicated: "yes" },
      { field: "headers.x-provider", to: null, recorded: false, implicated: "unknown" },
    ]);
  });

  it("are no variables where the record lists some, and not recorded where it lists none", () => {
    const ours = { env: ["A", "B"] };
    expect(rollbackPlan(changed(ours), knownWith({ env: ["A"] }))).toMatchObject([
      { field: "env.A", recorded: false },
      { field: "env.B", to: null, recorded: true },
    ]);
    expect(rollbackPlan(changed({ env: ["B"] }), knownWith({}))).toMatchObject([{ field: "env.B", recorded: false }]);
  });

  it("have digests by which equal values of different names differ", () => {
    expect(valueDigest("a", "x")).not.toBe(valueDigest("b", "x"));
  });
});
