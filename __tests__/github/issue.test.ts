import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Evidence } from "../../src/evidence/evidence.ts";
import {
  evidence,
  proceedCheck,
  refusedCredential,
  settings,
  unterminatedStream,
  withoutSecrets,
} from "../report/evidence-examples.ts";
import type { Ended } from "./answers.ts";
import { type Double, type Fault, PROSE, startDouble } from "./double.ts";
import { AT_NIGHT, inProduction, later, ON_PULL_REQUEST, posted, RUN_URL, type Run, reset } from "./posting.ts";

let double: Double;
beforeAll(async () => {
  double = await startDouble();
});
afterAll(async () => {
  await double.close();
  expect(double.defects).toEqual([]);
});
beforeEach(() => reset(double));

const HOUR = 3_600;
const BOT = "github-actions[bot]";
const LABELS = ["release-gate"];
const filed = (more: Partial<NonNullable<Run["report"]>["issue"]> = {}) => ({
  issue: { when: "on-failure", after: 1, labels: LABELS, assignees: [], ...more } as const,
});
const keep = (given: Evidence, run: Partial<Run> = {}) =>
  posted(double, { evidence: given, report: filed(), ...run, env: { ...AT_NIGHT, ...run.env } });
const failing = () => refusedCredential();
const holding = () => inProduction(unterminatedStream());
const proceeding = () => inProduction(proceedCheck());
const issues = () => double.forum.threads;
const said = () => double.forum.comments.map(({ body }) => body);
const open = () => issues().filter(({ state }) => state === "open");

describe("the issue", () => {
  it("is opened on a failure, under the label, with the page of the run", async () => {
    expect(await keep(failing())).toEqual([]);
    expect(issues()).toEqual([
      expect.objectContaining({
        title:
          "The configured credential was refused (401) on chat · release gate: rollback, shop-assistant in production",
        labels: LABELS,
        assignees: [],
        state: "open",
        body: expect.stringMatching(/^<!-- cometapi-release-gate issue key=[0-9a-f]{64} [\s\S]*## ❌ Rollback/),
      }),
    ]);
    expect(issues()[0]?.body).toContain(RUN_URL);
    expect(said()).toEqual([]);
  });

  it("is updated while the failure lasts; a comment is written only when it became another one", async () => {
    await keep(failing());
    await keep(later(failing(), HOUR));
    expect(said()).toEqual([]);
    expect(issues()[0]?.body).toContain("2026-11-20T11:11:12.000Z");
    await keep(later(holding(), 2 * HOUR));
    expect(said()).toEqual([expect.stringMatching(/^Changed: \*\*hold\*\* \(was rollback, authentication\)/)]);
    expect(issues()).toEqual([
      expect.objectContaining({ title: expect.stringMatching(/^A stream .* release gate: hold, /), state: "open" }),
    ]);
  });

  it("is closed as completed by a run that proceeds, which says how long it lasted and which run it was", async () => {
    await keep(failing());
    // The double's clock opened it at 2026-11-20T00:00:01Z; the run ends at 10:11:20.
    expect(await keep(later(proceeding(), 24 * HOUR))).toEqual([]);
    expect(issues()).toEqual([expect.objectContaining({ state: "closed", stateReason: "completed" })]);
    expect(said()).toEqual([expect.stringContaining("Recovered after 1 day 10 hours: **proceed**")]);
    expect(said()[0]).toContain(RUN_URL);
  });

  it("that is closed says so in title and body, and keeps what the last failed run said", async () => {
    await keep(failing());
    const before = issues()[0]?.title ?? "";
    await keep(later(proceeding(), HOUR));
    const [closed] = issues();
    expect(closed?.title).toMatch(/^Recovered · release gate: shop-assistant/);
    expect(closed?.body).toMatch(
      /^<!-- [^\n]* state=proceed\/all-passed [^\n]*-->\nRecovered after [\s\S]*What the last failed run said:/,
    );
    expect(closed?.body).toContain("authentication: the configured credential was refused");
    expect(closed?.body?.match(/<!--/g)).toHaveLength(1);
    expect(before).toContain("release gate: rollback");
  });

  it("stays open where a person let the hold pass: that is no recovery", async () => {
    await keep(failing());
    const passed = later(proceeding(), HOUR);
    await keep({ ...passed, verdict: { ...passed.verdict, reasonCode: "overridden" } });
    expect(open()).toEqual([expect.objectContaining({ title: expect.stringContaining("credential was refused") })]);
    expect(said()).toEqual([]);
  });

  it("that was closed a day ago is not opened again: the next failure has one of its own", async () => {
    await keep(failing());
    await keep(later(proceeding(), HOUR));
    await keep(later(failing(), 26 * HOUR));
    expect(issues().map(({ state }) => state)).toEqual(["closed", "open"]);
    expect(said()).toHaveLength(1);
  });

  it.each(["on-failure", "always"] as const)("with %s is not opened by a run that proceeds", async (when) => {
    expect(await keep(proceeding(), { report: filed({ when }) })).toEqual([]);
    expect(issues()).toEqual([]);
  });

  it("with never asks nothing of GitHub", async () => {
    expect(await keep(failing(), { report: filed({ when: "never" }) })).toEqual([]);
    expect(double.calls).toEqual([]);
  });

  it.each([
    ["name", { name: "other" }, 2],
    ["environment", { environment: "staging" }, 2],
  ])("is one per %s", async (_, run, count) => {
    await keep(failing());
    await keep(later(refusedCredential(run), HOUR));
    expect(open()).toHaveLength(count);
  });

  it("is the same one for every workflow, job, run and event", async () => {
    await keep(failing());
    const env = {
      GITHUB_EVENT_NAME: "push",
      GITHUB_JOB: "other",
      GITHUB_WORKFLOW_REF: "acme/shop/x.yml@main",
      GITHUB_RUN_ID: "9",
    };
    await keep(later(failing(), HOUR), { env });
    expect(open()).toHaveLength(1);
  });

  it("notifies nobody by name", async () => {
    await keep(refusedCredential({ live: true }));
    expect(issues()[0]?.body).toContain("oncall");
    // GitHub tells nobody who stands in code.
    expect(String(issues()[0]?.body).replace(/`[^`\n]*`/g, "")).not.toMatch(/@(?=\w)/);
  });
});

describe("runs that keep no issue", () => {
  it("are those for a pull request, with a warning; with always they do", async () => {
    const env = ON_PULL_REQUEST;
    expect(await keep(failing(), { env })).toEqual([expect.stringContaining("from a pull request")]);
    expect(double.calls).toEqual([]);
    expect(await keep(failing(), { env, report: filed({ when: "always" }) })).toEqual([]);
    expect(open()).toHaveLength(1);
  });

  it("are those of one leg, which must not close what another leg opened; the fan-in does", async () => {
    const leg = refusedCredential({ leg: "eu" });
    expect(await keep(leg)).toEqual([expect.stringContaining("one leg of a matrix")]);
    expect(issues()).toEqual([]);
    expect(await keep(leg, { settings: settings({ mode: "replay" }) })).toEqual([]);
    expect(open()).toHaveLength(1);
  });

  it("are those without secrets, those that only record, and those that were cancelled", async () => {
    await keep(failing());
    const calls = double.calls.length;
    expect(await keep(later(inProduction(withoutSecrets()), HOUR))).toEqual([]);
    const recording = evidence({ run: { mode: "record", kind: "release", environment: "production" } });
    expect(await keep(later(recording, HOUR))).toEqual([]);
    expect(await keep(later(proceeding(), HOUR), { cancelled: true })).toEqual([]);
    expect(double.calls).toHaveLength(calls);
    expect(open()).toHaveLength(1);
  });
});

describe("never two", () => {
  const races = (when: "issues" | "createIssue", author = BOT) => {
    // Another run opens one before this call is answered.
    double.behaviour.before = (call) => {
      if (call !== when || issues().length > 0) return;
      double.forum.add({ ...theirs, author, labels: LABELS });
    };
  };
  let theirs: { title: string; body: string };
  beforeEach(async () => {
    await keep(failing());
    theirs = { title: issues()[0]?.title ?? "", body: issues()[0]?.body ?? "" };
    reset(double);
  });

  it("closes its own as a duplicate where another run was a moment faster", async () => {
    races("createIssue");
    expect(await keep(failing())).toEqual([]);
    expect(issues()).toEqual([
      expect.objectContaining({ number: 1, state: "open" }),
      expect.objectContaining({ number: 2, state: "closed", stateReason: "duplicate" }),
    ]);
    expect(double.forum.comments).toEqual([
      expect.objectContaining({ thread: 2, body: expect.stringContaining("Duplicate of #1") }),
    ]);
  });

  it("closes the newer of two that are there, for want of that reason as not planned", async () => {
    double.behaviour.old = true;
    for (let i = 0; i < 2; i++) double.forum.add({ ...theirs, labels: LABELS });
    expect(await keep(later(failing(), HOUR))).toEqual([]);
    expect(issues().map(({ state, stateReason }) => [state, stateReason])).toEqual([
      ["open", null],
      ["closed", "not_planned"],
    ]);
  });

  it("finds its own behind a hundred others, and among pull requests of the same label", async () => {
    for (let i = 0; i < 120; i++) double.forum.add({ labels: LABELS });
    double.forum.add({ ...theirs, labels: LABELS, pullRequest: true });
    const own = double.forum.add({ ...theirs, labels: LABELS });
    for (let i = 0; i < 120; i++) double.forum.add({ title: "newer" });
    const count = issues().length;
    expect(await keep(later(proceeding(), HOUR))).toEqual([]);
    expect(issues()).toHaveLength(count);
    expect(issues().filter(({ state }) => state === "closed")).toEqual([own]);
  });

  it("finds its own although somebody took the label off", async () => {
    double.forum.add({ ...theirs, labels: [] });
    await keep(later(failing(), HOUR));
    expect(issues()).toHaveLength(1);
  });

  it.each(["mallory", "other-app[bot]", ""])("does not touch one with the same mark by %j", async (author) => {
    double.forum.add({ ...theirs, author, labels: LABELS });
    await keep(later(proceeding(), HOUR));
    expect(open()).toHaveLength(1);
    await keep(later(failing(), 2 * HOUR));
    expect(open()).toHaveLength(2);
    expect(open()[0]?.body).toBe(theirs.body);
  });

  it("lets no slow old run change what a newer one wrote", async () => {
    await keep(later(failing(), HOUR));
    expect(await keep(proceeding())).toEqual([expect.stringContaining("newer run")]);
    expect(open()).toHaveLength(1);
  });

  it("opens none while it cannot look", async () => {
    double.behaviour.fault = { call: "issues", kind: "server-error" };
    expect(await keep(failing())).toHaveLength(1);
    expect(issues()).toEqual([]);
  });

  it("is not created twice by a 5xx after which it may be there", async () => {
    Object.assign(double.behaviour, { fault: { call: "createIssue", kind: "bad-gateway" }, faults: 1 });
    expect(await keep(failing())).toHaveLength(1);
    expect(double.calls.filter(({ call }) => call === "createIssue")).toHaveLength(1);
  });
});

describe("labels and assignees", () => {
  it("are set as configured, and assignees not again afterwards", async () => {
    const report = filed({ labels: ["llm", "nightly"], assignees: ["octocat"] });
    expect(await keep(failing(), { report })).toEqual([]);
    expect(issues()).toEqual([expect.objectContaining({ labels: ["llm", "nightly"], assignees: ["octocat"] })]);
    issues().forEach((one) => {
      one.assignees = ["hubot"];
    });
    await keep(later(failing(), HOUR), { report });
    expect(issues()).toEqual([expect.objectContaining({ assignees: ["hubot"] })]);
  });

  it("somebody who cannot be assigned does not lose the issue", async () => {
    double.behaviour.assignable = ["octocat"];
    const warnings = await keep(failing(), { report: filed({ assignees: ["octocat", "stranger"] }) });
    expect(warnings).toEqual([expect.stringContaining("not assigned to octocat, stranger")]);
    expect(open()).toEqual([expect.objectContaining({ assignees: [] })]);
  });

  it("a label that GitHub dropped without a word is said, and the issue is found again", async () => {
    double.behaviour.dropsLabels = true;
    expect(await keep(failing())).toEqual([expect.stringContaining("without the label release-gate")]);
    await keep(later(failing(), HOUR));
    expect(open()).toHaveLength(1);
  });
});

describe("what GitHub refuses", () => {
  it.each(["none", "read"] as const)("permission %s is one warning that names issues: write", async (given) => {
    double.behaviour.issues = given;
    expect(await keep(failing())).toEqual([expect.stringContaining("permissions: issues: write")]);
  });

  it("a repository without issues is one warning that says so", async () => {
    double.behaviour.issuesEnabled = false;
    expect(await keep(failing())).toEqual([expect.stringContaining("issues are disabled")]);
  });

  const faults: readonly Fault[] = ["html", "hang-up", "rate-limit", "wrong-shape"];
  it.each(faults)("%s is one warning, without a word of GitHub's", async (kind) => {
    double.behaviour.fault = { call: "createIssue", kind };
    const warnings = await keep(failing());
    expect(warnings).toEqual([expect.not.stringContaining(PROSE)]);
  });

  it("comment and issue are written apart: one that fails does not stop the other", async () => {
    double.forum.add({ pullRequest: true, author: "alice" });
    Object.assign(double.behaviour, { pullRequests: "none", issues: "none" });
    const report = { ...filed({ when: "always" }), comment: "always" } as const;
    const warnings = await keep(failing(), { env: ON_PULL_REQUEST, report });
    expect(warnings).toEqual([
      expect.stringContaining("pull-requests: write"),
      expect.stringContaining("issues: write"),
    ]);
  });
});

describe("the issue of a heartbeat", () => {
  const patient = (after: number) => ({ report: filed({ after }) });
  const pagesRead = () => double.calls.filter(({ call }) => call === "runs").length;
  const ended = (...conclusions: readonly Ended[]) => {
    double.behaviour.conclusions = conclusions;
  };

  const of = (event: string, conclusion: string): Ended => ({ event, conclusion });

  it.each<[string, readonly Ended[], number]>([
    ["the run before was good", ["failure", "success"], 0],
    ["there was none before", [], 0],
    ["the run before failed, too", ["success", "failure"], 1],
    ["the run before ran into its time", ["success", "timed_out"], 1],
    ["what was cancelled, skipped or still runs says nothing", ["failure", "cancelled", "skipped", null], 1],
    ["and neither does it make a good run bad", ["success", "cancelled"], 0],
    ["a pull request says nothing, be it a fork's main", ["success", of("pull_request", "failure")], 0],
    ["whatever its event", ["failure", of("pull_request_target", "success")], 1],
    ["another event of this branch does", ["success", of("workflow_dispatch", "failure")], 1],
  ])("waits for two failing runs in a row: %s", async (_, conclusions, opened) => {
    ended(...conclusions);
    expect(await keep(failing(), patient(2))).toEqual([]);
    expect(issues()).toHaveLength(opened);
    expect(double.calls.find(({ call }) => call === "runs")?.query).toMatchObject({
      ...{ branch: "main", status: "completed" },
    });
  });

  it("finds the runs that count behind hundreds of others, and asks for no more pages than it needs", async () => {
    const cancelled = Array.from({ length: 150 }, () => "cancelled");
    ended("success", "failure", ...cancelled);
    await keep(failing(), { ...patient(3), env: { GITHUB_RUN_NUMBER: "999" } });
    expect([issues().length, pagesRead()]).toEqual([0, 2]);
    ended(...cancelled, ...Array.from({ length: 100 }, () => "failure"));
    await keep(failing(), { ...patient(3), env: { GITHUB_RUN_NUMBER: "999" } });
    expect([issues().length, pagesRead()]).toEqual([1, 3]);
  });

  it("of a pull request counts the runs of its head branch", async () => {
    ended("success", of("pull_request", "failure"));
    const env = { ...ON_PULL_REQUEST, GITHUB_HEAD_REF: "fix" };
    await keep(failing(), { report: filed({ after: 2, when: "always" }), env });
    expect(double.calls.find(({ call }) => call === "runs")?.query).toMatchObject({ branch: "fix" });
    expect(issues()).toHaveLength(1);
  });

  it("is opened at once where the workflow lies in another repository, with a warning that says so", async () => {
    double.behaviour.fault = { call: "runs", kind: "not-found" };
    const [warning] = await keep(failing(), patient(2));
    expect(warning).toContain("there is no such workflow in this repository, or the token may not see its runs (404)");
    expect(issues()).toHaveLength(1);
  });

  it("counts runs before this one alone, however they are listed", async () => {
    ended("failure", "failure", "success");
    await keep(failing(), { ...patient(3), env: { ...AT_NIGHT, GITHUB_RUN_NUMBER: "3", GITHUB_RUN_ID: "3" } });
    expect(issues()).toHaveLength(1);
  });

  it("is opened at once where the runs cannot be looked at, with a warning that says what to add", async () => {
    double.behaviour.actions = "none";
    const [warning, ...others] = await keep(failing(), patient(2));
    expect(warning).toMatch(/^issue\.after: 2 counts as 1: .*earlier runs/);
    expect(warning).toContain("actions: read");
    expect([others, issues().length]).toEqual([[], 1]);
    expect(await keep(later(failing(), HOUR))).toEqual([]);
  });

  it("shows how the last ten runs ended, this one last, each with its link", async () => {
    ended(...Array.from({ length: 12 }, (_, i) => (i === 3 ? "success" : "failure")));
    await keep(failing());
    const line =
      issues()[0]
        ?.body.split("\n")
        .find((one) => one.startsWith("Last runs")) ?? "";
    expect(line.match(/❌|✅/g)).toHaveLength(10);
    expect(line).toContain("[✅](<https://github.com/acme/shop/actions/runs/4>)");
    expect(line).toMatch(new RegExp(`\\[❌\\]\\(<${RUN_URL}>\\) \\(9 of 10 failed\\)$`));
  });

  it("that recovered is opened again by a second outage within a day, and says so", async () => {
    await keep(failing());
    await keep(later(proceeding(), HOUR));
    await keep(later(holding(), 20 * HOUR));
    expect(issues()).toEqual([expect.objectContaining({ state: "open", title: expect.stringContaining("hold") })]);
    expect(said().at(-1)).toMatch(/^Failing again within a day: \*\*hold\*\*/);
    await keep(later(proceeding(), 21 * HOUR));
    await keep(later(failing(), 48 * HOUR));
    expect(issues().map(({ state }) => state)).toEqual(["closed", "open"]);
  });

  it("that a person closed stays closed", async () => {
    await keep(failing());
    Object.assign(issues()[0] ?? {}, { state: "closed", stateReason: "not_planned" });
    await keep(later(failing(), HOUR));
    expect(issues().map(({ state }) => state)).toEqual(["closed", "open"]);
  });

  it("is closed by the first run that proceeds, whatever it waited for", async () => {
    ended("failure");
    await keep(failing(), patient(2));
    expect(await keep(later(proceeding(), HOUR), patient(2))).toEqual([]);
    expect(open()).toEqual([]);
  });
});
