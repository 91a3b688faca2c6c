/** What comes from the environment, and what a fork and `pull_request_target` leave of it. */
import type { Case } from "../world.ts";
import { KEY, type Row, throughAction } from "./settings.ts";

const EVENT = {
  "event.json": JSON.stringify({ pull_request: { number: 7, head: { repo: { full_name: "stranger/shop" } } } }),
};
const FORK = { GITHUB_EVENT_NAME: "pull_request", GITHUB_EVENT_PATH: "event.json" };
const TARGET = { GITHUB_EVENT_NAME: "pull_request_target", GITHUB_EVENT_PATH: "event.json" };
const NO_KEY = { "api-key": "" };
const GOOD = '{"model":"m-1","messages":[{"role":"user","content":"{{question}}"}],"max_completion_tokens":64}\n';

const ROWS: readonly (readonly [string, Row])[] = [
  ["COMETAPI_KEY", { inputs: NO_KEY, env: { COMETAPI_KEY: KEY, COMETAPI_API_KEY: "b" } }],
  ["COMETAPI_API_KEY", { inputs: NO_KEY, env: { COMETAPI_KEY: "", COMETAPI_API_KEY: KEY } }],
  ["a wrong COMETAPI_KEY", { inputs: NO_KEY, env: { COMETAPI_KEY: "Bearer x" } }],
  ["COMETAPI_MODEL", { inputs: { model: "" }, env: { COMETAPI_MODEL: "from-env" } }],
  ["a placeholder as COMETAPI_MODEL", { inputs: { model: "" }, env: { COMETAPI_MODEL: "<MODEL>" } }],
  ["COMETAPI_BASE_URL", { inputs: { "base-url": "" }, env: { COMETAPI_BASE_URL: "http://127.0.0.1:9/other" } }],
  ["a wrong COMETAPI_BASE_URL", { inputs: { "base-url": "" }, env: { COMETAPI_BASE_URL: "http://a.example" } }],
  [
    "gate file before environment",
    { gate: "release: { model: from-file }", inputs: { model: "" }, env: { COMETAPI_MODEL: "from-env" } },
  ],
  [
    "a proxy that is no URL",
    { inputs: { "base-url": "https://a.example/v1", deadline: "1s" }, env: { https_proxy: "::", HTTPS_PROXY: "::" } },
  ],
  [
    "a socks proxy",
    { inputs: { "base-url": "https://a.example/v1", deadline: "1s" }, env: { https_proxy: "socks5://127.0.0.1:9" } },
  ],
  ["a proxy that is not there", { inputs: { "base-url": "https://a.example/v1", deadline: "1s" } }],
  [
    "labels of a pull request",
    {
      env: {
        GITHUB_REF: "refs/pull/12/merge",
        GITHUB_HEAD_REF: "feature",
        GITHUB_RUN_ID: "99",
        GITHUB_RUN_NUMBER: "7",
        GITHUB_RUN_ATTEMPT: "2",
        GITHUB_ACTOR: "somebody",
      },
    },
  ],
  ["labels of nothing", { env: { GITHUB_REPOSITORY: "", GITHUB_SHA: "", GITHUB_RUN_ID: "x", GITHUB_RUN_NUMBER: "y" } }],
  ["an output file that cannot be written", { env: { GITHUB_OUTPUT: "/no/such/folder/output" } }],
  ["a summary file that cannot be written", { env: { GITHUB_STEP_SUMMARY: "/no/such/folder/summary" } }],
  ["no temp folder", { env: { RUNNER_TEMP: "" } }],
  ["an event that is no JSON", { files: { "event.json": "{" }, env: FORK, inputs: NO_KEY }],
  ["a fork", { files: EVENT, env: FORK, inputs: NO_KEY }],
  ["a fork with wrong settings", { files: EVENT, env: FORK, inputs: { ...NO_KEY, samples: "x" } }],
  [
    "a fork with a header from the environment",
    {
      files: EVENT,
      env: FORK,
      inputs: { ...NO_KEY, model: "" },
      gate: "release: { headers: { x-a: { from-env: A } } }",
    },
  ],
  [
    "a fork with a template",
    {
      files: { ...EVENT, "a.json": GOOD },
      env: FORK,
      inputs: { ...NO_KEY, model: "", probes: "static", "request-template": "a.json" },
    },
  ],
  [
    "a fork with live probes and a template",
    {
      files: { ...EVENT, "a.json": GOOD },
      env: FORK,
      inputs: { ...NO_KEY, model: "", probes: "smoke, static", "request-template": "a.json" },
    },
  ],
  ["pull_request_target", { files: EVENT, env: TARGET }],
  [
    "pull_request_target with a template",
    {
      files: { ...EVENT, "a.json": GOOD },
      env: TARGET,
      inputs: { probes: "smoke, template", "request-template": "a.json" },
    },
  ],
  [
    "pull_request_target and verify-rollback",
    { files: EVENT, env: TARGET, inputs: { mode: "verify-rollback", environment: "p", "known-good": "deployments" } },
  ],
  [
    "pull_request_target and logs elsewhere",
    { files: EVENT, env: TARGET, inputs: { probes: "logs" }, gate: "probes: { logs: { files: /etc/passwd } }" },
  ],
  [
    "pull_request_target and docs elsewhere",
    { files: EVENT, env: TARGET, inputs: { probes: "docs" }, gate: "docs: { index: 'https://10.0.0.1/llms.txt' }" },
  ],
];

export const environmentCases = (): readonly Case[] => throughAction("environment", ROWS);
