import { describe, expect, it } from "@jest/globals";
import { ALERTS, DERIVED_ITEMS, PREFLIGHT_ITEMS, READINESS_ITEMS } from "../../src/evidence/preflight.ts";
import { codesOf, problemsOf, settingsOf } from "./source.ts";

describe("the pre-flight list", () => {
  it("is one list: every declared item once, alerts beside their owner", () => {
    expect([...READINESS_ITEMS].sort()).toEqual(
      [...PREFLIGHT_ITEMS, ...ALERTS.map((alert) => `alerts.${alert}`)].sort(),
    );
    expect(READINESS_ITEMS[READINESS_ITEMS.indexOf("alert-owner") + 1]).toBe("alerts.authentication");
  });

  it.each(DERIVED_ITEMS)("takes a waiver for what the gate checks itself: %s", (item) => {
    const gateFile = `readiness: { ${item}: { waived: " not ours " } }`;
    expect(settingsOf({ gateFile }).readiness).toEqual({ [item]: { kind: "waived", why: "not ours" } });
  });

  it.each(DERIVED_ITEMS)("refuses a value for what the gate checks itself: %s", (item) => {
    const [problem, ...others] = problemsOf({ gateFile: `readiness: { ${item}: done }` });
    expect(others).toEqual([]);
    expect(problem?.message).toBe(
      `gate file .github/release-gate.yml:1:${16 + item.length}: readiness.${item} must be { waived: why } or absent, because the gate checks this item itself`,
    );
  });

  it.each([
    ["timeout: { waived: '' }", "invalid-value"],
    ["timeout: { waved: x }", "unknown-key"],
    ["timeout:", "no-value"],
  ])("refuses %s", (item, code) => {
    expect(codesOf({ gateFile: `readiness: { ${item} }` })).toContain(code);
  });

  it("knows where it is declared, and nothing where it is not", () => {
    const gateFile = "version: 1\nreadiness:\n  channel: x\n";
    expect(settingsOf({ gateFile }).readinessPlaces).toMatchObject({ file: ".github/release-gate.yml", line: 3 });
    expect(settingsOf({ gateFile: "version: 1" })).not.toHaveProperty("readinessPlaces");
  });
});

describe("places of the base URL", () => {
  const URL = "https://api.cometapi.com/v1";
  const placesOf = (release: string, world: Parameters<typeof settingsOf>[0] = {}) =>
    settingsOf({ ...world, gateFile: `release: { ${release} }\nreadiness: {}` }).readinessPlaces?.baseUrls;

  it("are none for the built-in default", () => {
    expect(placesOf("timeout: 30s")).toEqual([]);
  });

  it("are all that give one, the winner first, in one spelling", () => {
    const world = { inputs: { "base-url": "api.cometapi.com" }, env: { COMETAPI_BASE_URL: "https://other.example" } };
    expect(placesOf(`base-url: ${URL}`, world)).toEqual([
      { place: "input base-url", url: URL },
      { place: "gate file .github/release-gate.yml:1:22: release.base-url", url: URL },
      { place: "environment variable COMETAPI_BASE_URL", url: "https://other.example/v1" },
    ]);
  });

  it("are also other texts of the release in which it is written out, and of no other section", () => {
    const inputs = { "base-url": URL };
    expect(placesOf(`headers: { x-upstream: "${URL}/chat" }`, { inputs })).toEqual([
      { place: "input base-url", url: URL },
      { place: "gate file .github/release-gate.yml:1:35: release.headers.x-upstream", url: null },
    ]);
    const gateFile = `readiness: { support: ${URL} }`;
    expect(settingsOf({ inputs, gateFile }).readinessPlaces?.baseUrls).toHaveLength(1);
  });

  it("do not count in the sandbox, which has its own", () => {
    const sandbox = { baseUrl: "http://127.0.0.1:1/v1", model: "m", key: "sandbox-key-0123456789" };
    expect(placesOf(`base-url: ${URL}`, { sandbox })).toEqual([]);
  });
});
