/** GitHub around a run, sockets that misbehave, and a job that is cancelled. */
import type { ChildProcess } from "node:child_process";
import type { Socket } from "node:net";
import type { Case, World } from "../world.ts";
import { inputsFor, QUICK } from "./scenarios.ts";
import { always } from "./sockets.ts";

const REPOSITORY = "acme/shop";
const ON_PULL_REQUEST = {
  GITHUB_EVENT_NAME: "pull_request",
  GITHUB_REF: "refs/pull/1/merge",
  GITHUB_REPOSITORY: REPOSITORY,
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_RUN_ID: "4711",
  GITHUB_RUN_ATTEMPT: "2",
  GITHUB_WORKFLOW_REF: `${REPOSITORY}/.github/workflows/gate.yml@refs/pull/1/merge`,
  GITHUB_JOB: "gate",
};
const AT_NIGHT = { ...ON_PULL_REQUEST, GITHUB_EVENT_NAME: "schedule", GITHUB_REF: "refs/heads/main" };

/** Runs one scenario after the other with the same GitHub, and keeps what GitHub then has. */
async function posting(
  world: World,
  scenarios: readonly string[],
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
  behaviour: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const github = await world.github();
  Object.assign(github.behaviour, behaviour);
  if (env === ON_PULL_REQUEST) github.forum.add({ pullRequest: true });
  for (const scenario of scenarios) {
    const gateway = await world.sandbox(scenario);
    const usual = { ...inputsFor(gateway), probes: "chat", "github-token": github.token, "gate-file": "gate.yml" };
    const files = { "gate.yml": QUICK };
    await world.action({ inputs: { ...usual, ...inputs }, env: { ...env, GITHUB_API_URL: github.apiUrl }, files });
    const { threads, comments } = github.forum;
    const held = JSON.stringify(threads, null, 1).replaceAll("\\n", "\n");
    world.note(`GitHub after ${scenario}`, [held, ...comments.map(({ body }) => body)].join("\n\n"));
  }
}

const NIGHT = { issue: "on-failure", environment: "production", "known-good": "none", live: "true" };
const READ_ONLY = { pullRequests: "read", issues: "read" };

const POSTING: readonly Case[] = [
  {
    name: "GitHub: a comment",
    run: (world) => posting(world, ["bad-key", "healthy"], { comment: "on-failure" }, ON_PULL_REQUEST),
  },
  {
    name: "GitHub: a comment always",
    run: (world) => posting(world, ["healthy"], { comment: "always" }, ON_PULL_REQUEST),
  },
  {
    name: "GitHub: no permission to comment",
    run: (world) => posting(world, ["bad-key"], { comment: "always" }, ON_PULL_REQUEST, READ_ONLY),
  },
  {
    name: "GitHub: an issue at night",
    run: (world) => posting(world, ["bad-key", "bad-key", "healthy"], NIGHT, AT_NIGHT),
  },
  {
    name: "GitHub: issues are off",
    run: (world) => posting(world, ["bad-key"], NIGHT, AT_NIGHT, { issuesEnabled: false }),
  },
  {
    name: "GitHub: a comment without a pull request",
    run: (world) => posting(world, ["bad-key"], { comment: "always" }, AT_NIGHT),
  },
];

function socket(name: string, onSocket: (socket: Socket) => void, scheme = "http"): Case {
  return {
    name: `socket: ${name}`,
    run: async (world) => {
      const gateway = await world.tcp(onSocket);
      const baseUrl = gateway.baseUrl.replace("http:", `${scheme}:`);
      const files = { "gate.yml": `${QUICK}timeouts: { connect: 300ms }\n` };
      const env = { https_proxy: "" };
      await world.action({
        inputs: { ...inputsFor(gateway), "base-url": baseUrl, probes: "chat", "gate-file": "gate.yml" },
        files,
        env,
      });
    },
  };
}

const KEY = ["sk", "golden", "0123456789abcdef"].join("-");

const SOCKETS: readonly Case[] = [
  socket("a handshake that nobody answers", () => undefined, "https"),
  socket("plain text where TLS was expected", (it) => it.on("data", () => it.end("220 mail.example\r\n")), "https"),
  socket("the key in a header", always(`200 OK\r\ncontent-type: application/json\r\nx-debug: Bearer ${KEY}`, "{}")),
  socket("a redirect with the key", always(`302 Found\r\nlocation: https://elsewhere.example/?k=${KEY}`)),
  socket("the key in hex", always("500 Oops\r\ncontent-type: text/plain", Buffer.from(KEY).toString("hex"))),
  socket("a status of its own", always("599 Odd\r\ncontent-type: text/plain", "odd")),
  socket("no HTTP", (it) => it.on("data", () => it.end("hello\r\n\r\n"))),
  socket("an end without an answer", (it) => it.on("data", () => it.end())),
];

const CANCELLED: Case = {
  name: "a job that is cancelled",
  run: async (world) => {
    // The first request tells that the action listens for signals.
    let asked = () => undefined as unknown;
    const gateway = await world.tcp((it) => it.on("data", () => asked()));
    const inputs = { ...inputsFor(gateway), probes: "chat", concurrency: "1" };
    const whileRunning = (child: ChildProcess) => {
      asked = () => child.kill("SIGTERM");
    };
    await world.action({ inputs, whileRunning });
  },
};

export const surroundingCases = (): readonly Case[] => [CANCELLED, ...POSTING, ...SOCKETS];
