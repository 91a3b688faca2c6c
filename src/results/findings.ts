import { type Finding, findingOf } from "../evidence/finding.ts";
import type { Redactor } from "../evidence/redaction.ts";
import { type Results, resultWords } from "../evidence/results.ts";
import { MOST_FILES } from "../files/files.ts";
import { hasKeyFormat } from "../text/key-shapes.ts";
import { oneLine } from "../text/one-line.ts";
import { problem } from "../text/problem.ts";

/** Failed cases that are named: the report of the test step has them all. */
export const MOST_NAMED = 5;

/** Characters of a name; a test may be called by all that it asks. */
const SHOWN_CHARS = 60;

/** Names of cases and files as a finding may repeat them. */
type Printer = (text: string, limit?: number) => string;

/** Names come from other people's tools: on one line, short, and hidden where they hold a secret or what looks like one. */
export function printerFor(redactor: Redactor): Printer {
  return (text, limit = SHOWN_CHARS) =>
    redactor.exposes(text) || hasKeyFormat(text) ? "(hidden)" : oneLine(redactor.redact(text), limit);
}

/** Tests that failed speak against the release. */
export function failedFinding(results: Results): Finding {
  const { failed, failures } = results;
  const more = failed > failures.length ? ` and ${failed - failures.length} more` : "";
  return findingOf(
    problem(
      "test-failed",
      `results: ${resultWords(results)}: ${failures.join("; ")}${more}`,
      "Read the report of the test step: the cases that failed say what of the application does not work with this release.",
    ),
    { trigger: "app-behaviour", severity: "rollback" },
  );
}

const CRASHED = "The test run may have crashed: read its log, and let the step that writes the file fail the job.";

/** Why a file says nothing, or not all; each with what to do. */
// biome-ignore format: a table reads by its rows, not by one field a line
const FLAWS = {
  absent: ["no-results", "names no file", "Run the tests in an earlier step, download their artifact, and compare the path."],
  "not-a-file": ["no-results", "is not a file", "Name the files themselves, for example reports/*.xml."],
  unreadable: ["unreadable-results", "cannot be read", "See who may read it."],
  "too-many": ["too-many-results", `matches more than ${MOST_FILES} files`, "Name the folder of the reports."],
  empty: ["empty-results", "is empty", CRASHED],
  cut: ["cut-results", "ends in the middle or is no well-formed XML", CRASHED],
  foreign: ["not-junit", "is not JUnit XML", "Name JUnit XML files alone, and have the test step write them."],
  doctype: ["doctype", "has a DOCTYPE, which no JUnit file needs and which is not read", "Have the test step write it without."],
  "too-large": ["too-large-results", "is too large", "Have the test step leave out what the tests print."],
  stale: ["stale-results", "is older than max-age: it is of another run", "Remove reports from the repository and the workspace before the tests run; raise max-age where a run waits that long."],
  hidden: ["hidden-failures", "speaks of failures in a suite and shows no case that failed", "A suite could not be run at all: read the report of the test step."],
  "bad-summary": ["hidden-failures", "says that Failsafe failed or ran out of time, and shows no case", "Name the reports beside it as well, and read the log of the test step."],
  ambiguous: ["failed-and-passed", "has a case that failed and later passed", "Nobody can tell a re-run from two tests of one name: call the file of a re-run after the first one (junit.xml, junit-rerun.xml), or give each test a name of its own."],
} as const satisfies Readonly<Record<string, readonly [rule: string, what: string, help: string]>>;

/** Why a file says nothing, or not all. */
export interface Flaw {
  readonly kind: keyof typeof FLAWS;
  readonly what?: string;
}

/** A file that cannot be used, or that leaves a doubt: a hold. */
export function flawFinding(kind: Flaw["kind"], name: string, shown: Printer, what?: string): Finding {
  const [rule, says, help] = FLAWS[kind];
  const file = shown(name, 200);
  const detail = what === undefined ? "" : ` (${what})`;
  const at = { file, line: null, column: null };
  return findingOf(problem(rule, `results: ${file} ${says}${detail}`, help, at), HOLD);
}

/** There is no test, or none that ran. */
export function nothingFinding(results: Results): Finding {
  const { files, skipped } = results;
  const what =
    skipped > 0 ? `all ${skipped} cases were skipped` : `no test in ${files} ${files === 1 ? "file" : "files"}`;
  return findingOf(problem("no-test", `results: ${what}`, `See why none ran. ${CRASHED}`), HOLD);
}

/** The check was told to stop before it had read everything. */
export function stoppedFinding(): Finding {
  const help = "Raise the input deadline, or name fewer files.";
  return findingOf(problem("not-read-to-the-end", "results: not all files were read in time", help), HOLD);
}

const HOLD = { trigger: "insufficient-evidence", severity: "hold" } as const;
