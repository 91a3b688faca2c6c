/** The login of `docs/service.md`, run as it is printed, against the sandbox's service; then the gate with what it left. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import MarkdownIt from "markdown-it";
import { parse } from "yaml";
import { APP_PASSWORD } from "../src/sandbox/app.ts";
import { type Sandbox, startSandbox } from "../src/sandbox/gateway.ts";
import { APP_PATHS } from "../src/sandbox/request.ts";
import { runAction, visible } from "./e2e/runner.ts";

interface Step {
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

const PAGE = readFileSync(resolve(import.meta.dirname, "../docs/service.md"), "utf8");
const [LOGIN, GATE] = new MarkdownIt()
  .parse(PAGE, {})
  .filter(({ info, content }) => info === "yaml" && content.includes("id: login"))
  .flatMap(({ content }) => parse(content) as Step[]);

const TOKEN = "token-of-the-sandbox-service";

let folder: string;
let sandbox: Sandbox;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "release-gate-login-"));
  sandbox = await startSandbox("healthy");
});
afterEach(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

/** The service's address, below which the recipe's path is that of the sandbox. */
const service = () => `${new URL(sandbox.baseUrl).origin}${APP_PATHS.login.replace("/api/login", "")}`;

/** Runs the step as the runner does where it says `shell: bash`. */
async function login(password: string) {
  const output = join(folder, "output");
  writeFileSync(output, "");
  const env = { PATH: process.env.PATH, GITHUB_OUTPUT: output, URL: service(), PASSWORD: password };
  const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", LOGIN?.run ?? "exit 9"], { env });
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  const exitCode = await new Promise<number | null>((ended) => child.on("close", ended));
  return { exitCode, stdout, output: readFileSync(output, "utf8") };
}

it("fetches a token, masks it before anything else, and the gate asks the session with it", async () => {
  const { exitCode, stdout, output } = await login(APP_PASSWORD);
  expect([exitCode, stdout, output]).toEqual([0, `::add-mask::${TOKEN}\n`, `authorization=Bearer ${TOKEN}\n`]);
  const [name = ""] = Object.keys(GATE?.env ?? {});
  const route = {
    url: "/api/me",
    headers: { Authorization: { "from-env": name } },
    expect: { pointers: { "/user": "string" } },
  };
  const step = await runAction({
    inputs: { ...GATE?.with, "app-url": service(), "gate-file": "gate.yml" },
    env: { [name]: output.trim().replace("authorization=", "") },
    workspace: { "gate.yml": JSON.stringify({ version: 1, sampling: { settle: "50ms" }, probes: { app: route } }) },
  });
  expect([step.outputs.decision, step.outputs["reason-code"]]).toEqual(["proceed", "all-passed"]);
  expect(visible(step).replaceAll(/^::add-mask::.*$/gm, "")).not.toContain(TOKEN);
});

it("ends the job where the login is refused, and leaves nothing behind", async () => {
  const { exitCode, stdout, output } = await login("wrong");
  expect(exitCode).not.toBe(0);
  expect([stdout, output]).toEqual(["", ""]);
});
