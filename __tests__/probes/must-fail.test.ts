/** Requests that must fail: what counts as a controlled failure (contracts.md, 1.2 and 6.5; product.md, "Probes"). */
import { describe, expect, it } from "@jest/globals";
import { FAMILIES } from "../../src/evidence/vocabulary.ts";
import type { Answer } from "../../src/http/types.ts";
import { authPath } from "../../src/probes/auth-path.ts";
import { errorPath } from "../../src/probes/error-path.ts";
import { cometError, completion, response } from "./answers.ts";
import { ABORTED, answer, brokenOff, drive, empty, html, json, noAnswer, observedIn, verdictOf } from "./exchanges.ts";

/** CometAPI's envelope as its middleware writes it: no param, an empty code. */
const middleware = (message: string) => ({ error: { code: "", message, type: "comet_api_error" } });

/** A problem of Cloudflare's edge, as it answers whoever accepts JSON. */
const cloudflare = (code: number) => ({
  ...{ type: "about:blank", title: "Access denied", status: 403, detail: "You have been blocked" },
  ...{ cloudflare_error: true, error_code: code, error_name: "access_denied", retryable: false },
});

type Row = readonly [title: string, answer: Answer, verdict: string];

/** A success status says nothing of whose fault it is: these are what they are where a request must pass. */
const excusedIn200: readonly Row[] = [
  ["a rate limit in a 200", json(200, cometError("rate_limit_exceeded")), "capacity"],
  ["a rate limit in a 200, by its type", json(200, { error: { message: "no", type: "rate_limit_error" } }), "capacity"],
  ["Baidu's rate limit in a 200", json(200, { error_code: 18, error_msg: "qps request limit reached" }), "capacity"],
  ["money in a 200", json(200, cometError("insufficient_quota")), "capacity"],
  ["a country in a 200", json(200, cometError("unsupported_country_region_territory")), "error edge-answered"],
  ["a filter in a 200", json(200, cometError("content_filter")), "uncontrolled-error"],
];

describe.each(FAMILIES)("error-path, %s", (family) => {
  const accepted = json(200, family === "responses" ? response() : completion());

  const either: readonly Row[] = [
    ["400 in CometAPI's envelope", json(400, middleware("model name is required")), "pass"],
    ["400 in OpenAI's envelope", json(400, cometError("missing_required_parameter")), "pass"],
    ["400 in vLLM's flat envelope", json(400, { object: "error", message: "no", code: 400 }), "pass"],
    ["422 in FastAPI's envelope", json(422, { detail: [{ loc: ["body"], msg: "field required" }] }), "pass"],
    ["400 in Google's list", json(400, [{ error: { code: 400, message: "no", status: "INVALID_ARGUMENT" } }]), "pass"],
    ["400 with a bare message", json(400, { message: "no" }), "pass"],
    ["400 that says that money is missing", json(400, cometError("", "Your credit balance is too low")), "capacity"],
    ["404 in an envelope", json(404, cometError("")), "pass"],
    ["a success", accepted, "invalid-accepted"],
    ["202", json(202, {}), "invalid-accepted"],
    ["an error in a 200", json(200, cometError("invalid_request")), "uncontrolled-error"],
    ...excusedIn200,
    ["a page in a 200", html(200), "uncontrolled-error"],
    ["a page in a 200 without a content type", answer(200, null, "<!doctype html><p>"), "uncontrolled-error"],
    ["400 HTML", html(400), "uncontrolled-error"],
    ["400 without a body", empty(400), "uncontrolled-error"],
    ["301", empty(301), "uncontrolled-error"],
    ["401", json(401, middleware("Invalid token")), "authentication"],
    ["402", json(402, middleware("pay")), "capacity"],
    ["403 HTML", html(403), "error edge-answered"],
    ["403 about the caller's address", json(403, cometError("access_denied")), "error edge-answered"],
    ["403 of Cloudflare", json(403, cloudflare(1020)), "error edge-answered"],
    ["429 of Cloudflare", json(429, cloudflare(1015)), "error edge-answered"],
    ["403 about quota", json(403, cometError("insufficient_user_quota")), "capacity"],
    ["400 about quota", json(400, cometError("insufficient_quota")), "capacity"],
    ["407", empty(407), "proxy"],
    ["408", json(408, middleware("slow")), "uncontrolled-error"],
    ["429", json(429, middleware("slow down")), "capacity"],
    ["a bare 500", json(500, cometError("")), "uncontrolled-error"],
    ["500 with another code", json(500, cometError("do_request_failed")), "uncontrolled-error"],
    ["500 convert_request_failed", json(500, cometError("convert_request_failed")), "uncontrolled-error"],
    ["502 HTML", html(502), "uncontrolled-error"],
    ["503 without a code", json(503, middleware("no channel")), "uncontrolled-error"],
    ["524 HTML", html(524), "uncontrolled-error"],
  ];

  it.each<Row>([
    ...either,
    ["500 invalid_request", json(500, cometError("invalid_request", "field messages is required")), "pass"],
    ["503 model_not_found", json(503, cometError("model_not_found")), "pass"],
    ["403 JSON", json(403, cometError("permission_denied")), "authentication"],
    ["403 about the model", json(403, cometError("key_model_access_denied")), "model"],
  ])("missing-field: %s", (_title, exchange, expected) => {
    expect(verdictOf(drive(errorPath(family, "missing-field", null), [exchange]).outcome)).toBe(expected);
  });

  it.each<Row>([
    ...either,
    [
      "503 model_not_found",
      json(503, { error: { code: "model_not_found", message: "no", type: "comet_api_error" } }),
      "pass",
    ],
    ["404 model_not_found", json(404, cometError("model_not_found")), "pass"],
    ["403 JSON: the key is limited to other models", json(403, cometError("key_model_access_denied")), "pass"],
    ["500 invalid_request", json(500, cometError("invalid_request")), "uncontrolled-error"],
  ])("unknown-model: %s", (_title, exchange, expected) => {
    expect(verdictOf(drive(errorPath(family, "unknown-model", null), [exchange]).outcome)).toBe(expected);
  });
});

describe.each(FAMILIES)("auth-path, %s", (family) => {
  it.each<Row>([
    ["401 in an envelope", json(401, middleware("Invalid token")), "pass"],
    ["401 without a body", empty(401), "pass"],
    ["403 in an envelope", json(403, cometError("")), "pass"],
    ["401 in FastAPI's envelope", json(401, { detail: "Not authenticated" }), "pass"],
    ["403 in Databricks' envelope", json(403, { error_code: 403, message: "Invalid access token." }), "pass"],
    ["401 that speaks of a quota", json(401, middleware("No quota: you exceeded your quota")), "pass"],
    ["403 HTML", html(403), "error edge-answered"],
    ["403 without a body", empty(403), "error edge-answered"],
    ["403 of a load balancer", json(403, { message: "Forbidden" }), "error edge-answered"],
    ["403 of Cloudflare", json(403, cloudflare(1010)), "error edge-answered"],
    [
      "403 about the country",
      json(403, { error: { code: "unsupported_country_region_territory", message: "no" } }),
      "error edge-answered",
    ],
    [
      "401 about the address",
      json(401, { error: { code: "ip_not_authorized", message: "no" } }),
      "error edge-answered",
    ],
    [
      "400 of Google, whose statuses have to be stated",
      json(400, [{ error: { code: 400, message: "API key not valid.", status: "INVALID_ARGUMENT" } }]),
      "uncontrolled-error",
    ],
    ["a success", json(200, family === "responses" ? response() : completion()), "invalid-accepted"],
    ["an error in a 200", json(200, middleware("Invalid token")), "uncontrolled-error"],
    ...excusedIn200,
    ["400", json(400, middleware("no")), "uncontrolled-error"],
    ["404", json(404, middleware("no")), "uncontrolled-error"],
    ["407", empty(407), "proxy"],
    ["429", json(429, middleware("no")), "capacity"],
    ["500", json(500, cometError("invalid_request")), "uncontrolled-error"],
    ["503 model_not_found", json(503, cometError("model_not_found")), "uncontrolled-error"],
  ])("%s", (_title, exchange, expected) => {
    expect(verdictOf(drive(authPath(family, null), [exchange]).outcome)).toBe(expected);
  });
});

describe("with stated statuses exactly these are controlled", () => {
  it.each<Row>([
    ["the stated status", json(422, cometError("")), "pass"],
    ["the other stated status, without an envelope", html(503), "pass"],
    ["a status that would be controlled otherwise", json(400, cometError("")), "uncontrolled-error"],
    ["a code that would be controlled otherwise", json(500, cometError("invalid_request")), "uncontrolled-error"],
    ["a success", json(200, completion()), "invalid-accepted"],
    ["401", json(401, cometError("")), "authentication"],
    ["429", json(429, cometError("")), "capacity"],
  ])("error-path: %s", (_title, exchange, expected) => {
    const probe = errorPath("chat-completions", "missing-field", [422, 503]);
    expect(verdictOf(drive(probe, [exchange]).outcome)).toBe(expected);
  });

  it.each<Row>([
    ["the stated status", json(400, cometError("")), "pass"],
    ["Google's 400", json(400, [{ error: { code: 400, details: [{ reason: "API_KEY_INVALID" }] } }]), "pass"],
    ["401", json(401, cometError("")), "uncontrolled-error"],
  ])("auth-path: %s", (_title, exchange, expected) => {
    expect(verdictOf(drive(authPath("responses", [400]), [exchange]).outcome)).toBe(expected);
  });
});

describe("a stated 403", () => {
  it.each<Row>([
    ["without a body is whose who stated it", empty(403), "pass"],
    ["that says nothing but its status, too (AWS API Gateway)", json(403, { message: "Forbidden" }), "pass"],
    ["is none when Cloudflare gave it", json(403, cloudflare(1020)), "error edge-answered"],
  ])("%s", (_title, exchange, expected) => {
    expect(verdictOf(drive(authPath("responses", [403]), [exchange]).outcome)).toBe(expected);
  });
});

describe("a failure of the way to the endpoint says nothing about the endpoint", () => {
  const probes = [errorPath("chat-completions", "missing-field", null), authPath("responses", null)];

  it.each(["dns", "tcp", "tls", "proxy", "timeout-connect"] as const)("%s stays %s", (category) => {
    for (const probe of probes) expect(verdictOf(drive(probe, [noAnswer(category)]).outcome)).toBe(category);
  });

  it.each(["timeout-first-byte", "timeout-total", "connection-lost"] as const)(
    "but %s, after the request was sent, is uncontrolled",
    (category) => {
      for (const probe of probes)
        expect(verdictOf(drive(probe, [noAnswer(category)]).outcome)).toBe("uncontrolled-error");
    },
  );

  it("and a body that breaks off is uncontrolled", () => {
    const cut = answer(400, "application/json", '{"error":{"mess', { end: brokenOff("connection-lost") });
    expect(verdictOf(drive(errorPath("responses", "missing-field", null), [cut]).outcome)).toBe("uncontrolled-error");
  });

  it("and a stopped run is no failure", () => {
    for (const probe of probes) expect(drive(probe, [ABORTED]).outcome).toEqual({ kind: "error", reason: "stopped" });
  });
});

describe("an invalid request is sent once", () => {
  it.each([429, 500, 503, 400, 401])("also after %i", (status) => {
    for (const probe of [errorPath("chat-completions", "unknown-model", null), authPath("chat-completions", null)]) {
      const { plans, adaptations } = drive(probe, [json(status, cometError("invalid_request"))]);
      expect(plans).toHaveLength(1);
      expect(adaptations).toEqual([]);
    }
  });
});

describe("what is kept of a failure that was asked for", () => {
  it("is its code, type and request id", () => {
    const { outcome } = drive(errorPath("chat-completions", "missing-field", null), [
      json(500, cometError("invalid_request", "field messages is required")),
    ]);
    expect(outcome).toEqual({
      kind: "pass",
      observed: {
        status: 500,
        errorCode: "invalid_request",
        errorType: "comet_api_error",
        errorEnvelope: true,
        requestId: "20260624120000ABCdef12",
      },
    });
  });

  it("does not call a success an unparseable error", () => {
    const { outcome } = drive(authPath("responses", null), [json(200, response())]);
    expect(observedIn(outcome)).toEqual({ status: 200, errorEnvelope: false });
  });

  it("is also what an edge answered in place of the API", () => {
    const { outcome } = drive(authPath("responses", null), [json(403, cloudflare(1009))]);
    expect(outcome).toMatchObject({ reason: "edge-answered", observed: { status: 403, errorCode: "1009" } });
  });

  it("calls an error with a success status what it is called where a request must pass", () => {
    const { outcome } = drive(authPath("responses", null), [json(200, cometError("insufficient_quota"))]);
    expect(observedIn(outcome)).toMatchObject({ detail: "error-in-200", errorCode: "insufficient_quota" });
  });

  it("says when it was not parseable", () => {
    const { outcome } = drive(authPath("responses", null), [html(401)]);
    expect(observedIn(outcome)).toEqual({ status: 401, errorEnvelope: false, notes: ["error-not-json"] });
  });
});
