/** How the deployed service is asked, from the gate file's `probes.app`. */
import { describe, expect, it } from "@jest/globals";
import { familiesOf } from "../../src/evidence/probes.ts";
import type { Mode } from "../../src/evidence/vocabulary.ts";
import { AppSchema } from "../../src/settings/gate-file/probes-schema.ts";
import { runRule } from "../../src/settings/origin.ts";
import { budgetRule, needsApi } from "../../src/settings/policy/probes.ts";
import { appOf } from "../../src/settings/release/app.ts";
import { missingFacts } from "../../src/settings/release/app-expectations.ts";
import { allowedHosts } from "../../src/settings/release/destination.ts";
import { allowedVariables } from "../../src/settings/release/sent-values.ts";
import type { Release } from "../../src/settings/settings.ts";
import type { Problem } from "../../src/text/problem.ts";
import { settings } from "../run/running.ts";
import { codesOf, documentOf, KEY, settingsOf, sourceOf, type World } from "./source.ts";

const URL = "https://app.example/api/chat";
const APP = [{ id: "app", selected: "explicit" }] as const;

interface Described extends World {
  readonly app?: object;
  readonly release?: Partial<Release>;
  readonly mode?: Mode;
  readonly broken?: boolean;
}

/** What becomes of a `probes.app` section, and what was said about it. */
function read({ app: section, release = {}, mode = "gate", broken = false, ...world }: Described) {
  const problems: Problem[] = [];
  const kept: string[] = [];
  const document = documentOf(JSON.stringify(section === undefined ? {} : { probes: { app: section } }), world);
  const source = sourceOf(world);
  const app = runRule(
    appOf(document, {
      ...source,
      release: settings("https://llm.example/v1", { release }).release,
      mode,
      broken,
      hosts: runRule(allowedHosts(document)),
      variables: {
        env: source.env,
        allowed: runRule(allowedVariables(document)),
        keep: (secret) => kept.push(secret),
      },
    }),
    (remark) => typeof remark !== "string" && problems.push(remark),
  );
  return { app, problems, codes: problems.map(({ code }) => code), kept };
}

describe("the request to the application", () => {
  it("is a GET without a body and a POST with one, unless the gate file says otherwise", () => {
    expect(read({ app: { url: URL } }).app).toMatchObject({ method: "GET" });
    expect(read({ app: { url: URL, body: { a: 1 } } }).app).toMatchObject({ method: "POST", body: { a: 1 } });
    expect(read({ app: { url: URL, body: [], method: "PATCH" } }).app).toMatchObject({ method: "PATCH" });
    expect(read({ app: { url: URL, body: {}, method: "GET" } }).codes).toEqual(["body-with-get"]);
  });

  it("goes to the origin, with path and query apart", () => {
    const { app } = read({ app: { url: "https://app.example:8443/api/chat?tenant=smoke&x=%20" } });
    expect(app).toMatchObject({ origin: "https://app.example:8443", path: "/api/chat?tenant=smoke&x=%20" });
  });

  it("is absent where app is not selected, even when it is described", () => {
    const masked: string[] = [];
    const gateFile = "probes: { app: { url: not a URL } }";
    expect(settingsOf({ gateFile, inputs: { probes: "chat" }, masked }).app).toBeUndefined();
    expect(masked).toEqual([KEY]);
  });

  it.each([
    ["there is no section", undefined],
    ["the section has no url", { expect: { status: 200 } }],
  ])("is missing when %s", (_, app) => {
    expect(read(app === undefined ? {} : { app })).toMatchObject({
      problems: [{ code: "missing-app", message: expect.stringMatching(/^input probes selects app/) }],
    });
  });

  it("is not missed in a gate file that could not be read", () => {
    expect(read({ broken: true }).codes).toEqual([]);
  });
});

describe("the URL of the application", () => {
  it.each([
    ["app.example/api", "invalid-app-url"],
    ["ftp://app.example/api", "invalid-app-url"],
    ["https://user:hunter2@app.example/", "invalid-app-url"],
    ["https://@app.example/", "invalid-app-url"],
    ["https://app.example/#part-hunter2", "invalid-app-url"],
    ["https://app.example\\hunter2", "invalid-app-url"],
    ["https://app.example/a b", "invalid-app-url"],
    ["https://<HOST>/api", "invalid-app-url"],
    ["https://app.example/?key=sk-hunter2hunter2", "secret-in-file"],
  ])("is refused when it is %s, and is not repeated", (url, code) => {
    const { codes, problems } = read({ app: { url } });
    expect(codes).toEqual([code]);
    expect(JSON.stringify(problems)).not.toContain("hunter2");
  });

  it.each([
    ["http://127.0.0.1:3000/api", true, []],
    ["http://localhost/api", true, []],
    ["http://app.internal/api", false, []],
    ["http://app.internal/api", true, ["invalid-app-url"]],
  ])("%s with a secret header: %s is judged %j", (url, secret, codes) => {
    const headers = secret ? { "x-token": { "from-env": "TOKEN" } } : { "x-team": "llm" };
    const inputs = { "allowed-env": "TOKEN", "allowed-hosts": "127.0.0.1:3000, localhost, app.internal" };
    expect(read({ app: { url, headers }, inputs, env: { TOKEN: "token-of-the-app-01" } }).codes).toEqual(codes);
  });
});

describe("the headers of the request", () => {
  const app = { url: URL, headers: { Authorization: { "from-env": "APP_TOKEN" }, "X-Tenant": " smoke " } };
  const inputs = { "allowed-env": "APP_TOKEN", "allowed-hosts": "app.example" };
  const env = { APP_TOKEN: "token-of-the-app-0123" };

  it("may carry the application's own credential, which is masked", () => {
    const found = read({ app, inputs, env });
    expect(found.app?.headers).toEqual([
      { name: "Authorization", value: "token-of-the-app-0123", secret: true, credential: true },
      { name: "X-Tenant", value: "smoke", secret: false, credential: false },
    ]);
    expect(found).toMatchObject({ codes: [], kept: ["token-of-the-app-0123"] });
  });

  it("are masked without their scheme too", () => {
    const withScheme = { APP_TOKEN: "Bearer token-of-the-app-0123" };
    expect(read({ app, inputs, env: withScheme }).kept).toEqual([
      "Bearer token-of-the-app-0123",
      "token-of-the-app-0123",
    ]);
    expect(read({ app, inputs, env: { APP_TOKEN: "Bearer smoke" } }).kept).toEqual(["Bearer smoke"]);
  });

  it("go only to a host that the workflow allows, when one came from the environment", () => {
    const found = read({ app, inputs: { "allowed-env": "APP_TOKEN" }, env });
    expect(found).toMatchObject({ problems: [{ code: "host-not-allowed", at: { line: 1 } }] });
    expect(found.app).toBeNull();
    expect(read({ app: { url: URL, headers: { "x-tenant": "smoke" } } }).codes).toEqual([]);
  });

  it("read no variable that the workflow does not allow, and none that is not set", () => {
    expect(read({ app, inputs: { "allowed-hosts": "app.example" }, env }).codes).toEqual(["env-not-allowed"]);
    expect(read({ app, inputs }).codes).toEqual(["missing-value"]);
  });

  it("are no fault of a pull request from a fork, which has no secrets", () => {
    expect(read({ app, inputs, untrusted: "no-secrets" }).codes).toContain("no-secrets");
    expect(read({ app: { url: URL, headers: { "x-tenant": "smoke" } }, untrusted: "no-secrets" }).codes).toEqual([]);
  });

  it("may be an Accept of its own, and the release's may not: it decides how a probe reads its answer", () => {
    expect(read({ app: { url: URL, headers: { ACCEPT: "text/event-stream" } } }).codes).toEqual([]);
    expect(codesOf({ gateFile: "release: { headers: { ACCEPT: text/plain } }" })).toEqual(["reserved-header"]);
  });

  it.each(["Host", "content-length", "Content-Type"])("cannot be %s", (name) => {
    expect(read({ app: { url: URL, headers: { [name]: "x" } } }).codes).toEqual(["reserved-header"]);
  });

  it.each([
    ["duplicate-header", { "x-a": "1", "X-A": "2" }],
    ["secret-in-file", { authorization: "Bearer sk-abcdefghijklmnop" }],
    ["invalid-header-value", { "x-a": "\u2026" }],
  ])("are refused: %s", (code, headers) => {
    expect(read({ app: { url: URL, headers } }).codes).toEqual([code]);
  });

  it("have company: a key in the body is refused too", () => {
    const { codes, problems } = read({ app: { url: URL, body: { auth: ["sk-abcdefghijklmnop"] } } });
    expect(codes).toEqual(["secret-in-file"]);
    expect(JSON.stringify(problems)).not.toContain("abcdefgh");
  });
});

describe("what is expected of the answer", () => {
  const release = { deploymentVersion: "2026.11.20-1", timeoutMs: 30_000 };

  it("is 200 to 299 and nothing more by default", () => {
    const { app } = read({ app: { url: URL } });
    expect(app?.expect).toEqual({ status: null, headers: {}, pointers: {}, fallbackPointer: null });
  });

  it("is one status or several", () => {
    expect(read({ app: { url: URL, expect: { status: 204 } } }).app?.expect.status).toEqual([204]);
    expect(read({ app: { url: URL, expect: { status: [200, 503] } } }).app?.expect.status).toEqual([200, 503]);
  });

  it("is a type, an exact value, a presence, or a value of the release", () => {
    const headers = { "X-Request-Id": { present: true }, "x-region": "eu" };
    const pointers = { "/a": "integer", "/b": { equals: [1, { c: null }] }, "/t": { release: "timeout" } };
    const { app, codes } = read({ app: { url: URL, expect: { headers, pointers } }, release });
    expect(codes).toEqual([]);
    expect(app?.expect.headers).toEqual({
      "x-request-id": { kind: "present" },
      "x-region": { kind: "equals", value: "eu" },
    });
    expect(app?.expect.pointers).toEqual({
      "/a": { kind: "type", type: "integer" },
      "/b": { kind: "equals", value: [1, { c: null }] },
      "/t": { kind: "release", fact: "timeout" },
    });
  });

  it("is the release's deployment version, where that very text is written", () => {
    const written = {
      headers: { "x-app-version": "2026.11.20-1", "x-other": "2026.11.20-2" },
      pointers: { "/version": { equals: "2026.11.20-1" } },
    };
    const { app } = read({ app: { url: URL, expect: written }, release });
    const version = { kind: "release", fact: "deployment-version" };
    expect(app?.expect.headers).toMatchObject({ "x-app-version": version, "x-other": { kind: "equals" } });
    expect(app?.expect.pointers).toEqual({ "/version": version });
  });

  it.each(["model", "timeout", "deployment-version", "config-version", "feature-flag"])(
    "cannot be the release's %s when the release does not declare it",
    (fact) => {
      const app = { url: URL, expect: { pointers: { "/x": { release: fact } } } };
      const bare = { release: { model: "" } };
      expect(read({ app, ...bare })).toMatchObject({
        problems: [{ code: "undeclared-release-value", at: { line: 1 }, message: expect.stringContaining(fact) }],
      });
      // After a rollback the record says what the release is.
      const restored = read({ app, ...bare, mode: "verify-rollback" });
      expect(restored.codes).toEqual([]);
      expect(restored.app && missingFacts(restored.app.expect, settings("https://a.example", bare).release)).toEqual([
        fact,
      ]);
    },
  );

  it.each([
    ["a pointer without a slash", { pointers: { reply: "string" } }],
    ["a pointer with a bare tilde", { pointers: { "/a~b": "string" } }],
    ["a type that JSON has not", { pointers: { "/a": "date" } }],
    ["nothing to equal", { pointers: { "/a": {} } }],
    ["two things at once", { pointers: { "/a": { equals: 1, release: "model" } } }],
    ["an unknown value of the release", { pointers: { "/a": { release: "key" } } }],
    ["absence", { headers: { "x-a": { present: false } } }],
    ["an impossible status", { status: 99 }],
    ["no status", { status: [] }],
    ["something unknown", { latency: "3s" }],
  ])("cannot be %s", (_, written) => {
    expect(AppSchema.safeParse({ url: URL, expect: written }).success).toBe(false);
  });
});

describe("a run of app alone", () => {
  it("asks no family and needs neither key nor model", () => {
    expect([needsApi(APP), familiesOf(APP.map(({ id }) => id))]).toEqual([false, []]);
  });

  it("is warned when not even a healthy service could be judged", () => {
    const { limits, ...rest } = settings("https://llm.example/v1", { probes: ["app"] });
    const warnings = (maxRequests: number) => [...budgetRule({ ...rest, families: [] }, { ...limits, maxRequests })];
    expect(warnings(4)).toEqual([expect.stringContaining("at least 5 requests")]);
    for (const few of [5, 19])
      expect(warnings(few)).toEqual([
        expect.stringContaining("no room for doubt: a probe with single failures takes up to 15"),
      ]);
    expect(warnings(20)).toEqual([]);
  });

  it("resolves without key and model, and to the sandbox's own service in the sandbox", () => {
    const gateFile = `probes: { app: { url: "${URL}", max-failures: 1 of 6 } }`;
    const inputs = { "api-key": "", model: "", probes: "app" };
    expect(settingsOf({ gateFile, inputs })).toMatchObject({
      credential: null,
      release: { model: "" },
      app: { origin: "https://app.example" },
      policy: { maxFailures: { app: { failures: 1, of: 6 } } },
    });
    const sandbox = {
      baseUrl: "http://127.0.0.1:1/v1",
      model: "m",
      key: "k".repeat(20),
      app: { url: "http://127.0.0.1:1/a" },
    };
    expect(settingsOf({ gateFile, inputs, sandbox }).app).toMatchObject({ origin: "http://127.0.0.1:1", path: "/a" });
  });
});
