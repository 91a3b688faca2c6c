/**
 * The check of exported logs (product.md, probe `logs`; release-and-rollback-checklist, "Check observability"): what must
 * be in the records of this run, and what must be in no line at all. It reads files and sends nothing.
 */

import { setImmediate } from "node:timers/promises";
import type { Check } from "../evidence/evidence.ts";
import type { Finding } from "../evidence/finding.ts";
import { createRedactor, MIN_SCANNABLE_CHARS } from "../evidence/redaction.ts";
import type { RunIdentity } from "../evidence/run-identity.ts";
import { weighs } from "../evidence/vocabulary.ts";
import { findFiles } from "../files/files.ts";
import type { LogsSettings } from "../settings/release/logs.ts";
import type { Settings } from "../settings/settings.ts";
import { type Exposure, exposureFinders, joined } from "./exposure.ts";
import {
  exposureFinding,
  fileFinding,
  noSecretFinding,
  type Printer,
  printerFor,
  recordFindings,
  stoppedFinding,
} from "./findings.ts";
import { marksOf } from "./marks.ts";
import { vocabularyOf } from "./names.ts";
import { type LogFile, readLog, readShared, type Search } from "./read.ts";
import { requestTally } from "./requests.ts";
import { expectedVersion, valueFindings } from "./values.ts";

/** Most findings of one check: nobody reads more, and GitHub shows ten. */
const MOST_FINDINGS = 50;

/**
 * Reads the logs and says what they lack and what they expose; null where the probe was not selected. It ends with the
 * run's deadline, and what was found until then stands.
 */
export async function checkLogs(
  settings: Settings,
  run: RunIdentity,
  workingDirectory: string,
  cancelled: AbortSignal,
): Promise<Check | null> {
  const { logs, labels, limits, secrets } = settings;
  if (logs === undefined) return null;
  const redactor = createRedactor(secrets);
  const shown = printerFor(redactor);
  const left = run.startedAt.getTime() + limits.deadlineMs - Date.now();
  // A timer of zero would wait for its turn while files are read.
  const stop = AbortSignal.any([cancelled, left <= 0 ? AbortSignal.abort() : AbortSignal.timeout(left)]);
  const vocabulary = vocabularyOf(logs.require);
  const tally = requestTally(logs.require, vocabulary, { name: labels.name, version: expectedVersion(settings) });
  const marks = marksOf(run, labels);
  const search = { exposures: exposureFinders(settings), marks, vocabulary, tally };

  const { files, complete, findings: ofFiles } = await readAll(logs, workingDirectory, search, shown, stop);
  const seen = tally.result();
  // Where no file could be read, that is said; cut short, a record of this run may be among what was not read.
  const judged = seen.ofThisRun > 0 || (files > 0 && complete);
  const findings = [
    ...ofFiles,
    ...(complete ? [] : [stoppedFinding()]),
    ...(judged ? recordFindings(seen, files, marks, shown).map((found) => excused(found, settings)) : []),
    ...valueFindings(seen, settings, shown),
    ...(secrets.some(({ length }) => length >= MIN_SCANNABLE_CHARS) ? [] : [noSecretFinding()]),
  ];
  return { id: "logs", result: findings.some(weighs) ? "fail" : "pass", findings: shortened(findings) };
}

/** A run without secrets asked nothing, so nobody can have logged it. */
function excused(found: Finding, { withheld }: Settings): Finding {
  return withheld !== undefined && found.rule === "no-record-of-this-run" ? { ...found, severity: "advisory" } : found;
}

/** Files after which timers and signals get their turn. */
const FILES_BETWEEN_TURNS = 50;

/** Requests and traces that are looked for once more; a run has hundreds. */
const MOST_SHARED = 2_000;

async function readAll(
  { files: patterns, confined }: LogsSettings,
  workingDirectory: string,
  search: Search,
  shown: Printer,
  stop: AbortSignal,
) {
  const exposuresIn = ({ name }: LogFile, exposures: readonly Exposure[]) =>
    exposures.map((exposure) => exposureFinding(exposure, name, shown));
  const findings: Finding[] = [];
  const logs: { readonly file: LogFile; readonly exposures: readonly Exposure[]; readonly hasOthers: boolean }[] = [];
  let count = 0;
  for await (const found of findFiles(patterns, workingDirectory, stop, confined)) {
    count += 1;
    if (count % FILES_BETWEEN_TURNS === 0) await setImmediate();
    if (stop.aborted) break;
    if (found.kind !== "file") {
      findings.push(fileFinding(found.kind, found.name, shown));
      continue;
    }
    const { exposures, problem, hasOthers } = await readLog(found, search, stop);
    if (problem === null) logs.push({ file: found, exposures, hasOthers });
    else findings.push(fileFinding(problem, found.name, shown), ...exposuresIn(found, exposures));
  }
  // A record that names the request alone is of this run as well: it may have what another lacks, or say what is wrong.
  const links = new Set(search.tally.links().slice(0, MOST_SHARED));
  for (const [i, { file, exposures, hasOthers }] of logs.entries()) {
    if (i % FILES_BETWEEN_TURNS === 0) await setImmediate();
    const more = links.size === 0 || !hasOthers || stop.aborted ? [] : await readShared(file, links, search, stop);
    findings.push(...exposuresIn(file, joined(exposures, more)));
  }
  return { findings, files: logs.length, complete: !stop.aborted };
}

/** The worst first, and not more than can be read; of the rest each trigger is kept. */
function shortened(findings: readonly Finding[]): Finding[] {
  const order = ["rollback", "hold", "advisory"];
  const sorted = [...findings].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  const rest = Map.groupBy(sorted.slice(MOST_FINDINGS), ({ trigger }) => trigger);
  const more = [...rest.values()].flatMap(([worst, ...others]) => {
    if (worst === undefined) return [];
    const count = others.length + 1;
    const message = `the logs have ${count} more ${count === 1 ? "finding" : "findings"} of this kind`;
    const help = "Correct the ones above first.";
    return [{ ...worst, rule: "more-findings", message, help, file: null, line: null }];
  });
  return [...sorted.slice(0, MOST_FINDINGS), ...more];
}
