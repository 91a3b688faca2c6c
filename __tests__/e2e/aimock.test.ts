import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { runAction } from "./runner.ts";

const CLI = fileURLToPath(new URL("../../node_modules/@copilotkit/aimock/dist/cli.js", import.meta.url));
const KEY = ["sk", "aimock", "0123456789abcdef"].join("-");
const MODEL = "mock-model";

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

async function withAimock<T>(
  flags: readonly string[],
  fixture: object,
  use: (baseUrl: string) => Promise<T>,
): Promise<T> {
  const fixtures = join(mkdtempSync(join(tmpdir(), "release-gate-aimock-")), "fixtures.json");
  writeFileSync(
    fixtures,
    JSON.stringify({ fixtures: [{ match: { model: MODEL }, response: { content: "OK" }, ...fixture }] }),
  );
  const port = await freePort();
  const server = spawn(process.execPath, [CLI, "-p", String(port), "-f", fixtures, ...flags], {
    env: { PATH: process.env.PATH, AIMOCK_API_KEYS: KEY },
  });
  try {
    await listening(server);
    return await use(`http://127.0.0.1:${port}/v1`);
  } finally {
    server.kill();
  }
}

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

function gateAgainst(baseUrl: string, inputs: Readonly<Record<string, string>> = {}) {
  return runAction({
    inputs: {
      "api-key": KEY,
      "base-url": baseUrl,
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
    const step = await withAimock([], {}, (baseUrl) => gateAgainst(baseUrl));
    expect([step.outputs.decision, step.outputs.triggers]).toEqual(["proceed", "[]"]);
  });

  it("holds on the bare 500 for a missing input while the case is not waived", async () => {
    const step = await withAimock([], {}, (baseUrl) => gateAgainst(baseUrl, { "gate-file": "" }));
    expect([step.outputs.decision, step.outputs["failed-probes"]]).toEqual([
      "hold",
      '["error-path:responses:missing-field"]',
    ]);
  });

  it("rolls back when the key is refused", async () => {
    const step = await withAimock([], {}, (baseUrl) => gateAgainst(baseUrl, { "api-key": `${KEY}-old` }));
    expect([step.outputs.decision, step.outputs["reason-code"]]).toEqual(["rollback", "authentication"]);
  });

  it.each([
    ["malformed JSON", ["--chaos-malformed", "1"], "rollback", "response-contract"],
    ["dropped connections", ["--chaos-disconnect", "1"], "rollback", "error-rate"],
    ["500 to everything", ["--chaos-drop", "1"], "rollback", "error-rate"],
    ["429 to everything", ["--chaos-ratelimit", "1"], "hold", "capacity"],
    ["answers slower than the timeout", ["--chaos-latency", "3000"], "rollback", "timeout-rate"],
  ])("%s", async (_name, flags, decision, trigger) => {
    const step = await withAimock(flags, {}, (baseUrl) => gateAgainst(baseUrl, { timeout: "1500ms" }));
    expect([step.outputs.decision, step.outputs["reason-code"]]).toEqual([decision, trigger]);
  });

  it("rolls back when every stream is cut after its first chunk", async () => {
    const step = await withAimock([], { truncateAfterChunks: 1 }, (baseUrl) => gateAgainst(baseUrl));
    expect([step.outputs.decision, step.outputs["reason-code"]]).toEqual(["rollback", "error-rate"]);
    expect(JSON.parse(step.outputs["failed-probes"] ?? "")).toEqual(["chat-stream", "responses-stream"]);
  });
});
