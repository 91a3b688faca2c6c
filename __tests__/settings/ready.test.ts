/** Gate file, `ready:`, and the input `ready-within`: what is waited for before anything is judged. */
import { describe, expect, it } from "@jest/globals";
import { problemsOf, settingsOf } from "./source.ts";

const APP = `
release: { deployment-version: "42" }
probes:
  app:
    url: https://app.example/api/chat?tenant=1
    method: POST
    body: { message: hello }
    expect:
      status: 201
      headers: { x-app-version: "42", x-tenant: smoke }
      pointers: { /reply: string, /build/commit: { equals: abcdef1 }, /config/model: { release: model } }
`;

describe("what is waited for", () => {
  it("is nothing unless something says so", () => {
    expect(settingsOf({ gateFile: APP, inputs: { probes: "app" } })).not.toHaveProperty("ready");
  });

  it("is the route of probes.app, by its status and what names a version", () => {
    const { ready, app: [app] = [] } = settingsOf({ gateFile: `${APP}ready: {}`, inputs: { probes: "app" } });
    expect(ready).toEqual({
      withinMs: 180_000,
      everyMs: 5_000,
      service: {
        ...app,
        expect: {
          status: [201],
          headers: { "x-app-version": { kind: "release", fact: "deployment-version" } },
          pointers: { "/build/commit": { kind: "equals", value: "abcdef1" } },
          fallbackPointer: null,
        },
      },
    });
  });

  it("is that route also where the probe itself is not selected", () => {
    const settings = settingsOf({ gateFile: `${APP}ready: { within: 1m, every: 2s }` });
    expect(settings.ready).toMatchObject({ withinMs: 60_000, everyMs: 2_000, service: { path: "/api/chat?tenant=1" } });
    expect(settings).not.toHaveProperty("app");
  });

  it("is a route of its own, which has to answer 200 to 299 or as declared", () => {
    const own = settingsOf({ gateFile: "ready: { url: http://127.0.0.1:8080/healthz }" }).ready?.service;
    expect(own).toEqual({
      name: null,
      origin: "http://127.0.0.1:8080",
      path: "/healthz",
      method: "GET",
      headers: [],
      expect: { status: null, headers: {}, pointers: {}, fallbackPointer: null },
    });
    const declared = `${APP}ready: { url: https://app.example/version, expect: { pointers: { /version: { release: deployment-version } } } }`;
    expect(settingsOf({ gateFile: declared }).ready?.service).toMatchObject({
      path: "/version",
      expect: { pointers: { "/version": { kind: "release", fact: "deployment-version" } } },
    });
  });

  it.each([
    ["a path below it", "/healthz", "https://pr-7.example/healthz"],
    ["the host of the route, which moves too", "https://app.example/healthz", "https://pr-7.example/healthz"],
    ["another port, which stays", "https://app.example:8081/healthz", "https://app.example:8081/healthz"],
  ])("is with app-url %s", (_, url, address) => {
    const inputs = { "app-url": "https://pr-7.example/" };
    const { ready } = settingsOf({ gateFile: `${APP}ready: { url: "${url}" }`, inputs });
    expect(`${ready?.service.origin}${ready?.service.path}`).toBe(address);
  });

  it("is app-url itself where nothing else says where the service answers", () => {
    const { ready } = settingsOf({ gateFile: "ready: {}", inputs: { "app-url": "https://pr-7.example" } });
    expect(ready?.service).toMatchObject({ origin: "https://pr-7.example", path: "/", method: "GET" });
    expect(problemsOf({ gateFile: "ready: { url: /healthz }" })).toMatchObject([{ code: "missing-app-url" }]);
    expect(problemsOf({ gateFile: "ready: {}", inputs: { "app-url": "null" } })).toMatchObject([
      { code: "invalid-app-url" },
    ]);
  });

  it.each(["gate", "verify-rollback"])("is waited for in mode %s", (mode) => {
    const inputs = { mode, probes: "app", environment: "production", "known-good": "deployments" };
    expect(settingsOf({ gateFile: `${APP}ready: {}`, inputs })).toHaveProperty("ready");
  });

  it("is not waited for where only files are looked at: a pull request does not wait for a deployment", () => {
    const gateFile = `${APP}ready: {}`;
    expect(settingsOf({ gateFile, inputs: { probes: "static" } })).not.toHaveProperty("ready");
    expect(settingsOf({ gateFile, inputs: { probes: "static, app" } })).toHaveProperty("ready");
  });

  it("is not waited for where nothing is asked", () => {
    expect(
      settingsOf({ gateFile: `${APP}ready: {}`, inputs: { mode: "replay", evidence: "*.json" } }),
    ).not.toHaveProperty("ready");
  });
});

describe("ready-within", () => {
  it("overrules the gate file, and is enough to wait for the route of probes.app", () => {
    const gateFile = `${APP}ready: { within: 1m }`;
    expect(settingsOf({ gateFile, inputs: { "ready-within": "10m" } }).ready?.withinMs).toBe(600_000);
    expect(settingsOf({ gateFile: APP, inputs: { "ready-within": "90s" } }).ready?.withinMs).toBe(90_000);
  });

  it("is one mistake where it cannot be read", () => {
    const messages = problemsOf({ inputs: { "ready-within": "3" } }).map(({ message }) => message);
    expect(messages).toEqual(['input ready-within must be a duration, found "3"']);
    const gateFile = "ready: { every: 2s }";
    expect(problemsOf({ gateFile, inputs: { "ready-within": "3" } }).map(({ code }) => code)).toEqual([
      "invalid-duration",
      "ready-without-route",
    ]);
  });

  it("is refused where nothing says where the service answers", () => {
    const [problem, ...others] = problemsOf({ inputs: { "ready-within": "90s" } });
    expect(problem?.message).toContain(
      "ready-within waits for the deployed service, and nothing says where it answers",
    );
    expect(problem?.help).toContain("ready.url");
    expect(others).toEqual([]);
  });
});

it.each([
  ["ready: { within: 10ms }", "from 50ms to 6h"],
  ["ready: { every: 7h, url: https://app.example/ }", "from 50ms to 6h"],
  ["ready: { url: ftp://app.example/ }", "must be a URL that begins with https://"],
  ["ready: { url: https://app.example/, expect: { headers: { x: { release: config-version } } } }", "config-version"],
  ["ready: { untill: 3m }", "untill"],
  ["ready: {}", "nothing says where it answers"],
])("%s is refused", (gateFile, why) => {
  expect(
    problemsOf({ gateFile })
      .map(({ message }) => message)
      .join("; "),
  ).toContain(why);
});
