/**
 * Gates as teams have them today (contracts.md, 9), said in the gate's own words: each lets its good release pass and holds or
 * takes back the bad one. Services, tests and metrics are on loopback, and the action runs as the runner starts it.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { type Sandbox, startSandbox } from "../../src/sandbox/gateway.ts";
import { serving } from "../http/wire.ts";
import { runAction } from "./runner.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox("healthy");
});
afterAll(() => sandbox.close());

const COMMIT = "3f9c1e7a20b84d5566778899aabbccddeeff0011";
const OTHER_COMMIT = "99887766554433221100aabbccddeeff00112233";

/** One request to a service of a test. */
interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
  /** From 1, of this path. */
  readonly n: number;
}

type Answer = readonly [status: number, body: unknown, headers?: Readonly<Record<string, string>>];

/** Whether the release of this run is the bad one. */
type Service = (asked: Asked, bad: boolean) => Answer;

interface Team {
  /** YAML of the gate file. */
  readonly gate: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly service: Service;
  /** Files that earlier steps left. */
  readonly files?: (bad: boolean) => Readonly<Record<string, string>>;
  /** What the bad release comes to. */
  readonly bad: readonly [decision: string, reason: string];
}

const junit = (...cases: readonly string[]) =>
  `<testsuites><testsuite name="s">${cases.join("")}</testsuite></testsuites>`;
const vector = (value: number) => ({
  status: "success",
  data: { resultType: "vector", result: [{ metric: {}, value: [Date.now() / 1_000, String(value)] }] },
});
const sse = (event: string, data: unknown) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
const EVENTS = { "content-type": "text/event-stream" };
const PAGE = { "content-type": "text/html" };
const NOT_FOUND: Answer = [404, { message: "not found" }];

const TEAMS: Readonly<Record<string, Team>> = {
  "a worker whose build says its commit, and whose smoke tests are part of the verdict": {
    gate: `
      ready: { within: 5s, every: 50ms, url: /health, expect: { pointers: { /commit: { release: commit } } } }
      probes:
        app: { url: /health, expect: { pointers: { /status: { equals: ok } } } }
        results: { files: "*.xml" }`,
    inputs: { probes: "app, results", commit: COMMIT },
    service: ({ n }) => [200, { status: "ok", commit: n < 3 ? OTHER_COMMIT.slice(0, 7) : COMMIT.slice(0, 7) }],
    files: (bad) => ({
      "smoke.xml": junit(
        '<testcase classname="smoke" name="lists tools"/>',
        `<testcase classname="smoke" name="calls one">${bad ? "<failure/>" : ""}</testcase>`,
      ),
    }),
    bad: ["rollback", "app-behaviour"],
  },
  "a container behind an identity token, whose address only the deployment knows": {
    gate: `
      probes:
        app:
          - { name: health, url: /healthz, headers: { Authorization: { from-env: ID_TOKEN } }, expect: { pointers: { "": { contains: ok } } } }
          - name: ask
            url: /v1/ask
            headers: { Authorization: { from-env: ID_TOKEN } }
            body: { question: "{{prompt}}" }
            expect: { pointers: { /answer: { echoes: code }, /sources: { not-empty: false } } }`,
    inputs: { probes: "app", "allowed-env": "ID_TOKEN" },
    env: { ID_TOKEN: "Bearer eyJhbGciOiJub25lIn0.e30.c2lnbmF0dXJl" },
    service: ({ path, headers, body }, bad) => {
      if (headers.authorization !== "Bearer eyJhbGciOiJub25lIn0.e30.c2lnbmF0dXJl") return [403, "Forbidden", PAGE];
      if (path === "/healthz") return [200, "ok", { "content-type": "text/plain" }];
      const { question } = JSON.parse(body);
      return [200, { answer: bad ? "I cannot answer that." : `You said ${question}`, sources: [] }];
    },
    bad: ["rollback", "app-behaviour"],
  },
  "a stack of containers that starts slowly, with a form to sign in and several routes": {
    gate: `
      ready: { within: 5s, every: 50ms, url: /api/ready }
      probes:
        app:
          - { name: page, url: /, headers: { Accept: text/html }, expect: { pointers: { "": { contains: Shop } } } }
          - name: login
            url: /api/login
            headers: { Content-Type: application/x-www-form-urlencoded }
            body: { username: smoke, password: not-a-secret }
            expect: { status: [200, 204], headers: { set-cookie: { contains: HttpOnly } } }
          - { name: models, url: /api/models, expect: { pointers: { /data: array, /data/0/id: string } } }`,
    inputs: { probes: "app" },
    service: ({ path, n }, bad) => {
      if (path === "/api/ready") return n < 3 ? [503, "starting", PAGE] : [200, { ready: true }];
      if (path === "/") return [200, "<!doctype html><title>Shop</title>", PAGE];
      if (path === "/api/login") return [204, "", { "set-cookie": "sid=1; HttpOnly; Secure" }];
      return [200, { data: bad ? [] : [{ id: "m-1" }] }];
    },
    bad: ["rollback", "app-behaviour"],
  },
  "an importer that answers with a job, and a suite that is run again where it stumbled": {
    gate: `
      probes:
        app:
          name: import
          url: /imports
          body: { text: "{{prompt}}" }
          until: { within: 2s, every: 50ms, at: /id, url: "/imports/{{at}}" }
          expect: { pointers: { /state: { equals: done }, /chunks: integer } }
        results: { files: reports/**/*.xml }`,
    inputs: { probes: "app, results" },
    service: ({ method, path, n }, bad) => {
      if (method === "POST") return [202, { id: `i-${n}`, state: "queued" }];
      if (!path.startsWith("/imports/i-")) return NOT_FOUND;
      return [200, n < 3 ? { state: "running" } : { state: bad ? "failed" : "done", chunks: 4 }];
    },
    files: () => ({
      "reports/attempt-1/junit.xml": junit(
        '<testcase classname="t" name="a"/>',
        '<testcase classname="t" name="b"><failure/></testcase>',
      ),
      "reports/attempt-2/junit.xml": junit('<testcase classname="t" name="b"/>'),
    }),
    bad: ["rollback", "app-behaviour"],
  },
  "a canary that is compared with what is stable, by its metrics alone": {
    gate: `
      release: { deployment-version: 2026.11.20-1 }
      probes:
        metrics:
          prometheus: PROMETHEUS
          every: 50ms
          for: 200ms
          checks:
            - name: errors
              query: 'rate(errors{version="{{version}}"}[1m])'
              baseline: { query: 'rate(errors{version!="{{version}}"}[1m])', ratio: 1.5 }
            - { name: latency, query: 'histogram_quantile(0.95, sum(rate(d{version="{{version}}"}[1m])) by (le))', max: 800ms }`,
    inputs: { probes: "metrics" },
    service: ({ path }, bad) => {
      const query = new URL(path, "http://x").searchParams.get("query") ?? "";
      if (query.includes("histogram")) return [200, vector(0.4)];
      return [200, vector(query.includes("!=") ? 0.01 : bad ? 0.05 : 0.011)];
    },
    bad: ["rollback", "metric-limit"],
  },
  "a server of tools that speaks JSON-RPC in events": {
    gate: `
      probes:
        app:
          url: /mcp
          headers: { Accept: "application/json, text/event-stream" }
          body:
            jsonrpc: "2.0"
            id: 1
            method: initialize
            params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: gate, version: "1" } }
          stream: { terminal: { pointer: /id, equals: 1 } }
          expect: { pointers: { /result/serverInfo/name: string, /result/capabilities/tools: object } }`,
    inputs: { probes: "app" },
    service: (_, bad) => [
      200,
      sse("message", {
        ...{ jsonrpc: "2.0", id: 1 },
        ...(bad
          ? { error: { code: -32603, message: "Internal error" } }
          : {
              result: {
                protocolVersion: "2025-06-18",
                serverInfo: { name: "s", version: "1" },
                capabilities: { tools: {} },
              },
            }),
      }),
      EVENTS,
    ],
    bad: ["rollback", "error-rate"],
  },
  "an agent that streams named events to whoever holds a session": {
    gate: `
      probes:
        app:
          url: /agents/smoke/stream
          headers: { Cookie: { from-env: SESSION } }
          body: { input: "{{prompt}}" }
          stream: { text: /delta, terminal: { event: done }, min-events: 2 }
          expect: { pointers: { "": { echoes: code } } }`,
    inputs: { probes: "app", "allowed-env": "SESSION" },
    env: { SESSION: "sid=0123456789abcdef0123" },
    service: ({ headers, body }, bad) => {
      if (headers.cookie !== "sid=0123456789abcdef0123") return [401, { error: "no session" }];
      const { input } = JSON.parse(body);
      const whole = [
        sse("start", {}),
        sse("token", { delta: "You said " }),
        sse("token", { delta: input }),
        sse("done", {}),
      ];
      return [200, (bad ? whole.slice(0, 3) : whole).join(""), EVENTS];
    },
    bad: ["hold", "stream-unterminated"],
  },
  "a nightly heartbeat over routes that may stumble once": {
    gate: `
      issue: { when: on-failure, after: 2 }
      probes:
        app:
          - { name: api, url: /api/status, expect: { pointers: { /ok: { equals: true } } } }
          - { name: llm, url: /api/echo, body: { m: "{{prompt}}" }, max-failures: 2 of 10, expect: { pointers: { /m: { echoes: code } } } }`,
    inputs: { probes: "app", live: "true" },
    service: ({ path, body, n }, bad) => {
      if (path === "/api/status") return [200, { ok: true }];
      return bad || n === 2 ? [503, { error: "busy" }] : [200, JSON.parse(body)];
    },
    bad: ["rollback", "error-rate"],
  },
};

/** Runs the action of a team against its own service. */
async function run({ gate, inputs, env = {}, service, files = () => ({}) }: Team, bad: boolean) {
  const counts = new Map<string, number>();
  await using target = await serving(async (incoming: IncomingMessage, response: ServerResponse) => {
    const { method = "", url: path = "", headers } = incoming;
    const n = (counts.get(path) ?? 0) + 1;
    counts.set(path, n);
    const [status, body, more = {}] = service({ method, path, headers, body: await text(incoming), n }, bad);
    response.writeHead(status, { "content-type": "application/json", ...more });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  const content = { version: 1, sampling: { settle: "50ms" }, ...parse(gate.replace("PROMETHEUS", target.url)) };
  return await runAction({
    inputs: {
      "gate-file": "gate.yml",
      ...(inputs.probes?.includes("app") ? { "app-url": target.url } : {}),
      ...inputs,
    },
    env,
    workspace: { "gate.yml": JSON.stringify(content), ...files(bad) },
  });
}

describe.each(Object.entries(TEAMS))("%s", (_, team) => {
  it("passes a good release", async () => {
    const { outputs, stdout } = await run(team, false);
    expect([outputs.decision, outputs["reason-code"], stdout.match(/^::error.*$/gm)]).toEqual([
      "proceed",
      "all-passed",
      null,
    ]);
  });

  it("stops a bad one", async () => {
    const { outputs } = await run(team, true);
    expect([outputs.decision, outputs["reason-code"]]).toEqual(team.bad);
  });
});

it("clients of a provider ask every family that they offer in one run", async () => {
  const probes =
    "chat, chat-stream, responses, responses-stream, messages, messages-stream, embeddings, models, error-path, auth-path";
  const { key, baseUrl, model } = sandbox;
  const { outputs } = await runAction({
    inputs: { "api-key": key, "base-url": baseUrl, model, probes, "request-template": "embeddings=embed.json" },
    workspace: { "embed.json": JSON.stringify({ model, input: "a text" }) },
  });
  expect([outputs.decision, outputs["reason-code"], outputs["failed-probes"]]).toEqual(["proceed", "all-passed", "[]"]);
});
