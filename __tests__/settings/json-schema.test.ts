import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";
import { parseGateFile } from "../../src/settings/gate-file/gate-file.ts";

const root = new URL("../../", import.meta.url);
const read = (file: string) => JSON.parse(readFileSync(new URL(file, root), "utf8"));
const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, validateFormats: false });
const validate = ajv.compile(read("schema/release-gate.schema.json"));

/** The example of product.md, "Gate file", with values in place of its ellipses. */
const EXAMPLE = `
# yaml-language-server: $schema=../schema/release-gate.schema.json
version: 1
release:
  environment: production
  model: some-model
  base-url: https://api.cometapi.com/v1
  api-key-ref: secrets.COMETAPI_KEY
  deployment-version: 2026.11.20-1
  config-version: "42"
  secret-version: "7"
  timeout: 30s
  retry: { max-attempts: 2, on: [429, 503] }
  fallback: { enabled: true, detect: { header: x-fallback-used } }
  headers: { x-portkey-provider: openai }
  auth: { header: Authorization, scheme: Bearer }
  env: [COMETAPI_BASE_URL, LLM_ROUTE]
  request-templates: { chat-completions: prompts/chat.json, responses: prompts/responses.json }
  feature-flag: { name: llm-v2, value: on, rollback-value: off }
  traffic: { control: edge-router/llm-canary, weight: 10 }
readiness:
  change-owner: "@team-llm"
  rollback-owner: "@oncall"
  rollback-approver: "@release-captain"
  alert-owner: "@oncall"
  alerts:
    { authentication: https://a.example, timeouts: https://b.example, errors: https://c.example, parser: https://d.example,
      fallback: https://e.example, latency: { waived: no objective yet }, backlog: https://f.example }
  dashboard: https://grafana.example/d/llm
  support: https://apidoc.cometapi.com/support/help-center
  channel: "#release-llm"
sampling: { tolerate: 5%, settle: 10s }
probes:
  error-path: { cases: [missing-field, unknown-model] }
  app:
    url: https://app.example/api/chat
    method: POST
    body: { message: hello }
    expect: { status: 200, headers: { x-app-version: "2026.11.20-1" }, pointers: { /reply: string, /tenant: { equals: smoke } } }
  logs: { files: logs/*.jsonl, require: [request_id, environment] }
  template: { waive: [{ rule: deprecated-field, field: max_tokens, why: gateway needs it }] }
triggers:
  fallback-rate: { severity: hold }
  slow-rate: { latency-objective: 3s }
rehearse: true
docs: { reviewed: { responses: sha256:${"0".repeat(64)} } }
`;

describe("published JSON Schema of the gate file", () => {
  it("takes the documented example", () => {
    expect(validate(parse(EXAMPLE))).toBe(true);
  });

  it("and the gate takes all of it", () => {
    const { problems } = parseGateFile("gate.yml", EXAMPLE);
    expect(problems).toEqual([]);
  });

  it.each([
    "trigers: {}",
    "version: 2",
    "release: { config-version: 42 }",
    "release: { timeout: 30 }",
    "sampling: { tolerate: 5 }",
    "sampling: { samples: 1 }",
    "triggers: { sensitive-exposure: { severity: advisory } }",
    "readiness: { support: { waived: '' } }",
    "release: { headers: { x-a: { from-env: 'A B' } } }",
    "probes: { chat: { max-failures: two of ten } }",
  ])("refuses what the gate refuses: %s", (text) => {
    expect(validate(parse(text))).toBe(false);
    expect(parseGateFile("gate.yml", text).problems).not.toEqual([]);
  });

  it.each([
    "sampling: { samples: 50, tolerate: 0.05, alpha: 1%, settle: 0s }",
    "timeouts: { attempt: 90s, connect: 1500ms, first-byte: 1m, idle: 5s }",
    "limits: { deadline: 10m, max-requests: 50, concurrency: 2 }",
    "release: { auth: none }",
    "release: { auth: { header: x-api-key, scheme: '' } }",
    "probes: { chat: { max-failures: 2 of 10 }, auth-path: { waive: edge strips it } }",
    "probes: { error-path: { expect: { missing-field: [400, 422] }, waive: [{ case: unknown-model, why: x }] } }",
    "readiness:",
    "readiness: { change-owner: , alerts: }",
    "fail-on: never\nsummary: on-failure\ncomment: never\nissue: never\nknown-good: none\nrehearse: false",
  ])("takes what the gate takes: %s", (text) => {
    expect(validate(parse(text))).toBe(true);
    expect(parseGateFile("gate.yml", text).problems).toEqual([]);
  });
});

describe("published JSON Schema of the evidence", () => {
  it("is a valid schema of draft 2020-12", () => {
    expect(() => ajv.compile(read("schema/evidence.schema.json"))).not.toThrow();
  });
});
