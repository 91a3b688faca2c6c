/**
 * Feeds garbage to every place where strangers' bytes come in, for as long as it is told: `npm run fuzz -- SECONDS [PART]`.
 * Each target runs in a thread of its own with little memory; what crashes, hangs, shows the key or is taken for good is
 * written to a file, and named with the seed. Exit code 1 where anything was found.
 */
import { writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import * as fc from "fast-check";
import { propertyOf, startTargets } from "../__tests__/matrix/targets.ts";

/** Longer than anything may take, ms; as the hostile files that are tested one by one. */
const HANGS_MS = 10_000;

/** Memory of a target, MB: a heap of twice what one run may take, because many follow each other, and the stack of a process. */
const MEMORY = { maxOldGenerationSizeMb: 500, stackSizeMb: 1 };

interface Task {
  readonly name: string;
  readonly seed: number;
  readonly ms: number;
}

const say = (text: string) => process.stdout.write(`${text}\n`);

/** Runs one target until its time is over; says before each run what it is about to take, and at the end what went wrong. */
async function work({ name, seed, ms }: Task): Promise<void> {
  await using started = await startTargets();
  const target = started.targets.find((each) => each.name === name);
  if (target === undefined) throw new Error(`no target is called ${name}`);
  const property = propertyOf(target, (bytes) => parentPort?.postMessage({ bytes }));
  const details = await fc.check(property, { seed, numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: ms });
  const [bytes = null] = details.counterexample ?? [];
  const error = details.errorInstance;
  parentPort?.postMessage({
    ended: { runs: details.numRuns, bytes, why: error instanceof Error ? error.stack : null },
  });
}

/** What became of a task: how often it ran, and what was found; null: nothing. */
function watched(
  task: Task,
): Promise<{ readonly runs: number; readonly slowest: number; readonly found: string | null }> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL(import.meta.url), {
      workerData: task,
      resourceLimits: MEMORY,
    });
    let [last, at, runs, slowest] = [Buffer.alloc(0), performance.now(), 0, 0];
    const end = (why: string | null, bytes: Uint8Array | null = last) => {
      clearInterval(timer);
      void worker.terminate();
      const path = join(tmpdir(), `release-gate-fuzz-${task.name.replaceAll(" ", "-")}-${task.seed}`);
      if (why !== null) writeFileSync(path, bytes ?? "");
      resolve({ runs, slowest, found: why === null ? null : `${why}\n  ${path}` });
    };
    const timer = setInterval(() => {
      if (runs > 0 && performance.now() - at > HANGS_MS) end("hangs");
    }, 500);
    worker.on("error", (error) => end(`crashes: ${String(error)}`));
    worker.on("message", ({ bytes, ended }) => {
      if (ended !== undefined) {
        runs = ended.runs;
        end(ended.why, ended.bytes);
        return;
      }
      const now = performance.now();
      if (runs > 0) slowest = Math.max(slowest, now - at);
      [last, at, runs] = [Buffer.from(bytes), now, runs + 1];
    });
  });
}

async function main(): Promise<number> {
  const [seconds = "60", part = ""] = process.argv.slice(2);
  const started = await startTargets();
  const names = started.targets.map(({ name }) => name).filter((name) => name.includes(part));
  await started[Symbol.asyncDispose]();
  const threads = Math.min(2, availableParallelism());
  const ms = (Number(seconds) * 1_000 * threads) / names.length;
  const seed = Date.now() % 2 ** 31;
  let wrong = 0;
  const next = async (): Promise<void> => {
    const name = names.shift();
    if (name === undefined) return;
    const { runs, slowest, found } = await watched({ name, seed, ms });
    if (found !== null) wrong += 1;
    say(
      `${found === null ? "✓" : "✗"} ${name}: ${runs} runs, slowest ${Math.round(slowest)} ms, seed ${seed}${found === null ? "" : `: ${found}`}`,
    );
    return next();
  };
  await Promise.all(Array.from({ length: threads }, next));
  return wrong === 0 ? 0 : 1;
}

if (isMainThread) process.exitCode = await main();
else await work(workerData as Task);
