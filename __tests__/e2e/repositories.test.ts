/**
 * Repositories and records as teams have them, with real git, through the whole gate from its sources: would the person
 * who follows the first step be right (decision.md, "Would going back help?")?
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { templateDigest } from "../../src/evidence/request-template.ts";
import type { GateResult } from "../../src/gate.ts";
import type { GitHubApi } from "../../src/known-good/source.ts";
import { SANDBOX_MODEL } from "../../src/sandbox/model.ts";
import { type Workspace, workspace } from "../modes/workspace.ts";
import { answer, type Endpoint, endpoint, failure, type Received, type Reply } from "../run/endpoint.ts";
import { inputsOf, NEW, OLD, order, recorded, steps } from "./release.ts";

let here: Workspace;
beforeEach(() => {
  here = workspace();
});
afterEach(() => here.remove());

const BODY_BEFORE = { messages: [{ role: "user", content: "Hello" }], temperature: 0.1 };
const BODY = { ...BODY_BEFORE, reasoning_effort: "high" };
const PATH_BEFORE = "prompts/old/chat.json";
const PATH = "prompts/chat.json";

function git(folder: string, ...args: readonly string[]): string {
  const who = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "protocol.file.allow=always"];
  const env = { PATH: process.env.PATH, HOME: folder };
  return execFileSync("git", [...who, ...args], { cwd: folder, encoding: "utf8", env }).trim();
}

/** A provider that refuses the field that is new in the template. */
const refusing = (request: Received): Reply =>
  request.body.reasoning_effort === undefined ? answer(request) : failure(400, "invalid_value");

describe("a template that moved and changed since the known-good", () => {
  const origin = workspace();
  const write = (path: string, body: object) => {
    mkdirSync(dirname(join(origin.folder, path)), { recursive: true });
    writeFileSync(join(origin.folder, path), JSON.stringify(body));
    git(origin.folder, "add", "--all");
    git(origin.folder, "commit", "--quiet", "--message", path);
  };
  git(origin.folder, "init", "--quiet", "--initial-branch", "main");
  write(PATH_BEFORE, BODY_BEFORE);
  const commit = git(origin.folder, "rev-parse", "HEAD");
  git(origin.folder, "rm", "--quiet", PATH_BEFORE);
  write(PATH, BODY);
  afterAll(() => origin.remove());

  /** Checks out as `actions/checkout` does: the newest commit alone, or with its history. */
  async function run(
    provider: Endpoint,
    depth: readonly string[],
    more: Parameters<Workspace["run"]>[1] & object = {},
    inputs = {},
  ) {
    rmSync(join(here.folder, "gate.yml"));
    git(here.folder, "init", "--quiet");
    git(here.folder, "fetch", "--quiet", ...depth, `file://${origin.folder}`, "main");
    git(here.folder, "checkout", "--quiet", "FETCH_HEAD");
    const digest = templateDigest(JSON.stringify(BODY_BEFORE));
    const templates = [{ family: "chat-completions", path: PATH_BEFORE, commit, digest }] as const;
    recorded(here, provider, { families: ["chat-completions"], templates: [...templates] });
    here.write("gate.yml", {
      version: 1,
      sampling: { settle: "50ms" },
      release: { "deployment-version": NEW, "request-templates": { "chat-completions": PATH } },
    });
    const env = { PATH: process.env.PATH ?? "", ...more.env };
    return here.run(inputsOf(provider, { live: "true", probes: "chat", ...inputs }), { ...more, env });
  }
  const SHALLOW = ["--depth", "1"];
  /** Whether the body of the known-good release was sent as it stands in its commit. */
  const sentBefore = ({ received }: Endpoint) =>
    received.some(({ body }) => body.temperature === 0.1 && body.reasoning_effort === undefined);

  it("is read from the history, asked, and found to help", async () => {
    await using provider = await endpoint(refusing);
    const result = await run(provider, []);
    expect(order(result)).toEqual(["rollback", "request-schema", "true"]);
    expect(result.outputs.reason).toContain("so a rollback helps");
    expect(steps(result)[0]).toMatch(/^Roll back now/);
    expect(sentBefore(provider)).toBe(true);
  });

  it("is not testable in a shallow clone without a token, which is said with what would mend it", async () => {
    await using provider = await endpoint(refusing);
    const result = await run(provider, SHALLOW);
    expect(order(result)).toEqual(["rollback", "request-schema", "true"]);
    expect(result.outputs.reason).toMatch(/unproven.*not in this checkout.*fetch-depth: 0/);
    expect(steps(result)[0]).toMatch(/^Roll back now/);
    expect(sentBefore(provider)).toBe(false);
  });

  it("is read through GitHub in a shallow clone with a token", async () => {
    await using provider = await endpoint(refusing);
    const asked: string[] = [];
    const value = { text: JSON.stringify(BODY_BEFORE), commit, committedAt: "2026-11-20T00:00:00Z" };
    const readFileAt = async (path: string, ref: string) => {
      asked.push(`${path}@${ref}`);
      return { ok: true, value } as const;
    };
    const result = await run(provider, SHALLOW, { github: async () => ({ readFileAt }) as unknown as GitHubApi });
    expect(order(result)).toEqual(["rollback", "request-schema", "true"]);
    expect(result.outputs.reason).toContain("so a rollback helps");
    expect(asked).toEqual([`${PATH_BEFORE}@${commit}`]);
  });

  it("is never verified with another body after a rollback", async () => {
    await using provider = await endpoint(answer);
    const shallow = await run(provider, SHALLOW, {}, { mode: "verify-rollback", live: "false" });
    expect(order(shallow)).toEqual(["hold", "rollback-target", "false"]);
    expect(steps(shallow)[0]).toMatch(/^The rollback is not verified/);
    expect(provider.received).toEqual([]);
  });
});

describe("a known-good that does not hold every field", () => {
  const EVERY_FIELD = {
    "deployment-version": NEW,
    "config-version": "43",
    timeout: "30s",
    retry: { "max-attempts": 2, on: [503] },
    env: { LLM_ROUTE: "a" },
    "feature-flag": { name: "llm-v2", value: "on", "rollback-value": "off" },
  };
  const gateFileOf = (release: object) => here.write("gate.yml", { version: 1, sampling: { settle: "50ms" }, release });
  const planOf = ({ outputs }: GateResult): { field: string; to: unknown; recorded: boolean; implicated: string }[] =>
    JSON.parse(outputs["rollback-plan"]);
  const down = () => failure(500, "do_request_failed");

  it("is gone back to for the model, and what it does not hold is kept or checked, never removed", async () => {
    await using provider = await endpoint((request) =>
      request.body.model === SANDBOX_MODEL ? answer(request) : failure(404, "model_not_found"),
    );
    recorded(here, provider);
    gateFileOf(EVERY_FIELD);
    const result = await here.run(inputsOf(provider, { live: "true", probes: "chat", model: "model-of-tomorrow" }));
    expect(order(result)).toEqual(["rollback", "model", "true"]);
    expect(steps(result)[0]).toMatch(/^Roll back now/);
    const plan = planOf(result);
    expect(plan.find(({ field }) => field === "model")).toMatchObject({ to: SANDBOX_MODEL, implicated: "yes" });
    for (const field of ["timeout", "retry", "config-version", "env.LLM_ROUTE"])
      expect(plan.find((each) => each.field === field)).toMatchObject({ to: null, recorded: false, implicated: "no" });
    const rollback = /\n### Rollback\n[\s\S]*?(?=\n### )/.exec(result.summary)?.[0] ?? "";
    expect(rollback).toMatch(/not recorded/);
    expect(rollback).not.toMatch(/[Rr]emove/);
  });

  it("is not gone back to for what no failing probe exercised", async () => {
    await using provider = await endpoint(down);
    recorded(here, provider);
    gateFileOf(EVERY_FIELD);
    const result = await here.run(inputsOf(provider, { live: "true", probes: "chat" }));
    expect(order(result)).toEqual(["rollback", "rollback-would-not-help", "false"]);
    expect(steps(result)[0]).toMatch(/^Do not roll back/);
    expect(provider.received.length).toBe(3);
  });

  it("with a header whose value nobody recorded proves nothing by failing with this run's value", async () => {
    await using provider = await endpoint(down);
    recorded(here, provider, { headerNames: ["x-route"] });
    gateFileOf({ headers: { "x-route": "a" }, "deployment-version": OLD });
    const result = await here.run(inputsOf(provider, { live: "true", probes: "chat" }));
    expect(order(result)).toEqual(["rollback", "error-rate", "true"]);
    expect(result.evidence.verdict.rehearsal).toMatchObject({ result: "not-testable" });
    expect(result.outputs.reason).toContain("was asked with this run's value of x-route, its own is not recorded");
  });
});

const TEMPLATES = { version: 1, release: { "request-templates": { "chat-completions": PATH } } };

describe("examples/rollback.yml", () => {
  interface ExampleStep {
    readonly id?: string;
    readonly run?: string;
    readonly with?: Readonly<Record<string, string | boolean>>;
  }
  const example = parse(readFileSync(resolve(import.meta.dirname, "../../examples/rollback.yml"), "utf8"));
  const all: readonly ExampleStep[] = example.jobs.rollback.steps;
  const position = all.findIndex(({ id }) => id === "record");

  it.each<[string, Readonly<Record<string, object | string>>]>([
    ["nothing", {}],
    ["request templates", { ".github/release-gate.yml": TEMPLATES, [PATH]: BODY }],
    ["a request template that is missing", { ".github/release-gate.yml": TEMPLATES }],
    [
      "a gate file that waits for a release",
      { ".github/release-gate.yml": { version: 1, ready: { url: "https://app.example/healthz" } } },
    ],
    ["a gate file that is wrong", { ".github/release-gate.yml": "version: 1\nnope: 3\n" }],
  ])("hands over the known-good without a key where the repository holds %s", async (_what, files) => {
    await using provider = await endpoint(answer);
    recorded(here, provider);
    for (const [path, content] of Object.entries(files)) here.write(path, content);
    for (const { run } of all.slice(0, position))
      if (run !== undefined) execFileSync("bash", ["-e", "-c", run], { cwd: here.folder });
    const inputs = Object.entries(all[position]?.with ?? {}).map(([name, value]) => [name, String(value)]);
    // The record's other source is GitHub.
    const result = await here.run({ ...Object.fromEntries(inputs), "known-good": "file:known-good.json" });
    expect(result.outputs["known-good-version"]).toBe(OLD);
    expect(JSON.parse(result.outputs["known-good-config"])).toMatchObject({ model: SANDBOX_MODEL });
    expect([result.failed, provider.received]).toEqual([false, []]);
  });
});
