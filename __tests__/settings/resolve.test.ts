import { describe, expect, it } from "@jest/globals";
import { codesOf, problemsOf, settingsOf } from "./source.ts";

describe("settings", () => {
  it("need only a key and a model", () => {
    const settings = settingsOf();
    expect(settings).toMatchObject({
      live: false,
      sandbox: false,
      knownGood: { source: null, rehearse: "on-failure" },
      warnings: [],
    });
  });

  it("report every problem at once, those of the gate file first", () => {
    const problems = problemsOf({
      inputs: {
        "api-key": "",
        model: "<MODEL_ID>",
        samples: "1",
        timeout: "soon",
        probes: "chat, chatt",
        "base-url": "http://a.example",
      },
      gateFile: "sampling: { alpha: 0 }",
    });
    expect(problems.map(({ code }) => code).sort()).toEqual(
      [
        "invalid-base-url",
        "invalid-duration",
        "missing-key",
        "out-of-range",
        "placeholder-model",
        "trigger-never-fires",
        "unknown-probe",
      ].sort(),
    );
    const broken = codesOf({ inputs: { samples: "1" }, gateFile: "zzz: 1" });
    expect(broken).toEqual(["unknown-key", "out-of-range"]);
  });

  it("name a mistyped input before what is missing because of it", () => {
    const inputs = { "api-key": "", mode: "replya", evidence: "evidence.json" };
    expect(codesOf({ inputs })).toEqual(["invalid-value", "missing-key", "unused-input"]);
    expect(codesOf({ inputs, gateFile: "zzz: 1" })).toEqual(["unknown-key", "invalid-value", "unused-input"]);
  });

  it("know when users are served", () => {
    expect(settingsOf({ inputs: { live: "true" } }).live).toBe(true);
    expect(settingsOf({ inputs: { live: "False" } }).live).toBe(false);
  });

  it("tell a known-good that was waived from one that was forgotten", () => {
    expect(settingsOf({ inputs: { environment: "production" } }).knownGood.source).toBeNull();
    expect(settingsOf({ inputs: { environment: "production", "known-good": "none" } }).knownGood.source).toEqual({
      kind: "none",
    });
    expect(settingsOf({ gateFile: "known-good: none" }).knownGood.source).toEqual({ kind: "none" });
  });

  it("record the application's own settings", () => {
    const gateFile = `
release:
  timeout: 30s
  retry: { max-attempts: 2, on: [429, 503] }
  fallback: { enabled: true, detect: { header: x-fallback-used } }
  env: [LLM_ROUTE]
  api-key-ref: secrets.COMETAPI_KEY
  feature-flag: { name: llm-v2, value: true, rollback-value: off }
  traffic: { control: edge, weight: 10 }
`;
    expect(settingsOf({ gateFile }).release).toMatchObject({
      timeoutMs: 30_000,
      retry: { maxAttempts: 2, on: [429, 503] },
      fallbackEnabled: true,
      fallbackHeader: "x-fallback-used",
      env: [{ name: "LLM_ROUTE", digest: null }],
      apiKeyRef: "secrets.COMETAPI_KEY",
      featureFlag: { name: "llm-v2", value: "true", rollbackValue: "off" },
      traffic: { control: "edge", weight: 10 },
    });
  });
});
