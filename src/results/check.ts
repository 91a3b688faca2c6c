/**
 * The check `results` (product.md, "Probes"): JUnit XML that an earlier step's test run left. It reads files and sends
 * nothing. What cannot be read, or holds no test of this run, is a hold: a run that crashed leaves just that.
 */
import { existsSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Check } from "../evidence/evidence.ts";
import type { Finding } from "../evidence/finding.ts";
import { createRedactor } from "../evidence/redaction.ts";
import type { Results } from "../evidence/results.ts";
import type { RunIdentity } from "../evidence/run-identity.ts";
import { bytesOf, type FileMatch, findFiles } from "../files/files.ts";
import type { ResultsSettings } from "../settings/release/results.ts";
import type { Settings } from "../settings/settings.ts";
import {
  failedFinding,
  flawFinding,
  MOST_NAMED,
  nothingFinding,
  type Printer,
  printerFor,
  stoppedFinding,
} from "./findings.ts";
import { readTests, type TestFile, type UnusableFile } from "./read.ts";

/** What the check found: findings for the decision, counts for the records. */
interface ResultsResult {
  readonly check: Check;
  readonly results: Results;
}

/** Most findings about files that cannot be used; the same mistake is mostly made in all of them. */
const MOST_FINDINGS = 20;

/** Reads the files and counts their cases; null where the settings name none. */
export async function checkResults(
  settings: Settings,
  run: RunIdentity,
  workingDirectory: string,
  cancelled: AbortSignal,
): Promise<ResultsResult | null> {
  const { results, limits, secrets } = settings;
  if (results === undefined) return null;
  const left = run.startedAt.getTime() + limits.deadlineMs - Date.now();
  const stop = AbortSignal.any([cancelled, left <= 0 ? AbortSignal.abort() : AbortSignal.timeout(left)]);
  const shown = printerFor(createRedactor(secrets));
  const tests: TestFile[] = [];
  const flaws: Finding[] = [];
  for await (const found of findFiles(results.files, workingDirectory, stop, results.confined)) {
    if (found.kind !== "file") flaws.push(flawFinding(found.kind, found.name, shown));
    else if (!isOwnReport(found.path)) {
      const { read, findings } = await readFile(found, results, run, shown, stop);
      tests.push(...read);
      flaws.push(...findings);
    }
    if (stop.aborted) break;
  }
  const seen = summed(tests, shown);
  const nothing = tests.length > 0 && seen.passed + seen.failed === 0 ? [nothingFinding(seen)] : [];
  const findings = [
    ...(seen.failed === 0 ? [] : [failedFinding(seen)]),
    ...(stop.aborted ? [stoppedFinding()] : []),
    ...(tests.length === 0 && flaws.length === 0 && !stop.aborted ? [nothingFinding(seen)] : nothing),
    ...flaws.slice(0, MOST_FINDINGS),
  ];
  const result = seen.failed > 0 ? "fail" : findings.length === 0 ? "pass" : seen.passed > 0 ? "partial" : "not_tested";
  return { check: { id: "results", result, findings }, results: seen };
}

/** The gate's own `junit.xml`, which lies beside its evidence, is about the gate: read here, it would judge itself. */
function isOwnReport(path: string): boolean {
  return basename(path) === "junit.xml" && existsSync(join(dirname(path), "evidence.json"));
}

interface ReadResult {
  readonly read: readonly TestFile[];
  readonly findings: readonly Finding[];
}

async function readFile(
  { name, path }: Extract<FileMatch, { kind: "file" }>,
  settings: ResultsSettings,
  run: RunIdentity,
  shown: Printer,
  stop: AbortSignal,
): Promise<ReadResult> {
  const read = await reading(path, stop);
  // What was read in part says nothing.
  if (stop.aborted) return { read: [], findings: [] };
  if (read.kind !== "tests") return { read: [], findings: [flawFinding(read.kind, name, shown, read.what)] };
  const findings = [
    ...(isStale(read, path, settings, run) ? [flawFinding("stale", name, shown)] : []),
    ...(read.hidden ? [flawFinding("hidden", name, shown)] : []),
    ...(read.ambiguous.length === 0 ? [] : [flawFinding("ambiguous", name, shown, shown(read.ambiguous[0] ?? ""))]),
  ];
  return { read: [read], findings };
}

async function reading(
  path: string,
  stop: AbortSignal,
): Promise<TestFile | UnusableFile | { kind: "unreadable"; what?: string }> {
  try {
    return await readTests(bytesOf(path, stop));
  } catch {
    return { kind: "unreadable" };
  }
}

/** A time without a zone is somebody's local one, so it may be this much later than it looks, ms. */
const WESTERNMOST_MS = 12 * 3_600_000;

/** Whether the newest time that the file names, or else that of the file itself, is older than a run of today. */
function isStale(
  { newest }: TestFile,
  path: string,
  { maxAgeMs }: ResultsSettings,
  { startedAt }: RunIdentity,
): boolean {
  const at = newest === null ? statSync(path).mtimeMs : newest.ms + (newest.zoned ? 0 : WESTERNMOST_MS);
  return startedAt.getTime() - at > maxAgeMs;
}

function summed(tests: readonly TestFile[], shown: Printer): Results {
  const sum = (count: (file: TestFile) => number) => tests.reduce((total, file) => total + count(file), 0);
  return {
    files: tests.length,
    passed: sum(({ passed }) => passed),
    failed: sum(({ failed }) => failed),
    skipped: sum(({ skipped }) => skipped),
    flaky: sum(({ flaky }) => flaky),
    failures: tests
      .flatMap(({ failures }) => failures)
      .slice(0, MOST_NAMED)
      .map((name) => shown(name)),
  };
}
