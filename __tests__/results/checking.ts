/** Runs the check `results` on files of the test, in a folder of its own. */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ResultsSchema } from "../../src/evidence/results.ts";
import { identify } from "../../src/evidence/run-identity.ts";
import { checkResults } from "../../src/results/check.ts";
import { settings } from "../run/running.ts";

/** What a test changes about a check. */
export interface Checking {
  readonly patterns?: readonly string[];
  readonly maxAgeMs?: number;
  readonly secrets?: readonly string[];
  readonly cancelled?: AbortSignal;
  /** When the files were written last; absent: now. */
  readonly writtenAt?: Date;
}

const DAY_MS = 24 * 3_600_000;

/** What the check found in these files, by their paths. */
export async function check(files: Readonly<Record<string, string | Uint8Array>>, checking: Checking = {}) {
  const folder = mkdtempSync(join(tmpdir(), "results-"));
  try {
    for (const [path, content] of Object.entries(files)) {
      const whole = join(folder, path);
      mkdirSync(dirname(whole), { recursive: true });
      writeFileSync(whole, content);
      if (checking.writtenAt !== undefined) utimesSync(whole, checking.writtenAt, checking.writtenAt);
    }
    const { patterns = ["**/*.xml"], maxAgeMs = DAY_MS, secrets = [], cancelled } = checking;
    const usual = settings("https://unused.example", { secrets });
    const result = await checkResults(
      { ...usual, results: { files: patterns, confined: false, maxAgeMs } },
      identify(new Date()),
      folder,
      cancelled ?? new AbortController().signal,
    );
    if (result === null) throw new Error("nothing was checked");
    const results = ResultsSchema.parse(result.results);
    const { findings } = result.check;
    return { result: result.check.result, results, findings, rules: findings.map(({ rule }) => rule) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** One suite around these cases. */
export const suite = (...cases: readonly string[]) => `<testsuite name="s">${cases.join("")}</testsuite>`;

export const PASSED = '<testcase classname="c" name="passes"/>';
export const FAILED = '<testcase classname="c" name="fails"><failure message="m">text</failure></testcase>';
export const SKIPPED = '<testcase classname="c" name="skips"><skipped/></testcase>';
