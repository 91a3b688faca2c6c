/** Input `commit` and its default, with events as GitHub's "Webhook events and payloads" describes them. */
import { describe, expect, it } from "@jest/globals";
import { problemsOf, resolved, settingsOf, sourceOf } from "./source.ts";

const SHA = "0123456789abcdef0123456789abcdef01234567";
const HEAD = "ec26c3e57ca3a959ca5aad62de7213c562f8c821";
const BASE = "f95f852bd8fca8fcc58a9a2d6c842781e32a215e";

const repo = { id: 186853002, full_name: "octo/shop", default_branch: "main" };
const pullRequest = {
  action: "synchronize",
  number: 2,
  before: BASE,
  after: HEAD,
  pull_request: {
    id: 279147437,
    number: 2,
    state: "open",
    merge_commit_sha: SHA,
    head: { label: "octo:changes", ref: "changes", sha: HEAD, repo },
    base: { label: "octo:main", ref: "main", sha: BASE, repo },
  },
  repository: repo,
  sender: { login: "octocat" },
};
const workflowRun = {
  action: "completed",
  workflow: { id: 7, name: "deploy", path: ".github/workflows/deploy.yml" },
  workflow_run: {
    id: 30433642,
    event: "push",
    head_branch: "release",
    head_sha: HEAD,
    conclusion: "success",
    pull_requests: [],
    head_commit: { id: HEAD, message: "a", timestamp: "2026-01-22T19:33:05Z" },
  },
  repository: repo,
};
const checkSuite = { action: "completed", check_suite: { id: 118578147, head_branch: "changes", head_sha: HEAD } };
const checkRun = { action: "completed", check_run: { id: 128620228, head_sha: HEAD, check_suite: { head_sha: HEAD } } };
const push = { ref: "refs/heads/main", before: BASE, after: SHA, head_commit: { id: SHA }, repository: repo };
/** A deployment by a workflow comes with that workflow's run, whose commit need not be the deployed one. */
const deploymentStatus = {
  action: "created",
  deployment_status: { id: 1, state: "success" },
  deployment: { id: 2, sha: SHA, ref: "main" },
  workflow_run: { id: 30433642, head_sha: HEAD },
};

/** The commit of a run for an event, whose payload may be anything. */
function commitFor(name: string, payload: unknown, inputs: Readonly<Record<string, string>> = {}): string | null {
  const env = { GITHUB_SHA: SHA, GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: "/event.json" };
  const text = typeof payload === "string" ? payload : JSON.stringify(payload);
  const readFile = (path: string) => (path === "/event.json" ? text : null);
  return resolved({ ...sourceOf({ env, inputs }), readFile }).settings.labels.commit;
}

describe("the commit under test", () => {
  it.each<[string, string, unknown]>([
    ["pull_request", "the head, not the merge that GITHUB_SHA names", pullRequest],
    ["pull_request_target", "the head, not the tip of the base", pullRequest],
    ["pull_request_review", "the head", { ...pullRequest, action: "submitted", review: { commit_id: BASE } }],
    ["pull_request_review_comment", "the head", { ...pullRequest, action: "created" }],
    ["workflow_run", "the run's, not the tip of the default branch", workflowRun],
    ["check_suite", "the suite's", checkSuite],
    ["check_run", "the run's", checkRun],
  ])("of %s is %s", (name, _what, payload) => {
    expect(commitFor(name, payload)).toBe(HEAD);
  });

  it.each([
    ["push", push],
    ["workflow_dispatch", { inputs: { commit: HEAD }, ref: "refs/heads/main", repository: repo }],
    ["deployment_status", deploymentStatus],
    ["schedule", { schedule: "0 3 * * *" }],
  ])("of %s is GITHUB_SHA", (name, payload) => {
    expect(commitFor(name, payload)).toBe(SHA);
  });

  it.each([
    ["is no JSON", "{"],
    ["is empty", ""],
    ["has no pull request", {}],
    ["has a head that is no commit", { pull_request: { head: { sha: "main" } } }],
    ["has a head that is no text", { pull_request: { head: { sha: 1 } } }],
  ])("is GITHUB_SHA where the payload %s", (_, payload) => {
    expect(commitFor("pull_request", payload)).toBe(SHA);
  });

  it("is GITHUB_SHA where the payload cannot be read, and unknown outside GitHub", () => {
    const env = { GITHUB_SHA: SHA, GITHUB_EVENT_NAME: "pull_request" };
    const readFile = () => {
      throw new Error("EACCES");
    };
    expect(settingsOf({ env }).labels.commit).toBe(SHA);
    const unreadable = { ...sourceOf({ env: { ...env, GITHUB_EVENT_PATH: "/event.json" } }), readFile };
    expect(resolved(unreadable).settings.labels.commit).toBe(SHA);
    expect(settingsOf().labels.commit).toBeNull();
  });

  it("is the input's where the step names it, in either case, and the event's where the input is blank", () => {
    const built = "ABCDEF0123456789abcdef0123456789abcdef01";
    expect(commitFor("pull_request", pullRequest, { commit: built })).toBe(built.toLowerCase());
    expect(commitFor("pull_request", pullRequest, { commit: "a".repeat(64) })).toBe("a".repeat(64));
    expect(commitFor("pull_request", pullRequest, { commit: "" })).toBe(HEAD);
  });

  it("names the release where nothing else does", () => {
    const env = { GITHUB_SHA: SHA };
    expect(settingsOf({ env, inputs: { commit: HEAD } }).labels).toMatchObject({
      deploymentVersion: HEAD.slice(0, 12),
      changeId: HEAD.slice(0, 12),
    });
  });

  it.each(["0123456", "main", "v1.2.3", "HEAD", `${SHA}0`, "refs/pull/2/merge"])(
    "cannot be %s: a fan-in could not compare it",
    (commit) => {
      expect(problemsOf({ inputs: { commit } })).toMatchObject([
        { code: "invalid-commit", message: expect.stringContaining("input commit cannot be") },
      ]);
    },
  );
});
