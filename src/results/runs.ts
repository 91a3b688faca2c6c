import type { Results } from "../evidence/results.ts";
import { MOST_NAMED } from "./findings.ts";
import type { TestTime } from "./time.ts";

/** One run of a case. */
export interface CaseRun {
  readonly name: string;
  /** Suites, class, name, and the browser where there is one: cases that differ in one of them are different cases. */
  readonly key: string;
  readonly outcome: "passed" | "failed" | "skipped" | "flaky";
  /** When its suite, or itself, says that it ran; null: neither does. */
  readonly at: TestTime | null;
}

/** A case over all files. */
interface Course {
  last: { readonly file: string; readonly run: CaseRun };
  failures: number;
  /** Where it failed. */
  failedIn: string | null;
}

/** All runs of a check by their cases. */
export interface Runs {
  /** Takes the runs of one file, in their order. */
  take(file: string, runs: readonly CaseRun[]): void;
  /** A case whose last run failed has failed; names as they are. */
  counts(): Omit<Results, "files">;
  /** Cases that failed and later passed, with the file of the failure: a re-run, or two tests of one name. */
  doubtful(): readonly { readonly name: string; readonly file: string }[];
}

/** Nobody has run anything yet. */
export function noRuns(): Runs {
  const courses = new Map<string, Course>();
  const counted = { passed: 0, skipped: 0, flaky: 0 };
  const failing = () => [...courses.values()].filter(({ failures }) => failures > 0);
  const failed = () => failing().filter(({ last }) => last.run.outcome === "failed");
  return {
    take: (file, runs) => {
      const leg = file.toLowerCase().match(LEG)?.join() ?? "";
      for (const run of runs) {
        const { outcome } = run;
        const key = `${leg}\n${run.key}`;
        if (outcome === "skipped") {
          counted.skipped += 1;
          continue;
        }
        if (outcome !== "failed") counted.passed += 1;
        if (outcome === "flaky") counted.flaky += 1;
        const course: Course = courses.get(key) ?? { last: { file, run }, failures: 0, failedIn: null };
        courses.set(key, course);
        if (isLater({ file, run }, course.last)) course.last = { file, run };
        if (outcome === "failed") {
          course.failures += 1;
          course.failedIn ??= file;
        }
      }
    },
    counts: () => ({
      ...counted,
      failed: failed().reduce((total, { failures }) => total + failures, 0),
      failures: [...new Set(failed().map(({ last }) => last.run.name))].slice(0, MOST_NAMED),
    }),
    doubtful: () =>
      failing().flatMap(({ last, failedIn }) =>
        last.run.outcome === "failed" || failedIn === null ? [] : [{ name: last.run.name, file: failedIn }],
      ),
  };
}

/** By what both say of the time, else by the order of the files, and in one file by the order of the cases. */
function isLater(one: Course["last"], other: Course["last"]): boolean {
  const [a, b] = [one.run.at, other.run.at];
  if (a !== null && b !== null && a.zoned === b.zoned && a.ms !== b.ms) return a.ms > b.ms;
  return byNumber.compare(sortable(one.file), sortable(other.file)) >= 0;
}

/** What paths say of a leg of a matrix: the same cases run in each, and none is a re-run of another. */
const LEG =
  /(?:py|python|node|jdk|java|go|ruby|php|dotnet)[-_]?v?(?:\d+\.\d[\d.]*|\d{2,})|ubuntu|linux|windows|macos|darwin|chrom(?:e|ium)|firefox|webkit|safari|edge/g;

/** `attempt-10` comes after `attempt-9`. */
const byNumber = new Intl.Collator("en", { numeric: true });

/** `junit-rerun.xml` comes after `junit.xml`. */
const sortable = (file: string) =>
  file
    .replaceAll("\\", "/")
    .replace(/\.xml(\.gz)?$/i, "")
    .replaceAll("/", "\u0001");
