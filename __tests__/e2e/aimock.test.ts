import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { runAction, runBundle } from "./runner.ts";

const CLI = fileURLToPath(new URL("../../node_modules/@copilotkit/aimock/dist/cli.js", import.meta.url));
const KEY = ["sk", "aimock", "0123456789abcdef"].join("-");
const MODEL = "mock-model";

/** A model whose streams are cut after their first chunk. */
const CUT_MODEL = "cut-model";

/** aimock answers a missing `input` with a bare 500: stated here, as a user of such a gateway would. */
const GATE_FILE = `version: 1
sampling: { settle: 50ms }
probes:
  error-path: { waive: [{ case: missing-field, why: answers a missing input with a bare 500 }] }
`;

/** A port that was free a moment ago; aimock has no way to say which one it chose. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

const response = { content: "OK" };
const FIXTURES = [
  { match: { model: MODEL }, response },
  { match: { model: CUT_MODEL }, response, truncateAfterChunks: 1 },
];

let server: ChildProcess;
let origin = "";
beforeAll(async () => {
  const fixtures = join(mkdtempSync(join(tmpdir(), "release-gate-aimock-")), "fixtures.json");
  writeFileSync(fixtures, JSON.stringify({ fixtures: FIXTURES }));
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  server = spawn(process.execPath, [CLI, "-p", String(port), "-f", fixtures], {
    env: { PATH: process.env.PATH, AIMOCK_API_KEYS: KEY },
  });
  await listening(server);
});
afterAll(() => {
  server.kill();
});

/** What goes wrong from now on: rates from 0 to 1, and a delay in ms. */
async function chaos(rates: Readonly<Record<string, number>>): Promise<void> {
  const headers = { authorization: `Bearer ${KEY}`, "content-type": "application/json" };
  const { ok } = await fetch(`${origin}/__aimock/chaos`, { method: "POST", headers, body: JSON.stringify(rates) });
  if (!ok) throw new Error("aimock refused the chaos");
}
afterEach(() => chaos({}));

function listening(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    const read = (chunk: Buffer) => {
      said += chunk.toString();
      if (/listening/i.test(said)) resolve();
    };
    server.stdout?.on("data", read);
    server.stderr?.on("data", read);
    server.on("close", () => reject(new Error(`aimock ended: ${said}`)));
  });
}

const PROBES = "chat, chat-stream, responses, responses-stream, error-path, auth-path";

function gate(inputs: Readonly<Record<string, string>> = {}, run = runAction) {
  return run({
    inputs: {
      "api-key": KEY,
      "base-url": `${origin}/v1`,
      model: MODEL,
      probes: PROBES,
      "gate-file": "gate.yml",
      timeout: "5s",
      ...inputs,
    },
    workspace: { "gate.yml": GATE_FILE },
  });
}

describe("the action against a gateway that this project did not write", () => {
  it("proceeds when it is healthy", async () => {
    const step = await gate({}, runBundle);
    expect([step.outputs.decision, step.outputs.triggers]).toEqual(["proceed", "[]"]);
  });

  it("holds on the bare 500 for a missing input while the case is not waived", async () => {
    const step = await gate({ "gate-file": "" });
    expect([step.outputs.decision, step.outputs["failed-probes"]]).toEqual([
      "hold",
      '["error-path:responses:missing-field"]',
    ]);
  });

  it("rolls back when the key is refused", async () => {
    const step = await gate({ "api-key": `${KEY}-old` });
    expect([step.outputs.decision, step.outputs["reason-code"]]).toEqual(["rollback", "authentication"]);
  });

  it.each([
    ["malformed JSON", { malformedRate: 1 }, "rollback", "response-contract"],
    ["dropped connections", { disconnectRate: 1 }, "rollback", "error-rate"],
    ["500 to everything", { dropRate: 1 }, "rollback", "error-rate"],
    ["429 to everything", { rateLimitRate: 1 }, "hold", "capacity"],
    ["answers slower than the timeout", { latencyMs: 3000 }, "rollback", "timeout-rate"],
  ])("%s", async (_name, rates, decision, trigger) => {
    await chaos(rates);
    const step = await gate({ timeout: "1500ms" });
    expect([step.outputs.decision, step.outputs["reason-code"]]).toEqual([decision, trigger]);
  });

  it("rolls back when every stream is cut after its first chunk", async () => {
    const step = await gate({ model: CUT_MODEL });
    expect([step.outputs.decision, step.outputs["reason-code"]]).toEqual(["rollback", "error-rate"]);
    expect(JSON.parse(step.outputs["failed-probes"] ?? "")).toEqual(["chat-stream", "responses-stream"]);
  });
});
