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
import { bytesOf, findFiles } from "../files/files.ts";
import type { ResultsSettings } from "../settings/release/results.ts";
import type { Settings } from "../settings/settings.ts";
import { type Flaw, failedFinding, flawFinding, nothingFinding, printerFor, stoppedFinding } from "./findings.ts";
import { isOwnReport } from "./own-report.ts";
import { readTests, type TestFile } from "./read.ts";
import { noRuns } from "./runs.ts";

/** Most findings about files that cannot be used; the same mistake is mostly made in all of them. */
const MOST_FINDINGS = 20;

/** Reads the files and counts their cases; null where the settings name none. */
export async function checkResults(
  settings: Settings,
  run: RunIdentity,
  workingDirectory: string,
  cancelled: AbortSignal,
): Promise<{ readonly check: Check; readonly results: Results } | null> {
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
      const read = await readFile(found.path, results, run, stop);
      // What was read in part says nothing.
      if (stop.aborted) break;
      if (read?.kind === "tests") {
        files += 1;
        runs.take(found.name, read.runs);
        hidden.push({ name: found.name, suites: read.hidden });
      } else if (read !== null) flaws.push({ ...read, name: found.name });
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

/** The tests of a file, or what is wrong with it; null: nothing of it counts. */
async function readFile(path: string, settings: ResultsSettings, run: RunIdentity, stop: AbortSignal) {
  const read = await readTests(bytesOf(path, stop)).catch(() => ({ kind: "unreadable" }) as const);
  if (read.kind === "summary") return null;
  if (read.kind !== "tests") return read;
  if (isOwnReport(read.runs)) return null;
  return isStale(read, path, settings, run) ? ({ kind: "stale" } as const) : read;
}

/** A time without a zone is somebody's local one, so it may be this much later than it looks, ms. */
const WESTERNMOST_MS = 12 * 3_600_000;

/** Whether the newest time that the file names, or else that of the file itself, is older than a run of today. */
function isStale({ newest }: TestFile, path: string, settings: ResultsSettings, run: RunIdentity): boolean {
  const at = newest === null ? statSync(path).mtimeMs : newest.ms + (newest.zoned ? 0 : WESTERNMOST_MS);
  return run.startedAt.getTime() - at > settings.maxAgeMs;
}
