/**
 * Times the committed action bundle beside peers that send the same requests, as whole processes in pairs: `node bench/peers.ts
 * [PAIRS]`. A bare undici script is what the requests alone cost; newman and hurl are what others use (`npm install` in `bench/`;
 * hurl from the PATH). Prints medians, and the median of the ratios of paired runs, which differ less than the machine does.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

interface Served {
  readonly baseUrl: string;
  readonly model: string;
  readonly key: string;
}

/** One way to send requests: its command line and what it finds in its environment. */
type Command = (
  served: Served,
  folder: string,
) => { readonly args: readonly string[]; readonly env: NodeJS.ProcessEnv };

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const NEWMAN = here("node_modules/newman/bin/newman.js");

const gate =
  (inputs: Readonly<Record<string, string>>): Command =>
  ({ baseUrl, model, key }, folder) => {
    const output = join(folder, "output");
    writeFileSync(output, "");
    const all = { ...inputs, "api-key": key, "base-url": baseUrl, model };
    const given = Object.entries(all).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
    return {
      args: [process.execPath, here("../dist/index.js")],
      env: { GITHUB_OUTPUT: output, RUNNER_TEMP: folder, ...Object.fromEntries(given) },
    };
  };

/** The requests alone: `first` side by side, then the others, at most `places` in flight. */
const bare =
  (first: number, then: number, places: number): Command =>
  ({ baseUrl, model, key }, folder) => {
    const script = join(folder, "bare.mjs");
    const body = JSON.stringify({ model, messages: [{ role: "user", content: "ping" }] });
    writeFileSync(
      script,
      `import { Agent } from ${JSON.stringify(here("../node_modules/undici/index.js"))};
       const agent = new Agent({ connections: ${places}, pipelining: 1 });
       const ask = async () => {
         const { body } = await agent.request({
           origin: ${JSON.stringify(new URL(baseUrl).origin)},
           path: ${JSON.stringify(`${new URL(baseUrl).pathname}/chat/completions`)},
           method: "POST",
           headers: { "content-type": "application/json", authorization: ${JSON.stringify(`Bearer ${key}`)} },
           body: ${JSON.stringify(body)},
         });
         JSON.parse(await body.text());
       };
       for (const count of [${first}, ${then}]) await Promise.all(Array.from({ length: count }, ask));
       await agent.close();`,
    );
    return { args: [process.execPath, script], env: {} };
  };

const newman: Command = ({ baseUrl, model, key }, folder) => {
  const collection = join(folder, "collection.json");
  const body = { mode: "raw", raw: JSON.stringify({ model, messages: [{ role: "user", content: "ping" }] }) };
  const header = [
    { key: "authorization", value: `Bearer ${key}` },
    { key: "content-type", value: "application/json" },
  ];
  const item = ["a", "b", "c"].map((name) => ({
    name,
    request: { method: "POST", header, body, url: `${baseUrl}/chat/completions` },
  }));
  const schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
  writeFileSync(collection, JSON.stringify({ info: { name: "bench", schema }, item }));
  return { args: [process.execPath, NEWMAN, "run", collection], env: {} };
};

const hurl: Command = ({ baseUrl, model, key }, folder) => {
  const file = join(folder, "bench.hurl");
  const body = JSON.stringify({ model, messages: [{ role: "user", content: "ping" }] });
  const one = `POST ${baseUrl}/chat/completions\nauthorization: Bearer ${key}\n${body}\nHTTP 200\n`;
  writeFileSync(file, one.repeat(3));
  return { args: ["hurl", "--test", file], env: {} };
};

/** The requests of a smoke run: nine first ones, then what fills the samples. */
const SMOKE = { gate: gate({}), bare: bare(9, 12, 8) };
const FOUR = "chat, chat-stream, responses, responses-stream";
const THREE = gate({ probes: "chat", samples: "3" });

/** What is compared, and how long the endpoint waits before it answers, ms. */
const PAIRS: readonly {
  readonly name: string;
  readonly delayMs: number;
  readonly gate: Command;
  readonly peer: Command;
}[] = [
  { name: "smoke run / bare undici, 0 ms", delayMs: 0, gate: SMOKE.gate, peer: SMOKE.bare },
  { name: "smoke run / bare undici, 200 ms", delayMs: 200, gate: SMOKE.gate, peer: SMOKE.bare },
  {
    name: "200 attempts at concurrency 10 / bare undici",
    delayMs: 20,
    gate: gate({ probes: FOUR, samples: "50", concurrency: "10", "max-requests": "300" }),
    peer: bare(4, 196, 10),
  },
  ...(existsSync(NEWMAN) ? [{ name: "three requests / newman", delayMs: 0, gate: THREE, peer: newman }] : []),
  ...(spawnSync("hurl", ["--version"]).status === 0
    ? [{ name: "three requests / hurl", delayMs: 0, gate: THREE, peer: hurl }]
    : []),
];

function timeOf(command: Command, served: Served): number {
  const folder = mkdtempSync(join(tmpdir(), "release-gate-bench-"));
  const { args, env } = command(served, folder);
  const [program = "", ...rest] = args;
  const start = performance.now();
  const run = spawnSync(program, rest, { cwd: folder, env: { PATH: process.env.PATH, ...env } });
  const ms = performance.now() - start;
  rmSync(folder, { recursive: true });
  if (run.status !== 0) throw new Error(`${rest[0]} ended with ${run.status}: ${run.stdout.toString().slice(-300)}`);
  return ms;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;
}

/** The sandbox, behind a wait. */
async function serve(delayMs: number): Promise<Served> {
  const { startSandbox } = await import("../src/sandbox/gateway.ts");
  const { baseUrl, model, key } = await startSandbox("healthy");
  const { hostname, port, pathname } = new URL(baseUrl);
  const server = createServer(async (incoming, outgoing) => {
    const body = Buffer.concat(await incoming.toArray());
    const { method = "GET", url: path = "/", headers } = incoming;
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    request({ hostname, port, path, method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(outgoing);
    }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}${pathname}`, model, key };
}

if (isMainThread) {
  const runs = Number(process.argv[2] ?? 10);
  for (const { name, delayMs, gate: ours, peer } of PAIRS) {
    // The endpoint lives in a thread of its own: spawnSync blocks this one.
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: delayMs });
    const served = await new Promise<Served>((resolve) => worker.once("message", resolve));
    const times = Array.from({ length: runs + 1 }, () => [timeOf(ours, served), timeOf(peer, served)] as const).slice(
      1,
    );
    const ratio = median(times.map(([a, b]) => a / b)).toFixed(2);
    const [a, b] = [0, 1].map((i) => median(times.map((pair) => pair[i] ?? Number.NaN)).toFixed(0));
    process.stdout.write(`${name}: ${ratio} (${a} and ${b} ms)\n`);
    await worker.terminate();
  }
} else parentPort?.postMessage(await serve(workerData as number));
