/** The legs of a fan-in: what people call them, and whether they are all there. */
import type { Evidence } from "../evidence/evidence.ts";
import type { Finding } from "../evidence/finding.ts";
import type { ExpectedLeg } from "../settings/release/leg.ts";
import { oneLine } from "../text/one-line.ts";
import { jobOf, labelOf } from "./leg-attempts.ts";
import { evidenceFinding } from "./read-evidence.ts";

/** Legs that left no evidence. */
interface AbsentLegs {
  readonly count: number;
  readonly findings: readonly Finding[];
}

/** Those that the workflow expects, and those that the matrix of their own job has: each is said once, by its name if it has one. */
export function absentLegs(names: ReadonlyMap<Evidence, string>, expected: readonly ExpectedLeg[]): AbsentLegs {
  const ofMatrix = absentFromMatrix(names);
  const named = missingLegFindings(names, expected);
  return named.length > 0 ? { count: Math.max(named.length, ofMatrix.count), findings: named } : ofMatrix;
}

/** Legs that a sentence names; more nobody compares. */
const MOST_NAMED = 12;

/** Fewer legs than the matrix of their own job has: the others left no evidence. */
function absentFromMatrix(names: ReadonlyMap<Evidence, string>): AbsentLegs {
  const jobs = Map.groupBy(names.keys(), ({ run }) => `${run.job ?? ""} ${run.legCount ?? ""}`);
  const absent = [...jobs.values()].flatMap((legs) => {
    const { legCount = 0, job } = legs[0]?.run ?? {};
    const count = legCount - new Set(legs.map(jobOf)).size;
    if (count <= 0) return [];
    const whose = job === undefined ? "their matrix" : `the matrix of job ${job}`;
    const share = `${count} of ${legCount} legs of ${whose}`;
    const cells = freeCells(legs, legCount);
    const here = legs.map((leg) => names.get(leg) ?? labelOf(leg));
    const known = here.length <= MOST_NAMED ? ` (there is that of ${here.join("; ")})` : "";
    const message =
      cells.length > 0 && cells.length <= MOST_NAMED
        ? `${count === 1 ? "leg" : "legs"} ${cells.join("; ")} left no evidence: ${share}, told by the values of the others`
        : `${share} left no evidence${known}`;
    return [{ count, finding: missingLeg(oneLine(message)) }];
  });
  return {
    count: absent.reduce((sum, { count }) => sum + count, 0),
    findings: absent.map(({ finding }) => finding),
  };
}

/** The cells without a leg where the values of those that are here make a grid of so many cells; else none can be told. */
function freeCells(legs: readonly Evidence[], cells: number): readonly string[] {
  const all = legs.map(({ run }) => run.legValues ?? {});
  const valuesOf = (key: string) => [...new Set(all.map((values) => values[key] ?? ""))];
  const keys = [...new Set(all.flatMap(Object.keys))].filter((key) => valuesOf(key).length > 1);
  const grid = [keys, ...pairsOf(keys)].find(
    (some) => some.length > 1 && some.reduce((product, key) => product * valuesOf(key).length, 1) === cells,
  );
  if (grid === undefined) return [];
  const product = grid.reduce<readonly (readonly string[])[]>(
    (rows, key) => rows.flatMap((row) => valuesOf(key).map((value) => [...row, value])),
    [[]],
  );
  const taken = new Set(all.map((values) => grid.map((key) => values[key] ?? "").join(", ")));
  const free = product.map((row) => row.join(", ")).filter((cell) => !taken.has(cell));
  return free.length === cells - new Set(legs.map(jobOf)).size ? free : [];
}

function pairsOf<T>(items: readonly T[]): readonly (readonly T[])[] {
  return items.flatMap((a, i) => items.slice(i + 1).map((b) => [a, b]));
}

/** Legs that the workflow expects and of which there is no evidence: by their label, the name that people see, or values. */
function missingLegFindings(names: ReadonlyMap<Evidence, string>, expected: readonly ExpectedLeg[]): Finding[] {
  const legs = [...names];
  const isThere = (label: string) =>
    legs.some(([one, name]) => [labelOf(one), name, one.run.legValues?.name].includes(label));
  const hasValues = (values: Readonly<Record<string, string>>) =>
    legs.some(([{ run }]) => Object.entries(values).every(([key, value]) => run.legValues?.[key] === value));
  return expected.flatMap(({ label, values, parts }) => {
    if (isThere(label) || (values !== null && hasValues(values))) return [];
    const missing = parts.length > 1 ? parts : [label];
    return missing.filter((part) => !isThere(part)).map((part) => missingLeg(`leg ${part} is missing`));
  });
}

function missingLeg(message: string): Finding {
  const help = "Look at why that leg left no evidence, and run it again.";
  return { ...evidenceFinding("leg-missing", null, message, help), trigger: "insufficient-evidence" };
}

/** The values of a leg by which people know it. */
type Values = Readonly<Record<string, string>>;

/**
 * What people call each leg: its `name`, else the shortest values that tell all of them apart, its job, the name of its
 * integration and its environment among them; where nothing does, its label or job, and its run.
 */
export function namesOf(evidence: readonly Evidence[]): ReadonlyMap<Evidence, string> {
  const values = evidence.map(({ run }): Values => {
    const { legValues = {}, leg, job = "", name, environment } = run;
    const own = Object.keys(legValues).length > 0 || leg === null ? legValues : { label: leg };
    // Beside the values of the matrix, so that these are chosen first.
    return { ...own, " job": job, " name": name, " environment": environment ?? "" };
  });
  const words = tellingWords(values);
  const fallback = ({ run }: Evidence) => [run.leg ?? run.job, run.id].filter((word) => word !== undefined).join(" ");
  return new Map(evidence.map((one, i) => [one, oneLine(words?.[i] ?? fallback(one))]));
}

/** The fewest values of each that tell all of them apart, the `name` that all have among them in any case; null: none do. */
function tellingWords(all: readonly Values[]): readonly string[] | null {
  const shown = all.every(({ name = "" }) => name !== "") ? ["name"] : [];
  const differ = (key: string) => new Set(all.map((values) => values[key])).size > 1;
  const ofMatrix = (key: string) => !key.startsWith(" ");
  const known = [...new Set(all.flatMap(Object.keys))].filter((key) => !shown.includes(key));
  const keys = [...known.filter(ofMatrix), ...known.filter((key) => !ofMatrix(key))];
  const others = keys.filter(differ);
  // One leg alone is told from nothing: all of its own values, or its job.
  const alone = all.length > 1 ? [] : [keys.filter(ofMatrix), [" job"]];
  const choices = [[], ...alone, ...others.map((key) => [key]), ...pairsOf(others), others];
  for (const choice of choices) {
    const words = all.map((values) => wordsOf([...shown, ...choice], values));
    if (!words.includes("") && new Set(words).size === all.length) return words;
  }
  return null;
}

function wordsOf(keys: readonly string[], values: Values): string {
  return keys
    .flatMap((key) => values[key] ?? [])
    .filter((value) => value !== "")
    .join(", ");
}
