/** How the application's answer is compared with the release, and what counts as a provider's error in it. */
import { describe, expect, it } from "@jest/globals";
import { appProbe } from "../../src/probes/app.ts";
import { exposesProviderError } from "../../src/probes/app-leak.ts";
import { saysYes } from "../../src/probes/fallback.ts";
import { valueAtPointer } from "../../src/probes/json-pointer.ts";
import type { Expected } from "../../src/settings/app-expectations.ts";
import type { JsonType } from "../../src/settings/app-schema.ts";
import type { ReleaseFact } from "../../src/settings/release-facts.ts";
import type { Release } from "../../src/settings/settings.ts";
import { settings } from "../run/running.ts";
import { conclude, json, verdictOf } from "./exchanges.ts";

const BASE = "https://llm.example/v1";

/** What an answer with this value, where the gate file expects something, comes to. */
function judged(value: unknown, expected: Expected, release: Partial<Release> = {}): string {
  const probe = appProbe({
    app: {
      origin: "https://app.example",
      path: "/",
      method: "GET",
      headers: [],
      expect: { status: null, headers: {}, pointers: { "/x": expected }, fallbackPointer: null },
    },
    release: settings(BASE, { release }).release,
    runId: "run",
  });
  return verdictOf(conclude(probe, json(200, value === undefined ? {} : { x: value })).outcome);
}

describe("a value in the body", () => {
  it.each<[JsonType, unknown[], unknown[]]>([
    ["string", ["", "a"], [1, null, ["a"], undefined]],
    ["number", [0, 1.5], ["1", null, undefined]],
    ["integer", [0, -3, 1e3], [1.5, "1"]],
    ["boolean", [true, false], [0, "true"]],
    ["array", [[], [1]], [{}, "[]"]],
    ["object", [{}, { a: 1 }], [[], null, "{}"]],
    ["null", [null], [0, "", undefined]],
  ])("is of type %s or is not", (type, are, areNot) => {
    for (const value of are) expect([value, judged(value, { kind: "type", type })]).toEqual([value, "pass"]);
    for (const value of areNot)
      expect([value, judged(value, { kind: "type", type })]).toEqual([value, "app-behaviour"]);
  });

  it.each<[unknown, unknown, boolean]>([
    ["smoke", "smoke", true],
    ["smoke", "Smoke", false],
    [42, "42", false],
    [{ a: [1, { b: null }], c: "d" }, { c: "d", a: [1, { b: null }] }, true],
    [{ a: 1, more: 2 }, { a: 1 }, false],
    [null, null, true],
    [undefined, null, false],
  ])("%j compared with %j is equal: %s", (actual, value, equal) => {
    expect(judged(actual, { kind: "equals", value })).toBe(equal ? "pass" : "app-behaviour");
  });

  const flag = { name: "llm-v2", rollbackValue: "off" };
  it.each<[ReleaseFact, Partial<Release>, unknown[], unknown[]]>([
    [
      "base-url",
      { baseUrl: BASE },
      [BASE, `${BASE}/`, "https://llm.example", "llm.example"],
      ["https://other.example/v1", 1],
    ],
    ["model", { model: "m-1" }, ["m-1"], ["m-2", "", null]],
    [
      "timeout",
      { timeoutMs: 30_000 },
      [30_000, 30, "30s", "30000ms", "30000", "30", "0.5m"],
      [3_000, "30m", "", null, "soon"],
    ],
    ["deployment-version", { deploymentVersion: "42" }, ["42", 42], ["43", null]],
    ["config-version", { configVersion: "7" }, ["7", 7], [true]],
    ["feature-flag", { featureFlag: { ...flag, value: "on" } }, ["on", true], ["off", false]],
    ["feature-flag", { featureFlag: { ...flag, value: "false" } }, ["false", false], [true, "0"]],
    // Nobody declared it: nothing can be equal to it.
    ["timeout", { timeoutMs: null }, [], [0, "0s", null]],
  ])("shows the release's %s or does not", (fact, release, shows, showsNot) => {
    for (const value of shows)
      expect([value, judged(value, { kind: "release", fact }, release)]).toEqual([value, "pass"]);
    for (const value of showsNot)
      expect([value, judged(value, { kind: "release", fact }, release)]).toEqual([value, "app-behaviour"]);
  });
});

describe("valueAtPointer", () => {
  // The examples of RFC 6901, section 5, and what leads nowhere.
  const document = { foo: ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, " ": 7, "m~n": 8, __proto__: null };
  it.each<[string, unknown]>([
    ["", document],
    ["/foo", ["bar", "baz"]],
    ["/foo/0", "bar"],
    ["/", 0],
    ["/a~1b", 1],
    ["/c%d", 2],
    ["/ ", 7],
    ["/m~0n", 8],
    ["/foo/01", undefined],
    ["/foo/-", undefined],
    ["/foo/length", undefined],
    ["/foo/0/0", undefined],
    ["/constructor", undefined],
    ["/nowhere/else", undefined],
  ])("%j", (pointer, value) => {
    expect(valueAtPointer(document, pointer)).toEqual(value);
  });
});

describe("a provider's error in the application's answer", () => {
  const exposes = (body: unknown) =>
    exposesProviderError(typeof body === "string" ? body : JSON.stringify(body), "app.example", "llm.example");
  const envelope = { message: "no", type: "t", param: null, code: "c" };

  it.each<[string, unknown]>([
    ["CometAPI's envelope", { error: { code: "", message: "Invalid token", type: "comet_api_error" } }],
    ["OpenAI's envelope", { error: envelope }],
    ["the envelope within the service's own", { ok: false, cause: [{ error: envelope }] }],
    ["the envelope as text", { error: `upstream said ${JSON.stringify({ error: envelope })}` }],
    ["the envelope as text in text", { error: JSON.stringify(JSON.stringify({ error: envelope })) }],
    [
      "the envelope as Python prints it",
      { detail: "Error: 400 - {'error': {'message': 'a', 'type': 'b', 'param': None, 'code': 'c'}}" },
    ],
    ["the envelope in a page", `<pre>${JSON.stringify({ error: envelope }).replaceAll('"', "&quot;")}</pre>`],
    ["a gateway's code", { error: { message: "no", code: "do_request_failed" } }],
    ["a gateway's type in a sentence", { message: "failed with new_api_error" }],
    ["a gateway's request id", { message: "Invalid token (request id: 20260205132859798638387SIHCnxzJ)" }],
    ["a gateway's sentence", "No available channel for group default"],
    ["the provider's host", { message: "connect ECONNREFUSED api.cometapi.com:443" }],
    ["another provider's host, in any case", { message: "POST https://API.openai.com/v1/responses failed" }],
    ["the release's host", "getaddrinfo ENOTFOUND llm.example"],
    ["a key", { message: "bad key sk-proj-0123456789abcdef" }],
    ["nothing but a key", { key: "sk-0123456789abcdefghij" }],
    ["a masked key", { message: "bad key sk-ab***********yz" }],
  ])("is found: %s", (_, body) => {
    expect(exposes(body)).toBe(true);
  });

  it.each<[string, unknown]>([
    ["a healthy answer", { reply: "OK", error: null }],
    ["the service's own error", { error: { code: "tenant_unknown", message: "no such tenant" } }],
    ["the service's own short error", { error: "busy", request_id: "r-1" }],
    [
      "the provider's address as a setting",
      { config: { baseUrl: "https://llm.example/v1", host: "api.cometapi.com" } },
    ],
    ["the service's own host", "see https://app.example/help"],
    ["a host that only ends alike", { message: "ask my-llm.example.org or notllm.example" }],
    ["a class name that begins like a key", '<div class="sk-chase-dot sk-folding-cube">'],
    ["a page that is no JSON", "<html>hello</html>"],
    ["an empty answer", ""],
  ])("is not found: %s", (_, body) => {
    expect(exposes(body)).toBe(false);
  });

  it.each([
    ["backslashes", "\\".repeat(1 << 20)],
    ["beginnings of keys", "sk-".repeat(1 << 18)],
    ["beginnings of envelopes", '"error":{'.repeat(1 << 17)],
    ["a long list", JSON.stringify(Array(1 << 19).fill(0))],
    ["hosts", "llm.examplex".repeat(1 << 16)],
  ])("is looked for in a megabyte of %s without a pause that anybody notices", (_, body) => {
    const begun = performance.now();
    expect(exposes(body)).toBe(false);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});

describe("a mark of the fallback", () => {
  it.each([true, 1, "true", "yes", "openrouter", { used: 1 }, ["b"]])("%j says yes", (mark) => {
    expect(saysYes(mark)).toBe(true);
  });
  it.each([false, 0, "", " False ", "no", "off", "none", "null", "0", null, undefined, []])("%j says no", (mark) => {
    expect(saysYes(mark)).toBe(false);
  });
});
