import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Sandbox, startSandbox } from "../../src/sandbox/gateway.ts";
import { parseGateFile } from "../../src/settings/gate-file/gate-file.ts";
import { command, folder, program } from "./command.ts";

/** A server on loopback that stands for GitHub's API. */
async function github(answer: RequestListener): Promise<{ readonly url: string; readonly close: () => void }> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

const NOBODY = "http://127.0.0.1:9";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox("healthy");
});
afterAll(() => sandbox.close());

const endpoint = () => ({
  COMETAPI_KEY: sandbox.key,
  COMETAPI_MODEL: sandbox.model,
  COMETAPI_BASE_URL: sandbox.baseUrl,
});
const documentOf = async (args: readonly string[], env = {}) => {
  const { code, stdout, stderr } = await command(["doctor", "--json", ...args], { env });
  expect(stderr).toBe("");
  return { code, ...JSON.parse(stdout) };
};
const stateOf = (document: { probes: { key: string; state: string }[] }, key: string) =>
  document.probes.find((probe) => probe.key === key)?.state;

describe("doctor on a healthy sandbox", () => {
  it("names families, streaming, errors, and the step and the gate file that fit", async () => {
    const { code, stdout, stderr } = await program(["doctor", "--scenario", "healthy"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1 can be used \(\d+ requests\)\.$/m);
    expect(stdout).toMatch(/families +Chat Completions, Responses/);
    expect(stdout).toMatch(/streaming +Chat Completions, Responses/);
    expect(stdout).toMatch(/errors +in the documented envelope/);
    expect(stdout).toMatch(/GitHub API +api\.github\.com: not asked/);
    expect(stdout).toContain("probes: chat, chat-stream, responses, responses-stream");
    // The sandbox's own address and model are of no use to anybody.
    expect(stdout).not.toMatch(/base-url: http:|sandbox-model/);
    expect(stdout).not.toMatch(/[^\P{Cc}\n]/u);
  });

  it("asks a handful of questions", async () => {
    const { requests } = await documentOf(["--scenario", "healthy"]);
    expect(requests).toBeLessThanOrEqual(40);
  });
});

describe("the step that fits", () => {
  it("names the gate as npx was asked for it", async () => {
    const args = ["doctor", "--json", "--scenario", "healthy"];
    const { stdout } = await command(args, { npxPackage: "github:acme/gate#v2" });
    expect(JSON.parse(stdout).fitting.step).toMatch(/^- uses: acme\/gate@v2\n/);
    expect(JSON.parse((await command(args)).stdout).fitting.step).toMatch(/^- uses: OWNER\//);
  });
});

describe("doctor on an endpoint with a rate limit", () => {
  it("finds the limit, asks no faster, and names the settings that fit", async () => {
    const found = await documentOf(["--scenario", "slow-lane"]);
    expect([found.code, stateOf(found, "chat")]).toEqual([0, "works"]);
    expect(found.rateLimits).toMatchObject([{ outcome: "asked", deadlineMs: 300_000 }]);
    expect(found.fitting.gateFile).toMatch(/^limits: \{ concurrency: 1 \}$/m);
  });

  it("says what the default plan needs where nothing can be asked in time", async () => {
    const server = await github((_, response) => {
      response.writeHead(429, { "retry-after": "20", "ratelimit-policy": "3;w=60", "ratelimit-limit": "3" }).end("{}");
    });
    const env = { COMETAPI_KEY: sandbox.key, COMETAPI_MODEL: "m", COMETAPI_BASE_URL: `${server.url}/v1` };
    const { stdout } = await command(["doctor"], { env });
    server.close();
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(
      "The endpoint allows 3 requests a minute. Settings that fit: samples: 2, or deadline: 8m for all of the plan; with concurrency: 1.",
    );
  });
});

describe("doctor on deviations", () => {
  it.each([
    ["chat-only", 0, { chat: "works", responses: "unsupported", "responses-tools": "unsupported" }],
    ["bad-key", 2, { chat: "fails", "auth-path:responses": "works" }],
    ["rejects-caps", 0, { chat: "works", "chat-stream": "works" }],
    ["no-terminal-event", 0, { chat: "works", "responses-stream": "fails" }],
    ["accepts-anything", 0, { chat: "works", "auth-path:responses": "fails" }],
    ["blocked", 2, { chat: "fails" }],
  ])("%s: exit %i and what works", async (scenario, exit, states) => {
    const found = await documentOf(["--scenario", scenario]);
    expect(found.code).toBe(exit);
    expect(found.usable).toBe(exit === 0);
    for (const [key, state] of Object.entries(states)) expect([key, stateOf(found, key)]).toEqual([key, state]);
    if (exit === 2) expect(found.fitting).toBeNull();
    else {
      const { gate, problems } = parseGateFile("a.yml", found.fitting.gateFile);
      expect([problems, gate?.content.version]).toEqual([[], 1]);
      const working = found.fitting.probes.split(", ");
      for (const [key, state] of Object.entries(states))
        expect([key, working.includes(key.split(":")[0])]).toEqual([key, state === "works"]);
    }
  });

  it("notes the fields that the endpoint does not take", async () => {
    const { adaptations, fitting } = await documentOf(["--scenario", "rejects-caps"]);
    expect(adaptations).toContain("dropped:max_completion_tokens");
    expect(fitting.gateFile).toContain("# max_completion_tokens is refused");
  });

  it("says each first check once", async () => {
    const { code, stdout } = await command(["doctor", "--scenario", "bad-key"]);
    expect(code).toBe(2);
    expect(stdout.match(/Check the secret's path/g)).toHaveLength(1);
    expect(stdout).toContain("cannot be used as it is");
  });

  it("stops at a key that comes back, and does not print it", async () => {
    const echo = await startSandbox("key-echoed");
    try {
      const env = { COMETAPI_KEY: echo.key, COMETAPI_MODEL: echo.model, GITHUB_API_URL: NOBODY };
      const { code, stdout, stderr } = await command(["doctor", "--base-url", echo.baseUrl], { env });
      expect([code, stdout]).toEqual([2, expect.stringContaining("rotate it")]);
      expect(stdout + stderr).not.toContain(echo.key);
    } finally {
      await echo.close();
    }
  });
});

describe("doctor on a real endpoint", () => {
  it("reads key, model and base URL from the environment, and asks only what is selected", async () => {
    const found = await documentOf(["--probes", "chat, models"], { ...endpoint(), GITHUB_API_URL: NOBODY });
    expect(found).toMatchObject({ code: 0, sandbox: false, baseUrl: sandbox.baseUrl, problems: [] });
    expect(found.probes.map(({ key }: { key: string }) => key)).toEqual(["chat", "models"]);
    expect(found.fitting.step).toContain(`base-url: ${sandbox.baseUrl}`);
  });

  it("says what is missing, still looks around, and points to the sandbox", async () => {
    const { code, stdout } = await command(["doctor"], { env: { GITHUB_API_URL: NOBODY } });
    expect(code).toBe(2);
    for (const part of [
      "no API key",
      "Set COMETAPI_KEY",
      "no model",
      "Give --model",
      "doctor --scenario healthy",
      "Node  ",
    ])
      expect(stdout).toContain(part);
  });

  it("names what is wrong with the gate file, with its place", async () => {
    const cwd = folder({ ".github/release-gate.yml": "relase: {}\n" });
    const { code, stdout } = await command(["doctor"], { cwd, env: { ...endpoint(), GITHUB_API_URL: NOBODY } });
    expect([code, stdout]).toEqual([2, expect.stringContaining('.github/release-gate.yml:1:1: unknown key "relase"')]);
  });

  it("ends when it is cancelled before the endpoint answers", async () => {
    const silent = await github(() => undefined);
    const env = { ...endpoint(), COMETAPI_BASE_URL: `${silent.url}/v1`, GITHUB_API_URL: NOBODY };
    const { code, stdout } = await command(["doctor", "--timeout", "1s", "--probes", "chat"], { env });
    silent.close();
    expect([code, stdout]).toEqual([2, expect.stringContaining("fails  chat  timeout")]);
  });
});

describe("what is around the endpoint", () => {
  it.each<[string, RequestListener, string]>([
    ["an answer", (_, response) => response.end("{}"), "reachable (status 200)"],
    ["a rate limit", (_, response) => response.writeHead(403).end("{}"), "reachable (status 403)"],
    ["a broken server", (_, response) => response.writeHead(502).end(), "unreachable (status 502)"],
  ])("GitHub's API: %s", async (_, answer, said) => {
    const api = await github(answer);
    const { stdout } = await command(["doctor"], { env: { GITHUB_API_URL: `${api.url}/api/v3` } });
    api.close();
    expect(stdout).toContain(`${new URL(api.url).host}: ${said}`);
  });

  it.each([
    [NOBODY, "unreachable (tcp ECONNREFUSED)"],
    ["not a url", "GITHUB_API_URL: unreachable (not the URL of an API)"],
    ["file:///etc", "GITHUB_API_URL: unreachable"],
  ])("GitHub's API at %s never ends the command", async (url, said) => {
    const { code, stdout } = await command(["doctor"], { env: { ...endpoint(), GITHUB_API_URL: url } });
    expect([code, stdout]).toEqual([0, expect.stringContaining(said)]);
  });

  it("names the proxy without its credentials, and a certificate file that cannot be read", async () => {
    const env = {
      ...endpoint(),
      HTTPS_PROXY: "http://user:hunter2secret@proxy.example:3128",
      NO_PROXY: "127.0.0.1",
      NODE_EXTRA_CA_CERTS: join(folder(), "corp.pem"),
      GITHUB_API_URL: NOBODY,
    };
    const { stdout, stderr } = await command(["doctor", "--probes", "chat"], { env });
    const text = stdout.replace(/\s+/g, " ");
    expect(text).toContain("HTTPS_PROXY proxy.example:3128 (with credentials); NO_PROXY has exceptions");
    expect(text).toContain("corp.pem cannot be read");
    expect(stdout + stderr).not.toMatch(/hunter2secret|user:/);
    const { surroundings } = JSON.parse((await command(["doctor", "--json", "--probes", "chat"], { env })).stdout);
    expect(JSON.stringify(surroundings)).not.toMatch(/hunter2secret|"user/);
  });

  it("lays its page out in 40 columns, but for what is copied", async () => {
    const { stdout } = await command(["doctor", "--scenario", "bad-key"], { env: { COLUMNS: "40" } });
    const long = stdout.split("\n").filter((line) => line.length > 40 && !/^ {2}(works|fails) |^http/.test(line));
    expect(long).toEqual([]);
  });
});
