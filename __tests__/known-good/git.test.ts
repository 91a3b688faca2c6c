import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { releaseDigest } from "../../src/evidence/configuration.ts";
import { isIntact } from "../../src/evidence/known-good.ts";
import { recordOfGateFile } from "../../src/known-good/gate-file-record.ts";
import { readKnownGood } from "../../src/known-good/read.ts";
import type { GitHubApi, KnownGoodWorld } from "../../src/known-good/source.ts";
import { describeGateFile } from "../../src/run/describe-gate-file.ts";
import { KEY, recordOf, worldOf } from "./examples.ts";

const GATE_FILE = ".github/release-gate.yml";
const GATE = `
version: 1
release:
  environment: production
  model: some-model
  base-url: https://gateway.example/openai/
  secret-version: "7"
  timeout: 30s
  retry: { max-attempts: 2, on: [429] }
  env: [LLM_ROUTE, COMETAPI_BASE_URL]
  config-version: " "
  headers: { X-Team: llm, X-Auth: { from-env: TEAM_TOKEN } }
  feature-flag: { name: llm-v2, value: true, rollback-value: false }
`;
const COMMITTED = "2026-11-19T08:00:00.000Z";

let root: string;
let repository: string;
let first: string;
let latest: string;

const git = (where: string, ...args: string[]) =>
  execFileSync("git", args, {
    cwd: where,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    env: {
      PATH: process.env.PATH,
      HOME: root,
      GIT_AUTHOR_NAME: "a",
      GIT_AUTHOR_EMAIL: "a@example.com",
      GIT_COMMITTER_NAME: "a",
      GIT_COMMITTER_EMAIL: "a@example.com",
      GIT_AUTHOR_DATE: COMMITTED,
      GIT_COMMITTER_DATE: COMMITTED,
    },
  }).trim();

function commit(where: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(where, path)), { recursive: true });
    writeFileSync(join(where, path), text);
  }
  git(where, "add", "-A");
  git(where, "commit", "-qm", "change");
  return git(where, "rev-parse", "HEAD");
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "known-good-git-"));
  repository = join(root, "repository");
  mkdirSync(repository);
  git(repository, "init", "-q", "-b", "main");
  git(repository, "config", "uploadpack.allowFilter", "true");
  first = commit(repository, { [GATE_FILE]: GATE, "ops/known-good.json": JSON.stringify(recordOf(1)) });
  git(repository, "tag", "-a", "v1", "-m", "annotated");
  latest = commit(repository, {
    [GATE_FILE]: "release: { timeout: 30s }",
    "broken.yml": "release: { modle: x }",
    "placeholder.yml": "release: { model: YOUR_MODEL, base-url: 'http://gateway.example' }",
    "key.yml": "release: { model: sk-abcdefghijkl, base-url: gateway.example }",
    "empty.yml": "",
    "broken.json": "{",
    "huge.json": " ".repeat(300 * 1024),
  });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A GitHub that knows one file at every ref, and remembers what it was asked. */
function gitHubWith(text: string) {
  const asked: string[] = [];
  const never = () => Promise.reject(new Error("not asked in these tests"));
  const api: GitHubApi = {
    listDeployments: never,
    createDeployment: never,
    markSuccess: never,
    readFileAt: (path, ref) => {
      asked.push(`${path}@${ref}`);
      return Promise.resolve({ ok: true, value: { text, commit: first, committedAt: COMMITTED } });
    },
  };
  return { api, asked };
}

const read = (ref: string, path = GATE_FILE, more: Partial<KnownGoodWorld> = {}) =>
  readKnownGood({ kind: "git", ref, path }, KEY, worldOf({ workingDirectory: repository, ...more }));

describe("a gate file at a ref", () => {
  it("becomes the known-good that its release part describes", async () => {
    const result = await read("v1");
    expect(result).toMatchObject({ kind: "record", origin: `git:v1:${GATE_FILE}`, warnings: [] });
    if (result.kind !== "record") return;
    expect(isIntact(result.record)).toBe(true);
    expect(result.record).toMatchObject({
      ...KEY,
      commit: first,
      deploymentVersion: first.slice(0, 12),
      secretVersion: "7",
      runNumber: null,
      runAttempt: null,
      workflowRun: null,
      attempts: 0,
      gateStartedAt: COMMITTED,
      decidedAt: COMMITTED,
      parent: null,
    });
    expect(result.record.configuration).toEqual({
      baseUrl: "https://gateway.example/openai",
      model: "some-model",
      families: [],
      templates: [],
      timeoutMs: 30_000,
      retry: { maxAttempts: 2, on: [429] },
      fallback: { enabled: null, header: null },
      headerNames: ["x-auth", "x-team"],
      headerDigests: { "x-team": expect.stringMatching(/^sha256:/) },
      auth: { header: "Authorization", scheme: "Bearer" },
      env: ["COMETAPI_BASE_URL", "LLM_ROUTE"],
      featureFlag: { name: "llm-v2", value: "true" },
      traffic: null,
      deploymentVersion: null,
      configVersion: null,
    });
  });

  it.each([
    ["a branch", () => "main"],
    ["a tag", () => "v1"],
    ["a commit", () => first],
    ["a short commit", () => first.slice(0, 10)],
    ["a full name", () => "refs/heads/main"],
  ])("is found by %s", async (_, ref) => {
    const path = ref() === "main" || ref().startsWith("refs") ? "ops/known-good.json" : GATE_FILE;
    expect(await read(ref(), path)).toMatchObject({ kind: "record" });
  });

  it("is taken to use the families that this run probes", async () => {
    const families = ["chat-completions", "responses"] as const;
    const result = await read("v1", GATE_FILE, { families });
    expect(result).toMatchObject({ record: { configuration: { families } } });
  });

  it("takes a path that begins with ./", async () => {
    expect(await read("v1", `./${GATE_FILE}`)).toMatchObject({ kind: "record" });
  });

  it.each([
    ["main", GATE_FILE, "incomplete-known-good", /release\.base-url is missing, release\.model is missing/],
    ["main", "empty.yml", "incomplete-known-good", /release\.base-url is missing, release\.model is missing/],
    ["main", "placeholder.yml", "incomplete-known-good", /base-url must begin with https.*release\.model is not/],
    ["main", "key.yml", "incomplete-known-good", /release\.model is not a model identifier$/],
    ["main", "broken.yml", "gate-file-invalid", /at main, gate file broken\.yml:1:12: unknown key "modle"/],
    ["main", "broken.json", "record-malformed", /broken\.json at main/],
    ["main", "no/such.yml", "ref-file-missing", /main has no readable file/],
    ["main", "ops", "ref-file-missing", /main has no readable file/],
    ["main", "huge.json", "ref-file-missing", /main has no readable file/],
    ["nowhere", GATE_FILE, "ref-missing", /nowhere is not in the checkout/],
    ["HEAD~1", GATE_FILE, "invalid-ref", /HEAD~1/],
    ["--help", GATE_FILE, "invalid-ref", /--help/],
    ["main", "../secrets", "invalid-path", /secrets/],
  ])("%s:%s is unusable: %s", async (ref, path, code, message) => {
    expect(await read(ref, path)).toMatchObject({
      kind: "unusable",
      problem: { code, message: expect.stringMatching(message) },
    });
  });

  it("names the missing fields one by one", async () => {
    const { api } = gitHubWith("release: { base-url: https://gateway.example }");
    const result = await read("elsewhere", GATE_FILE, { github: api });
    expect(JSON.stringify(result)).toContain("release.model is missing");
    expect(JSON.stringify(result)).not.toContain("base-url is missing");
  });

  it("warns when it names another environment than this run, and when it is old", async () => {
    const key = { ...KEY, environment: "staging" };
    const world = worldOf({ workingDirectory: repository, now: new Date("2027-01-01T00:00:00Z") });
    const result = await readKnownGood({ kind: "git", ref: "v1", path: GATE_FILE }, key, world);
    expect(result).toMatchObject({
      kind: "record",
      record: { environment: "staging" },
      warnings: [expect.stringContaining('"production"'), expect.stringContaining("42 days ago")],
    });
  });

  it("has the templates that it names, once gate files may name them", () => {
    const template = {
      family: "responses",
      path: "a.json",
      commit: first,
      digest: `sha256:${"0".repeat(64)}`,
    } as const;
    const gate = describeGateFile("a.yml", "release: { model: some-model, base-url: gateway.example, auth: none }");
    if (gate.kind === "invalid" || "missing" in gate.release) throw new Error("the test's own gate file is invalid");
    const at = { text: "", commit: first, committedAt: COMMITTED };
    const record = recordOfGateFile(gate.release, [template], ["responses"], at, KEY);
    expect(record).toMatchObject({ configuration: { templates: [template], families: ["responses"], auth: "none" } });
    expect(record.releaseDigest).toBe(releaseDigest(record.configuration));
  });
});

describe("a record at a ref", () => {
  it("is read as it is", async () => {
    expect(await read("main", "ops/known-good.json")).toEqual({
      kind: "record",
      record: recordOf(1),
      origin: "git:main:ops/known-good.json",
      warnings: [],
    });
  });

  it("of another release is refused", async () => {
    const { api } = gitHubWith(JSON.stringify(recordOf(1, { name: "other" })));
    expect(await read("elsewhere", "a.json", { github: api })).toMatchObject({
      problem: { code: "record-of-another-release" },
    });
  });
});

describe("where a ref is looked for", () => {
  it("asks the checkout first, and GitHub not at all when it has the file", async () => {
    const { api, asked } = gitHubWith(GATE);
    expect(await read("v1", GATE_FILE, { github: api })).toMatchObject({ kind: "record" });
    expect(asked).toEqual([]);
  });

  it("finds a branch that the checkout has only as a remote-tracking ref", async () => {
    const clone = join(root, "clone");
    git(root, "clone", "-q", repository, clone);
    git(clone, "checkout", "-q", "--detach");
    git(clone, "branch", "-D", "main");
    expect(await read("main", "ops/known-good.json", { workingDirectory: clone })).toMatchObject({ kind: "record" });
  });

  it("asks GitHub from a shallow clone that lacks the ref", async () => {
    const clone = join(root, "shallow");
    git(root, "clone", "-q", "--depth", "1", "--no-tags", `file://${repository}`, clone);
    const { api, asked } = gitHubWith(GATE);
    for (const ref of ["v1", first])
      expect(await read(ref, GATE_FILE, { workingDirectory: clone, github: api })).toMatchObject({ kind: "record" });
    expect(asked).toEqual([`${GATE_FILE}@v1`, `${GATE_FILE}@${first}`]);
    expect(await read("v1", GATE_FILE, { workingDirectory: clone })).toMatchObject({
      problem: { code: "ref-missing" },
    });
  });

  it("asks GitHub for the commit that the checkout knows, when only the file is missing", async () => {
    const { api, asked } = gitHubWith(GATE);
    await read("main", "no/such.yml", { github: api });
    expect(asked).toEqual([`no/such.yml@${latest}`]);
  });

  it("fetches nothing into a partial clone, and asks GitHub instead", async () => {
    const clone = join(root, "partial");
    git(root, "clone", "-q", "--filter=blob:none", "--no-checkout", `file://${repository}`, clone);
    const { api, asked } = gitHubWith(GATE);
    await read("v1", GATE_FILE, { workingDirectory: clone, github: api });
    expect(asked).toEqual([`${GATE_FILE}@${first}`]);
  });

  it.each([
    ["a folder that is no repository", () => ({ workingDirectory: root })],
    ["a folder that does not exist", () => ({ workingDirectory: join(root, "nowhere") })],
    ["a folder that cannot exist", () => ({ workingDirectory: "a\0b" })],
    ["a machine without git", () => ({ env: { PATH: root } })],
  ])("asks GitHub from %s", async (_, world) => {
    const { api, asked } = gitHubWith(GATE);
    expect(await read("v1", GATE_FILE, { ...world(), github: api })).toMatchObject({ kind: "record" });
    expect(asked).toHaveLength(1);
    expect(await read("v1", GATE_FILE, world())).toMatchObject({ problem: { code: "ref-missing" } });
  });

  it("says what GitHub said", async () => {
    const problem = { code: "github-forbidden", message: "no", help: "contents: read", at: null };
    const { api } = gitHubWith("");
    const github: GitHubApi = { ...api, readFileAt: () => Promise.resolve({ ok: false, problem }) };
    expect(await read("elsewhere", GATE_FILE, { github })).toEqual({ kind: "unusable", problem });
  });
});

describe("what git is allowed", () => {
  it("sees no secret, asks nobody and speaks to nobody", async () => {
    const bin = join(root, "bin");
    mkdirSync(bin);
    const said = join(root, "said");
    writeFileSync(join(bin, "git"), `#!/bin/sh\n/usr/bin/env > '${said}'\necho "$@" >> '${said}'\nexit 1\n`);
    chmodSync(join(bin, "git"), 0o755);
    await read("v1", GATE_FILE, {
      env: { PATH: bin, HOME: root, COMETAPI_KEY: "secret-value", GIT_DIR: "/elsewhere" },
    });
    const seen = readFileSync(said, "utf8");
    expect(seen).not.toMatch(/secret-value|GIT_DIR/);
    expect(seen).toMatch(/^GIT_TERMINAL_PROMPT=0$/m);
    expect(seen).toMatch(/^GIT_ALLOW_PROTOCOL=none$/m);
    expect(seen).toContain("--end-of-options");
  });

  it("runs no command that the repository configures", async () => {
    const hostile = join(root, "hostile");
    git(root, "clone", "-q", repository, hostile);
    const marker = join(root, "marker");
    const script = join(root, "script");
    writeFileSync(script, `#!/bin/sh\ntouch '${marker}'\ncat "$@"\n`);
    chmodSync(script, 0o755);
    writeFileSync(join(hostile, ".git/info/attributes"), "* diff=x filter=x\n");
    for (const [key, value] of Object.entries({
      "diff.x.textconv": script,
      "filter.x.smudge": script,
      "core.fsmonitor": script,
      "core.pager": script,
      "log.showSignature": "true",
      "gpg.program": script,
    }))
      git(hostile, "config", key, value);
    expect(await read("v1", GATE_FILE, { workingDirectory: hostile })).toMatchObject({ kind: "record" });
    expect(existsSync(marker)).toBe(false);
  });
});
