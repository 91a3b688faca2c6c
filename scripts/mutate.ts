/**
 * Mutation testing: changes the sources one small step at a time and names the changes that no test notices.
 *
 *   npm run mutate -- src/decision src/evidence/redaction.ts --sample 20 --workers 2
 *   npm run mutate -- src/decision/sampling.ts:40-80
 *
 * Each worker has a copy of the tree and one jest process, which runs the tests of a room as one file, so that what they
 * import is loaded once, until the first fails; those of thousands of cases only with `--all`. What survives for a reason stands in
 * `mutation-survivors.json`; any other survivor makes the run fail.
 */
import { type ChildProcess, fork } from "node:child_process";
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { digestOf } from "../src/evidence/digest.ts";
import { type Mutant, mutantsOf } from "./mutators.ts";

/** The tests that cover a source folder, by its path; others would only repeat them at a higher price. */
const TESTS: Readonly<Record<string, readonly string[]>> = {
  "src/decision": ["__tests__/decision/*.test.ts"],
  "src/modes": ["__tests__/modes/*.test.ts"],
  "src/evidence/redaction.ts": ["__tests__/evidence/redaction*.test.ts", "__tests__/logs/exposure.test.ts"],
  "src/evidence/statistics.ts": ["__tests__/decision/*.test.ts"],
  "src/contracts": [
    "__tests__/contracts/*.test.ts",
    "__tests__/probes/{deviations,features,messages,must-*,models,template-answers}*.test.ts",
  ],
};

/** Tests of thousands of generated cases: a mutant that only they notice is worth a case of its own. */
const MANY_CASES = /(?:anything|properties|operating-characteristics)\.test\.ts$/;

/** How long the tests may take with a mutant in them, times their own time, and at least, ms: a loop without end. */
const PATIENCE = { times: 5, least: 30_000 };

/** Runs after which a jest process is replaced by a new one. */
const RUNS_PER_PROCESS = 100;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: "string", default: "0" },
    workers: { type: "string", default: "1" },
    all: { type: "boolean", default: false },
    list: { type: "boolean", default: false },
  },
});

interface Task extends Mutant {
  readonly file: string;
}

/** A survivor that may stay, and why. The line is the source's, so that it is found again when lines move. */
interface Accepted {
  readonly file: string;
  readonly line: string;
  readonly change: string;
  readonly why: string;
}

const accepted: readonly Accepted[] = JSON.parse(
  readFileSync(new URL("mutation-survivors.json", import.meta.url), "utf8"),
);

const say = (text: string) => process.stdout.write(`${text}\n`);
const lineOf = ({ file, line }: Task) => (readFileSync(file, "utf8").split("\n")[line - 1] ?? "").trim();
const changeOf = ({ before, after }: Task) => `${before} -> ${after || "(nothing)"}`.replaceAll(/\s+/g, " ");
const isAccepted = (task: Task) =>
  accepted.some(({ file, line, change }) => file === task.file && line === lineOf(task) && change === changeOf(task));

/** The mutants of the files and lines that were named; of each file at most a sample, the same in every run. */
function tasks(): readonly Task[] {
  return positionals.flatMap((named) => {
    const [path = "", lines] = named.split(":");
    const [from = 1, to = from] = (lines ?? "1-1000000").split("-").map(Number);
    const files = statSync(path).isDirectory() ? globSync(`${path}/**/*.ts`).sort() : [path];
    return files.flatMap((file) => {
      const all = mutantsOf(readFileSync(file, "utf8")).filter(({ line }) => line >= from && line <= to);
      const order = ({ start, after }: Mutant) => digestOf({ start, after });
      const most = Number(options.sample) || all.length;
      const chosen = all.toSorted((a, b) => (order(a) < order(b) ? -1 : 1)).slice(0, most);
      return chosen.map((mutant) => ({ ...mutant, file })).sort((a, b) => a.start - b.start);
    });
  });
}

/** The row of {@link TESTS} that a source belongs to. */
function roomOf(file: string): string {
  const room = Object.keys(TESTS).find((path) => file.startsWith(path));
  if (room === undefined) throw new Error(`no tests are listed for ${file}`);
  return room;
}

/** The one test file that stands for all tests of a room. */
const testOf = (room: string) => `__tests__/${room.replaceAll(/\W/g, "-")}.test.ts`;

/** A copy of the tree with a jest process in it. */
class Worker {
  readonly #root = mkdtempSync(join(tmpdir(), "mutate-"));
  #child: ChildProcess | null = null;
  #runs = 0;

  constructor() {
    for (const name of ["src", "__tests__", "scripts", "schema", "jest.config.mjs", "package.json"])
      cpSync(name, join(this.#root, name), { recursive: true });
    symlinkSync(join(process.cwd(), "node_modules"), join(this.#root, "node_modules"));
    // What generates its cases takes longest and comes last.
    const generates = (test: string) => Number(readFileSync(test, "utf8").includes("fast-check"));
    for (const [room, patterns] of Object.entries(TESTS)) {
      const tests = patterns
        .flatMap((pattern) => globSync(pattern))
        .filter((test) => options.all || !MANY_CASES.test(test))
        .sort((a, b) => generates(a) - generates(b));
      this.write(testOf(room), tests.map((test) => `import "../${test}";\n`).join(""));
    }
  }

  /** How the tests of a room end; `late`: not within this time, ms. */
  run(room: string, patience: number): Promise<"passed" | "failed" | "late"> {
    const child = this.#start();
    return new Promise((settle) => {
      const end = (how: "passed" | "failed" | "late") => {
        clearTimeout(timer);
        child.off("message", onMessage).off("exit", onExit);
        // What a test leaves behind in the process is its own; after a while it is too much.
        if (how === "late" || ++this.#runs % RUNS_PER_PROCESS === 0) this.#stop();
        settle(how);
      };
      const onMessage = (passed: unknown) => end(passed === true ? "passed" : "failed");
      const onExit = () => end("failed");
      const timer = setTimeout(() => end("late"), patience);
      child.once("message", onMessage).once("exit", onExit);
      child.send(testOf(room));
    });
  }

  write(file: string, content: string): void {
    writeFileSync(join(this.#root, file), content);
  }

  remove(): void {
    this.#stop();
    rmSync(this.#root, { recursive: true, force: true });
  }

  #start(): ChildProcess {
    if (this.#child !== null) return this.#child;
    const child = fork(join(import.meta.dirname, "mutate-jest.mjs"), {
      cwd: this.#root,
      execArgv: ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"],
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    const gone = () => {
      if (this.#child === child) this.#child = null;
    };
    child.on("exit", gone).on("error", gone);
    this.#child = child;
    return child;
  }

  #stop(): void {
    this.#child?.kill("SIGKILL");
    this.#child = null;
  }
}

function mutated({ file, start, end, after }: Task): string {
  const bytes = readFileSync(file);
  return Buffer.concat([bytes.subarray(0, start), Buffer.from(after), bytes.subarray(end)]).toString();
}

/** How long the tests of each room take where nothing is changed, ms. */
async function measure(worker: Worker, rooms: ReadonlySet<string>): Promise<ReadonlyMap<string, number>> {
  const durations = new Map<string, number>();
  for (const room of rooms) {
    const began = Date.now();
    const how = await worker.run(room, PATIENCE.least * PATIENCE.times);
    if (how !== "passed") throw new Error(`the tests of ${room}: ${how} without any mutant`);
    durations.set(room, Date.now() - began);
  }
  return durations;
}

async function main(): Promise<void> {
  const all = tasks();
  if (options.list) {
    for (const task of all) say(`${task.file}:${task.line}: ${changeOf(task)}`);
    return;
  }
  const workers = Array.from({ length: Number(options.workers) }, () => new Worker());
  const removeAll = () => {
    for (const worker of workers) worker.remove();
  };
  for (const signal of ["SIGINT", "SIGTERM"])
    process.once(signal, () => {
      removeAll();
      process.exit(1);
    });
  const survivors: Task[] = [];
  let done = 0;
  try {
    const [first] = workers;
    if (first === undefined) return;
    const durations = await measure(first, new Set(all.map(({ file }) => roomOf(file))));
    const waiting = [...all];
    const work = async (worker: Worker) => {
      for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
        const room = roomOf(task.file);
        worker.write(task.file, mutated(task));
        const how = await worker.run(room, Math.max(PATIENCE.least, (durations.get(room) ?? 0) * PATIENCE.times));
        worker.write(task.file, readFileSync(task.file, "utf8"));
        if (++done % 20 === 0) say(`${done} of ${all.length}`);
        if (how !== "passed") continue;
        survivors.push(task);
        const word = isAccepted(task) ? "accepted" : "survived";
        say(`${word} ${task.file}:${task.line}: ${changeOf(task)}    ${lineOf(task)}`);
      }
    };
    await Promise.all(workers.map(work));
  } finally {
    removeAll();
  }
  const open = survivors.filter((task) => !isAccepted(task));
  const counted = done - (survivors.length - open.length);
  const killed = counted - open.length;
  say(`${killed} of ${counted} mutants killed (${((100 * killed) / counted).toFixed(1)}%)`);
  process.exitCode = open.length === 0 ? 0 : 1;
}

await main();
