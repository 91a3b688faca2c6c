import { describe, expect, it } from "@jest/globals";
import { pullRequestNumber, untrusted } from "../../src/github/workflow-run.ts";

const HERE = "acme/shop";
const env = (name: string, more: Readonly<Record<string, string>> = {}) => ({
  GITHUB_EVENT_NAME: name,
  GITHUB_REPOSITORY: HERE,
  ...more,
});
const from = (full_name: string | null) =>
  JSON.stringify({ pull_request: { number: 7, head: { repo: full_name === null ? null : { full_name } } } });
const followed = (head_repository: object | null) => JSON.stringify({ workflow_run: { head_repository } });

describe("whether a pull request is trusted", () => {
  it.each([
    ["a branch of this repository", env("pull_request"), from(HERE), false],
    ["a fork", env("pull_request"), from("mallory/shop"), "no-secrets"],
    ["a fork that is gone", env("pull_request"), from(null), "no-secrets"],
    ["a review on a fork", env("pull_request_review"), from("mallory/shop"), "no-secrets"],
    ["Dependabot", env("pull_request", { GITHUB_ACTOR: "dependabot[bot]" }), from(HERE), "no-secrets"],
    ["pull_request_target from a fork", env("pull_request_target"), from("mallory/shop"), "foreign-files"],
    ["pull_request_target from a branch", env("pull_request_target"), from(HERE), "foreign-files"],
    ["pull_request_target without payload", env("pull_request_target"), null, "foreign-files"],
    ["a push", env("push"), "{}", false],
    [
      "a push of Dependabot, before its pull request",
      env("push", { GITHUB_ACTOR: "dependabot[bot]" }),
      "{}",
      "no-secrets",
    ],
    ["a deployment of Dependabot", env("deployment_status", { GITHUB_ACTOR: "dependabot[bot]" }), "{}", "no-secrets"],
    ["a schedule that Dependabot's merge set", env("schedule", { GITHUB_ACTOR: "dependabot[bot]" }), "{}", false],
    ["a run after a run of this repository", env("workflow_run"), followed({ full_name: HERE }), false],
    ["a run after a fork's run", env("workflow_run"), followed({ full_name: "mallory/shop" }), "foreign-files"],
    ["a run after that of a fork that is gone", env("workflow_run"), followed(null), "foreign-files"],
    ["a schedule", env("schedule"), null, false],
    ["nothing", {}, null, false],
  ] as const)("%s", (_, variables, event, expected) => {
    expect(untrusted(variables, event)).toBe(expected);
  });
});

describe("the number of the pull request", () => {
  const ref = { GITHUB_REF: "refs/pull/12/merge" };

  it.each([
    ["the payload", env("pull_request", ref), from(HERE), 7],
    ["the ref", env("pull_request", ref), null, 12],
    ["the payload of pull_request_target", env("pull_request_target"), from(HERE), 7],
    ["no other event", env("push", ref), from(HERE), null],
    ["no other ref", env("pull_request", { GITHUB_REF: "refs/heads/pull/12/merge" }), "{}", null],
    ["no other number", env("pull_request"), JSON.stringify({ pull_request: { number: "7/../8" } }), null],
    ["no other text", env("pull_request"), "not JSON", null],
  ] as const)("comes from %s", (_, variables, event, expected) => {
    expect(pullRequestNumber(variables, event)).toBe(expected);
  });
});
