/** How the deployed service is asked, from the gate file's `probes.app`. */
import { describe, expect, it } from "@jest/globals";
import { RELEASE_FACTS } from "../../src/evidence/app.ts";
import { familiesOf } from "../../src/evidence/probes.ts";
import type { Mode } from "../../src/evidence/vocabulary.ts";
import { AppSchema } from "../../src/settings/gate-file/app-schema.ts";
import { parseGateFile } from "../../src/settings/gate-file/gate-file.ts";
import { type Remark, runRule } from "../../src/settings/origin.ts";
import { budgetRule, needsApi } from "../../src/settings/policy/probes.ts";
import { missingFacts } from "../../src/settings/release/app-expectations.ts";
import { routesOf } from "../../src/settings/release/app-routes.ts";
import { appAddressOf } from "../../src/settings/release/app-url.ts";
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

/** What becomes of a `probes.app` section of one route, and what was said about it. */
function read(described: Described) {
  const { routes, ...said } = readAll(described);
  return { ...said, app: routes[0] ?? null };
}

/** The same of a list. */
function readAll({ app: section, release = {}, mode = "gate", broken = false, ...world }: Described) {
  const problems: Problem[] = [];
  const kept: string[] = [];
  const take = (remark: Remark) => {
    if (typeof remark !== "string") problems.push(remark);
  };
  const document = documentOf(JSON.stringify(section === undefined ? {} : { probes: { app: section } }), world);
  const source = sourceOf(world);
  const routes = runRule(
    routesOf(document, {
      ...source,
      release: settings("https://llm.example/v1", { release }).release,
      mode,
      broken,
      limits: { deadlineMs: 300_000 },
      hosts: runRule(allowedHosts(document)),
      address: runRule(appAddressOf(document), take),
      variables: {
        env: source.env,
        allowed: runRule(allowedVariables(document)),
        keep: (secret) => kept.push(secret),
      },
    }),
    take,
  );
  return { routes, problems, codes: problems.map(({ code }) => code), kept };
}

/** What the schema says of a file. */
function problemsOfFile(text: string) {
  return { problems: parseGateFile("gate.yml", text).problems.map(({ message }) => message) };
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
    ["https://user:hunter@app.example/", "invalid-app-url"],
    ["https://@app.example/", "invalid-app-url"],
    ["https://app.example/#part-hunter2", "invalid-app-url"],
    ["https://app.example\\hunter2", "invalid-app-url"],
    ["https://app.example/a b", "invalid-app-url"],
    ["https://<HOST>/api", "invalid-app-url"],
    ["https://app.example/?key=sk-hunterhunter", "secret-in-file"],
  ])("is refused when it is %s, and is not repeated", (url, code) => {
    const { codes, problems } = read({ app: { url } });
    expect(codes).toEqual([code]);
    expect(JSON.stringify(problems)).not.toContain("hunter");
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

  it.each(["Host", "content-length"])("cannot be %s", (name) => {
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
    const more = { "/c": { contains: "x" }, "/o": { "one-of": [1, "a"] }, "/n": { "not-empty": false } };
    expect(read({ app: { url: URL, expect: { pointers: more } } }).app?.expect.pointers).toEqual({
      "/c": { kind: "contains", value: "x" },
      "/o": { kind: "one-of", values: [1, "a"] },
      "/n": { kind: "not-empty", filled: false },
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

  it.each(RELEASE_FACTS.filter((fact) => fact !== "base-url"))(
    "cannot be the release's %s when the release does not declare it",
    (fact) => {
      const app = { url: URL, expect: { pointers: { "/x": { release: fact } } } };
      const bare = { release: { model: "" } };
      expect(read({ app, ...bare })).toMatchObject({
        problems: [
          {
            code: fact === "model" ? "missing-model" : "undeclared-release-value",
            at: { line: 1 },
            message: expect.stringContaining(fact),
          },
        ],
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

describe("several routes", () => {
  const chat = { name: "chat", url: "https://app.example/api/chat", "max-failures": "1 of 6" };
  const health = { name: "health", url: "https://app.example/healthz" };

  it("are each a route of its own, with its name, and one may stand in a list without", () => {
    expect(readAll({ app: [chat, health] })).toMatchObject({
      codes: [],
      routes: [
        { name: "chat", path: "/api/chat" },
        { name: "health", path: "/healthz" },
      ],
    });
    expect(readAll({ app: [{ url: URL }] })).toMatchObject({ codes: [], routes: [{ name: null }] });
    expect(read({ app: chat }).app).toMatchObject({ name: "chat" });
  });

  it("have limits of their own", () => {
    const gateFile = JSON.stringify({ probes: { app: [chat, health] } });
    const { policy } = settingsOf({ gateFile, inputs: { probes: "app" } });
    expect(policy.maxFailures).toEqual({ "app:chat": { failures: 1, of: 6 } });
    expect(codesOf({ gateFile: JSON.stringify({ probes: { app: [{ ...chat, "max-failures": "9 of 6" }] } }) })).toEqual(
      ["unreachable-threshold"],
    );
  });

  it.each([
    ["without a name", [chat, { url: health.url }], ["unnamed-route"]],
    ["of one name", [chat, { ...health, name: "chat" }], ["duplicate-route"]],
    ["of which one has no address", [chat, { name: "health" }], ["missing-app-url"]],
  ])("%s are refused", (_, app, codes) => {
    expect(readAll({ app }).codes).toEqual(codes);
  });

  it.each(["Chat", "a b", "-a", "", "a".repeat(41), "chat:1"])("cannot be named %j", (name) => {
    expect(AppSchema.safeParse([{ ...chat, name }]).success).toBe(false);
  });

  it("are told of a mistake at its place in the list", () => {
    const { problems } = readAll({ app: [chat, { ...health, headers: { Host: "x" } }] });
    expect(problems[0]?.message).toContain("probes.app.1.headers.Host");
  });
});

describe("the input app-url", () => {
  const at = (url: string, app?: object, more: object = {}) => {
    const { routes, codes } = readAll({ ...(app === undefined ? {} : { app }), inputs: { "app-url": url, ...more } });
    return codes.length > 0 ? codes : routes.map(({ origin, path }) => `${origin}${path}`);
  };

  it.each([
    ["alone is asked with GET", "https://pr-7.example", undefined, ["https://pr-7.example/"]],
    ["has a path, which is asked", "https://pr-7.example/up?x=1", undefined, ["https://pr-7.example/up?x=1"]],
    ["is where paths are", "https://pr-7.example", { url: "/api/chat?a=b" }, ["https://pr-7.example/api/chat?a=b"]],
    ["may have a prefix", "https://pr-7.example:8443/pr/7/", { url: "/api" }, ["https://pr-7.example:8443/pr/7/api"]],
    ["takes the place of an origin", "https://pr-7.example/", { url: URL }, ["https://pr-7.example/api/chat"]],
    ["with a path is the only route", "https://pr-7.example/v2/chat", { url: URL }, ["https://pr-7.example/v2/chat"]],
    [
      "with a path is before those of a list",
      "https://pr-7.example/pr/7",
      [{ name: "a", url: URL }, { name: "b", url: "/healthz" }, { name: "c" }],
      ["https://pr-7.example/pr/7/api/chat", "https://pr-7.example/pr/7/healthz", "https://pr-7.example/pr/7"],
    ],
  ])("%s", (_, url, app, addresses) => {
    expect(at(url, app)).toEqual(addresses);
  });

  it.each([
    ["null", ["invalid-app-url"]],
    ["undefined", ["invalid-app-url"]],
    ["pr-7.example", ["invalid-app-url"]],
    ["//pr-7.example", ["invalid-app-url"]],
    ["https://user:hunter2@pr-7.example", ["invalid-app-url"]],
    ["https://pr-7.example/?a=b", ["invalid-app-url"]],
  ])("is refused when it is %s, once", (url, codes) => {
    expect(at(url, { url: "/api/chat" })).toEqual(codes);
  });

  it("is named where it is empty and a route needs it, as the output of a job that was skipped is", () => {
    const { problems } = readAll({ app: { url: "/api/chat" }, inputs: { "app-url": "" } });
    expect(problems).toMatchObject([
      { code: "missing-app-url", help: expect.stringContaining("whether that job ran") },
    ]);
    expect(readAll({ app: { url: "//app.example/x" } }).codes).toEqual(["invalid-app-url"]);
    const several = [
      { name: "a", url: "https://a b" },
      { name: "b", url: "/b" },
      { name: "c", url: "/c" },
      { name: "d" },
    ];
    expect(readAll({ app: several }).codes).toEqual(["invalid-app-url", "missing-app-url"]);
  });

  it("may receive the headers of the routes, and the key of the provider goes nowhere else for it", () => {
    const app = { url: "/api", headers: { Authorization: { "from-env": "APP_TOKEN" } } };
    const inputs = { "app-url": "https://pr-7.example", "allowed-env": "APP_TOKEN", probes: "app" };
    const env = { APP_TOKEN: "token-of-the-app-0123" };
    expect(readAll({ app, inputs, env })).toMatchObject({ codes: [], routes: [{ origin: "https://pr-7.example" }] });
    const gateFile = JSON.stringify({ release: { "base-url": "https://pr-7.example/v1" }, probes: { app } });
    const asking = { ...inputs, probes: "app, models" };
    expect(codesOf({ gateFile, inputs: asking, env })).toEqual(["host-not-allowed"]);
    const http = { ...inputs, "app-url": "http://pr-7.example" };
    expect(readAll({ app, inputs: http, env }).codes).toEqual(["invalid-app-url"]);
  });
});

describe("the body of the request", () => {
  const form = { "content-type": "application/x-www-form-urlencoded" };

  it.each([
    ["a form", { url: URL, headers: form, body: { a: 1, b: "x" } }, []],
    ["a form as a text", { url: URL, headers: form, body: "a=1" }, []],
    ["a form with sections", { url: URL, headers: form, body: { a: { b: 1 } } }, ["invalid-form"]],
    ["a text", { url: URL, body: "hello" }, []],
  ])("may be %s or is refused: %j", (_, app, codes) => {
    expect(read({ app }).codes).toEqual(codes);
  });

  it("carries the code that the answer has to repeat", () => {
    const expected = { expect: { pointers: { "/reply": { echoes: "code" } } } };
    expect(read({ app: { url: URL, body: { q: "hello" }, ...expected } }).codes).toEqual(["code-not-sent"]);
    for (const text of ["{{gate-code}}", "{{prompt}}", "{{nonce}}"])
      expect(read({ app: { url: URL, body: { q: text }, ...expected } }).codes).toEqual([]);
    expect(read({ app: { url: `${URL}?c={{gate-code}}`, ...expected } }).codes).toEqual([]);
  });
});

describe("a stream", () => {
  const read1 = (stream: object) => read({ app: { url: URL, stream } }).app?.stream;

  it("ends by a mark, by an event or by a value, and has at least one event", () => {
    expect(read1({})).toEqual({ text: null, terminal: null, minEvents: 1 });
    expect(read1({ text: "/t", terminal: "[DONE]", "min-events": 3 })).toEqual({
      text: "/t",
      terminal: { kind: "data", data: "[DONE]" },
      minEvents: 3,
    });
    expect(read1({ terminal: { event: "end" } })?.terminal).toEqual({ kind: "event", name: "end" });
    expect(read1({ terminal: { pointer: "/done", equals: true } })?.terminal).toEqual({
      kind: "value",
      pointer: "/done",
      value: true,
    });
  });

  it("is told that a mark in brackets stands in quotes", () => {
    const { problems } = problemsOfFile("probes: { app: { url: /x, stream: { terminal: [DONE] } } }");
    expect(problems).toEqual([
      expect.stringMatching(/probes\.app\.stream\.terminal must be a text in quotes such as "\[DONE\]"/),
    ]);
  });

  it("is waited for without what it holds: a broken one is for the probe to find", () => {
    const gateFile = JSON.stringify({
      ready: {},
      probes: { app: { url: URL, stream: { text: "/t", terminal: "[DONE]" } } },
    });
    expect(settingsOf({ gateFile }).ready?.service.stream).toEqual({ text: null, terminal: null, minEvents: 0 });
  });
});

describe("a job", () => {
  const expect1 = { pointers: { "/status": { equals: "done" } } };
  const job = (until: object, more: object = {}, world: object = {}) =>
    read({ app: { url: URL, body: {}, until, expect: expect1, ...more }, ...world });

  it("is asked for a minute, every two seconds, at the route itself unless the answer names another place", () => {
    expect(job({}).app?.until).toEqual({ withinMs: 60_000, everyMs: 2_000, at: null, path: null });
    expect(job({ within: "2m", every: "5s", at: "Location" }).app?.until).toEqual({
      withinMs: 120_000,
      everyMs: 5_000,
      at: { kind: "header", name: "location" },
      path: null,
    });
    expect(job({ at: "/links/self" }).app?.until?.at).toEqual({ kind: "pointer", pointer: "/links/self" });
  });

  it("is asked at a path with its id, below the service's address", () => {
    const until = { at: "/id", url: "/jobs/{{at}}?full=1" };
    expect(job(until).app?.until?.path).toBe("/jobs/{{at}}?full=1");
    const below = job(until, { url: "/api/jobs" }, { inputs: { "app-url": "https://pr-7.example/pr/7" } });
    expect([below.codes, below.app?.until?.path]).toEqual([[], "/pr/7/jobs/{{at}}?full=1"]);
    expect(job({ url: "/jobs/{{gate-code}}" }).app?.until?.path).toBe("/jobs/%7B%7Bgate-code%7D%7D");
  });

  it.each<[string, object, object, string[]]>([
    ["without an end", {}, { expect: { fallback: { pointer: "/f" } } }, ["job-without-end"]],
    ["beside a stream", {}, { stream: {} }, ["job-with-stream"]],
    ["with an id that goes nowhere", { at: "/id", url: "/jobs" }, {}, ["invalid-job-url"]],
    ["with a place for an id and none", { url: "/jobs/{{at}}" }, {}, ["invalid-job-url"]],
    ["on another host", { at: "/id", url: "https://other.example/{{at}}" }, {}, ["invalid-job-url"]],
    ["longer than the run", { within: "5m" }, {}, ["limit-never-reached"]],
    ["in no time", { every: "1ms" }, {}, ["out-of-range"]],
  ])("%s is refused", (_, until, more, codes) => {
    expect(job(until, more).codes).toEqual(codes);
  });

  it("is counted with the question after it, and a long one is warned of", () => {
    const { limits, ...rest } = settings("https://llm.example/v1", { probes: ["app"] });
    const fewest = (until: object) => {
      const { routes } = readAll({ app: { url: URL, body: {}, until, expect: expect1 } });
      return [...budgetRule({ ...rest, families: [], routes }, { ...limits, maxRequests: 1 })].join();
    };
    expect(fewest({ at: "location" })).toContain("at least 10 requests");
    expect(fewest({})).toContain("at least 5 requests");
    const app = { url: URL, body: {}, until: { within: "3m" }, expect: expect1 };
    const { warnings } = settingsOf({ gateFile: JSON.stringify({ probes: { app } }), inputs: { probes: "app" } });
    expect(warnings).toContainEqual(expect.stringMatching(/A job of probes.app may take 3m/));
  });
});

describe("a run of app alone", () => {
  it("asks no family and needs neither key nor model", () => {
    expect([needsApi(APP), familiesOf(APP.map(({ id }) => id))]).toEqual([false, []]);
  });

  it("is warned when not even a healthy service could be judged", () => {
    const { limits, ...rest } = settings("https://llm.example/v1", { probes: ["app"] });
    const { routes } = readAll({
      app: [
        { name: "chat", url: URL },
        { name: "health", url: "https://app.example/healthz" },
      ],
    });
    const warnings = (maxRequests: number) => [
      ...budgetRule({ ...rest, families: [], routes }, { ...limits, maxRequests }),
    ];
    expect(warnings(9)).toEqual([expect.stringContaining("at least 10 requests")]);
    for (const few of [10, 24])
      expect(warnings(few)).toEqual([
        expect.stringContaining("no room for doubt: a probe with single failures takes up to 15"),
      ]);
    expect(warnings(25)).toEqual([]);
  });

  it("resolves without key and model, and to the sandbox's own service in the sandbox", () => {
    const gateFile = `probes: { app: { url: "${URL}", max-failures: 1 of 6 } }`;
    const inputs = { "api-key": "", model: "", probes: "app" };
    expect(settingsOf({ gateFile, inputs })).toMatchObject({
      credential: null,
      release: { model: "" },
      app: [{ origin: "https://app.example" }],
      policy: { maxFailures: { app: { failures: 1, of: 6 } } },
    });
    const sandbox = {
      baseUrl: "http://127.0.0.1:1/v1",
      model: "m",
      key: "k".repeat(20),
      app: { url: "http://127.0.0.1:1/a" },
    };
    expect(settingsOf({ gateFile, inputs, sandbox }).app).toMatchObject([{ origin: "http://127.0.0.1:1", path: "/a" }]);
  });
});
