/** The checks that send nothing to the provider, and what is around a run: templates, logs, documentation, readiness. */
import { gzipSync } from "node:zlib";
import type { Case, Gateway } from "../world.ts";
import { inputsFor, QUICK, sections } from "./scenarios.ts";
import { type Row, throughAction } from "./settings.ts";

const CHAT =
  '{"model":"some-model","messages":[{"role":"user","content":"{{question}}"}],"max_completion_tokens":64}\n';
const BAD = `{
  "model": "m-1",
  "messages": [{ "role": "user", "content": "write to jane.doe@acme-corp.com" }],
  "max_output_tokens": 64,
  "max_tokens": 8,
  "temperature": "hot",
  "api_key": "sk-proj-AbCdEfGh0123456789IjKlMn"
}
`;
const WAIVED = `probes: { template: { waive: [
  { rule: personal-data, field: messages, why: agreed },
  { rule: other-family, why: agreed },
  { rule: deprecated-field, field: max_tokens, why: agreed }] } }
`;

const template = (text: string, more: Row = {}): Row => ({
  ...more,
  files: { "a.json": text },
  inputs: { probes: "template", "request-template": "a.json", ...more.inputs },
});

const TEMPLATES: readonly (readonly [string, Row])[] = [
  ["good", template(CHAT)],
  ["findings", template(BAD)],
  ["findings, waived", template(BAD, { gate: WAIVED })],
  ["another model", template(CHAT, { inputs: { model: "m-2" } })],
  ["no JSON", template('{"model": ')],
  ["no object", template("[1]", { inputs: { "request-template": "chat-completions=a.json" } })],
  ["no family", template("{}")],
  [
    "responses",
    template('{"model":"some-model","input":[{"role":"user","content":"hi"}],"max_tokens":5,"store":"yes"}'),
  ],
  [
    "background",
    template('{"model":"some-model","input":"hi","background":true}', { inputs: { probes: "responses, template" } }),
  ],
  [
    "of the gate file",
    {
      gate: "release: { request-templates: { responses: a.json } }",
      files: { "a.json": '{"model":"{{m}}","input":1}' },
      inputs: { probes: "static" },
    },
  ],
];

const LINE = {
  environment: "production",
  deployment_version: "1",
  provider: "p",
  status: 200,
  latency_bucket: "a",
  retry_count: 0,
  fallback_used: false,
  error_class: null,
};
const OWN = JSON.stringify({ ...LINE, request_id: "r-1", run: "4711" });
const RUN_ID = { GITHUB_RUN_ID: "4711" };
const logs = (text: string | Buffer, more: Row = {}, name = "app.jsonl"): Row => ({
  env: RUN_ID,
  gate: `probes: { logs: { files: [${name}] } }`,
  files: { [name]: text },
  ...more,
  inputs: { probes: "logs", ...more.inputs },
});

const LOGS: readonly (readonly [string, Row])[] = [
  ["good", logs(`${OWN}\n`)],
  ["fields missing", logs(`${JSON.stringify({ run: "4711", status: 1 })}\n${OWN}\n`)],
  ["no record of this run", logs(`${JSON.stringify({ a: 1 })}\n`)],
  ["the key", logs(`${OWN}\nkey test-key-0123456789abcdef\n`)],
  ["an authorization header", logs(`${OWN}\nAuthorization: Bearer abcdefghijklmnop0123\n`)],
  ["a text like a key", logs(`${OWN}\nsk-proj-AbCdEfGh0123456789IjKlMnOpQr\n`)],
  ["logfmt", logs("level=info run=4711 request_id=1 status=200 environment=p\n", {}, "app.log")],
  ["gzip", logs(gzipSync(`${OWN}\n`), {}, "app.gz")],
  ["UTF-16", logs(Buffer.from(`\ufeff${OWN}\n`, "utf16le"), {}, "app.log")],
  ["an export in one document", logs(JSON.stringify({ events: [{ message: OWN }] }), {}, "export.json")],
  ["no such file", logs("", { files: {} })],
  ["an empty file", logs("")],
  [
    "fields of its own",
    logs(`${OWN}\n`, { gate: "probes: { logs: { files: app.jsonl, require: [http.status, run] } }" }),
  ],
];

/** A run against the sandbox with more of a gate file. */
function beside(
  name: string,
  gate: (gateway: Gateway) => string,
  inputs: Readonly<Record<string, string>> = {},
  scenario = "healthy",
): Case {
  return {
    name: `beside: ${name}`,
    run: async (world) => {
      const gateway = await world.sandbox(scenario);
      const files = {
        "gate.yml": QUICK + gate(gateway),
        "a.json": CHAT.replace("some-model", gateway.model),
        "r.json": '{"model":"{{model}}","input":"{{question}}"}',
      };
      await world.action({
        inputs: { ...inputsFor(gateway), probes: "chat", "gate-file": "gate.yml", ...inputs },
        files,
      });
    },
  };
}

const READY = `readiness:
  change-owner: "@team-llm"
  rollback-owner: "@oncall"
  rollback-approver: "@release-captain"
  alert-owner: "@oncall"
  alerts: { authentication: a, timeouts: b, errors: c, parser: d, fallback: e, latency: { waived: no objective yet }, backlog: { waived: no queue } }
  dashboard: https://grafana.example/d/llm
  support: https://support.example
  channel: "#release-llm"
  retry: { waived: the application does not retry }
`;
const DECLARED =
  "release: { api-key-ref: secrets.COMETAPI_KEY, deployment-version: '1', config-version: '42', secret-version: '7', timeout: 30s, feature-flag: { name: f, value: 'on', rollback-value: 'off' }, traffic: { control: edge, weight: 10 } }\n";

const BESIDE: readonly Case[] = [
  beside("a template that is sent", () => "", { probes: "chat, template", "request-template": "a.json" }),
  beside(
    "a template of a family that is not there",
    () => "",
    { probes: "smoke", "request-template": "responses=r.json" },
    "chat-only",
  ),
  beside("readiness, open", () => "readiness: {}\n"),
  beside(
    "readiness, placeholders",
    () => "readiness: { change-owner: TODO, support: '<OWNER>', dashboard: 'https://...' }\n",
  ),
  beside("readiness, a check", () => READY),
  beside("readiness, a release", () => READY + DECLARED, {
    environment: "production",
    "known-good": "none",
    "change-id": "C-1",
    reviewer: "@r",
  }),
  beside("migration", (gateway) => sections(gateway, ["docs"]), {
    probes: "migration, docs",
    "request-template": "chat-completions=a.json",
  }),
  beside("migration without Responses", () => "", { probes: "migration" }, "chat-only"),
  beside("docs, never reviewed", (gateway) => sections(gateway, ["docs"]), { probes: "docs" }),
  beside(
    "docs, changed",
    ({ origin }) =>
      `docs: { index: "${origin}/docs/llms.txt", pages: { responses: "${origin}/docs/api/text/responses", chat-completions: "${origin}/docs/api/text/chat" }, reviewed: { responses: "sha256:${"a".repeat(64)}" } }\n`,
    { probes: "chat, responses, docs" },
  ),
  beside("app", (gateway) => sections(gateway, ["app"]), { probes: "smoke, app" }),
  beside("a fallback header", () => "release: { fallback: { enabled: true, detect: { header: content-type } } }\n"),
  beside(
    "a latency objective",
    () => "triggers: { slow-rate: { severity: hold, latency-objective: 200ms } }\n",
    {},
    "slow",
  ),
  beside(
    "waived error cases",
    () =>
      "probes: { error-path: { waive: [{ case: unknown-model, why: mapped }] }, auth-path: { waive: elsewhere } }\n",
    { probes: "smoke" },
    "accepts-anything",
  ),
  beside(
    "own failure statuses",
    () => "probes: { error-path: { expect: { missing-field: [422] } }, auth-path: { expect: [403] } }\n",
    { probes: "smoke" },
  ),
  beside(
    "milder severities",
    () => "triggers: { authentication: { severity: hold } }\nfail-on: rollback\n",
    {},
    "bad-key",
  ),
  beside("a threshold", () => "probes: { chat: { max-failures: 9 of 10 } }\n", { concurrency: "1" }, "one-in-five"),
  beside("a budget of four", () => "", { "max-requests": "4", concurrency: "1", probes: "smoke" }),
  beside("a deadline", () => "", { deadline: "1s", timeout: "1s" }, "hang"),
  beside("summary never", () => "", { summary: "never", "fail-on": "never" }, "bad-key"),
  beside("a key in a label", () => "", { notes: "the key is sk-sandbox-opens-nothing-0123456789" }),
  beside("feature probes", () => "", {
    probes: "models, chat-tools, responses-tools, chat-image, responses-image, responses-state",
  }),
];

export const checkCases = (): readonly Case[] => [
  ...BESIDE,
  ...throughAction("template", TEMPLATES),
  ...throughAction("logs", LOGS),
];
