/** A few processes that run cases: each has its own event loop, so that a flood in one delays no clock in another. */
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Answer, Order } from "./worker.ts";

const WORKER = fileURLToPath(new URL("worker.ts", import.meta.url));

/** Runs the orders, `width` at a time, and hands every answer on as it comes. */
export async function runAll(orders: readonly Order[], width: number, tell: (answer: Answer) => void): Promise<void> {
  const queue = [...orders];
  const workers = Array.from({ length: Math.min(width, orders.length) }, () => fork(WORKER));
  await Promise.all(workers.map((worker) => serve(worker, queue, tell)));
}

function serve(worker: ChildProcess, queue: Order[], tell: (answer: Answer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const next = () => {
      const order = queue.shift();
      if (order === undefined) worker.disconnect();
      else worker.send(order);
    };
    worker.on("message", (answer: Answer) => {
      tell(answer);
      next();
    });
    worker.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with code ${code}`))));
    next();
  });
}
