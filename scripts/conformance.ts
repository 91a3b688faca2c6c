/**
 * Asks gateways that nobody here wrote, by the committed bundle: `npm run conformance`. They are installed in exact
 * versions into a folder of their own and put in front of the sandbox, so it needs the package registry and is no part
 * of `npm test`. Prints a Markdown table; exit code 1 when a verdict is not the expected one.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { EvidenceSchema } from "../src/evidence/evidence.ts";
import { startSandbox } from "../src/sandbox/gateway.ts";
import { SANDBOX_MODEL } from "../src/sandbox/model.ts";
import { SANDBOX_KEY } from "../src/sandbox/request.ts";
import type { ScenarioName } from "../src/sandbox/scenarios.ts";

/** What is wrong, and what the gate promises then: decision and reason code. */
const CONDITIONS = {
  healthy: { expected: "proceed all-passed" },
  "bad key": { expected: "rollback authentication", key: "not-the-key-of-the-sandbox" },
  "bad model": { expected: "rollback model", model: "no-such-model" },
  "upstream down": { expected: "rollback error-rate", upstream: "down" },
  "upstream 429": { expected: "hold capacity", upstream: "rate-limit" },
  "upstream 401": { expected: "rollback authentication", upstream: "bad-key" },
  "upstream 500": { expected: "rollback error-rate", upstream: "server-errors" },
} as const satisfies Readonly<Record<string, Condition>>;
interface Condition {
  readonly expected: string;
  readonly key?: string;
  readonly model?: string;
  readonly upstream?: ScenarioName | "down";
}
type ConditionName = keyof typeof CONDITIONS;

/** A gateway: what is installed, how it is started in front of `UPSTREAM` on `PORT`, and what differs of it. */
interface Gateway {
  readonly packages: readonly string[];
  /** A module; it is run by `node --input-type=module`. */
  readonly start: string;
  readonly headers?: (upstream: string) => Readonly<Record<string, string>>;
  readonly probes: string;
  /** Verdicts that are right and others than the usual; null: the condition means nothing to it. */
  readonly otherwise: Readonly<Partial<Record<ConditionName, string | null>>>;
}

/** Portkey's code, and its fork's. */
const portkey = (name: string) => ({
  headers: (upstream: string) => ({ [`x-${name}-provider`]: "openai", [`x-${name}-custom-host`]: upstream }),
  probes: "chat, chat-stream, responses, responses-stream, error-path, auth-path",
});

const GATEWAYS: Readonly<Record<string, Gateway>> = {
  "@portkey-ai/gateway": {
    packages: ["@portkey-ai/gateway@1.15.2"],
    start: `process.argv.push("--headless", "--port=" + process.env.PORT); await import("@portkey-ai/gateway/build/start-server.js");`,
    ...portkey("portkey"),
    // This version writes to the headers of a fetched stream, which Node refuses: every stream ends in a 500.
    otherwise: { healthy: "rollback error-rate" },
  },
  "@llmops/gateway": {
    packages: ["@llmops/gateway@0.6.10", "@hono/node-server@1.19.6"],
    start: `import app from "@llmops/gateway"; import { serve } from "@hono/node-server";
      serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: "127.0.0.1" });`,
    ...portkey("llmops"),
    otherwise: {},
  },
  "@musistudio/llms": {
    packages: ["@musistudio/llms@1.0.53"],
    start: `import { createRequire } from "node:module";
      const { default: Server } = createRequire(process.cwd() + "/")("@musistudio/llms");
      const { PORT, UPSTREAM, MODEL, KEY } = process.env;
      const providers = [{ name: "x", api_base_url: UPSTREAM + "/chat/completions", api_key: KEY, models: [MODEL] }];
      const initialConfig = { providers, PORT, HOST: "127.0.0.1" };
      const server = new Server({ logger: false, initialConfig, useJsonFile: false, useEnvFile: false });
      server.addHook("preHandler", async ({ body }) => { if (body?.model) body.model = "x," + body.model; });
      await server.start();`,
    probes: "chat, chat-stream",
    // It has the upstream's key itself and asks nobody for one; what the upstream says is quoted in its own 5xx.
    otherwise: { "bad key": "proceed all-passed", "bad model": "rollback error-rate" },
  },
  "@dwmkerr/mock-llm": {
    packages: ["@dwmkerr/mock-llm@0.1.29"],
    start: `import { writeFileSync } from "node:fs";
      const { PORT, MODEL, KEY } = process.env;
      const rule = (match, status, content) => ({ path: "/v1/chat/completions", match, response: { status, content } });
      const refuse = (match, status, code) => rule(match, status, JSON.stringify({ error: { message: "no", type: "x", param: null, code } }));
      const message = { role: "assistant", content: "OK" };
      const choices = [{ index: 0, message, finish_reason: "stop" }];
      const answer = { id: "chatcmpl-1", object: "chat.completion", created: 1, model: MODEL, choices };
      writeFileSync("mock-llm.yaml", JSON.stringify({ rules: [
        rule("@", 200, JSON.stringify(answer)),
        refuse("!(body.messages)", 400, "missing_required_parameter"),
        refuse("body.model != '" + MODEL + "'", 404, "model_not_found"),
        refuse("headers.authorization != 'Bearer " + KEY + "'", 401, "invalid_api_key"),
      ] }));
      await import("@dwmkerr/mock-llm/dist/main.js");`,
    probes: "chat, chat-stream, error-path, auth-path",
    // Nothing is behind it.
    otherwise: { "upstream down": null, "upstream 429": null, "upstream 401": null, "upstream 500": null },
  },
};

/** What the processes say is of interest only when something is looked for. */
const said = process.env.DEBUG === undefined ? "ignore" : "inherit";

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Resolves when something listens there. */
async function listening(port: number, process: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (process.exitCode !== null) throw new Error(`it ended with ${process.exitCode}`);
    const socket = connect(port, "127.0.0.1");
    const open = await once(socket, "connect").then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (open) return;
    await pause(100);
  }
  throw new Error("it does not listen");
}

const BUNDLE = fileURLToPath(new URL("../dist/index.js", import.meta.url));

/** One step of the bundle: decision and reason code, then the probes that failed and why. */
async function gate({ headers, ...inputs }: Readonly<Record<string, string>>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "release-gate-conformance-"));
  const path = (name: string) => join(folder, name);
  writeFileSync(path("gate.yml"), `version: 1\nsampling: { settle: 50ms }\nrelease: { headers: ${headers} }\n`);
  for (const name of ["output", "summary"]) writeFileSync(path(name), "");
  const given = Object.entries({ ...inputs, "gate-file": "gate.yml", "evidence-dir": path("evidence") });
  const env = {
    ...{ PATH: process.env.PATH, GITHUB_ACTIONS: "true", GITHUB_WORKSPACE: folder, RUNNER_TEMP: folder },
    ...{ GITHUB_REPOSITORY: "octo/shop", GITHUB_OUTPUT: path("output"), GITHUB_STEP_SUMMARY: path("summary") },
    ...Object.fromEntries(given.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
  };
  const step = spawn(process.execPath, [BUNDLE], { cwd: folder, env, stdio: ["ignore", said, said] });
  await once(step, "close");
  const { verdict, probes } = EvidenceSchema.parse(JSON.parse(readFileSync(path("evidence/evidence.json"), "utf8")));
  const failed = probes.flatMap(({ key, attempts }) => {
    const outcome = attempts.find(({ outcome }) => outcome.kind !== "pass")?.outcome;
    if (outcome === undefined) return [];
    return `${key} ${outcome.kind === "fail" ? outcome.category : outcome.kind}`;
  });
  return [`${verdict.decision} ${verdict.reasonCode}`, ...failed].join("; ");
}

async function verdictOf(folder: string, gateway: Gateway, name: ConditionName): Promise<string> {
  const condition: Condition = CONDITIONS[name];
  const port = await freePort();
  const sandbox = condition.upstream === "down" ? null : await startSandbox(condition.upstream ?? "healthy");
  const upstream = sandbox?.baseUrl ?? `http://127.0.0.1:${await freePort()}/v1`;
  const env = {
    PATH: process.env.PATH,
    PORT: String(port),
    UPSTREAM: upstream,
    MODEL: SANDBOX_MODEL,
    KEY: SANDBOX_KEY,
  };
  const server = spawn(process.execPath, ["--input-type=module", "-e", gateway.start], {
    cwd: folder,
    env,
    stdio: ["ignore", said, said],
  });
  try {
    await listening(port, server);
    return await gate({
      "api-key": condition.key ?? SANDBOX_KEY,
      "base-url": `http://127.0.0.1:${port}/v1`,
      model: condition.model ?? SANDBOX_MODEL,
      probes: gateway.probes,
      headers: JSON.stringify(gateway.headers?.(upstream) ?? {}),
    });
  } finally {
    server.kill("SIGKILL");
    await sandbox?.close();
  }
}

const [only] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "release-gate-conformance-"));
writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }));
const chosen = Object.entries(GATEWAYS).filter(([name]) => only === undefined || name.includes(only));
const packages = chosen.flatMap(([, gateway]) => gateway.packages);
execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder, ...packages], {
  stdio: ["ignore", "ignore", "inherit"],
});
process.stdout.write("| gateway | condition | expected | seen |\n|---|---|---|---|\n");
for (const [name, gateway] of chosen) {
  for (const condition of Object.keys(CONDITIONS) as ConditionName[]) {
    const expected =
      gateway.otherwise[condition] === undefined ? CONDITIONS[condition].expected : gateway.otherwise[condition];
    if (expected === null) continue;
    const seen = await verdictOf(folder, gateway, condition);
    if (!seen.startsWith(expected)) process.exitCode = 1;
    const shown = seen.startsWith(expected) ? "the same" : seen;
    process.stdout.write(`| ${name} | ${condition} | ${expected} | ${shown} |\n`);
  }
}
rmSync(folder, { recursive: true });
