/** What people write into a gate file by mistake: one cause, its place, and what to do. */
import { describe, expect, it } from "@jest/globals";
import { parseGateFile } from "../../src/settings/gate-file/gate-file.ts";
import { INPUTS } from "../../src/settings/inputs/inputs.ts";

const said = (text: string) => parseGateFile("g.yml", text).problems.map(({ message, help }) => `${message} ${help}`);

/** A check of metrics with this entry in its list. */
const metric = (entry: string) =>
  `probes:\n  metrics:\n    prometheus: https://p.example\n    checks:\n      - ${entry}\n`;

describe("a mistake says its one cause, where it is, and what to do", () => {
  it.each<[what: string, text: string, place: string, words: RegExp]>([
    ["a merge of nothing", "sampling:\n  <<: *x\n  settle: 1s\n", "2:3", /merge key.* Write the keys themselves/],
    ["a merge", "name: a\nsampling:\n  settle: 1s\n  <<: *x\n", "4:3", /merge key/],
    ["an alias of nothing", "release:\n  model: *m\n", "2:10", /no anchor.* Write the value itself/],
    ["a second colon in brackets", "release: { model: x: y }\n", "1:20", /second colon.* quotes/],
    ...[
      "sum(rate(a[1m])) by (x)",
      'rate(a{job="x"}[5m])',
      "job:errors:rate5m[1m]",
      "sum(a) by (x, y)",
      "histogram_quantile(0.95, sum(rate(b[5m])) by (le))",
    ].flatMap((query): [string, string, string, RegExp][] => [
      [`the query ${query}`, metric(`{ name: e, query: ${query}, max: 2 % }`), "5:27", /brackets of its own.* quotes/],
      [`the query ${query} at the end`, metric(`{ name: e, query: ${query} }`), "5:27", /brackets of its own.* quotes/],
    ]),
    ["a pattern with a class in brackets", "probes:\n  logs: { files: logs/[a-z].log }\n", "2:18", /quotes/],
    ["a semicolon in brackets", "release: { model: m; environment: s }\n", "1:33", /second colon.* comma/],
    ["a second colon", "release:\n  model: openai: x\n", "2:10", /second colon.* quotes/],
    ["a tab", "release:\n\tmodel: m\n", "2:1", /tab.* spaces/],
    ["a tab among spaces", "release:\n  model: m\n \tenvironment: s\n", "3:2", /tab.* spaces/],
    ["entries in two columns", "probes:\n  logs:\n    files:\n     - a.log\n    - b.log\n", "5:5", /entry.* column/],
    [
      "another word for a key",
      "probes:\n  error-path: { waive: [{ case: missing-field, reason: x }] }\n",
      "2:48",
      /reason" - did you mean "why"/,
    ],
    ["a comment of HTML", "<!-- gate -->\nversion: 1\n", "1:1", /HTML/],
    ["a step", "- uses: o/gate@v1\n  with:\n    model: m\n", "1:1", /step.* init/],
    ["the version in quotes", 'version: "1"\n', "1:10", /without quotes/],
    ["a number in quotes", 'sampling:\n  samples: "5"\n', "2:12", /whole number.* without quotes/],
    ["a status in quotes", 'probes:\n  app: { url: /a, expect: { status: "200" } }\n', "2:37", /without quotes/],
    ["a comma in a share", "sampling:\n  tolerate: 2,5%\n", "2:13", /Write 2\.5%/],
    [
      "a type of another language",
      "probes:\n  app: { url: /a, expect: { pointers: { /b: str } } }\n",
      "2:45",
      /must be string, number/,
    ],
    ["a quote that is not closed", 'release:\n  model: "m\n  environment: s\n', "2:10", /not closed/],
    ["a key twice", "release:\n  model: a\n  model: b\n", "3:3", /given twice.* Keep one/],
    ["no space behind a colon", "release:\n  model: m\n  timeout:30s\n", "3:11", /colon without a space/],
    ["no space in front of an address", "release:\n  base-url:https://a.example/v1\n", "2:12", /colon without a space/],
    ["a list in place of a section", "release:\n  - model: m\n  - timeout: 1s\n", "2:3", /section.* dashes/],
    ["an entry among keys", "release:\n  model: m\n  - x\n", "3:3", /entry of a list.* dash/],
    ["an entry among sections", "name: a\n- release\n", "2:1", /entry of a list/],
    ["a section in place of a list", "probes:\n  error-path:\n    cases:\n      a: b\n", "4:7", /list.* dash/],
    ["a text in place of a section", "release:\n  model = m\n", "2:3", /section.* key: value/],
    ["yes", "release:\n  fallback: { enabled: yes }\n", "2:24", /true or false.* yes, no, on and off/],
    ["true in quotes", 'release:\n  fallback: { enabled: "true" }\n', "2:24", /without quotes/],
    ["a version that is a number", "release:\n  deployment-version: 1.10\n", "2:23", /quotes.* 1\.10 becomes 1\.1/],
    ["a header that is a number", "release:\n  headers: { x-v: 1.10 }\n", "2:19", /1\.10 becomes 1\.1/],
    ["a variable that is true", "release:\n  env: { A: true }\n", "2:13", /quotes/],
    ["two documents", "version: 1\n---\nversion: 1\n", "2:1", /second document.* Remove/],
    ["a conflict of which a mark is left", "name: a\n=======\nname: b\n", "2:1", /merge conflict/],
    ["a workflow", "name: gate\non: push\njobs:\n  a:\n    runs-on: x\n", "2:1", /workflow.* init/],
    [
      "a pointer of Git LFS",
      "version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
      "1:1",
      /Git LFS.* lfs: true/,
    ],
    ["TOML", '[release]\nmodel = "m"\n', "1:1", /TOML/],
    ["HTML", "<!DOCTYPE html>\n<html></html>\n", "1:1", /HTML/],
    ["gzip", "\u001f\ufffd\b\0", "1:1", /gzip/],
  ])("%s", (_what, text, place, words) => {
    const all = said(text);
    expect(all).toHaveLength(1);
    expect(all[0]).toMatch(words);
    expect(all[0]).toContain(`gate file g.yml:${place}: `);
  });

  it.each([
    "release:\n  model: provider,model\n",
    "release:\n  feature-flag: { name: f, value: on, rollback-value: off }\n",
    "release: { deployment-version: 2026-11-20, query: { api-version: 2026-10-01 } }\n",
    "readiness: { dashboard: https://a.example/d?x=1:2 }\n",
    '{"version": 1, "release": {"model": "a: b"}}',
    "release:\n  headers: { x-flag: yes }\n  env: [A, B]\n",
  ])("and none where there is none: %j", (text) => {
    expect(said(text)).toEqual([]);
  });
});

describe("a value of a closed set, a duration or a share in a gate file", () => {
  it.each([
    ["fail-on: rolback", "Did you mean rollback?"],
    ["summary: on-fail", "Did you mean on-failure?"],
    ["comment: no", "Did you mean never?"],
    ["comment: true", "Did you mean always?"],
    ["timeouts: { attempt: 60 }", "Write 60s for seconds, or 60ms for milliseconds: a bare number could be either."],
    ["sampling: { tolerate: 5 }", "Write 5% if that many per cent are meant."],
  ])("says what to write: %s", (gateFile, help) => {
    expect(parseGateFile("g.yml", gateFile).problems.map((problem) => problem.help)).toEqual([help]);
  });

  it.each([
    "timeouts: { attempt: 1m30s }",
    "timeouts: { attempt: PT2M }",
    "sampling: { tolerate: 5 % }",
    'sampling: { tolerate: "0.05" }',
  ])("is read where it means one thing: %s", (gateFile) => {
    expect(parseGateFile("g.yml", gateFile).problems).toEqual([]);
  });
});

describe("a key in the wrong place says where it belongs", () => {
  const INPUT =
    /^gate file g\.yml:\d:\d: unknown key ".*" - it is an input of the workflow step Move it to the step's with/;
  const OTHERS: Readonly<Record<string, RegExp>> = {
    probes: /probes says which probes run, and that is the input probes Move it to the step's with/,
  };

  it.each(INPUTS.map(({ name, path }) => ({ name, path })))("the input $name at the top", ({ name, path }) => {
    const all = said(`version: 1\n${name}: some-value\n`);
    const known = path?.split(".")[0] === name;
    const home = path === null || path.startsWith("step.") ? INPUT : new RegExp(`did you mean "${path}"`);
    if (known && OTHERS[name] === undefined) expect(all.join()).not.toMatch(/unknown key/);
    else expect(all).toEqual([expect.stringMatching(OTHERS[name] ?? home)]);
  });

  it.each([
    ["release: { fail-on: hold }", 'did you mean "fail-on" at the top of the file?'],
    ["release: { sampling: { settle: 1s } }", 'did you mean "sampling" at the top of the file?'],
    ["release: { samples: 5 }", 'did you mean "sampling.samples"?'],
    ["release: { request-template: a.json }", 'did you mean "request-templates"?'],
    ["release: { mode: x }", "If model is meant, write that."],
    ["prometheus: https://p.example", 'did you mean "probes.metrics.prometheus"?'],
    ["timeout: 30s", 'did you mean "timeouts.attempt"?'],
    ["with: { model: m }", "it belongs to a workflow file"],
    ["probes: [smoke, models]", "probes: smoke, models"],
    ["probes: [smoke, models]", "that is the input probes"],
    ["probes: smoke", "that is the input probes"],
    ["probes:\n  - chat\n", "that is the input probes"],
    ["probes:\n  models:\n", "the input probes selects it, and it has no settings here"],
    ["probes: { chat: true }", "the input probes of the workflow step selects what runs"],
    ["sampling: [settle]", "without dashes and brackets"],
    ["ready: 3m", "it has within, every, url, expect."],
    ["triggers: { fallback-rate: hold }", "it has severity."],
    ["release: { retry: 3 }", "it has max-attempts, on."],
  ])("%s", (text, words) => {
    expect(said(text)).toEqual([expect.stringContaining(words)]);
  });
});

describe("a key that was pasted into the file", () => {
  const KEY = "sk-proj-Vq8nTz3LmK9pR2xW7cY4bD6f";
  const HEX = "4f9c1e7ab2d8036e5c91f4a7d2b86c03";
  const TOKEN = "Vq8nTz3LmK9pR2xW7cY4bD6fH1jN5sG0";
  const KEY_FILE = "-----BEGIN PRIVATE KEY-----";
  const ACCOUNT = `${"q7Kd02LmXz9RtVb4".repeat(5)}Wp3NsA==`;

  it.each<[text: string, place: string, then: RegExp]>([
    [`release: { api-key: ${KEY} }`, "1:21", /release\.api-key holds.* write api-key: .* api-key-ref: secrets\.NAME/],
    [`release: { api-key-ref: ${KEY} }`, "1:25", /release\.api-key-ref holds.* here stands only where it lives/],
    [`release: { model: ${KEY} }`, "1:19", /release\.model holds/],
    ["token: ghp_9fK2mQ7xR4tV8wZ1bN6cL3dP5sH0jGaYuE2i", "1:8", /token holds.* as a secret/],
    [`release:\n  headers: { x-api-key: ${HEX} }`, "2:25", /from-env: NAME.* allowed-env/],
    [`release:\n  query: { subscription-key: ${HEX} }`, "2:30", /from-env: NAME/],
    ["release:\n  env: { DB_PASSWORD: Tr7.kQ92xz }", "2:23", /release\.env\.DB_PASSWORD holds.* write null/],
    ["release:\n  base-url: https://shop:Vq8nTz3LmK9p@gw.acme.io/v1", "2:13", /release\.base-url holds/],
    ["aws: AKIAQ7X4M2ZT5WB3NLKC", "1:6", /aws holds/],
    [`release:\n  template-values: { DB: "AccountEndpoint=https://a.io;AccountKey=${ACCOUNT};" }`, "2:26", /DB holds/],
    [`probes:\n  app: { url: "https://a.io/chat?api_key=${HEX}" }`, "2:15", /probes\.app\.url holds/],
    [
      `alerts: { error-rate: "https://hooks.slack.com/services/T0${"4K2M9QX"}/B0${"7XW3NRZ"}/${HEX.slice(0, 24)}" }`,
      "1:23",
      /holds/,
    ],
    [`probes:\n  app: { url: "https://a.io/chat?a=1&token=${TOKEN}" }`, "2:15", /probes\.app\.url holds/],
    [`probes:\n  app: { url: "/chat?secret=${TOKEN}" }`, "2:15", /probes\.app\.url holds/],
    [`probes:\n  app: { url: "/chat?sig=${TOKEN}" }`, "2:15", /probes\.app\.url holds/],
    [`probes:\n  app: { headers: { Cookie: "theme=dark; sid=${TOKEN}" } }`, "2:29", /Cookie holds.* from-env: NAME/],
    ["# curl -u smoke:Tr7.kQ92xz https://a.io\nversion: 1", "1:17", /: holds what looks like a key/],
    [`# ${KEY_FILE}\n# ${TOKEN}\n# ${TOKEN}\n# ${TOKEN}\n# -----END`, "1:3", /: holds what looks like a key/],
    [`# the key: ${KEY}\nversion: 1`, "1:12", /: holds what looks like a key/],
    [`${KEY}: 1`, "1:1", /: holds what looks like a key/],
    [`release:\n  model: m\n   api-key: ${KEY}`, "3:13", /: holds what looks like a key/],
  ])("is a problem that says to rotate it and where the new one belongs: %s", (text, place, then) => {
    const all = said(text).filter((each) => each.includes("holds what looks like a key"));
    expect(all).toEqual([expect.stringMatching(then)]);
    expect(all[0]).toMatch(new RegExp(`^gate file g\\.yml:${place}: .* Rotate it now`));
    expect(JSON.stringify(parseGateFile("g.yml", text).problems)).not.toMatch(
      /Vq8nTz3L|4f9c1e7a|9fK2mQ7x|Tr7\.kQ|AKIAQ7X4/,
    );
  });

  it("takes nothing from what an earlier commit says, whose history nobody can mend", () => {
    const { gate, readable } = parseGateFile("g.yml", `release:\n  headers: { x-api-key: ${HEX} }`);
    expect(gate?.content.release?.headers).toEqual({ "x-api-key": HEX });
    expect(readable?.content.release?.headers).toEqual({});
  });

  it("says only that, of a key under an unknown name", () => {
    expect(said(`token: ${KEY}`)).toEqual([expect.stringContaining("token holds what looks like a key")]);
  });

  it.each([
    "release: { api-key-ref: COMETAPI_KEY }",
    "readiness: { dashboard: 'https://grafana.acme.io/d/a1?var-key=production&token=***&sig=TOKEN_OF_GRAFANA' }",
    "readiness: { dashboard: 'https://wiki.acme.io/x?key=release-gate-runbook-2026' }",
    "release: { api-key-ref: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:llm/prod-a1B2c3' }",
    "release: { api-key-ref: 'vault/kv/llm/prod#api_key' }",
    `release: { deployment-version: ${HEX}a1b2c3d4 }`,
    `release: { config-version: "sha256:${HEX}${HEX}" }`,
    "release: { secret-version: 3f2504e0-4f89-41d3-9a0c-0305e82c3301 }",
    "release: { deployment-version: sk-production-eu-2026-11-20-build }",
    "release: { model: 'ft:gpt-4o-mini-2024-07-18:acme:shop:9fK2mQ7x' }",
    "release: { headers: { x-tenant: { from-env: TENANT_TOKEN }, x-api-key: YOUR_API_KEY } }",
    "release: { env: { COMETAPI_KEY: null } }",
    "# api-key: sk-..., never sk-xxxxxxxxxxxxxxxxxxxxxxxx\nversion: 1",
    "probes: { app: { url: '/api?page_token=abc&key=name&token=test&sig=off', headers: { Cookie: 'locale=en; ab=control; sid=smoke' } } }",
    "# curl -u smoke:$PASSWORD https://a.io, or curl -u smoke:*** with the password of the vault\nversion: 1",
    "# a file that begins with -----BEGIN PRIVATE KEY----- is no place for a key\n# and has none\nversion: 1",
    "probes: { app: { url: /api, body: { id: req_9fK2mQ7xR4tV8wZ1bN6c, key: cart } } }",
    `release: { headers: { traceparent: 00-${HEX}-00f067aa0ba902b7-01 } }`,
  ])("and a name, a reference, a digest, a commit or an id is none: %s", (text) => {
    expect(said(text)).toEqual([]);
  });
});
