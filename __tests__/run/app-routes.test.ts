/** Several routes of one service, each a probe of its own, and what a request may carry. */
import type { ServerResponse } from "node:http";
import { describe, expect, it } from "@jest/globals";
import { decide } from "../../src/decision/decide.ts";
import { identify } from "../../src/evidence/run-identity.ts";
import { junit } from "../../src/report/records/junit.ts";
import { describeRun } from "../../src/run/describe.ts";
import { askingRoutes, header, outcomeOf, type Received, routeAt, send, serviceOf } from "./app-service.ts";
import { outcomes, run } from "./running.ts";

/** A small shop: a chat, its health, and a search that is down. */
function shop({ method, url, text }: Received, response: ServerResponse) {
  const [path = ""] = url.split("?");
  switch (`${method} ${path}`) {
    case "POST /api/chat":
      return send(response, { reply: `You said ${JSON.parse(text).message}`, tags: ["smoke"] });
    case "GET /healthz":
      return send(response, "ok");
    case "POST /api/search":
      return send(
        response,
        { timestamp: "2026-11-28T09:00:00Z", status: 500, error: "Internal Server Error", path },
        { status: 500 },
      );
    default:
      return send(response, { detail: "Not Found" }, { status: 404 });
  }
}

const IS_TEXT = { kind: "type", type: "string" } as const;

describe("several routes", () => {
  it("are each sampled and judged by themselves, and one that fails stands alone", async () => {
    await using target = await serviceOf(shop);
    const routes = [
      routeAt(target.url, {
        name: "chat",
        path: "/api/chat",
        body: { message: "{{gate-code}}" },
        expect: { pointers: { "/reply": { kind: "echo" } } },
      }),
      routeAt(target.url, {
        name: "health",
        path: "/healthz",
        expect: { pointers: { "": { kind: "equals", value: "ok" } } },
      }),
      routeAt(target.url, { name: "search", path: "/api/search", body: {} }),
    ];
    const settings = askingRoutes(routes, { policy: { maxFailures: { "app:health": { failures: 1, of: 8 } } } });
    const seen = await run(settings);
    expect(seen.probes.map(({ key, id, case: name }) => [key, id, name])).toEqual([
      ["app:chat", "app", "chat"],
      ["app:health", "app", "health"],
      ["app:search", "app", "search"],
    ]);
    expect(outcomes(seen, "app:chat")).toEqual(Array(5).fill("pass"));
    expect(outcomes(seen, "app:health")).toEqual(Array(4).fill("pass"));
    expect(outcomes(seen, "app:search")).toEqual(Array(3).fill("fail provider-5xx"));
    const identity = identify(new Date());
    const observed = describeRun(
      { kind: "valid", settings },
      { observations: seen, knownGood: { kind: "not-required" } },
      { node: "", platform: "" },
      { ...identity, endedAt: new Date() },
    );
    const verdict = decide(observed);
    expect(verdict).toMatchObject({ decision: "rollback", reasonCode: "error-rate" });
    expect(verdict.triggers.find(({ id }) => id === "error-rate")?.probes).toEqual(["app:search"]);
    expect(verdict.reason).toContain("app:search");
    // Nothing of what was said is kept, the code least of all.
    const code = JSON.parse(target.received.find(({ url }) => url === "/api/chat")?.text ?? "{}").message;
    expect(JSON.stringify(observed)).not.toContain(code);
    expect(junit({ ...observed, verdict, digest: `sha256:${"0".repeat(64)}` })).toContain('name="app:search"');
  });

  it("carry a code of their own in every attempt, and a wrong echo is the service's fault", async () => {
    const stale: string[] = [];
    await using target = await serviceOf(({ text }, response) => {
      stale.push(JSON.parse(text).q);
      // A cache that answers everybody with the first answer.
      send(response, { answer: `about ${stale[0]}` });
    });
    const route = routeAt(target.url, {
      body: { q: "{{gate-code}}" },
      expect: { pointers: { "/answer": { kind: "echo" } } },
    });
    const seen = await run(askingRoutes([route]));
    expect(outcomes(seen, "app").slice(0, 2)).toEqual(["pass", "fail app-behaviour"]);
    expect(new Set(stale).size).toBe(stale.length);
  });
});

describe("what a request carries", () => {
  /** The request that a route with these parts makes. */
  async function sent(parts: Parameters<typeof routeAt>[1]) {
    await using target = await serviceOf((_, response) => send(response, { reply: "x" }));
    await outcomeOf(routeAt(target.url, parts));
    const [request] = target.received;
    if (request === undefined) throw new Error("nothing arrived");
    return { ...request, type: request.headers["content-type"], accept: request.headers.accept };
  }
  const form = [header("Content-Type", "application/x-www-form-urlencoded")];

  it.each<[string, Parameters<typeof routeAt>[1], string | undefined, RegExp]>([
    ["JSON", { body: { a: ["{{run-id}}"] } }, "application/json", /^\{"a":\["[^{"]+"\]\}$/],
    ["a text as it is", { body: "hello {{nonce}}" }, "text/plain; charset=utf-8", /^hello [0-9a-f]{16}$/],
    ["a text that is JSON", { body: '{ "a": "{{nonce}}" }' }, "application/json", /^\{ "a": "[0-9a-f]{16}" \}$/],
    [
      "a text of its own type",
      { headers: [header("content-type", "application/x-ndjson")], body: "{}\n{}" },
      "application/x-ndjson",
      /^\{\}\n\{\}$/,
    ],
    ["a form", { headers: form, body: { a: "{{nonce}} &", b: 1 } }, form[0]?.value, /^a=[0-9a-f]{16}\+%26&b=1$/],
    ["a form as a text", { headers: form, body: "a={{prompt}}&b=1" }, form[0]?.value, /^a=This%20is[^ &]+&b=1$/],
    ["nothing", {}, undefined, /^$/],
  ])("is %s", async (_, parts, type, text) => {
    const request = await sent(parts);
    expect(request.type).toBe(type);
    expect(request.text).toMatch(text);
  });

  it("has the code in its path too, as a URL is written", async () => {
    const path = new URL("https://a.example/jobs/{{gate-code}}?q={{prompt}}");
    const { url } = await sent({ path: `${path.pathname}${path.search}` });
    expect(url).toMatch(/^\/jobs\/[0-9a-f]{16}\?q=This%20is/);
  });

  it("asks for JSON where JSON is expected or sent, and for anything else where nothing says it", async () => {
    expect((await sent({ expect: { pointers: { "/reply": IS_TEXT } } })).accept).toBe("application/json");
    expect((await sent({ body: {} })).accept).toBe("application/json");
    expect((await sent({})).accept).toBe("*/*");
    expect((await sent({ headers: [header("Accept", "text/csv")] })).accept).toBe("text/csv");
  });
});
