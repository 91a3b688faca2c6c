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
import type { Side } from "./golden/world.ts";

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

async function textsOf(side: Side, wanted: readonly string[], width: number): Promise<Texts> {
  const texts: Texts = {};
  const orders = wanted.map((name) => ({ name, side, scenarios }));
  await runAll(orders, width, ({ name, text, seconds }) => {
    texts[name] = text;
    if (values.verbose) process.stderr.write(`${seconds.toFixed(1).padStart(6)} s  ${name}\n`);
  });
  return texts;
}

try {
  const cache = cacheOf(commit);
  const missing = names.filter((name) => values.fresh || cache.texts[name] === undefined);
  const before: Texts = { ...cache.texts, ...(await textsOf(sides.reference, missing, Number(values.width))) };
  cache.keep(before);
  const after = await textsOf(sides.now, names, Number(values.width));
  if (values.show) for (const name of names) say(`# ${name}\n${after[name]}`);

  let differing = names.filter((name) => before[name] !== after[name]);
  const suspects = differing.map((name) => [name, diff(before[name] ?? "", after[name] ?? "", GLIMPSE)] as const);
  for (let round = 0; round < REPEATS && differing.length > 0; round += 1) {
    Object.assign(before, await textsOf(sides.reference, differing, 2));
    Object.assign(after, await textsOf(sides.now, differing, 2));
    differing = differing.filter((name) => before[name] !== after[name]);
  }
  const unsteady = suspects.filter(([name]) => !differing.includes(name));
  for (const name of differing) say(`DIFFERS ${name}\n${diff(before[name] ?? "", after[name] ?? "")}\n`);
  for (const [name, seen] of unsteady) say(`unsteady, the same when asked again: ${name}\n${seen}\n`);
  const seconds = Math.round((Date.now() - started) / 1000);
  say(
    `${names.length} cases against ${values.against} (${commit.slice(0, 12)}): ${differing.length} differ, ${unsteady.length} unsteady, ${names.length - missing.length} of the reference from the cache, ${seconds} s`,
  );
  process.exitCode = differing.length === 0 ? 0 : 1;
} finally {
  for (const folder of [reference, bundle]) rmSync(folder, { recursive: true, force: true });
}
