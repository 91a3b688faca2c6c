/** Successes that are a refusal of whoever asked. */
import { describe, expect, it } from "@jest/globals";
import { refusesInBody } from "../../src/probes/app-refusal.ts";

describe("the body of a success", () => {
  it.each<unknown>([
    { errors: [{ message: "no", extensions: { code: "UNAUTHENTICATED" } }], data: null },
    { success: false, code: 401, message: "Token expired, please log in again" },
    { code: "401", msg: "登录已过期", data: null },
  ])("refuses whoever asked: %j", (body) => {
    expect(refusesInBody(JSON.stringify(body))).toBe(true);
  });

  it.each<unknown>([
    { errors: [{ extensions: { code: "UNAUTHENTICATED" } }, { extensions: { code: "INTERNAL" } }], data: null },
    { errors: [{ extensions: { code: "UNAUTHENTICATED" } }], data: { reply: "half" } },
    { errors: [], code: 401 },
    { success: false, code: 401, message: "Invalid API key" },
    { success: false, code: 500, message: "Unauthorized" },
    { code: 401, data: { title: "An article" } },
    "401",
  ])("does not: %j", (body) => {
    expect(refusesInBody(JSON.stringify(body))).toBe(false);
  });
});
