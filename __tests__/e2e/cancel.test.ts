/** A job that is cancelled while somebody does not answer, and a deadline that passes: real processes, real signals. */
import type { ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Sandbox, startSandbox } from "../../src/sandbox/gateway.ts";
import { ON_PULL_REQUEST } from "../github/posting.ts";
import { folder, program } from "../terminal/command.ts";
import { QUICK_POLICY, runProcess, type Step } from "./runner.ts";

let sandbox: Sandbox;
/** Takes every connection, and never says a word. */
let silent: Server;
let url = "";
let onConnection: () => void = () => undefined;
const sockets = new Set<Socket>();

beforeAll(async () => {
  sandbox = await startSandbox("healthy");
  silent = createServer((socket) => {
    sockets.add(socket.on("error", () => undefined));
    onConnection();
  });
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  silent.close();
  await sandbox.close();
});

/** Where somebody does not answer: the inputs and the gate file that lead there. */
const SILENT: readonly (readonly [string, () => Readonly<Record<string, string>>, () => string])[] = [
  ["the endpoint", () => ({ "base-url": `${url}/v1` }), () => ""],
  ["GitHub's deployments", () => ({ environment: "production", "known-good": "deployments" }), () => ""],
  ["GitHub's files", () => ({ environment: "production", "known-good": "git:v1:gate.yml" }), () => ""],
  ["the service", () => ({ probes: "app" }), () => `probes: { app: { url: "${url}/chat" } }\n`],
  [
    "the service that is waited for",
    () => ({ probes: "app", "ready-within": "5m" }),
    () => `probes: { app: { url: "${url}/chat" } }\nready: { url: "${url}/ready" }\n`,
  ],
];

function step(
  inputs: Readonly<Record<string, string>>,
  gateFile = "",
  whileRunning?: (child: ChildProcess) => void,
  node: readonly string[] = [],
): Promise<Step> {
  const { key, model, baseUrl } = sandbox;
  return runProcess(
    {
      node,
      inputs: {
        ...{ "api-key": key, model, "base-url": baseUrl, probes: "chat", "gate-file": "gate.yml" },
        "github-token": "ghs_not-a-token-0123456789",
        ...inputs,
      },
      workspace: { "gate.yml": QUICK_POLICY + gateFile },
      env: { GITHUB_API_URL: url },
      event: { pull_request: { number: 1 } },
    },
    whileRunning,
  );
}

/** Ends a process, once, when somebody begins to wait. */
function killed(child: ChildProcess): void {
  onConnection = () => {
    onConnection = () => undefined;
    child.kill("SIGTERM");
  };
}

describe("a job that is cancelled", () => {
  it.each(SILENT)("while %s does not answer is a hold with its evidence", async (_who, inputs, gateFile) => {
    const ended = await step(inputs(), gateFile(), killed);
    expect([ended.exitCode, ended.outputs.decision]).toEqual([1, "hold"]);
    expect(JSON.parse(ended.files["evidence.json"] ?? "").verdict.decision).toBe("hold");
    expect(ended.summary).toContain("Hold");
  });

  it("while the reference pages do not answer keeps its decision, to which they do not matter", async () => {
    const ended = await step({ probes: "chat,docs" }, `docs: { index: "${url}/llms.txt" }\n`, killed);
    expect([ended.exitCode, ended.outputs.decision]).toEqual([0, "proceed"]);
    const pages: readonly { readonly result: string }[] = JSON.parse(ended.files["evidence.json"] ?? "").docs;
    expect(new Set(pages.map(({ result }) => result))).toEqual(new Set(["unreachable"]));
  });

  it("while the comment is written keeps its decision", async () => {
    const { key, model, baseUrl } = sandbox;
    const ended = await runProcess(
      {
        inputs: {
          ...{ "api-key": key, model, "base-url": baseUrl, probes: "chat", comment: "always" },
          "github-token": "ghs_not-a-token-0123456789",
        },
        env: { ...ON_PULL_REQUEST, GITHUB_API_URL: url },
      },
      killed,
    );
    expect([ended.exitCode, ended.outputs.decision]).toEqual([0, "proceed"]);
    expect(ended.stdout).toContain("when the job was cancelled");
  });
});

/** Sends the process a signal as soon as its door asks for what is behind it. */
const AT_THE_DOOR = [
  "--import",
  `data:text/javascript,${encodeURIComponent(`
    import { registerHooks } from "node:module";
    registerHooks({ resolve(specifier, context, next) {
      if (specifier.endsWith("/door.ts")) process.kill(process.pid, "SIGINT");
      return next(specifier, context);
    } });
  `)}`,
];

describe("a signal that comes before anything is loaded", () => {
  it("is a hold of the step, with its evidence", async () => {
    const ended = await step({}, "", undefined, AT_THE_DOOR);
    expect([ended.exitCode, ended.outputs.decision, ended.outputs["reason-code"]]).toEqual([
      1,
      "hold",
      "insufficient-evidence",
    ]);
    expect(JSON.parse(ended.files["evidence.json"] ?? "").stops).toEqual(["cancelled"]);
  });

  it("is a hold in the terminal, with its evidence", async () => {
    const cwd = folder();
    const { code, stdout } = await program(["--scenario", "healthy", "--probes", "chat"], { cwd, node: AT_THE_DOOR });
    expect([code, stdout]).toEqual([2, expect.stringContaining("the run ended early: cancelled")]);
    expect(existsSync(join(cwd, "release-gate-evidence", "evidence.json"))).toBe(true);
  });
});

it("the deadline reaches GitHub, too", async () => {
  onConnection = () => undefined;
  const ended = await step({ environment: "production", "known-good": "deployments", deadline: "1s" });
  expect([ended.outputs.decision, ended.outputs["reason-code"]]).toEqual(["hold", "rollback-target"]);
  expect(ended.outputs.reason).toContain("its deadline was reached");
});
