/** Jobs of a deployed service: begun by one request and asked until they are done, over real sockets. */
import type { ServerResponse } from "node:http";
import { describe, expect, it } from "@jest/globals";
import type { AppRoute, JobSettings } from "../../src/evidence/app.ts";
import {
  askingRoutes,
  header,
  outcomeOf,
  type Received,
  type RouteParts,
  routeAt,
  send,
  serviceOf,
} from "./app-service.ts";
import { run } from "./running.ts";

const JOB: JobSettings = { withinMs: 2_000, everyMs: 10, at: null, path: null };
const LOCATION = { kind: "header", name: "location" } as const;
const DONE = { pointers: { "/status": { kind: "equals", value: "done" } } } as const;

/** A service whose jobs are queued, then running, then as `ends` says. */
function jobs(ends: unknown = { status: "done", result: "OK" }, { accepted = {}, body = {} }: Accepted = {}) {
  const asked = new Map<string, number>();
  return (request: Received, response: ServerResponse) => {
    const { method, url } = request;
    if (method === "POST") {
      const id = `job-${asked.size + 1}`;
      asked.set(id, 0);
      return send(
        response,
        { id, status: "queued", status_url: `/api/jobs/${id}`, ...body },
        {
          status: 202,
          headers: { location: `/api/jobs/${id}`, ...accepted },
        },
      );
    }
    const id = /^\/api\/jobs\/([\w-]+)/.exec(url)?.[1] ?? "";
    const times = (asked.get(id) ?? 0) + 1;
    if (!asked.has(id)) return send(response, { detail: "Not Found" }, { status: 404 });
    asked.set(id, times);
    return send(response, times < 3 ? { id, status: times === 1 ? "queued" : "running" } : ends);
  };
}

interface Accepted {
  readonly accepted?: Record<string, string>;
  readonly body?: object;
}

/** What a job of this service comes to, and what it was asked. */
async function becomes(
  reply: (request: Received, response: ServerResponse) => void | Promise<void>,
  until: Partial<JobSettings> = { at: LOCATION },
  parts: RouteParts = {},
  limits: { timeoutMs?: number; maxRequests?: number } = {},
) {
  await using target = await serviceOf(reply);
  const route: AppRoute = {
    ...routeAt(target.url, { path: "/api/jobs", body: { q: "x" }, expect: DONE, ...parts }),
    until: { ...JOB, ...until },
  };
  const found = await outcomeOf(route, { limits });
  const [attempt] = found.seen.probes[0]?.attempts ?? [];
  return {
    ...found,
    attempt,
    asked: target.received.map(({ method, url }) => `${method} ${url}`),
    received: target.received,
  };
}

describe("a job", () => {
  it("is asked at its Location until it is done: one attempt, whose questions and pauses are all recorded", async () => {
    const { words, attempt, asked } = await becomes(jobs());
    expect(words).toBe("pass");
    expect(asked.slice(0, 4)).toEqual(["POST /api/jobs", ...Array(3).fill("GET /api/jobs/job-1")]);
    expect(attempt?.requests.map(({ status }) => status)).toEqual([202, 200, 200, 200]);
    expect(attempt?.waitsMs).toEqual([10, 10, 10]);
  });

  it.each<[string, Partial<JobSettings>]>([
    ["an address in the body", { at: { kind: "pointer", pointer: "/status_url" } }],
    [
      "an id in the body, with the path that it belongs in",
      { at: { kind: "pointer", pointer: "/id" }, path: "/api/jobs/{{at}}?full=1" },
    ],
    ["another header", { at: { kind: "header", name: "operation-location" } }],
  ])("is found by %s", async (_, until) => {
    const { words, asked } = await becomes(
      jobs(undefined, { accepted: { "operation-location": "/api/jobs/job-1" } }),
      until,
    );
    expect([words, asked[1]?.split("?")[0]]).toEqual(["pass", "GET /api/jobs/job-1"]);
  });

  it("is asked at the route itself, or at an address that holds the code, where nothing names it", async () => {
    let times = 0;
    const warming = (_: Received, response: ServerResponse) =>
      send(response, { status: ++times % 3 === 0 ? "done" : "warming" });
    const same = await becomes(warming, {}, { path: "/warm" });
    expect([same.words, same.asked.slice(0, 3)]).toEqual(["pass", ["POST /warm", "GET /warm", "GET /warm"]]);
    const byCode = await becomes(
      (request, response) => send(response, { status: request.method === "GET" ? "done" : "new" }),
      {
        path: "/jobs/%7B%7Bgate-code%7D%7D",
      },
    );
    expect(byCode.asked[1]).toMatch(/^GET \/jobs\/[0-9a-f]{16}$/);
  });

  it("is done at once where there is little to do", async () => {
    const sync = (_: Received, response: ServerResponse) => send(response, { status: "done" });
    expect(await becomes(sync)).toMatchObject({ words: "pass", asked: ["POST /api/jobs", "POST /api/jobs"] });
    expect(await becomes(sync, {})).toMatchObject({ words: "pass" });
  });

  it("is asked no sooner than its Retry-After, and what it sends on to is asked next", async () => {
    let first = true;
    const reply = ({ method, url }: Received, response: ServerResponse) => {
      if (method === "POST")
        return send(response, {}, { status: 202, headers: { location: "/q/1", "retry-after": first ? "1" : "0" } });
      first = false;
      if (url === "/q/1") return send(response, {}, { status: 303, headers: { location: "/results/1" } });
      return send(response, { status: "done" });
    };
    const { words, attempt, asked } = await becomes(reply);
    expect([words, attempt?.waitsMs, asked.slice(0, 3)]).toEqual([
      "pass",
      [1_000, 10],
      ["POST /api/jobs", "GET /q/1", "GET /results/1"],
    ]);
  });

  it("carries its headers in every question but the type of a body that is not there", async () => {
    const headers = [
      header("X-Tenant", "smoke"),
      header("content-type", "application/vnd.shop+json"),
      { name: "Authorization", value: "Bearer t", secret: true, credential: true },
    ];
    const { received } = await becomes(jobs(), { at: LOCATION }, { headers });
    expect(received[0]?.headers["content-type"]).toBe("application/vnd.shop+json");
    expect(received[1]?.headers).toMatchObject({ "x-tenant": "smoke", authorization: "Bearer t" });
    expect(received[1]?.headers).not.toHaveProperty("content-type");
  });

  it("may stumble on the way", async () => {
    let n = 0;
    const reply = ({ method }: Received, response: ServerResponse) => {
      if (method === "POST") return send(response, {}, { status: 202, headers: { location: "/q" } });
      n++;
      if (n % 4 === 1) return send(response, { detail: "Not Found" }, { status: 404 });
      if (n % 4 === 2) return send(response, "Bad Gateway", { status: 502 });
      if (n % 4 === 3) return response.socket?.destroy();
      return send(response, { status: "done" });
    };
    const { words, attempt } = await becomes((request, response) => void reply(request, response));
    expect(words).toBe("pass");
    expect(attempt?.requests.map(({ status }) => status)).toEqual([202, 404, 502, null, 200]);
  });
});

describe("a job that does not end well", () => {
  it.each(["failed", "ERROR", "Cancelled", "timed_out"])("is waited for no longer when it says %s", async (status) => {
    const { words, attempt } = await becomes(jobs({ status }));
    expect(words).toBe("app-behaviour job-failed");
    expect(attempt?.requests).toHaveLength(4);
  });

  it("has run out of time while it was under way", async () => {
    const reply = jobs({ status: "running" });
    const { words, outcome } = await becomes(reply, { at: LOCATION, withinMs: 100 });
    expect(words).toBe("timeout-total job-not-done");
    expect(outcome).toMatchObject({ observed: { status: 200, missing: ["/status"] } });
  });

  it.each<[string, unknown]>([
    ["a status word", { status: "completed", result: null }],
    ["one of Azure's operations", { properties: { provisioningState: "Succeeded" } }],
    ["done of a Google operation", { name: "operations/7", done: true, response: {} }],
    ["an enumeration of Vertex AI", { state: "JOB_STATE_SUCCEEDED" }],
    ["Celery's word", { task_id: "7", state: "SUCCESS", result: {} }],
    ["a background response that was cut", { object: "response", status: "incomplete" }],
    ["a word inside an envelope", { status: "success", data: { state: "finished" } }],
    ["a word beside the data that it made", { status: "completed", data: [] }],
    ["a word in a section of data", { code: 0, data: { task_status: "succeed" } }],
    ["an end with reservations", { job: { status: "completed_with_errors" } }],
  ])("is over and wrong by %s: no time limit is to blame", async (_, ends) => {
    const wanted: RouteParts = { expect: { pointers: { "/answer": { kind: "type", type: "string" } } } };
    const { words } = await becomes(jobs(ends), { at: LOCATION, withinMs: 300 }, wanted);
    expect(words).toBe("app-behaviour pointer-not-expected");
  });

  it("is over and wrong by the word that is declared, whoever else knows it", async () => {
    const pointers: RouteParts["expect"] = {
      pointers: { "/state": { kind: "equals", value: "answered" }, "/answer": { kind: "type", type: "string" } },
    };
    const ends = async (state: string) =>
      (await becomes(jobs({ state, answer: "" }), { at: LOCATION, withinMs: 100 }, { expect: pointers })).words;
    expect([await ends("answered"), await ends("asked")]).toEqual([
      "app-behaviour pointer-not-expected",
      "timeout-total job-not-done",
    ]);
  });

  it.each<[string, unknown]>([
    ["a word that nobody knows", { status: "thinking" }],
    ["done that is false", { done: false, metadata: { state: "ACTIVE" } }],
    ["an envelope that is about the request", { status: "success", data: { state: "running" } }],
    ["an envelope without a word of the job", { status: "success", data: null }],
    ["no word at all", { progress: 0.5 }],
    ["the state of what it made, and not its own", { status: "running", result: { status: "done" } }],
  ])("is not over by %s", async (_, ends) => {
    const wanted: RouteParts = { expect: { pointers: { "/answer": { kind: "type", type: "string" } } } };
    const { words } = await becomes(jobs(ends), { at: LOCATION, withinMs: 100 }, wanted);
    expect(words).toBe("timeout-total job-not-done");
  });

  it.each<[string, number, Record<string, string>]>([
    ["200 after 202", 202, {}],
    ["what a 303 leads to", 303, { location: "/results/1" }],
  ])("is over by %s without a word", async (_, status, headers) => {
    let asked = 0;
    const reply = ({ method, url }: Received, response: ServerResponse) => {
      if (method === "POST") return send(response, {}, { status: 202, headers: { location: "/q" } });
      const under = url === "/q" && asked++ % 9 === 0;
      return under ? send(response, {}, { status, headers }) : send(response, { text: "wrong" });
    };
    expect((await becomes(reply, { at: LOCATION, withinMs: 80 })).words).toBe("app-behaviour pointer-not-expected");
  });

  it.each<[string, number, unknown, string]>([
    ["202 to the end", 202, {}, "timeout-total job-not-done"],
    ["404 to the end", 404, { detail: "Not Found" }, "app-behaviour status-not-expected"],
    ["500 to the end", 500, { detail: "Internal Server Error" }, "provider-5xx status-not-expected"],
    ["401, at once", 401, { detail: "Not authenticated" }, "blocked status-not-expected"],
    [
      "a provider's error, at once",
      200,
      { status: "running", note: "Rate limit reached for gpt in organization org-1" },
      "app-behaviour provider-error-exposed",
    ],
  ])("answers %s", async (_, status, body, words) => {
    const reply = ({ method }: Received, response: ServerResponse) =>
      method === "POST"
        ? send(response, {}, { status: 202, headers: { location: "/q" } })
        : send(response, body, { status });
    const expected: RouteParts = { expect: { status: [200], ...DONE } };
    expect((await becomes(reply, { at: LOCATION, withinMs: 60 }, expected)).words).toBe(words);
  });

  it.each<[string, Record<string, string>, string]>([
    ["on another host", { location: "https://elsewhere.example/q/1" }, "app-behaviour job-address-unusable"],
    ["on another port", { location: "http://127.0.0.1:1/q/1" }, "app-behaviour job-address-unusable"],
    ["nowhere", { location: "" }, "app-behaviour header-not-expected"],
  ])("is named %s, and nothing is asked there", async (_, accepted, words) => {
    const found = await becomes(jobs(undefined, { accepted }));
    expect(found.words).toBe(words);
    expect(found.asked.every((each) => each === "POST /api/jobs")).toBe(true);
  });

  it("is asked on its own host whatever scheme the service believes in", async () => {
    await using target = await serviceOf(({ method, headers }, response) =>
      method === "POST"
        ? send(response, {}, { status: 202, headers: { location: `https://${headers.host}/q/1` } })
        : send(response, { status: "done" }),
    );
    const route: AppRoute = { ...routeAt(target.url, { body: {}, expect: DONE }), until: { ...JOB, at: LOCATION } };
    expect((await outcomeOf(route)).words).toBe("pass");
  });

  it("never began: what refused the request is what failed", async () => {
    const refused =
      (status: number, headers = {}) =>
      ({ method }: Received, response: ServerResponse) =>
        send(response, { status: "done" }, method === "POST" ? { status, headers } : {});
    expect((await becomes(refused(500))).words).toBe("provider-5xx status-not-expected");
    expect((await becomes(refused(422))).words).toBe("app-behaviour status-not-expected");
    expect((await becomes(refused(303, { location: "/users/sign_in" }))).words).toBe("blocked status-not-expected");
  });

  it("takes its questions from the budget of the run", async () => {
    const { words, asked } = await becomes(jobs({ status: "running" }), { at: LOCATION }, {}, { maxRequests: 4 });
    expect([words, asked.length]).toEqual(["error", 4]);
  });

  it("gives each question the limit of an attempt, and the whole its own", async () => {
    const hanging = ({ method, n }: Received, response: ServerResponse) => {
      if (method === "POST") return send(response, {}, { status: 202, headers: { location: "/q" } });
      return n === 2 ? undefined : send(response, { status: "done" });
    };
    const { words, attempt } = await becomes(hanging, { at: LOCATION }, {}, { timeoutMs: 200 });
    expect([words, attempt?.requests.length]).toEqual(["pass", 3]);
  });

  it("is over when the job is cancelled", async () => {
    await using target = await serviceOf(jobs({ status: "running" }));
    const route: AppRoute = {
      ...routeAt(target.url, { path: "/api/jobs", body: {}, expect: DONE }),
      until: { ...JOB, at: LOCATION, withinMs: 20_000, everyMs: 10_000 },
    };
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 200);
    const seen = await run(askingRoutes([route]), { cancelled: cancel.signal });
    expect(seen.probes[0]?.attempts[0]?.outcome).toEqual({ kind: "error", reason: "cancelled" });
  });
});
