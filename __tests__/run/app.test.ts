/** The deployed service's own route, asked over real sockets (release-and-rollback-checklist, steps 1, 2, 5 and 6). */
import type { IncomingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "@jest/globals";
import { decide } from "../../src/decision/decide.ts";
import type { AppExpectations, AppRoute, Expected } from "../../src/evidence/app.ts";
import type { KnownGoodContent } from "../../src/evidence/known-good.ts";
import { identify } from "../../src/evidence/run-identity.ts";
import { restore } from "../../src/modes/restore.ts";
import { quickCheck } from "../../src/report/quick-check.ts";
import { junit } from "../../src/report/records/junit.ts";
import { describeRun } from "../../src/run/describe.ts";
import { observe } from "../../src/run/observe.ts";
import type { Release, Settings } from "../../src/settings/settings.ts";
import { serving } from "../http/wire.ts";
import { CONFIGURATION, recordOf } from "../known-good/examples.ts";
import { decisionRecord } from "../report/reports.ts";
import { answer, endpoint } from "./endpoint.ts";
import { outcomes, probe, type Running, run, settings } from "./running.ts";

interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** From 1, in the order of arrival. */
  readonly n: number;
}

type Said =
  | "hang"
  | "cut"
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: unknown };

/** A deployed service with the test's own answers: objects as JSON, text as it is. */
async function service(reply: (request: Received) => Said) {
  const received: Received[] = [];
  const listening = await serving(async (incoming, response) => {
    const { method = "", url = "", headers } = incoming;
    const request = { method, url, headers, text: await text(incoming), n: received.length + 1 };
    received.push(request);
    const said = reply(request);
    if (said === "hang") return;
    if (said === "cut") {
      response.writeHead(200, { "content-type": "application/json" }).flushHeaders();
      response.write('{"reply"', () => response.socket?.destroySoon());
      return;
    }
    const json = typeof said.body !== "string";
    response.writeHead(said.status ?? 200, {
      "content-type": json ? "application/json" : "text/html",
      ...said.headers,
    });
    response.end(json ? JSON.stringify(said.body ?? HEALTHY) : said.body);
  });
  return Object.assign(listening, { received });
}

const HEALTHY = { reply: "OK", tenant: "smoke", request_id: "req-1", config: { model: "model-under-release" } };
const EXPECT: AppExpectations = { status: null, headers: {}, pointers: {}, fallbackPointer: null };
const REPLY = { "/reply": { kind: "type", type: "string" } } as const;

interface Asking extends Running {
  readonly app?: Partial<AppRoute>;
  readonly expect?: Partial<AppExpectations>;
}

/** Settings of a run that asks the application alone, without key and model. */
function asking(url: string, { app, expect: expected, ...running }: Asking = {}): Settings {
  const release: Partial<Release> = { model: "", ...running.release };
  return {
    ...settings("https://llm.example/v1", { probes: ["app"], ...running, release }),
    credential: null,
    secrets: running.secrets ?? [],
    families: [],
    app: [
      {
        name: null,
        origin: url,
        path: "/api/chat",
        method: "POST",
        headers: [],
        body: { message: "{{prompt}}" },
        expect: { ...EXPECT, ...expected },
        ...app,
      },
    ],
  };
}

/** The first outcome with what was kept of it. */
async function first(reply: (request: Received) => Said, options: Asking = {}) {
  await using target = await service(reply);
  const seen = await run(asking(target.url, options));
  const [attempt] = probe(seen, "app").attempts;
  if (attempt === undefined) throw new Error("nothing was asked");
  return { outcome: attempt.outcome, kept: JSON.stringify(seen), seen };
}

describe("the request to the application", () => {
  it("is the user's own, with the placeholders filled and a nonce of its own in every attempt", async () => {
    await using target = await service(() => ({}));
    const body = { a: ["{{nonce}}", 1, null], run: "run {{run-id}}", "{{nonce}}": "{{other}}" };
    const headers = [
      { name: "X-Smoke", value: "{{nonce}}", secret: false, credential: false },
      { name: "Authorization", value: "Bearer {{nonce}}", secret: true, credential: true },
    ];
    const identity = identify(new Date());
    const candidate = asking(target.url, { app: { method: "PUT", path: "/api/x?tenant=1", body, headers } });
    await observe([{ subject: "candidate", settings: candidate }], identity, new AbortController().signal, () => {});
    expect(target.received).toHaveLength(5);
    for (const { method, url, headers, text } of target.received) {
      const nonce = headers["x-smoke"];
      expect([method, url]).toEqual(["PUT", "/api/x?tenant=1"]);
      expect(nonce).toMatch(/^[0-9a-f]{16}$/);
      expect(JSON.parse(text)).toEqual({ a: [nonce, 1, null], run: `run ${identity.id}`, "{{nonce}}": "{{other}}" });
      // A secret is nobody's template.
      expect(headers.authorization).toBe("Bearer {{nonce}}");
    }
    expect(new Set(target.received.map(({ headers }) => headers["x-smoke"])).size).toBe(5);
  });

  it.each(["application/vnd.shop+json", "text/event-stream; q=1", "*/*"])(
    "carries a declared Accept, once: %s",
    async (value) => {
      await using target = await service(() => ({ headers: { "content-type": value.replace(/;.*/, "") } }));
      for (const secret of [false, true]) {
        const headers = [{ name: "ACCEPT", value, secret, credential: secret }];
        const seen = await run(asking(target.url, { app: { headers } }));
        expect(outcomes(seen, "app")).toEqual(Array(5).fill("pass"));
      }
      expect(new Set(target.received.map(({ headers }) => headers.accept))).toEqual(new Set([value]));
    },
  );

  it("carries the harmless prompt with its marker, and nothing of the provider's", async () => {
    await using target = await service(() => ({}));
    const headers = [{ name: "x-provider", value: "p", secret: false, credential: false }];
    await run({
      ...asking(target.url, { release: { headers } }),
      credential: { value: "k".repeat(20), source: "" },
    });
    const [request] = target.received;
    expect(JSON.parse(request?.text ?? "").message).toMatch(/release-gate-prompt.*release-gate-reply-[0-9a-f]{16}$/);
    expect(Object.keys(request?.headers ?? {}).sort()).toEqual([
      "accept",
      "accept-encoding",
      "connection",
      "content-length",
      "content-type",
      "host",
      "traceparent",
      "user-agent",
    ]);
  });

  it("belongs to the trace of the run, each with a span of its own", async () => {
    await using target = await service(() => ({}));
    const candidate = asking(target.url);
    const identity = identify(new Date());
    const observations = await observe(
      [{ subject: "candidate", settings: candidate }],
      identity,
      new AbortController().signal,
      () => {},
    );
    const evidence = describeRun(
      { kind: "valid", settings: candidate },
      { observations },
      { node: "", platform: "" },
      { ...identity, endedAt: new Date() },
    );
    const parents = target.received.map(({ headers }) =>
      /^00-([0-9a-f]{32})-([0-9a-f]{16})-01$/.exec(String(headers.traceparent)),
    );
    expect(new Set(parents.map((parent) => parent?.[1]))).toEqual(new Set([evidence.run.traceId]));
    expect(new Set(parents.map((parent) => parent?.[2])).size).toBe(5);
  });

  it("keeps a traceparent that the gate file sets, and sends no body where there is none", async () => {
    await using target = await service(() => ({}));
    const { body: _, ...bare } = asking(target.url).app?.[0] ?? ({} as never);
    for (const secret of [false, true]) {
      const headers = [{ name: "Traceparent", value: "00-of-my-own", secret, credential: secret }];
      await run({ ...asking(target.url), app: [{ ...bare, method: "GET", headers }] });
    }
    expect(target.received).toHaveLength(10);
    for (const { method, text, headers } of target.received) {
      expect([method, text, headers.traceparent]).toEqual(["GET", "", "00-of-my-own"]);
      expect(headers).not.toHaveProperty("content-type");
    }
  });
});

describe("an answer of the application", () => {
  it("may be an error in a provider's form where the gate file names it, as of a service that speaks so; never another's", async () => {
    const named = {
      status: [401],
      pointers: { "/error/code": { kind: "equals", value: "invalid_api_key" } },
    } as const;
    const answered = async (message: string, code = "invalid_api_key") =>
      outcomes(
        (
          await first(() => ({ status: 401, body: { error: { message, type: "t", param: null, code } } }), {
            expect: named,
          })
        ).seen,
        "app",
      ).at(-1);
    expect(await answered("You didn't provide an API key.")).toBe("pass");
    expect([await answered("no", "other"), await answered("Incorrect API key provided: sk-ab***yz.")]).toEqual([
      expect.stringContaining("app-behaviour"),
      expect.stringContaining("app-behaviour"),
    ]);
  });

  it("passes when it is as expected, five times", async () => {
    const release = { model: "model-under-release", deploymentVersion: "42" };
    const expected = {
      headers: { "x-app-version": { kind: "release", fact: "deployment-version" }, server: { kind: "present" } },
      pointers: {
        ...REPLY,
        "/tenant": { kind: "equals", value: "smoke" },
        "/config/model": { kind: "release", fact: "model" },
      },
      fallbackPointer: "/meta/fallback",
    } as const;
    const { seen, outcome } = await first(() => ({ headers: { "x-app-version": "42", server: "s" } }), {
      release,
      expect: expected,
    });
    expect(outcomes(seen, "app")).toEqual(Array(5).fill("pass"));
    expect(outcome).toEqual({
      kind: "pass",
      observed: { status: 200, versionUnderTest: true, json: true, shape: true },
    });
  });

  it.each<[string, Said, Partial<AppExpectations>, string, object]>([
    ["401", { status: 401 }, {}, "blocked", { status: 401, detail: "status-not-expected" }],
    ["403 of the service", { status: 403 }, {}, "blocked", { detail: "status-not-expected" }],
    ["403 of something in front of it", { status: 403, body: "<html>" }, {}, "blocked", { status: 403 }],
    ["402", { status: 402 }, {}, "app-behaviour", { detail: "status-not-expected" }],
    ["404", { status: 404, body: "<html>" }, {}, "app-behaviour", { detail: "status-not-expected" }],
    ["a redirect", { status: 302, headers: { location: "/api/v2/chat" } }, {}, "app-behaviour", { status: 302 }],
    ["a redirect without a place", { status: 302 }, {}, "app-behaviour", { status: 302 }],
    ["a redirect to sign in", { status: 302, headers: { location: "/login?next=/" } }, {}, "blocked", { status: 302 }],
    ["a redirect to another host", { status: 307, headers: { location: "https://id.example/" } }, {}, "blocked", {}],
    ["a success that is not the expected one", { status: 201 }, { status: [200] }, "app-behaviour", { status: 201 }],
    ["429", { status: 429 }, {}, "capacity", { status: 429 }],
    ["500", { status: 500 }, {}, "provider-5xx", { status: 500, detail: "status-not-expected" }],
    ["504", { status: 504, body: "<html>" }, {}, "provider-5xx", { status: 504 }],
    ["a body that breaks off", "cut", { pointers: REPLY }, "connection-lost", { status: 200 }],
    [
      "a page where JSON is read",
      { body: "<html>" },
      { pointers: REPLY },
      "app-behaviour",
      { detail: "page-not-expected" },
    ],
    [
      "a text where JSON is read",
      { body: "hello", headers: { "content-type": "text/plain" } },
      { pointers: REPLY },
      "app-behaviour",
      { detail: "not-json", shape: false },
    ],
    [
      "no JSON to look for a fallback in",
      { body: "hi", headers: { "content-type": "text/plain" } },
      { fallbackPointer: "/f" },
      "app-behaviour",
      { detail: "not-json" },
    ],
    [
      "a value of another type",
      { body: { reply: 1 } },
      { pointers: REPLY },
      "app-behaviour",
      { detail: "pointer-not-expected", missing: ["/reply"] },
    ],
    [
      "an error in a provider's form that nobody named",
      { status: 401, body: { error: { message: "no key", type: "t", param: null, code: "invalid_api_key" } } },
      { status: [401], pointers: { "/error": { kind: "type", type: "object" } } },
      "app-behaviour",
      { detail: "provider-error-exposed" },
    ],
    [
      "an apology in place of an answer",
      { body: { reply: "Sorry, something went wrong. Please try again." } },
      { pointers: REPLY },
      "empty-output",
      { detail: "apology" },
    ],
    [
      "a missing header",
      {},
      { headers: { "x-v": { kind: "present" } } },
      "app-behaviour",
      { detail: "header-not-expected", missing: ["x-v"] },
    ],
    [
      "another header before another body",
      { body: {}, headers: { "x-v": "2" } },
      { headers: { "x-v": { kind: "equals", value: "1" } }, pointers: REPLY },
      "app-behaviour",
      { detail: "header-not-expected" },
    ],
    [
      "the fallback, by its mark",
      { body: { meta: { f: true } } },
      { fallbackPointer: "/meta/f" },
      "fallback-used",
      { status: 200 },
    ],
  ])("is judged: %s", async (_, said, expected, category, observed) => {
    const { outcome } = await first(() => said, { expect: expected, policy: { samples: 2 } });
    expect(outcome).toMatchObject({ kind: "fail", category, observed });
  });

  it.each<[string, Said, Partial<AppExpectations>]>([
    ["an expected error", { status: 503, body: { error: "busy" } }, { status: [200, 503] }],
    ["a text, where nothing in it was asked for", { body: "OK", headers: { "content-type": "text/plain" } }, {}],
    ["a fallback mark that says no", { body: { f: "false" } }, { fallbackPointer: "/f" }],
    ["no fallback mark", { body: {} }, { fallbackPointer: "/f" }],
  ])("passes: %s", async (_, said, expected) => {
    const { outcome } = await first(() => said, { expect: expected });
    expect(outcome.kind).toBe("pass");
  });

  it("is the fallback's, by the header of the release", async () => {
    const { outcome } = await first(() => ({ headers: { "x-fallback-used": "true" } }), {
      release: { fallbackHeader: "X-Fallback-Used" },
    });
    expect(outcome).toMatchObject({ kind: "fail", category: "fallback-used" });
  });

  it("does not come: the transport names the category", async () => {
    await using target = await service(() => "hang");
    const seen = await run(asking(target.url, { limits: { timeoutMs: 100 }, policy: { samples: 2 } }));
    expect(new Set(outcomes(seen, "app"))).toEqual(new Set(["fail timeout-first-byte"]));
    const gone = await service(() => ({}));
    await gone[Symbol.asyncDispose]();
    expect(outcomes(await run(asking(gone.url)), "app")[0]).toBe("fail tcp");
  });

  it.each([200, 400, 429, 500, 503])("leaks a provider's error, whatever its status: %i", async (status) => {
    const body = { error: { message: "no", type: "comet_api_error", code: "" } };
    const { outcome } = await first(() => ({ status, body, headers: { "retry-after": "0" } }), {
      expect: { status: [status] },
    });
    expect(outcome).toMatchObject({
      kind: "fail",
      category: "app-behaviour",
      observed: { status, detail: "provider-error-exposed" },
    });
  });

  it.each([404, 429, 500])(
    "leaks a provider's error, and nobody expected %i either: the leak counts",
    async (status) => {
      const { outcome } = await first(() => ({ status, body: "no available channel for model m" }));
      expect(outcome).toMatchObject({ category: "app-behaviour", observed: { detail: "provider-error-exposed" } });
    },
  );

  it("may say the host that it is on, also where the provider is on the same", async () => {
    await using target = await service(({ headers }) => ({ body: { reply: `see ${headers.host} for help` } }));
    const release = { baseUrl: `${target.url}/v1` };
    expect(outcomes(await run(asking(target.url, { release })), "app")).toEqual(Array(5).fill("pass"));
  });

  it("is what the first user sees: Retry-After is not waited for", async () => {
    const { outcome, seen } = await first(({ n }) => (n === 1 ? { status: 503, headers: { "retry-after": "0" } } : {}));
    expect(outcome).toMatchObject({ kind: "fail", category: "provider-5xx" });
    expect(probe(seen, "app").attempts[0]).toMatchObject({ waitsMs: [], requests: [{ status: 503 }] });
  });

  it("repeats the application's own credential: an exposure", async () => {
    const headers = [{ name: "Authorization", value: "Bearer app-token-0123456789", secret: true, credential: true }];
    const { outcome, kept } = await first(({ headers }) => ({ body: { you: headers.authorization } }), {
      app: { headers },
      secrets: ["Bearer app-token-0123456789"],
    });
    expect(outcome).toMatchObject({ kind: "fail", category: "sensitive-exposure" });
    expect(kept).not.toContain("app-token");
  });
});

describe("what is kept of an answer", () => {
  it("is nothing of body, header values and query", async () => {
    const { kept } = await first(() => ({ body: { secret: "patient 4711" }, headers: { "x-v": "hunter2" } }), {
      app: { path: "/api?token=hunter2" },
      expect: { headers: { "x-v": { kind: "equals", value: "other" } }, pointers: REPLY },
    });
    expect(kept).not.toMatch(/4711|hunter2|patient|other/);
  });

  it("is a bounded list of plain names", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, n) => [`/p${n}`, { kind: "type", type: "string" } as const]),
    );
    const pointers = { "/::error::x": { kind: "type", type: "string" } as const, ...many };
    const { outcome } = await first(() => ({}), { expect: { pointers } });
    const missing = outcome.kind === "error" ? [] : outcome.observed.missing;
    expect(missing).toHaveLength(20);
    expect(missing?.slice(0, 2)).toEqual(["(unprintable)", "/p0"]);
  });

  it.each([
    ["x-request-id", "req-42"],
    ["traceresponse", "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01"],
    ["x-trace-id", "t-1"],
    ["x-correlation-id", "c-1"],
    ["x-amzn-trace-id", "Root=1-67891233-abcdef012345678912345678"],
  ])("is the id in %s", async (name, value) => {
    const { outcome } = await first(() => ({ headers: { [name]: value }, body: {} }));
    expect(outcome).toEqual({ kind: "pass", observed: { status: 200, requestId: value, json: true } });
  });

  it.each([
    ["none at all", {}, ["trace-id-missing"]],
    ["an empty one", { request_id: "" }, ["trace-id-missing"]],
    ["one that is too deep", { a: { b: { c: { traceId: "t" } } } }, ["trace-id-missing"]],
    ["one in the body", { meta: { traceId: "t-1" } }, undefined],
    ["a number in the body", { "request-id": 7 }, undefined],
  ])("is a note where no request can be named: %s", async (_, body, notes) => {
    const { outcome } = await first(() => ({ body }));
    expect(outcome.kind).toBe("pass");
    expect(outcome.kind === "error" ? null : outcome.observed.notes).toEqual(notes);
    expect(JSON.stringify(outcome)).not.toContain("t-1");
  });
});

describe("after a rollback", () => {
  const version = { kind: "release", fact: "deployment-version" } as const;
  const model = { kind: "release", fact: "model" } as const;
  const configuration = { ...CONFIGURATION, baseUrl: "https://llm.example/v1", headerNames: [], model: "m-before" };
  const knownGood = {
    source: null,
    creator: "",
    rehearse: "never" as const,
    credential: null,
    allowedHosts: ["llm.example"],
  };

  /** Settings of `verify-rollback`, whose gate file still describes the release that was rolled back. */
  const rolledBack = (url: string, mode: Settings["mode"] = "verify-rollback"): Settings => ({
    ...asking(url, {
      release: { deploymentVersion: "2026.11.27-1", model: "m-after" },
      expect: { headers: { "x-app-version": version }, pointers: { "/config/model": model } },
    }),
    mode,
    knownGood,
  });

  it("the application has to show the restored release, not the one that was rolled back", async () => {
    const seen = async (xVersion: string, shown: string) => {
      await using target = await service(() => ({
        headers: { "x-app-version": xVersion },
        body: { config: { model: shown } },
      }));
      const restored = restore(rolledBack(target.url), recordOf(1, { configuration }));
      if (restored.kind !== "settings") throw new Error(restored.reason);
      return outcomes(await run(restored.settings), "app")[0];
    };
    expect(await seen("2026.11.20-1", "m-before")).toBe("pass");
    expect(await seen("2026.11.27-1", "m-before")).toBe("error other-version");
    expect(await seen("2026.11.20-1", "m-after")).toBe("fail app-behaviour");
  });

  it.each<[string, Expected, Partial<KnownGoodContent>, string, string]>([
    ["a version as the gate file writes it", { kind: "equals", value: "v2" }, {}, "2026.11.20-1", "v2"],
    [
      "a commit, as short as the gate file writes it",
      { kind: "equals", value: "bbbbbbb" },
      { commit: "aaaaaaa1234567", configuration: { ...configuration, deploymentVersion: null } },
      "aaaaaaa",
      "bbbbbbb",
    ],
  ])(
    "%s is that of the release that was rolled back: the record's has to answer",
    async (_name, expected, more, its, bad) => {
      const name = expected.kind === "equals" && expected.value === "v2" ? "x-version" : "x-git-sha";
      const seen = async (answered: string) => {
        await using target = await service(() => ({ headers: { [name]: answered } }));
        const settings = {
          ...rolledBack(target.url),
          app: asking(target.url, { expect: { headers: { [name]: expected } } }).app,
        };
        const restored = restore(settings as Settings, recordOf(1, { configuration, ...more }));
        if (restored.kind !== "settings") throw new Error(restored.reason);
        return outcomes(await run(restored.settings), "app")[0];
      };
      expect(await seen(its)).toBe("pass");
      expect(await seen(bad)).toBe("error other-version");
    },
  );

  it("a literal that names the version of an interface stays what it is", () => {
    const expected = { "x-api-version": { kind: "equals", value: "2024-10-01" } } as const;
    const settings = {
      ...rolledBack("https://app.example"),
      app: asking("https://app.example", { expect: { headers: expected } }).app,
    };
    const restored = restore(settings as Settings, recordOf(1, { configuration }));
    expect(restored.kind === "settings" ? restored.settings.app?.[0]?.expect.headers : restored.reason).toEqual(
      expected,
    );
  });

  it("nothing is asked when the record does not hold what the answer is compared with", () => {
    const record = recordOf(1, { configuration: { ...configuration, deploymentVersion: null } });
    expect(restore(rolledBack("https://app.example"), record)).toMatchObject({
      kind: "not-testable",
      reason: expect.stringContaining("deployment-version"),
    });
    // A rehearsal does not ask the application, so that nothing is missing.
    expect(restore(rolledBack("https://app.example", "gate"), record).kind).toBe("settings");
  });
});

describe("a run that asks the application", () => {
  it("asks it about the candidate alone, beside the other probes of both releases", async () => {
    await using target = await service(() => ({}));
    await using llm = await endpoint((request) => answer(request));
    const base = settings(llm.baseUrl, { probes: ["app", "chat", "auth-path"] });
    const app = asking(target.url).app;
    const candidate = app === undefined ? base : { ...base, app };
    const seen = await run(candidate, { knownGood: candidate });
    expect(seen.probes.map(({ subject, key }) => `${subject} ${key}`)).toEqual([
      "candidate chat",
      "known-good chat",
      "candidate auth-path:chat-completions",
      "known-good auth-path:chat-completions",
      "candidate app",
    ]);
    expect(target.received).toHaveLength(5);
  });

  it.each<[string, (request: Received) => Said, string, string, string]>([
    ["a healthy service", () => ({}), "proceed", "all-passed", "pass"],
    ["a service that forgot its reply", () => ({ body: {} }), "rollback", "app-behaviour", "fail"],
    ["a service that fails", () => ({ status: 500 }), "rollback", "error-rate", "fail"],
    ["a service that falls back", () => ({ headers: { "x-fallback-used": "1" } }), "rollback", "fallback-rate", "fail"],
    [
      "a service that fell back once",
      ({ n }) => (n === 1 ? { headers: { "x-fallback-used": "1" } } : {}),
      "hold",
      "fallback-used",
      "fail",
    ],
    ["a service that is busy", () => ({ status: 429 }), "hold", "capacity", "fail"],
    ["one blip", ({ n }) => (n === 3 ? { status: 502 } : {}), "proceed", "all-passed", "pass"],
  ])("decides and reports: %s", async (_, reply, decision, reasonCode, result) => {
    await using target = await service(reply);
    const candidate = asking(target.url, {
      expect: { pointers: REPLY },
      release: { fallbackHeader: "x-fallback-used" },
    });
    const identity = identify(new Date());
    const observations = await observe(
      [{ subject: "candidate", settings: candidate }],
      identity,
      new AbortController().signal,
      () => {},
    );
    const observed = describeRun(
      { kind: "valid", settings: candidate },
      { observations },
      { node: "v24", platform: "x" },
      { ...identity, endedAt: new Date() },
    );
    const verdict = decide(observed);
    expect(verdict).toMatchObject({ decision, reasonCode, probes: [{ key: "app", family: null, result }] });
    expect(verdict.notTested).not.toContain("the application's own route");
    const evidence = { ...observed, verdict, digest: `sha256:${"0".repeat(64)}` };
    expect(decisionRecord(evidence, candidate).smoke_test_result).toBe(result);
    expect(junit(evidence)).toContain('<testsuite name="app"');
    const [trigger] = verdict.triggers;
    const seen = trigger?.id === "app-behaviour" ? "a value in it is missing or other than declared" : "";
    expect(trigger && quickCheck(trigger, evidence)).toContain(seen);
  });
});
