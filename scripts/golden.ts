/**
 * Compares what the bundle says now with what it said at a git reference, case by case and after taking out times and
 * ids: `npm run golden -- --against REF [--only PATTERN]`.
 * `--fresh` forgets what is known of the reference, `--show` prints what the cases say now, `--verbose` each case as it
 * ends, `--width N` how many run at once. Ends with 1 when something differs.
 */
import { rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { CASES } from "./golden/cases.ts";
import { diff } from "./golden/diff.ts";
import { runAll } from "./golden/pool.ts";
import { cacheOf, commitOf, copyBundle, extract, scenariosOf, type Texts } from "./golden/sides.ts";

const { values } = parseArgs({
  options: {
    against: { type: "string", default: "HEAD" },
    only: { type: "string", default: "" },
    width: { type: "string", default: "4" },
    fresh: { type: "boolean", default: false },
    show: { type: "boolean", default: false },
    verbose: { type: "boolean", default: false },
  },
});
/** How often a difference has to show: clocks of a busy machine differ once, a change of behaviour every time. */
const REPEATS = 2;
/** How often what was heard is written down, ms. */
const KEEP_EVERY = 20_000;
/** Lines that are shown of a difference that went away. */
const GLIMPSE = 8;

const started = Date.now();
const commit = commitOf(values.against);
const reference = extract(commit);
const bundle = copyBundle();
const scenarios = scenariosOf(reference);
const sides = { reference: { bundle: reference, servers: reference }, now: { bundle, servers: reference } };
const pattern = new RegExp(values.only);
const names = CASES(scenarios).flatMap(({ name }) => (pattern.test(name) ? [name] : []));
const say = (text: string) => void process.stdout.write(`${text}\n`);

/** Runs these cases on one side or on both; a case's two sides follow each other, so that what differs shows early. */
async function run(wanted: readonly string[], repeated: boolean, width: number): Promise<void> {
  const orders = wanted.flatMap((name) => {
    const of = repeated || before[name] === undefined ? (["reference", "now"] as const) : (["now"] as const);
    return of.map((one) => ({ name, of: one, side: sides[one], scenarios }));
  });
  let answers = 0;
  await runAll(orders, width, ({ name, of, text, seconds }) => {
    (of === "now" ? after : before)[name] = text;
    answers += 1;
    if (values.verbose) {
      const differs = before[name] !== undefined && after[name] !== undefined && before[name] !== after[name];
      const mark = `${String(answers).padStart(5)}/${orders.length} ${seconds.toFixed(1).padStart(6)} s`;
      process.stderr.write(`${mark}  ${of.padEnd(9)}  ${name}${differs ? "  (differs)" : ""}\n`);
    }
    if (!repeated && of === "reference" && Date.now() - kept > KEEP_EVERY) keep();
  });
  if (!repeated) keep();
}

const cache = cacheOf(commit);
const before: Texts = values.fresh ? {} : { ...cache.texts };
const after: Texts = {};
const known = names.filter((name) => before[name] !== undefined).length;

/** What was heard of the reference outlives a comparison that is stopped. */
let kept = started;
function keep(): void {
  kept = Date.now();
  cache.keep(before);
}

try {
  await run(names, false, Number(values.width));
  if (values.show) for (const name of names) say(`# ${name}\n${after[name]}`);

  let differing = names.filter((name) => before[name] !== after[name]);
  const suspects = differing.map((name) => [name, diff(before[name] ?? "", after[name] ?? "", GLIMPSE)] as const);
  for (let round = 0; round < REPEATS && differing.length > 0; round += 1) {
    await run(differing, true, 2);
    differing = differing.filter((name) => before[name] !== after[name]);
  }
  const unsteady = suspects.filter(([name]) => !differing.includes(name));
  for (const name of differing) say(`DIFFERS ${name}\n${diff(before[name] ?? "", after[name] ?? "")}\n`);
  for (const [name, seen] of unsteady) say(`unsteady, the same when asked again: ${name}\n${seen}\n`);
  const seconds = Math.round((Date.now() - started) / 1000);
  const against = `${values.against} (${commit.slice(0, 12)}${known > 0 ? `, ${known} from the cache` : ""})`;
  say(
    `${names.length} cases against ${against}: ${differing.length} differ, ${unsteady.length} unsteady; ${seconds} s`,
  );
  process.exitCode = differing.length === 0 ? 0 : 1;
} finally {
  for (const folder of [reference, bundle]) rmSync(folder, { recursive: true, force: true });
}
