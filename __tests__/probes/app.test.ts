/** How the application's answer is compared with the release, and what counts as a provider's error in it. */
import { describe, expect, it } from "@jest/globals";
import type { Expected, JsonType, ReleaseFact } from "../../src/evidence/app.ts";
import { appProbe } from "../../src/probes/app.ts";
import { saysYes } from "../../src/probes/app-expected.ts";
import { exposesProviderError } from "../../src/probes/app-leak.ts";
import { valueAtPointer } from "../../src/probes/app-said.ts";
import type { Release } from "../../src/settings/settings.ts";
import { settings } from "../run/running.ts";
import { answer, conclude, json, NONCE, verdictOf } from "./exchanges.ts";

const BASE = "https://llm.example/v1";

const COMMIT = "0123abcd0123abcd0123abcd0123abcd0123abcd";

const ROUTE = { name: null, origin: "https://app.example", path: "/", method: "GET", headers: [] } as const;
const ASKING = { release: settings(BASE).release, runId: "run" };

/** What an answer with this value, where the gate file expects something, comes to. */
function judged(value: unknown, expected: Expected, release: Partial<Release> = {}): string {
  const probe = appProbe({
    route: {
      name: null,
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
    [
      "string",
      ["a", " a ", "null and void", "undefined behaviour"],
      [1, null, ["a"], undefined, "", " \n", "undefined", "null", "<nil>", "[object Object]"],
    ],
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

  /** A version that is not the release's is another release's answer. */
  const VERSIONS: readonly ReleaseFact[] = ["deployment-version", "config-version", "commit"];

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
      [30_000, 30, "30s", "30000ms", "30000", "30", "0.5m", "PT30S"],
      [3_000, "30m", "PT3S", "", null, "soon"],
    ],
    ["deployment-version", { deploymentVersion: "42" }, ["42", 42], ["43", null]],
    ["config-version", { configVersion: "7" }, ["7", 7], [true]],
    ["feature-flag", { featureFlag: { ...flag, value: "on" } }, ["on", true], ["off", false]],
    ["feature-flag", { featureFlag: { ...flag, value: "false" } }, ["false", false], [true, "0"]],
    [
      "retry",
      { retry: { maxAttempts: 2, on: [] } },
      [2, "2", { maxAttempts: 2 }, { max_attempts: "2" }],
      [3, {}, null],
    ],
    ["fallback", { fallbackEnabled: true }, [true, "true", "on"], [false, "off", null, {}]],
    ["fallback", { fallbackEnabled: false }, [false, "false"], [true, 0]],
    ["traffic", { traffic: { control: "edge", weight: 10 } }, [10, "10", "10%", "10 %"], [1, 100, "1", null]],
    ["secret-version", { secretVersion: "7" }, ["7", 7], ["8", ""]],
    [
      "commit",
      { commit: COMMIT },
      [COMMIT, COMMIT.slice(0, 7), COMMIT.toUpperCase()],
      [COMMIT.slice(0, 6), "1234567", 7],
    ],
    // Nobody declared it: nothing can be equal to it.
    ["timeout", { timeoutMs: null }, [], [0, "0s", null]],
  ])("shows the release's %s or does not", (fact, release, shows, showsNot) => {
    for (const value of shows)
      expect([value, judged(value, { kind: "release", fact }, release)]).toEqual([value, "pass"]);
    const otherwise = VERSIONS.includes(fact) ? "error other-version" : "app-behaviour";
    for (const value of showsNot)
      expect([value, judged(value, { kind: "release", fact }, release)]).toEqual([value, otherwise]);
  });
});

describe("an expectation", () => {
  it.each<[string, Expected, unknown[], unknown[]]>([
    [
      "a part of a text",
      { kind: "contains", value: "blue" },
      ["the blue sky", "blue"],
      ["Blue", "", ["the blue sky"], null],
    ],
    ["a member of a list", { kind: "contains", value: { a: 1 } }, [[0, { a: 1 }]], [[{ a: 2 }], [], { a: 1 }]],
    ["one of several", { kind: "one-of", values: ["done", 1, null] }, ["done", 1, null], ["Done", "1", undefined]],
    ["not empty", { kind: "not-empty", filled: true }, ["a", [0], { a: 1 }], ["", " ", [], {}, 0, null, undefined]],
    ["maybe empty", { kind: "not-empty", filled: false }, ["", [], {}, "a"], [0, null, undefined, false]],
    ["the code", { kind: "echo" }, [`OK ${NONCE}`, NONCE.toUpperCase(), [NONCE], { a: NONCE }], ["OK", "", null, 7]],
  ])("of %s is met or is not", (_, expected, met, unmet) => {
    for (const value of met) expect([value, judged(value, expected)]).toEqual([value, "pass"]);
    for (const value of unmet) expect([value, judged(value, expected)]).toEqual([value, "app-behaviour"]);
  });

  it("that only names a version, whatever its form, is not met by another release", () => {
    const at = (expected: Expected) => {
      const expect = { status: null, headers: {}, pointers: { "/version": expected }, fallbackPointer: null };
      return verdictOf(
        conclude(appProbe({ ...ASKING, route: { ...ROUTE, expect } }), json(200, { version: "1" })).outcome,
      );
    };
    for (const expected of [
      { kind: "contains", value: "2" },
      { kind: "one-of", values: ["2", "3"] },
      { kind: "equals", value: "2" },
    ] as const)
      expect(at(expected)).toBe("error other-version");
  });

  it.each<[string, string, Expected, string]>([
    ["text/plain", "OK\n", { kind: "equals", value: "OK" }, "pass"],
    ["text/plain", "42", { kind: "equals", value: "42" }, "pass"],
    ["application/json", "42", { kind: "equals", value: 42 }, "pass"],
    ["application/json", "[1]", { kind: "contains", value: 1 }, "pass"],
    ["text/plain", "", { kind: "type", type: "string" }, "app-behaviour"],
  ])("of the whole body meets its text where it is no JSON: %s %j", (mediaType, text, expected, verdict) => {
    const expectations = { status: null, headers: {}, pointers: { "": expected }, fallbackPointer: null };
    const probe = appProbe({ ...ASKING, route: { ...ROUTE, expect: expectations } });
    expect(verdictOf(conclude(probe, answer(200, mediaType, text)).outcome)).toBe(verdict);
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
  const exposes = (body: unknown, status = 200) =>
    exposesProviderError(typeof body === "string" ? body : JSON.stringify(body), status, "app.example", "llm.example");
  const envelope = { message: "no", type: "t", param: null, code: "c" };
  const said = (reply: string) => ({ reply });

  it.each<[string, unknown]>([
    ["CometAPI's envelope", { error: { code: "", message: "Invalid token", type: "comet_api_error" } }],
    ["OpenAI's envelope", { error: envelope }],
    ["OpenAI's envelope without an object around it", envelope],
    ["the envelope within the service's own", { ok: false, cause: [{ error: envelope }] }],
    ["the envelope as text", { error: `upstream said ${JSON.stringify({ error: envelope })}` }],
    ["the envelope as text in text", { error: JSON.stringify(JSON.stringify({ error: envelope })) }],
    [
      "the envelope as Python prints it",
      said("Error: 400 - {'error': {'message': 'a', 'type': 'b', 'param': None, 'code': 'c'}}"),
    ],
    ["CometAPI's as Python prints it", said("401 - {'error': {'message': 'a', 'type': 'comet_api_error'}}")],
    ["the envelope in a page", `<pre>${JSON.stringify({ error: envelope }).replaceAll('"', "&quot;")}</pre>`],
    ["Anthropic's envelope", { upstream: { type: "error", error: { type: "overloaded_error", message: "no" } } }],
    ["Anthropic's as text", said("529 {'type': 'error', 'error': {'type': 'overloaded_error', 'message': 'no'}}")],
    [
      "Google's error",
      { error: { code: 400, message: "no", details: [{ service: "generativelanguage.googleapis.com" }] } },
    ],
    ["OpenRouter's sentence", { error: { code: 429, message: "Provider returned error" } }],
    ["a gateway's code", { error: { message: "no", code: "do_request_failed" } }],
    ["a gateway's type in an error", { error: "failed with new_api_error" }],
    ["a gateway's request id", { message: "Invalid token (request id: 20260205132859798638387SIHCnxzJ)" }],
    ["a gateway's sentence", "No available channel for group default"],
    [
      "OpenAI's sentence about quota",
      said("429 You exceeded your current quota, please check your plan and billing details."),
    ],
    ["OpenAI's sentence about rates", said("Rate limit reached for m-1 in organization org-AbC on tokens per min")],
    ["OpenAI's sentence about length", said("This model's maximum context length is 8192 tokens.")],
    ["OpenAI's sentence about the key", said("Incorrect API key provided: sk-ab***********yz.")],
    ["an exception of a client library", said("litellm.AuthenticationError: no")],
    ["the provider's host where the connection failed", { message: "connect ECONNREFUSED api.cometapi.com:443" }],
    ["the release's host where its name is unknown", "getaddrinfo ENOTFOUND llm.example"],
    ["the host as Python's client says it", said("HTTPSConnectionPool(host='api.openai.com', port=443)")],
    ["the host as Go's client says it", said('Post "https://api.openai.com/v1/responses": EOF')],
    ["the host in an error, in any case", { error: "POST https://API.openai.com/v1/responses" }],
    [
      "an answer as the Python library prints it",
      { reply: "Error code: 404 - {'error': {'code': 'nothing', 'message': 'no'}}" },
    ],
    [
      "an answer as the Go library prints it",
      { reply: "error, status code: 401, status: 401 Unauthorized, message: no" },
    ],
    ["a connection that a library could not open", { reply: "openai: APIConnectionError: Connection error." }],
    ["Google's library", { reply: "[GoogleGenerativeAI Error]: Error fetching" }],
    ["Google's newer library", { reply: "400 INVALID_ARGUMENT. {'error': {'code': 400}}" }],
    [
      "Amazon's library",
      { reply: "An error occurred (ValidationException) when calling the InvokeModel operation: no" },
    ],
    ["Azure's code in an error", { error: { code: "DeploymentNotFound", message: "no" } }],
    ["Google's reason in an error", [{ error: { code: 400, details: [{ reason: "API_KEY_INVALID" }] } }]],
  ])("is found in a success: %s", (_, body) => {
    expect(exposes(body)).toBe(true);
  });

  it.each<[string, unknown]>([
    ["a gateway's type", { message: "failed with new_api_error" }],
    ["Azure's code", { message: "DeploymentNotFound" }],
    ["a provider's host", { message: "POST https://api.openai.com/v1/responses failed" }],
    ["the release's host", "<title>llm.example | 502: Bad gateway</title>"],
    ["a masked key", { message: "bad key sk-ab***********yz" }],
  ])("is found where the answer is an error: %s", (_, body) => {
    expect([exposes(body, 502), exposes(body, 200)]).toEqual([true, false]);
  });

  it.each<[string, unknown]>([
    ["a healthy answer", { reply: "OK", error: null }],
    [
      "talk about errors",
      { reply: "Error code: 404 means that a page is not there; InvokeModel is an operation of Bedrock." },
    ],
    ["the service's own error", { error: { code: "tenant_unknown", message: "no such tenant" } }],
    ["the service's own short error", { error: "busy", request_id: "r-1" }],
    ["the service's own error with a type", { error: { type: "invalid_request_error", message: "no such tenant" } }],
    ["the service's own request id", { message: "That went wrong (request id: a1b2-c3d4)" }],
    ["a problem document", { type: "https://app.example/p/1", title: "No credit", status: 403, detail: "no" }],
    [
      "the provider's address as a setting",
      { config: { baseUrl: "https://llm.example/v1", host: "api.cometapi.com", key: "sk-ab***********yz" } },
    ],
    ["the service's own host", "see https://app.example/help"],
    ["a host that only ends alike", { message: "ask my-llm.example.org or notllm.example" }],
    ["a class name that begins like a key", '<div class="sk-chase-dot sk-folding-cube sk-estimator-doc-link-2">'],
    ["a product number that begins like a key", { sku: "sk-2024-summer-shirt-blue-12" }],
    ["a page that is no JSON", "<html>hello</html>"],
    ["an empty answer", ""],
  ])("is not found, not even in an error: %s", (_, body) => {
    expect([exposes(body, 200), exposes(body, 400)]).toEqual([false, false]);
  });

  it.each<[string, unknown]>([
    [
      "about a provider",
      said("Call https://api.openai.com/v1/responses with your key; it works with api.cometapi.com too."),
    ],
    ["about failures", said("If a request to api.openai.com failed, an invalid_request_error or a 401 says why.")],
    ["with links", { links: ["https://api.openai.com/v1/models?limit=2"], footer: "Powered by llm.example" }],
    ["with a sample of code", said("curl https://api.openai.com/v1/responses -H 'Authorization: Bearer sk-YOUR_KEY'")],
    ["that is a page about a provider", '<a href="https://api.openai.com/v1">OpenAI</a>\n<p>What is ECONNREFUSED?</p>'],
    ["about an exception", said("Catch openai.APIConnectionError and try again.")],
    ["with a word of everyday", said("There is no available channel for this TV.")],
  ])("is not what a service says of its own accord: a reply %s", (_, body) => {
    expect(exposes(body)).toBe(false);
  });

  it.each([
    ["backslashes", "\\".repeat(1 << 20)],
    ["beginnings of keys", "sk-".repeat(1 << 18)],
    ["beginnings of envelopes", '"error":{'.repeat(1 << 17)],
    ["a long list", JSON.stringify(Array(1 << 19).fill(0))],
    ["hosts", "llm.examplex".repeat(1 << 16)],
    ["objects", '{"message":1}'.repeat(1 << 16)],
  ])("is looked for in a megabyte of %s to its end", (_, body) => {
    expect(exposes(body)).toBe(false);
  });
});

describe("a text that says what the gate file names", () => {
  const QUOTA = "You exceeded your current quota, please check your plan and billing details.";

  it.each<[string, string, Expected]>([
    ["echoes", `${NONCE}. ${QUOTA}`, { kind: "echo" }],
    ["contains", `Ready. ${QUOTA}`, { kind: "contains", value: "Ready" }],
    ["equals", QUOTA, { kind: "equals", value: QUOTA }],
    ["one-of", QUOTA, { kind: "one-of", values: [QUOTA] }],
  ])("is declared with all of it: %s", (_, value, expected) => {
    expect(judged(value, expected)).toBe("pass");
  });

  it("is not where no more than a text is expected, where it says something else, or where it holds a key", () => {
    expect(judged(QUOTA, { kind: "type", type: "string" })).toBe("app-behaviour");
    expect(judged(QUOTA, { kind: "contains", value: "Ready" })).toBe("app-behaviour");
    expect(judged(`Ready\nsk-proj-0123456789abcdef`, { kind: "contains", value: "Ready" })).toBe("app-behaviour");
  });
});

describe("a mark of the fallback", () => {
  it.each([true, 1, "true", "yes", "openrouter", "claude-backup", { used: 1 }, ["b"]])("%j says yes", (mark) => {
    expect(saysYes(mark)).toBe(true);
  });
  it.each([false, 0, "", " False ", "no", "off", "none", "null", "0", null, undefined, []])("%j says no", (mark) => {
    expect(saysYes(mark)).toBe(false);
  });
  it.each([
    ...[
      "disabled",
      "Inactive",
      "not used",
      "not_used",
      "not-triggered",
      "never",
      "MISS",
      "closed",
      "n/a",
      "-",
      "primary",
    ],
    ...[
      "config.targets[0]",
      { used: false },
      { active: false, provider: null },
      { enabled: true, used: false },
      { count: 0 },
    ],
    ...[{}, { provider: null }],
  ])("%j says no, too", (mark) => {
    expect(saysYes(mark)).toBe(false);
  });
  it.each([{ provider: "backup" }, { active: true }, { count: 2 }, "config.targets[1]", "nova", "notebook-model"])(
    "%j says yes, too",
    (mark) => {
      expect(saysYes(mark)).toBe(true);
    },
  );
});

describe("personal data in the body", () => {
  const answered = (reply: string, body?: unknown) => {
    const probe = appProbe({
      route: {
        name: null,
        origin: "https://app.example",
        path: "/",
        method: "POST",
        headers: [],
        ...(body === undefined ? {} : { body }),
        expect: { status: null, headers: {}, pointers: {}, fallbackPointer: null },
      },
      release: settings(BASE).release,
      runId: "run",
    });
    return verdictOf(conclude(probe, json(200, { reply })).outcome);
  };

  it.each([
    ["ask kim.larsen@nordmail.dk", "prompt-exposure"],
    ["paid with 4539 5787 6362 1486", "prompt-exposure"],
    ["write to support@shop.io", "pass"],
    ["write to kim@example.com", "pass"],
    ["test card 4242 4242 4242 4242", "pass"],
  ])("%s: %s", (reply, verdict) => {
    expect(answered(reply)).toBe(verdict);
  });

  it("is none where the request said it", () => {
    expect(answered("hello kim.larsen@nordmail.dk", { user: "kim.larsen@nordmail.dk" })).toBe("pass");
  });
});
