import { join } from "node:path";
import type { ObservedRun } from "../evidence/evidence.ts";
import { findingOf } from "../evidence/finding.ts";
import type { Redactor } from "../evidence/redaction.ts";
import { leadsOut, makeFolder, type PendingFile, pendingFile } from "../files/write.ts";
import type { ReportFile } from "../report/records/log-records.ts";
import { errorCode } from "../text/error-code.ts";
import { oneLine } from "../text/one-line.ts";
import { problem } from "../text/problem.ts";

/** Where files went, and which could not be written and why (one sentence each). */
interface WriteResult {
  /** File name to absolute path; only files that exist. */
  readonly paths: Readonly<Record<string, string>>;
  readonly problems: readonly string[];
  /** The files that could be written: all or none of them are. */
  readonly writable: readonly string[];
}

/** Where the files go. */
interface Destination {
  readonly directory: string;
  /** The checkout: what is named below it stays below it. */
  readonly workingDirectory: string;
  readonly redactor: Redactor;
}

/**
 * Writes the evidence folder: every file, or with a problem none, so that the files of a folder are always those of one
 * run. A file that holds a secret in any encoding is not written at all: the last line of defence behind evidence that is
 * sanitised by construction.
 */
export function writeFiles(files: readonly ReportFile[], destination: Destination): WriteResult {
  const { directory, redactor } = destination;
  const unusable = flawOf(destination);
  if (unusable !== null) return { paths: {}, problems: [unusable], writable: [] };
  const pending = new Map<string, PendingFile>();
  const problems: string[] = [];
  for (const { fileName, content } of files) {
    const path = join(directory, fileName);
    if (redactor.exposes(content)) {
      problems.push(`${fileName} was not written: it would have contained a secret`);
      continue;
    }
    try {
      pending.set(fileName, pendingFile(path, content));
    } catch (error) {
      problems.push(`${path} cannot be written (${errorCode(error)})`);
    }
  }
  try {
    const paths: Record<string, string> = {};
    if (problems.length > 0) return { paths, problems, writable: [...pending.keys()] };
    for (const [fileName, file] of pending) {
      const path = join(directory, fileName);
      try {
        file.keep();
        paths[fileName] = path;
      } catch (error) {
        problems.push(`${path} cannot be written (${errorCode(error)})`);
      }
    }
    return { paths, problems, writable: Object.keys(paths) };
  } finally {
    for (const file of pending.values()) file.discard();
  }
}

/** Why nothing can be written into a folder; null: it is there. */
function flawOf({ directory, workingDirectory }: Destination): string | null {
  const help = "choose another folder";
  try {
    if (leadsOut(directory, workingDirectory))
      return `evidence-dir ${directory} leads out of the checkout through a link; ${help}`;
    makeFolder(directory);
    return null;
  } catch (error) {
    return `evidence-dir ${directory} cannot be created (${errorCode(error)}); ${help}`;
  }
}

/** A run whose files cannot be written: what nobody can look up later is no proof, so it proceeds no more. */
export function withoutEvidence(run: ObservedRun, problems: readonly string[]): ObservedRun {
  const findings = problems.map((what) =>
    findingOf(
      problem(
        "evidence-not-written",
        oneLine(what),
        "Name a folder with room that this job may write to (evidence-dir), and run the gate again.",
      ),
      { trigger: "insufficient-evidence", severity: "hold" },
    ),
  );
  return { ...run, checks: [...run.checks, { id: "evidence-files", result: "fail", findings }] };
}
