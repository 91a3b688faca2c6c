/** Times a healthy smoke run of the action bundle as a whole process, start-up included. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker } from "node:worker_threads";

if (isMainThread) {
  const runs = Number(process.argv[2] ?? 10);
  // The gateway lives in a thread of its own: spawnSync blocks this one.
  const worker = new Worker(fileURLToPath(import.meta.url));
  worker.once("message", ({ baseUrl, model, key }: { baseUrl: string; model: string; key: string }) => {
    const times = Array.from({ length: runs + 1 }, () => once(baseUrl, model, key)).slice(1);
    const sorted = times.map(({ ms }) => ms).sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)]?.toFixed(0);
    process.stdout.write(`${runs} runs: min ${at(0)} ms, median ${at(0.5)} ms, max ${at(1)} ms\n`);
    void worker.terminate();
  });
} else {
  const { startSandbox } = await import("../src/sandbox/gateway.ts");
  const { baseUrl, model, key } = await startSandbox("healthy");
  parentPort?.postMessage({ baseUrl, model, key });
}

function once(baseUrl: string, model: string, key: string): { readonly ms: number } {
  const folder = mkdtempSync(join(tmpdir(), "release-gate-bench-"));
  const output = join(folder, "output");
  writeFileSync(output, "");
  const start = performance.now();
  const run = spawnSync(process.execPath, [fileURLToPath(new URL("../dist/index.js", import.meta.url))], {
    env: {
      PATH: process.env.PATH,
      GITHUB_OUTPUT: output,
      RUNNER_TEMP: folder,
      "INPUT_API-KEY": key,
      "INPUT_BASE-URL": baseUrl,
      INPUT_MODEL: model,
    },
  });
  if (run.status !== 0) throw new Error(`the run did not proceed: ${run.stdout.toString().slice(-500)}`);
  return { ms: performance.now() - start };
}
