import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { OUTPUTS } from "../../src/report/outputs.ts";
import { INPUTS } from "../../src/settings/inputs/inputs.ts";
import { formatDuration } from "../../src/text/duration.ts";
import { problemsOf, settingsOf } from "./source.ts";

const action = parse(readFileSync(new URL("../../action.yml", import.meta.url), "utf8"));

describe("action.yml", () => {
  it("has exactly the inputs of the registry, in its order", () => {
    const expected = INPUTS.map((input) => [
      input.name,
      {
        description: input.description,
        required: false,
        ...(input.default === undefined ? {} : { default: input.default }),
      },
    ]);
    expect(Object.entries(action.inputs)).toEqual(expected);
  });

  it("has exactly the outputs of the registry, in its order", () => {
    expect(Object.entries(action.outputs)).toEqual(OUTPUTS.map(({ name, description }) => [name, { description }]));
  });

  it("has a default only for what the runner alone can tell: any other would win over gate file and environment", () => {
    expect(INPUTS.filter((input) => input.default !== undefined).map(({ name }) => name)).toEqual([
      "leg",
      "leg-count",
      "job-id",
      "github-token",
    ]);
  });

  it("names the defaults that count", () => {
    const { policy, limits, report, mode, live } = settingsOf({ inputs: { model: "m", "api-key": "k".repeat(20) } });
    const named = Object.fromEntries(INPUTS.map(({ name, unset }) => [name, unset]));
    expect(named).toMatchObject({
      ...{ mode, live: String(live), samples: String(policy.samples), "max-requests": String(limits.maxRequests) },
      ...{ timeout: formatDuration(limits.timeoutMs), deadline: formatDuration(limits.deadlineMs) },
      ...{ concurrency: String(limits.concurrency), "fail-on": report.failOn },
      ...{ summary: report.summary, comment: report.comment, issue: report.issue.when },
    });
  });

  it("has no expression in a description, which the runner would refuse", () => {
    for (const entry of [...INPUTS, ...OUTPUTS]) expect(entry.description).not.toContain("${{");
    expect(action.description.length).toBeLessThanOrEqual(125);
  });

  it("runs on Node 24", () => {
    expect(action.runs).toEqual({ using: "node24", main: "dist/index.js" });
  });
});

describe("inputs", () => {
  it("that do not exist are problems, with the nearest one", () => {
    expect(problemsOf({ inputs: { "api-kye": "x" } })).toMatchObject([
      { code: "unknown-input", message: 'unknown input "api-kye" - did you mean "api-key"?' },
    ]);
  });

  it.each([
    ["settle", "it is sampling.settle of the gate file"],
    ["readiness", "it is readiness of the gate file"],
    ["prometheus", "it is probes.metrics.prometheus of the gate file"],
    ["timeouts", 'did you mean "timeout"?'],
  ])("that are keys of the gate file say so: %s", (name, says) => {
    expect(problemsOf({ inputs: { [name]: "x" } }).map(({ message }) => message)).toEqual([
      `unknown input "${name}" - ${says}`,
    ]);
  });

  it.each([
    ["mode", "gate"],
    ["known-good", "none"],
    ["comment", "always"],
    ["issue", "on-failure"],
    ["expect-legs", " "],
  ])("are taken: %s: %s", (name, value) => {
    expect(problemsOf({ inputs: { [name]: value } })).toEqual([]);
  });

  it.each([
    ["mode", "recrod", 'input mode cannot be "recrod" - did you mean "record"?'],
    ["comment", "allways", 'input comment cannot be "allways" - did you mean "always"?'],
    ["fail-on", "holds", 'input fail-on cannot be "holds" - did you mean "hold"?'],
    ["known-good", "main", 'input known-good cannot be "main" - did you mean "git:main"?'],
    ["known-good", "git=main", 'input known-good cannot be "git=main" - did you mean "git:main"?'],
    ["known-good", "GIT:main", 'input known-good cannot be "GIT:main" - did you mean "git:main"?'],
    ["known-good", "deployments:p", 'input known-good cannot be "deployments:p" - did you mean "deployments"?'],
    ["known-good", "git:", 'input known-good cannot be "git:"'],
    ["known-good", "fiel:a.json", 'input known-good cannot be "fiel:a.json" - did you mean "file:a.json"?'],
    ["known-good", "a/b.json", 'input known-good cannot be "a/b.json" - did you mean "file:a/b.json"?'],
    ["known-good", "no", 'input known-good cannot be "no" - did you mean "none"?'],
    ["known-good", "deployment", 'input known-good cannot be "deployment" - did you mean "deployments"?'],
    ["app-url", "app.example", "input app-url must be a URL that begins with https://"],
    ["allowed-env", "{{ A }}", 'input allowed-env must list names of environment variables, found "{{A}}"'],
    ["fail-on", "none", 'input fail-on cannot be "none" - did you mean "never"?'],
    ["summary", "on-fail", 'input summary cannot be "on-fail" - did you mean "on-failure"?'],
    ["summary", "failure", 'input summary cannot be "failure" - did you mean "on-failure"?'],
    ["comment", "true", 'input comment cannot be "true" - did you mean "always"?'],
    ["issue", "on_failure", 'input issue cannot be "on_failure" - did you mean "on-failure"?'],
    ["mode", "verify", 'input mode cannot be "verify" - did you mean "verify-rollback"?'],
    ["live", "yes", 'input live must be true or false, found "yes" - did you mean "true"?'],
    ["live", "0", 'input live must be true or false, found "0" - did you mean "false"?'],
    ["live", "flase", 'input live must be true or false, found "flase" - did you mean "false"?'],
    ["live", "constructor", 'input live must be true or false, found "constructor"'],
  ])("are refused when they are no choice: %s: %s", (name, value, message) => {
    expect(problemsOf({ inputs: { [name]: value } }).map((problem) => problem.message)).toEqual([message]);
  });

  it.each([
    ["samples", "5x", "Write 5: a whole number from 2 to 50."],
    ["samples", "5,", "Write 5: a whole number from 2 to 50."],
    ["max-requests", "1,000", "Write 1000: a whole number from 1 to 10000."],
    ["max-requests", "1k", "Write a whole number from 1 to 10000."],
    ["max-requests", "1e3", "Write a whole number from 1 to 10000."],
    ["samples", "-5", "Write a whole number from 2 to 50."],
    ["samples", "2.5", "Write a whole number from 2 to 50."],
    ["samples", "51", "Write a whole number from 2 to 50."],
  ])("say which number to write: %s: %s", (name, value, help) => {
    expect(problemsOf({ inputs: { [name]: value } }).map((problem) => problem.help)).toEqual([help]);
  });

  it.each([
    ["samples", " 5 "],
    ["samples", "5.0"],
    ["samples", '"5"'],
    ["timeout", "'20 s'"],
    ["deadline", "PT1M"],
    ["fail-on", "Rollback"],
    ["mode", "'gate'"],
    ["base-url", '"https://api.cometapi.com/v1"'],
    ["known-good", "'none'"],
  ])("are read where they mean one thing: %s: %s", (name, value) => {
    expect(problemsOf({ inputs: { [name]: value } })).toEqual([]);
  });
});

describe("a model that is missing or wrong", () => {
  it.each([
    ["missing", undefined, "missing-model"],
    ["a placeholder", "<MODEL>", "placeholder-model"],
  ])("is one problem, whatever else needs it: %s", (_, model, code) => {
    const gateFile = `
probes:
  app:
    url: https://app.example/chat
    expect: { pointers: { /model: { release: model }, /used: { release: model } } }
`;
    const found = problemsOf({ gateFile, inputs: { model, probes: "chat, app" } });
    expect(found.map((problem) => problem.code)).toEqual([code]);
  });
});

describe("a variable of the environment", () => {
  it("is read without the quotes that a file of variables leaves around it", () => {
    const env = { COMETAPI_MODEL: '"some-model"', COMETAPI_BASE_URL: "'https://gateway.example/v1'" };
    const { release } = settingsOf({ inputs: { model: undefined }, env });
    expect([release.model, release.baseUrl]).toEqual(["some-model", "https://gateway.example/v1"]);
  });
});

describe("a list in an input", () => {
  it("of variables repeats no value that was written behind a name", () => {
    expect(problemsOf({ inputs: { "allowed-env": "TOKEN=hunter2" } })).toEqual([
      {
        code: "invalid-variable",
        message: 'input allowed-env must list names of environment variables, found a value behind "TOKEN"',
        help: "Write TOKEN: the name alone.",
        at: null,
      },
    ]);
  });

  it.each([
    "chat,models",
    "chat;models",
    "chat models",
    " chat , models, ",
    "[chat, models]",
    '["chat","models"]',
    "'chat', 'models'",
    '"chat,models"',
    "- chat\n- models\n",
    "* chat\n* models",
    "('chat', 'models')",
    "{chat,models}",
    "  - chat\n  - 'models'",
    "chat\r\nmodels\r\n",
    "chat\tmodels",
  ])("of words is read with any mark between them: %j", (probes) => {
    expect(settingsOf({ inputs: { probes } }).probes.map(({ id }) => id)).toEqual(["chat", "models"]);
  });

  it("of words says what was meant by other marks", () => {
    expect(problemsOf({ inputs: { probes: "Chat|models" } })).toMatchObject([
      { message: expect.stringContaining('did you mean "chat,models"?') },
    ]);
  });

  it.each([
    ["a file.json", ["a file.json"]],
    ["a.json, b.json", ["a.json", "b.json"]],
    ["a.json; b.json", ["a.json", "b.json"]],
    ['["a.json", "b.json"]', ["a.json", "b.json"]],
    ["- a.json\n- b.json", ["a.json", "b.json"]],
    ["legs/[ab]/*.json", ["legs/[ab]/*.json"]],
    ["[ab].json,[cd].json", ["[ab].json", "[cd].json"]],
    ["a-file - old.json", ["a-file - old.json"]],
  ])("of paths keeps what a path may have in it: %j", (evidence, patterns) => {
    expect(settingsOf({ inputs: { mode: "replay", evidence } }).evidence.patterns).toEqual(patterns);
  });
});
