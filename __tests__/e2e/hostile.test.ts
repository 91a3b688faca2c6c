/** Real sockets and real files: connections that never stand, files that never end. */
import { type ChildProcess, execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { FAKE_CREDENTIAL } from "../../src/run/scrub.ts";
import { startSandbox } from "../../src/sandbox/gateway.ts";
import { QUICK_POLICY, runAction, runBundle, runProcess, visible } from "./runner.ts";

const KEY = ["sk", "Zq7Lw2AXvBn9kLmNoPqRsTuVw"].join("-");
const IMPATIENT = `${QUICK_POLICY}timeouts: { connect: 300ms }\n`;

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** Runs the gate against a raw TCP server; every answer is the test's own. */
async function against(
  onSocket: (socket: Socket) => void,
  scheme: "http" | "https",
  { gateFile = QUICK_POLICY, run = runAction } = {},
) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on("error", () => undefined));
    onSocket(socket);
  });
  const port = await listening(server);
  try {
    return await run({
      inputs: { "api-key": KEY, model: "m", "base-url": `${scheme}://127.0.0.1:${port}/v1`, "gate-file": "gate.yml" },
      workspace: { "gate.yml": gateFile },
    });
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

/** Answers every request with this head and body. */
const always = (head: string, body: string) => (socket: Socket) => {
  socket.on("data", () => socket.end(`HTTP/1.1 ${head}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`));
};

describe("connections that never stand", () => {
  it("a TLS handshake that nobody answers ends at the connect limit: unreachable, never a rollback", async () => {
    const step = await against(() => undefined, "https", { gateFile: IMPATIENT });
    expect([step.outputs.decision, step.outputs["reason-code"]]).toEqual(["hold", "unreachable"]);
    expect(step.files["evidence.json"]).toContain('"timeout-connect"');
  });

  it("plain text where TLS was expected: unreachable", async () => {
    const step = await against((socket) => socket.on("data", () => socket.end("220 mail.example\r\n")), "https", {
      gateFile: IMPATIENT,
    });
    expect([step.outputs.decision, step.outputs["reason-code"]]).toEqual(["hold", "unreachable"]);
  });

  it("nobody listens: unreachable after three requests per must-pass probe", async () => {
    const server = createServer();
    const port = await listening(server);
    await new Promise((resolve) => server.close(resolve));
    const step = await runAction({
      inputs: {
        "api-key": KEY,
        model: "m",
        "base-url": `http://127.0.0.1:${port}/v1`,
        probes: "chat",
        "gate-file": "gate.yml",
      },
      workspace: { "gate.yml": QUICK_POLICY },
    });
    expect([step.outputs.decision, step.outputs["reason-code"]]).toEqual(["hold", "unreachable"]);
    expect(JSON.parse(step.files["evidence.json"] ?? "").requests).toBe(3);
  });
});

describe("what comes back", () => {
  it.each([
    ["a header's value", `200 OK\r\ncontent-type: application/json\r\nx-debug: Bearer ${KEY}`, "{}"],
    ["a header's name", `200 OK\r\ncontent-type: application/json\r\n${KEY}: 1`, "{}"],
    ["a redirect", `302 Found\r\nlocation: https://elsewhere.example/?k=${KEY}`, ""],
    ["hex", "500 Oops\r\ncontent-type: text/plain", Buffer.from(KEY).toString("hex").toUpperCase()],
    [
      "JSON escapes",
      "400 Bad\r\ncontent-type: application/json",
      `{"error":{"message":"${[...KEY].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`).join("")}"}}`,
    ],
    [
      "a URL",
      "404 No\r\ncontent-type: text/html",
      `<a href="/?k=${[...KEY].map((c) => `%${c.charCodeAt(0).toString(16)}`).join("")}">`,
    ],
  ])("the key in %s is an exposure and is printed nowhere", async (_where, head, body) => {
    const step = await against(always(head, body), "http");
    expect([step.outputs.decision, step.outputs["reason-code"]]).toEqual(["rollback", "sensitive-exposure"]);
    expect(visible(step)).not.toContain(KEY);
    expect(visible(step).toLowerCase()).not.toContain(Buffer.from(KEY).toString("hex"));
  });

  it("a piece of the key, the fake credential or our own nonce in an error code is not kept", async () => {
    const nonces: string[] = [];
    const step = await against((socket) => {
      socket.on("data", (data) => {
        const nonce = /code: release-gate-reply-([0-9a-f]{16})/.exec(data.toString())?.[1];
        if (nonce) nonces.push(nonce);
        const error = { code: `x-${KEY.slice(0, 14)}`, type: FAKE_CREDENTIAL, message: `(request id: ${nonce})` };
        const body = JSON.stringify({ error });
        socket.end(
          `HTTP/1.1 500 No\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
        );
      });
    }, "http");
    const shown = visible(step);
    expect(step.outputs.decision).toBe("rollback");
    expect(nonces.length).toBeGreaterThan(0);
    for (const sent of [KEY.slice(0, 14), FAKE_CREDENTIAL, ...nonces]) expect(shown).not.toContain(sent);
  });
});

describe("files that never end", () => {
  const folder = mkdtempSync(join(tmpdir(), "release-gate-files-"));
  const pipe = join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);

  it.each([["/dev/zero"], [pipe], [folder]])("a gate file that is %s is a clear problem", async (path) => {
    // What reads on and on would hold this process.
    const step = await runBundle({ inputs: { "api-key": KEY, model: "m", "gate-file": path } });
    expect([step.outputs.decision, step.outputs["reason-code"]]).toEqual(["hold", "configuration"]);
  });

  const outputFiles = ["missing/output", ".", ...(process.platform === "linux" ? ["/dev/full"] : [])];
  it.each(outputFiles)("outputs that cannot be set (%s) fail the step without a stack trace", async (path) => {
    const sandbox = await startSandbox("healthy");
    const step = await runProcess({
      inputs: { "api-key": sandbox.key, "base-url": sandbox.baseUrl, model: sandbox.model },
      env: { GITHUB_OUTPUT: resolve(folder, path) },
    });
    await sandbox.close();
    expect([step.exitCode, step.stderr]).toEqual([1, ""]);
    expect(step.stdout).toMatch(/^::error::the outputs could not be set: .*GITHUB_OUTPUT cannot be written \(/m);
    expect(step.stdout).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  });

  it("a defect of the gate itself is a hold in the outputs, and nothing of its message is shown", async () => {
    const defect = "process.once('SIGUSR2', () => { throw new TypeError('of somebody') })";
    const node = [
      "--disable-warning=ExperimentalWarning",
      "--import",
      `data:text/javascript,${encodeURIComponent(defect)}`,
    ];
    let started: ChildProcess | null = null;
    const server = createServer(() => started?.kill("SIGUSR2"));
    const port = await listening(server);
    const inputs = { "api-key": KEY, model: "m", "base-url": `http://127.0.0.1:${port}/v1` };
    const step = await runProcess({ inputs, node }, (child) => {
      started = child;
    });
    server.close();
    expect([step.exitCode, step.outputs.decision, step.outputs["rollback-needed"]]).toEqual([1, "hold", "false"]);
    expect(step.stdout).toContain("::error::release gate: internal error (TypeError)");
    expect(visible(step)).not.toContain("of somebody");
  });

  it("an evidence folder with a line break in its name is refused", async () => {
    const step = await runAction({ inputs: { "api-key": KEY, model: "m", "evidence-dir": "a\n::error::b" } });
    expect([step.outputs.decision, step.outputs["reason-code"]]).toEqual(["hold", "configuration"]);
    expect(step.files["evidence.json"]).toBeDefined();
  });
});

describe("what has no limit of its own", () => {
  it("a status line that never ends is cut, and breaks the contract", async () => {
    const flood = (socket: Socket) => {
      socket.write("HTTP/1.1 200 ");
      const more = () => {
        while (!socket.destroyed && socket.write("a".repeat(1 << 16)));
      };
      socket.on("drain", more);
      more();
    };
    const step = await against((socket) => socket.on("data", () => flood(socket)), "http", { run: runBundle });
    expect([step.outputs.decision, step.outputs["reason-code"]]).toEqual(["rollback", "response-contract"]);
  });

  it("the key in a reason phrase or in an early hint is an exposure", async () => {
    for (const head of [`500 ${KEY}`, `103 Early Hints\r\nlink: <${KEY}>\r\n\r\nHTTP/1.1 500 No`]) {
      const step = await against(always(head, ""), "http");
      expect(step.outputs["reason-code"]).toBe("sensitive-exposure");
      expect(visible(step)).not.toContain(KEY);
    }
  });

  it("the key inside the base URL is an exposure before anything is sent", async () => {
    let requests = 0;
    const server = createServer(() => requests++);
    const port = await listening(server);
    const step = await runAction({
      inputs: { "api-key": KEY, model: "m", "base-url": `http://127.0.0.1:${port}/${KEY}/v1` },
    });
    server.close();
    expect([step.outputs.decision, step.outputs["reason-code"], requests]).toEqual([
      "rollback",
      "sensitive-exposure",
      0,
    ]);
    expect(visible(step)).not.toContain(KEY);
  });

  it("a key of many kilobytes is refused", async () => {
    const step = await runAction({ inputs: { "api-key": "k".repeat(40_000), model: "m" } });
    expect([step.outputs.decision, step.outputs["reason-code"]]).toEqual(["hold", "configuration"]);
  });
});
