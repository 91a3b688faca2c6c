import type { Results } from "../evidence/results.ts";
import type { CaseRun } from "./case-run.ts";
import { MOST_NAMED } from "./findings.ts";
import { areOfOneCase, type Sighting, triesAfter } from "./rerun.ts";

/** A case over all files. */
interface Course {
  last: Sighting;
  failures: number;
  /** Its last failure; null: none. */
  failed: Sighting | null;
}

/**
 * What became of a case. `flaky`: it passed when it was run again. `doubt`: a pass came later, and nobody can tell a re-run
 * from two tests of one name.
 */
type Fate = "passed" | "failed" | "flaky" | "doubt";

/** All runs of a check by their cases; nobody has run anything yet. */
export function noRuns() {
  const courses = new Map<string, Course>();
  const counted = { passed: 0, skipped: 0, flaky: 0 };
  const flakes = new Set<string>();
  /** The last pass of each part, and of all. */
  const passes = new Map<string, Sighting>();
  const fates = (fate: Fate) =>
    [...courses.values()].filter((course) => course.failed !== null && fateOf(course, passes) === fate);
  return {
    /** Takes the runs of one file, in their order. */
    take: (file: string, runs: readonly CaseRun[]): void => {
      const leg = legOf(file);
      for (const run of runs) {
        const { outcome } = run;
        const seen = { file, run };
        const key = `${leg}\n${run.key}`;
        if (outcome === "skipped") {
          counted.skipped += 1;
          continue;
        }
        const before = courses.get(key);
        const course: Course = before ?? { last: seen, failures: 0, failed: null };
        courses.set(key, course);
        if (outcome === "failed") {
          course.failures += 1;
          if (course.failed === null || isLater(seen, course.failed)) course.failed = seen;
        } else {
          // A whole suite that ran again is no second one.
          const again = before !== undefined && before.failed === null && areOfOneCase(seen, before.last);
          if (!again) counted.passed += 1;
          if (outcome === "flaky") {
            counted.flaky += 1;
            flakes.add(run.name);
          }
          for (const part of run.parts.map((each) => `${leg}\n${each}`)) {
            const known = passes.get(part);
            if (known === undefined || isLater(seen, known)) passes.set(part, seen);
          }
        }
        if (isLater(seen, course.last)) course.last = seen;
      }
    },
    /** A case whose last run failed has failed; names as they are. */
    counts: (): Omit<Results, "files"> & { readonly flakes: readonly string[] } => {
      const [failed, again] = [fates("failed"), fates("flaky")];
      return {
        ...counted,
        flaky: counted.flaky + again.length,
        failed: failed.reduce((total, { failures }) => total + failures, 0),
        failures: [...new Set(failed.map(({ last }) => last.run.name))].slice(0, MOST_NAMED),
        flakes: [...new Set([...flakes, ...again.map(({ last }) => last.run.name)])].slice(0, MOST_NAMED),
      };
    },
    /** Whether a case of this suite passed in a later try of the file. */
    passedLater: (file: string, suite: string): boolean => {
      const pass = passes.get(`${legOf(file)}\n${suite}`);
      return pass !== undefined && triesAfter(pass.file, file) > 0;
    },
    /** Cases of which nobody can tell whether they passed in the end, with the file of the failure. */
    doubtful: () =>
      fates("doubt").flatMap(({ failed }) => (failed === null ? [] : [{ name: failed.run.name, file: failed.file }])),
  };
}

function fateOf({ last, failed }: Course, passes: ReadonlyMap<string, Sighting>): Fate {
  if (failed === null) return "passed";
  if (last.run.outcome !== "failed") return areOfOneCase(failed, last) ? "flaky" : "doubt";
  return last.run.whole === null ? "failed" : fateOfWhole(last, last.run.whole, passes);
}

/**
 * What could not be run at all has no case of its own that could pass: its cases do, or a later try that says no more of it
 * leaves a doubt.
 */
function fateOfWhole(failed: Sighting, whole: string, passes: ReadonlyMap<string, Sighting>): Fate {
  const unit = `${legOf(failed.file)}\n${whole}`;
  const later = [...passes].filter(([, pass]) => isLater(pass, failed));
  const own = later.filter(([part]) => part === unit || part.startsWith(`${unit}.`)).map(([, pass]) => pass);
  if (own.some(({ file }) => triesAfter(file, failed.file) > 0)) return "flaky";
  // Of Surefire: before the class was set up none of its cases can have passed. Elsewhere a suite has both.
  const inFile = own.some(({ file, run }) => file === failed.file && !run.unique) && failed.run.name === whole;
  if (inFile || own.some(({ file }) => file !== failed.file)) return "doubt";
  return later.some(([, { file }]) => triesAfter(file, failed.file) > 0) ? "doubt" : "failed";
}

/** By what both say of the time, else by their tries, the order of the files, and in one file the order of the cases. */
function isLater(one: Sighting, other: Sighting): boolean {
  const [a, b] = [one.run.at, other.run.at];
  if (a !== null && b !== null && a.zoned === b.zoned && a.ms !== b.ms) return a.ms > b.ms;
  const tries = triesAfter(one.file, other.file);
  return tries === 0 ? byNumber.compare(sortable(one.file), sortable(other.file)) >= 0 : tries > 0;
}

/** What paths say of a leg of a matrix: the same cases run in each, and none is a re-run of another. */
const LEG =
  /(?:py|python|node|jdk|java|go|ruby|php|dotnet)[-_]?v?(?:\d+\.\d[\d.]*|\d{2,})(?:[-_](?!re-?run|re-?test|retr|attempt|run|try|part|shard)[a-z]+\d+)*|(?<=[-_/])v?\d+\.\d+(?:\.\d+)*(?=[-_/]|\.xml|$)|ubuntu|linux|windows|macos|darwin|chrom(?:e|ium)|firefox|webkit|safari|edge/g;

function legOf(file: string): string {
  return file.toLowerCase().match(LEG)?.join() ?? "";
}

/** `part-10` comes after `part-9`. */
const byNumber = new Intl.Collator("en", { numeric: true });

/** `junit-2.xml` comes after `junit.xml`. */
const sortable = (file: string) =>
  file
    .replaceAll("\\", "/")
    .replace(/\.xml(\.gz)?$/i, "")
    .replaceAll("/", "\u0001");
