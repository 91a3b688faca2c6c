/**
 * How a report says that its cases ran before. Names alone do not: two tests may be called alike, and whoever took the pass of
 * one for that of the other would let a failure ship.
 */
import type { CaseRun } from "./case-run.ts";

/** A run of a case, and where it stands. */
export interface Sighting {
  readonly file: string;
  readonly run: CaseRun;
}

/** Which try a file is of. */
interface Try {
  /** Its path without what says the try. */
  readonly of: string;
  /** 0: it does not say, which is the first. */
  readonly n: number;
}

/**
 * Words for another try: a re-run, a retry or an attempt, which as a bare folder may be a package of that name, and a try with a
 * small number. Runs with numbers are as often a test that is run several times on purpose, of which each counts.
 */
const AGAIN =
  /(?<=^|[-_./ ])(?:(?:re-?runs?|last-?failed)(?:[-_. ]?(\d{1,2}))?|(?:re-?tests?|retr(?:y|ies)|attempts?)(?:[-_. ]?(\d{1,2})|(?!\/))|try[-_. ]?(\d{1,2}))(?=$|[-_./ ])[-_. ]?/i;

/** Bazel keeps failed attempts beside the `test.xml` of the last one. */
const OF_BAZEL = /(?<=^|\/)test_attempts\/attempt_(\d+)$/;
const BEFORE_ALL = 1_000;

/** Which try a file is of, by its path. */
function tryOf(file: string): Try {
  const path = file.replaceAll("\\", "/").replace(/\.xml(\.gz)?$/i, "");
  const bazel = OF_BAZEL.exec(path);
  if (bazel !== null) return { of: path.replace(OF_BAZEL, "test"), n: Number(bazel[1]) - BEFORE_ALL };
  const found = AGAIN.exec(path);
  if (found === null) return { of: path.replace(/^\//, ""), n: 0 };
  const of = path
    .replace(AGAIN, "")
    .split("/")
    .map((name) => name.replace(/[-_. ]+$/, ""))
    .filter((name) => name !== "");
  return { of: of.join("/"), n: Number(found.slice(1).find((n) => n !== undefined) ?? 1) };
}

/** How many tries the first file is after the other; 0: they are of one try, or not of one test run. */
export function triesAfter(file: string, other: string): number {
  const [a, b] = [tryOf(file), tryOf(other)];
  return a.of === b.of ? a.n - b.n : 0;
}

/** Whether two runs of one name are of one case: in files that say so, or where no two cases have one name. */
export function areOfOneCase(one: Sighting, other: Sighting): boolean {
  if (one.file === other.file) return (one.run.unique && other.run.unique) || one.run.tries !== other.run.tries;
  return triesAfter(one.file, other.file) !== 0;
}

/** `answers (retry 1)`, `answers [attempt 2]`: the name of the case, and the try. */
const TRY_IN_NAME = /[\s_]*[([](?:re-?run|retry|attempt)\s*#?(\d{1,2})[)\]]$/i;

/** The name of a case without the try that some writers put after it. */
export function withoutTry(name: string): { readonly name: string; readonly tries: number } {
  return { name: name.replace(TRY_IN_NAME, ""), tries: Number(TRY_IN_NAME.exec(name)?.[1] ?? 0) };
}
