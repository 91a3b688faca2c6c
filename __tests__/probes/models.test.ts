/** GET /models: is the identifier listed? Advisory, in both shapes (contracts.md, 1.1 and 1.2). */
import { describe, expect, it } from "@jest/globals";
import { ERROR_CASES } from "../../src/evidence/probes.ts";
import type { Exchange } from "../../src/http/types.ts";
import { planProbes } from "../../src/probes/index.ts";
import { models as modelsOf } from "../../src/probes/models.ts";
import { cometError } from "./answers.ts";
import { ABORTED, answer, brokenOff, drive, html, json, MODEL, noAnswer, observedIn, verdictOf } from "./exchanges.ts";

const models = modelsOf(["chat-completions"]);
const OTHER = "vendor/model-2";
const entry = (id: unknown) => ({ id, object: "model", created: 1626777600, owned_by: "custom" });
const priced = (id: unknown) => ({ id, provider: "vendor", model_type: "text", features: [], pricing: {} });

describe("the models probe", () => {
  it.each<[string, Exchange, string]>([
    ["OpenAI's list", json(200, { object: "list", data: [entry(OTHER), entry(MODEL)] }), "pass"],
    ["the platform's list", json(200, { success: true, object: "list", data: [entry(MODEL)] }), "pass"],
    ["the public catalogue", json(200, { success: true, total: 1, data: [priced(MODEL)] }), "pass"],
    ["a list without it", json(200, { object: "list", data: [entry(OTHER)] }), "model"],
    ["a list of longer names", json(200, { object: "list", data: [entry(`${MODEL}-mini`)] }), "model"],
    ["an empty list", json(200, { object: "list", data: [] }), "model"],
    ["success: false", json(200, { success: false, message: "database" }), "response-contract"],
    ["success: false beside data", json(200, { success: false, data: [entry(MODEL)] }), "response-contract"],
    ["an error in a 200", json(200, cometError("server_error")), "response-contract"],
    ["an error about quota in a 200", json(200, cometError("insufficient_user_quota")), "capacity"],
    ["a flat error in a 200", json(200, { object: "error", message: "x", code: 1 }), "response-contract"],
    ["a bare list", json(200, [entry(MODEL)]), "response-contract"],
    ["entries without id", json(200, { data: [entry(MODEL), { name: OTHER }] }), "response-contract"],
    ["entries that are no objects", json(200, { data: [null] }), "response-contract"],
    ["no JSON", answer(200, "application/json", "{"), "response-contract"],
    ["no content type", answer(200, null, "{}"), "response-contract"],
    ["a web page", html(200), "route"],
    ["a body that broke off", json(200, { data: [] }, { end: brokenOff("connection-lost") }), "connection-lost"],
    ["no answer", noAnswer("dns"), "dns"],
    ["401", json(401, cometError("")), "authentication"],
    ["404: no such list", json(404, cometError("")), "unsupported"],
    ["500", json(500, cometError("")), "provider-5xx"],
    ["a stopped run", ABORTED, "error stopped"],
  ])("%s", (_title, exchange, expected) => {
    expect(verdictOf(drive(models, [exchange]).outcome)).toBe(expected);
  });

  it("asks once, with the configured credential and without a body", () => {
    const { plans } = drive(models, [json(200, { data: [entry(MODEL)] })]);
    expect(plans).toEqual([
      { method: "GET", path: "/models", documented: {}, expect: "json", credential: "configured" },
    ]);
  });

  it("asks as Messages does where that family is probed: its vendor's list has no other form", () => {
    const { plans, outcome } = drive(modelsOf(["chat-completions", "messages"]), [
      json(200, { data: [{ type: "model", id: MODEL, display_name: "M" }], has_more: false }),
    ]);
    expect(plans).toMatchObject([{ documented: { "anthropic-version": "2023-06-01" } }]);
    expect(verdictOf(outcome)).toBe("pass");
  });

  it("keeps no identifier of the list", () => {
    const body = { object: "list", data: [entry(OTHER)] };
    expect(JSON.stringify(drive(models, [json(200, body)]).outcome)).not.toContain(OTHER);
    expect(observedIn(drive(models, [json(200, body)]).outcome)).toMatchObject({ shape: true, detail: "not-listed" });
  });

  it("names the entry that has no id", () => {
    const { outcome } = drive(models, [json(200, { data: [entry(MODEL), {}] })]);
    expect(observedIn(outcome)).toMatchObject({ shape: false, missing: ["data[1].id"] });
  });

  it("is planned once and is advisory, however it was selected", () => {
    const planned = (ids: readonly ("chat" | "responses" | "models" | "auth-path")[]) =>
      planProbes(
        ids.map((id) => ({ id, selected: "explicit" as const })),
        { cases: ERROR_CASES, waived: [], expect: {} },
      ).map(({ probe: { key, family, polarity } }) => [key, family, polarity]);
    expect(planned(["models"])).toEqual([["models", null, "advisory"]]);
    expect(planned(["responses", "auth-path", "models"])).toEqual([
      ["responses", "responses", "must-pass"],
      ["auth-path:responses", "responses", "must-fail"],
      ["models", null, "advisory"],
    ]);
  });
});
