/** `mode: replay` (decision.md, "Replay and fan-in"). */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { digestOf } from "../../src/evidence/digest.ts";
import type { Evidence, ObservedRun } from "../../src/evidence/evidence.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/gateway.ts";
import { COMMIT, inputsFor, messagesOf, resealed, rulesOf, type Workspace, workspace } from "./workspace.ts";

let sandbox: Sandbox;
let good: Evidence;
let bad: Evidence;
let here: Workspace;

beforeAll(async () => {
  sandbox = await startSandbox("healthy");
  const first = workspace();
  const inputs = { ...inputsFor(sandbox), "known-good": "none" };
  good = (await first.run(inputs)).evidence;
  bad = (await first.run({ ...inputs, model: "model-of-tomorrow", live: "true" })).evidence;
  first.remove();
  expect([good.verdict.decision, bad.verdict.decision]).toEqual(["proceed", "rollback"]);
});
afterAll(() => sandbox.close());
beforeEach(() => {
  here = workspace();
});
afterEach(() => here.remove());

/** Evidence of a leg with other labels. */
const leg = (label: string | null, evidence = good, more: Partial<ObservedRun["run"]> = {}) =>
  resealed(evidence, (run) => ({ ...run, run: { ...run.run, leg: label, ...more } }));

/** Replays these files; the names say nothing about the legs. */
async function replay(files: readonly unknown[], inputs: Readonly<Record<string, string>> = {}) {
  for (const [i, content] of files.entries()) here.write(`legs/${i}/evidence.json`, content);
  return here.run({ mode: "replay", evidence: "legs/*/evidence.json", ...inputs });
}

describe("the evidence of one run", () => {
  it("gives its own verdict and digest again, and sends nothing", async () => {
    const before = sandbox.requests().length;
    const { evidence } = await replay([good]);
    expect(evidence).toEqual(good);
    expect(sandbox.requests().length).toBe(before);
  });

  it("is a fan-in of one where legs are expected", async () => {
    const { evidence } = await replay([leg("eu")], { "expect-legs": "eu" });
    expect(evidence.run.mode).toBe("replay");
    expect(evidence.legs.map(({ label }) => label)).toEqual(["eu"]);
    expect(evidence.verdict.decision).toBe("proceed");
  });
});

describe("of the same leg twice", () => {
  const failed = () => leg("eu", bad, { runAttempt: 1 });
  const repeated = () => leg("eu", good, { runAttempt: 2 });

  it.each([
    ["first", () => [repeated(), failed()]],
    ["last", () => [failed(), repeated()]],
    ["between older ones", () => [failed(), repeated(), leg("eu", bad, { runAttempt: null })]],
  ])("the highest run attempt wins, read %s", async (_place, files) => {
    const { evidence } = await replay(files());
    expect(evidence.legs).toMatchObject([{ label: "eu", runAttempt: 2 }]);
    expect(evidence.verdict.decision).toBe("proceed");
  });

  it("the highest run attempt wins where it is the worse one, and by number, not by text", async () => {
    const { evidence } = await replay([leg("eu", good, { runAttempt: 9 }), leg("eu", bad, { runAttempt: 10 })]);
    expect(evidence.legs).toMatchObject([{ label: "eu", runAttempt: 10 }]);
    expect(evidence.verdict.decision).toBe("rollback");
  });

  it.each([
    ["the good one last", () => [leg("eu", bad), leg("eu", good)]],
    ["the good one first", () => [leg("eu", good), leg("eu", bad)]],
    ["a later attempt of one of them", () => [leg("eu", good), leg("eu", bad), repeated()]],
  ])("two runs of one attempt are two legs, none of which disappears: %s", async (_what, files) => {
    const result = await replay(files(), { "expect-legs": "eu" });
    expect(result.evidence.verdict.decision).toBe("rollback");
    expect(result.evidence.legs.map(({ runId }) => runId)).toEqual(expect.arrayContaining([good.run.id, bad.run.id]));
    expect(rulesOf(result)).toEqual(["leg-label-shared"]);
  });

  it("two good ones under one label hold, and both files are named", async () => {
    const other = leg("eu", good, { id: "20261120T101112Z-deadbeef" });
    const result = await replay([leg("eu"), other]);
    expect(result.evidence.verdict).toMatchObject({ decision: "hold", reasonCode: "configuration" });
    expect(messagesOf(result)).toEqual([
      "legs/0/evidence.json and legs/1/evidence.json are different runs of one attempt, and both are called leg eu",
    ]);
    expect(new Set(result.evidence.legs.map(({ label }) => label)).size).toBe(2);
  });

  it("the same evidence in two places is one leg", async () => {
    const { evidence } = await replay([leg("eu"), leg("eu"), leg("us")]);
    expect(evidence.legs.map(({ label }) => label)).toEqual(["eu", "us"]);
    expect(evidence.verdict.decision).toBe("proceed");
  });

  it("an attempt without a number is older than any", async () => {
    const { evidence } = await replay([leg("eu", bad, { runAttempt: null }), leg("eu", good, { runAttempt: 1 })]);
    expect(evidence.verdict.decision).toBe("proceed");
  });

  describe("a job without a matrix, whose runs have no label", () => {
    const of = (evidence: Evidence, runAttempt: number, more: Partial<ObservedRun["run"]> = {}) =>
      leg(null, evidence, { job: "gate", runAttempt, ...more });

    /** What the bad release's configuration gave when it was asked again. */
    const mended = () =>
      resealed(good, (run) => ({
        ...run,
        release: bad.release,
        run: { ...run.run, leg: null, job: "gate", runAttempt: 2, id: "20261120T101112Z-deadbeef" },
      }));

    it("counts in its highest attempt alone", async () => {
      const { evidence } = await replay([of(good, 1, { job: "gate-eu" }), of(bad, 1), mended()]);
      expect(evidence.legs.map(({ runAttempt }) => runAttempt).sort()).toEqual([1, 2]);
      expect(evidence.verdict.decision).toBe("proceed");
    });

    it("may have been mended between two attempts, or called twice: its failure holds and is named", async () => {
      const result = await replay([of(bad, 1), of(good, 2)]);
      expect(result.evidence.verdict.decision).toBe("hold");
      expect(messagesOf(result)).toEqual([
        "legs/0/evidence.json (rollback) is of an older attempt than legs/1/evidence.json, and asked another configuration: nothing says whether they are one leg",
      ]);
      const passed = await replay([of(good, 1), of(bad, 2)]);
      expect([passed.evidence.verdict.decision, rulesOf(passed)]).toEqual(["rollback", []]);
    });

    it("and has several of them is told by what each of them asked", async () => {
      const failed = [of(good, 1), of(bad, 1)];
      expect((await replay(failed)).evidence.verdict.decision).toBe("rollback");
      const { evidence } = await replay([...failed, mended()]);
      expect(evidence.legs.map(({ runAttempt }) => runAttempt).sort()).toEqual([1, 2]);
      expect(evidence.verdict.decision).toBe("proceed");
      // What was not asked again has not passed.
      const again = await replay([...failed, of(good, 2)]);
      expect(again.evidence.verdict.decision).toBe("rollback");
    });
  });

  it("runs without a leg and a job are told apart by their ids", async () => {
    const other = leg(null, good, { id: "20261120T101112Z-deadbeef" });
    const { evidence } = await replay([leg(null), other]);
    expect(evidence.legs.map(({ label }) => label)).toEqual([other.run.id, good.run.id].sort());
  });
});

describe("many legs", () => {
  it("stand in the order of their labels and come to the worst decision", async () => {
    const { evidence } = await replay([leg("us"), leg("eu", bad), leg("ap")]);
    expect(evidence.legs.map(({ label }) => label)).toEqual(["ap", "eu", "us"]);
    expect(evidence.checks).toEqual([{ id: "legs", result: "pass", findings: [] }]);
    expect(evidence.verdict).toMatchObject({ decision: "rollback", reasonCode: bad.verdict.reasonCode });
    expect(evidence.verdict.reason).toContain("1 of 3 legs: rollback. eu: ");
  });

  it("that are missing hold, each by its name", async () => {
    const result = await replay([leg("eu")], { "expect-legs": "ap, eu, us" });
    expect(result.evidence.verdict).toMatchObject({ decision: "hold", reasonCode: "insufficient-evidence" });
    expect(result.evidence.checks).toMatchObject([{ id: "legs", result: "fail" }]);
    expect(messagesOf(result)).toEqual(["leg ap is missing", "leg us is missing"]);
    expect(result.evidence.run.legsExpected).toBe(3);
    expect(result.evidence.verdict.reason).toMatch(/^insufficient-evidence: 1 of 3 legs are here; leg ap is missing/);
    expect(result.evidence.checks[0]?.findings[0]).toMatchObject({
      trigger: "insufficient-evidence",
      severity: "hold",
    });
  });

  const of = (values: Readonly<Record<string, string>>, evidence = good, more: Partial<ObservedRun["run"]> = {}) =>
    leg(JSON.stringify(values), evidence, { legValues: values, ...more });
  const namesIn = ({ evidence }: { readonly evidence: Evidence }) => evidence.legs.map(({ label }) => label);

  it("have the names that people gave them, else the shortest values that tell them apart", async () => {
    const eu = { region: "eu", model: "a", node: "24" };
    expect(namesIn(await replay([of(eu), of({ ...eu, region: "us" })]))).toEqual(["eu", "us"]);
    const grid = [of(eu), of({ ...eu, region: "us" }), of({ ...eu, model: "b" })];
    expect(namesIn(await replay(grid))).toEqual(["eu, a", "eu, b", "us, a"]);
    const named = [of({ name: "first", region: "eu" }), of({ name: "second", region: "us" })];
    here.remove();
    here = workspace();
    expect(namesIn(await replay(named))).toEqual(["first", "second"]);
  });

  it("of two jobs, or of two integrations, are never the same leg: a failing one stays whatever was run again", async () => {
    const eu = { region: "eu" };
    const files = [of(eu, bad, { job: "chat", runAttempt: 1 }), of(eu, good, { job: "responses", runAttempt: 2 })];
    const result = await replay(files);
    expect([result.evidence.verdict.decision, rulesOf(result), namesIn(result)]).toEqual([
      "rollback",
      [],
      ["chat", "responses"],
    ]);
    const named = await replay([
      of(eu, bad, { name: "a" }),
      of(eu, good, { name: "b" }),
      of({ region: "us" }, good, { name: "b" }),
    ]);
    expect([named.evidence.verdict.decision, rulesOf(named)]).toEqual(["rollback", []]);
    expect(namesIn(named)).toEqual(["eu, a", "eu, b", "us, b"]);
  });

  const job = (name: string, evidence = good, more: Partial<ObservedRun["run"]> = {}) =>
    leg(null, evidence, {
      job: name,
      id: `20261120T101112Z-${digestOf(name + JSON.stringify(more)).slice(-8)}`,
      ...more,
    });

  it("that are plain jobs have the names of these, else of what tells these apart", async () => {
    expect(namesIn(await replay([job("probe-us"), job("probe-eu", bad)]))).toEqual(["probe-eu", "probe-us"]);
    const staging = { environment: "staging" };
    expect(namesIn(await replay([job("probe"), job("probe", good, staging)]))).toEqual(["production", "staging"]);
    const beside = await replay([
      job("service"),
      of({ region: "eu" }, good, { job: "probe" }),
      of({ region: "us" }, good, { job: "probe" }),
    ]);
    expect(namesIn(beside)).toEqual(["eu, probe", "service", "us, probe"]);
    expect(
      messagesOf(await replay([job("probe-us"), job("probe-eu")], { "expect-legs": "probe-eu, probe-us, probe-ap" })),
    ).toEqual(["leg probe-ap is missing"]);
  });

  it("that are a job called twice have the ids of their runs beside it, and none of them disappears", async () => {
    const twice = await replay([job("probe", bad), job("probe", good)]);
    expect(twice.evidence.verdict.decision).toBe("rollback");
    expect(namesIn(twice)).toEqual([expect.stringMatching(/^probe 2026/), expect.stringMatching(/^probe 2026/)]);
  });

  it("are called in a problem as in the table", async () => {
    const result = await replay([job("probe-us"), job("probe-eu", good, { workflowRun: "1" })]);
    expect(messagesOf(result)).toEqual(["leg probe-eu comes from workflow run 1, this is 4711"]);
  });

  it("of one name have the value beside it that tells them apart", async () => {
    const shop = (region: string) => of({ name: "shop", region });
    expect(namesIn(await replay([shop("eu"), shop("us")]))).toEqual(["shop, eu", "shop, us"]);
  });

  it.each([
    "shop-eu, shop-us",
    '["shop-eu", "shop-us"]',
    '[{"name":"shop-eu"},{"name":"shop-us"}]',
    "name=shop-eu, os=ubuntu\nname=shop-us, os=ubuntu",
    '[{"name":"shop-us","os":"ubuntu"}]',
  ])("are expected by what people see: %s", async (expected) => {
    const shop = (name: string) => leg(`name=${name}, os=ubuntu`, good, { legValues: { name, os: "ubuntu" } });
    const files = [shop("shop-eu"), shop("shop-us")];
    expect(messagesOf(await replay(files, { "expect-legs": expected }))).toEqual([]);
    expect(
      messagesOf(
        await replay([shop("shop-ap")].concat(files), { "expect-legs": `${expected.startsWith("[") ? '["x"]' : "x"}` }),
      ),
    ).toEqual(["leg x is missing"]);
  });

  it("that are fewer than their own matrix hold, without being expected, and a retried one counts once", async () => {
    const count = { legCount: 3, job: "probe" };
    const eu = of({ region: "eu" }, good, count);
    const result = await replay([eu, of({ region: "us" }, good, count)]);
    expect(result.evidence.verdict).toMatchObject({ decision: "hold", reasonCode: "insufficient-evidence" });
    expect(messagesOf(result)).toEqual([
      expect.stringContaining("1 of 3 legs of the matrix of job probe left no evidence"),
    ]);
    expect(result.evidence.run.legsExpected).toBe(3);
    const again = of({ region: "eu" }, good, { ...count, runAttempt: 2 });
    expect(messagesOf(await replay([eu, of({ region: "us" }, good, count), again]))).toHaveLength(1);
    const all = [eu, of({ region: "us" }, good, count), of({ region: "ap" }, good, count)];
    expect((await replay(all)).evidence.verdict.decision).toBe("proceed");
  });

  describe("of a grid", () => {
    const cell = (region: string, model: string, more: Readonly<Record<string, string>> = {}) =>
      of({ region, model, ...more }, good, { legCount: 4, job: "probe" });
    const said = async (...files: readonly unknown[]) => messagesOf(await replay(files));

    it("that are missing have the values that no other leg has", async () => {
      expect(await said(cell("eu", "a"), cell("us", "a"), cell("eu", "b"))).toEqual([
        "leg us, b left no evidence: 1 of 4 legs of the matrix of job probe, told by the values of the others",
      ]);
      here.remove();
      here = workspace();
      expect(await said(cell("eu", "a"), cell("us", "b"))).toEqual([
        expect.stringMatching(/^legs eu, b; us, a left no evidence: 2 of 4/),
      ]);
    });

    it("are found among values that follow from these, such as a runner", async () => {
      const ofRegion = (region: string, model: string) =>
        cell(region, model, { runner: `runner-${region}`, shard: "1" });
      expect(await said(ofRegion("eu", "a"), ofRegion("us", "a"), ofRegion("eu", "b"))).toEqual([
        expect.stringMatching(/^leg us, b left/),
      ]);
    });

    it.each([
      ["a value that none of the others has", () => [cell("eu", "a"), cell("eu", "b")]],
      ["a list and no grid", () => [cell("eu", "a"), cell("us", "b"), cell("ap", "c")]],
    ])("cannot be told of %s, so those that are here are named", async (_what, files) => {
      expect(await said(...files())).toEqual([expect.stringContaining("left no evidence (there is that of")]);
    });
  });

  it("are counted by whoever knows of more of them, and those that are here are told from those that should be", async () => {
    const us = of({ region: "us" }, bad, { legCount: 4 });
    const result = await replay([of({ region: "eu" }, good, { legCount: 4 }), us], { "expect-legs": "eu, us, ap" });
    expect(result.evidence.run.legsExpected).toBe(4);
    expect(result.evidence.verdict.reason).toMatch(/^2 of 4 legs are here; 1 of these: rollback\. us: /);
  });

  it.each([
    ["their values in any order", "region=eu, model=a", []],
    ["one value of each", "region=eu, region=us", []],
    ["several to a line and one that is missing", "region=eu, region=ap", ["leg region=ap is missing"]],
    ["a line for each", "model=a, region=eu\nmodel=b, region=ap", ["leg model=b, region=ap is missing"]],
  ])("may be expected by %s", async (_how, expected, missing) => {
    const files = [of({ region: "eu", model: "a" }), of({ region: "us", model: "b" })];
    expect(messagesOf(await replay(files, { "expect-legs": expected }))).toEqual(missing);
  });

  it("of which one alone is found are not that one; a file that is named is", async () => {
    const only = of({ region: "eu" }, good, { legCount: 12 });
    expect(messagesOf(await replay([only]))).toEqual([expect.stringContaining("11 of 12 legs of their matrix")]);
    const named = await here.run({ mode: "replay", evidence: "legs/0/evidence.json" });
    expect(named.evidence).toEqual(only);
  });

  it.each<[string, Partial<ObservedRun["run"]>]>([
    ["workflow run 4712, this is 4711", { workflowRun: "4712" }],
    [`commit ${"f".repeat(40)}, this is ${COMMIT}`, { commit: "f".repeat(40) }],
  ])("of %s are strangers and hold", async (what, more) => {
    const result = await replay([leg("eu"), leg("us", good, more)]);
    expect(result.evidence.verdict).toMatchObject({ decision: "hold", reasonCode: "configuration" });
    expect(messagesOf(result)).toEqual([`leg us comes from ${what}`]);
    expect(rulesOf(result)).toEqual(["leg-of-another-run"]);
  });

  it("may have several steps in one job, and count as one where a matrix is counted", async () => {
    const step = (evidence: Evidence, legCount: number) => leg("eu", evidence, { jobId: "81", legCount });
    const other = (legCount: number) => leg("us", good, { jobId: "82", legCount });
    const all = await replay([step(good, 2), step(bad, 2), other(2)]);
    expect([all.evidence.verdict.decision, all.evidence.legs.length, rulesOf(all)]).toEqual(["rollback", 3, []]);
    const missing = await replay([step(good, 3), step(bad, 3), other(3)]);
    expect(rulesOf(missing)).toEqual(["leg-missing"]);
  });

  it("are not what an earlier attempt of the same fan-in decided of them", async () => {
    const job = { GITHUB_JOB: "decide" };
    const inputs = { mode: "replay", evidence: "legs/*/evidence.json" };
    here.write("legs/0/evidence.json", leg("eu", bad));
    here.write("legs/1/evidence.json", leg("us"));
    const first = await here.run(inputs, { env: job });
    expect(first.evidence.verdict.decision).toBe("rollback");
    here.write("legs/0/evidence.json", leg("eu", good, { runAttempt: 2 }));
    here.write("legs/2/evidence.json", first.evidence);
    const { evidence } = await here.run(inputs, { env: job });
    expect([evidence.verdict.decision, evidence.legs.length]).toEqual(["proceed", 2]);
  });

  it("of another workflow run order nothing beside those of this one, and replace none of them", async () => {
    const older = { workflowRun: "4600", runAttempt: 3 };
    const stranger = await replay([leg("eu"), leg("us", bad, older)]);
    expect(stranger.evidence.legs.map(({ label }) => label)).toEqual(["eu"]);
    expect(stranger.evidence.verdict.decision).toBe("hold");
    expect(rulesOf(stranger)).toEqual(["leg-of-another-run"]);
    const own = await replay([leg("eu", bad), leg("us", good, older), leg("eu", good, older)]);
    expect(own.evidence.verdict.decision).toBe("rollback");
    const none = await replay([leg("eu", bad, older), leg("us", bad, older), leg("ap", bad, older)]);
    expect(none.evidence.verdict).toMatchObject({ decision: "hold", rollbackNeeded: false });
  });

  it("of a commit that was named are of this run where the fan-in names it too, and it is the output commit", async () => {
    const commit = "f".repeat(40);
    const { evidence, outputs } = await replay([leg("eu", good, { commit }), leg("us", good, { commit })], { commit });
    expect([evidence.verdict.decision, outputs.commit]).toEqual(["proceed", commit]);
  });

  it("outside a workflow are held against the first one", async () => {
    const elsewhere = { workflowRun: "1", commit: "e".repeat(40) };
    for (const [i, label] of ["ap", "eu"].entries()) here.write(`legs/${i}/evidence.json`, leg(label, good, elsewhere));
    const none = { GITHUB_SHA: "", GITHUB_RUN_ID: "", GITHUB_RUN_NUMBER: "", GITHUB_RUN_ATTEMPT: "" };
    const inputs = { mode: "replay", evidence: "legs/*/evidence.json" };
    expect(rulesOf(await here.run(inputs, { env: none }))).toEqual([]);
    here.write("legs/1/evidence.json", leg("eu", good, { ...elsewhere, workflowRun: "2" }));
    expect(messagesOf(await here.run(inputs, { env: none }))).toEqual(["leg eu comes from workflow run 2, this is 1"]);
  });

  it("lend the run their times, from the first start to the last end", async () => {
    const times = (startedAt: string, endedAt: string) => ({ startedAt, endedAt });
    const { evidence } = await replay([
      leg("a", good, times("2026-11-20T10:05:00.000Z", "2026-11-20T10:06:00.000Z")),
      leg("b", good, times("2026-11-20T10:01:00.000Z", "2026-11-20T10:09:00.000Z")),
    ]);
    expect(evidence.run).toMatchObject(times("2026-11-20T10:01:00.000Z", "2026-11-20T10:09:00.000Z"));
    expect(evidence.run.id).toMatch(/^20261120T100100Z-/);
    expect(evidence.verdict.decidedAt).toBe("2026-11-20T10:09:00.000Z");
  });

  it("lend the run their name, environment and kind where they agree", async () => {
    const { evidence } = await replay([leg("eu"), leg("us")], { name: "other", environment: "staging" });
    expect(evidence.run).toMatchObject({ name: "shop", environment: "production", kind: "release" });
    const check = { name: "cart", environment: null, kind: "check" as const };
    const mixed = await replay([leg("eu"), leg("us", good, check)], { name: "other" });
    expect(mixed.evidence.run).toMatchObject({ name: "other", environment: null, kind: "check" });
  });

  it("are live, or the sandbox's, where one of them is", async () => {
    const run = async (more: Partial<ObservedRun["run"]>) =>
      (await replay([leg("eu"), leg("us", good, more)])).evidence.run;
    expect(await run({})).toMatchObject({ live: false, sandbox: false });
    expect(await run({ live: true })).toMatchObject({ live: true, sandbox: false });
    expect(await run({ sandbox: true })).toMatchObject({ live: false, sandbox: true });
  });

  it("of one release lend it to the run, and of several none", async () => {
    expect((await replay([leg("eu"), leg("us")])).evidence).toMatchObject({
      release: good.release,
      knownGood: { kind: "none" },
    });
    const { evidence } = await replay([leg("eu"), leg("us", bad)]);
    expect(evidence.release).toMatchObject({ digest: null, configuration: null });
  });
});

describe("files that cannot be used hold, and say which and why", () => {
  const tampered = () => ({ ...leg("eu"), requests: 0 });
  const misjudged = () => {
    const { digest: _digest, ...content } = leg("eu", bad);
    const wrong = { ...content, verdict: { ...content.verdict, decision: "proceed" as const } };
    return { ...wrong, digest: digestOf(wrong) };
  };
  it.each<[rule: string, content: () => unknown, message: RegExp]>([
    ["not-evidence", () => "no JSON", /is not an evidence file/],
    ["not-evidence", () => [], /is not an evidence file/],
    ["not-evidence", () => ({ ...leg("eu"), schema: "other" }), /is not an evidence file/],
    ["evidence-version", () => ({ ...leg("eu"), version: 2 }), /another format version than 1/],
    ["evidence-malformed", () => ({ ...leg("eu"), requests: "1" }), /published shape \(requests\)/],
    [
      "evidence-malformed",
      () => ({ ...leg("eu"), run: { ...leg("eu").run, live: 1 } }),
      /published shape \(run\.live\)/,
    ],
    ["evidence-malformed", () => ({ ...leg("eu"), more: 1 }), /published shape \(root\)/],
    ["evidence-tampered", tampered, /digest does not match/],
    ["verdict-does-not-follow", misjudged, /not what this version decides/],
  ])("%s", async (rule, content, message) => {
    const result = await replay([leg("ap"), content()]);
    expect(result.evidence.verdict).toMatchObject({ decision: "hold", reasonCode: "configuration" });
    expect(rulesOf(result)).toEqual([rule]);
    expect(messagesOf(result)[0]).toMatch(message);
    expect(result.evidence.checks[0]?.findings[0]).toMatchObject({ file: "legs/1/evidence.json", severity: "hold" });
    expect(result.evidence.legs.map(({ label }) => label)).toEqual(["ap"]);
  });

  it("one file alone that cannot be used is not replayed", async () => {
    expect(rulesOf(await replay([tampered()]))).toEqual(["evidence-tampered"]);
  });

  it("a name without a wildcard that is not there is said", async () => {
    here.write("a.json", leg("eu"));
    const result = await here.run({ mode: "replay", evidence: "a.json, b.json" });
    expect(rulesOf(result)).toEqual(["evidence-unreadable"]);
    expect(messagesOf(result)).toEqual(["b.json: does not exist"]);
  });

  it("a folder in place of a file is said", async () => {
    here.write("legs/0/evidence.json", leg("eu"));
    const result = await here.run({ mode: "replay", evidence: "legs" });
    expect(messagesOf(result)).toEqual(["legs: is a folder"]);
  });

  it("a pattern that matches nothing is said", async () => {
    const result = await replay([]);
    expect(rulesOf(result)).toEqual(["no-evidence"]);
    expect(messagesOf(result)).toEqual(["no file matches legs/*/evidence.json"]);
    expect(result.evidence.verdict.decision).toBe("hold");
  });

  it.each(["legs/[0]/evidence.json", "legs/?/evidence.json"])("%s is a pattern", async (evidence) => {
    here.write("legs/0/evidence.json", leg("eu"));
    expect(rulesOf(await here.run({ mode: "replay", evidence }))).toEqual([]);
  });

  it("a file over 8 MiB is not read", async () => {
    const text = JSON.stringify(leg("eu"));
    here.write("most.json", text.padEnd(8 * 1024 * 1024));
    here.write("more.json", text.padEnd(8 * 1024 * 1024 + 1));
    expect(rulesOf(await here.run({ mode: "replay", evidence: "most.json" }))).toEqual([]);
    const more = await here.run({ mode: "replay", evidence: "more.json" });
    expect(messagesOf(more)).toEqual(["more.json: is larger than 8 MiB"]);
  });

  it.each<[what: string, more: (count: number) => Record<string, unknown>, most: number, said: string]>([
    [
      "attempts",
      (count) => ({ probes: [{ attempts: Array(count).fill({ n: 1 }) }] }),
      35_000,
      "35000 entries in its lists",
    ],
    ["findings", (count) => ({ checks: [{ findings: Array(count).fill({}) }] }), 35_000, "35000 entries in its lists"],
    ["legs", (count) => ({ legs: Array(count).fill({}) }), 35_000, "35000 entries in its lists"],
    [
      "names that nobody knows",
      (count) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, 1])),
      300_000,
      "300000 members in its objects",
    ],
  ])(
    "too many %s are not checked, whatever they look like; as many as may be are told of once",
    async (_what, more, most, said) => {
      here.write("many.json", { ...good, ...more(most + 1) });
      const many = await here.run({ mode: "replay", evidence: "many.json" });
      expect(messagesOf(many)).toEqual([`many.json: holds more than ${said}, which is the most that is checked`]);
      here.write("fewer.json", { ...good, ...more(5_000) });
      const fewer = await here.run({ mode: "replay", evidence: "fewer.json" });
      expect(rulesOf(fewer)).toEqual(["evidence-malformed"]);
    },
  );

  it("an entry that is wrong among many that are right is found", async () => {
    const [probe] = good.probes;
    const attempts = Array.from({ length: 9 }, (_, i) => ({ ...probe?.attempts[0], n: i === 6 ? 0 : i + 1 }));
    here.write("one.json", { ...good, probes: [{ ...probe, attempts }] });
    const result = await here.run({ mode: "replay", evidence: "one.json" });
    expect(messagesOf(result)).toEqual([expect.stringContaining("published shape (probes.0.attempts.6.n)")]);
  });

  it("brackets that nest and nest are no evidence, and are not parsed", async () => {
    here.write("deep.json", "[".repeat(1_000_000));
    const result = await here.run({ mode: "replay", evidence: "deep.json" });
    expect(messagesOf(result)).toEqual(["deep.json: is not an evidence file"]);
  });

  const onUnix = process.platform === "win32" ? it.skip : it;
  onUnix("a pipe and a device are not read: neither may ever end", async () => {
    execFileSync("mkfifo", [join(here.folder, "pipe")]);
    const result = await here.run({ mode: "replay", evidence: "pipe, /dev/zero" });
    expect(messagesOf(result)).toEqual(["/dev/zero: is no regular file", "pipe: is no regular file"]);
  });

  it("what is not read when the job is cancelled is said", async () => {
    here.write("a.json", good);
    const result = await here.run({ mode: "replay", evidence: "a.json" }, { cancelled: AbortSignal.abort() });
    expect(messagesOf(result)).toEqual(["a.json: was not read: the job was cancelled"]);
  });

  it("of more than 256 files the first 256 are read", async () => {
    for (let i = 0; i < 256; i++) here.write(`many/${String(i).padStart(3, "0")}.json`, "{}");
    const run = () => here.run({ mode: "replay", evidence: "many/*.json" });
    const most = rulesOf(await run());
    expect([most.length, most.includes("too-many-files")]).toEqual([256, false]);
    here.write("many/256.json", "{}");
    const more = await run();
    expect(rulesOf(more)).toHaveLength(257);
    expect(messagesOf(more)[0]).toBe("257 files match; at most 256 are read");
  });

  it("a file that two patterns name is read once", async () => {
    here.write("a.json", leg("eu"));
    const { evidence } = await here.run({ mode: "replay", evidence: "a.json, *.json" });
    expect(evidence.run.mode).toBe("gate");
  });
});
