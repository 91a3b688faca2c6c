/** Gate files: wrong keys and types at every section, YAML that is none, and what is right but rare. */
import type { Case } from "../world.ts";
import { KEY, type Row, throughAction, throughBoth, throughValidate } from "./settings.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;

/** Text of the gate file, with a name. */
const WRONG: Readonly<Record<string, string>> = {
  "an unknown key": "version: 1\ntrigers: {}\n",
  "a nested unknown key": "release:\n  modle: x",
  "an unknown key in a list": "probes:\n  error-path:\n    waive: [{ case: missing-field, wy: x, why: y }]",
  "an unknown key below a union": "release:\n  headers:\n    x-a: { from-emv: B, from-env: A }",
  "a key one level too high": "model: x",
  "an input": "api-key: x\nallowed-hosts: [evil.example]\nallowed-env: [A]",
  "a merge key": "<<: { version: 1 }",
  "a number where text is due": "release:\n  config-version: 1.10",
  "a key without a value": "release:\n  model:",
  "a section without a value": "version: 1\nrelease:",
  "a missing key": "release:\n  traffic: { control: a }",
  "a bare number as duration": "release: { timeout: 30 }",
  "a word outside a choice": "triggers: { route: { severity: fatal } }",
  "a severity that the rules forbid": "triggers: { sensitive-exposure: { severity: advisory } }",
  "more severities": "triggers: { unreachable: { severity: rollback }, configuration: { severity: rollback } }",
  "a slow-rate that never fires": "triggers: { slow-rate: { severity: hold } }",
  "a header that is no header": "release: { headers: { 'bad name': x } }",
  "a header with a line break": 'release: { headers: { x-a: "b\\nc" } }',
  "reserved headers":
    "release: { headers: { Host: x, content-length: '1', Authorization: y }, auth: { header: Host } }",
  "headers twice": "release: { headers: { x-a: '1', X-A: '2' } }",
  "another version": "version: 2",
  "a waiver without a reason": "readiness: { support: { waived: '' } }",
  "a success status": "probes: { auth-path: { expect: [200] } }",
  "a list": "- 1",
  "a word": "hello",
  "a duplicate key": "name: a\nname: b",
  "a tag": "name: !secret x",
  "a second document": "name: a\n---\nname: b",
  "an alias without anchor": "name: *a",
  "an alias of a section": "release: &r {}\nprobes: *r",
  "an endless section": "release: &r { traffic: *r }",
  "a tab": "release:\n\tmodel: x",
  "a second colon": "name: a: b",
  "a bracket that stays open": "release: { model: [",
  "a reserved key": "release: { headers: { __proto__: x } }",
  "many problems": "trigers: {}\nrelease:\n  timeout: 5\n  modl: x\nsampling: { samples: 1 }\n",
  "eighty problems": Array.from({ length: 80 }, (_, n) => `key-${n}: 1`).join("\n"),
  "a secret": `release: { config-version: ${KEY} }`,
  "secrets as keys": "sk-abcdefghijklmnopqrstuvwxyz: 1\nrelease: { timeout: sk-abcdefghijklmnopqrstuvwxyz }",
  "too large": `# ${"x".repeat(70_000)}`,
  "too deep": `release: ${"[".repeat(20_000)}${"]".repeat(20_000)}`,
  "YAML 1.1": "%YAML 1.1\n---\nrelease: { fallback: { enabled: yes } }",
  sampling: "sampling: { samples: 51, tolerate: 200%, alpha: x, settle: 5, more: 1 }",
  "sampling that never fires": "sampling: { samples: 2, tolerate: 50% }",
  timeouts: "timeouts: { attempt: 5s, idle: 6s, connect: 1, frist-byte: 2s }",
  limits: "limits: { deadline: 25d, max-requests: 0, concurrency: 65 }",
  "limits out of reach": "probes: { chat: { max-failures: 9 of 3 }, responses: { max-failures: two } }",
  "error-path": "probes: { error-path: { cases: [missing], expect: { missing-field: [200], other: [400] } } }",
  app: "probes: { app: { url: 'ftp://a.example', method: HEAD, expect: { status: 99, latency: 3s } } }",
  "app pointers":
    "probes: { app: { url: 'https://a.example', expect: { pointers: { reply: string, /a: date, /b: {} } } } }",
  logs: "probes: { logs: { files: [], require: [1] } }",
  template:
    "probes: { template: { waive: [{ rule: deprecated-fields, why: x }, { rule: not-json, why: y }, { rule: secret, why: z }] } }",
  "fail-on and summary": "fail-on: holds\nsummary: allways\ncomment: 1\nissue: sometimes",
  issue: "issue: { when: sometimes, labels: ['a,b'], assignees: ['@octocat'], asignees: [x] }",
  "known-good": "known-good: git:--upload-pack=x\nrehearse: maybe\ndeployments: { creater: x }",
  docs: `docs: { indx: x, pages: { response: y }, reviewed: { responses: sha256:1, chat-completions: { contract: "${DIGEST}", at: 21.11.2026 } } }`,
  readiness:
    "readiness: { change-owner: 1, alerts: { errrors: x, latency: { waved: y } }, timeout: done, secret-path: }",
  release:
    "release: { retry: { x: 1, max-attempts: 0 }, fallback: { enabled: 1 }, env: [a-b], auth: no, traffic: { control: '', weight: 101 } }",
  "feature flag": "release: { feature-flag: { name: f, value: 1 } }",
};

const release = (text: string, inputs: Row["inputs"] = {}): Row => ({ gate: `release: ${text}\n`, inputs });
/** Inputs of a run in which the gate file has the word. */
const BARE = { model: "", "base-url": "" };

const RARE: readonly (readonly [string, Row])[] = [
  ["empty", { gate: "" }],
  ["comments", { gate: "# nothing yet\n" }],
  ["a byte order mark", { gate: "\ufeffversion: 1" }],
  ["an alias of a value", { gate: 'readiness: { change-owner: &team "@team", rollback-owner: *team }' }],
  ["a host that only it names", release("{ base-url: https://evil.example/v1 }", { "base-url": "" })],
  [
    "a host that is allowed",
    release("{ base-url: https://a.example/v1 }", { ...BARE, "allowed-hosts": "a.example", deadline: "1s" }),
  ],
  [
    "a model of its own",
    release("{ model: from-file, base-url: http://127.0.0.1:9/v1 }", { model: "", "allowed-hosts": "127.0.0.1:9" }),
  ],
  [
    "overruled by inputs",
    {
      gate: "name: file\nfail-on: never\nsummary: never\nlimits: { deadline: 2m }\nrelease: { environment: staging, model: other, deployment-version: '1' }",
      inputs: {
        name: "input",
        "fail-on": "rollback",
        summary: "always",
        deadline: "1m",
        environment: "production",
        "deployment-version": "9",
        "known-good": "none",
      },
    },
  ],
  [
    "not overruled",
    {
      gate: "name: file\nfail-on: never\nsummary: never\nrelease: { environment: staging, deployment-version: '1', config-version: '2', timeout: 30s, retry: { max-attempts: 2, on: [429] } }\nknown-good: none",
    },
  ],
  ["from-env that is not allowed", release("{ headers: { x-a: { from-env: TENANT } } }")],
  ["from-env that is not set", release("{ headers: { x-a: { from-env: TENANT } } }", { "allowed-env": "TENANT" })],
  [
    "from-env",
    {
      ...release("{ headers: { x-a: { from-env: TENANT }, x-b: plain } }", { "allowed-env": "TENANT" }),
      env: { TENANT: "tenant-0123456789abcdef" },
    },
  ],
  ["no authentication", release("{ auth: none }", { "api-key": "", probes: "chat, auth-path" })],
  ["another authentication", release("{ auth: { header: x-api-key, scheme: '' } }")],
  ["a fallback that nothing feeds", { gate: "triggers: { fallback-rate: { severity: hold } }" }],
  ["a missing template", release("{ request-templates: { responses: nowhere.json } }")],
  [
    "a policy of its own",
    {
      gate: "sampling: { samples: 7, tolerate: 0.1, alpha: 1%, settle: 0s }\nprobes: { chat: { max-failures: 2 of 10 } }\ntriggers: { capacity: { severity: advisory }, slow-rate: { severity: hold, latency-objective: 3s } }",
    },
  ],
  [
    "app with a secret header",
    {
      gate: "probes: { app: { url: 'https://app.example/x', headers: { Authorization: { from-env: T } } } }",
      inputs: { probes: "app", "allowed-env": "T" },
      env: { T: "token-of-the-app-0123" },
    },
  ],
  [
    "app without its release values",
    {
      gate: "probes: { app: { url: 'https://app.example/x', expect: { pointers: { /a: { release: timeout }, /b: { release: feature-flag } } } } }",
      inputs: { probes: "app" },
    },
  ],
  [
    "app with GET and a body",
    {
      gate: "probes: { app: { url: 'https://app.example/x', method: GET, body: { a: 1 } } }",
      inputs: { probes: "app" },
    },
  ],
  [
    "app with a key in the body",
    {
      gate: "probes: { app: { url: 'https://app.example/x', body: { auth: [sk-abcdefghijklmnop] } } }",
      inputs: { probes: "app" },
    },
  ],
  [
    "app over plain http with a secret",
    {
      gate: "probes: { app: { url: 'http://app.internal/x', headers: { x-a: { from-env: T } } } }",
      inputs: { probes: "app", "allowed-env": "T", "allowed-hosts": "app.internal" },
      env: { T: "token-of-the-app-0123" },
    },
  ],
  [
    "docs over plain http",
    {
      gate: "docs: { index: http://docs.example/a, pages: { responses: 'https://n:hunter2@docs.example/a' } }",
      inputs: { probes: "docs" },
    },
  ],
  [
    "logs outside the checkout",
    {
      gate: "probes: { logs: { files: [../a.log, '{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}', '+(a|aa)b'] } }",
      inputs: { probes: "logs" },
    },
  ],
  ["elsewhere", { files: { "gate.yml": "version: 1\ntrigers: {}\n" }, inputs: { "gate-file": "gate.yml" } }],
];

export function gateFileCases(): readonly Case[] {
  const wrong = Object.entries(WRONG).map(([name, gate]) => [name, { gate }] as const);
  const some = wrong.filter((_, at) => at % 3 === 0);
  return [
    ...throughValidate("gate file", wrong),
    ...throughAction("gate file in a run", some),
    ...throughBoth("gate file, rare", RARE),
  ];
}
