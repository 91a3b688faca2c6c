import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { createRedactor } from "../../src/evidence/redaction.ts";
import { markOf } from "../../src/github/mark.ts";
import {
  enormous,
  evidence,
  HOSTILE_LABELS,
  proceedCheck,
  refusedCredential,
  settings,
  unterminatedStream,
} from "../report/evidence-examples.ts";
import { type Double, type Fault, PROSE, startDouble, TOKEN } from "./double.ts";
import { AT_NIGHT, inProduction, later, posted, RUN_URL, type Run, reset } from "./posting.ts";

let double: Double;
beforeAll(async () => {
  double = await startDouble();
});
afterAll(async () => {
  await double.close();
  expect(double.defects).toEqual([]);
});
beforeEach(() => {
  reset(double);
  double.forum.add({ pullRequest: true });
});

const proceeding = () => inProduction(proceedCheck());
const holding = () => inProduction(unterminatedStream());
const always = { comment: "always" } as const;
const onFailure = { comment: "on-failure" } as const;
const say = (run: Partial<Run> & Pick<Run, "evidence">) => posted(double, { report: onFailure, ...run });
const bodies = () => double.forum.comments.map(({ body }) => body);
const calls = () => double.calls.map(({ call }) => call);

describe("the sticky comment", () => {
  it("is created on a failure, with decision, reason, next steps, probes and a link to the run", async () => {
    expect(await say({ evidence: refusedCredential() })).toEqual([]);
    const [body = "", ...others] = bodies();
    expect(others).toEqual([]);
    expect(body).toMatch(/^<!-- cometapi-release-gate comment key=[0-9a-f]{64} state=rollback\/authentication at=/);
    for (const part of ["## ❌ Rollback", "What to do next", "What failed", RUN_URL]) expect(body).toContain(part);
  });

  it("is updated in place while the failure lasts, and resolved when a run proceeds", async () => {
    await say({ evidence: refusedCredential() });
    await say({ evidence: later(holding(), 60) });
    expect(bodies()).toEqual([expect.stringContaining("## ✋ Hold")]);
    await say({ evidence: later(proceeding(), 120) });
    expect(bodies()).toEqual([expect.stringContaining("Resolved: chat, responses")]);
    expect(bodies()[0]).toContain(RUN_URL);
    await say({ evidence: later(refusedCredential(), 180) });
    expect(bodies()).toEqual([expect.stringContaining("## ❌ Rollback")]);
  });

  it.each([
    ["always", 1],
    ["on-failure", 0],
    ["never", 0],
  ] as const)("with %s makes %s comments of a run that proceeds", async (comment, count) => {
    expect(await say({ evidence: proceeding(), report: { comment } })).toEqual([]);
    expect(bodies()).toHaveLength(count);
    if (comment === "never") expect(calls()).toEqual([]);
  });

  it("with always keeps the whole page of a run that proceeds", async () => {
    await say({ evidence: refusedCredential(), report: always });
    await say({ evidence: later(proceeding(), 60), report: always });
    expect(bodies()).toEqual([expect.stringMatching(/## ✅ Proceed[\s\S]*What to do next/)]);
  });

  it.each([
    ["the event", { GITHUB_REF: "" }, { pull_request: { number: 1 } }],
    ["the ref", {}, undefined],
    [
      "the event pull_request_target",
      { GITHUB_EVENT_NAME: "pull_request_target", GITHUB_REF: "refs/heads/main" },
      { pull_request: { number: 1 } },
    ],
  ])("finds its pull request in %s", async (_, env, event) => {
    expect(await say({ evidence: refusedCredential(), env, event })).toEqual([]);
    expect(double.forum.comments).toEqual([expect.objectContaining({ thread: 1 })]);
  });

  it("is not for other events, which ask nothing of GitHub", async () => {
    expect(await say({ evidence: refusedCredential(), env: AT_NIGHT })).toEqual([]);
    expect(calls()).toEqual([]);
  });

  it("is not written by a run that was cancelled", async () => {
    expect(await say({ evidence: refusedCredential(), cancelled: true })).toEqual([]);
    expect(calls()).toEqual([]);
  });

  it("goes through a GitHub Enterprise Server below its own path, with GraphQL beside it", async () => {
    const env = { GITHUB_API_URL: `${double.apiUrl}/api/v3`, GITHUB_SERVER_URL: "https://ghes.example" };
    await say({ evidence: refusedCredential(), env });
    await say({ evidence: later(refusedCredential(), 1), env });
    expect(bodies()).toEqual([expect.stringContaining("https://ghes.example/acme/shop/actions/runs/4711")]);
  });
});

describe("its key", () => {
  const failing = (run: Parameters<typeof refusedCredential>[0] = {}) => refusedCredential(run);

  it.each<readonly [string, Partial<Run>]>([
    ["workflow", { env: { GITHUB_WORKFLOW_REF: "acme/shop/.github/workflows/other.yml@refs/pull/1/merge" } }],
    ["job", { env: { GITHUB_JOB: "other" } }],
    ["name", { evidence: failing({ name: "other" }) }],
    ["environment", { evidence: failing({ environment: "staging" }) }],
    ["leg", { evidence: failing({ leg: "eu" }) }],
  ])("separates by %s", async (_, other) => {
    await say({ evidence: failing() });
    await say({ evidence: failing(), ...other });
    expect(bodies()).toHaveLength(2);
  });

  it("is the same for another run, attempt and commit", async () => {
    await say({ evidence: failing() });
    const env = {
      GITHUB_RUN_ID: "4712",
      GITHUB_WORKFLOW_REF: "acme/shop/.github/workflows/gate.yml@refs/pull/9/merge",
    };
    await say({ evidence: later(failing({ commit: "beef" }), 60), env });
    expect(bodies()).toHaveLength(1);
  });

  it("survives settings that became invalid", async () => {
    const subject = { name: "shop-assistant", environment: "production", leg: null };
    await say({ evidence: failing() });
    const broken = failing({ name: "unnamed", environment: null });
    await say({ evidence: later(broken, 60), settings: null, report: { ...onFailure, subject } });
    expect(bodies()).toHaveLength(1);
  });

  it.each(HOSTILE_LABELS)("cannot be broken out of by the name %j", async (name) => {
    for (const seconds of [0, 60]) await say({ evidence: later(failing({ name: name.slice(0, 300) }), seconds) });
    expect(bodies()).toHaveLength(1);
    const [body = ""] = bodies();
    expect(markOf(body)?.kind).toBe("comment");
    // Hidden text begins once; a diagram has arrows, which end nothing.
    expect(body.match(/<!--/g)).toEqual(["<!--"]);
  });
});

describe("comments of others", () => {
  it.each(["mallory", "some-app[bot]", ""])("with the same mark by %j are not touched", async (author) => {
    await say({ evidence: refusedCredential() });
    const [own = ""] = bodies();
    double.forum.clear();
    double.forum.add({ pullRequest: true });
    double.forum.say(1, author, own);
    await say({ evidence: later(holding(), 60) });
    expect(bodies()).toEqual([own, expect.stringContaining("## ✋ Hold")]);
  });

  it("by the same account that only quote the mark are not touched", async () => {
    await say({ evidence: refusedCredential() });
    const quoted = `> ${bodies()[0]}`;
    double.forum.clear();
    double.forum.add({ pullRequest: true });
    double.forum.say(1, "github-actions[bot]", quoted);
    await say({ evidence: refusedCredential() });
    expect(bodies()).toEqual([quoted, expect.stringContaining("## ❌ Rollback")]);
  });

  it("are not the token's own, whoever that is; GITHUB_TOKEN is taken where GitHub does not say", async () => {
    double.behaviour.creator = "octocat";
    for (const seconds of [0, 60]) await say({ evidence: later(refusedCredential(), seconds) });
    expect(bodies()).toHaveLength(1);
    Object.assign(double.behaviour, { creator: "github-actions[bot]", viewer: false });
    for (const seconds of [120, 180]) await say({ evidence: later(refusedCredential(), seconds) });
    expect(bodies()).toHaveLength(2);
  });

  it("do not hide it on a later page", async () => {
    for (let i = 0; i < 150; i++) double.forum.say(1, "alice", "hello");
    for (const seconds of [0, 60]) await say({ evidence: later(refusedCredential(), seconds) });
    expect(double.forum.comments).toHaveLength(151);
  });
});

describe("two runs at once", () => {
  it("leave a second comment that points to the older one from then on", async () => {
    await say({ evidence: refusedCredential() });
    double.forum.say(1, "github-actions[bot]", bodies()[0] ?? "");
    for (const seconds of [60, 120]) {
      await say({ evidence: later(holding(), seconds) });
      expect(bodies()).toEqual([expect.stringContaining("## ✋ Hold"), expect.stringContaining("goes on in")]);
    }
    expect(calls().filter((call) => call === "editComment")).toHaveLength(3);
    expect(bodies()[1]).toContain("#issuecomment-1000");
  });

  it("never let the slow old one overwrite the newer", async () => {
    await say({ evidence: later(proceeding(), 60), report: always });
    expect(await say({ evidence: refusedCredential(), report: always })).toEqual([
      expect.stringContaining("newer run"),
    ]);
    expect(bodies()).toEqual([expect.stringContaining("## ✅ Proceed")]);
  });
});

describe("its size and content", () => {
  it("stays below GitHub's limit, whatever was found", async () => {
    const labels = evidence({ run: { name: "|".repeat(300), leg: "@".repeat(300) } }).run;
    const flooded = settings({ warnings: Array.from({ length: 60 }, () => "@|<".repeat(100)) });
    for (const one of [enormous(), { ...enormous(), run: labels }])
      for (const usable of [settings(), flooded]) {
        double.forum.comments.length = 0;
        expect(await say({ evidence: one, settings: usable })).toEqual([]);
        expect(Buffer.byteLength(bodies()[0] ?? "")).toBeLessThanOrEqual(65_536);
        expect(bodies()[0]).toContain("Rollback");
        expect(bodies()[0]).toContain(RUN_URL);
      }
  });

  it("mentions nobody", async () => {
    await say({ evidence: refusedCredential({ live: true }) });
    expect(bodies()[0]).toContain("team-llm");
    // GitHub tells nobody who stands in code.
    expect(String(bodies()[0]).replace(/`[^`\n]*`/g, "")).not.toMatch(/@(?=\w)/);
  });

  it("holds no secret: it is replaced, in disguise too", async () => {
    const key = "a-secret-of-the-team-0123456789";
    await say({ evidence: refusedCredential({ name: key }), settings: settings({ secrets: [key] }) });
    expect(bodies()[0]).not.toContain(key);
    const disguised = encodeURIComponent(`${key}/`).replaceAll("-", "%2D");
    const warnings = await say({
      evidence: refusedCredential({ name: disguised }),
      settings: settings({ secrets: [`${key}/`] }),
    });
    expect(warnings).toEqual([]);
    expect(bodies().filter(createRedactor([`${key}/`]).exposes)).toEqual([]);
  });

  it("keeps its mark although a secret spells part of it", async () => {
    const usable = settings({ secrets: ["release-gate"] });
    for (const seconds of [0, 60]) await say({ evidence: later(refusedCredential(), seconds), settings: usable });
    expect(bodies()).toHaveLength(1);
  });
});

describe("what GitHub refuses", () => {
  it.each(["none", "read"] as const)("permission %s is one warning that names pull-requests: write", async (given) => {
    Object.assign(double.behaviour, { pullRequests: given, issues: given });
    const warnings = await say({ evidence: refusedCredential() });
    expect(warnings).toEqual([expect.stringContaining("permissions: pull-requests: write")]);
    expect(bodies()).toEqual([]);
  });

  it("issues: write will do as well", async () => {
    double.behaviour.pullRequests = "none";
    expect(await say({ evidence: refusedCredential() })).toEqual([]);
    expect(bodies()).toHaveLength(1);
  });

  const faults: readonly Fault[] = [
    "server-error",
    "bad-gateway",
    "html",
    "wrong-shape",
    "hang-up",
    "rate-limit",
    "secondary-rate-limit",
    "not-found",
  ];
  it.each(faults.flatMap((kind) => (["comments", "addComment"] as const).map((call) => [kind, call] as const)))(
    "%s of %s is one warning, without a word of GitHub's",
    async (kind, call) => {
      double.behaviour.fault = { call, kind };
      const warnings = await say({ evidence: refusedCredential() });
      expect(warnings).toHaveLength(1);
      expect(warnings[0]).not.toContain(PROSE);
      expect(warnings[0]).not.toContain(TOKEN);
    },
  );

  it("a single 5xx is asked again, but a comment is never created twice", async () => {
    Object.assign(double.behaviour, { fault: { call: "comments", kind: "server-error" }, faults: 1 });
    expect(await say({ evidence: refusedCredential() })).toEqual([]);
    Object.assign(double.behaviour, { fault: { call: "editComment", kind: "bad-gateway" }, faults: 1 });
    expect(await say({ evidence: later(refusedCredential(), 60) })).toEqual([]);
    double.forum.comments.length = 0;
    Object.assign(double.behaviour, { fault: { call: "addComment", kind: "server-error" }, faults: 1 });
    expect(await say({ evidence: refusedCredential() })).toHaveLength(1);
  });

  it.each(["server-error", "hang-up"] as const)(
    "%s where the account is asked writes no second comment",
    async (kind) => {
      await say({ evidence: refusedCredential() });
      double.behaviour.fault = { call: "viewer", kind };
      expect(await say({ evidence: later(refusedCredential(), 60) })).toHaveLength(1);
      expect(bodies()).toHaveLength(1);
    },
  );

  it("ends within its limit although GitHub is slow at every step", async () => {
    double.behaviour.fault = { call: "comments", kind: "slow" };
    const before = Date.now();
    expect(await say({ evidence: refusedCredential(), limits: { totalMs: 300 } })).toEqual([
      expect.stringContaining("did not answer"),
    ]);
    expect(Date.now() - before).toBeLessThan(2_000);
  });

  it.each([{ token: "" }, { env: { GITHUB_REPOSITORY: "" } }])("a run that cannot ask says so: %j", async (run) => {
    expect(await say({ evidence: refusedCredential(), ...run })).toEqual([expect.stringContaining("cannot be asked")]);
  });
});
