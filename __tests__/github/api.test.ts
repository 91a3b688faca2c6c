import { spawn } from "node:child_process";
import { createServer, get } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { openGitHubApi } from "../../src/github/api.ts";
import { patienceUntil } from "../../src/github/patience.ts";
import type { GitHubApi } from "../../src/known-good/source.ts";
import { ample, type Double, type Fault, PROSE, REPOSITORY, startDouble, TOKEN } from "./double.ts";
import type { RecordCall } from "./openapi.ts";

const COMMIT = "c".repeat(40);
const ENVIRONMENT = "release-gate/shop/production";
const TASK = "release-gate";

let double: Double;
let github: GitHubApi;

beforeAll(async () => {
  double = await startDouble();
  github = await openGitHubApi(TOKEN, { apiUrl: double.apiUrl, repository: REPOSITORY, patience: ample() });
});
afterAll(async () => {
  await double.close();
  expect(double.defects).toEqual([]);
});
beforeEach(() => {
  double.store.clear();
  double.calls.length = 0;
  const commits = {
    "release/1": { sha: COMMIT, committedAt: "2026-11-19T08:00:00Z", files: { "ops/a.yml": "ü: 1\n" } },
  };
  Object.assign(double.behaviour, {
    deployments: "write",
    contents: "read",
    fault: null,
    encoded: 0,
    deprecated: false,
    afterPage: () => undefined,
    commits,
  });
});

const deployment = { ref: COMMIT, environment: ENVIRONMENT, task: TASK, description: "d", payload: { a: [1] } };
const list = (api = github) => api.listDeployments(ENVIRONMENT, TASK);
const create = (api = github) => api.createDeployment(deployment);
const mark = (api = github) => api.markSuccess(1, "d");
const file = (api = github) => api.readFileAt("ops/a.yml", "release/1");

describe("what GitHub is asked", () => {
  it("creates a deployment, marks it and lists it", async () => {
    expect(await create()).toMatchObject({ ok: true, value: { id: 1 } });
    expect(await mark()).toMatchObject({ ok: true });
    expect(await list()).toEqual({
      ok: true,
      value: [
        {
          id: 1,
          payload: { a: [1] },
          creator: "github-actions[bot]",
        },
      ],
    });
  });

  it("reads a file with slashes in ref and path, at the commit that the ref stands for", async () => {
    expect(await file()).toEqual({
      ok: true,
      value: { text: "ü: 1\n", commit: COMMIT, committedAt: "2026-11-19T08:00:00.000Z" },
    });
    expect(double.calls.map(({ call, query }) => [call, query.ref])).toEqual([
      ["commit", undefined],
      ["content", COMMIT],
    ]);
  });

  it("speaks to a GitHub Enterprise Server below its own path", async () => {
    const server = await openGitHubApi(TOKEN, {
      apiUrl: `${double.apiUrl}/api/v3`,
      repository: REPOSITORY,
      patience: ample(),
    });
    expect(await create(server)).toMatchObject({ ok: true });
    expect(await list(server)).toMatchObject({ ok: true, value: [{ id: 1 }] });
    expect(await file(server)).toMatchObject({ ok: true });
  });

  it("has no creator where the account was deleted", async () => {
    double.store.create({ ...deployment, creator: "", flags: {} });
    expect(await list()).toMatchObject({ value: [{ creator: null }] });
  });
});

describe("pages", () => {
  const put = (n: number) => {
    for (let i = 0; i < n; i++) double.store.create({ ...deployment, creator: "x", flags: {} });
  };
  const ids = async () => {
    const answer = await list();
    return answer.ok ? answer.value.map(({ id }) => id) : [];
  };

  it.each([
    [0, 1],
    [99, 1],
    [100, 1],
    [101, 2],
    [450, 5],
  ])("%s deployments take %s requests, newest first", async (n, requests) => {
    put(n);
    expect(await ids()).toEqual(Array.from({ length: n }, (_, i) => n - i));
    expect(double.calls).toHaveLength(requests);
    expect(double.calls[0]?.query.per_page).toBe("100");
  });

  it("end at a thousand deployments", async () => {
    put(1_150);
    expect(await ids()).toEqual(Array.from({ length: 1_000 }, (_, i) => 1_150 - i));
    expect(double.calls).toHaveLength(10);
  });

  it("lose and repeat nothing when a deployment is created between two of them", async () => {
    put(250);
    double.behaviour.afterPage = () => put(1);
    expect(await ids()).toEqual(Array.from({ length: 250 }, (_, i) => 250 - i));
  });

  it("that fail in the middle are no shorter history", async () => {
    put(250);
    double.behaviour.afterPage = () => {
      double.behaviour.fault = { call: "list", kind: "server-error" };
    };
    expect(await list()).toMatchObject({ ok: false });
  });
});

describe("what GitHub refuses", () => {
  const asks: Readonly<Record<RecordCall, (api?: GitHubApi) => Promise<{ ok: boolean }>>> = {
    list,
    create,
    status: async (api) => {
      double.store.create({ ...deployment, creator: "x", flags: {} });
      return mark(api);
    },
    commit: file,
    content: file,
  };
  const calls = Object.keys(asks) as RecordCall[];
  const faults: readonly (readonly [Fault, string, RegExp])[] = [
    ["not-found", "github-not-found", /\(404\)/],
    ["conflict", "github-conflict", /\(409\)/],
    ["merged", "github-merged", /\(202\)/],
    ["unprocessable", "github-refused", /\(422\)/],
    ["rate-limit", "github-rate-limited", /after 2026-11-20T12:00:00\.000Z/],
    ["secondary-rate-limit", "github-rate-limited", /in 60 seconds/],
    ["server-error", "github-unavailable", /\(500\).*in a few minutes/],
    ["bad-gateway", "github-unavailable", /\(502\)/],
    ["html", "github-answer", /GITHUB_API_URL/],
    ["wrong-shape", "github-answer", /GITHUB_API_URL/],
    ["hang-up", "github-unreachable", /could not be reached/],
  ];

  it.each(calls.flatMap((call) => faults.map((fault) => [call, ...fault] as const)))(
    "%s, %s: %s",
    async (call, kind, code, says) => {
      double.behaviour.fault = { call, kind };
      const answer = await asks[call]();
      expect(answer).toMatchObject({ ok: false, problem: { code } });
      const text = JSON.stringify(answer);
      expect(text).toMatch(says);
      expect(text).toContain(REPOSITORY);
      expect(text).not.toContain(PROSE);
      expect(text).not.toContain(TOKEN);
      expect(text).not.toContain("http://");
    },
  );

  it.each([
    ["list", "deployments: read"],
    ["create", "deployments: write"],
    ["status", "deployments: write"],
    ["commit", "contents: read"],
  ] as const)("%s without permission names %s", async (call, permission) => {
    Object.assign(double.behaviour, { deployments: "none", contents: "none" });
    expect(await asks[call]()).toMatchObject({
      ok: false,
      problem: { code: "github-forbidden", message: expect.stringContaining(permission) },
    });
  });

  it.each(calls)("%s with a wrong token says so without showing it", async (call) => {
    const wrong = await openGitHubApi("ghs_wrong-token-0123456789", {
      apiUrl: double.apiUrl,
      repository: REPOSITORY,
      patience: ample(),
    });
    const answer = await asks[call](wrong);
    expect(answer).toMatchObject({ ok: false, problem: { code: "github-unauthorised" } });
    expect(JSON.stringify(answer)).not.toContain("ghs_");
  });

  it("a slow answer is given up, with the limit named", async () => {
    double.behaviour.fault = { call: "list", kind: "slow" };
    const hasty = await openGitHubApi(TOKEN, {
      apiUrl: double.apiUrl,
      repository: REPOSITORY,
      patience: ample(),
      limitMs: 200,
    });
    const before = Date.now();
    const answer = await list(hasty);
    expect(Date.now() - before).toBeLessThan(2_000);
    expect(answer).toMatchObject({
      problem: { code: "github-unreachable", message: expect.stringMatching(/within 200ms/) },
    });
  });

  it("a slow answer is given up when the job is cancelled, and all questions share one time", async () => {
    double.behaviour.fault = { call: "list", kind: "slow" };
    const cancelled = new AbortController();
    const target = { apiUrl: double.apiUrl, repository: REPOSITORY };
    const asked = list(await openGitHubApi(TOKEN, { ...target, patience: patienceUntil(cancelled.signal) }));
    cancelled.abort();
    expect(await asked).toMatchObject({ problem: { message: expect.stringContaining("when the job was cancelled") } });
    const patience = patienceUntil(new AbortController().signal, 200);
    const tired = await openGitHubApi(TOKEN, { ...target, patience });
    expect(await list(tired)).toMatchObject({ problem: { message: expect.stringMatching(/within 200ms/) } });
    expect(patience.left.ms).toBeLessThanOrEqual(0);
    expect(await list(tired)).toMatchObject({ problem: { code: "github-unreachable" } });
  });

  it.each([
    [200, "github-answer", "the answer is larger than 10 MiB"],
    [500, "github-unavailable", "GitHub failed (500)"],
  ])(
    "an answer (%i) without end is read to its limit and no further: %s, which says so",
    async (status, code, says) => {
      let sent = 0;
      const endless = createServer((_, response) => {
        response.writeHead(status, { "content-type": "application/json" });
        const more = () => {
          sent += 1024 * 1024;
          response.write(" ".repeat(1024 * 1024), (lost) => lost ?? setImmediate(more));
        };
        more();
        response.on("error", () => undefined);
      });
      await new Promise<void>((resolve) => endless.listen(0, "127.0.0.1", resolve));
      const apiUrl = `http://127.0.0.1:${(endless.address() as AddressInfo).port}`;
      const api = await openGitHubApi(TOKEN, { apiUrl, repository: REPOSITORY, patience: ample() });
      expect(await list(api)).toMatchObject({ problem: { code, message: expect.stringContaining(says) } });
      endless.closeAllConnections();
      endless.close();
      expect(sent).toBeLessThan(64 * 1024 * 1024);
    },
  );

  it("a server that is not there could not be reached", async () => {
    const nowhere = await openGitHubApi(TOKEN, {
      apiUrl: "http://127.0.0.1:1",
      repository: REPOSITORY,
      patience: ample(),
    });
    expect(await list(nowhere)).toMatchObject({ problem: { code: "github-unreachable" } });
  });

  it.each(["release/1", "no/such", "bad\0ref"])("nothing is printed about %j", async (ref) => {
    double.behaviour.deprecated = true;
    const { stdout, stderr } = await inChild({ GITHUB_API_URL: double.apiUrl }, double.apiUrl, ref);
    expect(JSON.parse(stdout)).toMatchObject({ ok: ref === "release/1" });
    expect(stderr).toBe("");
  });
});

describe("a client that cannot be made", () => {
  it.each([
    ["an empty token", " ", REPOSITORY, "https://api.github.com"],
    ["no repository", TOKEN, "", "https://api.github.com"],
    ["a repository without owner", TOKEN, "shop", "https://api.github.com"],
    ["a repository with more than a name", TOKEN, "acme/shop/../x", "https://api.github.com"],
    ["no URL", TOKEN, REPOSITORY, ""],
    ["a text that is no URL", TOKEN, REPOSITORY, "nowhere"],
  ])("answers every question with why: %s", async (_, token, repository, apiUrl) => {
    const api = await openGitHubApi(token, { apiUrl, repository, patience: ample() });
    for (const answer of [await list(api), await create(api), await mark(api), await file(api)])
      expect(answer).toMatchObject({ ok: false, problem: { code: "github-not-configured" } });
  });

  it("takes a token with a line break at its end, as shells add it", async () => {
    const api = await openGitHubApi(`${TOKEN}\n`, {
      apiUrl: `${double.apiUrl}/`,
      repository: REPOSITORY,
      patience: ample(),
    });
    expect(await list(api)).toMatchObject({ ok: true });
  });
});

describe("the runner's proxy", () => {
  it("is used, as @actions/github uses it", async () => {
    const { port, seen, close } = await startProxy(new URL(double.apiUrl).port);
    const proxy = `http://127.0.0.1:${port}`;
    // A name that only the proxy knows, because this machine's own is never proxied.
    const apiUrl = "http://github.internal";
    const { stdout } = await inChild({ GITHUB_API_URL: apiUrl, http_proxy: proxy }, apiUrl, "release/1");
    await close();
    expect(JSON.parse(stdout)).toMatchObject({ ok: true });
    expect(seen.length).toBeGreaterThan(0);
  });
});

/** Reads a file through the API in a process of its own, with these variables. */
function inChild(env: Readonly<Record<string, string>>, apiUrl: string, ref: string) {
  const api = new URL("../../src/github/api.ts", import.meta.url).href;
  const script = `
    const { openGitHubApi } = await import(${JSON.stringify(api)});
    const patience = { stop: new AbortController().signal, left: { ms: 30_000 } };
    const api = await openGitHubApi(${JSON.stringify(TOKEN)}, { ...${JSON.stringify({ apiUrl, repository: REPOSITORY })}, patience });
    console.log(JSON.stringify(await api.readFileAt("ops/a.yml", ${JSON.stringify(ref)})));`;
  return new Promise<{ stdout: string; stderr: string }>((done) => {
    const cwd = fileURLToPath(new URL("../..", import.meta.url));
    const child = spawn(process.execPath, ["--input-type=module", "--eval", script], { env, cwd });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
    });
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    child.on("close", () => done({ stdout, stderr }));
  });
}

/** A proxy that leads everything to one port of this machine. */
async function startProxy(port: string) {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? "");
    seen.push(pathname);
    const onward = { host: "127.0.0.1", port, path: pathname + search, headers: request.headers };
    get(onward, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
  });
  server.on("connect", (request, socket) => {
    seen.push(request.url ?? "");
    const onward = connect(Number(port), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      onward.pipe(socket);
      socket.pipe(onward);
    });
    for (const side of [onward, socket]) side.on("error", () => undefined);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { port: (server.address() as AddressInfo).port, seen, close };
}
