import { describe, expect, it } from "@jest/globals";
import { bodyFor, CHAT, during, post, RESPONSES } from "./client.ts";

const FAKE = "sk-sandbox-knows-this-one-not";

describe("an invalid request to a healthy sandbox", () => {
  const cases = [
    { it: "has no model", path: CHAT, change: { model: undefined }, status: 400, code: "" },
    { it: "has a model that is no string", path: CHAT, change: { model: 5 }, status: 400, code: "" },
    { it: "has an unknown model", path: CHAT, change: { model: "no-such" }, status: 503, code: "model_not_found" },
    { it: "has no messages", path: CHAT, change: { messages: undefined }, status: 500, code: "invalid_request" },
    { it: "has empty messages", path: CHAT, change: { messages: [] }, status: 500, code: "invalid_request" },
    { it: "has input on chat", path: CHAT, change: { messages: undefined, input: "a" }, status: 500 },
    { it: "has no input", path: RESPONSES, change: { input: undefined }, status: 500, code: "invalid_request" },
    { it: "has an unknown model", path: RESPONSES, change: { model: "no-such" }, status: 503, code: "model_not_found" },
  ];
  for (const { it: what, path, change, status, code } of cases) {
    it(`that ${what} (${path}) ends in ${status} with code ${JSON.stringify(code ?? "invalid_request")}`, () =>
      during("healthy", async (sandbox) => {
        const response = await post(sandbox, path, { ...bodyFor(sandbox, path), ...change });
        expect(response.status).toBe(status);
        expect(await response.json()).toEqual({
          error: expect.objectContaining({
            type: "comet_api_error",
            code: code ?? "invalid_request",
            message: expect.stringMatching(/\(request id: [A-Za-z0-9]{31}\)$/),
          }),
        });
      }));
  }

  it("is none where embeddings name a model of their own", () =>
    during("healthy", async (sandbox) => {
      const response = await post(sandbox, "/embeddings", { model: "some-embedding-model", input: "a" });
      expect(response.status).toBe(200);
    }));

  it("that is no JSON ends in 400", () =>
    during("healthy", async (sandbox) => {
      expect((await post(sandbox, CHAT, "{")).status).toBe(400);
      expect((await post(sandbox, CHAT, "[]")).status).toBe(400);
    }));

  it("to an unknown path below /v1 ends in a JSON 404 that names the path", () =>
    during("healthy", async (sandbox) => {
      const response = await post(sandbox, "/no-such", {});
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({
        error: { message: "Invalid URL (POST /v1/no-such)", type: "invalid_request_error" },
      });
    }));

  it("that streams ends in a JSON error all the same", () =>
    during("healthy", async (sandbox) => {
      const response = await post(sandbox, RESPONSES, { model: sandbox.model, stream: true });
      expect([response.status, response.headers.get("content-type")]).toEqual([500, "application/json; charset=utf-8"]);
    }));

  it("that is too large ends in 413", () =>
    during("healthy", async (sandbox) => {
      expect((await post(sandbox, CHAT, "x".repeat(9 * 1024 * 1024))).status).toBe(413);
    }));
});

describe("a fake credential", () => {
  it("ends in 401 with the documented envelope, without param", () =>
    during("healthy", async (sandbox) => {
      const response = await post(sandbox, CHAT, bodyFor(sandbox, CHAT), { key: FAKE });
      expect(response.status).toBe(401);
      const { error } = (await response.json()) as { error: object };
      expect(error).toEqual({ code: "", type: "comet_api_error", message: expect.stringContaining("Invalid token") });
    }));

  it("is noticed before anything else is looked at", () =>
    during("healthy", async (sandbox) => {
      for (const body of ["{", {}, { model: "no-such" }, { model: sandbox.model }]) {
        expect((await post(sandbox, RESPONSES, body, { key: FAKE })).status).toBe(401);
      }
    }));

  it("is not in the answer", () =>
    during("healthy", async (sandbox) => {
      expect(await (await post(sandbox, CHAT, {}, { key: FAKE })).text()).not.toContain(FAKE);
    }));
});
