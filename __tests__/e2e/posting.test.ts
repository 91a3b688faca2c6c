/** Comment and issue: what a pull request and a night leave behind on GitHub. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { type Sandbox, startSandbox } from "../../src/sandbox/gateway.ts";
import type { ScenarioName } from "../../src/sandbox/scenarios.ts";
import { type Double, startDouble, TOKEN } from "../github/double.ts";
import { AT_NIGHT, ON_PULL_REQUEST } from "../github/posting.ts";
import { runAction, runBundle, type Step } from "./runner.ts";

let github: Double;
const sandboxes = new Map<ScenarioName, Sandbox>();

beforeAll(async () => {
  github = await startDouble();
  for (const name of ["healthy", "bad-key"] as const) sandboxes.set(name, await startSandbox(name));
});
afterAll(async () => {
  for (const sandbox of sandboxes.values()) await sandbox.close();
  await github.close();
});
beforeEach(() => github.forum.clear());

function run(
  scenario: ScenarioName,
  inputs: Record<string, string>,
  env: Record<string, string>,
  through = runAction,
): Promise<Step> {
  const { baseUrl, model, key } = sandboxes.get(scenario) ?? { baseUrl: "", model: "", key: "" };
  return through({
    inputs: { "api-key": key, model, "base-url": baseUrl, probes: "chat", "github-token": TOKEN, ...inputs },
    env: { ...env, GITHUB_API_URL: github.apiUrl },
  });
}

describe("a pull request", () => {
  it("has one comment, which turns from failed to resolved", async () => {
    github.forum.add({ pullRequest: true });
    const failed = await run("bad-key", { comment: "on-failure" }, ON_PULL_REQUEST, runBundle);
    expect([failed.exitCode, failed.outputs["reason-code"]]).toEqual([1, "authentication"]);
    expect(github.forum.comments.map(({ body }) => body)).toEqual([
      expect.stringContaining("❌ Rollback: the configured credential was refused (401)"),
    ]);

    const passed = await run("healthy", { comment: "on-failure" }, ON_PULL_REQUEST);
    expect(passed.exitCode).toBe(0);
    expect(github.forum.comments.map(({ body }) => body)).toEqual([expect.stringContaining("Resolved")]);
    expect(github.defects).toEqual([]);
  });

  it("of a fork gets a warning that names the permission, and the decision stays", async () => {
    github.forum.add({ pullRequest: true });
    Object.assign(github.behaviour, { pullRequests: "read", issues: "read" });
    const step = await run("bad-key", { comment: "on-failure" }, ON_PULL_REQUEST, runBundle);
    Object.assign(github.behaviour, { pullRequests: "write", issues: "write" });
    expect([step.exitCode, step.outputs.decision]).toEqual([1, "rollback"]);
    expect(step.stdout).toMatch(/^::warning::.*pull-requests: write/m);
    expect(github.forum.comments).toEqual([]);
  });
});

describe("a night", () => {
  it("opens one issue, keeps it, and closes it on recovery", async () => {
    const night = { issue: "on-failure", environment: "production", "known-good": "none", live: "true" };
    await run("bad-key", night, AT_NIGHT);
    await run("bad-key", night, AT_NIGHT);
    expect(github.forum.threads.map(({ state, title }) => [state, title])).toEqual([
      ["open", "The configured credential was refused (401) on chat · release gate: rollback, shop in production"],
    ]);
    await run("healthy", night, AT_NIGHT);
    expect(github.forum.threads.map(({ state, stateReason }) => [state, stateReason])).toEqual([
      ["closed", "completed"],
    ]);
    expect(github.forum.comments.at(-1)?.body).toMatch(/after|minute|second/);
    expect(github.defects).toEqual([]);
  });
});
