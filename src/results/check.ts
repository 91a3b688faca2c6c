/**
 * The check `results` (product.md, "Probes"): JUnit XML that an earlier step's test run left. It reads files and sends
 * nothing. What cannot be read, or holds no test of this run, is a hold: a run that crashed leaves just that.
 */
import { existsSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Check } from "../evidence/evidence.ts";
import { createRedactor } from "../evidence/redaction.ts";
import type { Results } from "../evidence/results.ts";
import type { RunIdentity } from "../evidence/run-identity.ts";
import { bytesOf, type FileMatch, findFiles } from "../files/files.ts";
import type { ResultsSettings } from "../settings/release/results.ts";
import type { Settings } from "../settings/settings.ts";
import { type Flaw, failedFinding, flawFinding, nothingFinding, printerFor, stoppedFinding } from "./findings.ts";
import { isOwnReport } from "./own-report.ts";
import { readTests, type TestFile, type UnusableFile } from "./read.ts";
import { noRuns } from "./runs.ts";

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
  const runs = noRuns();
  let files = 0;
  const flaws: (Flaw & { readonly name: string })[] = [];
  const hidden: { readonly name: string; readonly suites: readonly string[] }[] = [];
  for await (const found of findFiles(results.files, workingDirectory, stop, results.confined)) {
    if (found.kind !== "file") flaws.push({ kind: found.kind, name: found.name });
    else if (!liesBesideEvidence(found.path)) {
      const { read, flaw } = await readFile(found, results, run, stop);
      // What was read in part says nothing.
      if (stop.aborted) break;
      if (flaw !== null) flaws.push({ ...flaw, name: found.name });
      if (read === null) continue;
      files += 1;
      runs.take(found.name, read.runs);
      hidden.push({ name: found.name, suites: read.hidden });
    }
    if (stop.aborted) break;
  }
  const { failures, flakes, ...counts } = runs.counts();
  const names = (all: readonly string[]) => all.map((name) => shown(name));
  const seen: Results = { files, ...counts, failures: names(failures), flakes: names(flakes) };
  for (const { name, suites } of hidden)
    if (suites.some((suite) => !runs.passedLater(name, suite))) flaws.push({ kind: "hidden", name });
  const doubts = Map.groupBy(runs.doubtful(), ({ file }) => file);
  for (const [name, [first]] of doubts) flaws.push({ kind: "ambiguous", name, what: shown(first?.name ?? "") });
  const nothing = files > 0 ? seen.passed + seen.failed === 0 : flaws.length === 0 && !stop.aborted;
  // Where the cases themselves are there, a summary has no more to say.
  const telling = flaws.filter(({ kind }) => kind !== "bad-summary" || (seen.failed === 0 && doubts.size === 0));
  const findings = [
    ...(seen.failed === 0 ? [] : [failedFinding(seen)]),
    ...(stop.aborted ? [stoppedFinding()] : []),
    ...(nothing ? [nothingFinding(seen)] : []),
    ...telling.slice(0, MOST_FINDINGS).map(({ kind, name, what }) => flawFinding(kind, name, shown, what)),
  ];
  const result = seen.failed > 0 ? "fail" : findings.length === 0 ? "pass" : seen.passed > 0 ? "partial" : "not_tested";
  return { check: { id: "results", result, findings }, results: seen };
}

/** The gate's own `junit.xml`, which lies beside its evidence, is about the gate: read here, it would judge itself. */
function liesBesideEvidence(path: string): boolean {
  return basename(path) === "junit.xml" && existsSync(join(dirname(path), "evidence.json"));
}

interface ReadResult {
  /** Null: nothing of it counts. */
  readonly read: TestFile | null;
  readonly flaw: Flaw | null;
}

async function readFile(
  { path }: Extract<FileMatch, { kind: "file" }>,
  settings: ResultsSettings,
  run: RunIdentity,
  stop: AbortSignal,
): Promise<ReadResult> {
  const read = await reading(path, stop);
  if (read.kind === "tests") {
    if (isOwnReport(read.runs)) return { read: null, flaw: null };
    if (isStale(read, path, settings, run)) return { read: null, flaw: { kind: "stale" } };
    return { read, flaw: null };
  }
  if (read.kind === "summary") return { read: null, flaw: null };
  return { read: null, flaw: read };
}

async function reading(
  path: string,
  stop: AbortSignal,
): Promise<TestFile | UnusableFile | { readonly kind: "unreadable" }> {
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
